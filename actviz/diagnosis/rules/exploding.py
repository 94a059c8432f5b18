"""The rule for a gradient, or a signal, that grows from layer to layer."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.findings import GRADIENT, Evidence, Finding
from actviz.diagnosis.growing_functions import function_enlarges, growing_slope_text
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.overflowing_functions import overflow_text, overflowing_functions
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.start_of_run import typical_factors
from actviz.diagnosis.structure_of_run import factor_of, growing_skips_text, rest_of_a_layer, weights_factor_text
from actviz.joined_text import sentences
from actviz.number_text import compact, figure
from actviz.translation import mark, tr

FAR_OFF = 5.0  # times the error of guessing
WORSE = 1.05  # times the loss of guessing
LONG = 0.1  # update ratio
WHAT = Choice("exploding")


@rule("exploding", mark("exploding gradient"), explains=("rate_too_large", "saturation", "not_learning", "overfitting"))
def exploding(run: MeasuredRun) -> Finding | None:
    """Find a gradient that grows from layer to layer and does harm, or a signal that does."""
    overflows, grows = not np.isfinite(run.snapshot.gradient_norms).all(), _gradient_grows(run)
    if not (overflows or grows or _signal_grows(run)):
        return None
    why = explain(run, WHAT)
    return Finding(
        "exploding",
        tr("The gradient is not finite")
        if overflows
        else tr("The gradient explodes")
        if grows
        else tr("The signal explodes"),
        "critical",
        why.text,
        (
            Evidence(tr(GRADIENT), figure(run.ratio)),
            Evidence(tr("largest gradient norm"), figure(run.largest_norm)),
            Evidence(tr("loss"), run.losses),
        ),
        (),
        ("gradient_flow", "why", "network"),
        suggested(run, why.cause),
        why.cause,
        said=why.said,
        fact=tr("Layer 1 gets {ratio} times the output layer's gradient", ratio=figure(run.ratio))
        if grows and not overflows
        else "",
    )


def _gradient_grows(run: MeasuredRun) -> bool:
    """Return whether the gradient grows and a loss beyond guessing's or long steps follow from it."""
    updates = run.snapshot.update_ratios
    harm = run.recent_loss > WORSE * run.chance or (updates is not None and float(updates.max()) > LONG)
    return run.ratio > run.config.exploding_above and harm and not run.learned


def _signal_grows(run: MeasuredRun) -> bool:
    return run.error(run.snapshot.loss) > FAR_OFF and run.overflowing


@WHAT.sentence("growing_function")
def function_overflows(run: MeasuredRun) -> str | None:
    """Gradients are not finite, and an activation is not finite at the pre-activations of its layer."""
    overflowing = {} if np.isfinite(run.snapshot.gradient_norms).all() else overflowing_functions(run)
    return overflow_text(overflowing) if overflowing else None


@WHAT.sentence("large_weights")
def weights_overflow(run: MeasuredRun) -> str | None:
    """Gradients are not finite, and the initial weights were enlarged."""
    if np.isfinite(run.snapshot.gradient_norms).all() or run.config.init_scale <= 1.0:
        return None
    return tr(
        "With initial weights of scale {init_scale}, values leave the range of numbers.",
        init_scale=compact(run.config.init_scale),
    )


@WHAT.sentence()
def overflows(run: MeasuredRun) -> str | None:
    """Gradients are not finite."""
    if np.isfinite(run.snapshot.gradient_norms).all():
        return None
    return tr("With the present weights, values leave the range of numbers on their way through the layers.")


@WHAT.sentence("growing_function")
def function_enlarges_the_gradient(run: MeasuredRun) -> str | None:
    """Layer 1 gets far more gradient than the last layer, by a steep activation."""
    if not _gradient_grows(run) or not function_enlarges(run):
        return None
    return tr(
        "Layer 1 gets {ratio} times the output layer's gradient: the activation's slopes enlarge it on its way back.",
        ratio=figure(run.ratio),
    )


@WHAT.sentence("growing_skips")
def skips_enlarge(run: MeasuredRun) -> str | None:
    """Unscaled branches enlarged the signal or the gradient at the start."""
    why = growing_skips_text(run)
    if why is None:
        return None
    if _gradient_grows(run):
        gets = tr("Layer 1 gets {ratio} times the output layer's gradient.", ratio=figure(run.ratio))
        return sentences((gets, why))
    return sentences((_far_off_sentence(run), why))


@WHAT.sentence("growing_gradient")
def normalized_gradient_grows(run: MeasuredRun) -> str | None:
    """Layer 1 gets far more gradient than the last layer, by what normalisation divides by."""
    name, rest = rest_of_a_layer(run)
    if not _gradient_grows(run) or not name or run.config.normalization == "none":
        return None
    slope, weight = (figure(factor) for factor in typical_factors(run))
    factors = [
        tr("{factor} (the slopes)", factor=slope),
        weights_factor_text(run, weight),
        factor_of(figure(rest), name),
    ]
    return tr(
        "Layer 1 gets {ratio} times the output layer's gradient: each layer back multiplies it by about {factors}. A "
        "step that suits the last layers is far too long for the first ones.",
        ratio=figure(run.ratio),
        factors=" × ".join(factors),
    )


@WHAT.sentence("growing_gradient")
def gradient_grows(run: MeasuredRun) -> str | None:
    """Layer 1 gets far more gradient than the last layer."""
    if not _gradient_grows(run):
        return None
    return tr(
        "Layer 1 gets {ratio} times the output layer's gradient, as the layers enlarge it on its way back. A "
        "step that suits the last layers is far too long for the first ones.",
        ratio=figure(run.ratio),
    )


@WHAT.sentence("growing_function")
def function_grows(run: MeasuredRun) -> str | None:
    """The first outputs differed far more than the inputs, by a steep activation, and the outputs are far off."""
    if not _signal_grows(run) or not function_enlarges(run):
        return None
    why = growing_slope_text(run) or tr("the slopes of the activation enlarge the signal more than the initial weights")
    return tr("{far_off}: {why}.", far_off=_far_off(run), why=why)


@WHAT.sentence("large_weights")
def signal_grows(run: MeasuredRun) -> str | None:
    """The first outputs differed far more than the inputs, and the outputs are far off."""
    if not _signal_grows(run):
        return None
    told = [_far_off_sentence(run), tr("The initial weights are too large.")]
    if run.largest_update > LONG:
        step = figure(run.largest_update)
        told.append(tr("A step changes a layer's weights by {step} of their size, which is too much.", step=step))
    return sentences(told)


def _far_off_sentence(run: MeasuredRun) -> str:
    return tr("{text}.", text=_far_off(run))


def _far_off(run: MeasuredRun) -> str:
    return tr(
        "The outputs err by {error} times as much as a constant guess: at the start they differed "
        "{amplification} times as much from example to example as the inputs",
        error=figure(run.error(run.snapshot.loss)),
        amplification=figure(run.amplification),
    )
