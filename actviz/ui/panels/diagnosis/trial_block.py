"""TrialBlock: the trial that runs or the result chosen last, below the cards, so that no card changes its size."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.trial import TrialResult
from actviz.translation import mark, tr
from actviz.ui.panels.diagnosis.trial_result import ResultLines
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel

HELPS = mark("{change} helps here"), mark("{change} helps"), mark("helps")
HARMS = mark("{change} makes it worse here"), mark("{change} makes it worse"), mark("makes it worse")
IS_IDLE = mark("{change} does not help here"), mark("{change} does not help"), mark("does not help")


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
            forms = (
                tr("training both from one seed: {share}", share=percent),
                tr("training both: {share}", share=percent),
            )
        else:
            forms = (
                tr("with other settings than these: {share}", share=percent),
                tr("other settings: {share}", share=percent),
            )
        named = (tr("{change}, {state}", change=suggestion.label, state=form) for form in forms)
        self.heading.set_text(*named, *forms, percent)
        self._keep_height()
        self.measured.show_result(None)

    def show_result(self, result: TrialResult) -> None:
        """Show what was measured."""
        outcomes = HELPS if result.helped else HARMS if result.harmed else IS_IDLE
        self.heading.set_text(*(tr(outcome, change=result.suggestion.label) for outcome in outcomes))
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
