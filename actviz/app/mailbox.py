"""Mailbox: how measurements cross from the training thread to the window.

The worker puts the newest lanes, replacing older ones that nobody took; the window's frame timer takes them.
Failures queue up and none is lost.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from time import perf_counter

from actviz.app.lanes import LaneView, Setup
from actviz.data import Data


@dataclass(frozen=True)
class Failure:
    """Something that could not be done."""

    sentence: str


@dataclass(frozen=True, eq=False)
class Report:
    """What the worker is doing, after so many of the commands given to it."""

    handled: int | None = 0  # commands; None when its thread has ended by a fault
    running: Setup = ()  # every lane with the configuration that it really runs
    data: Data | None = None  # that they train on
    playing: bool = False
    steps_per_second: float = 0.0
    training_s: float = 0.0  # processor time that its thread has spent training so far
    measuring_s: float = 0.0  # and measuring
    cursor: int | None = None  # the step that is on show; None for the newest
    is_held: bool = False  # the lanes are to go on, and wait at the step of a hold


@dataclass(frozen=True, eq=False)
class Delivery:
    """What the window takes out at once."""

    lanes: tuple[LaneView, ...] | None
    failures: tuple[Failure, ...]
    report: Report


@dataclass
class _Contents:
    lanes: tuple[LaneView, ...] | None = None
    failures: list[Failure] = field(default_factory=list)
    report: Report = field(default_factory=Report)


class Mailbox:
    """Thread-safe; no Qt."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._contents = _Contents()
        self.taken_at = 0.0  # when lanes were last taken, by `time.perf_counter`
        self.drawing_s = 0.0  # processor time that the window had used when it last collected

    @property
    def taken(self) -> bool:
        """Whether the window has taken the last lanes put in."""
        return self._contents.lanes is None

    def put(self, lanes: tuple[LaneView, ...]) -> None:
        """Leave the newest lanes."""
        with self._lock:
            self._contents.lanes = lanes

    def report(self, report: Report) -> None:
        """Leave what the worker is doing."""
        with self._lock:
            self._contents.report = report

    def fail(self, failure: Failure) -> None:
        """Leave a failure for the user's eyes."""
        with self._lock:
            self._contents.failures.append(failure)

    def drop_lanes(self) -> None:
        """Discard lanes that nobody has fetched: others run now."""
        with self._lock:
            self._contents.lanes = None

    def collect(self, drawing_s: float | None = None) -> Delivery:
        """Take everything out; a window tells how much processor time it has used so far."""
        if drawing_s is not None:
            self.drawing_s = drawing_s
        with self._lock:
            contents = self._contents
            if contents.lanes is not None:
                self.taken_at = perf_counter()
            delivery = Delivery(contents.lanes, tuple(contents.failures), contents.report)
            contents.lanes = None
            contents.failures.clear()
        return delivery
