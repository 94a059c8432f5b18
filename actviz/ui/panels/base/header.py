"""PanelHeader: a panel's title, what is measured at which step, and two buttons; they shrink in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip

BUTTON_PX, BUTTON_HEIGHT_PX = 22, 20
WIDEST_STEP = "step 9,999,999"  # room is reserved for it, so that nothing is cut while the step grows
_STEP = re.compile(r"step [\d,]+")


def step_text(steps: Iterable[int]) -> str:
    """Return "step 2,149", or, for lanes that stand at different steps, "step 2,149 · 1,177" in their order."""
    steps = list(steps)
    shown = steps if len(set(steps)) > 1 else steps[:1]
    return f"step {' · '.join(f'{step:,}' for step in shown)}"


def at_widest_step(text: str) -> str:
    """Return a text as it will be at the widest step that room is reserved for."""
    return _STEP.sub(WIDEST_STEP, text)


class PanelHeader(QFrame):
    """The title bar of a panel.

    Where there is too little room, first what is measured gives way to the bare step, then the title to its short
    form, then the help button, which is in the menu too; the step goes last. Which form it has depends on the width
    alone, not on the step: see WIDEST_STEP.
    """

    def __init__(self, title: str, short: str, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("panelHeader")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._titles = (title, short)
        self._note, self._step = "", ""
        self._fitted: tuple[object, ...] = ()
        self._shows_whole_note = True
        self._controls: list[QWidget] = []
        self._badges: list[QWidget] = []
        self._bare = False
        self.title = NumberLabel(title)
        self.title.setObjectName("panelTitle")
        set_tip(self.title, title)
        self.note = NumberLabel()
        self.note.alignment = Qt.AlignmentFlag.AlignRight
        self.note.setObjectName("panelNote")
        self.note.setFont(theme.tabular(self.note.font()))
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note.setMinimumWidth(1)  # it fills the rest, so that a longer number moves nothing
        self.help_button = _quiet_button("?", "How to read this panel", title)
        self.help_button.setMinimumWidth(1)  # it may shrink to nothing in the narrowest header
        self.menu_button = _quiet_button("⋯", "Panel menu", title)
        self.menu_button.setMenu(menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 4)
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self.note, 1)
        row.addWidget(self.help_button)
        row.addWidget(self.menu_button)
        self._row = row
        self._fit()  # its least width is that of the short form, from the first moment on

    def add_widget(self, widget: QWidget) -> None:
        """Put a small control left of the buttons."""
        self._controls.append(widget)
        self._fitted = ()
        self._row.insertWidget(self._row.indexOf(self.help_button), widget)

    def set_badges(self, badges: Sequence[QWidget]) -> None:
        """Put these small marks beside the title, in place of those before, which are deleted."""
        for badge in self._badges:
            self._controls.remove(badge)
            self._row.removeWidget(badge)
            badge.hide()
            badge.deleteLater()
        self._badges = list(badges)
        for place, badge in enumerate(self._badges, 1):
            self._controls.append(badge)
            self._row.insertWidget(place, badge)
        self._fitted = ()
        self._fit()

    def set_note(self, text: str) -> None:
        """Show what is measured, and at which step."""
        _, step, number = text.rpartition("step ")
        self._note, self._step = text, step + number if step else ""
        self._fit()
        self._write_note()

    def _write_note(self) -> None:
        if self._step and not self._shows_whole_note:
            self.note.set_text(self._step, "")
        else:
            self.note.set_text(self._note, self._step, "")

    @contextmanager
    def without_buttons(self) -> Iterator[None]:
        """Leave the buttons out for a picture; they are made narrow, since a hidden one would lose the focus."""
        self._bare = True
        self._lay_out_anew()
        try:
            yield
        finally:
            self._bare = False
            self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        for button in (self.help_button, self.menu_button):
            button.setFixedWidth(0 if self._bare else BUTTON_PX)
        self.help_button.setMinimumWidth(0 if self._bare else 1)
        self._fitted = ()
        self._fit()
        self._row.activate()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer at the mouse what the menu button offers."""
        self.menu_button.menu().popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the forms for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        state = (self.width(), at_widest_step(self._note))
        if state == self._fitted:
            return
        self._fitted = state
        bold, plain = self._title_metrics(), self.note.fontMetrics()
        note, step = (plain.horizontalAdvance(at_widest_step(text)) for text in (self._note, self._step))
        full, short = (bold.horizontalAdvance(title) for title in self._titles)
        room = self.width() - self._taken()
        help_px = 0 if self._bare else BUTTON_PX + self._row.spacing()
        forms = (
            (full + note, 0, True, True),
            (full + step, 0, True, False),
            (short + step, 1, True, False),
            (short + step, 1, False, False),
            (short, 1, True, False),
        )
        fitting = (form for form in forms if form[0] <= room - (help_px if form[2] else 0))
        _, title, helped, self._shows_whole_note = next(fitting, (0, 1, False, False))
        self._write_note()
        self.title.setMinimumWidth(short)
        self.title.set_text(self._titles[title])
        if self.help_button.isHidden() == helped and not self._bare:
            self.help_button.setVisible(helped)

    def _title_metrics(self) -> QFontMetrics:
        self.title.ensurePolished()  # the style sheet sets it in bold
        return self.title.fontMetrics()

    def _taken(self) -> int:
        """Return what the margins, the spaces and everything but title, note and help button need."""
        margins, controls = self._row.contentsMargins(), [each for each in self._controls if not each.isHidden()]
        spaces = 4 + self._row.spacing() * (3 + len(controls))
        button_px = 0 if self._bare else BUTTON_PX
        widths = button_px + sum(max(each.sizeHint().width(), each.minimumWidth()) for each in controls)
        return margins.left() + margins.right() + spaces + widths


def _quiet_button(text: str, tip: str, title: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("quiet")
    button.setText(text)
    set_tip(button, tip)
    button.setAccessibleName(f"{tip}: {title}")
    button.setFixedSize(BUTTON_PX, BUTTON_HEIGHT_PX)
    return button
