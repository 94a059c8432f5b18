"""The script parts are shared by the NumPy and the PyTorch script."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from math import isfinite

from actviz.export.script_structure import NOTES as STRUCTURE_NOTES
from actviz.export.script_structure import Structure
from actviz.frozen import dataclass
from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters, StepCode
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.translation import tr

ACCURACY = ' + f", accuracy {{(z.argmax({axis}) == y){mean}:.4f}}"'
COMPARISON = """
# Rounding errors grow: after a thousand steps the losses can differ although every setting is the same.
recorded = {recorded}  # the train loss that actviz reached
{reached}
if np.isclose(reached, recorded, rtol=1e-4, atol=1e-6, equal_nan=True):
    print("the losses agree")
else:
    print(f"the train loss differs from the recorded {{recorded:.8g}} by {{abs(reached - recorded):.3g}}")
"""


def own_code(activation: Activation, field: str) -> str:
    """Return the code in a field of the activation's entry, `numpy_code` or `torch_code`.

    Raises:
        BadInput: the field is empty.
    """
    code: str = getattr(activation, field)
    if not code:
        raise BadInput(
            tr(
                "The activation {key} cannot be written into a script: choose one of the built-in ones.",
                key=repr(activation.key),
            )
        )
    return code


def comparison(loss: float, reached: str) -> str:
    """Return the script's end, which compares the loss it `reached`, assigned by this code, with the recorded one."""
    return COMPARISON.format(recorded=repr(loss) if isfinite(loss) else f'float("{loss}")', reached=reached)


def step_code(config: RunConfig) -> StepCode:
    """Return the code of an optimizer's step with these settings."""
    hyper = Hyperparameters(config.learning_rate, config.momentum, config.nesterov, config.weight_decay)
    return OPTIMIZERS[config.optimizer].code(hyper)


@dataclass(frozen=True)
class HiddenLayer:
    """A hidden layer's activation in a script: its key, its α, fixed or initial, and the number of learned slopes."""

    key: str
    alpha: float | None
    n_slopes: int

    @property
    def activation(self) -> Activation:
        """The registry's entry."""
        return ACTIVATIONS[self.key]


def hidden_layers(config: RunConfig) -> list[HiddenLayer]:
    """Return the hidden layers, from the first to the last."""
    layers = []
    for key, units in zip(config.activations, config.hidden, strict=True):
        activation = ACTIVATIONS[key]
        alpha = activation.alpha if activation.alpha is None or config.alpha is None else config.alpha
        n_slopes = 0 if not activation.learns_alpha else units if config.prelu_per_unit else 1
        layers.append(HiddenLayer(key, alpha, n_slopes))
    return layers


NOTES = {
    "WEIGHT_DECAY": "  # of weights, never of biases",
    "CLIP_NORM": "  # longest gradient, over all layers together",
    "LEARNING_RATE": "  # times a schedule's factor",
} | STRUCTURE_NOTES


def constant_values(config: RunConfig, configs: Sequence[RunConfig], n_examples: int) -> dict[str, str]:
    """Return one configuration's values, as code, of the settings that a script of all these configurations uses."""
    found = {
        "BATCH_SIZE": str(min(config.batch_size, n_examples)),
        "SEED": str(config.seed),
        "LEARNING_RATE": repr(config.learning_rate),
    }
    read = " ".join(schedules(configs))
    found |= {name: repr(value) for name, value in config.rate_schedule.values.items() if name in read}
    if any("MOMENTUM" in step_code(each).numpy for each in configs):
        found["MOMENTUM"] = repr(config.momentum)
    if any(each.weight_decay for each in configs):
        found["WEIGHT_DECAY"] = repr(config.weight_decay)
    if any(each.clip_norm for each in configs):
        found["CLIP_NORM"] = repr(config.clip_norm) if config.clip_norm else "np.inf"
    return found | Structure(configs).constants(config)


def is_scheduled(configs: Sequence[RunConfig]) -> bool:
    """Return whether the learning rate changes from step to step with any of these configurations."""
    return any(config.rate_schedule.varies for config in configs)


def schedules(configs: Sequence[RunConfig]) -> dict[str, str]:
    """Return the names of the functions from steps taken to a factor of the learning rate, by their code."""
    codes = list(dict.fromkeys(config.rate_schedule.code for config in configs)) if is_scheduled(configs) else []
    return {code: f"factor_{i}" if len(codes) > 1 else "factor" for i, code in enumerate(codes, 1)}


def schedule_code(configs: Sequence[RunConfig], with_torch: bool = False) -> str:
    """Return the functions of these configurations' schedules; nothing where the learning rate stays as it is."""
    found, called = [], {config.rate_schedule.code: config.rate_schedule.entry.torch for config in configs}
    for code, name in schedules(configs).items():
        same = f"# of n steps, without a warm-up: {called[code]}\n" if with_torch and called[code] else ""
        found.append(same + code.replace("factor(", f"{name}(").strip())
    if len(found) > 1:
        found.append(f"factor = {schedules(configs)[configs[0].rate_schedule.code]}")
    return "\n\n\n".join(found)


def schedule_change(before: RunConfig, after: RunConfig, configs: Sequence[RunConfig]) -> list[str]:
    """Return the line that takes another schedule after a change."""
    old, new = before.rate_schedule.code, after.rate_schedule.code
    return [] if old == new else [f"factor = {schedules(configs)[new]}"]


def math_names(code: str) -> list[str]:
    """Return the names of the standard library's `math` that this code uses."""
    return [name for name in ("cos", "erf", "erfc", "pi") if re.search(rf"(?<![\w.]){name}\b", code)]


def constants(configs: Sequence[RunConfig], steps: int, n_examples: int) -> str:
    """Return the assignments of the constants, with the first configuration's values."""
    values = constant_values(configs[0], configs, n_examples)
    notes = {name: note for name, note in NOTES.items() if name != "LEARNING_RATE" or is_scheduled(configs)}
    lines = [f"{name} = {value}{notes.get(name, '')}" for name, value in values.items()]
    return "\n".join([f"STEPS = {steps}", *lines])


def listed(items: Sequence[str]) -> str:
    """Return a Python list of these expressions with runs of equal ones shortened: [relu] * 7 + [tanh]."""
    runs = [(item, len(list(same))) for item, same in groupby(items)]
    return " + ".join(f"[{item}] * {n}" if n > 1 else f"[{item}]" for item, n in runs)
