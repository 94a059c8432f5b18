"""JumpRange: an axis that does not move while its values stay within it."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal


def decade_span(low: float, high: float) -> tuple[float, float]:
    """Return even decades around two log10 values: at least six, with half a decade to spare."""
    bottom, top = 2.0 * math.floor((low - 0.5) / 2.0), 2.0 * math.ceil((high + 0.5) / 2.0)
    return (min(bottom, top - 6.0), top)


class JumpRange(QObject):
    """A range that does not change until values have left it for good, and then grows in one jump.

    `choose(low, high)` gives a generous range around values; `set_range(low, high)` shows it. The range jumps when all
    calls of `follow` within `patience_ms` have found values outside; one call suffices, since a paused run makes no
    more. It never shrinks, except by `fit`, when the user asks for it, and after `reset`, for a new run.

    Signals:
        overdue(): the time is up, and the range has jumped to the values seen last.
    """

    overdue = Signal()

    def __init__(
        self,
        set_range: Callable[[float, float], object],
        choose: Callable[[float, float], tuple[float, float]],
        patience_ms: int = 0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.range: tuple[float, float] | None = None
        self.patience_ms = patience_ms
        self._set_range, self._choose = set_range, choose
        self._seen = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_overdue)

    def follow(self, low: float, high: float, patience_ms: int | None = None) -> bool:
        """Check the values' ends, which may have their own patience; return whether the range has jumped."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return False
        if self.range is None:
            return self.fit(low, high)
        bottom, top = self.range
        if bottom <= low and high <= top:
            self._timer.stop()
            return False
        self._seen = low, high
        patience_ms = self.patience_ms if patience_ms is None else patience_ms
        if patience_ms <= 0:
            return self._grow()
        if not self._timer.isActive() or self._timer.remainingTime() > patience_ms:
            self._timer.start(patience_ms)
        return False

    def fit(self, low: float, high: float) -> bool:
        """Choose the range around these values; return whether it has changed."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return False
        return self._show(*self._choose(low, high))

    def reset(self) -> None:
        """Forget the range: the next values choose it."""
        self.range = None
        self._timer.stop()

    def _on_overdue(self) -> None:
        self._grow()
        self.overdue.emit()

    def _grow(self) -> bool:
        assert self.range is not None
        (bottom, top), (new_bottom, new_top) = self.range, self._choose(*self._seen)
        return self._show(min(bottom, new_bottom), max(top, new_top))

    def _show(self, low: float, high: float) -> bool:
        changed = self.range != (low, high)
        self.range = (low, high)
        self._timer.stop()
        if changed:
            self._set_range(low, high)
        return changed
