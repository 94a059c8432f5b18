"""The words in a lane's picture: its name, the layers' numbers, the classes' names, and the numbers under the river."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from actviz.app.lanes import LaneView, Selection
from actviz.training.snapshot import Snapshot
from actviz.ui.panels.network import river
from actviz.ui.panels.network.geometry import Geometry, thin_out
from actviz.ui.panels.network.river_scale import LEAST_FACTORS_PX, mean_factor
from actviz.ui.theme import theme
from actviz.ui.theme.palettes import Theme

WIDEST_NUMBER, WIDEST_BRIEF = "8.8·10⁻⁸⁸", "8·10⁻⁸⁸"
NAME_PX, WORD_GAP_PX = 13.0, 12.0  # from the lane's dot to its name, and from it to what follows
WIDEST_NAME_PX = 120  # beside a folded network


def headings(
    painter: QPainter, lane: LaneView, geometry: Geometry, selection: Selection, named: bool, colours: Theme
) -> None:
    """Write above the columns: the lane's name where there are several, "input", the layers' numbers, "output"."""
    metrics, top = painter.fontMetrics(), geometry.heading_top
    taken = []
    if named:
        right = _lane_name(painter, lane, geometry, colours)
        if not geometry.folded:
            taken.append((geometry.box[0], right + 12))
    if top is None:
        return
    last = len(geometry.columns) - 1
    words = ("input", "output") if geometry.step > metrics.horizontalAdvance("output") else ("in", "out")
    for layer, text in ((0, words[0]), (last, words[1])):
        half = metrics.horizontalAdvance(text) / 2 + 6
        centre = geometry.columns[layer].centre
        if all(centre - half >= b or centre + half <= a for a, b in taken):
            taken.append((centre - half, centre + half))
            _text(painter, centre, top, text, QColor(colours.muted))
    hidden = geometry.columns[1:last]
    texts = [str(c.layer) for c in hidden]
    widths = [float(metrics.horizontalAdvance(t)) for t in texts]
    for i in thin_out([c.centre for c in hidden], widths, taken):
        colour = colours.accent if selection.layer == i + 1 else colours.muted
        if lane.snapshot.units[i].dead.all():
            colour = colours.dead_text
        _text(painter, hidden[i].centre, top, texts[i], QColor(colour))


def class_names(painter: QPainter, lane: LaneView, geometry: Geometry, colours: Theme) -> None:
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


def numbers(painter: QPainter, xs: Sequence[float], snapshot: Snapshot, geometry: Geometry, colours: Theme) -> None:
    """Write each layer's weight gradient under the river."""
    if geometry.number_top is None:
        return
    metrics = painter.fontMetrics()
    brief = geometry.step < metrics.horizontalAdvance(WIDEST_NUMBER) + 8
    widest = float(metrics.horizontalAdvance(WIDEST_BRIEF if brief else WIDEST_NUMBER))
    lost = snapshot.underflows
    widths = [
        widest if not each else float(metrics.horizontalAdvance(river.number(0.0, underflows=True))) for each in lost
    ]
    for i in thin_out(xs, widths, from_end=True):
        rms = float(snapshot.gradient_rms[i])
        text = river.number(rms, brief, bool(lost[i]))
        half = metrics.horizontalAdvance(text) / 2
        centre = min(xs[i], geometry.box[0] + geometry.box[2] - half - 4)
        colour = QColor(colours.dead_text if river.is_flood(rms) else colours.muted)
        _text(painter, centre, geometry.number_top, text, colour)


def _text(painter: QPainter, centre: float, top: float, text: str, colour: QColor) -> None:
    metrics = painter.fontMetrics()
    painter.setPen(colour)
    painter.drawText(QPointF(round(centre - metrics.horizontalAdvance(text) / 2), top + metrics.ascent()), text)


def gutter_px(lanes: Sequence[LaneView], metrics: QFontMetrics) -> float:
    """Return the width that the words beside folded networks need; a long name is cut."""
    texts = [widest for lane in lanes for _, widest, _ in _told(lane, theme.current())]
    names = (min(metrics.horizontalAdvance(lane.name), WIDEST_NAME_PX) for lane in lanes)
    return NAME_PX + 20.0 + max([*names, *(metrics.horizontalAdvance(text) for text in texts)])


def _told(lane: LaneView, colours: Theme) -> list[tuple[str, str, str]]:
    """Return what is told of a lane beside its name: each text, the widest that it can be, and its colour."""
    n_dead, total = lane.snapshot.n_dead, lane.facts.n_hidden_units
    factor = mean_factor(lane.snapshot.backward.tolist()), "÷ 888 per layer", colours.muted
    if not any(lane.snapshot.config.can_die):
        return [factor]
    colour = colours.dead_text if n_dead else colours.muted
    return [(f"{n_dead} of {total} dead", f"{total} of {total} dead", colour), factor]


def _lane_name(painter: QPainter, lane: LaneView, geometry: Geometry, colours: Theme) -> float:
    """Write the lane's name and what is told of it; return where the words end.

    Beside a folded network each has a line. Else the mean factor follows the name, where the river has no room for
    the factors between layers.
    """
    x, top, width, height = geometry.words
    metrics, line = painter.fontMetrics(), geometry.line_px
    told = _told(lane, colours)
    if geometry.folded:
        told = told[: max(0, int(height / line) - 1)]
        top += max(0.0, (geometry.river[1] + geometry.river[3] - top - line * (1 + len(told))) / 2)
    else:
        told = told[-1:] if geometry.river[3] < LEAST_FACTORS_PX else []
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.lane(lane.index))
    painter.drawEllipse(QRectF(x, top + line / 2 - 4, 8, 8))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    end, x = x + width, x + NAME_PX
    room = end - x - 8 if geometry.folded else 0.3 * width
    painter.setPen(QColor(colours.text))
    name = metrics.elidedText(lane.name, Qt.TextElideMode.ElideRight, round(room))
    painter.drawText(QPointF(x, top + metrics.ascent()), name)
    right = x + metrics.horizontalAdvance(name)
    for text, widest, colour in told:
        if geometry.folded:
            top += line
        else:
            x = right + WORD_GAP_PX
            right = x + metrics.horizontalAdvance(widest)
        if right <= end:
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(x, top + metrics.ascent()), text)
    return right
