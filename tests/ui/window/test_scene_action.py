"""A scene's action happens by itself at its step, just as long as it says, and never to settings of the user's own."""

import pytest
from PySide6.QtCore import Qt

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.scene import scenes
from actviz.training.config.config import RunConfig
from actviz.ui.application.application import make_window

KEY = "one-step-kills"
SCENE = scenes().entries[KEY]
ACTION = SCENE.action
BEFORE, ACTED = SCENE.lanes[0].config, SCENE.after_action()[0]


@pytest.fixture
def window(qtbot, tmp_path):
    small = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16)
    window = make_window(Session(small), Settings(tmp_path / "settings.json", theme="light"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    window.scenes.open(KEY)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.config == BEFORE, timeout=10_000)
    yield window
    window.close()


def changes(window):
    return [(each.step, each.after) for each in window.session.lanes[0].history.changes]


def run_to(qtbot, window, step):
    window.session.limit_speed(None)
    qtbot.waitUntil(lambda: window.session.lanes[0].newest >= step, timeout=20_000)


def as_it_says(step):
    return [(step, ACTED), (step + ACTION.lasts, BEFORE)]


def test_it_happens_by_itself_at_its_step_and_is_taken_back(qtbot, window):
    strip = window.scene_strip
    qtbot.waitUntil(lambda: str(ACTION.at) in strip.captions[0].text(), timeout=5_000)
    before = strip.captions[0].text()[:20]
    run_to(qtbot, window, ACTION.at + 50)
    assert changes(window) == as_it_says(ACTION.at)
    assert window.session.plan.config == BEFORE
    assert window.session.playing
    assert not strip.action_button.isEnabled()
    assert window.session.lanes[0].snapshot.n_dead > 0.3 * window.session.lanes[0].facts.n_hidden_units
    qtbot.waitUntil(lambda: not strip.captions[0].text().startswith(before), timeout=5_000)
    window.session.travel(ACTION.at - 1)
    qtbot.waitUntil(lambda: strip.captions[0].text().startswith(before), timeout=10_000)


def test_who_presses_the_button_has_it_at_once_and_only_once(qtbot, window):
    button = window.scene_strip.action_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(changes(window)) == 2, timeout=20_000)
    step = changes(window)[0][0]
    assert step < ACTION.at
    assert not button.isEnabled()
    run_to(qtbot, window, ACTION.at + 50)
    assert changes(window) == as_it_says(step)


def test_it_does_not_happen_to_settings_of_ones_own(qtbot, window):
    window.session.plan.set(learning_rate=0.04)
    run_to(qtbot, window, ACTION.at + 50)
    assert [after.learning_rate for _, after in changes(window)] == [0.04]
    assert window.session.playing


def test_a_change_of_ones_own_while_it_lasts_stays(qtbot, window):
    window.session.pause()
    window.scene_strip.action_button.click()
    window.session.pause()
    window.session.plan.set(learning_rate=0.04)
    window.session.play()
    run_to(qtbot, window, ACTION.at + 50)
    assert window.session.plan.config.learning_rate == 0.04
    assert changes(window)[-1][1].learning_rate == 0.04


def test_a_run_that_starts_again_has_it_again(qtbot, window):
    run_to(qtbot, window, ACTION.at + 50)
    run = window.session.lanes[0].facts.run
    window.session.reset()
    assert window.scene_strip.action_button.isEnabled()
    window.session.play()
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.run > run, timeout=10_000)
    run_to(qtbot, window, ACTION.at + 50)
    assert changes(window) == as_it_says(ACTION.at)


def test_it_ends_with_its_scene(qtbot, window):
    window.scenes.end()
    run_to(qtbot, window, ACTION.at + 50)
    assert changes(window) == []
