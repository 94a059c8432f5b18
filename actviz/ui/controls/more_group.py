"""MoreGroup: all settings that are not of daily use, folded away at first."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from actviz.data import DATASETS, Data
from actviz.data.task_changes import TASK_CHANGES
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import SCHEDULES
from actviz.training.config.config import FIELDS, RunConfig
from actviz.translation import mark, tr
from actviz.ui.controls.cures_group import CuresGroup
from actviz.ui.controls.edge_of_chaos import EdgeLabel
from actviz.ui.controls.folded_group import FoldedGroup, FoldedSettings
from actviz.ui.controls.given_weights import GivenWeightsRow
from actviz.ui.controls.group import ROW_PX, field_tip
from actviz.ui.theme import icons, theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.roving_focus import RovingFocus
from actviz.ui.widgets.term_link import link_term
from actviz.ui.widgets.text import PlainLabel, paragraphs, rich, set_tip

MAX_SEED = 9999  # the largest that the dice draws: short enough to be said aloud


class MoreSettings(FoldedSettings):
    """The settings of training, initial weights, data and verdict, generated from the table of fields."""

    def __init__(self) -> None:
        super().__init__()
        self._add_heading(mark("Training"))
        self.add_choice("optimizer", OPTIMIZERS)
        self.momentum_row = self.add_number("momentum", 0.1)
        self.nesterov_box = self.add_check("nesterov")
        self._add_schedule()
        self.add_log("batch_size", 1, 1000)
        self.add_log("recycle_every", 10, 10_000)
        self.add_log("weight_decay", 1e-6, 1.0)
        self.add_log("clip_norm", 0.01, 100.0)
        self.per_unit_box = self.add_check("prelu_per_unit")
        self.column.addWidget(self.kept)
        self._add_heading(mark("Initial weights"))
        self.given = GivenWeightsRow()
        self.given.draw_requested.connect(lambda: self.changed.emit({"weights_file": None}))
        self.column.addWidget(self.given)
        self.add_choice("initializer", INITIALIZERS)
        self.add_log("init_scale", 0.01, 10.0)
        self.edge_label = EdgeLabel()
        self.column.addWidget(self.edge_label)
        self.add_number("bias_init", 0.5)
        self.add_log("bias_spread", 0.01, 10.0)
        self._add_heading(mark("Data"))
        self.examples_row = self.add_log("n_examples", 10, 20_000)
        self.noise_row = self.add_number("noise", 0.05)
        self.test_row = self.add_number("test_fraction", 0.05)
        self.add_check("standardize")
        self.targets_box = self.add_check("standardize_targets")
        self._add_tasks()
        self._add_seed()
        self._add_heading(mark("Call the gradient"))
        self.add_number("vanishing_below", 0.001)
        self.add_number("exploding_above", 10.0)
        for kind in (QLabel, QComboBox, QCheckBox):
            for part in self.findChildren(kind):
                if not part.testAttribute(Qt.WidgetAttribute.WA_SetFont):
                    part.setFont(theme.small(part.font()))
        self._refreshers.append(self._show)
        self.restyle()

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.dice_button.setIcon(icons.icon("dice"))

    def show_data(self, data: Data | None, config: RunConfig) -> None:
        """Offer to standardise targets of a regression, and a test share of data that have no test set of their own."""
        self.test_row.setEnabled(data is None or data.n_test == 0)
        task = DATASETS[config.dataset].task if data is None else data.task
        self.targets_box.setVisible(task == "regression")

    def _add_schedule(self) -> None:
        self.add_choice("schedule", SCHEDULES)
        self.schedule_rows = {
            "schedule_steps": self.add_log("schedule_steps", 10, 100_000),
            "schedule_every": self.add_log("schedule_every", 1, 10_000),
            "schedule_factor": self.add_log("schedule_factor", 0.001, 1.0),
        }
        self.add_log("warmup_steps", 1, 10_000)

    def _add_tasks(self) -> None:
        self.add_choice("task_change", TASK_CHANGES)
        self.task_row = self.add_log("task_every", 10, 100_000)
        box = self.add_choice("task_dataset", DATASETS)
        self.other_data_rows = [box, *(label for label in self.findChildren(PlainLabel) if label.buddy() is box)]

    def _add_heading(self, text: str) -> None:
        heading = PlainLabel(tr(text))
        heading.setObjectName("panelTitle")
        link_term(heading, f"word:{text}")
        self.column.addSpacing(4)
        self.column.addWidget(heading)

    def _add_seed(self) -> None:
        box = self._number_box("seed", 1)
        row = self.add_row(FIELDS["seed"].label, box, field_tip(FIELDS["seed"]))
        self.dice_button = tool_button("tool", "", tr("Another seed: other data, weights and batches"), tr("New seed"))
        self.dice_button.setProperty("iconOnly", True)
        self.dice_button.setFixedSize(px(ROW_PX), px(ROW_PX))
        self.dice_button.clicked.connect(lambda: self.changed.emit({"seed": secrets.randbelow(MAX_SEED + 1)}))
        line = row.layout()
        assert isinstance(line, QHBoxLayout)
        line.insertWidget(1, self.dice_button)

    def _show(self, config: RunConfig) -> None:
        uses = OPTIMIZERS[config.optimizer].uses_momentum
        self.momentum_row.setVisible(uses)
        self.nesterov_box.setVisible(uses)
        self.nesterov_box.setEnabled(config.momentum > 0)
        tip = field_tip(FIELDS["nesterov"])
        set_tip(
            self.nesterov_box, tip if config.momentum > 0 else rich(tip, paragraphs(tr("Needs a momentum above 0.")))
        )
        for name, row in self.schedule_rows.items():
            row.setVisible(name in SCHEDULES[config.schedule].uses)
        self.task_row.setVisible(config.task_change != "none")
        for row in self.other_data_rows:
            row.setVisible(TASK_CHANGES[config.task_change].other_data)
        self.per_unit_box.setVisible(any(ACTIVATIONS[key].learns_alpha for key in config.activations))
        self.given.show_file(config.weights_file)
        if not self.isHidden():
            self.edge_label.show_config(config)
        from_file = config.data_path is not None
        self.examples_row.setEnabled(not from_file)
        self.noise_row.setEnabled(not from_file and DATASETS[config.dataset].has_noise)


class MoreGroup(FoldedGroup[MoreSettings]):
    """All settings that are not of daily use, and the cures, behind two buttons on one line."""

    def __init__(self, cures: CuresGroup, parent: QWidget | None = None) -> None:
        """`cures` gets its place in this card, so that both need no more than one line while they are folded."""
        super().__init__(mark("More settings"), mark("Show or hide all other settings"), MoreSettings, parent)
        self._data: tuple[Data | None, RunConfig] | None = None
        line = QHBoxLayout()
        line.setSpacing(4)
        for button in (cures.fold_button, self.fold_button):
            line.addWidget(button, 1, Qt.AlignmentFlag.AlignLeft)  # halves: neither moves the other
        RovingFocus(self).set_widgets([cures.fold_button, self.fold_button])
        self.card.insertLayout(0, line)
        self.card.insertWidget(1, cures)
        self.restyle()

    def show_data(self, data: Data | None, config: RunConfig) -> None:
        """Offer what suits the data."""
        self._data = data, config
        if self._body is not None:
            self._body.show_data(data, config)

    def _show_all(self, body: MoreSettings) -> None:
        super()._show_all(body)
        if self._data is not None:
            body.show_data(*self._data)

    def choose_task(self) -> None:
        """Show the settings of the change of task, and let the keyboard choose one."""
        self.expand(True)
        self.controls["task_change"].setFocus(Qt.FocusReason.ShortcutFocusReason)
