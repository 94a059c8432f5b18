"""RateGroup: the learning rate, with marks that are measured in the running network."""

from __future__ import annotations

from time import monotonic

from PySide6.QtWidgets import QWidget

from actviz.app.lanes import LaneView
from actviz.joined_text import sentences
from actviz.number_text import percent, plain
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.snapshot import Snapshot
from actviz.translation import tr, tr_count
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
WIDEST_TITLE_PX = 110  # on one line beside the field


class RateGroup(ControlGroup):
    """A large slider with a field beside it, and below it which rates are safe, risky, or kill units."""

    def __init__(self, parent: QWidget | None = None) -> None:
        field = FIELDS["learning_rate"]
        super().__init__(field.label, parent)
        box = self._number_box("learning_rate", 0.0)
        box.setFixedHeight(px(ROW_PX))
        self.header.addWidget(box)
        self.title.setBuddy(box)
        self.title.setWordWrap(self.title.sizeHint().width() > px(WIDEST_TITLE_PX))
        set_term(self, "setting:learning_rate")
        self.slider = rate_slider(tr("{setting}, slider", setting=tr(field.label)))
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
            name = tr(schedule.entry.label)
            if snapshot.step >= schedule.end:
                name = tr("{schedule}, over", schedule=name)
            elif snapshot.step < schedule.warmup:
                name = tr("{schedule}, warm-up", schedule=name)
            rate = f"× {plain(schedule.at(snapshot.step))} = {plain(snapshot.rate)}"
            named = (
                tr("{schedule}: {rate} now", schedule=name, rate=rate),
                tr("{schedule}: {rate}", schedule=name, rate=rate),
            )
            self.scheduled.set_text(*named, rate)

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
        self.scale.setAccessibleDescription(_words(marks))
        idle = "" if marks is None else tr("Risky: a step moves weights > {share}", share=percent(RISKY))
        self.kept.explain(idle)


def marks_tip(marks: RateMarks | None, proportional: bool, scheduled: bool = False) -> Rich:
    """Say what the marks are and what they were measured from, or why there are none."""
    if not proportional:
        return paragraphs(
            tr("No marks: they are known for SGD without momentum only, where a step is the rate times the gradient.")
        )
    if marks is None:
        return paragraphs(tr("No marks yet: they are measured from the updates of the first steps."))
    first = tr(
        "Measured now: with the present gradients {layer} moves most. At a rate of {rate} a step would change its "
        "weights by {share}: beyond, training is risky.",
        layer=marks.layer,
        rate=plain(marks.risky, 2),
        share=percent(RISKY),
    )
    second = ""
    if marks.kills is not None:
        second = tr(
            "At {rate} it would be {share}: in our trials with ReLU a quarter of the units died within 200 steps at "
            "such a rate.",
            rate=plain(marks.kills, 2),
            share=percent(KILLS),
        )
    third = tr_count(
        "From the latest measurement of every layer's update. The marks move as the gradients do.",
        "From the medians of {n} measurements of every layer's update. The marks move as the gradients do.",
        marks.n_measured,
    )
    if scheduled:
        then = tr("They are what to set here: the schedule's present factor is counted in.")
        third = sentences((third, then))
    return paragraphs(first, second, third)


def _words(marks: RateMarks | None) -> str:
    if marks is None:
        return tr("none")
    risky = plain(marks.risky, 2)
    if marks.kills is None:
        return tr("risky from {rate}", rate=risky)
    return tr("risky from {rate}, kills from {killing}", rate=risky, killing=plain(marks.kills, 2))
