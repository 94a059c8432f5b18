"""The activation panel: φ, φ′ and the measured pre-activations on one z axis."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication
from pytestqt.qtbot import QtBot

from actviz.app.lanes import LaneView, Selection
from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.ui.panels.activation.panel import ActivationPanel
from actviz.ui.plots.activation_part import HALF, SHOWN
from actviz.ui.theme import theme

EXTRAS = frozenset({"histograms"})


def lane_of(config: RunConfig, steps: int = 5, index: int = 0) -> LaneView:
    trainer = Trainer(config)
    trainer.advance(steps)
    snapshot = trainer.measure(extras=EXTRAS)
    return LaneView(index, "ABCD"[index], trainer.facts, snapshot, trainer.history.view())


@pytest.fixture
def panel(show_panel: Callable[..., ActivationPanel]) -> ActivationPanel:
    return show_panel(ActivationPanel, 480, 300)


def painted_colours(panel: ActivationPanel) -> set[str]:
    """The layers' colours that are on screen in the plot of ridges."""
    image = panel.ridges.plot.widget.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    n = max(1, panel.ridges.n_layers)
    return seen & {theme.current().depth(i, n).name() for i in range(n)}


def shown_peaks(panel: ActivationPanel) -> list[str]:
    return [label.toPlainText().replace("\n", " ") for label in panel.view.peaks.labels if label.isVisible()]


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_curves_are_the_function_and_its_slope(panel: ActivationPanel, key: str) -> None:
    panel.draw([lane_of(RunConfig(activation=key, hidden=(4, 4)), steps=0)], Selection(2))
    activation, (z, value) = ACTIVATIONS[key], panel.view.values[0].getData()
    np.testing.assert_allclose(value, activation.value(z))
    np.testing.assert_allclose(panel.view.slopes[0].getData()[1], activation.slope(z))


def test_every_layer_has_a_ridge_in_its_colour(panel: ActivationPanel) -> None:
    panel.resize(480, 500)
    panel.draw([lane_of(RunConfig(hidden=(6,) * 4))], Selection(2))
    assert panel.ridges.drawn_layers == [1, 2, 3, 4]
    assert len(painted_colours(panel)) == 3  # the chosen layer's outline has the colour of what is chosen


def test_of_a_hundred_layers_some_are_drawn_and_the_chosen_one_is_among_them(panel: ActivationPanel) -> None:
    panel.draw([lane_of(RunConfig(hidden=(3,) * 100), steps=1)], Selection(42))
    drawn = panel.ridges.drawn_layers
    assert {1, 42, 100} <= set(drawn)
    assert 5 < len(drawn) < 60


def test_the_axis_never_moves(panel: ActivationPanel) -> None:
    for scale in (0.01, 1.0, 100.0):
        panel.draw([lane_of(RunConfig(hidden=(6, 6), init_scale=scale))], Selection(1))
        assert panel.view.plot.x_range == panel.ridges.plot.x_range == pytest.approx(SHOWN)


def test_both_plots_have_their_z_at_the_same_place(panel: ActivationPanel) -> None:
    for n in (1, 2):
        panel.draw([lane_of(RunConfig(hidden=(6, 6)), index=i) for i in range(n)], Selection(1))
        panel.grab()
        boxes = [plot.widget.mapTo(panel, plot.widget.mapFromScene(plot.box.sceneBoundingRect().topLeft())).x()
                 for plot in (panel.view.plot, panel.ridges.plot)]  # fmt: skip
        assert boxes[0] == boxes[1]
        assert panel.view.plot.x_per_px == pytest.approx(panel.ridges.plot.x_per_px)


def test_what_lies_beyond_the_axis_is_told_for_each_layer(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(6, 6), init_scale=30.0))
    panel.draw([lane], Selection(1))
    counts = lane.snapshot.histograms[1].counts
    text = panel.ridges.crosshair._describe(0.0, 2.0)
    assert text.startswith("layer 2\n")
    assert f"{round(100 * counts[0] / counts.sum())} % below −{HALF:.0f}" in text


def test_a_click_on_a_ridge_picks_its_layer(panel: ActivationPanel, qtbot: QtBot) -> None:
    panel.draw([lane_of(RunConfig(hidden=(4,) * 3))], Selection(1))
    plot = panel.ridges.plot
    spot = plot.widget.mapFromScene(plot.box.mapViewToScene(QPointF(0.0, 2.7)))
    with qtbot.waitSignal(panel.selected) as asked:
        qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))
    assert asked.args == [3, -1]


def test_each_layers_share_stands_beside_it(panel: ActivationPanel) -> None:
    panel.resize(480, 500)
    lane = lane_of(RunConfig(hidden=(6, 6), activation="relu"))
    panel.draw([lane], Selection(1))
    widest = QFontMetricsF(panel.ridges.column.style["tickFont"]).horizontalAdvance("100 %")
    assert panel.ridges.column.width() >= widest + 8, "an axis leaves out what does not fit"
    (ticks,) = panel.ridges.column._tickLevels
    assert dict(ticks) == {i: f"{100 * h.flat_fraction:.0f} %" for i, h in enumerate(lane.snapshot.histograms, 1)}


@pytest.mark.parametrize("size", [(175, 170), (245, 230), (480, 300)])
@pytest.mark.parametrize(("key", "slope"), [("sigmoid", "0.25"), ("tanh", "1"), ("relu", "1"), ("gelu", "1.13")])
def test_the_largest_slope_is_written_where_no_curve_is_in_the_way(
    panel: ActivationPanel, key: str, slope: str, size: tuple[int, int]
) -> None:
    panel.resize(*size)
    panel.draw([lane_of(RunConfig(hidden=(6, 6), activation=key))], Selection(1))
    panel.grab()
    (text,) = shown_peaks(panel)
    assert text.endswith(f" {slope}")
    (label,) = [each for each in panel.view.peaks.labels if each.isVisible()]
    box = label.mapRectToParent(label.boundingRect())
    for curve in (panel.view.values[0], panel.view.slopes[0]):
        z, heights = curve.getData()
        inside = (z > box.left()) & (z < box.right())
        assert not ((heights[inside] > box.top()) & (heights[inside] < box.bottom())).any()


def test_functions_with_one_largest_slope_each_have_their_labels(panel: ActivationPanel) -> None:
    panel.resize(600, 500)
    lanes = [lane_of(RunConfig(hidden=(4,), activation=key), index=i) for i, key in enumerate(("sigmoid", "tanh"))]
    panel.draw(lanes, Selection(1))
    assert {text.split()[-1] for text in shown_peaks(panel)} == {"0.25", "1"}


def test_the_flat_region_is_shaded_and_its_share_written_out(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(6, 6), activation="relu"))
    panel.draw([lane], Selection(1))
    for ground in (panel.view.ground, panel.ridges.ground):
        assert [r.getRegion() for r in ground.flat if r.isVisible()] == [(SHOWN[0], 0.0)]
    share = round(100 * lane.snapshot.histograms[0].flat_fraction)
    assert panel.legends[0].entries[0].text.strip("\u2007") == f"{share} % flat"


def test_a_smooth_function_has_saturated_ground_where_its_slope_is_small(panel: ActivationPanel) -> None:
    panel.draw([lane_of(RunConfig(hidden=(6,), activation="tanh", init_scale=6.0))], Selection(1))
    (_, left), (right, _) = [r.getRegion() for r in panel.view.ground.saturated if r.isVisible()]
    slopes = ACTIVATIONS["tanh"].slope(np.array([left - 0.05, left + 0.05, right - 0.05, right + 0.05]))
    assert (slopes < 0.05).tolist() == [True, False, False, True]
    assert not any(r.isVisible() for r in panel.view.ground.flat)
    assert "saturated" in panel.legends[0].entries[0].text


def test_a_rectifier_with_a_small_slope_is_not_called_saturated(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(6,), activation="leaky_relu"))
    panel.draw([lane], Selection(1))
    share = round(100 * lane.snapshot.histograms[0].saturated_fraction)
    assert share > 10
    assert panel.legends[0].entries[0].text.rstrip("\u2007") == f"{share} % slope < 0.05"


def test_a_learned_alpha_is_the_one_that_is_drawn(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(6, 6), activation="prelu", prelu_per_unit=True), steps=80)
    panel.draw([lane], Selection(2))
    alpha = float(lane.snapshot.prelu_alphas[1].mean())
    assert alpha != pytest.approx(0.25, abs=1e-6)
    assert panel.view.slopes[0].getData()[1][0] == pytest.approx(alpha, rel=1e-5)
    assert f"{alpha:.3f}" in panel.legends[0].entries[1].text


def test_each_layer_has_its_own_function_and_alpha(panel: ActivationPanel) -> None:
    config = RunConfig(hidden=(4, 4), activation=("leaky_relu", "tanh"), alpha=0.3)
    panel.draw([lane_of(config)], Selection(1))
    assert panel.view.slopes[0].getData()[1][0] == pytest.approx(0.3)
    panel.draw([lane_of(config)], Selection(2))
    assert panel.view.values[0].getData()[1][-1] == pytest.approx(np.tanh(SHOWN[1]))


def test_clicking_into_the_plot_moves_the_marker_and_its_readout(panel: ActivationPanel, qtbot: QtBot) -> None:
    panel.draw([lane_of(RunConfig(hidden=(6,), activation="relu"))], Selection(1))
    box = panel.view.plot.box
    spot = panel.view.plot.widget.mapFromScene(box.mapViewToScene(QPointF(-2.0, 1.0)))
    qtbot.mouseClick(panel.view.plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))
    assert panel.view.marker_z == pytest.approx(-2.0, abs=0.1)
    assert panel.readout.text().startswith("z −")
    value, slope = panel.view.dots.getData()[1]
    assert (value, slope) == (0.0, 0.0)


def test_choosing_a_layer_in_the_header_asks_for_it(panel: ActivationPanel, qtbot: QtBot) -> None:
    panel.draw([lane_of(RunConfig(hidden=(2,) * 100), steps=1)], Selection())
    panel.header.show()
    assert (panel.layer_box.count(), panel.layer_box.currentText()) == (100, "layer 1")
    with qtbot.waitSignal(panel.selected) as asked:
        qtbot.keyClick(panel.layer_box, Qt.Key.Key_Down)
    assert asked.args == [2, -1]


def test_several_lanes_are_overlaid_as_outlines(panel: ActivationPanel) -> None:
    lanes = [lane_of(RunConfig(hidden=(4,) * 2, activation=k), index=i) for i, k in enumerate(("relu", "sigmoid"))]
    panel.draw(lanes, Selection(1))
    assert [curve.isVisible() for curve in panel.view.values] == [True, True, False, False]
    assert not any(r.isVisible() for r in panel.view.ground.flat)  # they differ
    assert panel.ridges.n_layers == 2
    assert panel.legends[1].entries[0].text.startswith("B Sigmoid")
    panel.draw(lanes[:1], Selection(1))
    assert [curve.isVisible() for curve in panel.view.values] == [True, False, False, False]


def test_a_lane_that_is_left_alone_has_the_colour_that_it_has_in_other_panels(panel: ActivationPanel) -> None:
    lanes = [lane_of(RunConfig(hidden=(4,)), index=i) for i in range(2)]
    panel.draw(lanes, Selection(1))
    panel.draw(lanes[1:], Selection(1))
    assert panel.view.values[0].opts["pen"].color().name() == QColor(theme.current().accent).name()


def test_the_same_snapshot_is_not_drawn_twice(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(4,)))
    panel.draw([lane], Selection(1))
    layers = panel.ridges.lanes
    panel.draw([lane], Selection(1))
    assert panel.ridges.lanes is layers
    panel.restyle()
    panel.draw([lane], Selection(1))
    assert panel.ridges.lanes is not layers


def test_a_snapshot_without_histograms_still_has_shares(panel: ActivationPanel) -> None:
    trainer = Trainer(RunConfig(hidden=(6,), activation="relu"))
    snapshot = trainer.measure()
    panel.draw([LaneView(0, "A", trainer.facts, snapshot, trainer.history.view())], Selection(1))
    assert not painted_colours(panel)
    assert "% flat" in panel.legends[0].entries[0].text


def test_copy_data_holds_the_counts(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(6,)))
    panel.draw([lane], Selection(1))
    next(a for a in panel.menu.actions() if a.text() == "Copy data").trigger()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0][-3:] == ["count", "phi", "slope"]
    assert [row[4] for row in rows[-2:]] == ["< -6", "> 6"]
    assert sum(int(row[5]) for row in rows[1:]) == lane.snapshot.histograms[0].counts.sum()


@pytest.mark.parametrize("size", [(245, 230), (245, 320), (480, 240), (480, 300)])
def test_the_readout_tells_every_lanes_value(panel: ActivationPanel, size: tuple[int, int]) -> None:
    keys = ("sigmoid", "relu", "tanh", "leaky_relu")
    panel.resize(*size)
    panel.draw([lane_of(RunConfig(hidden=(4,), activation=k), index=i) for i, k in enumerate(keys)], Selection(1))
    text = panel.readout.text().replace(": φ", "").replace("\u2007", "")
    for name, value in zip("ABCD", (0.731, 1.0, 0.762, 1.0), strict=True):
        shown = float(text.split(f"{name} ")[1].split()[0])
        assert shown == pytest.approx(value, abs=0.051)


def test_a_lanes_share_stands_right_behind_its_function(panel: ActivationPanel) -> None:
    lanes = [lane_of(RunConfig(hidden=(4,), activation="sigmoid"), index=i) for i in range(2)]
    panel.draw(lanes, Selection(1))
    share = round(100 * lanes[0].snapshot.histograms[0].saturated_fraction)
    assert panel.legends[0].entries[0].text.rstrip("\u2007") == f"A Sigmoid, {share} % saturated"
