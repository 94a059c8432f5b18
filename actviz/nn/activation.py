"""An Activation holds one function's kernels, slope, flat regions and texts; the functions are in `activations`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from actviz.arrays import Bools, Floats
from actviz.frozen import dataclass
from actviz.translation import looked_up

Alpha = float | Floats | None
Value = Callable[[Floats, Floats], object]
Slope = Callable[[Floats, Floats, Floats], object]
Kernels = tuple[Value, Slope]
Interval = tuple[float, float]
SATURATED_BELOW = 0.05  # of the largest slope: a unit is saturated on the examples where its slope is smaller
INF = float("inf")
CLOSE = 1e-6


@looked_up("label", "story", "alpha_name", "solves", "costs")
@dataclass(frozen=True)
class Activation:
    """One activation function.

    `flat` lists the intervals of z on which the slope is exactly zero, and `flat_without_alpha` those with α = 0;
    `alpha` is the default parameter or None; `alpha_name` is its name on screen. `largest_slope` is max |φ′| for the
    default α.

    `numpy_code` is the body of a function of the array z (and alpha) that returns φ(z) and φ′(z) as a textbook writes
    them, using `np`, and `erf` and `erfc` of `math`: the NumPy script contains it, and the tests compare the kernels
    with it. `torch_code` is a PyTorch expression for the function, with placeholders {alpha} and {n_alphas}.
    """

    key: str
    label: str
    formula: str
    story: str
    make: Callable[[tuple[int, ...], DTypeLike, Alpha], Kernels]
    largest_slope: float = 1.0
    flat: tuple[Interval, ...] = ()
    flat_without_alpha: tuple[Interval, ...] = ()
    piecewise_linear: bool = False
    alpha: float | None = None
    alpha_name: str = ""
    learns_alpha: bool = False
    rectifier: bool = False  # zero or α·z below zero: He's rule applies to it
    exact_slope: Callable[[Floats], Floats] | None = None
    scales_with_alpha: bool = False
    solves: str = ""  # its purpose, one sentence
    costs: str = ""  # its drawback, one sentence
    main: bool = False  # shown before the gallery's "More…"
    numpy_code: str = ""  # without it no script can be exported
    torch_code: str = ""

    def can_die(self, alpha: float | None = None) -> bool:
        """Whether a unit can have a slope of exactly zero on every example, with this α."""
        return bool(self.flat_regions(alpha))

    @cached_property
    def at_rest(self) -> float:
        """φ(0): a unit's output when its pre-activation is 0."""
        return float(self.value(0.0))

    @cached_property
    def saturates(self) -> bool:
        """Whether the function is steep around 0 and flattens out on both sides, as sigmoid and tanh do."""
        slopes = np.absolute(self.slope(np.array([-50.0, -0.5, 0.5, 50.0])))
        small = slopes < SATURATED_BELOW * self.max_slope()
        return bool(small[[0, 3]].all() and not small[[1, 2]].any())

    @property
    def off_below_zero(self) -> bool:
        """Whether the slope is zero exactly where z <= 0, as for ReLU: then a unit is dead if its largest z is <= 0."""
        return self.flat == ((-INF, 0.0),)

    @property
    def feature_width(self) -> float:
        """The width in z of the narrowest features to be expected away from 0 and the corners; infinite for none."""
        return INF

    def flat_regions(self, alpha: float | None = None) -> tuple[Interval, ...]:
        """Return the intervals on which the slope is exactly zero, for the given α."""
        return self.flat_without_alpha if self._number(alpha) == 0.0 else self.flat

    def is_flat(self, z: ArrayLike, alpha: Alpha = None, slope: Floats | None = None) -> Bools:
        """Return, elementwise, whether z is in a flat region, where the slope is zero by construction.

        A smooth slope that rounds to 0 in floating point does not count. `slope` is φ′(z), if already computed.
        """
        pre = _as_float(z)
        if self.piecewise_linear:
            return np.asarray((self.slope(pre, alpha) if slope is None else slope) == 0.0)
        inside = np.zeros(pre.shape, bool)
        regions = self.flat_regions(None if alpha is None else float(np.mean(alpha)))
        for low, high in regions:  # an expression's bounds come from bisection, hence the tolerance
            inside |= (pre >= low - CLOSE * abs(low)) & (pre <= high + CLOSE * abs(high))
        if regions:
            inside &= (self.slope(pre, alpha) if slope is None else slope) == 0.0
        return inside

    def steepness(self, z: ArrayLike, alpha: Alpha = None) -> Floats:
        """Return |φ′(z)|, elementwise; where it rounds to 0 outside the flat regions, the smallest normal float."""
        slope = self.slope(z, alpha)
        lost = slope == 0.0
        if lost.any():
            lost &= ~self.is_flat(z, alpha, slope)
            slope[lost] = np.finfo(slope.dtype).tiny
        return np.asarray(np.absolute(slope))

    def corners(self, alpha: float | None = None) -> tuple[float, ...]:
        """Return the z at which pieces of the function may meet, for the given α."""
        return tuple(sorted({0.0, *(end for span in self.flat_regions(alpha) for end in span if abs(end) < INF)}))

    def check_alpha(self, alpha: float | None) -> None:
        """Check that the function accepts this α; the built-in ones accept every value.

        Raises:
            BadInput: it does not; the message names the value and the reason.
        """

    def value(self, z: ArrayLike, alpha: Alpha = None) -> Floats:
        """φ(z), elementwise, in z's own float type (float64 for integers)."""
        pre = _as_float(z)
        h = np.empty_like(pre)
        with np.errstate(over="ignore", under="ignore"):
            self.make(pre.shape, pre.dtype, self._alpha(alpha))[0](pre, h)
        return h

    def slope(self, z: ArrayLike, alpha: Alpha = None) -> Floats:
        """φ′(z), elementwise, accurate in the saturated tails too; 0 at the kink of ReLU."""
        pre = _as_float(z)
        with np.errstate(over="ignore", under="ignore"):
            if self.exact_slope is not None:
                return self.exact_slope(pre)
            h, d = np.empty_like(pre), np.empty_like(pre)
            value, slope = self.make(pre.shape, pre.dtype, self._alpha(alpha))
            value(pre, h)
            slope(pre, h, d)
        return d

    def max_slope(self, alpha: float | None = None) -> float:
        """Return max |φ′| over all z, for the given α."""
        if not self.scales_with_alpha:
            return self.largest_slope
        return max(1.0, abs(self._number(alpha) or 0.0))

    def negative_slope(self, alpha: float | None = None) -> float:
        """Return the slope below zero for He's initialization rule (0 for smooth activations)."""
        return (self._number(alpha) or 0.0) if self.rectifier else 0.0

    def _number(self, alpha: float | None) -> float | None:
        """Return the α that applies; None, whatever is given, for a function without one."""
        if self.alpha is None:
            return None
        return self.alpha if alpha is None else float(alpha)

    def _alpha(self, alpha: Alpha) -> Alpha:
        return self.alpha if alpha is None else alpha


def _as_float(z: ArrayLike) -> Floats:
    array = np.asarray(z)
    return array if array.dtype in (np.float32, np.float64) else array.astype(np.float64)
