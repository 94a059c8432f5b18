"""A walk through a lesson without a window: what its steps show, and whether its claims and tasks hold, on any seed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from actviz.frozen import dataclass
from actviz.lessons.lesson import CHECKED_EVERY, RUN, TASK, Goal, Lesson, Step
from actviz.lessons.measures import Seen, seen_of
from actviz.training.config.text_format import NamedConfig
from actviz.training.snapshot import RunFacts
from actviz.training.trainer import Trainer


@dataclass(frozen=True)
class Stop:
    """A step of the walk, where it has done what it does: set up, run, solved its task."""

    place: int
    step: Step
    seen: tuple[Seen, ...]  # what its text speaks of: for a step that runs or sets a task, what was there before
    after: tuple[Seen, ...]  # at its end
    facts: tuple[RunFacts, ...] = ()  # of the lanes at its end
    names: tuple[str, ...] = ()  # of the lanes

    @property
    def failed(self) -> tuple[Goal, ...]:
        """The claims that do not hold here."""
        return tuple(claim for claim in self.step.claims if not claim.is_kept(self.seen))


def no_more(_step: Step) -> frozenset[str]:
    """Return that nothing more than what a step's numbers need is to be measured."""
    return frozenset()


def walk(lesson: Lesson, seed: int = 0, more_needs: Callable[[Step], Collection[str]] = no_more) -> Iterator[Stop]:
    """Go through a lesson with this number added to its runs' seeds; tasks are solved by their solutions.

    `more_needs` says what else is to be measured at a step than what its numbers need.
    """
    trainers: list[Trainer] = []
    names: tuple[str, ...] = ()
    for place, step in enumerate(lesson.steps):
        if step.lanes:
            trainers, names = _begun(step.lanes, seed), tuple(name for name, _ in step.lanes)
        if step.change is not None:
            for trainer in trainers:
                trainer.apply(dict(step.change))
        needs = step.needs | frozenset(more_needs(step))
        seen = _seen(trainers, needs)
        if step.kind == RUN:
            _run(trainers, step)
        if step.kind == TASK:
            trainers = _solved(trainers, step)
        moved = step.kind in (RUN, TASK)
        after = _seen(trainers, needs) if moved else seen
        yield Stop(place, step, seen, after, tuple(trainer.facts for trainer in trainers), names)


def _begun(lanes: Sequence[NamedConfig], seed: int) -> list[Trainer]:
    return [Trainer(config.replace(seed=config.seed + seed)) for _, config in lanes]


def _run(trainers: Sequence[Trainer], step: Step) -> None:
    if step.to is not None:
        for trainer in trainers:
            trainer.advance(step.to - trainer.step)
    if step.until is not None:
        _run_until(trainers, step.until, step)


def _run_until(trainers: Sequence[Trainer], goal: Goal, step: Step) -> None:
    for _ in range(0, step.at_most, CHECKED_EVERY):
        if goal.is_kept(_seen(trainers, step.needs)):
            return
        for trainer in trainers:
            trainer.advance(CHECKED_EVERY)


def _solved(trainers: Sequence[Trainer], step: Step) -> list[Trainer]:
    assert step.solution is not None
    assert step.goal is not None
    solution = dict(step.solution)
    solved = list(trainers)
    if step.again:
        solved = [Trainer(trainer.config.replace(**solution)) for trainer in trainers]
    else:
        for trainer in solved:
            trainer.apply(solution)
    _run_until(solved, step.goal, step)
    return solved


def _seen(trainers: Sequence[Trainer], needs: Collection[str]) -> tuple[Seen, ...]:
    return tuple(seen_of(trainer, needs)[0] for trainer in trainers)
