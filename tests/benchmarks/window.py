"""The window under load: `.venv/bin/python tests/benchmarks/window.py`, on the display there is or offscreen.

Every panel open at 1280×800, a network training flat out: how late a 5 ms timer of the event loop is, how many frames
are drawn, how long a control takes to answer, and how much of the speed without a window the training keeps.
"""

from __future__ import annotations

import os
import statistics
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from actviz import RunConfig, Trainer
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.ui.application import make_application, make_window
from actviz.ui.picture import wait_until

SECONDS = 8.0
CALM = 0.003  # learning rate: at higher ones units flicker between dead and alive, more at some times than at others
NETWORKS = {
    "2-8-8-8-8-2 tanh": RunConfig(hidden=(8,) * 4, activation="tanh", initializer="xavier_normal", batch_size=10),
    "8 x 12 ReLU": RunConfig(learning_rate=CALM),
    "20 x 32 ReLU": RunConfig(hidden=(32,) * 20, learning_rate=CALM),
    "3 x 128 ReLU, digits": RunConfig(
        dataset="digits", hidden=(128,) * 3, n_examples=2000, batch_size=64, learning_rate=CALM
    ),
}
HEADINGS = "steps     kept    fps  late ms: 50%    95%    max   click ms   train measure draw"


class PaintCounter(QObject):
    """Counts how often a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count and pass on."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def speed_without_window(config: RunConfig) -> float:
    """Return steps a second of the trainer alone."""
    trainer = Trainer(config)
    speeds = []
    for _ in range(8):
        begin, steps = time.perf_counter(), 0
        while time.perf_counter() - begin < 0.5:
            steps += trainer.advance(100)
        speeds.append(steps / (time.perf_counter() - begin))
    return statistics.median(speeds)


def measure(name: str, config: RunConfig) -> str:
    """Return one row of the table."""
    alone = speed_without_window(config)
    app = make_application()
    window = make_window(Session(config), Settings())
    window.resize(1280, 800)
    window.show()
    for key, dock in window.docks.docks.items():
        if dock.isHidden():
            window.docks.set_shown(key, True)
    session = window.session
    wait_until(app, lambda: bool(session.lanes))
    session.play()
    late, last = [], [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        late.append(now - last[0] - 0.005)
        last[0] = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    frames = PaintCounter()
    canvas = window.docks.docks["network"].widget()
    canvas.installEventFilter(frames)
    updates = [0]
    session.updated.connect(lambda: updates.__setitem__(0, updates[0] + 1))
    timer.start(5)
    wait_until(app, lambda: len(window.docks.built_panels) == len(window.docks.docks))
    wait_until(app, lambda: session.lanes[0].snapshot.step > 200)
    late.clear()
    updates[0] = 0
    first_step, begin = session.lanes[0].snapshot.step, time.perf_counter()
    wait_until(app, lambda: time.perf_counter() - begin > SECONDS)
    seconds = time.perf_counter() - begin
    steps = session.lanes[0].snapshot.step - first_step
    timer.stop()
    shares = session.shares
    answers = [_answer(window, key) for key in ("tanh", "relu", "leaky_relu", "gelu", "relu", "sigmoid")]
    window.close()
    delays = np.array(late) * 1e3
    return (
        f"{name:22} {steps / seconds:8,.0f} /s  {steps / seconds / alone:5.0%}  {updates[0] / seconds:5.1f}  "
        f"{np.percentile(delays, 50):6.1f} {np.percentile(delays, 95):6.1f} {delays.max():6.1f}   {max(answers):6.1f}"
        f"      {shares.training:4.0%} {shares.measuring:4.0%} {shares.drawing:4.0%}"
    )


def _answer(window: object, key: str) -> float:
    """Return the milliseconds from a click on a card of the gallery until the window is painted with it."""
    card = window.controls.activation.gallery.cards[key]
    begin = time.perf_counter()
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, 10))
    card.repaint()
    return (time.perf_counter() - begin) * 1e3


def main() -> None:
    """Print the table."""
    print(f"{'network':22}     {HEADINGS}")
    for name, config in NETWORKS.items():
        if len(sys.argv) < 2 or sys.argv[1] in name:
            print(measure(name, config), flush=True)


if __name__ == "__main__":
    main()
