"""The lanes side by side in numbers: what differs between them, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from actviz.app.lanes import LaneView, Selection
from actviz.number_text import whole
from actviz.translation import mark, tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.compare.rows import Cell, lane_rows, measures
from actviz.ui.panels.compare.table import BETWEEN, LaneTable


@register
class ComparePanel(Panel):
    """A row for each lane: its name, the settings that only it has, and the verdict of its diagnosis.

    Then its loss on the training set, its accuracy, how much gradient reaches layer 1 (as the verdict bar has it), its
    dead units, and the share of units that do nothing. A tick marks the best value of a column, orange a fault. The
    bars compare the lanes: losses with the largest one, shares with 100 %, gradients from 10⁻⁷ to 10³ on a log scale.
    """

    key = "compare"
    empty_text = mark("Add a lane (Ctrl+L): this panel compares it with the first.")
    needs: ClassVar[frozenset[str]] = frozenset({"wasted"})
    every_frame = True  # so that it never lags behind the verdict bar; it draws only what is new

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._shown: tuple[object, ...] = ()  # what the table was made for
        self.lane_table = LaneTable()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(self._scrolling())
        self._set_needs()
        self.set_empty(True)

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw a row for each lane; with one lane there is nothing to compare."""
        shown = [(lane.name, lane.index, lane.facts, lane.snapshot.measurement, lane.diagnosis) for lane in lanes]
        is_new = (selection.lane, shown) != self._shown
        self._lanes, self._shown = tuple(lanes), (selection.lane, shown)
        if not is_new:
            return
        self._set_needs()
        self.set_empty(len(lanes) < 2)
        if len(lanes) < 2:
            self.set_note("")
            return
        self.lane_table.show_rows(measures(lanes), lane_rows(lanes), min(selection.lane, len(lanes) - 1))
        self.set_note(*_steps(lanes))

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.lane_table.update()

    def table(self) -> list[list[object]]:
        """Return a row for each lane."""
        heads = [measure.heads[0] for measure in measures(self._lanes)]
        rows: list[list[object]] = [["lane", "step", "differs", "verdict", *heads]]
        for lane, row in zip(self._lanes, lane_rows(self._lanes), strict=True):
            cells: Sequence[Cell] = row.cells
            rows.append(
                [
                    lane.name,
                    lane.snapshot.units_step,
                    BETWEEN.join(row.differs),
                    row.verdict,
                    *(cell.text for cell in cells),
                ]
            )
        return rows

    def sentence(self, lane: LaneView) -> str:
        """Say what stands in the lane's row."""
        rows = [row for row in self.lane_table.rows if row.name == lane.name]
        return f"{self.lane_table.text_of(rows[0])}." if rows else ""

    def _scrolling(self) -> QScrollArea:
        """Return an area in which many lanes in large letters can be scrolled."""
        area = QScrollArea()
        area.setObjectName("compareArea")
        area.setAccessibleName(tr("Comparison of the lanes"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(self.lane_table)
        return area

    def _set_needs(self) -> None:
        """Have nothing measured while there is nothing to compare."""
        vars(self)["needs"] = type(self).needs if len(self._lanes) > 1 else frozenset[str]()


def _steps(lanes: Sequence[LaneView]) -> tuple[str, str]:
    """Return what the header tells of steps: that the lanes are at different ones, or their step."""
    steps = {lane.snapshot.units_step for lane in lanes}
    if len(steps) == 1:
        return "", step_text(steps)
    return tr("steps {first} to {last}", first=whole(min(steps)), last=whole(max(steps))), ""
