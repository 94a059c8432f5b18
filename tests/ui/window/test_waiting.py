"""What is waited for is said: what, how long, and how to give it up."""

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from actviz.app import recordings
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.recording import RecordingWriter, recording_of
from actviz.training import RunConfig, Trainer
from actviz.ui.actions.task_progress import time_left
from actviz.ui.application.application import make_window
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    path = tmp_path / "last.actviz"
    trainer = Trainer(SMALL.replace(activation="tanh"))
    trainer.advance(20)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer]))
    return path


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold every reading of a session until the event is set."""
    opened, reopen = threading.Event(), recordings.reopen

    def slow(paths):
        opened.wait(20)
        return reopen(paths)

    monkeypatch.setattr(recordings, "reopen", slow)
    yield opened
    opened.set()


def start(qtbot: QtBot, last: Path) -> MainWindow:
    window = make_window(Session(SMALL, last=last), Settings(theme="light"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    return window


def texts(window: MainWindow) -> set[str]:
    seen = window.docks.seen_panels
    return {label.text() for panel in seen for label in panel.findChildren(QLabel) if label.isVisible()}


def test_the_last_session_is_said_to_be_loading(qtbot: QtBot, session_file: Path, door: threading.Event) -> None:
    window = start(qtbot, session_file)
    assert "Loading your last session …" in texts(window)
    assert not any("Press Play" in text for text in texts(window))
    assert not window.controls.isEnabled(), "they show what does not run"
    qtbot.waitUntil(lambda: bool(re.fullmatch(r"Loading .* … \d+ s", window.status.task.text())), timeout=9_000)
    assert window.status.speed.text() != "paused"
    door.set()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    qtbot.waitUntil(lambda: window.controls.isEnabled() and not window.status.cancel_button.isVisible())
    assert window.session.plan.config.activation == "tanh"
    assert "Loading your last session …" not in texts(window)
    window.close()


def test_who_does_not_want_to_wait_begins_with_something_else(
    qtbot: QtBot, session_file: Path, door: threading.Event
) -> None:
    window = start(qtbot, session_file)
    qtbot.waitUntil(window.status.cancel_button.isVisible)
    qtbot.mouseClick(window.status.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    assert window.session.plan.config.activation == SMALL.activation
    assert window.controls.isEnabled()
    assert not window.messages.text
    door.set()
    window.close()


def test_a_session_that_is_opened_later_is_named(qtbot: QtBot, session_file: Path, door: threading.Event) -> None:
    window = make_window(Session(SMALL), Settings(theme="light"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    window.files.open([session_file])
    qtbot.waitUntil(lambda: window.status.task.text().startswith("Loading last.actviz"), timeout=5_000)
    assert window.controls.isEnabled()
    qtbot.mouseClick(window.status.cancel_button, Qt.MouseButton.LeftButton)
    door.set()
    qtbot.waitUntil(lambda: not window.status.task.text())
    assert window.session.plan.config.activation == SMALL.activation
    window.close()


def test_after_an_export_its_folder_can_be_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    window = make_window(Session(SMALL), Settings(theme="light"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    assert not window.status.folder_button.isVisible()
    window.exports.save_image(None, tmp_path / "window.png")
    qtbot.mouseClick(window.status.folder_button, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path)]
    window.exports.copy_config()
    assert not window.status.folder_button.isVisible()
    window.close()


def test_a_task_says_how_long_it_takes() -> None:
    assert [time_left(seconds) for seconds in (0.2, 12.4, 180)] == [
        "about 1 s left",
        "about 12 s left",
        "about 3 min left",
    ]
