"""Checkpoints: states of a run to travel back to, spread evenly over all its steps, in bounded memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.training.config.config import RunConfig
from actviz.training.steps.batches import BatchesState

FIRST_STRIDE = 64  # steps
MOST_STATES, MOST_BYTES = 1024, 64_000_000


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """All that the coming steps depend on."""

    step: int
    config: RunConfig
    parameters: Floats
    optimizer_state: Mapping[str, Floats]
    optimizer_count: int
    batches: BatchesState
    n_changes: int = 0  # how many changes were made while training before this state

    @property
    def n_bytes(self) -> int:
        """The size of its arrays."""
        vectors = self.parameters, *self.optimizer_state.values(), self.batches.order
        return sum(v.nbytes for v in vectors)


class Checkpoints:
    """States in the order of their steps, `stride` steps apart or a little more.

    When there are too many, every other one is dropped and the stride doubles; the first is always kept.
    """

    def __init__(self, most_bytes: int = MOST_BYTES, most_states: int = MOST_STATES) -> None:
        self._most_bytes, self._most_states = most_bytes, most_states
        self.states: list[Checkpoint] = []
        self.stride = FIRST_STRIDE
        self.next_step = 0
        self.rewinds = 0  # how often the run returned to an earlier step

    def add(self, state: Checkpoint) -> None:
        """Add the state if it is due."""
        if state.step < self.next_step:
            return
        self.states.append(state)
        self.next_step = state.step + self.stride
        # every other one goes, so that the way to any step stays about equally long
        while len(self.states) > 2 and self._too_many():
            self.states = self.states[::2]
            self.stride *= 2
            self.next_step = self.states[-1].step + self.stride

    def latest(self, step: int) -> Checkpoint | None:
        """Return the last state at or before `step`; None when there is none."""
        i = bisect_right(self.states, step, key=lambda state: state.step)
        return self.states[i - 1] if i else None

    def rewind(self, step: int) -> None:
        """Drop the states after `step`, because the run returned to it."""
        self.rewinds += 1
        while self.states and self.states[-1].step > step:
            self.states.pop()
        self.next_step = self.states[-1].step + self.stride if self.states else 0

    def fill(self, states: Sequence[Checkpoint], stride: int) -> None:
        """Hold these states, in the order of their steps."""
        self.states, self.stride = list(states), max(FIRST_STRIDE, stride)
        self.next_step = self.states[-1].step + self.stride if self.states else 0

    def copy(self) -> Checkpoints:
        """Return another list with the same states."""
        other = Checkpoints(self._most_bytes, self._most_states)
        other.states, other.stride, other.next_step = list(self.states), self.stride, self.next_step
        other.rewinds = self.rewinds
        return other

    def _too_many(self) -> bool:
        return len(self.states) > self._most_states or len(self.states) * self.states[-1].n_bytes > self._most_bytes
