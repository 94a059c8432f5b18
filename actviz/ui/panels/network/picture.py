"""One lane's picture: its layout, its images of cells and edges, cached between paints, and the painting."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from actviz.app.lanes import LaneView, Selection
from actviz.arrays import Floats
from actviz.translation import tr
from actviz.ui.panels.network import edges, highlight, labels, river, structure
from actviz.ui.panels.network.drops import Drops
from actviz.ui.panels.network.geometry import Box, Geometry, Metrics, build, build_folded
from actviz.ui.panels.network.highlight import Hit
from actviz.ui.panels.network.river_scale import RiverScale
from actviz.ui.panels.network.tiles import TileImage
from actviz.ui.theme import theme
from actviz.ui.theme.palettes import Theme

EDGE_INTERVAL_S = 0.3  # they cost more than all the rest of the picture
EDGE_PAUSE = 40.0  # times as long as it took to draw them
EDGE_SLICE_S = 0.004  # of a frame, that may go into edges: they are drawn part by part, and shown when all are there


@dataclass
class EdgeWork:
    """A drawing of edges in parts over several frames: its subject, its parts, and the time spent."""

    key: object
    choice: edges.Choice
    parts: Iterator[QImage | None]
    seconds: float = 0.0


class LanePicture:
    """What is drawn for one lane; `set_lane`, `lay_out` and `update_edges` come before the painting."""

    def __init__(self) -> None:
        self.lane: LaneView | None = None
        self.geometry: Geometry | None = None
        self.edges_due_s = 0.0  # when the edges may be drawn again
        self.edges = edges.NOTHING  # those that are drawn
        self.drops = Drops()
        self._tiles = TileImage()
        self._tiles_key: object = None
        self._edge_image: QImage | None = None
        self._edges_key: object = None
        self._edge_work: EdgeWork | None = None
        self._layout_key: object = None
        self._scale = RiverScale()
        self._scale_key: object = None
        self._drawn_s, self._drawn_step = 0.0, -1  # when the river was drawn last, and at which step

    def set_lane(self, lane: LaneView) -> None:
        """Set the lane to draw."""
        self.lane = lane

    def lay_out(
        self,
        box: Box,
        font: QFont,
        ratio: float,
        gutter_px: float = 0.0,
        folded: bool = False,
        heading_px: float = 0.0,
    ) -> Geometry:
        """Return the layout in the box, computed again only when something has moved; a folded one has no edges."""
        assert self.lane is not None
        sizes, (arcs, marks) = self.lane.facts.sizes, self.extras
        key = box, sizes, font.key(), ratio, gutter_px, folded, heading_px, arcs, marks
        if self.geometry is None or key != self._layout_key:
            text = QFontMetricsF(font)
            widest = max(text.horizontalAdvance(w) for w in (tr("input"), tr("output")))
            metrics = Metrics(text.height(), widest, ratio, gutter_px, arcs, marks)
            self.geometry = build_folded(box, sizes, metrics, heading_px) if folded else build(box, sizes, metrics)
            self._layout_key = key
        return self.geometry

    @property
    def extras(self) -> tuple[bool, bool]:
        """Whether the lane has skips and normalised layers, which need room of their own."""
        assert self.lane is not None
        config = self.lane.snapshot.config
        return config.residual > 0, config.normalization != "none"

    def update_edges(self, kind: str, ratio: float) -> bool:
        """Draw the edges again if it is time; return whether they are older than the snapshot and will be due."""
        assert self.lane is not None
        assert self.geometry is not None
        return self._update_edges(self.lane, self.geometry, kind, ratio, theme.current())

    def ground_key(self, fill: str, selection: Selection, hover: Hit | None, named: bool, ratio: float) -> object:
        """Return all that the ground depends on; two keys are compared by `same`."""
        assert self.lane is not None
        found = self.lane.snapshot
        measured = found.units, found.unit_maps, found.output_map, found.config, self.lane.present
        picked = f"{self.lane.name} {selection.layer} {selection.unit} {hover} {named}"
        return *measured, self.geometry, self._edge_image, fill, picked, ratio, theme.current()

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
        highlight.selected_column(painter, geometry, selection, colours)
        corner = QPointF(geometry.cells[0], geometry.cells[1])
        found = lane.snapshot
        tiles_key = found.units, found.unit_maps, found.output_map, lane.present, geometry, fill, ratio, colours
        if not same(tiles_key, self._tiles_key):
            self._tiles.draw(lane, geometry, fill, ratio, colours)
            self._tiles_key = tiles_key
        painter.setOpacity(1.0 if hover is None else highlight.DIMMED)
        for image in (self._edge_image, self._tiles.image):
            if image is not None:
                _draw_at(painter, corner, image, ratio)
        painter.setOpacity(1.0)
        if hover is not None:
            highlight.light_up(painter, geometry, self.edges.bundles, self._tiles.image, hover, colours)
        structure.paint_arcs(painter, lane, geometry, colours)
        structure.paint_marks(painter, lane, geometry, colours)
        labels.class_names(painter, lane, geometry, colours)
        highlight.outline(painter, geometry, hover, QColor(colours.muted), 1.0)
        if selection.layer is not None and selection.unit is not None:
            pair = selection.layer, selection.unit
            highlight.outline(painter, geometry, pair, QColor(colours.accent), 2.0)
        labels.headings(painter, lane, geometry, selection, named, colours)
        river.paint_bed(painter, geometry.river, colours)
        labels.numbers(painter, self._xs, found, geometry, colours)

    def paint_river(self, painter: QPainter, finer: float | None = None, drops: bool = False) -> None:
        """Draw the river over the ground, with its scale, which stays until the next measurement."""
        lane, geometry = self.lane, self.geometry
        assert lane is not None
        assert geometry is not None
        colours, box = theme.current(), geometry.river
        ratio = finer or painter.device().devicePixelRatio()
        half = river.paint(painter, self._xs, lane.snapshot.backward.tolist(), box, colours, ratio)
        if drops:
            self._move_drops(lane.snapshot.step, half, box)
            self.drops.paint(painter, half, box)
        found = lane.snapshot
        key = found.units, found.config, geometry, ratio, colours, painter.font().key()
        if not same(key, self._scale_key):
            below = found.config.vanishing_below
            self._scale.draw(self._xs, found.backward.tolist(), below, box, painter.font(), colours, ratio)
            self._scale_key = key
        painter.drawPixmap(QPointF(box[0], box[1]), self._scale.picture)

    @property
    def _xs(self) -> list[float]:
        """Where the layers with weights are, from left to right."""
        assert self.geometry is not None
        return [column.centre for column in self.geometry.columns[1:]]

    def _move_drops(self, step: int, half: Floats, box: Box) -> None:
        """Move the drops for the time since the last frame, if steps were taken in it: a paused run stands still."""
        now = perf_counter()
        if step != self._drawn_step:
            self.drops.move(half, box, now - self._drawn_s)
        self._drawn_s, self._drawn_step = now, step

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
                self._edge_image, self.edges, self._edges_key, self._edge_work = None, edges.NOTHING, None, None
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
            choice = edges.choose(source, kind, edges.most_edges(geometry))
            self._edge_work = EdgeWork(key, choice, edges.drawing(geometry, choice.bundles, ratio, colours))
        return not self._go_on_with_edges(self._edge_work, now, math.inf if moved else now + EDGE_SLICE_S)

    def _go_on_with_edges(self, work: EdgeWork, begin: float, end: float) -> bool:
        """Draw edges until all are there, or the time is up; return whether they are."""
        while (image := next(work.parts)) is None:
            if perf_counter() > end:
                work.seconds += perf_counter() - begin
                self.edges_due_s = 0.0  # the next paint goes on
                return False
        now = perf_counter()
        work.seconds += now - begin
        self._edge_image, self.edges, self._edges_key, self._edge_work = image, work.choice, work.key, None
        self.edges_due_s = now + max(EDGE_INTERVAL_S, EDGE_PAUSE * work.seconds) if work.seconds > 0.002 else 0.0
        return True


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
