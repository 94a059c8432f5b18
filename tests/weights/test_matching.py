"""Which array becomes which parameter: the names of PyTorch, Keras and textbooks, written by hand."""

from itertools import pairwise

import numpy as np
import pytest

from actviz.training import RunConfig, Trainer
from actviz.weights.matching import match
from actviz.weights.weight_file import WeightFile

RNG = np.random.default_rng(1)


def network(hidden=(4, 5), **settings):
    return Trainer(RunConfig(hidden=hidden, n_examples=60, **settings)).network


def draw(*shape):
    return RNG.normal(size=shape).astype(np.float32)


def layers(sizes=(2, 4, 5, 2)):
    """Return weights (inputs, outputs) and biases of each layer."""
    return [(draw(a, b), draw(b)) for a, b in pairwise(sizes)]


def taken(arrays, net, is_ordered=True):
    """Return the network with the arrays in it."""
    found = match(WeightFile("w", arrays, (), is_ordered), net.named_parameters())
    assert not found.fault, found.fault
    found.given().put(net.named_parameters())
    return found


def assert_has(net, wanted):
    for weights, biases, (w, b) in zip(net.weights, net.biases, wanted, strict=True):
        np.testing.assert_array_equal(weights, w)
        np.testing.assert_array_equal(biases, b)


TORCH = [("fc1", "fc2", "fc3"), ("0", "2", "4"), ("net.0", "net.2", "net.10"), ("layers.0", "layers.1", "layers.2"),
         ("hidden1", "hidden2", "out"), ("module.encoder.0", "module.encoder.2", "module.head")]  # fmt: skip


@pytest.mark.parametrize("names", TORCH)
@pytest.mark.parametrize("is_ordered", [True, False])
def test_pytorchs_weights_are_turned(names, is_ordered):
    wanted, net, arrays = layers(), network(), {}
    for name, (w, b) in zip(names, wanted, strict=True):
        arrays |= {f"{name}.weight": w.T.copy(), f"{name}.bias": b}
    if not is_ordered:  # as a safetensors file may have them
        arrays = dict(sorted(arrays.items(), reverse=True))
    found = taken(arrays, net, is_ordered)
    assert_has(net, wanted)
    assert all(row.turned for row in found.rows if row.name.endswith("weight"))


KERAS = [("dense/kernel:0", "dense/bias:0"), ("dense/dense/kernel", "dense/dense/bias"),
         ("layers/dense/vars/0", "layers/dense/vars/1"), ("params/Dense/kernel", "params/Dense/bias"),
         ("layers.dense.kernel", "layers.dense.bias")]  # fmt: skip


@pytest.mark.parametrize("names", KERAS)
def test_keras_kernels_are_taken_as_they_are(names):
    wanted, net, arrays = layers(), network(), {}
    for i, (w, b) in enumerate(wanted):
        kernel, bias = (name.replace("ense", f"ense{f'_{i}' if i else ''}") for name in names)
        arrays |= {kernel: w, bias: b}
    taken(arrays, net)
    assert_has(net, wanted)


@pytest.mark.parametrize(("weight", "bias"), [
    ("W{}", "b{}"), ("w{}", "b{}"), ("weights_{}", "biases_{}"), ("W_{}", "b_{}"), ("layer{}_w", "layer{}_b"),
    ("coefs_{}", "intercepts_{}"), ("fc{}_weights", "fc{}_biases"), ("mlp/linear_{}/w", "mlp/linear_{}/b"),
])  # fmt: skip
def test_textbooks_names_are_known(weight, bias):
    wanted, net = layers(), network()
    for turned in (False, True):  # textbooks write it both ways; the shapes tell
        arrays = {weight.format(i): w.T.copy() if turned else w for i, (w, _) in enumerate(wanted, 1)}
        arrays |= {bias.format(i): b for i, (_, b) in enumerate(wanted, 1)}
        taken(arrays, net)
        assert_has(net, wanted)


def test_arrays_without_names_are_a_matrix_and_its_bias_in_turn():
    wanted, net = layers(), network()
    flat = [array for pair in wanted for array in pair]
    taken({f"arr_{i}": array for i, array in enumerate(flat)}, net)
    assert_has(net, wanted)


@pytest.mark.parametrize(("weight", "bias", "turned", "said"), [
    ("{}.weight", "{}.bias", True, "as PyTorch writes them"), ("{}/kernel", "{}/bias", False, "as Keras"),
    ("W{}", "b{}", False, "as Keras and textbooks"),
])  # fmt: skip
def test_square_matrices_follow_the_names_and_that_is_said(weight, bias, turned, said):
    wanted, net = layers((2, 2, 2, 2)), network((2, 2))
    arrays = {}
    for i, (w, b) in enumerate(wanted, 1):
        arrays |= {weight.format(i): w.T.copy() if turned else w, bias.format(i): b}
    found = taken(arrays, net)
    assert_has(net, wanted)
    assert any(said in note for note in found.notes)


def test_a_layer_that_is_not_square_tells_how_all_are_written():
    wanted, net = layers((2, 4, 4, 2)), network((4, 4))
    arrays = {f"{i}.weight": w for i, (w, _) in enumerate(wanted)}  # PyTorch's names, but (inputs, outputs)
    arrays |= {f"{i}.bias": b for i, (_, b) in enumerate(wanted)}
    found = taken(arrays, net)
    assert_has(net, wanted)
    assert any("names would say otherwise" in note for note in found.notes)


def test_an_hourglass_is_read_the_right_way_round():
    wanted, net = layers((2, 7, 2)), network((7,))
    taken({"W1": wanted[0][0], "b1": wanted[0][1], "W2": wanted[1][0], "b2": wanted[1][1]}, net)
    assert_has(net, wanted)
    taken({"a.weight": wanted[0][0].T, "a.bias": wanted[0][1], "b.weight": wanted[1][0].T, "b.bias": wanted[1][1]}, net)
    assert_has(net, wanted)


def test_more_than_nine_layers_come_in_the_order_of_their_numbers():
    sizes = (2, *(3,) * 11, 2)
    wanted, net = layers(sizes), network(sizes[1:-1])
    arrays = {}
    for i, (w, b) in enumerate(wanted):
        arrays |= {f"layers.{i}.weight": w.T.copy(), f"layers.{i}.bias": b}
    taken(dict(sorted(arrays.items())), net)  # "layers.10" before "layers.2"
    assert_has(net, wanted)


def test_the_names_of_batch_normalisation_in_pytorch_are_known():
    net = network((4, 5), normalization="batch", activation="prelu", prelu_per_unit=True)
    wanted, arrays, vectors = layers(), {}, {}
    for i, (w, b) in enumerate(wanted, 1):
        arrays |= {f"fc{i}.weight": w.T.copy(), f"fc{i}.bias": b}
    for i, n in ((1, 4), (2, 5)):
        own = {"weight": draw(n), "bias": draw(n), "running_mean": draw(n), "running_var": draw(n) ** 2}
        arrays |= {f"bn{i}.{name}": array for name, array in own.items()} | {f"act{i}.weight": draw(n)}
        arrays[f"bn{i}.num_batches_tracked"] = np.array(7.0)
        kinds = ("gamma", "beta", "running_mean", "running_var")
        vectors |= {f"{kind}_{i}": array for kind, array in zip(kinds, own.values(), strict=True)}
    taken(arrays, net)
    assert_has(net, wanted)
    for parameter in net.named_parameters():
        if parameter.name in vectors:
            np.testing.assert_array_equal(parameter.view, vectors[parameter.name])


def test_one_slope_may_stand_for_all_units():
    net, wanted, arrays = network(activation="prelu", prelu_per_unit=True), layers(), {}
    for i, (w, b) in enumerate(wanted):
        arrays |= {f"{2 * i}.weight": w.T.copy(), f"{2 * i}.bias": b}
    arrays |= {"1.weight": np.array([0.5], "f4"), "3.weight": np.array([0.125], "f4")}
    taken(arrays, net)
    assert [set(np.ravel(alpha)) for alpha in net.alphas] == [{0.5}, {0.125}]


def test_what_is_missing_and_what_is_not_used_is_told():
    net = network()
    arrays = {f"fc{i}.weight": w.T.copy() for i, (w, _) in enumerate(layers(), 1)} | {"train_x": draw(9, 2)}
    found = taken(arrays, net)
    assert any("biases" in note for note in found.notes)
    assert [row.name for row in found.rows if row.note == "not used"] == ["train_x"]
    assert all(not biases.any() for biases in net.biases)


@pytest.mark.parametrize(("sizes", "words", "hidden"), [
    ((2, 4, 6, 2), "layer 2 has 4 × 6 weights in the file ('fc2.weight') and 4 × 5 in the network", (4, 6)),
    ((2, 16, 2), "w holds a network 2–16–2, and this one is 2–4–5–2", (16,)),
    ((3, 4, 5, 2), "layer 1 has 3 × 4 weights in the file ('fc1.weight') and 2 × 4 in the network", None),
    ((2, 4, 5, 1), "layer 3 has 5 × 1 weights in the file ('fc3.weight') and 5 × 2 in the network", None),
    ((784, 10), "w holds a network 784–10, and this one is 2–4–5–2", None),
])  # fmt: skip
def test_weights_of_another_shape_are_refused_with_both_shapes(sizes, words, hidden):
    arrays = {f"fc{i}.weight": w.T.copy() for i, (w, _) in enumerate(layers(sizes), 1)}
    found = match(WeightFile("w", arrays), network().named_parameters())
    assert words in found.fault
    assert found.hidden == hidden
    if hidden is not None:
        assert not match(WeightFile("w", arrays), network(hidden).named_parameters()).fault


MATRICES = {f"fc{i}.weight": w.T for i, (w, _) in enumerate(layers(), 1)}


@pytest.mark.parametrize(("arrays", "words"), [
    ({"conv.weight": draw(3, 2, 3, 3)}, "a fully connected layer's weights have two dimensions"),
    ({"something": draw(3)}, "no weights under a usual name"),
    (MATRICES | {"fc1.bias": draw(9)}, "have the shape (9,) in the file"),
])  # fmt: skip
def test_what_does_not_fit_gets_one_sentence(arrays, words):
    found = match(WeightFile("w", arrays), network().named_parameters())
    assert words in found.fault
    assert "\n" not in found.fault


@pytest.mark.parametrize(("arrays", "settings"), [
    ({"alpha_1": draw(1)}, {"activation": "prelu"}),
    ({"bn.weight": draw(4), "bn.bias": draw(4)}, {"normalization": "layer"}),
])  # fmt: skip
def test_what_other_layers_have_is_not_used_or_refused(arrays, settings):
    found = taken(MATRICES | arrays, network())
    assert any("no place" in note for note in found.notes)
    assert {row.name for row in found.rows if row.note == "not used"} == set(arrays)
    found = match(WeightFile("w", MATRICES | arrays), network(**settings).named_parameters())
    assert "in 1 layer" in found.fault
    assert "the network in 2 layers" in found.fault
