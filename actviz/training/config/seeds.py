"""Seeds: one seed for each part of a run that draws random numbers, all derived from the configuration's seed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from actviz.training.config.config import RunConfig


class Seeds(NamedTuple):
    """A seed for each part, so that no part depends on how many numbers another draws."""

    data: np.random.SeedSequence
    split: np.random.SeedSequence  # into training and test set
    weights: np.random.SeedSequence
    batches: np.random.SeedSequence
    dropout: np.random.SeedSequence


def seeds(config: RunConfig) -> Seeds:
    """Return a run's seeds; `weights_draw` chooses among draws of initial weights with the same data and batches."""
    data, split, weights, batches, dropout = np.random.SeedSequence(config.seed).spawn(5)
    draw = config.weights_draw
    return Seeds(data, split, weights.spawn(draw)[-1] if draw else weights, batches, dropout)


TASKS, RECYCLINGS = 1001, 1002  # spawn keys far from those of the parts above


def task_seed(config: RunConfig, task: int) -> np.random.SeedSequence:
    """Return the seed of a task's own draws, which depends on nothing but the run's seed and the task's number."""
    return np.random.SeedSequence(config.seed, spawn_key=(TASKS, task))


def recycling_seed(config: RunConfig, step: int, layer: int) -> np.random.SeedSequence:
    """Return the seed of the weights that are drawn for a layer's units when they are recycled at a step."""
    return np.random.SeedSequence(config.seed, spawn_key=(RECYCLINGS, config.weights_draw, step, layer))
