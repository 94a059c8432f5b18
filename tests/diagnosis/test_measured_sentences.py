"""A title or a sentence says no more than was measured: of two similar runs, each gets its own."""

from dataclasses import replace

import numpy as np
import pytest
from short_runs import found, run, xor

from actviz.diagnosis.diagnosis import diagnose, diagnosis_of
from actviz.diagnosis.findings import layers_text
from actviz.nn.optimizers import OPTIMIZERS
from actviz.number_text import compact, figure, percent
from actviz.training import RunConfig, Trainer

TANH = {"activation": "tanh", "initializer": "xavier_normal"}
SIGMOID = {"activation": "sigmoid", "initializer": "xavier_normal"}
SHALLOW = {"hidden": (12, 12)}
NOISE = run({**TANH, "noise": 1.0})
FALLING = {"hidden": (16,) * 12, "activation": "elu", "init_scale": 0.5, "learning_rate": 0.0212, "seed": 5793}
STUCK = {**SIGMOID, "hidden": (2,), "learning_rate": 0.35, "test_fraction": 0.0, "seed": 1}


def test_a_loss_that_falls_ever_faster_is_on_no_plateau():
    case = run(FALLING, 800)
    falls = -np.diff(case.h.train_loss[-4:])
    assert (falls > 0.0).all()
    assert falls[-1] > falls[0]
    assert "plateau" not in found(case)


def test_a_loss_that_is_lower_does_not_stand_still():
    lower = run({**TANH, **SHALLOW, "noise": 0.4, "learning_rate": 1.0, "batch_size": 16}, 1500)
    still = run(STUCK, 20_000, data=xor)
    assert lower.whole_half_ago - lower.s.loss > 0.02 > still.whole_half_ago - still.s.loss
    assert found(lower)["plateau"].title != found(still)["plateau"].title


def test_a_run_that_gets_far_more_right_than_guessing_has_learned_something():
    digits = {**TANH, **SHALLOW, "dataset": "digits", "init_scale": 25.0, "learning_rate": 0.1, "seed": 4083}
    some = found(case := run(digits, 400))["not_learning"]
    none = found(NOISE)["not_learning"]
    assert 0.3 < case.s.accuracy < 0.6
    assert case.guess > 2.0
    assert percent(case.s.accuracy) in some.explanation
    assert some.title != none.title


def test_data_of_which_much_is_right_are_not_said_to_have_nothing_to_learn():
    case = run({**SIGMOID, "hidden": (12,) * 3, "learning_rate": 0.3})
    some, none = (found(case, replace(case.s, accuracy=accuracy))["not_learning"] for accuracy in (0.7, 0.5))
    assert "not_learning.why.a_gradient_arrives" in set(some.said) & set(none.said)
    assert some.explanation.count(percent(0.7)) == 1
    assert "nothing to learn" in none.explanation
    assert "nothing to learn" not in some.explanation


def test_what_was_learned_and_lost_is_not_said_to_be_learned_never():
    decay = {"dataset": "plane", "hidden": (24, 24), "activation": "gelu", "learning_rate": 0.0134}
    case = run({**decay, "weight_decay": 1.0, "seed": 4633}, 1000)
    lost, never = found(case)["not_learning"], found(NOISE)["not_learning"]
    assert case.h.train_loss[1:].min() < 0.8 * case.trainer.facts.chance_loss < case.s.loss
    assert figure(case.h.train_loss[1:].min()) in " ".join(each.value for each in lost.evidence)
    assert lost.title != never.title


def test_a_spike_after_which_the_network_learned_is_not_why_it_has_not():
    case = run({**TANH, "learning_rate": 10.0})
    high, losses = case.h.loss_high.copy(), np.full_like(case.h.train_loss, 5.0)
    high[1] = 1e6
    spike = found(case, history=replace(case.h, loss_high=high, train_loss=losses))["not_learning"]
    losses = losses.copy()
    losses[-2] = 0.0123
    later = found(case, history=replace(case.h, loss_high=high, train_loss=losses))["not_learning"]
    assert "not_learning.why.after_a_spike" in set(spike.said) & set(later.said)
    assert figure(0.0123) in later.explanation
    assert later.title != spike.title
    assert later.cause == spike.cause


@pytest.mark.parametrize("update", [2e-4, 0.0, 0.3])
def test_steps_are_too_long_for_large_weights_only_where_they_are_long(update):
    case = run({"init_scale": 3.0, "clip_norm": 1.0})
    ratios = np.full_like(case.s.update_ratios, update)
    explanation = found(case, replace(case.s, update_ratios=ratios))["exploding"].explanation
    assert (f" {figure(update)} of " in explanation) == (update > 0.1)


def test_steps_that_are_tiny_now_do_not_overshoot_now():
    case = run({**TANH, "learning_rate": 10.0})
    long, tiny = (
        found(case, replace(case.s, update_ratios=np.full_like(case.s.update_ratios, update)))["rate_too_large"]
        for update in (0.1, 1e-15)
    )
    assert "are so long" in long.explanation
    assert "are so long" not in tiny.explanation


def test_what_holds_of_some_layers_dead_units_is_not_said_of_all():
    plane = {"dataset": "plane", "hidden": (32,) * 10, "initializer": "orthogonal", "init_scale": 2.2}
    some, every = run({**plane, "learning_rate": 0.0193, "seed": 9590}, 2), run({"hidden": (4, 4), "seed": 3}, 0)
    assert 0 < (some.since == 0).sum() < 0.5 * some.s.n_dead
    assert len(every.since) == every.s.n_dead > 0
    of_some, of_every = found(some)["dead_units"], found(every)["dead_units"]
    assert "death_manner.born_dead" in set(of_some.said) & set(of_every.said)
    assert layers_text(of_some.layers) in of_some.explanation
    assert "layer" not in of_every.explanation


def test_a_weak_backward_signal_is_not_said_to_be_a_weak_gradient():
    deep = {"dataset": "gaussians", "hidden": (10,) * 8, "initializer": "xavier_normal", "init_scale": 0.5}
    case = run({**deep, "learning_rate": 0.0514, "seed": 6225}, 300)
    weak = run({**SIGMOID, "dataset": "digits", "hidden": (16,) * 8}, 500)
    assert case.rms[0] / case.rms[-1] > 0.1
    assert weak.rms[0] / weak.rms[-1] < 1e-3
    norm = figure(float(case.rms[0]) * np.sqrt(20))
    assert "not_learning.why.little_arrives" in case.said & weak.said
    assert norm not in found(case)["not_learning"].explanation
    assert figure(float(weak.rms[0]) * np.sqrt(64 * 16)) in found(weak)["not_learning"].explanation


def test_a_gradient_that_arrives_in_some_batches_is_not_said_never_to_arrive():
    case = run({"dataset": "digits", "hidden": (32,) * 3, "bias_init": -1.5, "learning_rate": 0.0444, "seed": 9261})
    rows = case.h.rms.copy()
    rows[-40:, 0] = 0.0
    never = found(case, history=replace(case.h, rms=rows))["not_learning"]
    rows[-40::4, 0] = 1e-3
    some = found(case, history=replace(case.h, rms=rows))["not_learning"]
    assert "not_learning.why.hardly_a_gradient" in set(some.said) & set(never.said)
    assert some.explanation != never.explanation


def test_a_loss_of_0_is_no_multiple_of_guessings():
    case = run({})
    assert figure(case.guess) in found(case)["healthy"].explanation
    assert f"{figure(0.0)} times" not in found(case, replace(case.s, loss=0.0))["healthy"].explanation


@pytest.mark.parametrize("optimizer", ["adamw", "rmsprop", "sgd"])
def test_short_steps_are_put_down_to_the_rate_by_the_usual_one(optimizer):
    rate = 5e-7 if optimizer != "sgd" else 1e-5
    case = run({**TANH, **SHALLOW, "dataset": "xor", "optimizer": optimizer, "learning_rate": rate}, 400)
    explanation = found(case)["rate_too_small"].explanation
    assert compact(rate) in explanation
    assert OPTIMIZERS[optimizer].label in explanation


def test_a_network_that_gets_examples_wrong_has_not_remembered_them():
    noisy = {"noise": 0.6, "n_examples": 80, "test_fraction": 0.5, "hidden": (64,) * 3, "momentum": 0.9}
    case = run(noisy)
    remembers, fits = (
        found(case, replace(case.s, accuracy=accuracy))["overfitting"].explanation for accuracy in (1.0, 0.89)
    )
    assert f"{case.trainer.facts.n_weights:,} weights" in remembers
    assert "remember" not in fits


def test_a_plateau_of_one_unit_may_be_that_of_a_network_too_small():
    spiral = {**SIGMOID, "dataset": "spiral", "learning_rate": 0.0425, "seed": 4640}
    one, many = run({**spiral, "hidden": (1,)}, 2000), run({**SIGMOID, "hidden": (12,) * 3, "learning_rate": 0.3})
    said = "not_learning.why.a_gradient_arrives"
    assert said in one.said & many.said
    assert "few units" in found(one)["not_learning"].explanation
    assert "few units" not in found(many)["not_learning"].explanation


def test_dead_units_are_counted_in_a_layer_whose_signal_is_too_large_to_be_squared():
    case = run({"dataset": "gaussians", "hidden": (24, 24), "learning_rate": 8.45, "seed": 8860}, 300)
    assert not np.isfinite(case.s.signal).all()
    dead = sum(units.n_dead for units in case.s.units)
    assert dead > max(units.n_dead for units in case.s.units) > 0, "in both layers"
    assert diagnosis_of(case.trainer.facts, case.s, case.h).readings.n_dead == dead


WAVES = {"dataset": "waves", "hidden": (12,) * 5, "learning_rate": 0.0215, "weight_decay": 1.0, "seed": 5967}
AT_ONCE = {"dataset": "spiral", "hidden": (12,) * 6, "activation": "elu", "batch_size": 8, "momentum": 0.9}
DIVERGING = {**AT_ONCE, "learning_rate": 6.86, "seed": 6494}


@pytest.mark.parametrize(("optimizer", "steps"), [({"momentum": 0.9, "learning_rate": 0.00215}, 100), ({}, 55)])
def test_a_decay_that_wipes_the_weights_out_is_not_said_to_be_made_up_for(optimizer, steps):
    case = run({**WAVES, **optimizer}, steps)
    sizes = [np.linalg.norm(weights) for weights in case.trainer.network.weights]
    before = [np.linalg.norm(weights) for weights in run({**WAVES, **optimizer}, 0).trainer.network.weights]
    assert all(now < 0.5 * then for now, then in zip(sizes, before, strict=True))
    told = found(case)["strong_decay"]
    assert "strong_decay.holds" not in told.said
    assert figure(case.s.signal[0] / case.h.signal[0, 0]) in told.explanation


def test_a_decay_that_the_gradient_makes_up_for_is_not_said_to_wipe_the_weights_out():
    digits = {"dataset": "digits", "hidden": (12,) * 3, "optimizer": "adamw", "learning_rate": 0.0053}
    case = run({**digits, "weight_decay": 5.0}, 800)
    assert case.s.signal[0] / case.h.signal[0, 0] > 0.05 > (1.0 - 0.0053 * 5.0) ** 800
    assert "strong_decay.holds" in found(case)["strong_decay"].said


def test_units_that_were_born_dead_are_not_said_to_have_died():
    case = run(WAVES, 55)
    unknown = tuple(replace(event, cause=None) for event in case.h.events)
    assert 0 < (case.since == 0).sum() < 0.5 * len(case.since)
    some = found(case, history=replace(case.h, events=unknown))["dead_units"]
    later = replace(case.s, dead_since=tuple(np.where(steps == 0, 1, steps) for steps in case.s.dead_since))
    every = found(case, later, replace(case.h, events=unknown))["dead_units"]
    assert "death_manner.died" in set(some.said) & set(every.said)
    assert "They died" in every.explanation
    assert "They died" not in some.explanation


def test_a_weight_gradient_is_told_beside_the_backward_signal_only_of_the_same_batch():
    case = run(DIVERGING, 3)
    assert case.s.gradient_rms[0] == case.s.backward[0] == 0.0
    assert case.rms[0] / case.rms[-1] > 1e-3, "the typical one"
    assert "weight gradient" not in found(case)["vanishing"].explanation
    small = {"dataset": "gaussians", "hidden": (10,) * 8, "initializer": "xavier_normal", "init_scale": 0.5}
    both = run({**small, "learning_rate": 0.0514, "seed": 6225}, 128)
    told = found(both)["vanishing"]
    assert both.s.backward_ratio < 1e-3 < both.s.first_last_ratio
    assert figure(both.s.first_last_ratio) in told.explanation


@pytest.mark.parametrize("pauses", [(3,), (2,), (1, 3)])
def test_a_run_that_diverged_is_judged_alike_wherever_it_was_paused(pauses):
    paused, at_once = (Trainer(RunConfig(**DIVERGING)) for _ in range(2))
    for step in pauses:
        paused.advance(step - paused.step)
    paused.advance(30)
    at_once.advance(30)
    assert paused.step == at_once.step == 3
    one, other = paused.measure(), at_once.measure()
    assert not one.whole_gradient
    np.testing.assert_array_equal(one.gradient_norms, other.gradient_norms)
    assert diagnose(paused).findings == diagnose(at_once).findings


def test_a_gradient_that_grows_on_its_way_back_does_not_vanish():
    gaussians = {"dataset": "gaussians", "hidden": (12,) * 8, "learning_rate": 0.785, "momentum": 0.9, "batch_size": 4}
    case = run({**gaussians, "seed": 265}, 800)
    assert case.s.backward_ratio > 1.0
    rms = case.s.gradient_rms.copy()
    rms[0] = 1e-5 * rms[-1]  # as the last layers' inputs are huge
    now = replace(case.s, gradient_rms=rms, whole_gradient=True)
    assert "vanishing" not in found(case, now)
    assert "vanishing" in found(case, replace(now, backward=rms))


def test_layers_that_pass_a_smaller_signal_on_are_not_said_to_enlarge_it():
    gelu = {"dataset": "spiral", "hidden": (20,) * 24, "activation": "gelu", "initializer": "xavier_normal"}
    case = run({**gelu, "init_scale": 2.2, "learning_rate": 0.0194, "seed": 3715}, 300)
    signal, inputs = case.h.signal[0], case.trainer.train_x.std()
    assert signal[0] < inputs
    explanation = found(case)["diverged"].explanation
    assert figure(signal[-1] / inputs) in explanation
    assert "every layer" not in explanation


def test_the_signals_are_those_of_the_latest_steps():
    tanh = {"hidden": (12,) * 5, "activation": "tanh", "learning_rate": 0.0136, "weight_decay": 0.3, "seed": 2104}
    case = run(tanh, 1000)
    told = {evidence.label: evidence.value for evidence in found(case)["vanishing"].evidence}
    backward = next(value for label, value in told.items() if label.startswith("backward signal"))
    assert backward == figure(case.s.backward_ratio)
    assert (case.h.backward[-4:, 0] / case.h.backward[-4:, -1] > 10.0 * case.s.backward_ratio).all()


def test_steps_are_too_long_to_settle_only_if_most_of_the_latest_are():
    spiral = {**TANH, "dataset": "spiral", "hidden": (1, 1), "learning_rate": 0.0642, "seed": 8928}
    case = run(spiral, 2000)
    long = replace(case.s, update_ratios=np.array([0.05, 0.004, 0.002]))
    for gradient, told in ((1.0, True), (10.0, False)):  # of the last step over that of a typical one
        now = replace(long, gradient_rms=gradient * np.median(case.h.rms[-40:], axis=0))
        assert ("plateau.why.long_steps" in found(case, now)["plateau"].said) == told


def test_a_mean_over_steps_is_not_said_to_be_the_loss():
    case = run({**TANH, "learning_rate": 10.0})
    losses = case.h.loss.copy()
    losses[-40:] = 5.0
    losses[-3] = 500.0
    explanation = found(case, history=replace(case.h, loss=losses))["rate_too_large"].explanation
    assert figure(losses[-40:].mean()) in explanation
    assert f"{40 * case.h.stride} steps" in explanation


def test_a_healthy_networks_test_loss_that_was_lower_is_told():
    case = run({})
    tests = np.full_like(case.h.test_loss, 0.2)
    for now, told in ((0.31, True), (0.25, False)):
        explanation = found(case, replace(case.s, test_loss=now), replace(case.h, test_loss=tests))[
            "healthy"
        ].explanation
        assert (figure(now) in explanation) == told


def test_outputs_far_worse_than_a_guess_are_on_no_plateau():
    case = run({**SIGMOID, "hidden": (12,) * 3, "learning_rate": 0.3})
    far, near = (found(case, replace(case.s, loss=loss))["not_learning"] for loss in (7.0, 0.7))
    assert "not_learning.why.a_gradient_arrives" in set(far.said) & set(near.said)
    assert "plateau" in near.explanation
    assert "plateau" not in far.explanation


def test_a_loss_that_dropout_alone_makes_large_had_no_spike_by_long_steps():
    dropped = {"dataset": "plane", "noise": 1.0, "hidden": (16,) * 2, "activation": "elu", "dropout": 0.7}
    clipped = run({**dropped, "n_examples": 800, "learning_rate": 0.18, "clip_norm": 4e-5, "batch_size": 128}, 1000)
    long = run({"hidden": (16,) * 2, "dropout": 0.2, "learning_rate": 5.0, **TANH}, 400)
    for case in (clipped, long):
        assert case.h.loss_high.max() > 20 * case.trainer.facts.chance_loss
    assert np.nanmax(clipped.s.update_ratios) < 1e-4
    assert not any("spike" in key for key in clipped.said)
    assert found(clipped)["rate_too_small"].cause == "short_steps"
    assert any(each.cause == "long_steps" for each in found(long).values())
