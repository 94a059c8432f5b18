import numpy as np
import pytest

from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer

CONFIG = RunConfig(hidden=(4,))
X = np.random.default_rng(0).normal(size=(10, 3))
Y = np.arange(10) % 3


def with_value(value):
    x = X.copy()
    x[4, 1] = value
    return x


def test_arrays_are_taken_as_they_are_without_split_or_standardisation():
    trainer = Trainer(CONFIG, data=(X * 50 + 7, Y))
    assert np.array_equal(trainer.train_x, X * 50 + 7)
    assert np.array_equal(trainer.train_y, Y)
    assert len(trainer.test_x) == 0
    snapshot = trainer.measure()
    assert snapshot.test_loss is None
    assert snapshot.test_accuracy is None


def test_integer_targets_are_classes():
    trainer = Trainer(CONFIG, data=(X, Y))
    assert trainer.facts.task == "classification"
    assert trainer.facts.class_names == ("0", "1", "2")
    assert trainer.network.sizes == (3, 4, 3)


def test_bools_are_two_classes():
    assert Trainer(CONFIG, data=(X, Y == 1)).network.sizes[-1] == 2
    assert Trainer(CONFIG, data=(X, np.zeros(10, int))).network.sizes[-1] == 2


@pytest.mark.parametrize(("y", "n_outputs"), [(X[:, 0], 1), (X[:, :2], 2), (Y.astype(np.float32), 1)])
def test_float_targets_are_a_regression(y, n_outputs):
    trainer = Trainer(CONFIG, data=(X, y))
    assert trainer.facts.task == "regression"
    assert trainer.train_y.shape == (10, n_outputs)
    trainer.advance(5)
    snapshot = trainer.measure()
    assert snapshot.accuracy is None
    assert np.isfinite(snapshot.loss)


def test_the_callers_arrays_are_copied():
    x = X.copy()
    trainer = Trainer(CONFIG, data=(x, Y))
    x[...] = np.nan
    trainer.advance(5)
    assert np.isfinite(trainer.measure().loss)


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (with_value(np.nan), Y, "x, example 5, value 2: nan is not finite"),
        (with_value(np.inf), Y, "x, example 5, value 2: inf is not finite"),
        (with_value(1e300), Y, "x, example 5, value 2: 1e[+]300 is too large"),
        (X, np.full(10, np.nan), "y, example 1, value 1: nan is not finite"),
        (X[:, 0], Y, r"x must be \(examples, inputs\) .* got shape \(10,\)"),
        (X[:0], Y[:0], "at least one example, got shape"),
        (X[:, :0], Y, "x has no inputs"),
        (X, Y[:9], "one target for each of x's 10 examples, got shape"),
        (X, 3, "one target for each"),
        (X, Y - 1, "class indices between 0 and 999, got -1"),
        (X, Y + 10**9, "class indices between 0 and 999, got 1000000002"),
        (X, Y[:, None], r"integer y must be \(examples,\)"),
        (X, X[:, :, None], r"float y must be \(examples,\) or"),
        (X, [str(v) for v in Y], "y must hold numbers, got <U1"),
        (X.astype(object), Y, "x must hold numbers, got object"),
        (X * 1j, Y, "x must hold numbers, got complex128"),
        ([[1, 2], [3]], Y, "x must be an array, and its rows have different lengths"),
    ],
)
def test_arrays_that_cannot_be_trained_on_are_refused_with_a_sentence(x, y, words):
    with pytest.raises(BadInput, match=words):
        Trainer(CONFIG, data=(x, y))


def test_a_loss_of_the_other_task_is_refused():
    with pytest.raises(BadInput, match=r"loss 'squared_error' does not fit arrays.*use 'cross_entropy'"):
        Trainer(CONFIG.replace(loss="squared_error"), data=(X, Y))
    with pytest.raises(BadInput, match="loss 'cross_entropy' does not fit plane"):
        Trainer(RunConfig(dataset="plane", loss="cross_entropy"))


def test_a_network_too_large_for_the_datas_inputs_is_refused():
    wide = np.zeros((2, 20_000))
    with pytest.raises(BadInput, match="at most 50,000,000 weights"):
        Trainer(RunConfig(hidden=(4096,)), data=(wide, [0, 1]))


@pytest.mark.parametrize("dtype", ["float16", "int32", "double-double"])
def test_other_number_types_are_refused(dtype):
    with pytest.raises(ValueError, match="dtype must be 'float32' or 'float64'"):
        Trainer(CONFIG, dtype=dtype)


def test_one_example_trains():
    trainer = Trainer(CONFIG, data=(X[:1], Y[:1]))
    assert trainer.advance(5) == 5
