"""Tool tips that show a text to the letter, whatever a user has typed into it."""

from __future__ import annotations

from html import escape


def as_plain_tip(text: str) -> str:
    """Return the text as HTML that shows it so, line by line."""
    return f'<p style="white-space: pre; margin: 0">{escape(text)}</p>'
