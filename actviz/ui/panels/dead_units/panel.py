"""Dead hidden units over the run, layer by layer, and how saturated the layers are now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.diagnosis.theory_at_step_0 import Expectation, expectation
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import distinct
from actviz.training.snapshot import EventCounts, UnitEvent
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.layer_bars import LayerBars
from actviz.ui.plots.plot import Floats, Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.step_line import CursorLine
from actviz.ui.plots.ticks import count_ticks, nice_ceiling
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel

MAX_AREAS = 16  # more layers are stacked in groups of neighbours
MAX_COLUMNS = 300
MARK_STRIP = 0.16  # of the height: room under the zero line for the marks of deaths and revivals
MARKED_EVENTS = 200
DEATH_MARK, REVIVAL_MARK = "×", "▲"
SUMMARY_REST_PX = 26  # margins
MARKS_NEED_PX = 170  # a lower panel shows the counts alone
ONE_LINE_PX, TWO_LINES_PX = 430, 240
LEAST_COUNTS = 8  # the axis of dead units reaches at least so far, or to all units
BAR_NEEDS = 0.008  # share: shorter bars are drawn this long, so that a layer at 0 % can be told from no layer


def why_none_die(lane: LaneView) -> str:
    """Say why the lane's activations cannot die; "" when one of them can."""
    used = [ACTIVATIONS[key] for key in dict.fromkeys(lane.snapshot.config.activations)]
    if any(lane.snapshot.config.can_die):
        return ""
    names = " and ".join(activation.label for activation in used)
    have = "has" if len(used) == 1 else "have"
    return f"{names} {have} no region of zero slope, so no unit can be dead."


def expected(lane: LaneView) -> Expectation:
    """Return what theory expects of the lane's run at step 0."""
    start = lane.history.start
    return expectation(lane.facts, lane.facts.config if start is None else start.config)


def expected_dead(lane: LaneView) -> float | None:
    """Return about how many hidden units are expected to be born dead; None where there is no such figure."""
    shares = expected(lane).dead_shares
    widths = lane.facts.sizes[1:-1]
    return None if shares is None else sum(share * n for share, n in zip(shares, widths, strict=True))


def expectation_lines(lane: LaneView) -> list[str]:
    """Return in words what is expected at step 0: dead units, by an approximation, and bounds for the whole network."""
    found, total = expected(lane), expected_dead(lane)
    lines = []
    if total is not None and found.dead_shares is not None:
        first, last = found.dead_shares[0], found.dead_shares[-1]
        lines.append(f"expected at step 0, approx.: {total:.1f} of {lane.facts.n_hidden_units} dead")
        lines.append(f"(layer 1 {first:.1%}, layer {len(found.dead_shares)} {last:.1%})")
    if found.born_dead is not None:
        low, high = found.born_dead
        lines.append(f"whole network born dead: {low:.1%} to {high:.1%} of all draws")
    return lines


def grouped(dead: Floats, n_groups: int) -> Floats:
    """Sum the columns of neighbouring layers into at most `n_groups` columns."""
    n_layers = dead.shape[1]
    if n_layers <= n_groups:
        return dead
    starts = distinct(np.linspace(0, n_layers, n_groups, endpoint=False).astype(int))
    return np.asarray(np.add.reduceat(dead, starts, axis=1))


@register
class DeadUnits(Panel):
    """How many hidden units are dead, over the whole run: with zero slope on every training example, so that they
    get no gradient. The bold line is the total, the areas under it are the layers, layer 1 at the bottom. Marks
    below zero show the latest steps at which units died (crosses) and came back to life (triangles). The axis reaches
    a bit over the highest count, and grows when it is passed; how many units there are stands above. Double-click fits.

    Look for steps: many units that die within a few steps point to one update that was too large; units dead from
    the start point to the initial biases. Sigmoid and tanh have no dead units but saturated ones: the menu shows
    them, as the share of examples on which the slope is under 5 % of its maximum.

    The dashed line, for ReLU networks, is about how many units are expected to be dead at step 0. It is an
    approximation for wide layers that takes all examples to be equally alike; with few inputs or narrow layers more
    are dead. For one input, no biases and layers of one width the crosshair also tells the bounds of Lu et al. (2019)
    on the chance that the whole network is born dead.
    """

    key = "dead_units"

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._selection = Selection()
        self._strip = 0.0
        self.summary = WrappedLabel()
        self.summary.setFont(theme.tabular(theme.small(self.summary.font())))
        self.summary.setContentsMargins(12, 0, 8, 0)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.plot = Plot("step", "dead units by layer")
        self.plot.set_ticks("left", count_ticks, 16)
        self.areas = [pg.PlotCurveItem(fillLevel="enclosed", pen=None) for _ in range(MAX_AREAS)]
        self.totals: list[pg.PlotCurveItem] = []
        self.now = pg.ScatterPlotItem(size=7, pen=None)  # the latest census: all there is at step 0
        self.zero_line = pg.InfiniteLine(pos=0.0, angle=0)
        self.expected_line = pg.InfiniteLine(pos=0.0, angle=0)
        self.deaths = pg.ScatterPlotItem(symbol="x", size=7, pen=None)
        self.revivals = pg.ScatterPlotItem(symbol="t1", size=8, pen=None)
        self.plot.add(*self.areas, self.zero_line, self.expected_line, self.now, self.deaths, self.revivals)
        self.crosshair = Crosshair(self.plot, self._describe)
        self.cursor_line = CursorLine(self.plot)
        self.saturation = LayerBars("mean saturated fraction, %", lambda layer: self.selected.emit(layer, -1))
        self.saturation.plot.set_y_range(0.0, 103.0)
        Crosshair(self.saturation.plot, self._describe_saturation)
        self.steps = JumpRange(self.plot.set_x_range, lambda _, high: (0.0, nice_ceiling(high)))
        self.counts = JumpRange(lambda _low, high: self._show_counts_to(high), self._choose_counts)
        self.plot.on_click(lambda _x, _y: self.fit(), double=True)
        self._lay_out()
        self.saturated_action = QAction("Show saturated fraction now", self, checkable=True)
        self.saturated_action.toggled.connect(self.show_saturated)
        self.menu.addAction(self.saturated_action)
        self.fit_action = self._add_menu_action("Fit axes", self.fit)
        self.set_empty(True)
        self.restyle()

    def _lay_out(self) -> None:
        views = QWidget()
        self.views = QStackedLayout(views)
        self.views.addWidget(self.plot.widget)
        self.views.addWidget(self.saturation.plot.widget)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.summary)
        column.addWidget(views, 1)

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes."""
        self.set_empty(not lanes)
        old = self._lanes
        same = len(lanes) == len(old)
        restarted = not same or any(a.facts is not b.facts for a, b in zip(lanes, old, strict=True))
        measured = restarted or any(
            a.snapshot is not b.snapshot or a.history is not b.history for a, b in zip(lanes, old, strict=True)
        )
        chosen = selection != self._selection
        self._lanes, self._selection = tuple(lanes), selection
        if not lanes:
            return
        if restarted:
            self.steps.reset()
            self.counts.reset()
            self._prepare()
        if measured:
            self._draw_measured()
        if measured or chosen:
            self.saturation.highlight(selection.layer)

    def restyle(self) -> None:
        """Take on `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        self.saturation.plot.restyle()
        self.zero_line.setPen(theme.pen(now.strong_border))
        self.expected_line.setPen(theme.pen(now.text, 1.4, Qt.PenStyle.DashLine))
        self.deaths.setBrush(now.dead)
        self.revivals.setBrush(now.accent)
        if self._lanes:
            self._prepare()
            self._draw_measured()

    def table(self) -> list[list[object]]:
        """Return a row for each lane and census: dead units of every hidden layer."""
        n_hidden = max((lane.facts.n_hidden for lane in self._lanes), default=0)
        rows: list[list[object]] = [["lane", "step", *(f"dead in layer {i + 1}" for i in range(n_hidden))]]
        for lane in self._lanes:
            h = lane.history
            pairs = zip(h.census_steps.tolist(), h.dead.tolist(), strict=True)
            rows += [[lane.name, step, *dead] for step, dead in pairs]
        return rows

    def show_saturated(self, on: bool) -> None:
        """Show each layer's saturated fraction now instead of the dead units over the run."""
        self.saturated_action.setChecked(on)
        self.views.setCurrentIndex(1 if on else 0)
        if self._lanes:
            self._draw_measured()
            self.saturation.highlight(self._selection.layer)

    def fit(self) -> None:
        """Choose both axes anew for what is there."""
        if self._lanes:
            self.steps.reset()
            self.counts.reset()
            self._draw_measured()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the summary where it does not fit on one line."""
        super().resizeEvent(event)
        if self._lanes:
            self._write_summary()
            self._name_plot()
            self._make_room_for_marks()

    def _prepare(self) -> None:
        now, several = theme.current(), len(self._lanes) > 1
        while len(self.totals) < len(self._lanes):
            self.totals.append(pg.PlotCurveItem())
            self.plot.add(self.totals[-1])
        for i, total in enumerate(self.totals):
            total.setVisible(i < len(self._lanes))
            if i < len(self._lanes):
                colour = now.lane(self._lanes[i].index) if several else QColor(now.text)
                total.setPen(theme.pen(colour, 2.0))
        n_areas = 0 if several else min(MAX_AREAS, self._lanes[0].facts.n_hidden)
        for i, area in enumerate(self.areas):
            area.setVisible(i < n_areas)
            area.setBrush(now.depth(i, n_areas + 1))
        self._make_room_for_marks()

    def _make_room_for_marks(self) -> None:
        marked = len(self._lanes) == 1 and self.height() >= MARKS_NEED_PX
        for marks in (self.deaths, self.revivals):
            marks.setVisible(marked)
        self._strip = MARK_STRIP if marked else 0.0
        if self.counts.range is not None:
            self._show_counts_to(self.counts.range[1])

    def _show_counts_to(self, top: float) -> None:
        self.plot.set_y_range(-self._strip * top, 1.02 * top)

    def _choose_counts(self, _low: float, high: float) -> tuple[float, float]:
        """Reach to all units where many are dead; to an eighth of them, or a bit over the highest, where few are."""
        most = max((lane.facts.n_hidden_units for lane in self._lanes), default=1)
        return 0.0, float(min(most, nice_ceiling(max(LEAST_COUNTS, most / 8, 1.25 * high))))

    def _draw_measured(self) -> None:
        if self.saturated_action.isChecked():
            self._draw_saturation()
        else:
            self._draw_history()
        self._write_summary()
        self.set_note(f"step {max(lane.snapshot.step for lane in self._lanes):,}")

    def _draw_saturation(self) -> None:
        tops = [
            np.array([100.0 * max(BAR_NEEDS, u.saturated_fraction.mean()) for u in lane.snapshot.units])
            for lane in self._lanes
        ]
        self.saturation.set_values([lane.index for lane in self._lanes], tops, 0.0)

    def _draw_history(self) -> None:
        about = expected_dead(self._lanes[0]) if len(self._lanes) == 1 else None
        self.cursor_line.show_lanes(self._lanes)
        highest = [lane.history.dead.sum(axis=1).max(initial=0) for lane in self._lanes]
        self.counts.see(0.0, float(max(*highest, about or 0.0, 0.0)))
        self.steps.see(0.0, float(max(50, *(lane.n_steps for lane in self._lanes))))
        latest = [(lane.history.census_steps[-1:], lane.history.dead[-1:].sum(axis=1)) for lane in self._lanes]
        brushes = [total.opts["pen"].color() for total in self.totals[: len(latest)]]
        points = [(x[0], y[0], brush) for (x, y), brush in zip(latest, brushes, strict=True) if len(x)]
        show_spots(self.now, [x for x, _, _ in points], [y for _, y, _ in points], brush=[b for *_, b in points])
        self._name_plot()
        self.expected_line.setVisible(about is not None)
        if about is not None:
            self.expected_line.setValue(about)
        for total, lane in zip(self.totals, self._lanes, strict=False):
            steps, dead = _thinned(lane)
            total.setData(steps, dead.sum(axis=1))
        if len(self._lanes) > 1:
            return
        lane = self._lanes[0]
        steps, dead = _thinned(lane)
        tops = np.cumsum(grouped(dead, MAX_AREAS), axis=1)
        floor = np.zeros(len(steps))
        around = np.concatenate([steps, steps[::-1]])
        for area, top in zip(self.areas, tops.T, strict=False):
            area.setData(around, np.concatenate([top, floor[::-1]]))
            floor = top
        top = self.counts.range[1] if self.counts.range is not None else 1.0
        for marks, kind, place in ((self.deaths, "death", 0.32), (self.revivals, "revival", 0.72)):
            at = sorted({event.step for event in _marked(lane) if event.kind == kind})
            show_spots(marks, at, [-place * MARK_STRIP * top] * len(at))

    def _name_plot(self) -> None:
        name = "dead units" if len(self._lanes) > 1 else "dead units by layer"
        if len(self._lanes) == 1 and self._first_kept_event() and self.width() >= ONE_LINE_PX:
            name += f"; marks: latest {len(_marked(self._lanes[0]))} changes of state"
        if len(self._lanes) == 1 and expected_dead(self._lanes[0]) is not None:
            longer = f"{name}; dashed: approx. expected at step 0"
            shorter = (f"{name}; - - expected", "dead units; - - expected", "dead; - - expected")
            name = next((text for text in (longer, *shorter) if self.plot.y_label_fits(text)), name)
        self.plot.set_y_label(name)

    def _first_kept_event(self) -> int | None:
        """Return the step of the oldest mark if there were older ones that are no longer kept."""
        lane = self._lanes[0]
        counts, events = lane.snapshot.counts or EventCounts(), _marked(lane)
        there_were = counts.born_dead + counts.deaths + counts.revivals
        return events[0].step if len(events) and there_were > len(events) else None

    def _write_summary(self) -> None:
        wide = self.width() >= ONE_LINE_PX
        texts = [_summary(lane, wide, len(self._lanes) > 1) for lane in self._lanes]
        if self._strip:  # the marks are in view
            texts = [_with_marks(texts[0], wide, self._text_fits)]
        self.summary.set_text("\n".join(texts))
        n_lines = 1 if wide else 2 if self.width() >= TWO_LINES_PX else 3
        if len(self._lanes) > 1:
            n_lines = len(self._lanes)
        self.summary.setFixedHeight(n_lines * (self.summary.fontMetrics().height() + 1) + 2)
        alarming = len(self._lanes) == 1 and self._lanes[0].snapshot.n_dead > 0
        colour = theme.current().dead_text if alarming else theme.current().muted
        self.summary.set_colour(colour)

    def _text_fits(self, text: str) -> bool:
        return self.summary.fontMetrics().horizontalAdvance(text) <= self.width() - SUMMARY_REST_PX

    def _describe(self, x: float, _y: float) -> str:
        lines: list[str] = []
        for lane in self._lanes:
            h = lane.history
            if not len(h.census_steps):
                continue
            i = int(np.abs(h.census_steps - x).argmin())
            name = f"{lane.name}, " if len(self._lanes) > 1 else ""
            lines.append(f"{name}step {h.census_steps[i]:,}: {h.dead[i].sum()} of {lane.facts.n_hidden_units} dead")
            if len(self._lanes) == 1 and h.dead[i].any():
                worst = np.argsort(-h.dead[i], kind="stable")[:3]
                lines += [f"layer {k + 1}: {h.dead[i, k]} dead" for k in sorted(worst) if h.dead[i, k]]
        if len(self._lanes) == 1:
            oldest = self._first_kept_event()
            if oldest and x < oldest:
                lines.append(f"marks are kept from step {oldest:,} on")
            lines += expectation_lines(self._lanes[0])
        return "\n".join(lines)

    def _describe_saturation(self, x: float, _y: float) -> str:
        layer = self.saturation.layer_at(x)
        if layer is None:
            return ""
        lines = [f"layer {layer}"]
        for lane in self._lanes:
            if layer <= len(lane.snapshot.units):
                name = f"{lane.name}: " if len(self._lanes) > 1 else ""
                share = 100.0 * float(lane.snapshot.units[layer - 1].saturated_fraction.mean())
                lines.append(f"{name}saturated on {share:.1f} % of examples")
        return "\n".join(lines)


def _marked(lane: LaneView) -> tuple[UnitEvent, ...]:
    """Return the events that are marked; more would cost more than they tell."""
    return lane.history.events[-MARKED_EVENTS:]


def _thinned(lane: LaneView) -> tuple[Floats, Floats]:
    """Return census steps and dead counts (rows, layers), the latest row always among them."""
    h = lane.history
    every = max(1, -(-len(h.census_steps) // MAX_COLUMNS))
    keep = np.arange(len(h.census_steps) - 1, -1, -every)[::-1]
    return h.census_steps[keep].astype(float), h.dead[keep].astype(float)


def _with_marks(summary: str, wide: bool, fits: Callable[[str], bool]) -> str:
    """Name the marks below zero in a summary that counts deaths and revivals, as far as there is room."""
    if " died" not in summary:
        return summary
    if wide:
        total, died, revived, born_dead = summary.split(" · ")
        named = " · ".join((total, f"{DEATH_MARK} {died}", f"{REVIVAL_MARK} {revived}", born_dead))
        return named if fits(named) else summary
    total, rest = summary.split("\n")
    marks = (f"{total}; {DEATH_MARK} died{comma} {REVIVAL_MARK} revived" for comma in (",", ""))
    return f"{next((line for line in marks if fits(line)), total)}\n{rest}"


def _summary(lane: LaneView, wide: bool, several: bool) -> str:
    snapshot = lane.snapshot
    if several:
        immune = "" if not why_none_die(lane) or snapshot.n_dead else " (cannot die)"
        return f"{lane.name}: {snapshot.n_dead} of {lane.facts.n_hidden_units} dead{immune}"
    reason = why_none_die(lane)
    if reason:
        return reason
    counts = snapshot.counts or EventCounts()
    total = f"{snapshot.n_dead} of {lane.facts.n_hidden_units} dead"
    rest = f"{counts.deaths:,} died · {counts.revivals:,} revived · {counts.born_dead:,} born dead"
    return f"{total} · {rest}" if wide else f"{total}\n{rest}"
