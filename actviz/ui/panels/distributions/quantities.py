"""The quantities that the panel shows, and the axis on which all layers' values of one lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from actviz.frozen import dataclass
from actviz.number_text import percent, plain, whole
from actviz.registry import Registry
from actviz.training.distribution import Distribution, Distributions
from actviz.training.snapshot import Snapshot
from actviz.translation import mark, tr
from actviz.ui.plots.jumping_range import decade_span
from actviz.ui.plots.ticks import nice_ceiling

FEW = 0.001  # the share of values at each end that the axis need not reach
SIDE = 0.06  # of the axis, left free at its ends
WHOLE = mark("whole training set")
Span = tuple[float, float]


@dataclass(frozen=True)
class Quantity:
    """One choice of the header; its key, name, axis and tip are in English, marked."""

    key: str
    name: str
    field: str  # of Distributions
    axis: tuple[str, ...]  # the axis's names, the longest first
    tip: str
    of_gradient: bool = False  # measured on the examples of the gradient, on a logarithmic axis

    def of(self, found: Distributions) -> tuple[Distribution, ...]:
        """Return the distributions of all layers."""
        layers: tuple[Distribution, ...] = getattr(found, self.field)
        return layers

    def examples(self, snapshot: Snapshot) -> str:
        """Return which examples the values are of; "" for weights."""
        if self.field == "weights":
            return ""
        return tr("latest batch") if self.of_gradient and not snapshot.whole_gradient else tr(WHOLE)


QUANTITIES: Registry[Quantity] = Registry("quantity")
for _entry in (
    Quantity(
        "z",
        mark("pre-activations"),
        "z",
        (mark("pre-activation z"), "z"),
        mark("What goes into each unit's activation function."),
    ),
    Quantity(
        "h",
        mark("activations"),
        "activations",
        (mark("activation h"), "h"),
        mark("What each unit of the hidden layers gives."),
    ),
    Quantity(
        mark("backward"),
        mark("backward signals"),
        "backward",
        (mark("size of ∂J/∂z of each example"), mark("size of ∂J/∂z"), "|∂J/∂z|"),
        mark("How much the loss of an example would change with a pre-activation: its size."),
        of_gradient=True,
    ),
    Quantity(
        mark("gradient"),
        mark("weight gradients"),
        "gradients",
        (mark("size of ∂J/∂W"), "|∂J/∂W|"),
        mark("The size of the gradient of every weight."),
        of_gradient=True,
    ),
    Quantity(
        mark("weights"),
        mark("weights"),
        "weights",
        (mark("weight"),),
        mark("Every weight now, and dotted at step 0."),
    ),
):
    QUANTITIES.add(_entry)


def span_of(layers: Iterable[Distribution]) -> Span | None:
    """Return the ends of nearly all values of all layers; None without any."""
    ends = []
    for found in layers:
        n = len(found.counts)
        if not n:
            continue
        below = np.cumsum(found.counts)
        few = FEW * below[-1]
        first, last = int(np.searchsorted(below, few, side="right")), int(np.searchsorted(below, below[-1] - few))
        edges = found.edges
        if found.is_logarithmic:
            ends.append((edges[first], edges[last + 1]))
        else:  # the ends nearer to zero: a tanh's 1.0 lies in the bin from there on
            ends.append((max(edges[first], min(edges[first + 1], 0.0)), min(edges[last + 1], max(edges[last], 0.0))))
    return (float(min(low for low, _ in ends)), float(max(high for _, high in ends))) if ends else None


def value_span(low: float, high: float) -> Span:
    """Return an axis around values, with zero in its middle or near one of its ends."""
    end = nice_ceiling(max(abs(low), abs(high)))
    if low >= 0.0:
        return -SIDE * end, (1.0 + SIDE) * end
    if high <= 0.0:
        return -(1.0 + SIDE) * end, SIDE * end
    return -(1.0 + SIDE) * end, (1.0 + SIDE) * end


def axis_span(quantity: Quantity, low: float, high: float) -> Span:
    """Return the axis for values of a quantity: decades where it is logarithmic."""
    return decade_span(low, high) if quantity.of_gradient else value_span(low, high)


def default_span(quantity: Quantity) -> Span:
    """Return the values that an axis without any is made for."""
    return (-8.0, 0.0) if quantity.of_gradient else (-1.0, 1.0)


def describe(found: Distribution) -> list[str]:
    """Return a distribution's numbers as lines of a tip."""
    low, middle, high = found.quantiles
    lines = [tr("{n} values", n=whole(found.n)), tr("{share} exactly 0", share=percent_of(found.zero_share))]
    if not np.isnan(middle):
        median = tr("median {value}", value=plain(middle, 2))
        lines.append(tr("of the others: {told}", told=median) if found.is_logarithmic else median)
        lines.append(tr("5 to 95 %: {low} to {high}", low=plain(low, 2), high=plain(high, 2)))
    if found.non_finite:
        lines.append(tr("{share} infinite or not a number", share=percent_of(found.non_finite_share)))
    return lines


def percent_of(share: float) -> str:
    """Return a share as text that is "0 %" or "100 %" only where that is exact."""
    if 0.0 < share < 0.005:
        return "< 1 %"
    return "> 99 %" if 0.995 <= share < 1.0 else percent(share)


def rows(lane: str, step: int, quantity: str, layers: Sequence[Distribution]) -> list[list[object]]:
    """Return the table's rows: one per bin, or one for a layer without any."""
    found: list[list[object]] = []
    for i, layer in enumerate(layers, 1):
        edges = (10.0**layer.edges if layer.is_logarithmic else layer.edges).tolist()
        bins: list[tuple[object, object, int]] = list(zip(edges[:-1], edges[1:], layer.counts.tolist(), strict=True))
        counted = [layer.n, layer.zeros, layer.non_finite]
        found += [[lane, step, i, quantity, *each, *counted] for each in bins or [("", "", 0)]]
    return found
