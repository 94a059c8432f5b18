"""ActivationGallery: every activation function as a card; a click asks for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from actviz.nn.activations import ACTIVATIONS
from actviz.translation import tr
from actviz.ui.controls.activation_card import ActivationCard
from actviz.ui.controls.card_grid import CardGrid
from actviz.ui.controls.custom_card import CustomCard
from actviz.ui.controls.picture_card import PictureCard

MAIN = tuple(key for key, entry in ACTIVATIONS.items() if entry.main)  # the rest is shown on request
COLUMNS = 4


class ActivationGallery(CardGrid):
    """The functions' cards; an arrow key picks the card it moves to, as in a group of radio buttons.

    Signals:
        picked(str): the key of the card that was clicked or moved to.
        custom_requested(): the card for a function of the user's own was clicked.
        expanded_changed(bool): the rest of the functions was shown or hidden.
    """

    picked = Signal(str)
    custom_requested = Signal()
    expanded_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self.setAccessibleName(tr("Activation function"))
        self.expanded = False
        order = [*MAIN, *(key for key in ACTIVATIONS if key not in MAIN)]
        self.cards = {key: ActivationCard(key, self) for key in order}
        self.custom_card = CustomCard(self)
        for card in self.cards.values():
            self.add_card(card)
            card.clicked.connect(lambda _checked=False, key=card.key: self.picked.emit(key))
        self.add_card(self.custom_card)
        self.custom_card.clicked.connect(lambda _checked=False: self.custom_requested.emit())
        self._arrange()
        self.show_key(None)

    def expand(self, expanded: bool) -> None:
        """Show every function, or the main ones."""
        if expanded != self.expanded:
            self.expanded = expanded
            self._arrange()
            self.expanded_changed.emit(expanded)

    def show_key(self, key: str | None) -> None:
        """Mark the function that runs; None when the layers differ or it is the user's own."""
        if key in self.cards and key not in MAIN:
            self.expand(True)
        for card in self.cards.values():
            card.setChecked(card.key == key)
        self.set_stop(self.cards[key] if key in self.cards else self.cards[MAIN[0]])

    def moved_to(self, card: PictureCard) -> None:
        """Pick the function; the user's own is picked by Return or Space, which opens its editor."""
        if isinstance(card, ActivationCard) and card is not self.custom_card:
            self.picked.emit(card.key)

    def _arrange(self) -> None:
        main = [self.cards[key] for key in MAIN]
        rest = [card for key, card in self.cards.items() if key not in MAIN] if self.expanded else []
        self.arrange([*main, self.custom_card, *rest])
