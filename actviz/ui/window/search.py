"""Search: one field (Ctrl+K) that finds commands, settings, panels, terms, lessons and scenes, and goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from actviz.app.search import Entry, Group, found, used
from actviz.translation import mark, tr
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.only_dialog import OnlyDialog
from actviz.ui.widgets.text import PlainLabel
from actviz.ui.window.search_entries import PROVIDERS

if TYPE_CHECKING:
    from actviz.ui.window.main_window import MainWindow

WIDTH_PX, HEIGHT_PX, TOP_PX, ROW_PX, PADDING_PX = 620, 420, 70, 26, 10
ENTRY = Qt.ItemDataRole.UserRole
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
NOTHING = mark("Nothing has all these words.")


class Search:
    """Opens the dialog, remembers what was used, and knows who has something to find.

    `providers` are called with the window when the dialog opens, and return entries.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.providers: list[Callable[[MainWindow], Iterable[Entry]]] = list(PROVIDERS)
        self._dialog: OnlyDialog[SearchDialog] = OnlyDialog(self._made, _show)

    def open(self) -> SearchDialog:
        """Open the field, or come back to it, with all that was typed selected."""
        dialog = self._dialog.open()
        dialog.field.setFocus()
        dialog.field.selectAll()
        return dialog

    @property
    def dialog(self) -> SearchDialog | None:
        """The open dialog; None when there is none."""
        return self._dialog.dialog

    def _made(self) -> SearchDialog:
        entries = [entry for provider in self.providers for entry in provider(self._window)]
        return SearchDialog(entries, self._window.settings.searched, self._run, self._window)

    def _run(self, entry: Entry) -> None:
        self._window.settings.searched = used(entry, self._window.settings.searched)
        self._window.activateWindow()
        entry.run()


class SearchDialog(QDialog):
    """A field, and below it what fits, in groups; the arrow keys choose, Return runs, Escape closes."""

    def __init__(
        self, entries: Sequence[Entry], recent: Sequence[str], run: Callable[[Entry], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Search"))
        self._entries, self._recent, self._run = entries, recent, run
        self.field = QLineEdit()
        what = tr("Search commands, settings, panels, terms, lessons and scenes")
        self.field.setPlaceholderText(what)
        self.field.setAccessibleName(what)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.results = QListWidget()
        self.results.setAccessibleName(tr("Results"))
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keys
        self.results.setUniformItemSizes(True)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setItemDelegate(_Row(self.results))
        self.results.itemClicked.connect(self._on_clicked)
        self.results.currentItemChanged.connect(self._tell)
        self.keys = PlainLabel(tr("↑ ↓ choose · Return goes there · Escape closes"))
        self.keys.setObjectName("muted")
        self.keys.setFont(theme.small(self.keys.font()))
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING_PX, PADDING_PX, PADDING_PX, PADDING_PX)
        column.addWidget(self.field)
        column.addWidget(self.results, 1)
        column.addWidget(self.keys)
        self.resize(min(px(WIDTH_PX), parent.width() - 40), min(px(HEIGHT_PX), parent.height() - 2 * TOP_PX))
        self._show("")

    @property
    def chosen(self) -> Entry | None:
        """The entry that Return runs."""
        item = self.results.currentItem()
        entry = None if item is None else item.data(ENTRY)
        return entry if isinstance(entry, Entry) else None

    @property
    def groups(self) -> list[Group]:
        """What is listed."""
        return found(self.field.text(), self._entries, self._recent)

    def restyle(self) -> None:
        """Draw the list in the theme's colours."""
        self.results.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by the arrow keys while the field has the focus, and run by Return."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in MOVES:
                self._move(MOVES[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _show(self, _text: str) -> None:
        self.results.clear()
        for group in self.groups:
            self._add(tr(group.title), None)
            for entry in group.entries:
                self._add(entry.title, entry)
        if not self.results.count():
            self._add(tr(NOTHING), None)
        self.results.setCurrentRow(-1)
        self._move(1)
        self.results.scrollToTop()

    def _add(self, text: str, entry: Entry | None) -> None:
        item = QListWidgetItem(text)
        item.setSizeHint(QSize(0, px(ROW_PX)))
        if entry is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        else:
            item.setData(ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(entry))
        self.results.addItem(item)

    def _move(self, by: int) -> None:
        rows = [row for row in range(self.results.count()) if self.results.item(row).data(ENTRY) is not None]
        if rows:
            now = self.results.currentRow()
            place = rows.index(now) if now in rows else -1
            self.results.setCurrentRow(rows[max(0, min(len(rows) - 1, place + by))])
        else:
            self._tell()

    def _tell(self) -> None:
        """Let a screen reader say what Return would do: the focus stays in the field."""
        entry = self.chosen
        self.field.setAccessibleDescription(tr(NOTHING) if entry is None else _spoken(entry))

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        if item.data(ENTRY) is not None:
            self.results.setCurrentItem(item)
            self._go()

    def _go(self) -> None:
        entry = self.chosen
        if entry is not None:
            self.close()
            self._run(entry)


class _Row(QStyledItemDelegate):
    """Draws a group's name, or an entry: its title, what it is, and its shortcut at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row; its words are shown to the letter."""
        now, entry = theme.current(), index.data(ENTRY)
        box, small = option.rect.adjusted(8, 0, -8, 0), theme.small(option.font)
        painter.save()
        if not isinstance(entry, Entry):
            small.setBold(True)
            _write(painter, box, str(index.data()), small, now.muted)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(now.accent_soft))
        box.setLeft(box.left() + 8)
        if entry.keys:
            width = QFontMetrics(small).horizontalAdvance(entry.keys)
            right = QRect(box.right() - width, box.top(), width + 1, box.height())
            _write(painter, right, entry.keys, small, now.muted)
            box.setRight(box.right() - width - 12)
        _write(painter, box, entry.title, option.font, now.text)
        box.setLeft(box.left() + QFontMetrics(option.font).horizontalAdvance(entry.title) + 12)
        _write(painter, box, entry.detail, small, now.muted)
        painter.restore()


def _write(painter: QPainter, box: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)


def _spoken(entry: Entry) -> str:
    named = tr("{title}, {kind}", title=entry.title, kind=tr(entry.kind).lower())
    return tr("{name}: {told}", name=named, told=entry.detail) if entry.detail else named


def _show(dialog: SearchDialog) -> None:
    """Show the dialog below the window's upper edge."""
    dialog.show()
    window = dialog.parentWidget()
    if window is not None:
        dialog.move(window.mapToGlobal(QPoint((window.width() - dialog.width()) // 2, TOP_PX)))
