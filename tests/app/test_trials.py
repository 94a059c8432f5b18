import threading

import pytest

from actviz.app import trials as trials_module
from actviz.app.trials import Trials
from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.trial import Trial
from actviz.training import RunConfig
from actviz.training.units.cost_model import CostModel

SMALL = RunConfig(hidden=(6, 6), activation="sigmoid", n_examples=60)
ENDLESS = RunConfig(hidden=(256,) * 6, n_examples=2000)  # its trial takes seconds
RELU = Suggestion("ReLU", (("activation", "relu"),))
TANH = Suggestion("tanh", (("activation", "tanh"),))


@pytest.fixture
def trials(qapp):
    assert qapp
    made = Trials()
    yield made
    assert made.close()
    assert not [t for t in threading.enumerate() if t.name == "actviz-trial"]


def until(qtbot, trials, condition):
    def held():
        trials.collect()
        return bool(condition())

    qtbot.waitUntil(held, timeout=10_000)


def trial_threads():
    return [each for each in threading.enumerate() if each.name == "actviz-trial"]


def test_a_trial_runs_in_the_background_and_leaves_its_result(qtbot, trials):
    trials.start(SMALL, RELU, 100)
    assert trials.view.running == RELU
    until(qtbot, trials, lambda: trials.view.running is None)
    result = trials.view.results[(SMALL, RELU)]
    assert result.after.config.activation == "relu"


def test_progress_is_told_while_it_runs(qtbot, trials):
    trials.start(ENDLESS, TANH, 100_000)
    until(qtbot, trials, lambda: 0.0 < trials.view.progress < 1.0)


def test_a_cancelled_trial_takes_no_further_slice_and_leaves_nothing(qtbot, trials, monkeypatch):
    slices = []
    advance = trials_module.Trial.advance
    monkeypatch.setattr(trials_module.Trial, "advance", lambda trial: slices.append(1) or advance(trial))
    trials.start(ENDLESS, TANH, 100_000)
    until(qtbot, trials, lambda: trials.view.progress > 0.0)
    trials.cancel()
    taken = len(slices)
    assert trials.view.running is None
    qtbot.waitUntil(lambda: not trial_threads(), timeout=10_000)
    assert len(slices) <= taken + 1  # one may have begun while the flag was raised
    trials.collect()
    assert not trials.view.results


def test_a_slice_is_a_few_milliseconds_of_arithmetic():
    trial = Trial(ENDLESS, TANH, 100_000)
    for trainer, steps in zip(trial._trainers, trial._slices, strict=True):
        costs = CostModel(trainer.network.sizes, trainer.config.batch_size)
        assert steps == 1 or steps * costs.step_us <= 5000


def test_a_second_trial_takes_the_place_of_the_first(qtbot, trials):
    trials.start(ENDLESS, TANH, 100_000)
    until(qtbot, trials, lambda: trials.view.progress > 0.0)
    trials.start(SMALL, RELU, 100)
    until(qtbot, trials, lambda: trials.view.running is None)
    assert list(trials.view.results) == [(SMALL, RELU)]


def test_many_clicks_leave_one_trial(qtbot, trials):
    for _ in range(20):
        trials.start(ENDLESS, TANH, 100_000)
        trials.collect()
        assert len(trial_threads()) == 1
    trials.start(SMALL, RELU, 100)
    until(qtbot, trials, lambda: trials.view.running is None)
    assert list(trials.view.results) == [(SMALL, RELU)]


def test_a_trial_that_cannot_be_made_is_a_sentence(qtbot, trials, tmp_path):
    told = []
    trials.failed.connect(told.append)
    trials.start(SMALL.replace(data_path=tmp_path / "none.csv"), RELU, 100)
    until(qtbot, trials, lambda: told)
    assert told[0].startswith("ReLU could not be tried:")
    assert "none.csv" in told[0]
    assert trials.view.running is None


def test_an_internal_error_in_a_trial_is_told(qtbot, trials, monkeypatch, capsys):
    def broken(*_):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(trials_module.Trial, "affordable", broken)
    told = []
    trials.failed.connect(told.append)
    trials.start(SMALL, RELU, 100)
    until(qtbot, trials, lambda: told)
    assert "internal error" in told[0]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_only_so_many_results_are_kept(qtbot, trials, monkeypatch):
    monkeypatch.setattr(trials_module, "KEPT_RESULTS", 1)
    for suggestion in (RELU, TANH):
        trials.start(SMALL, suggestion, 10)
        until(qtbot, trials, lambda: trials.view.running is None)
    assert list(trials.view.results) == [(SMALL, TANH)]
