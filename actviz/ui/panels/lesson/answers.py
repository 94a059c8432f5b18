"""What a prediction is answered with: buttons whose text takes as many lines as it needs, and a field for a number."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy

from actviz.outside_text import read_number
from actviz.ui.widgets.text import PlainLabel


class WrappedButton(QPushButton):
    """A button whose text takes as many lines as it needs."""

    def __init__(self, text: str, name: str = "lessonChoice") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.label = PlainLabel(text, self)
        self.label.setWordWrap(True)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.addWidget(self.label)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        width = max(60, self.width() - 20)
        return QSize(60, self.label.heightForWidth(width) + 12)

    def minimumSizeHint(self) -> QSize:
        """As high as its lines."""
        return self.sizeHint()

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002 - the height follows the width
        """Take the height that the text needs at this width."""
        self.updateGeometry()


class NumberField(QLineEdit):
    """A field for a number; Return is for it alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Return, which would go on in the lesson."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def number_said(text: str) -> float | None:
    """Return a number that was typed, a fraction such as 1/100 too; None for anything else."""
    over, _, under = text.replace(",", "").partition("/")
    try:
        value = float(read_number(over)) / (float(read_number(under)) if under else 1.0)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return value if abs(value) < float("inf") else None
