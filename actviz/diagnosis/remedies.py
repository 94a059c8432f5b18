"""A remedy suggests a change of settings for a configuration, or None where the change makes no sense.

To add a remedy, write a function from RunConfig to Suggestion or None and put its name into a rule's list; the
Diagnosis panel then shows it and can try it. Functions that build a remedy from a number or a key are cached: the
same arguments give the same function, so that the cache of `suggestions` finds it again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from actviz.data import DATASETS
from actviz.diagnosis.findings import Suggestion
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig

Remedy = Callable[[RunConfig], Suggestion | None]
MOST = 4  # suggestions for one finding
DEEP = 12  # hidden layers
SHALLOW = 4  # hidden layers: mostly few enough that even a sigmoid's gradient reaches layer 1


@lru_cache(maxsize=256)  # every measurement asks, mostly with the same arguments
def suggestions(config: RunConfig, remedies: tuple[Remedy, ...]) -> tuple[Suggestion, ...]:
    """Return the remedies' suggestions that change the configuration to a valid one, each only once; at most MOST."""
    found: dict[RunConfig, Suggestion] = {}
    for remedy in remedies:
        suggestion = remedy(config)
        if suggestion is None or len(found) == MOST:
            continue
        try:
            changed = config.replace(**suggestion.changes)
        except BadInput:
            continue
        if changed != config:
            found.setdefault(changed, suggestion)
    return tuple(found.values())


def _change(label: str, **changes: Any) -> Suggestion:
    return Suggestion(label, tuple(changes.items()))


@cache
def activation(key: str, initializer: str | None = None) -> Remedy:
    """Suggest another activation, the given initializer at scale 1, and gradient clipping in deep networks.

    Where the activation is the present one, and α = 0 gives it a flat region, its usual α is suggested.
    """

    def remedy(config: RunConfig) -> Suggestion | None:
        entry, same = ACTIVATIONS[key], config.activations == (key,) * len(config.hidden)
        if same and (entry.can_die() or not any(config.can_die)):
            return None
        words = [f"{entry.label}, α {entry.alpha:g}" if same else entry.label]
        changes: dict[str, Any] = {"activation": key, "alpha": None}
        if initializer is not None:
            if initializer != config.initializer:
                words.append(INITIALIZERS[initializer].label)
                changes["initializer"] = initializer
            if config.init_scale != 1.0:
                words.append("scale 1")
                changes["init_scale"] = 1.0
            if len(config.hidden) > DEEP and not config.clip_norm:
                words.append("clip at 1")  # a single long step can ruin such a deep network
                changes["clip_norm"] = 1.0
        return _change(", ".join(words), **changes)

    return remedy


@cache
def initializer(key: str) -> Remedy:
    """Suggest another initializer at scale 1."""

    def remedy(config: RunConfig) -> Suggestion | None:
        if (config.initializer, config.init_scale) == (key, 1.0):
            return None
        return _change(INITIALIZERS[key].label, initializer=key, init_scale=1.0)

    return remedy


def fitting_initializer(config: RunConfig) -> Suggestion | None:
    """Suggest the initializer that suits the activations: He's for rectifiers, Xavier's for others."""
    rectifiers = all(
        ACTIVATIONS[key].rectifier or mortal for key, mortal in zip(config.activations, config.can_die, strict=True)
    )
    return initializer("he_normal" if rectifiers else "xavier_normal")(config)


@cache
def rate(factor: float) -> Remedy:
    """Suggest the learning rate times `factor`, rounded to two significant figures."""

    def remedy(config: RunConfig) -> Suggestion:
        wanted = float(f"{config.learning_rate * factor:.2g}")
        return _change(f"Learning rate {wanted:g}", learning_rate=wanted)

    return remedy


def usual_rate(config: RunConfig) -> Suggestion | None:
    """Suggest the optimizer's usual learning rate where the present one is at least 5 times as large."""
    usual = OPTIMIZERS[config.optimizer].usual_rate
    if config.learning_rate < 5 * usual:
        return None
    return _change(f"Learning rate {usual:g}", learning_rate=usual)


@cache
def clip(longest: float) -> Remedy:
    """Suggest clipping the gradient's norm at `longest`."""

    def remedy(config: RunConfig) -> Suggestion | None:
        if 0.0 < config.clip_norm <= longest:
            return None
        return _change(f"Clip gradient at {longest:g}", clip_norm=longest)

    return remedy


def scale_one(config: RunConfig) -> Suggestion | None:
    """Suggest the initializer's own scale, 1."""
    return None if config.init_scale == 1.0 else _change("Weight scale 1", init_scale=1.0)


def bias_zero(config: RunConfig) -> Suggestion | None:
    """Suggest biases that start at zero."""
    return None if config.bias_init == 0.0 else _change("Biases start at 0", bias_init=0.0)


def fewer_layers(config: RunConfig) -> Suggestion | None:
    """Suggest a network of the first SHALLOW hidden layers."""
    n = len(config.hidden)
    if n <= SHALLOW:
        return None
    changes: dict[str, Any] = {"hidden": config.hidden[:SHALLOW]}
    if not isinstance(config.activation, str):
        changes["activation"] = config.activation[:SHALLOW]
    return _change(f"{SHALLOW} hidden layers", **changes)


@cache
def optimizer(key: str) -> Remedy:
    """Suggest another optimizer at its usual rate."""
    entry = OPTIMIZERS[key]

    def remedy(config: RunConfig) -> Suggestion | None:
        if config.optimizer == key:
            return None
        label = f"{entry.label} at {entry.usual_rate:g}"
        return _change(label, optimizer=key, learning_rate=entry.usual_rate)

    return remedy


def wider(config: RunConfig) -> Suggestion | None:
    """Suggest at least eight units in every layer: in a narrow one, all units can die by chance."""
    if min(config.hidden) >= 8:
        return None
    return _change("At least 8 units a layer", hidden=tuple(max(8, n) for n in config.hidden))


def fewer_units(config: RunConfig) -> Suggestion | None:
    """Suggest a quarter of the units in every layer."""
    if max(config.hidden) < 16:
        return None
    smaller = tuple(max(4, n // 4) for n in config.hidden)
    return _change(
        "A quarter of the units", hidden=tuple(min(a, b) for a, b in zip(smaller, config.hidden, strict=True))
    )


@cache
def decay(rate: float) -> Remedy:
    """Suggest weight decay of `rate`."""

    def remedy(config: RunConfig) -> Suggestion | None:
        if config.weight_decay >= rate:
            return None
        return _change(f"Weight decay {rate:g}", weight_decay=rate)

    return remedy


def less_decay(config: RunConfig) -> Suggestion | None:
    """Suggest no weight decay where it is at least 0.1."""
    return None if config.weight_decay < 0.1 else _change("No weight decay", weight_decay=0.0)


def more_examples(config: RunConfig) -> Suggestion | None:
    """Suggest four times the examples where the data set is generated."""
    entry = DATASETS[config.dataset]
    most = entry.fixed_size or 20_000
    wanted = min(most, 4 * config.n_examples)
    if config.data_path is not None or wanted <= config.n_examples:
        return None
    return _change(f"{wanted:,} examples", n_examples=wanted)


SLOPES: tuple[Remedy, ...] = (  # where the activation itself is the cause
    activation("relu", "he_normal"),
    activation("leaky_relu"),
    activation("tanh", "xavier_normal"),
    activation("gelu"),
)
OVERSHOOTING: tuple[Remedy, ...] = (  # where steps are too long
    usual_rate,
    rate(1 / 10),
    rate(1 / 100),
    clip(1.0),
    rate(1 / 3),
)
