"""The rule for a network that fits the training set but not the test set."""

from __future__ import annotations

import math

import numpy as np

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.number_text import figure, percent

RISE, GAP = 0.25, 0.1  # test loss over its best, in units of guessing's; training accuracy over the test's


@rule("overfitting", effect=True)
def overfitting(run: MeasuredRun) -> Finding | None:
    """Find a test loss that has risen, or a test accuracy far below the training accuracy."""
    s = run.snapshot
    if s.test_loss is None or not run.learned or not len(run.facts.test_x):
        return None
    tested = run.history.test_loss
    tested = tested[np.isfinite(tested)]
    best = float(tested.min()) if len(tested) else s.test_loss
    risen = s.test_loss > best + RISE * run.chance and s.test_loss > s.loss + RISE * run.chance
    gap = 0.0
    if s.accuracy is not None and s.test_accuracy is not None:
        gap = s.accuracy - s.test_accuracy
    wide = gap > max(GAP, 1.5 / math.sqrt(len(run.facts.test_x)))  # chance alone gives about a third of that
    if not (risen or wide):
        return None
    evidence = [Evidence("training loss", figure(s.loss)), Evidence("test loss", figure(s.test_loss))]
    if risen:
        evidence.append(Evidence("best test loss", figure(best)))
    if s.accuracy is not None:
        evidence.append(Evidence("accuracy", f"{percent(s.accuracy)}, test {percent(s.test_accuracy)}"))
    return Finding(
        "overfitting",
        "Overfitting",
        "warning",
        f"The loss is {figure(s.loss)} on the training set and {figure(s.test_loss)} on the test set"
        + (f", where it had been {figure(best)}. " if risen else ". ")
        + f"{run.facts.n_weights:,} weights can remember {len(run.facts.train_x):,} examples one by one.",
        tuple(evidence),
        (),
        ("loss", "learned_map"),
        suggestions(run.config, "memory"),
        "memory",
        on_test_set=True,
    )
