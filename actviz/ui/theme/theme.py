"""The theme in use, and the fonts, pens and palette that Fusion and every plot are drawn with.

`current()` is the theme in use. `apply(app, name)` switches it; a widget with colours of its own then gets `restyle()`.
"""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import style_sheet
from actviz.ui.theme.palettes import DARK, LIGHT, Theme

NAMES = ("system", "light", "dark")


_current = LIGHT


@runtime_checkable
class Restyled(Protocol):
    """Something with colours of its own: an open dialog, or a mark in a plot."""

    def restyle(self) -> None:
        """Apply the colours of `current()`."""


def current() -> Theme:
    """Return the theme in use."""
    return _current


def resolve(name: str) -> Theme:
    """Return the theme for "light", "dark" or "system" (which asks Qt what the desktop prefers)."""
    if name == "system":
        hints = QGuiApplication.styleHints()
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if name == "dark" else LIGHT


def apply(app: QApplication, name: str) -> Theme:
    """Make a theme the current one: Fusion, palette, style sheet and pyqtgraph's defaults."""
    global _current
    wanted = resolve(name)
    if wanted is _current and app.styleSheet():  # to style every widget again takes half a second
        return _current
    _current = wanted
    app.setStyle("Fusion")
    app.setPalette(_palette(_current))
    app.setStyleSheet(style_sheet.of(_current))
    pg.setConfigOptions(background=_current.card, foreground=_current.muted, antialias=False)
    return _current


def tabular(font: QFont) -> QFont:
    """Return the font with figures of one width, for numbers that change."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def small(font: QFont) -> QFont:
    """Return the font one step smaller, for labels beside a number."""
    result = QFont(font)
    result.setPointSizeF(max(6.5, font.pointSizeF() * 0.9))
    return result


def apply_property(widget: QWidget, name: str, value: object) -> None:
    """Give a widget a property that the style sheet asks for, and let the style see it.

    Qt then gives the widget the font that it had when it was first styled: here it keeps its own, in the size in use.
    """
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    font, has_own = widget.font(), widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    if has_own and widget.font() != font:
        widget.setFont(font)


def pen(colour: str | QColor, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> Any:
    """Return a cosmetic pen (its width is in pixels at every zoom)."""
    return pg.mkPen(QColor(colour), width=width, style=style)


def _palette(theme: Theme) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.card,
        role.AlternateBase: theme.sunken,
        role.Text: theme.text,
        role.Button: theme.card,
        role.ButtonText: theme.text,
        role.BrightText: theme.dead_text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.card,
        role.Midlight: theme.border,
        role.Mid: theme.border,
        role.Dark: theme.strong_border,
        role.Shadow: theme.strong_border,
    }
    for each, colour in colours.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, each, QColor(theme.disabled))
    palette.setColor(group.Disabled, role.Highlight, QColor(theme.border))
    palette.setColor(group.Disabled, role.HighlightedText, QColor(theme.muted))
    return palette
