"""Recycling: the command that recycles the dead and nearly silent units of the chosen lane."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMainWindow

from actviz.app.session import Session
from actviz.number_text import whole
from actviz.training.unit_state import UnitCensus
from actviz.translation import tr, tr_count
from actviz.ui.actions.commands import Actions
from actviz.ui.actions.past import Past
from actviz.ui.widgets.message_strip import MessageStrip


class Recycling(QObject):
    """Says in the menu how many units would be recycled, and recycles them at the step on show."""

    def __init__(
        self, session: Session, past: Past, actions: Actions, messages: MessageStrip, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._session, self._past, self._messages = session, past, messages
        self._action = actions["recycle"]
        self._counted: tuple[UnitCensus, ...] | None = None  # the units that the command's text tells of
        actions.connect("recycle", self.recycle)
        session.updated.connect(self._on_updated)

    @Slot()
    def recycle(self) -> None:
        """Recycle the units; a second time at the same step nothing is left to recycle, which is told."""
        self._messages.dismiss()
        lane, at = self._session.lanes[self._session.plan.current], self._session.view.config.recycle_at
        step = lane.n_steps if lane.at is None else lane.at
        if step in at:
            done = tr("The units were recycled at step {step} already: take a step first.", step=whole(step))
            self._messages.show_message(done)
        else:
            self._past.apply({"recycle_at": (*at, step)})

    @Slot()
    def _on_updated(self) -> None:
        lanes = self._session.lanes
        if not lanes:
            return
        snapshot = lanes[min(self._session.plan.current, len(lanes) - 1)].snapshot
        if snapshot.units is not self._counted:  # a glance has the units of the measurement before it
            self._counted, n = snapshot.units, snapshot.n_recyclable
            self._action.setText(
                tr_count("Recycle {n:,} unit, dead or nearly silent", "Recycle {n:,} units, dead or nearly silent", n)
            )
