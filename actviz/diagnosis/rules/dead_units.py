"""The rule for many dead units, where every layer still has live ones."""

from __future__ import annotations

from actviz.diagnosis.dead_layers import DEAD_SHARE, dead_units_hinder, layers_of_deaths
from actviz.diagnosis.death_manner import (
    MANNER,
    evidence_of_deaths,
    remedies_of_manner,
)
from actviz.diagnosis.findings import Evidence, Finding, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.joined_text import of_total, sentences
from actviz.number_text import percent
from actviz.training.units.structure_text import evaluation_words, gets_no_gradient
from actviz.translation import mark, tr, tr_count

NOTE_SHARE = 0.1  # of all units
EFFECT = Choice("dead_units")


@rule("dead_units", mark("dead units"), explains=(EFFECTS,))
def dead_units(run: MeasuredRun) -> Finding | None:
    """Find a large share of dead units; a warning, or a note where the network learns without them."""
    shares = run.dead_shares
    worst = float(shares.max(initial=0.0))
    alarm = dead_units_hinder(run)
    if worst == 1.0 or not (alarm or worst > DEAD_SHARE or run.n_dead >= NOTE_SHARE * run.n_units):
        return None
    why = explain(run, EFFECT, MANNER)
    cause = "killed_some" if run.learned and why.cause == "killed" else why.cause
    return Finding(
        "dead_units",
        tr_count("{n} of {total} units is dead", "{n} of {total} units are dead", run.n_dead, total=run.n_units),
        "warning" if alarm else "note",
        why.text,
        (
            Evidence(tr("dead units"), of_total(run.n_dead, run.n_units)),
            Evidence(tr("dead in layer {layer}", layer=int(shares.argmax()) + 1), percent(worst)),
            *evidence_of_deaths(run),
        ),
        merged(layers_of_deaths(run)),
        ("deaths", "unit", "dead_units", "network"),
        suggested(run, cause, *remedies_of_manner(why.said)),
        cause,
        of_dead_units=True,
        said=why.said,
    )


@EFFECT.sentence()
def harmless(run: MeasuredRun) -> str | None:
    """The network has learned."""
    if not run.learned:
        return None
    return sentences((_what_it_is(run), tr("The network learns all the same.")))


@EFFECT.sentence()
def no_gradient(run: MeasuredRun) -> str | None:
    """A unit is dead where its slope is zero on every example."""
    return _what_it_is(run)


def _what_it_is(run: MeasuredRun) -> str:
    """Say what a dead unit is, and that it gets no gradient where that is so: see `gets_no_gradient`."""
    layers = [i for i, units in enumerate(run.snapshot.units, 1) if units.dead.any()]
    if all(gets_no_gradient(run.config, layer) for layer in layers):
        return tr("On every training example their slope is zero, so they get no gradient.")
    how = evaluation_words(run.config)
    if how:
        return tr("On every training example their slope is zero, {how}.", how=how)
    return tr("On every training example their slope is zero.")
