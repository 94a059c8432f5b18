"""The rule for inputs whose scale keeps a network from learning."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import STANDARDIZE_BOTH, suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.scale import LARGE, SMALL, odd_input, odd_target, suffers
from actviz.number_text import figure


@rule("input_scale", explains=("target_scale", "diverged", "dead_layer", "dead_units", "exploding", EFFECTS))
def input_scale(run: MeasuredRun) -> Finding | None:
    """Find large, tiny or very different inputs in a run that does not learn."""
    column = odd_input(run)
    if column is None or not suffers(run):
        return None
    if column.size > LARGE:
        title = "The inputs are too large"
        why = "Sums of such inputs are as large, and so is the gradient of the first weights: steps overshoot."
    elif column.size < SMALL:
        title = "The inputs are too small"
        why = "Sums of such inputs are as small, and so is the gradient of the first weights: they hardly change."
    else:
        title = "The inputs are of very different scales"
        why = "The network sees little but the widest inputs, and a step that suits one is wrong for the others."
    return Finding(
        "input_scale",
        title,
        "critical" if run.snapshot.divergence is not None else "warning",
        f"Input {column.name} is {column.text}, where about 0 ± 1 is usual. {why}",
        (
            Evidence(f"input {column.name}, mean", figure(column.mean)),
            Evidence("deviation", figure(column.deviation)),
            Evidence("loss", run.losses),
        ),
        (),
        ("loss", "activation", "network"),
        suggestions(run.config, "input_scale", *([] if odd_target(run) is None else [STANDARDIZE_BOTH])),
        "input_scale",
    )
