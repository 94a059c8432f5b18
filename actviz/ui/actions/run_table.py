"""RunTable: the model behind the run library's list; CurveDelegate paints each run's loss."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from actviz.app.run_library import Run
from actviz.diagnosis.findings import capital
from actviz.diagnosis.rule import verdict_label
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import plain, whole
from actviz.recording.recorded import Summary
from actviz.translation import language, mark, tr
from actviz.ui.theme import theme
from actviz.ui.widgets.column_table import ROOT, ColumnTable, Index
from actviz.ui.widgets.text import tip_of

COLUMNS = (
    mark("Loss curve"), mark("Name"), mark("Date"), mark("Data"), mark("Activation"), mark("Network"), mark("Lanes"),
    mark("Step"), mark("Loss"), mark("Accuracy"), mark("Dead"), mark("Verdict"),
)  # fmt: skip
CURVE, NAME, DATE, DATA, ACTIVATION, NETWORK, LANES, STEP, LOSS, ACCURACY, DEAD, VERDICT = range(len(COLUMNS))
NUMBERS = frozenset({LANES, STEP, LOSS, ACCURACY, DEAD})
SORTED_BY = Qt.ItemDataRole.UserRole  # a cell's value, to sort by
SEARCHED = Qt.ItemDataRole.UserRole + 1  # all of a row's words
RUN = Qt.ItemDataRole.UserRole + 2
NONE = "–"
MOST_TIP_NOTES = 8  # more are left out


class RunTable(ColumnTable):
    """One row a run; a run that cannot be read says why in its tip."""

    def __init__(self) -> None:
        super().__init__([tr(column) for column in COLUMNS], NUMBERS)
        self.runs: list[Run] = []

    def show_runs(self, runs: list[Run]) -> None:
        """Show these runs."""
        self.beginResetModel()
        self.runs = runs
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.runs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, tip, colour, alignment, or one of this module's own roles."""
        run, column = self.runs[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(run, column)
        if role == SORTED_BY:
            return _value(run, column)
        if role == SEARCHED:
            return " ".join([*(cell_text(run, c) for c in range(len(COLUMNS))), *_written(run), run.path.name])
        if role == RUN:
            return run
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(run.problem or "\n".join([str(run.path), *_written(run)[:MOST_TIP_NOTES]]))
        if role == Qt.ItemDataRole.ForegroundRole and run.summary is None:
            return QColor(theme.current().muted)
        return None


def cell_text(run: Run, column: int) -> str:
    """Return the text of one cell of a run's row."""
    found = run.summary
    if column == NAME:
        return run.title
    if column == DATE and run.in_use:
        return tr("recording now")
    if column == DATE:
        return datetime.fromtimestamp(run.changed).astimezone().strftime("%Y-%m-%d %H:%M")
    if found is None:
        return tr("unreadable") if column == DATA else ""
    if column == DATA:
        return found.source
    if column == ACTIVATION:
        return ", ".join(ACTIVATIONS[key].label if key in ACTIVATIONS else key for key in found.activations)
    if column == NETWORK:
        return f"{found.depth} × {found.width}"
    if column == LANES:
        return str(found.n_lanes)
    if column == STEP:
        return whole(found.step)
    if column == LOSS:
        return tr("diverged") if found.diverged else NONE if found.loss is None else plain(found.loss, 4)
    if column == ACCURACY:
        return NONE if found.accuracy is None else f"{found.accuracy:.1%}"
    if column == VERDICT:
        return _verdict(found) or NONE
    return f"{found.dead}/{found.units}" if column == DEAD else ""


def _verdict(found: Summary) -> str:
    """Return the verdict as it was told, or, if that was in another language, what such verdicts are called."""
    is_told = not found.verdict_key or found.language == language()
    return found.verdict if is_told else capital(verdict_label(found.verdict_key))


def _written(run: Run) -> list[str]:
    """Return the notes about a run as a whole, and those at its steps."""
    if run.summary is None:
        return []
    notes = [tr("step {step}: {text}", step=whole(note.step), text=note.text) for note in run.summary.step_notes]
    return [*([run.summary.notes] if run.summary.notes else []), *notes]


def _value(run: Run, column: int) -> Any:
    """Return the value that the column is sorted by."""
    found = run.summary
    if column == DATE:
        return run.changed
    if column in NUMBERS or column == CURVE:
        if found is None:
            return math.inf
        numbers = {LANES: found.n_lanes, STEP: found.step, ACCURACY: found.accuracy}
        numbers |= {DEAD: found.dead / max(1, found.units), LOSS: found.loss, CURVE: found.loss}
        value = numbers[column]
        return math.inf if value is None else float(value)
    if column == NETWORK and found is not None:
        return f"{found.depth:06d} {found.width:06d}"
    return cell_text(run, column).casefold()


class CurveDelegate(QStyledItemDelegate):
    """Paints a run's loss over its steps, each on its own scale."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground as any other cell has it, and the curve over it."""
        super().paint(painter, option, index)
        rect = QRectF(option.rect).adjusted(8, 6, -8, -6)
        line = curve_points(index.data(RUN), rect)
        if line:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().lane(0), 1.4))
            painter.drawPolyline(QPolygonF(line))
            painter.restore()


def curve_points(run: Run, rect: QRectF) -> list[QPointF]:
    """Return the loss curve within the rectangle; an empty list where there is none."""
    values = [v for v in (run.summary.curve if run.summary is not None else ()) if math.isfinite(v)]
    if len(values) < 2:
        return []
    low, high = min(values), max(values)
    across, down = rect.width() / (len(values) - 1), rect.height() / ((high - low) or 1.0)
    return [QPointF(rect.left() + i * across, rect.top() + (high - v) * down) for i, v in enumerate(values)]
