"""The rule for a layer without one live unit."""

from __future__ import annotations

from actviz.diagnosis.dead_layers import barriers, dead_units_hinder, layers_of_deaths
from actviz.diagnosis.death_manner import (
    EVERYWHERE,
    MANNER,
    evidence_of_deaths,
    remedies_of_manner,
)
from actviz.diagnosis.findings import Evidence, Finding, capital, layers_text, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.joined_text import of_total
from actviz.nn.activations import ACTIVATIONS
from actviz.training.units.structure_text import evaluation_words
from actviz.translation import mark, tr, tr_count

EFFECT = Choice("dead_layer")


@rule("dead_layer", mark("a dead layer"), explains=("dead_units", "exploding", EFFECTS))
def dead_layer(run: MeasuredRun) -> Finding | None:
    """Find the layers of which every unit is dead; those that a skip leads past are no barrier, and worth a note."""
    if not (run.dead_shares == 1.0).any():
        return None
    layers = merged(layers_of_deaths(run))
    why = explain(run, EFFECT, MANNER)
    return Finding(
        "dead_layer",
        tr_count(
            "{layers} is dead", "{layers} are dead", len(layers_of_deaths(run)), layers=capital(layers_text(layers))
        ),
        "critical" if barriers(run) else "warning" if dead_units_hinder(run) else "note",
        why.text,
        (
            Evidence(tr("dead units"), of_total(run.n_dead, run.n_units)),
            *evidence_of_deaths(run),
            Evidence(tr("loss"), run.losses),
        ),
        layers,
        ("deaths", "dead_units", "network", "activation"),
        suggested(run, why.cause, *remedies_of_manner(why.said)),
        why.cause,
        of_dead_units=True,
        said=why.said,
    )


def _is_one(run: MeasuredRun) -> bool:
    return len(layers_of_deaths(run)) == 1


@EFFECT.sentence()
def constant(run: MeasuredRun) -> str | None:
    """The activation has one flat region, where a dead unit is constant, and nothing else makes the layer's output."""
    if not run.config.architecture.is_plain:
        return None
    flat = [ACTIVATIONS[run.config.activations[i - 1]].flat_regions(run.config.alpha) for i in layers_of_deaths(run)]
    if not any(len(regions) == 1 and regions != EVERYWHERE for regions in flat):
        return None
    if _is_one(run):
        return tr(
            "No unit of that layer responds to any training example, so the output is constant and no gradient gets "
            "past it."
        )
    return tr(
        "No unit of these layers responds to any training example, so the output is constant and no gradient gets past "
        "them."
    )


@EFFECT.sentence()
def no_slope(run: MeasuredRun) -> str | None:
    """Every slope is zero, but a unit may have different values in different flat regions."""
    if _is_one(run):
        text = tr("On every training example the slope of all units of that layer is zero")
    else:
        text = tr("On every training example the slope of all units of these layers is zero")
    if run.config.architecture.differs_in_training:
        return tr("{text}, {how}.", text=text, how=evaluation_words(run.config))
    if run.passed_layers.issuperset(layers_of_deaths(run)):
        past = mark("{text}, so gradient gets past it over skips alone.")
        return tr(past if _is_one(run) else mark("{text}, so gradient gets past them over skips alone."), text=text)
    past = mark("{text}, so no gradient gets past it.")
    return tr(past if _is_one(run) else mark("{text}, so no gradient gets past them."), text=text)
