"""The rule for targets that are the same in every example."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.number_text import whole
from actviz.translation import mark, tr

WHAT = Choice("alike_targets")


@rule("alike_targets", mark("targets all alike"))
def alike_targets(run: MeasuredRun) -> Finding | None:
    """Find that all training examples have the same class or target; a note, as no setting is wrong."""
    why = explain(run, WHAT)
    if not why.said:
        return None
    return Finding(
        "alike_targets",
        tr("Nothing to tell apart"),
        "note",
        why.text,
        (Evidence(tr("training examples"), whole(len(run.facts.train_y))), Evidence(tr("loss"), run.losses)),
        (),
        ("loss", "learned_map"),
        said=why.said,
    )


@WHAT.sentence()
def one_class(run: MeasuredRun) -> str | None:
    """All training examples have one class."""
    if not run.nothing_to_learn or run.facts.task != "classification":
        return None
    return tr("All training examples have the same class, so an output that ignores the inputs is right.")


@WHAT.sentence()
def one_target(run: MeasuredRun) -> str | None:
    """All training examples have one target."""
    if not run.nothing_to_learn:
        return None
    return tr("All training examples have the same target, so an output that ignores the inputs is right.")
