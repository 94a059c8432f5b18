import threading
from concurrent.futures import Future

import pytest

from actviz.app.check_run import CheckRun
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.gradient_check import standing


def answered(answer):
    future = Future()
    future.set_result(answer)
    return future


def joined(run):
    run._thread.join(10.0)
    assert run.finished
    return run


def test_a_check_runs_in_a_thread_of_its_own_and_counts_its_entries():
    run = joined(CheckRun(answered(standing(Trainer(RunConfig(hidden=(4, 4)))))))
    assert run.result.right
    assert run.done == run.total == sum(layer.n_checked + layer.n_at_kink for layer in run.result.layers)
    assert run.failure is None


def test_a_check_can_be_cancelled_while_it_runs():
    run = CheckRun(answered(standing(Trainer(RunConfig(hidden=(300,) * 6)))))
    assert run.cancel(10.0)
    assert run.result is None
    assert run.failure is None


def test_a_check_can_be_cancelled_before_the_network_has_come():
    future = Future()
    run = CheckRun(future)
    assert run.cancel(10.0)
    assert future.cancelled()
    assert not [t for t in threading.enumerate() if t is run._thread]


def test_a_session_that_is_closed_ends_the_check_without_a_word():
    future = Future()
    run = CheckRun(future)
    future.cancel()
    joined(run)
    assert (run.result, run.failure) == (None, None)


@pytest.mark.parametrize(
    ("error", "words"),
    [(BadInput("There is no network yet."), "There is no network yet."), (MemoryError(), "not enough memory")],
)
def test_what_went_wrong_is_told_in_a_sentence(error, words):
    future = Future()
    future.set_exception(error)
    assert words in joined(CheckRun(future)).failure
