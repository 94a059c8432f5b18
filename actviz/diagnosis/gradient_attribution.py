"""Gradient attribution computes whether slopes or weights make a gradient shrink or grow from layer L to layer 1.

Going back through hidden layer l, the gradient's norm is multiplied by g_l = w_l · a_l, the weight factor times the
slope factor (`GradientReading.factors`), so that ‖δ_1‖ = ‖δ_L‖ · ∏ g_l. A network with normalisation has a third
factor in each layer. Products are stored as log10: over a hundred layers they would leave the range of floats. Layers
are 1-based, and arrays start with layer 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from actviz.arrays import Bools, Floats
from actviz.diagnosis.findings import capital
from actviz.frozen import dataclass
from actviz.joined_text import clauses, listed
from actviz.number_text import factor_text, fraction_text
from actviz.training.measure.underflow_text import AT_LENGTH as UNDERFLOW
from actviz.translation import mark, tr

NOTABLE_DECADES = 1.5  # a smaller change over all layers is attributed to neither
MAIN_SHARE = 2.0 / 3.0  # of all decades lost, from which the change is attributed to one of the two alone
MOST_WORST = 3
NAMES = {"slopes": mark("slopes"), "weights": mark("weights"), "normalisation": mark("normalisation")}
THE = {"slopes": mark("The slopes"), "weights": mark("The weights")}
WITH_THE = {"slopes": mark("the slopes"), "weights": mark("the weights"), "normalisation": mark("the normalisation")}


def decades(factors: Floats) -> Floats:
    """Return log10 of factors: -inf for 0, NaN or inf where a factor is not finite."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log10(factors))


def running_decades(gains: Floats) -> Floats:
    """Return log10 of ‖δ_l‖ / ‖δ_L‖ for each hidden layer, (L-1,): the product of the gains from the last layer on."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.cumsum(decades(gains)[::-1])[::-1])


@dataclass(frozen=True)
class Attribution:
    """The shares of slopes and weights in the change of the gradient over all hidden layers.

    `attributed_to` is "slopes", "weights", "normalisation" or "both" (several of them) where the gradient changes by
    more than NOTABLE_DECADES, "none" where it changes less, and "overflow" where factors are not finite. `worst` lists
    the layers that change it most, worst first. `stopped_at` is the layer nearest to the loss that passes no gradient
    on; None if layer 1 gets some. If it `underflows`, the gradient there is not zero but less than float32 can hold:
    then the decades are those of the layers above it alone.
    """

    n_layers: int
    slope_decades: float  # Σ log10 of the slope factors
    weight_decades: float
    attributed_to: str
    worst: tuple[int, ...]
    stopped_at: int | None = None
    underflows: bool = False
    normalization_decades: float | None = None  # None in a plain network

    @property
    def total_decades(self) -> float:
        """Log10 of ‖δ_1‖ / ‖δ_L‖."""
        return -math.inf if self.stopped_at is not None else sum(self._parts.values())

    @property
    def _parts(self) -> dict[str, float]:
        """The decades of each kind of factor."""
        parts = {"slopes": self.slope_decades, "weights": self.weight_decades}
        return parts if self.normalization_decades is None else parts | {"normalisation": self.normalization_decades}

    def _clauses(self, text: Callable[[str, float], str]) -> str:
        return clauses(text(name, each) for name, each in self._parts.items())

    @property
    def shrinks(self) -> bool:
        """Whether the gradient gets smaller on its way back."""
        return self.total_decades < 0.0

    def __str__(self) -> str:
        if self.attributed_to == "overflow":
            return tr("The gradient overflows on its way back: its factors are not finite numbers.")
        if self.underflows:
            where = mark("In layer 1 the gradient is {size}: above, {multiplied}.")
            if self.stopped_at != 1:
                where = mark("In layers 1 to {last} the gradient is {size}: above, {multiplied}.")
            return tr(where, last=self.stopped_at, size=tr(UNDERFLOW), multiplied=self._multiplied)
        if self.stopped_at is not None:
            if self.attributed_to == "slopes":
                reason = tr("all slopes of layer {layer} are 0 where gradient comes", layer=self.stopped_at)
            else:
                reason = tr("nothing comes back through the weights of layer {layer}", layer=self.stopped_at + 1)
            return tr("No gradient reaches layer 1: {reason}.", reason=reason)
        if self.attributed_to == "none":
            gets = mark("Layer 1 gets {ratio} of the output layer's gradient: {multiplied}.")
            if not self.shrinks:
                gets = mark("Layer 1 gets {ratio} times the output layer's gradient: {multiplied}.")
            return tr(gets, ratio=factor_text(self.total_decades), multiplied=self._multiplied)
        if self.attributed_to == "both":
            pushing = capital(listed(tr(NAMES[name]) for name in self._pushing))
            return tr("{change}: {parts}.", change=_changes(pushing, self.total_decades), parts=self._clauses(_changed))
        others = listed(tr(WITH_THE[name]) for name in self._parts if name != self.attributed_to)
        left = mark("{change}; with {others}, {ratio} of it reaches layer 1.")
        if not self.shrinks:
            left = mark("{change}; with {others}, {ratio} times as much reaches layer 1.")
        return tr(left, change=self._main_change, others=others, ratio=_ratio(self.total_decades))

    @property
    def _multiplied(self) -> str:
        numbers = {name: factor_text(each) for name, each in self._parts.items()}
        if self.normalization_decades is None:
            return tr("slopes multiply it by {slopes}, weights by {weights}", **numbers)
        return tr("slopes multiply it by {slopes}, weights by {weights}, normalisation by {normalisation}", **numbers)

    @property
    def _pushing(self) -> list[str]:
        """The kinds of factors that change the gradient the way it changes."""
        return [name for name, each in self._parts.items() if each * self.total_decades > 0.0]

    @property
    def _main_decades(self) -> float:
        """The decades of the kind of factor that the change is attributed to."""
        return self._parts[self.attributed_to]

    @property
    def _main_change(self) -> str:
        """What this kind of factor does to the gradient, in a sentence without a full stop."""
        what, by = self.attributed_to, self._main_decades
        if what != "normalisation":
            return _changes(tr(THE[what]), by)
        alone = mark("The normalisation shrinks the gradient to {ratio}")
        return tr(
            alone if by < 0.0 else mark("The normalisation enlarges the gradient {ratio} times"), ratio=_ratio(by)
        )

    @property
    def shorter(self) -> tuple[str, ...]:
        """The same sentence in shorter forms, the longest first."""
        if self.attributed_to == "overflow":
            return tr("The gradient overflows on its way back"), tr("The gradient overflows")
        if self.underflows:
            if self.stopped_at == 1:
                return tr("In layer 1 the gradient is below 10⁻⁴⁵"), tr("Below 10⁻⁴⁵ in layer 1")
            return (
                tr("In layers 1 to {last} the gradient is below 10⁻⁴⁵", last=self.stopped_at),
                tr("Below 10⁻⁴⁵ in layers 1 to {last}", last=self.stopped_at),
            )
        if self.stopped_at is not None:
            return (
                tr("No gradient beyond layer {layer}", layer=self.stopped_at),
                tr("Stops at layer {layer}", layer=self.stopped_at),
            )
        parts = self._clauses(_times)
        whole = tr("×{factor} in all", factor=factor_text(self.total_decades))
        if self.attributed_to in ("none", "both"):
            head = whole
            if self.attributed_to == "both":
                head = tr("Due to both") if self.normalization_decades is None else tr("Due to several")
            return tr("{head}: {parts}", head=head, parts=parts), capital(parts), whole
        by, name = self._main_decades, capital(tr(NAMES[self.attributed_to]))
        plural = mark("{factors} shrink it to {ratio}") if by < 0.0 else mark("{factors} enlarge it {ratio} times")
        single = mark("{factors} shrinks it to {ratio}") if by < 0.0 else mark("{factors} enlarges it {ratio} times")
        brief = tr(single if self.attributed_to == "normalisation" else plural, factors=name, ratio=_ratio(by))
        return self._main_change, brief, tr("{label}: {value}", label=name, value=_ratio(by))


def _ratio(decades_left: float) -> str:
    """Return a ratio, given by its log10, as a share of 1 where it is small: 1/190,000, 4.8·10⁻¹⁴, 2.6."""
    return fraction_text(10.0**decades_left) if -7.0 < decades_left < 3.0 else factor_text(decades_left)


def _changed(name: str, by: float) -> str:
    text = mark("{factors} to {ratio}") if by < 0.0 else mark("{factors} {ratio} times")
    return tr(text, factors=tr(NAMES[name]), ratio=_ratio(by))


def _times(name: str, by: float) -> str:
    return tr("{factors} ×{ratio}", factors=tr(NAMES[name]), ratio=factor_text(by))


def _changes(factors: str, by: float) -> str:
    """Return what several factors do to the gradient."""
    if by < 0.0:
        return tr("{factors} shrink the gradient to {ratio}", factors=factors, ratio=_ratio(by))
    return tr("{factors} enlarge the gradient {ratio} times", factors=factors, ratio=_ratio(by))


def attribution(
    weight_factors: Floats,
    slope_factors: Floats,
    underflows: Bools | None = None,
    normalization_factors: Floats | None = None,
) -> Attribution:
    """Attribute the change of the gradient to slopes, weights or both; factors are (L-1,), layer 1 first.

    `underflows` (L,) marks the layers whose gradient is less than float32 can hold. `normalization_factors` are those
    of a network that is not plain.
    """
    n = len(weight_factors)
    if normalization_factors is not None:
        return _attribution_of_three(weight_factors, slope_factors, normalization_factors)
    if not (np.isfinite(weight_factors).all() and np.isfinite(slope_factors).all()):
        bad = ~(np.isfinite(weight_factors) & np.isfinite(slope_factors))
        worst = tuple(int(i) + 1 for i in bad.nonzero()[0][::-1][:MOST_WORST])
        return Attribution(n, math.nan, math.nan, "overflow", worst)
    slopes, weights = decades(slope_factors), decades(weight_factors)
    stops = np.flatnonzero((weight_factors == 0.0) | (slope_factors == 0.0))
    if len(stops):  # below that layer every factor is 0 only because no gradient arrives
        layer = int(stops[-1]) + 1
        above = slice(layer, None)
        if underflows is not None and underflows[layer - 1]:
            lost = float(slopes[layer:].sum()), float(weights[layer:].sum())
            return Attribution(n, *lost, _attributed_to(*lost), (layer,), layer, underflows=True)
        by_weights = weight_factors[layer - 1] == 0.0
        lost = (float(slopes[above].sum()), float(weights[above].sum()))
        return Attribution(
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
    # `sign` makes the same code serve a shrinking gradient and a growing one
    order = np.argsort(-sign * (slopes + weights), kind="stable")
    worst = tuple(int(i) + 1 for i in order[:MOST_WORST])
    if abs(total) < NOTABLE_DECADES:
        return Attribution(n, *totals, "none", worst)
    return Attribution(n, *totals, _attributed_to(*totals), worst)


def _attribution_of_three(weight_factors: Floats, slope_factors: Floats, normalization_factors: Floats) -> Attribution:
    """Do the same for a network with normalisation or skips."""
    n, factors = len(weight_factors), np.stack([slope_factors, weight_factors, normalization_factors])
    bad = ~np.isfinite(factors).all(axis=0)
    if bad.any():
        worst = tuple(int(i) + 1 for i in bad.nonzero()[0][::-1][:MOST_WORST])
        return Attribution(n, math.nan, math.nan, "overflow", worst, normalization_decades=math.nan)
    logs = decades(factors)
    stops = np.flatnonzero((factors == 0.0).any(axis=0))
    if len(stops):
        layer = int(stops[-1]) + 1
        lost = logs[:, layer - 1 :].sum(axis=1).tolist()
        by = "slopes" if slope_factors[layer - 1] == 0.0 < weight_factors[layer - 1] else "weights"
        return Attribution(n, lost[0], lost[1], by, (layer,), layer, normalization_decades=lost[2])
    slopes, weights, rest = logs.sum(axis=1).tolist()
    total = slopes + weights + rest
    sign = -1.0 if total < 0.0 else 1.0
    worst = tuple(int(i) + 1 for i in np.argsort(-sign * logs.sum(axis=0), kind="stable")[:MOST_WORST])
    pushes = {"slopes": sign * slopes, "weights": sign * weights, "normalisation": sign * rest}
    main = max(pushes, key=pushes.__getitem__)
    whole = sum(max(0.0, push) for push in pushes.values())
    by = "none" if abs(total) < NOTABLE_DECADES else main if pushes[main] >= MAIN_SHARE * whole else "both"
    return Attribution(n, slopes, weights, by, worst, normalization_decades=rest)


def _attributed_to(slope_decades: float, weight_decades: float) -> str:
    totals = slope_decades, weight_decades
    sign = -1.0 if sum(totals) < 0.0 else 1.0
    pushes = [max(0.0, sign * each) for each in totals]  # a factor against the change has no share in it
    share = pushes[0] / (sum(pushes) or 1.0)
    return "slopes" if share >= MAIN_SHARE else "weights" if share <= 1.0 - MAIN_SHARE else "both"


def layer_sentence(
    layer: int,
    weight_factor: float,
    slope_factor: float,
    underflows: bool = False,
    normalization_factor: float | None = None,
) -> str:
    """Return a hidden layer's effect on the gradient: "layer 3 passes on 4.1 % of the gradient: slopes 0.19, …".

    `normalization_factor` is that of a network that is not plain.
    """
    rest = 1.0 if normalization_factor is None else normalization_factor
    if underflows and weight_factor * slope_factor == 0.0:
        return tr("layer {layer}'s gradient is {size}", layer=layer, size=tr(UNDERFLOW))
    if not (math.isfinite(weight_factor) and math.isfinite(slope_factor) and math.isfinite(rest)):
        return tr("in layer {layer} the gradient overflows", layer=layer)
    if weight_factor == 0.0:
        return tr("no gradient comes to layer {layer}", layer=layer)
    if slope_factor == 0.0:
        return tr("layer {layer} passes on nothing: all its slopes are 0 where gradient comes", layer=layer)
    if rest == 0.0:
        return tr(
            "layer {layer} passes on nothing: its branch is multiplied by 0, or all of it is dropped", layer=layer
        )
    gain = weight_factor * slope_factor * rest
    slopes, weights, others = (factor_text(math.log10(f)) for f in (slope_factor, weight_factor, rest))
    factors = tr("slopes {slopes}, weights {weights}", slopes=slopes, weights=weights)
    if normalization_factor is not None:
        factors = clauses((factors, tr("normalisation {factor}", factor=others)))
    if gain >= 1.05:
        does = mark("layer {layer} makes the gradient {gain} times as large: {factors}")
        return tr(does, layer=layer, gain=factor_text(math.log10(gain)), factors=factors)
    does = mark("layer {layer} passes on {share} of the gradient: {factors}")
    return tr(does, layer=layer, share=_share_text(gain), factors=factors)


def _share_text(share: float) -> str:
    percent = 100.0 * share
    if percent < 0.01:
        return factor_text(math.log10(share))
    return f"{percent:.0f} %" if percent >= 9.95 else f"{percent:.1f} %" if percent >= 0.995 else f"{percent:.2g} %"
