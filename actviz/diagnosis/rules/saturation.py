"""The rule for sigmoid-like units in the flat parts of their activation."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding, capital, layers_text, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.number_text import figure, percent

SATURATED_SHARE = 0.6  # of a layer's values


@rule("saturation", explains=("vanishing", "rate_too_small", "not_learning"), effect=True)
def saturation(run: MeasuredRun) -> Finding | None:
    """Find layers of sigmoid-like units whose slope is next to zero."""
    layers = [i for i, share in enumerate(run.saturated, 1) if share > SATURATED_SHARE]
    if not layers or run.learned:
        return None
    worst = int(run.saturated.argmax())
    from_start = run.error(run.first_loss) > 1.5 or run.config.init_scale > 1.0
    cause = "large_weights" if from_start else "long_steps"
    why = "Their initial weights are too large." if from_start else "Long steps have made their weights too large."
    return Finding(
        "saturation",
        f"{capital(layers_text(merged(layers)))} saturate{'s' if len(layers) == 1 else ''}",
        "warning",
        "Most pre-activations lie so far from zero that the slope there is under 5 % of its maximum, and the "
        f"gradient shrinks by as much. {why}",
        (
            Evidence(f"saturated in layer {worst + 1}", percent(float(run.saturated[worst]))),
            Evidence("first/last, median", figure(run.ratio)),
            Evidence("loss", run.losses),
        ),
        merged(layers),
        ("activation", "why", "dead_units"),
        suggestions(run.config, cause),
        cause,
    )
