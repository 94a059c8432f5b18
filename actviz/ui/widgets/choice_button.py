"""A quiet button in the header that shows one choice of several and opens a menu of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from actviz.translation import tr
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import set_tip

HEIGHT_PX = 20


class Switch(QToolButton):
    """One choice of several; while the chosen one is not available, another is in force.

    The choices' keys, which are in English, and their tips are marked: they are shown in the language in use.

    Signals:
        chosen(str): the user chose this.
    """

    chosen = Signal(str)

    def __init__(self, prefix: str, name: str, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quiet")
        self.setAccessibleName(name)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(HEIGHT_PX))
        self._tips = {key: tr(tip) for key, tip in choices.items()}
        self._labels = {key: tr(key) for key in choices}
        self._long_labels = {key: tr("{name}: {choice}", name=prefix, choice=tr(key)) for key in choices}
        self._wide = True
        self._fallback: str | None = None
        self.choice = next(iter(choices))  # what the user wants
        menu = QMenu(name, self)
        menu.setToolTipsVisible(True)
        group = QActionGroup(self)
        self.entries: dict[str, QAction] = {}
        for key, tip in self._tips.items():
            action = QAction(self._labels[key], group)
            action.setCheckable(True)
            set_tip(action, tip)
            action.triggered.connect(lambda _checked=False, key=key: self.choose(key))
            menu.addAction(action)
            self.entries[key] = action
        self.setMenu(menu)
        self._show()

    @property
    def shown(self) -> str:
        """The choice in force: the user's, or its fallback while that is not available."""
        if self._fallback is not None and not self.entries[self.choice].isEnabled():
            return self._fallback
        return self.choice

    def allow(self, key: str, allowed: bool, fallback: str, reason: str) -> None:
        """Make a choice available or not; the tool tip then says why, and `fallback` is in force."""
        action = self.entries[key]
        if action.isEnabled() == allowed:
            return
        action.setEnabled(allowed)
        set_tip(action, self._tips[key] if allowed else reason)
        self._fallback = fallback
        self._show()

    def sizeHint(self) -> QSize:
        """As wide as the longest choice, so that nothing beside it moves."""
        return QSize(self.width_of(self._wide), px(HEIGHT_PX))

    def width_of(self, wide: bool) -> int:
        """Return the width that the longest choice needs, with or without the word before it."""
        return max(self.fontMetrics().horizontalAdvance(self._label(key, wide)) for key in self.entries) + 10

    def minimumSizeHint(self) -> QSize:
        """Next to nothing: the header hides what no longer fits."""
        return QSize(8, px(HEIGHT_PX))

    def set_wide(self, wide: bool) -> None:
        """Show the choice with or without the word before it."""
        if wide != self._wide:
            self._wide = wide
            self._show()

    def choose(self, key: str) -> None:
        """Choose as a click in the menu does."""
        self.choice = key
        self._show()
        self.chosen.emit(key)

    def _show(self) -> None:
        shown = self.shown
        self.entries[shown].setChecked(True)
        self.setText(self._label(shown, self._wide))
        set_tip(self, tr("{name}: {told}", name=self.accessibleName(), told=self._tips[shown]))
        self.updateGeometry()

    def _label(self, key: str, wide: bool) -> str:
        return f"{(self._long_labels if wide else self._labels)[key]} ▾"
