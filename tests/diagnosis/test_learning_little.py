"""Runs that have learned hardly anything: the verdict names what hinders them, even while their loss falls."""

import pytest
from short_runs import run

from actviz.diagnosis.changes import decay
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.loss_course import loss_falls
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.trial import Trial
from actviz.training import RunConfig

BY_THREE = {"dataset": "waves", "n_examples": 400, "hidden": (24,) * 2, "activation": "elu", "normalization": "batch"}
BY_THREE |= {"initializer": "xavier_normal", "optimizer": "adamw", "learning_rate": 0.0009, "batch_size": 3}
DROPPED = {"dataset": "waves", "hidden": (24,) * 3, "dropout": 0.7, "batch_size": 8, "optimizer": "adam"}
DROPPED |= {"learning_rate": 0.001}
SLOW = {"dataset": "spiral3", "n_examples": 100, "hidden": (16,), "activation": "tanh", "optimizer": "adam"}
SLOW |= {"initializer": "xavier_normal", "learning_rate": 1.5e-5}


@pytest.mark.parametrize(
    ("settings", "steps", "cause"),
    [(BY_THREE, 300, "tiny_batch"), (DROPPED, 600, "dropped"), (SLOW, 2000, "short_steps")],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_what_hinders_a_run_is_named_before_its_loss_stands_still(settings, steps, cause, seed):
    case = run({**settings, "seed": seed}, steps)
    verdict = diagnosis_of(case.trainer.facts, case.s, case.h).verdict
    assert case.guess > 0.9
    assert verdict.sick
    assert verdict.cause == cause
    trial = Trial(case.s.config, verdict.suggestions[0], steps)
    while trial.advance():
        pass
    assert trial.result().helped


def test_the_loss_of_a_run_with_a_tiny_rate_may_fall_all_the_while():
    case = run({**SLOW, "seed": 1}, 2000)
    assert loss_falls(MeasuredRun(case.trainer.facts, case.s, case.h))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_spike_is_blamed_though_few_epochs_have_passed(seed):
    settings = {"activation": "tanh", "initializer": "xavier_normal", "hidden": (16,) * 2, "n_examples": 400}
    case = run({**settings, "learning_rate": 2.0, "batch_size": 2, "seed": seed}, 300)
    assert case.h.loss_high.max() > 20 * case.trainer.facts.chance_loss
    assert case.s.epoch < 3
    found = {each.key: each.cause for each in diagnosis_of(case.trainer.facts, case.s, case.h).findings}
    assert found["not_learning"] == "long_steps"


def test_the_usual_rate_comes_before_a_rate_that_would_still_be_far_too_small():
    case = run({"dataset": "waves", "hidden": (16,) * 2, "optimizer": "adam", "learning_rate": 1.5e-5}, 300)
    verdict = diagnosis_of(case.trainer.facts, case.s, case.h).verdict
    assert verdict.cause == "short_steps"
    assert verdict.suggestions[0].changes["learning_rate"] == 0.003


def test_a_decay_beside_the_gradient_is_a_hundred_times_one_that_is_part_of_it():
    (coupled,) = [decay(0.001)(RunConfig(optimizer="adam")).changes.values()]
    (decoupled,) = [decay(0.001)(RunConfig(optimizer="adamw")).changes.values()]
    assert list(decoupled) == [100 * rate for rate in coupled]
    assert decay(0.001)(RunConfig(optimizer="adamw", weight_decay=0.1)) is None


def test_more_examples_come_with_less_noise_where_the_network_remembers_noisy_ones():
    config = RunConfig(noise=0.4, n_examples=100)
    (cleaner,) = [each for each in suggestions(config, "memory") if each.key == "cleaner_examples"]
    assert cleaner.changes == {"n_examples": 400, "noise": 0.1}
    assert "cleaner_examples" not in [each.key for each in suggestions(config.replace(noise=0.05), "memory")]
    assert "cleaner_examples" not in [each.key for each in suggestions(config.replace(data_path="a.csv"), "memory")]


def test_a_change_that_leaves_inputs_unscaled_comes_after_one_that_scales_them():
    config = RunConfig(data_path="a.csv", standardize=False, hidden=(12,) * 2, initializer="zeros")
    kept = suggestions(config, "equal_weights")
    scaled = suggestions(config, "equal_weights", unscaled=frozenset({"standardize"}))
    assert "standardize" not in kept[0].changes
    assert scaled[0].changes["standardize"] is True
