"""The plain network, a standard one for the data, and the settings of a configuration that alone can keep one from
learning.

A change that leaves such a setting as it is mends one fault of several; the plain network leaves none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actviz.diagnosis.changes import FAST, LEAST_BATCH, LITTLE_NOISE, SLOW, less_noise, suggest
from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.outlook import is_linear, passes_gradient_on
from actviz.joined_text import sentences
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.optimizers import OPTIMIZERS, usual_rate
from actviz.nn.schedules import Schedule
from actviz.number_text import compact
from actviz.training.config.config import RunConfig
from actviz.translation import tr

PLAIN: dict[str, Any] = {
    "hidden": (32, 32, 32), "activation": "gelu", "alpha": None,
    "normalization": "none", "residual": 0, "dropout": 0.0,
    "initializer": "he_normal", "init_scale": 1.0, "bias_init": 0.0, "bias_spread": 0.0, "weights_file": None,
    "optimizer": "adam", "learning_rate": OPTIMIZERS["adam"].usual_rate, "schedule": "constant", "warmup_steps": 0,
    "weight_decay": 0.0, "clip_norm": 0.0, "recycle_every": 0, "standardize": True,
}  # fmt: skip
SHORT = 5e-4  # learning rate times the norm at which the gradient is clipped: the longest step
MUCH_MOMENTUM = 0.995  # a step is left after a thousand more
TINY_BATCH = 2  # examples, whose gradient is mostly chance
SHORT_SCHEDULE, SMALL_FACTOR = 500, 0.1  # steps, and what it leaves of the learning rate after them
LONG_WARM_UP = 1000  # steps
MUCH_DROPOUT = 0.5
DECAY, DECAY_OF_RATIO = 0.03, 0.01  # of SGD, and of optimizers that divide the gradient, decay with it, by its size
DECOUPLED = 1e-3  # learning rate times a decoupled decay: of each weight in a step
MUCH_NOISE = 0.7  # of generated data
LARGEST_SCALE = 3.0  # of the weights, or 1/3
LARGEST_BIAS = 2.0  # and spread of the biases
UNEVEN = 4.0  # sum of 1/units over the layers: gradients then vary by chance more than they are large
STEEP = 2.0  # largest slope of an activation
FEWEST_UNITS = 3  # a layer


def plain_network(config: RunConfig) -> Suggestion:
    """Suggest three layers of 32 GELUs, He's initializer, Adam at its usual rate, and nothing else, on the same data.

    Inputs and the targets of a file are standardised, tiny batches become larger, and much noise becomes little.
    """
    changes = PLAIN | {"batch_size": max(LEAST_BATCH, config.batch_size)}
    if config.data_path is not None:
        changes["standardize_targets"] = True
    detail = tr(
        "Three layers of 32 GELUs, He's initializer and Adam at {rate}, on the same data, standardised: without "
        "normalisation, skips, dropout, weight decay, clipping or a schedule.",
        rate=compact(PLAIN["learning_rate"]),
    )
    if changes["batch_size"] != config.batch_size:
        larger = tr("Batches have {n} examples instead of {few}.", n=changes["batch_size"], few=config.batch_size)
        detail = sentences((detail, larger))
    plain = replace(suggest(tr("Plain network"), **changes), detail=detail)
    cleaner = less_noise(config)
    if config.noise < MUCH_NOISE or cleaner is None:
        return plain
    label = tr("{suggestion}, noise {little_noise}", suggestion=plain.label, little_noise=compact(LITTLE_NOISE))
    less = tr(
        "The noise is {little_noise} instead of {noise}.",
        little_noise=compact(LITTLE_NOISE),
        noise=compact(config.noise),
    )
    return replace(suggest(label, **plain.changes, **cleaner.changes), detail=sentences((detail, less)))


def unusual_settings(config: RunConfig) -> frozenset[str]:
    """Return the names of the settings that, each alone, can keep a network from learning."""
    normalized = config.normalization != "none"
    shallow, plain = sum(1.0 / n for n in config.hidden) < UNEVEN, config.architecture.is_plain
    entry, usual = OPTIMIZERS[config.optimizer], usual_rate(config.optimizer, config.momentum)
    slow, fast = config.learning_rate <= SLOW * usual, config.learning_rate >= FAST * usual
    least_scale = 1.0 / LARGEST_SCALE if plain else 0.0
    found = {
        "hidden": min(config.hidden) < FEWEST_UNITS or not (shallow or config.residual),
        "initializer": not passes_gradient_on(config),
        "activation": is_linear(config) or (not normalized and _largest_slope(config) > STEEP),
        "init_scale": not normalized and not least_scale <= config.init_scale <= LARGEST_SCALE,
        "noise": config.data_path is None and config.noise >= MUCH_NOISE,
        "bias_init": abs(config.bias_init) >= LARGEST_BIAS,
        "bias_spread": config.bias_spread >= LARGEST_BIAS,
        "dropout": config.dropout >= MUCH_DROPOUT,
        "learning_rate": slow or fast,
        "momentum": entry.uses_momentum and config.momentum >= MUCH_MOMENTUM,
        "batch_size": config.batch_size <= TINY_BATCH and config.learning_rate > usual / FAST,
        "schedule": _ends_soon(config.rate_schedule),
        "warmup_steps": config.warmup_steps >= LONG_WARM_UP,
        "clip_norm": _clips_hard(config),
        "weight_decay": _decays_fast(config),
        "normalization": config.normalization == "batch" and config.batch_size < LEAST_BATCH // 2,
    }
    return frozenset(name for name, unusual in found.items() if unusual)


def _largest_slope(config: RunConfig) -> float:
    return max(ACTIVATIONS[key].max_slope(config.alpha) for key in set(config.activations))


def _ends_soon(schedule: Schedule) -> bool:
    return schedule.varies and schedule.steps <= SHORT_SCHEDULE and schedule.at(schedule.steps) < SMALL_FACTOR


def _clips_hard(config: RunConfig) -> bool:
    # the others divide the gradient by its size, clipped or not
    momentum = config.momentum if OPTIMIZERS[config.optimizer].uses_momentum else None
    return momentum is not None and 0.0 < config.learning_rate * config.clip_norm < SHORT * (1.0 - momentum)


def _decays_fast(config: RunConfig) -> bool:
    entry = OPTIMIZERS[config.optimizer]
    if entry.make.decoupled_decay:
        return config.learning_rate * config.weight_decay >= DECOUPLED
    return config.weight_decay >= (DECAY if entry.uses_momentum else DECAY_OF_RATIO)
