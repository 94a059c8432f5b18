"""How far neighbouring examples agree, on data of which it is known."""

import numpy as np
import pytest

from actviz.diagnosis.mixed_data import is_mixed, neighbours_agreement
from actviz.training import RunConfig, Trainer


def agreement(x, y):
    return neighbours_agreement(Trainer(RunConfig(hidden=(4,), test_fraction=0.0), data=(x, y)).facts)


@pytest.fixture
def points():
    return np.random.default_rng(0).uniform(-1.0, 1.0, size=(500, 2))


def test_separate_classes_agree_and_random_ones_do_not(points):
    assert agreement(points, (points[:, 0] > 0).astype(int)) > 0.8
    assert abs(agreement(points, np.random.default_rng(1).integers(0, 2, 500))) < 0.1


def test_smooth_targets_agree_and_random_ones_do_not(points):
    assert agreement(points, points[:, :1] * points[:, 1:]) > 0.8
    assert abs(agreement(points, np.random.default_rng(1).normal(size=(500, 1)))) < 0.15


def test_a_board_of_alternating_fields_is_not_mixed_though_its_neighbours_disagree():
    grid = np.stack(np.meshgrid(np.arange(10.0), np.arange(10.0)), -1).reshape(-1, 2)
    trainer = Trainer(RunConfig(hidden=(4,), test_fraction=0.0), data=(grid, grid.sum(axis=1).astype(int) % 2))
    assert not is_mixed(trainer.facts)


def test_few_examples_and_many_inputs_tell_nothing(points):
    assert agreement(points[:20], np.arange(20) % 2) is None
    assert agreement(np.random.default_rng(0).normal(size=(200, 30)), np.arange(200) % 2) is None
