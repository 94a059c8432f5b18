"""Blocks: takes a run's steps, some 64 in a row at most, records them, and looks for what they did to the units."""

from __future__ import annotations

from functools import partial

import numpy as np

from actviz.training.history.record import Record
from actviz.training.run.rollback import Rollback
from actviz.training.run.train_state import TrainState
from actviz.training.run.turns import Turns
from actviz.training.snapshot import Start
from actviz.training.units.observer import Observer

READY_AFTER = 48  # steps until there is memory for the next checkpoint of a large network


class Blocks:
    """Takes the steps of a run, block by block; a turn of the run ends a block."""

    def __init__(self, state: TrainState, observer: Observer, record: Record, rollback: Rollback, turns: Turns) -> None:
        self._state, self._observer, self._record = state, observer, record
        self._rollback, self._turns = rollback, turns

    def take(self, goal: int) -> None:
        """Take steps up to a block's end, or up to `goal`."""
        kept = self._rollback.keep()
        state, observer, first = self._state, self._observer, self._state.step
        stepper = state.stepper
        at, losses = observer.begin(first, kept), list[float]()
        if observer.is_due(first):
            (hook,) = observer.hooks(first, at, 1)
            losses = stepper.advance([partial(observer.check, first, hook)])
            observer.record_update(first)
        turn = state.next_turn
        done, n = len(losses), min(goal, turn, observer.block_end(first)) - first
        losses += stepper.advance(observer.hooks(first + done, at + done, n - done))
        state.step = first + n
        if state.reserve is not None:
            state.reserve.prepare(n * state.network.parameters.size * (1 + len(stepper.optimizer.state)) // READY_AFTER)
        state.last_step.forget()
        norms = stepper.log.norms(at, n)
        sound = np.isfinite(losses) & np.isfinite(norms).all(axis=1)
        n_sound = n if sound.all() else int(sound.argmin())
        if n_sound:
            self._record.history.add_steps(first + 1, np.array(losses[:n_sound]), norms[:n_sound] * state.per_root_size)
            if first == 0 and self._record.history.start is None:
                self._record.history.start = Start(state.config, norms[0] * state.per_root_size)
            observer.add(first, n_sound, n)
        if n_sound < n:
            self._rollback.stop_before(first + 1 + n_sound)
        else:
            state.last_step.record(norms[-1].tolist())
            if state.step == turn:
                self._turns.take()
