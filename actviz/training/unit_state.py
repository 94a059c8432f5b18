"""Frozen facts about hidden units at one step: a layer's census, its histogram, and all about one unit."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from actviz.arrays import Bools, Floats, Ints
from actviz.frozen import dataclass
from actviz.joined_text import clauses
from actviz.translation import mark, tr

SIDES = {1: mark("always above 0"), -1: mark("always below 0"), 0: ""}


@dataclass(frozen=True, eq=False)
class UnitCensus:
    """The state of one hidden layer's units, measured on the whole training set; arrays are (n_units,)."""

    active_fraction: Floats  # share of examples with a slope that is not zero
    dead: Bools
    always_on: Bools  # linear: one and the same slope, not zero, on every example
    linear_side: Ints  # of a linear unit: 1 if z is always above 0, -1 if always below; else 0
    saturated_fraction: Floats
    dormant: Bools
    mean_activation: Floats
    mean_magnitude: Floats  # mean of |h|

    @cached_property  # asked for in every frame
    def n_dead(self) -> int:
        """Number of dead units."""
        return int(np.count_nonzero(self.dead))

    @cached_property
    def n_dormant(self) -> int:
        """Number of nearly silent (τ-dormant) units that are not dead."""
        return int(np.count_nonzero(self.dormant & ~self.dead))

    def linear_text(self, unit: int) -> str:
        """Return "linear, always above 0", "linear, always below 0" or, if z crosses 0, "linear"."""
        side = SIDES[int(self.linear_side[unit])]
        return tr("linear, {side}", side=tr(side)) if side else tr("linear")

    @property
    def linear_count_text(self) -> str:
        """How many units are linear, and on which side: "linear 3 (always above 0: 2, always below 0: 1)"."""
        linear = self.linear_side[self.always_on]
        counts = [(tr(SIDES[side]), n) for side in (1, -1) if (n := int((linear == side).sum()))]
        if not counts:
            return tr("linear {n}", n=len(linear))
        told = clauses(tr("{side}: {n}", side=side, n=n) for side, n in counts)
        return tr("linear {n} ({counts})", n=len(linear), counts=told)


@dataclass(frozen=True, eq=False)
class LayerHistogram:
    """Counts of pre-activations over all training examples: of all units of a hidden layer, or of one unit."""

    counts: Ints  # (bins,)
    low: float
    high: float  # the bins divide [low, high] evenly; values outside are in the first and last bin
    flat_fraction: float  # share of values where the slope is exactly 0
    saturated_fraction: float  # share of values with |slope| < 0.05 max |slope|


@dataclass(frozen=True, eq=False)
class UnitFacts:
    """All about one hidden unit at one step; pre-activations are those of the whole training set."""

    layer: int  # 1-based
    unit: int  # 0-based
    histogram: LayerHistogram  # of its pre-activation
    weights_in: Floats  # (fan_in,)
    bias: float
    weights_out: Floats  # (n of the next layer,)
    activity_steps: Ints  # of the measurements so far, thinned evenly
    activity: Floats  # its active fraction at each of them, to 1/254; 0 and 1 are exact
    z_map: Floats | None = None  # (px, px) pre-activations over the input plane, row 0 the lowest y; 2-D data only
    h_map: Floats | None = None  # (px, px) outputs
