"""View: what the user looks at: which step, which layer and unit, and what the panels want to be measured."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from actviz.app.bands import Bands
from actviz.app.lanes import LaneView, Selection, Setup
from actviz.app.plan import Plan
from actviz.training.config.config import RunConfig


class View(QObject):
    """The lanes as they were measured last, the step on show, the layer and unit that are followed, and the needs.

    Signals:
        selection_changed(): another layer or unit is followed.
        cursor_changed(): the user went back to a step, or to the newest again.
        needs_changed(): the panels want something else to be measured.
    """

    selection_changed = Signal()
    cursor_changed = Signal()
    needs_changed = Signal()

    def __init__(self, plan: Plan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lanes: tuple[LaneView, ...] = ()
        self.cursor: int | None = None  # the step that the user has gone back to; None follows the newest
        self.selection = Selection()
        self.needs: frozenset[str] = frozenset()
        self._plan = plan
        self._bands = Bands()
        plan.config_changed.connect(self._select_again)

    @property
    def newest(self) -> int:
        """The newest step of any lane that has been shown."""
        return max((lane.newest for lane in self.lanes), default=0)

    @property
    def step(self) -> int:
        """The step that the user has gone back to, or the newest one."""
        return self.newest if self.cursor is None else min(self.cursor, self.newest)

    @property
    def awaits_cursor(self) -> bool:
        """Whether the step that the user has gone to is still to come: the lanes show another."""
        shown = {lane.at for lane in self.lanes if self.cursor is None or self.cursor < lane.newest}
        return bool(shown) and shown != {self.cursor}

    @property
    def chosen(self) -> LaneView | None:
        """The lane that is followed; None without lanes."""
        return self.selection.chosen(self.lanes)

    @property
    def setup(self) -> Setup:
        """The lanes with their settings at the step on show: those of then, in the past."""
        setup, lanes = self._plan.setup, self.lanes
        if self.cursor is None or self.awaits_cursor or [lane.key for lane in lanes] != [spec.key for spec in setup]:
            return setup
        return tuple(replace(spec, config=lane.snapshot.config) for spec, lane in zip(setup, lanes, strict=True))

    @property
    def config(self) -> RunConfig:
        """The settings of the lane that the controls show, at the step on show."""
        return self.setup[self._plan.current].config

    @property
    def settings_of_then(self) -> dict[str, Any]:
        """The settings at the step on show that are others now; its activation always goes with its α."""
        then = self.config
        found = self._plan.config.differences(then)
        return found | {"activation": then.activation, "alpha": then.alpha} if found else {}

    def show(self, lanes: tuple[LaneView, ...] | None) -> bool:
        """Show newer lanes, if there are any, with the bands that are known; return whether anything is new."""
        shown = self._bands.added_to(self.lanes if lanes is None else lanes)
        is_new = lanes is not None or shown is not self.lanes
        self.lanes = shown
        return is_new

    def close(self) -> bool:
        """Measure no bands any more; True when no thread is left."""
        return self._bands.close()

    def shows(self, needs: frozenset[str]) -> bool:
        """Whether the lanes hold a full measurement, these extras included, of the step they stand at."""
        snapshots = [lane.snapshot for lane in self.lanes]
        return bool(snapshots) and all(s.units_step == s.step and needs <= s.extras for s in snapshots)

    def select(self, layer: int | None, unit: int | None) -> None:
        """Follow a layer (1-based), and a unit of it or None for the layer as a whole."""
        chosen = Selection(layer, unit, self._plan.current).within(self._plan.config.hidden)
        if chosen != self.selection:
            self.selection = chosen
            self.selection_changed.emit()

    def set_needs(self, needs: frozenset[str]) -> None:
        """Say which extra measurements the visible panels want."""
        if needs != self.needs:
            self.needs = needs
            self.needs_changed.emit()

    def set_cursor(self, step: int | None) -> None:
        """Show this step, or the newest one; `Session.travel` brings the lanes there."""
        if step != self.cursor:
            self.cursor = step
            self.cursor_changed.emit()

    def _select_again(self) -> None:
        """Follow the same unit in the present lane, if it is still there."""
        is_there = self.selection == self.selection.within(self._plan.config.hidden)
        chosen = self.selection if is_there else Selection()
        self.select(chosen.layer, chosen.unit)
