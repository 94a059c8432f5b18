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
