"""OnlyDialog: the one open dialog of a kind, held no longer than it lives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ref

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu, QWidget
from shiboken6 import isValid

D = TypeVar("D", bound=QDialog)


class OnlyDialog(Generic[D]):
    """Makes the dialog when it is opened, brings it to the front while it is open, and drops it when it is closed.

    Qt deletes a dialog when it is closed or its window goes. A caller asks here each time and stores no
    reference of its own, which would outlive the dialog.
    """

    def __init__(self, make: Callable[[], D], show: Callable[[D], object] = QDialog.show) -> None:
        """`show` brings a new one on screen."""
        self._make, self._show = make, show
        self._ref: ref[D] | None = None  # its window owns it

    @property
    def dialog(self) -> D | None:
        """The open dialog; None when there is none."""
        dialog = None if self._ref is None else self._ref()
        return dialog if dialog is not None and isValid(dialog) and dialog.isVisible() else None

    def open(self) -> D:
        """Return the dialog, on screen and in front of the others."""
        dialog = self.dialog
        if dialog is None:
            dialog = self._make()
            self._ref = ref(dialog)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._show(dialog)
        dialog.raise_()
        dialog.activateWindow()
        return dialog


def close_all(window: QWidget) -> None:
    """Close every dialog and menu that belongs to the window, those first that others have opened."""
    for part in reversed([*window.findChildren(QDialog), *window.findChildren(QMenu)]):
        if isValid(part) and part.isVisible():
            part.close()
