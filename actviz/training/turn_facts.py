"""Frozen facts about the turns of a run: how a task ended, and how many units were recycled."""

from __future__ import annotations

from actviz.arrays import Ints
from actviz.frozen import dataclass
from actviz.joined_text import clauses
from actviz.training.results import Results
from actviz.translation import tr, tr_count


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
        return tr("task {number} begins", number=self.task + 2)


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
            return tr("no unit to recycle")
        dead, dormant = int(self.dead.sum()), int(self.dormant.sum())
        kinds = [tr("{n} dead", n=dead)] * bool(dead) + [tr("{n} nearly silent", n=dormant)] * bool(dormant)
        return tr_count("{n:,} unit recycled ({kinds})", "{n:,} units recycled ({kinds})", self.n, kinds=clauses(kinds))
