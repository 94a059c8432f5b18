"""ControlColumn: the groups of controls, one under the other, in a scroll area of fixed width."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from actviz.training.config.config import RunConfig
from actviz.ui.controls.activation_group import ActivationGroup
from actviz.ui.controls.group import ControlGroup
from actviz.ui.controls.lane_tabs import LaneTabs
from actviz.ui.controls.setting_groups import DataGroup, NetworkGroup, TrainingGroup

WIDTH_PX = 232


class ControlColumn(QScrollArea):
    """Every control of a run.

    Signals:
        changed(dict): fields and the values that the user wants for them.
        refused(str): one sentence about something typed that has no value.
        dataset_picked(str), open_requested(): see DataGroup.
        compare_requested(): see ActivationGroup.
    """

    changed = Signal(dict)
    refused = Signal(str)
    dataset_picked = Signal(str)
    open_requested = Signal()
    compare_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("controlColumn")
        self.setAccessibleName("Controls")
        self.setFixedWidth(WIDTH_PX)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lanes = LaneTabs()
        self.activation = ActivationGroup()
        self.network = NetworkGroup()
        self.training = TrainingGroup()
        self.data = DataGroup()
        holder = QWidget()
        holder.setObjectName("controlHolder")
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(8, 8, 2, 8)  # on the right is the scroll bar
        rows.setSpacing(8)
        rows.addWidget(self.lanes)
        for group in self.groups:
            group.changed.connect(self.changed)
            group.refused.connect(self.refused)
            rows.addWidget(group)
        rows.addStretch(1)
        self.activation.compare_requested.connect(self.compare_requested)
        self.data.dataset_picked.connect(self.dataset_picked)
        self.data.open_requested.connect(self.open_requested)
        self.setWidget(holder)

    @property
    def groups(self) -> tuple[ControlGroup, ...]:
        """The groups from top to bottom."""
        return self.activation, self.network, self.training, self.data

    @property
    def collapsed(self) -> tuple[str, ...]:
        """The keys of the groups that are folded."""
        return tuple(group.key for group in self.groups if not group.header.isChecked())

    def fold(self, keys: Iterable[str]) -> None:
        """Fold the groups with these keys and unfold the others."""
        folded = set(keys)
        for group in self.groups:
            group.fold(group.key in folded)

    def refresh(self, config: RunConfig) -> None:
        """Show the running configuration; emits nothing."""
        for group in self.groups:
            group.refresh(config)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        for group in self.groups:
            group.restyle()
