"""ReadingRow: how a file is read: delimiter, decimal sign, first row, empty cells, rows, and a test file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QSizePolicy, QWidget

from actviz.app.data_look import Look
from actviz.data.reading.choices import DataChoices
from actviz.number_text import whole
from actviz.outside_text import read_number
from actviz.translation import mark, tr
from actviz.ui.theme import theme
from actviz.ui.widgets.buttons import push_button
from actviz.ui.widgets.text import PlainLabel, set_tip

FOUND = mark("as found")
OPTIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "delimiter": (
        mark("Between columns"), mark("The sign between the columns of a text file"),
        {FOUND: None, mark("comma"): ",", mark("semicolon"): ";", mark("tab"): "\t", mark("blanks"): " ", "|": "|"},
    ),
    "decimal": (
        mark("Decimal sign"), mark("The decimal sign of a text file"),
        {FOUND: None, mark("point"): ".", mark("comma"): ","},
    ),
    "header": (
        mark("First row"), mark("Whether the first row of a text file holds the names of the columns"),
        {FOUND: None, mark("names"): True, mark("data"): False},
    ),
    "missing": (
        mark("Empty cells"), mark("What becomes of rows with an empty cell"),
        {mark("as suits"): None, mark("leave rows out"): "drop", mark("fill with the median"): "median"},
    ),
}  # fmt: skip
OF_TEXTS = ("delimiter", "decimal", "header")  # other formats say these themselves


class ReadingRow(QWidget):
    """The fields; the choices that they make are checked before anybody hears of them.

    Signals:
        edited(object): the user has made other DataChoices.
        refused(str): one sentence about what cannot be chosen.
    """

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = DataChoices()
        self.boxes: dict[str, QComboBox] = {}
        self._labels: dict[str, PlainLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        for place, (name, (label, tip, values)) in enumerate(OPTIONS.items()):
            box = QComboBox()
            box.addItems(list(map(tr, values)))
            box.activated.connect(lambda at, name=name: self._edit(name, list(OPTIONS[name][2].values())[at]))
            self.boxes[name] = box
            self._add(grid, place, name, tr(label), tr(tip), box)
        self.missing_field = QLineEdit()
        self.missing_field.setPlaceholderText(tr("such as -200 or ?"))
        self.missing_field.editingFinished.connect(self._on_missing)
        self._add(
            grid, 4, "missing_values", tr("Also empty"),
            tr("Cells that mean that a value is missing; several by commas"),
            self.missing_field,
        )  # fmt: skip
        self.rows_field = QLineEdit()
        self.rows_field.setPlaceholderText(tr("all"))
        self.rows_field.editingFinished.connect(self._on_rows)
        self._add(
            grid, 5, "rows", tr("Rows"), tr("How many rows to use: a random sample, balanced over classes"),
            self.rows_field,
        )  # fmt: skip
        self.test_button = push_button(
            tr("none …"), tr("A second file with the same columns, whose rows are the test set")
        )
        self.test_button.setAccessibleName(tr("Test file"))
        self.test_button.clicked.connect(self._ask_for_test_file)
        self._add(grid, 6, "test_file", tr("Test file"), self.test_button.toolTip(), self.test_button)

    def _add(self, grid: QGridLayout, place: int, name: str, label: str, tip: str, field: QWidget) -> None:
        caption = PlainLabel(label)
        caption.setObjectName("muted")
        caption.setFont(theme.small(caption.font()))
        caption.setBuddy(field)
        field.setAccessibleName(label)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.setMinimumWidth(70)
        set_tip(field, tip)
        grid.addWidget(caption, 0, place)
        grid.addWidget(field, 1, place, Qt.AlignmentFlag.AlignVCenter)
        self._labels[name] = caption

    def show_choices(self, choices: DataChoices) -> None:
        """Show these choices."""
        self._choices = choices
        for name, (_, _, values) in OPTIONS.items():
            value = getattr(choices, name)
            if value not in values.values():  # another character of the user's, from the command line
                self.boxes[name].setEditable(False)
                continue
            self.boxes[name].setCurrentIndex(list(values.values()).index(value))
        self.missing_field.setText(", ".join(choices.missing_values))
        self.rows_field.setText("" if choices.rows is None else whole(choices.rows))
        self.test_button.setText(tr("none …") if choices.test_file is None else Path(choices.test_file).name)

    def show_look(self, look: Look) -> None:
        """Offer what there is to choose for this file."""
        is_text = look.table.lines is not None
        for name in OF_TEXTS:
            self.boxes[name].setVisible(is_text)
            self._labels[name].setVisible(is_text)

    def _edit(self, name: str, value: Any) -> None:
        try:
            choices = replace(self._choices, **{name: value})
        except ValueError as problem:
            self.refused.emit(str(problem))
            self.show_choices(self._choices)
            return
        if choices != self._choices:
            self.show_choices(choices)
            self.edited.emit(choices)

    def _on_missing(self) -> None:
        texts = (text.strip() for text in self.missing_field.text().split(","))
        self._edit("missing_values", tuple(text for text in texts if text))

    def _on_rows(self) -> None:
        text = self.rows_field.text().strip().replace(",", "")
        try:
            self._edit("rows", int(read_number(text, whole=True)) if text and text not in ("all", tr("all")) else None)
        except ValueError:
            told = tr("Rows must be a whole number of at least 2, or empty for all, got {text}.", text=repr(text[:40]))
            self.refused.emit(told)
            self.show_choices(self._choices)

    def _ask_for_test_file(self) -> None:
        if self._choices.test_file is not None:
            self._edit("test_file", None)
            return
        path, _ = QFileDialog.getOpenFileName(self, tr("Test file"), "")
        if path:
            self._edit("test_file", path)
