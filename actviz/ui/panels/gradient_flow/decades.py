"""DecadeRange: the one scale of the bars and heatmaps of Gradient flow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QObject

from actviz.arrays import Floats
from actviz.ui.plots.jumping_range import JumpRange, decade_span

PATIENCE_MS = 2000  # how long values must stay outside before the axis jumps
HURRY_MS = 250  # and how long where most of the picture would be off the scale: one odd batch is still let pass
FEW_OUTSIDE = 0.25  # of the layers: with more of them outside it is in a hurry
FIRST_DECADES = (-8.0, 0.0)  # log10: what the scale always has, whatever the values
MOST_BEYOND = 4.0  # decades that the axis makes room for beyond the measured values, for the prediction


class DecadeRange(JumpRange):
    """Decades, as log10: always the same ones, and more only where values need them, until the user fits the scale."""

    def __init__(self, set_decades: Callable[[float, float], object], parent: QObject) -> None:
        super().__init__(set_decades, lambda low, high: self._decades_for(low, high), PATIENCE_MS, parent)
        self._is_fitted = False  # the user has asked for the values' own decades

    def start_again(self) -> None:
        """Begin with the usual decades at the next values."""
        self._is_fitted = False
        self.reset()

    def fit_next(self) -> None:
        """Take the values' own decades at the next values."""
        self._is_fitted = True
        self.reset()

    def follow_values(self, values: Floats, courses: Sequence[Floats | None], at_once: bool) -> None:
        """Make room for magnitudes, and, a few decades beyond them, for predicted courses of log10 values."""
        usable = values[np.isfinite(values) & (values > 0.0)]
        logs = np.log10(usable)
        low, high = (float(logs.min()), float(logs.max())) if logs.size else (-6.0, -1.0)
        for course in courses:
            if course is not None:
                low = max(low - MOST_BEYOND, min(low, float(course.min())))
                high = min(high + MOST_BEYOND, max(high, float(course.max())))
        self.follow(low, high, 0 if at_once else self._patience_for(logs))

    def _patience_for(self, logs: Floats) -> int:
        """Return how long these values may stay outside the decades: not long, where they are many."""
        if self.range is None or not logs.size:
            return PATIENCE_MS
        low, high = self.range
        return HURRY_MS if float(np.mean((logs < low) | (logs > high))) > FEW_OUTSIDE else PATIENCE_MS

    def _decades_for(self, low: float, high: float) -> tuple[float, float]:
        bottom, top = decade_span(low, high)
        return (bottom, top) if self._is_fitted else (min(bottom, FIRST_DECADES[0]), max(top, FIRST_DECADES[1]))
