"""Tasks and recycling in the window: commands, controls, marks, past steps and undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from actviz.training import RunConfig
from actviz.ui.timeline.events import marks_of
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(6, 6), n_examples=60, batch_size=16, task_change="inputs", task_every=20, bias_init=-3.0)


def go_on(qtbot: QtBot, window: MainWindow, steps: int) -> None:
    goal = window.session.view.newest + steps
    window.session.step(steps)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.units_step == goal, timeout=10_000)


def test_the_controls_and_the_timeline_tell_the_task_also_of_a_past_step(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    go_on(qtbot, window, 45)
    (lane,) = window.session.lanes
    assert lane.present.task_number == 2
    assert lane.facts.task_number == 0
    assert window.controls.data.task_button.text() == "task 3"
    assert [mark.step for mark in marks_of([lane]).flags if mark.text.startswith("task")] == [40, 20]
    window.session.travel(25)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 25, timeout=10_000)
    assert window.session.lanes[0].present.task_number == 1
    assert window.session.lanes[0].facts is lane.facts
    qtbot.waitUntil(lambda: window.controls.data.task_button.text() == "task 2", timeout=10_000)


def test_the_command_recycles_now_and_says_how_many(qtbot: QtBot, open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    go_on(qtbot, window, 5)
    n = window.session.lanes[0].snapshot.n_recyclable
    assert n > 0
    action = window.actions_by_key["recycle"]
    qtbot.waitUntil(lambda: f"{n} unit" in action.text(), timeout=10_000)
    action.trigger()
    qtbot.waitUntil(lambda: bool(window.session.lanes[0].history.recycled), timeout=10_000)
    (done,) = window.session.lanes[0].history.recycled
    assert (done.step, done.n) == (5, n)
    assert window.session.plan.config.recycle_at == (5,)
    action.trigger()
    assert "already" in window.messages.text
    window.session.plan.undo()
    assert window.session.plan.config.recycle_at == ()


def test_the_link_leads_to_the_settings_of_the_change_of_task(open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    window.controls.data.task_button.click()
    assert window.controls.more.expanded
    assert window.controls.more.controls["task_change"].isVisible()
    assert window.session.plan.set(task_change="dataset")
    assert window.session.plan.config.task_dataset == "xor"
    assert window.session.plan.use_dataset("waves")
    assert window.session.plan.config.task_dataset == "plane"
    assert window.session.plan.use_dataset("digits")
    assert window.session.plan.config.task_dataset in (None, "plane", "fashion")


@pytest.mark.parametrize("settings", [{"task_change": "dataset", "task_dataset": "digits"}, {"task_every": 3}])
def test_a_change_of_task_that_cannot_be_is_refused_before_anything_changes(
    qtbot: QtBot, open_window: Callable[..., MainWindow], settings: dict[str, object]
) -> None:
    window = open_window()
    before = window.session.plan.config
    with qtbot.waitSignal(window.session.plan.failed):
        assert not window.session.plan.set(**settings)
    assert window.session.plan.config == before
