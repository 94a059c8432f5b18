"""KeptWeights: one line below a control that says that the last change kept the trained weights."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from actviz.joined_text import sentences
from actviz.number_text import whole
from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.text import PlainLabel, set_tip

LINE_PX = 17


class KeptWeights(QWidget):
    """A line of fixed height, so that nothing moves; until there is something to say it explains the control.

    Signals:
        restart_requested(): the user wants the run again from step 0, with the present settings.
    """

    restart_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(px(LINE_PX))
        self.label = PlainLabel(tr("Trained weights kept"))
        self.label.setObjectName("muted")
        self.restart_button = tool_button("textLink", tr("Start again"), "", tr("Start again from step 0"))
        self.restart_button.clicked.connect(lambda _checked=False: self.restart_requested.emit())
        self.idle = PlainLabel()  # what it says else
        self.idle.setObjectName("muted")
        self.idle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for part in (self.label, self.restart_button, self.idle):
            part.setFont(theme.small(part.font()))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.label)
        line.addWidget(self.idle, 1)
        line.addWidget(self.restart_button, 0, Qt.AlignmentFlag.AlignRight)
        self._explained = ""
        self.show_step(None)

    def explain(self, text: str) -> None:
        """Say this while there is nothing else to say; what there is no room for stands in the tip."""
        self._explained = text
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room that there is now."""
        super().resizeEvent(event)
        self._write()

    def showEvent(self, event: QShowEvent) -> None:
        """Use the room that there is."""
        super().showEvent(event)
        self._write()

    def _write(self) -> None:
        text, room = self._explained, self.width()
        shown = (
            self.idle.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room) if self.isVisible() else text
        )
        self.idle.setText(shown)
        set_tip(self.idle, "" if shown == text else text)

    def show_step(self, step: int | None) -> None:
        """Say that the change at this step kept the weights; None for nothing to say."""
        for part in (self.label, self.restart_button):
            part.setVisible(step is not None)
        self.idle.setVisible(step is None)
        if step is not None:
            kept = tr("The change at step {step} kept the weights trained until then.", step=whole(step))
            set_tip(self.label, kept)
            set_tip(self.restart_button, sentences((kept, tr("Start again from step 0, with the same seed."))))
