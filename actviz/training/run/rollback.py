"""Rollback: returns a run that diverged to its last state with a finite loss, and any run to a checkpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.history.record import Record
from actviz.training.measure.non_finite import Fault, first_non_finite
from actviz.training.run.soundness import Soundness
from actviz.training.run.train_state import TrainState
from actviz.training.snapshot import Divergence
from actviz.training.steps.checkpoints import Checkpoint, Checkpoints
from actviz.training.units.cost_model import CostModel
from actviz.training.units.observer import BLOCK_STEPS, Observer

MOST_AGAIN_US = 5e5  # of arithmetic, about, that taking the latest steps again may cost whoever opens a recording
LARGE = 1 << 17  # parameters; beyond, a checkpoint costs as much as part of a step


class Rollback:
    """Keeps the states in which the last two blocks began, and returns to them when a run diverges.

    Every state that is due is added to `checkpoints`, too.
    """

    def __init__(self, state: TrainState, observer: Observer, record: Record, checkpoints: Checkpoints) -> None:
        self._state, self._observer, self._record = state, observer, record
        self.checkpoints = checkpoints
        self._soundness = Soundness(state, observer)
        self._recent: list[Checkpoint] = []
        self._is_behind = False  # no step leads from the newest of these to the present state

    @property
    def latest(self) -> Checkpoint | None:
        """The newest of these states; None before the first block, and after a return to a checkpoint."""
        return self._recent[-1] if self._recent else None

    def recent(self) -> Checkpoint:
        """Return the newest of these states, or a copy of the present one if the steps in between take long.

        Whoever continues from the former takes the latest step again, and has its gradient.
        """
        state, latest = self._state, self.latest
        n_changes = len(self._record.history.changes)
        if latest is None:
            return state.checkpoint(n_changes)
        step_us = CostModel(state.network.sizes, state.stepper.batches.batch).step_us
        is_near = (state.step - latest.step) * step_us <= MOST_AGAIN_US
        return latest if is_near or state.reserve is not None else state.checkpoint(n_changes)

    def keep(self) -> Checkpoint:
        """Keep a copy of the present state and return it; of a large network the latest copy while it is recent."""
        state, latest = self._state, self.latest
        n_changes = len(self._record.history.changes)
        small, travels = state.network.parameters.size <= LARGE, state.step >= self.checkpoints.next_step
        if (
            latest is None
            or small
            or travels
            or state.step - latest.step >= BLOCK_STEPS
            or n_changes != latest.n_changes
            or self._is_behind
        ):
            latest = state.checkpoint(n_changes, state.reserve)
            self._recent, self._is_behind = [*self._recent[-1:], latest], False
            self.checkpoints.add(latest)
        return latest

    def turn(self) -> None:
        """Keep the present state before the next step: it does not follow from the latest by steps alone."""
        self._is_behind = True
        self._soundness.forget()

    def return_to(self, checkpoint: Checkpoint, changes: Sequence[Change]) -> None:
        """Return to a checkpoint of this run. `changes` are those of the whole run; the columns and events stay."""
        self._record.history.changes = list(changes[: checkpoint.n_changes])
        self._record.divergence = None
        state = self._state
        if checkpoint.config != state.config:
            state.adopt(checkpoint.config)
            self._observer.follow(state.stepper)
        if state.restore(checkpoint):
            self._observer.face(state.stepper, state.train, state.test, checkpoint.step, state.task_began)
        self._recent = []
        self._observer.forget(checkpoint.step)
        self._soundness.forget()

    def stop_if_unsound(self) -> bool:
        """Return to the last state with a finite loss if the present loss is not finite; say whether it was so."""
        fault = self._soundness.new_fault()
        if fault is not None:
            self._go_back(fault)
        return fault is not None

    def stop_before(self, step: int) -> None:
        """Stop the run before a step whose loss or gradient is not finite, at the last state with a finite loss."""
        self._stand_before(step)
        stepper = self._state.stepper
        batches = stepper.batches.state()
        loss = stepper.propagate()
        stepper.batches.restore(batches)  # a step that was not taken has used no batch
        fault = self._soundness.fault()
        if fault is not None:
            self._go_back(fault)
        elif isfinite(loss):  # the backward pass alone overflowed: the parameters are fine
            # the panels show which layers' gradients overflowed
            self._state.last_step.record(stepper.norms(), moved=False)
            self._diverge(first_non_finite(stepper.passes), self._state.config)
        else:
            self._go_back(first_non_finite(stepper.passes))

    def _diverge(self, fault: Fault, config: RunConfig, kept_is_finite: bool = True) -> None:
        """Stop at the present step; `config` is that of the steps that led to the fault."""
        step = self._state.step
        self._record.divergence = Divergence(step + 1, *fault, config.rate_at(step), step, kept_is_finite)

    def _go_back(self, fault: Fault) -> None:
        """Return to the last state with a finite loss; `fault` is what is wrong with the present one."""
        latest: Fault | None = fault
        config, changes = self._state.config, self._record.history.changes
        # state after state further back, until one has a finite loss
        while latest is not None:
            fault = latest
            if not self._stand_before(self._state.step):
                break  # the first state itself is not finite
            latest = self._soundness.fault()
        for change in changes[len(self._record.history.changes) :]:
            self._state.adopt(change.after)  # one after the other: each may begin an epoch
            if self._state.recycles_now(change.before):
                self._record.history.recycled.append(self._state.recycle())
            self._observer.follow(self._state.stepper)
        # changes made at steps that are taken back hold from here on
        step = self._state.step
        self._record.history.changes = [replace(change, step=min(change.step, step)) for change in changes]
        self._diverge(fault, config, latest is None)

    def _stand_before(self, step: int) -> bool:
        """Return to the state before that step, from a kept state; False when no kept state is old enough."""
        goal, state = step - 1, self._state
        # what the block has shown so far is recorded before it is cut
        self._observer.examine()
        recent = [kept for kept in self._recent if kept.step <= goal]
        if not recent:
            return False
        self._observer.death_causes.settle_now()  # while what waits can be told from what comes again
        kept = recent[-1]
        # from an older state the last step before the goal is taken again, so that its batch's gradient is known
        older = [each for each in recent if each.step < goal and each.n_changes == kept.n_changes]
        self.return_to((older or recent)[-1], self._record.history.changes)
        self._recent = recent
        self.checkpoints.rewind(goal)
        # the steps up to the goal are taken again; they give the same bits
        if state.step < goal:
            state.stepper.advance([self._record_norms] * (goal - state.step))
            state.step = goal
        if kept.step == goal and kept.parameters.tobytes() != state.network.parameters.tobytes():
            self.return_to(kept, self._record.history.changes)  # not steps alone have led there
            self._recent = recent
        self._record.rewind(goal)
        self._observer.death_causes.forget(goal)
        return True

    def _record_norms(self) -> None:
        self._state.last_step.record(self._state.stepper.norms())
