"""Architecture: what a layer has beside weights and activation: normalisation, residual connections and dropout.

A plain hidden layer computes h = φ(z) of its weighted sum z. With everything switched on it computes

    a = Wᵀ[h; 1]        the weighted sum
    z = a, normalised   if the normalisation stands before the activation; a skip may be added to it, too
    u = φ(z)
    h = u, normalised   if the normalisation stands after it; then units are dropped; a skip may be added last

A residual connection takes the output of a hidden layer, its *source*, past the next k layers, its *branch*, and adds
it to what the branch's last layer computes (He et al. 2016, arXiv 1512.03385 and 1603.05027). The first source is
hidden layer 1, for the inputs seldom have a layer's width; each block's last layer is the next block's source.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from actviz.frozen import dataclass
from actviz.registry import BadInput, Registry
from actviz.translation import looked_up, mark, tr

MOMENTUM = 0.1  # of a batch's statistics in the running ones, as in torch.nn.BatchNorm1d
MOST_DROPPED = 0.95  # beyond, nearly nothing is left of a layer


@looked_up("label", "story")
@dataclass(frozen=True)
class Choice:
    """One value of a setting in words."""

    key: str
    label: str
    story: str


NORMALIZATIONS: Registry[Choice] = Registry(mark("normalization"))
PLACES: Registry[Choice] = Registry(mark("place"))
RESIDUAL_SCALES: Registry[Choice] = Registry(mark("residual scale"))
RESIDUAL_PATHS: Registry[Choice] = Registry(mark("residual path"))
for _registry, _entries in (
    (
        NORMALIZATIONS,
        (
            Choice("none", mark("None"), mark("Nothing is normalised.")),
            Choice("batch", mark("Batch"),
                   mark("Each unit gets mean 0 and deviation 1 over the batch, then a learned factor γ and shift β "
                        "(Ioffe and Szegedy 2015). Once trained, running means over the batches take the batch's "
                        "place.")),
            Choice("layer", mark("Layer"),
                   mark("Each example's layer gets mean 0 and deviation 1 over its units, then γ and β of each unit "
                        "(Ba et al. 2016).")),
            Choice("rms", mark("RMS"),
                   mark("Each example's layer is divided by its root mean square, then times γ of each unit (Zhang "
                        "and Sennrich 2019).")),
        ),
    ),
    (
        PLACES,
        (
            Choice("before", mark("Before"), mark("Before the activation, on the weighted sums.")),
            Choice("after", mark("After"), mark("After the activation, on its outputs.")),
        ),
    ),
    (
        RESIDUAL_SCALES,
        (
            Choice("one", "1", mark("The branch is added as it is.")),
            Choice("depth", mark("1/√L"),
                   mark("The branch is divided by the root of the number of blocks L, so that the sum does not grow "
                        "with the depth.")),
            Choice("learned", mark("Learned from 0"),
                   mark("Each branch has one learned factor, 0 at the start: the network begins as if its blocks "
                        "were not there (De and Smith 2020).")),
        ),
    ),
    (
        RESIDUAL_PATHS,
        (
            Choice("identity", mark("Identity"),
                   mark("The skip carries the source's output unchanged; both ends need one width.")),
            Choice("projection", mark("Projection"),
                   mark("Where the widths differ, a learned matrix carries the skip.")),
        ),
    ),
):  # fmt: skip
    for _entry in _entries:
        _registry.add(_entry)


class Block(NamedTuple):
    """A residual block: the output of hidden layer `source` is added in hidden layer `last` (both 1-based)."""

    source: int
    last: int
    projected: bool  # whether a learned matrix carries the skip


@dataclass(frozen=True)
class Architecture:
    """A choice of normalisation, residual connections and dropout; without any the network is plain.

    `residual` is the number of layers in a block, 0 for no residual connections; `dropout` is the share of a hidden
    layer's outputs that is set to 0 in a training step.
    """

    normalization: str = "none"
    normalization_place: str = "before"
    residual: int = 0
    residual_scale: str = "one"
    residual_path: str = "identity"
    residual_place: str = "after"
    dropout: float = 0.0

    @property
    def is_plain(self) -> bool:
        """Whether a layer is weights and activation alone."""
        return self.normalization == "none" and not self.residual and not self.dropout

    @property
    def normalizes_before(self) -> bool:
        """Whether the activation's input is normalised."""
        return self.normalization != "none" and self.normalization_place == "before"

    @property
    def differs_in_training(self) -> bool:
        """Whether a training step computes other outputs than an evaluation: by its batch's statistics, or dropout."""
        return self.normalization == "batch" or self.dropout > 0.0

    def blocks(self, sizes: Sequence[int]) -> tuple[Block, ...]:
        """Return the residual blocks of a network n_0 … n_L; layers left over at the end have no skip."""
        if not self.residual:
            return ()
        n_hidden, k = len(sizes) - 2, self.residual
        ends = [(source, source + k) for source in range(1, n_hidden - k + 1, k)]
        return tuple(Block(source, last, sizes[source] != sizes[last]) for source, last in ends)

    def branch_scale(self, n_blocks: int) -> float:
        """Return the factor of a branch, or, where it is learned, its first value."""
        if self.residual_scale == "depth":
            return 1.0 / sqrt(n_blocks)
        return 0.0 if self.residual_scale == "learned" else 1.0

    def check(self, hidden: Sequence[int], batch: int) -> None:
        """Check that it fits hidden layers of these widths and batches of this size.

        Raises:
            BadInput: it does not; the message names the setting, the layer and the rule.
        """
        if self.normalization == "batch" and batch < 2:
            raise BadInput(tr("batch normalisation needs a batch size of at least 2: one example has no deviation"))
        if not self.residual:
            return
        if self.residual > len(hidden) - 1:
            raise BadInput(
                tr(
                    "residual = {residual} needs at least {least} hidden layers, the source and its branch, got {n}",
                    residual=self.residual,
                    least=self.residual + 1,
                    n=len(hidden),
                )
            )
        for block in self.blocks((0, *hidden, 0)) if self.residual_path == "identity" else ():
            if block.projected:
                raise BadInput(
                    tr(
                        "the residual connection from layer {source} to layer {last} joins {n_source} and {n_last} "
                        "units: layers of different width need residual_path = projection",
                        source=block.source,
                        last=block.last,
                        n_source=hidden[block.source - 1],
                        n_last=hidden[block.last - 1],
                    )
                )


PLAIN = Architecture()
