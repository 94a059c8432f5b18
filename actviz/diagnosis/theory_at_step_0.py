"""Mean-field theory predicts a run's gradients and dead units at step 0 from its configuration and its inputs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.born_dead import born_dead_bounds, expected_dead_shares, is_relu, simulated_dead_shares
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.structured_theory import structured_mean_field, why_no_theory
from actviz.nn.theory import LayerPrior, MeanField, mean_field
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import RunFacts, Start
from actviz.translation import mark, tr

GIVEN = mark("the weights are given, not drawn")
MOST_EXAMPLES = 2_000  # used for the inputs' mean square and cosine


def _no_shares() -> tuple[float, ...] | None:
    """Return None: no theory holds."""
    return None


@dataclass(frozen=True, eq=False)
class Expectation:
    """The prediction for step 0; a field is None where no theory holds."""

    field: MeanField | None
    reason: str  # why `field` is None, as a clause; "" otherwise
    find_dead_shares: Callable[[], tuple[float, ...] | None] = _no_shares  # up to 50 ms, and most panels need none
    born_dead: tuple[float, float] | None = None  # bounds on the probability that the whole network is dead

    @cached_property
    def dead_shares(self) -> tuple[float, ...] | None:
        """The shares of dead units per hidden layer: the mean of random draws, or an approximation."""
        return self.find_dead_shares()


_known: WeakKeyDictionary[RunFacts, tuple[RunConfig, Expectation]] = WeakKeyDictionary()


def expectation(facts: RunFacts, config: RunConfig) -> Expectation:
    """Return the prediction for the run at step 0 with `config`'s activations; it is computed once and cached.

    The weights are the run's initial weights, even if they were drawn for another activation.
    """
    known = _known.get(facts)
    if known is None or _functions(known[0]) != _functions(config):
        known = _known[facts] = (config, _expectation(facts, config))
    return known[1]


def _functions(config: RunConfig) -> tuple[object, ...]:
    """Return all that the prediction depends on and that may change while training."""
    return config.activations, config.alpha, config.architecture


def predicted_gradient(facts: RunFacts, start: Start | None) -> tuple[Floats | None, str]:
    """Return log10 of the gradient RMS (L,) that theory predicts for step 0, or None and the reason.

    Theory gives only the ratios between layers, so the curve starts from the output layer's measured value.
    """
    if start is None:
        return None, tr("no gradient was measured at step 0")
    found = expectation(facts, start.config)
    if found.field is None:
        return None, found.reason
    anchor = float(start.rms[-1])
    if not (np.isfinite(anchor) and anchor > 0.0):
        if anchor == 0.0:
            return None, tr("the output layer's own gradient is 0 at step 0")
        return None, tr("the output layer's own gradient is not finite at step 0")
    return np.log10(anchor) + found.field.log10_gradient, ""


def _expectation(facts: RunFacts, config: RunConfig) -> Expectation:
    if not facts.config.draws_weights:
        return Expectation(None, tr(GIVEN))
    initializer = INITIALIZERS[facts.config.initializer]
    layers = priors(facts)
    if layers is None:
        why = mark("{initializer} does not draw all weights from one distribution of mean 0")
        return Expectation(None, tr(why, initializer=tr(initializer.label)))
    activations = [ACTIVATIONS[key] for key in config.activations]
    alphas = [config.alpha if a.alpha is not None else None for a in activations]
    square, cosine = input_likeness(facts.train_x)
    architecture = config.architecture
    reason = ""
    if architecture.is_plain:
        field = mean_field(square, layers, activations, alphas)
    else:
        spread = square, *_spread(facts.train_x)
        reason = why_no_theory(architecture, facts.sizes, layers, (square, spread[2]))
        if reason:
            return Expectation(None, reason)
        field = structured_mean_field(spread, layers, activations, alphas, architecture, facts.sizes)
    if not np.isfinite(field.log10_gradient).all():
        reason = _why_no_course(field, layers)
    find_shares: Callable[[], tuple[float, ...] | None] = _no_shares
    bounds = None
    if architecture.is_plain and all(is_relu(a, alpha) for a, alpha in zip(activations, alphas, strict=True)):
        # not the facts themselves: what is cached for them would keep them for ever
        find_shares = partial(_dead_shares, facts.config, facts.train_x, layers[:-1], square, cosine)
        widths = set(facts.sizes[1:-1])
        without_biases = all(layer.bias_variance == layer.bias_mean == 0.0 for layer in layers)
        if facts.sizes[0] == len(widths) == 1 and without_biases and initializer.independent and not reason:
            bounds = born_dead_bounds(widths.pop(), len(layers))
    return Expectation(None if reason else field, reason, find_shares, bounds)


def _dead_shares(
    config: RunConfig, train_x: Floats, layers: list[LayerPrior], square: float, cosine: float
) -> tuple[float, ...] | None:
    """Return the expected share of dead units of each hidden layer: those of networks drawn at random.

    In networks too large to be drawn, which are wide, the approximation takes their place, unless biases below zero
    make it wrong.
    """
    drawn = simulated_dead_shares(
        train_x,
        layers,
        INITIALIZERS[config.initializer],
        config.init_scale,
        below_zero_slopes(config),
        config.bias_spread,
    )
    if drawn is None and config.bias_init >= 0.0:
        drawn = expected_dead_shares(square, cosine, len(train_x), layers)
    return None if drawn is None else tuple(drawn)


def below_zero_slopes(config: RunConfig) -> list[float]:
    """Return each hidden layer's slope below zero, for He's rule."""
    hidden = [ACTIVATIONS[key] for key in config.activations]
    return [a.negative_slope(config.alpha if a.alpha is not None else None) for a in hidden]


def _why_no_course(field: MeanField, layers: list[LayerPrior]) -> str:
    """Return, as a clause, why some log10 gradients of a field are not finite."""
    if any(layer.gain == 0.0 for layer in layers):
        return tr("all weights start at 0")
    if field.fault:
        return field.fault
    if np.isfinite(field.squares).all() and (field.chi == 0.0).any():
        return tr("the activation lets no gradient through: its slope is zero")
    return tr("its values leave the range of numbers")


def priors(facts: RunFacts) -> list[LayerPrior] | None:
    """Return the prior of each layer's weights, the output layer last; None where theory has none."""
    config = facts.config
    variances = INITIALIZERS[config.initializer].variances
    if variances is None or not config.draws_weights:
        return None
    layers = []
    for (fan_in, fan_out), slope in zip(pairwise(facts.sizes), [*below_zero_slopes(config), None], strict=True):
        of_weight, of_bias = variances(fan_in, fan_out, slope or 0.0)
        mean = 0.0 if slope is None else config.bias_init
        of_bias += config.bias_spread**2
        layers.append(LayerPrior(fan_in, fan_out, of_weight * config.init_scale**2, of_bias, mean))
    return layers


def input_likeness(x: Floats) -> tuple[float, float]:
    """Return the mean square of the inputs x (N, n_0), and the mean cosine between two different examples.

    Of a large set, at most MOST_EXAMPLES evenly spaced examples are used. For a single example the cosine is 1.
    """
    some = np.asarray(x[:: -(-len(x) // MOST_EXAMPLES)], np.float64)
    lengths = np.sqrt((some * some).sum(axis=1))
    directions = some[lengths > 0.0] / lengths[lengths > 0.0, None]
    n = len(directions)
    together = float((directions.sum(axis=0) ** 2).sum())  # Σ cos over all pairs, n of them of an example with itself
    return float((some * some).mean()), (together - n) / (n * (n - 1)) if n > 1 else 1.0


def _spread(x: Floats) -> tuple[float, float]:
    """Return the mean of all inputs x (N, n_0), and their variance over the examples, on average."""
    some = np.asarray(x[:: -(-len(x) // MOST_EXAMPLES)], np.float64)
    return float(some.mean()), float(some.var(axis=0).mean())
