"""What is said of runs that were drawn by chance holds of them, as measured beside."""

from dataclasses import replace

import numpy as np
import pytest
from short_runs import found, run

from actviz.number_text import compact, figure

TANH = {"activation": "tanh", "initializer": "xavier_normal"}
SHALLOW = {"hidden": (12, 12)}


def test_units_that_steps_drove_into_the_flat_parts_were_not_put_there_by_usual_weights():
    bumps = {"dataset": "spiral3", "n_examples": 100, "hidden": (48,), "activation": "=z/(1+z*z)", "batch_size": 64}
    spread = {"initializer": "orthogonal", "bias_spread": 2.9, "seed": 590214824}
    driven = run({**bumps, **spread, "learning_rate": 3.5, "momentum": 0.99, "warmup_steps": 500}, 200)
    large = run({**bumps, "init_scale": 30.0, "learning_rate": 1e-3}, 200)
    assert driven.slopes[1] < 0.5 * driven.slopes[0] < 0.25
    assert max(abs(weights).max() for weights in driven.trainer.network.weights) > 30.0
    assert found(driven)["saturation"].cause == "long_steps"
    assert found(large)["saturation"].cause == "large_weights"


def test_weights_that_suit_the_first_activation_alone_are_not_said_to_suit_a_mixed_network():
    kinds = ("tanh", "relu", "relu", "hard_sigmoid", "relu", "relu") * 4
    narrow = {"dataset": "digits", "n_examples": 200, "hidden": (8,) * 24, "learning_rate": 1e-3}
    for initializer in ("orthogonal", "he_normal"):
        mixed = run({**narrow, "activation": kinds, "initializer": initializer}, 5)
        assert mixed.rms[0] < 1e-3 * mixed.rms[-1]
        assert "vanishing.why.fitting_weights_at_the_start" not in mixed.said


@pytest.mark.parametrize("steps", [120, 140, 166])
def test_a_decay_whose_momentum_makes_the_weights_swing_is_not_said_to_be_made_up_for(steps):
    xor_data = {"dataset": "xor", "n_examples": 800, "hidden": (12,) * 6, "activation": "=abs(z)", "init_scale": 0.15}
    fast = {"learning_rate": 0.94, "momentum": 0.9, "nesterov": True, "weight_decay": 0.022, "seed": 463254711}
    case = run({**xor_data, **fast}, steps)
    assert case.s.signal[0] / case.h.signal[0, 0] < 0.01
    assert np.abs(case.trainer.network.weights[0]).max() < 1e-3
    assert "strong_decay.shrinks" in found(case)["strong_decay"].said


@pytest.mark.parametrize(("born", "many"), [(0, ""), (2, "Half"), (3, "Most"), (4, "All")])
def test_half_of_the_dead_units_are_not_said_to_be_most(born, many):
    case = run({"hidden": (6, 6), "seed": 11}, 3)
    dead, since = case.s.units[1].dead.copy(), case.s.dead_since[1].copy()
    dead[:4], dead[4:] = True, False
    since[:4], since[4:] = [0] * born + [1] * (4 - born), -1
    units = (case.s.units[0], replace(case.s.units[1], dead=dead))
    told = found(case, replace(case.s, units=units, dead_since=(case.s.dead_since[0], since)))["dead_units"]
    assert case.s.units[0].n_dead == 0
    assert ("death_manner.born_dead" in told.said) == bool(many)
    assert [word for word in ("Half", "Most", "All") if word in told.explanation] == ([many] if many else [])


def test_steps_far_longer_than_the_weights_are_not_said_to_be_usual():
    tiny = {"dataset": "gaussians", "activation": "relu6", "initializer": "uniform", "optimizer": "rmsprop"}
    decayed = {"hidden": (10, 2, 5, 20, 60, 20, 60, 2, 2), "weight_decay": 7.5, "batch_size": 2, "seed": 949076131}
    long = run({**tiny, **decayed, "noise": 0.0, "n_examples": 400, "learning_rate": 0.0053}, 5)
    usual = run({"hidden": (3,) * 4, "dataset": "moons"})
    said = "death_manner.killed_in_narrow_layers"
    assert said in long.said & usual.said
    for case, is_usual in ((long, False), (usual, True)):
        assert (np.median([cause.update_ratio for cause in case.causes]) < 0.01) == is_usual
        text = next(finding for finding in found(case).values() if said in finding.said).explanation
        assert ("Usual" in text) == is_usual


def test_a_loss_above_guessings_is_told_as_a_multiple_of_it():
    case = run({"dataset": "gaussians", "hidden": (8,), "activation": "selu", "optimizer": "adam"}, 3)
    for loss, told in ((1.3, True), (0.9, False)):
        text = found(case, replace(case.s, loss=loss * case.trainer.facts.chance_loss))["healthy"].explanation
        assert (f"{figure(1.3)} times" in text) == told


def test_a_rate_that_its_schedule_has_lowered_is_told_beside_the_clipping():
    clipped = {**SHALLOW, **TANH, "dataset": "gaussians", "learning_rate": 0.061, "clip_norm": 5e-4, "seed": 5}
    falls = run({**clipped, "schedule": "one_cycle", "schedule_steps": 400}, 600)
    stays = run(clipped, 600)
    assert falls.s.rate < 0.01 * 0.061
    for case in (falls, stays):
        told = found(case)["rate_too_small"].explanation
        assert (compact(falls.s.rate) in told) == (case is falls)


def test_a_loss_that_is_clearly_lower_is_not_titled_as_one_that_hardly_falls():
    silu = {"dataset": "plane", "n_examples": 800, "hidden": (8,) * 17, "activation": "silu", "dropout": 0.7}
    noisy = {"initializer": "he_uniform", "optimizer": "adamw", "learning_rate": 7.3e-4, "batch_size": 128}
    lower = run({**silu, **noisy, "bias_spread": 0.53, "seed": 310554858}, 500)
    assert lower.whole_half_ago - lower.s.loss > 0.1 * lower.trainer.facts.chance_loss
    titles = set()
    for drop in (0.12, 0.01, 0.0):  # times the loss of guessing
        losses = np.full_like(lower.h.train_loss, lower.s.loss + drop * lower.trainer.facts.chance_loss)
        titles.add(found(lower, history=replace(lower.h, train_loss=losses))["plateau"].title)
    assert len(titles) == 3


@pytest.mark.parametrize("steps", [1, 5])
def test_a_batch_of_one_example_does_not_tell_that_a_decay_has_wiped_the_weights_out(steps):
    decayed = {"dataset": "spiral3", "optimizer": "adam", "learning_rate": 0.0023, "weight_decay": 3.7}
    case = run({**decayed, "hidden": (5, 60, 10), "activation": "prelu", "batch_size": 1}, steps)
    sizes = [np.linalg.norm(weights) for weights in case.trainer.network.weights]
    before = [np.linalg.norm(weights) for weights in run(dict(case.changes), 0).trainer.network.weights]
    assert not case.s.signal.any()
    assert all(now > 0.9 * then for now, then in zip(sizes, before, strict=True))
    assert "strong_decay" not in found(case)


def test_batches_that_dropout_alone_makes_worse_are_not_put_down_to_long_steps():
    dropped = {"dataset": "plane", "n_examples": 100, "hidden": (3, 3, 3), "activation": "elu", "dropout": 0.9}
    tiny = run({**dropped, **TANH, "activation": "elu", "optimizer": "adam", "learning_rate": 1.1e-7, "seed": 1}, 40)
    long = run({"hidden": (16,) * 6, "activation": "sigmoid", "dropout": 0.5, "learning_rate": 41.0}, 40)
    assert tiny.h.loss.mean() > 1.5 * max(tiny.h.train_loss[0], tiny.trainer.facts.chance_loss)
    assert "rate_too_large" not in found(tiny)
    assert found(long)["rate_too_large"].cause == "long_steps"


def test_steps_that_hardly_moved_the_weights_did_not_change_a_normalised_network():
    pairs = {"dataset": "waves", "n_examples": 12, "test_fraction": 0.0, "hidden": (8, 8), "activation": "gelu"}
    slow = {"optimizer": "adamw", "learning_rate": 1.2e-5, "normalization": "batch", "batch_size": 2}
    case = run({**pairs, **slow, "initializer": "orthogonal", "seed": 44873951}, 500)
    start = run(dict(case.changes), 0).trainer.network.weights
    for now, then in zip(case.trainer.network.weights, start, strict=True):
        assert np.linalg.norm(now - then) < 0.01 * np.linalg.norm(then)
    assert "not_learning" in found(case)
    assert not {"not_learning.why.faded", "vanishing.why.faded"} & case.said


def test_weights_that_do_not_make_up_for_small_slopes_are_not_said_to_suit_them():
    narrow = {"dataset": "waves", "hidden": (20, 60, 2, 60, 10, 5), "activation": "softplus", "optimizer": "adam"}
    case = run({**narrow, "initializer": "lecun_normal", "learning_rate": 1.5e-7, "seed": 912602053}, 37)
    assert np.median(case.h.start.factors[1]) < 0.6
    assert "vanishing" in found(case)
    assert "vanishing.why.fitting_weights_at_the_start" not in case.said


def test_a_loss_that_has_risen_above_guessings_is_not_said_to_be_there_still():
    case = run({"dataset": "gaussians", "hidden": (8,), "activation": "selu", "optimizer": "adam"}, 3)
    risen = replace(case.s, loss=1.3 * case.trainer.facts.chance_loss)
    assert case.h.train_loss[0] < 1.2 * case.trainer.facts.chance_loss
    assert "still" not in found(case, risen)["healthy"].explanation


def test_initial_weights_that_lose_little_of_a_gradient_are_not_said_to_make_it_vanish():
    leaky = {"dataset": "waves", "hidden": (16,) * 21, "activation": "leaky_relu", "initializer": "xavier_normal"}
    case = run(leaky, 0)
    passed = np.median(case.h.start.factors.prod(axis=0)) ** 21
    for ratio, told in ((0.1 * passed**2, False), (10.0 * passed**2, True)):
        sizes = np.append(np.geomspace(ratio, 1.0, 21), 1.0)
        now = replace(case.s, gradient_rms=sizes, backward=sizes, signal=np.ones(22), whole_gradient=True)
        said = found(case, now)["vanishing"].said
        assert ("vanishing.why.weights_at_the_start" in said) == told
