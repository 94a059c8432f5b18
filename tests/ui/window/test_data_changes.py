"""Every panel draws every kind of data, while the data change under it; one that fails keeps no other from drawing."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.application.application import make_window
from actviz.ui.panels.learned_map.prediction_plot import PredictionPlot
from actviz.ui.theme.class_colours import class_shares_image, signed_colour, signed_image
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=80, batch_size=16)
N_ROWS = 60


def written(path: Path, n_inputs: int, target: Callable[[Any], list[str]], scale: float = 1.0) -> str:
    """Write a CSV of so many inputs; `target` gives the last column from the first."""
    x = np.random.default_rng(0).normal(size=(N_ROWS, n_inputs)) * scale
    head = [*(f"x{i}" for i in range(n_inputs)), "y"]
    rows = [[*(f"{v:.6g}" for v in row), y] for row, y in zip(x, target(x[:, 0]), strict=True)]
    path.write_text("\n".join(",".join(row) for row in [head, *rows]))
    return str(path)


def numbers(x: Any) -> list[str]:
    return [f"{v:.6g}" for v in x**2 + 0.37]


def classes(x: Any) -> list[str]:
    return ["low" if v < -0.5 else "middle" if v < 0.5 else "high" for v in x]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    return {
        "regression, 1 input": written(tmp_path / "a.csv", 1, numbers),
        "classification, 1 input": written(tmp_path / "b.csv", 1, classes),
        "regression, 2 inputs": written(tmp_path / "c.csv", 2, numbers),
        "classification, 2 inputs": written(tmp_path / "d.csv", 2, classes),
        "regression, 5 inputs": written(tmp_path / "e.csv", 5, numbers),
        "classification, 5 inputs": written(tmp_path / "f.csv", 5, classes),
        "huge": written(tmp_path / "g.csv", 1, numbers, scale=1e14),
    }


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = make_window(Session(SMALL), Settings(tmp_path / "settings.json", theme="light"))
    qtbot.addWidget(window)
    window.show()
    window.frames.timer.stop()  # it would take the needs of the panels on screen, and here all are drawn
    yield window
    window.close()


def draw_all(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the newest measurement is there, for every panel, and draw them all."""
    session, panels = window.session, window.panels
    needs: frozenset[str] = frozenset().union(*(panel.needs for panel in panels.values()))
    for panel in panels.values():
        panel.resize(420, 300)

    def measured() -> bool:
        session.view.set_needs(needs)
        session.collect()
        return (
            bool(session.lanes)
            and session.lanes[0].snapshot.config == session.plan.config
            and session.view.shows(needs)
        )

    qtbot.waitUntil(measured, timeout=20_000)
    for panel in panels.values():
        panel.draw(session.lanes, session.view.selection)
        assert not panel.grab().isNull()
        panel.table()


def take(qtbot: QtBot, window: MainWindow, path: str) -> None:
    window.data.open(path)
    qtbot.waitUntil(lambda: window.session.collect() or window.session.plan.config.data_path == path, timeout=20_000)
    draw_all(qtbot, window)


CHANGES: list[dict[str, Any]] = [
    {"test_fraction": 0.9}, {"test_fraction": 0.1}, {"hidden": (3,)}, {"standardize": False}, {"hidden": (5, 2, 5)},
    {"test_fraction": 0.0}, {"standardize": True}, {"test_fraction": 0.5}, {"seed": 7}, {"activation": "sigmoid"},
]  # fmt: skip
BUILT_IN: list[dict[str, Any]] = [
    {"dataset": "plane"}, {"n_examples": 200}, {"test_fraction": 0.9}, {"n_examples": 20}, {"test_fraction": 0.1},
    {"dataset": "digits"}, {"test_fraction": 0.8}, {"dataset": "waves"}, {"n_examples": 300}, {"dataset": "spiral"},
    {"n_examples": 15}, {"hidden": (2,)}, {"standardize": False}, {"dataset": "xor"},
]  # fmt: skip


def test_panels_follow_the_data_through_files_of_every_kind(
    qtbot: QtBot, window: MainWindow, files: dict[str, str]
) -> None:
    for path in files.values():
        take(qtbot, window, path)
        for changes in CHANGES:
            assert window.session.plan.set(**changes) is not False
            draw_all(qtbot, window)


def test_panels_follow_the_data_sets_and_their_sizes_with_one_lane_and_two(qtbot: QtBot, window: MainWindow) -> None:
    draw_all(qtbot, window)
    for _ in range(2):
        for changes in BUILT_IN:
            window.session.plan.set(**changes)
            draw_all(qtbot, window)
        window.session.plan.add_lane()
        qtbot.waitUntil(lambda: window.session.collect() or len(window.session.lanes) > 1, timeout=20_000)


@pytest.mark.parametrize("dataset", ["plane", "spiral", "digits"])
def test_panels_draw_a_run_that_overflows(qtbot: QtBot, window: MainWindow, dataset: str) -> None:
    window.session.plan.set(
        dataset=dataset, activation="identity", hidden=(8,) * 6, learning_rate=1e4, clip_norm=0.0, init_scale=30.0
    )
    for steps in (1, 1, 20):
        window.session.step(steps)
        draw_all(qtbot, window)


def test_the_learned_map_never_draws_old_predictions_on_new_rows(
    qtbot: QtBot, window: MainWindow, files: dict[str, str]
) -> None:
    take(qtbot, window, files["regression, 1 input"])
    for test_fraction, n_drawn in ((0.9, 6), (0.1, 54), (0.5, 30)):
        window.session.plan.set(test_fraction=test_fraction)
        draw_all(qtbot, window)
        (view,) = window.panels["learned_map"].views
        assert isinstance(view, PredictionPlot)
        assert len(view.points.getData()[0]) == n_drawn


def test_a_panel_that_fails_is_reported_once_and_the_others_are_drawn(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("this panel is broken")

    draw_all(qtbot, window)
    seen = window.docks.seen_panels
    assert len(seen) > 2
    drawn: list[str] = []
    reported: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: reported.append(str(error)))
    monkeypatch.setattr(seen[0], "draw", fails)
    for panel in seen[1:]:
        monkeypatch.setattr(panel, "draw", lambda *_, key=panel.key: drawn.append(key))
    for _ in range(3):
        window.docks.draw(window.session.lanes, window.session.view.selection)
    assert reported == ["this panel is broken"]
    assert drawn == [panel.key for panel in seen[1:]] * 3


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, np.finfo(np.float32).max, np.finfo(np.float32).min, 0.5])
def test_any_number_has_a_colour(value: float) -> None:
    values = np.full((4, 4), value, np.float32)
    end = 1.0 if value > 1 else -1.0 if value < -1 else value
    assert (signed_image(values) == signed_image(np.full((4, 4), np.nan_to_num(end), np.float32))).all()
    assert signed_colour(value) == signed_colour(float(np.nan_to_num(end)))
    for n_classes in (2, 3):
        assert class_shares_image(np.stack([values] * n_classes)).shape == (4, 4, 3)


def test_targets_can_be_standardised_where_they_are_numbers_and_are_drawn_in_their_own_units(
    qtbot: QtBot, window: MainWindow, files: dict[str, str], tmp_path: Path
) -> None:
    group = window.controls.data
    assert not window.controls.more.body.targets_box.isVisibleTo(window.controls.more.body)
    take(qtbot, window, files["classification, 2 inputs"])
    assert not window.controls.more.body.targets_box.isVisibleTo(window.controls.more.body)
    assert "'x0'" not in group.hints.text()
    path = written(tmp_path / "prices.csv", 3, lambda x: [f"{200_000 + 50_000 * v:.1f}" for v in np.tanh(x)])
    lines = Path(path).read_text().splitlines()
    for i in (5, 15, 25):
        lines[i] = "-999," + lines[i].split(",", 1)[1]
    Path(path).write_text("\n".join(lines))
    take(qtbot, window, path)
    assert window.controls.more.body.targets_box.isVisibleTo(window.controls.more.body)
    assert window.controls.more.body.targets_box.isChecked()
    assert group.hints.isVisibleTo(window.controls.data)
    assert "'x0'" in group.hints.text()
    window.session.step(200)
    qtbot.waitUntil(lambda: window.session.collect() or window.session.lanes[0].snapshot.step == 200, timeout=20_000)
    draw_all(qtbot, window)
    (view,) = window.panels["learned_map"].views
    assert isinstance(view, PredictionPlot)
    drawn = np.array([row[2:] for row in view.table("A")], float)
    assert 100_000 < drawn.min() < drawn.max() < 300_000
    window.controls.more.body.targets_box.click()
    assert window.session.plan.config.standardize_targets is False
