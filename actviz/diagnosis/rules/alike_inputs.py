"""The rule for inputs that are the same in every example."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun, all_rows_alike
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.number_text import figure, whole
from actviz.translation import mark, tr

WHAT = Choice("alike_inputs")


@rule(
    "alike_inputs",
    mark("inputs all alike"),
    explains=("diverged", "symmetric", "dead_layer", "dead_units", "exploding", EFFECTS),
)
def alike_inputs(run: MeasuredRun) -> Finding | None:
    """Find that all training examples have the same inputs, though not the same targets."""
    why = explain(run, WHAT)
    if not why.said:
        return None
    return Finding(
        "alike_inputs",
        tr("All inputs are alike"),
        "critical",
        why.text,
        (
            Evidence(tr("training examples"), whole(len(run.facts.train_x))),
            Evidence(tr("different inputs"), "1"),
            Evidence(tr("loss of guessing"), figure(run.facts.chance_loss)),
        ),
        (),
        ("learned_map", "loss"),
        said=why.said,
    )


@WHAT.sentence()
def one_point(run: MeasuredRun) -> str | None:
    """All inputs are the same, and the targets are not."""
    if run.nothing_to_learn or not all_rows_alike(run.facts.train_x):
        return None
    return tr(
        "All training examples have the same inputs, so no network can tell them apart: data with other inputs help."
    )
