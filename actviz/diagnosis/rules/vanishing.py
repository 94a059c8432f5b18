"""A gradient that shrinks from layer to layer."""

from __future__ import annotations

from math import nan

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding, merged
from actviz.diagnosis.remedies import Remedy, suggestions
from actviz.diagnosis.rule import rule
from actviz.diagnosis.run_facts import Case
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import median
from actviz.number_text import figure
from actviz.training.measure.underflow_text import ratio_text

WEAK_NORM = 1e-4  # of the first layer's gradient


@rule("vanishing", explains=("rate_too_small", "not_learning"), effect=True)
def vanishing(case: Case) -> Finding | None:
    """The first layers get next to no gradient."""
    small = case.ratio < case.config.vanishing_below
    if not small or (case.first_norm >= WEAK_NORM and case.learned) or case.n_dead == case.n_units:
        return None
    weak = case.first_norm < WEAK_NORM and not case.learned
    rms = case.snapshot.gradient_rms
    starved = [i for i, r in enumerate(rms, 1) if r < case.config.vanishing_below * rms[-1]]
    weights, slopes = case.snapshot.weight_factors, case.snapshot.slope_factors
    known = ~case.snapshot.underflows[:-1]  # a factor between two gradients that underflow is not known
    slope, weight = (median(each[known]) if known.any() else nan for each in (slopes, weights))
    names = " and ".join(ACTIVATIONS[key].label for key in dict.fromkeys(case.config.activations))
    blame = (
        f"On its way back every layer multiplies it by the slope of {names}, {figure(slope)} at the median, "
        f"and by the weights, {figure(weight)}."
    )
    chosen: tuple[Remedy, ...] = (
        remedies.activation("relu", "he_normal"),
        remedies.activation("elu", "he_normal"),
        remedies.activation("tanh", "orthogonal" if len(case.config.hidden) > remedies.DEEP else "xavier_normal"),
        remedies.fewer_layers,
        remedies.initializer("he_normal"),
    )
    if case.first_ratio >= case.config.vanishing_below and slope < 0.5 * weight:
        start = figure(case.first_ratio)
        blame = f"It was {start} at the start: long steps have pushed the units where their slope is small."
        chosen = (remedies.rate(1 / 10), remedies.clip(1.0), *chosen)
    elif slope > 0.5 * weight:  # the weights are to blame more than the slopes
        chosen = (remedies.scale_one, remedies.fitting_initializer, remedies.initializer("orthogonal"), *chosen)
    share = ratio_text(case.snapshot, case.ratio)
    lost = case.first_norm == 0.0 and case.snapshot.underflows[0]
    return Finding(
        "vanishing",
        "The gradient vanishes",
        "warning" if weak else "note",
        f"Layer 1 gets {share.replace('< ', 'less than ')} of the gradient of the last layer. {blame}",
        (
            Evidence("first/last, median", share),
            Evidence("layer 1's norm", "below float32" if lost else figure(case.first_norm)),
            Evidence("loss", case.losses),
        ),
        merged(starved),
        ("gradient_flow", "why", "activation", "network"),
        suggestions(case.config, chosen),
    )
