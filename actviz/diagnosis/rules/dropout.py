"""The rule for dropout that leaves too little of narrow layers."""

from __future__ import annotations

from math import prod

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.loss_course import LITTLE, loss_falls, should_have_learned
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.mixed_data import is_mixed
from actviz.diagnosis.pace import is_fast, is_too_slow
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.start_of_run import fades_at_start
from actviz.number_text import compact, figure, percent
from actviz.translation import mark, tr

OFTEN = 0.01  # of the examples: from there on it happens in every third batch of 32
MUCH = 100.0  # times the mean square of the sums, by chance alone
HALF = 0.5  # of the units: usual dropout is less
WHAT = Choice("dropout")


@rule("dropout", mark("too much dropout"), explains=("dead_layer", "dead_units", "overfitting", EFFECTS))
def dropout(run: MeasuredRun) -> Finding | None:
    """Find that dropout leaves too little of layers or of their sums, in a network that does not learn."""
    if not run.config.dropout or run.learned or not should_have_learned(run):
        return None
    if loss_falls(run) and no_better_than_guessing(run) is None:
        return None
    if is_fast(run) or is_too_slow(run) or fades_at_start(run) or run.overflowing or run.changed_at:
        return None
    why = explain(run, WHAT)
    if not why.said:
        return None
    return Finding(
        "dropout",
        tr("Dropout leaves too little"),
        "warning",
        why.text,
        (
            Evidence(tr("dropout"), compact(run.config.dropout)),
            Evidence(tr("narrowest layer"), tr("{min} units", min=min(run.facts.sizes[1:-1]))),
            Evidence(tr("batches' loss, with dropout"), figure(run.recent_loss)),
            Evidence(tr("loss without"), figure(run.snapshot.loss)),
        ),
        (),
        ("loss", "network"),
        suggested(run, why.cause),
        why.cause,
        said=why.said,
    )


def _cut_off(run: MeasuredRun) -> float:
    """Return the share of examples for which all units of a layer are dropped that no skip leads past."""
    bridged, share = run.passed_layers, run.config.dropout
    return 1.0 - prod(1.0 - share**n for i, n in enumerate(run.facts.sizes[1:-1], 1) if i not in bridged)


@WHAT.sentence("dropped")
def whole_layers(run: MeasuredRun) -> str | None:
    """All units of some layer are dropped for many examples."""
    cut = _cut_off(run)
    if cut < OFTEN:
        return None
    return tr(
        "With dropout {dropout} and layers of {min} units, a step drops every unit of some layer for {cut} "
        "of the examples: then the output does not depend on the input.",
        dropout=compact(run.config.dropout),
        min=min(run.facts.sizes[1:-1]),
        cut=percent(cut),
    )


@WHAT.sentence("dropped")
def much(run: MeasuredRun) -> str | None:
    """Dropping enlarges the sums' mean square from layer to layer, as nothing normalises them."""
    share, n = run.config.dropout, run.facts.n_hidden - len(run.passed_layers)
    a_layer = 1.0 / (1.0 - share)
    if a_layer**n < MUCH or run.config.normalization != "none":
        return None
    return tr(
        "In each step {share} of a layer's outputs are kept, and multiplied by {a_layer}. By chance alone, "
        "which of them are kept, sums over weights of either sign get {a_layer} times the mean square a "
        "layer, {a_layer_2} times over {n} layers: what an example says is lost in it.",
        share=percent(1.0 - share),
        a_layer=compact(a_layer, 2),
        a_layer_2=figure(a_layer**n),
        n=n,
    )


@WHAT.sentence("dropped")
def no_better_than_guessing(run: MeasuredRun) -> str | None:
    """With much dropout the network is no better than a constant output, and little better without."""
    share, with_it, without = run.config.dropout, run.recent_loss, run.snapshot.loss
    if share < HALF or not with_it >= run.chance or not LITTLE * run.chance < without < with_it:
        return None
    if is_mixed(run.facts):
        return None
    return tr(
        "A step drops {share} of the units. With those that are left the batches' loss is {recent}, no better than "
        "that of guessing, {chance}; with all units the loss is {loss}.",
        share=percent(share),
        recent=figure(with_it),
        chance=figure(run.chance),
        loss=figure(without),
    )
