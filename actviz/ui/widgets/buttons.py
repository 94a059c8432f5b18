"""Buttons as the style sheet draws them, each with its tool tip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from actviz.ui.widgets.text import set_tip


def tool_button(look: str, text: str, tip: str, name: str = "") -> QToolButton:
    """Return a button that Tab reaches but no click focuses, so that Space still plays and pauses.

    `look` is its name in the style sheet ("tool", "quiet"); `name` is what a screen reader says where the text is not
    enough.
    """
    button = QToolButton()
    button.setObjectName(look)
    button.setText(text)
    set_tip(button, tip)
    if name:
        button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def push_button(text: str, tip: str) -> QPushButton:
    """Return a dialog's button that Return does not press on its own."""
    button = QPushButton(text)
    set_tip(button, tip)
    button.setAutoDefault(False)
    return button
