"""The program as a user starts it, in a real X window; run with `xvfb-run -a .venv/bin/python -m pytest -m xwindow`."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.xwindow,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs a real X display"),
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs xdotool"),
]
START_S, END_S = 30, 10


class RunningWindow:
    """actviz in a process of its own, driven from outside."""

    def __init__(self, config_dir: Path, *arguments: str) -> None:
        self.config_dir = config_dir
        environment = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "actviz", *arguments],
            env={**environment, "ACTVIZ_CONFIG_DIR": str(config_dir)},
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            pid = str(self.process.pid)
            found = self._xdotool("search", "--sync", "--onlyvisible", "--all", "--pid", pid, "--name", "actviz")
            self.window = found.split()[0]
            self._xdotool("windowfocus", "--sync", self.window)
        except Exception:
            self.end()
            raise

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--clearmodifiers", *keys)

    def quit(self) -> tuple[int, str]:
        self.press("ctrl+q")
        _, errors = self.process.communicate(timeout=END_S)
        return self.process.returncode, errors

    def remembered(self) -> dict:
        return json.loads((self.config_dir / "settings.json").read_text())

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()

    @staticmethod
    def _xdotool(*arguments: str) -> str:
        done = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, timeout=START_S, check=True)
        return done.stdout


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningWindow]:
    window = RunningWindow(tmp_path)
    yield window
    window.end()


def test_the_window_opens_and_quits_without_a_word_on_stderr(running: RunningWindow) -> None:
    status, errors = running.quit()
    assert status == 0
    assert errors == ""


def test_a_shortcut_arranges_the_panels_and_the_choice_is_remembered(running: RunningWindow) -> None:
    running.press("ctrl+3")
    assert running.quit()[0] == 0
    assert running.remembered()["preset"] == "dying_relu"


def test_closing_leaves_the_configuration_for_the_next_start(running: RunningWindow) -> None:
    running.press("space", "Right", "r")
    assert running.quit()[0] == 0
    assert running.remembered()["config"]["activation"] == "sigmoid"


def test_a_data_file_named_on_the_command_line_is_what_it_trains_on(tmp_path: Path) -> None:
    data = tmp_path / "points.csv"
    data.write_text("a,b,label\n" + "".join(f"{i},{-i},{'up' if i % 2 else 'down'}\n" for i in range(40)))
    window = RunningWindow(tmp_path / "config", str(data))
    assert window.quit() == (0, "")
    assert window.remembered()["config"]["data_path"] == str(data)
