"""Units that began alike and stay alike."""

from __future__ import annotations

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding, merged
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.run_facts import Case
from actviz.number_text import figure


@rule("symmetric", explains=("dead_layer", "dead_units", EFFECTS))
def symmetric(case: Case) -> Finding | None:
    """All units of every layer have the same weights."""
    alike = [i for i, same in enumerate(case.snapshot.alike, 1) if same]
    wide = [i for i, n in enumerate(case.facts.sizes[1:-1], 1) if n > 1]
    if not wide or alike != wide:
        return None
    n = max(case.facts.sizes[1:-1])
    return Finding(
        "symmetric",
        "All units are alike",
        "critical",
        f"The {n} units of a layer began with equal weights, so they compute the same and get the same gradient. "
        "However long they train they stay the same, so that each layer is worth one unit.",
        (
            Evidence("different units a layer", "1"),
            Evidence("loss", case.losses),
            Evidence("loss of guessing", figure(case.chance)),
        ),
        merged(alike),
        ("network", "learned_map", "gradient_flow"),
        suggestions(
            case.config,
            (
                remedies.fitting_initializer,
                remedies.initializer("orthogonal"),
                remedies.scale_one,
                remedies.activation("relu", "he_normal"),
            ),
        ),
    )
