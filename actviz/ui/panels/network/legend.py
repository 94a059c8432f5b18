"""The two rows under all lanes: what the river, the lines, the colours and the marks mean.

Every entry has a place of its own, so that nothing jumps; where room is short, the least important one is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from actviz.app.lanes import LaneView
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact, whole
from actviz.translation import mark, tr
from actviz.ui.panels.network import edges, fills, river, stamps
from actviz.ui.panels.network.picture import LanePicture
from actviz.ui.panels.network.stamps import DEAD, DORMANT, DROPPED, FRAME, LINEAR
from actviz.ui.panels.network.structure import MARK_PX, paint_arc, paint_mark, skips
from actviz.ui.theme.palettes import Theme

GLYPH_PX = 12.0
BAR_PX, WEDGE_PX = 110.0, 56.0
GAP_PX, LEFT_PX = 20.0, 8.0
WORDS = {
    DEAD: mark("dead"),
    LINEAR: mark("linear (never switches)"),
    DORMANT: mark("nearly silent"),
    DROPPED: mark("dropped"),
}
ARC_WIDTH_PX, MARK_WIDTH_PX = 26.0, 16.0
CAPTIONS = (  # of the river: what its width is, and what its numbers are
    mark("thickness = backward signal (log scale, 10⁻⁸ to 10); numbers = weight gradient, RMS"),
    mark("thickness = backward signal (log scale); numbers = weight gradient, RMS"),
    mark("thickness = backward signal (log); numbers = weight gradient"),
    mark("thickness = backward signal (log scale)"),
    mark("thickness = signal back"),
)
CAPTION_WORD = mark("thickness")  # all captions begin with it
LINES = {  # what an edge's size is, and the size that cannot be seen
    edges.GRADIENT: (mark("gradient"), "10⁻⁷"),
    edges.WEIGHT: (mark("weight"), "0"),
    edges.UPDATE: (mark("last change of the weight"), "10⁻⁹"),
}

NORMS = {  # by kind and place of the normalisation
    ("batch", "before"): mark("batch norm before φ"),
    ("batch", "after"): mark("batch norm after φ"),
    ("layer", "before"): mark("layer norm before φ"),
    ("layer", "after"): mark("layer norm after φ"),
    ("rms", "before"): mark("RMS norm before φ"),
    ("rms", "after"): mark("RMS norm after φ"),
}


@dataclass(frozen=True, eq=False)
class Entry:
    """A part of a row; rank 0 is the most important. `paint` draws it at a place (x, top)."""

    rank: int
    width: float
    paint: Callable[[float, float], None]


def counts(lane: LaneView) -> dict[str, int]:
    """Return how many hidden units carry each mark that this network's activations make possible."""
    units = lane.snapshot.units
    kinds = [ACTIVATIONS[key] for key in set(lane.snapshot.config.activations)]
    found: dict[str, int] = {}
    if any(lane.snapshot.config.can_die):
        found[DEAD] = sum(u.n_dead for u in units)
    if any(k.piecewise_linear for k in kinds):
        found[LINEAR] = sum(int((u.always_on & ~u.dead).sum()) for u in units)
    found[DORMANT] = sum(int((u.dormant & ~u.dead).sum()) for u in units)
    facts = lane.snapshot.structure
    if facts is not None and facts.dropped:
        found[DROPPED] = sum(int((d & ~u.dead).sum()) for d, u in zip(facts.dropped, units, strict=True))
    return found


def told_by_first(pictures: Sequence[LanePicture], edge_kind: str) -> tuple[object, ...]:
    """Return all that the first row tells; it looks the same while this, the room and the theme are the same."""
    told: list[object] = [edge_kind]
    for picture in pictures:
        if picture.lane is not None and picture.geometry is not None:
            shape, drawn = picture.geometry, picture.edges
            told += [shape.number_top is not None, shape.shows_edges, len(shape.columns)]
            told += [picture.lane.snapshot.whole_gradient, drawn.full, drawn.n_chosen, drawn.n_all]
            told += [_normalization(picture.lane), _has_arcs(picture), picture.lane.facts.n_hidden_units]
            facts = picture.lane.snapshot.structure
            told += [counts(picture.lane)[DROPPED]] if facts is not None and facts.dropped else []
    return tuple(told)


def told_by_second(pictures: Sequence[LanePicture], fill: str) -> tuple[object, ...]:
    """Return all that the second row tells."""
    told: list[object] = [fill]
    for lane in (picture.lane for picture in pictures if picture.lane is not None):
        told += [tuple(counts(lane).items()), lane.facts.n_hidden_units]
        told += [fills.mean_scale(lane)] if fill == fills.MEAN else []
    return tuple(told)


def _normalization(lane: LaneView) -> tuple[str, str]:
    """Return which normalisation is marked, and where; "none" for no marks."""
    config, facts = lane.snapshot.config, lane.snapshot.structure
    return ("none" if facts is None or not facts.gammas else config.normalization), config.normalization_place


def _has_arcs(picture: LanePicture) -> bool:
    lane, shape = picture.lane, picture.geometry
    return lane is not None and shape is not None and shape.arcs[1] > 0.0 and bool(skips(lane))


def _width(entries: Sequence[Entry]) -> float:
    return sum(entry.width + GAP_PX for entry in entries) - GAP_PX if entries else 0.0


def _fitting(left: list[Entry], right: list[Entry], room: float) -> tuple[list[Entry], list[Entry]]:
    """Return the most important of the entries, as many as there is room for."""
    kept = [*left, *right]
    while kept and _width(kept) > room:
        kept.remove(max(kept, key=lambda entry: entry.rank))
    return [e for e in left if e in kept], [e for e in right if e in kept]


class Legend:
    """Paints both rows for the lanes of a picture."""

    def __init__(self, painter: QPainter, pictures: Sequence[LanePicture], theme: Theme) -> None:
        self._painter, self._pictures, self._theme = painter, pictures, theme
        self._lanes = [p.lane for p in pictures if p.lane is not None]
        self._metrics = painter.fontMetrics()
        # painted so far that have a meaning to look up, in English, with their places
        self.words: list[tuple[str, QRectF]] = []

    def paint_first(self, left: float, right: float, top: float, edge_kind: str) -> None:
        """Draw at the left what the river shows, and at the right what the lines' thickness means."""
        beside, lines = self._structure(), self._lines(edge_kind)
        if beside:  # which few know: the lines explain themselves sooner
            lines = [replace(entry, rank=entry.rank + 2) for entry in lines]
        self._paint_caption(left, right, top, [*beside, *lines])

    def paint_second(self, left: float, right: float, top: float, fill: str) -> None:
        """Draw at the left the colours of the cells, and at the right the marks of units' states with their counts."""
        values, marks = _fitting(self._values(fill), self._marks(), right - left)
        self._paint_in_turn(values, left, top)
        self._paint_in_turn(marks, right - _width(marks), top)

    def paint_folded(self, left: float, right: float, top: float) -> None:
        """Draw for folded networks, in one row, what the river shows, and the mark of dead units with its counts."""
        self._paint_caption(left, right, top, self._marks()[:1])

    def _paint_caption(self, left: float, right: float, top: float, others: list[Entry]) -> None:
        captions = [(tr(each), ";" in each) for each in CAPTIONS]  # and whether it speaks of numbers
        least = self._metrics.horizontalAdvance(captions[-1][0]) + GAP_PX
        _, others = _fitting([], others, right - left - least)
        x = right - _width(others)
        room = x - left - (GAP_PX if others else 0.0)
        numbered = all(p.geometry is not None and p.geometry.number_top is not None for p in self._pictures)
        fitting = (c for c, tells in captions if self._metrics.horizontalAdvance(c) <= room and (numbered or not tells))
        caption = next(fitting, "")
        self._write(caption, left, top)
        if caption:
            self._note(CAPTION_WORD, left, top)
        self._paint_in_turn(others, x, top)

    def _paint_in_turn(self, entries: Sequence[Entry], x: float, top: float) -> None:
        for entry in entries:
            entry.paint(x, top)
            x += entry.width + GAP_PX

    # Marks

    def _marks(self, kinds: Sequence[str] = (DEAD, LINEAR, DORMANT)) -> list[Entry]:
        found = [counts(lane) for lane in self._lanes]
        most = str(max(lane.facts.n_hidden_units for lane in self._lanes))
        return [
            self._mark(rank, kind, [each.get(kind, 0) for each in found], len(most))
            for rank, kind in enumerate(kinds)
            if any(kind in each for each in found)
        ]

    def _mark(self, rank: int, kind: str, numbers: Sequence[int], n_digits: int) -> Entry:
        word = tr(WORDS[kind])
        text = f"{word} {' · '.join(str(n) for n in numbers)}"
        widest = f"{word} {' · '.join('0' * n_digits for _ in numbers)}"

        def paint(x: float, top: float) -> None:
            self._glyph(kind, any(numbers), x, top)
            colour = self._theme.dead_text if kind == DEAD and any(numbers) else self._theme.muted
            self._write(text, x + GLYPH_PX + 5, top, colour)
            self._note(WORDS[kind], x + GLYPH_PX + 5, top)

        return Entry(rank, GLYPH_PX + 5 + self._metrics.horizontalAdvance(widest), paint)

    def _glyph(self, kind: str, there: bool, x: float, top: float) -> None:
        painter = self._painter
        ratio = painter.device().devicePixelRatio()
        side = round(GLYPH_PX * ratio)
        glyph_top = top + (self._metrics.height() - GLYPH_PX) / 2
        painter.save()
        painter.translate(round(x * ratio) / ratio, round(glyph_top * ratio) / ratio)
        painter.scale(1 / ratio, 1 / ratio)
        painter.setOpacity(1.0 if there else 0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        box = QRectF(0, 0, side, side)
        if kind in (LINEAR, DROPPED):
            stamps.mark(painter, FRAME, box, ratio, GLYPH_PX, self._theme)
        stamps.mark(painter, kind, box, ratio, GLYPH_PX, self._theme)
        painter.restore()

    # Skips and normalisation

    def _structure(self) -> list[Entry]:
        entries = self._marks((DROPPED,))
        if any(map(_has_arcs, self._pictures)):
            entries.append(self._arc(0, mark("skip")))
        marked = {_normalization(lane) for lane in self._lanes} - {("none", "before"), ("none", "after")}
        for kind, place in sorted(marked):
            entries.append(self._normalized(1, NORMS[kind, place], place))
        return entries

    def _arc(self, rank: int, text: str) -> Entry:
        def paint(x: float, top: float) -> None:
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            paint_arc(self._painter, x, x + ARC_WIDTH_PX, (top, self._metrics.height() - 2.0), 0.1, self._theme)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._write(told, x + ARC_WIDTH_PX + 5, top)
            self._note(text, x + ARC_WIDTH_PX + 5, top)

        told = tr(text)
        return Entry(rank, ARC_WIDTH_PX + 5 + self._metrics.horizontalAdvance(told), paint)

    def _normalized(self, rank: int, text: str, place: str) -> Entry:
        def paint(x: float, top: float) -> None:
            box = QRectF(x, top + (self._metrics.height() - MARK_PX) / 2, MARK_WIDTH_PX, MARK_PX)
            paint_mark(self._painter, box, place == "before", self._theme)
            self._write(told, x + MARK_WIDTH_PX + 5, top)
            self._note(text, x + MARK_WIDTH_PX + 5, top)

        told = tr(text)
        return Entry(rank, MARK_WIDTH_PX + 5 + self._metrics.horizontalAdvance(told), paint)

    # Colours

    def _values(self, fill: str) -> list[Entry]:
        theme = self._theme
        if fill == fills.ACTIVE:
            return [self._bar(0, "0 %", "100 %", fills.gauge_colours(theme)), self._words(4, tr("of the examples"))]
        colours = np.asarray(theme.diverging())
        if fill == fills.MEAN:
            most = compact(max(fills.mean_scale(lane) for lane in self._lanes), 3)
            return [self._bar(0, f"−{most}", most, colours, "0"), self._words(3, tr("mean output"))]
        entries = [self._bar(0, "−", "+", colours, "0"), self._words(4, tr("output, each tile on its own scale"))]
        return [*entries, self._swatch(2, theme.constant, tr("same for every input"))]

    def _bar(self, rank: int, low: str, high: str, colours: fills.Rgb, middle: str = "") -> Entry:
        low_px, high_px = (self._metrics.horizontalAdvance(text) + 5 for text in (low, high))

        def paint(x: float, top: float) -> None:
            self._write(low, x, top)
            box = QRectF(x + low_px, top + 1.5, BAR_PX, self._metrics.height() - 3)
            line = np.ascontiguousarray(colours[None])
            strip = QImage(line.data, line.shape[1], 1, line.nbytes, QImage.Format.Format_RGB888)
            self._painter.drawImage(box, strip)
            self._painter.setPen(QColor(self._theme.strong_border))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(box)
            self._write(middle, box.center().x() - self._metrics.horizontalAdvance(middle) / 2, top)
            self._write(high, box.right() + 5, top)

        return Entry(rank, low_px + BAR_PX + high_px, paint)

    def _swatch(self, rank: int, colour: str, text: str) -> Entry:
        def paint(x: float, top: float) -> None:
            box = QRectF(x, top + (self._metrics.height() - GLYPH_PX) / 2, GLYPH_PX, GLYPH_PX)
            self._painter.fillRect(box, QColor(colour))
            self._write(text, x + GLYPH_PX + 5, top)

        return Entry(rank, GLYPH_PX + 5 + self._metrics.horizontalAdvance(text), paint)

    # Lines

    def _lines(self, kind: str) -> list[Entry]:
        first = self._pictures[0]
        if kind == edges.OFF or first.geometry is None:
            return []
        if not first.geometry.shows_edges:
            n = len(first.geometry.columns)
            return [self._words(1, tr("no room for lines between {n} columns", n=n))]
        name, low = tr(LINES[kind][0]), LINES[kind][1]
        if kind == edges.GRADIENT and first.lane is not None:
            on_all = first.lane.snapshot.whole_gradient
            name = tr("gradient, training set") if on_all else tr("gradient, latest batch")
        entries = [self._wedge(0, low, river.number(first.edges.full), name)]
        if first.edges.n_chosen < first.edges.n_all:
            text = tr("the {n} strongest lines of {all}", n=whole(first.edges.n_chosen), all=whole(first.edges.n_all))
            entries.append(self._words(1, text))
        return entries

    def _wedge(self, rank: int, low: str, high: str, name: str) -> Entry:
        low_px = self._metrics.horizontalAdvance(low) + 5
        rest = f"{high} {name}"

        def paint(x: float, top: float) -> None:
            self._write(low, x, top)
            middle = top + self._metrics.height() / 2
            for i in range(round(WEDGE_PX / 2)):
                thickness, opacity = edges.look(2 * i / WEDGE_PX)
                colour = QColor(self._theme.accent)
                colour.setAlphaF(opacity)
                slice_px = QRectF(x + low_px + 2 * i, middle - 0.8 * thickness, 2, 1.6 * thickness)
                self._painter.fillRect(slice_px, colour)
            self._write(rest, x + low_px + WEDGE_PX + 5, top)

        return Entry(rank, low_px + WEDGE_PX + 5 + self._metrics.horizontalAdvance(rest), paint)

    def _words(self, rank: int, text: str) -> Entry:
        return Entry(rank, self._metrics.horizontalAdvance(text), lambda x, top: self._write(text, x, top))

    def _note(self, words: str, x: float, top: float) -> None:
        width = self._metrics.horizontalAdvance(tr(words))
        self.words.append((words, QRectF(x, top, width, self._metrics.height())))

    def _write(self, text: str, x: float, top: float, colour: str = "") -> None:
        self._painter.setPen(QColor(colour or self._theme.muted))
        self._painter.drawText(QPointF(x, top + self._metrics.ascent()), text)
