"""GradientCheck: the command Tools › Check gradients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from actviz.app.session import Session
from actviz.ui.actions.commands import Actions
from actviz.ui.widgets.only_dialog import OnlyDialog

if TYPE_CHECKING:
    from actviz.ui.actions.gradient_check_dialog import GradientCheckDialog


class GradientCheck:
    """Compares back-propagation with central differences, in a window beside; training continues."""

    def __init__(self, session: Session, actions: Actions, window: QWidget) -> None:
        self._session, self._window = session, window
        self._dialog = OnlyDialog(self._make_dialog)
        actions.connect("check_gradients", self.start)

    @property
    def dialog(self) -> GradientCheckDialog | None:
        """The open window; None when there is none."""
        return self._dialog.dialog

    def start(self) -> None:
        """Check the network as it is now."""
        self._dialog.open().start()

    def finish(self) -> None:
        """End a check that is running, because the main window is being closed."""
        if self.dialog is not None:
            self.dialog.finish()

    def _make_dialog(self) -> GradientCheckDialog:
        from actviz.ui.actions.gradient_check_dialog import GradientCheckDialog  # few starts need it

        return GradientCheckDialog(self._session.ask, self._window)
