"""The map of what a network gives over a plane of two inputs, with the data's points on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.number_text import compact, plain
from actviz.training.snapshot import RunFacts, Snapshot
from actviz.translation import tr
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.smooth import enlarged
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.ticks import number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import class_colour, class_shares_image, signed_colour, signed_image, value_scale
from actviz.ui.widgets.text import PlainLabel

MOST_WRONG = 0.2  # of the training points get rings; with more of them wrong, the colours alone say so
ROW_PX, COLUMN_PX = 30, 34  # least distances of tick labels
MOST_POINTS = 2000  # drawn, training and test together
AXES_NEED_PX = 110  # a smaller map is drawn without its axes
AXES_PX = (58, 52)  # axes, name and margins beside and above a map
BARE_PX = 4
VALUE_LEVELS = 24
RIM_PX = 0.8  # of a point, so that it is told from its neighbours and its ground
AXIS_LEFT_PX, AXIS_TOP_PX = 38, 24  # from a plot's corner to its map
FINE_FROM_PX = 260  # a larger map is measured on a finer grid


def thinned(facts: RunFacts) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return which training and which test examples are drawn: evenly spaced, at most MOST_POINTS together."""
    n_train, n_test = len(facts.train_x), len(facts.test_x)
    share = min(1.0, MOST_POINTS / max(1, n_train + n_test))

    def rows(n: int) -> NDArray[Any]:
        return np.linspace(0, n - 1, int(share * n)).astype(np.int64) if n else np.zeros(0, np.int64)

    return rows(n_train), rows(n_test)


class DecisionMap(QWidget):
    """A square map: class shares or predicted values as colour, training points as dots, test points as triangles.

    While the mouse is at a unit in another panel, it shows that unit's own map instead. A ring marks a drawn training
    point that lies on the colour of another class, once few of them do.

    A subclass may map other inputs: see `names`, `extent`, `points` and `values`.
    """

    has_rings = True  # whether the map is what the network says of the points

    def __init__(self, facts: RunFacts) -> None:
        super().__init__()
        self._facts = facts
        across, up = self.names
        self.plot = Plot(across, up)
        self.plot.widget.setMinimumSize(30, 30)  # four of them have to fit into a narrow panel
        self.plot.widget.setParent(self)
        self.plot.set_ticks("left", number_ticks, ROW_PX)
        self.plot.set_ticks("bottom", number_ticks, COLUMN_PX)
        self.plot.widget.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.plot.widget.setAccessibleName(tr("Map over {x} and {y}", x=across, y=up))
        self.image = pg.ImageItem(axisOrder="row-major")
        self.test_points = pg.ScatterPlotItem(pxMode=True, antialias=True)
        self.train_points = pg.ScatterPlotItem(pxMode=True, antialias=True)
        self.rings = pg.ScatterPlotItem(pxMode=True, antialias=True)
        self.plot.add(self.image, self.test_points, self.train_points, self.rings)
        self.crosshair = Crosshair(self.plot, self._describe)
        self.caption = PlainLabel(parent=self)  # of the unit that is shown instead of the network
        self.caption.setObjectName("mapCaption")
        self.caption.setFont(theme.small(self.caption.font()))
        self.caption.hide()
        self._point_px = 6
        self._with_axes = True
        self.wants_fine = False  # whether it is large enough for a finer grid
        self._margins = self.plot.frame.grid.getContentsMargins()
        self._snapshot: Snapshot | None = None
        self._unit: tuple[int, int] | None = None
        self._ringed = b""  # which of the drawn training points have rings, a byte each
        self.set_facts(facts)

    # What a subclass may map

    @property
    def names(self) -> tuple[str, str]:
        """The names of the inputs across and up."""
        return self._facts.input_names[0], self._facts.input_names[1]

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """The map's x0, x1, y0, y1."""
        assert self._facts.map_extent is not None
        return self._facts.map_extent

    def points(self, x: Floats) -> Floats:
        """Return where examples (N, n_0) are on the map: (N, 2)."""
        return x

    def values(self, snapshot: Snapshot) -> Floats | None:
        """Return the map (n_L, px, px) as it was measured; None where it was not."""
        return snapshot.output_map

    def set_facts(self, facts: RunFacts) -> None:
        """Apply a new run: its extent and points."""
        self._facts = facts
        x0, x1, y0, y1 = self.extent
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

    def show_lane(self, lane: LaneView, unit: tuple[int, int] | None = None) -> None:
        """Draw a lane's latest map, or that of one of its units (layer, 1-based, and unit, 0-based)."""
        self._snapshot, self._unit = lane.snapshot, unit
        self._draw_map(lane.snapshot)

    # Drawing

    def _draw_map(self, snapshot: Snapshot) -> None:
        values = self.values(snapshot)
        assert values is not None
        x0, x1, y0, y1 = self.extent
        shown = snapshot.unit_maps is not None and self._unit is not None
        if snapshot.unit_maps is not None and self._unit is not None:
            layer, number = self._unit
            off = (snapshot.unit_maps[layer - 1][number].astype(np.float32) - 128.0) / 127.0
            picture = signed_image(enlarged(off[None])[0])
            self._write_caption(tr("unit {unit} of layer {layer}", unit=number + 1, layer=layer))
        elif self._classes:
            picture = class_shares_image(enlarged(values))
        else:
            middle, half = self._scale
            picture = signed_image(enlarged((values[:1].astype(np.float64) - middle) / half)[0])
        if self._classes and not shown and self.has_rings:
            self._draw_rings(values)
        self.rings.setVisible(not shown and len(self.rings.data) > 0)
        self.caption.setVisible(shown)
        self.image.setImage(picture, autoLevels=False, levels=None)
        self.image.setRect(QRectF(x0, y0, x1 - x0, y1 - y0))

    def _write_caption(self, text: str) -> None:
        if self.caption.text() != text:
            self.caption.setText(text)
            self.caption.adjustSize()
            self._place_caption()

    def _place_caption(self) -> None:
        """Put the caption into the map's upper left corner."""
        corner = self.plot.widget.geometry().topLeft()
        left = AXIS_LEFT_PX if self._with_axes else BARE_PX
        top = AXIS_TOP_PX if self._with_axes else BARE_PX
        self.caption.move(corner.x() + left + 2, corner.y() + top + 2)

    def _draw_points(self) -> None:
        now, facts = theme.current(), self._facts
        pale = now.strong_border if now.dark else now.muted  # values may be as pale as the card
        rim = theme.pen(now.card if self._classes else pale, RIM_PX)
        size = self._point_px
        for spots, x, y, symbol in (
            (self.train_points, facts.train_x[self.train_rows], facts.own_train_y[self.train_rows], "o"),
            (self.test_points, facts.test_x[self.test_rows], facts.own_test_y[self.test_rows], "t1"),
        ):
            colours = self._colours(y)
            fills = {colour: pg.mkBrush(colour) for colour in set(colours)}
            brushes = [fills[colour] for colour in colours]
            x = self.points(x)
            show_spots(spots, x[:, 0], x[:, 1], size=size + (symbol == "t1"), pen=rim, brush=brushes, symbol=symbol)
        show_spots(self.rings, [], [])
        self._ringed = b""

    def _colours(self, y: NDArray[Any]) -> list[str]:
        if self._classes:
            colours = [class_colour(i).name() for i in range(self._classes)]
            return [colours[int(i)] for i in y]
        middle, half = self._scale
        levels = np.rint(np.clip((y[:, 0].astype(np.float64) - middle) / half, -1, 1) * VALUE_LEVELS) / VALUE_LEVELS
        return [signed_colour(float(v)).name() for v in levels]

    def _draw_rings(self, shares: Floats) -> None:
        x = self._facts.train_x[self.train_rows]
        wrong = self._map_at(shares, x).argmax(axis=0) != self._facts.train_y[self.train_rows]
        if len(x) == 0 or wrong.mean() > MOST_WRONG or not np.isfinite(shares).all():
            wrong = np.zeros(len(x), bool)
        if wrong.tobytes() == self._ringed:
            return  # as mostly: to give a plot its symbols again takes long
        self._ringed = wrong.tobytes()
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
        x0, x1, y0, y1 = self.extent
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
        found = None if self._snapshot is None else self.values(self._snapshot)
        if found is None:
            return ""
        facts, (across, up) = self._facts, self.names
        lines = [f"{across} {compact(x, 3)}, {up} {compact(y, 3)}"]
        values = self._map_at(found, np.array([[x, y]]))[:, 0]
        if self._classes:
            likely = np.argsort(-values, kind="stable")[:3]
            lines += [
                tr("class {name}: {share}", name=facts.class_texts[i], share=f"{100 * values[i]:.1f} %") for i in likely
            ]
        else:
            lines.append(tr("predicted {value}", value=plain(values[0])))
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
        self.wants_fine = side >= FINE_FROM_PX
        self._place_caption()
        self._set_point_px(int(np.clip(side // 30, 3, 10)))

    def _show_axes(self, shown: bool) -> None:
        if shown == self._with_axes:
            return
        self._with_axes = shown
        frame, bare = self.plot.frame, (BARE_PX,) * 4
        self.plot.set_y_label(self.names[1] if shown else "")
        if not shown:
            frame.set_title(None, 0)
        for side in ("left", "bottom"):
            frame.show_axis(side, shown)
        self.plot.set_margins(*(self._margins if shown else bare))

    def _set_point_px(self, size: int) -> None:
        if size != self._point_px:
            self._point_px = size
            self._draw_points()
            values = None if self._snapshot is None else self.values(self._snapshot)
            if values is not None and self._classes and self.has_rings:
                self._draw_rings(values)

    def table(self, name: str) -> list[list[object]]:
        """Return the map's pixels as rows: lane, step, both inputs, and every class's share or the value."""
        values = None if self._snapshot is None else self.values(self._snapshot)
        if self._snapshot is None or values is None:
            return []
        x0, x1, y0, y1 = self.extent
        px = values.shape[-1]
        centres = (np.arange(px) + 0.5) / px
        rows: list[list[object]] = []
        for i, y in enumerate((y0 + (y1 - y0) * centres).tolist()):
            for j, x in enumerate((x0 + (x1 - x0) * centres).tolist()):
                rows.append([name, self._snapshot.step, x, y, *values[:, i, j].tolist()])
        return rows
