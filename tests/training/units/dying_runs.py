"""Runs whose units die and revive, and which are dead by brute force."""

import numpy as np

from actviz.training import RunConfig
from actviz.training.measure.probes import survey
from actviz.training.pieces import finished

RUNS = {
    "first example": RunConfig(hidden=(12,) * 8, activation="relu", learning_rate=0.03, seed=3),
    "learning rate 0.5": RunConfig(hidden=(12,) * 8, learning_rate=0.5),
    "biases at -2": RunConfig(hidden=(10, 10), bias_init=-2.0, momentum=0.9),
    "unequal widths": RunConfig(hidden=(20, 7, 7, 7, 15), learning_rate=0.3, batch_size=5),
    "mixed": RunConfig(
        hidden=(12, 12, 12), activation=("relu", "hard_tanh", "relu6"), init_scale=3.0, learning_rate=0.3
    ),
    "own": RunConfig(hidden=(12,) * 4, activation="=where(z > a, z, 0)", alpha=0.2, learning_rate=0.5),
    "adam": RunConfig(hidden=(16,) * 4, optimizer="adam", learning_rate=0.05),
    "decay": RunConfig(hidden=(16,) * 4, optimizer="adamw", learning_rate=0.05, weight_decay=0.5),
    "digits": RunConfig(hidden=(40, 30), dataset="digits", learning_rate=0.5, clip_norm=1.0),
}


def dead_by_survey(trainer):
    """Return which units are dead, (units,), asking every training example."""
    return np.concatenate(
        [u.dead for u in finished(survey(trainer.network, trainer._state.train, trainer._state.test)).units]
    )
