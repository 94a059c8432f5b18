"""One lane's picture: its layout, its images of cells and edges, cached between paints, and the painting."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from actviz.app.lanes import LaneView, Selection
from actviz.training.snapshot import Snapshot
from actviz.ui.panels.network import edges, legend, river
from actviz.ui.panels.network.geometry import Box, Column, Geometry, Metrics, build, thin_out
from actviz.ui.panels.network.tiles import TileImage
from actviz.ui.theme import theme
from actviz.ui.theme.palettes import Theme

CAPTIONS = (  # of the river: what its width is, and what its numbers are
    "width: backward signal, 10⁻⁸ to 10 on a log scale · numbers: weight gradient RMS",
    "width: backward signal · numbers: weight gradient RMS",
    "width: backward signal · numbers: gradient",
    "backward signal · gradient RMS",
)
EDGE_INTERVAL_S = 0.3  # they cost more than all the rest of the picture
EDGE_PAUSE = 40.0  # times as long as it took to draw them
EDGE_SLICE_S = 0.004  # of a frame, that may go into edges: they are drawn part by part, and shown when all are there
Hit = tuple[int, int]


@dataclass
class EdgeWork:
    """A drawing of edges in parts over several frames: its subject, its parts, and the time spent."""

    key: object
    bundles: list[edges.Bundle]
    parts: Iterator[list[QImage] | None]
    seconds: float = 0.0


class LanePicture:
    """What is drawn for one lane; `set_lane`, `lay_out` and `update_edges` come before the painting."""

    def __init__(self) -> None:
        self.lane: LaneView | None = None
        self.geometry: Geometry | None = None
        self.edges_due_s = 0.0  # when the edges may be drawn again
        self.bundles: list[edges.Bundle] = []
        self._tiles = TileImage()
        self._tiles_key: object = None
        self._edge_images: list[QImage] = []
        self._edges_key: object = None
        self._edge_work: EdgeWork | None = None
        self._layout_key: object = None

    def set_lane(self, lane: LaneView) -> None:
        """Set the lane to draw."""
        self.lane = lane

    def lay_out(self, box: Box, font: QFont, ratio: float) -> Geometry:
        """Return the layout in the box, computed again only when something has moved."""
        assert self.lane is not None
        key = box, self.lane.facts.sizes, font.key(), ratio
        if self.geometry is None or key != self._layout_key:
            metrics = QFontMetricsF(font)
            widest = max(metrics.horizontalAdvance(w) for w in ("input", "output"))
            self.geometry = build(box, self.lane.facts.sizes, Metrics(metrics.height(), widest, ratio))
            self._layout_key = key
        return self.geometry

    def update_edges(self, kind: str, ratio: float) -> bool:
        """Draw the edges again if it is time; return whether they are older than the snapshot and will be due."""
        assert self.lane is not None
        assert self.geometry is not None
        return self._update_edges(self.lane, self.geometry, kind, ratio, theme.current())

    def ground_key(self, fill: str, selection: Selection, hover: Hit | None, named: bool, ratio: float) -> object:
        """Return all that the ground depends on; two keys are compared by `same`."""
        assert self.lane is not None
        found = self.lane.snapshot
        measured = found.units, found.unit_maps, found.output_map, found.config, self.lane.facts
        picked = f"{self.lane.name} {selection.layer} {selection.unit} {hover} {named}"
        return *measured, self.geometry, self._edge_images, fill, picked, ratio, theme.current()

    def paint_ground(
        self,
        painter: QPainter,
        fill: str,
        selection: Selection,
        hover: Hit | None,
        named: bool,
        finer: float | None = None,
    ) -> None:
        """Draw everything but the river, which moves with every frame; cells so much `finer` than the device has them.

        `update_edges` comes before, with the same ratio.
        """
        lane, geometry = self.lane, self.geometry
        assert lane is not None
        assert geometry is not None
        ratio = finer or painter.device().devicePixelRatio()
        colours = theme.current()
        _selected_column(painter, geometry, selection, colours)
        corner = QPointF(geometry.cells[0], geometry.cells[1])
        for image in self._edge_images:
            _draw_at(painter, corner, image, ratio)
        if hover is not None and hover[1] >= 0:
            _edges_of(painter, geometry, self.bundles, hover, colours)
        found = lane.snapshot
        tiles_key = found.units, found.unit_maps, found.output_map, lane.facts, geometry, fill, ratio, colours
        if not same(tiles_key, self._tiles_key):
            self._tiles.draw(lane, geometry, fill, ratio, colours)
            self._tiles_key = tiles_key
        _draw_at(painter, corner, self._tiles.image, ratio)
        _class_names(painter, lane, geometry, colours)
        _outline(painter, geometry, hover, QColor(colours.muted), 1.0)
        if selection.layer is not None and selection.unit is not None:
            _outline(painter, geometry, (selection.layer, selection.unit), QColor(colours.accent), 2.0)
        self._headings(painter, lane, geometry, selection, named)
        self._caption(painter, lane, geometry)
        river.paint_bed(painter, geometry.river, colours)
        if geometry.number_top is not None:
            xs = [c.centre for c in geometry.columns[1:]]
            _numbers(painter, xs, found, geometry, colours)

    def paint_river(self, painter: QPainter, named: bool, finer: float | None = None) -> None:
        """Draw the river over the ground. Its numbers, which would change too fast to be read, are on the ground."""
        lane, geometry = self.lane, self.geometry
        assert lane is not None
        assert geometry is not None
        colours = theme.current()
        backward = lane.snapshot.backward.tolist()
        xs = [c.centre for c in geometry.columns[1:]]
        water = colours.lane(lane.index) if named else QColor(colours.accent)
        ratio = finer or painter.device().devicePixelRatio()
        river.paint(painter, xs, backward, geometry.river, water, colours, ratio)

    def river_rect(self) -> QRectF:
        """Return where `paint_river` draws."""
        assert self.geometry is not None
        return QRectF(*self.geometry.river).adjusted(-1, -river.SPILL_PX - 2, 1, river.SPILL_PX + 2)

    def _update_edges(self, lane: LaneView, geometry: Geometry, kind: str, ratio: float, colours: Theme) -> bool:
        found = lane.snapshot
        source = {
            edges.GRADIENT: found.weight_gradients,
            edges.WEIGHT: found.weights,
            edges.UPDATE: found.weight_updates,
        }.get(kind)
        if kind == edges.OFF or not geometry.shows_edges:
            if self._edges_key is not None:
                self._edge_images, self.bundles, self._edges_key, self._edge_work = [], [], None, None
            return False
        key = source, geometry, kind, ratio, colours
        if source is None or same(key, self._edges_key):
            return False  # keep what is there until the next measurement brings weights
        now = perf_counter()
        moved = self._edges_key is None or not same(key[1:], _rest(self._edges_key))
        if moved or (self._edge_work is not None and not same(key[1:], _rest(self._edge_work.key))):
            self._edge_work = None
        if self._edge_work is None:
            if now < self.edges_due_s and not moved:
                return True
            bundles = edges.choose(source, kind)
            self._edge_work = EdgeWork(key, bundles, edges.drawing(geometry, bundles, kind, ratio, colours))
        return not self._go_on_with_edges(self._edge_work, now, math.inf if moved else now + EDGE_SLICE_S)

    def _go_on_with_edges(self, work: EdgeWork, begin: float, end: float) -> bool:
        """Draw edges until all are there, or the time is up; return whether they are."""
        while (images := next(work.parts)) is None:
            if perf_counter() > end:
                work.seconds += perf_counter() - begin
                self.edges_due_s = 0.0  # the next paint goes on
                return False
        now = perf_counter()
        work.seconds += now - begin
        self._edge_images, self.bundles, self._edges_key, self._edge_work = images, work.bundles, work.key, None
        self.edges_due_s = now + max(EDGE_INTERVAL_S, EDGE_PAUSE * work.seconds) if work.seconds > 0.002 else 0.0
        return True

    def _headings(
        self, painter: QPainter, lane: LaneView, geometry: Geometry, selection: Selection, named: bool
    ) -> None:
        colours = theme.current()
        metrics = painter.fontMetrics()
        taken = []
        if named:
            width = 20 + metrics.horizontalAdvance(lane.name)
            _lane_name(painter, lane, geometry, colours)
            taken.append((geometry.box[0], geometry.box[0] + 8 + width))
        last = len(geometry.columns) - 1
        words = ("input", "output") if geometry.step > metrics.horizontalAdvance("output") else ("in", "out")
        ends = ((0, words[0]), (last, words[1]))
        for layer, text in ends:
            half = metrics.horizontalAdvance(text) / 2 + 6
            centre = geometry.columns[layer].centre
            if all(centre - half >= b or centre + half <= a for a, b in taken):
                taken.append((centre - half, centre + half))
                _text(painter, centre, geometry.heading_top, text, QColor(colours.muted))
        hidden = geometry.columns[1:last]
        texts = [str(c.layer) for c in hidden]
        widths = [float(metrics.horizontalAdvance(t)) for t in texts]
        for i in thin_out([c.centre for c in hidden], widths, taken):
            colour = colours.accent if selection.layer == i + 1 else colours.muted
            if lane.snapshot.units[i].dead.all():
                colour = colours.dead_text
            _text(painter, hidden[i].centre, geometry.heading_top, texts[i], QColor(colour))

    def _caption(self, painter: QPainter, lane: LaneView, geometry: Geometry) -> None:
        if geometry.caption_top is None:
            return
        colours, metrics = theme.current(), painter.fontMetrics()
        right = legend.paint(painter, lane, geometry, colours)
        room = right - geometry.river[0] - 16
        fits = (c for c in CAPTIONS if metrics.horizontalAdvance(c) <= room)
        painter.setPen(QColor(colours.muted))
        painter.drawText(QPointF(geometry.river[0], geometry.caption_top + metrics.ascent()), next(fits, ""))


def same(a: object, b: object) -> bool:
    """Whether two keys hold the very same things; arrays are compared by identity."""
    if not isinstance(a, tuple) or not isinstance(b, tuple) or len(a) != len(b):
        return False
    return all(x is y or (isinstance(x, (str, float)) and x == y) for x, y in zip(a, b, strict=True))


def _rest(key: object) -> object:
    return key[1:] if isinstance(key, tuple) else None


def _draw_at(painter: QPainter, corner: QPointF, image: QImage, ratio: float) -> None:
    image.setDevicePixelRatio(ratio)
    painter.drawImage(corner, image)


def _text(painter: QPainter, centre: float, top: float, text: str, colour: QColor) -> None:
    metrics = painter.fontMetrics()
    painter.setPen(colour)
    painter.drawText(QPointF(round(centre - metrics.horizontalAdvance(text) / 2), top + metrics.ascent()), text)


def _lane_name(painter: QPainter, lane: LaneView, geometry: Geometry, colours: Theme) -> None:
    x, top, line = geometry.box[0] + 8, geometry.heading_top, geometry.line_px
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.lane(lane.index))
    painter.drawEllipse(QRectF(x, top + line / 2 - 4, 8, 8))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QColor(colours.text))
    painter.drawText(QPointF(x + 13, top + painter.fontMetrics().ascent()), lane.name)


def _selected_column(painter: QPainter, geometry: Geometry, selection: Selection, colours: Theme) -> None:
    if selection.layer is None or not 1 <= selection.layer < len(geometry.columns) - 1:
        return
    column = geometry.columns[selection.layer]
    wide = min(column.width + 8, max(column.width, geometry.step - 1))
    top = geometry.heading_top - 1
    bottom = geometry.cells[1] + geometry.cells[3] + 3
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent_soft))
    painter.drawRoundedRect(QRectF(column.centre - wide / 2, top, wide, bottom - top), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _outline(painter: QPainter, geometry: Geometry, hit: Hit | None, colour: QColor, width: float) -> None:
    if hit is None or not 0 <= hit[0] < len(geometry.columns):
        return
    column = geometry.columns[hit[0]]
    if not 0 <= hit[1] < len(column.lefts):
        return
    out = 0.5 + width / 2 if column.smaller_side >= 9 else width / 2
    box = QRectF(column.lefts[hit[1]], column.tops[hit[1]], column.cell_w, column.cell_h)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    painter.drawRoundedRect(box.adjusted(-out, -out, out, out), 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _edges_of(painter: QPainter, geometry: Geometry, bundles: Sequence[edges.Bundle], hit: Hit, colours: Theme) -> None:
    """Trace the drawn edges into and out of one cell."""
    layer, unit = hit
    path = QPainterPath()
    for i, ends in ((layer - 1, "target"), (layer, "source")):
        if not 0 <= i < len(bundles):
            continue
        bundle = bundles[i]
        mine = np.flatnonzero(getattr(bundle, ends) == unit)
        for source, target in zip(bundle.source[mine].tolist(), bundle.target[mine].tolist(), strict=True):
            _add_edge(path, geometry.columns[i], geometry.columns[i + 1], source, target)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.text), 1.0))
    painter.drawPath(path)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _add_edge(path: QPainterPath, left: Column, right: Column, source: int, target: int) -> None:
    x0, x1 = left.left + left.width, right.left
    y0, y1 = left.tops[source] + left.cell_h / 2, right.tops[target] + right.cell_h / 2
    path.moveTo(x0, y0)
    path.cubicTo((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1, y1)


def _class_names(painter: QPainter, lane: LaneView, geometry: Geometry, colours: Theme) -> None:
    """Write the classes' names into the output's cells where there is no map to show in them."""
    column = geometry.columns[-1]
    names = lane.facts.class_names
    metrics = painter.fontMetrics()
    if lane.snapshot.output_map is not None or column.cell_h < metrics.ascent() or not names:
        return
    painter.setPen(QColor(colours.text))
    for i, name in enumerate(names[: len(column.lefts)]):
        if metrics.horizontalAdvance(name) <= column.cell_w - 4:
            box = QRectF(column.lefts[i], column.tops[i], column.cell_w, column.cell_h)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def _numbers(painter: QPainter, xs: Sequence[float], snapshot: Snapshot, geometry: Geometry, colours: Theme) -> None:
    assert geometry.number_top is not None
    metrics = painter.fontMetrics()
    brief = geometry.step < metrics.horizontalAdvance("8.8·10⁻⁸⁸") + 8
    widest = float(metrics.horizontalAdvance("8·10⁻⁸⁸" if brief else "8.8·10⁻⁸⁸"))
    lost = snapshot.underflows
    widths = [
        widest if not each else float(metrics.horizontalAdvance(river.number(0.0, underflows=True))) for each in lost
    ]
    for i in thin_out(xs, widths, from_end=True):
        rms = float(snapshot.gradient_rms[i])
        colour = QColor(colours.dead_text if river.is_flood(rms) else colours.muted)
        _text(painter, xs[i], geometry.number_top, river.number(rms, brief, bool(lost[i])), colour)
