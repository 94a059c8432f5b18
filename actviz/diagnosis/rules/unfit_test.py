"""The rule for a test set, or a training set, that cannot represent the data."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

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
TITLES = {
    "unfit_test.lacks_a_class": "The training set lacks a class",
    "unfit_test.rests_on_few": "Too few test examples",
    "unfit_test.untested_class": "The test set lacks a class",
}
WHAT = Choice("unfit_test")


@rule("unfit_test", explains=("overfitting",))
def unfit_test(run: MeasuredRun) -> Finding | None:
    """Find classes without a training or a test example, and a bad test result that rests on a handful of examples."""
    facts, s = run.facts, run.snapshot
    n_train, n_test = len(facts.train_x), len(facts.test_x)
    if not n_test or s.test_loss is None:
        return None
    why, n = explain(run, WHAT), n_train + n_test
    if not why.said:
        return None
    share = round(min(0.5, 1.5 * FEW / n), 2)
    larger = (remedies.test_share(share),) if n >= ENOUGH and n_test < FEW else ()
    is_given = facts.data is not None and facts.data.n_test > 0  # then no share is set aside
    return Finding(
        "unfit_test",
        TITLES[why.said[0]],
        "note" if why.said[0] == "unfit_test.untested_class" else "warning",
        why.text,
        (
            Evidence("training examples", f"{n_train:,}"),
            Evidence("test examples", f"{n_test:,}"),
            Evidence("training loss", figure(s.loss)),
            Evidence("test loss", figure(s.test_loss)),
        ),
        (),
        ("loss", "learned_map"),
        () if is_given else suggestions(run.config, why.cause, *larger),
        why.cause,
        on_test_set=True,
        said=why.said,
    )


@WHAT.sentence("unfit_test")
def lacks_a_class(run: MeasuredRun) -> str | None:
    """A class of the test set has no training example."""
    names = _classes_of(run, run.facts.test_y, run.facts.train_y)
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


@WHAT.sentence("unfit_test")
def untested_class(run: MeasuredRun) -> str | None:
    """A class of the training set has no test example."""
    names = _classes_of(run, run.facts.train_y, run.facts.test_y)
    if not names or not len(run.facts.test_x):
        return None
    more = "" if len(names) == 1 else f", like {len(names) - 1} more"
    return (
        f"Class {names[0]} has no example among the {len(run.facts.test_x):,} of the test set{more}: the test accuracy "
        "says nothing about it."
    )


def _rests_on_few(run: MeasuredRun) -> bool:
    """Whether a network that has learned does far worse on the test set, which has a handful of examples."""
    s = run.snapshot
    if s.test_loss is None or len(run.facts.test_x) >= FEW or not run.learned:
        return False
    tested = run.history.test_loss[np.isfinite(run.history.test_loss)]
    best = float(tested.min(initial=s.test_loss))
    return s.test_loss > max(s.loss, best) + WORSE * run.chance


def _classes_of(run: MeasuredRun, some: NDArray[Any], others: NDArray[Any]) -> list[str]:
    """Return the names of the classes in `some` that `others` lack; none for a regression."""
    if run.facts.task != "classification":
        return []
    names = run.facts.class_names
    # not by np.setdiff1d, for which numpy imports its masked arrays: 20 ms of a start
    n_some, n_others = (np.bincount(labels, minlength=len(names)) for labels in (some, others))
    return [names[i] for i in np.flatnonzero((n_some > 0) & (n_others == 0)).tolist()]
