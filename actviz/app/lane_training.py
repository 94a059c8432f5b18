"""LaneTraining: the lanes that train, slice by slice, and what comes of it; for the training thread alone.

What runs is in `lane_runs`, how many steps a slice has in `pace`; between slices, `publisher` measures what the window
is to show, and `run_record` gives the recorder what is to be kept.
"""

from __future__ import annotations

import time
from pathlib import Path

from actviz.app.lane_runs import LaneRun, LaneRuns
from actviz.app.lanes import Setup
from actviz.app.mailbox import Failure, Mailbox, Report
from actviz.app.notebook import Texts
from actviz.app.pace import NO_TIME_S, Pace
from actviz.app.publisher import Publisher
from actviz.app.recorder import Recorder
from actviz.app.reopening import Reopened
from actviz.app.run_record import RunRecord
from actviz.data import Data
from actviz.joined_text import sentences
from actviz.registry import BadInput
from actviz.training.trainer import Trainer
from actviz.translation import tr

RECORDING_PATIENCE_S = 0.2  # paused: how soon what was done last is handed over
WATCHING_PATIENCE_S = 1.0  # paused: how often the recording is checked for what other programs do to it


class LaneTraining:
    """Trains the lanes, and leaves measurements, reports and failures in the mailbox."""

    def __init__(self, mailbox: Mailbox, recorder: Recorder) -> None:
        self._mailbox = mailbox
        self.runs = LaneRuns()
        self.pace = Pace()
        self.publisher = Publisher(mailbox, self.runs)
        self.record = RunRecord(mailbox, self.runs, recorder)
        self.steps_left = 0  # of a "step n" command
        self._playing = False
        self._hold: int | None = None  # the step at which lanes that are to go on wait
        self._cursor: int | None = None  # the step that the user has gone back to
        self._training_s = 0.0  # processor time, with what the trainers spend on measuring units

    # What is done between two slices

    def apply(self, setup: Setup, data: Data | None, again: bool) -> None:
        """Make the lanes be those of a setup; leave a sentence, and go on, when memory does not suffice."""
        before = self._measuring_units_s
        try:
            if again or self.runs.starts_again(setup):
                self.record.seal()  # the last moments of the run that it replaces
            fresh = self.runs.apply(setup, data, again)
        except BadInput as error:
            self._mailbox.fail(Failure(str(error)))
        except MemoryError:
            self._mailbox.fail(Failure(tr("There is not enough memory for a network or data of this size.")))
        else:
            if fresh:
                self.steps_left, self._cursor, self._hold = 0, None, None
                self.record.start_again()
                self._mailbox.drop_lanes()  # those of before, which nobody needs to see any more
        self.record.request_hand_over()
        self._show_other_lanes(before)

    def continue_with(self, reopened: Reopened, goes_on_in: Path | None) -> int:
        """Go on with recorded lanes, paused, and return their generation; see `Worker.continue_with`."""
        before = self._measuring_units_s
        self.record.seal()  # what ran before
        self._playing, self.steps_left, self._cursor, self._hold = False, 0, reopened.recording.cursor, None
        self.runs.continue_with(reopened.setup, reopened.trainers)
        self.record.continue_with(Texts.of(reopened.recording), goes_on_in)
        self._show_other_lanes(before)
        self._mailbox.drop_lanes()
        return self.runs.generation

    def travel(self, step: int | None) -> None:
        """Show every lane as it was after so many steps; None shows the newest again."""
        if step != self._cursor:
            self._cursor = step
            self.publisher.request_full()

    def play(self, playing: bool) -> None:
        """Train, or pause; leave a sentence where no lane can take a step."""
        if playing and self.runs.lanes and not self.runs.going:
            run = self.runs.lanes[0]
            way_out = tr("Lower the learning rate or press Reset to go on.")
            sentence = sentences((str(run.trainer.divergence), way_out))
            self._mailbox.fail(Failure(self._of_lane(run, sentence)))
            playing = False
        self._playing = playing
        if playing:
            self._cursor = None
        self.steps_left = 0
        self.pace.begin(time.perf_counter())
        self.publisher.request_full()

    def step(self, n: int) -> None:
        """Pause, and take n steps, beside those still to be taken."""
        self._playing, self._cursor = False, None
        self.steps_left += n

    def hold_at(self, step: int | None) -> None:
        """Let the lanes take no step beyond this one until another hold is set; None lets them go on."""
        self._hold = step

    def hold_after(self, n: int) -> None:
        """Let the lanes take n more steps, and then wait as at `hold_at`."""
        self._hold = self._newest + n

    def limit_speed(self, steps_per_second: float | None) -> None:
        """Train at most so fast; None is unlimited."""
        self.pace.limit_to(steps_per_second, time.perf_counter())

    def shown(self, lane: int) -> Trainer:
        """Return a lane's trainer, or its double at the step on show.

        Raises:
            BadInput: there is no such lane.
        """
        if lane >= len(self.runs.lanes):
            raise BadInput(tr("There is no network yet."))
        return self.runs.lanes[lane].at(self._cursor)

    # The loop's parts

    def patience_s(self) -> float | None:
        """Return how long to wait for a command: not at all while training at full speed; None for ever."""
        if self._has_work and not self._is_held:
            return NO_TIME_S if self.steps_left else self.pace.patience_s
        if self.publisher.is_stale:
            return self.publisher.patience_s(time.perf_counter())
        if self.record.awaits_recorder:
            return RECORDING_PATIENCE_S
        return WATCHING_PATIENCE_S if self.record.has_file else None

    def go_on(self, handled: int) -> None:
        """Take a slice of steps, if there are any to take, and show and record what is due."""
        if self._has_work and not self._is_held:
            self._train_slice()
        now = time.perf_counter()
        self.pace.measure(now, self._is_moving)
        self.publisher.publish_if_due(now, self._cursor, self._is_moving, limited=self.pace.limit is not None)
        self._report(handled)
        self.record.hand_over_if_due()

    @property
    def _is_moving(self) -> bool:
        return self._playing or self.steps_left > 0

    @property
    def _has_work(self) -> bool:
        """Whether there are steps to take; what is to be played may still have to be found."""
        return bool(self.runs.lanes) and self._is_moving

    @property
    def _newest(self) -> int:
        return max((run.trainer.step for run in self.runs.lanes), default=0)

    @property
    def _is_held(self) -> bool:
        """Whether there are steps to take that wait for the hold to be lifted."""
        return self._hold is not None and self._has_work and self._newest >= self._hold

    def _train_slice(self) -> None:
        begin, busy = time.perf_counter(), time.thread_time()
        n = min(self.steps_left, self.pace.slice_steps) if self.steps_left else self.pace.allowance(begin)
        if n <= 0:
            return
        going = self.runs.going
        if going and self.pace.limit is None and not self.steps_left:
            n = going[0].trainer.steps_to_block_end(n)
        if self._hold is not None:
            n = min(n, self._hold - self._newest)
        done = self.runs.advance(n)
        now = time.perf_counter()
        self._training_s += time.thread_time() - busy
        self.pace.add(done, now - begin)
        self.steps_left = max(0, self.steps_left - (done or n))  # a lane that is behind takes fewer at once
        if done:
            self.publisher.request_glance()
            self.record.request_hand_over()
        for run in going:
            if run.trainer.divergence is not None:
                self.publisher.request_full()
                self._mailbox.fail(Failure(self._of_lane(run, str(run.trainer.divergence))))
        if not self.runs.going:
            self._playing, self.steps_left = False, 0
        if not self._is_moving:
            self.publisher.request_full()

    def _report(self, handled: int) -> None:
        measuring = self._measuring_units_s
        self._mailbox.report(
            Report(
                handled,
                self.runs.setup,
                self.runs.data,
                self._playing,
                self.pace.steps_per_second,
                self._training_s - measuring,
                self.publisher.measuring_s + measuring,
                self._cursor,
                self._is_held,
            )
        )

    @property
    def _measuring_units_s(self) -> float:
        return sum(run.trainer.observing_s for run in self.runs.lanes)

    def _show_other_lanes(self, measuring_s: float) -> None:
        """Measure the lanes, which may be others than those that had spent so much time on measuring units."""
        gone = measuring_s - self._measuring_units_s  # the clocks of lanes that have ended are not counted any more
        self._training_s -= gone
        self.publisher.measuring_s += gone
        self.publisher.request_other_lanes()
        self.pace.forget_step()

    def _of_lane(self, run: LaneRun, sentence: str) -> str:
        if len(self.runs.lanes) == 1:
            return sentence
        return tr("Lane {name}: {sentence}", name=run.spec.name, sentence=sentence)
