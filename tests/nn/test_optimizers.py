"""Optimizers against their textbook code and closed forms; `test_against_torch` compares them with torch.optim."""

import numpy as np
import pytest
import textbook

from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters

STEPS = 50


def ours(key, p, gradients, decays, lr, momentum=0.0, nesterov=False, decay=0.0, dtype="float64"):
    p = p.astype(dtype)
    g = np.zeros_like(p)
    optimizer = OPTIMIZERS[key].make(p, g, decays.astype(dtype), Hyperparameters(lr, momentum, nesterov, decay))
    for gradient in gradients:
        g[...] = gradient
        optimizer.step()
    return p


CASES = [
    (key, settings | extra)
    for key, entry in OPTIMIZERS.items()
    for settings in ({}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True})[: 3 if entry.uses_momentum else 1]
    for extra in ({}, {"decay": 0.1})
]


@pytest.fixture
def problem():
    rng = np.random.default_rng(0)
    decays = np.ones(30)
    decays[20:] = 0.0
    return rng.normal(size=30), rng.normal(size=(STEPS, 30)), decays


@pytest.mark.parametrize(("key", "settings"), CASES)
@pytest.mark.parametrize(("dtype", "tolerance"), [("float64", 1e-12), ("float32", 1e-5)])
def test_an_optimizer_takes_the_textbooks_steps(problem, key, settings, dtype, tolerance):
    expected = textbook.steps(key, *problem, lr=0.01, **settings)
    np.testing.assert_allclose(ours(key, *problem, lr=0.01, dtype=dtype, **settings), expected, atol=tolerance)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_weight_decay_leaves_entries_alone_that_are_not_weights(problem, key):
    p, gradients, decays = problem
    with_decay = ours(key, p, gradients, decays, 0.01, decay=0.1)
    without = ours(key, p, gradients, decays, 0.01)
    assert np.array_equal(with_decay[20:], without[20:])
    assert (with_decay[:20] != without[:20]).all()


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_zero_gradient_from_the_start_moves_nothing(key):
    p = np.array([1.0, -2.0])
    assert np.array_equal(ours(key, p, np.zeros((5, 2)), np.ones(2), 0.1), p)


T = np.arange(1, STEPS + 1)


@pytest.mark.parametrize(
    ("key", "settings", "lengths"),
    [
        ("sgd", {}, np.ones(STEPS)),
        ("sgd", {"momentum": 0.9}, (1 - 0.9**T) / (1 - 0.9)),
        ("sgd", {"momentum": 0.9, "nesterov": True}, 1 + 0.9 * (1 - 0.9**T) / (1 - 0.9)),
        ("rmsprop", {}, 1 / (2 * np.sqrt(1 - 0.99**T))),
        ("adam", {}, np.full(STEPS, 0.5)),
        ("adamw", {}, np.full(STEPS, 0.5)),
    ],
)
def test_a_gradient_of_2_at_every_step_moves_as_far_as_the_closed_form_says(key, settings, lengths):
    moved = ours(key, np.zeros(1), np.full((STEPS, 1), 2.0), np.ones(1), 0.01, **settings)
    assert moved[0] == pytest.approx(-0.01 * 2.0 * lengths.sum(), rel=1e-7)


def test_decoupled_decay_alone_shrinks_a_weight_by_the_same_share_at_every_step():
    moved = ours("adamw", np.ones(1), np.zeros((STEPS, 1)), np.ones(1), 0.01, decay=0.1)
    assert moved[0] == pytest.approx((1 - 0.01 * 0.1) ** STEPS, rel=1e-12)


def test_adams_first_step_has_the_learning_rates_length_whatever_the_gradient():
    p = np.zeros(3)
    moved = ours("adam", p, [np.array([1e-3, 1.0, -1e3])], np.ones(3), 0.01)
    np.testing.assert_allclose(moved, [-0.01, -0.01, 0.01], rtol=1e-4)


@pytest.mark.parametrize(("key", "settings"), CASES)
@pytest.mark.parametrize("part_size", [7, 1000])
def test_moving_in_parts_makes_the_same_bits_and_the_last_update_is_known(
    problem, key, settings, part_size, monkeypatch
):
    p, gradients, decays = problem
    whole = ours(key, p, gradients, decays, 0.01, **settings)
    monkeypatch.setattr("actviz.nn.optimizers.PART_SIZE", part_size)
    moved, g = p.copy(), np.zeros_like(p)
    hyper = {"momentum": 0.0, "nesterov": False, "decay": 0.0, **settings}
    hyperparameters = Hyperparameters(0.01, hyper["momentum"], hyper["nesterov"], hyper["decay"])
    optimizer = OPTIMIZERS[key].make(moved, g, decays, hyperparameters)
    for gradient in gradients:
        before, g[...] = moved.copy(), gradient
        optimizer.step()
        np.testing.assert_allclose(optimizer.last_update(), moved - before, rtol=1e-9, atol=1e-15)
    assert np.array_equal(moved, whole)


def test_what_is_left_of_a_velocity_becomes_zero_before_it_leaves_the_normal_floats():
    p, g = np.ones(4, np.float32), np.ones(4, np.float32)
    optimizer = OPTIMIZERS["sgd"].make(p, g, np.ones_like(p), Hyperparameters(0.01, 0.9, False, 0.0))
    optimizer.step()
    g[...] = 0
    for _ in range(900):
        optimizer.step()
        velocity = np.abs(optimizer.state["velocity"])
        assert ((velocity == 0) | (velocity >= np.finfo(np.float32).tiny)).all()
    assert not optimizer.state["velocity"].any()
