"""RunList: the table of recorded runs as a widget, and which of them it shows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from actviz.app.run_library import Run
from actviz.translation import tr
from actviz.ui.actions.run_table import CURVE, DATE, NAME, RUN, SEARCHED, SORTED_BY, CurveDelegate, RunTable
from actviz.ui.theme.text_size import px

ROW_PX = 34
WIDTHS_PX = (88, 150, 138, 72, 96, 70, 52, 66, 66, 74, 58, 150)  # at the usual size of text; the name has the rest


class ShownRuns(QSortFilterProxyModel):
    """The runs that have all of some words, in any order; short ones only on demand."""

    def __init__(self, runs: RunTable) -> None:
        super().__init__()
        self._words: list[str] = []
        self._with_short = False
        self.setSourceModel(runs)
        self.setSortRole(SORTED_BY)

    def show_only(self, words: str, with_short: bool) -> None:
        """Show the runs that have these words."""
        self._words, self._with_short = words.casefold().split(), with_short
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the run of this row is shown."""
        index = self.sourceModel().index(row, 0, parent)
        text = str(index.data(SEARCHED)).casefold()
        return (self._with_short or not index.data(RUN).is_short) and all(word in text for word in self._words)


class RunList(QTableView):
    """A row for each run, the newest first; several can be chosen."""

    def __init__(self, shown: ShownRuns) -> None:
        super().__init__()
        self.setAccessibleName(tr("Recorded sessions"))
        self.setModel(shown)
        self.setItemDelegateForColumn(CURVE, CurveDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.sortByColumn(DATE, Qt.SortOrder.DescendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(ROW_PX))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        for column, width in enumerate(WIDTHS_PX):
            header.resizeSection(column, px(width))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    @property
    def chosen(self) -> list[Run]:
        """The selected runs, from top to bottom."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [index.data(RUN) for index in rows]
