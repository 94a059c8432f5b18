"""The passes through normalisation, residual connections and dropout against the textbook's equations."""

from math import sqrt

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.architecture import Architecture
from actviz.nn.dropout import Masks
from actviz.nn.evaluation import Evaluation
from actviz.nn.losses import LOSSES
from actviz.nn.network import Network
from actviz.registry import BadInput
from actviz.training.measure.gradient_reading import batch_gradient
from tests.nn.structures import BLOCKS, NORMALIZED, architectures, batch_of, masks_of, network_of, training_forward

KEY = np.array([7, 11], np.uint64)
KEYS = ("tanh", "prelu", "relu", "gelu")
CLOSE = {"rtol": 1e-11, "atol": 1e-11}
by_normalization = pytest.mark.parametrize("normalized", NORMALIZED, ids=" ".join)


def with_all_blocks(normalized):
    return [architecture for block in BLOCKS for architecture in architectures(normalized, block)]


def assert_close(found, expected, architecture):
    np.testing.assert_allclose(found, expected, **CLOSE, err_msg=str(architecture))


@by_normalization
def test_an_evaluation_written_out_and_the_prepared_one_agree(normalized):
    for architecture in with_all_blocks(normalized):
        network = network_of(architecture, KEYS)
        passes = batch_of(network)
        passes.draw_masks(KEY, 3)  # an evaluation drops nothing
        passes.forward()
        found = list(Evaluation(network, network.parameters).layers(passes.inputs, 4))
        for layer, z, h in zip(found, passes.z, passes.h, strict=False):
            assert_close(z, layer.z, architecture)
            assert_close(h, layer.h, architecture)
        assert_close(network.outputs(passes.inputs.T), passes.z[-1], architecture)


@by_normalization
def test_a_training_step_computes_what_the_textbook_writes(normalized):
    for architecture in with_all_blocks(normalized):
        network = network_of(architecture, KEYS)
        passes = batch_of(network)
        passes.draw_masks(KEY, 3)
        passes.run()
        masks = masks_of(network.sizes[1:-1], 7, architecture.dropout, KEY, 3)
        for i, layer in enumerate(training_forward(network, network.parameters, passes.inputs, masks)):
            assert_close(passes.z[i], layer.z, architecture)
            assert_close(passes.u[i], layer.u, architecture)
            assert_close(passes.h[i], layer.h, architecture)


@by_normalization
def test_the_gain_of_a_layer_is_the_product_of_its_three_factors(normalized):
    for architecture in with_all_blocks(normalized):
        network = network_of(architecture, KEYS)
        passes = batch_of(network)
        passes.draw_masks(KEY, 3)
        passes.run()
        sizes = [np.linalg.norm(delta) for delta in passes.delta]
        reading = batch_gradient(passes, [1.0] * 5, np.zeros(5, bool))
        weight, slope, rest, gains = reading.factors()
        np.testing.assert_allclose(gains, np.divide(sizes[:-1], sizes[1:]), rtol=1e-6)
        np.testing.assert_allclose(weight * slope * rest, gains, rtol=1e-6)
        for i in range(4):  # each factor is what it says, from its own arrays
            du, dz, s = (np.linalg.norm(each[i]) for each in (passes.du, passes.dz, passes.s))
            assert weight[i] == pytest.approx(s / sizes[i + 1], rel=1e-6)
            assert slope[i] == pytest.approx(dz / du, rel=1e-6)
            slopes = network.activations[i].slope(passes.z[i], network.fixed_alphas[i] if i != 1 else network.alphas[i])
            assert_close(passes.dz[i], passes.du[i] * slopes, architecture)
        if architecture.normalization == "none" and not architecture.dropout and architecture.residual_scale == "one":
            assert rest.tolist() == [1.0] * 4


@by_normalization
def test_what_comes_back_over_branch_and_skip_adds_up_to_the_whole(normalized):
    for architecture in with_all_blocks(normalized):
        network = network_of(architecture, KEYS)
        passes = batch_of(network)
        passes.draw_masks(KEY, 3)
        passes.run()
        shares = batch_gradient(passes, [1.0] * 5, np.zeros(5, bool)).skips
        expected = [(1, 2), (2, 3), (3, 4)] if architecture.residual == 1 else [(1, 3)] if architecture.residual else []
        assert [(share.source, share.last) for share in shares] == expected
        for k, (path, share) in enumerate(zip(passes.paths, shares, strict=True)):
            s = passes.s[path.source - 1]
            assert_close(path.branch + path.skip, s, architecture)
            assert_close(path.branch, network.weights[path.source] @ passes.delta[path.source], architecture)
            arriving = passes.s[path.last - 1] if architecture.residual_place == "after" else passes.dz[path.last - 1]
            matrix = network.layout.matrix_of(k, network.parameters)
            skip = arriving if matrix is None else matrix @ arriving
            assert_close(path.skip, skip, architecture)
            assert share.branch == pytest.approx(np.linalg.norm(path.branch), rel=1e-9)
            assert share.skip == pytest.approx(np.linalg.norm(path.skip), rel=1e-9)
            assert share.product == pytest.approx((path.branch * path.skip).sum(), rel=1e-9, abs=1e-12)
            assert share.total == pytest.approx(np.linalg.norm(s), rel=1e-7)


@pytest.mark.parametrize("place", ["before", "after"])
def test_running_statistics_move_a_tenth_of_the_way_to_each_batchs(place):
    network = network_of(Architecture("batch", place), KEYS)
    layout, rng, batch = network.layout, np.random.default_rng(4), 9
    passes = network.propagation(batch)
    expected = [[network.parameters[span].copy() for span in spans] for spans in (layout.means, layout.variances)]
    step = passes.step((), ())
    for _ in range(20):
        x = np.ones((4, batch))
        x[:-1] = rng.normal(2.0, 3.0, (3, batch))
        step(x, network.encode(rng.integers(0, 3, batch)), lambda: None)
        layers = training_forward(network, network.parameters, x[:-1], np.ones((4, 1, 1)))
        for i, layer in enumerate(layers):
            expected[0][i] = 0.9 * expected[0][i] + 0.1 * layer.mean
            expected[1][i] = 0.9 * expected[1][i] + 0.1 * layer.variance * batch / (batch - 1)
            mean, variance = passes.batch_normalizations[i].of_batch
            np.testing.assert_allclose(mean, layer.mean, **CLOSE)
            np.testing.assert_allclose(variance, layer.variance, **CLOSE)
    for spans, values in zip((layout.means, layout.variances), expected, strict=True):
        for span, value in zip(spans, values, strict=True):
            np.testing.assert_allclose(network.parameters[span], value, rtol=1e-10, atol=1e-12)


def test_a_unit_normalised_over_the_batch_has_mean_0_and_deviation_1_before_gamma_and_beta():
    network = Network((3, 6, 2), [ACTIVATIONS["relu"]], LOSSES["cross_entropy"], "float64", None, False,
                      Architecture("batch"))  # fmt: skip
    network.weights[0][...] = np.random.default_rng(0).normal(0.0, 50.0, (3, 6))
    passes = batch_of(network, 40)
    passes.forward(training=True)
    np.testing.assert_allclose(passes.z[0].mean(1), 0.0, atol=1e-12)
    np.testing.assert_allclose(passes.z[0].std(1), 1.0, rtol=1e-6)


def test_without_a_mask_drawn_nothing_is_dropped():
    network = network_of(Architecture(dropout=0.5), KEYS)
    passes = batch_of(network)
    assert passes.loss() == pytest.approx(network_loss_without_dropout(network, passes), rel=1e-13)


def network_loss_without_dropout(network, passes):
    plain = Network(network.sizes, network.activations, network.loss, "float64")
    plain.parameters[...] = network.parameters
    other = plain.propagation(passes.inputs.shape[1])
    other.inputs[...], other.target[...] = passes.inputs, passes.target
    return other.loss()


def drawn(key, step, share=0.3, widths=(40, 25), batch=33, dtype="float32"):
    masks = Masks(widths, batch, dtype, share)
    masks.draw(np.array(key, np.uint64), step)
    return masks


def test_what_is_dropped_depends_on_key_and_step_alone():
    again = Masks((40, 25), 33, "float32", 0.3)
    for step in (9, 0, 123_456_789, 4, 9):  # in whatever order
        again.draw(np.array((5, 6), np.uint64), step)
    assert all(np.array_equal(a, b) for a, b in zip(again.layers, drawn((5, 6), 9).layers, strict=True))
    for other in (drawn((5, 6), 10), drawn((5, 7), 9), drawn((4, 6), 9)):
        differ = [(a != b).mean() for a, b in zip(other.dropped, again.dropped, strict=True)]
        assert min(differ) > 0.3  # as two draws that know nothing of each other: 2 · 0.3 · 0.7
    double = drawn((5, 6), 9, dtype="float64")
    assert all(np.array_equal(a, b) for a, b in zip(double.dropped, again.dropped, strict=True))


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.95])
def test_masks_drop_their_share_and_keep_the_mean(share):
    masks = drawn((1, 2), 3, share, (400, 300), 100, "float64")
    dropped = np.concatenate(masks.dropped)
    assert dropped.mean() == pytest.approx(share, abs=4 * sqrt(share * (1 - share) / dropped.size) + 1e-5)
    values = np.unique(np.concatenate(masks.layers))
    assert values.tolist() == pytest.approx([0.0, 1.0 / (1.0 - share)], rel=1e-3)
    recipe = masks_of((400, 300), 100, share, (1, 2), 3)
    assert all(np.array_equal(a, b) for a, b in zip(masks.layers, recipe, strict=True))


@pytest.mark.parametrize(
    ("architecture", "hidden", "batch", "words"),
    [
        (Architecture("batch"), (5, 5), 1, ["batch normalisation", "batch size", "at least 2"]),
        (Architecture(residual=1), (5, 6), 8, ["layer 1", "layer 2", "5 and 6 units", "residual_path"]),
        (Architecture(residual=2), (5, 5), 8, ["residual = 2", "at least 3 hidden layers", "got 2"]),
        (Architecture(residual=1), (5,), 8, ["residual = 1", "at least 2 hidden layers", "got 1"]),
    ],
)
def test_what_cannot_be_is_refused_by_name_place_and_rule(architecture, hidden, batch, words):
    with pytest.raises(BadInput) as refused:
        architecture.check(hidden, batch)
    assert all(word in str(refused.value) for word in words)


@pytest.mark.parametrize(
    ("architecture", "hidden", "batch"),
    [
        (Architecture("batch"), (5, 5), 2),
        (Architecture("layer"), (5, 5), 1),
        (Architecture("rms"), (1,), 1),
        (Architecture(residual=1, residual_path="projection"), (5, 6), 8),
        (Architecture(residual=2), (5, 9, 5, 7), 8),  # the ends of its only block have one width
    ],
)
def test_what_can_be_is_taken(architecture, hidden, batch):
    architecture.check(hidden, batch)
    network = Network((3, *hidden, 2), [ACTIVATIONS["relu"]] * len(hidden), LOSSES["cross_entropy"],
                      architecture=architecture)  # fmt: skip
    assert np.isfinite(batch_of(network, batch).run())
