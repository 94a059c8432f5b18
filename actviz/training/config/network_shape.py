"""Hidden layers, their activations, and how large a network may be: what a configuration is checked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from numbers import Integral
from typing import Any

from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import whole
from actviz.registry import quoted
from actviz.training.config.field import ConfigError
from actviz.translation import tr

MAX_LAYERS, MAX_UNITS, MAX_PARAMETERS = 200, 4096, 50_000_000
MAX_BUFFERED = 50_000_000  # units times batch size: some ten arrays of so many values


def check_hidden(hidden: Any) -> tuple[int, ...]:
    """Return the widths of the hidden layers, first layer first.

    Raises:
        ConfigError: no list of whole numbers, a number of layers or units out of its range, or too many weights.
    """
    if isinstance(hidden, (str, bytes)) or not isinstance(hidden, Iterable):
        raise ConfigError(
            tr("hidden must be a list of layer sizes such as (32, 32), got {hidden}", hidden=quoted(hidden))
        )
    sizes = tuple(hidden)
    if not 1 <= len(sizes) <= MAX_LAYERS:
        raise ConfigError(tr("hidden must have between 1 and {most} layers, got {n}", most=MAX_LAYERS, n=len(sizes)))
    for i, n in enumerate(sizes, 1):
        if isinstance(n, bool) or not isinstance(n, Integral) or not 1 <= int(n) <= MAX_UNITS:
            raise ConfigError(
                tr(
                    "hidden layer {i} must have between 1 and {most} units, got {n}",
                    i=i,
                    most=whole(MAX_UNITS),
                    n=quoted(n),
                )
            )
    sizes = tuple(int(n) for n in sizes)
    n_values = sum(a * b for a, b in pairwise(sizes))
    if n_values > MAX_PARAMETERS:
        raise ConfigError(
            tr(
                "hidden must need at most {most} weights, got {n_values}",
                most=whole(MAX_PARAMETERS),
                n_values=whole(n_values),
            )
        )
    return sizes


def check_activation(activation: Any, n_hidden: int) -> str | tuple[str, ...]:
    """Return the key of the one activation, or the keys of all `n_hidden` layers.

    Raises:
        ConfigError: neither a name nor a list of names, or not one name for each layer.
        UnknownKey: an activation that does not exist.
    """
    if isinstance(activation, str):
        return ACTIVATIONS[activation].key
    if not isinstance(activation, Iterable):
        raise ConfigError(
            tr("activation must be a name or a list of names, got {activation}", activation=quoted(activation))
        )
    keys = tuple(ACTIVATIONS[key].key for key in activation)
    if len(keys) != n_hidden:
        raise ConfigError(
            tr(
                "activation must name one function for each of {n_hidden} hidden layers, got {n}",
                n_hidden=n_hidden,
                n=len(keys),
            )
        )
    return keys


def check_network_size(sizes: Sequence[int], batch: int) -> None:
    """Refuse a network n_0 … n_L whose weights, or whose buffers for one batch, would not fit the memory.

    Raises:
        ConfigError: too many weights, or too many units for the batch.
    """
    n_weights, n_units = sum(a * b for a, b in pairwise(sizes)), sum(sizes)
    if n_weights > MAX_PARAMETERS:
        raise ConfigError(
            tr(
                "hidden must need at most {most} weights, got {n_weights}",
                most=whole(MAX_PARAMETERS),
                n_weights=whole(n_weights),
            )
        )
    if batch > 1 and batch * n_units > MAX_BUFFERED:
        limit = MAX_BUFFERED // n_units
        raise ConfigError(
            tr(
                "batch_size must be <= {limit} for a network of {n_units} units, got {batch}",
                limit=whole(limit),
                n_units=whole(n_units),
                batch=whole(batch),
            )
        )
