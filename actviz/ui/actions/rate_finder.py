"""RateFinder: the command Tools › Find learning rate."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from actviz.app.session import Session
from actviz.translation import tr
from actviz.ui.actions.commands import Actions
from actviz.ui.widgets.only_dialog import OnlyDialog

if TYPE_CHECKING:  # few starts need them
    from actviz.training.rate_finder import SweepStart
    from actviz.ui.actions.rate_finder_dialog import RateFinderDialog


class RateFinder(QObject):
    """Sweeps the learning rate on a copy of the chosen lane, in its own window; training continues.

    `change` makes a change of settings as the controls do.
    """

    def __init__(
        self, session: Session, actions: Actions, change: Callable[[dict[str, Any]], object], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._change, self._window = session, change, window
        self._key = session.plan.setup[0].key  # of the lane that was swept
        self._dialog = OnlyDialog(self._make_dialog)
        actions.connect("find_rate", self.start)
        for changed in (session.plan.config_changed, session.view.cursor_changed):
            changed.connect(self._show_present)

    @property
    def dialog(self) -> RateFinderDialog | None:
        """The open window; None when there is none."""
        return self._dialog.dialog

    def start(self) -> None:
        """Sweep from the chosen lane's state on show."""
        self._dialog.open().start()

    def finish(self) -> None:
        """End a sweep that is going on, because the main window is being closed."""
        if self.dialog is not None:
            self.dialog.finish()

    def _make_dialog(self) -> RateFinderDialog:
        from actviz.ui.actions.rate_finder_dialog import RateFinderDialog  # few starts need it

        return RateFinderDialog(self._ask, self._take, self._window)

    def _ask(self) -> Future[SweepStart]:
        from actviz.training.rate_finder import SweepStart

        plan = self._session.plan
        spec = plan.setup[plan.current]
        self._key = spec.key
        if self.dialog is not None:
            self.dialog.setWindowTitle(
                tr("Find learning rate of lane {lane}", lane=spec.name)
                if len(plan.setup) > 1
                else tr("Find learning rate")
            )
            self.dialog.set_colour(spec.index)
        self._show_present()
        return self._session.ask(SweepStart.of, plan.current)

    def _take(self, rate: float) -> str:
        """Let the lane that was swept have a rate; return what has come of it, in a sentence."""
        plan = self._session.plan
        place = self._place
        if place is None:
            return tr("The lane that was swept is no longer there, so no rate was taken.")
        plan.edit_lane(place)
        self._change({"learning_rate": rate})
        if self._session.view.cursor is not None:
            return tr("The window asks whether the change is to be made in a branch or now.")
        taken = self._present == rate
        return tr("Taken: Ctrl+Z in the window undoes it.") if taken else tr("The rate could not be taken.")

    @property
    def _place(self) -> int | None:
        """Where the lane that was swept is now, in the setup; None when it has been removed."""
        return next((i for i, spec in enumerate(self._session.plan.setup) if spec.key == self._key), None)

    @property
    def _present(self) -> float | None:
        """The learning rate that is set in that lane."""
        return None if self._place is None else self._session.plan.setup[self._place].config.learning_rate

    def _show_present(self) -> None:
        if self.dialog is not None:
            self.dialog.show_present(self._present)
