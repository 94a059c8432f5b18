"""DockScroll: the view of the dock area, which scrolls where the window is smaller than the panels can be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QFrame, QScrollArea, QWidget

from actviz.translation import tr
from actviz.ui.window.dock_area import DockArea


class DockScroll(QScrollArea):
    """Holds the dock area: docks that get less than their least size would cover each other."""

    def __init__(self, docks: DockArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dockScroll")
        self.setAccessibleName(tr("All panels"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else a ring around all panels after a panel's button has gone
        self.setWidgetResizable(True)
        self.setWidget(docks)
        docks.brought.connect(self._show_dock)

    def minimumSizeHint(self) -> QSize:
        """Return the least size there is: the window may be as small as it likes."""
        return QSize(1, 1)

    def _show_dock(self, dock: QDockWidget) -> None:
        """Scroll to a dock that was asked for."""
        if not dock.isFloating():
            self.ensureWidgetVisible(dock, 0, 0)
