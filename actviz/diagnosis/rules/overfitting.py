"""What holds for the training set alone."""

from __future__ import annotations

import math

import numpy as np

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.diagnosis.run_facts import Case
from actviz.number_text import figure, percent

RISE, GAP = 0.25, 0.1  # test loss over its best, in guessing's; training accuracy over the test's


@rule("overfitting", effect=True)
def overfitting(case: Case) -> Finding | None:
    """What is learned holds for the training set alone."""
    s = case.snapshot
    if s.test_loss is None or not case.learned or not len(case.facts.test_x):
        return None
    tested = case.history.test_loss
    tested = tested[np.isfinite(tested)]
    best = float(tested.min()) if len(tested) else s.test_loss
    risen = s.test_loss > best + RISE * case.chance and s.test_loss > s.loss + RISE * case.chance
    gap = 0.0
    if s.accuracy is not None and s.test_accuracy is not None:
        gap = s.accuracy - s.test_accuracy
    wide = gap > max(GAP, 1.5 / math.sqrt(len(case.facts.test_x)))  # by chance it would be a third of that
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
        + f"{case.facts.n_weights:,} weights can remember {len(case.facts.train_x):,} examples one by one.",
        tuple(evidence),
        (),
        ("loss", "learned_map"),
        suggestions(
            case.config,
            (remedies.more_examples, remedies.decay(0.01), remedies.fewer_units, remedies.decay(0.1)),
        ),
        on_test_set=True,
    )
