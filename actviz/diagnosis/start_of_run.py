"""A run compared with its start: what was the case already at step 0, and what steps have changed since."""

from __future__ import annotations

from math import inf, nan, sqrt

import numpy as np

from actviz.arrays import Bools, Floats
from actviz.diagnosis.measured_once import measured_once
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.nn.activation import SATURATED_BELOW
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.quantiles import median
from actviz.number_text import figure
from actviz.translation import tr

FLATTENED = 0.5  # times the median slope factor at the start
MOST = 2 / 3  # of the decades that all layers take
FADED = 30.0  # times the present backward ratio
KEPT = 0.5  # of the squared gradient, by the weights' variance and the slopes that they come with at the start
FLAT = 0.5  # largest slope: such a layer loses half of the gradient, whatever its usual weights


def starts_at_zero(run: MeasuredRun) -> bool:
    """Return whether all initial weights were drawn as 0."""
    first = run.facts.config
    return first.draws_weights and (first.initializer == "zeros" or first.init_scale == 0.0)


def start_ratios(run: MeasuredRun) -> tuple[float, float]:
    """Return the signal of the last hidden layer over that of layer 1 and the backward ratio, at the first census."""
    backward, signal = run.history.backward[:1], run.history.signal[:1]
    if not len(signal):
        return nan, nan
    with np.errstate(all="ignore"):
        return float(signal[0, -2] / signal[0, 0]), float(backward[0, 0] / backward[0, -1])


def fades_at_start(run: MeasuredRun) -> bool:
    """Return whether a signal or the gradient was as small at the first census as what counts as vanishing."""
    return min((*start_ratios(run), run.first_ratio), key=_nan_last) < run.config.vanishing_below


def _nan_last(ratio: float) -> float:
    return ratio if ratio == ratio else inf


def weights_fit(run: MeasuredRun) -> bool:
    """Return whether the second layer's initial weights have about the variance that keeps a wide layer's signal.

    They must have it after each of a mixed network's activations: one that is nowhere steep suits no usual weights
    there. Of given weights, the typical layer's factor at the start tells.
    """
    kinds = dict.fromkeys(run.config.activations)
    flat = [key for key in kinds if ACTIVATIONS[key].max_slope(run.config.alpha) < FLAT]
    return all(_weights_fit_after(run, key) for key in kinds) and not (flat and len(kinds) > 1)


def _weights_fit_after(run: MeasuredRun, key: str) -> bool:
    config, (n_in, n_out) = run.config, run.facts.sizes[1:3]
    entry, slope = ACTIVATIONS[key], ACTIVATIONS[key].negative_slope(config.alpha)
    variances = INITIALIZERS[config.initializer].variances
    drawn = 1.0 / n_in if variances is None else variances(n_in, n_out, slope)[0]
    gain = drawn * n_in * config.init_scale**2 if config.draws_weights else run.start_weight_factor**2
    if entry.rectifier:
        return gain > 1.9 / (1.0 + slope**2)
    return gain > 0.95 and not gain * start_slope(run) ** 2 < KEPT


@measured_once
def layers_shrink_at_start(run: MeasuredRun) -> bool:
    """Return whether the typical gain of a layer at the start, over all layers, explains most of a vanishing gradient.

    Most means that of its decades at least half are explained. Then units that have no slope are not the cause.
    """
    over_all = run.start_gain**run.facts.n_hidden if run.config.architecture.is_plain else start_backward_ratio(run)
    return over_all < sqrt(run.config.vanishing_below)


def typical_factors(run: MeasuredRun) -> tuple[float, float]:
    """Return the median slope factor and weight factor, of the layers that have one; NaN where none has."""
    s = run.snapshot
    slopes, weights = _known(s.slope_factors, s.weight_factors, ~s.underflows[:-1])
    return _median(slopes), _median(weights)


def start_slope(run: MeasuredRun) -> float:
    """Return the median slope factor at the start; NaN where it is not known, or for other activations than now."""
    start = run.history.start
    if start is None or start.factors is None or not start.is_of(run.config):
        return nan
    return _median(_known(start.factors[1], start.factors[0])[0])


def flattened(run: MeasuredRun) -> bool:
    """Return whether the slopes have become so much smaller since the start that steps must have moved the units.

    The layers below a dead one get no gradient that would tell their slopes: at least half of all layers must.
    """
    s = run.snapshot
    slopes, _ = _known(s.slope_factors, s.weight_factors, ~s.underflows[:-1])
    enough = 2 * len(slopes) >= run.facts.n_hidden and not s.dead_layers
    return enough and _median(slopes) < FLATTENED * start_slope(run)


def flattened_layer_text(run: MeasuredRun) -> str | None:
    """Return a sentence on the one layer whose slopes take most of the gradient's decades, and did not at the start."""
    start, s = run.history.start, run.snapshot
    if start is None or start.factors is None or not start.is_of(run.config) or not run.config.architecture.is_plain:
        return None
    with np.errstate(all="ignore"):
        slopes, all_factors = np.log10([s.slope_factors, s.slope_factors * s.weight_factors])
    if not np.isfinite(all_factors).all():
        return None
    layer = int(slopes.argmin())
    before, now = float(start.factors[1][layer]), float(s.slope_factors[layer])
    if not slopes[layer] < MOST * all_factors.sum() < 0.0 or not now < FLATTENED * before:
        return None
    return tr(
        "Layer {layer} does most of that: its slope factor was {before} at the start and is {now}. Steps have pushed "
        "its units where the slope of {name} is small.",
        layer=layer + 1,
        before=figure(before),
        now=figure(now),
        name=ACTIVATIONS[run.config.activations[layer]].label,
    )


def slopes_at_biases(run: MeasuredRun) -> float | None:
    """Return the largest slope within 1 of the initial bias, where units with such slopes are saturated; else None.

    None, too, where the slopes at the start were large all the same: then the weights carry units away from the bias.
    """
    config, entries = run.config, [ACTIVATIONS[key] for key in run.config.activations]
    if config.architecture.normalizes_before:  # which moves the units away from their biases
        return None
    about = config.bias_init + np.array([-1.0, 0.0, 1.0])
    at = max(float(np.abs(entry.slope(about, config.alpha)).max()) for entry in entries)
    largest = min(entry.max_slope(config.alpha) for entry in entries)
    if (
        not config.draws_weights
        or config.bias_init == 0.0
        or at >= SATURATED_BELOW * largest
        or start_slope(run) >= 0.5 * largest
    ):
        return None
    return at


def start_backward_ratio(run: MeasuredRun) -> float:
    """Return the backward ratio at the start; NaN where it is not known, or for other activations than now."""
    rows, start = run.history.backward, run.history.start
    if not len(rows) or rows[0, -1] == 0.0 or start is None or not start.is_of(run.config):
        return nan
    return float(rows[0, 0] / rows[0, -1])


def faded(run: MeasuredRun) -> bool:
    """Return whether the backward ratio has shrunk to less than 1/FADED of its first value.

    Under batch normalisation the first is that of running statistics and all examples, the latest that of a batch:
    they do not compare.
    """
    return run.config.normalization != "batch" and start_backward_ratio(run) > FADED * run.backward_ratio


def differences_are_known(run: MeasuredRun) -> bool:
    """Return whether the latest signals are those of several examples: a single one differs from no other."""
    size = run.config.batch_size
    single = size == 1 or len(run.facts.train_x) % size == 1
    return run.snapshot.whole_gradient or not single or bool(run.snapshot.signal.any())


def overflow_at_start_text(run: MeasuredRun) -> str:
    """Return a sentence on initial weights that made the first outputs far off."""
    return tr(
        "The first outputs erred by {error} times as much as a constant guess, and differed {amplification} "
        "times as much from example to example as the inputs: the initial weights are too large.",
        error=figure(run.error(run.first_loss)),
        amplification=figure(run.amplification),
    )


def now_text(ratio: float) -> str:
    """Return what is left of a ratio, as the end of a sentence; 0 is what float32 can no longer hold."""
    return figure(ratio) if ratio > 0.0 else tr("now too small for float32")


def _known(slopes: Floats, weights: Floats, known: Bools | bool = True) -> tuple[Floats, Floats]:
    """Return the slope and the weight factors that are not 0 merely because no gradient comes to their layer."""
    with np.errstate(invalid="ignore"):
        comes = np.append((slopes * weights)[1:] > 0.0, True) & known
    return slopes[comes & (weights > 0.0)], weights[comes]


def _median(factors: Floats) -> float:
    return median(factors) if len(factors) else nan
