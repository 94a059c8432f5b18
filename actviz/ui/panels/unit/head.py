"""UnitHead: the unit's name, its state and the reason, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.app.lanes import LaneView
from actviz.nn.activations import ACTIVATIONS
from actviz.training.snapshot import UnitEvent
from actviz.training.unit_state import UnitFacts
from actviz.training.units.permanence import permanence_in
from actviz.ui.panels.unit.state_text import life_sentence, state_of
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel
from actviz.ui.widgets.text import set_tip


class UnitHead(QWidget):
    """Two lines and a paragraph."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = NumberLabel()
        self.state = NumberLabel()
        self.reason = WrappedLabel()
        bold = theme.tabular(parent.font())
        bold.setWeight(bold.Weight.DemiBold)
        self.name.setFont(bold)
        self.state.setFont(bold)
        self.reason.setFont(theme.tabular(theme.small(parent.font())))
        self.reason.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 0)
        column.setSpacing(2)
        for label in (self.name, self.state):
            label.setMinimumWidth(1)
            column.addWidget(label)
        column.addWidget(self.reason, 1)

    def show_unit(
        self,
        lane: LaneView,
        facts: UnitFacts,
        events: Sequence[UnitEvent],
        several: bool,
        others: Sequence[LaneView],
    ) -> None:
        """Describe a unit of a lane, which is named beside `several`, and its state in the other lanes."""
        layer, unit = facts.layer, facts.unit
        label = ACTIVATIONS[lane.snapshot.config.activations[layer - 1]].label
        name = f"{lane.name}: " if several else ""
        name += f"Layer {layer}, unit {unit + 1}"
        self.name.set_text(f"{name} · {label}", name)
        self.state.set_text(state_of(lane, layer, unit))
        now, dead = theme.current(), lane.snapshot.units[layer - 1].dead[unit]
        self.state.setStyleSheet(f"color: {now.dead_text if dead else now.text};")
        lasting = permanence_in(lane.snapshot, layer, unit)
        text = lasting.reason if lasting is not None else life_sentence(lane, facts, events)
        if others:
            text += " " + "; ".join(f"{v.name}: {state_of(v, layer, unit).lower()}" for v in others) + "."
        self.reason.set_text(text)
        set_tip(self.reason, text)
