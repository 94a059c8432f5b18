"""What a program leaves: a log, a trace of a crash, and a next start that says so."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from actviz import __version__
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.recording import read_summary
from actviz.training import RunConfig
from actviz.ui.application.application import make_window

SCRIPT = Path(__file__).with_name("windows_that_end.py")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")


@pytest.fixture
def place(tmp_path):
    return tmp_path / "place"


def start(place, act):
    environment = os.environ | {
        "PYTHONPATH": str(Path(__file__).parents[3]),
        "ACTVIZ_CONFIG_DIR": str(place),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, str(SCRIPT), act]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(place, act):
    """Return the status of a window that did this, and what it printed."""
    with start(place, act) as program:
        out, _ = program.communicate(timeout=120)
        return program.returncode, out


def ended_by(place, number):
    """Send a signal to a window that records; return its recording."""
    with start(place, "wait") as program:
        assert program.stdout is not None
        path = Path(program.stdout.readline().split(" ", 1)[1].strip())
        program.send_signal(number)
        program.communicate(timeout=120)
    return path


def log(place):
    return (place / "state" / "actviz.log").read_text()


def leftovers(place):
    return list((place / "state").glob("running-*"))


@POSIX
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_after_a_crash_the_session_comes_back_and_it_is_said_once(place, number):
    path = ended_by(place, number)
    assert len(leftovers(place)) == 1
    step = read_summary(path).step
    status, told = ended(place, "close")
    assert status == 0
    assert re.match(rf"{step} .*stopped unexpectedly.*{step:,}.*{place / 'state' / 'actviz.log'}", told)
    assert leftovers(place) == []
    assert ended(place, "close")[1] == f"{step} \n"


def test_a_fault_leaves_its_traceback_in_the_log(place):
    assert ended(place, "fault")[0] != 0
    ended(place, "close")
    assert "windows_that_end.py" in log(place)
    assert "Segmentation fault" in log(place)


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_program_that_is_asked_to_end_says_nothing_at_the_next_start(place, number):
    path = ended_by(place, number)
    assert leftovers(place) == []
    assert ended(place, "close")[1] == f"{read_summary(path).step} \n"


def test_a_clean_end_and_all_that_went_wrong_before_it_are_in_the_log(place):
    assert ended(place, "complain")[0] == 0
    text = log(place)
    for part in (
        __version__,
        "ZeroDivisionError",
        "IndexError",
        "a warning of Qt",
        "a failure that is shown",
        ".actviz",
    ):
        assert part in text
    assert "Start" in text
    assert text.splitlines()[-1].endswith("Clean end")


@POSIX
def test_a_window_that_lives_is_no_crash_to_another(place):
    with start(place, "wait") as first:
        assert first.stdout is not None
        first.stdout.readline()
        assert ended(place, "close")[1].split(" ", 1)[1] == "\n"
        assert len(leftovers(place)) == 1
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=120)
    assert leftovers(place) == []


@POSIX
def test_the_session_of_the_window_that_crashed_comes_back_and_not_that_of_another(place):
    with start(place, "wait") as first:
        assert first.stdout is not None
        path = Path(first.stdout.readline().split(" ", 1)[1].strip())
        ended(place, "close")  # the settings name this one's session from now on
        first.kill()
        first.communicate(timeout=120)
    step = read_summary(path).step
    assert ended(place, "close")[1].startswith(f"{step} ")


def test_a_session_whose_opening_ended_in_a_crash_is_left_closed_and_named(place):
    ended(place, "close")
    (recorded,) = (place / "sessions").glob("*.actviz")
    assert ended(place, "fault while opening")[0] != 0
    status, told = ended(place, "close")
    assert status == 0
    assert "stopped unexpectedly" in told
    assert recorded.name in told
    assert ended(place, "close")[1].endswith(" \n")


def test_a_state_folder_that_cannot_be_made_costs_the_log_only(place):
    place.mkdir()
    (place / "state").write_text("in its place")
    status, told = ended(place, "close")
    assert status == 0
    assert int(told.split(" ", 1)[0]) > 0


def test_the_log_stays_small(place):
    (place / "state").mkdir(parents=True)
    (place / "state" / "actviz.log").write_text("x" * 300_000)
    for _ in range(2):
        ended(place, "close")
    assert (place / "state" / "actviz.log").stat().st_size < 256_000
    assert {file.name for file in (place / "state").iterdir()} == {"actviz.log", "actviz.log.1"}


def test_the_diagnostics_go_to_the_clipboard_and_it_is_said(qtbot, tmp_path):
    window = make_window(Session(RunConfig(hidden=(4, 4), seed=77)), Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    window.actions_by_key["copy_diagnostics"].trigger()
    text = QGuiApplication.clipboard().text()
    for part in (__version__, "Python", "Qt", "NumPy", "BLAS", "Screen", "seed=77", str(tmp_path / "settings.json")):
        assert part in text
    assert "clipboard" in window.messages.text
    window.close()
