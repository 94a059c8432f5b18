"""Icons: SVG drawings under resources/icons, one family, tinted with a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from actviz.resource_files import resource
from actviz.ui.theme import theme

SIZES_PX = (16, 20, 24, 32, 48)


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return the icon in the given colour, or in the theme's text colour; disabled it is paler."""
    now = theme.current()
    return _icon(name, colour or now.text, now.disabled)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    result = QIcon()
    for size in SIZES_PX:
        result.addPixmap(pixmap(name, colour, size))
        result.addPixmap(pixmap(name, disabled, size), QIcon.Mode.Disabled)
    return result


def application_icon() -> QIcon:
    """Return the program's own icon, in its own colours."""
    result = QIcon()
    for size in (*SIZES_PX, 64, 128, 256):
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
