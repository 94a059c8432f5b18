"""The controls of the activation function: the gallery, α where there is one, and each layer's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.expression.activation import is_custom
from actviz.training.config.config import FIELDS, RunConfig
from actviz.translation import mark, tr
from actviz.ui.controls.activation_gallery import ActivationGallery
from actviz.ui.controls.fields import NumberBox, number_text
from actviz.ui.controls.group import FIELD_WIDTH_PX, ROW_PX, ControlGroup, field_tip
from actviz.ui.controls.kept_weights import KeptWeights
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.only_dialog import OnlyDialog
from actviz.ui.widgets.roving_focus import RovingFocus
from actviz.ui.widgets.term_link import link_term, set_term
from actviz.ui.widgets.text import PlainLabel, paragraphs, rich, set_tip

if TYPE_CHECKING:
    from actviz.ui.controls.expression_editor import ExpressionEditor
    from actviz.ui.controls.layer_dialog import LayerDialog


class ActivationGroup(ControlGroup):
    """Picks the activation function of the running network.

    Signals (those of ControlGroup, and):
        compare_requested(): the user wants to see all functions beside each other.
    """

    compare_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(mark("Activation"), parent)
        self._config = RunConfig()
        self.gallery = ActivationGallery()
        self.gallery.picked.connect(lambda key: self.changed.emit({"activation": key}))
        self.gallery.custom_requested.connect(self.edit_custom)
        self.gallery.expanded_changed.connect(lambda _expanded: self._show_expanded())
        self._editor = OnlyDialog(self._make_editor)
        self._layers = OnlyDialog(self._make_layers, QDialog.open)
        self.alpha_label = PlainLabel("α")
        self.alpha_label.setObjectName("muted")
        link_term(self.alpha_label, "setting:alpha")
        self.alpha_box = NumberBox(replace(FIELDS["alpha"], nullable=False), 0.05)
        self.alpha_box.setFixedSize(px(FIELD_WIDTH_PX), px(ROW_PX))
        self.alpha_box.committed.connect(lambda value: self.changed.emit({"alpha": value}))
        self.alpha_box.refused.connect(self.refused)
        self.alpha_label.setBuddy(self.alpha_box)
        self.controls["alpha"] = self.alpha_box
        set_term(self.alpha_box, "setting:alpha")
        set_tip(self.alpha_box, field_tip(FIELDS["alpha"]))
        for part in (self.alpha_label, self.alpha_box):  # there only for a function with an α: nothing moves
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
            self.header.addWidget(part)
        self.more_button = self._make_button("", "")
        self.more_button.clicked.connect(lambda _checked=False: self.gallery.expand(not self.gallery.expanded))
        self.layers_button = self._make_button(
            tr("Per layer…"), tr("Choose an activation function for each hidden layer")
        )
        self.layers_button.clicked.connect(self.edit_layers)
        self.compare_button = self._make_button(
            tr("Laboratory"), tr("Compare all functions in the laboratory: curves, slopes, facts")
        )
        self.compare_button.clicked.connect(lambda _checked=False: self.compare_requested.emit())
        row = QHBoxLayout()
        row.setSpacing(4)
        for button, stretch in ((self.more_button, 3), (self.layers_button, 4), (self.compare_button, 4)):
            row.addWidget(button, stretch)
        RovingFocus(self).set_widgets([self.more_button, self.layers_button, self.compare_button])
        self.kept = KeptWeights()
        self.kept.explain(tr("Solid: output φ(z); dashed: slope φ′(z)"))
        self.column.addWidget(self.gallery)
        self.column.addLayout(row)
        self.column.addWidget(self.kept)
        self._refreshers.append(self._show)
        self._show_expanded()

    def _make_button(self, text: str, tip: str) -> QToolButton:
        button = tool_button("tight", text, tip)
        button.setFont(theme.small(button.font()))
        button.setFixedHeight(px(ROW_PX))
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
        from actviz.ui.controls.layer_dialog import LayerDialog  # few starts need it

        dialog = LayerDialog(self._config.activations, self.window())
        dialog.picked.connect(lambda keys: self.changed.emit({"activation": keys}))
        return dialog

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.gallery.restyle()

    def _show_expanded(self) -> None:
        expanded = self.gallery.expanded
        self.more_button.setText(tr("Fewer") if expanded else tr("More…"))
        tip = tr("Show the main functions only") if expanded else tr("Show all functions")
        set_tip(self.more_button, tip)
        self.more_button.setAccessibleName(tip)

    def _show(self, config: RunConfig) -> None:
        self._config = config
        keys = set(config.activations)
        only = config.activations[0] if len(keys) == 1 else None
        self.gallery.show_key(only)
        own = [key for key in config.activations if is_custom(key)]
        self.gallery.custom_card.show_key(own[0] if own else None, runs=only in own)
        if only in own:
            self.gallery.set_stop(self.gallery.custom_card)
        if self.editor is not None:
            self.editor.show_running(config)
        with_alpha = [ACTIVATIONS[key] for key in dict.fromkeys(config.activations)]
        with_alpha = [entry for entry in with_alpha if entry.alpha is not None]
        for part in (self.alpha_label, self.alpha_box):
            part.setVisible(bool(with_alpha))
        if with_alpha:
            entry = with_alpha[0]
            self.alpha_box.show_text(number_text(float(config.alpha if config.alpha is not None else entry.alpha or 0)))
            names = "; ".join(f"{each.label}: {tr(each.alpha_name)}" for each in with_alpha)
            tip = rich(paragraphs(names), field_tip(FIELDS["alpha"]))
            for part in (self.alpha_label, self.alpha_box):
                set_tip(part, tip)
            self.alpha_box.setAccessibleName(f"α, {tr(entry.alpha_name)}")
        alike = len(keys) == 1
        self.layers_button.setText(tr("Per layer…") if alike else tr("Layers differ…"))
        theme.apply_property(self.layers_button, "leads", "false" if alike else "true")
