"""The controls of the activation function: the gallery, α where there is one, and each layer's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.expression.activation import is_custom
from actviz.training.config.config import FIELDS, RunConfig
from actviz.ui.controls.activation_gallery import ActivationGallery
from actviz.ui.controls.edge_of_chaos import EdgeLabel
from actviz.ui.controls.fields import NumberBox, number_text
from actviz.ui.controls.group import FIELD_WIDTH_PX, ROW_PX, ControlGroup, field_tip
from actviz.ui.controls.layer_dialog import LayerDialog
from actviz.ui.theme import theme
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.only_dialog import OnlyDialog
from actviz.ui.widgets.text import paragraphs, rich, set_tip

if TYPE_CHECKING:
    from actviz.ui.controls.expression_editor import ExpressionEditor


class ActivationGroup(ControlGroup):
    """Picks the activation function of the running network.

    Signals (those of ControlGroup, and):
        compare_requested(): the user wants to see all functions beside each other.
    """

    compare_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("activation", "Activation", parent)
        self._config = RunConfig()
        self.gallery = ActivationGallery()
        self.gallery.picked.connect(lambda key: self.changed.emit({"activation": key}))
        self.gallery.custom_requested.connect(self.edit_custom)
        self._editor = OnlyDialog(self._make_editor)
        self._layers = OnlyDialog(self._make_layers, QDialog.open)
        self.column.addWidget(self.gallery)
        self.formula_label = NumberLabel()
        self.formula_label.setObjectName("muted")
        self.formula_label.setFont(theme.small(self.formula_label.font()))
        self.formula_label.setMinimumWidth(1)
        self.formula_label.setFixedHeight(18)
        self.column.addWidget(self.formula_label)
        self.edge_label = EdgeLabel()
        self.column.addWidget(self.edge_label)
        self.alpha_box = NumberBox(replace(FIELDS["alpha"], nullable=False), 0.05)
        self.alpha_box.setFixedWidth(FIELD_WIDTH_PX)
        self.alpha_box.committed.connect(lambda value: self.changed.emit({"alpha": value}))
        self.alpha_box.refused.connect(self.refused)
        self.alpha_row = self.add_row("α", self.alpha_box)
        self.per_unit_box = self.add_check("prelu_per_unit")
        self.layers_button = self._make_button("Choose an activation function for each hidden layer")
        self.layers_button.clicked.connect(self.edit_layers)
        self.compare_button = self._make_button("Compare all functions in the laboratory: curves, slopes, facts")
        self.compare_button.setText("Laboratory")
        self.compare_button.setAccessibleName("Compare all functions in the laboratory")
        self.compare_button.clicked.connect(lambda _checked=False: self.compare_requested.emit())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.layers_button, 1)
        row.addWidget(self.compare_button, 1)
        self.column.addLayout(row)
        self._refreshers.append(self._show)
        self.restyle()

    def _make_button(self, tip: str) -> QToolButton:
        button = tool_button("tool", "", tip)
        button.setFont(theme.small(button.font()))
        button.setFixedHeight(ROW_PX)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return button

    def edit_custom(self) -> ExpressionEditor:
        """Open the editor of a custom function, and return it."""
        return self._editor.open()

    @property
    def editor(self) -> ExpressionEditor | None:
        """The open editor; None when there is none."""
        return self._editor.dialog

    def _make_editor(self) -> ExpressionEditor:
        from actviz.ui.controls.expression_editor import ExpressionEditor  # few starts need it

        editor = ExpressionEditor(self.window())
        editor.picked.connect(self.changed)
        editor.start(self.gallery.custom_card.expression, self._config)
        return editor

    def edit_layers(self) -> LayerDialog:
        """Open the list of the layers' functions, and return it."""
        return self._layers.open()

    def _make_layers(self) -> LayerDialog:
        dialog = LayerDialog(self._config.activations, self.window())
        dialog.picked.connect(lambda keys: self.changed.emit({"activation": keys}))
        return dialog

    def restyle(self) -> None:
        """Apply the theme's colours."""
        super().restyle()
        if hasattr(self, "gallery"):
            self.gallery.restyle()

    def _show(self, config: RunConfig) -> None:
        self._config = config
        keys = set(config.activations)
        self.edge_label.show_config(config)
        only = config.activations[0] if len(keys) == 1 else None
        self.gallery.show_key(only)
        own = [key for key in config.activations if is_custom(key)]
        self.gallery.custom_card.show_key(own[0] if own else None, runs=only in own)
        formula = "each layer has its own" if only is None else f"φ(z) = {ACTIVATIONS[only].formula}"
        self.formula_label.set_text(formula)
        set_tip(self.formula_label, formula)
        if self.editor is not None:
            self.editor.show_running(config)
        used = [ACTIVATIONS[key] for key in dict.fromkeys(config.activations)]
        with_alpha = [entry for entry in used if entry.alpha is not None]
        self.alpha_row.setVisible(bool(with_alpha))
        if with_alpha:
            entry = with_alpha[0]
            self.alpha_box.show_text(number_text(float(config.alpha if config.alpha is not None else entry.alpha or 0)))
            names = "; ".join(f"{each.label}: {each.alpha_name}" for each in with_alpha)
            set_tip(self.alpha_box, rich(paragraphs(names), field_tip(FIELDS["alpha"])))
            self.alpha_box.setAccessibleName(f"α, {entry.alpha_name}")
        self.per_unit_box.setVisible(any(entry.learns_alpha for entry in used))
        self.layers_button.setText("Each layer…" if len(keys) == 1 else "Per layer…")
        self.layers_button.setAccessibleName(self.layers_button.text())
