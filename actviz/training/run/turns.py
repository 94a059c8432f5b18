"""Turns: what happens to a run between two steps by its configuration: units are recycled, the next task begins."""

from __future__ import annotations

import numpy as np

from actviz.training.config.config import RunConfig
from actviz.training.history.record import Record
from actviz.training.measure.probes import Survey
from actviz.training.recycling import recycles_at
from actviz.training.run.rollback import Rollback
from actviz.training.run.train_state import TrainState
from actviz.training.tasks import task_at
from actviz.training.turn_facts import TaskEnd
from actviz.training.units.observer import Observer


class Turns:
    """Takes the turns of a run, and records them; `TrainState.next_turn` says when."""

    def __init__(self, state: TrainState, observer: Observer, record: Record, rollback: Rollback) -> None:
        self._state, self._observer, self._record, self._rollback = state, observer, record, rollback

    def take(self) -> None:
        """Do what is due at the present step: measure the task that ends, recycle units, begin the next task."""
        state, observer = self._state, self._observer
        step, watches = state.step, not observer.pauses
        if watches and task_at(state.config, step) != state.task:
            self._record.history.tasks.append(_task_end(state.task, step, observer.survey_at_end(step)))
        if recycles_at(state.config, step):
            observer.examine()
            self._recycle()
        if state.begin_task():
            observer.face(state.stepper, state.train, state.test, step, step)
        self._rollback.turn()
        if watches:
            observer.resume(step)

    def follow(self, before: RunConfig | None) -> None:
        """Recycle units if the present settings, unlike those before, tell to do so at a step that has come."""
        if self._state.recycles_now(before):
            self._recycle()
            self._rollback.turn()

    def _recycle(self) -> None:
        self._record.history.recycled.append(self._state.recycle())


def _task_end(task: int, step: int, whole: Survey) -> TaskEnd:
    """Return how a task ended, from a measurement of all examples with the parameters of its last step."""
    dead = [census.n_dead for census in whole.units]
    dormant = [census.n_dormant for census in whole.units]
    return TaskEnd(task, step, whole.results, np.array(dead, np.int64), np.array(dormant, np.int64))
