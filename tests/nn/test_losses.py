"""Losses against their textbook code; `test_gradients` compares their gradients with central differences."""

import numpy as np
import pytest
import textbook

from actviz.nn.losses import LOSSES


@pytest.mark.parametrize("key", LOSSES)
@pytest.mark.parametrize("n_outputs", [2, 3, 10])
def test_a_loss_and_its_gradient_are_the_textbooks(key, n_outputs):
    rng = np.random.default_rng(0)
    z = rng.normal(0, 3, (n_outputs, 16))
    if LOSSES[key].task == "classification":
        y = rng.integers(0, n_outputs, 16)
        target = np.asarray(np.arange(n_outputs)[:, None] == y, np.float64)
    else:
        y = rng.normal(0, 1, (16, n_outputs))
        target = y.T.copy()
    loss, gradient = textbook.loss_and_delta(key, z.T, y)
    delta = np.empty_like(z)
    assert LOSSES[key].make(z, delta)(target) == pytest.approx(loss, rel=1e-12)
    np.testing.assert_allclose(delta, gradient.T, atol=1e-14)
    assert LOSSES[key].total(z.copy(), target) / 16 == pytest.approx(loss, rel=1e-12)


@pytest.mark.parametrize("key", LOSSES)
def test_every_loss_says_what_it_is(key):
    assert LOSSES[key].label
    assert LOSSES[key].task in ("classification", "regression")
    assert LOSSES[key].torch_code


@pytest.mark.parametrize("key", [key for key, loss in LOSSES.items() if loss.task == "classification"])
def test_guessing_is_the_least_loss_of_one_answer_for_all(key):
    y = np.array([0, 0, 0, 1, 1, 2])
    target = np.asarray(np.arange(3)[:, None] == y, np.float64)
    shares = target.mean(axis=1)
    best = np.log(shares) if key == "cross_entropy" else np.log(shares / (1 - shares))
    z = np.repeat(best[:, None], 6, axis=1)
    guessing = LOSSES[key].chance(y)
    assert LOSSES[key].total(z.copy(), target) / 6 == pytest.approx(guessing, rel=1e-12)
    for nudge in np.random.default_rng(0).normal(0, 0.1, (20, 3, 1)):
        assert LOSSES[key].total(z + nudge, target) / 6 >= guessing


def test_sigmoid_cross_entropy_stays_finite_for_huge_outputs():
    z = np.array([[1e4, -1e4], [-1e4, 1e4]], np.float32)
    delta = np.empty_like(z)
    step = LOSSES["sigmoid_cross_entropy"].make(z, delta)
    assert step(np.array([[0, 1], [1, 0]], np.float32)) == pytest.approx(2e4)
    np.testing.assert_allclose(delta, [[0.5, -0.5], [-0.5, 0.5]])
