"""LogSlider: a slider over decades; its left end may mean zero."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSlider

from actviz.number_text import compact
from actviz.ui.widgets.wheel_guard import keep_wheel_for_focus

STEPS_PER_DECADE = 20
REST_MS = 150


class LogSlider(QSlider):
    """Picks a value between two powers of ten, or 0 at its far left end.

    Signals:
        moved(float): the value under the handle while it is dragged.
        picked(float): the value when the handle comes to rest.
    """

    moved = Signal(float)
    picked = Signal(float)

    def __init__(self, name: str, low: float, high: float, *, zero: bool = False, whole: bool = False) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self._low, self._zero, self._whole = low, zero, whole
        self._span = math.log10(high / low)
        self.setRange(-1 if zero else 0, round(self._span * STEPS_PER_DECADE))
        self.setSingleStep(1)
        self.setPageStep(STEPS_PER_DECADE // 2)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._pick)
        self._showing = False
        self.valueChanged.connect(self._on_value)
        self.sliderReleased.connect(self.settle)
        keep_wheel_for_focus(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab stops at the field beside it, which has the same value

    def show_value(self, value: float) -> None:
        """Put the handle where the value is, or at the nearer end; nothing is emitted."""
        if self.isSliderDown() or self._rest.isActive():
            return
        self._showing = True
        self.setValue(self._position(value))
        self._showing = False

    @property
    def number(self) -> float:
        """The value under the handle, to two digits."""
        if self._zero and self.value() < 0:
            return 0.0
        number = float(f"{self._low * 10 ** (self.value() / STEPS_PER_DECADE):.2g}")
        return float(round(number)) if self._whole else number

    def _position(self, value: float) -> int:
        if value <= 0:
            return self.minimum()
        return min(max(round(math.log10(value / self._low) * STEPS_PER_DECADE), 0), self.maximum())

    def _on_value(self) -> None:
        self.setAccessibleDescription(compact(self.number))
        if not self._showing:
            self.moved.emit(self.number)
            self._rest.start()

    def settle(self) -> None:
        """Emit `picked` now if the handle was moved and has not come to rest."""
        if self._rest.isActive():
            self._rest.stop()
            self._pick()

    def _pick(self) -> None:
        self.picked.emit(self.number)
