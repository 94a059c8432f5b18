"""One unit: its state and the reason, its pre-activations, its activity over time, its weights, its own map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import signed, whole
from actviz.training.snapshot import UnitEvent
from actviz.training.unit_state import UnitFacts
from actviz.training.units.death_text import cause_sentence, config_at, own_parts
from actviz.training.units.structure_text import formula_of_z, outputs_words
from actviz.translation import mark, tr
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.unit.cause import DeathCause
from actviz.ui.panels.unit.head import UnitHead, reason_text
from actviz.ui.panels.unit.layout import PARTS, Heights, arrange, reason_lines
from actviz.ui.panels.unit.map import UnitMap
from actviz.ui.panels.unit.plots import UnitActivity, UnitHistogram
from actviz.ui.panels.unit.state_text import alpha_of, state_of
from actviz.ui.panels.unit.weight_bars import SignedBar, SignedBars
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel
from actviz.ui.widgets.text import set_tip

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
MOST_WEIGHTS = 64
BOTTOM_PX = 4  # left free: a plot would cover the card's round corners
NO_UNIT = mark(
    "Click a tile in the network to see that unit here: its state and the reason, its activity, its weights."
)


@register
class Unit(Panel):
    """One unit, over the whole run. The first lines give its state. For a dead unit comes next what killed it: on the
    training example where its pre-activation z was largest, the bars show how far its own weights, its own bias and
    earlier layers moved z at its death. Together they are the whole change of z; the larger part, its own or that of
    earlier layers, is the cause. Then it says whether further training can bring the unit back.

    The histogram shows z over the whole training set, with the region of zero slope tinted: a unit is dead when all
    examples lie inside. Below are the share of examples on which it is active (its slope is not 0), with crosses where
    it died and triangles where it came back; its weights, the largest first; and for 2-D data its output over the input
    plane, with the line where it becomes active.

    Where a normalisation stands before the activation, or a skip is added there, weights times inputs add up to a, and
    the histogram's axis says how z comes from a, with this unit's numbers. Its own part of a death is then its own
    layer's step, γ, β and statistics included. States are those of an evaluation: by the running statistics, nothing
    dropped. Arrow keys select the next unit or layer.
    """

    key: ClassVar[str] = "unit"
    empty_text: ClassVar[str] = NO_UNIT
    needs: ClassVar[frozenset[str]] = frozenset({"unit"})

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._selection = Selection()
        self._shown: tuple[object, ...] = ()  # run, layer and unit on show
        self._events_of: object = None
        self._events: list[UnitEvent] = []
        self.head = UnitHead(self.body)
        self.cause = DeathCause()
        self.reason = WrappedLabel()
        self.reason.setFont(theme.tabular(theme.small(self.body.font())))
        self.reason.setObjectName("muted")
        self.reason.setContentsMargins(12, 0, 12, 0)
        self.histogram = UnitHistogram()
        self.activity = UnitActivity()
        self.map = UnitMap()
        self.incoming = SignedBars(tr("weights in"))
        self.outgoing = SignedBars(tr("weights out"))
        self.parts: dict[str, QWidget] = {
            "head": self.head,
            "cause": self.cause,
            "reason": self.reason,
            "histogram": self.histogram.plot.widget,
            "activity": self.activity.plot.widget,
            "map": self.map,
            "incoming": self.incoming,
            "outgoing": self.outgoing,
        }
        for part in self.parts.values():
            part.setParent(self.body)
        self._wanted: frozenset[str] = frozenset()
        self._n_others = 0  # other lanes whose unit's state is given
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("arrowKeys", True)
        self.set_empty(True)
        self.restyle()

    # Drawing

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the unit of the chosen lane; the others' states are named."""
        self._lanes, self._selection = tuple(lanes), selection
        lane = self._lane()
        facts = lane.snapshot.unit if lane is not None else None
        waiting = facts is None or (facts.layer, facts.unit) != selection.pair
        if selection.pair is None:
            self.set_empty(True, tr(NO_UNIT))
        elif lane is None:
            self.set_empty(True, tr("This network has no such unit any more: click another tile."))
        elif waiting and not self._still_shows(lane):
            self.set_empty(True, tr("This unit is being measured."))
        if lane is None or waiting or facts is None:
            return
        self.set_empty(False)
        self._draw_unit(lane, facts)

    def _lane(self) -> LaneView | None:
        pair = self._selection.pair
        if pair is None:
            return None
        layer, unit = pair
        lane = self._selection.chosen(self._lanes)
        has = lane is not None and layer <= lane.facts.n_hidden and unit < lane.facts.sizes[layer]
        return lane if has else None

    def _still_shows(self, lane: LaneView) -> bool:
        return self._shown == (lane.facts.run, lane.index, self._selection.pair)

    def _draw_unit(self, lane: LaneView, facts: UnitFacts) -> None:
        shown = (lane.facts.run, lane.index, (facts.layer, facts.unit))
        if shown != self._shown:
            self._shown, self._events_of = shown, None
            self.histogram.reset()
            self.activity.reset()
        if lane.history.events is not self._events_of:
            self._events_of = lane.history.events
            at = facts.layer, facts.unit
            self._events = [e for e in lane.history.events if (e.layer, e.unit) == at]
        snapshot = lane.snapshot
        activation = ACTIVATIONS[snapshot.config.activations[facts.layer - 1]]
        colour = theme.current().lane(lane.index)
        self.set_note("", tr("step {step}", step=whole(snapshot.units_step)))
        dead = bool(snapshot.units[facts.layer - 1].dead[facts.unit])
        death = next((e for e in reversed(self._events) if e.kind in ("death", "born dead")), None) if dead else None
        others = self._others(lane, facts.layer, facts.unit)
        self.head.show_unit(lane, facts.layer, facts.unit, len(self._lanes) > 1)
        reason = reason_text(lane, (facts.layer, facts.unit), facts, self._events, others)
        self.reason.set_text(reason)
        set_tip(self.reason, reason)
        if death is not None:
            self.cause.show_death(death, lane.history.changes, snapshot.config, lane.history.tasks)
        active = float(snapshot.units[facts.layer - 1].active_fraction[facts.unit])
        alpha = alpha_of(lane, facts)
        self.histogram.show_histogram(facts.histogram, activation.flat_regions(alpha), colour)
        can_die = snapshot.config.can_die[facts.layer - 1]
        self.activity.show_activity(facts, self._events, (snapshot.units_step, active), colour, can_die)
        if facts.z_map is not None and facts.h_map is not None:
            self.map.show_map(lane.present, activation, alpha, facts.z_map, facts.h_map)
        self._show_weights(lane, facts)
        wanted = set(PARTS)
        if death is None:
            wanted.discard("cause")
        if facts.z_map is None:
            wanted.discard("map")
        if wanted != self._wanted or len(others) != self._n_others:
            self._wanted, self._n_others = frozenset(wanted), len(others)
            self._place()

    def _others(self, lane: LaneView, layer: int, unit: int) -> list[LaneView]:
        """Return the other lanes that have such a unit."""
        return [v for v in self._lanes if v is not lane and layer <= v.facts.n_hidden and unit < v.facts.sizes[layer]]

    def _show_weights(self, lane: LaneView, facts: UnitFacts) -> None:
        layer, sizes = facts.layer, lane.facts.sizes
        names = lane.present.input_texts
        if layer == 1:
            sources = [names[i] if i < len(names) else f"x{i + 1}" for i in range(sizes[0])]
        else:
            sources = [tr("unit {unit}", unit=i + 1) for i in range(sizes[layer - 1])]
        classes = lane.facts.class_texts
        if layer < lane.facts.n_hidden:
            targets = [tr("unit {unit}", unit=i + 1) for i in range(sizes[layer + 1])]
        else:
            targets = [tr("class {name}", name=name) for name in classes[: sizes[-1]]]
            targets += [tr("output {number}", number=i + 1) for i in range(len(targets), sizes[-1])]
        bias = SignedBar(tr("bias"), facts.bias, signed(facts.bias))
        formula = formula_of_z(lane.snapshot, layer, facts.unit)
        self.histogram.plot.set_x_label(formula)
        sums = tr("Weights times inputs, and the bias, add up to a. Then {formula}.", formula=formula)
        self.incoming.set_title(*((tr("weights in"), "") if formula == "z" else (tr("weights into a"), sums)))
        self.incoming.set_bars((bias, *_largest(sources, facts.weights_in)))
        after = outputs_words(lane.snapshot, layer)
        self.outgoing.set_title(tr("weights out of h") if after else tr("weights out"), after)
        self.outgoing.set_bars(_largest(targets, facts.weights_out))

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.histogram.restyle()
        self.activity.restyle()
        self.map.restyle()
        if self._lanes:
            self.draw(self._lanes, self._selection)

    def sentence(self, lane: LaneView) -> str:
        """Say which unit is shown."""
        unit = lane.snapshot.unit
        if self._selection.pair is None or unit is None:
            return tr(NO_UNIT)
        layer, place = self._selection.pair
        return tr("Unit {unit} of layer {layer}, {told}.", unit=place + 1, layer=layer, told=self.header.told)

    def table(self) -> list[list[object]]:
        """Return a row for its state, each event, measurement, histogram bin and weight."""
        rows: list[list[object]] = [["lane", "step", "layer", "unit", "quantity", "of", "value"]]
        lane = self._lane()
        facts = lane.snapshot.unit if lane is not None else None
        if lane is None or facts is None:
            return rows
        start: list[object] = [lane.name, lane.snapshot.units_step, facts.layer, facts.unit + 1]

        def add(quantity: str, of: object, value: object) -> None:
            rows.append([*start, quantity, of, value])

        add("state", "", state_of(lane, facts.layer, facts.unit))
        for event in self._events:
            own = own_parts(config_at(event, lane.history.changes, lane.snapshot.config))
            add(event.kind, event.step, "" if event.cause is None else cause_sentence(event.cause, own))
        for step, share in zip(facts.activity_steps.tolist(), facts.activity.tolist(), strict=True):
            add("active fraction at step", step, share)
        h = facts.histogram
        for i, n in enumerate(h.counts.tolist()):
            add("examples with z from", h.low + i * (h.high - h.low) / len(h.counts), n)
        add("bias", "", facts.bias)
        for quantity, weights in (("incoming weight", facts.weights_in), ("outgoing weight", facts.weights_out)):
            for i, weight in enumerate(weights.tolist(), 1):
                add(quantity, i, weight)
        return rows

    # Size and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the parts for the new size."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width, height = max(1, self.width() - 2), max(1, self.height() - 1 - BOTTOM_PX)
        ways = [
            arrange(width, height, self._wanted, partial(self._text_heights, n)) for n in range(self._n_others, -1, -1)
        ]
        places = next(
            way for way in ways if way.keys() >= ways[-1].keys()
        )  # other lanes' states cost no part its place
        for name, part in self.parts.items():
            place = places.get(name)
            part.setVisible(place is not None)
            if place is not None:
                part.setGeometry(QRect(place.x, place.y, place.width, place.height))

    def _text_heights(self, n_others: int, width: int) -> Heights:
        """Return the least and the most height of the texts in a column; the least of the cause is a few words."""
        metrics = self.reason.fontMetrics()
        line, n_lines = metrics.lineSpacing(), reason_lines(width, 0.98 * metrics.averageCharWidth(), n_others)
        least = n_lines if n_others else 2
        return {
            "head": (self.head.needed_px, self.head.needed_px),
            "cause": (self.cause.height_for(width, brief=True), self.cause.height_for(width)),
            "reason": (least * line, n_lines * line),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on to the next unit (up, down) or layer (left, right)."""
        move, pair, lane = ARROWS.get(Qt.Key(event.key())), self._selection.pair, self._lane()
        if move is None or pair is None or lane is None:
            super().keyPressEvent(event)
            return
        layer = min(max(1, pair[0] + move[0]), lane.facts.n_hidden)
        unit = min(max(0, pair[1] + move[1]), lane.facts.sizes[layer] - 1)
        self.selected.emit(layer, unit)


def _largest(names: Sequence[str], weights: Any) -> list[SignedBar]:
    order = sorted(range(len(names)), key=lambda i: -abs(float(weights[i])))[:MOST_WEIGHTS]
    return [SignedBar(names[i], float(weights[i]), signed(float(weights[i]))) for i in order]
