import numpy as np
import pytest

from actviz.diagnosis import gradient_band
from actviz.diagnosis.gradient_band import known_band, measured_band, middle_of
from actviz.training import RunConfig, Trainer
from actviz.training.pieces import Work, finished

NARROW = {
    "relu": RunConfig(dataset="digits", hidden=(16,) * 6),
    "tanh": RunConfig(dataset="digits", hidden=(16,) * 6, activation="tanh", initializer="xavier_normal"),
    "sigmoid": RunConfig(hidden=(8,) * 8, activation="sigmoid", initializer="pytorch"),
    "elu": RunConfig(dataset="waves", hidden=(8, 8), activation="elu", initializer="lecun_normal", bias_init=0.5),
    "prelu": RunConfig(hidden=(8,) * 4, activation="prelu", initializer="he_uniform", init_scale=1.5),
}


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(gradient_band, "_known", {})


def band_of(config):
    trainer = Trainer(config)
    return finished(measured_band(trainer.facts, trainer.config))


@pytest.mark.parametrize("key", NARROW)
def test_nine_in_ten_runs_start_within_the_band(key):
    """Over 120 runs: 0.9, give or take four standard errors of the share and of the band's own edges."""
    first = Trainer(NARROW[key])
    band = finished(measured_band(first.facts, first.config))
    inside = []
    for draw in range(1, 121):
        trainer = Trainer(NARROW[key].replace(weights_draw=draw), examples=first.examples)
        trainer.measure()
        low, high = band.around(trainer.history.view().start)
        logs = np.log10(trainer.history.view().start.rms)
        inside.append((low <= logs + 1e-9) & (logs <= high + 1e-9))
    shares = np.mean(inside, axis=0)
    assert shares[-1] == 1.0  # the output layer's own value is where the band begins
    error = 4.0 * (0.9 * 0.1 / 120 + 0.9 * 0.1 / band.n_draws) ** 0.5
    assert (np.abs(shares[:-1] - 0.9) < error).all()


def test_the_same_configuration_has_the_same_band_and_another_another(monkeypatch):
    config = RunConfig(hidden=(4, 4), n_examples=60)
    first = band_of(config)
    assert band_of(config) is first  # it is cached
    assert band_of(config.replace(learning_rate=0.01)) is first
    monkeypatch.setattr(gradient_band, "_known", {})
    assert (band_of(config).edges == first.edges).all()
    for other in ({"init_scale": 2.0}, {"activation": "tanh"}, {"hidden": (4, 5)}, {"noise": 0.9}, {"bias_init": 1.0}):
        assert band_of(config.replace(**other)).edges.tolist() != first.edges.tolist()


def test_it_is_known_once_it_is_measured():
    trainer = Trainer(RunConfig(hidden=(4, 4), n_examples=60))
    work = Work(measured_band(trainer.facts, trainer.config))
    assert not work.is_done  # one network at a time
    assert known_band(trainer.facts, trainer.config) is None
    while not work.is_done:
        work.go_on()
    assert known_band(trainer.facts, trainer.config) is work.result


def test_a_network_that_cannot_be_drawn_often_has_fewer_draws_or_no_band():
    small, large, huge = (
        gradient_band.affordable_draws(Trainer(RunConfig(dataset="digits", hidden=hidden)).facts)
        for hidden in ((8, 8), (256,) * 4, (1024,) * 6)
    )
    assert small == gradient_band.MOST_DRAWS > large >= gradient_band.LEAST_DRAWS > huge
    found = band_of(RunConfig(dataset="digits", hidden=(1024,) * 6))
    assert found.edges is None
    assert "too large" in found.reason


def test_networks_without_gradient_have_no_band():
    found = band_of(RunConfig(hidden=(4, 4), bias_init=-90.0))
    assert found.edges is None
    assert "no finite gradient" in found.reason
    assert band_of(RunConfig(initializer="zeros")).edges is None


def test_layers_that_no_gradient_reaches_are_below_every_axis_and_not_missing():
    """With biases, the output layer of a network with a dead layer has a gradient, and the layers below have none."""
    found = band_of(RunConfig(hidden=(2,) * 12, initializer="pytorch", init_scale=3.0, n_examples=40))
    assert found.edges[0, 0] == -np.inf
    assert not np.isnan(found.edges).any()


def test_the_middle_leaves_a_twentieth_on_either_side():
    low, high = middle_of(np.random.default_rng(0).permutation(199)[:, None].astype(float))
    assert (low[0], high[0]) == (9.0, 189.0)  # expected shares of 0.05 and 0.95: the 10th and the 190th of 199


def test_a_run_without_a_measured_output_gradient_has_no_place_for_it():
    trainer = Trainer(RunConfig(hidden=(4, 4), n_examples=60, bias_init=-90.0))
    trainer.measure()
    other = Trainer(RunConfig(hidden=(4, 4), n_examples=60))
    assert finished(measured_band(other.facts, other.config)).around(trainer.history.view().start) is None
