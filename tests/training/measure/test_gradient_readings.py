"""Gradient magnitudes, the first/last ratio, and the factors that make a gradient shrink."""

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer

DEEP = {"hidden": (32,) * 20, "dataset": "circle"}
FACTOR_CASES = [
    RunConfig(hidden=(12,) * 8, activation="relu"),
    RunConfig(hidden=(12,) * 8, activation="sigmoid", initializer="xavier_normal"),
    RunConfig(hidden=(20, 10, 5), activation=("prelu", "gelu", "tanh"), prelu_per_unit=True),
    RunConfig(hidden=(16,) * 4, activation="selu", dataset="plane"),
    RunConfig(hidden=(16,) * 4, activation=("=max(z, a*z)", "=z*sigmoid(1.702*z)", "relu", "=sin(z)")),
    RunConfig(hidden=(16,) * 4, activation="hard_tanh", dataset="digits", init_scale=3.0),
]


def test_a_second_measurement_before_the_first_step_shows_the_same_weight_gradients():
    trainer = Trainer(FACTOR_CASES[0])
    first, second = trainer.measure({"weights"}), trainer.measure({"weights"})
    for a, b in zip(first.weight_gradients, second.weight_gradients, strict=True):
        assert np.array_equal(a, b)
        assert a.any()


def backward_by_hand(trainer, x, y):
    """Return norms of δ_l and of s_l = ∂J/∂h_l, and ∂J/∂W_l, in float64 from the network's weights."""
    net = trainer.network
    w, b = [m.astype(np.float64) for m in net.weights], [v.astype(np.float64) for v in net.biases]
    hs, zs = [x], []
    for i, key in enumerate(trainer.config.activations):
        zs.append(hs[-1] @ w[i] + b[i])
        alpha = None if net.alphas[i] is None else net.alphas[i][:, 0].astype(np.float64)
        hs.append(ACTIVATIONS[key].value(zs[-1], alpha))
    z = hs[-1] @ w[-1] + b[-1]
    if y.dtype.kind == "i":
        shares = np.exp(z - z.max(1, keepdims=True))
        delta = (shares / shares.sum(1, keepdims=True) - np.eye(z.shape[1])[y]) / len(x)
    else:
        delta = (z - y) / len(x)
    deltas, s_norms, gradients = [delta], [], [hs[-1].T @ delta]
    for i in range(len(zs) - 1, -1, -1):
        s = deltas[0] @ w[i + 1].T
        alpha = None if net.alphas[i] is None else net.alphas[i][:, 0].astype(np.float64)
        deltas.insert(0, s * ACTIVATIONS[trainer.config.activations[i]].slope(zs[i], alpha))
        s_norms.insert(0, np.linalg.norm(s))
        gradients.insert(0, hs[i].T @ deltas[0])
    return np.array([np.linalg.norm(d) for d in deltas]), np.array(s_norms), gradients


@pytest.mark.parametrize("config", FACTOR_CASES, ids=lambda c: str(c.activation))
def test_norms_and_factors_of_the_whole_set_are_those_of_back_propagation_by_hand(config):
    trainer = Trainer(config)
    snapshot = trainer.measure({"weights"})
    deltas, s_norms, gradients = backward_by_hand(trainer, trainer.train_x, trainer.train_y)
    np.testing.assert_allclose(snapshot.gradient_norms, [np.linalg.norm(g) for g in gradients], rtol=2e-4)
    np.testing.assert_allclose(snapshot.weight_factors, s_norms / deltas[1:], rtol=2e-4)
    np.testing.assert_allclose(snapshot.slope_factors, deltas[:-1] / s_norms, rtol=2e-4)
    for ours, theirs in zip(snapshot.weight_gradients, gradients, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=2e-4 * np.abs(theirs).max())


@pytest.mark.parametrize("n_steps", [0, 1, 60])
@pytest.mark.parametrize("config", FACTOR_CASES, ids=lambda c: str(c.activation))
def test_the_first_delta_is_the_last_times_all_gains(config, n_steps):
    trainer = Trainer(config)
    trainer.advance(n_steps)
    s, reading = trainer.measure(), trainer._state.last_step.gradient()
    assert reading.delta_norms[0] == pytest.approx(reading.delta_norms[-1] * np.prod(s.gains), rel=1e-5)
    np.testing.assert_allclose(s.gains, s.weight_factors * s.slope_factors, rtol=1e-12)
    largest = [ACTIVATIONS[k].max_slope() for k in config.activations]
    assert (s.slope_factors <= np.maximum(largest, 1.0) * (1 + 1e-6)).all()


def test_a_dead_layer_gives_gains_of_zero_not_nan():
    trainer = Trainer(RunConfig(hidden=(6, 6, 6)))
    trainer.network.weights[1][...] = 0
    trainer.network.biases[1][...] = -1
    snapshot = trainer.measure()
    assert snapshot.gains[0] == snapshot.gains[1] == 0
    assert np.isfinite(snapshot.weight_factors).all()
    assert np.isfinite(snapshot.slope_factors).all()


def test_after_a_step_the_gradient_is_that_of_its_batch_before_the_step():
    x, y = np.random.default_rng(0).normal(size=(32, 2)), np.arange(32) % 2
    trainer = Trainer(RunConfig(hidden=(8, 8), batch_size=32, activation="tanh"), data=(x, y))
    net = trainer.network
    net.loss_and_gradients(x, y)
    expected = [np.linalg.norm(g.astype(np.float64)) for g in net.weight_gradients]
    trainer.advance(1)  # the batch is the whole set, in another order
    snapshot = trainer.measure()
    np.testing.assert_allclose(snapshot.gradient_norms, expected, rtol=1e-5)
    sizes = [w.size for w in net.weights]
    np.testing.assert_allclose(snapshot.gradient_rms, snapshot.gradient_norms / np.sqrt(sizes), rtol=1e-12)


def test_a_change_of_learning_rate_keeps_the_latest_steps_gradient():
    trainer = Trainer(RunConfig(hidden=(8, 8)))
    trainer.advance(10)
    before = trainer.measure().gradient_norms
    trainer.apply({"learning_rate": 0.01})
    assert np.array_equal(trainer.measure().gradient_norms, before)
    trainer.apply({"batch_size": 64})
    assert np.array_equal(trainer.measure().gradient_norms, before)


def test_another_activation_shows_its_own_gradient_before_the_next_step():
    trainer = Trainer(RunConfig(**DEEP))
    trainer.advance(20)
    trainer.apply({"activation": "sigmoid"})
    assert trainer.measure().gradient_verdict == "vanishing"


@pytest.mark.parametrize("seed", range(4))
def test_twenty_sigmoid_layers_let_the_gradient_vanish_and_training_does_not_help(seed):
    config = RunConfig(**DEEP, activation="sigmoid", initializer="xavier_normal", seed=seed)
    trainer = Trainer(config)
    for n_steps in (0, 1, 200):
        trainer.advance(n_steps)
        snapshot = trainer.measure()
        assert 0 < snapshot.first_last_ratio < 1e-8
        assert snapshot.gradient_verdict == "vanishing"


@pytest.mark.parametrize("seed", range(4))
def test_twenty_relu_layers_with_he_weights_stay_healthy(seed):
    trainer = Trainer(RunConfig(**DEEP, activation="relu", initializer="he_normal", seed=seed))
    for n_steps in (0, 1, 50, 200):
        trainer.advance(n_steps)
        snapshot = trainer.measure()
        assert 1e-2 < snapshot.first_last_ratio < 1e2
        assert snapshot.gradient_verdict == "healthy"


def test_large_weights_make_the_gradient_explode():
    snapshot = Trainer(RunConfig(**DEEP, activation="tanh", init_scale=6.0)).measure()
    assert snapshot.first_last_ratio > 70
    assert snapshot.gradient_verdict == "exploding"


def test_weights_of_zero_have_no_gradient_to_compare():
    assert Trainer(RunConfig(hidden=(8, 8), initializer="zeros")).measure().gradient_verdict == "no gradient"


def test_a_gradient_of_1e_30_is_measured_and_not_rounded_to_zero():
    trainer = Trainer(RunConfig(hidden=(16,) * 40, activation="sigmoid", initializer="xavier_normal"))
    trainer.advance(5)
    norms = trainer.measure().gradient_norms
    assert 0 < norms[0] < 1e-22
    sizes = [w.size for w in trainer.network.weights]
    np.testing.assert_allclose(trainer.history.view().rms[-1], norms / np.sqrt(sizes), rtol=1e-12)


def test_update_ratios_are_those_of_the_step_just_taken():
    trainer = Trainer(RunConfig(hidden=(8, 8), optimizer="adam", learning_rate=0.01))
    assert trainer.measure().update_ratios is None
    trainer.advance(5)
    before = [w.copy() for w in trainer.network.weights]
    trainer.advance(1)
    now = trainer.network.weights
    expected = [np.linalg.norm(b - a) / np.linalg.norm(b) for a, b in zip(before, now, strict=True)]
    np.testing.assert_allclose(trainer.measure().update_ratios, expected, rtol=1e-3)


@pytest.mark.parametrize("key", ["sigmoid", "tanh", "relu"])
def test_mean_field_theory_predicts_how_fast_the_gradient_shrinks(key):
    """q ← σ_w² ∫Dz φ(√q z)², χ = σ_w² ∫Dz φ′(√q z)² (Poole 2016), here with σ_w² = 1."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(200, 300)), rng.normal(size=(200, 1))
    config = RunConfig(hidden=(300,) * 20, activation=key, initializer="lecun_normal")
    measured = 2 * np.log10(Trainer(config, data=(x, y)).measure().gains).sum()
    nodes, weights = np.polynomial.hermite_e.hermegauss(100)
    weights, q, predicted = weights / weights.sum(), 1.0, 0.0
    for _ in range(20):
        predicted += np.log10(weights @ ACTIVATIONS[key].slope(np.sqrt(q) * nodes) ** 2)
        q = weights @ ACTIVATIONS[key].value(np.sqrt(q) * nodes) ** 2
    assert measured == pytest.approx(predicted, abs=0.4)  # log₁₀ over 20 layers, one draw


def test_the_thresholds_of_the_verdict_are_settings():
    trainer = Trainer(RunConfig(hidden=(8, 8, 8), activation="sigmoid", initializer="xavier_normal"))
    ratio = trainer.measure().first_last_ratio
    trainer.apply({"vanishing_below": min(1.0, ratio * 2)})
    assert trainer.measure().gradient_verdict == "vanishing"
    trainer.apply({"vanishing_below": ratio / 2})
    assert trainer.measure().gradient_verdict == "healthy"


def test_weight_updates_are_what_the_latest_step_added():
    trainer = Trainer(RunConfig(hidden=(6, 5)))
    trainer.advance(3)
    before = [w.copy() for w in trainer.network.weights]
    trainer.advance(1)
    updates = trainer.measure({"weights"}).weight_updates
    for w, b, u in zip(trainer.network.weights, before, updates, strict=True):
        np.testing.assert_allclose(w - b, u, atol=1e-7)


def test_a_glance_has_the_gradient_of_its_step_and_the_units_of_the_measurement_before():
    trainer, other = Trainer(RunConfig(hidden=(8, 8))), Trainer(RunConfig(hidden=(8, 8)))
    trainer.advance(10)
    before = trainer.measure({"weights"})
    trainer.advance(5)
    other.advance(15)
    glance, full = trainer.glance(before), other.measure()
    assert (glance.step, glance.units_step, full.units_step) == (15, 10, 15)
    assert glance.units is before.units
    assert glance.loss == before.loss
    for name in ("gradient_norms", "gradient_rms", "slope_factors", "weight_factors", "gains", "update_ratios"):
        np.testing.assert_allclose(getattr(glance, name), getattr(full, name), rtol=1e-12)


def test_a_full_measurement_after_a_glance_at_the_same_step_has_everything():
    trainer = Trainer(RunConfig(hidden=(8, 8)))
    trainer.advance(3)
    first = trainer.measure()
    trainer.advance(1)
    trainer.glance(first)
    full = trainer.measure({"weights"})
    assert [g.shape for g in full.weight_gradients] == [w.shape for w in full.weights]
    assert [u.shape for u in full.weight_updates] == [w.shape for w in full.weights]


def log10_gradient_rms(trainer):
    """Return each layer's log10 RMS of ∂J/∂W over the training set, from logarithms: nothing can underflow."""
    net, log = trainer.network, np.log
    x = trainer.train_x[:8].astype(np.float64)
    w = [m.astype(np.float64) for m in net.weights]
    zs, hs = [], [x]
    for i, key in enumerate(trainer.config.activations):
        zs.append(hs[-1] @ w[i] + net.biases[i])
        hs.append(ACTIVATIONS[key].value(zs[-1]))
    z = hs[-1] @ w[-1] + net.biases[-1]
    shares = np.exp(z - z.max(1, keepdims=True))
    delta = shares / shares.sum(1, keepdims=True) - np.eye(z.shape[1])[trainer.train_y[:8]]
    sizes, scale = [], 0.0
    for i in range(len(w) - 1, -1, -1):
        rms = np.sqrt(np.mean((hs[i].T @ delta) ** 2))
        sizes.insert(0, (log(rms) + scale) / log(10) if rms > 0 else -np.inf)
        if i:
            delta = delta @ w[i].T * ACTIVATIONS[trainer.config.activations[i - 1]].slope(zs[i - 1])
            size = np.abs(delta).max()
            delta, scale = (delta / size, scale + log(size)) if size > 0 else (delta, scale)
    return np.array(sizes)


@pytest.mark.parametrize("n_steps", [0, 5])
def test_layers_whose_gradient_a_float_cannot_hold_are_told_from_those_without_any(n_steps):
    trainer = Trainer(RunConfig(hidden=(32,) * 100, activation="sigmoid", initializer="xavier_normal"))
    trainer.advance(n_steps)
    snapshot = trainer.measure()
    true = log10_gradient_rms(trainer)
    assert np.isfinite(true).all()
    assert true[0] < -60
    np.testing.assert_array_equal(snapshot.underflows, snapshot.gradient_rms == 0.0)
    assert snapshot.underflows[true < -48].all()
    assert not snapshot.underflows[true > -40].any()


TRUE_ZEROS = {
    "dead layer": RunConfig(hidden=(8,) * 6, bias_init=-30.0),
    "zero weights": RunConfig(hidden=(8,) * 6, activation="tanh", initializer="zeros"),
    "zero weights, outputs that cancel": RunConfig(hidden=(8,) * 6, activation="sigmoid", initializer="zeros"),
    "dead layer below ones that fade": RunConfig(
        hidden=(32,) * 60, activation=("sigmoid",) * 30 + ("relu",) + ("sigmoid",) * 29, bias_init=-1.0
    ),
}
UNDERFLOWS = {
    "smooth slopes beyond a float": RunConfig(hidden=(8,) * 6, activation="tanh", bias_init=60.0),
    "outputs beyond a float": RunConfig(hidden=(8,) * 6, activation="=exp(-z*z)", bias_init=-30.0),
    "tiny weights": RunConfig(hidden=(8,) * 6, activation="tanh", init_scale=1e-12),
}


@pytest.mark.parametrize("n_steps", [0, 1, 5])
@pytest.mark.parametrize("kind", TRUE_ZEROS)
def test_a_gradient_of_exactly_zero_is_no_underflow(kind, n_steps):
    trainer = Trainer(TRUE_ZEROS[kind])
    trainer.advance(n_steps)
    snapshot = trainer.measure()
    assert snapshot.gradient_norms[0] == 0.0
    assert not snapshot.underflows.any()


@pytest.mark.parametrize("n_steps", [0, 1, 5])
@pytest.mark.parametrize("kind", UNDERFLOWS)
def test_an_underflow_is_told_wherever_on_the_way_it_happens(kind, n_steps):
    trainer = Trainer(UNDERFLOWS[kind])
    trainer.advance(n_steps)
    snapshot = trainer.measure()
    assert snapshot.gradient_norms[0] == 0.0
    assert snapshot.underflows[0]


def test_a_glance_tells_an_underflow_as_a_measurement_does():
    trainer = Trainer(RunConfig(hidden=(32,) * 100, activation="sigmoid", initializer="xavier_normal"))
    trainer.advance(3)
    first = trainer.measure()
    trainer.advance(1)
    glance, full = trainer.glance(first), trainer.measure()
    np.testing.assert_array_equal(glance.underflows, full.underflows)
