"""UnitMap: one unit's output over the input plane, with its hinge lines and the training points."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.arrays import Bytes, Floats
from actviz.joined_text import listed
from actviz.nn.activation import Activation
from actviz.number_text import compact, plain
from actviz.training.measure.probes import LEAST_SWING
from actviz.training.snapshot import RunFacts
from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import signed_image
from actviz.ui.widgets.text import show_tip

TITLE_PX, MARGIN_PX = 18, 12
MOST_POINTS = 400
CONSTANT = 0.02  # of the largest distance from φ(0): less difference than that over the plane is none


def hinges(activation: Activation, alpha: float | None = None) -> tuple[float, ...]:
    """Return the z at which a unit's output, with this α, has its corners; 0 for one that has none."""
    ends = sorted({end for span in activation.flat_regions(alpha) for end in span if np.isfinite(end)})
    return tuple(ends) or (0.0,)


def contour(values: Floats, level: float) -> Floats:
    """Return the line values = level as segments (n, 4): x0, y0, x1, y1 in 0 … px - 1 (marching squares).

    Where a cell's corners alternate, both pairs of crossings are joined the same way.
    """
    v = np.asarray(values, np.float64) - level
    rows, columns = v.shape
    y, x = np.mgrid[0 : rows - 1, 0 : columns - 1].astype(float)
    a, b, c, d = v[:-1, :-1], v[:-1, 1:], v[1:, 1:], v[1:, :-1]  # around the cell
    with np.errstate(all="ignore"):
        crossings = np.stack(
            [
                np.stack([x + a / (a - b), y], -1),
                np.stack([x + 1.0, y + b / (b - c)], -1),
                np.stack([x + d / (d - c), y + 1.0], -1),
                np.stack([x, y + a / (a - d)], -1),
            ],
            axis=2,
        )  # (rows, columns, edge, xy)
    above = v > 0.0
    corners = above[:-1, :-1], above[:-1, 1:], above[1:, 1:], above[1:, :-1]
    crossed = np.stack([p != q for p, q in zip(corners, (*corners[1:], corners[0]), strict=True)], axis=2)
    count = crossed.sum(axis=2)
    segments = []
    points, flags = crossings[count == 2], crossed[count == 2]
    if len(points):
        segments.append(points[flags].reshape(-1, 4))
    saddles = crossings[count == 4]
    if len(saddles):
        segments += [saddles[:, [0, 1]].reshape(-1, 4), saddles[:, [2, 3]].reshape(-1, 4)]
    return np.concatenate(segments) if segments else np.zeros((0, 4))


class UnitMap(QWidget):
    """The picture, square; colours as in the network: blue below φ(0), orange above, grey where all is the same.

    Where it is `titled`, there is a title above it and room around it.
    """

    def __init__(self, titled: bool = True) -> None:
        super().__init__()
        self._titled = titled
        self.setFont(theme.small(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAccessibleName(tr("The unit's output over the input plane"))
        self.segments: list[Floats] = []  # the hinge lines, in pixels of the map
        self._facts: RunFacts | None = None
        self._activation: Activation | None = None
        self._levels: tuple[float, ...] = (0.0,)  # z at the hinges
        self._z: Floats | None = None
        self._h: Floats | None = None
        self._picture = QImage()

    def show_map(self, facts: RunFacts, activation: Activation, alpha: float | None, z: Floats, h: Floats) -> None:
        """Draw a unit's pre-activations and outputs, (px, px) each, row 0 the lowest; `alpha` is the unit's."""
        self._facts, self._activation, self._z, self._h = facts, activation, z, h
        self._levels = hinges(activation, alpha)
        self._draw()

    def show_coarse(self, facts: RunFacts, coarse: Bytes | None) -> None:
        """Draw what the network's tile shows, (px, px) from 0 to 255, 128 being zero; None draws an empty square."""
        self._facts, self._z, self._h, self.segments = facts, None, None, []
        self._paint_picture(np.zeros((1, 1)) if coarse is None else (coarse.astype(np.float64) - 128.0) / 127.0)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        if self._z is not None:
            self._draw()

    def _draw(self) -> None:
        assert self._z is not None
        assert self._h is not None
        assert self._activation is not None
        off = np.asarray(self._h, np.float64) - self._activation.at_rest
        least = LEAST_SWING * abs(self._activation.at_rest)  # as in the tiles
        largest = float(np.abs(off[np.isfinite(off)]).max(initial=least))
        finite = np.nan_to_num(self._z, posinf=1e30, neginf=-1e30)
        self.segments = [contour(finite, level) for level in self._levels]
        self._paint_picture(off / largest if largest > 0.0 else off)

    def _paint_picture(self, values: Floats) -> None:
        colours = np.ascontiguousarray(signed_image(values)[::-1])
        px = colours.shape[0]
        self._picture = QImage(colours.tobytes(), px, px, 3 * px, QImage.Format.Format_RGB888).copy()
        known = values[np.isfinite(values)]
        if known.size and float(np.ptp(known)) <= CONSTANT:  # what is constant looks constant
            self._picture.fill(QColor(theme.current().constant))
        self.update()

    @property
    def square(self) -> QRectF:
        """The rectangle of the picture."""
        if not self._titled:
            side = min(self.width(), self.height()) - 1.0
            return QRectF(0.5, 0.5, side, side)
        side = max(8.0, min(self.width() - 2.0 * MARGIN_PX, self.height() - TITLE_PX - 4.0))
        return QRectF(MARGIN_PX, TITLE_PX, side, side)

    def event(self, event: QEvent) -> bool:
        """Show inputs, z and output under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_tip(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def tip_at(self, position: QPointF) -> str:
        """Return the words for a point."""
        box, facts = self.square, self._facts
        if (
            facts is None
            or facts.map_extent is None
            or self._z is None
            or self._h is None
            or not box.contains(position)
        ):
            return tr("The unit's output over the input plane; the line is its hinge.")
        u, v = (position.x() - box.left()) / box.width(), (box.bottom() - position.y()) / box.height()
        x0, x1, y0, y1 = facts.map_extent
        px = len(self._z)
        i, j = min(px - 1, int(v * px)), min(px - 1, int(u * px))
        at = f"{facts.input_texts[0]} {x0 + u * (x1 - x0):.2f}, {facts.input_texts[1]} {y0 + v * (y1 - y0):.2f}"
        z, output = (plain(float(values[i, j])) for values in (self._z, self._h))
        return "\n".join((at.replace("-", "−"), tr("z {z}, output {output}", z=z, output=output)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, the points and the hinge lines."""
        if self._facts is None or self._picture.isNull() or self._facts.map_extent is None:
            return
        painter, now, box = QPainter(self), theme.current(), self.square
        if self._titled:
            painter.setPen(QColor(now.muted))
            names = listed(compact(level) for level in self._levels)
            title = self.fontMetrics().elidedText(
                tr("own map, line: z = {levels}", levels=names), Qt.TextElideMode.ElideRight, self.width() - MARGIN_PX
            )
            title_box = QRectF(MARGIN_PX, 0, self.width() - MARGIN_PX, TITLE_PX)
            painter.drawText(title_box, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(box)
        self._paint_points(painter, box)
        scale = box.width() / (1 if self._z is None else len(self._z))
        painter.setPen(QPen(QColor(now.text), 1.6))
        for lines in self.segments:
            at = (lines + 0.5) * scale
            painter.drawLines(
                [
                    QLineF(box.left() + a, box.bottom() - b, box.left() + c, box.bottom() - d)
                    for a, b, c, d in at.tolist()
                ]
            )
        painter.setClipping(False)
        painter.setPen(QPen(QColor(now.border), 1))
        painter.drawRect(box)

    def _paint_points(self, painter: QPainter, box: QRectF) -> None:
        assert self._facts is not None
        assert self._facts.map_extent is not None
        x0, x1, y0, y1 = self._facts.map_extent
        points = self._facts.train_x[:: max(1, len(self._facts.train_x) // MOST_POINTS)]
        u = box.left() + (points[:, 0] - x0) / (x1 - x0) * box.width()
        v = box.bottom() - (points[:, 1] - y0) / (y1 - y0) * box.height()
        colour = QColor(theme.current().muted)
        colour.setAlphaF(0.55)
        painter.setPen(QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoints([QPointF(a, b) for a, b in zip(u.tolist(), v.tolist(), strict=True)])
