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
