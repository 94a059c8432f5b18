"""Gradients against central differences in float64."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.losses import LOSSES
from actviz.nn.network import Network
from actviz.registry import BadInput

OWN = ("=z*sigmoid(1.702*z)", "=max(z, a*z)", "=where(z<0, expm1(z), z)", "=z*tanh(softplus(z))", "=sin(z) + z/3")
TOLERANCE = 1e-6  # relative to the gradient's largest entry


def network_and_batch(keys, loss="cross_entropy", sizes=(3, 5, 4, 3), batch=7, seed=0, **rest):
    rng = np.random.default_rng(seed)
    net = Network(sizes, [ACTIVATIONS[k] for k in keys], LOSSES[loss], "float64", **rest)
    n = net.layout.n_matrix_values
    net.parameters[:n] = rng.normal(0, 0.8, n)
    x = rng.normal(0, 1.5, (batch, sizes[0]))
    if LOSSES[loss].task == "classification":
        return net, x, rng.integers(0, sizes[-1], batch)
    return net, x, rng.normal(0, 1, (batch, sizes[-1]))


def central_differences(net, x, y, h=1e-6):
    numeric = np.empty_like(net.parameters)
    for i in range(len(numeric)):
        p = net.parameters[i]
        net.parameters[i] = p + h
        above = net.loss_and_gradients(x, y)
        net.parameters[i] = p - h
        numeric[i] = (above - net.loss_and_gradients(x, y)) / (2 * h)
        net.parameters[i] = p
    return numeric


def assert_right(net, x, y):
    numeric = central_differences(net, x, y)
    net.loss_and_gradients(x, y)
    assert np.abs(net.gradient - numeric).max() <= TOLERANCE * np.abs(numeric).max()


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("key", [*ACTIVATIONS, *OWN])
def test_the_gradient_is_that_of_central_differences(key, loss):
    assert_right(*network_and_batch((key, key), loss))


@pytest.mark.parametrize("per_unit", [False, True])
def test_a_learned_slope_has_a_gradient_too_one_a_layer_or_one_a_unit(per_unit):
    net, x, y = network_and_batch(("prelu", "prelu"), alpha_per_unit=per_unit, batch=40)
    assert [len(a) for a in net.alphas] == ([5, 4] if per_unit else [1, 1])
    net.loss_and_gradients(x, y)
    assert all(np.abs(g).max() > 0 for g in net.alpha_gradients)
    assert_right(net, x, y)


@pytest.mark.parametrize("keys", [("relu", "tanh"), ("prelu", "sigmoid"), ("gelu", "gelu"), ("elu", "prelu")])
def test_each_layer_may_have_an_activation_of_its_own(keys):
    assert_right(*network_and_batch(keys))


@pytest.mark.parametrize(("width", "batch"), [(24, 3), (8, 3), (24, 70)])
def test_equal_layers_have_the_gradient_of_one_product_each(width, batch):
    """One call makes their products, with or without a transposed copy of the deltas, depending on their size."""
    net, x, y = network_and_batch(["tanh"] * 4, sizes=(3, *[width] * 4, 3), batch=batch)
    net.loss_and_gradients(x, y)
    passes = net.propagation(batch)
    for below, delta, gradient in zip(passes._below, passes.delta, net.matrix_gradients, strict=True):
        np.testing.assert_allclose(gradient, below @ delta.T, rtol=1e-12, atol=1e-15)


def test_a_forward_pass_may_end_early():
    net, x, _ = network_and_batch(["tanh", "tanh"])
    passes = net.propagation(7)
    passes.inputs[...] = x.T
    passes.forward()
    whole = [z.copy() for z in passes.z]
    for z in passes.z:
        z[...] = np.nan
    passes.forward(1)
    assert np.array_equal(passes.z[0], whole[0])
    assert np.isnan(passes.z[1]).all()
    assert np.isnan(passes.z[2]).all()


def test_each_layer_may_have_an_alpha_of_its_own():
    assert_right(*network_and_batch(("leaky_relu", "leaky_relu"), alphas=(0.1, 0.4)))


@settings(max_examples=25, deadline=None)
@given(
    keys=st.lists(st.sampled_from([*ACTIVATIONS, *OWN]), min_size=1, max_size=4),
    widths=st.lists(st.integers(1, 4), min_size=6, max_size=6),
    batch=st.integers(1, 4),
    per_unit=st.booleans(),
    seed=st.integers(0, 1000),
)
def test_any_shape_and_mixture_has_the_right_gradient(keys, widths, batch, per_unit, seed):
    sizes = (*widths[: len(keys) + 1], 2)
    net, x, y = network_and_batch(keys, sizes=sizes, batch=batch, seed=seed, alpha_per_unit=per_unit)
    numeric = central_differences(net, x, y)
    net.loss_and_gradients(x, y)
    assert np.abs(net.gradient - numeric).max() <= TOLERANCE * max(np.abs(numeric).max(), 1e-3)


def test_the_loss_is_the_mean_cross_entropy_of_the_softmax():
    net, x, y = network_and_batch(("tanh", "tanh"))
    z = np.tanh(np.tanh(x @ net.weights[0] + net.biases[0]) @ net.weights[1] + net.biases[1])
    z = z @ net.weights[2] + net.biases[2]
    shares = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    expected = -np.log(shares[np.arange(len(y)), y]).mean()
    assert net.loss_and_gradients(x, y) == pytest.approx(expected, rel=1e-13)


def test_the_squared_error_is_half_its_sum_over_outputs_averaged_over_the_batch():
    net, x, y = network_and_batch(("identity",), "squared_error", sizes=(3, 5, 2))
    z = (x @ net.weights[0] + net.biases[0]) @ net.weights[1] + net.biases[1]
    assert net.loss_and_gradients(x, y) == pytest.approx(0.5 * ((z - y) ** 2).sum(1).mean(), rel=1e-13)


def test_huge_logits_give_a_finite_cross_entropy():
    net, x, y = network_and_batch(("identity",), sizes=(3, 5, 3))
    net.parameters[...] *= 1e3
    assert np.isfinite(net.loss_and_gradients(x, y))
    assert np.isfinite(net.gradient).all()


def test_one_example_of_the_batch_does_not_see_another():
    net, x, y = network_and_batch(("gelu", "gelu"))
    net.loss_and_gradients(x, y)
    together = net.gradient.copy()
    alone = np.zeros_like(together)
    for k in range(len(x)):
        net.loss_and_gradients(x[k : k + 1], y[k : k + 1])
        alone += net.gradient / len(x)
    np.testing.assert_allclose(together, alone, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (np.zeros((4, 2)), np.zeros(4, int), r"x must be \(examples, 3\).*got shape \(4, 2\)"),
        (np.zeros(3), np.zeros(3, int), "x must be"),
        (np.zeros((0, 3)), np.zeros(0, int), "at least one example"),
        (np.zeros((4, 3)), np.zeros(3, int), r"y must be \(4,\) integers"),
        (np.zeros((4, 3)), np.zeros(4), "y must be .* got float64"),
        (np.zeros((4, 3)), np.array([0, 1, 2, 3]), "between 0 and 2, got 3"),
        (np.zeros((4, 3)), np.array([0, 1, -1, 2]), "between 0 and 2, got -1"),
    ],
)
def test_examples_that_do_not_fit_the_network_are_refused_with_a_sentence(x, y, words):
    net, _, _ = network_and_batch(("relu", "relu"))
    with pytest.raises(BadInput, match=words):
        net.loss_and_gradients(x, y)


def test_targets_of_a_regression_must_have_one_row_for_each_example():
    net, x, y = network_and_batch(("relu",), "squared_error", sizes=(3, 5, 2))
    with pytest.raises(BadInput, match=r"y must be \(7, 2\)"):
        net.loss_and_gradients(x, y[:, :1])


def test_the_views_of_weights_and_gradients_are_one_flat_vector():
    net, x, y = network_and_batch(("prelu", "relu"), alpha_per_unit=True)
    net.loss_and_gradients(x, y)
    views = [*net.weight_gradients, *net.bias_gradients, *[g for g in net.alpha_gradients if g is not None]]
    assert all(np.shares_memory(v, net.gradient) for v in views)
    assert sum(v.size for v in views) == net.gradient.size
    assert sum(np.abs(v).sum() for v in views) == pytest.approx(np.abs(net.gradient).sum(), rel=1e-12)
