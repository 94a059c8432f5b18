"""A run without a window is measured along the way: its verdict is as steady as the window's, and one everywhere."""

import pytest

from actviz.diagnosis.diagnosis import Diagnostician, diagnosis_of
from actviz.diagnosis.measured_training import MeasuredTraining
from actviz.training import RunConfig, Trainer

SIGMOID = {"activation": "sigmoid", "initializer": "xavier_normal"}


def at_end(trainer, shown=""):
    snapshot = trainer.measure()
    return diagnosis_of(trainer.facts, snapshot, trainer.history.view().with_now(snapshot), shown)


@pytest.mark.parametrize("block", [None, 1, 64])
@pytest.mark.parametrize("steps", [0, 1, 5, 300])
def test_a_training_takes_its_steps_and_ends_with_the_same_network(steps, block):
    plain, training = Trainer(RunConfig()), MeasuredTraining(Trainer(RunConfig()), steps)
    plain.advance(steps)
    while training.advance(block):
        pass
    assert training.trainer.step == steps
    for after, expected in zip(training.trainer.network.weights, plain.network.weights, strict=True):
        assert (after == expected).all()
    assert at_end(training.trainer) == at_end(plain)


def test_a_training_that_diverges_ends_there():
    training = MeasuredTraining(Trainer(RunConfig(learning_rate=10.0)), 400)
    training.finish()
    assert training.trainer.divergence is not None
    assert at_end(training.trainer, training.diagnostician.shown).verdict.key == "diverged"


def test_a_verdict_that_measurements_gave_stays_while_it_is_still_found():
    trainer = Trainer(RunConfig(**SIGMOID))
    trainer.advance(400)
    fresh = at_end(trainer)
    other = next(finding.key for finding in fresh.findings[1:] if finding.sick)
    held = at_end(trainer, other)
    assert held.verdict.key == other
    assert {finding.key for finding in held.findings} <= {finding.key for finding in fresh.findings}
    assert held.step == fresh.step
    assert at_end(trainer, "overfitting") == fresh


def test_a_paused_run_and_a_finished_one_have_the_same_verdict():
    training = MeasuredTraining(Trainer(RunConfig(**SIGMOID)), 600)
    training.finish()
    doctor: Diagnostician = training.diagnostician
    snapshot = training.trainer.measure()
    history = training.trainer.history.view().with_now(snapshot)
    finished = at_end(training.trainer, doctor.shown)
    assert doctor.update(training.trainer.facts, snapshot, history, moving=False) == finished


def test_a_large_training_set_is_not_measured_along_the_way():
    config = RunConfig(n_examples=100_000, hidden=(4,), batch_size=8)
    training = MeasuredTraining(Trainer(config), 100)
    training.finish()
    assert training.trainer.step == 100
    assert training.diagnostician.shown == ""
