"""The causes that rules blame and remedies are meant for, one entry each.

To add a cause, add an entry to `_causes`; rules name it in `suggestions`, remedies in their decorator.
"""

from __future__ import annotations

from collections.abc import Iterable

from actviz.frozen import dataclass
from actviz.registry import Registry
from actviz.translation import looked_up, mark


@looked_up("text")
@dataclass(frozen=True)
class Cause:
    """One entry: a key, and what is the case, in words for tables.

    `steps` is -1 where only shorter steps can help, 1 where only longer ones can, 0 elsewhere. A cause `of_data` is not
    the network's; one `of_learning` is found in networks that learn all the same.
    """

    key: str
    text: str
    steps: int = 0
    of_data: bool = False
    of_learning: bool = False


CAUSES: Registry[Cause] = Registry("cause")


def _causes() -> Iterable[Cause]:
    yield Cause("small_slopes", mark("the activation's slopes shrink the gradient"))
    yield Cause("small_weights", mark("the weights shrink the gradient"))
    yield Cause("narrow_layers", mark("layers of few units lose the gradient by chance"))
    yield Cause("flattened", mark("steps have moved the units where the slope is small"), steps=-1)
    yield Cause("large_weights", mark("the first weights enlarge the signal"))
    yield Cause("growing_function", mark("the activation enlarges the signal"))
    yield Cause("growing_gradient", mark("the gradient grows from layer to layer"), steps=-1)
    yield Cause("long_steps", mark("the steps are too long"), steps=-1)
    yield Cause("short_steps", mark("the steps are too short"), steps=1)
    yield Cause("born_dead", mark("units are dead from the start"))
    yield Cause("killed", mark("steps have killed units"), steps=-1)
    yield Cause("killed_some", mark("steps have killed units of a network that learns"), steps=-1, of_learning=True)
    yield Cause("narrow_dead", mark("usual steps have killed units in layers of few"))
    yield Cause("zero_slope", mark("the slope is 0 everywhere"))
    yield Cause("equal_weights", mark("all units of a layer began alike"))
    yield Cause("linear", mark("the network has no activation"))
    yield Cause("plateau", mark("the loss stands still although a gradient arrives"))
    yield Cause("local_minimum", mark("the loss stands still below that of guessing"))
    yield Cause("mixed", mark("the classes or targets are mixed among the inputs"))
    yield Cause("input_scale", mark("the inputs are large, tiny or of very different scales"), of_data=True)
    yield Cause("skewed_input", mark("a few values of an input are far larger than the others"))
    yield Cause("target_scale", mark("the targets are huge, tiny or far from 0"), of_data=True)
    yield Cause("strong_decay", mark("the weight decay flips or wipes out the weights"))
    yield Cause("unfit_test", mark("the data are too few to set some aside, or lack a class"), of_learning=True)
    yield Cause("growing_skips", mark("unscaled residual branches enlarge the signal"))
    yield Cause("lagging_statistics", mark("the running statistics lag behind the batches'"), steps=-1)
    yield Cause("tiny_batch", mark("a batch is too small to normalise by"))
    yield Cause("normalized_constants", mark("batch normalisation divides units that are nearly constant by nearly 0"))
    yield Cause("normalized_weights", mark("layers shrink the gradient more than normalisation makes up for"))
    yield Cause("dropped", mark("dropout leaves too little of narrow layers"))
    yield Cause("memory", mark("the network remembers single examples"), steps=-1, of_learning=True)
    yield Cause("several", mark("several settings are unusual, and a change of one leaves another"))


for _cause in _causes():
    CAUSES.add(_cause)
