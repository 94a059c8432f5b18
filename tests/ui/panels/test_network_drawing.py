"""What the Network panel draws with: layout, fills, marks, edges and river."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from network_lanes import lane
from PySide6.QtGui import QColor, QImage, QPainter

from actviz.ui.panels.network import edges, fills, river, river_scale
from actviz.ui.panels.network.drops import Drops
from actviz.ui.panels.network.geometry import Metrics, build, build_folded, split, thin_out
from actviz.ui.theme import palettes

FONT = Metrics(line_px=15, heading_px=40)


@pytest.mark.parametrize(
    "sizes", [(2, 12, 12, 2), (2, *(32,) * 20, 2), (64, 10, 10), (2, *(16,) * 100, 2), (2, 512, 512, 2)]
)
@pytest.mark.parametrize("box", [(220, 120), (640, 380), (2000, 1150)])
def test_every_cell_lies_inside_the_box_and_above_the_river(sizes, box):
    geometry = build((0, 0, *box), sizes, FONT)
    for column, n in zip(geometry.columns, sizes, strict=True):
        assert len(column.tops) == n
        assert column.lefts.min() >= 0
        assert column.lefts.max() + column.cell_w <= box[0] + 1
        assert column.tops.min() >= geometry.heading_top + FONT.line_px
        assert column.tops.max() + column.cell_h <= geometry.river[1] + 1


@pytest.mark.parametrize("n", [1, 12, 100])
def test_columns_run_from_input_to_output_without_overlap(n):
    geometry = build((0, 0, 640, 400), (2, *(10,) * n, 2), FONT)
    for left, right in pairwise(geometry.columns):
        assert left.left + left.width <= right.left + 0.51


def test_a_shallow_network_has_tiles_and_a_deep_one_is_a_mosaic():
    assert not build((0, 0, 640, 400), (2, *(12,) * 8, 2), FONT).mosaic
    assert not build((0, 0, 640, 400), (2, *(32,) * 20, 2), FONT).mosaic
    deep = build((0, 0, 640, 400), (2, *(16,) * 100, 2), FONT)
    assert deep.mosaic
    assert not deep.shows_edges


def test_cells_are_found_where_they_are():
    geometry = build((0, 0, 640, 400), (2, 500, 12, 2), FONT)
    for layer in (1, 2):
        column = geometry.columns[layer]
        for unit in (0, 5, 11):
            x, y = column.lefts[unit] + column.cell_w / 2, column.tops[unit] + column.cell_h / 2
            assert geometry.hit(x, y) == (layer, unit)
    assert geometry.hit(-1, 5) is None


@pytest.mark.parametrize("from_end", [False, True])
@pytest.mark.parametrize("step", [3.0, 11.0, 29.0, 70.0])
def test_labels_never_overprint(step, from_end):
    centres = [step * i for i in range(60)]
    kept = thin_out(centres, [30.0] * 60, from_end=from_end)
    assert all(centres[b] - centres[a] >= 38 for a, b in pairwise(kept))
    assert (59 if from_end else 0) in kept


def test_the_river_is_dry_below_its_scale_and_bursts_above_it():
    assert river.share(1e-9) == 0.0
    assert 0.0 < river.share(2e-8) < river.share(1e-3) < 1.0
    assert river.share(11.0) == 1.0
    assert river.is_flood(float("nan"))
    assert river.is_flood(11.0)
    assert not river.is_flood(10.0)


def test_one_decade_is_always_the_same_width():
    steps = np.diff([river.share(10.0**e) for e in range(-7, 2)])
    assert steps == pytest.approx([1 / 9] * 8)


def test_the_water_is_as_wide_as_the_shares_say():
    half = river.half_widths([10.0, 50.0, 90.0], [0.0, 0.5, 1.0], (0, 100, 100, 40), 1.0)
    assert half[:9] == pytest.approx(0.0, abs=0.01)
    assert half[[49, 50]] == pytest.approx(10.0, abs=0.05)
    assert half[91:] == pytest.approx(20.0, abs=0.05)
    assert (np.diff(half) >= 0).all()
    finer = river.half_widths([10.0, 50.0, 90.0], [0.0, 0.5, 1.0], (0, 100, 100, 40), 2.0)
    assert finer.reshape(100, 2).mean(axis=1) == pytest.approx(half, abs=0.05)


def test_edges_find_room_in_a_wide_and_deep_network_and_in_a_very_deep_one_do_not():
    shown = build((0, 0, 764, 350), (2, *(32,) * 20, 2), FONT)
    assert shown.shows_edges
    assert edges.most_edges(shown) < edges.MOST_EDGES
    assert not build((0, 0, 764, 350), (2, *(8,) * 100, 2), FONT).shows_edges


@pytest.mark.parametrize(("height", "least"), [(22, 4), (30, 5), (41, 9), (60, 10), (90, 10)])
def test_a_folded_network_has_a_river_and_cells_as_large_as_they_can_be_beside_its_words(height, least):
    folded = build_folded((0, 0, 756, height), (2, *(12,) * 8, 2), replace(FONT, gutter_px=110))
    assert folded.river[3] >= 6
    assert min(column.smaller_side for column in folded.columns[1:-1]) >= least
    assert all(c.tops.max() + c.cell_h <= folded.river[1] for c in folded.columns)
    assert folded.river[1] + folded.river[3] <= height
    words_end = folded.words[0] + folded.words[2]
    assert words_end <= min(folded.river[0], *(c.left for c in folded.columns))


def test_folded_lanes_are_of_one_height_below_the_row_of_layer_numbers():
    boxes = split(756, 184, 4, heading_px=20)
    assert boxes == [(0, 0, 756, 61), *((0, 20 + 41 * i, 756, 41) for i in (1, 2, 3))]
    metrics = replace(FONT, gutter_px=110)
    first = build_folded(boxes[0], (2, *(12,) * 8, 2), metrics, 20)
    second = build_folded(boxes[1], (2, *(12,) * 8, 2), metrics)
    assert first.heading_top is not None
    assert second.heading_top is None
    assert first.columns[1].cell_h == second.columns[1].cell_h
    assert first.columns[1].tops.min() >= first.heading_top + FONT.line_px


@pytest.mark.parametrize(("width", "height", "least"), [(756, 240, 20), (1240, 400, 36), (520, 150, 10)])
def test_tiles_stand_in_as_many_columns_as_makes_them_large_while_edges_have_room(width, height, least):
    shown = build((0, 0, width, height), (2, *(12,) * 8, 2), FONT)
    assert min(column.smaller_side for column in shown.columns[1:-1]) >= least
    assert shown.shows_edges


def test_the_factors_say_what_happens_to_the_signal_on_its_way_back():
    assert river_scale.factors([1e-4, 4.1e-4, 2.05e-4]) == ["÷ 4.1", "× 2.0"]
    assert river_scale.factors([0.0, 1e-3, float("nan")]) == ["", ""]
    assert river_scale.mean_factor([1e-6, 5e-5, 1e-2]) == "÷ 100 per layer"
    assert river_scale.mean_factor([0.0, 1.0]) == ""


def test_the_waterline_is_where_the_signal_counts_as_vanished():
    assert river_scale.waterline([1e-9, 1e-2], 1e-3) == pytest.approx(river.share(1e-5))
    assert river_scale.waterline([1e-9, 1e-6], 1e-3) == 0.0


def test_drops_move_upstream_with_the_gradient_and_stand_where_there_is_none():
    drops, box = Drops(), (0.0, 0.0, 100.0, 40.0)
    wide, narrow = np.full(100, 20.0), np.full(100, 5.0)
    before = drops.along.copy()
    drops.move(narrow, box, 0.05)
    slow = before - drops.along
    drops.move(wide, box, 0.05)
    fast = before - slow - drops.along
    moving = (before > 0.1) & (slow > 0)
    assert moving.sum() > 10
    assert fast[moving] == pytest.approx(4 * slow[moving])
    drops.move(np.zeros(100), box, 0.05)
    assert (drops.along > 1.0).all()  # they wait at the loss
    assert len(set(drops.along.round(6).tolist())) == len(drops.along)


def test_the_water_has_the_colours_of_the_heatmaps():
    picture = QImage(100, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    river.paint(painter, [10.0, 90.0], [1e-6, 1e-1], (0, 10, 100, 40), palettes.LIGHT, 1.0)
    painter.end()
    table = palettes.LIGHT.sizes().astype(int)
    for x, size in ((2, 1e-6), (97, 1e-1)):
        colour = picture.pixelColor(x, 30)
        expected = table[round(255 * river.share(size))]
        assert np.abs(expected - [colour.red(), colour.green(), colour.blue()]).max() < 16


@pytest.mark.parametrize("y", [10.0, 10.3, 10.6])
@pytest.mark.parametrize("ratio", [1.25, 1.5, 1.75, 2.0])
def test_the_water_is_in_the_middle_of_its_bed_at_any_scale(ratio, y):
    picture = QImage(round(100 * ratio), round(60 * ratio), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    river.paint(painter, [50.0], [1e-4], (0, y, 100, 40), palettes.LIGHT, ratio)
    painter.end()
    column = [picture.pixelColor(round(50 * ratio), i).name() != "#ffffff" for i in range(picture.height())]
    middle = np.average(np.arange(len(column)) + 0.5, weights=column)
    assert middle == pytest.approx((y + 20) * ratio, abs=0.5)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_the_river_is_water_where_there_is_a_gradient_and_a_flood_where_it_explodes(ratio):
    now = palettes.LIGHT
    picture = QImage(round(100 * ratio), round(60 * ratio), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    river.paint(painter, [10.0, 50.0, 90.0], [1e-9, 1e-4, 50.0], (0, 10, 100, 40), now, ratio)
    painter.end()

    def at(x, y):
        return picture.pixelColor(round(x * ratio), round(y * ratio)).name()

    dead = QColor(now.dead).name()
    assert at(2, 22) == at(2, 38) == "#ffffff"  # dry
    assert at(50, 30) not in ("#ffffff", dead)
    assert at(50, 12) == at(50, 48) == "#ffffff"
    assert at(95, 30) == at(95, 7) == at(95, 52) == dead  # beyond the banks


@pytest.mark.parametrize(
    ("rms", "text"),
    [(3.21e-7, "3.2·10⁻⁷"), (0.0, "0"), (float("nan"), "NaN"), (float("inf"), "inf"), (1e-30, "1.0·10⁻³⁰")],
)
def test_gradients_are_written_briefly(rms, text):
    assert river.number(rms) == text


def test_all_edges_are_chosen_while_they_are_few():
    values = [np.ones((2, 12)), np.ones((12, 12)), np.ones((12, 2))]
    assert [len(b.source) for b in edges.choose(values, edges.WEIGHT).bundles] == [24, 144, 24]


def test_many_edges_are_cut_to_the_strongest_of_each_layer():
    rng = np.random.default_rng(0)
    values = [rng.normal(size=(32, 32)) for _ in range(20)]
    choice = edges.choose(values, edges.GRADIENT)
    bundles = choice.bundles
    assert choice.n_all == 20 * 1024
    assert choice.n_chosen >= sum(len(b.source) for b in bundles)
    assert sum(len(b.source) for b in bundles) <= edges.MOST_EDGES
    kept = np.abs(values[3][bundles[3].source, bundles[3].target])
    assert len(kept) == edges.MOST_EDGES // 20
    assert kept.min() >= np.sort(np.abs(values[3]).ravel())[-len(kept)] - 1e-6


def test_edges_fade_out_on_fixed_decades_where_no_gradient_comes():
    values = [np.full((3, 3), 1e-9), np.full((3, 3), 1e-4), np.full((3, 3), 1.0)]
    none, half, full = edges.choose(values, edges.GRADIENT).bundles
    assert len(none.source) == 0
    assert half.strength == pytest.approx(np.full(9, 0.5))
    assert full.strength == pytest.approx(np.ones(9))


def test_non_finite_values_do_not_break_the_edges():
    values = [np.array([[np.nan, np.inf], [-np.inf, 0.0]])]
    for kind in (edges.GRADIENT, edges.WEIGHT):
        (bundle,) = edges.choose(values, kind).bundles
        assert np.isfinite(bundle.strength).all()


def test_ink_follows_an_edge_from_unit_to_unit():
    geometry = build((0, 0, 400, 300), (1, 2, 1), FONT)
    bundles = edges.choose([np.array([[1.0, 0.0]]), np.array([[1.0], [0.0]])], edges.WEIGHT).bundles
    image = edges.image(geometry, bundles, 1.0, palettes.LIGHT)
    left, right = geometry.columns[0], geometry.columns[1]
    x = round(right.left) - 2
    ys = [round(right.tops[i] + right.cell_h / 2 - geometry.cells[1]) for i in (0, 1)]
    assert image.pixelColor(x, ys[0]).alpha() > 100
    assert image.pixelColor(x, ys[1]).alpha() == 0
    start = round(left.left + left.width) + 1
    assert image.pixelColor(start, round(left.tops[0] + left.cell_h / 2 - geometry.cells[1])).alpha() > 100


def test_maps_are_turned_so_that_the_highest_y_is_on_top():
    maps = np.zeros((1, 20, 20), np.uint8)
    maps[0, 0] = 255  # the lowest y
    assert fills.resample(maps, 20, 20)[0, -1].min() == 255
    assert fills.resample(maps, 20, 20)[0, 0].max() == 0


@pytest.mark.parametrize("size", [(7, 5), (20, 20), (48, 61)])
def test_an_even_map_stays_even_at_every_size(size):
    assert (fills.resample(np.full((3, 20, 20), 128, np.uint8), *size) == 128).all()


def test_the_gauge_fills_as_much_as_the_fraction():
    view = lane("small")
    census = replace(view.snapshot.units[0], active_fraction=np.array([0.0, 0.25, 0.5, 0.75, 1.0, 1.0]))
    view = replace(view, snapshot=replace(view.snapshot, units=(census, *view.snapshot.units[1:])))
    cells = fills.unit_fill(view, range(1, 2), fills.ACTIVE, (20, 10), 10.0, palettes.LIGHT)
    filled = (cells[:, :, 0] == cells[-1, -1, 0]).sum(axis=1)
    assert filled.tolist() == [0, 5, 10, 15, 20, 20]


def test_the_scale_of_mean_activations_is_a_power_of_two():
    assert np.log2(fills.mean_scale(lane())) == int(np.log2(fills.mean_scale(lane())))


def test_words_beside_an_open_network_cover_neither_its_columns_nor_its_river():
    shown = build((0, 0, 740, 92), (2, *(12,) * 8, 2), replace(FONT, gutter_px=90))
    right = shown.words[0] + shown.words[2]
    assert right <= min(column.left for column in shown.columns)
    assert right <= shown.river[0]
    assert shown.shows_edges
