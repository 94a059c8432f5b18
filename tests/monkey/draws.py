"""Draws: the numbers of one action, which say what is chosen; and the drawing of whole lists of actions.

An action is a value, (kind, numbers): the same list of actions can be run again, cut short and kept in a file.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

N_NUMBERS = 12
Thing = TypeVar("Thing")
Action = tuple[str, tuple[float, ...]]


class Draws:
    """The numbers of one action, 0 <= number < 1, used one after the other, in a circle."""

    def __init__(self, numbers: Sequence[float]) -> None:
        self._numbers, self._next = tuple(numbers), 0

    def share(self) -> float:
        """Return the next number, 0 <= number < 1."""
        number = self._numbers[self._next % len(self._numbers)]
        self._next += 1
        return number

    def whole(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + int(self.share() * (high + 1 - low))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of the things."""
        return things[int(self.share() * len(things))]

    def chance(self, share: float) -> bool:
        """Return True in that share of the cases."""
        return self.share() < share


def drawn_actions(seed: int, n: int, weights: Mapping[str, float]) -> list[Action]:
    """Return n actions; `weights` says how often each kind comes."""
    rng = random.Random(seed)
    kinds = rng.choices(list(weights), list(weights.values()), k=n)
    return [(kind, tuple(round(rng.random() * 0.9999, 4) for _ in range(N_NUMBERS))) for kind in kinds]
