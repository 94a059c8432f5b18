"""PanelDock: the dock of one panel, which is built when it first comes into view or is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDockWidget, QWidget

from actviz.translation import tr
from actviz.ui.panels.base.panel import Panel, PanelEntry
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px

ASIDE_PX, FRAME_PX = 24, 4  # of a panel that floats: from where it was docked, and around it


class PanelDock(QDockWidget):
    """One panel's dock; the panel's header is its title bar.

    Signals:
        built(object): the panel was made; it has not been drawn yet.
        seen_changed(): the panel came into view or left it.
        maximise_requested(): the panel is to be made large, or to go back, by its header, its menu or its button Back.
        close_requested(): the menu entry was chosen.
    """

    built = Signal(object)
    seen_changed = Signal()
    maximise_requested = Signal()
    close_requested = Signal()

    def __init__(self, entry: PanelEntry, parent: QWidget) -> None:
        super().__init__(entry.title, parent)
        self.entry = entry
        self.setObjectName(f"dock_{entry.key}")
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable
            | QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetFloatable
        )
        self._panel: Panel | None = None
        self._seen = False
        self._large = False
        self._awaits_place = False
        self.maximise_action = self._action(tr("Maximise"), self.maximise_requested.emit)
        self._float_action = self._action(tr("Float"), self._toggle_floating)
        self._close_action = self._action(tr("Close"), self.close_requested.emit)
        self.visibilityChanged.connect(self._on_visibility)
        self.topLevelChanged.connect(self._on_top_level)

    @property
    def panel(self) -> Panel:
        """The panel; asking for it builds it."""
        return self.build()

    def build(self) -> Panel:
        """Return the panel, made now if there is none yet."""
        if self._panel is None:
            self._panel = self._make()
            self.built.emit(self._panel)
        return self._panel

    def come(self) -> None:
        """Put the panel into the dock, because it is about to be seen.

        Not before: behind another tab it would enlarge the place, and one that is built while idle would move those on
        screen.
        """
        panel = self.build()
        if self.widget() is None:
            self.setWidget(panel)
            # Last: this shows a floating dock again, which calls `come` again.
            self.setTitleBarWidget(panel.header)
            for part in panel.header.findChildren(QWidget):  # its least width is asked for before it is shown
                part.ensurePolished()

    @property
    def is_built(self) -> bool:
        """Whether there is a panel already."""
        return self._panel is not None

    @property
    def in_view(self) -> bool:
        """Whether the panel is shown, and not behind another tab; its window may be minimised."""
        return self._seen

    @property
    def seen(self) -> bool:
        """Whether the panel is on screen."""
        return self._seen and not self.window().isMinimized()

    def set_large(self, large: bool) -> None:
        """Say whether the panel fills the area, and offer the way there or back."""
        self._large = large
        self.maximise_action.setText(tr("Restore") if large else tr("Maximise"))
        self._offer_back()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a frame around a panel that floats: on Linux its window has none."""
        super().paintEvent(event)
        if self.isFloating():
            painter, now = QPainter(self), theme.current()
            painter.fillRect(self.rect(), QColor(now.card))
            painter.setPen(QPen(QColor(now.strong_border), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Maximise on a double click on the header, where Qt would make the dock float."""
        if event.type() == QEvent.Type.MouseButtonDblClick and watched is self.panel.header:
            self._toggle_floating() if self.isFloating() else self.maximise_requested.emit()
            return True
        return super().eventFilter(watched, event)

    def _make(self) -> Panel:
        panel = self.entry.load()()
        panel.menu.addSeparator()
        panel.menu.addActions([self.maximise_action, self._float_action, self._close_action])
        for child in panel.findChildren(QWidget):  # plots would swallow a file that is dropped on them
            child.setAcceptDrops(False)
        panel.header.installEventFilter(self)
        panel.header.back_requested.connect(self._go_back)
        panel.header.offer_back(self._large or self.isFloating(), self.isFloating())
        for part in (panel, panel.header):  # not in its layout yet: see `come`
            part.setParent(self)
        return panel

    def _action(self, text: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: slot())
        return action

    def _toggle_floating(self) -> None:
        self.setFloating(not self.isFloating())
        if self.isFloating():  # not exactly over its neighbours, where nobody would see that it floats
            self.move(self.pos() + QPoint(px(ASIDE_PX), px(ASIDE_PX)))

    def _go_back(self) -> None:
        self.setFloating(False) if self.isFloating() else self.maximise_requested.emit()

    def _offer_back(self) -> None:
        if self._panel is not None:
            self._panel.header.offer_back(self._large or self.isFloating(), self.isFloating())

    def _on_top_level(self, floating: bool) -> None:
        self._float_action.setText(tr("Dock") if floating else tr("Float"))
        self.maximise_action.setEnabled(not floating)
        self.setContentsMargins(*(4 * [FRAME_PX] if floating else 4 * [0]))
        self._offer_back()

    def await_place(self, awaits: bool) -> None:
        """Take no notice of being shown until the place is known: Qt tells so of a dock behind another tab, too."""
        self._awaits_place = awaits
        if not awaits:
            corner = self.geometry().bottomRight()  # what is behind a tab is beyond the area's upper left corner
            seen = self.isVisible() and (self.isFloating() or (corner.x() >= 0 and corner.y() >= 0))
            if seen != self._seen:
                self._on_visibility(seen)

    def _on_visibility(self, seen: bool) -> None:
        if self._awaits_place:
            return
        if seen:
            self.come()
        self._seen = seen
        self.seen_changed.emit()


class Panels(Mapping[str, Panel]):
    """The panels of some docks by their keys; looking one up builds it."""

    def __init__(self, docks: Mapping[str, PanelDock]) -> None:
        self._docks = docks

    def __getitem__(self, key: str) -> Panel:
        return self._docks[key].panel

    def __iter__(self) -> Iterator[str]:
        return iter(self._docks)

    def __len__(self) -> int:
        return len(self._docks)
