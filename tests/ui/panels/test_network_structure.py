"""The Network panel of networks with normalisation, residual connections and dropout."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage

from actviz.app.lanes import LaneView, Selection
from actviz.number_text import plain
from actviz.training import RunConfig, Trainer
from actviz.ui.panels.network import NetworkPanel, legend, tips
from actviz.ui.panels.network.stamps import DEAD, DROPPED, stamp
from actviz.ui.panels.network.structure import skip_at
from actviz.ui.theme import theme

EXTRAS = frozenset({"weights", "unit_maps", "output_map"})
PLAIN = RunConfig(hidden=(6, 6, 6, 6, 6), n_examples=60, batch_size=20)
SETTINGS = {
    "batch": {"normalization": "batch"},
    "layer after": {"normalization": "layer", "normalization_place": "after"},
    "rms": {"normalization": "rms"},
    "skips": {"residual": 2},
    "dropout": {"dropout": 0.4},
    "all": {"normalization": "batch", "residual": 1, "residual_scale": "learned", "dropout": 0.3},
}


def view(trainer: Trainer) -> LaneView:
    return LaneView(0, "A", trainer.facts, trainer.measure(extras=EXTRAS), trainer.history.view())


@cache
def lane(name: str, steps: int = 3) -> LaneView:
    trainer = Trainer(PLAIN.replace(**SETTINGS.get(name, {})))
    trainer.advance(steps)
    return view(trainer)


@pytest.fixture
def panel(show_panel):
    return show_panel(NetworkPanel, 900, 440)


def picture_of(panel: NetworkPanel, seen: LaneView) -> QImage:
    panel.draw([seen], Selection())
    return panel.canvas.grab().toImage()


def colours_in(image: QImage, left: float, top: float, width: float, height: float) -> set[str]:
    ratio = image.devicePixelRatio()
    xs, ys = (range(round(a * ratio), round((a + b) * ratio)) for a, b in ((left, width), (top, height)))
    return {image.pixelColor(x, y).name() for x in xs for y in ys}


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("steps", [0, 3])
def test_every_cure_is_drawn_and_told(panel, name, steps):
    seen = lane(name, steps)
    picture_of(panel, seen)
    for layer in range(len(seen.facts.sizes)):
        assert tips.layer_tip(seen, layer)
        assert tips.unit_tip(seen, layer, 0)


def test_a_plain_network_gives_no_room_away(panel):
    picture_of(panel, lane("plain"))
    plain_shape = panel.canvas.pictures[0].geometry
    assert plain_shape.arcs[1] == 0.0
    assert plain_shape.mark_top == 0.0
    picture_of(panel, lane("all"))
    shape = panel.canvas.pictures[0].geometry
    assert shape.cells[1] >= shape.arcs[0] + shape.arcs[1] > shape.arcs[0]
    assert shape.cells[1] + shape.cells[3] < shape.mark_top < shape.river[1]
    assert shape.cells[3] < plain_shape.cells[3]


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_an_arc_spans_its_block_and_has_the_rivers_colours(panel, qapp, theme_name):
    theme.apply(qapp, theme_name)
    panel.restyle()
    image = picture_of(panel, lane("skips"))
    shape, card = panel.canvas.pictures[0].geometry, QColor(theme.current().card).name()
    (top, height), columns = shape.arcs, shape.columns
    # layers 1 to 3 and 3 to 5 are the blocks of 2 layers
    for a, b in ((1, 3), (3, 5)):
        middle = (columns[a].centre + columns[b].centre) / 2
        assert colours_in(image, middle, top, 2, height) - {card}
    assert colours_in(image, columns[5].centre + 4, top, 10, height) == {card}
    rivers = {QColor(*(int(c) for c in rgb)).name() for rgb in theme.current().sizes()}
    assert colours_in(image, columns[1].centre, top, columns[3].centre - columns[1].centre, height) & rivers
    theme.apply(qapp, "light")


def test_an_arcs_tip_gives_both_ways_of_the_gradient(panel):
    seen = lane("skips")
    picture_of(panel, seen)
    shape = panel.canvas.pictures[0].geometry
    share = seen.snapshot.structure.skips[0]
    point = QPointF((shape.columns[1].centre + shape.columns[3].centre) / 2, shape.arcs[0] + shape.arcs[1] / 2)
    tip = panel.canvas.tip_at(point)
    assert skip_at(seen, shape, point.x(), point.y()) is share
    assert plain(share.skip) in tip
    assert plain(share.branch) in tip
    assert "layer 1's output is added in layer 3" in tip
    assert skip_at(seen, shape, point.x(), shape.cells[1] + 5) is None
    assert skip_at(seen, shape, shape.columns[0].centre, point.y()) is None


def test_the_two_ways_add_up_to_the_whole_gradient():
    for share in (*lane("skips").snapshot.structure.skips, *lane("all", 40).snapshot.structure.skips):
        along_skip, along_branch = share.skip**2 + share.product, share.branch**2 + share.product
        assert along_skip + along_branch == pytest.approx(share.total**2)


def test_what_comes_back_over_a_skip_is_known_at_step_0_and_has_the_rivers_scale():
    seen = lane("skips", 0)
    facts = seen.snapshot.structure
    assert [(s.source, s.last) for s in facts.skips] == [(1, 3), (3, 5)]
    assert facts.n_examples == len(seen.facts.train_x)
    assert lane("skips").snapshot.structure.n_examples == 20
    for share in facts.skips:
        # RMS over examples and units of each example's own gradient, which is n times that of the mean loss
        assert facts.skip_signal(share, 6) == pytest.approx(share.skip * np.sqrt(facts.n_examples / 6))


def test_a_normalised_layers_mark_says_where(panel):
    accent = QColor(theme.current().accent).name()
    for name, is_before in (("batch", True), ("layer after", False)):
        image = picture_of(panel, lane(name))
        shape = panel.canvas.pictures[0].geometry
        centre, top = shape.columns[2].centre, shape.mark_top + 1
        left, right = (colours_in(image, centre + dx, top, 2, 1) for dx in (-6, 4))
        assert (accent in left, accent in right) == (is_before, not is_before)


def test_a_normalised_units_tip_has_its_numbers():
    seen = lane("batch")
    facts, tip = seen.snapshot.structure, tips.unit_tip(lane("batch"), 2, 1)
    numbers = facts.gammas, facts.betas, facts.means, facts.batch_means
    assert all(plain(float(values[1][1])) in tip for values in numbers)
    assert plain(float(np.sqrt(facts.variances[1][1]))) in tip
    assert plain(float(np.sqrt(facts.batch_variances[1][1]))) in tip
    assert "batch normalisation before the activation" in tip
    assert "β" not in tips.unit_tip(lane("rms"), 2, 1)
    assert "after the activation" in tips.layer_tip(lane("layer after"), 2)


def test_dropped_units_are_struck_through_and_counted_but_never_like_dead_ones(panel):
    seen = lane("dropout")
    dropped, units = seen.snapshot.structure.dropped, seen.snapshot.units
    n = sum(int((d & ~u.dead).sum()) for d, u in zip(dropped, units, strict=True))
    assert n
    assert legend.counts(seen)[DROPPED] == n
    assert DROPPED not in legend.counts(lane("plain"))
    layer = next(i for i, d in enumerate(dropped, 1) if (d & ~units[i - 1].dead).any())
    unit = int((dropped[layer - 1] & ~units[layer - 1].dead).argmax())
    kept = int((~dropped[layer - 1]).argmax())
    assert "dropped" in tips.unit_tip(seen, layer, unit)
    assert "dropped" not in tips.unit_tip(seen, layer, kept)
    image = picture_of(panel, seen)
    column = panel.canvas.pictures[0].geometry.columns[layer]
    rows = [round(column.tops[u] + column.cell_h / 2) for u in (unit, kept)]
    muted = QColor(theme.current().muted).name()
    lines = [
        colours_in(image, column.lefts[u] + column.cell_w / 2, y - 2, 2, 4)
        for u, y in zip((unit, kept), rows, strict=True)
    ]
    assert muted in lines[0]
    assert muted not in lines[1]
    vermilion = QColor(theme.current().dead_cross).name()
    for side in (5, 12, 40):
        marks = {
            kind: colours_in(stamp(kind, side, side, 1.0, theme.current()), 0, 0, side, side)
            for kind in (DEAD, DROPPED)
        }
        assert vermilion not in marks[DROPPED]
        assert marks[DEAD] != marks[DROPPED]


def test_a_unit_dead_by_the_running_statistics_alone_is_told_apart():
    trainer = Trainer(PLAIN.replace(normalization="batch"))
    trainer.advance(3)
    trainer.network.parameters[trainer.network.layout.means[1]][2] += 1000.0
    seen = view(trainer)
    assert seen.snapshot.units[1].dead[2]
    tip = tips.unit_tip(seen, 2, 2)
    assert "by the running statistics only" in tip
    assert "gets no gradient" not in tip
    assert "For ever" not in tip


def test_the_layout_follows_a_change_while_training(panel):
    trainer = Trainer(PLAIN)
    trainer.advance(3)
    picture_of(panel, view(trainer))
    assert panel.canvas.pictures[0].geometry.arcs[1] == 0.0
    trainer.apply({"residual": 2})
    trainer.advance(1)
    picture_of(panel, view(trainer))
    assert panel.canvas.pictures[0].geometry.arcs[1] > 0.0


def test_a_screen_reader_is_told_of_the_cures(panel):
    sentence = panel.sentence(lane("all"))
    assert "batch normalisation before the activation, a skip past every layer, dropout of 30 %" in sentence
    assert "With" not in panel.sentence(lane("plain"))


@pytest.mark.parametrize("name", ["batch", "layer after"])
def test_in_a_narrow_panel_the_legend_keeps_what_marks_normalisation(show_panel, name):
    narrow = show_panel(NetworkPanel, 520, 300)
    image = picture_of(narrow, lane(name))
    legend_top = narrow.canvas.height() - 2 * (narrow.canvas.fontMetrics().height() + 4)
    full, empty = (QColor(colour).name() for colour in (theme.current().accent, theme.current().border))
    halves = {
        (image.pixelColor(x, y).name(), image.pixelColor(x + 1, y).name())
        for x in range(narrow.canvas.width() - 1)
        for y in range(legend_top, narrow.canvas.height())
    }
    assert halves & {(full, empty), (empty, full)}
