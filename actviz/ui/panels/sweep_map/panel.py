"""A measure of many runs over one or two settings: where networks vanish, die or learn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from actviz.app.lanes import LaneView, Selection
from actviz.app.sweeping import SweepView
from actviz.diagnosis.rule import verdict_label
from actviz.lessons.measures import MEASURES
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.sweeps.axis import Axis
from actviz.sweeps.map_text import point_text
from actviz.sweeps.order import Point
from actviz.sweeps.results import VERDICT, Scale, SweepMap
from actviz.sweeps.shipped import words_of
from actviz.sweeps.sweep import Place, Sweep
from actviz.sweeps.table import map_table
from actviz.sweeps.theory_lines import TheoryLine, theory_lines
from actviz.training.config.config import RunConfig
from actviz.translation import tr
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.sweep_map.heat import SweepHeat, verdict_colours
from actviz.ui.panels.sweep_map.slices import Slices
from actviz.ui.panels.sweep_map.strip import SweepStrip
from actviz.ui.plots.layer_heat import ColourScale
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.theme import theme
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.text import PlainLabel

SLICES_NEED_PX = 330
DRAWN_EVERY_MS = 100  # while cells arrive


@register
class SweepMapPanel(Panel):
    """Many short runs at once: each cell is a point of two settings, its colour the median of a measure over some
    seeds. The coarse map comes first; finer cells follow, first where it changes. A pale cell was not measured: it has
    the colour of the nearest one that was. × marks a point of which a run diverged, + one of which a run failed. Of
    what is yes or no, as whether a layer is dead, the colour is the share of the seeds. Lines are theory's: χ = 1, the
    edge of chaos, the weight scales of He and Glorot, the bounds on the depth at which ½ of all networks are born dead,
    and the rate beyond which steps overshoot: rate × curvature = 2, the curvature measured before the first step. The
    blue frame is the run in the window, where its settings are on the map.

    Point at a cell to read its median, its range over the seeds and its verdicts. A click opens its settings as a lane
    beside the present run, a double click as a run of its own, with the seed nearest to the median. Below are the
    slices through the point of the last click: the line is the median, the band the range over the seeds.
    """

    key = "sweep_map"
    empty_text = "Choose under “Maps” what is to be mapped."

    def __init__(self) -> None:
        super().__init__()
        self.view = SweepView()
        self._lanes: tuple[LaneView, ...] = ()
        self._drawn = -1  # the version of the view that is drawn
        self._measure = ""
        self.chosen: Point | None = None
        self._lines: tuple[object, tuple[TheoryLine, ...]] = (None, ())
        self._present: tuple[Sweep | None, RunConfig | None, Point | None] = (None, None, None)
        self.strip = SweepStrip()
        self.strip.asked.connect(self.sweep_asked)
        self.heat, self.other = SweepHeat(self.told_of), SweepHeat(self._told_of_other)
        self.legend, self.slices, self.colours = Legend(most_rows=2), Slices(), ColourScale(signed=False)
        self.nothing = PlainLabel(tr(self.empty_text))
        self.nothing.setObjectName("muted")
        self.nothing.setWordWrap(True)
        self.measures = tool_button("quiet", "", tr("The measure that the map shows"), tr("Measure"))
        self.measures.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.measures.setMenu(QMenu(self.measures))
        self.add_header_widget(self.measures)
        self._build()
        self._click = QTimer(self)
        self._click.setSingleShot(True)
        self._click.timeout.connect(self._open_lane)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DRAWN_EVERY_MS)
        self._later.timeout.connect(self._draw_map)
        self.set_empty(False)
        self.restyle()
        self._draw_map()

    def _build(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.strip)
        column.addWidget(self.nothing, 1)
        self._both = QHBoxLayout()
        self._both.setSpacing(0)
        for heat in (self.heat, self.other):
            self._both.addWidget(heat.plot.widget, 1)
            heat.plot.on_click(lambda x, y: self._on_click(x, y))
            heat.plot.on_click(lambda x, y: self._on_double_click(x, y), double=True)
        column.addLayout(self._both, 3)
        key = QHBoxLayout()
        key.setContentsMargins(8, 0, 0, 0)
        key.addWidget(self.colours)
        key.addWidget(self.legend, 1)
        column.addLayout(key)
        column.addWidget(self.slices, 2)

    # From the window

    def show_sweep(self, view: SweepView) -> None:
        """Show a sweep; many changes in a row are drawn together, and none while the panel is not in view."""
        self.view = view
        self.strip.show_view(view)
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has changed meanwhile."""
        super().showEvent(event)
        if self._drawn != self.view.version:
            self._draw_map()

    def draw(self, lanes: Sequence[LaneView], _selection: Selection) -> None:
        """Frame the run in the window on the map; the runs of the map are others."""
        self._lanes = tuple(lanes)
        self._show_points()
        if self._drawn != self.view.version:
            self._draw_map()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for part in (self.heat, self.other, self.slices, self.colours):
            part.restyle()
        self._drawn = -1
        if self.isVisible():
            self._draw_map()

    def sentence(self, lane: LaneView) -> str:  # noqa: ARG002 - it is about other runs
        """Say what is mapped, and how far it is."""
        found = self.view.map
        if found is None or not self._measure:  # it is not drawn yet
            return tr("There is no map yet.")
        labels = [tr(axis.label) for axis in found.sweep.axes]
        done = tr("{done} of {total} runs", done=whole(found.n_done), total=whole(found.sweep.n_runs))
        if len(labels) == 1:
            return tr("{measure} over {setting}, {done}.", measure=self._measure_label, setting=labels[0], done=done)
        return tr(
            "{measure} over {first} and {second}, {done}.",
            measure=self._measure_label, first=labels[0], second=labels[1], done=done,
        )  # fmt: skip

    def report_section(self) -> str:
        """Return the map on show, with its measure, and a table of its points."""
        found = self.view.map
        if found is None or not found.n_done:
            return ""
        from actviz.sweeps.map_report import map_section  # of a report alone

        return map_section(found, self._measure or found.sweep.measures[0])

    def table(self) -> list[list[object]]:
        """Return a row for each run of the map."""
        return [] if self.view.map is None else map_table(self.view.map)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the slices out of a low panel."""
        super().resizeEvent(event)
        self._show_slices()

    # Drawing

    @property
    def is_up_to_date(self) -> bool:
        """Whether all that has arrived is drawn."""
        return not self._later.isActive()

    @property
    def measure(self) -> str:
        """The measure on show, or "verdict"."""
        return self._measure

    @property
    def _measure_label(self) -> str:
        return tr("verdict of most seeds") if self._measure == VERDICT else tr(MEASURES[self._measure].label)

    def choose_measure(self, name: str) -> None:
        """Show another measure."""
        self._measure = name
        self._drawn = -1
        self._draw_map()

    def _draw_map(self) -> None:
        found, other = self.view.map, self.view.other
        self._later.stop()
        self.nothing.setVisible(found is None)
        for part in (self.heat.plot.widget, self.legend, self.colours):
            part.setVisible(found is not None)
        self.other.plot.widget.setVisible(found is not None and other is not None)
        self.measures.setVisible(found is not None)
        self.nothing.setText(tr("Starting …") if self.view.is_running else tr(self.empty_text))
        self._drawn = self.view.version
        if found is None:
            self._show_slices()
            return
        if self.chosen is None or self._lines[0] is not found.sweep:  # the slices are there before the first click
            self.chosen = found.sweep.shape[0] // 2, found.sweep.shape[1] // 2
        names = self._names(found, other)
        if self._measure not in names:
            self._measure = names[0]
        self._fill_measures(names)
        scale = Scale.of([found] if other is None else [found, other], self._measure)
        if self._lines[0] is not found.sweep:
            self._lines = found.sweep, theory_lines(found.sweep)
        self.heat.draw(found, self._measure, scale, (*self._lines[1], *self.view.lines))
        if other is not None:
            self.other.draw(other, self._measure, scale, theory_lines(other.sweep))
        self._write_legend(found, scale)
        self._show_points()
        self._show_slices(scale)
        self.set_note(words_of(found.sweep).title)

    def _names(self, found: SweepMap, other: SweepMap | None) -> list[str]:
        shared = [name for name in found.sweep.measures if other is None or name in other.sweep.measures]
        return [*shared, VERDICT]

    def _fill_measures(self, names: Sequence[str]) -> None:
        self.measures.setText(self._measure_label)
        menu = self.measures.menu()
        if [action.data() for action in menu.actions()] == names:
            return
        menu.clear()
        for name in names:
            label = tr("verdict of most seeds") if name == VERDICT else tr(MEASURES[name].label)
            action = menu.addAction(label)
            action.setData(name)
            action.triggered.connect(lambda _checked=False, name=name: self.choose_measure(name))

    def _write_legend(self, found: SweepMap, scale: Scale) -> None:
        now, entries = theme.current(), []
        self.colours.setVisible(self._measure != VERDICT)
        if self._measure == VERDICT:
            colours = verdict_colours(scale.verdicts)
            entries = [LegendEntry(verdict_label(key), colours[key].name(), "band") for key in scale.verdicts]
        else:
            text = MEASURES[self._measure].text
            self.colours.set_scale(text(scale.low), text(scale.high), "")
        if not found.measured.all():
            entries.append(LegendEntry(tr("pale: not measured"), now.muted, "none"))
        marked = self.heat.has_room_for_marks(found)
        if found.n_diverged and marked:
            entries.append(LegendEntry(tr("a run diverged"), now.text, "cross"))
        if found.n_failed and marked:
            entries.append(LegendEntry(tr("a run failed"), now.dead, "cross"))
        self.legend.set_entries(entries)

    def _show_points(self) -> None:
        if self.view.map is not None and self._lanes:
            asked = self.view.map.sweep, self._lanes[0].snapshot.config
            if self._present[:2] != asked:
                self._present = (*asked, present_point(self.view.map, asked[1]))
        self.heat.show_points(self.chosen, self._present[2])
        self.other.show_points(self.chosen, None)

    def _show_slices(self, scale: Scale | None = None) -> None:
        found, point = self.view.map, self.chosen
        shown = found is not None and point is not None and self._measure != VERDICT and self.height() >= SLICES_NEED_PX
        self.slices.setVisible(shown)
        if shown and found is not None and point is not None:
            self.slices.draw(found, self._measure, point, scale or Scale.of([found], self._measure))

    # The mouse

    def told_of(self, point: Point) -> str:
        """Return what is known of a point: settings, median and range, verdicts, and why a run failed."""
        return "" if self.view.map is None else point_text(self.view.map, self._measure, point)

    def _told_of_other(self, point: Point) -> str:
        return "" if self.view.other is None else point_text(self.view.other, self._measure, point)

    def _on_click(self, x: float, y: float) -> None:
        point = self.heat.point_at(x, y)
        if point is None:
            return
        self.chosen = point
        self._show_points()
        self._show_slices()
        self._click.start(QApplication.doubleClickInterval())  # unless it becomes a double click

    def _on_double_click(self, x: float, y: float) -> None:
        self._click.stop()
        point, found = self.heat.point_at(x, y), self.view.map
        if point is not None and found is not None:
            place = found.typical(point, self._measure)
            self.sweep_asked.emit("run", found.sweep.config(place))

    def _open_lane(self) -> None:
        if self.view.map is not None and self.chosen is not None:
            sweep = self.view.map.sweep
            config = sweep.config(Place(*self.chosen, 0))
            self.sweep_asked.emit("lane", config)


def present_point(found: SweepMap, config: RunConfig) -> Point | None:
    """Return the point of a map that has these settings, whatever the seed; None where there is none."""
    sweep = found.sweep
    alike = config.replace(seed=sweep.base.seed)
    places = [next((at for at in range(len(axis.values)) if _sets(axis, alike, at)), -1) for axis in sweep.axes]
    first, second = (*places, 0)[:2]
    is_there = first >= 0 <= second and sweep.config(Place(first, second, 0)) == alike
    return (first, second) if is_there else None


def _sets(axis: Axis, config: RunConfig, at: int) -> bool:
    """Whether a configuration has the value at a place of an axis already."""
    try:
        return axis.set(config, at) == config
    except BadInput:  # a depth for layers of several widths
        return False
