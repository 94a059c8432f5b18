"""Frozen facts about the turns of a run: how a task ended, and how many units were recycled."""

from __future__ import annotations

from dataclasses import dataclass

from actviz.arrays import Ints
from actviz.number_text import count
from actviz.training.results import Results


@dataclass(frozen=True, eq=False)
class TaskEnd:
    """How a task ended: measured on its own examples with the parameters of its last step."""

    task: int  # from 0
    step: int  # after so many steps
    results: Results
    dead: Ints  # units of each hidden layer that were dead, (hidden layers,)
    dormant: Ints  # and nearly silent (τ-dormant), but not dead

    @property
    def text(self) -> str:
        """What begins where this task ends: "task 3 begins"; tasks are counted from 1 for people."""
        return f"task {self.task + 2} begins"


@dataclass(frozen=True, eq=False)
class Recycled:
    """How many units of each hidden layer were recycled at a step, (hidden layers,) each."""

    step: int
    dead: Ints
    dormant: Ints  # nearly silent, but not dead

    @property
    def n(self) -> int:
        """The number of all of them."""
        return int(self.dead.sum() + self.dormant.sum())

    @property
    def text(self) -> str:
        """How many units of each kind: "5 units recycled (3 dead, 2 nearly silent)"."""
        if not self.n:
            return "no unit to recycle"
        kinds = [(int(self.dead.sum()), "dead"), (int(self.dormant.sum()), "nearly silent")]
        return f"{count(self.n, 'unit')} recycled ({', '.join(f'{n} {kind}' for n, kind in kinds if n)})"
