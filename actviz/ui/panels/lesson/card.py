"""Card: what the panel shows of one step of a lesson, as facts."""

from __future__ import annotations

from actviz.frozen import dataclass
from actviz.lessons.lesson import Lesson, Step, Symbol


@dataclass(frozen=True)
class Card:
    """One step with its numbers filled in, and where the learner stands in it."""

    lesson: Lesson
    place: int
    text: str
    formula: str = ""
    answer: float | None = None  # what was predicted at this step, or before this explanation: a choice or a number
    asked: Step | None = None  # the prediction that an explanation answers
    measured: float | None = None  # its measured answer
    measured_text: str = ""
    is_busy: bool = False  # what it speaks of is being made ready, or runs
    is_done: bool = False  # the step has run, its task is solved
    is_away: bool = False  # what is on show is not the lesson's
    task_text: str = ""  # the task's goal, and how far it is
    task_fault: str = ""  # why a solution does not count
    score: str = ""  # at the end of a lesson that keeps one
    hint: str = ""  # of a task: it was asked for, or has been tried in vain

    @property
    def offers_hint(self) -> bool:
        """Whether there is a hint to ask for."""
        return bool(self.step.hint) and not self.hint and not self.is_done

    @property
    def step(self) -> Step:
        """The step on show."""
        return self.lesson.steps[self.place]

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """What the formula's parts are."""
        return self.step.symbols


@dataclass(frozen=True)
class Listed:
    """A lesson in the list, and how far the learner has come in it."""

    key: str
    number: int  # 0 for one of the user's own
    title: str
    summary: str
    progress: str  # "10 minutes", "step 4 of 12", "done"

    @property
    def name(self) -> str:
        """The title with the number before it."""
        return f"{self.number} · {self.title}" if self.number else self.title
