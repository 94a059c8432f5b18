"""Data that tell nothing, or too large numbers, get a verdict that is true; warnings are errors in all tests."""

import numpy as np
import pytest

from actviz.diagnosis.diagnosis import diagnose
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer

DRAW = np.random.default_rng(0)
X = DRAW.normal(size=(40, 2))
SIDE = (X[:, 0] > 0).astype(np.int64)
ONE_VALUE = np.full(40, 3.0)
NETWORKS = {
    "ReLU": RunConfig(hidden=(8, 8)),
    "tanh": RunConfig(hidden=(8, 8), activation="tanh", initializer="xavier_normal"),
}

# The verdicts allowed before and after training; healthy ones include notes.
FINE = {"healthy", "dead_units"}
CASES = {
    "a column of one value": (np.column_stack([X[:, 0], ONE_VALUE]), SIDE, FINE),
    "all columns of one value": (np.column_stack([ONE_VALUE, ONE_VALUE]), SIDE, {"alike_inputs"}),
    "one column up to 1e20": (np.column_stack([X[:, 0], 1e20 * X[:, 1]]), SIDE, FINE | {"input_scale", "odd_columns"}),
    "one class": (X, np.zeros(40, np.int64), {"alike_targets"}),
    "one example": (X[:1], SIDE[:1], {"alike_targets"}),
    "two examples": (X[:2], np.array([0, 1]), FINE),
    "one example of a class": (X, (np.arange(40) == 0).astype(np.int64), FINE | {"not_learning", "unfit_test"}),
    "targets all alike": (X, np.full((40, 1), 7.0), {"alike_targets"}),
    "targets all 0": (X, np.zeros((40, 1)), {"alike_targets"}),
    "targets all 1e20": (X, np.full((40, 1), 1e20), {"alike_targets", "target_scale"}),
    "targets up to 1e20": (X, 1e20 * X[:, :1], {"healthy", "target_scale", "odd_columns"}),
}
# what would be false: no network here has large weights, or enlarges from layer to layer
FALSE = {
    "exploding.gradient_grows", "exploding.signal_grows", "diverged.why.large_weights", "diverged.why.function_grows",
    "saturation.why.from_the_start",
}  # fmt: skip


@pytest.mark.parametrize("steps", [0, 1, 300])
@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("name", CASES)
def test_data_that_tell_nothing_get_a_true_verdict(name, network, steps):
    x, y, allowed = CASES[name]
    trainer = Trainer(NETWORKS[network], data=(x, y))
    trainer.advance(steps)
    found = diagnose(trainer)
    assert found.verdict.key in allowed
    assert not FALSE & {key for finding in found.findings for key in finding.said}
    if name in ("one class", "one example", "targets all alike", "targets all 0"):
        assert not any(finding.sick for finding in found.findings)


REFUSED = ("one class", "one example", "targets all alike", "targets all 0")  # in a file, whole numbers are classes


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_of_one_class_or_one_example_is_refused_with_the_reason(name, tmp_path):
    x, y, _ = CASES[name]
    np.savez(tmp_path / "data.npz", x=x, y=y)
    with pytest.raises(BadInput, match="one"):
        Trainer(RunConfig(data_path=str(tmp_path / "data.npz")))


@pytest.mark.parametrize("standardize", [True, False])
@pytest.mark.parametrize("name", [name for name in CASES if name not in REFUSED])
def test_a_file_gets_such_a_verdict_too(name, standardize, tmp_path):
    x, y, allowed = CASES[name]
    np.savez(tmp_path / "data.npz", x=x, y=y)
    trainer = Trainer(RunConfig(hidden=(8, 8), data_path=str(tmp_path / "data.npz"), standardize=standardize))
    trainer.advance(100)
    assert diagnose(trainer).verdict.key in allowed
