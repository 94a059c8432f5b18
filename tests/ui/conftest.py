"""The main window in tests: one for each module, which begins every test like a new one, or one for a single test."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.training.config.text_format import NamedConfig
from actviz.ui.application.application import make_window
from actviz.ui.widgets.only_dialog import close_all
from actviz.ui.window.main_window import MainWindow

SIZE = (1280, 800)
OpenWindow = Callable[..., MainWindow]


@pytest.fixture(scope="module")
def config(request: pytest.FixtureRequest) -> RunConfig:
    """What the window trains: the module's SMALL."""
    found = request.module.SMALL
    assert isinstance(found, RunConfig)
    return found


@pytest.fixture
def open_window(qtbot: QtBot, config: RunConfig) -> Iterator[OpenWindow]:
    """Return a function that opens a window of the test's own; it need not be closed."""
    opened: list[MainWindow] = []

    def opens(settings: Settings | None = None, config: RunConfig = config) -> MainWindow:
        window = make_window(Session(config), settings or Settings(theme="light"))
        opened.append(window)
        qtbot.addWidget(window)
        window.resize(*SIZE)
        window.show()
        qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
        return window

    yield opens
    for window in opened:
        window.close()


@dataclass
class Kept:
    """A window that several tests use, and its first arrangement of panels."""

    window: MainWindow
    layout: bytes = b""


@pytest.fixture(scope="module")
def kept(qapp: QApplication, config: RunConfig) -> Iterator[Kept]:
    """The window of the module's tests, which rests between them: to build one takes most of a test's time."""
    assert qapp is QApplication.instance()
    window = make_window(Session(config), Settings(theme="light"))
    window.show()
    window.frames.timer.stop()
    yield Kept(window)
    window.close()
    window.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, kept: Kept, config: RunConfig) -> Iterator[MainWindow]:
    """The module's window at step 0 of `config`, with the first layout; a test that closes one opens its own."""
    window = kept.window
    before = [lane.facts.run for lane in window.session.lanes]
    begin_again(kept, config)
    qtbot.waitUntil(lambda: at_its_beginning(window, before), timeout=10_000)
    kept.layout = window.docks.layout_state()
    running = training_threads()
    yield window
    close_all(window)
    window.frames.timer.stop()
    window.session.pause()
    window.session.view.close()  # stops measuring bands
    qtbot.waitUntil(lambda: training_threads() <= running, timeout=60_000)  # what it began ends


def begin_again(kept: Kept, config: RunConfig) -> None:
    """Take back what a test may have changed."""
    window, session, plan = kept.window, kept.window.session, kept.window.session.plan
    window.scenes.end()
    window.messages.dismiss()
    if window.settings.theme != "light":
        window.appearance.set_theme("light")
    if window.settings.text_percent != 100:
        window.appearance.set_text(100)
    window.appearance.reduce_motion(False)
    window.speed_limit.set(None)
    window.controls.more.expand(False)
    window.controls.cures.expand(False)
    session.travel(None)
    session.view.select(None, None)
    setup = plan.setup
    plan.run_instead([NamedConfig("", config)], "")
    if plan.setup is setup:  # which may have run for a while
        session.reset()
    plan.follow(plan.setup, 0, plan.data)  # nothing can be undone
    plan.config_changed.emit()
    window.resize(*SIZE)
    if window.docks.layout_state() != kept.layout:
        window.docks.apply_preset("overview")
    window.activateWindow()
    window.docks.setFocus()
    window.frames.timer.start()


def at_its_beginning(window: MainWindow, before: list[int]) -> bool:
    """Whether a run is on show that none of those before is, and nothing moves any more."""
    runs = [lane.facts.run for lane in window.session.lanes]
    return len(runs) == 1 and runs[0] not in before and window.docks.placement.settled


def training_threads() -> set[threading.Thread]:
    """Return the program's own threads."""
    return {thread for thread in threading.enumerate() if thread.name.startswith("actviz-")}
