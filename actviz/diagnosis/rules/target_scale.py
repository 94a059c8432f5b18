"""The rule for targets of a regression whose scale keeps a network from learning."""

from __future__ import annotations

import math

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.scale import LARGE, SMALL, odd_target, suffers
from actviz.number_text import figure


@rule("target_scale", explains=("diverged", "dead_layer", "dead_units", "exploding", EFFECTS))
def target_scale(run: MeasuredRun) -> Finding | None:
    """Find targets that are huge, tiny or far from 0 in units of their deviation, in a run that does not learn."""
    column = odd_target(run)
    if column is None or not suffers(run):
        return None
    away = math.sqrt(2.0 * max(0.0, run.first_loss))
    off = f"off by {figure(away)}"
    if column.deviation > 0.0:
        off += f", {figure(away / column.deviation)} times the targets' deviation"
    if column.size > LARGE:
        title = "The targets are too large"
        why = f"The outputs start near 0, {off}: every gradient is as large, and steps overshoot."
    elif column.size < SMALL:
        title = "The targets are too small"
        why = f"The outputs start {off}, and the loss hardly tells one small error from another."
    else:
        title = "The targets are far from 0"
        why = f"The outputs start near 0, {off}: the network learns their mean first, and hardly what varies."
    return Finding(
        "target_scale",
        title,
        "critical" if run.snapshot.divergence is not None else "warning",
        f"The targets, {column.name}, are {column.text}, where about 0 ± 1 is usual. {why}",
        (
            Evidence(f"{column.name}, mean", figure(column.mean)),
            Evidence("deviation", figure(column.deviation)),
            Evidence("first outputs off by", figure(away)),
            Evidence("loss", run.losses),
        ),
        (),
        ("loss", "learned_map"),
        suggestions(run.config, "target_scale"),
        "target_scale",
    )
