"""Dragging through the timeline: `.venv/bin/python tests/benchmarks/scrub.py`, on the display there is or offscreen.

The overview at 1280×800 with a 20×32 network that has taken 30,000 steps; the slider is moved on steadily, every few
milliseconds, as a hand does: how many different steps are drawn in a second, and how late the event loop is.
"""

from __future__ import annotations

import os
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt, QTimer

from actviz import RunConfig
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.ui.application.application import make_application, make_window
from actviz.ui.application.window_picture import wait_until

STEPS, SECONDS, EVERY_MS = 30_000, 6.0, 15
FIRST, STEPS_PER_SECOND = 5000, 3000  # of the drag


def main() -> None:
    """Print frames a second and delays."""
    app = make_application()
    session = Session(RunConfig(hidden=(32,) * 20, learning_rate=0.001))
    window = make_window(session, Settings())
    window.resize(1280, 800)
    window.show()
    wait_until(app, lambda: bool(session.lanes))
    session.step(STEPS)
    wait_until(app, lambda: session.lanes[0].newest >= STEPS)
    drawn: set[int] = set()
    session.updated.connect(lambda: drawn.add(session.lanes[0].snapshot.step))
    begin = last = time.perf_counter()
    late: list[float] = []

    def move() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(now - last - EVERY_MS / 1e3)
        last = now
        session.travel(FIRST + int(STEPS_PER_SECOND * (now - begin)))

    hand = QTimer()
    hand.setTimerType(Qt.TimerType.PreciseTimer)
    hand.timeout.connect(move)
    hand.start(EVERY_MS)
    wait_until(app, lambda: time.perf_counter() - begin > SECONDS)
    hand.stop()
    window.close()
    print(f"{len(drawn) / SECONDS:.1f} different steps drawn a second over {SECONDS:.0f} s of dragging")
    print(f"event loop late: half {np.median(late) * 1e3:.1f} ms, most {max(late) * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
