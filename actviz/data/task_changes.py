"""The registry of task changes: how the data of one task become those of the next, from a seed and the task's number.

A run of several tasks learns one after the other, with the same network (Dohare et al. 2024, Nature 632, 768): task 0
is the data as they are, task k > 0 what an entry makes of them. Nothing is drawn for one task that another needs: the
generator that an entry gets depends on the seed and k alone.

To add a change, write its functions and an entry in TASK_CHANGES.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Ints
from actviz.frozen import dataclass
from actviz.registry import Registry
from actviz.translation import looked_up, mark

Rng = np.random.Generator
Relabel = Callable[[NDArray[Any], int, Rng, int], NDArray[Any]]  # targets (N,) or (N, k), classes, rng, number of task
Reorder = Callable[[int, Rng, int], Ints]  # inputs, rng, number of the task: (inputs,) which input comes where


@looked_up("label", "story")
@dataclass(frozen=True)
class TaskChange:
    """One way to change the task: other targets, another order of the inputs, or another data set."""

    key: str
    label: str
    story: str
    relabel: Relabel | None = None
    reorder: Reorder | None = None
    other_data: bool = False  # every second task has those of another data set
    for_classes: bool = False  # it needs classes


def another_order(n: int, rng: Rng, k: int) -> Ints:
    """Return a random order of n things which is never that of task k - 1, nor for k = 1 the order 0, 1, 2 …

    The orders of even tasks are even permutations and those of odd tasks odd ones, so two in a row always differ.
    """
    order = rng.permutation(n)
    if n > 1 and _is_odd(order) != bool(k % 2):
        order[:2] = order[1::-1]
    return order


def _is_odd(order: Ints) -> bool:
    """Whether a permutation is a product of an odd number of exchanges: n less the number of its cycles is odd."""
    seen, cycles = np.zeros(len(order), bool), 0
    for start in range(len(order)):
        at = start
        cycles += not seen[start]
        while not seen[at]:
            seen[at] = True
            at = int(order[at])
    return bool((len(order) - cycles) % 2)


def _exchanged(y: NDArray[Any], n_classes: int, rng: Rng, k: int) -> NDArray[Any]:
    return np.asarray(another_order(n_classes, rng, k)[y], y.dtype)


def _dealt_again(y: NDArray[Any], _n_classes: int, rng: Rng, _k: int) -> NDArray[Any]:
    return y[rng.permutation(len(y))]


TASK_CHANGES: Registry[TaskChange] = Registry(mark("task change"))
for _entry in (
    TaskChange("none", mark("None"), mark("One task from the first step to the last.")),
    TaskChange(
        "classes",
        mark("Other classes"),
        mark("What was class 1 is now called class 2, and so on: the classes change places in a random order."),
        relabel=_exchanged,
        for_classes=True,
    ),
    TaskChange(
        "labels",
        mark("Random labels"),
        mark(
            "Every example gets the label, or the target, of another one, drawn at random: there is nothing to learn "
            "but the examples by heart."
        ),
        relabel=_dealt_again,
    ),
    TaskChange(
        "inputs",
        mark("Input order"),
        mark("The columns of the inputs come in another random order, as the pixels do in permuted MNIST."),
        reorder=another_order,
    ),
    TaskChange(
        "dataset",
        mark("Other data set"),
        mark("Two data sets take turns: the run's own, and one with as many inputs and outputs."),
        other_data=True,
    ),
):
    TASK_CHANGES.add(_entry)
