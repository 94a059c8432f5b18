"""The rule for a test set, or a training set, that cannot represent the data."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.number_text import figure

FEW = 10  # test examples: fewer tell nothing about the rest
ENOUGH = 40  # examples of which a larger share can be set aside for the test
WORSE = 0.25  # test loss over training loss and over its best, in units of guessing's
WHAT = Choice("unfit_test")


@rule("unfit_test", explains=("overfitting",))
def unfit_test(run: MeasuredRun) -> Finding | None:
    """Find a class without a training example, and a bad test result that rests on a handful of examples."""
    facts, s = run.facts, run.snapshot
    n_train, n_test = len(facts.train_x), len(facts.test_x)
    if not n_test or s.test_loss is None:
        return None
    untaught = bool(_only_in_test(run))
    if not untaught and not _rests_on_few(run):
        return None
    why, n = explain(run, WHAT), n_train + n_test
    share = round(min(0.5, 1.5 * FEW / n), 2)
    larger = (remedies.test_share(share),) if n >= ENOUGH and n_test < FEW else ()
    return Finding(
        "unfit_test",
        "The training set lacks a class" if untaught else "Too few test examples",
        "warning",
        why.text,
        (
            Evidence("training examples", f"{n_train:,}"),
            Evidence("test examples", f"{n_test:,}"),
            Evidence("training loss", figure(s.loss)),
            Evidence("test loss", figure(s.test_loss)),
        ),
        (),
        ("loss", "learned_map"),
        suggestions(run.config, why.cause, *larger),
        why.cause,
        said=why.said,
    )


@WHAT.sentence("unfit_test")
def lacks_a_class(run: MeasuredRun) -> str | None:
    """A class of the test set has no training example."""
    names = _only_in_test(run)
    if not names:
        return None
    return (
        f"Class {names[0]} has no example among the {len(run.facts.train_x):,} of the training set, so the network "
        f"cannot learn it; the {len(run.facts.test_x):,} of the test set are asked for it all the same."
    )


@WHAT.sentence("unfit_test")
def rests_on_few(run: MeasuredRun) -> str | None:
    """The test goes badly, and rests on a handful of examples."""
    if not _rests_on_few(run):
        return None
    n_train, n_test = len(run.facts.train_x), len(run.facts.test_x)
    return (
        f"{n_test} of {n_train + n_test} examples {'is' if n_test == 1 else 'are'} set aside, and the network never "
        "sees what they alone could teach. The test loss is theirs, and says little about others."
    )


def _rests_on_few(run: MeasuredRun) -> bool:
    """Whether a network that has learned does far worse on the test set, which has a handful of examples."""
    s = run.snapshot
    if s.test_loss is None or len(run.facts.test_x) >= FEW or not run.learned:
        return False
    tested = run.history.test_loss[np.isfinite(run.history.test_loss)]
    best = float(tested.min(initial=s.test_loss))
    return s.test_loss > max(s.loss, best) + WORSE * run.chance


def _only_in_test(run: MeasuredRun) -> list[str]:
    """Return the names of the classes that the test set has and the training set lacks."""
    facts = run.facts
    if facts.task != "classification":
        return []
    return [facts.class_names[i] for i in np.setdiff1d(facts.test_y, facts.train_y).tolist()]
