"""What stays in memory: `.venv/bin/python tests/benchmarks/memory.py [minutes]` (30 when not given).

First a day's history of a 20-layer network at 50,000 steps a second, fed to the tables as training feeds them; then
the real window, training flat out, with a change of activation every second and a reset every ten. A run gathers
states to go back to and lets them go at its end, so that the memory goes up and down: a minute has a low and a high.
"""

from __future__ import annotations

import os
import sys
import time
import tracemalloc
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np

from actviz import RunConfig
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training.history import History
from actviz.ui.application import make_application, make_window
from actviz.ui.picture import wait_until

DAY_STEPS, BLOCK = 24 * 3600 * 50_000, 1 << 17
N_LAYERS, WIDTHS = 21, (32,) * 20
ACTIVATIONS = ("sigmoid", "relu", "leaky_relu", "tanh", "prelu", "gelu")


class Census:
    """A census in which two units have changed their state."""

    changed = True

    def __init__(self, turn: int) -> None:
        self.dead = np.zeros(sum(WIDTHS), bool)
        self.dead[[turn % 640, (turn * 7) % 640]] = True
        self.seen_alive = self.seen_dead = np.zeros(sum(WIDTHS), np.int64)


def a_days_history() -> str:
    """Return what a day's history takes."""
    rng = np.random.default_rng(0)
    losses, rms = rng.random(BLOCK), rng.random((BLOCK, N_LAYERS))
    tracemalloc.start()
    history = History(N_LAYERS, WIDTHS)
    for turn, first in enumerate(range(1, DAY_STEPS, BLOCK)):
        history.add_steps(first, losses, rms)
        history.add_units(first, Census(turn))
        history.add_results(first, (1.0, 0.5, 1.0, 0.5))
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
    """Print the lowest and the highest resident memory of each minute."""
    app = make_application()
    made = make_window(Session(RunConfig(hidden=(32,) * 20, learning_rate=0.003)), Settings())
    made.resize(1280, 800)
    made.show()
    for key, dock in made.docks.docks.items():
        if dock.isHidden():
            made.docks.set_shown(key, True)
    session = made.session
    wait_until(app, lambda: bool(session.lanes))
    begin, turn, readings, ranges = time.perf_counter(), 0, [], []
    while time.perf_counter() - begin < 60 * minutes:
        if turn % 10 == 0:
            session.reset()
        session.set(activation=ACTIVATIONS[turn % len(ACTIVATIONS)])
        session.play()
        until = time.perf_counter() + 1.0
        wait_until(app, lambda until=until: time.perf_counter() > until)
        turn += 1
        readings.append(resident_mb())
        if time.perf_counter() - begin > 60 * (len(ranges) + 1):
            ranges.append((min(readings), max(readings)))
            readings = []
            print(f"minute {len(ranges)}: {ranges[-1][0]:.1f} to {ranges[-1][1]:.1f} MB", flush=True)
    made.close()
    if len(ranges) > 2:
        (low, high), (last_low, last_high) = ranges[1], ranges[-1]  # in the first minute the panels are being built
        print(f"growth since the second minute: lowest {last_low / low - 1:.1%}, highest {last_high / high - 1:.1%}")


def main() -> None:
    """Print both."""
    print(a_days_history(), flush=True)
    window(float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)


if __name__ == "__main__":
    main()
