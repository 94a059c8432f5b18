"""Whether examples that lie next to each other have the same class or target more often than chance has it."""

from __future__ import annotations

from math import log2, sqrt
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats, Ints
from actviz.data import DATASETS
from actviz.number_text import compact, figure, percent
from actviz.training.snapshot import RunFacts
from actviz.translation import tr

FEWEST, MOST_EXAMPLES = 60, 600
NEIGHBOURS = 5
MOST_INPUTS = 3  # among more inputs, neighbours are far apart and tell little
MIXED = 0.07  # of the way from chance to certainty
NOISY = 0.3  # of generated data: classes and targets begin to mix
LITTLE_ABOVE = 1.15  # times the least loss
DRAWS, SURE = 40, 2.0  # random orders of the targets, and how many of their deviations chance may make

_known: WeakKeyDictionary[RunFacts, tuple[float, float] | None] = WeakKeyDictionary()


def neighbours_agreement(facts: RunFacts) -> float | None:
    """Return how far an example's nearest ones agree with it, or None where they would tell nothing.

    0 is as much as chance has it, and 1 is always. The nearest are those by the ranks of the inputs: one value that
    is far off cannot press the others together.

    Of a classification, it is the share of the NEIGHBOURS nearest that have its class; of a regression, what of the
    targets' variance one of their targets explains. It is computed once for a run.
    """
    found = _agreement_and_chance(facts)
    return None if found is None else found[0]


def _agreement_and_chance(facts: RunFacts) -> tuple[float, float] | None:
    """Return the agreement, and by how much it deviates from 0 by chance."""
    if facts not in _known:
        _known[facts] = _measured(facts)
    return _known[facts]


def is_mixed(facts: RunFacts) -> bool:
    """Return whether neighbours agree by hardly more than chance has it, or by no more than chance can make."""
    found = _agreement_and_chance(facts)
    return found is not None and abs(found[0]) < max(MIXED, SURE * found[1])


def least_loss(facts: RunFacts) -> float | None:
    """Return, in units of guessing's, the loss that is left by what neighbours tell, or None where they tell nothing.

    Of a classification it is that of two equal classes which are mixed in the same proportion everywhere, a share p of
    the other one: neighbours then agree by (1 - 2p)². Only memory of single examples gets far below.
    """
    agreement = neighbours_agreement(facts)
    if agreement is None:
        return None
    if facts.task == "regression":
        return 1.0 - agreement
    p = 0.5 - 0.5 * sqrt(max(0.0, agreement))
    return -sum(share * log2(share) for share in (p, 1.0 - p) if share > 0.0)


def noise_text(facts: RunFacts, loss: float) -> str | None:
    """Return a sentence on generated data whose noise leaves about this loss, in units of guessing's, or None."""
    noise, least, agreement = facts.config.noise, least_loss(facts), neighbours_agreement(facts)
    if facts.source not in DATASETS or noise < NOISY:
        return None
    if least is None or agreement is None or loss > LITTLE_ABOVE * least:
        return None
    if facts.task == "classification":
        chance = _chance(facts.train_y)
        return tr(
            "Of an example's nearest neighbours {share} have its class, and by chance {chance} would: the noise of "
            "{noise} mixes the classes. Only memory of single examples gets far below {least} times the loss of "
            "guessing.",
            share=percent(chance + agreement * (1.0 - chance)),
            chance=percent(chance),
            noise=compact(noise),
            least=figure(least),
        )
    return tr(
        "An example's nearest neighbours tell {share} of its target's variance: the noise of {noise} hides the rest. "
        "Only memory of single examples gets far below {least} times the loss of guessing.",
        share=percent(max(0.0, agreement)),
        noise=compact(noise),
        least=figure(least),
    )


def mixed_text(facts: RunFacts) -> str | None:
    """Return a sentence on data whose neighbours hardly agree; None of others."""
    agreement = neighbours_agreement(facts)
    if agreement is None or not is_mixed(facts):
        return None
    if facts.task == "classification":
        chance = _chance(facts.train_y)
        return tr(
            "Of an example's nearest neighbours {share} have its class, and by chance {chance} would: the data are so "
            "mixed that hardly anything can be learned from them.",
            share=percent(chance + agreement * (1.0 - chance)),
            chance=percent(chance),
        )
    return tr(
        "An example's nearest neighbours tell {share} of its target's variance: the data are so mixed that hardly "
        "anything can be learned from them.",
        share=percent(max(0.0, agreement)),
    )


def _chance(classes: Ints) -> float:
    """Return how often two examples have the same class."""
    return float(np.square(np.bincount(classes) / len(classes)).sum())


def _measured(facts: RunFacts) -> tuple[float, float] | None:
    x, y = facts.train_x, facts.train_y
    if not len(x) >= FEWEST or x.shape[1] > MOST_INPUTS:
        return None
    every = -(-len(x) // MOST_EXAMPLES)
    some, targets = np.asarray(x[::every], np.float64), y[::every]
    if not np.isfinite(some).all():
        return None
    nearest, draw = _nearest(_ranks(some)), np.random.default_rng(0)
    by_chance = [_agreement(draw.permutation(targets), nearest) for _ in range(DRAWS)]
    return _agreement(targets, nearest), float(np.std(by_chance))


def _agreement(targets: NDArray[Any], nearest: Ints) -> float:
    if targets.dtype.kind in "iu":
        chance = _chance(targets)
        return (float((targets[:, None] == targets[nearest]).mean()) - chance) / max(1e-9, 1.0 - chance)
    flat = targets.reshape(len(targets), -1).astype(np.float64)
    variance = float(flat.var(axis=0).sum())
    return 1.0 - float(np.square(flat[:, None] - flat[nearest]).sum(axis=-1).mean()) / max(1e-300, 2.0 * variance)


def _ranks(points: Floats) -> Floats:
    """Return each column's ranks in units of their deviation; equal values have the mean of their ranks."""
    ordered = np.sort(points, axis=0)
    columns = [
        np.searchsorted(row, values) + np.searchsorted(row, values, "right")
        for row, values in zip(ordered.T, points.T, strict=True)
    ]
    ranks = np.stack(columns, axis=1).astype(np.float64)
    deviations = ranks.std(axis=0)
    return ranks / np.where(deviations > 0.0, deviations, 1.0)


def _nearest(points: Floats) -> Ints:
    """Return the places of each point's nearest other ones, (points, NEIGHBOURS)."""
    squares = (points**2).sum(axis=1)
    distances = squares[:, None] + squares - 2.0 * points @ points.T
    np.fill_diagonal(distances, np.inf)
    return np.asarray(np.argpartition(distances, NEIGHBOURS, axis=1)[:, :NEIGHBOURS])
