"""The healthy finding describes a run in which no rule finds anything."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.rules.dead_units import NOTE_SHARE
from actviz.diagnosis.rules.not_learning import GUESSING
from actviz.diagnosis.rules.rate_too_large import WORSE
from actviz.number_text import figure, percent


def healthy(run: MeasuredRun) -> Finding:
    """Return the finding for a run in which no rule found anything, with the numbers that support it."""
    s = run.snapshot
    if s.step == 0:
        title, text = "Ready", "Nothing is wrong with the network before its first step. Press Play to train it."
    elif run.learned:
        title, text = "Healthy", "Every layer gets gradient and the loss falls. No rule finds anything wrong."
    else:
        title, text = (
            "Nothing wrong so far",
            "Every layer gets gradient. Whether the loss falls needs more steps to say.",
        )
        if s.loss > WORSE * max(run.chance, run.first_loss):
            title, text = (
                "Too early to say",
                "The loss is above that of guessing. A few more steps will tell whether it falls.",
            )
        elif s.loss < GUESSING * min(run.chance, run.first_loss):
            text = "Every layer gets gradient, and the loss is falling. It is not yet far below that of guessing."
    dead = s.n_dead
    return Finding(
        "healthy",
        title,
        "healthy",
        f"{text}{_about_dead(dead, run.n_units, s.step)}",
        (
            Evidence("first/last, median", figure(run.ratio)),
            Evidence("dead units", f"{dead}/{run.n_units}"),
            Evidence("loss", run.losses if s.step else figure(s.loss)),
            *(() if s.accuracy is None else (Evidence("accuracy", percent(s.accuracy)),)),
        ),
        (),
        ("loss", "gradient_flow", "deaths") if dead else ("loss", "gradient_flow"),
    )


def _about_dead(dead: int, n_units: int, step: int) -> str:
    """Return a sentence on the few dead units: too few for a finding of their own; "" without any."""
    if not dead:
        return ""
    are = "is" if dead == 1 else "are"
    when = " from the start" if step == 0 else ""
    return f" {dead} of {n_units} units {are} dead{when}, fewer than the {percent(NOTE_SHARE)} that count as a fault."
