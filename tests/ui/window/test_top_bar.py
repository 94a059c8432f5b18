from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMainWindow

from actviz.app.lanes import LaneView
from actviz.diagnosis.diagnosis import diagnose
from actviz.training import RunConfig, Trainer
from actviz.ui.actions.command_table import window_commands
from actviz.ui.actions.commands import Actions
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


def test_numbers_that_lag_behind_the_step_tell_theirs(bar):
    trainer, view = lane(100, **TANH)
    trainer.advance(23)
    bar.show_lanes((replace(view, snapshot=trainer.glance(view.snapshot)),))
    assert bar.step.value == "123"
    for widget in (bar.loss, bar.score):
        assert "step 100" in widget.toolTip()


@pytest.mark.parametrize(("test_fraction", "label"), [(0.2, "Test accuracy"), (0.0, "Train accuracy")])
def test_the_accuracy_says_of_which_set(bar, test_fraction, label):
    bar.show_lanes((lane(5, test_fraction=test_fraction)[1],))
    assert bar.score.label == label


def test_the_rate_is_shown_where_a_schedule_makes_it_another_than_the_setting(bar):
    trainer, view = lane(40, schedule="cosine", schedule_steps=100)
    bar.show_lanes((lane(5)[1],))
    assert bar.rate.isHidden()
    bar.resize(1280, 48)
    bar.show_lanes((view,))
    assert not bar.rate.isHidden()
    assert float(bar.rate.value) == pytest.approx(trainer.rate, rel=0.01)
    assert trainer.rate < trainer.config.learning_rate
    trainer.advance(30)
    bar.show_lanes((replace(view, snapshot=trainer.glance(view.snapshot)),))
    assert float(bar.rate.value) == pytest.approx(trainer.rate, rel=0.01)
