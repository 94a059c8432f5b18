"""Whether things on screen may move on their own; an animation asks `is_reduced` before it begins."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStyle

_wished = False


def reduce(wished: bool) -> None:
    """Have all animations stopped, or only if the desktop has stopped its own."""
    global _wished
    _wished = wished


def is_reduced() -> bool:
    """Whether nothing is to move on its own: the user wished it here, or has switched the desktop's animations off."""
    style = QApplication.style()
    return _wished or style is None or not style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
