"""The list of the units that died, each with what happened to it and what killed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from actviz.app.lanes import LaneView, Selection
from actviz.number_text import whole
from actviz.training.snapshot import EventCounts
from actviz.training.units.death_text import EARLIER_LAYERS, since_step_0
from actviz.translation import tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.deaths.lives import CAUSES, IN_BRIEF, KINDS, Filter, UnitLife, lives_of, ordered
from actviz.ui.panels.deaths.unit_list import WIDTHS, UnitList
from actviz.ui.panels.deaths.unit_table import COLUMNS, LAST, LAYER, NOW, UNIT, WHAT, UnitTable
from actviz.ui.theme import text_size, theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip

BRIEF_WIDTHS = {LAYER: 42, UNIT: 34, WHAT: 48, LAST: 54}
WHOLE_PX, NOW_NEEDS_PX, LAST_NEEDS_PX = 530, 330, 250  # the widths that whole words and these columns need
NARROWEST_BOX_PX, WIDEST_BOX_PX, ARROW_PX = 50, 150, 22
FOOT_PX, BESIDE_CAUSE_PX = 4, 22


@register
class Deaths(Panel):
    """Every unit that died or was dead from the start, one row each: how often it died, when last, and what killed it
    then. A unit at the brink dies and comes back again and again: it flickers. A cause has two parts, which add up to
    the change of the unit's pre-activation z on the training example where z was largest: the change by the unit's own
    weights and bias, and that by earlier layers, which changed its inputs. The larger part is the cause.

    Many units killed by their own step point to a learning rate that is too high; many killed by earlier layers to a
    shift of the activations that runs through the network. Click a column's name to sort by it, or a row (arrow keys
    and Return do the same) to select that unit in all panels and to see its life. Where hundreds of units die and come
    back, not every cause can be computed; units that stay dead come first. A unit that dies and comes back within about
    100 steps is usually not recorded.
    """

    key: ClassVar[str] = "deaths"

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._selection = Selection()
        self._drawn: tuple[object, ...] = ()
        self._lives: dict[
            int, tuple[object, list[UnitLife]]
        ] = {}  # by the lane's place: its events, and what they tell
        self.model = UnitTable()
        self.view = UnitList(self.model, self._keep_whole_rows)
        self.kind_box = _box(tr("Which units to list"), {key: tr(label) for key, (label, _) in KINDS.items()})
        self.layer_box = _box(tr("Which layer to list"), {"0": tr("All layers")})
        self.cause_box = _box(tr("Which causes to list"), {key: tr(label) for key, (label, _) in CAUSES.items()})
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
        self.view.clicked.connect(self._open)
        self.view.returned.connect(self._open)
        self.view.horizontalHeader().sortIndicatorChanged.connect(lambda *_: self._sort())
        self._filling = False
        self.set_empty(True)

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
        left = (height_px + margins.bottom() - FOOT_PX) % self.view.verticalHeader().defaultSectionSize()
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
        self.set_note("", step_text(lane.snapshot.units_step for lane in lanes))
        self._show_counts()
        state = tuple(
            part
            for lane in lanes
            for part in (lane.facts, lane.at, lane.history.events, tuple(u.n_dead for u in lane.snapshot.units))
        )
        if self._drawn != state:
            self._drawn = state
            self._set_layers(max(lane.facts.n_hidden for lane in lanes))
            self._show_rows()
        if selection != self._selection:
            self._selection = selection
            self._mark(selection)

    def _show_counts(self) -> None:
        counts = [(lane.name, lane.snapshot.counts or EventCounts()) for lane in self._lanes]
        if len(counts) > 1:
            brief = " · ".join(f"{name} {whole(each.deaths)}" for name, each in counts)
            both = " · ".join(f"{name} {whole(each.deaths)}/{whole(each.revivals)}" for name, each in counts)
            self.counts.set_text(tr("deaths/revivals: {each}", each=both), tr("deaths: {each}", each=brief), brief)
            return
        ((_, each),) = counts
        short = tr("{deaths} deaths · {revivals} revivals", deaths=whole(each.deaths), revivals=whole(each.revivals))
        since = since_step_0(self._lanes[0].facts.config)
        text = " · ".join((short, tr("{n} dead {since_step_0}", n=whole(each.born_dead), since_step_0=since)))
        if self._lanes[0].history.first_event:
            n = len(self._lanes[0].history.events)
            listed = tr("the latest {n} changes are listed", n=whole(n))
            self.counts.set_text(f"{text} · {listed}", text, short)
        else:
            self.counts.set_text(text, short)

    def _set_layers(self, n_layers: int) -> None:
        box = self.layer_box
        if box.count() == n_layers + 1:
            return
        chosen = min(box.currentIndex(), n_layers)
        box.blockSignals(True)
        box.clear()
        for layer in range(n_layers + 1):
            box.addItem(tr("Layer {layer}", layer=layer) if layer else tr("All layers"), str(layer))
        box.setCurrentIndex(chosen)
        box.blockSignals(False)

    @property
    def filter(self) -> Filter:
        """Which units the boxes ask for."""
        return Filter(self.kind_box.currentData(), int(self.layer_box.currentData()), self.cause_box.currentData())

    def _show_rows(self, sort_again: bool = False) -> None:
        """List what passes; while the pointer or the keyboard is in the list, the rows keep their order."""
        chosen, several = self.filter, len(self._lanes) > 1
        lives = [life for lane in self._lanes for life in self._lives_of(lane) if chosen.passes(life)]
        rests = not sort_again and (self.view.viewport().underMouse() or self.view.hasFocus())
        places = {life.key: i for i, life in enumerate(self.model.lives)} if rests else {}
        header = self.view.horizontalHeader()
        falling = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        lives = ordered(lives, COLUMNS[header.sortIndicatorSection()], falling, places)
        current, bar = self.view.currentIndex(), self.view.verticalScrollBar()
        followed = self.model.lives[current.row()].key if current.isValid() else None
        top = bar.value()
        self._filling = True
        if self.model.show_lives(lives, several):
            row = self.model.row_of(followed) if followed is not None else -1
            self.view.setCurrentIndex(self.model.index(row, LAYER) if row >= 0 else QModelIndex())
            bar.setValue(0 if sort_again else top)
        self._filling = False

    def _lives_of(self, lane: LaneView) -> Iterable[UnitLife]:
        seen = (lane.history.events, lane.snapshot)
        known = self._lives.get(lane.index)
        if known is None or known[0] != seen:
            known = self._lives[lane.index] = seen, lives_of(lane)
        return known[1]

    def _sort(self) -> None:
        header = self.view.horizontalHeader()
        falling = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self.model.set_order(header.sortIndicatorSection(), falling)
        if self._lanes:
            self._show_rows(sort_again=True)

    def _mark(self, selection: Selection) -> None:
        """Mark the row of the unit that is followed, if it is in the list and not marked already."""
        lane, current = selection.chosen(self._lanes), self.view.currentIndex()
        if current.isValid() and _pair(self.model.lives[current.row()]) == selection.pair:
            return
        row = self.model.row_of((lane.name, *selection.pair)) if lane is not None and selection.pair else -1
        self._filling = True
        self.view.setCurrentIndex(self.model.index(row, LAYER) if row >= 0 else QModelIndex())
        self._filling = False

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._filling and current.isValid():
            self.selected.emit(*_pair(self.model.lives[current.row()]))

    def _open(self, index: QModelIndex) -> None:
        """Show the unit's life beside its row."""
        if index.isValid():
            life = self.model.lives[index.row()]
            self.unit_opened.emit(*_pair(life), self._lanes.index(life.lane) if life.lane in self._lanes else 0)

    def unit_place(self, layer: int, unit: int, lane: int) -> tuple[QWidget, QRect] | None:
        """Return where the unit's row is."""
        row = self.model.row_of((self._lanes[lane].name, layer, unit)) if lane < len(self._lanes) else -1
        box = self.view.visualRect(self.model.index(row, LAYER)) if row >= 0 else QRect()
        port = self.view.viewport()
        whole = QRect(QPoint(0, box.top()), QPoint(port.width() - 1, box.bottom())) & port.rect()
        return None if row < 0 or whole.isEmpty() else (port, whole)

    def restyle(self) -> None:
        """Repaint the list; the style sheet holds its colours."""
        self.view.fit_rows()
        self.view.viewport().update()

    def table(self) -> list[list[object]]:
        """Return the listed rows; without any, one that says so."""
        head = (
            "lane",
            "layer",
            "unit",
            "deaths",
            "revivals",
            "dead from the start",
            "last",
            "cause",
            "now",
            "all about it",
        )
        rows: list[list[object]] = [list(head)]
        rows += [_cells(life) for life in self.model.lives]
        if len(rows) == 1:
            rows += [[lane.name, "", "", 0, 0, "", "", "none so far", "", ""] for lane in self._lanes]
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the words where there is little room, and leave out columns; the tips have all."""
        super().resizeEvent(event)
        brief = self.width() < text_size.px(WHOLE_PX)
        self.view.setColumnHidden(NOW, self.width() < text_size.px(NOW_NEEDS_PX))
        self.view.setColumnHidden(LAST, self.width() < text_size.px(LAST_NEEDS_PX))
        header = self.view.horizontalHeader()
        for column, width in (WIDTHS | (BRIEF_WIDTHS if brief else {})).items():
            header.resizeSection(column, text_size.px(width))
        tight = self.width() < text_size.px(LAST_NEEDS_PX)
        taken = sum(header.sectionSize(each) for each in WIDTHS if not self.view.isColumnHidden(each))
        needed = self.view.fontMetrics().horizontalAdvance(tr(IN_BRIEF[EARLIER_LAYERS])) + BESIDE_CAUSE_PX
        self.model.set_brief(brief, tight=self.width() - taken < needed)
        self.cause_box.setVisible(not tight or self.cause_box.currentIndex() > 0)


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


def _pair(life: UnitLife) -> tuple[int, int]:
    return life.layer, life.unit


def _cells(life: UnitLife) -> list[object]:
    start = "yes" if life.born_dead else "no"
    counts: list[object] = [life.deaths, life.revivals, start, life.latest.step]
    return [life.lane.name, life.layer, life.unit + 1, *counts, life.cause, life.now, life.sentence]


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
