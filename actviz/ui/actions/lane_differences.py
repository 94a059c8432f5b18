"""DifferencesDialog: the settings that differ between the lanes, as a table that stays up to date."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from actviz.app.lanes import Setup
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS
from actviz.training.config.setting_text import differing_fields
from actviz.translation import mark, tr
from actviz.ui.theme import icons, theme
from actviz.ui.widgets.text import PlainLabel, set_tip


class DifferencesDialog(QDialog):
    """A row for each setting that is not the same in all lanes, a column for each lane."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("What differs between the lanes"))
        self.sentence = PlainLabel()
        self.sentence.setObjectName("muted")
        self.sentence.setWordWrap(True)
        self.table = QTableWidget()
        self.table.setAccessibleName(tr("What differs between the lanes"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFrameShape(QTableWidget.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().setHighlightSections(False)
        self._setup: Setup = ()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.resize(560, 320)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.show_setup(self._setup)

    def show_setup(self, setup: Setup) -> None:
        """Fill the table."""
        self._setup = setup
        names = differing_fields([spec.config for spec in setup])
        n_same = len(FIELDS) - len(names)
        if len(setup) == 1:
            text = tr("There is one lane: add another (Ctrl+L) to compare with.")
        elif not names:
            text = tr(
                "Nothing differs: all {n} settings are the same in the {lanes} lanes.", n=n_same, lanes=len(setup)
            )
        else:
            told = mark("The other {n} settings are the same in the {lanes} lanes.")
            text = tr(told, n=n_same, lanes=len(setup))
        self.sentence.setText(text)
        self.table.setRowCount(len(names))
        self.table.setColumnCount(len(setup))
        self.table.setVerticalHeaderLabels([tr(FIELDS[name].label) for name in names])
        for place, spec in enumerate(setup):
            # A dot, because the style sheet lets no text of a header have a colour of its own.
            header = QTableWidgetItem(icons.dot(theme.current().lane(spec.index), 8, 10), spec.name)
            self.table.setHorizontalHeaderItem(place, header)
            for row, name in enumerate(names):
                item = QTableWidgetItem(value_text(name, spec.config))
                set_tip(item, item.text())
                self.table.setItem(row, place, item)
