"""The controls of the network, its training and its data, generated from the table of fields."""

from __future__ import annotations

import secrets
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from actviz.data import DATASETS, Data
from actviz.data.columns import ColumnFacts
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.number_text import plain
from actviz.training.config.config import FIELDS, MAX_LAYERS, RunConfig
from actviz.ui.controls.fields import CountBox, UnitsBox
from actviz.ui.controls.group import FIELD_WIDTH_PX, ROW_PX, ControlGroup, field_tip
from actviz.ui.theme import icons, theme
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.text import PlainLabel, Rich, italic, paragraphs, rich, set_tip, without_mnemonic

OPEN_TIP = "Train on a CSV, NPZ or IDX file of your own, or drop it on the window (Ctrl+O)"
MOST_COLUMNS = 12  # whose facts the tip lists
MAX_SEED = 9999  # the largest that the dice draws: short enough to be said aloud


class NetworkGroup(ControlGroup):
    """The controls of depth, width and initial weights."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("network", "Network", parent)
        self._hidden: tuple[int, ...] = RunConfig().hidden
        restarts = italic("Starts the run again from step 0.")
        self.count_box = CountBox(
            1, MAX_LAYERS, "Hidden layers", paragraphs(f"How many hidden layers, 1 to {MAX_LAYERS}.", restarts)
        )
        self.units_box = UnitsBox("Units a layer")
        for box in (self.count_box, self.units_box):
            box.setFixedWidth(FIELD_WIDTH_PX)
            box.refused.connect(self.refused)
        self.count_box.committed.connect(self._on_count)
        self.units_box.committed.connect(lambda sizes: self.changed.emit({"hidden": sizes}))
        self.add_row("Hidden layers", self.count_box, Rich(self.count_box.toolTip()))
        self.add_row(
            "Units a layer",
            self.units_box,
            paragraphs(
                "Units of every hidden layer; or each layer's own, such as 32x4,16,8: four layers of 32, one of 16, "
                "one of 8.",
                restarts,
            ),
        )
        self._refreshers.append(self._show)
        self.add_choice("initializer", INITIALIZERS)
        self.add_log("init_scale", 0.01, 10.0)
        self.add_number("bias_init", 0.5)

    def _show(self, config: RunConfig) -> None:
        self._hidden = config.hidden
        self.count_box.show_text(str(len(config.hidden)))
        self.units_box.show_hidden(config.hidden)

    def _on_count(self, count: object) -> None:
        if not isinstance(count, int) or not 1 <= count <= MAX_LAYERS:
            self.refused.emit(f"hidden must have between 1 and {MAX_LAYERS} layers, got {count}")
            return
        longer = self._hidden + self._hidden[-1:] * max(0, count - len(self._hidden))
        self.changed.emit({"hidden": longer[:count]})


class TrainingGroup(ControlGroup):
    """The controls of the optimizer, and the limits of the gradient's verdict."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("training", "Training", parent)
        self.add_log("learning_rate", 1e-4, 10.0)
        self.add_choice("optimizer", OPTIMIZERS)
        self.momentum_row = self.add_number("momentum", 0.1)
        self.nesterov_box = self.add_check("nesterov")
        self.add_log("batch_size", 1, 1000)
        self.add_log("weight_decay", 1e-6, 1.0)
        self.add_log("clip_norm", 0.01, 100.0)
        self.add_number("vanishing_below", 0.001)
        self.add_number("exploding_above", 10.0)
        self._refreshers.append(self._show)

    def _show(self, config: RunConfig) -> None:
        uses = OPTIMIZERS[config.optimizer].uses_momentum
        self.momentum_row.setVisible(uses)
        self.nesterov_box.setVisible(uses)
        self.nesterov_box.setEnabled(config.momentum > 0)
        tip = field_tip(FIELDS["nesterov"])
        set_tip(self.nesterov_box, tip if config.momentum > 0 else rich(tip, paragraphs("Needs a momentum above 0.")))


class DataGroup(ControlGroup):
    """The controls of the data set, the split and the seed.

    Signals:
        dataset_picked(str): a built-in data set was chosen.
        open_requested(): the user wants to open a file.
    """

    dataset_picked = Signal(str)
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("data", "Data", parent)
        self.dataset_box = self.make_box(DATASETS)
        self.dataset_box.activated.connect(lambda index: self.dataset_picked.emit(self.dataset_box.itemData(index)))
        self.controls["dataset"] = self.dataset_box
        self.add_row(FIELDS["dataset"].label, self.dataset_box, field_tip(FIELDS["dataset"]))
        self.open_button = tool_button("tool", "Open data…", OPEN_TIP)
        self.open_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.open_button.setIconSize(QSize(14, 14))
        self.open_button.setFixedHeight(ROW_PX)
        self.open_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.open_button.clicked.connect(self.open_requested)
        self.column.addWidget(self.open_button)
        self.hints = PlainLabel()
        self.hints.setWordWrap(True)
        self.hints.setFont(theme.small(self.hints.font()))
        self.hints.hide()
        self.column.addWidget(self.hints)
        self.examples_row = self.add_log("n_examples", 10, 20_000)
        self.noise_row = self.add_number("noise", 0.05)
        self.add_number("test_fraction", 0.05)
        self.add_check("standardize")
        self.targets_box = self.add_check("standardize_targets")
        self._add_seed()
        self._refreshers.append(self._show)
        self.restyle()

    def restyle(self) -> None:
        """Apply the theme's colours."""
        super().restyle()
        if hasattr(self, "dice_button"):
            self.dice_button.setIcon(icons.icon("dice"))
            self.open_button.setIcon(icons.icon("open"))

    def _add_seed(self) -> None:
        box = self._number_box("seed", 1)
        box.setFixedHeight(ROW_PX)
        box.setFixedWidth(FIELD_WIDTH_PX - ROW_PX - 6)
        self.dice_button = tool_button("tool", "", "Another seed: other data, weights and batches", "New seed")
        self.dice_button.setProperty("iconOnly", True)
        self.dice_button.setFixedSize(ROW_PX, ROW_PX)
        self.dice_button.clicked.connect(lambda: self.changed.emit({"seed": secrets.randbelow(MAX_SEED + 1)}))
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.dice_button)
        line.addWidget(box)
        self.add_row(FIELDS["seed"].label, pair)

    def show_data(self, data: Data | None, config: RunConfig) -> None:
        """Show hints on the user's data and facts of the columns; offer to standardise the targets of a regression."""
        task = DATASETS[config.dataset].task if data is None else data.task
        self.targets_box.setVisible(task == "regression")
        hints = () if data is None else data.hints
        self.hints.setText("\n".join(hints))
        self.hints.setVisible(bool(hints))
        if data is None:
            set_tip(self.open_button, OPEN_TIP)
        else:
            rows = [_column_text(column) for column in data.columns[:MOST_COLUMNS]]
            more = len(data.columns) - len(rows)
            set_tip(self.open_button, paragraphs(OPEN_TIP, *rows, *([f"… and {more:,} more"] if more else [])))

    def _show(self, config: RunConfig) -> None:
        from_file = config.data_path is not None
        name = Path(config.data_path).name if config.data_path else ""
        self.dataset_box.setPlaceholderText(name)
        self.dataset_box.setCurrentIndex(-1 if from_file else self.dataset_box.findData(config.dataset))
        set_tip(self.dataset_box, paragraphs(config.data_path or DATASETS[config.dataset].story))
        metrics = self.open_button.fontMetrics()
        text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, 150) if from_file else "Open data…"
        self.open_button.setText(without_mnemonic(text))
        self.examples_row.setEnabled(not from_file)
        self.noise_row.setEnabled(not from_file and DATASETS[config.dataset].has_noise)


def _column_text(column: ColumnFacts) -> str:
    """Return the facts of a column in one line: "age: 41 ± 12, 18 to 90"."""
    mean, deviation, least, largest = map(plain, (column.mean, column.deviation, column.least, column.largest))
    return f"{column.name}: {mean} ± {deviation}, {least} to {largest}"
