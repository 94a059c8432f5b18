"""CardGrid: picture cards in rows, with one stop for Tab and arrow keys within."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from actviz.ui.controls.picture_card import PictureCard

GAP_PX = 4


class CardGrid(QWidget):
    """Arranges cards, so many to a row. One of them is the stop for Tab; the arrow keys make another one that stop."""

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._shown: list[PictureCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_PX)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add_card(self, card: PictureCard) -> None:
        """Take in a card; `arrange` shows it."""
        card.setParent(self)
        card.arrow_pressed.connect(lambda dx, dy: self._on_arrow(card, dx + dy * self._columns))

    def arrange(self, cards: Sequence[PictureCard], wide: PictureCard | None = None) -> None:
        """Show these cards, and under them one as wide as a row; the others are hidden."""
        shown = [*cards, wide] if wide is not None else list(cards)
        for card in self.findChildren(PictureCard):
            self._grid.removeWidget(card)
            card.setVisible(card in shown)
        for i, card in enumerate(cards):
            self._grid.addWidget(card, *divmod(i, self._columns))
        if wide is not None:
            self._grid.addWidget(wide, -(-len(cards) // self._columns), 0, 1, self._columns)
        self._shown = shown

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
