"""GradientCheck: the command Tools › Check gradients."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from actviz.app.session import Session
from actviz.training.trainer import Trainer
from actviz.translation import tr
from actviz.ui.actions.commands import Actions
from actviz.ui.widgets.only_dialog import OnlyDialog

if TYPE_CHECKING:  # few starts need them
    from actviz.training.gradient_check import Standing
    from actviz.ui.actions.gradient_check_dialog import GradientCheckDialog


class GradientCheck:
    """Compares back-propagation with central differences in the chosen lane, in its own window; training continues."""

    def __init__(self, session: Session, actions: Actions, window: QWidget) -> None:
        self._session, self._window = session, window
        self._dialog = OnlyDialog(self._make_dialog)
        actions.connect("check_gradients", self.start)

    @property
    def dialog(self) -> GradientCheckDialog | None:
        """The open window; None when there is none."""
        return self._dialog.dialog

    def start(self) -> None:
        """Check the chosen lane's network as it is now."""
        self._dialog.open().start()

    def finish(self) -> None:
        """End a check that is running, because the main window is being closed."""
        if self.dialog is not None:
            self.dialog.finish()

    def _make_dialog(self) -> GradientCheckDialog:
        from actviz.ui.actions.gradient_check_dialog import GradientCheckDialog  # few starts need it

        return GradientCheckDialog(self._ask, self._window)

    def _ask(self, question: Callable[[Trainer], Standing]) -> Future[Standing]:
        plan = self._session.plan
        if self.dialog is not None:
            name = plan.setup[plan.current].name
            self.dialog.setWindowTitle(
                tr("Check gradients of lane {lane}", lane=name) if len(plan.setup) > 1 else tr("Check gradients")
            )
        return self._session.ask(question, plan.current)
