"""Whether the activation, not the weights, enlarges a signal or a gradient from layer to layer."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.measured_run import MeasuredRun
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.number_text import compact, figure
from actviz.translation import tr

STEEP = 1.5  # largest slope
NEAR, FAR = 10.0, 100.0  # |z|
GROWS = 2.0  # times the slope at NEAR, at FAR
ENLARGING = 2.5  # variance of a pre-activation over its inputs' mean square: He's rule gives 2


def is_steep(run: MeasuredRun) -> bool:
    """Return whether an activation has a slope above STEEP."""
    return any(ACTIVATIONS[key].max_slope(run.config.alpha) > STEEP for key in run.config.activations)


def growing_slope_text(run: MeasuredRun) -> str | None:
    """Return a clause on the first activation whose slope grows with z without bound; None where there is none."""
    z = np.array([-FAR, -NEAR, NEAR, FAR])
    for key in dict.fromkeys(run.config.activations):
        with np.errstate(all="ignore"):
            far_below, below, above, far_above = np.abs(ACTIVATIONS[key].slope(z, run.config.alpha)).tolist()
        near, far, side = (below, far_below, -1.0) if far_below > far_above else (above, far_above, 1.0)
        if not far <= max(STEEP, GROWS * near):
            slopes = tr(
                "{near} at z = {side} and {far} at {side_2}",
                near=figure(near),
                side=compact(side * NEAR),
                far=figure(far),
                side_2=compact(side * FAR),
            )
            return tr(
                "the slope of {activations} grows with z, {slopes}", activations=ACTIVATIONS[key].label, slopes=slopes
            )
    return None


def function_enlarges(run: MeasuredRun) -> bool:
    """Return whether a steep activation enlarges signals and gradients more than the initial weights do.

    The factors of the start tell, or, where they are not finite, whether the weights alone would keep a signal's size.
    """
    if not is_steep(run) or run.config.normalization != "none":  # which takes out again what a layer enlarges
        return False
    start = run.history.start
    if start is None or start.factors is None or not np.isfinite(start.factors).all() or not start.is_of(run.config):
        return initial_weights_are_usual(run)
    with np.errstate(divide="ignore"):
        weights, slopes = np.log(start.factors).sum(axis=1)
    return bool(slopes > max(0.0, weights)) or (growing_slope_text(run) is not None and initial_weights_are_usual(run))


def initial_weights_are_usual(run: MeasuredRun) -> bool:
    """Return whether the initial weights of no layer have a larger variance than He's rule gives, by a quarter.

    Of given weights, the layers' factors at the start tell.
    """
    config, sizes = run.config, run.facts.sizes
    if not config.draws_weights:
        start = run.history.start
        return start is None or start.factors is None or not bool((start.factors[0] ** 2 >= ENLARGING).any())
    variances, largest = INITIALIZERS[config.initializer].variances, 0.0
    for key, n_in, n_out in zip(config.activations, sizes[:-2], sizes[1:-1], strict=True):
        slope = ACTIVATIONS[key].negative_slope(config.alpha)
        drawn = 1.0 / n_in if variances is None else variances(n_in, n_out, slope)[0]
        largest = max(largest, drawn * n_in * config.init_scale**2)
    return largest < ENLARGING
