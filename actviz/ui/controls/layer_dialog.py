"""LayerDialog: an activation function for each hidden layer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.expression.activation import is_custom
from actviz.translation import tr
from actviz.ui.widgets.text import PlainLabel, set_tip
from actviz.ui.widgets.wheel_guard import keep_wheel_for_focus


class LayerDialog(QDialog):
    """A selector for each layer; training continues behind it.

    Signals:
        picked(object): one key when all layers are alike, else a tuple with a key for each.
    """

    picked = Signal(object)

    def __init__(self, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Activation of each layer"))
        outer = QVBoxLayout(self)
        intro = PlainLabel(tr("The change applies to the running network; its weights stay."))
        intro.setObjectName("muted")
        outer.addWidget(intro)
        self._choices = [*ACTIVATIONS.values(), *(ACTIVATIONS[key] for key in dict.fromkeys(keys) if is_custom(key))]
        self.boxes = [self._make_box(i, key) for i, key in enumerate(keys, 1)]
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 8, 0)
        for i, box in enumerate(self.boxes, 1):
            form.addRow(tr("Layer {layer}", layer=i), self._with_fill_button(i, box))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        outer.addWidget(area, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Apply | QDialogButtonBox.StandardButton.Cancel)
        self.apply_button = buttons.button(QDialogButtonBox.StandardButton.Apply)
        self.apply_button.clicked.connect(self._on_apply)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)
        self.resize(360, min(520, 110 + 31 * len(keys)))

    def _make_box(self, layer: int, key: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(tr("Activation of layer {layer}", layer=layer))
        for entry in self._choices:
            box.addItem(entry.label, entry.key)
        box.setCurrentIndex(box.findData(key))
        keep_wheel_for_focus(box)
        return box

    def _with_fill_button(self, layer: int, box: QComboBox) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(box, 1)
        fill = QToolButton()
        fill.setObjectName("tool")
        fill.setText(tr("↓ all"))
        set_tip(fill, tr("Use it for layer {layer} and every deeper one", layer=layer))
        fill.setAccessibleName(fill.toolTip())
        fill.clicked.connect(lambda: self._fill_from(layer))
        line.addWidget(fill)
        return row

    def _fill_from(self, layer: int) -> None:
        for box in self.boxes[layer:]:
            box.setCurrentIndex(self.boxes[layer - 1].currentIndex())

    def _on_apply(self) -> None:
        keys = tuple(str(box.currentData()) for box in self.boxes)
        self.picked.emit(keys[0] if len(set(keys)) == 1 else keys)
        self.accept()
