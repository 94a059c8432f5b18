"""The script parts are shared by the NumPy and the PyTorch script."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from actviz.nn.activation import Activation
from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters, StepCode
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.trainer import Trainer

ACCURACY = ' + f", accuracy {{(z.argmax({axis}) == y){mean}:.4f}}"'


def own_code(activation: Activation, field: str) -> str:
    """Return the code in a field of the activation's entry, `numpy_code` or `torch_code`.

    Raises:
        BadInput: the field is empty.
    """
    code: str = getattr(activation, field)
    if not code:
        raise BadInput(
            f"The activation {activation.key!r} cannot be written into a script: choose one of the built-in ones."
        )
    return code


def step_code(config: RunConfig) -> StepCode:
    """Return the code of an optimizer's step with these settings."""
    hyper = Hyperparameters(config.learning_rate, config.momentum, config.nesterov, config.weight_decay)
    return OPTIMIZERS[config.optimizer].code(hyper)


def constants(trainer: Trainer, steps: int) -> str:
    """Return the assignments of the settings that the script uses."""
    config = trainer.config
    lines = [
        f"STEPS = {steps}",
        f"BATCH_SIZE = {min(config.batch_size, len(trainer.train_x))}",
        f"SEED = {config.seed}",
        f"LEARNING_RATE = {config.learning_rate!r}",
    ]
    if "MOMENTUM" in step_code(config).numpy:
        lines.append(f"MOMENTUM = {config.momentum!r}")
    if config.weight_decay:
        lines.append(f"WEIGHT_DECAY = {config.weight_decay!r}  # of weights, never of biases")
    if config.clip_norm:
        lines.append(f"CLIP_NORM = {config.clip_norm!r}  # longest gradient, over all layers together")
    return "\n".join(lines)


def listed(items: Sequence[str]) -> str:
    """Return a Python list of these expressions with runs of equal ones shortened: [relu] * 7 + [tanh]."""
    runs = [(item, len(list(same))) for item, same in groupby(items)]
    return " + ".join(f"[{item}] * {n}" if n > 1 else f"[{item}]" for item, n in runs)
