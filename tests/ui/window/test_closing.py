"""Whatever was opened before, and whatever still is, closing the window saves the settings and ends without a crash."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.recording import read_recording
from actviz.training import RunConfig
from actviz.ui.application.application import make_window
from actviz.ui.controls.log_slider import LogSlider
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)
WIDE = RunConfig(hidden=(400, 400), n_examples=60, batch_size=16)  # its gradients take a while to check


def opened(qtbot: QtBot, tmp_path: Path, config: RunConfig = SMALL) -> MainWindow:
    window = make_window(Session(config), Settings(tmp_path / "settings.json", theme="light"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    return window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = opened(qtbot, tmp_path)
    yield window
    window.close()


def saved(window: MainWindow) -> Settings:
    assert window.settings.path is not None
    return Settings.load(window.settings.path)


def test_windows_close_after_any_two_dialogs_in_either_order_and_with_any_left_open(tmp_path: Path) -> None:
    script = Path(__file__).with_name("closed_windows.py")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3]), "OPENBLAS_NUM_THREADS": "1"}
    run = subprocess.run(
        [sys.executable, str(script), str(tmp_path)], env=environment, capture_output=True, text=True, timeout=300
    )
    assert run.stderr == ""
    assert run.returncode == 0
    lines = run.stdout.splitlines()
    assert len(lines) > 30
    assert [line for line in lines if not line.endswith(": saved")] == []


def test_a_part_that_fails_at_closing_keeps_no_other_from_its_end(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise RuntimeError("this part is broken")

    window = opened(qtbot, tmp_path)
    reported: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: reported.append(str(error)))
    monkeypatch.setattr(window.exports, "close", fails)
    monkeypatch.setattr(window.docks, "layout_state", fails)
    window.close()
    assert reported == ["this part is broken"] * 2
    assert not window.isVisible()
    assert saved(window).config == SMALL


@pytest.mark.parametrize("key", ["check_gradients", "handbook", "shortcuts", "about", "library", "note"])
def test_a_dialog_is_there_once_and_comes_again_after_it_was_closed(window: MainWindow, key: str) -> None:
    def there() -> list[QDialog]:
        return [dialog for dialog in window.findChildren(QDialog) if isValid(dialog) and dialog.isVisible()]

    for _ in range(2):
        window.actions_by_key[key].trigger()
        window.actions_by_key[key].trigger()
        (dialog,) = there()
        dialog.close()
        assert there() == []
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not isValid(dialog)


def test_a_window_closes_while_a_gradient_check_runs(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot, tmp_path, WIDE)
    window.gradient_check.start()
    assert window.gradient_check.dialog is not None
    assert window.gradient_check.dialog.running
    window.close()
    assert window.gradient_check.dialog is None
    assert saved(window).config == WIDE


def test_a_window_closes_while_a_trial_runs(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot, tmp_path, WIDE.replace(activation="sigmoid", initializer="zeros"))
    window.session.step(1)
    qtbot.waitUntil(lambda: bool(window.panels["diagnosis"].cards), timeout=10_000)
    card = window.panels["diagnosis"].cards[0]
    card.try_clicked.emit(card.suggestion)
    qtbot.waitUntil(lambda: window.session.trials.view.running is not None, timeout=10_000)
    window.close()
    assert saved(window).config == window.session.plan.config


def test_a_window_closes_while_something_is_exported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.session.step(500)
    qtbot.waitUntil(lambda: window.session.lanes[0].newest == 500, timeout=10_000)
    window.exports.animation.open()
    dialog = window.exports.animation.dialog
    assert dialog is not None
    window.exports.record(dialog, tmp_path / "a.png")
    assert window.exports.busy
    window.close()
    assert not window.exports.busy
    assert list(tmp_path.glob("a*.png")) == []
    assert saved(window).config == SMALL


def test_an_animation_waits_for_what_is_being_exported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.session.step(50)
    qtbot.waitUntil(lambda: window.session.lanes[0].newest == 50, timeout=10_000)
    dialog = window.exports.animation.open()
    with qtbot.waitSignal(window.exports.saved, timeout=20_000):
        window.exports.write(tmp_path / "data.csv", lambda _runs, _lanes, target, _progress: [target])
        dialog.accept()
        window.exports.record(dialog, tmp_path / "a.png")
        assert dialog.isVisible()
        assert "already" in window.messages.text
    assert not window.exports.busy


def test_what_was_put_into_a_control_a_moment_before_the_end_is_saved(qtbot: QtBot, window: MainWindow) -> None:
    slider = window.controls.fields["learning_rate_slider"]
    assert isinstance(slider, LogSlider)
    slider.setValue(slider.value() + 7)
    rate = slider.number
    batch = window.controls.fields["batch_size"]
    batch.setFocus()
    qtbot.keyClick(batch, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(batch, "7")
    window.close()
    assert saved(window).config == SMALL.replace(learning_rate=rate, batch_size=7)
    assert window.session.plan.config == saved(window).config


def test_closing_while_it_trains_asks_nothing_and_loses_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json", theme="light")
    window = make_window(Session(SMALL, folder=tmp_path / "sessions"), settings)
    qtbot.addWidget(window)
    window.show()
    window.session.play()
    qtbot.waitUntil(lambda: window.session.view.newest > 200, timeout=20_000)
    seen = window.session.view.newest
    assert window.close(), "no question keeps it open"
    stored = Settings.load(settings.path)
    assert stored.last_session
    assert read_recording(Path(stored.last_session)).step >= seen
