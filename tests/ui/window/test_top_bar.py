from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMainWindow

from actviz.app.lanes import LaneView
from actviz.diagnosis.diagnosis import diagnose
from actviz.training import RunConfig, Trainer
from actviz.ui.actions.commands import Actions, window_commands
from actviz.ui.window.top_bar import TopBar

TANH = {"activation": "tanh", "initializer": "xavier_normal"}


@pytest.fixture
def bar(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = TopBar(Actions(window, window_commands([], [])))
    qtbot.addWidget(bar)
    return bar


def lane(steps=300, **settings):
    trainer = Trainer(RunConfig(**settings))
    trainer.advance(steps)
    view = LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view(), diagnosis=diagnose(trainer))
    return trainer, view


@pytest.mark.parametrize(
    ("settings", "gradient", "dead"),
    [
        ({"learning_rate": 0.35, "momentum": 0.5}, False, False),  # dead units, and it learns
        ({"bias_init": -20.0}, True, True),
        ({"activation": "sigmoid", "initializer": "xavier_normal"}, True, False),
        (TANH, False, False),
    ],
)
def test_a_chip_is_orange_only_where_the_card_is(bar, settings, gradient, dead):
    _, view = lane(400, **settings)
    bar.show_lanes((view,))
    assert (bar.gradient_chip.alarm, bar.dead_chip.alarm) == (gradient, dead)
    assert view.diagnosis.verdict.sick or not (gradient or dead)


def test_no_chip_is_orange_before_there_is_a_diagnosis(bar):
    _, view = lane(10, bias_init=-20.0)
    bar.show_lanes((replace(view, diagnosis=None),))
    assert (bar.gradient_chip.alarm, bar.dead_chip.alarm) == (False, False)


def test_numbers_that_lag_behind_the_step_tell_theirs(bar):
    trainer, view = lane(100, **TANH)
    trainer.advance(23)
    bar.show_lanes((replace(view, snapshot=trainer.glance(view.snapshot)),))
    assert bar.step.value == "123"
    for widget in (bar.loss, bar.score, bar.dead_chip):
        assert "step 100" in widget.toolTip()
    assert "step 123" in bar.gradient_chip.toolTip()


@pytest.mark.parametrize(("test_fraction", "label"), [(0.2, "Test accuracy"), (0.0, "Train accuracy")])
def test_the_accuracy_says_of_which_set(bar, test_fraction, label):
    bar.show_lanes((lane(5, test_fraction=test_fraction)[1],))
    assert bar.score.label == label
