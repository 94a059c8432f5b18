"""The panel Sweep map: cells, their numbers, the measures, theory's lines, and what a click asks for."""

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from actviz.app.sweeping import SweepView
from actviz.diagnosis.rule import verdict_label
from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import DIVERGED, FAILED, MEASURED, Cell
from actviz.sweeps.results import SweepMap
from actviz.sweeps.sweep import Place, Sweep
from actviz.sweeps.theory_lines import theory_lines
from actviz.training import RunConfig
from actviz.ui.panels.sweep_map.panel import SweepMapPanel, present_point

BASE = RunConfig(hidden=(8, 8))
SWEEP = Sweep(
    BASE,
    (Axis.log("learning_rate", 0.01, 100, 5), Axis.log("init_scale", 0.1, 10, 5)),
    2,
    measures=("dead_share", "loss"),
)


def filled(points: int = 25) -> SweepMap:
    found = SweepMap(SWEEP)
    for place in list(SWEEP.places())[: 2 * points]:
        values = {"dead_share": place.first / 4, "loss": 1.0 + place.seed}
        found.add(Cell(place, MEASURED, 500, "healthy" if place.first < 3 else "dead_units", values))
    return found


@pytest.fixture
def panel(qtbot: QtBot) -> SweepMapPanel:
    made = SweepMapPanel()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def show(qtbot: QtBot, panel: SweepMapPanel, view: SweepView) -> None:
    panel.show_sweep(view)
    qtbot.waitUntil(lambda: panel.heat.plot.widget.isVisible())


def place_on_screen(panel: SweepMapPanel, first: float, second: float) -> QPoint:
    scene = panel.heat.plot.box.mapViewToScene(QPointF(first, second))
    return panel.heat.plot.widget.mapFromScene(scene)


def test_without_a_map_it_says_where_to_begin(panel: SweepMapPanel) -> None:
    assert panel.nothing.isVisible()
    assert not panel.heat.plot.widget.isVisible()
    assert panel.table() == []


def test_a_point_tells_its_settings_median_range_and_verdicts(qtbot: QtBot, panel: SweepMapPanel) -> None:
    show(qtbot, panel, SweepView(filled(), version=1))
    panel.choose_measure("loss")
    text = panel.told_of((1, 2))
    for part in ("0.1", "Weight scale 1", "1.5", "(1.0 to 2.0)", "healthy 2"):
        assert part in text


def test_what_was_not_measured_is_said_and_not_told_a_value(qtbot: QtBot, panel: SweepMapPanel) -> None:
    show(qtbot, panel, SweepView(filled(10), version=1))
    assert "not measured" in panel.told_of((4, 4))
    assert "0.75" not in panel.told_of((4, 4))


def test_diverged_and_failed_runs_are_told_apart(qtbot: QtBot, panel: SweepMapPanel) -> None:
    found = filled()
    found.add(Cell(Place(4, 4, 0), DIVERGED, 7, "diverged", {"dead_share": math.nan, "loss": math.nan}, message="at 8"))
    found.add(Cell(Place(3, 4, 1), FAILED, message="no memory"))
    show(qtbot, panel, SweepView(found, version=1))
    assert "1 run diverged: at 8" in panel.told_of((4, 4))
    assert "1 run failed: no memory" in panel.told_of((3, 4))
    assert len(panel.legend.entries) == 2


def test_every_measure_and_the_verdicts_can_be_shown(qtbot: QtBot, panel: SweepMapPanel) -> None:
    show(qtbot, panel, SweepView(filled(), version=1))
    offered = [action.data() for action in panel.measures.menu().actions()]
    assert offered == ["dead_share", "loss", "verdict"]
    for action in panel.measures.menu().actions():
        action.trigger()
        assert panel.measure == action.data()
    assert {entry.text for entry in panel.legend.entries} == {verdict_label("healthy"), verdict_label("dead_units")}


def test_a_click_asks_for_a_lane_and_shows_the_slices(qtbot: QtBot, panel: SweepMapPanel) -> None:
    show(qtbot, panel, SweepView(filled(), version=1))
    with qtbot.waitSignal(panel.sweep_asked) as asked:
        qtbot.mouseClick(panel.heat.plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=place_on_screen(panel, 3, 1))
    what, config = asked.args
    assert what == "lane"
    assert (config.learning_rate, config.init_scale) == (SWEEP.axes[0].values[3], SWEEP.axes[1].values[1])
    assert panel.chosen == (3, 1)
    assert panel.slices.isVisible()


def test_a_double_click_asks_for_the_run_with_its_seed_alone(qtbot: QtBot, panel: SweepMapPanel) -> None:
    show(qtbot, panel, SweepView(filled(), version=1))
    panel.choose_measure("loss")
    asked = []
    panel.sweep_asked.connect(lambda what, of: asked.append((what, of)))
    at = place_on_screen(panel, 2, 2)
    qtbot.mouseClick(panel.heat.plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(panel.heat.plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseRelease(panel.heat.plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.wait(700)  # a lane would have been asked for by then
    assert [what for what, _ in asked] == ["run"]
    assert asked[0][1] == SWEEP.config(panel.view.map.typical((2, 2), "loss"))


def test_two_maps_stand_side_by_side(qtbot: QtBot, panel: SweepMapPanel) -> None:
    show(qtbot, panel, SweepView(filled(), filled(12), version=1))
    assert panel.other.plot.widget.isVisible()
    panel.show_sweep(SweepView(filled(), version=2))
    qtbot.waitUntil(lambda: not panel.other.plot.widget.isVisible())


def test_the_run_in_the_window_is_found_on_the_map() -> None:
    found = filled()
    assert present_point(found, BASE.replace(learning_rate=1.0, init_scale=10.0, seed=77)) == (2, 4)
    assert present_point(found, BASE.replace(learning_rate=0.3)) is None
    assert present_point(found, BASE.replace(hidden=(3,), learning_rate=1.0)) is None


def test_theory_says_where_the_edge_of_chaos_lies() -> None:
    lines = {line.name: line for line in theory_lines(SWEEP)}
    assert set(lines) == {"χ = 1, He", "Glorot"}
    assert lines["χ = 1, He"].second.tolist() == [2.0, 2.0]  # He's rule at scale 1, the third of five values
    assert lines["Glorot"].second[0] == pytest.approx(2 + math.log10(2**-0.5) / 0.5)
    assert theory_lines(Sweep(BASE, (Axis("learning_rate", (0.1, 1.0)),))) == ()


def test_the_strip_pauses_stops_and_goes_on(qtbot: QtBot, panel: SweepMapPanel) -> None:
    asked = []
    panel.sweep_asked.connect(lambda what, of: asked.append((what, of)))
    show(qtbot, panel, SweepView(filled(5), is_running=True, seconds_left=30.0, version=1))
    assert not panel.strip.go_on.isVisible()
    qtbot.mouseClick(panel.strip.pause, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.strip.stop, Qt.MouseButton.LeftButton)
    panel.show_sweep(SweepView(filled(5), version=2))
    assert not panel.strip.stop.isVisible()
    qtbot.mouseClick(panel.strip.go_on, Qt.MouseButton.LeftButton)
    assert asked == [("pause", True), ("stop", None), ("go_on", None)]


def test_the_table_has_a_row_for_each_run(qtbot: QtBot, panel: SweepMapPanel) -> None:
    show(qtbot, panel, SweepView(filled(), version=1))
    names, *rows = panel.table()
    assert len(rows) == 50
    assert names[:4] == ["learning_rate", "init_scale", "seed", "state"]


def test_the_first_axis_goes_to_the_right_and_the_second_upwards(qtbot: QtBot, panel: SweepMapPanel) -> None:
    axes = (Axis("learning_rate", (0.1, 0.2, 0.3, 0.4)), Axis("width", (4, 8)))
    found = SweepMap(Sweep(BASE, axes, 1, measures=("loss",)))
    for place in found.sweep.places():
        found.add(Cell(place, MEASURED, 9, "healthy", {"loss": 1.0 + 2 * place.first + place.second}))
    show(qtbot, panel, SweepView(found, version=1))
    picture = panel.heat.plot.widget.grab().toImage()

    def brightness(first: float, second: float) -> float:
        at = place_on_screen(panel, first, second)
        return float(picture.pixelColor(at.x(), at.y()).lightnessF())

    beside = 0.3  # of a cell, from its middle: there are no frames
    along = [brightness(first + beside, 0 + beside) for first in range(4)]
    assert along == sorted(along)
    assert along[0] < along[-1] - 0.3
    for first in range(4):
        assert brightness(first + beside, 0 + beside) < brightness(first + beside, 1 + beside)
