"""The list of deaths, births and revivals, with their causes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTableView,
    QVBoxLayout,
)

from actviz.app.lanes import LaneView, Selection
from actviz.training.snapshot import EventCounts, UnitEvent
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.deaths.event_table import (
    CAUSE,
    CAUSES,
    COLUMNS,
    KINDS,
    LAYER,
    NOW,
    STEP,
    UNIT,
    WHAT,
    EventTable,
    Filter,
)
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip

ROW_PX = 21
WIDTHS = {STEP: 60, LAYER: 44, UNIT: 40, WHAT: 80, NOW: 72}
NARROW_WIDTHS, NARROW_PX = {STEP: 42, LAYER: 44, UNIT: 34}, 240  # the cause needs the rest
NOW_NEEDS_PX, WHAT_NEEDS_PX = 440, 380
NARROWEST_BOX_PX, WIDEST_BOX_PX, ARROW_PX = 50, 150, 22
WIDEST_CAUSE = "layers below −0.0088, own step −0.0088"
FOOT_PX, BESIDE_CAUSE_PX = 4, 20


@register
class Deaths(Panel):
    """Every unit that was born dead, died or revived, the newest first, with the cause. A cause has two parts, which
    add up to the change of the unit's pre-activation z on the training example where z was largest: *own step* is the
    change by the unit's own weights and bias, *layers below* the change by its inputs. The larger part is the cause.

    Many deaths by their own step point to a learning rate that is too high; many by the layers below to a shift of
    the activations that runs through the network. Click a row, or use the arrow keys, to select that unit in all
    panels. Where hundreds of units die and revive, not every cause can be computed; units that stay dead come first.
    A unit that dies and revives within about 100 steps is usually not recorded.
    """

    key: ClassVar[str] = "deaths"
    empty_text: ClassVar[str] = "Units that die, come back or are born dead are listed here."

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._selection = Selection()
        self._drawn: tuple[object, ...] = ()
        self.model = EventTable()
        self.view = _WholeRows(self._keep_whole_rows)
        self._set_up_view()
        self.kind_box = _box("Which changes to list", {key: label for key, (label, _) in KINDS.items()})
        self.layer_box = _box("Which layer to list", {"0": "All layers"})
        self.cause_box = _box("Which causes to list", CAUSES)
        self.counts = NumberLabel()
        self.counts.setObjectName("muted")
        self.counts.setFont(theme.tabular(theme.small(self.font())))
        self.counts.setMinimumWidth(1)
        self.counts.setContentsMargins(12, 0, 8, 0)
        self._lay_out()
        for box in (self.kind_box, self.layer_box, self.cause_box):
            box.currentIndexChanged.connect(lambda _index: self._show_rows())
            box.currentIndexChanged.connect(lambda _index: self._share_out())
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self._filling = False
        self.set_empty(True)

    def _set_up_view(self) -> None:
        view, header = self.view, self.view.horizontalHeader()
        view.setModel(self.model)
        view.setObjectName("eventTable")
        view.setAccessibleName("Deaths and revivals")
        set_tip(view, "Click a row to follow that unit")
        view.setFont(theme.tabular(theme.small(self.font())))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_PX)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFont(theme.small(self.font()))
        header.setHighlightSections(False)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(CAUSE, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)

    def _lay_out(self) -> None:
        self._boxes = row = QHBoxLayout()
        row.setContentsMargins(12, 2, 8, 0)
        row.setSpacing(4)
        for box in (self.kind_box, self.layer_box, self.cause_box):
            box.setMinimumWidth(NARROWEST_BOX_PX)  # else the longest entry would hold the panel open
            box.setMaximumWidth(WIDEST_BOX_PX)
            row.addWidget(box)
        row.addStretch(0)
        self._share_out()
        self._column = column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, FOOT_PX)
        column.setSpacing(4)
        column.addWidget(self.counts)
        column.addLayout(row)
        column.addWidget(self.view, 1)

    def _share_out(self) -> None:
        """Give each box a share of the row as its entry is long."""
        for place, box in enumerate((self.kind_box, self.layer_box, self.cause_box)):
            self._boxes.setStretch(place, box.fontMetrics().horizontalAdvance(box.currentText()) + ARROW_PX)

    def _keep_whole_rows(self, height_px: int) -> None:
        """Leave free below the list, which has this height for rows, what is no whole row."""
        margins = self._column.contentsMargins()
        left = (height_px + margins.bottom() - FOOT_PX) % ROW_PX
        if left != margins.bottom() - FOOT_PX:
            margins.setBottom(FOOT_PX + left)
            self._column.setContentsMargins(margins)

    # Drawing

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """List the lanes' events, as far as anything has changed in them."""
        self._lanes = tuple(lanes)
        self.set_empty(not lanes)
        if not lanes:
            return
        self.set_note(step_text(lane.snapshot.units_step for lane in lanes))
        self._show_counts()
        state = tuple(
            part
            for lane in lanes
            for part in (lane.facts, lane.history.events, tuple(u.n_dead for u in lane.snapshot.units))
        )
        if self._drawn != state:
            self._drawn = state
            self._set_layers(max(lane.facts.n_hidden for lane in lanes))
            self._show_rows()
        if selection != self._selection:
            self._selection = selection
            self._mark(selection)

    def _show_counts(self) -> None:
        texts = []
        for lane in self._lanes:
            counts = lane.snapshot.counts or EventCounts()
            name = f"{lane.name}: " if len(self._lanes) > 1 else ""
            texts.append(f"{name}{counts.deaths:,} died · {counts.revivals:,} revived · {counts.born_dead:,} born dead")
        forgotten = max(lane.history.first_event for lane in self._lanes)
        text = "   ".join(texts)
        if forgotten and len(texts) == 1:
            self.counts.set_text(f"{text} · the latest {len(self._lanes[0].history.events):,} are listed", text)
        else:
            self.counts.set_text(text)

    def _set_layers(self, n_layers: int) -> None:
        box = self.layer_box
        if box.count() == n_layers + 1:
            return
        chosen = min(box.currentIndex(), n_layers)
        box.blockSignals(True)
        box.clear()
        for layer in range(n_layers + 1):
            box.addItem(f"Layer {layer}" if layer else "All layers", str(layer))
        box.setCurrentIndex(chosen)
        box.blockSignals(False)

    @property
    def filter(self) -> Filter:
        """Which events the boxes ask for."""
        return Filter(self.kind_box.currentData(), int(self.layer_box.currentData()), self.cause_box.currentData())

    def _show_rows(self) -> None:
        events, names = self._filtered()
        bar = self.view.verticalScrollBar()
        top, current = bar.value(), self.view.currentIndex()
        followed = self.model.events[current.row()] if current.isValid() else None
        seen_first = self.model.events[top] if top and top < len(self.model.events) else None
        self._filling = True
        added = self.model.show_events(events, names, self._lanes)
        if added < 0:
            self._return_to(followed, seen_first)
        elif added and top:
            bar.setValue(top + added)
        self._filling = False

    def _filtered(self) -> tuple[list[UnitEvent], list[str]]:
        """Return the events to list, the newest first, and the name of each one's lane."""
        chosen = self.filter
        found = [chosen.events(lane) for lane in self._lanes]
        events = found[0] if len(found) == 1 else [event for events in found for event in events]
        names = [lane.name for lane, events in zip(self._lanes, found, strict=True) for _ in events]
        if len(found) > 1:
            order = sorted(range(len(events)), key=lambda i: -events[i].step)
            events, names = [events[i] for i in order], [names[i] for i in order]
        return events, names

    def _return_to(self, followed: UnitEvent | None, seen_first: UnitEvent | None) -> None:
        """Find the place again after all rows were exchanged."""
        row = self.model.place_of(followed) if followed is not None else -1
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, STEP))
        row = self.model.place_of(seen_first) if seen_first is not None else -1
        self.view.verticalScrollBar().setValue(max(0, row))

    def _mark(self, selection: Selection) -> None:
        """Mark the latest row of the unit that is followed, if it is in the list and not marked already."""
        current = self.view.currentIndex()
        if current.isValid() and _pair(self.model.events[current.row()]) == selection.pair:
            return
        pairs = (i for i, event in enumerate(self.model.events) if _pair(event) == selection.pair)
        row = next(pairs, -1)
        self._filling = True
        if row < 0:
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.setCurrentIndex(self.model.index(row, STEP))
        self._filling = False

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._filling and current.isValid():
            event = self.model.events[current.row()]
            self.selected.emit(event.layer, event.unit)

    def restyle(self) -> None:
        """Repaint the list; the style sheet holds its colours."""
        self.view.viewport().update()

    def table(self) -> list[list[object]]:
        """Return the listed rows; without any, one that says so."""
        rows: list[list[object]] = [["lane", *(name.lower() for name in COLUMNS), "all about it"]]
        rows += [_cells(self.model, row) for row in range(len(self.model.events))]
        if len(rows) == 1:
            rows += [[lane.name, lane.snapshot.units_step, "", "", "none so far", "", "", ""] for lane in self._lanes]
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns that a narrow panel has no room for; the tips have them."""
        super().resizeEvent(event)
        self.view.setColumnHidden(NOW, self.width() < NOW_NEEDS_PX)
        self.view.setColumnHidden(WHAT, self.width() < WHAT_NEEDS_PX)
        header, widths = self.view.horizontalHeader(), NARROW_WIDTHS if self.width() < NARROW_PX else WIDTHS
        for column in NARROW_WIDTHS:
            header.resizeSection(column, widths[column])
        taken = sum(header.sectionSize(each) for each in WIDTHS if not self.view.isColumnHidden(each))
        needed = self.view.fontMetrics().horizontalAdvance(WIDEST_CAUSE) + BESIDE_CAUSE_PX
        self.model.set_brief(self.width() - taken < needed)


class _FilterBox(QComboBox):
    """A box that cuts its entry with an ellipsis where there is no room for it; Qt cuts through a letter."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame and the entry."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        style, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(style, option, field, self).width()
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(style, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class _WholeRows(QTableView):
    """A list of whole rows only: `fit` gets the height, and its caller leaves the remainder free below."""

    def __init__(self, fit: Callable[[int], None]) -> None:
        super().__init__()
        self._fit = fit

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give back what is no whole row."""
        super().resizeEvent(event)
        self._fit(self.viewport().height())


def _pair(event: UnitEvent) -> tuple[int, int]:
    return event.layer, event.unit


def _cells(model: EventTable, row: int) -> list[object]:
    return [model.names[row], *(model.text(row, column) for column in range(len(COLUMNS))), model.tip(row)]


def _box(name: str, choices: dict[str, str]) -> QComboBox:
    box = _FilterBox()
    box.setObjectName("listFilter")
    box.setAccessibleName(name)
    set_tip(box, name)
    box.setFont(theme.small(box.font()))
    box.setMinimumContentsLength(6)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for key, label in choices.items():
        box.addItem(label, key)
    return box
