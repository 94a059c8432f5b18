"""PredictionLines: the gradient that mean-field theory predicts for step 0, as dashed lines over the bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import Qt

from actviz.app.lanes import MAX_LANES, LaneView
from actviz.arrays import Floats
from actviz.diagnosis.theory_at_step_0 import predicted_gradient
from actviz.nn.activations import ACTIVATIONS
from actviz.ui.plots.layer_bars import LayerBars
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme


def predicted(lane: LaneView, quantity: str) -> tuple[Floats | None, str]:
    """Return log10 of the magnitude (L,) that theory predicts for step 0, or None and why it predicts none."""
    logs, reason = predicted_gradient(lane.facts, lane.history.start)
    if logs is not None and quantity == "norm":
        # norm = RMS · √(number of weights)
        sizes = np.array(lane.facts.sizes, np.float64)
        logs = logs + 0.5 * np.log10(sizes[1:] * sizes[:-1])
    return logs, reason


def first_functions(lane: LaneView) -> str:
    """Return the activation functions of step 0, which the line is about, where the lane has others now; else ""."""
    start = lane.history.start
    if start is None or start.is_of(lane.snapshot.config):
        return ""
    labels = [ACTIVATIONS[key].label for key in dict.fromkeys(start.config.activations)]
    return labels[0] if len(labels) == 1 else f"{labels[0]}, …"


def names_with_line(name: str, quantity: str, lanes: Sequence[LaneView]) -> Iterator[str]:
    """Yield names for a plot that has the line, the longest first; `name` is that of a plot without it."""
    short = quantity.removeprefix("gradient ")
    then = {first_functions(lane) for lane in lanes} - {""}
    if then:  # the line is that of other functions than are trained now: this matters more than what the bars are
        which = then.pop() if len(lanes) == 1 else "before the change"
        yield f"{name}; dashed: theory, {which}, step 0"
        yield from (f"{what}; dashed: {which}, step 0" for what in (quantity, short))
        return
    yield from (f"{name}; dashed: {what}, step 0" for what in ("mean field", "theory"))
    yield from (f"{what}; - - theory" for what in (name, name.removeprefix("gradient "), short))


class PredictionLines:
    """A dashed line for each lane over its bars."""

    def __init__(self, bars: LayerBars) -> None:
        self._bars = bars
        self.outlines = [pg.PlotCurveItem() for _ in range(MAX_LANES)]  # sets the lines apart from the bars
        self.lines = [pg.PlotCurveItem() for _ in range(MAX_LANES)]
        bars.plot.add(*self.outlines, *self.lines)

    def draw(self, lanes: Sequence[LaneView], courses: Sequence[Floats | None]) -> None:
        """Draw each lane's predicted log10 magnitudes, (L,); None draws none."""
        now = theme.current()
        for place, (under, over) in enumerate(zip(self.outlines, self.lines, strict=True)):
            course = courses[place] if place < len(courses) else None
            for curve in (under, over):
                curve.setVisible(course is not None)
            if course is None:
                continue
            x = self._bars.positions(place, len(lanes), len(course))
            colour = now.text if len(lanes) == 1 else now.lane(lanes[place].index)
            under.setPen(theme.pen(now.card, 4.0))
            over.setPen(theme.pen(colour, 1.6, Qt.PenStyle.DashLine))
            under.setData(x, course)
            over.setData(x, course)
