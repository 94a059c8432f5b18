"""ProofPage: one proof in words, and the table of its published and measured numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from actviz.lessons.proofs.proof import Outcome, Proof
from actviz.translation import tr
from actviz.ui.actions.proof_table import MARK, WHAT, ProofTable
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import PlainLabel


class ProofPage(QWidget):
    """What an experiment shows, where it was published, how ours differs, and its numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.claim, self.source, self.setting, self.differs = labels = [line() for _ in range(5)]
        self.rule = line()
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        for label in (*labels[2:], self.rule):
            label.setObjectName("muted")
            label.setFont(theme.small(label.font()))
        self.model = ProofTable()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Published and measured numbers"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setFont(theme.tabular(self.table.font()))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), 0, 0, 0)
        column.setSpacing(px(6))
        for label in labels:
            column.addWidget(label)
        column.addWidget(self.table, 1)
        column.addWidget(self.rule)
        self.table.selectionModel().currentRowChanged.connect(self._show_rule)

    def show_proof(self, proof: Proof, outcome: Outcome | None) -> None:
        """Show a proof, and what has been measured of it, if anything."""
        self.heading.setText(proof.title)
        self.claim.setText(proof.claim)
        self.source.setText(proof.source)
        self.setting.setText(tr("Published: {setting}", setting=proof.setting))
        self.differs.setText(tr("Here: {differs}", differs=proof.differs) if proof.differs else "")
        self.differs.setVisible(bool(proof.differs))
        self.model.show_proof(proof, outcome)
        self.table.setColumnWidth(MARK, px(24))
        self.table.setCurrentIndex(self.model.index(0, WHAT))

    @Slot()
    def _show_rule(self) -> None:
        """Say what agreement means for the value in the current row."""
        row = self.table.currentIndex().row()
        self.rule.setText(tr("Agrees if: {rule}", rule=self.model.rows[row].rule) if row >= 0 else "")


def line() -> PlainLabel:
    """Return a label for a sentence, which can be selected and is broken where it is long."""
    label = PlainLabel()
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    return label
