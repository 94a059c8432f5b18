"""The panel of the inputs: distributions by class, and the map over two chosen inputs."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from actviz.app.lanes import LaneView, Selection
from actviz.training import RunConfig, Trainer
from actviz.training.pair_map import pair_extra
from actviz.ui.panels.inputs import InputsPanel
from actviz.ui.panels.inputs.counts import BINS, input_counts, telling_pair

N = 90


@pytest.fixture(params=["classes", "numbers"])
def trainer(request: pytest.FixtureRequest, tmp_path: Path) -> Trainer:
    """A network on four inputs, of which only `b` and `d` tell the target."""
    rng = np.random.default_rng(1)
    x = rng.normal(size=(N, 4)) * [1, 40, 1, 0.02] + [0, 500, 0, 3]
    told = (x[:, 1] - 500) / 40 + (x[:, 3] - 3) / 0.02
    targets = [f"{t:.5f}" for t in told] if request.param == "numbers" else ["yx"[int(t > 0)] for t in told]
    rows = (",".join(map(repr, row)) + f",{target}" for row, target in zip(x.tolist(), targets, strict=True))
    path = tmp_path / "own.csv"
    path.write_text("a,b,c,d,target\n" + "\n".join(rows))
    return Trainer(RunConfig(data_path=str(path), hidden=(6, 6)))


def view(trainer: Trainer, panel: InputsPanel | None = None) -> LaneView:
    needs = frozenset() if panel is None else panel.needs
    return LaneView(0, "A", trainer.facts, trainer.measure(needs), trainer.history.view())


@pytest.fixture
def panel(qtbot: QtBot, trainer: Trainer) -> InputsPanel:
    panel = InputsPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    panel.draw([view(trainer)], Selection())
    panel.draw([view(trainer, panel)], Selection())
    return panel


def test_the_inputs_that_tell_most_are_the_maps_first(panel: InputsPanel, trainer: Trainer) -> None:
    assert telling_pair(trainer.facts) == panel.list.pair == (1, 3)
    assert panel.needs == {pair_extra(1, 3)}
    assert panel.map is not None
    assert panel.map.names == ("b", "d")
    x0, x1, y0, y1 = panel.map.extent
    assert 300 < x0 < 450 < 550 < x1 < 700, "in the data's own units"
    assert 2.8 < y0 < 2.97 < 3.03 < y1 < 3.2


def test_the_map_is_drawn_where_it_was_measured(panel: InputsPanel, trainer: Trainer) -> None:
    assert panel.map is not None
    measured = trainer.measure(panel.needs).pair_map
    assert measured is not None
    assert panel.map.extent == pytest.approx(measured.extent, rel=1e-5)


def test_a_click_puts_an_input_on_the_axis_that_was_changed_longer_ago(qtbot: QtBot, panel: InputsPanel) -> None:
    rows = panel.list
    for which, pair in ((0, (0, 3)), (2, (0, 2)), (0, (0, 2)), (1, (1, 2))):
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.row_rect(which).center())
        assert rows.pair == pair
        assert panel.needs == {pair_extra(*pair)}
        assert panel.map is not None
        assert panel.map.pair == pair


def test_the_keyboard_walks_over_the_inputs_and_chooses(qtbot: QtBot, panel: InputsPanel) -> None:
    rows = panel.list
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(rows, key)
    assert (rows.current, rows.pair) == (2, (2, 3))


def test_shares_are_each_classs_own_and_count_every_example(trainer: Trainer) -> None:
    for which in range(4):
        counts = input_counts(trainer.facts, which)
        np.testing.assert_allclose(counts.shares.sum(axis=1), 1.0)
        assert counts.shares.shape == (len(trainer.facts.class_names) or 1, BINS)
        values = trainer.facts.own_x(trainer.facts.train_x, (which,))
        assert (counts.least, counts.largest) == pytest.approx((values.min(), values.max()))


def test_the_table_has_a_row_for_each_bin_of_each_input(panel: InputsPanel, trainer: Trainer) -> None:
    head, *rows = panel.table()
    assert len(rows) == 4 * BINS
    assert all(len(row) == len(head) for row in rows)
    assert head[3:] == (list(trainer.facts.class_names) or ["share", "mean target"])


def test_a_tip_tells_the_range_in_the_datas_own_units(panel: InputsPanel) -> None:
    assert panel.list.row_at(panel.list.row_rect(1).center().y()) == 1
    assert panel.list.row_at(QPoint(0, 10_000).y()) is None
    assert "b" in panel.list.tip_of(1)


def test_many_inputs_and_a_single_one_are_drawn(qtbot: QtBot) -> None:
    panel = InputsPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    trainer = Trainer(RunConfig(dataset="digits", hidden=(5,)))
    panel.draw([view(trainer)], Selection())
    panel.draw([view(trainer, panel)], Selection())
    assert not panel.grab().isNull()
    qtbot.keyClick(panel.list, Qt.Key.Key_PageDown)
    x = np.linspace(0, 1, 30)[:, np.newaxis]
    alone = Trainer(RunConfig(hidden=(5,)), data=(x, np.arange(30) % 2))
    panel.draw([view(alone)], Selection())
    assert panel.map is None
    assert panel.needs == frozenset()
    assert not panel.grab().isNull()
