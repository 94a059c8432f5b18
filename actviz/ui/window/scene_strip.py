"""SceneStrip: what a scene claims, what its captions say with the numbers of the moment, and its action."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from actviz.lessons.scene import MOST_CAPTIONS, Scene
from actviz.number_text import unbroken
from actviz.translation import mark, tr
from actviz.ui.theme import icons, theme
from actviz.ui.widgets.badge import Badge
from actviz.ui.widgets.buttons import push_button, tool_button
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel
from actviz.ui.widgets.text import PlainLabel, set_tip, without_mnemonic

SIDE_BY_SIDE_PX = 900  # where the strip is wide enough, captions stand beside one another
CLAIM_LINES, LINES_BESIDE = 2, 2  # of text that there is always room for: in a claim, and in captions side by side
MOST_LINES = 5  # of a caption
SILENT = mark("The settings are your own, so the captions are silent. Ctrl+Z goes back.")
WIDE_NUMBER = "1/8,800"  # as wide as most of those in captions
SUPERSCRIPT_PX = 4  # a line with small raised figures is higher, and a text begins a pixel down


class SceneStrip(QFrame):
    """A strip above the panels, so that it covers none of what it speaks of.

    A compact one, for low windows, has the captions in small letters beside the title, and the claim in its tip.
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
        self.back_button = tool_button("quiet", "", tr("The scene before (Left)"), tr("The scene before"))
        self.next_button = tool_button("quiet", "", tr("The next scene (Right)"), tr("The next scene"))
        end_tip = tr("End the scene; the run goes on (Escape)")
        self.end_button = tool_button("quiet", "", end_tip, tr("End the scene"))
        self.back_button.clicked.connect(lambda: self.moved.emit(-1))
        self.next_button.clicked.connect(lambda: self.moved.emit(1))
        self.end_button.clicked.connect(self.ended)
        self._head = QGridLayout()
        self._head.setHorizontalSpacing(8)
        self._head.setVerticalSpacing(2)
        self._captions = QGridLayout()
        self._captions.setHorizontalSpacing(16)
        self._captions.setVerticalSpacing(2)
        self.captions = [WrappedLabel() for _ in range(MOST_CAPTIONS)]
        self._numbers = [Badge(i + 1) for i in range(MOST_CAPTIONS)]
        self._parts = [self._part(i) for i in range(MOST_CAPTIONS)]
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._head)
        self._whole.addLayout(self._captions, 1)
        self._is_compact = False
        self._templates: tuple[str, ...] = ()  # the captions' longest forms
        self._columns = 0
        self._place_head()
        self.restyle()
        self.hide()

    def _part(self, place: int) -> QWidget:
        part = QWidget(self)  # without a parent it would be a window of its own for a moment
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        number = self._numbers[place]
        policy = number.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # beside a text without a number nothing moves
        number.setSizePolicy(policy)
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        self.captions[place].setContentsMargins(0, 1, 0, 0)
        row.addWidget(self.captions[place], 1)
        return part

    def show_scene(self, scene: Scene) -> None:
        """Show a scene, whose captions are written by `show_captions`."""
        self.title.setText(scene.title)
        self.claim.setText(unbroken(scene.claim))
        self.setAccessibleName(tr("Scene: {title}", title=scene.title))
        self.setAccessibleDescription(scene.claim)
        self.show_action(scene)
        longest = (max(each.text, each.after, key=len) for each in scene.captions)
        self._templates = tuple(re.sub(r"{[\w ]+}", WIDE_NUMBER, text) for text in longest)
        set_tip(self, scene.claim if self._is_compact else "")
        self._columns = 0
        for part, label, number in zip(self._parts, self.captions, self._numbers, strict=True):
            part.hide()
            label.set_text("")
            number.hide()  # until there is a caption behind it
        self._arrange()
        self.show()
        self._reserve()

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
        self._write(texts)
        for number in self._numbers:
            number.show()

    def show_silence(self) -> None:
        """Say that the captions do not hold for the settings on show."""
        self._write([tr(SILENT), *[""] * (MOST_CAPTIONS - 1)])
        for number in self._numbers:
            number.hide()

    def _write(self, texts: Sequence[str]) -> None:
        for label, text in zip(self.captions, texts, strict=False):
            label.set_text(text)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        for button, name in ((self.back_button, "back"), (self.next_button, "forth"), (self.end_button, "close")):
            button.setIcon(icons.icon(name))

    def set_compact(self, compact: bool) -> None:
        """Be as low as can be, or have room for all."""
        if compact == self._is_compact:
            return
        self._is_compact = compact
        set_tip(self, self.claim.text() if compact else "")
        for label in self.captions:
            label.setFont(theme.small(self.font()) if compact else QFont())
        self._place_head()
        self._columns = 0
        self._arrange()

    def _place_head(self) -> None:
        """Put title, claim and buttons in one row, or the title over the buttons, left of the captions."""
        compact, direction = self._is_compact, QBoxLayout.Direction
        buttons = self.action_button, self.back_button, self.next_button, self.end_button
        for widget in (self.title, self.claim, *buttons):
            self._head.removeWidget(widget)
        self._head.addWidget(self.title, 0, 0, 1, len(buttons) + 1 if compact else 1)
        if not compact:
            self._head.addWidget(self.claim, 0, 1)
        for place, button in enumerate(buttons):
            self._head.addWidget(button, int(compact), place if compact else place + 2)
        for place in range(len(buttons) + 2):
            self._head.setColumnStretch(place, int(place == (len(buttons) if compact else 1)))
        self.claim.setVisible(not compact)
        self._whole.setDirection(direction.LeftToRight if compact else direction.TopToBottom)
        self._whole.setSpacing(16 if compact else 4)
        self._whole.setContentsMargins(12, 4 if compact else 6, 6, 4 if compact else 6)

    def _reserve(self) -> None:
        """Keep room for each caption in its longest form, so that the panels below do not jump."""
        if not self.isVisible():
            return
        self._whole.activate()
        least = LINES_BESIDE if self._columns > 1 else 1
        for label, template in zip(self.captions, self._templates, strict=False):
            forms, room = (
                [template, tr(SILENT)] if label is self.captions[0] else [template],
                label.contentsRect().width(),
            )
            fitting = (n for n in range(least, MOST_LINES) if all(label.fits(form, n, room) for form in forms))
            height = next(fitting, MOST_LINES) * label.fontMetrics().lineSpacing()
            label.setMinimumHeight(height + (1 if self._is_compact else SUPERSCRIPT_PX))

    def _arrange(self) -> None:
        is_wide = self.width() >= SIDE_BY_SIDE_PX and not self._is_compact
        n_captions = len(self._templates)
        columns = max(1, n_captions if is_wide else 1)
        if columns == self._columns:
            return
        self._columns = columns
        line = self.fontMetrics().lineSpacing()
        self.claim.setMinimumHeight(CLAIM_LINES * line)
        for place, part in enumerate(self._parts):
            self._captions.removeWidget(part)
            part.setVisible(place < n_captions)
            if place < n_captions:
                self._captions.addWidget(part, place // columns, place % columns)
        for column in range(MOST_CAPTIONS):
            self._captions.setColumnStretch(column, int(column < columns))
        self._reserve()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the captions beside one another where there is room."""
        super().resizeEvent(event)
        self._arrange()
        self._reserve()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another scene, or end this one."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)
