"""GivenWeightsRow: one line above the settings of the draw that names the file whose weights are in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from actviz.training.config.config import FIELDS
from actviz.translation import tr
from actviz.ui.controls.group import field_tip
from actviz.ui.theme import theme
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.text import PlainLabel, paragraphs, rich, set_tip


class GivenWeightsRow(QWidget):
    """Hidden while the weights are drawn.

    Signals:
        draw_requested(): the user wants drawn weights again.
    """

    draw_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = PlainLabel()
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.draw_button = tool_button(
            "textLink", tr("Draw instead"), tr("Start again from step 0 with weights that are drawn")
        )
        self.draw_button.clicked.connect(lambda _checked=False: self.draw_requested.emit())
        for part in (self.label, self.draw_button):
            part.setFont(theme.small(part.font()))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.label, 1)
        line.addWidget(self.draw_button, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def show_file(self, path: str | None) -> None:
        """Name the file that the weights come from; None hides the line."""
        self.setVisible(path is not None)
        if path is not None:
            self.label.setText(tr("of {file}", file=Path(path).name))
            set_tip(self.label, rich(paragraphs(path), field_tip(FIELDS["weights_file"])))
