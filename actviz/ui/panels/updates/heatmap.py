"""UpdateHeat: layer × step pictures of one quantity, one per lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from PySide6.QtWidgets import QWidget

from actviz.app.lanes import LaneView
from actviz.number_text import power_of_ten, whole
from actviz.translation import tr
from actviz.ui.panels.updates.quantities import ALPHA, QUANTITIES, UPDATE, Quantity, starting_alpha
from actviz.ui.plots.layer_heat import LayerHeat, LayerPicture, in_colours
from actviz.ui.plots.step_axis import GoTo
from actviz.ui.plots.ticks import short_number


class _Picture(LayerPicture):
    """The heatmap of the quantity in one lane."""

    quantity = QUANTITIES[UPDATE]

    def describe(self, x: float, y: float) -> str:
        """Describe a point of the picture."""
        cell = self.cell(x, y)
        if cell is None:
            return ""
        column, layer = cell
        value = self.columns.values[column, layer - 1]
        text = tr("none is learned") if np.isnan(value) and self.quantity.key == ALPHA else self.quantity.text(value)
        at, step = tr("layer {layer}", layer=layer), tr("step {step}", step=whole(self.columns.at[column]))
        return f"{at}\n{tr(self.quantity.key)} {text}\n{step}"


class UpdateHeat(LayerHeat[_Picture]):
    """The pictures of the quantity on show; one that can be negative has colours that diverge from 0."""

    def __init__(self, picked: Callable[[int], object], go_to: GoTo, parent: QWidget | None = None) -> None:
        super().__init__(partial(_Picture, picked, go_to), parent)

    def draw(self, lanes: Sequence[LaneView], quantity: Quantity, low: float, high: float) -> None:
        """Draw every lane's record between two values of the scale, log₁₀ of them where the quantity is so."""
        self.set_signed(not quantity.logarithmic)
        zero = False
        for picture, lane in zip(self.arranged(lanes), lanes, strict=True):
            columns = quantity.over_time(lane)
            n = columns.values.shape[1]
            picture.quantity = quantity
            picture.set_place(n, len(lanes) > 1, None, output=n == len(lane.facts.sizes) - 1)
            picture.set_lane(lane, columns, tr(quantity.key))
            with np.errstate(divide="ignore", invalid="ignore"):
                scaled = np.log10(columns.values) if quantity.logarithmic else columns.values
            zeros = np.isneginf(scaled)
            zero = zero or bool(zeros.any())
            picture.set_image(in_colours(np.where(zeros, np.nan, (scaled - low) / (high - low))))
        written = power_of_ten if quantity.logarithmic else short_number
        self.set_captions(self._words(lanes, quantity), written(low), written(high), "0" if zero else "")

    def _words(self, lanes: Sequence[LaneView], quantity: Quantity) -> tuple[str, ...]:
        """Return the captions, the longest first."""
        name = tr(quantity.key)
        drawn = [picture.columns for picture in self.pictures[: len(lanes)]]
        if any(columns.missing for columns in drawn) and not any(len(columns.values) for columns in drawn):
            return tr("This older recording does not hold {what}.", what=name), tr("not in this recording"), ""
        if not any(len(columns.values) for columns in drawn):
            return tr("fills while training"), ""
        longest = tr("{what}, layer × step", what=name)
        if quantity.key == ALPHA:
            middle = short_number(starting_alpha(lanes[0]))
            longest = tr("{what}, layer × step, middle {middle}", what=name, middle=middle)
        captions: tuple[str, ...] = (longest, tr("{what} by step", what=name), name, "")
        if len(lanes) > 1:
            names = " · ".join(lane.name for lane in lanes)
            captions = (f"{captions[0]}: {names}", names, "")
        return captions
