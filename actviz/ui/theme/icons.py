"""Icons: SVG drawings under resources/icons, one family, tinted with a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from actviz.resource_files import resource
from actviz.ui.theme import theme

APPLICATION_SIZES_PX = (16, 20, 24, 32, 48, 64, 128, 256)


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return the icon in the given colour, or in the theme's text colour; disabled it is paler."""
    now = theme.current()
    return _icon(name, colour or now.text, now.disabled)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    return QIcon(_Drawn(name, colour, disabled))


class _Drawn(QIconEngine):
    """Draws an icon at the size that is asked for, when it is asked for: most are never shown in most sizes."""

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._named = (name, colour, disabled)
        self._pixmaps: dict[tuple[int, bool], QPixmap] = {}

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:  # noqa: ARG002 - Qt gives it
        """Return the icon in this many device pixels, paler where it is disabled."""
        side, is_disabled = min(size.width(), size.height()), mode == QIcon.Mode.Disabled
        if (side, is_disabled) not in self._pixmaps:
            name, colour, disabled = self._named
            self._pixmaps[side, is_disabled] = pixmap(name, disabled if is_disabled else colour, side)
        return self._pixmaps[side, is_disabled]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon in the middle of the rectangle."""
        side = min(rect.width(), rect.height())
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        size = QSize(side, side) * painter.device().devicePixelRatioF()
        painter.drawPixmap(square, self.pixmap(size, mode, state))

    def clone(self) -> QIconEngine:
        """Return the same icon, for a copy that is about to be changed."""
        return _Drawn(*self._named)


def application_icon() -> QIcon:
    """Return the program's own icon, in its own colours."""
    result = QIcon()
    for size in APPLICATION_SIZES_PX:
        result.addPixmap(pixmap("actviz", "#000000", size))
    return result


def pixmap(name: str, colour: str, size_px: int) -> QPixmap:
    """Draw the icon once, at one size in device pixels."""
    picture = QPixmap(size_px, size_px)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _drawing(name, QColor(colour).name()).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return picture


@lru_cache(maxsize=256)  # to read an SVG takes longer than to draw it
def _drawing(name: str, colour: str) -> QSvgRenderer:
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))


def dot(colour: QColor, diameter_px: int, size_px: int) -> QIcon:
    """Return a dot in the middle of a transparent square, as the mark of a lane."""
    picture = QPixmap(size_px, size_px)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    edge = (size_px - diameter_px) // 2
    painter.drawEllipse(edge, edge, diameter_px, diameter_px)
    painter.end()
    return QIcon(picture)
