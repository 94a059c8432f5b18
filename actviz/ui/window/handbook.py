"""The handbook: every page of help in one window, offline, with a list of contents and a search.

Pages are the guide to the window, one for each panel (its help), the files of `resources/help`, and
the terms of the glossary.

ADD A PAGE: a Markdown file in `resources/help` that begins with its title, and its name in PAGES. The page in another
language has the same name in `resources/languages/CODE/help`, and a drawing with other words may stand there too. A
drawing (SVG, in the light theme's colours) stands beside it: `resources/packaging/pictures.py` makes them.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from actviz.resource_files import resource_in_language
from actviz.translation import tr
from actviz.ui.panels.base.panel import PANELS
from actviz.ui.window.handbook_page import Page, PageText
from actviz.ui.window.term_pages import GLOSSARY, SHOW, TERM, term_pages

GUIDE = "window"
PAGES = (GUIDE, "what-vanishes", "panels", "learning-rate", "cures", "remedies", "maps", "lanes-and-timeline",
         "changing-tasks", "own-activations", "own-data", "own-files", "sessions", "sharing",
         "command-line", "speed")  # fmt: skip
SIZE = QSize(900, 600)
CONTENTS_PX = 290  # for a term with its English name
TERM_INDENT = "    "


def pages() -> list[Page]:
    """Return all pages: the guide first, then the panels, then the rest, and the glossary last."""
    files = [_from_file(name) for name in PAGES]
    return [files[0], *(_of_panel(key) for key in PANELS), *files[1:], *term_pages()]


def _from_file(name: str) -> Page:
    text = resource_in_language(f"help/{name}.md").read_text(encoding="utf-8")
    title, _, body = text.partition("\n")
    return Page(name, title.removeprefix("# "), body.strip())


def _of_panel(key: str) -> Page:
    entry = PANELS[key]
    escaped = "".join(f"\\{c}" if c in "\\*_<>`#[]|" else c for c in entry.help_text)  # it is plain text
    return Page(key, entry.title, escaped)


class Handbook(QDialog):
    """The contents on the left, under a field that searches them, and the page on the right.

    Signals:
        panel_requested(str): a link to a panel was followed; its key.
    """

    panel_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Handbook"))
        self._pages = {page.key: page for page in pages()}
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search the handbook"))
        self.search.setAccessibleName(tr("Search the handbook"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self.contents = QListWidget()
        self.contents.setAccessibleName(tr("Contents"))
        self.contents.setSpacing(2)
        self.contents.setWordWrap(True)  # a term's two names may be long
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.currentItemChanged.connect(self._on_picked)
        self.text = PageText()
        self.text.anchorClicked.connect(self._on_link)
        for page in self._pages.values():
            item = QListWidgetItem(f"{TERM_INDENT if page.key.startswith(TERM) else ''}{page.title}")
            item.setData(Qt.ItemDataRole.UserRole, page.key)
            self.contents.addItem(item)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.contents)
        both = QSplitter()
        both.addWidget(left)
        both.addWidget(self.text)
        both.setStretchFactor(1, 1)
        both.setSizes([CONTENTS_PX, SIZE.width() - CONTENTS_PX])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(both)
        whole.addWidget(buttons)
        self.resize(SIZE)
        self.show_page(GUIDE)

    @property
    def page(self) -> str:
        """The key of the page on show."""
        item = self.contents.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def show_page(self, key: str) -> None:
        """Show a page, and clear the search, so that the list has all pages again."""
        self.search.clear()
        for i in range(self.contents.count()):
            if self.contents.item(i).data(Qt.ItemDataRole.UserRole) == key:
                self.contents.setCurrentRow(i)

    def show_term(self, key: str) -> None:
        """Show a term of the glossary; the list of terms if there is none of this key."""
        page = f"{TERM}{key}"
        self.show_page(page if page in self._pages else GLOSSARY)

    def restyle(self) -> None:
        """Draw the page in the theme's colours."""
        self._write()

    @Slot()
    def _on_picked(self) -> None:
        self._write()

    def _write(self) -> None:
        if not self.page:
            self.text.setPlainText(tr("No page has all these words."))
            return
        self._pages[self.page].show_in(self.text)
        words = self.search.text().split()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if words:
            self.text.find(words[0], QTextDocument.FindFlag(0))

    @Slot(str)
    def _on_search(self, words: str) -> None:
        """List only the pages with these words, and show the first if the shown page has none."""
        shown = []
        for i in range(self.contents.count()):
            item = self.contents.item(i)
            found = self._pages[str(item.data(Qt.ItemDataRole.UserRole))].holds(words)
            item.setHidden(not found)
            if found:
                shown.append(i)
        if self.contents.currentRow() not in shown:
            self.contents.setCurrentRow(shown[0] if shown else -1)
        self._write()

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        key = url.fileName().removesuffix(".md")
        if key.startswith(SHOW):
            self.panel_requested.emit(key.removeprefix(SHOW))
        elif key in self._pages:
            self.show_page(key)
