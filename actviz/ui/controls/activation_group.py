"""The controls of the activation function: the gallery, α where there is one, and each layer's own."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from actviz.nn.activations import ACTIVATIONS
from actviz.training.config import FIELDS, RunConfig
from actviz.ui import icons, theme
from actviz.ui.controls.activation_gallery import ActivationGallery
from actviz.ui.controls.edge_of_chaos import EdgeLabel
from actviz.ui.controls.fields import NumberBox, number_text
from actviz.ui.controls.group import FIELD_WIDTH_PX, ROW_PX, ControlGroup, field_tip
from actviz.ui.controls.layer_dialog import LayerDialog


class ActivationGroup(ControlGroup):
    """Picks the activation function of the running network."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("activation", "Activation", parent)
        self._config = RunConfig()
        self.gallery = ActivationGallery()
        self.gallery.picked.connect(lambda key: self.changed.emit({"activation": key}))
        self.column.addWidget(self.gallery)
        self.edge_label = EdgeLabel()
        self.column.addWidget(self.edge_label)
        self.alpha_box = NumberBox(replace(FIELDS["alpha"], nullable=False), 0.05)
        self.alpha_box.setFixedWidth(FIELD_WIDTH_PX)
        self.alpha_box.committed.connect(lambda value: self.changed.emit({"alpha": value}))
        self.alpha_box.refused.connect(self.refused)
        self.alpha_row = self.add_row("α", self.alpha_box)
        self.per_unit_box = self.add_check("prelu_per_unit")
        self.layers_button = QToolButton()
        self.layers_button.setObjectName("tool")
        self.layers_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.layers_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.layers_button.setIconSize(QSize(14, 14))
        self.layers_button.setToolTip("Give each hidden layer an activation function of its own")
        self.layers_button.setFixedHeight(ROW_PX)
        self.layers_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.layers_button.clicked.connect(self.edit_layers)
        self.column.addWidget(self.layers_button)
        self._refreshers.append(self._show)
        self.restyle()

    def edit_layers(self) -> LayerDialog:
        """Open the list of the layers' functions; it is returned, open."""
        dialog = LayerDialog(self._config.activations, self.window())
        dialog.picked.connect(lambda keys: self.changed.emit({"activation": keys}))
        dialog.open()
        return dialog

    def restyle(self) -> None:
        """Take on the theme's colours."""
        super().restyle()
        if hasattr(self, "layers_button"):
            self.layers_button.setIcon(icons.icon("layers", theme.current().muted))
            self.gallery.restyle()

    def _show(self, config: RunConfig) -> None:
        self._config = config
        keys = set(config.activations)
        self.edge_label.show_config(config)
        self.gallery.show_key(config.activations[0] if len(keys) == 1 else None)
        with_alpha = [ACTIVATIONS[key] for key in ACTIVATIONS if key in keys and ACTIVATIONS[key].alpha is not None]
        self.alpha_row.setVisible(bool(with_alpha))
        if with_alpha:
            entry = with_alpha[0]
            self.alpha_box.show_text(number_text(float(config.alpha if config.alpha is not None else entry.alpha or 0)))
            names = "; ".join(f"{each.label}: {each.alpha_name}" for each in with_alpha)
            self.alpha_box.setToolTip(f"<p>{names}</p>{field_tip(FIELDS['alpha'])}")
            self.alpha_box.setAccessibleName(f"α, {entry.alpha_name}")
        self.per_unit_box.setVisible(any(ACTIVATIONS[key].learns_alpha for key in keys))
        self.layers_button.setText("Each layer…" if len(keys) == 1 else "Per layer: edit…")
        self.layers_button.setAccessibleName(self.layers_button.text())
