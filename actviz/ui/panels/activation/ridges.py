"""LayerRidges: one small histogram of pre-activations per hidden layer, stacked, layer 1 at the top."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from actviz.arrays import Floats, Ints
from actviz.number_text import percent
from actviz.training.measure.histograms import LAYER_BINS, Binning
from actviz.translation import tr
from actviz.ui.plots.activation_ground import Ground
from actviz.ui.plots.activation_part import HALF, SHOWN, Part
from actviz.ui.plots.ridges import FILL, RidgeRows, blended, layer_stride, ridge_rows
from actviz.ui.plots.ticks import Ticks, number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px

LEFT_PX, SHARES_PX, NO_SHARES_PX = 30, 48, 10  # room for layers on the left, and for their shares on the right
LAYER_SPACING_PX, LABEL_PX = 13, 8.0  # least distance of layers' numbers, and half of one's height
GAP = 0.12  # of z, between the bins on the axis and those of what lies beyond its ends
Layers = Sequence[Part]  # one lane's hidden layers
Drawn = tuple[QPainterPath, QBrush, QPen]


def right_px(n_lanes: int) -> int:
    """Return the room on the right of both plots, for the layers' shares."""
    return px(SHARES_PX) if n_lanes == 1 else NO_SHARES_PX


class LayerRidges(RidgeRows):
    """The plot, on the same z axis as the functions above it.

    All ridges are of one height, whatever their histograms' peaks. A lane alone has the layers' colours; several are
    outlines in their own.
    """

    def __init__(self, picked: Callable[[int], object], described: Callable[[int], str]) -> None:
        self.lanes: Sequence[Layers] = ()
        self.selected = 1
        super().__init__(picked, described, LAYER_SPACING_PX)
        self.plot.widget.setAccessibleName(tr("Pre-activations of every layer"))
        self.plot.set_margins(0, 0, 0, 2)
        self.ground = Ground(self.plot)
        self.marker = pg.InfiniteLine(pos=1.0, angle=90, movable=False)
        self.marker.setZValue(20)
        self._ridges = _RidgesItem()
        self._looks: dict[tuple[int, int, bool], tuple[QBrush, QPen]] = {}  # by lane, layer, and whether it is chosen
        self._unit = _RidgesItem()  # over its layer's ridge
        self._unit_counts: tuple[int, Ints] | None = None  # its layer, and its pre-activations by the layers' bins
        self._unit.on_screen_only = True
        self.plot.add(self._ridges, self._unit, self.marker)
        self.plot.set_ticks("bottom", _z_ticks)
        self.plot.set_x_range(*SHOWN)
        self.restyle()

    @property
    def n_layers(self) -> int:
        """How many rows there are: the layers of the deepest lane."""
        return max((len(layers) for layers in self.lanes), default=0)

    @property
    def drawn_layers(self) -> list[int]:
        """The layers that have a ridge: all of them, or evenly spaced ones where there are many, and the chosen one."""
        n = self.n_layers
        stride = layer_stride(float(self.plot.box.height()), n)
        return [i for i in range(1, n + 1) if (i - 1) % stride == 0 or i in (n, self.selected)]

    def show(self, lanes: Sequence[Layers], selected: int) -> None:
        """Draw every lane's layers; `selected` (1-based) is emphasised."""
        shape = [(len(layers), layers[0].index) for layers in lanes]
        if shape != [(len(layers), layers[0].index) for layers in self.lanes]:
            self._looks.clear()
        self.lanes, self.selected = lanes, selected
        self.column.setWidth(right_px(len(lanes)))
        self.redraw()

    def show_unit(self, layer: int, z: Floats | None) -> None:
        """Outline the pre-activations z of one unit over its layer's; None: of none."""
        if z is None:
            self._unit_counts = None
        else:
            binning = Binning()
            binning.add(z)
            self._unit_counts = layer, binning.histogram(0.0, 0.0).counts
        self._draw_unit()

    @property
    def unit_counts(self) -> tuple[int, Ints] | None:
        """The layer and the counts of the unit that is outlined."""
        return self._unit_counts

    def _draw_unit(self) -> None:
        drawn: list[Drawn] = []
        n = self.n_layers
        rows = ridge_rows(max(1.0, float(self.plot.box.height())), n) if n else 1.0
        if self._unit_counts is not None and self._unit_counts[0] <= n and self._unit_counts[1].any():
            layer, counts = self._unit_counts
            fill = QColor(theme.current().accent)
            fill.setAlphaF(0.25)
            pen = theme.pen(theme.current().text, 2.0)
            (path,) = self._outlines([layer], [counts], rows)
            drawn.append((path, QBrush(fill), pen))
        self._unit.show_ridges(drawn, QRectF(SHOWN[0], -rows, SHOWN[1] - SHOWN[0], n + rows + 1.0))

    def redraw(self) -> None:
        """Draw everything for the present size and theme."""
        n = self.n_layers
        if not n:
            return
        height_px = max(1.0, float(self.plot.box.height()))
        rows, row_px = ridge_rows(height_px, n), height_px / (n + 1.0)
        self.plot.set_y_range(1.0 - max(1.08 * rows, LABEL_PX / row_px), n + max(0.3, 0.5 * LABEL_PX / row_px))
        bounds = QRectF(SHOWN[0], -rows, SHOWN[1] - SHOWN[0], n + rows + 1.0)
        self._ridges.show_ridges(self._ridges_drawn(rows), bounds)
        self._draw_unit()
        self._draw_band(self.selected)
        self._write_shares()

    def _ridges_drawn(self, rows: float) -> list[Drawn]:
        """Return the ridges of all layers from the top down, and in each layer of all lanes."""
        found: list[tuple[int, int, QPainterPath]] = []
        for place, layers in enumerate(self.lanes):
            histograms = [(layer, layers[layer - 1].histogram) for layer in self.drawn_layers if layer <= len(layers)]
            counted = {layer: each.counts for layer, each in histograms if each is not None and each.counts.any()}
            paths = self._outlines(list(counted), list(counted.values()), rows) if counted else []
            found += [(layer, place, path) for layer, path in zip(counted, paths, strict=True)]
        found.sort(key=lambda each: each[:2])
        return [(path, *self._look(place, layer)) for layer, place, path in found]

    def _outlines(self, layers: Sequence[int], counts: Sequence[Ints], rows: float) -> list[QPainterPath]:
        """Return the outlines of these layers' histograms, computed in one go."""
        bases, heights = np.array(layers, float)[:, None], np.array(counts)
        low, high = self.plot.y_range
        rows_per_px = (high - low) / max(1.0, float(self.plot.box.height()) * self.plot.widget.devicePixelRatioF())
        # bins end whole pixels above their baseline, at least one where anything is
        heights_px = np.rint(rows / rows_per_px * heights / heights.max(axis=1, keepdims=True))
        return _outlines(bases - rows_per_px * np.maximum(heights_px, heights > 0), bases)

    def _look(self, place: int, layer: int) -> tuple[QBrush, QPen]:
        """Return a ridge's brush and pen, which are made once for all measurements."""
        chosen = layer == self.selected
        found = self._looks.get((place, layer, chosen))
        if found is None:
            now, alone = theme.current(), len(self.lanes) == 1
            colour = now.depth(layer - 1, self.n_layers) if alone else now.lane(self.lanes[place][0].index)
            fill = QBrush(blended(colour, QColor(now.card), FILL[now.dark])) if alone else QBrush()
            pen = theme.pen(now.accent if chosen and alone else colour, 2.0 if chosen else 1.0)
            found = self._looks[place, layer, chosen] = fill, pen
        return found

    def _write_shares(self) -> None:
        """Write the share of values that pass no gradient, or hardly any, beside the layers that are named."""
        alone = self.lanes[0] if len(self.lanes) == 1 else []
        named = self._named_layers() if alone else []
        self._write_column([(float(layer), percent(alone[layer - 1].idle_share[0])) for layer in named])

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self._looks.clear()
        self.ground.restyle()
        self.plot.left.setWidth(px(LEFT_PX))
        self.marker.setPen(theme.pen(now.muted))
        super().restyle()


class _RidgesItem(QGraphicsItem):
    """All ridges in one item: paths that are made when the values change, and painted from the top down."""

    def __init__(self) -> None:
        super().__init__()
        self.on_screen_only = False  # see `images.files`
        self._drawn: Sequence[Drawn] = ()
        self._bounds = QRectF()

    def show_ridges(self, drawn: Sequence[Drawn], bounds: QRectF) -> None:
        """Paint these from now on, within these bounds."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds
        self._drawn = drawn
        self.update()

    def boundingRect(self) -> QRectF:
        """Return where ridges may be."""
        return self._bounds

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint all ridges: lines that are upright or level, and whole pixels apart, are sharper without smoothing."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for path, brush, pen in self._drawn:
            painter.setBrush(brush)
            painter.setPen(pen)
            painter.drawPath(path)


def _outline_places() -> Floats:
    """Return the z of an outline's corners: steps over the bins, apart from those of what lies beyond the axis."""
    edges = np.linspace(-HALF, HALF, LAYER_BINS - 1)
    (low, high), left, right = SHOWN, -HALF - GAP, HALF + GAP
    steps = np.column_stack((edges[:-1], edges[1:])).ravel()
    return np.concatenate(([low, low, left, left, -HALF], steps, [HALF, right, right, high, high]))


_CORNERS = _outline_places()


def _outlines(tops: Floats, bases: Floats) -> list[QPainterPath]:
    """Return each ridge's outline: the tops of its bins, with a gap beside those of what lies beyond the axis.

    The tops are (ridges, bins), the bases (ridges, 1).
    """
    first, last, steps = tops[:, :1], tops[:, -1:], np.repeat(tops[:, 1:-1], 2, axis=1)
    heights = np.hstack((bases, first, first, bases, bases, steps, bases, bases, last, last, bases))
    drawn = np.zeros(heights.shape, np.bool_)  # no line where nothing is
    drawn[:, :-1] = (heights[:, :-1] != bases) | (heights[:, 1:] != bases)
    return [pg.arrayToQPath(_CORNERS, each, connect=lines) for each, lines in zip(heights, drawn, strict=True)]


def _z_ticks(low: float, high: float, count: int) -> Ticks:
    """Return ticks of the fixed axis, whose ends say what the bins there count; of a part of it, round numbers."""
    if (low, high) != SHOWN:
        return number_ticks(low, high, count)
    ends: Ticks = [(-HALF - 0.15, f"< −{HALF:.0f}"), (HALF + 0.15, f"> {HALF:.0f}")]
    inner: Ticks = [(-3.0, "−3"), (0.0, "0"), (3.0, "3")] if count >= 4 else [(0.0, "0")]
    return [ends[0], *inner, ends[1]]
