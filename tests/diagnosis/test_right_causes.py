"""Runs whose cause is known by construction: the verdict blames it, and its remedies are meant for it."""

import numpy as np
import pytest
from short_runs import run

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.training import RunConfig, Trainer

TANH = {"activation": "tanh", "initializer": "xavier_normal"}
LEAKY = {"activation": "leaky_relu", "initializer": "he_uniform"}


def diagnosed(case):
    return diagnosis_of(case.trainer.facts, case.s, case.h)


@pytest.mark.parametrize("function", ["=z*z", "=z**3", "=z*abs(z)", "=exp(z)"])
@pytest.mark.parametrize("settings", [{}, {"dataset": "spiral"}, {"dataset": "waves", "learning_rate": 0.03}])
def test_a_function_that_grows_without_bound_is_blamed_and_not_the_weights(function, settings):
    case = run({"activation": function, "hidden": (16,) * 4, **settings}, 100)
    verdict = diagnosed(case).verdict
    assert verdict.key in ("diverged", "exploding")
    assert verdict.cause == "growing_function"
    assert all("activation" in suggestion.changes for suggestion in verdict.suggestions)


def test_enlarged_weights_are_blamed_where_the_function_is_usual():
    assert diagnosed(run({"init_scale": 4.0, "hidden": (16,) * 6}, 20)).verdict.cause == "large_weights"


@pytest.mark.parametrize("size", [1e-7, 1e-6, 1e-5])
def test_a_loss_that_falls_towards_tiny_targets_is_on_no_plateau(size):
    x = np.random.default_rng(1).normal(size=(200, 2))
    trainer = Trainer(
        RunConfig(hidden=(16, 16), optimizer="adam", learning_rate=0.003), data=(x, size * np.sin(x[:, :1]))
    )
    trainer.advance(800)
    snapshot = trainer.measure()
    found = diagnosis_of(trainer.facts, snapshot, trainer.history.view().with_now(snapshot))
    assert found.verdict.key == "target_scale"
    assert not any("plateau" in finding.explanation for finding in found.findings)


def coded(code, columns=3, share=0.08):
    def data():
        draw = np.random.default_rng(2)
        x = draw.normal(size=(300, columns))
        side = (x[:, 0] + x[:, 1] * x[:, 2] > 0).astype(int)
        x[draw.random(300) < share, 1] = code
        return x, side

    return data


@pytest.mark.parametrize(("code", "settings"), [(-999.0, {}), (9999.0, {}), (-9999.0, {"hidden": (12, 12)})])
def test_coded_missing_values_that_the_network_gets_as_they_are_come_before_large_inputs(code, settings):
    settings = {"hidden": (16,) * 3, "learning_rate": 0.05, "standardize": False, **settings}
    case = run(settings, 400, data=coded(code))
    diagnosis = diagnosed(case)
    filled = run(settings, 400, data=coded(0.0))
    assert filled.guess < 0.5 < case.guess
    assert diagnosis.verdict.key == "odd_columns"
    assert diagnosis.verdict.sick
    assert case.trainer.facts.input_names[1] in diagnosis.verdict.title
    assert "input_scale" in {finding.key for finding in diagnosis.because}


def test_large_inputs_without_a_code_are_still_called_large():
    def data():
        x = np.random.default_rng(3).normal(size=(200, 3)) * 1000.0 + 3000.0
        return x, (x[:, 0] > 3000.0).astype(int)

    case = run({"hidden": (16,) * 3, "learning_rate": 0.05, "standardize": False}, 300, data=data)
    assert diagnosed(case).verdict.key == "input_scale"


@pytest.mark.parametrize(
    "settings",
    [{"init_scale": 0.1}, {"dataset": "spiral", "hidden": (24,) * 30, "initializer": "xavier_normal"}],
)
def test_steps_that_hardly_change_the_weights_are_not_said_to_kill(settings):
    case = run(settings, 600)
    verdict = diagnosed(case).verdict
    assert np.median([cause.update_ratio for cause in case.causes]) < 1e-5
    assert verdict.cause == "small_weights"


@pytest.mark.parametrize("rate", [0.01, 0.003, 0.03])
def test_a_rate_that_the_network_and_not_its_size_makes_slow_is_not_called_small(rate):
    case = run({**LEAKY, "hidden": (8,) * 60, "learning_rate": rate}, 300)
    faster = run({**LEAKY, "hidden": (8,) * 60, "learning_rate": 10 * rate}, 300)
    assert faster.guess > 0.9
    assert "rate_too_small" not in {finding.key for finding in diagnosed(case).findings}


@pytest.mark.parametrize(
    ("settings", "steps", "change"),
    [
        ({"learning_rate": 20.0}, 3, {"learning_rate": 0.1}),
        ({"learning_rate": 1.0, "optimizer": "adam", "dataset": "digits"}, 20, {"learning_rate": 0.003}),
        ({**TANH, "learning_rate": 100.0}, 10, {"learning_rate": 0.1}),
    ],
)
def test_a_rate_that_came_after_the_damage_is_not_to_be_lowered(settings, steps, change):
    case = run(settings, steps, change=tuple(change.items()), more=300)
    for finding in diagnosed(case).findings:
        assert all(s.changes.get("learning_rate", 1.0) >= change["learning_rate"] for s in finding.suggestions)
    assert diagnosed(case).verdict.sick
    assert "start again" in diagnosed(case).verdict.explanation


def test_a_rate_that_is_still_far_too_high_after_the_deaths_is_to_be_lowered():
    case = run({"learning_rate": 20.0}, 3, change=(("learning_rate", 3.0),), more=300)
    assert diagnosed(case).verdict.suggestions[0].changes["learning_rate"] < 3.0


@pytest.mark.parametrize("settings", [{"hidden": (12,) * 8}, {"hidden": (1, 1, 1)}, {"hidden": (8, 8), "seed": 3}])
def test_weights_of_zero_are_the_cause_of_units_that_they_switch_off(settings):
    found = diagnosed(run({"initializer": "zeros", **settings}, 200)).findings
    (dead,) = [finding for finding in found if finding.of_dead_units]
    assert dead.cause == found[0].cause == "equal_weights"
    assert "start at 0" in dead.explanation


@pytest.mark.parametrize(
    "settings",
    [
        {"activation": "=0.1*z", "dataset": "spiral", "hidden": (13, 13, 12, 9, 8, 15), "optimizer": "adam", "seed": 2}
        | {"learning_rate": 0.0046, "batch_size": 8, "initializer": "xavier_normal", "n_examples": 200},
    ],
)
def test_a_loss_that_stands_still_is_told_though_the_signal_was_weak_at_the_start(settings):
    case = run(settings, 850)
    assert case.guess > 0.9
    assert diagnosed(case).verdict.sick


@pytest.mark.parametrize("settings", [{"momentum": 0.99, "learning_rate": 0.5}, {"learning_rate": 10.0}])
def test_a_gradient_that_long_steps_made_vanish_is_not_put_down_to_the_function(settings):
    case = run({"activation": "gelu", "hidden": (12,) * 5, **settings}, 400)
    assert diagnosed(case).verdict.sick
    for finding in diagnosed(case).findings:
        assert finding.cause not in ("small_slopes", "small_weights")


def test_weights_that_decay_has_made_small_get_less_decay_first():
    settings = {"weight_decay": 0.3, "hidden": (16,) * 3, "activation": "elu", "dataset": "plane"}
    verdict = diagnosed(run(settings, 1000)).verdict
    assert verdict.cause == "strong_decay"
    assert verdict.suggestions[0].changes["weight_decay"] < 0.3


@pytest.mark.parametrize("seed", range(3))
def test_data_in_which_classes_are_mixed_are_the_cause_of_a_loss_like_guessings(seed):
    case = run({**TANH, "noise": 1.0, "hidden": (12,) * 3, "seed": seed}, 600)
    assert diagnosed(case).verdict.cause == "mixed"
    assert diagnosed(case).verdict.suggestions[0].changes == {"noise": 0.1}
