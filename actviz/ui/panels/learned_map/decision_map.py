"""The map of what a network gives over a plane of two inputs, with the data's points on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.number_text import plain
from actviz.training.snapshot import RunFacts, Snapshot
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.ticks import number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import class_colour, class_shares_image, signed_colour, signed_image, value_scale

MOST_WRONG = 0.2  # of the training points get rings; with more of them wrong, the colours alone say so
ROW_PX, COLUMN_PX = 30, 34  # least distances of tick labels
MOST_POINTS = 2000  # drawn, training and test together
AXES_NEED_PX = 110  # a smaller map is drawn without its axes
AXES_PX = (58, 52)  # axes, name and margins beside and above a map
BARE_PX = 4
VALUE_LEVELS = 24


def thinned(facts: RunFacts) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return which training and which test examples are drawn: evenly spaced, at most MOST_POINTS together."""
    n_train, n_test = len(facts.train_x), len(facts.test_x)
    share = min(1.0, MOST_POINTS / max(1, n_train + n_test))

    def rows(n: int) -> NDArray[Any]:
        return np.linspace(0, n - 1, int(share * n)).astype(np.int64) if n else np.zeros(0, np.int64)

    return rows(n_train), rows(n_test)


class DecisionMap(QWidget):
    """A square map: class shares or predicted values as colour, training points filled, test points hollow.

    A ring marks a drawn training point that lies on the colour of another class, once few of them do.
    """

    def __init__(self, facts: RunFacts) -> None:
        super().__init__()
        self.plot = Plot(facts.input_names[0], facts.input_names[1])
        self.plot.widget.setMinimumSize(30, 30)  # four of them have to fit into a narrow panel
        self.plot.widget.setParent(self)
        self.plot.set_ticks("left", number_ticks, ROW_PX)
        self.plot.set_ticks("bottom", number_ticks, COLUMN_PX)
        self.plot.widget.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.plot.widget.setAccessibleName(f"Map over {facts.input_names[0]} and {facts.input_names[1]}")
        self.image = pg.ImageItem(axisOrder="row-major")
        self.test_points = pg.ScatterPlotItem(pxMode=True, antialias=True)
        self.train_points = pg.ScatterPlotItem(pxMode=True, antialias=True)
        self.rings = pg.ScatterPlotItem(pxMode=True, antialias=True)
        self.plot.add(self.image, self.test_points, self.train_points, self.rings)
        self.crosshair = Crosshair(self.plot, self._describe)
        self._point_px = 6
        self._with_axes = True
        self._margins = self.plot.item.layout.getContentsMargins()
        self._snapshot: Snapshot | None = None
        self._facts = facts
        self.set_facts(facts)

    def set_facts(self, facts: RunFacts) -> None:
        """Apply a new run: its extent and points."""
        self._facts = facts
        assert facts.map_extent is not None
        x0, x1, y0, y1 = facts.map_extent
        self.plot.set_x_range(x0, x1)
        self.plot.set_y_range(y0, y1)
        self.train_rows, self.test_rows = thinned(facts)
        self._scale = (0.0, 1.0) if self._classes else value_scale(facts.own_train_y[:, 0])
        self._snapshot = None
        self._draw_points()

    @property
    def _classes(self) -> int:
        return len(self._facts.class_names) if self._facts.task == "classification" else 0

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.plot.restyle()
        self._draw_points()
        if self._snapshot is not None:
            self._draw_map(self._snapshot)

    def show_lane(self, lane: LaneView) -> None:
        """Draw a lane's latest map."""
        self._snapshot = lane.snapshot
        self._draw_map(lane.snapshot)

    # Drawing

    def _draw_map(self, snapshot: Snapshot) -> None:
        values = snapshot.output_map
        assert values is not None
        assert self._facts.map_extent is not None
        x0, x1, y0, y1 = self._facts.map_extent
        if self._classes:
            picture = class_shares_image(values)
            self._draw_rings(values)
        else:
            middle, half = self._scale
            picture = signed_image((values[0].astype(np.float64) - middle) / half)
        self.image.setImage(picture, autoLevels=False, levels=None)
        self.image.setRect(QRectF(x0, y0, x1 - x0, y1 - y0))

    def _draw_points(self) -> None:
        now, facts = theme.current(), self._facts
        train, test = facts.train_x[self.train_rows], facts.test_x[self.test_rows]
        train_colours = self._colours(facts.own_train_y[self.train_rows])
        test_colours = self._colours(facts.own_test_y[self.test_rows])
        rim = theme.pen(now.card, 1.2)
        fills = {colour: pg.mkBrush(colour) for colour in {*train_colours, *test_colours}}
        edges = {colour: theme.pen(colour, 1.6) for colour in fills}
        brushes = [fills[c] for c in train_colours]
        show_spots(self.train_points, train[:, 0], train[:, 1], size=self._point_px, pen=rim, brush=brushes)
        show_spots(
            self.test_points,
            test[:, 0],
            test[:, 1],
            size=self._point_px,
            pen=[edges[c] for c in test_colours],
            brush=pg.mkBrush(now.card),
        )
        show_spots(self.rings, [], [])

    def _colours(self, y: NDArray[Any]) -> list[str]:
        if self._classes:
            colours = [_point_colour(class_colour(i)) for i in range(self._classes)]
            return [colours[int(i)] for i in y]
        middle, half = self._scale
        levels = np.rint(np.clip((y[:, 0].astype(np.float64) - middle) / half, -1, 1) * VALUE_LEVELS) / VALUE_LEVELS
        return [_point_colour(signed_colour(float(v))) for v in levels]

    def _draw_rings(self, shares: Floats) -> None:
        x = self._facts.train_x[self.train_rows]
        wrong = self._map_at(shares, x).argmax(axis=0) != self._facts.train_y[self.train_rows]
        if len(x) == 0 or wrong.mean() > MOST_WRONG or not np.isfinite(shares).all():
            wrong = np.zeros(len(x), bool)
        show_spots(
            self.rings,
            x[wrong, 0],
            x[wrong, 1],
            size=self._point_px + 4,
            pen=theme.pen(theme.current().text, 1.0),
            brush=pg.mkBrush(None),
        )

    def _map_at(self, values: Floats, points: Floats) -> Floats:
        """Interpolate the map (C, px, px) at points (N, 2); returns (C, N)."""
        assert self._facts.map_extent is not None
        x0, x1, y0, y1 = self._facts.map_extent
        px = values.shape[-1]
        # pixel centres are at 0, 1 …; just below the last one, so that each point has a neighbour on the right
        column = np.clip((points[:, 0] - x0) / (x1 - x0) * px - 0.5, 0, px - 1.001)
        row = np.clip((points[:, 1] - y0) / (y1 - y0) * px - 0.5, 0, px - 1.001)
        i, j = row.astype(np.int64), column.astype(np.int64)
        v, u = row - i, column - j
        lower = values[:, i, j] * (1 - u) + values[:, i, j + 1] * u
        upper = values[:, i + 1, j] * (1 - u) + values[:, i + 1, j + 1] * u
        return np.asarray(lower * (1 - v) + upper * v)

    def _describe(self, x: float, y: float) -> str:
        if self._snapshot is None or self._snapshot.output_map is None:
            return ""
        facts = self._facts
        lines = [f"{facts.input_names[0]} {x:.2f}, {facts.input_names[1]} {y:.2f}"]
        values = self._map_at(self._snapshot.output_map, np.array([[x, y]]))[:, 0]
        if self._classes:
            likely = np.argsort(-values, kind="stable")[:3]
            lines += [f"class {facts.class_names[i]}: {100 * values[i]:.1f} %" for i in likely]
        else:
            lines.append(f"predicted {plain(values[0])}")
        return "\n".join(lines).replace("-", "−")

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the map square, and drop its axes where there is no room."""
        super().resizeEvent(event)
        width, height = self.width(), self.height()
        self._show_axes(min(width - AXES_PX[0], height - AXES_PX[1]) >= AXES_NEED_PX)
        around_x, around_y = AXES_PX if self._with_axes else (2 * BARE_PX, 2 * BARE_PX)
        side = max(8, min(width - around_x, height - around_y))
        plot_width, plot_height = side + around_x, side + around_y
        self.plot.widget.setGeometry((width - plot_width) // 2, (height - plot_height) // 2, plot_width, plot_height)
        self._set_point_px(int(np.clip(side // 45, 4, 8)))

    def _show_axes(self, shown: bool) -> None:
        if shown == self._with_axes:
            return
        self._with_axes = shown
        item, bare = self.plot.item, (BARE_PX,) * 4
        self.plot.set_y_label(self._facts.input_names[1] if shown else "")
        if not shown:
            item.setTitle(None)
        for side in ("left", "bottom"):
            item.showAxis(side, shown)
        self.plot.set_margins(*(self._margins if shown else bare))

    def _set_point_px(self, size: int) -> None:
        if size != self._point_px:
            self._point_px = size
            self._draw_points()
            if self._snapshot is not None and self._snapshot.output_map is not None and self._classes:
                self._draw_rings(self._snapshot.output_map)

    def table(self, name: str) -> list[list[object]]:
        """Return the map's pixels as rows: lane, step, both inputs, and every class's share or the value."""
        if self._snapshot is None or self._snapshot.output_map is None:
            return []
        assert self._facts.map_extent is not None
        x0, x1, y0, y1 = self._facts.map_extent
        values = self._snapshot.output_map
        px = values.shape[-1]
        centres = (np.arange(px) + 0.5) / px
        rows: list[list[object]] = []
        for i, y in enumerate((y0 + (y1 - y0) * centres).tolist()):
            for j, x in enumerate((x0 + (x1 - x0) * centres).tolist()):
                rows.append([name, self._snapshot.step, x, y, *values[:, i, j].tolist()])
        return rows


def _point_colour(colour: QColor) -> str:
    """Return a point's colour, set off a little from the same colour on the map."""
    return (colour.lighter(112) if theme.current().dark else colour.darker(112)).name()
