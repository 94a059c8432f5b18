"""Which is to blame when a gradient shrinks or grows on its way back: the activations' slopes, or the weights.

Going back through hidden layer l, the gradient's norm is multiplied by g_l = w_l · a_l, the weight factor times the
slope factor (`probes.GradientReading.factors`), so that ‖δ_1‖ = ‖δ_L‖ · ∏ g_l. Products are kept as log10: a hundred
layers would leave the range of floats. Layers are 1-based, and arrays start with layer 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from actviz.number_text import factor_text
from actviz.training.measure.underflow_text import AT_LENGTH as UNDERFLOW
from actviz.training.snapshot import Bools, Floats

NOTABLE_DECADES = 1.5  # a gradient that changes by less, over all layers, is nobody's fault
MAIN_SHARE = 2.0 / 3.0  # of all the decades lost, from which one of the two is to blame alone
MOST_WORST = 3


def decades(factors: Floats) -> Floats:
    """Return log10 of factors: -inf for 0, NaN or inf where a factor is not finite."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log10(factors))


def running_decades(gains: Floats) -> Floats:
    """Return log10 of ‖δ_l‖ / ‖δ_L‖ for each hidden layer, (L-1,): the product of the gains from the last layer on."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.cumsum(decades(gains)[::-1])[::-1])


@dataclass(frozen=True)
class Blame:
    """What the slopes and the weights do to the gradient over all hidden layers.

    `culprit` is "slopes", "weights" or "both" where the gradient changes by more than NOTABLE_DECADES, "none" where it
    does not, and "overflow" where factors are not finite. `worst` names the layers that do most of it, worst first.
    `stopped_at` is the layer, nearest to the loss, that lets nothing through; None while something arrives at layer 1.
    If it `underflows`, something does come through, which is less than float32 can hold: then the decades are those of
    the layers above it, and no more is known.
    """

    n_layers: int
    slope_decades: float  # Σ log10 of the slope factors
    weight_decades: float
    culprit: str
    worst: tuple[int, ...]
    stopped_at: int | None = None
    underflows: bool = False

    @property
    def total_decades(self) -> float:
        """Log10 of ‖δ_1‖ / ‖δ_L‖."""
        return -math.inf if self.stopped_at is not None else self.slope_decades + self.weight_decades

    @property
    def shrinks(self) -> bool:
        """Whether the gradient gets smaller on its way back."""
        return self.total_decades < 0.0

    @property
    def _where(self) -> str:
        return "In layer 1" if self.stopped_at == 1 else f"In layers 1 to {self.stopped_at}"

    def __str__(self) -> str:
        if self.culprit == "overflow":
            return "The gradient overflows on its way back: its factors are not finite numbers."
        if self.underflows:
            slopes, weights = factor_text(self.slope_decades), factor_text(self.weight_decades)
            above = f"above, slopes multiply it by {slopes}, weights by {weights}"
            return f"{self._where} the gradient is {UNDERFLOW}: {above}."
        if self.stopped_at is not None:
            what = (
                f"all slopes of layer {self.stopped_at} are 0 where gradient comes"
                if self.culprit == "slopes"
                else f"nothing comes back through the weights of layer {self.stopped_at + 1}"
            )
            return f"No gradient reaches layer 1: {what}."
        slopes, weights = factor_text(self.slope_decades), factor_text(self.weight_decades)
        if self.culprit == "none":
            whole = f"{factor_text(self.total_decades)} {'of' if self.shrinks else 'times'} the last layer's gradient"
            return f"Layer 1 gets {whole}: slopes multiply it by {slopes}, weights by {weights}."
        who = {"slopes": "Slopes are", "weights": "Weights are", "both": "Slopes and weights are both"}[self.culprit]
        return f"{who} to blame: slopes multiply the gradient by {slopes}, weights by {weights}."

    @property
    def shorter(self) -> tuple[str, str]:
        """The same in a few words, and in fewer."""
        if self.culprit == "overflow":
            return ("The gradient overflows on its way back", "The gradient overflows")
        if self.underflows:
            where = self._where[0].lower() + self._where[1:]
            return f"{where} the gradient is below 1e-45".capitalize(), f"Below 1e-45 {where}"
        if self.stopped_at is not None:
            return (f"No gradient beyond layer {self.stopped_at}",) * 2
        slopes, weights = f"slopes ×{factor_text(self.slope_decades)}", f"weights ×{factor_text(self.weight_decades)}"
        all_in_all = f"×{factor_text(self.total_decades)} in all"
        head = {"none": all_in_all, "both": "Both to blame"}.get(self.culprit)
        if head is not None:
            return f"{head}: {slopes}, {weights}", f"{slopes}, {weights}".capitalize()
        first, second = (slopes, weights) if self.culprit == "slopes" else (weights, slopes)
        return f"To blame: {first}, not {second}", f"To blame: {first}"


def blame(weight_factors: Floats, slope_factors: Floats, underflows: Bools | None = None) -> Blame:
    """Find which of the two makes the gradient shrink or grow; both arrays are (L-1,), layer 1 first.

    `underflows` (L,) marks the layers whose gradient is less than float32 can hold.
    """
    n = len(weight_factors)
    if not (np.isfinite(weight_factors).all() and np.isfinite(slope_factors).all()):
        bad = ~(np.isfinite(weight_factors) & np.isfinite(slope_factors))
        return Blame(n, math.nan, math.nan, "overflow", tuple(int(i) + 1 for i in bad.nonzero()[0][::-1][:MOST_WORST]))
    slopes, weights = decades(slope_factors), decades(weight_factors)
    stops = np.flatnonzero((weight_factors == 0.0) | (slope_factors == 0.0))
    if len(stops):  # below it every factor is 0 for want of a gradient, and says nothing
        layer = int(stops[-1]) + 1
        above = slice(layer, None)
        if underflows is not None and underflows[layer - 1]:
            lost = float(slopes[layer:].sum()), float(weights[layer:].sum())
            return Blame(n, *lost, _culprit(*lost), (layer,), layer, underflows=True)
        by_weights = weight_factors[layer - 1] == 0.0
        lost = (float(slopes[above].sum()), float(weights[above].sum()))
        return Blame(
            n,
            lost[0] if by_weights else -math.inf,
            -math.inf if by_weights else lost[1] + float(weights[layer - 1]),
            "weights" if by_weights else "slopes",
            (layer,),
            layer,
        )
    totals = float(slopes.sum()), float(weights.sum())
    total = sum(totals)
    sign = -1.0 if total < 0.0 else 1.0
    order = np.argsort(-sign * (slopes + weights), kind="stable")
    worst = tuple(int(i) + 1 for i in order[:MOST_WORST])
    if abs(total) < NOTABLE_DECADES:
        return Blame(n, *totals, "none", worst)
    return Blame(n, *totals, _culprit(*totals), worst)


def _culprit(slope_decades: float, weight_decades: float) -> str:
    totals = slope_decades, weight_decades
    sign = -1.0 if sum(totals) < 0.0 else 1.0
    pushes = [max(0.0, sign * each) for each in totals]  # what helps the gradient is not to blame
    share = pushes[0] / (sum(pushes) or 1.0)
    return "slopes" if share >= MAIN_SHARE else "weights" if share <= 1.0 - MAIN_SHARE else "both"


def layer_sentence(layer: int, weight_factor: float, slope_factor: float, underflows: bool = False) -> str:
    """Say what a hidden layer does to the gradient: "layer 3 passes on 4.1 % of the gradient: slopes 0.19, …"."""
    if underflows and weight_factor * slope_factor == 0.0:
        return f"layer {layer}'s gradient is {UNDERFLOW}"
    if not (math.isfinite(weight_factor) and math.isfinite(slope_factor)):
        return f"in layer {layer} the gradient overflows"
    if weight_factor == 0.0:
        return f"no gradient comes to layer {layer}"
    if slope_factor == 0.0:
        return f"layer {layer} passes on nothing: all its slopes are 0 where gradient comes"
    gain = weight_factor * slope_factor
    if gain >= 1.05:
        does = f"makes the gradient {factor_text(math.log10(gain))} times as large"
    else:
        does = f"passes on {_share_text(gain)} of the gradient"
    slopes, weights = (factor_text(math.log10(f)) for f in (slope_factor, weight_factor))
    return f"layer {layer} {does}: slopes {slopes}, weights {weights}"


def _share_text(share: float) -> str:
    percent = 100.0 * share
    if percent < 0.01:
        return factor_text(math.log10(share))
    return f"{percent:.0f} %" if percent >= 9.95 else f"{percent:.1f} %" if percent >= 0.995 else f"{percent:.2g} %"
