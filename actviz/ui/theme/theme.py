"""Colours, fonts and spacing, light and dark; the palette that Fusion and every plot are drawn with.

`current()` is the theme in use. `apply(app, name)` switches it; whoever draws then gets `restyle(theme)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import style_sheet

GRID_PX = 8
NAMES = ("system", "light", "dark")
LANE_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")  # Okabe and Ito
LANE_COLOUR_NAMES = ("Blue", "Orange", "Green", "Pink")
DEAD = "#D55E00"


@dataclass(frozen=True)
class Theme:
    """One set of colours; text on its ground has a contrast of at least 4.5 : 1."""

    name: str
    window: str  # behind the cards
    card: str
    sunken: str  # fields, picture grounds
    border: str
    strong_border: str
    text: str
    muted: str
    disabled: str  # words and icons out of use: paler, but still to be read (at least 3 : 1)
    accent: str
    on_accent: str
    accent_soft: str  # ground of a selected card
    dead: str  # vermilion: marks
    dead_text: str
    dead_soft: str  # ground of a warning chip
    grid: str
    negative: tuple[int, int, int]  # diverging map: below zero, at zero, above zero
    neutral: tuple[int, int, int]
    positive: tuple[int, int, int]
    depth_span: tuple[float, float]  # the part of viridis that shows on this ground

    @property
    def dark(self) -> bool:
        """Whether the ground is dark."""
        return self.name == "dark"

    def lane(self, index: int) -> QColor:
        """Return a lane's colour."""
        colour = QColor(LANE_COLOURS[index % len(LANE_COLOURS)])
        return colour.lighter(150) if self.dark and index == 0 else colour

    def depth(self, index: int, count: int) -> QColor:
        """Return the colour of layer `index` (0-based) of `count`, the same in every panel."""
        low, high = self.depth_span
        return _viridis(low + (high - low) * (index / max(1, count - 1)))

    def diverging(self) -> NDArray[np.uint8]:
        """Return the (256, 3) look-up table negative … neutral … positive, for values 0 … 255."""
        return _diverging(self.negative, self.neutral, self.positive)


@lru_cache(maxsize=4096)
def _viridis(share: float) -> QColor:
    return QColor(pg.colormap.get("viridis").map(share, mode="qcolor"))


LIGHT = Theme(
    name="light",
    window="#F3F5F8",
    card="#FFFFFF",
    sunken="#F6F8FA",
    border="#DDE2E8",
    strong_border="#B9C1CB",
    text="#14181D",
    muted="#59626E",
    disabled="#868F9A",
    accent="#0B63AD",
    on_accent="#FFFFFF",
    accent_soft="#E6F0FA",
    dead="#D55E00",
    dead_text="#AF4A00",
    dead_soft="#FCEEE5",
    grid="#E4E8ED",
    negative=(0, 104, 178),
    neutral=(255, 255, 255),
    positive=(230, 150, 0),
    depth_span=(0.0, 0.86),
)
DARK = Theme(
    name="dark",
    window="#15181C",
    card="#1E2228",
    sunken="#171A1F",
    border="#30363E",
    strong_border="#4A525C",
    text="#ECEFF3",
    muted="#9BA5B1",
    disabled="#6C7682",
    accent="#57ADF2",
    on_accent="#0C1116",
    accent_soft="#1E3A54",
    dead="#E8722A",
    dead_text="#FF9A5C",
    dead_soft="#3B281D",
    grid="#2A3038",
    negative=(36, 140, 220),
    neutral=(30, 34, 40),
    positive=(240, 168, 24),
    depth_span=(0.25, 1.0),
)
_current = LIGHT


@runtime_checkable
class Restyled(Protocol):
    """Something with colours of its own: an open dialog, or a mark in a plot."""

    def restyle(self) -> None:
        """Take on `current()`."""


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
    app.setStyleSheet(_style_sheet(_current) + style_sheet.shell(_current))
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


def pen(colour: str | QColor, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> Any:
    """Return a cosmetic pen (its width is in pixels at every zoom)."""
    return pg.mkPen(QColor(colour), width=width, style=style)


@lru_cache(maxsize=4)
def _diverging(low: tuple[int, ...], middle: tuple[int, ...], high: tuple[int, ...]) -> NDArray[np.uint8]:
    share = np.abs(np.linspace(-1.0, 1.0, 256))[:, None] ** 0.8
    ends = np.where(np.arange(256)[:, None] < 128, low, high)
    return np.asarray(np.rint(np.asarray(middle) * (1.0 - share) + ends * share), np.uint8)


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


def _style_sheet(t: Theme) -> str:
    return f"""
    QToolTip {{ background: {t.card}; color: {t.text}; border: 1px solid {t.strong_border}; padding: 4px; }}
    QMainWindow::separator {{ background: {t.window}; width: 8px; height: 8px; }}
    #panelHeader {{ background: {t.card}; border: 1px solid {t.border}; border-bottom: none;
                    border-top-left-radius: 6px; border-top-right-radius: 6px; }}
    #panelBody {{ background: {t.card}; border: 1px solid {t.border}; border-top: none;
                  border-bottom-left-radius: 6px; border-bottom-right-radius: 6px; }}
    #panelTitle {{ font-weight: 600; color: {t.text}; }}
    #panelNote, #muted {{ color: {t.muted}; }}
    #card {{ background: {t.card}; border: 1px solid {t.border}; border-radius: 6px; }}
    QToolButton#quiet {{ border: none; border-radius: 4px; padding: 2px; color: {t.muted}; }}
    QToolButton#quiet:hover {{ background: {t.accent_soft}; color: {t.text}; }}
    QToolButton#quiet::menu-indicator {{ image: none; }}
    """
