"""NetworkPanel: the header's switches, and the words around the picture."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.joined_text import sentences
from actviz.number_text import whole
from actviz.training.units.structure_text import cures_text
from actviz.translation import mark, tr, tr_count
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.network import fills, tips
from actviz.ui.panels.network.canvas import NetworkCanvas
from actviz.ui.panels.network.edges import KINDS, OFF
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.choice_button import Switch

FILL_TIPS = {
    fills.OWN_MAP: mark(
        "The unit's output over the input plane: orange above what it gives at z = 0, blue below; "
        "flat grey where it is the same for every input."
    ),
    fills.ACTIVE: mark("The share of training examples on which the unit's slope is not zero."),
    fills.MEAN: mark("The unit's mean activation over the training set: orange above zero, blue below."),
}
EDGE_TIPS = {
    "gradient": mark("Each weight's gradient: invisible at 10⁻⁷, full at 0.1, on a log scale."),
    "weight": mark("The size of each weight beside the largest of the network."),
    "update": mark("How far the last step moved each weight: invisible at 10⁻⁹, full at 0.001, on a log scale."),
    "off": mark("No lines."),
}
NO_MAPS = mark("Only for data with two inputs: a unit then has a picture over the input plane.")
CORNER_PX = 5  # below the picture, for the card's round corners
WIDE_PX, SWITCHES_PX = 560, 460  # from these widths on the header has room for whole words, and for switches
BUTTONS_PX = 90  # of the header: its buttons and margins


@register
class NetworkPanel(Panel):
    """The whole network: a column for each layer, from the input on the left to the output on the right, and a tile
    for each unit. A tile shows what its unit responds to: orange where its output is above what it gives at z = 0,
    blue where it is below, flat grey if it is the same for every input. A line shows the gradient, the last change or
    the size of a weight: the thicker, the larger. A dark tile with a vermilion cross is a dead unit: its slope is zero
    on every training example, so it gets no gradient. A hatched tile is linear: its slope is the same on every
    training example. A dotted border marks a nearly silent unit: its output is tiny beside its layer's, but it still
    gets a gradient.

    Below is the gradient river, from the loss on the right back to the input on the left. Its thickness is the
    logarithm of each layer's backward signal, which is how much the loss of an example would change with a
    pre-activation, on a fixed scale from 10⁻⁸ to 10; its colour says the same. Between the layers stands what becomes
    of the signal from one to the next: ÷ 4.1 divides it by 4.1. Where the river is thinner than the dashed waterline,
    the signal is below 1/1,000 of the output layer's (or what you call vanishing): it has vanished. The numbers under
    the river are each layer's weight gradient, RMS. Where the river bursts its banks, the gradient explodes. Drops
    move with the gradient; the menu switches them off.

    An arc over some columns is a skip: what a residual connection carries past them. Its width and colour say, on the
    river's scale, how much gradient comes back over it; the river below shows what comes back over the layers that it
    passes. A bar under a column marks a normalised layer, full on the left where the normalisation is before the
    activation, on the right where it is after it. A tile that is struck through was dropped for the first example of
    the latest batch: each example and each step drops other units. Units are dead in an evaluation, by the running
    statistics and with nothing dropped: in training such a unit may still get gradient, and its tip says so.

    Point at a tile to see its map large in the Learned map, and its lines alone. Click a tile or a heading to select
    that unit or layer in all panels; arrow keys move the selection. From three lanes on, each network is folded to
    its units over a thin river, without lines.
    """

    key: ClassVar[str] = "network"
    every_frame: ClassVar[bool] = True
    needs: ClassVar[frozenset[str]] = frozenset({"weights", "unit_maps", "output_map"})

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes: tuple[LaneView, ...] = ()
        self._switches_for: object = None  # the width, number of lanes and size of tiles that the switches are set for
        self._adjusted_for: list[object] = []  # what the switches and the words are for
        self._is_pointed = False  # whether the mouse is at a hidden unit
        self._described: object = None  # what the note in the header describes
        self.canvas = NetworkCanvas()
        self.canvas.picked.connect(self.selected)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.opened.connect(self.unit_opened)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, CORNER_PX)
        layout.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self.fill_switch = Switch(tr("Tiles"), tr("Tiles"), {f: FILL_TIPS[f] for f in fills.FILLS})
        self.edge_switch = Switch(tr("Lines"), tr("Lines"), {k: EDGE_TIPS[k] for k in KINDS})
        for switch in (self.fill_switch, self.edge_switch):
            switch.chosen.connect(self._on_chosen)
            self.add_header_widget(switch)
            self.menu.addMenu(switch.menu())  # there when the header is too narrow for the switch
        drops = self.menu.addAction(tr("Drops in the river"))
        drops.setCheckable(True)
        drops.setChecked(self.canvas.drops)
        drops.toggled.connect(self.canvas.show_drops)
        self.set_empty(True)

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes, one above the other."""
        self._lanes = tuple(lanes)
        self.set_empty(not lanes)
        if not lanes:
            return
        self.canvas.show_lanes(lanes, selection)
        now: list[object] = [
            *(lane.snapshot.units for lane in lanes),
            *(picture.geometry for picture in self.canvas.pictures),
        ]
        if len(now) == len(self._adjusted_for) and all(map(is_, now, self._adjusted_for)):
            return  # as in most frames: only the rivers are others
        self._adjusted_for = now
        self._apply_modes()
        self._fit_switches()
        self._update_words()

    def place_of(self, anchor: str, lane: int) -> tuple[QWidget, QPoint] | None:
        """Return the place left of the river's numbers; the rest of the picture has no empty place of its own.

        Units of one lane of several have it too: beside the panel's title a mark would not tell which lane is meant.
        """
        shapes = [picture.geometry for picture in self.canvas.pictures]
        has_place = lane < len(shapes) and (anchor == "river" or len(shapes) > 1)
        shape = shapes[lane] if has_place else None
        if shape is None or shape.number_top is None:
            return None
        return self.canvas, QPoint(round(shape.river[0]), round(shape.number_top) - 1)

    def area_of(self, anchor: str, lane: int, layer: int | None) -> tuple[QWidget, QRect] | None:
        """Return where the river is, or a layer's stretch of it, or the column of a layer's units."""
        shape = self.canvas.pictures[lane].geometry if lane < len(self.canvas.pictures) else None
        if shape is None or (anchor != "river" and layer is None):
            return None
        x, y, width, height = shape.river if anchor == "river" else shape.cells
        column = next((each for each in shape.columns if each.layer == layer), None)
        if column is not None:
            width = max(column.width, shape.step if anchor == "river" else column.width + 6)
            x = column.centre - width / 2
        return self.canvas, QRect(round(x), round(y), round(width), round(height))

    def unit_place(self, layer: int, unit: int, lane: int) -> tuple[QWidget, QRect] | None:
        """Return where a unit's tile is."""
        box = self.canvas.unit_box(layer, unit, lane)
        return None if box is None else (self.canvas, box)

    def restyle(self) -> None:
        """Draw in the current theme's colours from now on."""
        self.canvas.restyle()

    def sentence(self, lane: LaneView) -> str:
        """Say how large the network is, how many units are dead, and what is wrong."""
        snapshot, facts = lane.snapshot, lane.facts
        size = tr_count(
            "{n} hidden layer with {units} units, {dead} of them dead at step {step}.",
            "{n} hidden layers with {units} units, {dead} of them dead at step {step}.",
            facts.n_hidden,
            units=whole(facts.n_hidden_units),
            dead=whole(snapshot.n_dead),
            step=whole(snapshot.units_step),
        )
        cures = cures_text(snapshot.config)
        beside = tr("With {cures}.", cures=cures) if cures else ""
        wrong = "" if lane.diagnosis is None else tr("{sentence}.", sentence=lane.diagnosis.headline)
        return sentences((size, beside, wrong))

    def table(self) -> list[list[object]]:
        """Return one row per hidden unit, lane by lane."""
        result: list[list[object]] = [["lane", "step", *tips.COLUMNS]]
        for lane in self._lanes:
            result += [[lane.name, lane.snapshot.step, *row] for row in tips.rows(lane)]
        return result

    def minimumSizeHint(self) -> QSize:
        """Small enough for a crowded window."""
        return QSize(200, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the header's words when there is little room."""
        super().resizeEvent(event)
        self._fit_switches()
        self._update_words()

    def _fit_switches(self) -> None:
        """Show the switches where there is room, and tiles and lines to choose for."""
        width, stage = self.width(), self.canvas.stage
        state = width, px(WIDE_PX), stage.folded, stage.has_room_for_fills
        if state == self._switches_for:
            return
        self._switches_for = state
        chooses = (self.fill_switch, stage.has_room_for_fills), (self.edge_switch, not stage.folded)
        words = self.header.title.sizeHint().width() + sum(switch.width_of(wide=True) for switch, _ in chooses)
        wide = width >= max(px(WIDE_PX), words + px(BUTTONS_PX))
        for switch, has_choice in chooses:
            switch.set_wide(wide)
            switch.setVisible(width >= px(SWITCHES_PX) and has_choice)
            switch.menu().menuAction().setVisible(has_choice)

    def _on_chosen(self, _choice: str) -> None:
        self._apply_modes()

    def _on_pointed(self, unit: Selection | None) -> None:
        self._is_pointed = unit is not None
        self._apply_modes()
        self.unit_pointed.emit(unit)

    def _apply_modes(self) -> None:
        """Pass the switches' choices to the canvas, and ask only for the measurements that they need."""
        maps = all(fills.has_maps(lane) for lane in self._lanes)
        self.fill_switch.allow(fills.OWN_MAP, maps, fallback=fills.ACTIVE, reason=tr(NO_MAPS))
        fill, edge_kind = self.fill_switch.shown, self.edge_switch.shown
        self.canvas.set_modes(fill, edge_kind)
        shapes = [p.geometry for p in self.canvas.pictures if p.geometry is not None]
        needs = {"output_map"} if maps else set()
        if maps and (self._is_pointed or (fill == fills.OWN_MAP and self.canvas.stage.has_room_for_fills)):
            needs.add("unit_maps")
        if edge_kind != OFF and (not shapes or any(g.shows_edges for g in shapes)):
            needs.add("weights")
        vars(self)["needs"] = frozenset(needs)  # this panel's own, before the class's widest

    def _update_words(self) -> None:
        if not self._lanes:
            return
        snapshot = self._lanes[0].snapshot
        if snapshot.units is self._described:
            return
        self._described = snapshot.units
        self.set_note("", step_text(lane.snapshot.units_step for lane in self._lanes))
        words = "; ".join(
            tr_count(
                "{lane}: {n} hidden layer, {dead} of {units} units dead",
                "{lane}: {n} hidden layers, {dead} of {units} units dead",
                lane.facts.n_hidden,
                lane=lane.name,
                dead=lane.snapshot.n_dead,
                units=lane.facts.n_hidden_units,
            )
            for lane in self._lanes
        )
        if words != self.canvas.accessibleDescription():
            self.canvas.setAccessibleDescription(words)
