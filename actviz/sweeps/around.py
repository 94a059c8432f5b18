"""The sweep around a run's present settings: two settings that matter for a cause, so that one sees how far a cure is.

To give another cause its axes, add a line to `_AXES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from actviz.arrays import Floats
from actviz.registry import BadInput
from actviz.sweeps.axis import LINEAR, LIST, LOGARITHMIC, Axis
from actviz.sweeps.sweep import Sweep
from actviz.training.config.config import FIELDS, RunConfig
from actviz.translation import mark

VALUES, SEEDS = 9, 2
_USUAL = ("learning_rate", "init_scale")
_AXES: Mapping[str, tuple[str, str]] = {  # to the right and upwards; where one cannot be, that of _USUAL
    "small_slopes": ("depth", "activation"),
    "small_weights": ("init_scale", "depth"),
    "large_weights": ("init_scale", "depth"),
    "growing_function": ("init_scale", "depth"),
    "growing_gradient": ("init_scale", "depth"),
    "growing_skips": ("init_scale", "depth"),
    "narrow_layers": ("depth", "width"),
    "born_dead": ("bias_init", "init_scale"),
    "killed": _USUAL,
    "narrow_dead": ("learning_rate", "width"),
    "strong_decay": ("weight_decay", "learning_rate"),
    "lagging_statistics": ("learning_rate", "batch_size"),
    "tiny_batch": ("learning_rate", "batch_size"),
    "dropped": ("dropout", "width"),
    "memory": ("weight_decay", "n_examples"),
}
_FACTORS: Mapping[str, float] = {"learning_rate": 30, "init_scale": 5, "weight_decay": 100, "batch_size": 8, "width": 4,
                                 "n_examples": 4}  # fmt: skip
_FUNCTIONS = ("sigmoid", "tanh", "softsign", "relu", "leaky_relu", "elu", "selu", "gelu", "silu")


def around(config: RunConfig, cause: str, steps: int) -> Sweep:
    """Return a sweep of 9 × 9 points and 2 seeds around a configuration, on the axes that are natural for a cause.

    The present setting is one of the points.
    """
    axes: list[Axis] = []
    for name in (*_AXES.get(cause, _USUAL), *_USUAL, "bias_init"):
        axis = _axis(config, name) if name not in {axis.field for axis in axes} else None
        if axis is not None and len(axes) < 2:
            axes.append(axis)
    return Sweep(
        config, tuple(axes), SEEDS, steps, measures=_measures(cause), title=mark("Around the present settings")
    )


def _measures(cause: str) -> tuple[str, ...]:
    of_death = cause in ("born_dead", "killed", "killed_some", "narrow_dead")
    first = "dead_share" if of_death else "gradient" if cause in _AXES else "loss"
    rest = ("loss", "accuracy", "test_accuracy", "dead_share", "gradient", "backward", "signal", "diverged_at")
    return (first, *(name for name in rest if name != first))


def _axis(config: RunConfig, name: str) -> Axis | None:
    """Return nine values around the present one that all can be; None where fewer than two can."""
    candidates, scale = _candidates(config, name)
    possible = []
    for value in candidates:
        try:
            Axis(name, (value, None)).set(config, 0)
        except BadInput:
            continue
        possible.append(value)
    return Axis(name, tuple(possible), scale) if len(possible) > 1 else None


def _candidates(config: RunConfig, name: str) -> tuple[Sequence[object], str]:
    if name == "activation":
        return [config.activation, *(key for key in _FUNCTIONS if key != config.activation)][:VALUES], LIST
    if name == "depth":
        present = len(config.hidden)
        return _whole(np.linspace(1, max(VALUES, 2 * present - 1), VALUES), present), LINEAR
    if name == "width":
        return _spread(float(config.hidden[0]), _FACTORS[name], whole=True), LOGARITHMIC
    return _numbers(name, float(getattr(config, name)))


def _numbers(name: str, present: float) -> tuple[Sequence[object], str]:
    if name == "dropout":
        return _near([round(share, 3) for share in np.linspace(0, 0.8, VALUES)], present), LINEAR
    if name == "bias_init":
        reach = max(2.0, abs(present))
        return _near([round(float(value), 4) for value in np.linspace(-reach, reach, VALUES)], present), LINEAR
    if present == 0:  # such as no decay
        return [0.0, *(float(f"{value:.2g}") for value in np.geomspace(1e-5, 0.1, VALUES - 1))], LIST
    whole = FIELDS[name].kind == "int"
    return _spread(present, _FACTORS.get(name, 10), whole=whole), LOGARITHMIC


def _spread(present: float, factor: float, *, whole: bool) -> list[float | int]:
    values = present * np.geomspace(1 / factor, factor, VALUES)
    if whole:
        return _whole(np.maximum(values, 1), round(present))
    return _near([float(f"{value:.3g}") for value in values], present)


def _whole(values: Floats, present: int) -> list[float | int]:
    found = {round(float(value)) for value in values}
    nearest = min(found, key=lambda value: abs(value - present))
    return sorted((found - {nearest}) | {present})


def _near(values: list[float], present: float) -> list[float | int]:
    """Return the values with the one nearest to the present one in its place."""
    nearest = min(range(len(values)), key=lambda i: abs(values[i] - present))
    return [present if i == nearest else value for i, value in enumerate(values)]
