"""ControlColumn: the groups of controls, one under the other, in a scroll area of fixed width."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView
from actviz.data import Data
from actviz.training.config.change import Change
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.snapshot import RunFacts
from actviz.translation import tr
from actviz.ui.controls.activation_group import ActivationGroup
from actviz.ui.controls.cures_group import CuresGroup
from actviz.ui.controls.data_group import DataGroup
from actviz.ui.controls.group import ControlGroup
from actviz.ui.controls.lane_tabs import LaneTabs
from actviz.ui.controls.more_group import MoreGroup
from actviz.ui.controls.network_group import NetworkGroup
from actviz.ui.controls.rate_group import RateGroup
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px

WIDTH_PX, MOST_WIDTH_PX = 264, 340  # the usual width, and that for words which are longer than English ones
DEPENDS_ON = {  # for some of whose values only a setting has a control
    "alpha": "activation",
    "prelu_per_unit": "activation",
    "normalization_place": "normalization",
    "residual_place": "residual",
    "residual_scale": "residual",
    "residual_path": "residual",
    "momentum": "optimizer",
    "nesterov": "momentum",
    "schedule_steps": "schedule",
    "schedule_every": "schedule",
    "schedule_factor": "schedule",
    "task_every": "task_change",
    "task_dataset": "task_change",
    "n_examples": "dataset",
    "noise": "dataset",
    "test_fraction": "dataset",
    "standardize_targets": "dataset",
}


class ControlColumn(QScrollArea):
    """Every control of a run: what is used daily at the top, the rest under "More settings".

    Signals:
        changed(dict): fields and the values that the user wants for them.
        refused(str): one sentence about something typed that has no value.
        dataset_picked(str), open_requested(), columns_requested(): see DataGroup.
        compare_requested(): see ActivationGroup.
        restart_requested(): the user wants the run again from step 0, with the present settings.
    """

    changed = Signal(dict)
    refused = Signal(str)
    dataset_picked = Signal(str)
    open_requested = Signal()
    columns_requested = Signal()
    compare_requested = Signal()
    restart_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("controlColumn")
        self.setAccessibleName(tr("Controls"))
        self.setFixedWidth(px(WIDTH_PX))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lanes = LaneTabs()
        self.data = DataGroup()
        self.activation = ActivationGroup()
        self.rate = RateGroup()
        self.network = NetworkGroup()
        self.cures = CuresGroup()
        self.more = MoreGroup(self.cures)
        self._changes: tuple[Change, ...] | None = None
        self._at: int | None = None
        self._present: RunFacts | None = None
        holder = self._holder = QWidget()
        holder.setObjectName("controlHolder")
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(8, 7, 2, 3)  # on the right is the scroll bar
        rows.setSpacing(4)
        rows.addWidget(self.lanes)
        for group in self.groups:
            group.changed.connect(self.changed)
            group.refused.connect(self.refused)
            if group is not self.cures:  # which has its place in another card
                rows.addWidget(group)
        rows.addStretch(1)
        for kept in (self.activation.kept, self.rate.kept, self.cures, self.more):
            kept.restart_requested.connect(self.restart_requested)
        self.activation.compare_requested.connect(self.compare_requested)
        self.data.dataset_picked.connect(self.dataset_picked)
        self.data.open_requested.connect(self.open_requested)
        self.data.columns_requested.connect(self.columns_requested)
        self.data.task_requested.connect(self.choose_task)
        self.setWidget(holder)
        holder.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width that the words need."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._holder:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Be as wide as usual, or as the widest row needs: the column does not scroll sideways."""
        needed = self._holder.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        width = min(max(px(WIDTH_PX), needed), px(MOST_WIDTH_PX))
        if width != self.width():
            self.setFixedWidth(width)

    @property
    def groups(self) -> tuple[ControlGroup, ...]:
        """The groups from top to bottom."""
        return self.data, self.activation, self.rate, self.network, self.cures, self.more

    @property
    def fields(self) -> dict[str, QWidget]:
        """Every control by its field's name."""
        return {name: control for group in self.groups for name, control in group.controls.items()}

    def refresh(self, config: RunConfig, past: int | None = None) -> None:
        """Show a configuration; emits nothing. `past` marks it as that of a past step, not the one that runs."""
        for group in self.groups:
            group.refresh(config)
        self.data.show_past(past)
        wanted = "false" if past is None else "true"
        for card in (self.lanes, *self.groups):
            theme.apply_property(card, "past", wanted)

    @property
    def settings(self) -> list[str]:
        """The settings that have a control, from top to bottom."""
        return [name for name in (*self._others(), *self.fields) if name in FIELDS]

    def reveal(self, name: str) -> str:
        """Bring a setting into view and give its control the focus; return which setting that was.

        It is another one where the control of this one is only there for some values of the other.
        """
        control = self._others().get(name) or self.fields[name]
        for group in (self.cures, self.more):
            if name in group.controls:
                group.expand(True)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if not (control.isVisibleTo(self) and control.isEnabled()) and name in DEPENDS_ON:
            return self.reveal(DEPENDS_ON[name])
        self.ensureWidgetVisible(control)
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return name

    def _others(self) -> dict[str, QWidget]:
        """Return the controls of settings that have more than one, or a picture of each value."""
        galleries = {"dataset": self.data.gallery, "activation": self.activation.gallery}
        chosen = {
            name: next((card for card in gallery.findChildren(QAbstractButton) if card.isChecked()), gallery)
            for name, gallery in galleries.items()
        }
        return {**chosen, "hidden": self.network.count_box}

    def choose_task(self) -> None:
        """Bring the settings of the change of task into view."""
        self.more.choose_task()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.ensureWidgetVisible(self.more.controls["task_every"])
        self.ensureWidgetVisible(self.more.controls["task_change"])

    def show_data(self, data: Data | None, config: RunConfig) -> None:
        """Show what is known of the data that are trained on."""
        self.data.show_data(data)
        self.more.show_data(data, config)

    def show_lane(self, lane: LaneView) -> None:
        """Show what was measured in the chosen lane: the marks of the rate, and which change kept its weights."""
        self.rate.show_lane(lane)
        if lane.present is not self._present:
            self._present = lane.present
            self.data.show_task(lane.present)
        changes = lane.history.changes
        if changes == self._changes and lane.at == self._at:
            return
        self._changes, self._at = changes, lane.at
        made = [change for change in changes if lane.at is None or change.step <= lane.at]
        latest, names = None, set[str]()
        if made and made[-1].step > 0:
            names = {name for name in made[-1].before.differences(made[-1].after) if not FIELDS[name].judges}
            latest = made[-1].step
        for group, own in (
            (self.activation, {"activation", "alpha"}),
            (self.rate, self.rate.controls.keys()),
        ):
            group.kept.show_step(latest if names & own else None)
        for folded in (self.cures, self.more):
            folded.show_kept(latest, names)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        for group in self.groups:
            group.restyle()
