"""The Network panel: what it paints, and what mouse and keyboard do."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
from network_lanes import CONFIGS, centre_of, lane
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage

from actviz.app.lanes import LaneView, Selection
from actviz.number_text import scientific
from actviz.training import RunConfig, Trainer
from actviz.ui.panels.base.panel import PANELS
from actviz.ui.panels.network import NetworkPanel, edges, fills, legend, tips
from actviz.ui.panels.network import picture as picture_module
from actviz.ui.panels.network.stamps import DEAD, DORMANT, stamp
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import class_colour


@pytest.fixture
def panel(show_panel):
    return show_panel(NetworkPanel, 640, 420)


def colour_at(panel: NetworkPanel, point: QPoint) -> QColor:
    return panel.canvas.grab().toImage().pixelColor(point)


def test_it_is_registered():
    assert PANELS["network"].load() is NetworkPanel


def test_it_says_what_would_fill_it_until_there_is_a_lane(panel):
    assert panel.canvas.isHidden() or not panel.body.isVisible()
    panel.draw([lane()], Selection())
    assert panel.body.isVisible()
    assert "step 3" in panel.header.told


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("fill", fills.FILLS)
def test_every_network_is_painted_in_every_fill(panel, name, fill):
    panel.draw([lane(name)], Selection(1, 1))
    panel.fill_switch.entries[fill].trigger()
    for kind in edges.KINDS:
        panel.edge_switch.entries[kind].trigger()
        assert not panel.canvas.grab().isNull()


def test_a_click_on_a_tile_selects_its_unit(panel, qtbot):
    panel.draw([lane()], Selection())
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=centre_of(panel, 2, 3))
    assert caught.args == [2, 3]


def test_a_click_on_a_heading_selects_the_layer(panel, qtbot):
    panel.draw([lane()], Selection())
    geometry = panel.canvas.pictures[0].geometry
    point = QPoint(round(geometry.columns[3].centre), round(geometry.heading_top + 5))
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=point)
    assert caught.args == [3, -1]


@pytest.mark.parametrize("layer", [0, 4])
def test_input_and_output_cannot_be_selected(panel, qtbot, layer):
    panel.draw([lane()], Selection())
    with qtbot.assertNotEmitted(panel.selected):
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=centre_of(panel, layer, 0))


@pytest.mark.parametrize(
    ("start", "key", "expected"),
    [
        (Selection(), Qt.Key.Key_Right, [1, 0]),
        (Selection(1, 5), Qt.Key.Key_Right, [2, 4]),  # the next layer has only 5 units
        (Selection(1, 0), Qt.Key.Key_Left, [1, 0]),
        (Selection(2, 1), Qt.Key.Key_Down, [2, 2]),
        (Selection(2, 0), Qt.Key.Key_Up, [2, 0]),
        (Selection(2), Qt.Key.Key_Right, [3, -1]),
        (Selection(2), Qt.Key.Key_Down, [2, 0]),
    ],
)
def test_arrow_keys_move_the_selection(panel, qtbot, start, key, expected):
    panel.draw([lane()], start)
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.keyClick(panel.canvas, key)
    assert caught.args == expected


def apart(a: QColor, b: QColor) -> int:
    return abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue())


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("side", [4, 6, 9, 20, 48])
def test_a_dead_unit_is_a_dark_tile_with_a_vermilion_cross_at_every_size(name, side):
    now = theme.resolve(name)
    image = stamp(DEAD, side, side, 1.0, now)
    colours = [image.pixelColor(x, y) for x in range(side) for y in range(side)]
    cross, tile = QColor(now.dead_cross), QColor(now.dead_tile)
    assert min(apart(image.pixelColor(side // 2 - d, side // 2 - d), cross) for d in (0, 1)) < 60
    assert sum(apart(c, tile) < 60 for c in colours) >= 0.3 * side * side
    values = [QColor(*now.positive), QColor(*now.negative), QColor(*now.neutral), QColor(now.constant)]
    assert min(apart(tile, value) for value in values) > 60


@pytest.mark.parametrize("level", [1, 128, 160, 255])
def test_a_unit_that_gives_the_same_for_every_input_is_flat_grey(level):
    view = lane("small")
    maps = tuple(np.full_like(m, level) for m in view.snapshot.unit_maps)
    view = replace(view, snapshot=replace(view.snapshot, unit_maps=maps))
    for side in (4, 20):
        cells = fills.unit_fill(view, range(1, 2), fills.OWN_MAP, (side, side), side, theme.current())
        assert set(cells.ravel().tolist()) == {QColor(theme.current().constant).rgba()}


def test_a_unit_that_tells_inputs_apart_keeps_the_full_colours():
    view = lane("small")
    maps = np.tile(np.linspace(1, 255, 20).astype(np.uint8), (6, 20, 1))
    view = replace(view, snapshot=replace(view.snapshot, unit_maps=(maps, *view.snapshot.unit_maps[1:])))
    cells = fills.unit_fill(view, range(1, 2), fills.OWN_MAP, (20, 20), 20, theme.current())
    now = theme.current()
    assert apart(QColor(int(cells[0, 5, 0])), QColor(*now.negative)) < 10
    assert apart(QColor(int(cells[0, 5, -1])), QColor(*now.positive)) < 10


def test_output_tiles_have_the_colours_of_their_classes():
    view = lane("small")
    sure = np.zeros_like(view.snapshot.output_map)
    sure[0, :, :16], sure[1, :, 16:] = 1.0, 1.0
    view = replace(view, snapshot=replace(view.snapshot, output_map=sure))
    first, second = fills.output_fill(view, (20, 20), theme.current())
    ground = QColor(*theme.current().neutral)
    for cells, index, side in ((first, 0, 0), (second, 1, -1)):
        assert apart(QColor(int(cells[5, side])), class_colour(index)) < 60
        assert apart(QColor(int(cells[5, -1 - side])), ground) < 20


def test_the_legend_counts_what_the_activation_makes_possible():
    dead = legend.counts(lane("born dead"))
    assert dead["dead"] == lane("born dead").snapshot.n_dead > 0
    assert set(legend.counts(lane("vanishing"))) == {DORMANT}


def test_the_legend_on_screen_counts_again_when_a_unit_dies(panel):
    def strip(view: LaneView) -> QImage:
        panel.draw((view,), Selection())
        image = panel.canvas.grab().toImage()
        return image.copy(0, image.height() - 20, image.width(), 20)

    view = lane("small")
    units = list(view.snapshot.units)
    units[0] = replace(units[0], dead=np.ones_like(units[0].dead))
    died = replace(view, snapshot=replace(view.snapshot, units=tuple(units), measurement=view.snapshot.measurement + 1))
    before = strip(view)
    assert strip(died) != before
    assert strip(view) == before


def test_data_without_two_inputs_has_no_own_maps(panel):
    panel.draw([lane("digits")], Selection())
    action = panel.fill_switch.entries[fills.OWN_MAP]
    assert not action.isEnabled()
    assert "two inputs" in action.toolTip()
    assert panel.canvas.stage.fill == fills.ACTIVE
    panel.draw([lane()], Selection())
    assert action.isEnabled()
    assert panel.canvas.stage.fill == fills.OWN_MAP


def test_it_asks_only_for_what_it_draws(panel):
    panel.draw([lane()], Selection())
    assert panel.needs == {"weights", "unit_maps", "output_map"}
    panel.fill_switch.entries[fills.MEAN].trigger()
    panel.edge_switch.entries[edges.OFF].trigger()
    assert panel.needs == {"output_map"}
    assert NetworkPanel.needs == {"weights", "unit_maps", "output_map"}


def test_a_deep_network_needs_no_weights(panel):
    panel.draw([lane("deep")], Selection())
    panel.draw([lane("deep")], Selection())
    assert "weights" not in panel.needs


def test_a_snapshot_without_extras_is_drawn_all_the_same(panel):
    view = lane()
    bare = replace(view.snapshot, weights=None, weight_gradients=None, unit_maps=None, output_map=None)
    panel.draw([replace(view, snapshot=bare)], Selection())
    assert not panel.canvas.grab().isNull()


def test_lanes_are_stacked_and_each_can_be_pointed_at(panel):
    panel.draw([lane("small"), lane("vanishing", 1)], Selection())
    first, second = (p.geometry for p in panel.canvas.pictures)
    assert first.box[1] + first.box[3] <= second.box[1]
    hit = panel.canvas.hit(centre_of(panel, 7, 2, picture=1).toPointF())
    assert hit == (1, 7, 2)
    panel.draw([lane("small")], Selection())
    assert len(panel.canvas.pictures) == 1


def test_the_tooltip_says_what_a_unit_is_and_since_when(panel):
    view = lane("born dead")
    panel.draw([view], Selection())
    layer, unit = next((i, int(np.argmax(u.dead))) for i, u in enumerate(view.snapshot.units, 1) if u.dead.any())
    text = panel.canvas.tip_at(centre_of(panel, layer, unit).toPointF())
    assert f"Unit {unit + 1} of layer {layer}: dead from the start" in text
    assert "no gradient" in text
    assert "step 3" in text


def test_units_and_outputs_count_from_1_in_tooltips():
    regression = Trainer(RunConfig(hidden=(3,), dataset="plane", n_examples=60))
    view = LaneView(0, "A", regression.facts, regression.measure(), regression.history.view())
    assert "Unit 1 of layer 1:" in tips.unit_tip(view, 1, 0)
    assert "Output 1" in tips.unit_tip(view, 2, 0)


def test_the_tooltip_of_a_layer_gives_its_gradient():
    view = lane("vanishing")
    text = tips.layer_tip(view, 2)
    assert f"RMS {scientific(float(view.snapshot.gradient_rms[1]))}" in text
    assert "Layer 2" in text


def test_the_table_has_one_row_per_hidden_unit(panel):
    panel.draw([lane()], Selection())
    header, *rows = panel.table()
    assert header[2:] == list(tips.COLUMNS)
    assert len(rows) == lane().facts.n_hidden_units
    assert [row[:4] for row in rows[:6]] == [["A", 3, 1, number] for number in range(1, 7)]


def test_the_header_hides_its_switches_when_it_is_narrow_and_keeps_the_step(panel):
    panel.draw([lane()], Selection())
    panel.header.show()
    assert panel.fill_switch.isVisible()
    panel.resize(260, 200)
    assert not panel.fill_switch.isVisible()
    assert panel.header.told == "step 3"
    assert panel.fill_switch.menu().menuAction() in panel.menu.actions()


def test_a_change_of_theme_changes_the_picture(panel, qapp):
    panel.draw([lane("born dead")], Selection())
    before = panel.canvas.grab().toImage()
    theme.apply(qapp, "dark")
    try:
        panel.restyle()
        assert panel.canvas.grab().toImage() != before
    finally:
        theme.apply(qapp, "light")


def test_nothing_is_painted_anew_for_the_same_snapshot(panel):
    panel.draw([lane()], Selection())
    panel.canvas.grab()
    tiles = panel.canvas.pictures[0]._tiles_key
    panel.draw([lane()], Selection(1, 1))
    panel.canvas.grab()
    assert panel.canvas.pictures[0]._tiles_key is tiles


def test_edges_held_back_come_later_by_themselves(panel, qtbot):
    view = lane()
    panel.draw([view], Selection())
    panel.canvas.repaint()
    picture = panel.canvas.pictures[0]
    picture.edges_due_s = edges_due = perf_counter() + 0.05
    newer = replace(view.snapshot, weight_gradients=tuple(g.copy() for g in view.snapshot.weight_gradients))
    bundles = picture.edges.bundles
    panel.draw([replace(view, snapshot=newer)], Selection())
    panel.canvas.repaint()
    assert picture.edges.bundles is bundles
    qtbot.waitUntil(lambda: picture.edges.bundles is not bundles, timeout=2000)
    assert perf_counter() >= edges_due


def test_edges_are_drawn_in_parts_and_shown_when_all_are_there(panel, monkeypatch):
    monkeypatch.setattr(picture_module, "EDGE_SLICE_S", 0.0)
    view = lane()
    panel.draw([view], Selection())
    panel.canvas.repaint()
    picture = panel.canvas.pictures[0]
    picture.edges_due_s, shown = 0.0, picture._edge_image
    newer = replace(view.snapshot, weight_gradients=tuple(100.0 * g for g in view.snapshot.weight_gradients))
    panel.draw([replace(view, snapshot=newer)], Selection())
    n_paints = 0
    while picture._edge_image is shown:
        panel.canvas.repaint()
        n_paints += 1
        assert n_paints < 20
    assert n_paints >= len(view.snapshot.weight_gradients)  # a layer in each, and the colours
    expected = edges.choose(newer.weight_gradients, panel.canvas.stage.edge_kind)
    key = picture.geometry, expected.bundles, panel.devicePixelRatioF(), theme.current()
    assert picture._edge_image == edges.image(*key)
    assert picture._edge_image != shown


def test_marks_stay_in_their_cells_on_a_dense_screen_when_the_picture_is_drawn_again(panel):
    panel.draw([lane("born dead")], Selection())
    panel.canvas.grab()
    picture, images = panel.canvas.pictures[0], []
    for _ in range(2):
        picture._tiles.draw(lane("born dead"), picture.geometry, fills.ACTIVE, 2.0, theme.current())
        images.append(picture._tiles.image.convertToFormat(QImage.Format.Format_RGBA8888))
        images[-1].setDevicePixelRatio(1.0)
        picture._tiles.image.setDevicePixelRatio(2.0)  # as painting it does
    assert images[0] == images[1]


def test_a_dead_units_tip_says_what_killed_it_and_whether_that_lasts():
    trainer = Trainer(RunConfig(hidden=(6, 6), learning_rate=1e-6, n_examples=60))
    trainer.advance(40)
    trainer.complete_record()
    trainer.network.biases[0][2] -= 50.0
    trainer.complete_record()
    snapshot = trainer.measure()
    seen = LaneView(0, "A", trainer.facts, snapshot, trainer.history.view())
    tip = tips.unit_tip(seen, 1, 2)
    assert "killed by its own step of −50 at step 40" in tip
    assert "its inputs never change" in tip


def test_a_unit_born_dead_was_killed_by_nothing():
    seen = lane("born dead")
    layer, unit = next((i, int(u.dead.argmax())) for i, u in enumerate(seen.snapshot.units, 1) if u.dead.any())
    tip = tips.unit_tip(seen, layer, unit)
    assert "from the start" in tip
    assert "killed" not in tip


@pytest.mark.parametrize(
    ("activation", "bias", "word", "count"),
    [
        ("relu", 50.0, "linear, always above 0", "linear 1 (always above 0: 1)"),
        ("leaky_relu", 50.0, "linear, always above 0", "linear 1 (always above 0: 1)"),
        ("leaky_relu", -50.0, "linear, always below 0", "linear 1 (always below 0: 1)"),
        ("prelu", -50.0, "linear, always below 0", "linear 1 (always below 0: 1)"),
    ],
)
def test_a_unit_with_one_slope_everywhere_is_called_linear_and_its_side_is_named(activation, bias, word, count):
    trainer = Trainer(RunConfig(hidden=(6, 6), activation=activation, n_examples=60))
    trainer.network.biases[0][2] += bias
    seen = LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view())
    assert tips.state(seen, 1, 2).startswith(word)
    assert f"Unit 3 of layer 1: {word}" in tips.unit_tip(seen, 1, 2)
    assert f", {count}" in tips.layer_tip(seen, 1)


def in_the_river(panel, view):
    """Return the picture of the river's bed, without the numbers under it."""
    panel.draw([view], Selection())
    x, y, w, h = (round(v) for v in panel.canvas.pictures[0].geometry.river)
    return panel.canvas.grab().toImage().copy(x, y, w, h)


def test_the_rivers_width_is_the_backward_signal_and_its_number_the_weight_gradient(panel):
    view = lane()
    none = np.full_like(view.snapshot.backward, 1e-12)
    shown = in_the_river(panel, view)
    assert in_the_river(panel, replace(view, snapshot=replace(view.snapshot, gradient_rms=none))) == shown
    assert in_the_river(panel, replace(view, snapshot=replace(view.snapshot, backward=none))) != shown
    tip = tips.layer_tip(view, 2)
    assert f"backward signal {scientific(view.snapshot.backward[1])}" in tip
    assert f"weight gradient RMS {scientific(view.snapshot.gradient_rms[1])}" in tip
    assert "latest batch" in tip


def test_a_unit_that_hardly_leaves_what_it_gives_at_rest_is_pale():
    trainer = Trainer(RunConfig(hidden=(6,), activation="sigmoid", n_examples=60))
    trainer.network.weights[0][...] *= 1e-6  # its output stays at ½, to some millionths
    view = LaneView(0, "A", trainer.facts, trainer.measure(extras={"unit_maps"}), trainer.history.view())
    assert not fills.fade(view.snapshot.unit_maps[0]).any()
    assert "nearly the same for every input" in tips.unit_tip(view, 1, 0)
