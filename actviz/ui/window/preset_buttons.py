"""PresetButtons: a button for each preset, beside the menus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from actviz.ui.actions.commands import Actions
from actviz.ui.window.presets import PRESETS


class PresetButtons(QWidget):
    """Repeats the presets of the menu View where one click reaches them."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(2)
        for key in PRESETS:
            button = QToolButton()
            button.setObjectName("preset")
            button.setDefaultAction(actions[f"preset.{key}"])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
