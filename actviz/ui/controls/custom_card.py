"""CustomCard: the gallery's tile of the custom function."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from actviz.nn.activations import ACTIVATIONS
from actviz.translation import mark, tr
from actviz.ui.controls.activation_card import ActivationCard
from actviz.ui.widgets.text import bold, paragraphs, set_tip

FIRST_EXPRESSION = "z*sigmoid(1.702*z)"
NAME = mark("Custom…")


class CustomCard(ActivationCard):
    """Shows the custom function that runs, or the last one, or an example; a click opens the editor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(f"={FIRST_EXPRESSION}", parent)
        self.set_name(tr(NAME))
        self.show_key(None, runs=False)

    @property
    def expression(self) -> str:
        """What the editor starts with."""
        return self.entry.formula

    def show_key(self, key: str | None, runs: bool) -> None:
        """Show a custom function (None: still the last one); `runs` marks it as the running one."""
        if key is not None and key != self.key:
            self.key, self.entry = key, ACTIVATIONS[key]
            self.update()
        self.setChecked(runs)
        running = (f"φ(z) = {self.entry.formula}", tr(self.entry.story), tr(self.entry.costs)) if runs else ()
        set_tip(self, paragraphs(bold(tr("A function of your own, typed as an expression in z.")), *running))
        self.setAccessibleName(
            tr("Custom activation {formula}", formula=self.entry.formula) if runs else tr("Custom activation")
        )
