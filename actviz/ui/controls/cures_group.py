"""CuresGroup: normalisation, residual connections and dropout, folded away at first."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from actviz.nn.architecture import NORMALIZATIONS, PLACES, RESIDUAL_PATHS, RESIDUAL_SCALES
from actviz.training.config.config import FIELDS, RunConfig
from actviz.translation import mark, tr
from actviz.ui.controls.folded_group import FoldedGroup, FoldedSettings
from actviz.ui.controls.group import field_tip
from actviz.ui.widgets.term_link import set_term
from actviz.ui.widgets.text import paragraphs, rich, set_tip

NAME, TIP = mark("Cures"), mark("Show or hide normalisation, residual connections and dropout")
ONE_LAYER = mark("Needs two hidden layers: one whose output is kept, and one that it skips.")
ONE_WIDTH = mark("All hidden layers have the same width here, so a skip needs no matrix.")


class Cures(FoldedSettings):
    """What a layer may have beside weights and activation; details are shown where they have a meaning."""

    def __init__(self) -> None:
        super().__init__()
        self.add_choice("normalization", NORMALIZATIONS)
        self.place_row = self._add_detail("normalization_place", PLACES)
        self.add_number("residual", 1)
        self.skip_rows = [
            self._add_detail("residual_place", PLACES),
            self._add_detail("residual_scale", RESIDUAL_SCALES),
            self._add_detail("residual_path", RESIDUAL_PATHS),
        ]
        self.add_number("dropout", 0.1)
        self.column.addWidget(self.kept)
        self._refreshers.append(self._show)

    def _add_detail(self, name: str, choices: Any) -> QWidget:
        row = self.add_choice(name, choices).parentWidget()
        assert row is not None
        return row

    def _show(self, config: RunConfig) -> None:
        self.place_row.setVisible(config.normalization != "none")
        for row in self.skip_rows:
            row.setVisible(config.residual > 0)
        self._allow("residual", len(config.hidden) > 1 or config.residual > 0, tr(ONE_LAYER))
        self._allow("residual_path", len(set(config.hidden)) > 1 or config.residual_path != "identity", tr(ONE_WIDTH))

    def _allow(self, name: str, allowed: bool, reason: str) -> None:
        """Switch a control on, or off with the reason in its tip."""
        control, tip = self.controls[name], field_tip(FIELDS[name])
        control.setEnabled(allowed)
        set_tip(control, tip if allowed else rich(tip, paragraphs(reason)))


class CuresGroup(FoldedGroup[Cures]):
    """The cures, and how many of them are in use.

    It has no card of its own: whoever shows it puts `fold_button` where there is room.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(NAME, TIP, Cures, parent)
        self.setObjectName("")
        self.card.setContentsMargins(0, 0, 0, 0)
        set_term(self.fold_button, "setting:normalization")
        self.fold_button.toggled.connect(self.setVisible)
        self.hide()
        self.restyle()

    def refresh(self, config: RunConfig) -> None:
        """Show a configuration; emits nothing."""
        super().refresh(config)
        n = (config.normalization != "none") + (config.residual > 0) + (config.dropout > 0)
        self.fold_button.setText(f"{tr(NAME)} ({n})" if n else tr(NAME))
