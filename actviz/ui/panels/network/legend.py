"""One quiet line that explains the marks and counts them, each in a place of its own so that nothing jumps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from actviz.app.lanes import LaneView
from actviz.nn.activations import ACTIVATIONS
from actviz.ui.panels.network.geometry import Geometry
from actviz.ui.panels.network.stamps import DEAD, DORMANT, FRAME, LINEAR, mark
from actviz.ui.theme.palettes import Theme

GLYPH_PX = 12.0
LEAST_ROOM_PX = 90  # kept free for the caption at the left


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
    return found


def paint(painter: QPainter, lane: LaneView, geometry: Geometry, theme: Theme) -> float:
    """Draw the legend at the right of the caption line; return where its places begin."""
    assert geometry.caption_top is not None
    metrics = painter.fontMetrics()
    digits = metrics.horizontalAdvance(str(lane.facts.n_hidden_units))
    found = counts(lane)
    widths = {kind: GLYPH_PX + 19 + metrics.horizontalAdvance(f"{kind} ") + digits for kind in found}
    room = geometry.river[2] - LEAST_ROOM_PX
    shown: list[tuple[str, int]] = []
    for kind, count in found.items():  # the most important first
        room -= widths[kind]
        if room >= 0:
            shown.append((kind, count))
    x = geometry.river[0] + geometry.river[2] + 14
    for kind, count in reversed(shown):
        x -= widths[kind]
        _entry(painter, kind, count, x, geometry.caption_top, theme)
    return x


def _entry(painter: QPainter, kind: str, count: int, x: float, top: float, theme: Theme) -> None:
    metrics = painter.fontMetrics()
    ratio = painter.device().devicePixelRatio()
    side = round(GLYPH_PX * ratio)
    glyph_top = top + (metrics.height() - GLYPH_PX) / 2
    painter.save()
    painter.translate(round(x * ratio) / ratio, round(glyph_top * ratio) / ratio)
    painter.scale(1 / ratio, 1 / ratio)
    painter.setOpacity(1.0 if count else 0.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    box = QRectF(0, 0, side, side)
    if kind == LINEAR:
        mark(painter, FRAME, box, ratio, GLYPH_PX, theme)
    mark(painter, kind, box, ratio, GLYPH_PX, theme)
    painter.restore()
    painter.setPen(QColor(theme.dead_text if kind == DEAD and count else theme.muted))
    painter.drawText(QPointF(x + GLYPH_PX + 5, top + metrics.ascent()), f"{kind} {count}")
