"""SweepHeat: one measure of a sweep as coloured cells, by its axes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from actviz.sweeps.cell import DIVERGED, FAILED
from actviz.sweeps.order import Point
from actviz.sweeps.results import VERDICT, Scale, SweepMap
from actviz.sweeps.theory_lines import TheoryLine
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.ticks import TickRule, Ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

PALE = 0.4  # of a measured point's colour, where the nearest one stands for a point that was not measured
MARKED_PX = 14  # the least side of a cell that has a mark
MARK_PX, SYMBOLS = 7, {DIVERGED: "x", FAILED: "+"}
SHORTEST_PX = 40  # between two labels


def axis_ticks(texts: Sequence[str]) -> TickRule:
    """Return a rule that writes these texts at 0, 1, 2 …, as many as there is room for, evenly."""

    def rule(low: float, high: float, count: int) -> Ticks:
        first, last = max(0, round(low + 0.499)), min(len(texts) - 1, round(high - 0.499))
        stride = max(1, -(-(last - first + 1) // max(1, count)))
        return [(float(place), texts[place]) for place in range(first, last + 1, stride)]

    return rule


def verdict_colours(keys: Sequence[str]) -> dict[str, QColor]:
    """Return a colour for each of these verdicts; healthy has the accent's."""
    now = theme.current()
    others = [key for key in keys if key != "healthy"]
    colours = {key: QColor(now.classes[i % len(now.classes)]) for i, key in enumerate(others)}
    return {key: QColor(now.accent) if key == "healthy" else colours[key] for key in keys}


class SweepHeat:
    """A plot of cells; the first axis goes to the right, the second upwards. A map of one axis is one row."""

    def __init__(self, describe: Callable[[Point], str]) -> None:
        self.plot = Plot("", " ")
        self._map: SweepMap | None = None
        self._describe = describe
        self._image = pg.ImageItem(axisOrder="row-major")
        self._marks = pg.ScatterPlotItem(pxMode=True)
        self._lines: list[pg.PlotCurveItem] = []
        self._line_grounds: list[pg.PlotCurveItem] = []  # wider, of the ground's colour: a line is seen on every cell
        self._line_texts: list[pg.TextItem] = []
        self._chosen, self._present = (pg.PlotCurveItem(connect="finite") for _ in range(2))
        self._grounds = {item: pg.PlotCurveItem(connect="finite") for item in (self._chosen, self._present)}
        for item, z in ((self._image, 0), (self._marks, 5), (self._present, 8), (self._chosen, 10)):
            item.setZValue(z)
            if item in self._grounds:  # below a frame a wider one of the ground's colour: it is seen on every cell
                self._grounds[item].setZValue(z - 1)
                self.plot.add(self._grounds[item])
            self.plot.add(item)
        self.crosshair = Crosshair(self.plot, lambda x, y: self._text_at(x, y))

    def point_at(self, x: float, y: float) -> Point | None:
        """Return the point at a place of the plot; None beside the map."""
        if self._map is None:
            return None
        first, second = round(x), round(y)
        n_first, n_second = self._map.sweep.shape
        return (first, second) if 0 <= first < n_first and 0 <= second < n_second else None

    def draw(self, found: SweepMap, measure: str, scale: Scale, lines: Sequence[TheoryLine]) -> None:
        """Draw a map's measure, or its verdicts, in the colours of a scale, and theory's lines over it."""
        if self._map is None or self._map.sweep is not found.sweep:
            self._set_axes(found)
        self._map = found
        self._image.setImage(self._colours(found, measure, scale), autoLevels=False, levels=None)
        n_first, n_second = found.sweep.shape
        self._image.setRect(-0.5, -0.5, n_first, n_second)
        self._draw_marks(found)
        self._draw_lines(lines)

    def show_points(self, chosen: Point | None, present: Point | None) -> None:
        """Frame the point that was chosen, and the one with the settings of the run in the window."""
        now = theme.current()
        for item, point, colour in ((self._chosen, chosen, now.text), (self._present, present, now.accent)):
            x, y = ([], []) if point is None else _square(point)
            for curve, pen in ((self._grounds[item], theme.pen(now.card, 5.0)), (item, theme.pen(colour, 2.0))):
                curve.setData(np.array(x, float), np.array(y, float), pen=pen)

    def restyle(self) -> None:
        """Apply `theme.current()`; `draw` and `show_points` follow."""
        self.plot.restyle()
        now = theme.current()
        for ground, line in zip(self._line_grounds, self._lines, strict=True):
            ground.setPen(theme.pen(now.card, 5.0))
            line.setPen(theme.pen(now.text, 2.0))
        for text in self._line_texts:
            text.setColor(QColor(now.text))
            text.fill = pg.mkBrush(QColor(now.card))

    def _set_axes(self, found: SweepMap) -> None:
        axes, (n_first, n_second) = found.sweep.axes, found.sweep.shape
        self.plot.set_ticks("bottom", axis_ticks([axes[0].text(i) for i in range(n_first)]))
        second = [axes[1].text(i) for i in range(n_second)] if len(axes) > 1 else [""]
        metrics = self.plot.widget.fontMetrics()
        self.plot.set_ticks("left", axis_ticks(second), metrics.height() + 2)
        self.plot.left.setWidth(max(42, 10 + max(metrics.horizontalAdvance(text) for text in second)))
        self.plot.set_x_label(axes[0].label)
        self.plot.set_y_label(axes[1].label if len(axes) > 1 else " ")
        self.plot.set_x_range(-0.5, n_first - 0.5)
        self.plot.set_y_range(-0.5, n_second - 0.5)

    def _colours(self, found: SweepMap, measure: str, scale: Scale) -> NDArray[np.uint8]:
        """Return the picture, (n_2, n_1, 4): full colours where a point was measured, pale ones where none was."""
        now = theme.current()
        if measure == VERDICT:
            colours = verdict_colours(scale.verdicts)
            full = np.zeros((*found.sweep.shape, 3), float)
            for point in map(tuple, np.argwhere(found.measured)):
                colour = colours[next(iter(found.verdicts(point)))]
                full[point] = colour.red(), colour.green(), colour.blue()
        else:
            shares = scale.shares(found.middles(measure))
            table = np.asarray(now.sizes(), float)
            full = table[np.nan_to_num(shares * 255).astype(int)]
            grey = QColor(now.constant)
            full[np.isnan(shares)] = grey.red(), grey.green(), grey.blue()
        card = np.array([QColor(now.card).red(), QColor(now.card).green(), QColor(now.card).blue()], float)
        nearest = found.nearest()
        stands = np.maximum(nearest, 0)
        picture = full[stands[..., 0], stands[..., 1]]
        known = found.measured
        picture[~known] = PALE * picture[~known] + (1 - PALE) * card
        picture[nearest[..., 0] < 0] = card
        opaque = np.full((*found.sweep.shape, 1), 255.0)
        return np.concatenate([picture, opaque], axis=2).astype(np.uint8).transpose(1, 0, 2)

    def _draw_marks(self, found: SweepMap) -> None:
        """Mark points of which a run diverged (×) or failed (+), where the cells have room for it."""
        now, states = theme.current(), {}
        for place, cell in found.cells.items() if self.has_room_for_marks(found) else ():
            if cell.state in (DIVERGED, FAILED):
                states[(place.first, place.second)] = cell.state
        pen = {DIVERGED: theme.pen(now.text, 1.0), FAILED: theme.pen(now.dead, 2.0)}
        self._marks.setData(
            [
                {
                    "pos": point,
                    "symbol": "x" if state == DIVERGED else "+",
                    "size": MARK_PX,
                    "pen": pen[state],
                    "brush": None,
                }
                for point, state in states.items()
            ]
        )

    def has_room_for_marks(self, found: SweepMap) -> bool:
        """Whether a mark covers little of a cell; the text at the mouse tells of a fine map's runs."""
        n_first, n_second = found.sweep.shape
        return bool(min(self.plot.box.width() / n_first, self.plot.box.height() / n_second) >= MARKED_PX)

    def _draw_lines(self, lines: Sequence[TheoryLine]) -> None:
        now = theme.current()
        while len(self._lines) < len(lines):
            self._line_grounds.append(pg.PlotCurveItem(connect="finite"))
            self._lines.append(pg.PlotCurveItem(connect="finite"))
            self._line_texts.append(pg.TextItem(anchor=(-0.05, 0.5)))
            for item, z in ((self._line_grounds[-1], 19), (self._lines[-1], 20), (self._line_texts[-1], 20)):
                item.setZValue(z)
                self.plot.add(item)
        drawn = zip(self._line_grounds, self._lines, self._line_texts, strict=True)
        for i, (ground, curve, text) in enumerate(drawn):
            shown = i < len(lines)
            for item in (ground, curve, text):
                item.setVisible(shown)
            if shown:
                line = lines[i]
                ground.setData(line.first, line.second, pen=theme.pen(now.card, 5.0))
                curve.setData(line.first, line.second, pen=theme.pen(now.text, 2.0))
                text.setPos(*_label_place(line, (i + 1) / (len(lines) + 1)))
                text.setText(line.name, QColor(now.text))
                text.fill = pg.mkBrush(QColor(now.card))

    def _text_at(self, x: float, y: float) -> str:
        point = self.point_at(x, y)
        return "" if point is None else self._describe(point)


def _label_place(line: TheoryLine, share: float) -> tuple[float, float]:
    """Return a place on a line, so far along it; the labels of several lines are not at the same height."""
    inside = np.isfinite(line.first) & np.isfinite(line.second)
    first, second = line.first[inside], line.second[inside]
    at = share * (len(first) - 1)
    places = np.arange(len(first))
    return float(np.interp(at, places, first)), float(np.interp(at, places, second))


def _square(point: Point) -> tuple[list[float], list[float]]:
    x, y = point
    return [x - 0.5, x + 0.5, x + 0.5, x - 0.5, x - 0.5], [y - 0.5, y - 0.5, y + 0.5, y + 0.5, y - 0.5]
