"""Pace: how many steps the training thread takes at once, and how fast it has been."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

SLICE_S = 0.006
WINDOW_S = 0.5  # over which the speed is measured
NO_TIME_S = 1e-9  # to wait for a command while there are steps to take


@dataclass
class Pace:
    """How fast training goes: the limit, and the measured speed."""

    limit: float | None = None  # steps/s
    steps_per_second: float = 0.0
    step_s: float = 1e-4  # estimate of one step's duration
    owed: float = 0.0  # steps that the limit allows now
    last: float = field(default_factory=time.perf_counter)
    _window_start: float = field(default_factory=time.perf_counter, init=False)
    _window_steps: int = field(default=0, init=False)

    @property
    def slice_steps(self) -> int:
        """How many steps a slice lasts, at least one."""
        return max(1, int(SLICE_S / max(self.step_s, 1e-7)))

    def allowance(self, now: float) -> int:
        """Return how many steps the next slice may take."""
        if self.limit is None:
            return self.slice_steps
        self.owed = min(self.owed + (now - self.last) * self.limit, max(1.0, 0.1 * self.limit))
        self.last = now
        return min(self.slice_steps, int(self.owed))

    @property
    def patience_s(self) -> float:
        """How long the next step may wait for a command: not at all without a limit."""
        if self.limit is None or self.owed >= 1.0:
            return NO_TIME_S
        return min(0.05, max(NO_TIME_S, (1.0 - self.owed) / self.limit))

    def add(self, steps: int, seconds: float) -> None:
        """Count steps that were taken in so many seconds."""
        self.owed -= steps
        self._window_steps += steps
        if steps:
            self.step_s += 0.3 * (seconds / steps - self.step_s)

    def limit_to(self, steps_per_second: float | None, now: float) -> None:
        """Allow so many steps a second from now on, the first at once; None is no limit."""
        self.limit = steps_per_second
        self.last, self.owed = now, 1.0

    def begin(self, now: float) -> None:
        """Begin, or end, playing: the first step is allowed at once, and the measurement of the speed starts again."""
        self.last, self.owed = now, 1.0
        self.steps_per_second = 0.0
        self._window_start, self._window_steps = now, 0

    def forget_step(self) -> None:
        """Begin with slices of one step: how long a step takes now is not known."""
        self.step_s = SLICE_S

    def measure(self, now: float, moving: bool) -> None:
        """Measure the speed over the last half second, once that is over."""
        if now - self._window_start >= WINDOW_S:
            self.steps_per_second = self._window_steps / (now - self._window_start) if moving else 0.0
            self._window_start, self._window_steps = now, 0
