"""The panel `throwaway`: the step of each lane."""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from actviz.ui.panels.base.panel import Panel, register


@register
class Throwaway(Panel):
    """The step of each lane, as a sentence."""

    key = "throwaway"

    def __init__(self):
        super().__init__()
        self.text = QLabel()
        QVBoxLayout(self.body).addWidget(self.text)
        self.set_empty(False)

    def draw(self, lanes, _selection):
        """Write each lane's step."""
        self.text.setText(", ".join(f"{lane.name} at step {lane.snapshot.step}" for lane in lanes))

    def restyle(self):
        """Nothing has a colour."""

    def table(self):
        """Return the sentence."""
        return [["steps"], [self.text.text()]]
