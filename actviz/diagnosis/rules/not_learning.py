"""A loss that stays that of guessing."""

from __future__ import annotations

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.remedies import Remedy, suggestions
from actviz.diagnosis.rule import rule
from actviz.diagnosis.run_facts import Case
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import figure

GUESSING = 0.97  # times the loss of guessing: not learned
PATIENCE_STEPS, PATIENCE_EPOCHS = 250, 10  # after which something should have been learned


@rule("not_learning", effect=True)
def not_learning(case: Case) -> Finding | None:
    """The loss is no better than that of guessing after a fair time."""
    s = case.snapshot
    fair = case.steps_taken >= PATIENCE_STEPS and s.epoch >= PATIENCE_EPOCHS
    if not fair or s.loss < GUESSING * case.chance:
        return None
    kinds = [ACTIVATIONS[key] for key in case.config.activations]
    linear = all(kind.piecewise_linear and not kind.rectifier for kind in kinds) and not any(case.killable)
    if linear:
        why = "Without an activation the whole network is one linear map, which may not be able to do better."
    elif case.thrown is not None:
        why = f"The loss had shot up to {figure(case.thrown[1])} by step {case.thrown[0]:,}: the steps were too long."
    elif case.faded:
        start = figure(case.first_ratio)
        why = f"First/last was {start} at the start: long steps have pushed units where they hardly answer."
    else:
        why = "A gradient arrives, so it may be a plateau that takes longer, or data with nothing to learn in it."
    chosen: tuple[Remedy, ...] = (
        remedies.optimizer("adam"),
        remedies.activation("relu", "he_normal"),
        remedies.rate(3),
        remedies.fewer_layers,
    )
    if case.thrown is not None or case.faded:
        chosen = (remedies.rate(1 / 10), remedies.clip(1.0), *chosen[:2])
    elif linear:
        chosen = (remedies.activation("relu", "he_normal"), remedies.activation("tanh", "xavier_normal"))
    return Finding(
        "not_learning",
        "Not learning yet",
        "warning",
        f"After {s.step:,} steps the loss is {figure(s.loss)}, and a constant answer has {figure(case.chance)}. {why}",
        (
            Evidence("loss", case.losses),
            Evidence("loss of guessing", figure(case.chance)),
            Evidence("first/last, median", figure(case.ratio)),
            Evidence("update ratio", figure(case.update_ratio)),
        ),
        (),
        ("loss", "learned_map", "gradient_flow"),
        suggestions(case.config, chosen),
    )
