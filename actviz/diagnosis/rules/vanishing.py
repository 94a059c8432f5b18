"""The rule for a gradient that shrinks from layer to layer."""

from __future__ import annotations

from math import nan

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import Remedy, suggestions
from actviz.diagnosis.rule import rule
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import median
from actviz.number_text import figure
from actviz.training.measure.underflow_text import ratio_text

WEAK_NORM = 1e-4  # of the first layer's gradient


@rule("vanishing", explains=("rate_too_small", "not_learning"), effect=True)
def vanishing(run: MeasuredRun) -> Finding | None:
    """Find first layers that get next to no gradient."""
    small = run.ratio < run.config.vanishing_below
    if not small or (run.first_norm >= WEAK_NORM and run.learned) or run.n_dead == run.n_units:
        return None
    weak = run.first_norm < WEAK_NORM and not run.learned
    rms = run.snapshot.gradient_rms
    starved = [i for i, r in enumerate(rms, 1) if r < run.config.vanishing_below * rms[-1]]
    weights, slopes = run.snapshot.weight_factors, run.snapshot.slope_factors
    known = ~run.snapshot.underflows[:-1]  # two gradients that underflow give no factor
    slope, weight = (median(each[known]) if known.any() else nan for each in (slopes, weights))
    names = " and ".join(ACTIVATIONS[key].label for key in dict.fromkeys(run.config.activations))
    attribution = (
        f"On its way back every layer multiplies it by the slope of {names}, {figure(slope)} at the median, "
        f"and by the weights, {figure(weight)}."
    )
    chosen: tuple[Remedy, ...] = (
        remedies.activation("relu", "he_normal"),
        remedies.activation("elu", "he_normal"),
        remedies.activation("tanh", "orthogonal" if len(run.config.hidden) > remedies.DEEP else "xavier_normal"),
        remedies.fewer_layers,
        remedies.initializer("he_normal"),
    )
    if run.first_ratio >= run.config.vanishing_below and slope < 0.5 * weight:
        start = figure(run.first_ratio)
        attribution = f"It was {start} at the start: long steps have pushed the units where their slope is small."
        chosen = (remedies.rate(1 / 10), remedies.clip(1.0), *chosen)
    elif slope > 0.5 * weight:  # the weights shrink it more than the slopes
        chosen = (remedies.scale_one, remedies.fitting_initializer, remedies.initializer("orthogonal"), *chosen)
    share = ratio_text(run.snapshot, run.ratio)
    lost = run.first_norm == 0.0 and run.snapshot.underflows[0]
    return Finding(
        "vanishing",
        "The gradient vanishes",
        "warning" if weak else "note",
        f"Layer 1 gets {share.replace('< ', 'less than ')} of the gradient of the last layer. {attribution}",
        (
            Evidence("first/last, median", share),
            Evidence("layer 1's norm", "below float32" if lost else figure(run.first_norm)),
            Evidence("loss", run.losses),
        ),
        merged(starved),
        ("gradient_flow", "why", "activation", "network"),
        suggestions(run.config, chosen),
    )
