"""Tour: the window's own picture with six numbered marks, and a line on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from actviz.frozen import dataclass
from actviz.joined_text import sentences
from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.badge import Badge
from actviz.ui.widgets.buttons import push_button
from actviz.ui.widgets.text import PlainLabel

if TYPE_CHECKING:
    from actviz.ui.window.main_window import MainWindow

PICTURE_PX, MARK_PX, COLUMNS, MARGIN_PX = 760, 26, 2, 16
FRAME_PX = 40  # about, so that the dialog's frame is on the screen, too


@dataclass(frozen=True)
class Sight:
    """A part of the window, and what one does or sees there."""

    part: QWidget
    text: str


class Tour(QDialog):
    """A picture of the window as it is now, and what its parts are for.

    Signals:
        handbook_requested(): the user wants to read more.
    """

    handbook_requested = Signal()

    def __init__(self, window: QWidget, sights: Sequence[Sight]) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("What is where"))
        self._window, self.sights = window, sights
        self._picture_px = px(PICTURE_PX)  # wide
        self.picture = PlainLabel()
        self.picture.setObjectName("card")
        self.restyle()
        self.picture.setAccessibleName(tr("Picture of the window with six numbered marks"))
        told = (tr("{number}: {text}", number=i, text=sight.text) for i, sight in enumerate(sights, 1))
        self.picture.setAccessibleDescription(sentences(told))
        lines = QGridLayout()
        lines.setHorizontalSpacing(px(8))
        lines.setVerticalSpacing(px(6))
        rows = -(-len(sights) // COLUMNS)
        for i, sight in enumerate(sights):
            row, column = i % rows, 2 * (i // rows)
            text = PlainLabel(sight.text)
            text.setWordWrap(True)
            lines.addWidget(Badge(i + 1), row, column, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(text, row, column + 1, Qt.AlignmentFlag.AlignTop)
            lines.setColumnStretch(column + 1, 1)
        more = push_button(tr("Handbook"), tr("Read about every panel and setting (Shift+F1)"))
        more.clicked.connect(self.handbook_requested)
        close = push_button(tr("Close"), tr("Back to the window (Escape)"))
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(more)
        buttons.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        whole.setSpacing(12)
        whole.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addLayout(lines)
        whole.addLayout(buttons)
        self._fit(whole)
        close.setFocus()

    def _fit(self, whole: QVBoxLayout) -> None:
        """Take the size in which picture and lines stand below one another, with a smaller picture on a low screen.

        Qt's own first size is at most two thirds of the screen, and the lines would cover the picture.
        """
        width = self._picture_px + 2 * MARGIN_PX
        height, below = self.picture.height(), whole.totalHeightForWidth(width) - self.picture.height()
        room = self.screen().availableGeometry().height() - FRAME_PX - below
        if height > room:
            self._picture_px = max(1, self._picture_px * room // height)
            self.restyle()
        self.resize(width, below + self.picture.height())

    def restyle(self) -> None:
        """Take the picture again, in the theme's colours."""
        parts = [sight.part for sight in self.sights]
        picture = marked_picture(self._window, parts, self._picture_px)
        self.picture.setPixmap(picture)
        self.picture.setFixedSize(picture.deviceIndependentSize().toSize())


def sights_of(window: MainWindow) -> tuple[Sight, ...]:
    """Return what the window's picture explains, in the order in which a newcomer needs it."""
    return (
        Sight(window.scene_buttons, tr("Scenes: one click sets up a network, starts it and says what to look at.")),
        Sight(
            window.top_bar.play_button, tr("Play and pause (Space), take a step (S), start over (R), set the speed.")
        ),
        Sight(window.verdict_bar, tr("What is wrong, in one sentence, with its two numbers. Click one to see why.")),
        Sight(window.controls, tr("Data, activation, learning rate: changes reach the network while it trains.")),
        Sight(
            window.docks.docks["network"], tr("Every tile is a unit. Click one to see its life; a cross means dead.")
        ),
        Sight(window.timeline, tr("The run so far: click on it to go back to any step, and branch off there.")),
    )


def marked_picture(window: QWidget, parts: Sequence[QWidget], width: int) -> QPixmap:
    """Return the window's picture of this width, with a number at each part that can be seen."""
    picture, ratio = window.grab(), window.devicePixelRatioF()
    shrunk = picture.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
    shrunk.setDevicePixelRatio(ratio)
    scale, now = width / window.width(), theme.current()
    painter = QPainter(shrunk)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = window.font()
    font.setBold(True)
    painter.setFont(font)
    for number, part in enumerate(parts, 1):
        if not part.isVisible():
            continue
        corner, size = part.mapTo(window, QPoint(0, 0)) * scale, part.size() * scale
        place = QRect(corner, size)
        painter.setPen(QPen(QColor(now.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 5, 5)
        mark = QRect(0, 0, px(MARK_PX), px(MARK_PX))
        mark.moveCenter(place.center())
        painter.setPen(QPen(QColor(now.card), 2))
        painter.setBrush(QColor(now.accent))
        painter.drawEllipse(mark)
        painter.setPen(QColor(now.on_accent))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()
    return shrunk
