"""The rule for units that start with equal weights and so stay equal."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.number_text import figure


@rule("symmetric", explains=("dead_layer", "dead_units", EFFECTS))
def symmetric(run: MeasuredRun) -> Finding | None:
    """Find that all units of every layer have the same weights."""
    alike = [i for i, same in enumerate(run.snapshot.alike, 1) if same]
    wide = [i for i, n in enumerate(run.facts.sizes[1:-1], 1) if n > 1]
    if not wide or alike != wide:
        return None
    n = max(run.facts.sizes[1:-1])
    return Finding(
        "symmetric",
        "All units are alike",
        "critical",
        f"The {n} units of a layer began with equal weights, so they compute the same and get the same gradient. "
        "They stay equal however long they train, so each layer works like a single unit.",
        (
            Evidence("different units a layer", "1"),
            Evidence("loss", run.losses),
            Evidence("loss of guessing", figure(run.chance)),
        ),
        merged(alike),
        ("network", "learned_map", "gradient_flow"),
        suggestions(run.config, "equal_weights"),
        "equal_weights",
    )
