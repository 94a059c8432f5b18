"""UnitList: the list of the units that died, in whole rows, for mouse and arrow keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from actviz.translation import tr
from actviz.ui.panels.deaths.unit_table import CAUSE, LAST, LAYER, NOW, UNIT, WHAT, UnitTable
from actviz.ui.theme import text_size, theme
from actviz.ui.widgets.text import set_tip

ROW_PX = 21
WIDTHS = {LAYER: 54, UNIT: 46, WHAT: 150, LAST: 62, NOW: 56}


class UnitList(QTableView):
    """A list of whole rows only: `fit` gets the height, and its caller leaves the remainder free below.

    Signals:
        returned(QModelIndex): Return was pressed on a row.
    """

    returned = Signal(QModelIndex)

    def __init__(self, model: UnitTable, fit: Callable[[int], None]) -> None:
        super().__init__()
        self._fit = fit
        self.setModel(model)
        self.setObjectName("eventTable")
        self.horizontalHeader().setAccessibleName(tr("Columns of the units' lives"))
        self.setAccessibleName(tr("Units that died"))
        self.setProperty("arrowKeys", True)  # it takes no other key: Space plays and pauses
        set_tip(self, tr("Click a row to see that unit's life"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self._set_up_headers()

    def _set_up_headers(self) -> None:
        header, rows, small = self.horizontalHeader(), self.verticalHeader(), theme.small(self.font())
        header.setFont(small)
        self.setFont(theme.tabular(small))
        rows.hide()
        self.fit_rows()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(CAUSE, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)  # its arrow would cover the name; the model marks the column
        header.setSortIndicator(LAST, Qt.SortOrder.DescendingOrder)
        for column, width in WIDTHS.items():
            header.resizeSection(column, text_size.px(width))

    def fit_rows(self) -> None:
        """Make the rows as high as the text in use needs."""
        self.verticalHeader().setDefaultSectionSize(text_size.px(ROW_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give back what is no whole row."""
        super().resizeEvent(event)
        self._fit(self.viewport().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row with Return; leave Space and letters to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returned.emit(self.currentIndex())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)
