"""UnitHead: the unit's name and its state in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.app.lanes import LaneView
from actviz.joined_text import sentences
from actviz.nn.activations import ACTIVATIONS
from actviz.training.snapshot import UnitEvent
from actviz.training.unit_state import UnitFacts
from actviz.training.units.permanence import permanence_in
from actviz.training.units.structure_text import dead_in_evaluation_sentence, is_dead_in_evaluation_only
from actviz.translation import tr
from actviz.ui.panels.unit.state_text import life_sentence, state_of
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel

GAP_PX = 2


class UnitHead(QWidget):
    """Two lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = NumberLabel()
        self.state = NumberLabel()
        bold = theme.tabular(parent.font())
        bold.setWeight(bold.Weight.DemiBold)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 0)
        column.setSpacing(GAP_PX)
        for label in (self.name, self.state):
            label.setFont(bold)
            label.setMinimumWidth(1)
            column.addWidget(label)
        column.addStretch(1)

    @property
    def needed_px(self) -> int:
        """The height of both lines."""
        return 2 * (self.name.fontMetrics().lineSpacing() + GAP_PX) + GAP_PX

    def show_unit(self, lane: LaneView, layer: int, unit: int, several: bool) -> None:
        """Name a unit of a lane, which is named too where there are `several`, and write its state."""
        label = ACTIVATIONS[lane.snapshot.config.activations[layer - 1]].label
        name = tr("Layer {layer}, unit {unit}", layer=layer, unit=unit + 1)
        if several:
            name = f"{lane.name}: {name}"
        self.name.set_text(f"{name} · {label}", name)
        self.state.set_text(state_of(lane, layer, unit))
        now, dead = theme.current(), lane.snapshot.units[layer - 1].dead[unit]
        self.state.set_colour(now.dead_text if dead else now.text)


def reason_text(
    lane: LaneView,
    at: tuple[int, int],
    facts: UnitFacts | None,
    events: Sequence[UnitEvent],
    others: Sequence[LaneView] = (),
) -> str:
    """Say whether a dead unit can come back, or what a living one learns from; then its state in other lanes."""
    lasting = permanence_in(lane.snapshot, *at)
    if is_dead_in_evaluation_only(lane.snapshot, *at):
        text = dead_in_evaluation_sentence(lane.snapshot)
    else:
        text = lasting.reason if lasting is not None else life_sentence(lane, facts, *at, events)
    if others:
        states = "; ".join(f"{v.name}: {_in_passing(state_of(v, *at))}" for v in others)
        text = sentences((text, tr("{sentence}.", sentence=states)))
    return text


def _in_passing(state: str) -> str:
    return state[0].lower() + state[1:]
