"""What the NumPy and the PyTorch script have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from actviz.nn.expression.activation import is_custom
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.trainer import Trainer

ACCURACY = ' + f", accuracy {{(z.argmax({axis}) == y){mean}:.4f}}"'


def check_known(table: Mapping[str, Any], config: RunConfig) -> None:
    """Refuse an activation that the table has no code for.

    Raises:
        BadInput: naming it.
    """
    for key in config.activations:
        if key not in table and not is_custom(key):
            raise BadInput(f"The activation {key!r} cannot be written into a script: choose one of the built-in ones.")


def constants(trainer: Trainer, steps: int) -> str:
    """Return the assignments of the settings that the script uses."""
    config = trainer.config
    lines = [
        f"STEPS = {steps}",
        f"BATCH_SIZE = {min(config.batch_size, len(trainer.train_x))}",
        f"SEED = {config.seed}",
        f"LEARNING_RATE = {config.learning_rate!r}",
    ]
    if has_momentum(config):
        lines.append(f"MOMENTUM = {config.momentum!r}")
    if config.weight_decay:
        lines.append(f"WEIGHT_DECAY = {config.weight_decay!r}  # of weights, never of biases")
    if config.clip_norm:
        lines.append(f"CLIP_NORM = {config.clip_norm!r}  # longest gradient, over all layers together")
    return "\n".join(lines)


def has_momentum(config: RunConfig) -> bool:
    """Whether the optimizer uses momentum."""
    return config.optimizer == "sgd" and config.momentum > 0


def listed(items: Sequence[str]) -> str:
    """Return a Python list of these expressions, equal neighbours counted: [relu] * 7 + [tanh]."""
    runs = [(item, len(list(same))) for item, same in groupby(items)]
    return " + ".join(f"[{item}] * {n}" if n > 1 else f"[{item}]" for item, n in runs)
