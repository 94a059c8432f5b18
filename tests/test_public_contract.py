"""The names and meanings that users and other programs rely on."""

import dataclasses
import subprocess
import sys

import numpy as np
import pytest

import actviz
from actviz.data import DATASETS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import SCHEDULES

KEYS = {
    "activations": "sigmoid tanh relu leaky_relu prelu elu selu gelu gelu_tanh silu mish softplus softsign relu6 "
    "hard_tanh hard_sigmoid identity",
    "initializers": "zeros normal uniform xavier_normal xavier_uniform he_normal he_uniform lecun_normal orthogonal "
    "pytorch rai",
    "optimizers": "sgd rmsprop adam adamw",
    "schedules": "constant step cosine one_cycle exponential",
    "datasets": "circle xor gaussians spiral moons plane waves digits",
}


@pytest.fixture
def trainer():
    return actviz.Trainer(actviz.RunConfig(hidden=(6, 5), dataset="gaussians"))


@pytest.mark.parametrize(
    ("name", "registry"),
    [
        ("activations", actviz.ACTIVATIONS),
        ("initializers", INITIALIZERS),
        ("optimizers", OPTIMIZERS),
        ("schedules", SCHEDULES),
        ("datasets", DATASETS),
    ],
)
def test_the_registries_have_every_promised_key(name, registry):
    assert set(KEYS[name].split()) <= set(registry)


def test_the_documented_example_runs():
    config = actviz.RunConfig(
        dataset="circle",
        hidden=(32,) * 20,
        activation="sigmoid",
        initializer="xavier_normal",
        optimizer="sgd",
        learning_rate=0.1,
        batch_size=32,
        seed=0,
    )
    trainer = actviz.Trainer(config)
    trainer.advance(100)
    snapshot = trainer.measure()
    assert snapshot.step == 100
    assert snapshot.first_last_ratio < 1e-8


def test_every_field_has_a_default():
    assert actviz.Trainer().config == actviz.Trainer(actviz.RunConfig()).config == actviz.RunConfig()


def test_nothing_is_trained_before_advance(trainer):
    assert trainer.step == trainer.measure().step == 0
    assert trainer.advance(0) == 0
    assert trainer.advance(100) == 100
    assert trainer.step == 100


def test_a_snapshot_is_frozen(trainer):
    with pytest.raises(dataclasses.FrozenInstanceError):
        trainer.measure().step = 5


@pytest.mark.parametrize("n_steps", [0, 7])
def test_a_snapshots_arrays_have_the_promised_shapes_and_types(trainer, n_steps):
    trainer.advance(n_steps)
    s = trainer.measure()
    for name, length in {
        "gradient_norms": 3,
        "gradient_rms": 3,
        "weight_factors": 2,
        "slope_factors": 2,
        "gains": 2,
    }.items():
        array = getattr(s, name)
        assert array.shape == (length,), name
        assert array.dtype == np.float64, name
    for units, n in zip(s.units, (6, 5), strict=True):
        for name in ("active_fraction", "saturated_fraction"):
            array = getattr(units, name)
            assert array.shape == (n,)
            assert ((array >= 0) & (array <= 1)).all()
        for name in ("dead", "always_on", "dormant"):
            assert getattr(units, name).shape == (n,)
            assert getattr(units, name).dtype == bool
    assert all(isinstance(v, float) for v in (s.loss, s.accuracy, s.test_loss, s.test_accuracy))


def test_the_network_lends_writable_float32_views(trainer):
    net = trainer.network
    sizes = [DATASETS["gaussians"].generate(20, 0.1, np.random.default_rng(0)).n_inputs, 6, 5]
    for i, (w, b) in enumerate(zip(net.weights[:2], net.biases[:2], strict=True)):
        assert w.shape == (sizes[i], sizes[i + 1])
        assert b.shape == (sizes[i + 1],)
        assert w.dtype == b.dtype == np.float32
        assert w.flags.writeable
    before = trainer.measure().loss
    net.weights[-1][...] *= -3
    assert trainer.measure().loss != before


def test_loss_and_gradients_returns_a_float_and_fills_the_gradient_views(trainer):
    net = trainer.network
    loss = net.loss_and_gradients(trainer.train_x, trainer.train_y)
    assert type(loss) is float
    assert loss == pytest.approx(trainer.measure().loss, rel=1e-5)
    for g, w in zip(net.weight_gradients + net.bias_gradients, net.weights + net.biases, strict=True):
        assert g.shape == w.shape
        assert np.abs(g).max() > 0


def test_a_float64_trainer_does_all_of_it_in_float64():
    trainer = actviz.Trainer(actviz.RunConfig(hidden=(6,), activation="gelu", optimizer="adam"), dtype="float64")
    trainer.advance(10)
    net = trainer.network
    assert {a.dtype for a in (*net.weights, *net.biases, *net.weight_gradients)} == {np.dtype("float64")}
    assert trainer.measure({"weights"}).weights[0].dtype == np.float64


def test_float32_and_float64_tell_the_same_story():
    config = actviz.RunConfig(hidden=(8, 8), activation="tanh")
    one, other = actviz.Trainer(config), actviz.Trainer(config, dtype="float64")
    for trainer in (one, other):
        trainer.advance(20)
    assert one.measure().loss == pytest.approx(other.measure().loss, rel=1e-3)


def test_value_and_slope_take_any_array():
    relu = actviz.ACTIVATIONS["relu"]
    assert relu.value([-1, 2]).tolist() == [0, 2]
    assert relu.slope(np.array([[-1.0, 0.0, 2.0]])).tolist() == [[0, 0, 1]]


def test_the_default_run_learns_its_data():
    trainer = actviz.Trainer(actviz.RunConfig(hidden=(16, 16), learning_rate=0.3))
    trainer.advance(1500)
    snapshot = trainer.measure()
    assert snapshot.accuracy > 0.95
    assert snapshot.test_accuracy > 0.9


def test_the_published_ordering_on_real_digits_sigmoid_never_learns_relu_does():
    """In kind: the tutorial's deep sigmoid network stays at chance level while ReLU, tanh and ELU learn."""
    accuracy = {}
    for key in ("sigmoid", "relu", "tanh", "elu"):
        config = actviz.RunConfig(
            dataset="digits", hidden=(64,) * 4, activation=key, initializer="pytorch", learning_rate=0.05, momentum=0.9
        )
        trainer = actviz.Trainer(config)
        trainer.advance(400)
        accuracy[key] = trainer.measure().test_accuracy
    assert accuracy["sigmoid"] < 0.2
    assert min(accuracy[k] for k in ("relu", "tanh", "elu")) > 0.85


def test_the_public_names_come_without_qt():
    code = (
        "import sys, actviz; actviz.Trainer, actviz.RunConfig, actviz.Snapshot, actviz.ACTIVATIONS; "
        "from actviz import cli; cli.make_parser('', '', cli.COMMANDS); "
        "assert not [m for m in sys.modules if m.startswith(('PySide6', 'pyqtgraph'))]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_public_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'Trianer'"):
        print(actviz.Trianer)


def test_a_run_is_diagnosed_and_a_suggestion_is_tried():
    config = actviz.RunConfig(hidden=(8,) * 10, activation="sigmoid", initializer="xavier_normal")
    trainer = actviz.Trainer(config)
    trainer.advance(50)
    diagnosis = actviz.diagnose(trainer)
    assert diagnosis.step == 50
    assert diagnosis.verdict is diagnosis.findings[0]
    assert (diagnosis.verdict.key, diagnosis.verdict.severity) == ("vanishing", "warning")
    for finding in diagnosis.findings:
        assert finding.title
        assert finding.explanation
        assert finding.evidence
    suggestion = diagnosis.verdict.suggestions[0]
    assert suggestion.label
    assert config.differences(config.replace(**suggestion.changes))
    trial = actviz.Trial(config, suggestion, 60)
    while trial.advance():
        pass
    before, after = trial.result().before, trial.result().after
    assert before.config == config
    assert after.config == config.replace(**suggestion.changes)


def test_a_diagnosis_changes_nothing_in_the_run_or_its_record():
    one, other = actviz.Trainer(), actviz.Trainer()
    for _ in range(5):
        one.advance(100)
        actviz.diagnose(one)
    other.advance(500)
    assert np.array_equal(one.network.parameters, other.network.parameters)
    assert list(one.history.events) == list(other.history.events)
