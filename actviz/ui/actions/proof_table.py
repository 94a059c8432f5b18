"""ProofTable: the model of the table that has the published numbers of a proof beside the measured ones."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from actviz.lessons.proofs.measures import measure_of
from actviz.lessons.proofs.proof import Compared, Outcome, Proof, PublishedNumber
from actviz.number_text import plain, whole
from actviz.translation import mark, tr
from actviz.ui.theme import theme
from actviz.ui.widgets.column_table import ROOT, ColumnTable, Index
from actviz.ui.widgets.text import tip_of

COLUMNS = ("", mark("What"), mark("Published"), mark("Measured"), mark("5 % to 95 % of seeds"))
MARK, WHAT, PUBLISHED, MEASURED, BAND = range(len(COLUMNS))
NUMBERS = frozenset({MEASURED, BAND})
AGREES, DISAGREES, NOT_YET, NONE = "✓", "✗", "", "–"
SPOKEN = {AGREES: mark("agrees"), DISAGREES: mark("does not agree"), NOT_YET: mark("not measured yet")}


class Row(NamedTuple):
    """One value of a published number."""

    cells: tuple[str, ...]  # by column
    rule: str  # what agreement means
    tip: str

    @property
    def mark(self) -> str:
        """Whether it agrees."""
        return self.cells[MARK]


class ProofTable(ColumnTable):
    """One row a value; before a proof is repeated, what was published stands alone."""

    def __init__(self) -> None:
        super().__init__([tr(each) for each in COLUMNS], NUMBERS)
        self.rows: list[Row] = []

    def show_proof(self, proof: Proof, outcome: Outcome | None) -> None:
        """Show what was published of a proof, and, of an outcome, what was measured."""
        self.beginResetModel()
        compared = [None] * len(proof.numbers) if outcome is None else outcome.compared
        pairs = zip(proof.numbers, compared, strict=True)
        self.rows = [row for number, found in pairs for row in _rows(number, found)]
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, tip, colour, alignment, or what a screen reader says."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(row.tip)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == MARK:
            return tr(SPOKEN[row.mark])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and row.mark == DISAGREES:
            return QColor(theme.current().dead_text)
        return None


def _rows(number: PublishedNumber, found: Compared | None) -> list[Row]:
    n_values = max(1, len(number.published), len(number.layers)) if found is None else found.n_values
    rows = []
    for i in range(n_values):
        published = number.in_kind
        if number.published:
            published = plain(number.published[i if len(number.published) == n_values else 0])
        cells = _measured(found, i)
        rows.append(Row((cells[0], _what(number, i, n_values), published, *cells[1:]), number.rule, _tip(number)))
    return rows


def _measured(found: Compared | None, i: int) -> tuple[str, str, str]:
    if found is None:
        return NOT_YET, NONE, NONE
    low, high = found.bands[i]
    return (
        AGREES if found.agreeing[i] else DISAGREES,
        plain(found.medians[i]),
        tr("{low} to {high}", low=plain(low), high=plain(high)),
    )


def _what(number: PublishedNumber, i: int, n_values: int) -> str:
    if n_values == 1 or not measure_of(number.measure).by_layer:
        return number.what
    place = number.layers[i] if number.layers else i + 1
    return tr("{what}, layer {n}", what=number.what, n=place)


def _tip(number: PublishedNumber) -> str:
    where = tr("Published: {where}", where=number.where) if number.where else ""
    named = {"measure": tr(measure_of(number.measure).label), "of": number.of}
    if number.step:
        measured = tr("Measured: {measure}, step {step}; {of}", step=whole(number.step), **named)
    else:
        measured = tr("Measured: {measure}; {of}", **named)
    return "\n".join(line for line in (where, measured, tr("Agrees if: {rule}", rule=number.rule)) if line)
