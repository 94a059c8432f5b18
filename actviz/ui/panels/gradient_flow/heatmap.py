"""GradientHeat: layer × step pictures of log₁₀ magnitudes, one per lane and magnitude."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget

from actviz.app.lanes import LaneView
from actviz.arrays import Bools, Floats
from actviz.number_text import plain, power_of_ten, whole
from actviz.training.measure.underflow_text import BRIEF, size_text
from actviz.translation import mark, tr
from actviz.ui.panels.gradient_flow.magnitudes import BACKWARD, GRADIENT, SIGNAL, names, over_time, underflows
from actviz.ui.plots.layer_heat import MAX_COLUMNS, Columns, LayerHeat, LayerPicture, in_colours
from actviz.ui.plots.step_axis import GoTo

NOT_RECORDED = {
    "": (mark("This older recording does not hold the signals."), mark("the signals not recorded")),
    GRADIENT: (
        mark("This older recording does not hold the weight gradient."),
        mark("the weight gradient not recorded"),
    ),
    BACKWARD: (
        mark("This older recording does not hold the backward signal."),
        mark("the backward signal not recorded"),
    ),
    SIGNAL: (mark("This older recording does not hold the signal."), mark("the signal not recorded")),
}


def to_bytes(rms: Floats, low: float, high: float) -> NDArray[np.uint8]:
    """Turn magnitudes into picture values between two decades; zero and non-finite have values of their own."""
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (np.log10(rms) - low) / (high - low)
    return in_colours(np.where(rms == 0.0, np.nan, np.where(np.isfinite(rms), shares, np.inf)))


class _Picture(LayerPicture):
    """The heatmap of one magnitude in one lane."""

    magnitude = GRADIENT

    def describe(self, x: float, y: float) -> str:
        """Describe a point of the picture."""
        cell, c = self.cell(x, y), self.columns
        if cell is None:
            return ""
        column, layer = cell
        value = c.values[column, layer - 1]
        size = size_text(value, value == 0.0 and self.underflows[layer - 1], plain)
        step = whole(c.at[column])
        of = (
            tr("whole training set of step {step}", step=step)
            if not c.at[column]
            else tr("batch of step {step}", step=step)
        )
        return "\n".join((tr("layer {layer}", layer=layer), f"{names(self.magnitude, 'rms')[0]} {size}", of))

    @property
    def has_zero(self) -> tuple[bool, bool]:
        """Whether some values of 0 underflow, and whether some are 0 in truth."""
        lost = self.underflows[(self.columns.values == 0.0).any(axis=0)]
        return bool(lost.any()), bool((~lost).any())

    @property
    def underflows(self) -> Bools:
        """Which layers' zeros are less than float32 can hold, as they are now."""
        assert self.lane is not None
        return underflows(self.lane.snapshot, self.magnitude)


class GradientHeat(LayerHeat[_Picture]):
    """The pictures of the magnitudes on show."""

    def __init__(self, picked: Callable[[int], object], go_to: GoTo, parent: QWidget | None = None) -> None:
        super().__init__(partial(_Picture, picked, go_to), parent)

    def draw(self, lanes: Sequence[LaneView], magnitudes: Sequence[str], low: float, high: float) -> None:
        """Draw every lane's history between two decades: one magnitude lane by lane, several with a row a lane."""
        shown = [(lane, key) for lane in lanes for key in magnitudes]
        pictures = self.arranged(lanes, len(magnitudes))
        several = len(magnitudes) > 1
        for i, (picture, (lane, key)) in enumerate(zip(pictures, shown, strict=True)):
            place = i % len(magnitudes) if several else None
            picture.set_place(len(lane.facts.sizes) - 1, len(lanes) > 1, place)
            picture.magnitude = key
            picture.set_lane(lane, over_time(lane, key, MAX_COLUMNS), names(key, "rms")[0])
            picture.set_image(to_bytes(picture.columns.values, low, high))
        lost, zero = (any(flags) for flags in zip(*(picture.has_zero for picture in pictures), strict=True))
        captions = _captions(lanes, magnitudes, [picture.columns for picture in pictures])
        self.set_captions(captions, power_of_ten(low), power_of_ten(high), BRIEF if lost else "0" if zero else "")


def _captions(lanes: Sequence[LaneView], magnitudes: Sequence[str], drawn: Sequence[Columns]) -> tuple[str, ...]:
    """Return the captions, the longest first."""
    if any(columns.missing and not len(columns.values) for columns in drawn):
        forms = NOT_RECORDED["" if len(magnitudes) > 1 else magnitudes[0]]
        return *map(tr, forms), tr("not recorded"), ""
    if not any(len(columns.values) for columns in drawn):
        return tr("fills while training"), ""
    several = len(magnitudes) > 1
    name, *shorter = (tr("RMS"),) if several or magnitudes[0] == GRADIENT else names(magnitudes[0], "rms")
    captions: tuple[str, ...] = (
        tr("{what}, layer × step", what=name),
        tr("{what} by step", what=name),
        name,
        *shorter,
        "",
    )
    if len(lanes) > 1:
        lane_names = " · ".join(lane.name for lane in lanes)
        captions = (f"{captions[0]}: {lane_names}", lane_names, "")
    return captions
