"""What is known of the steps of a lesson in one walk, and the cards that show it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from actviz.app.kept_lesson import KeptVisit, Score
from actviz.app.lanes import LaneView
from actviz.app.run_state import State
from actviz.joined_text import sentences
from actviz.lessons.lesson import EXPLAIN, PREDICT, TASK, Goal, Lesson, Step
from actviz.lessons.measures import MEASURES, Seen
from actviz.training.config.config import FIELDS, RunConfig
from actviz.translation import tr
from actviz.ui.panels.lesson.card import Card

TRIES = 2  # of a task, before its hint is shown
Setup = tuple[RunConfig, ...]
DOTS = "…"  # in place of a number that is still to be measured


@dataclass
class Visit:
    """What is known of one step in this walk."""

    before: State | None = None  # what runs where its text begins
    after: State | None = None  # and where it has been gone through
    values: Mapping[str, str] = field(default_factory=dict)
    answer: float | None = None  # a prediction
    measured: float | None = None
    is_ready: bool = False  # it was prepared, and its numbers are known
    is_done: bool = False
    is_solved: bool = False  # its task was once, without help
    fault: str = ""  # of a task's solution
    now: float | None = None  # the task's measure
    was_shown: bool = False  # a task's solution
    tried: tuple[Setup, ...] = ()  # the settings with which the task was tried, without success yet
    is_hinted: bool = False  # the hint was asked for
    is_to_train: bool = False  # what that has changed

    def again(self) -> Visit:
        """Return what stays known when the steps before it are repeated."""
        return Visit(answer=self.answer, is_solved=self.is_solved, was_shown=self.was_shown)

    def kept(self, step: Step) -> KeptVisit:
        """Return what is kept of it when the lesson is left."""
        return KeptVisit(None if step.lanes else self.before, self.answer, self.is_solved, self.was_shown)

    @classmethod
    def of(cls, kept: KeptVisit) -> Visit:
        """Return what was kept as a visit."""
        return cls(kept.before, answer=kept.answer, is_solved=kept.is_solved, was_shown=kept.was_shown)


def asked_by(lesson: Lesson, place: int) -> Step | None:
    """Return the prediction that the step at a place explains."""
    asked = lesson.prediction_before(place) if lesson.steps[place].kind == EXPLAIN else None
    return None if asked is None else lesson.steps[asked]


def card_of(lesson: Lesson, place: int, visits: Mapping[int, Visit], *, is_busy: bool, is_away: bool) -> Card:
    """Return the card of the step at a place, as things stand."""
    step, visit, asked = lesson.steps[place], visits[place], asked_by(lesson, place)
    values = visit.values if visit.is_ready else dict.fromkeys(step.names, DOTS)
    answer = visit.answer
    if asked is not None:
        before = lesson.prediction_before(place)
        answer = None if before is None else visits.get(before, Visit()).answer
    measured = visit.measured
    return Card(
        lesson,
        place,
        step.filled(values),
        step.filled_formula(values),
        answer,
        asked,
        measured,
        "" if measured is None or asked is None or not asked.measure else MEASURES[asked.measure].text(measured),
        is_busy,
        visit.is_done,
        is_away,
        "" if step.goal is None else goal_text(step.goal, visit.now),
        visit.fault,
        score_text(score(lesson, visits)) if lesson.draws and place + 1 == len(lesson.steps) else "",
        step.hint if not visit.is_done and (visit.is_hinted or len(visit.tried) > TRIES) else "",
    )


def check_task(step: Step, visit: Visit, lanes: Sequence[LaneView], seen: Sequence[Seen]) -> None:
    """Note how far a task is, and whether it is solved, from a full measurement of the lanes."""
    goal, present = step.goal, State.of(lanes)
    full = bool(lanes) and all(lane.snapshot.units_step == lane.snapshot.step for lane in lanes)
    if visit.is_done or goal is None or visit.before is None or not full or goal.lane > len(lanes):
        return
    before, now = visit.before.lanes[goal.lane - 1].config, lanes[goal.lane - 1].snapshot.config
    touched = next((name for name in step.keep if getattr(before, name) != getattr(now, name)), None)
    visit.fault = "" if touched is None else tr("{setting} is to stay as it was.", setting=tr(FIELDS[touched].label))
    visit.now = goal.value(seen)
    is_same = present.is_like(visit.before)  # at the beginning nothing has been done yet
    setup = tuple(lane.snapshot.config for lane in lanes)
    if setup not in (*visit.tried, tuple(lane.config for lane in visit.before.lanes)):
        visit.tried += (setup,)  # with it the ones before have not helped
    if touched is None and not is_same and goal.is_kept(seen):
        visit.is_done, visit.after = True, present
        visit.is_solved = visit.is_solved or not visit.was_shown


def score(lesson: Lesson, visits: Mapping[int, Visit]) -> Score:
    """Return how many predictions were right, and how many tasks were solved without help."""
    asked = [i for i, step in enumerate(lesson.steps) if step.kind == PREDICT]
    tasks = [i for i, step in enumerate(lesson.steps) if step.kind == TASK]
    known = {i: visits.get(i, Visit()) for i in (*asked, *tasks)}
    right = sum(known[i].answer == lesson.steps[i].right_choice(math.nan) for i in asked)
    return Score(right, len(asked), sum(known[i].is_solved for i in tasks), len(tasks))


def score_text(score: Score) -> str:
    """Return a score in words."""
    return tr(
        "Right diagnoses: {right} of {asked}. Cures of your own: {solved} of {tasks}.",
        right=score.right,
        asked=score.asked,
        solved=score.solved,
        tasks=score.tasks,
    )


def goal_text(goal: Goal, now: float | None) -> str:
    """Return a task's goal in words, and how far it is."""
    measure, told = MEASURES[goal.measure], goal.text
    return told if now is None else sentences((told, tr("Now: {value}.", value=measure.text(now))))
