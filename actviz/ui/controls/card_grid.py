"""CardGrid: picture cards in rows, with one stop for Tab and arrow keys within.

Where the names are longer than English ones, fewer cards are in a row.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from actviz.ui.controls.picture_card import PictureCard

GAP_PX = 4


class CardGrid(QWidget):
    """Arranges cards, at most so many to a row. One is the stop for Tab; the arrow keys make another one that stop."""

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_columns = self._columns = columns
        self._wide: PictureCard | None = None
        self._shown: list[PictureCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PX)

    def add_card(self, card: PictureCard) -> None:
        """Take in a card; `arrange` shows it."""
        card.setParent(self)
        card.arrow_pressed.connect(lambda dx, dy: self._on_arrow(card, dx + dy * self._columns))

    def arrange(self, cards: Sequence[PictureCard], wide: PictureCard | None = None) -> None:
        """Show these cards, and under them one as wide as a row; the others are hidden."""
        self._shown, self._wide = [*cards, wide] if wide is not None else list(cards), wide
        for card in self.findChildren(PictureCard):
            card.setVisible(card in self._shown)
        self._columns = self._fitting_columns()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards into a row as have room for their names."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the names again in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_grid"):
            self._fit()

    def _fit(self) -> None:
        columns = self._fitting_columns()
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _fitting_columns(self) -> int:
        """Return how many cards fit into a row, each with its name; without a size yet, as many as there may be."""
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            return self._most_columns
        for columns in range(self._most_columns, 1, -1):
            width = (self.width() - (columns - 1) * GAP_PX) // columns
            if all(card.has_room(width) for card in self._shown):
                return columns
        return 1

    def _place(self) -> None:
        """Put the cards into their rows."""
        for card in self.findChildren(PictureCard):
            self._grid.removeWidget(card)
        for column in range(self._most_columns):
            self._grid.setColumnStretch(column, int(column < self._columns))
        cards = [card for card in self._shown if card is not self._wide]
        for i, card in enumerate(cards):
            self._grid.addWidget(card, *divmod(i, self._columns))
        if self._wide is not None:
            self._grid.addWidget(self._wide, -(-len(cards) // self._columns), 0, 1, self._columns)

    def set_stop(self, stop: PictureCard) -> None:
        """Let Tab stop at this card."""
        for card in self.findChildren(PictureCard):
            policy = Qt.FocusPolicy.TabFocus if card is stop else Qt.FocusPolicy.NoFocus
            if card.focusPolicy() != policy and not (policy == Qt.FocusPolicy.NoFocus and card.hasFocus()):
                card.setFocusPolicy(policy)

    def moved_to(self, card: PictureCard) -> None:
        """Do what an arrow key does beyond moving the focus; nothing here."""

    def restyle(self) -> None:
        """Apply the theme's colours."""
        for card in self._shown:
            card.update()

    def _on_arrow(self, card: PictureCard, by: int) -> None:
        index = min(max(self._shown.index(card) + by, 0), len(self._shown) - 1)
        target = self._shown[index]
        if target is card:
            return
        target.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.set_stop(target)
        self.moved_to(target)
