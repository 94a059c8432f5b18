"""Text on its way to Qt, which takes any string that looks like HTML for HTML, and opens the files it names.

Names, notes, files, columns and expressions are not ours. They go through here: `rich` and what is built on it make
HTML from parts and escape every part that is not `Rich` itself, `set_tip` is the one way to a tool tip, and labels are
`PlainLabel`s, or `RichLabel`s of a `Rich` text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QListWidgetItem, QTableWidgetItem, QToolTip, QTreeWidgetItem, QWidget

WIDEST = 90  # characters of a line of a tip that is not broken
_TAG = re.compile("<[^>]*>")


class Rich(str):
    """HTML that is safe to show: what is not ours in it has been escaped."""

    __slots__ = ()


NOTHING = Rich()


def rich(*parts: str) -> Rich:
    """Return the parts one after the other; those that are not `Rich` are shown to the letter."""
    return Rich("".join(part if isinstance(part, Rich) else escape(part, quote=False) for part in parts))


def bold(*parts: str) -> Rich:
    """Return the parts in bold."""
    return rich(Rich("<b>"), *parts, Rich("</b>"))


def italic(*parts: str) -> Rich:
    """Return the parts in italics."""
    return rich(Rich("<i>"), *parts, Rich("</i>"))


def coloured(colour: str, *parts: str) -> Rich:
    """Return the parts in a colour of the theme."""
    return rich(Rich(f"<span style='color:{colour}'>"), *parts, Rich("</span>"))


def named(name: str, *parts: str) -> Rich:
    """Return a bold name with the parts after it."""
    return rich(bold(name), Rich("&nbsp; "), *parts)


def link(colour: str, target: str, *parts: str) -> Rich:
    """Return the parts as a link."""
    return rich(Rich(f'<a style="color:{colour}" href="{escape(target)}">'), *parts, Rich("</a>"))


def joined(between: str, parts: Iterable[str]) -> Rich:
    """Return the parts with something between them."""
    return Rich(rich(between).join(rich(part) for part in parts))


def paragraphs(*parts: str) -> Rich:
    """Return a paragraph for each part that is not empty."""
    return Rich("".join(rich(Rich("<p>"), part, Rich("</p>")) for part in parts if part))


def lines(*parts: str) -> Rich:
    """Return the parts below each other."""
    return joined(Rich("<br>"), parts)


def to_the_letter(text: str) -> Rich:
    """Return the text with its own line breaks and spaces; lines that are too long are broken."""
    return rich(Rich('<p style="white-space: pre-wrap; margin: 0">'), text, Rich("</p>"))


def tip_of(tip: str) -> str:
    """Return what Qt is to be given for a tool tip that shows this, and nothing of it as HTML that is not `Rich`."""
    is_plain = not {"<", "&"} & set(tip) and all(len(line) <= WIDEST for line in tip.split("\n"))
    return tip if isinstance(tip, Rich) or is_plain else to_the_letter(tip)


def set_tip(thing: QWidget | QAction | QTableWidgetItem | QListWidgetItem, tip: str) -> None:
    """Give a widget, an action or an item of a table or list its tool tip; a screen reader is given it without tags."""
    text = tip_of(tip)
    if text == thing.toolTip():
        return
    before = thing.toolTip()
    thing.setToolTip(text)
    if not isinstance(thing, QWidget) or "<" not in (before[:1], text[:1]):
        return  # a screen reader reads a plain tip as it is
    if thing.accessibleDescription() in ("", without_tags(before)):  # else the widget describes itself
        thing.setAccessibleDescription(without_tags(text) if text.startswith("<") else "")


def without_tags(text: str) -> str:
    """Return the words of a `Rich` text, on one line."""
    if not text.startswith("<"):
        return text
    return " ".join(unescape(_TAG.sub(" ", text)).split())


def set_column_tip(item: QTreeWidgetItem, column: int, tip: str) -> None:
    """Give one column of a tree's item its tool tip."""
    item.setToolTip(column, tip_of(tip))


def show_tip(place: QPoint, tip: str, widget: QWidget) -> None:
    """Show a tool tip now, at a place on the screen."""
    QToolTip.showText(place, tip_of(tip), widget)


def without_mnemonic(text: str) -> str:
    """Return the text for an action or a button, so that an ampersand is an ampersand and underlines no letter."""
    return text.replace("&", "&&")


def window_title(text: str) -> str:
    """Return the text for a title bar, where Qt keeps "[*]" for a mark of its own."""
    return text.replace("[*]", "[*][*]")


class PlainLabel(QLabel):
    """A label that shows its text to the letter."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class RichLabel(QLabel):
    """A label of a `Rich` text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)

    def set_rich(self, text: Rich) -> None:
        """Show another text."""
        self.setText(text)
