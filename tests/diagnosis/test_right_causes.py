"""Runs whose cause is known by construction: the verdict blames it, and its remedies are meant for it."""

import numpy as np
import pytest
from short_runs import run

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.mixed_data import is_mixed
from actviz.diagnosis.trial import Trial
from actviz.training import RunConfig, Trainer

TANH = {"activation": "tanh", "initializer": "xavier_normal"}
ADAM = {"optimizer": "adam", "learning_rate": 0.003}
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


def grey_levels(n_inputs=12):
    """Return pixels from 0 to 255, of which some are bright in each of four classes."""

    def data():
        draw = np.random.default_rng(5)
        shape = draw.integers(0, 4, 240)
        bright = np.arange(n_inputs) * 4 // n_inputs == shape[:, None]
        return np.clip(draw.normal(40, 30, (240, n_inputs)) + 160 * bright, 0, 255), shape

    return data


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
@pytest.mark.parametrize(("settings", "steps"), [({"learning_rate": 0.03}, 400), ({**ADAM, "hidden": (12, 12)}, 600)])
def test_inputs_that_saturate_layer_1_are_a_fault_though_the_layers_above_learn(activation, settings, steps):
    settings = {"hidden": (16,), **settings, "standardize": False, "initializer": "xavier_normal"}
    case = run({**settings, "activation": activation}, steps, data=grey_levels())
    verdict = diagnosed(case).verdict
    assert case.s.slope_factors[0] < 0.05
    assert verdict.sick
    assert verdict.cause == "input_scale"
    assert verdict.suggestions[0].changes["standardize"] is True


@pytest.mark.parametrize("activation", ["relu", "leaky_relu", "tanh"])
def test_inputs_of_a_usual_size_are_not_blamed_in_a_network_that_learns(activation):
    def data():
        x, y = grey_levels()()
        return x / 255.0, y

    verdict = diagnosed(run({"hidden": (16,), "standardize": False, "activation": activation}, 600, data=data)).verdict
    assert not verdict.sick


@pytest.mark.parametrize(
    ("settings", "steps"),
    [
        ({"dataset": "digits", "optimizer": "adamw", "learning_rate": 0.0139, "weight_decay": 5.0}, 1000),
        ({"dataset": "waves", "optimizer": "adamw", "learning_rate": 0.02, "weight_decay": 5.0, "seed": 4}, 800),
        ({**TANH, "dataset": "moons", "learning_rate": 0.0268, "weight_decay": 0.3, "seed": 2105}, 500),
        ({"dataset": "spiral", "momentum": 0.9, "learning_rate": 0.01, "weight_decay": 0.1}, 1000),
    ],
)
def test_a_loss_that_weight_decay_holds_up_is_on_no_plateau(settings, steps):
    case = run({"hidden": (12,) * 3, **settings}, steps)
    verdict = diagnosed(case).verdict
    assert verdict.cause == "strong_decay"
    assert verdict.suggestions[0].changes["weight_decay"] == 0.0
    without = run({"hidden": (12,) * 3, **settings, "weight_decay": 0.0}, steps)
    assert without.guess < 0.9 * case.guess


@pytest.mark.parametrize("decay", [1e-4, 1e-3])
def test_a_usual_decay_is_not_blamed_for_a_loss_that_falls_slowly(decay):
    case = run({"dataset": "spiral", "hidden": (12,) * 3, "weight_decay": decay, "learning_rate": 0.05}, 1500)
    assert "strong_decay" not in {finding.cause for finding in diagnosed(case).findings}


@pytest.mark.parametrize("clip", [1e-3, 1e-4])
@pytest.mark.parametrize("settings", [{"dataset": "moons"}, {**TANH, "dataset": "digits", "learning_rate": 0.05}])
def test_steps_that_clipping_makes_short_are_first_told_not_to_be_clipped(clip, settings):
    case = run({"hidden": (24, 24), **settings, "clip_norm": clip}, 500)
    verdict = diagnosed(case).verdict
    assert case.guess > 0.5 > run({"hidden": (24, 24), **settings}, 500).guess
    assert verdict.sick
    assert verdict.cause == "short_steps"
    assert verdict.suggestions[0].changes["clip_norm"] in (0.0, 1.0)


def test_a_rate_that_is_small_besides_a_clipping_is_to_be_raised():
    case = run({"learning_rate": 1e-6, "clip_norm": 0.1}, 500)
    assert diagnosed(case).verdict.suggestions[0].changes["learning_rate"] > 1e-4


@pytest.mark.parametrize(
    ("settings", "steps"),
    [
        ({**ADAM, "learning_rate": 0.05, "hidden": (24,) * 3, "dataset": "gaussians"}, 600),
        ({**ADAM, "learning_rate": 0.08, "hidden": (16,) * 2, "dataset": "moons"}, 600),
        ({**ADAM, "learning_rate": 0.08, "hidden": (16,) * 2, "dataset": "waves"}, 600),
        ({"optimizer": "rmsprop", "learning_rate": 0.1, "dataset": "gaussians", "hidden": (24, 24)}, 600),
    ],
)
def test_the_first_remedy_for_dead_units_leaves_a_network_that_learns_without_them_learning(settings, steps):
    case = run(settings, steps)
    found = diagnosed(case).verdict
    assert found.of_dead_units
    assert not found.sick
    trial = Trial(case.s.config, found.suggestions[0], steps)
    while trial.advance():
        pass
    before, after = trial.result().before, trial.result().after
    assert after.n_dead < before.n_dead / 3
    assert after.relative_loss < max(0.05, 1.1 * before.relative_loss)


def log_normal(seed=0):
    """Return an input that spans decades and two usual ones; the class depends on its logarithm."""

    def data():
        x = np.random.default_rng(seed).normal(size=(240, 3))
        return np.concatenate((np.exp(3.0 * x[:, :1]), x[:, 1:]), axis=1), (x[:, 0] + x[:, 1] / 3 > 0).astype(int)

    return data


@pytest.mark.parametrize("settings", [{"hidden": (24, 24)}, {"hidden": (16,) * 3, "seed": 3}])
def test_an_input_of_which_a_few_values_are_far_larger_is_not_first_to_be_standardised(settings):
    settings = {"activation": "sigmoid", "initializer": "xavier_normal", "learning_rate": 0.01, **settings}
    case = run({**settings, "standardize": False}, 400, data=log_normal())
    verdict = diagnosed(case).verdict
    assert verdict.cause == "skewed_input"
    assert "logarithm" in verdict.explanation
    first = run({**settings, "standardize": False, **verdict.suggestions[0].changes}, 400, data=log_normal())
    assert first.guess < 0.5 * case.guess


@pytest.mark.parametrize(
    "settings",
    [
        {"dataset": "plane", "init_scale": 2.2, "seed": 4902},
        {"dataset": "waves", "init_scale": 2.2, "seed": 3},
        {"dataset": "plane", "init_scale": 1.8, "activation": "gelu", "initializer": "he_normal", "seed": 4118},
    ],
)
def test_weights_that_are_too_large_are_to_be_mended_before_the_steps_of_adam(settings):
    deep = {"hidden": (20,) * 24, "activation": "elu", "initializer": "xavier_normal", **ADAM, "learning_rate": 0.06}
    case = run({**deep, **settings}, 300)
    verdict = diagnosed(case).verdict
    assert case.h.train_loss[0] > 20 * case.trainer.facts.chance_loss
    assert verdict.cause == "large_weights"
    first = run({**deep, **settings, **verdict.suggestions[0].changes}, 300)
    assert first.guess < 0.9 < case.guess


@pytest.mark.parametrize("outlier", [1e3, 1e6])
def test_one_far_value_does_not_make_data_mixed(outlier):
    def data():
        x = np.random.default_rng(6).normal(size=(240, 2))
        side = (x[:, 0] > 0).astype(int)
        x[0, :] = outlier
        return x, side

    case = run({"hidden": (8,), "learning_rate": 1e-4}, 400, data=data)
    assert not is_mixed(case.trainer.facts)


@pytest.mark.parametrize("seed", range(3))
def test_no_steps_are_blamed_where_classes_are_drawn_by_lot(seed):
    def data():
        draw = np.random.default_rng(seed)
        return draw.normal(size=(240, 3)), draw.integers(0, 2, 240)

    case = run({"hidden": (4,), "learning_rate": 0.026, "seed": seed}, 800, data=data)
    assert {finding.cause for finding in diagnosed(case).findings if finding.sick} <= {"mixed", "plateau"}


@pytest.mark.parametrize("optimizer", ["adam", "adamw"])
def test_no_decay_comes_with_the_usual_rate_where_the_rate_is_far_above_it(optimizer):
    settings = {"optimizer": optimizer, "learning_rate": 0.15, "weight_decay": 0.3, "activation": "elu"}
    verdict = diagnosed(run({**settings, "hidden": (24,) * 5, "dataset": "waves"}, 1000)).verdict
    assert verdict.cause == "strong_decay"
    assert verdict.suggestions[0].changes == {"weight_decay": 0.0, "learning_rate": 0.003}
    assert "the usual one" in verdict.explanation


@pytest.mark.parametrize("seed", [0, 2, 6, 8])
def test_most_is_said_only_of_more_than_half_of_the_dead_units(seed):
    settings = {**ADAM, "learning_rate": 0.03, "hidden": (12,) * 5, "bias_init": -0.5, "seed": seed}
    case = run(settings, 400)
    own = sum(not cause.by_inputs for cause in case.causes)
    told = [each for each in diagnosed(case).findings if each.cause in ("killed", "killed_some")]
    for found in told:
        mostly = 2 * max(own, len(case.causes) - own) > len(case.since)
        assert ("most" in found.explanation.lower().replace(",", "").split()) == mostly
