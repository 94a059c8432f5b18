"""The rule for a test set, or a training set, that cannot represent the data."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.number_text import figure, whole
from actviz.translation import mark, tr, tr_count

FEW = 10  # test examples: fewer tell nothing about the rest
ENOUGH = 40  # examples of which a larger share can be set aside for the test
WORSE = 0.25  # test loss over training loss and over its best, in units of guessing's
TITLES = {
    "unfit_test.lacks_a_class": mark("The training set lacks a class"),
    "unfit_test.rests_on_few": mark("Too few test examples"),
    "unfit_test.untested_class": mark("The test set lacks a class"),
}
WHAT = Choice("unfit_test")


@rule("unfit_test", mark("unfit test set"), explains=("overfitting",))
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
        tr(TITLES[why.said[0]]),
        "note" if why.said[0] == "unfit_test.untested_class" else "warning",
        why.text,
        (
            Evidence(tr("training examples"), whole(n_train)),
            Evidence(tr("test examples"), whole(n_test)),
            Evidence(tr("training loss"), figure(s.loss)),
            Evidence(tr("test loss"), figure(s.test_loss)),
        ),
        (),
        ("loss", "learned_map"),
        () if is_given else suggested(run, why.cause, *larger),
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
    return tr(
        "Class {names} has no example among the {n_train_x} of the training set, so the network cannot learn "
        "it; the {n_test_x} of the test set are asked for it all the same.",
        names=names[0],
        n_train_x=whole(len(run.facts.train_x)),
        n_test_x=whole(len(run.facts.test_x)),
    )


@WHAT.sentence("unfit_test")
def rests_on_few(run: MeasuredRun) -> str | None:
    """The test goes badly, and rests on a handful of examples."""
    if not _rests_on_few(run):
        return None
    n_train, n_test = len(run.facts.train_x), len(run.facts.test_x)
    return tr_count(
        "{n} of {total} examples is set aside, and the network never sees what they alone could teach. The test loss "
        "is theirs, and says little about others.",
        "{n} of {total} examples are set aside, and the network never sees what they alone could teach. The test loss "
        "is theirs, and says little about others.",
        n_test,
        total=n_train + n_test,
    )


@WHAT.sentence("unfit_test")
def untested_class(run: MeasuredRun) -> str | None:
    """A class of the training set has no test example."""
    names = _classes_of(run, run.facts.train_y, run.facts.test_y)
    if not names or not len(run.facts.test_x):
        return None
    n_test = whole(len(run.facts.test_x))
    if len(names) == 1:
        return tr(
            "Class {name} has no example among the {n_test} of the test set: the test accuracy says nothing about it.",
            name=names[0],
            n_test=n_test,
        )
    return tr(
        "Class {name} has no example among the {n_test} of the test set, like {more} more: the test accuracy says "
        "nothing about it.",
        name=names[0],
        n_test=n_test,
        more=len(names) - 1,
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
    names = run.facts.class_texts
    # not by np.setdiff1d, for which numpy imports its masked arrays: 20 ms of a start
    n_some, n_others = (np.bincount(labels, minlength=len(names)) for labels in (some, others))
    return [names[i] for i in np.flatnonzero((n_some > 0) & (n_others == 0)).tolist()]
