"""How far neighbouring examples agree, on data of which it is known."""

import re

import numpy as np
import pytest
from short_runs import run

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.mixed_data import NEIGHBOURS, is_mixed, least_loss, mixed_text, neighbours_agreement
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


def test_the_text_tells_how_many_neighbours_have_the_same_class_and_how_many_would_by_chance(points):
    classes = (np.random.default_rng(1).uniform(size=500) < 0.3).astype(int)
    facts = Trainer(RunConfig(hidden=(4,), test_fraction=0.0), data=(points, classes)).facts
    x = facts.train_x.argsort(axis=0).argsort(axis=0)
    distances = np.square(x[:, None] - x).sum(axis=-1) + np.diag(np.full(500, np.inf))
    nearest = np.argsort(distances, axis=1)[:, :NEIGHBOURS]
    shared, chance = (
        (facts.train_y[nearest] == facts.train_y[:, None]).mean(),
        (facts.train_y[:, None] == facts.train_y).mean(),
    )
    assert is_mixed(facts)
    told = [float(number) for number in re.findall(r"([\d.]+)\s%", mixed_text(facts))]
    assert told == pytest.approx([100 * shared, 100 * chance], abs=0.6)


@pytest.mark.parametrize(
    ("settings", "steps"),
    [
        ({"dataset": "moons", "noise": 0.4, "n_examples": 800, "activation": "elu"}, 2000),
        ({"dataset": "moons", "noise": 1.0, "n_examples": 800, "activation": "elu"}, 1200),
        ({"dataset": "circle", "noise": 0.5, "n_examples": 600, "activation": "tanh"}, 1500),
    ],
)
def test_a_plateau_at_what_neighbours_leave_is_blamed_on_the_noise_and_less_of_it_helps(settings, steps):
    case = run({**settings, "hidden": (8,) * 2, "initializer": "xavier_normal", "learning_rate": 0.05}, steps)
    verdict = diagnosis_of(case.trainer.facts, case.s, case.h).verdict
    assert case.guess < 1.15 * least_loss(case.trainer.facts)
    assert (verdict.key, verdict.cause) == ("plateau", "mixed")
    less = run({**dict(case.changes), **dict(verdict.suggestions[0].change)}, steps)
    assert less.guess < 0.5


def test_the_loss_that_neighbours_leave_is_that_of_the_classes_own_probabilities():
    draw = np.random.default_rng(5)
    x = draw.uniform(size=(600, 2))
    for p in (0.1, 0.2, 0.3):
        side = (x[:, 0] > 0.5).astype(int)
        y = np.where(draw.random(600) < p, 1 - side, side)
        entropy = -p * np.log2(p) - (1 - p) * np.log2(1 - p)
        facts = Trainer(RunConfig(test_fraction=0.0), data=(x, y)).facts
        assert least_loss(facts) == pytest.approx(entropy, abs=0.12)
