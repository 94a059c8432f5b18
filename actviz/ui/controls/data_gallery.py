"""DataGallery: every built-in data set as a card, and below them the user's own file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from actviz.data import DATASETS
from actviz.translation import tr
from actviz.ui.controls.card_grid import CardGrid
from actviz.ui.controls.data_card import DataCard, OwnDataCard

COLUMNS = 5


class DataGallery(CardGrid):
    """The data sets' cards. An arrow key only moves the focus: another data set starts the run again.

    Signals:
        picked(str): the key of the data set that was clicked.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self.setAccessibleName(tr("Data set"))
        self.cards = {key: DataCard(key, self) for key in DATASETS}
        self.own_card = OwnDataCard(self)
        for card in self.cards.values():
            self.add_card(card)
            card.clicked.connect(lambda _checked=False, key=card.key: self.picked.emit(key))
        self.add_card(self.own_card)
        self._arrange(next(iter(DATASETS)))

    def show_key(self, key: str | None) -> None:
        """Mark the data set that is trained on; None for the user's own file, which has its card only then."""
        if key != self._key:
            self._arrange(key)
        for card in self.cards.values():
            card.setChecked(card.key == key)
        self.set_stop(self.own_card if key is None else self.cards[key])

    def _arrange(self, key: str | None) -> None:
        """Show the cards of the gallery, and that of the data set in use if it is not among them."""
        self._key = key
        shown = [card for card in self.cards.values() if DATASETS[card.key].in_gallery or card.key == key]
        self.arrange(shown, self.own_card if key is None else None)
