"""Tool tips that show a text to the letter, whatever a user has typed into it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt


def as_plain_tip(text: str) -> str:
    """Return the text so that Qt does not take any of it for HTML."""
    return f'<p style="white-space: pre">{escape(text)}</p>' if Qt.mightBeRichText(text) else text
