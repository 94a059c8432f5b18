"""Scale, weight decay and a useless split are causes of their own: they come before what follows from them."""

import csv
import json
import re
import subprocess
import sys

import numpy as np
import pytest

from actviz.diagnosis.diagnosis import diagnose
from actviz.diagnosis.trial import Trial
from actviz.training import RunConfig, Trainer

SHALLOW = {"hidden": (12, 12), "test_fraction": 0.2}


@pytest.fixture
def saved(tmp_path):
    """Return a function that writes columns as a CSV file and returns its path."""

    def write(**columns):
        path = tmp_path / "table.csv"
        with path.open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(columns)
            rows.writerows(zip(*(np.asarray(column).tolist() for column in columns.values()), strict=True))
        return str(path)

    return write


def points(n=300, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(2, n)), rng


def regression(saved, mean, deviation, n=300):
    (a, b), rng = points(n)
    shape = 0.8 * np.tanh(a) + 0.6 * b + 0.05 * rng.normal(size=n)
    return saved(a=a, b=b, price=mean + deviation * shape)


def classes(saved, scales, shift=0.0, n=300):
    (a, b), _ = points(n)
    inside = (a * a + b * b < 1.3).astype(int)
    return saved(left=scales[0] * a + shift, right=scales[1] * b + shift, **{"class": inside})


def after(config, steps):
    trainer = Trainer(config)
    trainer.advance(steps)
    return trainer, diagnose(trainer)


def assert_first_suggestion_cures(config, diagnosis, steps=1000):
    trial = Trial(config, diagnosis.verdict.suggestions[0], steps)
    while trial.advance():
        pass
    result = trial.result()
    assert result.helped
    assert not result.harmed
    assert not result.after.diagnosis.verdict.sick
    assert result.after.diverged_at is None
    trainer, _ = after(result.after.config, steps)
    assert result.after.loss < 0.5 * trainer.facts.chance_loss


def numbers(finding):
    return " ".join([finding.explanation, *(f"{each.label} {each.value}" for each in finding.evidence)])


# Targets


@pytest.mark.parametrize(
    ("mean", "deviation"),
    [(2e5, 6e4), (460.0, 20.0), (2000.0, 10.0), (1000.0, 1.3), (1e6, 1.0), (-3000.0, 50.0), (0.0, 1e4), (5e12, 1e12)],
)
def test_targets_of_another_scale_are_the_cause_and_standardising_them_helps(saved, mean, deviation):
    config = RunConfig(data_path=regression(saved, mean, deviation), standardize_targets=False, **SHALLOW)
    trainer, diagnosis = after(config, 200)
    assert diagnosis.verdict.key == diagnosis.verdict.cause == "target_scale"
    assert diagnosis.verdict.suggestions[0].changes == {"standardize_targets": True}
    assert "price" in numbers(diagnosis.verdict)
    assert not any(finding.sick for finding in diagnosis.also)
    assert trainer.facts.source == "table.csv"
    assert_first_suggestion_cures(config, diagnosis)


def test_tiny_targets_are_the_cause_where_nothing_is_learned(saved):
    path = regression(saved, 0.0, 1e-6)
    config = RunConfig(data_path=path, standardize_targets=False, learning_rate=0.001, **SHALLOW)
    _, diagnosis = after(config, 400)
    assert diagnosis.verdict.key == "target_scale"
    assert_first_suggestion_cures(config.replace(learning_rate=0.1), diagnosis)


@pytest.mark.parametrize(("mean", "deviation"), [(0.0, 1.0), (0.5, 0.4), (2.0, 1.0), (0.0, 0.2)])
def test_targets_of_a_usual_scale_are_never_blamed(saved, mean, deviation):
    config = RunConfig(data_path=regression(saved, mean, deviation), standardize_targets=False, **SHALLOW)
    for rate in (1e-5, 0.05, 30.0):
        _, diagnosis = after(config.replace(learning_rate=rate), 300)
        assert "target_scale" not in [finding.key for finding in diagnosis.findings]


def test_classes_0_and_1_as_a_regression_are_of_a_usual_scale():
    (a, b), _ = points()
    y = (a * a + b * b < 1.3).astype(float)
    trainer = Trainer(RunConfig(hidden=(12, 12)), data=(np.stack((a, b), axis=1), y))
    trainer.advance(400)
    assert "target_scale" not in [finding.key for finding in diagnose(trainer).findings]


@pytest.mark.parametrize(("mean", "deviation"), [(460.0, 20.0), (30.0, 9.0)])
def test_a_run_that_has_learned_large_targets_is_not_told_off(saved, mean, deviation):
    path = regression(saved, mean, deviation)
    config = RunConfig(data_path=path, standardize_targets=False, optimizer="adam", learning_rate=0.03, **SHALLOW)
    trainer, diagnosis = after(config, 3000)
    assert trainer.measure().loss < 0.5 * trainer.facts.chance_loss
    assert not diagnosis.verdict.sick


def test_large_first_weights_are_still_blamed_where_the_targets_are_standardised(saved):
    config = RunConfig(data_path=regression(saved, 460.0, 20.0), init_scale=8.0, hidden=(12,) * 8)
    _, diagnosis = after(config, 20)
    assert "target_scale" not in [finding.key for finding in diagnosis.findings]
    assert diagnosis.verdict.sick


# Inputs


@pytest.mark.parametrize(
    ("scales", "shift", "activation"),
    [
        ((400.0, 400.0), 500.0, "relu"),
        ((70.0, 70.0), 120.0, "relu"),
        ((5000.0, 0.5), 0.0, "relu"),
        ((300.0, 300.0), 0.0, "tanh"),
        ((1e8, 1e8), 0.0, "sigmoid"),
        ((1.0, 1.0), 2000.0, "elu"),
    ],
)
def test_inputs_of_another_scale_are_the_cause_and_standardising_them_helps(saved, scales, shift, activation):
    initializer = "he_normal" if activation in ("relu", "elu") else "xavier_normal"
    config = RunConfig(
        data_path=classes(saved, scales, shift), standardize=False, activation=activation, initializer=initializer,
        hidden=(16, 16), learning_rate=0.1 if activation != "sigmoid" else 1.0,
    )  # fmt: skip
    _, diagnosis = after(config, 1000)
    assert diagnosis.verdict.key == diagnosis.verdict.cause == "input_scale"
    assert diagnosis.verdict.suggestions[0].changes["standardize"] is True
    assert "left" in numbers(diagnosis.verdict) or "right" in numbers(diagnosis.verdict)
    assert_first_suggestion_cures(config, diagnosis, 3000)


@pytest.mark.parametrize("scales", [(1e-4, 1e-4), (1.0, 1e-3)])
def test_tiny_or_unlike_inputs_are_the_cause_where_nothing_is_learned(saved, scales):
    config = RunConfig(data_path=classes(saved, scales), standardize=False, hidden=(16, 16))
    _, diagnosis = after(config, 1000)
    assert diagnosis.verdict.key == "input_scale"
    assert_first_suggestion_cures(config, diagnosis, 2000)


def test_the_explanation_names_the_column_and_tells_its_mean_and_deviation(saved):
    path = classes(saved, (300.0, 300.0), 500.0)
    inputs = after(RunConfig(data_path=path, standardize=False, hidden=(16, 16)), 600)[1].verdict
    targets = after(RunConfig(data_path=regression(saved, 2e5, 6e4), standardize_targets=False, **SHALLOW), 200)[1]
    assert re.search(r"\b(left|right)\b.* ± ", inputs.explanation)
    assert re.search(r"\bprice\b.* ± ", targets.verdict.explanation)


def test_the_built_in_data_sets_are_of_a_usual_scale_even_as_they_are():
    for dataset in ("circle", "plane", "spiral", "waves"):
        config = RunConfig(dataset=dataset, standardize=False, hidden=(12,) * 3)
        for rate in (1e-5, 0.1, 30.0):
            _, diagnosis = after(config.replace(learning_rate=rate), 300)
            assert {"input_scale", "target_scale"}.isdisjoint(finding.key for finding in diagnosis.findings)


def test_inputs_and_targets_of_another_scale_are_standardised_together(saved):
    (a, b), rng = points()
    price = 2e5 + 6e4 * (0.8 * np.tanh(a) + 0.6 * b) + rng.normal(size=len(a))
    path = saved(area=120 + 40 * a, age=40 + 15 * b, price=price)
    config = RunConfig(data_path=path, standardize=False, standardize_targets=False, **SHALLOW)
    _, diagnosis = after(config, 200)
    assert {diagnosis.verdict.key, *(each.key for each in diagnosis.because)} >= {"input_scale", "target_scale"}
    assert diagnosis.verdict.suggestions[0].changes == {"standardize": True, "standardize_targets": True}
    assert_first_suggestion_cures(config, diagnosis)


# Weight decay

SPIRAL = RunConfig(
    dataset="spiral", hidden=(8, 8), activation="tanh", initializer="xavier_normal", learning_rate=0.3, batch_size=30
)


@pytest.mark.parametrize(
    "changes",
    [
        {"weight_decay": 10.0},
        {"weight_decay": 7.0},
        {"learning_rate": 1.0, "weight_decay": 2.5},
        {"weight_decay": 10.0, "clip_norm": 0.1},
        {"optimizer": "adamw", "learning_rate": 0.5, "weight_decay": 5.0},
        {"momentum": 0.4, "weight_decay": 10.0},
        {"momentum": 0.9, "nesterov": True, "weight_decay": 5.0},
    ],
)
def test_decay_that_makes_weights_grow_is_the_cause(changes):
    config = SPIRAL.replace(**changes)
    _, diagnosis = after(config, 500)
    assert diagnosis.verdict.key == diagnosis.verdict.cause == "strong_decay"
    assert diagnosis.verdict.suggestions[0].changes["weight_decay"] < 1e-3
    assert not any(finding.sick for finding in diagnosis.also)


def test_less_decay_helps():
    config = RunConfig(hidden=(8, 8), learning_rate=0.3, weight_decay=10.0)
    _, diagnosis = after(config, 300)
    assert_first_suggestion_cures(config, diagnosis)


@pytest.mark.parametrize(("rate", "decay"), [(0.3, 3.0), (0.5, 2.0), (1.0, 1.0), (0.1, 3.0)])
def test_decay_that_wipes_out_the_weights_is_the_cause(rate, decay):
    config = SPIRAL.replace(learning_rate=rate, weight_decay=decay)
    _, diagnosis = after(config, 500)
    assert diagnosis.verdict.key == "strong_decay"


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer": "adam", "learning_rate": 0.003, "weight_decay": 10.0},
        {"optimizer": "rmsprop", "learning_rate": 0.003, "weight_decay": 3.0, "activation": "relu"},
        {"learning_rate": 0.01, "weight_decay": 5.0},
    ],
)
def test_decay_that_the_gradient_does_not_outweigh_is_the_cause(changes):
    config = RunConfig(hidden=(8, 8), activation="elu").replace(**changes)
    _, diagnosis = after(config, 1500)
    assert diagnosis.verdict.key == "strong_decay"
    assert_first_suggestion_cures(config, diagnosis, 3000)


@pytest.mark.parametrize(
    "changes", [{"weight_decay": 0.01}, {"optimizer": "adam", "learning_rate": 0.003, "weight_decay": 0.01}, {}]
)
def test_usual_decay_is_not_blamed(changes):
    for steps in (0, 300):
        _, diagnosis = after(SPIRAL.replace(**changes), steps)
        assert "strong_decay" not in [finding.key for finding in diagnosis.findings]


def test_momentum_that_bears_the_decay_is_not_said_to_grow():
    _, diagnosis = after(SPIRAL.replace(momentum=0.9, learning_rate=0.3, weight_decay=9.0), 60)
    assert diagnosis.verdict.key == "strong_decay"
    assert diagnosis.verdict.severity == "warning"  # the weights shrink: 2.7 is below 2·(1 + 0.9)


@pytest.mark.parametrize(("rate", "decay"), [(1.0, 1.0), (0.5, 2.0), (1.0, 0.999), (1.0, 1.9)])
def test_a_decay_that_leaves_nothing_gives_finite_numbers_and_no_warning(rate, decay):
    command = [sys.executable, "-W", "error", "-m", "actviz", "run", "--optimizer", "adamw", "--hidden", "8x2"]
    command += ["--learning-rate", str(rate), "--weight-decay", str(decay), "--steps", "50", "--json", "-"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    found = json.loads(ran.stdout)
    assert ran.stderr == ""
    assert np.isfinite(found["loss"])
    trainer = Trainer(RunConfig(optimizer="adamw", learning_rate=rate, weight_decay=decay, hidden=(8, 8)))
    trainer.advance(50)
    assert np.isfinite(trainer.measure().update_ratios).all()


# Test sets


def xor(saved, copies=1):
    a, b = np.tile([0, 0, 1, 1], copies), np.tile([0, 1, 0, 1], copies)
    return saved(a=a, b=b, out=a ^ b)


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_four_examples_cannot_be_held_out(saved, activation):
    config = RunConfig(data_path=xor(saved), hidden=(8,), activation=activation, initializer="xavier_normal")
    _, diagnosis = after(config, 2000)
    assert diagnosis.verdict.key == diagnosis.verdict.cause == "unfit_test"
    assert diagnosis.verdict.suggestions[0].changes == {"test_fraction": 0.0}
    assert "overfitting" not in [finding.key for finding in diagnosis.also]
    assert_first_suggestion_cures(config, diagnosis, 3000)


def test_a_class_without_a_training_example_is_the_cause(saved):
    (a, b), _ = points(12)
    path = saved(a=a, b=b, kind=list("uvwxuvwxuvwx"))
    config = RunConfig(data_path=path, test_fraction=0.9, hidden=(8,), activation="tanh")
    _, diagnosis = after(config, 100)
    assert diagnosis.verdict.key == "unfit_test"
    assert diagnosis.verdict.suggestions[0].changes == {"test_fraction": 0.0}


def test_no_test_share_is_suggested_for_data_with_a_test_set_of_their_own(tmp_path):
    (a, b), _ = points(40)
    x = np.stack((a, b), axis=1)
    path = tmp_path / "parts.npz"
    np.savez(path, x_train=x[:30], y_train=np.arange(30) % 2, x_test=x[30:], y_test=np.full(10, 2))
    _, diagnosis = after(RunConfig(data_path=path, hidden=(8,), activation="tanh"), 100)
    (finding,) = [finding for finding in diagnosis.findings if finding.key == "unfit_test"]
    assert "no example among the 30 of the training set" in finding.explanation
    assert finding.suggestions == ()


def test_a_class_without_a_test_example_is_noted_and_a_run_that_learns_is_not_called_sick(saved):
    (a, b), _ = points(60)
    kind = ["rare" if i == 3 else "left" if u < 0 else "right" for i, u in enumerate(a)]
    _, diagnosis = after(RunConfig(data_path=saved(a=a, b=b, kind=kind), hidden=(8,), seed=1), 300)
    (note,) = [finding for finding in diagnosis.findings if finding.key == "unfit_test"]
    assert note.severity == "note"
    assert "rare" in note.explanation
    assert not diagnosis.verdict.sick


def test_of_many_examples_a_larger_share_is_suggested():
    config = RunConfig(
        n_examples=60, test_fraction=0.05, noise=0.8, hidden=(32, 32), optimizer="adam", learning_rate=0.01
    )
    _, diagnosis = after(config, 2000)
    assert diagnosis.verdict.key == "unfit_test"
    assert 10 <= 60 * diagnosis.verdict.suggestions[0].changes["test_fraction"] <= 30


def test_few_test_examples_are_no_fault_where_the_test_goes_well(saved):
    (a, b), _ = points(40)
    config = RunConfig(data_path=saved(a=a, b=b, side=(a > b).astype(int)), hidden=(8,), test_fraction=0.1)
    _, diagnosis = after(config, 400)
    assert not diagnosis.verdict.sick


def test_a_test_set_of_many_examples_is_not_blamed_for_overfitting():
    config = RunConfig(n_examples=100, noise=0.8, hidden=(64, 64), optimizer="adam", learning_rate=0.01)
    _, diagnosis = after(config, 2000)
    assert diagnosis.verdict.key == "overfitting"


# Columns


def test_a_coded_value_is_noted_with_its_column_and_a_run_that_learns_is_not_called_sick(saved):
    (a, b), _ = points()
    a[::25] = -999
    config = RunConfig(data_path=saved(age=a, height=b, side=(b > 0).astype(int)), **SHALLOW)
    _, diagnosis = after(config, 500)
    (note,) = [finding for finding in diagnosis.findings if finding.key == "odd_columns"]
    assert note.severity == "note"
    assert "'age'" in note.explanation
    assert "height" not in numbers(note)
    assert "−999" in numbers(note)


@pytest.mark.parametrize("code", [(slice(None, None, 20), -9999.0), (slice(3, 4), 1e6)])
def test_values_that_press_the_column_together_come_before_a_loss_that_stands_still(saved, code):
    (a, b), _ = points()
    side = ((a > 0) ^ (b > 0)).astype(int)
    where, value = code
    a[where] = value
    _, diagnosis = after(RunConfig(data_path=saved(age=a, height=b, side=side), hidden=(12, 12)), 1500)
    assert diagnosis.verdict.key == "odd_columns"
    assert diagnosis.verdict.severity == "warning"
    assert "age" in numbers(diagnosis.verdict)
    assert {"not_learning", "plateau"}.isdisjoint(finding.key for finding in diagnosis.also)
