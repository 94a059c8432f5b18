"""Presenting: the whole screen for what a class is to see, in large type, with a pointer that the last row sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from actviz.frozen import dataclass
from actviz.ui.theme import text_size, theme

if TYPE_CHECKING:
    from actviz.ui.window.main_window import MainWindow

PX_FOR_A_PERCENT = 5.8  # of the height of the screen: the panels need that many lines
PATIENCE_MS = 1000  # for so long a window may take to become as large as it was
POINTER_PX, RIM_PX, DOT_PX = 60, 4, 10


@dataclass(frozen=True)
class Before:
    """How the window was when presenting began."""

    was_full: bool
    geometry: bytes
    layout: bytes
    area: QSize  # of the panels
    preset: str
    large: str | None  # the panel that fills the area
    shown: frozenset[str]  # panels
    hidden: tuple[QWidget, ...]  # parts of the window that presenting has hidden


class Presenting(QObject):
    """Begins and ends it; also switches between a window and the whole screen, which is less than presenting."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before: Before | None = None
        self._returns_to: Before | None = None  # while the window becomes as large as it was
        self._arranged_for: object = None  # the area's size and the panels' least ones
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._end_return)
        window.docks.installEventFilter(self)
        window.actions_by_key.connect("present", self.toggle)
        window.actions_by_key.connect("full_screen", self._toggle_full_screen)

    @property
    def is_on(self) -> bool:
        """Whether something is being presented."""
        return self._before is not None

    @Slot()
    def toggle(self) -> None:
        """Begin to present, or end it."""
        if not self.leave():
            self._begin()
        self._window.actions_by_key["present"].setChecked(self.is_on)

    def leave(self) -> bool:
        """Bring the window back as it was, with its panels where they were; return False if nothing is presented."""
        window, before = self._window, self._before
        if before is None:
            return False
        self._before = None
        QGuiApplication.restoreOverrideCursor()
        for part in before.hidden:
            part.show()
        window.appearance.write_at_least(text_size.PERCENTS[0])
        if not before.was_full:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        if self._shown == before.shown and (window.docks.preset, window.docks.maximised) == (before.preset, None):
            self._returns_to, self._arranged_for = before, None  # else a lesson or a scene has arranged them since
            self._arrange()
            self._patience.start(PATIENCE_MS)
        window.actions_by_key["present"].setChecked(False)
        return True

    def geometry(self) -> bytes:
        """Return the place of the window on the screen, for the settings: while presenting, that of before."""
        return bytes(self._window.saveGeometry().data()) if self._before is None else self._before.geometry

    def layout(self) -> bytes:
        """Return the arrangement of the panels, for the settings: while presenting, that of before."""
        return self._window.docks.layout_state() if self._before is None else self._before.layout

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrange the panels once more when the area has its size of before: a window gets its own only later.

        So do the panels their least sizes, which follow that of the text.
        """
        docks, before = self._window.docks, self._returns_to
        if event.type() == QEvent.Type.Resize and (self.is_on or before is not None):
            QTimer.singleShot(0, docks, docks.tend_tabs)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and before is not None:
            QTimer.singleShot(0, self, self._arrange)
        return False

    @Slot()
    def _arrange(self) -> None:
        docks, before = self._window.docks, self._returns_to
        room = docks.size(), [dock.minimumSizeHint() for dock in docks.docks.values() if dock.in_view]
        if before is not None and room != self._arranged_for:
            self._arranged_for = room
            docks.restore_layout(before.layout)

    @Slot()
    def _end_return(self) -> None:
        self._returns_to = None

    def follow_state(self) -> None:
        """Tick what is so, when the window has been made larger or smaller."""
        self._window.actions_by_key["full_screen"].setChecked(self._window.isFullScreen())

    @Slot()
    def restyle(self) -> None:
        """Draw the pointer in the theme's colours."""
        if self.is_on:
            QGuiApplication.changeOverrideCursor(pointer())

    @property
    def _shown(self) -> frozenset[str]:
        return frozenset(key for key, dock in self._window.docks.docks.items() if not dock.isHidden())

    def _begin(self) -> None:
        window, docks = self._window, self._window.docks
        self._end_return()
        parts = (window.menuBar(), window.controls, window.status)
        self._before = Before(
            window.isFullScreen(),
            bytes(window.saveGeometry().data()),
            docks.layout_state(),
            docks.size(),
            docks.preset,
            docks.maximised,
            self._shown,
            tuple(part for part in parts if not part.isHidden()),
        )
        for part in self._before.hidden:
            part.hide()
        window.appearance.write_at_least(presented_percent(window.screen().size().height()))
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        QGuiApplication.setOverrideCursor(pointer())
        docks.setFocus()

    @Slot()
    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)


def presented_percent(height_px: int) -> int:
    """Return the size of text, in percent of its usual one, that a screen of this height is presented with."""
    fitting = [percent for percent in text_size.PERCENTS if percent * PX_FOR_A_PERCENT <= height_px]
    return fitting[-1] if fitting else text_size.PERCENTS[0]


def pointer() -> QCursor:
    """Return a large dot that lets see what it points at: a ring, light and dark, around the very place."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen is not None else 1.0
    picture = QPixmap(round(POINTER_PX * ratio), round(POINTER_PX * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    colour = QColor(theme.current().accent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, radius = QPointF(POINTER_PX / 2, POINTER_PX / 2), POINTER_PX / 2 - RIM_PX
    inside = QColor(colour)
    inside.setAlphaF(0.18)
    painter.setPen(QPen(QColor("white"), RIM_PX + 3))
    painter.setBrush(inside)
    painter.drawEllipse(middle, radius, radius)
    painter.setPen(QPen(colour, RIM_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius, radius)
    painter.setPen(QPen(QColor("white"), 2))
    painter.setBrush(colour)
    painter.drawEllipse(middle, DOT_PX / 2, DOT_PX / 2)
    painter.end()
    return QCursor(picture, POINTER_PX // 2, POINTER_PX // 2)
