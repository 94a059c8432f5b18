"""Publisher: measures the lanes when it is time for that, and leaves what came of it in the mailbox.

It publishes at most once a frame and only after the window has taken what was published before, in time for its next
frame. While training, most publications are glances (`Trainer.glance`); a full measurement is taken every FULL_S, or
less often where it is dear: measuring takes at most MEASURING_SHARE of the time, and flat out the window's thread,
which mostly draws full measurements, about DRAWING_SHARE as far as LEAST_OFTEN_S allows it. One that takes long, of a
large network or of many examples, is taken in pieces, between which commands are answered and steps taken.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from actviz.app.lane_runs import LaneRun, LaneRuns
from actviz.app.lanes import LaneView
from actviz.app.mailbox import Mailbox
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.frozen import dataclass
from actviz.training.pieces import Pieces, Work
from actviz.training.snapshot import Snapshot
from actviz.training.trainer import Trainer

FRAME_S = 1 / 30
LEAD_S = 0.012  # before the window's next frame: a slice, and what measuring takes
FULL_S, FULL_AT_LIMIT_S = 0.25, 0.1  # flat out, every measurement and its drawing take time from the training
MEASURING_SHARE, DRAWING_SHARE = 0.06, 0.18
LEAST_OFTEN_S = 0.5  # however long they take to draw
AT_ONCE_S = 0.05  # of a full measurement that takes longer
FIRST_SHARE = 0.5  # of the time, until there is anything to show
UNHURRIED = frozenset({"wasted"})  # a panel wants it every second: it comes with a measurement that is due anyway


@dataclass(frozen=True)
class Wanted:
    """What is to be measured beyond what always is."""

    needs: frozenset[str] = frozenset()  # the extra measurements
    unit: tuple[int, int] | None = None  # (layer, unit) to follow


class Publisher:
    """Measures the lanes when it is time for that; for the training thread."""

    def __init__(self, mailbox: Mailbox, runs: LaneRuns) -> None:
        self._mailbox, self._runs = mailbox, runs
        self.measuring_s = 0.0  # processor time spent so far
        self.is_stale = False  # something changed since the last full publication
        self._has_moved = False  # steps were taken since the last publication
        self._moved_since = False  # and since the latest full measurement began
        self._wanted = Wanted()
        self._next_publication = self._next_full = 0.0
        self._drawn_s = 0.0  # the processor time that the window had used when the last full publication was made
        self._shown: tuple[LaneView, ...] = ()  # what was published last
        self._under_way: Work[tuple[LaneView, ...]] | None = None  # a full measurement
        self._next_piece = 0.0

    def measure(self, wanted: Wanted) -> None:
        """Measure this from now on; what is new at once, what can wait with the measurement that is to come."""
        former, self._wanted = self._wanted, wanted
        new = wanted.needs - former.needs
        if self.is_stale:
            new -= UNHURRIED
        if new or wanted.unit != former.unit:
            self.request_full()

    def request_glance(self) -> None:
        """Show new steps when it is time for that."""
        self.is_stale = self._has_moved = self._moved_since = True

    def request_full(self) -> None:
        """Show something other than steps: the next publication is a full one, and comes at once."""
        self._under_way = None
        self.is_stale = bool(self._runs.lanes)
        self._next_publication = self._next_full = 0.0

    def request_other_lanes(self) -> None:
        """Show lanes that may be others: a glance at those shown last is none at these."""
        self._shown = ()
        self.request_full()

    def patience_s(self, now: float) -> float:
        """Return how long what is stale may wait for a command while nothing is trained."""
        if not self._mailbox.taken:
            return FRAME_S
        return max(0.001, min(FRAME_S, self._next_publication - now))

    def publish_if_due(self, now: float, cursor: int | None, moving: bool, limited: bool) -> None:
        """Publish the lanes, those that are past the step `cursor` as they were then, if it is time for it.

        `moving` is training that goes on, `limited` is that its speed is limited.
        """
        if not self.is_stale or now < self._next_publication or not self._mailbox.taken:
            return
        busy = time.thread_time()
        if self._under_way is not None and (not moving or now >= self._next_piece):
            self._go_on(self._under_way, now, 0.0)
        elif self._under_way is None and now >= self._next_full:
            flat_out_s = self._flat_out_s()
            self._publish_in_full(now, cursor, moving, FULL_AT_LIMIT_S if limited else flat_out_s)
        elif self._shown and self._has_moved and now >= self._mailbox.taken_at + FRAME_S - LEAD_S:
            self._publish_glances(now)
        self.measuring_s += time.thread_time() - busy

    def _publish_in_full(self, now: float, cursor: int | None, moving: bool, every_s: float) -> None:
        self._has_moved = self._moved_since = False
        self._go_on(Work(_views(self._runs.lanes, self._wanted, cursor, moving)), now, every_s)

    def _go_on(self, work: Work[tuple[LaneView, ...]], now: float, every_s: float) -> None:
        """Go on with a full measurement for a while, and publish it when it is complete."""
        begin = time.perf_counter()
        work.go_on()
        while not work.is_done and time.perf_counter() - begin < AT_ONCE_S:
            work.go_on()
        spent_s = time.perf_counter() - min(begin, now)
        if not work.is_done:
            share = MEASURING_SHARE if self._shown else FIRST_SHARE
            self._under_way, self._next_piece = work, now + spent_s / share
            return
        self._under_way, self._shown, self.is_stale = None, work.result, self._moved_since
        self._mailbox.put(self._shown)
        self._next_full = now + max(every_s, spent_s / MEASURING_SHARE)
        self._next_publication = now + FRAME_S / 2  # a glance may follow at the next frame

    def _flat_out_s(self) -> float:
        """Return how long to wait for the next full measurement, given what the window has used since the last one."""
        drawing_s, self._drawn_s = self._mailbox.drawing_s - self._drawn_s, self._mailbox.drawing_s
        return min(LEAST_OFTEN_S, max(FULL_S, drawing_s / DRAWING_SHARE))

    def _publish_glances(self, now: float) -> None:
        self._has_moved = False
        self._shown = tuple(_glance(view, run) for view, run in zip(self._shown, self._runs.lanes, strict=True))
        self._mailbox.put(self._shown)
        self._next_publication = now + max(FRAME_S / 2, (time.perf_counter() - now) / MEASURING_SHARE)


def _views(runs: Sequence[LaneRun], wanted: Wanted, cursor: int | None, moving: bool) -> Pieces[tuple[LaneView, ...]]:
    """Measure all lanes as they stand now."""
    trainers = [run.at(cursor) for run in runs]
    measuring = [Work(trainer.measuring(wanted.needs, wanted.unit)) for trainer in trainers]
    views = []
    for run, trainer, work in zip(runs, trainers, measuring, strict=True):
        while not work.is_done:
            yield
            work.go_on()
        views.append(_view(run, trainer, work.result, moving))
    return tuple(views)


def _view(run: LaneRun, trainer: Trainer, snapshot: Snapshot, moving: bool) -> LaneView:
    spec, newest, facts = run.spec, run.trainer.step, trainer.facts
    history = run.trainer.history.view()
    # a past step has its own history, up to there, and no hysteresis: nothing flickers while it stands
    if trainer is run.trainer:
        history = history.with_now(snapshot)
        diagnosis = run.diagnostician.update(facts, snapshot, history, moving)
        at = None
    else:
        diagnosis, at = diagnosis_of(facts, snapshot, trainer.history.view().with_now(snapshot)), snapshot.step
    verdicts = run.diagnostician.verdict_changes
    return LaneView(
        spec.index,
        spec.name,
        run.trainer.first_facts,
        snapshot,
        history,
        spec.key,
        newest,
        at,
        diagnosis,
        verdicts,
        task_facts=facts,
    )


def _glance(view: LaneView, run: LaneRun) -> LaneView:
    return replace(view, snapshot=run.trainer.glance(view.snapshot), newest=run.trainer.step)
