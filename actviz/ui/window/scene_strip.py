"""SceneStrip: what a scene claims, what its captions say with the numbers of the moment, and its action."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from actviz.lessons.scene import MOST_CAPTIONS, Scene
from actviz.ui.theme import icons
from actviz.ui.widgets.badge import Badge
from actviz.ui.widgets.buttons import push_button, tool_button
from actviz.ui.widgets.text import PlainLabel, without_mnemonic

SIDE_BY_SIDE_PX = 900  # where the strip is wide enough, captions stand beside one another
CLAIM_LINES, LINES_BESIDE = 2, 2  # of text that there is always room for: in a claim, and in captions side by side
SUPERSCRIPT_PX = 4  # a line with small raised figures is higher, and a text begins a pixel down


class SceneStrip(QFrame):
    """A strip above the panels, so that it covers none of what it speaks of.

    Left and Right go to other scenes while it has the focus, Escape ends the scene.

    Signals:
        acted(): the scene's action was chosen.
        moved(int): another scene is wanted, so many places further.
        ended(): the scene is over.
    """

    acted = Signal()
    moved = Signal(int)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sceneStrip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("arrowKeys", True)  # see `keys.has_use_for`
        self.title = PlainLabel()
        self.title.setObjectName("sceneTitle")
        self.claim = PlainLabel()
        self.claim.setWordWrap(True)
        self.action_button: QPushButton = push_button("", "")
        self.action_button.clicked.connect(self.acted)
        self.back_button = tool_button("quiet", "", "The scene before (Left)", "The scene before")
        self.next_button = tool_button("quiet", "", "The next scene (Right)", "The next scene")
        self.end_button = tool_button("quiet", "", "End the scene; the run goes on (Escape)", "End the scene")
        self.back_button.clicked.connect(lambda: self.moved.emit(-1))
        self.next_button.clicked.connect(lambda: self.moved.emit(1))
        self.end_button.clicked.connect(self.ended)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.claim, 1)
        for button in (self.action_button, self.back_button, self.next_button, self.end_button):
            head.addWidget(button)
        self._captions = QGridLayout()
        self._captions.setHorizontalSpacing(16)
        self._captions.setVerticalSpacing(2)
        self.captions = [PlainLabel() for _ in range(MOST_CAPTIONS)]
        self._parts = [self._part(i) for i in range(MOST_CAPTIONS)]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._captions)
        self._n_captions, self._columns = 0, 0
        self.restyle()
        self.hide()

    def _part(self, place: int) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Badge(place + 1), 0, Qt.AlignmentFlag.AlignTop)
        self.captions[place].setWordWrap(True)
        self.captions[place].setAlignment(Qt.AlignmentFlag.AlignTop)  # beside its number, also where it is one line
        self.captions[place].setContentsMargins(0, 1, 0, 0)
        row.addWidget(self.captions[place], 1)
        return part

    def show_scene(self, scene: Scene) -> None:
        """Show a scene, whose captions are written by `show_captions`."""
        self.title.setText(scene.title)
        self.claim.setText(scene.claim)
        self.setAccessibleName(f"Scene: {scene.title}")
        self.setAccessibleDescription(scene.claim)
        self.show_action(scene)
        self._n_captions = len(scene.captions)
        self._columns = 0
        for part, label in zip(self._parts, self.captions, strict=True):
            part.hide()
            label.setText("")
        self._arrange()
        self.show()

    def show_action(self, scene: Scene, done: bool = False) -> None:
        """Offer the scene's action, greyed once it is done; the button keeps its place, so that nothing moves."""
        self.action_button.setVisible(scene.action is not None)
        if done and self.action_button.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else the keyboard would leave the scene
        self.action_button.setEnabled(not done)
        if scene.action is not None:
            self.action_button.setText(without_mnemonic(scene.action.label))
            self.action_button.setAccessibleName(scene.action.label)

    def show_captions(self, texts: Sequence[str]) -> None:
        """Show the captions with the numbers of the moment."""
        for label, text in zip(self.captions, texts, strict=False):
            if label.text() != text:
                label.setText(text)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        for button, name in ((self.back_button, "back"), (self.next_button, "forth"), (self.end_button, "close")):
            button.setIcon(icons.icon(name))

    def _arrange(self) -> None:
        columns = max(1, self._n_captions if self.width() >= SIDE_BY_SIDE_PX else 1)
        if columns == self._columns:
            return
        self._columns = columns
        line = self.fontMetrics().lineSpacing()
        self.claim.setMinimumHeight(CLAIM_LINES * line)
        for label in self.captions:  # as high with every number, so that the panels below do not jump
            label.setMinimumHeight((LINES_BESIDE if columns > 1 else 1) * line + SUPERSCRIPT_PX)
        for place, part in enumerate(self._parts):
            self._captions.removeWidget(part)
            part.setVisible(place < self._n_captions)
            if place < self._n_captions:
                self._captions.addWidget(part, place // columns, place % columns)
        for column in range(MOST_CAPTIONS):
            self._captions.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the captions beside one another where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another scene, or end this one."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)
