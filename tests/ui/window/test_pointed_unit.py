"""The unit that the mouse is at in the network is shown in the panels beside it, while it is there."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig, Trainer
from actviz.ui.application.application import make_window
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.pointed_unit import MOST_EXAMPLES, z_of

SMALL = RunConfig(hidden=(6, 5), n_examples=60)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(Session(SMALL), Settings(theme="light"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    network = window.panels["network"]
    qtbot.waitUntil(lambda: bool(network.canvas.pictures and network.canvas.pictures[0].geometry), timeout=10_000)
    yield window
    window.close()


def point(qtbot: QtBot, window: MainWindow, layer: int, unit: int) -> None:
    canvas = window.panels["network"].canvas
    column = canvas.pictures[0].geometry.columns[layer]
    place = QPoint(round(column.lefts[unit] + column.cell_w / 2), round(column.tops[unit] + column.cell_h / 2))
    qtbot.mouseMove(canvas, place)


def test_the_learned_map_shows_the_unit_at_the_mouse_and_then_the_network_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    view = window.panels["learned_map"].views[0]
    point(qtbot, window, 2, 3)
    qtbot.waitUntil(lambda: view.caption.isVisible() and view.caption.text() == "unit 4 of layer 2")
    qtbot.mouseMove(window.panels["network"].canvas, QPoint(2, 2))
    qtbot.waitUntil(lambda: not view.caption.isVisible())


def test_z_is_that_of_the_network() -> None:
    trainer = Trainer(SMALL)
    z = z_of(2, 3, trainer)
    hidden = np.maximum(0.0, trainer.train_x @ trainer.network.weights[0] + trainer.network.biases[0])
    np.testing.assert_allclose(z, hidden @ trainer.network.weights[1][:, 3] + trainer.network.biases[1][3], rtol=1e-4)


def test_of_many_examples_some_are_enough() -> None:
    trainer = Trainer(RunConfig(hidden=(4,), n_examples=5000))
    assert 100 < len(z_of(1, 0, trainer)) <= MOST_EXAMPLES


def test_activation_outlines_the_units_z_while_the_mouse_is_there(qtbot: QtBot, window: MainWindow) -> None:
    ridges = window.panels["activation"].ridges
    point(qtbot, window, 2, 3)
    qtbot.waitUntil(lambda: ridges.unit_counts is not None)
    layer, counts = ridges.unit_counts
    assert layer == 2
    z = z_of(2, 3, Trainer(SMALL))
    assert counts.sum() == len(z)
    assert counts[len(counts) // 2 :].sum() == (z >= 0.0).sum()
    qtbot.mouseMove(window.panels["network"].canvas, QPoint(2, 2))
    qtbot.waitUntil(lambda: ridges.unit_counts is None)
