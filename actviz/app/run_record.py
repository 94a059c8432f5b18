"""RunRecord: what has happened since the recorder was last given anything, and the giving."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from actviz.app.lane_runs import LaneRuns
from actviz.app.lanes import WindowState
from actviz.app.mailbox import Failure, Mailbox
from actviz.app.notebook import Texts
from actviz.app.recorder import HandOver, Recorder
from actviz.training.history.notes import Note
from actviz.training.trainer import Trainer
from actviz.training.units.cost_model import CostModel
from actviz.translation import tr

FEW_STEPS, LITTLE_US = 100, 5e4  # a run of fewer steps and less arithmetic, about, is next to nothing


class RunRecord:
    """Hands copies of the lanes to the recorder, with the state of the window; for the training thread."""

    def __init__(self, mailbox: Mailbox, runs: LaneRuns, recorder: Recorder) -> None:
        self._mailbox, self._runs, self._recorder = mailbox, runs, recorder
        self._window = WindowState()
        self._is_behind = False  # something was done since the last hand-over
        self._state_is_old = False  # the last hand-over was without the newest states

    @property
    def step_notes(self) -> tuple[Note, ...]:
        """The notes at steps, also those of lanes that were taken away."""
        return self._window.step_notes

    @property
    def awaits_recorder(self) -> bool:
        """Whether there is something to be handed over as soon as the recorder takes it."""
        return self._is_behind and self._n_done > 0

    @property
    def has_file(self) -> bool:
        """Whether a file is being recorded, which another program may move or change."""
        return self._recorder.is_recording

    @property
    def _n_done(self) -> int:
        """Steps taken; notes make a run that has taken none as good as one that has."""
        return self._runs.step or int(bool(self._window.step_notes))

    @property
    def _is_worth_a_file(self) -> bool:
        """Whether the run is to be kept when another one begins."""
        window = self._window
        written = bool(window.name or window.notes or window.step_notes)
        return written or any(_is_something(run.trainer) for run in self._runs.lanes)

    def set_window(self, window: WindowState) -> None:
        """Set what a recording is to hold of the window's state."""
        self._is_behind |= window.texts != self._window.texts  # also while paused; the rest goes along with it
        self._window = window

    def request_hand_over(self) -> None:
        """Hand over what was done, at the next occasion."""
        self._is_behind = True

    def start_again(self) -> None:
        """Record lanes that have started again: the user has written nothing about them yet."""
        self._window = replace(self._window, **Texts()._asdict())
        self._is_behind = self._state_is_old = False

    def continue_with(self, texts: Texts, goes_on_in: Path | None = None) -> None:
        """Record lanes that come from a file, with what is written about them; go on in that file, or in a new one."""
        self._window = replace(self._window, **texts._asdict())
        self._is_behind = self._state_is_old = False  # they stand in their file, until something is done
        if goes_on_in is not None:
            self._recorder.go_on_in(goes_on_in, self._runs.generation)

    def hand_over_if_due(self) -> None:
        """Hand over what is new, if the recorder can take it now."""
        if self._recorder.due(self._n_done) and (self._is_behind or self._recorder.has_lost_its_file):
            self.hand_over()

    def seal(self) -> None:
        """Hand over the last of what runs, whatever it costs, because it ends, or other lanes take its place."""
        if self._is_behind or self._state_is_old or self._recorder.has_lost_its_file:
            self.hand_over(is_last=True)

    def hand_over(self, target: Path | None = None, is_last: bool = False) -> None:
        """Hand copies of what there is to the recorder; all of it if it is the last, or to be saved at a target."""
        if not self._runs.lanes or (target is None and not self._recorder.records(self._n_done)):
            return
        begin = time.perf_counter()
        states = (
            target is not None
            or is_last
            or self._recorder.wants_states(self._runs.generation, self._runs.checkpoint_bytes)
        )
        try:
            recording = self._runs.recording(self._window, states)
        except MemoryError:
            self._mailbox.fail(Failure(tr("There is not enough memory for recording; training goes on.")))
            return
        handed = HandOver(recording, self._runs.generation, target, states, is_last, self._is_worth_a_file)
        self._recorder.hand_over(handed, time.perf_counter() - begin)
        self._is_behind, self._state_is_old = False, not states


def _is_something(trainer: Trainer) -> bool:
    price = CostModel(trainer.network.sizes, trainer.config.batch_size).step_us
    return trainer.step >= FEW_STEPS or trainer.step * price >= LITTLE_US
