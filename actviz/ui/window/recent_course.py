"""RecentCourse: what became of a run's two readings in the last minute of training, from the run's own record."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from actviz.app.lanes import LaneView
from actviz.arrays import Floats, Ints
from actviz.diagnosis.findings import Readings

SECONDS = 60.0
LONGEST_REST_S = 5.0  # between two measurements of a run that goes on; the rest of a longer one was a pause
MOST_POINTS = 44
LOWEST, HIGHEST = -7.0, 3.0  # log10 of the ratios at the lower and the upper edge


@dataclass(frozen=True)
class Course:
    """Points from left to right, and a limit to compare them with; all within 0 … 1."""

    points: tuple[tuple[float, float], ...]
    limit: float | None


@dataclass
class _Clock:
    """At which second of its training a run had come to which step."""

    run: int
    seconds: float = 0.0
    seen_at: float = 0.0
    marks: deque[tuple[float, int]] = field(default_factory=deque)


class RecentCourse:
    """Knows where each lane's last minute begins; the values are the record's, so that a new one shows the same."""

    def __init__(self) -> None:
        self._clocks: dict[int, _Clock] = {}  # by the lane's key

    def note(self, lane: LaneView) -> None:
        """Note how far the lane has come by now."""
        clock, now = self._clocks.get(lane.key), time.monotonic()
        if clock is None or clock.run != lane.facts.run or (clock.marks and clock.marks[-1][1] > lane.n_steps):
            clock = self._clocks[lane.key] = _Clock(lane.facts.run, seen_at=now)
            clock.marks.append((0.0, lane.n_steps))
        if lane.n_steps > clock.marks[-1][1]:
            clock.seconds += min(LONGEST_REST_S, now - clock.seen_at)
            clock.marks.append((clock.seconds, lane.n_steps))
            while len(clock.marks) > 2 and clock.marks[1][0] < clock.seconds - SECONDS:
                clock.marks.popleft()
        clock.seen_at = now

    def span(self, lane: LaneView) -> tuple[int, int]:
        """Return the first and the last step of the lane's last minute; of as many steps where an earlier one shows."""
        clock = self._clocks.get(lane.key)
        n = lane.n_steps - (clock.marks[0][1] if clock is not None else 0)
        end = lane.snapshot.step
        return max(0, end - max(1, n)), end

    def gradient(self, lane: LaneView, readings: Readings) -> Course:
        """Return the course of the ratio, its logarithm within LOWEST and HIGHEST."""
        history = lane.history
        columns = {
            "gradient": (history.steps, history.rms, 0, -1),
            "backward": (history.census_steps, history.backward, 0, -1),
            "forward": (history.census_steps, history.signal, -2, 0),
        }
        steps, rows, upper, lower = columns[readings.of]
        first, end = _rows(steps, *self.span(lane))
        with np.errstate(all="ignore"):
            logs = np.log10(rows[first:end, upper] / rows[first:end, lower])
        limit = _height(np.log10([lane.snapshot.config.vanishing_below]))[0]
        return Course(_points(steps[first:end], _height(logs), self.span(lane)), float(limit))

    def dead(self, lane: LaneView, readings: Readings) -> Course:
        """Return the course of the share of dead units."""
        steps = lane.history.census_steps
        first, end = _rows(steps, *self.span(lane))
        shares = lane.history.dead[first:end].sum(axis=1) / max(1, readings.n_units)
        return Course(_points(steps[first:end], shares, self.span(lane)), None)


def _rows(steps: Ints, first: int, last: int) -> tuple[int, int]:
    """Return the places of the first row at or after `first`, and of the first after `last`."""
    return int(np.searchsorted(steps, first)), int(np.searchsorted(steps, last, side="right"))


def _height(logs: Floats) -> Floats:
    share: Floats = np.clip((np.asarray(logs) - LOWEST) / (HIGHEST - LOWEST), 0.0, 1.0)
    return share


def _points(steps: Ints, values: Floats, span: tuple[int, int]) -> tuple[tuple[float, float], ...]:
    """Return at most MOST_POINTS points, each the median of equally many rows; what is not a number is left out."""
    each = -(-len(steps) // MOST_POINTS)
    if each > 1:
        n = len(steps) // each
        steps = steps[len(steps) - n * each :].reshape(n, each)[:, -1]
        values = np.sort(values[len(values) - n * each :].reshape(n, each), axis=1)[:, each // 2]
    first, last = span
    places = (steps - first) / max(1, last - first)
    usable = np.isfinite(values)
    return tuple(zip(places[usable].tolist(), values[usable].tolist(), strict=True))
