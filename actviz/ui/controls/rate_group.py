"""RateGroup: the learning rate, with marks that are measured in the running network."""

from __future__ import annotations

from time import monotonic

from PySide6.QtWidgets import QWidget

from actviz.app.lanes import LaneView
from actviz.number_text import percent, plain
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.snapshot import Snapshot
from actviz.ui.controls.group import ROW_PX, ControlGroup, field_tip
from actviz.ui.controls.kept_weights import KeptWeights
from actviz.ui.controls.rate_marks import KILLS, RISKY, RateMarks, is_proportional, rate_marks
from actviz.ui.controls.rate_slider import RateScale, rate_slider
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.term_link import set_term
from actviz.ui.widgets.text import Rich, paragraphs, rich, set_tip

BETWEEN_S = 1.0  # the shortest time between two moves of a mark


class RateGroup(ControlGroup):
    """A large slider with a field beside it, and below it which rates are safe, risky, or kill units."""

    def __init__(self, parent: QWidget | None = None) -> None:
        field = FIELDS["learning_rate"]
        super().__init__(field.label, parent)
        box = self._number_box("learning_rate", 0.0)
        box.setFixedHeight(px(ROW_PX))
        self.header.addWidget(box)
        self.title.setBuddy(box)
        set_term(self, "setting:learning_rate")
        self.slider = rate_slider(f"{field.label}, slider")
        self._bind_slider("learning_rate", self.slider, box)
        self.scale = RateScale()
        self.scheduled = NumberLabel()
        self.scheduled.setFont(theme.small(theme.tabular(self.scheduled.font())))
        self.scheduled.setMinimumWidth(1)
        self.scheduled.hide()
        self.kept = KeptWeights()
        self.column.setSpacing(0)
        for part in (self.slider, self.scale, self.scheduled, self.kept):
            self.column.addWidget(part)
        self._moved_s = -BETWEEN_S
        self._shown_for: object = None
        self._proportional, self._varies = True, False
        self._refreshers.append(self._show)
        self._show_tip()

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.scale.update()

    def show_lane(self, lane: LaneView) -> None:
        """Move the marks to where they are measured now: at most once a second, and not for a small change.

        What a schedule makes of the rate follows every step.
        """
        self._show_schedule(lane.snapshot)
        shown_for = lane.key, lane.facts.run, lane.at, is_proportional(lane.snapshot.config)
        now_s = monotonic()
        if shown_for == self._shown_for and now_s < self._moved_s + BETWEEN_S:
            return
        before = self.scale.marks if shown_for == self._shown_for else None
        self._shown_for, self._moved_s = shown_for, now_s
        marks = rate_marks(lane)
        marks = None if marks is None else marks.near(before)
        if marks != self.scale.marks:
            self.scale.show_marks(marks)
            self._show_tip()

    def _show_schedule(self, snapshot: Snapshot) -> None:
        schedule = snapshot.config.rate_schedule
        if self.scheduled.isHidden() == schedule.varies:
            self.scheduled.setVisible(schedule.varies)
        if schedule.varies:
            phase = "over" if snapshot.step >= schedule.end else "warm-up" if snapshot.step < schedule.warmup else ""
            name = f"{schedule.entry.label}, {phase}" if phase else schedule.entry.label
            rate = f"× {plain(schedule.at(snapshot.step))} = {plain(snapshot.rate)}"
            self.scheduled.set_text(f"{name}: {rate} now", f"{name}: {rate}", rate)

    def _show(self, config: RunConfig) -> None:
        kind = is_proportional(config), config.rate_schedule.varies
        if kind != (self._proportional, self._varies):
            self._proportional, self._varies = kind
            self._show_tip()

    def _show_tip(self) -> None:
        marks = self.scale.marks
        tip = rich(field_tip(FIELDS["learning_rate"]), marks_tip(marks, self._proportional, self._varies))
        for part in (self.title, self.controls["learning_rate"], self.slider, self.scale):
            set_tip(part, tip)
        words = "none" if marks is None else f"risky from {plain(marks.risky, 2)}"
        kills = "" if marks is None or marks.kills is None else f", kills from {plain(marks.kills, 2)}"
        self.scale.setAccessibleDescription(words + kills)
        self.kept.idle.setText("" if marks is None else f"Risky: a step moves weights > {percent(RISKY)}")


def marks_tip(marks: RateMarks | None, proportional: bool, scheduled: bool = False) -> Rich:
    """Say what the marks are and what they were measured from, or why there are none."""
    if not proportional:
        return paragraphs(
            "No marks: they are known for SGD without momentum only, where a step is the rate times the gradient."
        )
    if marks is None:
        return paragraphs("No marks yet: they are measured from the updates of the first steps.")
    first = (
        f"Measured now: with the present gradients {marks.layer} moves most. At a rate of "
        f"{plain(marks.risky, 2)} a step would change its weights by {percent(RISKY)}: beyond, training is risky."
    )
    second = (
        ""
        if marks.kills is None
        else f"At {plain(marks.kills, 2)} it would be {percent(KILLS)}: in our trials with ReLU a quarter of the units "
        "died within 200 steps at such a rate."
    )
    times = "the latest measurement" if marks.n_measured == 1 else f"the medians of {marks.n_measured} measurements"
    third = f"From {times} of every layer's update. The marks move as the gradients do."
    if scheduled:
        third += " They are what to set here: the schedule's present factor is counted in."
    return paragraphs(first, second, third)
