"""PanelDrawing: draws the panels on screen, all of them or in turn, and knows what each has drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from time import perf_counter

from actviz.app.lanes import LaneView, Selection
from actviz.ui.panels.base.panel import Panel
from actviz.ui.widgets.message_strip import report

MOST_TURNS = 3  # panels that are drawn in turn in one frame

NEVER = (0.0, 0)  # drawn, and no measurement


class PanelDrawing:
    """Which panel has drawn which measurement and when, and which of them are drawn in the next frame."""

    def __init__(self) -> None:
        self._drawn: dict[str, tuple[float, int]] = {}  # by key: when, and the measurement it then showed
        self._failing: set[str] = set()  # panels whose last drawing failed
        self._newest = 0  # the measurement that the last frame showed
        self._frames = self._frames_between = 0  # frames since this measurement, and between the last two
        self._gave_way = False  # whether the last frame drew none of those that come in turn

    def draw(self, panels: Iterable[Panel], lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw these panels."""
        for panel in panels:
            self._draw(panel, lanes, selection)
            self._drawn[panel.key] = perf_counter(), lanes[0].snapshot.measurement if lanes else 0
            if lanes:
                panel.header.compare([lane.snapshot.step for lane in lanes])

    def draw_new(self, seen: Iterable[Panel], lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw those that were never drawn, so that none is painted empty."""
        self.draw([p for p in seen if p.key not in self._drawn], lanes, selection)

    def draw_in_turn(self, seen: Sequence[Panel], lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw, for one frame of many, the panels that move in every frame and some of the others.

        All of them would make the frame too long. The others rest in the frame in which the moving ones draw a new
        measurement, which is the longest. Each frame after it draws so many of them that
        all are done one frame before the next measurement is due, MOST_TURNS at most, the longest waiting first.
        """
        newest = lanes[0].snapshot.measurement
        self._frames += 1
        if newest != self._newest:
            self._newest, self._frames_between, self._frames = newest, self._frames, 0
        moving = [p for p in seen if p.every_frame]
        others = [p for p in seen if not p.every_frame]
        self._gave_way = not self._gave_way and any(self._is_late(p, lanes) for p in moving)
        turns = 0 if self._gave_way else min(MOST_TURNS, ceil(len(others) / max(1, self._frames_between - 2)))
        late = [p for p in others if self._is_late(p, lanes)]
        late.sort(key=lambda panel: self._drawn.get(panel.key, NEVER)[0])
        self.draw([*moving, *late[:turns]], lanes, selection)

    def _is_late(self, panel: Panel, lanes: Sequence[LaneView]) -> bool:
        return self._drawn.get(panel.key, NEVER)[1] != lanes[0].snapshot.measurement

    def _draw(self, panel: Panel, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw one panel; a failure is reported once, and the others are drawn all the same."""
        try:
            panel.draw(lanes, selection)
        except Exception as error:
            if panel.key not in self._failing:
                self._failing.add(panel.key)
                report(error)
        else:
            self._failing.discard(panel.key)
