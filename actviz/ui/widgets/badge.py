"""A numbered dot that ties a sentence to the place that it speaks of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from actviz.translation import tr
from actviz.ui.theme.text_size import px

BADGE_PX = 18


class Badge(QLabel):
    """The dot; the mouse does not notice it."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(str(number), parent)
        self.setObjectName("badge")
        self.setAccessibleName(tr("Caption {number}", number=number))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(px(BADGE_PX), px(BADGE_PX))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
