"""A scene comes into view all at once: nothing is painted between the click and the first frame of its own run."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.scene import scenes
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import RunFacts
from actviz.ui.application.application import make_window
from actviz.ui.window import held_picture
from actviz.ui.window.held_picture import HeldPicture
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16)


class Paintings(QObject):
    """Notes which runs the session shows whenever a widget is painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._session = window.session
        self.of: list[list[RunFacts]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.of.append([lane.facts for lane in self._session.lanes])
        return super().eventFilter(watched, event)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(Session(SMALL), Settings(theme="light"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes) and bool(window.docks.seen_panels), timeout=10_000)
    yield window
    window.close()


@pytest.mark.parametrize("key", ["rate-kills", "early-layers"])
def test_what_is_painted_first_after_a_scene_is_opened_is_its_own_run(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(held_picture, "LONGEST_MS", 20_000)  # however slow the machine
    window.session.play()
    before = [lane.facts for lane in window.session.lanes]
    canvas = window.panels["network"].focusProxy()
    paintings = Paintings(window)
    canvas.installEventFilter(paintings)
    window.scenes.open(key)
    qtbot.waitUntil(lambda: bool(paintings.of), timeout=15_000)
    assert len(paintings.of[0]) == len(scenes().entries[key].lanes)
    assert not any(facts is old for facts in paintings.of[0] for old in before)
    assert window.scene_strip.title.text() == scenes().entries[key].title
    qtbot.waitUntil(lambda: len(paintings.of) > 3, timeout=15_000)  # and it goes on


def test_no_panel_shows_another_run_than_the_rest_does(qtbot: QtBot, window: MainWindow) -> None:
    window.session.play()
    before = window.session.lanes[0].facts
    window.scenes.open("relu-keeps")
    qtbot.waitUntil(lambda: all(lane.facts is not before for lane in window.session.lanes), timeout=15_000)
    for panel in window.docks.seen_panels:
        if panel.key != "network":  # its table is of one lane
            names = {row[0] for row in panel.table()[1:]}
            assert names <= {lane.name for lane in window.session.lanes}, panel.key


def test_a_run_that_does_not_come_leaves_the_window_unpainted_for_a_moment_only(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_picture, "LONGEST_MS", 50)
    window, label = QMainWindow(), QLabel("present")
    window.setCentralWidget(label)
    qtbot.addWidget(window)
    window.show()
    picture = HeldPicture(window)
    picture.hold(())
    assert not label.updatesEnabled()
    with qtbot.waitSignal(picture.released, timeout=5_000):
        picture.follow(())
    qtbot.waitUntil(label.updatesEnabled)
    assert not picture.is_held
