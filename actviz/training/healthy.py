"""What is said of a run in which no rule finds anything."""

from __future__ import annotations

from actviz.training.case import Case
from actviz.training.findings import Evidence, Finding, figure, percent
from actviz.training.rules.not_learning import GUESSING
from actviz.training.rules.rate_too_large import WORSE


def healthy(case: Case) -> Finding:
    """Return what speaks for a run in which no rule found anything."""
    s = case.snapshot
    if s.step == 0:
        title, text = "Ready", "Nothing is wrong with the network before its first step. Press Play to train it."
    elif case.learned:
        title, text = "Healthy", "Every layer gets gradient and the loss falls. No rule finds anything wrong."
    else:
        title, text = (
            "Nothing wrong so far",
            "Every layer gets gradient. Whether the loss falls needs more steps to say.",
        )
        if s.loss > WORSE * max(case.chance, case.first_loss):
            title, text = (
                "Too early to say",
                "The loss is above that of guessing. A few more steps will tell whether it falls.",
            )
        elif s.loss < GUESSING * min(case.chance, case.first_loss):
            text = "Every layer gets gradient, and the loss is falling. It is not yet far below that of guessing."
    dead = s.n_dead
    return Finding(
        "healthy",
        title,
        "healthy",
        text,
        (
            Evidence("first/last, median", figure(case.ratio)),
            Evidence("dead units", f"{dead}/{case.n_units}"),
            Evidence("loss", case.losses if s.step else figure(s.loss)),
            *(() if s.accuracy is None else (Evidence("accuracy", percent(s.accuracy)),)),
        ),
        (),
        ("loss", "gradient_flow"),
    )
