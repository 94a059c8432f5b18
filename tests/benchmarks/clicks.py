"""How soon a click is answered: `.venv/bin/python tests/benchmarks/clicks.py`, on the display there is or offscreen.

For each scene the time from the click on it to the first frame that shows its own lanes, what of it the window's
thread was busy, and how many drawings of panels there were; slow ones are marked. For ten dead units the time from the
click on a tile to the painted card that says what killed the unit. The window has 1280×800 pixels.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.scene import first_example, scenes
from actviz.ui.application.application import make_application, make_window
from actviz.ui.panels.base.panel import Panel
from actviz.ui.unit_card.card import UnitCard
from actviz.ui.window.main_window import MainWindow

ROUNDS, BETWEEN_MS, LEARNING_MS = 3, 600, 8000
LIMIT_S = 10.0
SLOW_MS, SLOW_BUSY_MS = 300, 250


class Painted(QObject):
    """Notes when a widget was last painted, and what processor time this thread had used then."""

    def __init__(self) -> None:
        super().__init__()
        self.at = self.busy = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the times of each paint event."""
        if event.type() == QEvent.Type.Paint:
            self.at, self.busy = time.perf_counter(), time.thread_time()
        return super().eventFilter(watched, event)


class Drawings:
    """Counts how often panels are drawn."""

    def __init__(self, panels: Iterable[Panel]) -> None:
        self.n = 0
        for panel in panels:
            vars(panel)["draw"] = partial(self._draw, panel.draw)

    def _draw(self, draw: Callable[..., None], *args: object) -> None:
        self.n += 1
        draw(*args)


class FirstFrame(NamedTuple):
    """What passed from the click to the first frame with the scene's lanes."""

    ms: float
    busy_ms: float  # processor time of the window's thread
    n_drawings: int


def pass_time(ms: float) -> None:
    """Let the window and the training go on: `QTest.qWait` would keep the interpreter to itself."""
    end = time.perf_counter() + ms / 1e3
    while True:
        QApplication.processEvents()
        rest = end - time.perf_counter()
        if rest <= 0.0:
            return
        time.sleep(min(rest, 1e-3))


def until_first_frame(window: MainWindow, painted: Painted, drawings: Drawings, key: str) -> FirstFrame:
    """Open a scene, and wait for the first frame with its lanes."""
    old = [lane.facts for lane in window.session.lanes]
    begin, busy, drawings.n = time.perf_counter(), time.thread_time(), 0
    window.scenes.open(key)
    wanted, shown_at = len(scenes().entries[key].lanes), 0.0
    while time.perf_counter() - begin < LIMIT_S:
        pass_time(1)
        lanes = window.session.lanes
        if not shown_at and len(lanes) == wanted and not any(lane.facts is facts for lane in lanes for facts in old):
            shown_at = time.perf_counter()
        if shown_at and painted.at > shown_at:
            return FirstFrame(1e3 * (painted.at - begin), 1e3 * (painted.busy - busy), drawings.n)
    raise TimeoutError(f"scene {key} did not show within {LIMIT_S} s")


def until_card(window: MainWindow, layer: int, unit: int) -> float:
    """Return milliseconds from the click on a tile to its painted card."""
    place = window.panels["network"].unit_place(layer, unit, 0)
    if place is None:
        raise LookupError(f"unit {unit + 1} of layer {layer} has no tile")
    widget, tile = place
    begin = time.perf_counter()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(tile.center()))
    card = window.findChild(UnitCard)
    while card is None or not card.isVisible() or card.state.text() == "":
        pass_time(1)
        card = window.findChild(UnitCard)
        if time.perf_counter() - begin > LIMIT_S:
            raise TimeoutError("the card did not open")
    card.repaint()
    return 1e3 * (time.perf_counter() - begin)


def main() -> None:
    """Print both tables."""
    _app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(Session(first_example()), Settings(Path(folder) / "settings.json", theme="light"))
        window.resize(1280, 800)
        window.show()
        painted = Painted()
        window.panels["network"].focusProxy().installEventFilter(painted)
        pass_time(1500)
        window.scenes.open("cures")  # the first scene is there already, and would not start again
        pass_time(1500)
        drawings = Drawings(window.panels.values())
        print("scene                 ms to the first frame: median, most; busy: median, most; drawings of panels")
        for key in scenes().entries:
            found = []
            for _ in range(ROUNDS):
                found.append(until_first_frame(window, painted, drawings, key))
                pass_time(BETWEEN_MS)
            times, busy = sorted(each.ms for each in found), sorted(each.busy_ms for each in found)
            middle = ROUNDS // 2
            slow = "  slow" if times[middle] > SLOW_MS or busy[middle] > SLOW_BUSY_MS else ""
            numbers = f"{times[middle]:6.0f}  {times[-1]:6.0f}    {busy[middle]:6.0f}  {busy[-1]:6.0f}"
            print(f"{key:20}  {numbers}    {max(each.n_drawings for each in found):4}{slow}", flush=True)
        window.scenes.open("rate-kills")
        pass_time(LEARNING_MS)
        census = window.session.lanes[0].snapshot.units
        dead = [(i, int(unit)) for i, units in enumerate(census, 1) for unit in units.dead.nonzero()[0]][:10]
        times = []
        for layer, unit in dead:
            times.append(until_card(window, layer, unit))
            pass_time(BETWEEN_MS)
        print(
            f"card of a dead unit   {statistics.median(times):6.0f}  {max(times):6.0f}  ({len(times)} clicks, training)"
        )
        window.close()


if __name__ == "__main__":
    main()
