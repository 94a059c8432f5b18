"""ProofsWindow: the command Help › Proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from actviz.app.session import Session
from actviz.training.config.text_format import NamedConfig
from actviz.translation import tr
from actviz.ui.actions.commands import Actions
from actviz.ui.widgets.only_dialog import OnlyDialog

if TYPE_CHECKING:  # few starts need them
    from collections.abc import Sequence

    from actviz.lessons.proofs.proof import Outcome
    from actviz.ui.actions.proofs_dialog import ProofsDialog


class ProofsWindow(QObject):
    """Repeats published experiments in a window of their own; what was measured stays until the program ends."""

    def __init__(self, session: Session, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._outcomes: dict[str, Outcome] = {}
        self._dialog = OnlyDialog(self._make_dialog)
        actions.connect("proofs", self._dialog.open)

    @property
    def dialog(self) -> ProofsDialog | None:
        """The open window; None when there is none."""
        return self._dialog.dialog

    def finish(self) -> None:
        """End a proof that is being repeated, because the main window is being closed."""
        if self.dialog is not None:
            self.dialog.finish()

    def _make_dialog(self) -> ProofsDialog:
        from actviz.ui.actions.proofs_dialog import ProofsDialog  # few starts need it

        return ProofsDialog(self._outcomes, self._open, self._window)

    def _open(self, lanes: Sequence[NamedConfig], title: str) -> None:
        """Run a proof's runs as lanes in place of what runs, which Undo brings back."""
        if self._session.plan.run_instead(lanes, tr("proof: {title}", title=title)):
            self._session.play()
