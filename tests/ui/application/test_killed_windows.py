"""`kill -9` while the window records: every file opens, and nothing older than 2 s is missing.

ACTVIZ_KILLS=100 says how many windows are killed; without it none is.
"""

import os
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

import pytest

from actviz.recording import read_recording

KILLS, AT_ONCE = int(os.environ.get("ACTVIZ_KILLS", "0")), 2
MISSING_S, LONGEST_S, BY_PLACE = 2.0, 6.0, 5  # windows that go on in one place, each where the one before was killed
SCRIPT = Path(__file__).with_name("killed_windows.py")


def kill_one(place, seed):
    """Kill a window some time after it has begun to act; return the moment."""
    environment = os.environ | {
        "PYTHONPATH": str(Path(__file__).parents[3]),
        "ACTVIZ_CONFIG_DIR": str(place / "config"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    seen = place / "seen"
    before = seen.stat().st_size
    program = subprocess.Popen([sys.executable, str(SCRIPT), str(place), str(seed)], env=environment)
    with program:
        end = time.monotonic() + 120
        while seen.stat().st_size == before and program.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(random.Random(seed).uniform(0.0, LONGEST_S))
        assert program.poll() is None, "the window ended by itself"
        program.kill()
        return time.monotonic()


def recorded_steps(place):
    """The step that each run has in a file, by its name; every file must open, with trainers that go on."""
    steps = defaultdict(int)
    for path in (*place.glob("*.actviz"), *(place / "config" / "sessions").glob("*.actviz")):
        recording = read_recording(path)
        assert recording.trainers()
        steps[recording.name] = max(steps[recording.name], recording.lanes[0].step)
    return steps


def faults_of(place, seeds):
    """Kill windows one after the other in a place; return what was missing of what each had shown."""
    place.mkdir()
    (place / "seen").touch()
    faults, n_shown = [], 0
    for seed in seeds:
        killed, shown = kill_one(place, seed), {}
        for line in (place / "seen").read_text().splitlines():
            run, step, at = line.split()
            if run.startswith(f"{seed}-") and float(at) <= killed - MISSING_S:
                shown[f"run {run}"] = int(step)
        found = recorded_steps(place)
        faults += [(seed, run, step, found[run]) for run, step in shown.items() if found[run] < step]
        n_shown += len(shown)
    return faults, n_shown


@pytest.mark.skipif(not KILLS, reason="long: set ACTVIZ_KILLS=100")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_nothing_older_than_two_seconds_is_missing_however_often_the_window_is_killed(tmp_path):
    places = {tmp_path / str(i): range(i, min(i + BY_PLACE, KILLS)) for i in range(0, KILLS, BY_PLACE)}
    waiting, results, errors = list(places.items()), [], []

    def work():
        while waiting:
            place, seeds = waiting.pop()
            try:
                results.append(faults_of(place, seeds))
            except Exception as error:
                errors.append((place, error))

    workers = [threading.Thread(target=work) for _ in range(AT_ONCE)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert errors == []
    assert [fault for faults, _ in results for fault in faults] == []
    assert sum(n_shown for _, n_shown in results) > KILLS // 4  # else nothing was proved
