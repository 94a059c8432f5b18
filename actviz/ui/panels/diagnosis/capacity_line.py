"""CapacityLine: how many units are wasted, and at which step."""

from __future__ import annotations

import time

from actviz.app.lanes import LaneView
from actviz.number_text import whole
from actviz.translation import tr
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel

EVERY_S = 1.0  # the measurement takes three passes over the training set
WASTED = frozenset({"wasted"})


class CapacityLine(WrappedLabel):
    """The line; `needs` is what it wants measured: while units are dead, once a second, in the past at each step."""

    def __init__(self) -> None:
        super().__init__()
        self.needs: frozenset[str] = frozenset()
        self._of = (0, 0)  # the lane's key and its run
        self._next = 0.0  # when to measure again

    def show_lane(self, lane: LaneView) -> None:
        """Write what was measured of the lane; nothing of another step than the one on show is said of the past."""
        seen, now, is_past = lane.snapshot, time.monotonic(), lane.at is not None
        if (lane.key, lane.facts.run) != self._of or is_past or not seen.n_dead:
            self._of, self._next = (lane.key, lane.facts.run), 0.0
            self.set_text("")
        is_due = seen.n_dead > 0 and now >= self._next
        if is_due and seen.wasted is not None:
            sentence = seen.wasted.sentence
            step = whole(seen.units_step)
            self.set_text(tr("At step {step}, {sentence}", step=step, sentence=sentence) if sentence else "")
            self._next, is_due = now + EVERY_S, is_past
        self.needs = WASTED if is_due else frozenset()
