"""Changes of settings worth trying, and which of them can be suggested to a configuration.

To add a remedy: a function that returns a Suggestion, or None where it makes no sense, and its name in a rule's list;
the Diagnosis panel then shows it there, and can try it. Those that take a number or a key are cached: the same
arguments give the same function, which `suggestions` is cached by.
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
SHALLOW = 4  # hidden layers through which even a sigmoid's gradient comes, mostly


@lru_cache(maxsize=256)  # asked at every measurement, and mostly the same
def suggestions(config: RunConfig, remedies: tuple[Remedy, ...]) -> tuple[Suggestion, ...]:
    """Return what the remedies suggest, without what is already so or is not allowed, and nothing twice."""
    found: dict[RunConfig, Suggestion] = {}
    for cure in remedies:
        suggestion = cure(config)
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
    """Another activation, with the initializer that goes with it at its own scale; clipped where it is deep."""

    def cure(config: RunConfig) -> Suggestion | None:
        if config.activations == (key,) * len(config.hidden):
            return None
        words = [ACTIVATIONS[key].label]
        changes: dict[str, Any] = {"activation": key, "alpha": None}
        if initializer is not None:
            if initializer != config.initializer:
                words.append(INITIALIZERS[initializer].label)
                changes["initializer"] = initializer
            if config.init_scale != 1.0:
                words.append("scale 1")
                changes["init_scale"] = 1.0
            if len(config.hidden) > DEEP and not config.clip_norm:
                words.append("clip at 1")  # such deep networks are thrown off by a single long step
                changes["clip_norm"] = 1.0
        return _change(", ".join(words), **changes)

    return cure


@cache
def initializer(key: str) -> Remedy:
    """Another initializer at its own scale."""

    def cure(config: RunConfig) -> Suggestion | None:
        if (config.initializer, config.init_scale) == (key, 1.0):
            return None
        return _change(INITIALIZERS[key].label, initializer=key, init_scale=1.0)

    return cure


def fitting_initializer(config: RunConfig) -> Suggestion | None:
    """The initializer that goes with the activations: He's for rectifiers, Xavier's for others."""
    rectifiers = all(
        ACTIVATIONS[key].rectifier or mortal for key, mortal in zip(config.activations, config.can_die, strict=True)
    )
    return initializer("he_normal" if rectifiers else "xavier_normal")(config)


@cache
def rate(factor: float) -> Remedy:
    """A learning rate so many times as large, in two significant figures."""

    def cure(config: RunConfig) -> Suggestion:
        wanted = float(f"{config.learning_rate * factor:.2g}")
        return _change(f"Learning rate {wanted:g}", learning_rate=wanted)

    return cure


def usual_rate(config: RunConfig) -> Suggestion | None:
    """The learning rate that the optimizer is mostly used with, where the present one is far above it."""
    usual = OPTIMIZERS[config.optimizer].usual_rate
    if config.learning_rate < 5 * usual:
        return None
    return _change(f"Learning rate {usual:g}", learning_rate=usual)


@cache
def clip(longest: float) -> Remedy:
    """No gradient longer than that."""

    def cure(config: RunConfig) -> Suggestion | None:
        if 0.0 < config.clip_norm <= longest:
            return None
        return _change(f"Clip gradient at {longest:g}", clip_norm=longest)

    return cure


def scale_one(config: RunConfig) -> Suggestion | None:
    """The initializer's own scale."""
    return None if config.init_scale == 1.0 else _change("Weight scale 1", init_scale=1.0)


def bias_zero(config: RunConfig) -> Suggestion | None:
    """Biases that start at zero."""
    return None if config.bias_init == 0.0 else _change("Biases start at 0", bias_init=0.0)


def fewer_layers(config: RunConfig) -> Suggestion | None:
    """A shallower network of the same widths."""
    n = len(config.hidden)
    if n <= SHALLOW:
        return None
    changes: dict[str, Any] = {"hidden": config.hidden[:SHALLOW]}
    if not isinstance(config.activation, str):
        changes["activation"] = config.activation[:SHALLOW]
    return _change(f"{SHALLOW} hidden layers", **changes)


@cache
def optimizer(key: str) -> Remedy:
    """Another optimizer, at its usual rate."""
    entry = OPTIMIZERS[key]

    def cure(config: RunConfig) -> Suggestion | None:
        if config.optimizer == key:
            return None
        label = f"{entry.label} at {entry.usual_rate:g}"
        return _change(label, optimizer=key, learning_rate=entry.usual_rate)

    return cure


def wider(config: RunConfig) -> Suggestion | None:
    """Layers of at least eight units, so that no layer dies by chance."""
    if min(config.hidden) >= 8:
        return None
    return _change("At least 8 units a layer", hidden=tuple(max(8, n) for n in config.hidden))


def fewer_units(config: RunConfig) -> Suggestion | None:
    """A quarter of the units in every layer."""
    if max(config.hidden) < 16:
        return None
    smaller = tuple(max(4, n // 4) for n in config.hidden)
    return _change(
        "A quarter of the units", hidden=tuple(min(a, b) for a, b in zip(smaller, config.hidden, strict=True))
    )


@cache
def decay(rate: float) -> Remedy:
    """Weight decay."""

    def cure(config: RunConfig) -> Suggestion | None:
        if config.weight_decay >= rate:
            return None
        return _change(f"Weight decay {rate:g}", weight_decay=rate)

    return cure


def less_decay(config: RunConfig) -> Suggestion | None:
    """No weight decay, where it is strong."""
    return None if config.weight_decay < 0.1 else _change("No weight decay", weight_decay=0.0)


def more_examples(config: RunConfig) -> Suggestion | None:
    """Four times the examples, where they are generated."""
    entry = DATASETS[config.dataset]
    most = entry.fixed_size or 20_000
    wanted = min(most, 4 * config.n_examples)
    if config.data_path is not None or wanted <= config.n_examples:
        return None
    return _change(f"{wanted:,} examples", n_examples=wanted)


SLOPES: tuple[Remedy, ...] = (  # against an activation that is to blame itself
    activation("relu", "he_normal"),
    activation("leaky_relu"),
    activation("tanh", "xavier_normal"),
    activation("gelu"),
)
OVERSHOOTING: tuple[Remedy, ...] = (  # against steps that are too long
    usual_rate,
    rate(1 / 10),
    rate(1 / 100),
    clip(1.0),
    rate(1 / 3),
)
