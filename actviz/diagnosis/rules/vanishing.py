"""The rule for a gradient that shrinks from layer to layer."""

from __future__ import annotations

from math import nan

from actviz.diagnosis.findings import Evidence, Finding, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import median
from actviz.number_text import figure
from actviz.training.measure.underflow_text import ratio_text

WEAK_NORM = 1e-4  # of the first layer's gradient
BELOW = "below float32"


@rule("vanishing", explains=("rate_too_small", "not_learning"), effect=True)
def vanishing(run: MeasuredRun) -> Finding | None:
    """Find first layers that get next to no gradient, and signals that fade on their way forward or back.

    A weight's gradient is the signal forward times the signal back (Glorot and Bengio 2010, eq. 14). Where both fade
    alike, the weight gradients of all layers are equally small, and only the signals tell.
    """
    if run.n_dead == run.n_units:
        return None
    blocked = bool(run.snapshot.dead_layers)  # a dead layer passes no signal on, which is another fault
    below = run.config.vanishing_below
    weights_fade = run.ratio < below and (run.first_norm < WEAK_NORM or not run.learned)
    back_fades, forward_fades = (
        r < below and not (run.learned or blocked) for r in (run.backward_ratio, run.forward_ratio)
    )
    if not (weights_fade or back_fades or forward_fades):
        return None
    weak = not run.learned and (run.first_norm < WEAK_NORM or back_fades or forward_fades)
    rms = run.snapshot.gradient_rms
    faded = rms if weights_fade else run.snapshot.backward if back_fades else run.snapshot.signal[::-1]
    starved = [i for i, size in enumerate(faded, 1) if size < below * faded[-1]]
    if not (weights_fade or back_fades):
        starved = [len(faded) + 1 - i for i in starved]
    why, cause = _cause(run)
    share = ratio_text(run.snapshot, run.ratio)
    lost = run.first_norm == 0.0 and run.snapshot.underflows[0]
    gets = share.replace("< ", "less than ")
    if weights_fade:
        title, told = "The gradient vanishes", f"Layer 1 gets {gets} of the gradient of the last layer."
    elif back_fades:
        title = "The backward signal vanishes"
        told = (
            f"Layer 1's backward signal is {figure(run.backward_ratio)} of the last layer's, though its weight "
            f"gradient, the product of both signals, is {gets} of the last layer's."
        )
    else:
        title = "The signal vanishes"
        told = f"From layer 1 to the last hidden layer the examples' differences shrink to {figure(run.forward_ratio)}."
    return Finding(
        "vanishing",
        title,
        "warning" if weak else "note",
        f"{told} {why}",
        (
            Evidence("first/last, median", share),
            Evidence("backward signal", BELOW if lost else figure(run.backward_ratio)),
            Evidence("signal, last hidden/first", figure(run.forward_ratio) if run.forward_ratio > 0.0 else BELOW)
            if forward_fades
            else Evidence("layer 1's norm", BELOW if lost else figure(run.first_norm)),
            Evidence("loss", run.losses),
        ),
        merged(starved),
        ("gradient_flow", "why", "activation", "network"),
        suggestions(run.config, cause),
        cause,
    )


def _cause(run: MeasuredRun) -> tuple[str, str]:
    """Return a sentence on what shrinks the gradient, checked against the start, and the key of that cause."""
    weights, slopes = run.snapshot.weight_factors, run.snapshot.slope_factors
    known = ~run.snapshot.underflows[:-1]  # two gradients that underflow give no factor
    slope, weight = (median(each[known]) if known.any() else nan for each in (slopes, weights))
    names = " and ".join(ACTIVATIONS[key].label for key in dict.fromkeys(run.config.activations))
    factors = (
        f"On its way back every layer multiplies the gradient by the slope of {names}, {figure(slope)} at the median, "
        f"and by the weights, {figure(weight)}"
    )
    if run.flattened and slope < 0.5 * weight:
        start = figure(run.start_slope)
        return (
            f"The slope of {names}, {start} at the median at the start, is {figure(slope)} now: steps have pushed the "
            "units where it is small."
        ), "flattened"
    if slope > 0.5 * weight:  # the weights shrink it more than the slopes
        if run.start_gain < 1.0:
            factors += f"; the small initial weights let a layer pass on {figure(run.start_gain)} of it at the start"
        return f"{factors}.", "small_weights"
    return f"{factors}.", "small_slopes"
