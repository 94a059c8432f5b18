"""Ready-made configurations."""

from __future__ import annotations

from actviz.training.config.config import RunConfig

# What a first start shows: eight sigmoid layers through which next to no gradient comes. One click on ReLU and the
# same network learns, while some of its units die; one on Leaky ReLU and none is dead.
FIRST_EXAMPLE = RunConfig(
    hidden=(12,) * 8, activation="sigmoid", initializer="xavier_normal", learning_rate=0.03, seed=3
)
FIRST_SPEED = 300.0  # steps a second: slow enough to watch a unit die
