import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.training import RunConfig, Trainer
from actviz.training.config.seeds import recycling_seed
from actviz.training.replay import Replay, fork

TAU = 0.025


def killed(**more):
    """Return a run of which some units are dead and some nearly silent."""
    settings = {"hidden": (9, 7, 8), "optimizer": "adam", "learning_rate": 0.01, "bias_init": 0.1} | more
    trainer = Trainer(RunConfig(**settings))
    trainer.advance(30)
    trainer.network.biases[0][[1, 4]] = -100.0
    trainer.network.weights[1][:, 2] *= 1e-4
    trainer.network.biases[1][2] = 1e-5
    return trainer


def textbook(trainer, step):
    """Return the weights, biases and moments that ReDo makes of a network, layer by layer, written out plainly."""
    config, network = trainer.config, trainer.network
    w, b = [v.copy() for v in network.weights], [v.copy() for v in network.biases]
    moments = {
        name: [m.copy() for m in network.layout.matrices(vector)]
        for name, vector in trainer.checkpoint().optimizer_state.items()
    }
    h, chosen = trainer.train_x.astype(np.float32), []
    for layer, key in enumerate(config.activations):
        z = h @ w[layer] + b[layer]
        h = ACTIVATIONS[key].value(z, config.alpha if config.alpha is not None else ACTIVATIONS[key].alpha)
        mean = np.abs(h).mean(axis=0)
        dead = (ACTIVATIONS[key].is_flat(z, config.alpha)).all(axis=0)
        chosen.append(np.flatnonzero((mean / mean.mean() <= TAU) | dead))
    for layer, units in enumerate(chosen):
        rng = np.random.default_rng(recycling_seed(config, step, layer + 1))
        drawn, biases = INITIALIZERS[config.initializer].draw(rng, *w[layer].shape, 0.0)
        spread = rng.normal(0.0, config.bias_spread, len(biases))
        for unit in units:
            w[layer][:, unit] = drawn[:, unit] * config.init_scale
            b[layer][unit] = biases[unit] + spread[unit] + config.bias_init
            for of_layers in moments.values():
                of_layers[layer][:, unit] = 0.0
    for layer, units in enumerate(chosen):
        for unit in units:
            w[layer + 1][unit] = 0.0
            for of_layers in moments.values():
                of_layers[layer + 1][unit] = 0.0
    return w, b, moments, chosen


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("initializer", ["he_normal", "pytorch", "orthogonal"])
def test_recycling_is_that_of_the_textbook(optimizer, initializer):
    trainer = killed(optimizer=optimizer, initializer=initializer, bias_spread=0.2)
    w, b, moments, chosen = textbook(trainer, 30)
    assert {1, 4} <= set(chosen[0].tolist())
    assert 2 in chosen[1]
    trainer.apply({"recycle_at": (30,)})
    network = trainer.network
    for mine, theirs in zip((*network.weights, *network.biases), (*w, *b), strict=True):
        np.testing.assert_array_equal(mine, theirs.astype(np.float32))
    for name, vector in trainer.checkpoint().optimizer_state.items():
        for mine, theirs in zip(network.layout.matrices(vector), moments[name], strict=True):
            np.testing.assert_array_equal(mine, theirs)
    (done,) = trainer.history.recycled
    assert (done.step, done.n) == (30, sum(map(len, chosen)))


def test_the_output_is_that_of_the_network_without_the_recycled_units():
    trainer = killed()
    without = fork(trainer).network
    for i, units in enumerate(trainer.measure().units):
        without.weights[i + 1][units.dead | units.dormant] = 0.0
    trainer.apply({"recycle_at": (30,)})
    np.testing.assert_allclose(trainer.network.outputs(trainer.train_x), without.outputs(trainer.train_x), atol=1e-6)
    assert trainer.measure().n_dead < 2


def test_an_activation_that_cannot_die_has_nearly_silent_units_to_recycle():
    trainer = Trainer(RunConfig(activation="tanh", hidden=(8, 8)))
    trainer.advance(10)
    trainer.network.weights[0][:, 3] = 0.0
    trainer.network.biases[0][3] = 0.0
    trainer.apply({"recycle_at": (10,)})
    (done,) = trainer.history.recycled
    assert (done.dead.sum(), done.dormant[0]) == (0, 1)
    assert (trainer.network.weights[0][:, 3] != 0.0).all()
    assert (trainer.network.weights[1][3] == 0.0).all()


def test_slopes_of_the_recycled_units_begin_again():
    trainer = killed(activation="prelu", prelu_per_unit=True, alpha=0.0)
    alphas = trainer.network.alphas[0]
    alphas[:] = 0.0
    alphas[2] = 0.5
    trainer.apply({"recycle_at": (30,)})
    assert alphas[[1, 4], 0].tolist() == [0.0, 0.0]
    assert alphas[2, 0] == 0.5


@pytest.mark.parametrize("settings", [{"recycle_every": 20}, {"recycle_at": (20, 33, 40)}])
def test_a_run_that_recycles_has_the_same_bits_in_slices_forks_and_past_steps(settings):
    config = RunConfig(hidden=(10, 10), learning_rate=0.5, **settings)
    whole, sliced = Trainer(config), Trainer(config)
    whole.advance(75)
    while sliced.step < 75:
        sliced.advance(min(13, 75 - sliced.step))
        sliced.measure()
    assert sliced.network.parameters.tobytes() == whole.network.parameters.tobytes()
    assert list(sliced.history.events) == list(whole.history.events)
    for step in (40, 39, 20, 61):
        fresh = Trainer(config)
        fresh.advance(step)
        assert Replay(whole).go_to(step).network.parameters.tobytes() == fresh.network.parameters.tobytes()
    other = fork(whole)
    other.advance(30)
    whole.advance(30)
    assert other.network.parameters.tobytes() == whole.network.parameters.tobytes()
    assert len(whole.history.recycled) >= 3


def test_a_step_that_is_past_means_now_and_one_to_come_then():
    trainer = Trainer(RunConfig(hidden=(10, 10), learning_rate=0.5))
    trainer.advance(50)
    trainer.apply({"recycle_at": (10, 60)})
    assert [each.step for each in trainer.history.recycled] == [50]
    trainer.advance(20)
    assert [each.step for each in trainer.history.recycled] == [50, 60]
    trainer.apply({"recycle_at": (60,)})
    assert len(trainer.history.recycled) == 2
    assert Replay(trainer).go_to(69).network.parameters.size == trainer.network.parameters.size
    again = Replay(trainer).go_to(70)
    assert again.network.parameters.tobytes() == trainer.network.parameters.tobytes()


def test_step_0_recycles_what_is_born_dead():
    config = RunConfig(hidden=(12, 12, 12), bias_init=-1.0, recycle_at=(0,))
    trainer = Trainer(config)
    (done,) = trainer.history.recycled
    assert done.step == 0
    assert done.n > 0
    assert trainer.network.parameters.tobytes() != Trainer(config.replace(recycle_at=())).network.parameters.tobytes()


def test_the_change_says_what_it_was():
    trainer = killed()
    trainer.apply({"recycle_at": (30,)})
    trainer.apply({"recycle_every": 10, "recycle_at": (30, 50)})
    first, second = trainer.changes
    assert first.only_recycles
    assert not second.recycles
    assert "recycle every never → 10" in second.text


@pytest.mark.parametrize("normalization", ["batch", "layer", "rms"])
def test_normalised_units_begin_again_with_projections_past_them(normalization):
    config = RunConfig(hidden=(9, 7, 8), normalization=normalization, residual=1, residual_path="projection",
                       optimizer="adam", learning_rate=0.01, recycle_at=(40,))  # fmt: skip
    trainer = Trainer(config)
    trainer.advance(30)
    layout, parameters = trainer.network.layout, trainer.network.parameters
    parameters[layout.gammas[1]][3] = 0.0
    parameters[layout.biases[1]][3] = -50.0
    if layout.betas[1].stop > layout.betas[1].start:
        parameters[layout.betas[1]][3] = -50.0
    projection = layout.matrix_of(0, parameters)
    if projection is not None:
        projection[:, 3] = 0.0
    chosen = [np.flatnonzero(units.dead | units.dormant) for units in trainer.measure().units]
    trainer.apply({"recycle_at": (30,)})
    for i, units in enumerate(chosen):
        assert (parameters[layout.gammas[i]][units] == 1.0).all()
        assert (trainer.network.weights[i + 1][units] == 0.0).all()
    for k, block in enumerate(layout.residual_blocks):
        matrix = layout.matrix_of(k, parameters)
        if matrix is not None:
            assert (matrix[chosen[block.source - 1]] == 0.0).all()
    untouched = Trainer(config.replace(recycle_at=(30, 40)))
    untouched.advance(60)
    assert Replay(untouched).go_to(60).network.parameters.tobytes() == untouched.network.parameters.tobytes()
