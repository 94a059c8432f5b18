"""StructureFacts: what was measured of normalisation, residual connections and dropout at one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import hypot, sqrt

from actviz.arrays import Bools, Floats
from actviz.frozen import dataclass


@dataclass(frozen=True)
class SkipShare:
    """How much of the gradient comes back to a block's source over its branch, and how much over its skip.

    With s = ∂J/∂h of hidden layer `source` (1-based), s = branch + skip, so that
    ‖s‖² = branch² + skip² + 2 · product. The skip ends at layer `last`.
    """

    source: int
    last: int
    branch: float  # norms
    skip: float
    product: float  # inner product of the two

    @property
    def total(self) -> float:
        """‖s‖ of the source."""
        return sqrt(max(0.0, self.branch**2 + self.skip**2 + 2.0 * self.product))


def added(shares: Sequence[SkipShare], more: Sequence[SkipShare], factor: float) -> tuple[SkipShare, ...]:
    """Add those of further examples, whose gradients count `factor` times, block by block; norms add as squares."""
    if not shares:
        shares = [replace(each, branch=0.0, skip=0.0, product=0.0) for each in more]
    return tuple(
        replace(
            a,
            branch=hypot(a.branch, factor * b.branch),
            skip=hypot(a.skip, factor * b.skip),
            product=a.product + factor**2 * b.product,
        )
        for a, b in zip(shares, more, strict=True)
    )


@dataclass(frozen=True, eq=False)
class StructureFacts:
    """What a network has beside weights and activations; lists are per hidden layer, arrays (units,).

    Lists are empty where there is nothing of the kind. Means and variances are those that a batch normalisation takes:
    the running ones, with which all units and results are measured, and those of the latest batch.
    """

    gammas: tuple[Floats, ...] = ()
    betas: tuple[Floats, ...] = ()
    means: tuple[Floats, ...] = ()
    variances: tuple[Floats, ...] = ()
    batch_means: tuple[Floats, ...] = ()  # empty before the first step, too
    batch_variances: tuple[Floats, ...] = ()
    dead_in_batch: tuple[Bools, ...] = ()  # which units had a slope of zero on every example of the latest step's batch
    dropped: tuple[Bools, ...] = ()  # for the first example of that batch
    scales: tuple[float, ...] = ()  # of each residual block's branch
    skips: tuple[SkipShare, ...] = ()
    n_examples: int = 0  # over which the gradient of the skips is the mean

    def skip_signal(self, share: SkipShare, width: int) -> float:
        """Return what comes back over a skip on the river's scale, for a source of so many units.

        It is the RMS over examples and units of the skip's part of ∂J_x/∂h, J_x an example's own loss.
        """
        return share.skip * sqrt(self.n_examples / width)
