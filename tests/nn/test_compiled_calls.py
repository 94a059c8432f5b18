"""Straight-line code against the same operations one by one."""

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.compiled_calls import Given, perform, straight_line
from actviz.nn.losses import LOSSES
from actviz.nn.network import Network
from actviz.nn.norms import clipping
from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters

NETWORKS = {
    "narrow": ((2, 8, 8, 8, 8, 1), ["tanh"] * 4, "squared_error", 10),
    "stacked": ((2, *(32,) * 8, 3), ["relu"] * 8, "cross_entropy", 32),
    "mixed": ((5, 7, 9, 4, 2), ["prelu", "gelu", "sigmoid"], "cross_entropy", 6),
    "one layer": ((3, 5, 4), ["elu"], "cross_entropy", 1),
}


def test_operations_are_done_in_order_with_their_outputs():
    a, log = np.arange(3.0), []
    run = straight_line([(np.add, (a, 1.0), a), (log.append, ("between",), None), (np.multiply, (a, 2.0), a)])
    assert run() is None
    assert a.tolist() == [2, 4, 6]
    run()
    assert a.tolist() == [6, 10, 14]
    assert log == ["between"] * 2


def test_what_one_operation_gives_is_returned():
    def answer():
        return 42

    assert straight_line([(np.add, (1, 1), None), (answer, (), None), (np.add, (2, 2), None)], answer)() == 42


def test_two_lists_of_one_shape_do_not_share_their_arguments():
    a, b = np.zeros(1), np.zeros(1)
    first, second = (straight_line([(np.add, (x, 1.0), x)]) for x in (a, b))
    first()
    first()
    second()
    assert (a[0], b[0]) == (2, 1)


def test_an_error_is_that_of_the_operation():
    with pytest.raises(ZeroDivisionError):
        straight_line([(divmod, (1, 0), None)])()


def test_what_is_given_stands_for_functions_arguments_and_outputs():
    function, x, out = Given("function"), Given("x"), Given("out")
    listed = [(np.multiply, (x, 2.0), out), (function, (), None)]
    for run in (
        straight_line(listed, given=(x, function, out)),
        lambda *given: perform(listed, dict(zip((x, function, out), given, strict=True))),
    ):
        for value in (np.arange(3.0), np.ones(3)):
            found, calls = np.zeros(3), []
            run(value, lambda calls=calls: calls.append("called"), found)
            assert np.array_equal(found, 2 * value)
            assert calls == ["called"]


@pytest.mark.parametrize("name", NETWORKS)
def test_both_passes_make_the_same_bits_either_way(name):
    sizes, activations, loss, batch = NETWORKS[name]
    network = Network(sizes, [ACTIVATIONS[key] for key in activations], LOSSES[loss])
    rng = np.random.default_rng(0)
    network.parameters[...] = rng.normal(size=network.parameters.size) * 0.5
    passes = network.propagation(batch)
    passes.inputs[...] = rng.normal(size=passes.inputs.shape)
    passes.target[...] = np.eye(sizes[-1])[rng.integers(0, sizes[-1], batch)].T
    loss_value = passes.run()
    gradient = network.gradient.copy()
    assert np.count_nonzero(gradient) > gradient.size // 2
    network.gradient[...] = np.nan
    perform(passes.operations(passes.inputs_and_ones, passes.target))
    assert np.array_equal(network.gradient, gradient)
    assert passes.loss() == loss_value


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("name", NETWORKS)
def test_a_training_step_makes_the_bits_of_both_passes_and_the_optimizer(name, optimizer):
    sizes, activations, loss, batch = NETWORKS[name]
    rng = np.random.default_rng(1)
    batches = [
        (rng.normal(size=(batch, sizes[0])), np.eye(sizes[-1])[rng.integers(0, sizes[-1], batch)]) for _ in range(5)
    ]
    found = []
    for as_one in (False, True):
        network = Network(sizes, [ACTIVATIONS[key] for key in activations], LOSSES[loss])
        network.parameters[...] = np.random.default_rng(2).normal(size=network.parameters.size) * 0.5
        passes = network.propagation(batch)
        hyper = Hyperparameters(0.01, 0.9, True, 0.1)
        made = OPTIMIZERS[optimizer].make(network.parameters, network.gradient, network.decays, hyper)
        shorten = clipping(network.gradient, 0.5)
        train_step = passes.step([(shorten, (), None)], made.operations())
        losses, gradients = [], []
        hook = lambda gradients=gradients, network=network: gradients.append(network.gradient.copy())  # noqa: E731
        for x, y in batches:
            if as_one:
                with_ones = np.ones((batch, sizes[0] + 1), np.float32)
                with_ones[:, :-1] = x
                losses.append(train_step(with_ones.T, np.ascontiguousarray(y.T, np.float32), hook))
            else:
                passes.inputs[...], passes.target[...] = x.T, y.T
                losses.append(passes.run())
                hook()
                shorten()
                made.step()
        found.append((losses, gradients, network.parameters.copy()))
    assert found[0][0] == found[1][0]
    assert np.array_equal(found[0][1], found[1][1])
    assert np.array_equal(found[0][2], found[1][2])
