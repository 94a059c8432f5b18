"""The window under load: `.venv/bin/python tests/benchmarks/window.py`, on the display there is or offscreen.

Every panel open at 1280×800, a network training flat out: how late a 5 ms timer of the event loop is, how many frames
are drawn, how long a control takes to answer, and how much of the speed without a window the training keeps. For that
the window trains and pauses in turns; while it pauses, the same network is trained without it. A machine that others
share changes its speed from one second to the next: a turn counts where the speed before and after it was the same.
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
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from actviz import RunConfig, Trainer
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.ui.application.application import make_application, make_window
from actviz.ui.application.window_picture import wait_until

ROUNDS, PLAYED_S, ALONE_S, SETTLING_S = 16, 1.0, 0.3, 0.2
SHARES_S = 3.0
SAME = 0.15  # two speeds differ by less
CALM = 0.003  # learning rate: at higher ones units flicker between dead and alive, more at some times than at others
NETWORKS = {
    "2-8-8-8-8-2 tanh": RunConfig(hidden=(8,) * 4, activation="tanh", initializer="xavier_normal", batch_size=10),
    "8 x 12 ReLU": RunConfig(learning_rate=CALM),
    "20 x 32 ReLU": RunConfig(hidden=(32,) * 20, learning_rate=CALM),
    "3 x 128 ReLU, digits": RunConfig(
        dataset="digits", hidden=(128,) * 3, n_examples=2000, batch_size=64, learning_rate=CALM
    ),
}
HEADINGS = "steps     kept (least, most, of)         fps  late ms: 50%    95%    max   click ms   train measure draw"


def speed_without_window(trainer: Trainer) -> float:
    """Return steps a second of the trainer alone."""
    begin, steps = time.perf_counter(), 0
    while time.perf_counter() - begin < ALONE_S:
        steps += trainer.advance(50)
    return steps / (time.perf_counter() - begin)


def run_for(seconds: float) -> None:
    """Let Qt's own event loop run, as it runs in the program: it sleeps without holding up other threads."""
    loop = QEventLoop()
    QTimer.singleShot(round(1e3 * seconds), loop.quit)
    loop.exec()


class Lateness(QTimer):
    """A timer of 5 ms that notes how late it is, while it runs."""

    def __init__(self) -> None:
        super().__init__()
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.setInterval(5)
        self.timeout.connect(self._tick)
        self.seconds: list[float] = []
        self._last = 0.0

    def begin(self) -> None:
        """Start."""
        self._last = time.perf_counter()
        self.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.seconds.append(now - self._last - 0.005)
        self._last = now


def measure(name: str, config: RunConfig) -> str:
    """Return one row of the table."""
    trainer = Trainer(config)
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
    wait_until(app, lambda: len(window.docks.built_panels) == len(window.docks.docks))
    wait_until(app, lambda: session.lanes[0].snapshot.step > 200)
    lateness, updates = Lateness(), [0]
    session.updated.connect(lambda: updates.__setitem__(0, updates[0] + 1))
    speeds, frames, alone = [], [], [_alone(app, session, trainer)]
    for _ in range(ROUNDS):
        session.play()
        run_for(SETTLING_S)
        lateness.begin()
        updates[0], first_step, begin = 0, session.lanes[0].snapshot.step, time.perf_counter()
        run_for(PLAYED_S)
        seconds = time.perf_counter() - begin
        lateness.stop()
        speeds.append((session.lanes[0].snapshot.step - first_step) / seconds)
        frames.append(updates[0] / seconds)
        alone.append(_alone(app, session, trainer))
    kept = [
        2 * speed / (before + after)
        for speed, before, after in zip(speeds, alone[:-1], alone[1:], strict=True)
        if abs(after / before - 1) < SAME
    ]
    session.play()
    run_for(SHARES_S)
    shares = session.share_clock.shares
    answers = [_answer(window, key) for key in ("tanh", "relu", "leaky_relu", "gelu", "relu", "sigmoid")]
    window.close()
    delays = np.array(lateness.seconds) * 1e3
    median = statistics.median
    share = f"{median(kept):5.0%} ({min(kept):4.0%} to {max(kept):4.0%}, {len(kept):2} turns)" if kept else "no turn"
    return (
        f"{name:22} {median(speeds):8,.0f} /s  {share:32}  "
        f"{median(frames):5.1f}  "
        f"{np.percentile(delays, 50):6.1f} {np.percentile(delays, 95):6.1f} {delays.max():6.1f}   {max(answers):6.1f}"
        f"      {shares.training:4.0%} {shares.measuring:4.0%} {shares.drawing:4.0%}"
    )


def _alone(app: QApplication, session: Session, trainer: Trainer) -> float:
    """Return steps a second of the trainer while the window pauses."""
    session.pause()
    wait_until(app, lambda: not session.playing)
    run_for(SETTLING_S)
    return speed_without_window(trainer)


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
