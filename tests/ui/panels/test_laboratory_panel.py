import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.scene import first_example
from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig
from actviz.ui.panels.laboratory.function_table import Curve, known_of, regions
from actviz.ui.panels.laboratory.panel import FIRST_CHECKED, LaboratoryPanel
from actviz.ui.window.main_window import MainWindow


@pytest.fixture
def panel(qtbot: QtBot) -> LaboratoryPanel:
    panel = LaboratoryPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 600)
    panel.show()
    return panel


def drawn(panel: LaboratoryPanel, what: str) -> set[str]:
    return {key for each, key in panel.bench.lines if each == what}


def test_it_works_before_there_is_a_run(panel: LaboratoryPanel) -> None:
    assert drawn(panel, "φ") == drawn(panel, "φ′") == set(FIRST_CHECKED)
    z, slopes = panel.bench.lines["φ′", "sigmoid"].getData()
    np.testing.assert_allclose(slopes, ACTIVATIONS["sigmoid"].slope(z))


def test_a_tick_draws_a_function_and_takes_it_away(panel: LaboratoryPanel) -> None:
    row = panel.bench.functions._rows["mish"]
    row.setCheckState(0, Qt.CheckState.Checked)
    assert "mish" in drawn(panel, "φ")
    row.setCheckState(0, Qt.CheckState.Unchecked)
    assert "mish" not in drawn(panel, "φ")


def test_all_functions_can_be_laid_over_each_other(panel: LaboratoryPanel) -> None:
    panel.bench.functions.check(ACTIVATIONS)
    assert drawn(panel, "φ′") == set(ACTIVATIONS)
    looks = {
        (panel.bench.functions.look(key).colour().name(), panel.bench.functions.look(key).style) for key in ACTIVATIONS
    }
    assert len(looks) == len(ACTIVATIONS)


@pytest.mark.parametrize("choice", ["φ", "φ′", "both"])
def test_the_switch_shows_functions_slopes_or_both(panel: LaboratoryPanel, choice: str) -> None:
    panel.switch.entries[choice].trigger()
    assert [what for what, plot in panel.bench.plots.items() if plot.widget.isVisible()] == (
        ["φ", "φ′"] if choice == "both" else [choice]
    )


def test_the_curve_under_the_mouse_is_singled_out(panel: LaboratoryPanel) -> None:
    box = panel.bench.plots["φ"].box
    point = panel.bench.plots["φ"].widget.mapFromScene(box.mapViewToScene(box.viewRect().center()))
    QTest.mouseMove(panel.bench.plots["φ"].widget.viewport(), point)
    text = panel.bench.describe("φ", -3.0, float(np.tanh(-3.0)))
    assert text.startswith("tanh   z −3.00   φ −0.995   φ′ 0.010")
    assert panel.bench.singled_out == "tanh"
    assert "tanh z" in panel.bench.words.text()
    assert panel.bench.functions.currentItem().text(0) == "tanh"
    assert panel.bench.lines["φ", "tanh"].opts["pen"].widthF() > panel.bench.lines["φ", "relu"].opts["pen"].widthF()


def test_a_row_under_the_mouse_singles_out_its_curve(panel: LaboratoryPanel, qtbot: QtBot) -> None:
    where = panel.bench.functions.visualItemRect(panel.bench.functions._rows["sigmoid"]).center()
    QTest.mouseMove(panel.bench.functions.viewport(), where - QPoint(0, 1))
    QTest.mouseMove(panel.bench.functions.viewport(), where)
    qtbot.waitUntil(lambda: panel.bench.singled_out == "sigmoid")


def test_the_facts_are_those_of_the_definitions() -> None:
    relu, tanh = known_of(Curve("relu", None)), known_of(Curve("tanh", None))
    assert (relu.largest_slope, regions(relu.flat), regions(relu.saturated)) == (1.0, "< 0", "–")
    assert (relu.mean, relu.variance) == pytest.approx((1 / np.sqrt(2 * np.pi), 0.5 - 1 / (2 * np.pi)), abs=1e-9)
    (low, high), (low_2, high_2) = tanh.saturated
    assert (low, high_2) == (-np.inf, np.inf)
    edge = float(np.arctanh(np.sqrt(0.95)))
    assert (high, low_2) == (pytest.approx(-edge, abs=0.02), pytest.approx(edge, abs=0.02))


def test_the_table_has_a_row_for_each_function(panel: LaboratoryPanel) -> None:
    head, *rows = panel.table()
    assert head[:3] == ["activation", "alpha", "max |φ′|"]
    assert [row[0] for row in rows] == list(ACTIVATIONS)
    assert [row[0] for row in rows if row[5]] == [key for key in ACTIVATIONS if ACTIVATIONS[key].can_die()]


@pytest.mark.parametrize("size", [(1100, 640), (520, 420), (360, 260)])
def test_it_fits_where_it_is_put(panel: LaboratoryPanel, size: tuple[int, int]) -> None:
    panel.resize(*size)
    panel.restyle()
    assert panel.width() == size[0]
    assert panel.bench.functions.isVisible()
    assert panel.bench.words.isVisible() == (size[1] >= 400)


def test_compare_shows_it_large_with_the_running_function_and_puts_it_away_again(qtbot: QtBot) -> None:
    session = Session(RunConfig(hidden=(4, 4), activation="=max(z, a*z)", alpha=0.25))
    window = MainWindow(session, Settings())
    qtbot.addWidget(window)
    window.show()
    panel = window.panels["laboratory"]
    assert isinstance(panel, LaboratoryPanel)
    assert window.docks.docks["laboratory"].isHidden()
    qtbot.waitUntil(lambda: bool(session.lanes))
    before = {key for key, dock in window.docks.docks.items() if not dock.isHidden()}
    qtbot.mouseClick(window.controls.activation.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "=max(z, a*z)" in drawn(panel, "φ"))
    assert window.docks.maximised == "laboratory"
    assert panel.bench.functions.curve("=max(z, a*z)").alpha == 0.25
    assert panel.bench.functions._rows["=max(z, a*z)"].font(0).bold()
    qtbot.mouseClick(window.controls.activation.compare_button, Qt.MouseButton.LeftButton)
    assert {key for key, dock in window.docks.docks.items() if not dock.isHidden()} == before
    window.close()


def test_escape_leaves_the_laboratory(qtbot: QtBot) -> None:
    window = MainWindow(Session(RunConfig(hidden=(4, 4))), Settings())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes))
    before = {key for key, dock in window.docks.docks.items() if not dock.isHidden()}
    qtbot.mouseClick(window.controls.activation.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.docks.maximised == "laboratory")
    qtbot.keyClick(window.docks.docks["laboratory"], Qt.Key.Key_Escape)
    assert window.docks.maximised is None
    assert {key for key, dock in window.docks.docks.items() if not dock.isHidden()} == before
    window.close()


def test_a_custom_function_goes_into_the_running_network_and_undo_takes_it_back(qtbot: QtBot) -> None:
    session = Session(first_example())
    window = MainWindow(session, Settings())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(session.lanes))
    session.step(5)
    qtbot.waitUntil(lambda: session.lanes[0].snapshot.step == 5)
    first = session.plan.config.activation
    editor = window.controls.activation.edit_custom()
    editor.field.setText("z*sigmoid(1.702*z)")
    editor._on_use()
    qtbot.waitUntil(lambda: session.lanes[0].snapshot.config.activation == "=z*sigmoid(1.702*z)")
    assert session.lanes[0].snapshot.step == 5
    assert window.controls.activation.gallery.custom_card.isChecked()
    session.plan.undo()
    qtbot.waitUntil(lambda: session.lanes[0].snapshot.config.activation == first)
    editor.close()
    window.close()
