"""The rule for a test set, or a training set, that cannot represent the data."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.number_text import figure

FEW = 10  # test examples: fewer tell nothing about the rest
ENOUGH = 40  # examples of which a larger share can be set aside for the test
WORSE = 0.25  # test loss over training loss and over its best, in units of guessing's


@rule("unfit_test", explains=("overfitting",))
def unfit_test(run: MeasuredRun) -> Finding | None:
    """Find a class without a training example, and a bad test result that rests on a handful of examples."""
    facts, s = run.facts, run.snapshot
    n_train, n_test = len(facts.train_x), len(facts.test_x)
    if not n_test or s.test_loss is None:
        return None
    untaught = _only_in_test(run)
    tested = run.history.test_loss[np.isfinite(run.history.test_loss)]
    best = float(tested.min(initial=s.test_loss))
    worse = s.test_loss > max(s.loss, best) + WORSE * run.chance
    if not untaught and not (n_test < FEW and run.learned and worse):
        return None
    examples = "example" if n_test == 1 else "examples"
    if untaught:
        text = (
            f"Class {untaught[0]} has no example among the {n_train:,} of the training set, so the network cannot "
            f"learn it; the {n_test:,} of the test set are asked for it all the same."
        )
    else:
        text = (
            f"{n_test} {examples} of {n_train + n_test} {'is' if n_test == 1 else 'are'} set aside, so the network "
            "never sees what they alone could teach. The test loss is theirs, and says little about others."
        )
    n = n_train + n_test
    share = FEW / n * 1.5
    larger = (remedies.test_share(round(min(0.5, share), 2)),) if n >= ENOUGH and n_test < FEW else ()
    return Finding(
        "unfit_test",
        "The training set lacks a class" if untaught else "Too few test examples",
        "warning",
        text,
        (
            Evidence("training examples", f"{n_train:,}"),
            Evidence("test examples", f"{n_test:,}"),
            Evidence("training loss", figure(s.loss)),
            Evidence("test loss", figure(s.test_loss)),
        ),
        (),
        ("loss", "learned_map"),
        suggestions(run.config, "unfit_test", *larger),
        "unfit_test",
        on_test_set=False,
    )


def _only_in_test(run: MeasuredRun) -> list[str]:
    """Return the names of the classes that the test set has and the training set lacks."""
    facts = run.facts
    if facts.task != "classification":
        return []
    return [facts.class_names[i] for i in np.setdiff1d(facts.test_y, facts.train_y).tolist()]
