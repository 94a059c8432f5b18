"""The claims of a lesson, a scene or a proof are run, and those that do not hold are told."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from actviz.lessons.claim import SEEDS, measured
from actviz.lessons.lesson import CLAIM_SEEDS, Goal, Lesson
from actviz.lessons.measures import MEASURES
from actviz.lessons.own_files import Own
from actviz.lessons.proofs.proof import Proof
from actviz.lessons.proofs.proving import prove
from actviz.lessons.scene import Scene
from actviz.lessons.walk import walk
from actviz.number_text import plain


@dataclass(frozen=True)
class Broken:
    """What does not hold; it stands in the `place`-th table of this name in the file."""

    table: str
    place: int
    text: str


def broken_claims(of: Own) -> list[Broken]:
    """Run the claims on several seeds, and return those that do not hold."""
    if isinstance(of, Lesson):
        return _of_lesson(of)
    return _of_scene(of) if isinstance(of, Scene) else _of_proof(of)


@dataclass
class _Tally:
    """The values of a claim, one a seed."""

    claim: Goal
    values: list[float] = field(default_factory=list)


def _of_lesson(lesson: Lesson) -> list[Broken]:
    tallies = [_Tally(claim) for step in lesson.steps for claim in step.claims]
    broken: dict[tuple[int, str], Broken] = {}

    def tell(place: int, text: str) -> None:
        broken.setdefault((place, text), Broken("step", place, text))

    for seed in range(CLAIM_SEEDS):
        n_claims = 0
        for stop in walk(lesson, seed):
            for claim in stop.step.claims:
                tallies[n_claims].values.append(claim.value(stop.seen))
                n_claims += 1
            if stop.step.to is not None and any(seen.snapshot.step != stop.step.to for seen in stop.after):
                tell(stop.place, f"the run does not come to step {stop.step.to:,}, because it diverges")
            goal = stop.step.goal
            if goal is not None and goal.is_kept(stop.seen):
                tell(stop.place, f"the task is solved before it is set: {goal.measure}")
            if goal is not None and not goal.is_kept(stop.after):
                tell(
                    stop.place,
                    f"the solution does not solve the task: {goal.measure} is {plain(goal.value(stop.after))}",
                )
    for place, tally in enumerate(tallies):
        claim = tally.claim
        n_kept = sum(claim.above < value < claim.below for value in tally.values)
        if n_kept < claim.least:
            text = _told(claim.measure, claim.above, claim.below, n_kept, claim.least, tally.values)
            broken[len(lesson.steps) + place, text] = Broken("step.claim", place, text)
    return list(broken.values())


def _of_scene(scene: Scene) -> list[Broken]:
    before, after, broken = [config for _, config in scene.lanes], scene.after_action(), []
    for place, number in enumerate(scene.numbers):
        values = [measured(number, before, after, seed) for seed in range(SEEDS)]
        n_kept = sum(number.holds(value) for value in values)
        if n_kept < number.least:
            above = -math.inf if number.above is None else number.above
            below = math.inf if number.below is None else number.below
            text = _told(number.measure, above, below, n_kept, number.least, values)
            broken.append(Broken("number", place, text))
    return broken


def _of_proof(proof: Proof) -> list[Broken]:
    return [
        Broken("number", place, f"{each.number.what}: {each.number.rule}; measured {_listed(each.medians)}")
        for place, each in enumerate(prove(proof).compared)
        if not each.agrees
    ]


def _told(measure: str, above: float, below: float, n_kept: int, least: int, values: Iterable[float]) -> str:
    bounds = [f"above {plain(above)}"] if above > -math.inf else []
    bounds += [f"below {plain(below)}"] if below < math.inf else []
    what = MEASURES[measure].label
    return f"{what} is {' and '.join(bounds)} with {n_kept} seeds, not with {least}: it is {_listed(values)}"


def _listed(values: Iterable[float]) -> str:
    return ", ".join(plain(float(value), 3) for value in values)
