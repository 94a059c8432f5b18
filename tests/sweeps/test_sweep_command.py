"""`actviz sweep`: from a file to a map and its picture in the terminal, and what is refused."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from actviz.__main__ import main
from actviz.registry import BadInput
from actviz.sweeps.map_file import read_map
from actviz.sweeps.shipped import shipped_sweeps

FILE = """
title = "Rates"
steps = 10
seeds = 1
measures = ["dead_share", "loss"]
[config]
hidden = "4x2"
n_examples = 60
[[axis]]
field = "learning_rate"
values = [0.1, 1.0]
[[axis]]
field = "activation"
values = ["relu", "tanh"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rates.toml"
    path.write_text(FILE)
    return path


def test_a_sweep_is_run_shown_and_given_as_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = file.with_name("rates.sqlite")
    assert main(["sweep", str(file), "--out", str(out), "--workers", "1"]) == 0
    shown = capsys.readouterr().out
    for part in ("Rates", "4 of 4 runs", "ReLU", "tanh", "Learning rate", "Activation"):
        assert part in shown
    assert main(["sweep", "--show", str(out), "--json", "-"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert {cell["settings"]["activation"] for cell in values["cells"]} == {"relu", "tanh"}
    assert all(cell["values"]["loss"] > 0 and cell["state"] == "measured" for cell in values["cells"])
    assert main(["sweep", "--show", str(out), "--measure", "verdict"]) == 0
    assert "verdict" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["rates.toml"], "--out"),
        (["--out", "a.sqlite"], "FILE"),
        (["nowhere.toml", "--out", "a.sqlite"], "nowhere.toml"),
        (["rates.toml", "--out", "a.sqlite", "--workers", "0"], "--workers"),
        (["rates.toml", "--show", "a.sqlite"], "--show"),
        (["--show", "nowhere.sqlite"], "nowhere.sqlite"),
        (["--show", "rates.toml"], "rates.toml"),
        (["rates.toml", "--out", "no/folder/a.sqlite"], "a.sqlite"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_2(
    file: Path, arguments: list[str], word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    assert main(["sweep", *arguments]) == 2
    told = capsys.readouterr().err.strip()
    assert word in told
    assert "\n" not in told


def test_a_sweep_that_takes_long_says_how_long_and_waits_for_a_yes(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILE.replace("steps = 10", "steps = 10000").replace("seeds = 1", "seeds = 1000")
    long = file.with_name("long.toml")
    long.write_text(text.replace("values = [0.1, 1.0]", "from = 0.001\nto = 1\ncount = 500"))
    assert main(["sweep", str(long), "--out", str(file.with_name("long.sqlite"))]) == 1
    told = capsys.readouterr().err
    assert "1,000,000 runs" in told
    assert "--yes" in told


def n_cells(path: Path) -> int:
    """Return how many runs are in a map; 0 before it is one."""
    try:
        return len(read_map(path)[1])
    except BadInput:
        return 0


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl+C cannot be sent to one process")
def test_ctrl_c_stops_a_sweep_and_the_map_is_whole(file: Path) -> None:
    long = file.with_name("long.toml")
    long.write_text(FILE.replace("seeds = 1", "seeds = 500").replace("steps = 10", "steps = 300"))
    out = file.with_name("long.sqlite")
    command = [sys.executable, "-m", "actviz", "sweep", str(long), "--out", str(out), "--yes", "--workers", "1"]
    takes_signals = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell's background jobs ignore Ctrl+C
    with subprocess.Popen(
        command, stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=takes_signals
    ) as process:
        while n_cells(out) < 3:
            assert process.poll() is None
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=60) == 130
    assert 3 <= len(read_map(out)[1]) < 2000
    assert sorted(path.name for path in file.parent.iterdir()) == ["long.sqlite", "long.toml", "rates.toml"]


def test_the_shipped_sweeps_can_be_read_and_say_what_they_show() -> None:
    found = shipped_sweeps()
    assert found
    assert all(sweep.title and sweep.says.endswith(".") for sweep in found.values())
    assert len({sweep.title for sweep in found.values()}) == len(found)
