"""Stage: the lanes' pictures, one above the other, over the legend; all but the rivers is kept as one picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from actviz.app.lanes import LaneView, Selection
from actviz.ui.panels.network.edges import GRADIENT
from actviz.ui.panels.network.fills import LEAST_MAP_PX, OWN_MAP, PLAIN
from actviz.ui.panels.network.geometry import split
from actviz.ui.panels.network.labels import gutter_px
from actviz.ui.panels.network.legend import Legend, told_by_first, told_by_second
from actviz.ui.panels.network.picture import LanePicture, same
from actviz.ui.theme import theme

DRAWING_RATIO = 3.0  # pixels of edges and cells in a file, for one on screen
FOLDED_FROM = 3  # lanes: as many networks under each other would have no tiles to be seen
LEAST_OPEN = 4.2  # rows of text high is each of two lanes with edges; lower ones are folded, too
TWO_ROWS_FROM, ONE_ROW_FROM = 12.5, 8.5  # rows of text that the canvas is high: the legend has so many
LEAST_LANE = 1.4  # rows of text high is a folded lane where there is also room for the layers' numbers
Place = tuple[int, int, int]  # lane, layer, unit; unit is -1 beside the cells


class Stage:
    """What the canvas shows: `lay_out` comes before everything that depends on sizes."""

    def __init__(self) -> None:
        self.fill, self.edge_kind = OWN_MAP, GRADIENT
        self.pictures: list[LanePicture] = []
        self.selection = Selection()
        self.hover: Place | None = None  # the unit under the mouse
        self._size, self._font = QSize(), QFont()
        self._row_px = QFontMetrics(self._font).height() + 4
        self._laid_out: tuple[object, ...] = ()  # what the pictures have their boxes for
        self._ground, self._legend = QPixmap(), QPixmap()
        self._ground_keys: tuple[object, ...] = ()  # what it shows
        self._legend_for: tuple[object, ...] = ()  # what the kept legend was painted for
        self._legend_told: list[object] = []  # what its rows tell
        self._legend_words: list[list[tuple[str, QRectF]]] = []  # of each row

    def show_lanes(self, lanes: Sequence[LaneView], selection: Selection) -> tuple[bool, bool]:
        """Take these lanes; return whether anything has changed, and whether more than the rivers."""
        kept = [p.lane for p in self.pictures]
        alike = len(kept) == len(lanes) and all(
            a is not None and a.facts is b.facts and a.name == b.name for a, b in zip(kept, lanes, strict=True)
        )
        alike = alike and selection == self.selection
        pairs = [(a.snapshot, b.snapshot) for a, b in zip(kept, lanes, strict=False) if a is not None]
        if alike and all(a is b for a, b in pairs):
            return False, False
        self.selection = selection
        del self.pictures[len(lanes) :]
        while len(self.pictures) < len(lanes):
            self.pictures.append(LanePicture())
        for picture, lane in zip(self.pictures, lanes, strict=True):
            picture.set_lane(lane)
        return True, not (alike and all(a.measurement == b.measurement for a, b in pairs))

    def lay_out(self, size: QSize, font: QFont, ratio: float) -> None:
        """Give every lane its box; `ratio` is that of device pixels to logical ones."""
        if font != self._font:
            self._font, self._row_px = font, QFontMetrics(font).height() + 4
        self._size = size
        laid_out = size, font, ratio, [(p.lane.facts, p.extras) for p in self.pictures if p.lane is not None]
        if laid_out == self._laid_out and len(self.pictures) == 1:
            return  # as in most frames; what is told beside several lanes takes its room
        self._laid_out = laid_out
        height, folded = size.height() - self._n_rows * self._row_px, self.folded
        row, n = self._row_px, len(self.pictures)
        heading = row if folded and height - row >= LEAST_LANE * row * n else 0
        lanes = [p.lane for p in self.pictures if p.lane is not None]
        gutter = gutter_px(lanes, QFontMetrics(font), folded) if n > 1 else 0.0
        for i, (picture, box) in enumerate(zip(self.pictures, split(size.width(), height, n, heading), strict=True)):
            picture.lay_out(box, font, ratio, gutter, folded, heading if i == 0 else 0)

    def hit(self, position: QPointF) -> Place | None:
        """Return what is at a point."""
        for i, picture in enumerate(self.pictures):
            found = picture.geometry.hit(position.x(), position.y()) if picture.geometry else None
            if found is not None:
                return i, *found
        return None

    def legend_words(self) -> list[tuple[str, QRect]]:
        """Return the words of the legend that have a meaning to look up, each with its place."""
        top = self._size.height() - self._n_rows * self._row_px
        return [(word, box.translated(0, top).toAlignedRect()) for row in self._legend_words for word, box in row]

    def unit_box(self, layer: int, unit: int, lane: int) -> QRect | None:
        """Return where a unit's tile is; None while there is none."""
        shape = self.pictures[lane].geometry if lane < len(self.pictures) else None
        column = shape.columns[layer] if shape is not None and layer < len(shape.columns) else None
        if column is None or unit >= len(column.tops):
            return None
        left, top = float(column.lefts[unit]), float(column.tops[unit])
        return QRectF(left, top, column.cell_w, column.cell_h).toAlignedRect()

    def ground(self, ratio: float) -> tuple[QPixmap, list[float]]:
        """Return what is under the rivers, drawn again if it has changed, and when waiting edges will be due."""
        named = len(self.pictures) > 1
        due = [p.edges_due_s for p in self.pictures if p.update_edges(self.edge_kind, ratio)]
        hovers = [h[1:] if (h := self.hover) is not None and h[0] == i else None for i in range(len(self.pictures))]
        keys = tuple(
            picture.ground_key(self._fill, self.selection, hover, named, ratio)
            for picture, hover in zip(self.pictures, hovers, strict=True)
        )
        size = self._size * ratio
        if self._ground.size() == size and len(keys) == len(self._ground_keys):
            if all(same(a, b) for a, b in zip(keys, self._ground_keys, strict=True)):
                return self._ground, due
        else:
            self._ground = QPixmap(size)
            self._ground.setDevicePixelRatio(ratio)
        self._ground.fill(QColor(theme.current().card))
        painter = QPainter(self._ground)
        painter.setFont(self._font)
        for picture, hover in zip(self.pictures, hovers, strict=True):
            picture.paint_ground(painter, self._fill, self.selection, hover, named)
        self._paint_kept_legend(painter, ratio)
        painter.end()
        self._ground_keys = keys
        return self._ground, due

    def paint_drawing(self, painter: QPainter) -> None:
        """Draw for a file, nothing selected: words as words; edges, cells and river, which are pixels, finer."""
        named = len(self.pictures) > 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)  # the file's pixels may be others than these
        painter.fillRect(QRect(QRect().topLeft(), self._size), QColor(theme.current().card))
        for picture in self.pictures:
            picture.update_edges(self.edge_kind, DRAWING_RATIO)
            picture.paint_ground(painter, self._fill, Selection(), None, named, DRAWING_RATIO)
            picture.paint_river(painter, DRAWING_RATIO)
        self._paint_legend(painter, self._size.height() - self._n_rows * self._row_px + 1.0)

    @property
    def folded(self) -> bool:
        """Whether lanes have no room for edges between their units."""
        n = len(self.pictures)
        return n >= FOLDED_FROM or (n == 2 and self._size.height() < 2 * LEAST_OPEN * self._row_px)

    @property
    def _fill(self) -> str:
        return self.fill if self.has_room_for_fills else PLAIN

    @property
    def has_room_for_fills(self) -> bool:
        """Whether the cells are large enough to show more than who is dead; it is known once they are laid out."""
        shapes = [p.geometry for p in self.pictures if p.geometry is not None]
        return all(not g.folded or g.columns[1].smaller_side >= LEAST_MAP_PX for g in shapes)

    @property
    def _n_rows(self) -> int:
        """How many rows of the legend there is room for."""
        height = self._size.height() / self._row_px
        if self.folded or height < TWO_ROWS_FROM:
            return 1 if height >= ONE_ROW_FROM else 0
        return 2

    def _paint_kept_legend(self, painter: QPainter, ratio: float) -> None:
        """Paint the legend from the picture of it, in which the rows that tell something else now are painted again."""
        rows, size = self._legend_rows(), QSize(self._size.width(), self._n_rows * self._row_px)
        if not rows:
            return
        drawn_for = size, self.folded, self._font.key(), ratio, theme.current()
        if drawn_for != self._legend_for:
            self._legend_for, self._legend_told = drawn_for, [None] * len(rows)
            self._legend_words = [[] for _ in rows]
            self._legend = QPixmap(size * ratio)
            self._legend.setDevicePixelRatio(ratio)
        told = [each for each, _ in rows]
        if told != self._legend_told:
            legend_painter = QPainter(self._legend)
            legend_painter.setFont(self._font)
            legend = Legend(legend_painter, self.pictures, theme.current())
            for place, (_, paint) in enumerate(rows):
                if told[place] != self._legend_told[place]:
                    top = place * self._row_px
                    legend_painter.fillRect(0, top, size.width(), self._row_px, QColor(theme.current().card))
                    legend.words = []
                    paint(legend, top + 1.0)
                    self._legend_words[place] = legend.words
            legend_painter.end()
            self._legend_told = told
        painter.drawPixmap(0, self._size.height() - size.height(), self._legend)

    def _paint_legend(self, painter: QPainter, top: float) -> None:
        legend = Legend(painter, self.pictures, theme.current())
        for place, (_, paint) in enumerate(self._legend_rows()):
            paint(legend, top + place * self._row_px)

    def _legend_rows(self) -> list[tuple[object, Callable[[Legend, float], None]]]:
        """Return, for each row that there is room for, all that it tells, and how it is painted at a height."""
        if not self.pictures or not self._n_rows:
            return []
        left, right, edge_kind, fill = 8.0, self._size.width() - 8.0, self.edge_kind, self.fill
        first, second = told_by_first(self.pictures, edge_kind), told_by_second(self.pictures, fill)
        if self.folded:
            return [((first, second), lambda legend, top: legend.paint_folded(left, right, top))]
        rows: list[tuple[object, Callable[[Legend, float], None]]] = [
            (first, lambda legend, top: legend.paint_first(left, right, top, edge_kind)),
            (second, lambda legend, top: legend.paint_second(left, right, top, fill)),
        ]
        return rows[-self._n_rows :]
