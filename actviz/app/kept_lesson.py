"""What is kept of a lesson that was left: the groups that were drawn, the answers, and the runs of each step."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field
from typing import Any, NamedTuple

from actviz.app.run_state import State
from actviz.frozen import dataclass

MOST_VISITS = 200  # of one lesson
MOST_CHANGES = 100  # of one lane: a state with more of them is not kept


class Score(NamedTuple):
    """How a lesson that keeps a score ended, of how many in all."""

    right: int  # predictions
    asked: int
    solved: int  # tasks, without help
    tasks: int


@dataclass(frozen=True)
class KeptVisit:
    """What is kept of one step."""

    before: State | None = None  # what ran where its text begins; None: what it sets up itself, or too much to keep
    answer: float | None = None  # a prediction
    is_solved: bool = False  # its task, without help
    was_shown: bool = False  # its task's solution

    def to_plain(self) -> dict[str, Any]:
        """Return it as plain values, ready for JSON."""
        is_short = self.before is not None and all(len(lane.changes) <= MOST_CHANGES for lane in self.before.lanes)
        before = self.before.to_plain() if self.before is not None and is_short else None
        return {
            "before": before,
            "answer": self.answer,
            "is_solved": self.is_solved,
            "was_shown": self.was_shown,
        }

    @classmethod
    def from_plain(cls, values: Mapping[str, Any]) -> KeptVisit:
        """Return the visit of `to_plain`'s form; raises as `State.from_plain` does."""
        before, answer = values["before"], values["answer"]
        if answer is not None and not math.isfinite(answer):
            raise ValueError("an answer must be a finite number")
        flags = [values[name] for name in ("is_solved", "was_shown")]
        if not all(isinstance(flag, bool) for flag in flags):
            raise TypeError("whether a task is solved must be true or false")
        return cls(
            None if before is None else State.from_plain(before), None if answer is None else float(answer), *flags
        )


@dataclass(frozen=True)
class KeptLesson:
    """What is kept of a lesson; `mark` tells whether its steps are still those of then."""

    mark: str = ""
    groups: tuple[str, ...] = ()  # that were drawn
    visits: Mapping[int, KeptVisit] = field(default_factory=dict)  # by the step's place, from 0
    score: Score | None = None  # when it was last gone through to its end

    def to_plain(self) -> dict[str, Any]:
        """Return it as plain values, ready for JSON."""
        return {
            "mark": self.mark,
            "groups": list(self.groups),
            "visits": {str(place): visit.to_plain() for place, visit in self.visits.items()},
            "score": None if self.score is None else list(self.score),
        }

    @classmethod
    def from_plain(cls, values: Mapping[str, Any]) -> KeptLesson:
        """Return the lesson of `to_plain`'s form; raises as `State.from_plain` does."""
        mark, groups, visits, score = (values[name] for name in ("mark", "groups", "visits", "score"))
        if not all(isinstance(text, str) for text in (mark, *groups)):
            raise TypeError("a lesson's mark and groups must be text")
        if score is not None and not all(type(each) is int and each >= 0 for each in score):
            raise ValueError("a score must be whole numbers")
        return cls(
            mark,
            tuple(groups),
            {int(place): KeptVisit.from_plain(visit) for place, visit in list(visits.items())[:MOST_VISITS]},
            None if score is None else Score(*score),
        )
