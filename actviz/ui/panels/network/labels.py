"""The words in a lane's picture: its name, the layers' numbers, the classes' names, and the numbers under the river."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from actviz.app.lanes import LaneView, Selection
from actviz.training.snapshot import Snapshot
from actviz.translation import tr
from actviz.ui.panels.network import river
from actviz.ui.panels.network.geometry import Geometry, thin_out
from actviz.ui.panels.network.river_scale import mean_of_layer
from actviz.ui.theme import theme
from actviz.ui.theme.palettes import Theme

WIDEST_NUMBER, WIDEST_BRIEF = "8.8·10⁻⁸⁸", "8·10⁻⁸⁸"
NAME_PX, RIGHT_PX = 13.0, 8.0  # from the left of the lane's dot to its name, and from that to the network
WIDEST_NAME_PX = 120


def headings(
    painter: QPainter, lane: LaneView, geometry: Geometry, selection: Selection, named: bool, colours: Theme
) -> None:
    """Write "input", the layers' numbers and "output" above the columns, and the lane's name beside them."""
    metrics, top = painter.fontMetrics(), geometry.heading_top
    taken: list[tuple[float, float]] = []
    if named:
        _lane_name(painter, lane, geometry, colours)
    if top is None:
        return
    last = len(geometry.columns) - 1
    words = (tr("input"), tr("output"))
    if geometry.step <= metrics.horizontalAdvance(words[1]):
        words = (tr("in"), tr("out"))
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
    names = lane.facts.class_texts
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


def gutter_px(lanes: Sequence[LaneView], metrics: QFontMetrics, folded: bool) -> float:
    """Return the width that the words beside the networks need; a long name is cut."""
    texts = [widest for lane in lanes for _, widest, _ in _told(lane, folded, theme.current())]
    names = (min(metrics.horizontalAdvance(lane.name), WIDEST_NAME_PX) for lane in lanes)
    return NAME_PX + RIGHT_PX + 12.0 + max([*names, *(metrics.horizontalAdvance(text) for text in texts)])


def _told(lane: LaneView, folded: bool, colours: Theme) -> list[tuple[str, str, str]]:
    """Return the lines below a lane's name: each text, the widest that it can be, and its colour.

    Beside a network with edges they are short: its legend counts the dead units.
    """
    factor = mean_of_layer(lane.snapshot.backward.tolist())
    if not folded:
        per_layer = tr("per layer")
        return [(factor, "÷ 888", colours.muted), (per_layer if factor else "", per_layer, colours.muted)]
    n_dead, total = lane.snapshot.n_dead, lane.facts.n_hidden_units
    whole = tr("{factor} per layer", factor=factor) if factor else ""
    told = [(whole, tr("{factor} per layer", factor="÷ 888"), colours.muted)]
    if any(lane.snapshot.config.can_die):
        colour = colours.dead_text if n_dead else colours.muted
        told.insert(
            0, (tr("{n} of {all} dead", n=n_dead, all=total), tr("{n} of {all} dead", n=total, all=total), colour)
        )
    return told


def _lane_name(painter: QPainter, lane: LaneView, geometry: Geometry, colours: Theme) -> None:
    """Write the lane's name and what is told of it into the gutter, a line each, as many as there is room for."""
    x, top, width, height = geometry.words
    metrics, line = painter.fontMetrics(), geometry.line_px
    told = _told(lane, geometry.folded, colours)
    n_lines = int(height / line) - 1
    told = told[: max(0, n_lines)] if geometry.folded or n_lines >= len(told) else []
    top += max(0.0, (geometry.river[1] + geometry.river[3] - top - line * (1 + len(told))) / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.lane(lane.index))
    painter.drawEllipse(QRectF(x, top + line / 2 - 4, 8, 8))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QColor(colours.text))
    x += NAME_PX
    name = metrics.elidedText(lane.name, Qt.TextElideMode.ElideRight, round(width - NAME_PX - RIGHT_PX))
    painter.drawText(QPointF(x, top + metrics.ascent()), name)
    for text, _, colour in told:
        top += line
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(x, top + metrics.ascent()), text)
