"""The activation panel: φ, φ′ and the measured pre-activations on one z axis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from actviz.app.lanes import LaneView, Selection
from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.training.unit_state import LayerHistogram
from actviz.ui.panels.activation.panel import ActivationPanel
from actviz.ui.plots.activation_plot import next_range

EXTRAS = frozenset({"histograms"})


def lane_of(config: RunConfig, steps: int = 5, index: int = 0) -> LaneView:
    trainer = Trainer(config)
    trainer.advance(steps)
    snapshot = trainer.measure(extras=EXTRAS)
    return LaneView(index, "ABCD"[index], trainer.facts, snapshot, trainer.history.view())


@pytest.fixture
def panel(show_panel: Callable[..., ActivationPanel]) -> ActivationPanel:
    return show_panel(ActivationPanel, 480, 300)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_curves_are_the_function_and_its_slope(panel: ActivationPanel, key: str) -> None:
    panel.draw([lane_of(RunConfig(activation=key, hidden=(4, 4)), steps=0)], Selection(2))
    activation, (z, value) = ACTIVATIONS[key], panel.view.values[0].getData()
    np.testing.assert_allclose(value, activation.value(z))
    np.testing.assert_allclose(panel.view.slopes[0].getData()[1], activation.slope(z))


def test_the_histogram_is_that_of_the_selected_layer(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(6, 6, 6)))
    panel.draw([lane], Selection(2))
    measured = lane.snapshot.histograms[1]
    edges, heights = panel.view.histograms[0].getData()
    assert (edges[0], edges[-1]) == pytest.approx((measured.low, measured.high))
    np.testing.assert_allclose((heights - heights.min()) / np.ptp(heights), measured.counts / measured.counts.max())


def test_the_flat_region_is_shaded_and_its_share_written_out(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(6, 6), activation="relu"))
    panel.draw([lane], Selection(1))
    visible = [r.getRegion() for r in panel.view.flat_regions if r.isVisible()]
    assert visible == [(-panel.view.half_range, 0.0)]
    share = round(100 * lane.snapshot.histograms[0].flat_fraction)
    assert panel.legends[0].entries[0].text.strip("\u2007") == f"{share} % flat"


def test_a_smooth_function_has_saturated_ground_where_its_slope_is_small(panel: ActivationPanel) -> None:
    panel.draw([lane_of(RunConfig(hidden=(6,), activation="tanh", init_scale=6.0))], Selection(1))
    (_, left), (right, _) = [r.getRegion() for r in panel.view.saturated_regions if r.isVisible()]
    slopes = ACTIVATIONS["tanh"].slope(np.array([left - 0.05, left + 0.05, right - 0.05, right + 0.05]))
    assert (slopes < 0.05).tolist() == [True, False, False, True]
    assert not any(r.isVisible() for r in panel.view.flat_regions)
    assert "saturated" in panel.legends[0].entries[0].text


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
    assert panel.view.values[0].getData()[1][-1] == pytest.approx(np.tanh(panel.view.half_range))


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
    assert panel.view.histograms[0].opts["fillLevel"] is None
    assert not any(r.isVisible() for r in panel.view.flat_regions)  # they differ
    assert panel.legends[1].entries[0].text.startswith("B Sigmoid")
    panel.draw(lanes[:1], Selection(1))
    assert [curve.isVisible() for curve in panel.view.values] == [True, False, False, False]


def test_the_z_range_grows_in_jumps_and_shrinks_late() -> None:
    assert [next_range(0.0, need) for need in (0.0, 2.9, 3.1, 7.0, 12.0, 2e8)] == [3, 3, 5, 7, 20, 2e8]
    assert (next_range(10.0, 4.0), next_range(10.0, 10.1), next_range(10.0, 2.0)) == (10, 20, 3)


def test_the_same_snapshot_is_not_drawn_twice(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(4,)))
    panel.draw([lane], Selection(1))
    drawn = []
    panel.view.histograms[0].sigPlotChanged.connect(drawn.append)
    panel.draw([lane], Selection(1))
    assert not drawn
    panel.restyle()
    panel.draw([lane], Selection(1))
    assert drawn


def test_a_snapshot_without_histograms_still_has_shares(panel: ActivationPanel) -> None:
    trainer = Trainer(RunConfig(hidden=(6,), activation="relu"))
    snapshot = trainer.measure()
    panel.draw([LaneView(0, "A", trainer.facts, snapshot, trainer.history.view())], Selection(1))
    assert not panel.view.histograms[0].isVisible()
    assert "% flat" in panel.legends[0].entries[0].text


def test_copy_data_holds_the_counts(panel: ActivationPanel) -> None:
    lane = lane_of(RunConfig(hidden=(6,)))
    panel.draw([lane], Selection(1))
    next(a for a in panel.menu.actions() if a.text() == "Copy data").trigger()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0][-3:] == ["count", "phi", "slope"]
    assert sum(int(row[5]) for row in rows[1:]) == lane.snapshot.histograms[0].counts.sum()


def test_a_narrow_panel_says_the_step_in_its_legend(panel: ActivationPanel) -> None:
    panel.resize(220, 200)
    panel.draw([lane_of(RunConfig(hidden=(6,)), steps=7)], Selection(1))
    assert panel.legends[0].entries[-1].text.endswith(", step 7")
    assert panel.header.minimumSizeHint().width() <= 220
    panel.draw([lane_of(RunConfig(hidden=(6,)), steps=8, index=i) for i in range(2)], Selection(1))
    assert panel.readout.text().startswith("step 8 ")


def with_histogram(lane: LaneView, counts: list[int], low: float, high: float) -> LaneView:
    histogram = LayerHistogram(np.array(counts), low, high, 0.0, 0.0)
    return replace(lane, snapshot=replace(lane.snapshot, histograms=(histogram,)))


def test_a_few_far_pre_activations_do_not_stretch_the_axis_but_are_told(panel: ActivationPanel) -> None:
    lane = with_histogram(lane_of(RunConfig(hidden=(6,))), [1, *[0] * 8, 98, *[0] * 9, 1], -45.0, 55.0)
    panel.draw([lane], Selection(1))
    assert panel.view.half_range == 7.0
    assert panel.view.beyond.isVisible()
    assert panel.view.beyond.getData()[0] == pytest.approx([-6.65, 6.65])
    assert panel.view.plot.bottom.labelText == "pre-activation z, 2 % beyond"
    assert "2 % beyond" in panel.readout.toolTip()


def test_what_lies_beyond_is_named_in_a_narrow_panel_too(panel: ActivationPanel) -> None:
    panel.resize(200, 260)
    lane = with_histogram(lane_of(RunConfig(hidden=(6,))), [1, *[0] * 8, 98, *[0] * 9, 1], -45.0, 55.0)
    panel.draw([lane], Selection(1))
    assert panel.view.plot.bottom.labelText == "z, 2 % beyond"


def test_an_axis_that_holds_all_pre_activations_marks_none_beyond(panel: ActivationPanel) -> None:
    panel.draw([with_histogram(lane_of(RunConfig(hidden=(6,))), [1, *[0] * 8, 99], -6.0, 5.0)], Selection(1))
    assert panel.view.half_range == 7.0
    assert not panel.view.beyond.isVisible()
    assert "beyond" not in panel.view.plot.bottom.labelText


def test_many_far_pre_activations_are_all_on_the_axis(panel: ActivationPanel) -> None:
    panel.draw([with_histogram(lane_of(RunConfig(hidden=(6,))), [5, *[0] * 8, 95], -45.0, 5.0)], Selection(1))
    assert panel.view.half_range == 50.0


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


def test_the_legend_of_a_narrow_panel_stands_still_while_the_step_grows(panel: ActivationPanel) -> None:
    panel.resize(245, 260)
    lane = lane_of(RunConfig(hidden=(4,)), steps=1)
    places = set()
    for step in (0, 3_777, 14_630):
        panel.draw([replace(lane, snapshot=replace(lane.snapshot, step=step))], Selection())
        places.add(tuple((x, row) for _, x, row in panel.legends[0]._places()))
    assert len(places) == 1
