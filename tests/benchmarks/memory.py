"""What stays in memory: `.venv/bin/python tests/benchmarks/memory.py [minutes]` (30 when not given).

First a day's history of a 20-layer network at 50,000 steps a second, fed to the tables as training feeds them; then
the real window, training flat out, run after run: each goes through six activations, 3,000 steps each, and is reset.
A run gathers states to go back to, the more the longer it is, and lets them go at its end. So the memory is read
where all runs are equal: at each one's end. The lowest and highest of many readings between are told beside it.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import tracemalloc
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from actviz import RunConfig
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training.history.history import History
from actviz.training.layer_row import LayerRow
from actviz.ui.application.application import make_application, make_window
from actviz.ui.application.window_picture import wait_until

DAY_STEPS, BLOCK = 24 * 3600 * 50_000, 1 << 17
N_LAYERS, WIDTHS = 21, (32,) * 20
STEPS_EACH = 3000  # which gather 45 MB of states in a run
READ_EVERY_S = 0.2
ACTIVATIONS = ("sigmoid", "relu", "leaky_relu", "tanh", "prelu", "gelu")


def states(turn: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return which units are dead, two of them others than at the turn before, and when each was last seen."""
    dead, seen = np.zeros(sum(WIDTHS), bool), np.zeros(sum(WIDTHS), np.int64)
    dead[[turn % 640, (turn * 7) % 640]] = True
    return dead, seen, seen


def a_days_history() -> str:
    """Return what a day's history takes."""
    rng = np.random.default_rng(0)
    losses, rms = rng.random(BLOCK), rng.random((BLOCK, N_LAYERS))
    tracemalloc.start()
    history = History(N_LAYERS, WIDTHS)
    for turn, first in enumerate(range(1, DAY_STEPS, BLOCK)):
        history.add_steps(first, losses, rms)
        history.add_units(first, *states(turn))
        history.add_results(first, (1.0, 0.5, 1.0, 0.5), LayerRow.unknown(N_LAYERS))
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    begin = time.perf_counter()
    view = history.view()
    took = 1e3 * (time.perf_counter() - begin)
    return (
        f"{DAY_STEPS:,} steps: {now / 1e6:.1f} MB, at most {peak / 1e6:.1f} MB; "
        f"{len(view.steps)} rows, copied for drawing in {took:.2f} ms"
    )


def resident_mb() -> float:
    """Return the process's resident memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def window(minutes: float) -> None:
    """Print each minute's resident memory: the median at the ends of its runs, the lowest and highest of all."""
    app = make_application()
    made = make_window(Session(RunConfig(hidden=(32,) * 20, learning_rate=0.003)), Settings())
    made.resize(1280, 800)
    made.show()
    for key, dock in made.docks.docks.items():
        if dock.isHidden():
            made.docks.set_shown(key, True)
    session = made.session
    wait_until(app, lambda: bool(session.lanes))
    begin, between, ends, medians = time.perf_counter(), list[float](), list[float](), list[float]()
    timer = QTimer()
    timer.timeout.connect(lambda: between.append(resident_mb()))
    timer.start(int(1e3 * READ_EVERY_S))
    while time.perf_counter() - begin < 60 * minutes:
        run_once(app, session)
        ends.append(resident_mb())
        if time.perf_counter() - begin > 60 * (len(medians) + 1):
            medians.append(statistics.median(ends))
            low_high = f"{min(between):.1f} to {max(between):.1f} MB between"
            print(f"minute {len(medians)}: {medians[-1]:.1f} MB after {len(ends)} runs, {low_high}", flush=True)
            between.clear()
            ends.clear()
    timer.stop()
    made.close()
    if len(medians) > 2:  # in the first minute the panels are being built
        print(f"growth since the second minute: {medians[-1] / medians[1] - 1:.1%}")


def run_once(app: QApplication, session: Session) -> None:
    """Begin a run, and train it with one activation after the other."""
    session.plan.set(activation=ACTIVATIONS[0])
    session.reset()
    wait_until(app, lambda: session.lanes[0].snapshot.step == 0)
    for turn, activation in enumerate(ACTIVATIONS, 1):
        session.plan.set(activation=activation)
        session.play()
        goal = turn * STEPS_EACH
        if not wait_until(app, lambda goal=goal: session.lanes[0].snapshot.step >= goal):
            raise RuntimeError(f"step {goal} was not reached: the run stopped")


def main() -> None:
    """Print both."""
    print(a_days_history(), flush=True)
    window(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)


if __name__ == "__main__":
    main()
