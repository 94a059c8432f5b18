"""What is on show is saved as a scene, which opens again and shows the same, bit for bit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from actviz.lessons.own_files import read_own
from actviz.training.config.config import RunConfig
from actviz.training.config.text_format import NamedConfig

SMALL = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16, learning_rate=0.2)
PATIENCE_MS = 30_000


@pytest.fixture
def window(open_window):
    return open_window()


@pytest.fixture
def place(monkeypatch, tmp_path):
    """Where the file dialog is told to save."""
    path = tmp_path / "mine.toml"
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: [str(path)])
    return path


def step(qtbot, window, n):
    to = window.session.view.newest + n
    window.session.step(n)
    qtbot.waitUntil(lambda: at_rest(window, to), timeout=PATIENCE_MS)


def at_rest(window, to):
    lanes = window.session.lanes
    return (
        not window.session.playing
        and bool(lanes)
        and all(lane.snapshot.step == lane.snapshot.units_step == to for lane in lanes)
    )


def save(qtbot, window, title="Mine", claim="It learns."):
    window.actions_by_key["save_scene"].trigger()
    dialog = window.own_files.saving.dialog.dialog
    assert not dialog.save_button.isEnabled()
    qtbot.keyClicks(dialog.title, title)
    assert not dialog.save_button.isEnabled()
    qtbot.keyClicks(dialog.claim, claim)
    said = dialog.note.text()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    return said


def test_a_state_with_lanes_and_changes_comes_back(qtbot, window, place):
    plan = window.session.plan
    plan.run_instead([NamedConfig("one", SMALL), NamedConfig("two", SMALL.replace(activation="tanh"))], "two lanes")
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2, timeout=PATIENCE_MS)
    step(qtbot, window, 7)
    plan.edit_lane(1)
    plan.set(learning_rate=0.05)
    step(qtbot, window, 6)
    plan.set(activation="leaky_relu", alpha=0.3)
    step(qtbot, window, 5)
    window.docks.apply_preset("vanishing")
    window.speed_limit.set(30)
    window.session.view.select(2, 1)
    losses = [lane.snapshot.loss for lane in window.session.lanes]
    assert "18" in save(qtbot, window)
    assert window.own_files.saving.dialog.dialog is None
    scene = read_own(place)
    assert (scene.title, scene.to, scene.layout, scene.speed, scene.lane) == ("Mine", 18, "vanishing", 30, 2)
    assert [(change.at, change.lane) for change in scene.changes] == [(7, 2), (13, 2)]
    window.scenes.open("bad-start")
    before = [lane.facts.run for lane in window.session.lanes]
    assert window.own_files.open(str(place))  # at once: what is on show is still the run before
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2 and at_rest(window, 18), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not {lane.facts.run for lane in window.session.lanes} & set(before), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: at_rest(window, 18), timeout=PATIENCE_MS)
    assert [lane.snapshot.loss for lane in window.session.lanes] == losses
    assert [lane.name for lane in window.session.lanes] == ["one", "two"]
    assert window.scenes.scene.title == "Mine"
    assert window.scene_strip.title.text() == "Mine"
    qtbot.waitUntil(lambda: window.session.speed == 30, timeout=PATIENCE_MS)
    assert window.session.view.selection.pair == (2, 1)
    qtbot.waitUntil(lambda: window.session.plan.current == 1, timeout=PATIENCE_MS)
    assert window.docks.preset == "vanishing"


def test_a_state_of_the_past_is_saved_as_it_was_then(qtbot, window, place):
    step(qtbot, window, 8)
    window.session.plan.set(learning_rate=0.05)
    step(qtbot, window, 8)
    window.session.travel(5)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 5, timeout=PATIENCE_MS)
    save(qtbot, window)
    scene = read_own(place)
    assert scene.to == 5
    assert scene.changes == ()
    assert scene.lanes[0].config == SMALL


def test_data_of_the_user_s_own_is_named_by_its_path(qtbot, window, place, tmp_path):
    data = tmp_path / "data.csv"
    data.write_text("x,y,label\n" + "".join(f"{i},{i % 7},{i % 2}\n" for i in range(50)))
    window.session.plan.open_data(str(data))
    qtbot.waitUntil(lambda: window.session.plan.config.data_path == str(data), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.config.data_path == str(data), timeout=PATIENCE_MS)
    assert str(data) in save(qtbot, window)
    assert read_own(place).lanes[0].config.data_path == str(data)
    window.scenes.open("bad-start")
    qtbot.waitUntil(lambda: window.session.view.config == window.scenes.scene.lanes[0].config, timeout=PATIENCE_MS)
    window.own_files.open(str(place))
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.config.data_path == str(data), timeout=PATIENCE_MS)


def test_a_place_that_cannot_be_written_is_told(qtbot, window, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: [str(tmp_path / "none" / "mine.toml")])
    save(qtbot, window)
    assert "mine.toml" in window.messages.text
    assert window.own_files.saving.dialog.dialog is not None
    assert window.settings.own_files == ()


def test_the_dialog_writes_nothing_when_it_is_left(qtbot, window, place):
    window.actions_by_key["save_scene"].trigger()
    dialog = window.own_files.saving.dialog.dialog
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not place.exists()
    assert window.own_files.saving.dialog.dialog is None
