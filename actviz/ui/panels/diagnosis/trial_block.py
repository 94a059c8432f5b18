"""TrialBlock: the trial that runs or the result chosen last, below the cards, so that no card changes its size."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.trial import TrialResult
from actviz.ui.panels.diagnosis.trial_result import ResultLines
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel


class TrialBlock(QWidget):
    """A heading, and what was measured of both networks; it is as high for a trial under way as for its result."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.measured = NumberLabel(), ResultLines()
        self.heading.setMinimumWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(1)
        column.addWidget(self.heading)
        column.addWidget(self.measured)
        self._take_fonts()

    def show_running(self, suggestion: Suggestion, progress: float, of_these: bool) -> None:
        """Show how far a trial is; `of_these` tells whether it is one of the settings on show."""
        percent = f"{100 * progress:.0f} %"
        if of_these:
            forms = f"training both from one seed: {percent}", f"training both: {percent}"
        else:
            forms = f"with other settings than these: {percent}", f"other settings: {percent}"
        self.heading.set_text(*(f"{suggestion.label}, {form}" for form in forms), *forms, percent)
        self._keep_height()
        self.measured.show_result(None)

    def show_result(self, result: TrialResult) -> None:
        """Show what was measured."""
        outcome = "helps" if result.helped else "makes it worse" if result.harmed else "does not help"
        label = result.suggestion.label
        self.heading.set_text(f"{label} {outcome} here", f"{label} {outcome}", outcome)
        self.measured.show_result(result)
        self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the height that a result needs in this width."""
        super().resizeEvent(event)
        self._keep_height()

    def changeEvent(self, event: QEvent) -> None:
        """Take another height with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_fonts()

    def _take_fonts(self) -> None:
        font = QFont(theme.small(self.font()))
        font.setWeight(QFont.Weight.DemiBold)
        self.heading.setFont(font)
        self._keep_height()

    def _keep_height(self) -> None:
        self.measured.setFixedHeight(self.measured.height_for(max(1, self.width())))
