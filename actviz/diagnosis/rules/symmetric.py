"""The rule for units that start with equal weights and so stay equal."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.start_of_run import starts_at_zero
from actviz.number_text import figure, whole
from actviz.translation import mark, tr

FEW_STEPS = 10
WHAT = Choice("symmetric")


@rule("symmetric", mark("equal units"), explains=("dead_layer", "dead_units", EFFECTS))
def symmetric(run: MeasuredRun) -> Finding | None:
    """Find that all units of every layer have the same weights."""
    why = explain(run, WHAT)
    if not why.said:
        return None
    return Finding(
        "symmetric",
        tr("All units are alike"),
        "critical",
        why.text,
        (
            Evidence(tr("different units per layer"), "1"),
            Evidence(tr("loss"), run.losses),
            Evidence(tr("loss of guessing"), figure(run.facts.chance_loss)),
        ),
        merged(_alike(run)),
        ("network", "learned_map", "gradient_flow"),
        suggested(run, why.cause),
        why.cause,
        said=why.said,
    )


def _alike(run: MeasuredRun) -> list[int]:
    return [i for i, same in enumerate(run.snapshot.alike, 1) if same]


def _may_part(run: MeasuredRun) -> bool:
    """Whether dropout, which treats equal units unlike, may still make them differ."""
    return run.config.dropout > 0.0 and run.snapshot.step < FEW_STEPS


@WHAT.sentence("equal_weights")
def all_zero(run: MeasuredRun) -> str | None:
    """In every layer of several units all have the same weights, as all weights started at 0."""
    if _may_part(run):
        return None
    if not starts_at_zero(run) or all_alike(run) is None:
        return None
    n = max(run.facts.sizes[1:-1])
    if run.config.dropout:
        return tr(
            "All weights start at 0. After {step} steps the {n} units of a layer are equal still.",
            step=whole(run.snapshot.step),
            n=n,
        )
    return tr(
        "All weights start at 0. So the {n} units of a layer compute the same and get the same gradient, and "
        "stay equal however long they train: each layer works like a single unit.",
        n=n,
    )


@WHAT.sentence("equal_weights")
def all_alike(run: MeasuredRun) -> str | None:
    """In every layer of several units all have the same weights."""
    if _may_part(run):
        return None
    wide = [i for i, n in enumerate(run.facts.sizes[1:-1], 1) if n > 1]
    if not wide or _alike(run) != wide:
        return None
    n = max(run.facts.sizes[1:-1])
    if run.config.dropout:
        return tr(
            "The {n} units of a layer have equal weights after {step} steps, so they say the same.",
            n=n,
            step=whole(run.snapshot.step),
        )
    return tr(
        "The {n} units of a layer have equal weights, so they compute the same and get the same gradient. "
        "They stay equal however long they train, so each layer works like a single unit.",
        n=n,
    )
