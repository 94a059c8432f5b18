"""Runs of which a sentence is not true, though it nearly is: it must not be said."""

import numpy as np
import pytest
from short_runs import run

from actviz.diagnosis.diagnosis import diagnosis_of

XAVIER = {"initializer": "xavier_normal"}


def found(case):
    diagnosis = diagnosis_of(case.trainer.facts, case.s, case.h)
    return {finding.key: finding for finding in diagnosis.findings}


def test_layers_below_a_dead_one_are_not_said_to_have_lost_their_slopes():
    case = run({"hidden": (16,) * 8, "init_scale": 0.1}, 500)
    lively = [units.active_fraction.mean() for units in case.s.units[:4]]
    assert case.s.dead_layers
    assert min(lively) > 0.25
    assert "not_learning.why.flattened" not in case.said


@pytest.mark.parametrize("activation", ["relu", "relu6"])
def test_a_gradient_that_units_without_slope_stop_is_not_said_to_vanish_by_weights_of_0(activation):
    case = run({"hidden": (16,) * 3, "activation": activation, "learning_rate": 0.5, "batch_size": 1, "seed": 2}, 500)
    assert case.s.gradient_rms[0] == 0.0
    assert not case.s.underflows[0]
    assert min(abs(weights).max() for weights in case.trainer.network.weights) > 0.1
    assert "vanishing" not in found(case)


def test_a_last_layer_that_gets_more_gradient_is_no_change_of_the_others():
    case = run(
        {"dataset": "digits", "hidden": (48,) * 20, "activation": "tanh", "initializer": "lecun_normal"}
        | {"init_scale": 0.6},
        300,
    )
    ends = case.h.backward[[0, -1]]
    assert case.h.rms[0, 0] / case.h.rms[0, -1] > 30 * case.rms[0] / case.rms[-1]
    assert ends[1, 0] / ends[1, -1] == pytest.approx(ends[0, 0] / ends[0, -1], rel=0.2)
    assert "not_learning.why.faded" not in case.said


def test_what_another_activation_changed_is_not_put_down_to_steps():
    case = run({"dataset": "digits", "hidden": (32,) * 6}, 500, change=(("activation", "sigmoid"),), more=1000)
    assert np.median(case.s.slope_factors) < 0.25
    assert "not_learning" in found(case)
    assert not case.said & {"not_learning.why.faded", "not_learning.why.flattened"}


@pytest.mark.parametrize(
    "settings", [{"activation": "silu", "bias_init": -100.0}, {"activation": "elu", "bias_init": -20.0}]
)
def test_units_that_their_biases_hold_where_slopes_are_small_get_other_biases_first(settings):
    case = run({"hidden": (16,) * 3, "dataset": "moons", **settings}, 300)
    verdict = next(iter(found(case).values()))
    assert verdict.key == "vanishing"
    assert verdict.suggestions[0].changes == {"bias_init": 0.0}
    cured = run({"hidden": (16,) * 3, "dataset": "moons", **settings, "bias_init": 0.0}, 300)
    assert cured.guess < 0.5 < case.guess


def test_a_run_whose_training_loss_has_risen_as_well_does_not_remember_its_examples():
    case = run({"dataset": "digits", "hidden": (24, 24), "optimizer": "adamw", "learning_rate": 0.129, "seed": 4}, 800)
    assert case.s.loss > 1.5 * case.h.train_loss.min()
    assert case.s.accuracy < 0.6
    assert "overfitting" not in found(case)


def test_steps_that_were_too_long_are_not_to_become_longer():
    case = run({"hidden": (16,) * 12, "activation": "=z+sin(5*z)", "learning_rate": 0.01, **XAVIER}, 5)
    for finding in found(case).values():
        for suggestion in finding.suggestions:
            assert suggestion.changes.get("learning_rate", 0.0) <= 0.01 or "optimizer" in suggestion.changes
    slow = run({"learning_rate": 1e-5, "clip_norm": 0.001}, 400)
    rates = [s.changes.get("learning_rate", 1.0) for f in found(slow).values() for s in f.suggestions]
    assert min(rates) > 1e-5


@pytest.mark.parametrize(
    ("key", "settings"),
    [
        ("vanishing", {"hidden": (16,) * 10, "activation": "sigmoid"}),
        ("dead_layer", {"hidden": (16,) * 3, "learning_rate": 3.0}),
        ("diverged", {"hidden": (16,) * 3, "activation": "=log(1+exp(z))", "init_scale": 5.0}),
    ],
)
def test_inputs_of_unlike_scales_do_not_explain_what_they_cannot_do(key, settings):
    case = run({"dataset": "digits", "standardize": False, **settings}, 500)
    deviations = case.trainer.train_x.std(axis=0)
    assert deviations.max() > 100 * deviations[deviations > 0].min()
    assert next(iter(found(case))) == key


def test_a_loss_that_falls_slowly_is_not_said_to_stand_still():
    case = run({"dataset": "spiral", "hidden": (24,) * 3, "activation": "tanh", "learning_rate": 0.2, **XAVIER}, 1000)
    course = case.h.train_loss[[abs(case.h.census_steps - step).argmin() for step in (128, 256, 512)]]
    assert (np.diff([*course, case.s.loss]) < 0.0).all()
    assert course[2] - case.s.loss > 0.005 * case.trainer.facts.chance_loss
    assert "plateau.no_lower" not in case.said


def test_a_rate_that_came_after_the_loss_was_ruined_is_not_blamed():
    case = run({"hidden": (16,) * 4, "learning_rate": 20.0}, 300, change=(("learning_rate", 0.1),), more=300)
    assert case.s.divergence is not None
    assert case.h.changes[0].before.learning_rate == 20.0
    assert case.h.train_loss[case.h.census_steps <= case.h.changes[0].step].max() > 100
    assert found(case)["diverged"].suggestions == ()
    assert not case.said & {"diverged.why.long_steps", "diverged.why.long_steps_since"}


def test_a_steep_activation_that_made_the_gradient_explode_is_blamed_before_the_rate():
    steep = {"hidden": (16,) * 12, "activation": "=z+sin(5*z)", **XAVIER}
    case, slower = run({**steep, "learning_rate": 0.01}, 50), run({**steep, "learning_rate": 1e-4}, 50)
    assert case.s.divergence is not None
    assert slower.s.divergence is not None
    assert found(case)["diverged"].cause == "growing_function"


def test_units_that_saturate_in_a_local_minimum_are_not_its_cause():
    case = run({"hidden": (1,), "activation": "tanh", "learning_rate": 0.5, **XAVIER}, 5000)
    diagnosis = diagnosis_of(case.trainer.facts, case.s, case.h)
    assert case.s.units[0].saturated_fraction.mean() > 0.6
    assert diagnosis.verdict.key == "plateau"
    shorter = run({"hidden": (1,), "activation": "tanh", "learning_rate": 0.05, **XAVIER}, 5000)
    assert shorter.guess > 0.8


def test_a_test_loss_that_rises_beyond_guessings_is_overfitting_though_little_was_learned():
    few = {"dataset": "xor", "noise": 1.0, "n_examples": 150, "test_fraction": 0.4}
    case = run({**few, "hidden": (32, 32), "learning_rate": 0.05}, 1600)
    guess = case.trainer.facts.chance_loss
    assert 0.5 * guess < case.s.loss < 0.75 * guess
    assert case.s.test_loss > 1.3 * guess
    assert next(iter(found(case))) == "overfitting"


def test_units_that_a_positive_bias_holds_in_a_flat_part_were_not_switched_off_by_the_weights():
    case = run({"hidden": (16,) * 4, "activation": "hard_sigmoid", "bias_init": 30.0}, 50)
    assert case.s.n_dead == 64
    assert "death_manner.born_dead_by_bias" in case.said


def test_short_steps_are_not_put_down_to_the_rate_where_the_gradient_is_clipped():
    case = run({"dataset": "digits", "hidden": (32,) * 3, "clip_norm": 0.001}, 800)
    faster = run({"dataset": "digits", "hidden": (32,) * 3}, 800)
    assert faster.guess < 0.1 < case.guess
    assert "rate_too_small.short_steps" not in case.said


def test_another_activation_is_suggested_without_the_biases_that_hold_the_present_one_off():
    case = run({"hidden": (16,) * 3, "activation": "gelu", "bias_init": -20.0}, 100)
    for suggestion in next(iter(found(case).values())).suggestions:
        assert suggestion.changes["bias_init"] == 0.0


@pytest.mark.parametrize(
    "settings",
    [
        {"dataset": "digits", "hidden": (32,) * 3, "optimizer": "adam", "learning_rate": 1e-5},
        {"dataset": "plane", "hidden": (16,) * 3, "learning_rate": 1e-4},
    ],
)
def test_a_loss_that_falls_steadily_by_short_steps_is_on_no_plateau(settings):
    case = run(settings, 500)
    assert (np.diff(case.h.train_loss) < 0.0).all()
    assert next(iter(found(case))) == "rate_too_small"
    assert "not_learning.why.a_gradient_arrives" not in case.said


def test_weights_of_the_usual_size_are_not_called_small():
    case = run({"hidden": (8,) * 60, "activation": "leaky_relu", "learning_rate": 0.01}, 300)
    assert np.median(case.h.start.factors[0]) > 1.0
    assert "vanishing" in found(case)
    assert "vanishing.why.weights_at_the_start" not in case.said
