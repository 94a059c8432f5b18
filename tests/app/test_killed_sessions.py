"""After `kill -9` at any moment the file opens, and nothing older than 2 s is missing."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from killed_runs import CONFIG

from actviz.recording import read_recording, read_summary
from actviz.training import Trainer

NUMBER, MISSING_S = 50, 2.0


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """The folders of sessions that were killed."""
    folder = tmp_path_factory.mktemp("killed")
    script = Path(__file__).with_name("killed_runs.py")
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": root, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, str(script), str(folder), str(NUMBER)], env=environment, check=True, timeout=240)
    return sorted(folder.iterdir())


def steps_before(folder, file, seconds):
    """The steps that stood in one of its files so many seconds before its end."""
    end = float((folder / "killed").read_text())
    lines = [line.split() for line in (folder / file).read_text().splitlines()[:-1]]
    return {int(step) for step, at in lines if float(at) <= end - seconds}


def step_before(folder, seconds):
    """The step that the run had come to so many seconds before its end; 0 for none."""
    return max(steps_before(folder, "progress", seconds), default=0)


@pytest.mark.skipif(sys.platform == "win32", reason="killed_runs forks")
def test_a_killed_session_opens_and_lacks_nothing_older_than_two_seconds(killed):
    assert len(killed) == NUMBER
    late, opened = [], 0
    for folder in killed:
        files = list(folder.glob("*.actviz"))
        assert len(files) <= 1
        opened += len(files)
        found = read_recording(files[0]).step if files else 0
        if found < step_before(folder, MISSING_S):
            late.append((folder.name, found))
    assert late == []
    assert opened > NUMBER // 2
    assert sum(step_before(folder, MISSING_S) > 0 for folder in killed) >= 5  # else nothing was proved


@pytest.mark.skipif(sys.platform == "win32", reason="killed_runs forks")
def test_no_note_older_than_two_seconds_is_missing(killed):
    due = {folder: steps_before(folder, "noted", MISSING_S) for folder in killed}
    found = {
        folder: {note.step for file in folder.glob("*.actviz") for note in read_recording(file).step_notes}
        for folder in killed
    }
    assert {folder.name: steps - found[folder] for folder, steps in due.items() if steps - found[folder]} == {}
    assert sum(bool(steps) for steps in due.values()) >= 5  # else nothing was proved


@pytest.mark.skipif(sys.platform == "win32", reason="killed_runs forks")
def test_a_killed_session_goes_on_with_the_bits_of_one_that_was_not(killed):
    whole = Trainer(CONFIG)
    files = [file for folder in killed for file in folder.glob("*.actviz")]
    trainers = sorted((read_recording(file).trainers()[0] for file in files), key=lambda trainer: trainer.step)
    for trainer in trainers:
        whole.advance(trainer.step - whole.step)
        assert np.array_equal(trainer.network.parameters, whole.network.parameters)
    assert read_summary(files[0]).source == "circle"
