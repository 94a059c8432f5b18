"""Per-step columns with bounded memory, and the births, deaths and revivals of units.

When a table is full, neighbouring rows are merged in pairs and the stride doubles: the whole run stays in
view at an even, ever coarser spacing. A row holds `stride` steps.
"""

from __future__ import annotations

import copy
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Bools, Floats, Ints
from actviz.training.config.change import Change
from actviz.training.layer_row import LayerRow
from actviz.training.snapshot import Cause, EventCounts, HistoryView, Start, UnitEvent
from actviz.training.turn_facts import Recycled, TaskEnd

CAPACITY = 2048
KEPT_EVENTS = 10_000
KEPT_TURNS = 4096  # ends of tasks, and recyclings


class StepColumns:
    """Loss (mean, least, largest) and a row of values, for every step, thinned as the run grows."""

    def __init__(self, width: int, capacity: int = CAPACITY) -> None:
        self.stride = 1
        self.n = 0  # complete rows
        self.steps = np.zeros(capacity, np.int64)
        self.loss = np.zeros((capacity, 3))  # mean, low, high
        self.values = np.zeros((capacity, width))
        self._count, self._total, self._low, self._high = 0, 0.0, math.inf, -math.inf

    def append(self, step: int, loss: float, values: Sequence[float]) -> None:
        """Add one step; `values` are kept for the last step of each row."""
        self.extend(step, np.array([loss]), np.array([values]))

    def extend(self, first_step: int, losses: Floats, values: Floats) -> None:
        """Add successive steps: losses (k,), values (k, width)."""
        i, k = 0, len(losses)
        while i < k:
            stride = self.stride
            rows = min((k - i) // stride, len(self.steps) - self.n)
            if self._count == 0 and rows:
                i = self._add_rows(first_step, losses, values, i, rows)
            else:
                j = min(k, i + stride - self._count)
                self._gather(losses[i:j])
                i = j
                if self._count == stride:
                    self._close_row(first_step + i - 1, values[i - 1])
            if self.n == len(self.steps):
                self._halve()

    def _add_rows(self, first_step: int, losses: Floats, values: Floats, start: int, rows: int) -> int:
        """Add whole rows at once; return where they end."""
        stride, new = self.stride, slice(self.n, self.n + rows)
        stop = start + rows * stride
        parts = losses[start:stop].reshape(rows, stride)
        self.steps[new] = np.arange(start + stride - 1, stop, stride) + first_step
        # added in the order of the steps, as `_gather` does: the mean must not depend on where blocks of steps end
        self.loss[new, 0] = np.add.accumulate(parts, axis=1)[:, -1] / stride
        self.loss[new, 1], self.loss[new, 2] = parts.min(1), parts.max(1)
        self.values[new] = values[start + stride - 1 : stop : stride]
        self.n += rows
        return stop

    def _gather(self, losses: Floats) -> None:
        self._count += len(losses)
        for loss in losses.tolist():
            self._total += loss
        self._low, self._high = min(self._low, float(losses.min())), max(self._high, float(losses.max()))

    def _close_row(self, step: int, values: Floats) -> None:
        n = self.n
        self.steps[n] = step
        self.loss[n] = self._total / self._count, self._low, self._high
        self.values[n] = values
        self.n = n + 1
        self._empty_row()

    @property
    def gathered(self) -> tuple[int, float, float, float]:
        """Number, sum, least and largest of the losses gathered for the next row."""
        return self._count, self._total, self._low, self._high

    def fill(self, stride: int, steps: Ints, loss: Floats, values: Floats, gathered: Sequence[float]) -> None:
        """Hold these rows, fewer than there is room for, and what was gathered for the next one."""
        n = self.n = len(steps)
        self.stride, self.steps[:n], self.loss[:n], self.values[:n] = stride, steps, loss, values
        self.begin_row(gathered)

    @property
    def last(self) -> int:
        """The last of the steps that rows were made of, or losses gathered for the next row; 0 for none."""
        return (int(self.steps[self.n - 1]) if self.n else 0) + self._count

    def rewind(self, step: int) -> None:
        """Drop the rows of steps after `step`, and what was gathered for the next row if it holds later ones.

        `last` may then be before `step`: what the next row should begin with is to be gathered again.
        """
        if self.last <= step:
            return
        self._empty_row()
        while self.n and self.steps[self.n - 1] > step:
            self.n -= 1

    def begin_row(self, gathered: Sequence[float]) -> None:
        """Take this as what was gathered for the next row; see `gathered`."""
        self._count, self._total, self._low, self._high = int(gathered[0]), *gathered[1:]

    def _empty_row(self) -> None:
        self._count, self._total, self._low, self._high = 0, 0.0, math.inf, -math.inf

    def _halve(self) -> None:
        half = len(self.steps) // 2
        pairs = self.loss.reshape(half, 2, 3)
        self.loss[:half] = np.stack([pairs[:, :, 0].mean(1), pairs[:, :, 1].min(1), pairs[:, :, 2].max(1)], axis=1)
        self.steps[:half] = self.steps[1::2].copy()
        self.values[:half] = self.values[1::2].copy()
        self.n = half
        self.stride *= 2


class CensusColumns:
    """One row per census; when full, every other row is dropped.

    `dead` counts the dead units of each hidden layer at that step, by all examples. `signals`, `means`, `alphas` and
    `updates` are those of a `LayerRow`: the signals over the batch of the gradient at that step (over all examples at
    step 0).
    """

    def __init__(self, width: int, capacity: int = CAPACITY) -> None:
        self.n = 0
        self.steps = np.zeros(capacity, np.int64)
        self.dead = np.zeros((capacity, width), np.int32)
        self.results = np.zeros((capacity, 4))  # train loss, train accuracy, test loss, test accuracy
        self.signals = np.zeros((capacity, 2, width + 1))
        self.means = np.zeros((capacity, width))
        self.alphas = np.zeros((capacity, 3, width))
        self.updates = np.zeros((capacity, width + 1))
        self._skip, self._every = 0, 1

    def append(self, step: int, dead: list[int], results: Sequence[float], layers: LayerRow) -> None:
        """Add one census, unless the table has become coarser than that."""
        if self.has_latest(step):
            self.n -= 1  # measured again at the same step, after a change: the newer facts count
        elif self._skip:
            self._skip -= 1
            return
        self._skip = self._every - 1
        self.steps[self.n] = step
        self.dead[self.n] = dead
        self.results[self.n] = results
        for column, row in zip(self._of_layers, _values(layers), strict=True):
            column[self.n] = row
        self.n += 1
        if self.n == len(self.steps):
            half = self.n // 2
            columns: tuple[NDArray[Any], ...] = (self.steps, self.dead, self.results, *self._of_layers)
            for table in columns:
                table[:half] = table[1::2].copy()
            self.n = half
            self._every *= 2
            self._skip = self._every - 1

    @property
    def _of_layers(self) -> tuple[Floats, ...]:
        return self.signals, self.means, self.alphas, self.updates

    def set_updates(self, step: int, updates: Floats) -> None:
        """Complete the latest row, if it is that of this step, by the update ratios (L,) of the step that followed."""
        if self.has_latest(step):
            self.updates[self.n - 1] = updates

    def has_latest(self, step: int) -> bool:
        """Whether the latest row is that of this step."""
        return bool(self.n and self.steps[self.n - 1] == step)

    @property
    def thinning(self) -> tuple[int, int]:
        """Every how many censuses there is a row, and how many more pass without one."""
        return self._every, self._skip

    def fill(self, steps: Ints, dead: Ints, results: Floats, layers: LayerRow, thinning: tuple[int, int]) -> None:
        """Hold these rows, fewer than there is room for; `layers` holds theirs in arrays with one more axis."""
        n = self.n = len(steps)
        self.steps[:n], self.dead[:n], self.results[:n] = steps, dead, results
        for column, rows in zip(self._of_layers, _values(layers), strict=True):
            column[:n] = rows
        self._every, self._skip = thinning

    def rewind(self, step: int) -> None:
        """Drop the censuses after `step`."""
        while self.n and self.steps[self.n - 1] > step:
            self.n -= 1


def _values(layers: LayerRow) -> tuple[Floats, ...]:
    return layers.signals, layers.means, layers.alphas, layers.updates


class History:
    """The columns and events of a run.

    `dead_since[l]` holds, for each unit of hidden layer l + 1, the step of the census that first found it dead:
    0 for born dead, -1 while it lives. They are views of one array over all hidden units.
    """

    def __init__(self, n_layers: int, widths: tuple[int, ...]) -> None:
        self.step_columns = StepColumns(n_layers)
        self.census_columns = CensusColumns(len(widths))
        ends = np.cumsum([0, *widths])
        self._since = np.full(ends[-1], -1, np.int64)
        self.dead_since = [self._since[a:b] for a, b in pairwise(ends)]
        self._layer = np.repeat(np.arange(len(widths)), widths)
        self._start = ends
        self.events: deque[UnitEvent] = deque(maxlen=KEPT_EVENTS)
        self._first_event = 0  # how many events were forgotten
        self._events_seen: tuple[UnitEvent, ...] | None = ()  # a copy; None when it is out of date
        self.tasks: deque[TaskEnd] = deque(maxlen=KEPT_TURNS)  # that have ended
        self.recycled: deque[Recycled] = deque(maxlen=KEPT_TURNS)
        self.changes: list[Change] = []  # made while training, in the order of their steps
        self.start: Start | None = None
        self.recorded_when_measured = 0  # up to this step, by an older version; see `recording.schema`
        self._born_dead = self._deaths = self._revivals = 0

    def copy(self) -> History:
        """Return a history of its own with the same contents."""
        other = copy.copy(self)
        other.step_columns, other.census_columns = copy.deepcopy(self.step_columns), copy.deepcopy(self.census_columns)
        other._since = self._since.copy()
        other.dead_since = [other._since[a:b] for a, b in pairwise(self._start)]
        other.events, other.changes = self.events.copy(), list(self.changes)
        other.tasks, other.recycled = self.tasks.copy(), self.recycled.copy()
        return other

    @property
    def counts(self) -> EventCounts:
        """How many unit events there were, the forgotten ones included."""
        return EventCounts(self._born_dead, self._deaths, self._revivals)

    def fill_units(self, dead_since: Ints, events: Sequence[UnitEvent], counts: EventCounts) -> None:
        """Hold these latest events; `dead_since` is (units,) over all hidden layers."""
        self._since[:] = dead_since
        self.events = deque(events, maxlen=KEPT_EVENTS)
        self._first_event = counts.born_dead + counts.deaths + counts.revivals - len(events)
        self._events_seen = None
        self._born_dead, self._deaths, self._revivals = counts.born_dead, counts.deaths, counts.revivals

    def add_steps(self, first_step: int, losses: Floats, gradient_rms: Floats) -> None:
        """Record successive steps' batch losses (k,) and every layer's gradient RMS (k, L)."""
        self.step_columns.extend(first_step, losses, gradient_rms)

    def add_results(self, step: int, results: Sequence[float], layers: LayerRow) -> None:
        """Record train loss and accuracy, test loss and accuracy, the layers, and how many units of each are dead."""
        self.census_columns.append(step, [int(np.count_nonzero(s >= 0)) for s in self.dead_since], results, layers)

    def add_units(self, step: int, dead: Bools, seen_alive: Ints, seen_dead: Ints) -> list[tuple[int, UnitEvent]]:
        """Record the births, deaths and revivals since the last call, from which units are dead at this step.

        Arrays are (units,) over all hidden layers; `seen_alive` and `seen_dead` hold the last step at which each unit
        was proved to be so, -1 for never. Returns the deaths, each with its place among all events, at which
        `add_cause` records its cause.
        """
        deaths: list[tuple[int, UnitEvent]] = []
        was_dead = self._since >= 0
        # only units whose state changed make an event; a run of a million steps has few
        for k in np.flatnonzero(was_dead != dead).tolist():
            event = self._add_event(step, k, int((seen_dead if was_dead[k] else seen_alive)[k]))
            if event.kind == "death":
                deaths.append((self._first_event + len(self.events) - 1, event))
        return deaths

    def stands(self, death: UnitEvent) -> bool:
        """Whether the unit has been dead ever since this death."""
        return bool(self.dead_since[death.layer - 1][death.unit] == death.step)

    def add_cause(self, place: int, cause: Cause) -> None:
        """Record why the unit of the death at this place among all events died; nothing if it is forgotten."""
        i = place - self._first_event
        if 0 <= i < len(self.events):
            self.events[i] = replace(self.events[i], cause=cause)
            self._events_seen = None

    def _add_event(self, step: int, k: int, seen: int) -> UnitEvent:
        layer, since = int(self._layer[k]), int(self._since[k])
        unit = int(k - self._start[layer])
        if since >= 0:
            event = UnitEvent(step, layer + 1, unit, "revival", seen, since)
        elif step == 0:
            event = UnitEvent(0, layer + 1, unit, "born dead", 0, 0)
        else:
            event = UnitEvent(step, layer + 1, unit, "death", seen, step)
        self._since[k] = step if since < 0 else -1
        self._count(event, 1)
        # the deque drops its oldest event now; places count through all events, the forgotten ones included
        self._first_event += len(self.events) == KEPT_EVENTS
        self.events.append(event)
        self._events_seen = None
        return event

    def rewind(self, step: int) -> None:
        """Drop the rows and events of later steps, because the run went back to `step`."""
        self.recorded_when_measured = max(0, min(self.recorded_when_measured, step))
        self.step_columns.rewind(step)
        self.census_columns.rewind(step)
        for turns in (self.tasks, self.recycled):
            while turns and turns[-1].step > step:
                turns.pop()
        while self.events and self.events[-1].step > step:
            event = self.events.pop()
            self._events_seen = None
            self._count(event, -1)
            self._since[self._start[event.layer - 1] + event.unit] = event.dead_since if event.kind == "revival" else -1

    def _count(self, event: UnitEvent, by: int) -> None:
        self._born_dead += by * (event.kind == "born dead")
        self._deaths += by * (event.kind == "death")
        self._revivals += by * (event.kind == "revival")

    def view(self) -> HistoryView:
        """Return a copy of the columns for drawing."""
        s, c = self.step_columns, self.census_columns
        if self._events_seen is None:
            self._events_seen = tuple(self.events)
        return HistoryView(
            stride=s.stride,
            steps=s.steps[: s.n].copy(),
            loss=s.loss[: s.n, 0].copy(),
            loss_low=s.loss[: s.n, 1].copy(),
            loss_high=s.loss[: s.n, 2].copy(),
            rms=s.values[: s.n].copy(),
            census_steps=c.steps[: c.n].copy(),
            dead=c.dead[: c.n].copy(),
            train_loss=c.results[: c.n, 0].copy(),
            train_accuracy=c.results[: c.n, 1].copy(),
            test_loss=c.results[: c.n, 2].copy(),
            test_accuracy=c.results[: c.n, 3].copy(),
            signal=c.signals[: c.n, 0].copy(),
            backward=c.signals[: c.n, 1].copy(),
            mean_activation=c.means[: c.n].copy(),
            alpha=c.alphas[: c.n].copy(),
            update_ratio=c.updates[: c.n].copy(),
            events=self._events_seen,
            first_event=self._first_event,
            changes=tuple(self.changes),
            tasks=tuple(self.tasks),
            recycled=tuple(self.recycled),
            start=self.start,
        )
