"""The learned map panel: a map, a confusion matrix or predictions, whichever suits the data."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from pytestqt.qtbot import QtBot

from actviz.app.lanes import LaneView, Selection
from actviz.training import RunConfig, Trainer
from actviz.training.measure.probes import FINE_MAP_PX, OUTPUT_MAP_PX
from actviz.ui.panels.learned_map.confusion_matrix import ConfusionMatrix
from actviz.ui.panels.learned_map.panel import LearnedMapPanel
from actviz.ui.panels.learned_map.prediction_plot import PredictionPlot
from actviz.ui.plots.decision_map import DecisionMap
from actviz.ui.plots.smooth import TARGET_PX, enlarged
from actviz.ui.theme import palettes, theme
from actviz.ui.theme.class_colours import class_colour, class_shares_image, signed_image

EXTRAS = LearnedMapPanel.needs
SELECTION = Selection()


def lane_of(config: RunConfig, steps: int = 5, index: int = 0, data: Any = None) -> LaneView:
    trainer = Trainer(config, data=data)
    trainer.advance(steps)
    snapshot = trainer.measure(extras=EXTRAS)
    return LaneView(index, "ABCD"[index], trainer.facts, snapshot, trainer.history.view())


def arrays(n: int = 60, n_inputs: int = 3) -> tuple[Any, Any]:
    x = np.random.default_rng(0).normal(size=(n, n_inputs))
    return x, 2.0 * x[:, 0]


@pytest.fixture
def panel(show_panel: Callable[..., LearnedMapPanel]) -> LearnedMapPanel:
    return show_panel(LearnedMapPanel, 440, 400)


def test_two_inputs_and_classes_give_a_map_with_all_points(panel: LearnedMapPanel) -> None:
    lane = lane_of(RunConfig(hidden=(8,)), steps=50)
    panel.draw([lane], SELECTION)
    (view,) = panel.views
    assert isinstance(view, DecisionMap)
    np.testing.assert_array_equal(view.image.image, class_shares_image(enlarged(lane.snapshot.output_map)))
    np.testing.assert_allclose(np.transpose(view.train_points.getData()), lane.facts.train_x)
    np.testing.assert_allclose(np.transpose(view.test_points.getData()), lane.facts.test_x)


def test_the_map_lies_over_its_extent_with_row_0_at_the_bottom(panel: LearnedMapPanel) -> None:
    lane = lane_of(RunConfig(hidden=(8,)))
    panel.draw([lane], SELECTION)
    view = panel.views[0]
    x0, x1, y0, y1 = lane.facts.map_extent
    corner = view.image.mapToParent(QPointF(0.0, 0.0))
    assert (corner.x(), corner.y()) == pytest.approx((x0, y0))
    np.testing.assert_allclose([view.plot.x_range, view.plot.y_range], [[x0, x1], [y0, y1]])


@pytest.mark.parametrize("size", [(220, 160), (440, 400), (1000, 800)])
def test_the_map_is_square_at_every_size(panel: LearnedMapPanel, qtbot: QtBot, size: tuple[int, int]) -> None:
    panel.draw([lane_of(RunConfig(hidden=(4,)))], SELECTION)
    panel.resize(*size)
    box = panel.views[0].plot.box
    qtbot.waitUntil(lambda: abs(box.width() - box.height()) <= 3)
    assert box.height() > 0.4 * size[1]


def test_three_classes_are_blended_from_their_colours() -> None:
    shares = np.zeros((3, 1, 2))
    shares[:, 0, 0], shares[:, 0, 1] = (1.0, 0.0, 0.0), 1 / 3
    image = class_shares_image(shares)
    assert image[0, 0, 1] > image[0, 0, 0] + 50  # class 0 is teal
    np.testing.assert_allclose(image[0, 1], theme.current().neutral, atol=1)


def test_rings_mark_points_on_another_classes_colour(panel: LearnedMapPanel) -> None:
    lane = lane_of(RunConfig(hidden=(8, 8), learning_rate=0.3), steps=300)
    panel.draw([lane], SELECTION)
    n_wrong = round((1.0 - lane.snapshot.accuracy) * len(lane.facts.train_x))
    assert abs(len(panel.views[0].rings.getData()[0]) - n_wrong) <= 5  # read from the map


def test_points_stay_until_the_next_run(panel: LearnedMapPanel) -> None:
    trainer = Trainer(RunConfig(hidden=(4,)))
    first = LaneView(0, "A", trainer.facts, trainer.measure(extras=EXTRAS), trainer.history.view())
    panel.draw([first], SELECTION)
    view, changes = panel.views[0], []
    view.train_points.sigPlotChanged.connect(changes.append)
    trainer.advance(3)
    panel.draw([LaneView(0, "A", trainer.facts, trainer.measure(extras=EXTRAS), trainer.history.view())], SELECTION)
    assert not changes
    other = lane_of(RunConfig(hidden=(4,), seed=3))
    panel.draw([other], SELECTION)
    assert panel.views[0] is view
    np.testing.assert_allclose(np.transpose(view.train_points.getData()), other.facts.train_x)


def test_many_points_are_thinned_and_the_legend_says_so(panel: LearnedMapPanel) -> None:
    panel.draw([lane_of(RunConfig(hidden=(4,), n_examples=6000), steps=1)], SELECTION)
    view = panel.views[0]
    n_drawn = len(view.train_points.getData()[0]) + len(view.test_points.getData()[0])
    assert n_drawn <= 2000
    assert f"{n_drawn:,} of 6,000 points" in [entry.text for entry in panel.legend.entries]


def test_a_regression_of_two_inputs_is_a_map_of_values(panel: LearnedMapPanel) -> None:
    panel.draw([lane_of(RunConfig(dataset="plane", hidden=(8,)), steps=50)], SELECTION)
    assert isinstance(panel.views[0], DecisionMap)
    assert panel.views[0].image.image.shape == (TARGET_PX, TARGET_PX, 3)
    assert panel.header.told.startswith("train loss ")


def test_many_inputs_give_the_measured_confusion_matrix(panel: LearnedMapPanel, qtbot: QtBot) -> None:
    lane = lane_of(RunConfig(dataset="digits", hidden=(16,)), steps=30)
    panel.draw([lane], SELECTION)
    (view,) = panel.views
    assert isinstance(view, ConfusionMatrix)
    np.testing.assert_array_equal(view.counts, lane.snapshot.confusion)
    grid = view._grid()
    spot = grid.topLeft() + QPointF(grid.width() * 0.35, grid.height() * 0.25)
    qtbot.mouseMove(view, QPoint(round(spot.x()), round(spot.y())))
    assert panel.pointed.text().startswith(f"true 2 → 3: {lane.snapshot.confusion[2, 3]} of ")


def test_a_regression_of_many_inputs_is_drawn_against_the_truth(panel: LearnedMapPanel) -> None:
    lane = lane_of(RunConfig(hidden=(8,), learning_rate=0.05), data=arrays())
    panel.draw([lane], SELECTION)
    (view,) = panel.views
    assert isinstance(view, PredictionPlot)
    x, y = view.points.getData()
    np.testing.assert_allclose(x, lane.facts.train_y[:, 0])
    np.testing.assert_allclose(y, lane.snapshot.predictions)
    np.testing.assert_array_equal(*view.identity.getData())


def test_the_view_follows_the_kind_of_data(panel: LearnedMapPanel) -> None:
    for config, kind in ((RunConfig(hidden=(4,)), DecisionMap), (RunConfig(dataset="digits"), ConfusionMatrix)):
        panel.draw([lane_of(config, steps=1)], SELECTION)
        assert [type(view) for view in panel.views] == [kind]


def test_lanes_are_small_multiples(panel: LearnedMapPanel) -> None:
    lanes = [lane_of(RunConfig(hidden=(4,), activation=k), index=i) for i, k in enumerate(("relu", "tanh", "elu"))]
    panel.draw(lanes, SELECTION)
    boxes = [view.geometry() for view in panel.views]
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert [row[0] for row in panel.table()[1 :: OUTPUT_MAP_PX**2]] == ["A", "B", "C"]
    panel.draw(lanes[:1], SELECTION)
    assert len(panel.views) == 1


def test_the_note_says_accuracy_and_step(panel: LearnedMapPanel) -> None:
    lane = lane_of(RunConfig(hidden=(4,)), steps=12)
    panel.draw([lane], SELECTION)
    assert panel.header.told == f"train {100 * lane.snapshot.accuracy:.1f} % · step 12"
    panel.resize(200, 200)
    assert "step 12" in panel.header.told + panel.legend.entries[0].text


def test_hovering_reads_the_class_shares(panel: LearnedMapPanel, qtbot: QtBot) -> None:
    lane = lane_of(RunConfig(hidden=(8,)), steps=50)
    panel.draw([lane], SELECTION)
    view = panel.views[0]
    centre = view.plot.box.sceneBoundingRect().center()
    qtbot.mouseMove(view.plot.widget.viewport(), view.plot.widget.mapFromScene(centre))
    qtbot.waitUntil(view.crosshair.readout.isVisible)
    middle = slice(OUTPUT_MAP_PX // 2 - 1, OUTPUT_MAP_PX // 2 + 1)
    likely = int(lane.snapshot.output_map[:, middle, middle].mean(axis=(1, 2)).argmax())
    assert view.crosshair.readout.text().splitlines()[1].startswith(f"class {likely}: ")


def test_without_measurements_it_says_what_would_fill_it(panel: LearnedMapPanel) -> None:
    trainer = Trainer(RunConfig(hidden=(4,)))
    panel.draw([LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view())], SELECTION)
    assert not panel.body.isVisible()


def test_restyling_takes_on_the_other_theme(panel: LearnedMapPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    panel.draw([lane_of(RunConfig(hidden=(8,)), steps=50)], SELECTION)
    before = panel.views[0].image.image.copy()
    monkeypatch.setattr(theme, "_current", palettes.DARK)
    panel.restyle()
    assert (panel.views[0].image.image != before).any()


@pytest.mark.parametrize("width", [200, 248, 300, 420])
def test_words_stand_still_while_the_step_grows(panel: LearnedMapPanel, width: int) -> None:
    panel.resize(width, 200)
    lane = lane_of(RunConfig(hidden=(4,)), steps=1)
    seen = set()
    for step in (0, 3_825, 14_630):
        panel.draw([dataclasses.replace(lane, snapshot=dataclasses.replace(lane.snapshot, step=step))], SELECTION)
        places = tuple((x, row) for _, x, row in panel.legend._places())
        seen.add((f"step {step:,}" in panel.header.told, places))
    assert len(seen) == 1


@pytest.mark.parametrize("px", [20, 32, 64])
def test_an_enlarged_map_is_smooth_keeps_its_place_and_does_not_overshoot(px: int) -> None:
    centres = (np.arange(px) + 0.5) / px
    slope = np.tile(centres, (px, 1))[None]
    larger = enlarged(slope)[0]
    inner = slice(TARGET_PX // 4, 3 * TARGET_PX // 4)
    expected = (np.arange(TARGET_PX) + 0.5) / TARGET_PX
    np.testing.assert_allclose(larger[5, inner], expected[inner], atol=1e-5)
    step = np.where(slope > 0.5, 1.0, 0.0)
    assert 0.0 <= enlarged(step).min() <= enlarged(step).max() <= 1.0
    np.testing.assert_array_equal(enlarged(step), enlarged(step[:, ::-1])[:, ::-1])


def test_pointing_at_a_unit_shows_its_own_map_until_the_mouse_leaves(panel: LearnedMapPanel) -> None:
    trainer = Trainer(RunConfig(hidden=(8, 6)))
    trainer.advance(50)
    snapshot = trainer.measure(extras=EXTRAS | {"unit_maps"})
    lane = LaneView(0, "A", trainer.facts, snapshot, trainer.history.view())
    panel.draw([lane], SELECTION)
    (view,) = panel.views
    before = view.image.image.copy()
    panel.show_pointed(Selection(2, 3))
    own = (snapshot.unit_maps[1][3].astype(float) - 128) / 127
    np.testing.assert_array_equal(view.image.image, signed_image(enlarged(own[None])[0]))
    assert view.caption.isVisible()
    assert view.caption.text() == "unit 4 of layer 2"
    assert not view.rings.isVisible()
    panel.show_pointed(None)
    np.testing.assert_array_equal(view.image.image, before)
    assert not view.caption.isVisible()


def test_only_the_lane_of_the_unit_shows_its_map(panel: LearnedMapPanel) -> None:
    lanes = []
    for i in range(2):
        trainer = Trainer(RunConfig(hidden=(4,), seed=i))
        snapshot = trainer.measure(extras=EXTRAS | {"unit_maps"})
        lanes.append(LaneView(i, "AB"[i], trainer.facts, snapshot, trainer.history.view()))
    panel.draw(lanes, SELECTION)
    panel.show_pointed(Selection(1, 0, lane=1))
    assert [view.caption.isVisible() for view in panel.views] == [False, True]


def test_training_and_test_points_have_their_classes_colours_and_different_shapes(panel: LearnedMapPanel) -> None:
    lane = lane_of(RunConfig(hidden=(4,)))
    panel.draw([lane], SELECTION)
    (view,) = panel.views
    assert view.train_points.opts["symbol"] != view.test_points.opts["symbol"]
    for spots, classes in ((view.train_points, lane.facts.train_y), (view.test_points, lane.facts.test_y)):
        colours = [brush.color().name() for brush in spots.data["brush"]]
        assert colours == [class_colour(int(c)).name() for c in classes]


def test_a_regressions_points_have_the_colours_of_the_legend(panel: LearnedMapPanel) -> None:
    lane = lane_of(RunConfig(dataset="plane", hidden=(8,)))
    panel.draw([lane], SELECTION)
    (view,) = panel.views
    y = lane.facts.own_train_y[:, 0]
    ends = [entry.colour for entry in panel.legend.entries if entry.kind == "band"]
    half = np.abs(y).max()
    brushes = view.train_points.data["brush"]
    low, high = (brushes[int(np.argmin(np.abs(y - end)))].color().name() for end in (-half, half))
    assert high == ends[1] or low == ends[0]  # the end that the data reaches


def test_a_large_map_asks_for_a_finer_grid(panel: LearnedMapPanel) -> None:
    panel.draw([lane_of(RunConfig(hidden=(4,)))], SELECTION)
    assert "fine_map" in panel.needs
    panel.resize(220, 200)
    panel.draw([lane_of(RunConfig(hidden=(4,)))], SELECTION)
    assert "fine_map" not in panel.needs
    trainer = Trainer(RunConfig(hidden=(4,)))
    assert trainer.measure(extras={"output_map", "fine_map"}).output_map.shape[-1] == FINE_MAP_PX


def test_a_small_confusion_matrix_fills_its_place_and_tells_its_names_in_the_tip(
    panel: LearnedMapPanel, qtbot: QtBot
) -> None:
    panel.resize(200, 120)
    lane = lane_of(RunConfig(dataset="digits", hidden=(16,)), steps=30)
    panel.draw([lane], SELECTION)
    (view,) = panel.views
    grid = view._grid()
    assert grid.height() >= 0.75 * min(view.width(), view.height())
    assert "predicted" in view.toolTip()
    spot = grid.topLeft() + QPointF(grid.width() * 0.35, grid.height() * 0.25)
    qtbot.mouseMove(view, QPoint(round(spot.x()), round(spot.y())))
    assert view.toolTip().startswith(f"true 2 → 3: {lane.snapshot.confusion[2, 3]} of ")


def test_lanes_that_come_take_the_views_of_those_that_went(panel: LearnedMapPanel) -> None:
    first, second, third = (lane_of(RunConfig(hidden=(4,), seed=seed)) for seed in (1, 2, 3))
    panel.draw([first, second], SELECTION)
    panel.draw([first], SELECTION)
    assert sum(view.isVisible() for view in panel.findChildren(DecisionMap)) == 1
    panel.draw([third, second], SELECTION)
    assert len(panel.findChildren(DecisionMap)) == 2
    for view, lane in zip(panel.views, (third, second), strict=True):
        assert isinstance(view, DecisionMap)
        assert view.isVisible()
        np.testing.assert_allclose(np.transpose(view.train_points.getData()), lane.facts.train_x)
        np.testing.assert_array_equal(view.image.image, class_shares_image(enlarged(lane.snapshot.output_map)))
