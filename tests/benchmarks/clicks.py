"""How soon a click is answered: `.venv/bin/python tests/benchmarks/clicks.py`, on the display there is or offscreen.

For each scene the time from the click on it to the first frame that shows its own lanes, and for ten dead units the
time from the click on a tile to the painted card that says what killed the unit. The window has 1280×800 pixels.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.scene import first_example, scenes
from actviz.ui.application.application import make_application, make_window
from actviz.ui.unit_card.card import UnitCard
from actviz.ui.window.main_window import MainWindow

ROUNDS, BETWEEN_MS, LEARNING_MS = 3, 600, 8000
LIMIT_S = 10.0


class Painted(QObject):
    """Notes when a widget was last painted."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the time of each paint event."""
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return super().eventFilter(watched, event)


def until_first_frame(window: MainWindow, painted: Painted, key: str) -> float:
    """Return milliseconds from the click to the first frame with the scene's lanes."""
    old = [lane.facts for lane in window.session.lanes]
    begin = time.perf_counter()
    window.scenes.open(key)
    wanted, shown_at = len(scenes().entries[key].lanes), 0.0
    while time.perf_counter() - begin < LIMIT_S:
        QTest.qWait(1)
        lanes = window.session.lanes
        if not shown_at and len(lanes) == wanted and not any(lane.facts is facts for lane in lanes for facts in old):
            shown_at = time.perf_counter()
        if shown_at and painted.at > shown_at:
            return 1e3 * (painted.at - begin)
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
        QTest.qWait(1)
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
        QTest.qWait(1500)
        window.scenes.open("cures")  # the first scene is there already, and would not start again
        QTest.qWait(1500)
        print("scene                 ms to the first frame: median, most")
        for key in scenes().entries:
            times = []
            for _ in range(ROUNDS):
                times.append(until_first_frame(window, painted, key))
                QTest.qWait(BETWEEN_MS)
            print(f"{key:20}  {statistics.median(times):6.0f}  {max(times):6.0f}", flush=True)
        window.scenes.open("rate-kills")
        QTest.qWait(LEARNING_MS)
        census = window.session.lanes[0].snapshot.units
        dead = [(i, int(unit)) for i, units in enumerate(census, 1) for unit in units.dead.nonzero()[0]][:10]
        times = []
        for layer, unit in dead:
            times.append(until_card(window, layer, unit))
            QTest.qWait(BETWEEN_MS)
        print(
            f"card of a dead unit   {statistics.median(times):6.0f}  {max(times):6.0f}  ({len(times)} clicks, training)"
        )
        window.close()


if __name__ == "__main__":
    main()
