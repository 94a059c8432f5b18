"""ControlGroup: a collapsible card of rows, each bound to a field of RunConfig."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from actviz.joined_text import sentences
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.field import Field
from actviz.translation import mark, tr
from actviz.ui.controls.fields import NumberBox
from actviz.ui.controls.log_slider import LogSlider
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.term_link import OWN, link_term, set_term
from actviz.ui.widgets.text import PlainLabel, Rich, italic, paragraphs, set_tip
from actviz.ui.widgets.wheel_guard import keep_wheel_for_focus

EFFECTS = {
    "live": mark("Changes the running network; the trained weights stay."),
    "restart": mark("Starts the run again from step 0."),
    "words": mark("Changes only what the gradient is called, not the network."),
}
FIELD_WIDTH_PX, ROW_PX = 120, 24
Refresher = Callable[[RunConfig], None]


def field_tip(field: Field) -> Rich:
    """Return a tool tip with what the field means, its range, and what a change of it does."""
    bounded = field.kind in ("float", "int")
    range_text = tr("{sentence}.", sentence=f"{field.rule[0].upper()}{field.rule[1:]}") if bounded else ""
    return paragraphs(sentences((tr(field.tip), range_text)), italic(tr(EFFECTS[field.effect])))


class ControlGroup(QFrame):
    """A card of controls; without a title, which is in English, marked, it has no header.

    Signals:
        changed(dict): fields and the values that the user wants for them.
        refused(str): one sentence about something typed that has no value.
    """

    changed = Signal(dict)
    refused = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr(title) if title else "")
        self._controls: dict[str, QWidget] = {}
        self._refreshers: list[Refresher] = []
        self.title = PlainLabel(tr(title) if title else "")
        self.title.setObjectName("panelTitle")
        link_term(self.title, f"word:{title}")
        self.header = QHBoxLayout()
        self.header.setSpacing(4)
        self.header.addWidget(self.title)
        self.title.setVisible(bool(title))
        self.header.addStretch(1)
        self.column = QVBoxLayout()
        self.column.setSpacing(4)
        self.card = QVBoxLayout(self)
        self.card.setContentsMargins(8, 5, 8, 6)
        self.card.setSpacing(4)
        if title:
            self.card.addLayout(self.header)
        self.card.addLayout(self.column)

    @property
    def controls(self) -> dict[str, QWidget]:
        """The controls by their fields' names."""
        return self._controls

    def refresh(self, config: RunConfig) -> None:
        """Show a configuration; emits nothing."""
        for refresher in self._refreshers:
            refresher(config)

    def restyle(self) -> None:
        """Apply the theme's colours."""

    def add_row(self, label: str, widget: QWidget, tip: str = "", leads: str = OWN) -> QWidget:
        """Add a row of a label, in English, marked, and a control; the row is returned, so that it can be hidden.

        The label leads to its own term, or to what `leads` says: see `set_term`.
        """
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        text = PlainLabel(tr(label))
        text.setObjectName("muted")
        set_tip(text, tip)
        text.setBuddy(widget)
        link_term(text, leads or f"word:{label}")
        set_term(widget, leads or f"word:{label}")
        widget.setFixedHeight(px(ROW_PX))
        widget.setAccessibleName(tr(label))
        if tip:
            set_tip(widget, tip)
        line.addWidget(text, 1)
        line.addWidget(widget)
        self.column.addWidget(row)
        return row

    def add_number(self, name: str, step: float = 0.1) -> QWidget:
        """Add a field for a number."""
        field = FIELDS[name]
        box = self._number_box(name, step)
        return self.add_row(field.label, box, field_tip(field), f"setting:{name}")

    def add_log(self, name: str, low: float, high: float) -> QWidget:
        """Add a field for a number with a log slider under it, which spans the usual values only."""
        field = FIELDS[name]
        box = self._number_box(name, 0.0)
        slider = LogSlider(
            tr("{setting}, slider", setting=tr(field.label)),
            low,
            high,
            zero=field.low == 0 and not field.low_open,
            whole=field.kind == "int",
        )
        set_tip(slider, field_tip(field))
        slider.setFixedHeight(px(14))
        self._bind_slider(name, slider, box)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        label = PlainLabel(tr(field.label))
        label.setObjectName("muted")
        set_tip(label, field_tip(field))
        link_term(label, f"setting:{name}")
        set_term(holder, f"setting:{name}")
        box.setFixedHeight(px(ROW_PX))
        grid.addWidget(label, 0, 0)
        grid.addWidget(box, 0, 1)
        grid.addWidget(slider, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.column.addWidget(holder)
        return holder

    def add_choice(self, name: str, choices: Mapping[str, Any]) -> QComboBox:
        """Add a selector of a registry's entries."""
        field = FIELDS[name]
        box = self.make_box(choices)
        box.activated.connect(lambda index: self.changed.emit({name: box.itemData(index)}))
        self._refreshers.append(lambda config: box.setCurrentIndex(box.findData(getattr(config, name))))
        self.controls[name] = box
        self.add_row(field.label, box, field_tip(field), f"setting:{name}")
        return box

    def add_check(self, name: str) -> QCheckBox:
        """Add a box to tick."""
        field = FIELDS[name]
        box = QCheckBox(tr(field.label))
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(box, field_tip(field))
        box.setAccessibleName(tr(field.label))
        set_term(box, f"setting:{name}")
        box.setMinimumHeight(px(ROW_PX - 4))
        box.clicked.connect(lambda checked: self.changed.emit({name: checked}))
        self._refreshers.append(lambda config: box.setChecked(bool(getattr(config, name))))
        self.controls[name] = box
        self.column.addWidget(box)
        return box

    def make_box(self, choices: Mapping[str, Any]) -> QComboBox:
        """Return a selector of a registry's entries, with each entry's story as its tool tip."""
        box = QComboBox()
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setFixedWidth(px(FIELD_WIDTH_PX))
        for key, entry in choices.items():
            box.addItem(tr(entry.label), key)
            story = getattr(entry, "story", "")
            box.setItemData(box.count() - 1, paragraphs(tr(story) if story else ""), Qt.ItemDataRole.ToolTipRole)
        widest = max(box.fontMetrics().horizontalAdvance(tr(entry.label)) for entry in choices.values())
        box.view().setMinimumWidth(widest + 32)
        keep_wheel_for_focus(box)
        return box

    def _bind_slider(self, name: str, slider: LogSlider, box: NumberBox) -> None:
        """Let a slider and a number box show and change the same field."""
        whole = FIELDS[name].kind == "int"
        slider.moved.connect(lambda value: box.lineEdit().setText(box.text_of(int(value) if whole else value)))
        slider.picked.connect(lambda value: self.changed.emit({name: int(value) if whole else value}))
        self._refreshers.append(lambda config: slider.show_value(float(getattr(config, name))))
        self.controls[f"{name}_slider"] = slider

    def _number_box(self, name: str, step: float) -> NumberBox:
        box = NumberBox(FIELDS[name], step)
        box.setFixedWidth(px(FIELD_WIDTH_PX))
        set_tip(box, field_tip(FIELDS[name]))
        box.committed.connect(lambda value: self.changed.emit({name: value}))
        box.refused.connect(self.refused)
        self._refreshers.append(lambda config: box.show_text(box.text_of(getattr(config, name))))
        self.controls[name] = box
        return box
