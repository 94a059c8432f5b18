"""Runs at the edges of every hyperparameter's range: warnings are errors, and what is told is a number or None."""

import itertools

import numpy as np
import pytest

from actviz.nn.optimizers import OPTIMIZERS
from actviz.training import RunConfig, Trainer
from actviz.training.config.config import FIELDS
from actviz.training.gradient_check import check_gradients, standing

EDGES = {
    "learning_rate": (1e-30, 0.1, FIELDS["learning_rate"].high),
    "momentum": (FIELDS["momentum"].low, FIELDS["momentum"].high),
    "nesterov": (False, True),
    "weight_decay": (0.0, FIELDS["weight_decay"].high),
    "clip_norm": (0.0, 1e-6),
}


def edges(key):
    """Return every combination of edges that the optimizer knows."""
    fields = [name for name in EDGES if OPTIMIZERS[key].uses_momentum or name not in ("momentum", "nesterov")]
    found = [dict(zip(fields, values, strict=True)) for values in itertools.product(*(EDGES[name] for name in fields))]
    return [settings for settings in found if settings.get("momentum") or not settings.get("nesterov")]


@pytest.mark.parametrize("initializer", ["he_normal", "zeros"])
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_no_edge_of_an_optimizers_settings_warns_and_update_ratios_are_numbers(key, initializer):
    for settings in edges(key):
        config = RunConfig(hidden=(6, 6), optimizer=key, initializer=initializer, activation="tanh", **settings)
        trainer = Trainer(config)
        for _ in range(4):
            trainer.advance(1)
            snapshot = trainer.measure()
            ratios = snapshot.update_ratios
            assert ratios is None or (not np.isnan(ratios).any() and (ratios >= 0.0).all()), settings


@pytest.mark.parametrize("rate", [0.05, 0.0999, 0.1, 0.1001, 0.2, 1000.0])
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_the_update_that_is_told_is_what_the_step_added(key, rate):
    trainer = Trainer(RunConfig(hidden=(6, 6), optimizer=key, learning_rate=rate, weight_decay=10.0, activation="tanh"))
    for _ in range(3):
        before = trainer.network.parameters.copy()
        if not trainer.advance(1):
            return
        added = trainer.network.parameters.astype(float) - before
        told = np.concatenate([w.ravel() for w in trainer.measure({"weights"}).weight_updates])
        weights = trainer.network.decays == 1.0
        np.testing.assert_allclose(told, added[weights], rtol=1e-4, atol=1e-5 * np.abs(added).max())


@pytest.mark.parametrize("rate", [0.1, 1000.0])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_gradients_of_weights_of_any_size_can_be_checked(activation, rate):
    trainer = Trainer(RunConfig(hidden=(8,) * 3, activation=activation, learning_rate=rate, weight_decay=10.0))
    trainer.advance(3)
    if rate == 1000.0:
        assert np.abs(trainer.network.parameters).max() > 1e11
    check = check_gradients(standing(trainer))
    assert check.right, str(check)
