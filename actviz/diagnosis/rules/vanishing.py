"""The rule for a gradient that shrinks from layer to layer."""

from __future__ import annotations

from math import isfinite, sqrt

from actviz.diagnosis.findings import GRADIENT, Evidence, Finding, merged
from actviz.diagnosis.former_settings import before_text, change_after_the_damage
from actviz.diagnosis.loss_course import had_learned
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.pace import decayed_shares, fast_text, is_fast
from actviz.diagnosis.readings import gradient_share, less_than_text
from actviz.diagnosis.remedies import REMEDIES, suggested
from actviz.diagnosis.rule import rule
from actviz.diagnosis.scale import saturated_by_inputs
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.start_of_run import (
    differences_are_known,
    fades_at_start,
    flattened_layer_text,
    now_text,
    overflow_at_start_text,
    slopes_at_biases,
    start_backward_ratio,
    start_slope,
    typical_factors,
    weights_fit,
)
from actviz.diagnosis.start_of_run import faded as backward_faded
from actviz.diagnosis.start_of_run import flattened as slopes_flattened
from actviz.diagnosis.structure_of_run import (
    TWO_ALIKE,
    factor_of,
    growing_skips_text,
    rest_of_a_layer,
    two_are_normalized,
    typical_without_slopes,
    weights_factor_text,
    weights_size_counts,
)
from actviz.joined_text import listed, sentences
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact, figure, fraction_text
from actviz.training.measure.underflow_text import ratio_text
from actviz.translation import mark, tr

WEAK_NORM = 1e-4  # of the first layer's gradient
BELOW = mark("below float32")
DECAYED = 0.5  # shares of a weight, added up over the steps, from which decay can have made weights so small
LITTLE_AT_START = 0.01  # backward ratio
TITLES = {
    "vanishing.gradient": mark("The gradient vanishes"),
    "vanishing.no_gradient": mark("The gradient vanishes"),
    "vanishing.backward": mark("The backward signal vanishes"),
    "vanishing.forward": mark("The signal vanishes"),
}
WHAT, WHY = Choice("vanishing"), Choice("vanishing.why")


@rule("vanishing", mark("vanishing gradient"), explains=("rate_too_small", "not_learning"), effect=True)
def vanishing(run: MeasuredRun) -> Finding | None:
    """Find first layers that get next to no gradient, and signals that fade on their way forward or back.

    A weight's gradient is the signal forward times the signal back (Glorot and Bengio 2010, eq. 14). Where both fade
    alike, the weight gradients of all layers are equally small, and only the signals tell.
    """
    lost = run.first_norm == 0.0 and bool(run.snapshot.underflows[0])
    stopped = run.first_norm == 0.0 and not lost  # units that are off stop it: it does not fade
    why = explain(run, WHAT, WHY)
    if run.n_dead == run.n_units or stopped or len(why.said) < 2:
        return None
    weak = not run.learned and (run.first_norm < WEAK_NORM or _backward_fades(run) or _forward_fades(run))
    return Finding(
        "vanishing",
        tr(TITLES[why.said[0]]),
        "warning" if weak else "note",
        why.text,
        (
            Evidence(tr(GRADIENT), ratio_text(run.snapshot, run.ratio)),
            Evidence(tr("backward signal, layer 1 ÷ output"), tr(BELOW) if lost else figure(run.backward_ratio)),
            Evidence(
                tr("signal, last hidden ÷ layer 1"), figure(run.forward_ratio) if run.forward_ratio > 0.0 else tr(BELOW)
            )
            if _forward_fades(run)
            else Evidence(tr("layer 1's norm"), tr(BELOW) if lost else figure(run.first_norm)),
            Evidence(tr("loss"), run.losses),
        ),
        merged(_starved(run)),
        ("gradient_flow", "why", "activation", "network"),
        suggested(run, why.cause, *([REMEDIES["bias_zero"]] if "vanishing.why.biases" in why.said else [])),
        why.cause,
        said=why.said,
        fact=_fact(run, why.said[0]),
    )


def _fact(run: MeasuredRun, what: str) -> str:
    """Return the headline of what vanishes."""
    if what == "vanishing.gradient":
        return tr("Layer 1 gets {share} of the gradient", share=less_than_text(gradient_share(run)))
    if what == "vanishing.backward":
        return tr(
            "Layer 1 gets {backward_ratio} of the backward signal", backward_ratio=fraction_text(run.backward_ratio)
        )
    if what == "vanishing.forward":
        return tr(
            "The last hidden layer gets {forward_ratio} of layer 1's signal",
            forward_ratio=fraction_text(run.forward_ratio),
        )
    return tr("No layer's weights get any gradient")


def _gradient_fades(run: MeasuredRun) -> bool:
    """Whether layer 1's gradient is a tiny part of the last one's, and the way back makes most of that.

    The rest is made by signals that are larger in the last layers: a weight's gradient is proportional to its input.
    """
    weak = run.ratio < run.config.vanishing_below and (run.first_norm < WEAK_NORM or not run.learned)
    return weak and not run.backward_ratio > sqrt(run.ratio)


def _backward_fades(run: MeasuredRun) -> bool:
    return run.backward_ratio < run.config.vanishing_below and _may_fade(run)


def _forward_fades(run: MeasuredRun) -> bool:
    return run.forward_ratio < run.config.vanishing_below and _may_fade(run)


def _may_fade(run: MeasuredRun) -> bool:
    return not (run.learned or run.snapshot.dead_layers)  # a dead layer passes no signal on, which is another fault


def _starved(run: MeasuredRun) -> list[int]:
    """Return the layers with next to nothing of what vanishes."""
    s, below = run.snapshot, run.config.vanishing_below
    if _gradient_fades(run) or _backward_fades(run):
        faded = s.gradient_rms if _gradient_fades(run) else s.backward
        return [i for i, size in enumerate(faded, 1) if size < below * faded[-1]] or [1]
    return [i for i, size in enumerate(s.signal, 1) if size < below * s.signal[0]] or [run.facts.n_hidden]


def _gets(run: MeasuredRun) -> str:
    return less_than_text(ratio_text(run.snapshot, run.ratio))


@WHAT.sentence()
def gradient(run: MeasuredRun) -> str | None:
    """Layer 1's weight gradient is a tiny part of the last layer's."""
    return tr("Layer 1 gets {gets} of the output layer's gradient.", gets=_gets(run)) if _gradient_fades(run) else None


@WHAT.sentence()
def no_gradient(run: MeasuredRun) -> str | None:
    """No layer has a weight gradient, and layer 1 no backward signal."""
    if not _backward_fades(run) or run.snapshot.gradient_norms.any():
        return None
    return tr("No layer's weights get any gradient, and no backward signal comes to layer 1.")


@WHAT.sentence()
def backward(run: MeasuredRun) -> str | None:
    """Layer 1's backward signal is a tiny part of the last layer's; its weight gradient is not."""
    if not _backward_fades(run):
        return None
    s, ratio = run.snapshot, figure(run.backward_ratio)
    if not s.first_last_ratio >= run.config.vanishing_below:
        return tr("Layer 1 gets {ratio} of the output layer's backward signal.", ratio=ratio)
    return tr(
        "Layer 1 gets {ratio} of the output layer's backward signal, but {weight} of its weight gradient, which is the "
        "product of both signals.",
        ratio=ratio,
        weight=ratio_text(s, s.first_last_ratio),
    )


@WHAT.sentence()
def forward(run: MeasuredRun) -> str | None:
    """The last hidden layer's signal is a tiny part of layer 1's."""
    if not _forward_fades(run):
        return None
    return tr(
        "From layer 1 to the last hidden layer the examples' differences shrink to {forward_ratio}.",
        forward_ratio=figure(run.forward_ratio),
    )


def _factors_text(run: MeasuredRun) -> str:
    slope, weight = (figure(factor) for factor in typical_factors(run))
    name, rest = rest_of_a_layer(run)
    largest = max(ACTIVATIONS[key].max_slope(run.config.alpha) for key in run.config.activations)
    if largest < 1.0:
        of_slope = tr(
            "{slope} (the slope of {names}, never above {largest})",
            slope=slope,
            names=_names(run),
            largest=compact(largest),
        )
    else:
        of_slope = tr("{slope} (the slope of {names})", slope=slope, names=_names(run))
    of_weight = weights_factor_text(run, weight)
    factors = [of_slope, of_weight, *([factor_of(figure(rest), name)] if name else [])]
    return tr("Each layer back multiplies the gradient by about {factors}", factors=" × ".join(factors))


def _factors_sentence(run: MeasuredRun) -> str:
    return tr("{text}.", text=_factors_text(run))


def _names(run: MeasuredRun) -> str:
    return listed(ACTIVATIONS[key].label for key in dict.fromkeys(run.config.activations))


@WHY.sentence("input_scale")
def by_the_inputs(run: MeasuredRun) -> str | None:
    """Large inputs hold layer 1 in the flat parts of its activation, and its slopes shrink the gradient most."""
    slopes = run.snapshot.slope_factors
    if not saturated_by_inputs(run) or slopes[0] > slopes.min():
        return None
    return tr(
        "Layer 1 multiplies it by a slope factor of {slopes}, for its units saturate: the inputs, "
        "{input_size} in their RMS where 1 is usual, are too large.",
        slopes=figure(slopes[0]),
        input_size=figure(run.input_size),
    )


@WHY.sentence("tiny_batch")
def batch_of_two(run: MeasuredRun) -> str | None:
    """Two examples are normalised to −1 and 1."""
    if not two_are_normalized(run):
        return None
    return sentences((_factors_sentence(run), tr(TWO_ALIKE)))


def _smaller_slope(run: MeasuredRun) -> str | None:
    """Return how far the slopes have shrunk since the start, if they shrink the gradient more than the weights."""
    slope = typical_factors(run)[0]
    if not (slopes_flattened(run) and slope < 0.5 * typical_without_slopes(run)):
        return None
    return tr(
        "The slope of {names}, {start_slope} at the median at the start, is {slope} now",
        names=_names(run),
        start_slope=figure(start_slope(run)),
        slope=figure(slope),
    )


@WHY.sentence()
def flattened_before(run: MeasuredRun) -> str | None:
    """As below, by steps with former settings."""
    change, smaller = change_after_the_damage(run), _smaller_slope(run)
    if change is None or smaller is None:
        return None
    return tr(
        "{smaller}: steps pushed the units where it is small, {before}", smaller=smaller, before=before_text(change)
    )


@WHY.sentence("large_weights")
def enlarged_at_the_start(run: MeasuredRun) -> str | None:
    """The gradient or signal was not small at the start, when the weights made the outputs far off."""
    if not run.overflowing or fades_at_start(run) or run.changed_at or growing_skips_text(run) is not None:
        return None
    return overflow_at_start_text(run)


@WHY.sentence("flattened")
def flattened(run: MeasuredRun) -> str | None:
    """The slopes are smaller than at the start, and shrink the gradient more than the weights."""
    smaller = _smaller_slope(run)
    return smaller and tr("{smaller}: steps have pushed the units where it is small.", smaller=smaller)


@WHY.sentence("strong_decay")
def by_decay(run: MeasuredRun) -> str | None:
    """The backward ratio has shrunk since the start by weights that a weight decay has made smaller."""
    decayed = decayed_shares(run) >= DECAYED and differences_are_known(run)
    if not decayed or not backward_faded(run) or not _weights_shrink_more(run):
        return None
    decay, signal, now = compact(run.config.weight_decay), run.history.signal[0, 0], run.snapshot.signal[0]
    left = mark(
        "That is the work of the weight decay of {decay}: layer 1's signal was {signal} at the start and is {now}."
    )
    gone = mark(
        "That is the work of the weight decay of {decay}: layer 1's signal was {signal} at the start and nothing is "
        "left of it."
    )
    work = tr(left if now > 0.0 else gone, decay=decay, signal=figure(signal), now=figure(now))
    return sentences((_factors_sentence(run), work, fast_text(run) or ""))


@WHY.sentence("long_steps")
def faded(run: MeasuredRun) -> str | None:
    """The backward ratio has shrunk since the start, when it was not small, by long steps or after a low loss."""
    long = run.loss_spike is not None or is_fast(run)
    if not (long or had_learned(run)):
        return None
    if not backward_faded(run) or start_backward_ratio(run) < LITTLE_AT_START or run.spike_is_older:
        return None
    by_long = mark(
        "Layer 1's backward signal was {start_backward_ratio} of the output layer's at the start and is "
        "{now}: long steps have changed the network so."
    )
    by_steps = mark(
        "Layer 1's backward signal was {start_backward_ratio} of the output layer's at the start and is "
        "{now}: steps have changed the network so."
    )
    ratio, now = figure(start_backward_ratio(run)), now_text(run.backward_ratio)
    return tr(by_long if long else by_steps, start_backward_ratio=ratio, now=now)


@WHY.sentence("flattened")
def one_layer_flattened(run: MeasuredRun) -> str | None:
    """The slopes of one layer, far larger at the start, take most of the gradient's decades."""
    return flattened_layer_text(run) if _gradient_fades(run) or _backward_fades(run) else None


@WHY.sentence("narrow_layers")
def fitting_weights_at_the_start(run: MeasuredRun) -> str | None:
    """The same as below, though the initial weights are those that suit the activation: chance does it."""
    slope, weight = typical_factors(run)
    rectifiers = all(ACTIVATIONS[key].rectifier for key in run.config.activations)
    if not (_weights_shrink_more(run) or rectifiers) or not run.start_gain < sqrt(slope * weight):
        return None
    if not weights_fit(run) or not run.config.draws_weights:
        return None
    return tr(
        "{factors}. At the start a layer passed on {start_gain} of it at the median, though the size of the "
        "initial weights suits the activation: in narrow layers the draw of the weights decides.",
        factors=_factors_text(run),
        start_gain=figure(run.start_gain),
    )


@WHY.sentence("small_weights")
def weights_at_the_start(run: MeasuredRun) -> str | None:
    """The weights shrink the gradient more than the slopes, and at least half of that was so at the start."""
    slope, weight = typical_factors(run)
    if not _weights_shrink_more(run) or not run.start_gain < sqrt(slope * weight):
        return None
    ratios = [each for each in (run.ratio, run.backward_ratio, run.forward_ratio) if each > 0.0]
    if ratios and run.start_gain**run.facts.n_hidden > sqrt(min(ratios)):
        return None  # so many typical layers would not lose half of the decades that are lost: a few others do
    some = mark("{factors}; the small initial weights let a layer pass on {passed} of it at the start.")
    none = mark("{factors}; the small initial weights let a layer pass on nothing of it at the start.")
    return tr(some if run.start_gain > 0.0 else none, factors=_factors_text(run), passed=figure(run.start_gain))


@WHY.sentence("small_weights")
def weights_now(run: MeasuredRun) -> str | None:
    """The weights shrink the gradient more than the slopes, and nothing makes up for their size."""
    return _factors_sentence(run) if _weights_shrink_more(run) and weights_size_counts(run) else None


@WHY.sentence("normalized_weights")
def weights_and_normalization(run: MeasuredRun) -> str | None:
    """The weights, normalised, shrink the gradient more than the slopes."""
    return _factors_sentence(run) if _weights_shrink_more(run) else None


@WHY.sentence("small_slopes")
def biases(run: MeasuredRun) -> str | None:
    """The biases start where the slopes are small, and the slopes at the start were not much larger."""
    at_biases = slopes_at_biases(run)
    if at_biases is None or _weights_shrink_more(run):
        return None
    return tr(
        "The biases start at {bias_init}, where the slope of {names} is at most {at_biases}: what the inputs "
        "add to them hardly changes an output.",
        bias_init=compact(run.config.bias_init),
        names=_names(run),
        at_biases=figure(at_biases),
    )


@WHY.sentence("small_slopes")
def slopes(run: MeasuredRun) -> str | None:
    """The slopes shrink the gradient more than the weights."""
    known = isfinite(typical_factors(run)[0])
    return _factors_sentence(run) if known and not _weights_shrink_more(run) else None


@WHY.sentence("small_slopes")
def below_floats(_run: MeasuredRun) -> str | None:
    """No layer's factors are known."""
    return tr("On its way it becomes smaller than float32 can hold.")


def _weights_shrink_more(run: MeasuredRun) -> bool:
    slope, rest = typical_factors(run)[0], typical_without_slopes(run)
    return rest == 0.0 or (slope > 0.5 * rest if weights_size_counts(run) else slope > rest)
