"""ActivationGallery: every activation function as a card; a click asks for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from actviz.nn.activations import ACTIVATIONS
from actviz.ui.controls.activation_card import HEIGHT_PX, ActivationCard
from actviz.ui.controls.custom_card import CustomCard
from actviz.ui.theme import icons, theme
from actviz.ui.widgets.text import set_tip

MAIN = tuple(key for key, entry in ACTIVATIONS.items() if entry.main)  # the rest is behind More…
COLUMNS = 3


class ActivationGallery(QWidget):
    """A grid of cards with one tab stop; arrow keys move through it and pick, as in a group of radio buttons.

    Signals:
        picked(str): the key of the card that was clicked or moved to.
        custom_requested(): the tile for a function of the user's own was clicked.
        expanded_changed(bool): the rest of the functions was shown or hidden.
    """

    picked = Signal(str)
    custom_requested = Signal()
    expanded_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Activation function")
        order = [*MAIN, *(key for key in ACTIVATIONS if key not in MAIN)]
        self.cards = {key: ActivationCard(key, self) for key in order}
        for card in self.cards.values():
            card.clicked.connect(lambda _checked=False, key=card.key: self.picked.emit(key))
            card.arrow_pressed.connect(lambda dx, dy, key=card.key: self._move(key, dx, dy))
        self.custom_card = CustomCard(self)
        self.custom_card.clicked.connect(lambda _checked=False: self.custom_requested.emit())
        self.more_button = QToolButton(self)
        self.more_button.setObjectName("galleryMore")
        self.more_button.setCheckable(True)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.setFixedHeight(HEIGHT_PX)
        self.more_button.setIconSize(QSize(16, 16))
        self.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.more_button.toggled.connect(self._on_toggled)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._arrange()

    @property
    def expanded(self) -> bool:
        """Whether every function is shown."""
        return self.more_button.isChecked()

    def expand(self, expanded: bool) -> None:
        """Show every function, or the main ones."""
        self.more_button.setChecked(expanded)

    def show_key(self, key: str | None) -> None:
        """Mark the function that runs; None when the layers differ."""
        if key in self.cards and key not in MAIN:
            self.expand(True)
        stop = key if key in self.cards else MAIN[0]
        for card in self.cards.values():
            card.setChecked(card.key == key)
            card.setFocusPolicy(Qt.FocusPolicy.TabFocus if card.key == stop else Qt.FocusPolicy.NoFocus)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        name = "fewer" if self.expanded else "more"
        self.more_button.setIcon(icons.icon(name, theme.current().muted))
        for card in (*self.cards.values(), self.custom_card):
            card.update()

    @property
    def _shown(self) -> list[str]:
        return list(self.cards) if self.expanded else list(MAIN)

    def _arrange(self) -> None:
        shown = self._shown
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.setVisible(card.key in shown)
        last: tuple[QWidget, ...] = (self.custom_card, self.more_button)
        for each in last:
            self._grid.removeWidget(each)
        for i, widget in enumerate([*(self.cards[key] for key in shown), *last]):
            self._grid.addWidget(widget, *divmod(i, COLUMNS))
        self.more_button.setText("Fewer" if self.expanded else "More…")
        rest = len(self.cards) - len(MAIN)
        tip = "Show the main functions only" if self.expanded else f"Show {rest} more functions"
        set_tip(self.more_button, tip)
        self.more_button.setAccessibleName(tip)
        self.more_button.setSizePolicy(self.cards[MAIN[0]].sizePolicy())
        self.restyle()

    def _on_toggled(self, expanded: bool) -> None:
        self._arrange()
        self.expanded_changed.emit(expanded)

    def _move(self, key: str, dx: int, dy: int) -> None:
        shown = self._shown
        index = shown.index(key) + dx + dy * COLUMNS
        if 0 <= index < len(shown):
            card = self.cards[shown[index]]
            card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            card.setFocus(Qt.FocusReason.TabFocusReason)
            self.picked.emit(card.key)
