"""SuggestionCards: a column with a card for each suggestion; a card is used again rather than made again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from actviz.diagnosis.findings import Suggestion
from actviz.ui.panels.diagnosis.suggestion_card import SuggestionCard
from actviz.ui.widgets.roving_focus import RovingFocus


class SuggestionCards(QVBoxLayout):
    """The cards in their order.

    Signals:
        try_clicked(object): a Suggestion is to be measured.
        cancel_clicked(): that measurement is to be stopped.
        adopt_clicked(object): a Suggestion is to be adopted.
        result_clicked(object): a Suggestion's result is to be shown in full.
    """

    try_clicked = Signal(object)
    cancel_clicked = Signal()
    adopt_clicked = Signal(object)
    result_clicked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(4)
        self.cards: list[SuggestionCard] = []
        self._spare: list[SuggestionCard] = []  # that were shown before, hidden
        self._roving: RovingFocus | None = None

    def show_suggestions(self, wanted: Sequence[Suggestion]) -> None:
        """Have a card for each of these; those that there are already keep what they show."""
        if [card.suggestion for card in self.cards] == list(wanted):
            return
        kept = {card.suggestion: card for card in self.cards if card.suggestion in wanted}
        self._spare += [card for card in self.cards if card.suggestion not in kept]
        for card in self.cards:
            self.removeWidget(card)
        self.cards = [kept.get(suggestion) or self._card_for(suggestion) for suggestion in wanted]
        for card in self.cards:
            self.addWidget(card)
            card.show()
        for card in self._spare:
            card.hide()
        holder = self.parentWidget()
        if self._roving is None and holder is not None:
            self._roving = RovingFocus(holder)
        if self._roving is not None:  # one Tab stop for all cards
            self._roving.set_widgets([button for card in self.cards for button in (card.title, card.action)])

    def _card_for(self, suggestion: Suggestion) -> SuggestionCard:
        if self._spare:
            card = self._spare.pop()
            card.suggest(suggestion)
            return card
        card = SuggestionCard(suggestion)
        card.try_clicked.connect(self.try_clicked)
        card.cancel_clicked.connect(self.cancel_clicked)
        card.adopt_clicked.connect(self.adopt_clicked)
        card.result_clicked.connect(self.result_clicked)
        return card
