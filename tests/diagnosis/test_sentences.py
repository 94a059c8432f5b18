"""Every sentence of a diagnosis is said of one run of which it is true, and not of a similar one of which it is not.

`CASES` has one line for each key of SENTENCES: the run of which it is said, a near one of which it is not, and a check
by the run's own numbers, without the rules, which holds for the first and not for the second. A sentence without a
line fails the first test.
"""

import numpy as np
import pytest
from change_sentences import CHANGE_CASES
from learning_sentences import LEARNING_CASES
from scale_sentences import SCALE_CASES
from short_runs import huge, large, one_class, one_point, one_target, rare_class, run, tiny_targets, xor
from structure_sentences import STRUCTURE_CASES

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.rules import RULES
from actviz.diagnosis.sentence import SENTENCES
from actviz.nn.activations import ACTIVATIONS

SIGMOID = {"activation": "sigmoid", "initializer": "xavier_normal"}
TANH = {"activation": "tanh", "initializer": "xavier_normal"}
DIGITS = {"dataset": "digits", "n_examples": 1797}
NOISY = {"noise": 0.6, "n_examples": 80, "test_fraction": 0.5, "hidden": (64,) * 3, "momentum": 0.9}
LINEAR = {"activation": "identity", "initializer": "lecun_normal"}
SHALLOW = {"hidden": (12, 12)}


def of_settings(changes, steps, data=None):
    return run(changes, steps, data=data)


STUCK = {**SIGMOID, "hidden": (2,), "learning_rate": 0.35, "test_fraction": 0.0, "seed": 1}
SOFTPLUS = {"activation": "=log(1+exp(z))", "hidden": (8, 8)}
ADAM = {**DIGITS, "hidden": (64, 64), "activation": "leaky_relu", "optimizer": "adam"}
FAST = {**TANH, "optimizer": "adam", "learning_rate": 0.1}
LARGE = {**TANH, "init_scale": 10.0, "hidden": (12,) * 4}
DEEP_ELU = {
    "dataset": "plane", "activation": "elu", "initializer": "xavier_normal", "hidden": (20,) * 24, "optimizer": "adam",
    "learning_rate": 0.0614, "seed": 4902,
}  # fmt: skip
FEWER_WEIGHTS = {
    "noise": 0.3, "n_examples": 400, "test_fraction": 0.5, "hidden": (12, 12), "optimizer": "adam",
    "learning_rate": 0.03,
}  # fmt: skip


def value_overflows(r):
    """Whether the activation overflows at twice the first layer's deviation."""
    value = ACTIVATIONS[r.s.config.activations[0]].value(np.float32(2 * r.s.signal[0]))
    return not np.isfinite(value)


def of_two(r):
    """Whether the activation has two values, each over a flat region."""
    return len(set(ACTIVATIONS[r.s.config.activations[0]].value(np.array([-9.0, 9.0, 10.0])))) == 2


CASES = {
    "diverged.stopped": (
        run({"learning_rate": 10.0}), run({"learning_rate": 3.0}), lambda r: r.s.divergence is not None,
    ),
    "diverged.why.function_overflows": (
        run(SOFTPLUS, 3, data=large), run({"activation": "=z**3", "hidden": (16,) * 8}, 5), value_overflows,
    ),
    "diverged.why.slope_grows": (
        run({"activation": "=z*z", "hidden": (16,) * 3}, 5),
        run({"activation": "=3*max(0,z)", "hidden": (16,) * 80}, 5),
        lambda r: ACTIVATIONS[r.s.config.activations[0]].slope(1000.0) > 100,
    ),
    "diverged.why.function_grows": (
        run({"activation": "=3*max(0,z)", "hidden": (16,) * 80}, 5), run({"hidden": (8,) * 3}, 5, data=huge),
        lambda r: ACTIVATIONS[r.s.config.activations[0]].slope(10.0) == 3,
    ),
    "diverged.why.large_weights": (
        run({"init_scale": 3.0}), run({"learning_rate": 10.0}), lambda r: r.h.signal[0, -1] > 100,
    ),
    "diverged.why.large_inputs": (
        run({"hidden": (8,) * 3}, 5, data=huge), run({"init_scale": 100.0, "hidden": (8,) * 25}, 5),
        lambda r: abs(r.trainer.train_y).max() > 1e15,
    ),
    "diverged.why.function_enlarges_the_gradient": (
        run({"hidden": (16,) * 12, "activation": "=z+sin(5*z)", "initializer": "xavier_normal", "learning_rate": 0.01}),
        run({"hidden": (16,) * 4, "learning_rate": 20.0}),
        lambda r: r.h.start.rms[0] > 70 * r.h.start.rms[-1],
    ),
    "diverged.why.long_steps": (
        run({"learning_rate": 10.0}), run({"init_scale": 3.0}), lambda r: r.h.train_loss[0] < 5,
    ),
    "symmetric.all_zero": (
        run({"initializer": "zeros"}), run({"init_scale": 1e-3}), lambda r: not r.h.signal[0].any(),
    ),
    "symmetric.all_alike": (
        run({**TANH, "init_scale": 1e-50}), run({"init_scale": 1e-3}),
        lambda r: all((w == w[:, :1]).all() for w in r.trainer.network.weights[:-1]),
    ),
    "death_manner.flat_everywhere": (
        run({"activation": "=0*z"}, 5), run({"bias_init": -20.0}, 5),
        lambda r: not ACTIVATIONS[r.s.config.activations[0]].slope(np.linspace(-50, 50, 99)).any(),
    ),
    "death_manner.born_dead_by_zeros": (
        run({"initializer": "zeros", "hidden": (1, 1)}), run({"bias_init": -2.0}),
        lambda r: not any(weights.any() for weights in r.trainer.network.weights[:-1]),
    ),
    "death_manner.faint_signal": (
        run({"init_scale": 0.1}), run({"learning_rate": 1.0}), lambda r: r.h.signal[0, -2] < 0.1 * r.h.signal[0, 0],
    ),
    "death_manner.at_the_brink": (
        run({"learning_rate": 1.0}, tiny_steps=True), run({"init_scale": 0.1}),
        lambda r: r.h.signal[0, -2] > 0.1 * r.h.signal[0, 0] and np.median([c.update_ratio for c in r.causes]) < 1e-4,
    ),
    "death_manner.killed_in_narrow_layers": (
        run({"hidden": (3,) * 4, "dataset": "moons"}), run({"learning_rate": 1.0}),
        lambda r: max(len(units.dead) for units in r.s.units) <= 4 and bool(r.causes),
    ),
    "death_manner.born_dead_by_bias": (
        run({"bias_init": -2.0}), run({"hidden": (12,) * 30}),
        lambda r: np.mean(r.since == 0) >= 0.5 and r.trainer.initial_config.bias_init < 0,
    ),
    "death_manner.born_dead": (
        run({"hidden": (2,) * 10}), run({"learning_rate": 1.0}), lambda r: np.mean(r.since == 0) >= 0.5,
    ),
    "death_manner.killed_from_below": (
        run({"weight_decay": 1.0}), run({"learning_rate": 1.0}),
        lambda r: np.mean([abs(c.inputs) > abs(c.own) for c in r.causes]) > 0.5,
    ),
    "death_manner.killed_by_a_large_step": (
        run({"learning_rate": 1.0}), run({"init_scale": 0.1}),
        lambda r: np.median([c.update_ratio for c in r.causes if abs(c.own) > abs(c.inputs)]) > 1e-2,
    ),
    "death_manner.killed_by_steps": (
        run({"hidden": (8,) * 3, "dataset": "moons", "learning_rate": 0.05, "seed": 1}), run({"learning_rate": 1.0}),
        lambda r: max(c.update_ratio for c in r.causes if abs(c.own) > abs(c.inputs)) <= 1e-2,
    ),
    "death_manner.died_in_a_spike": (
        run({"learning_rate": 100.0}, without_causes=True), run({"weight_decay": 1.0}, without_causes=True),
        lambda r: r.h.loss_high.max() > 4 * r.trainer.facts.chance_loss,
    ),
    "death_manner.died": (
        run({"weight_decay": 1.0}, without_causes=True), run({"bias_init": -2.0}, without_causes=True),
        lambda r: np.mean(r.since > 0) > 0.5,
    ),
    "dead_layer.constant": (
        run({"learning_rate": 1.0}), run({"activation": "=where(z>0, 1, 0)"}, 5),
        lambda r: len(set(ACTIVATIONS[r.s.config.activations[0]].value(np.array([-9.0, -1.0])))) == 1 and not of_two(r),
    ),
    "dead_layer.no_slope": (
        run({"activation": "=where(z>0, 1, 0)"}, 5), run({"learning_rate": 1.0}), lambda r: of_two(r),
    ),
    "dead_units.harmless": (
        run({"learning_rate": 0.35, "momentum": 0.5}), run({"weight_decay": 1.0}), lambda r: r.guess < 0.5,
    ),
    "dead_units.no_gradient": (
        run({"weight_decay": 1.0}), run({"learning_rate": 0.35, "momentum": 0.5}), lambda r: r.guess >= 0.5,
    ),
    "exploding.function_overflows": (
        run(SOFTPLUS, 0, data=large), run({"hidden": (8, 8)}, 0, data=large), value_overflows,
    ),
    "exploding.overflows": (
        run({"activation": "=z**3", "hidden": (16,) * 8}, 0), run({"init_scale": 3.0}, 0),
        lambda r: not np.isfinite(r.s.gradient_norms).all(),
    ),
    "exploding.gradient_grows": (
        run({**TANH, "init_scale": 2.0, "hidden": (64,) * 60, "learning_rate": 1e-3, "seed": 1}, 3),
        run({**TANH, "hidden": (32,) * 8}, 20),
        lambda r: r.rms[0] / r.rms[-1] > 70 and r.s.loss > r.trainer.facts.chance_loss,
    ),
    "exploding.function_grows": (
        run({"activation": "=z*z", "hidden": (12,) * 4, "clip_norm": 0.1}, 5),
        run({"init_scale": 3.0, "clip_norm": 1.0}),
        lambda r: r.guess > 5 and ACTIVATIONS[r.s.config.activations[0]].slope(10.0) > 1.5,
    ),
    "exploding.signal_grows": (
        run({"init_scale": 3.0, "clip_norm": 1.0}), run({"init_scale": 1.2, "clip_norm": 1.0}),
        lambda r: r.guess > 5 and r.h.signal[0, -1] > 10,
    ),
    "rate_too_large.overshoots": (
        run({**TANH, "learning_rate": 10.0}), run({**TANH, "learning_rate": 0.01}),
        lambda r: r.h.loss[-40:].mean() > max(r.h.train_loss[0], r.trainer.facts.chance_loss),
    ),
    "rate_too_large.too_sure": (
        run({**ADAM, "learning_rate": 0.1}, 150), run({**ADAM, "learning_rate": 0.001}, 150),
        lambda r: r.s.accuracy > 0.8 and r.guess > 0.97,
    ),
    "saturation.small_slopes": (
        run(LARGE), run(TANH, 20), lambda r: max(u.saturated_fraction.mean() for u in r.s.units) > 0.5,
    ),
    "saturation.why.from_the_start": (run(LARGE), run(FAST), lambda r: r.slopes[0] < 0.5),
    "saturation.why.by_the_biases": (
        run({**TANH, "bias_init": 3.0, "hidden": (12,) * 4}, 0), run({**TANH, "init_scale": 10.0, "hidden": (12,) * 4}),
        lambda r: r.slopes[0] < 0.5 and r.trainer.initial_config.bias_init > 0,
    ),
    "saturation.why.by_steps": (run(FAST), run(LARGE), lambda r: r.slopes[1] < 0.5 * r.slopes[0]),
    "saturation.why.not_known": (
        run({**TANH, "init_scale": 10.0}, 20, change=(("activation", "softsign"),), more=1),
        run({**TANH, "init_scale": 10.0, "hidden": (12,) * 4}),
        lambda r: r.trainer.initial_config.activation != r.s.config.activation,
    ),
    "vanishing.gradient": (
        run(SIGMOID), run({**SIGMOID, "hidden": (12,) * 3, "learning_rate": 0.5}),
        lambda r: r.rms[0] / r.rms[-1] < 1e-3,
    ),
    "vanishing.no_gradient": (
        run({**SHALLOW, "activation": "silu", "bias_init": -100.0}, 20),
        run({**SHALLOW, "activation": "silu", "bias_init": -2.0}, 20), lambda r: not r.s.gradient_norms.any(),
    ),
    "vanishing.backward": (
        run({**DIGITS, **TANH, "hidden": (32,) * 12, "init_scale": 0.5}, 0),
        run({**DIGITS, **TANH, "hidden": (32,) * 12}, 0), lambda r: r.s.backward[0] / r.s.backward[-1] < 1e-3,
    ),
    "vanishing.forward": (
        run({"hidden": (64,) * 60, "vanishing_below": 0.025}, 0), run({"hidden": (64,) * 60}, 0),
        lambda r: r.s.signal[-2] / r.s.signal[0] < r.s.config.vanishing_below,
    ),
    "vanishing.why.flattened": (
        run({"activation": "leaky_relu", "learning_rate": 3.0}), run({"activation": "=0.3*z", "hidden": (12,) * 20}),
        lambda r: r.slopes[1] < 0.5 * r.slopes[0],
    ),
    "vanishing.why.by_decay": (
        run({"weight_decay": 0.3, "hidden": (16,) * 3, "activation": "elu", "dataset": "plane"}, 1000), run(SIGMOID),
        lambda r: r.s.config.weight_decay * r.s.step * r.s.config.learning_rate > 3,
    ),
    "vanishing.why.faded": (
        run({"activation": "leaky_relu", "learning_rate": 3.0}, 200), run(SIGMOID),
        lambda r: r.h.backward[0, 0] > 0.1 * r.h.backward[0, -1] > 0,
    ),
    "vanishing.why.fitting_weights_at_the_start": (
        run({"activation": "leaky_relu", "hidden": (8,) * 60, "learning_rate": 0.01}, 300),
        run({**TANH, "initializer": "normal", "hidden": (12,) * 30}), lambda r: np.median(r.h.start.factors[0]) > 1.0,
    ),
    "vanishing.why.weights_at_the_start": (
        run({**TANH, "initializer": "normal", "hidden": (12,) * 30}), run(SIGMOID),
        lambda r: np.median(r.h.start.factors[0]) < np.median(r.h.start.factors[1]),
    ),
    "vanishing.why.weights_now": (
        run({**TANH, "weight_decay": 1.0}, 200, change=(("activation", "elu"),), more=200),
        run({**TANH, "initializer": "normal", "hidden": (12,) * 30}),
        lambda r: np.median(r.s.weight_factors) < 0.5 < np.median(r.h.start.factors[0]),
    ),
    "vanishing.why.enlarged_at_the_start": (
        run({**DEEP_ELU, "init_scale": 2.2}, 300), run({**SIGMOID, "hidden": (12,) * 8}),
        lambda r: r.h.train_loss[0] > 20 * r.trainer.facts.chance_loss and r.s.backward_ratio < 1e-3,
    ),
    "vanishing.why.biases": (
        run({**SHALLOW, "activation": "gelu", "bias_init": -20.0}, 20), run(SIGMOID),
        lambda r: abs(r.trainer.network.biases[0]).max() > 19,
    ),
    "vanishing.why.slopes": (
        run(SIGMOID), run({**TANH, "initializer": "normal", "hidden": (12,) * 30}),
        lambda r: r.slopes[1] < 0.3 < np.median(r.s.weight_factors),
    ),
    "rate_too_small.short_steps": (
        run({"learning_rate": 1e-5}), run({"learning_rate": 1e-2}),
        lambda r: np.median(r.s.update_ratios) < 1e-5 and r.s.gradient_norms.max() > 1e-2,
    ),
    "rate_too_small.clipped": (
        run({"clip_norm": 1e-5}), run({"learning_rate": 1e-5}),
        lambda r: 0 < r.s.config.clip_norm < 1e-3 * r.s.gradient_norms.max(),
    ),
    "not_learning.why.little_arrives": (
        run({**SIGMOID, "dataset": "digits", "hidden": (16,) * 8}, 500), run({**TANH, "noise": 1.0}),
        lambda r: r.s.backward[0] / r.s.backward[-1] < 1e-3,
    ),
    "not_learning.like_guessing": (
        run({**TANH, "noise": 1.0}), run(TANH), lambda r: r.guess > 0.97,
    ),
    "not_learning.why.linear": (
        run(LINEAR), run({**TANH, "noise": 1.0}),
        lambda r: np.ptp(ACTIVATIONS[r.s.config.activations[0]].slope(np.linspace(-9, 9, 99))) == 0,
    ),
    "not_learning.why.after_a_spike": (
        run({**TANH, "learning_rate": 10.0}), run({**TANH, "noise": 1.0}),
        lambda r: r.h.loss_high.max() > 4 * r.trainer.facts.chance_loss,
    ),
    "not_learning.why.still_falls": (
        run({**SHALLOW, "optimizer": "adam", "learning_rate": 0.003}, 1000, data=tiny_targets),
        run({**TANH, "noise": 1.0}),
        lambda r: r.s.loss < 0.9 * r.whole_half_ago,
    ),
    "not_learning.why.weak_from_the_start": (
        run({"hidden": (8,) * 60, "activation": "leaky_relu", "initializer": "he_uniform", "learning_rate": 0.01}, 300),
        run({**TANH, "noise": 1.0}), lambda r: r.h.backward[0, 0] < 1e-3 * r.h.backward[0, -1],
    ),
    "not_learning.why.flattened": (
        run({"activation": "leaky_relu", "learning_rate": 3.0}), run({**TANH, "noise": 1.0}),
        lambda r: r.slopes[1] < 0.5 * r.slopes[0],
    ),
    "not_learning.why.hardly_a_gradient": (
        run({**SIGMOID, "hidden": (12,) * 30}), run({**TANH, "noise": 1.0}), lambda r: r.rms[0] * np.sqrt(24) < 1e-6,
    ),
    "not_learning.why.faded": (
        run({"activation": "leaky_relu", "learning_rate": 0.35, "hidden": (12,) * 15, "seed": 2}),
        run({**TANH, "noise": 1.0}),
        lambda r: r.h.backward[0, 0] / r.h.backward[0, -1] > 30 * r.s.backward[0] / r.s.backward[-1],
    ),
    "not_learning.why.short_steps": (
        run({"learning_rate": 1e-5}, 600), run({**TANH, "noise": 1.0}), lambda r: np.median(r.s.update_ratios) < 1e-4,
    ),
    "not_learning.why.a_gradient_arrives": (
        run({**SIGMOID, "hidden": (12,) * 3, "learning_rate": 0.3}), run({**SIGMOID, "hidden": (12,) * 30}),
        lambda r: r.rms[0] > 1e-6,
    ),
    "not_learning.why.enlarged_at_the_start": (
        run({**DEEP_ELU, "init_scale": 2.2}, 300), run({**DEEP_ELU, "hidden": (20,) * 5}, 300),
        lambda r: r.h.train_loss[0] > 20 * r.trainer.facts.chance_loss and r.guess > 0.97,
    ),
    "not_learning.why.mixed": (
        run({**TANH, "noise": 1.0}), run({**SIGMOID, "hidden": (12,) * 3, "learning_rate": 0.3}),
        lambda r: r.s.config.noise == 1.0,
    ),
    "plateau.no_lower": (
        run(STUCK, 20_000, data=xor), run({**STUCK, "seed": 0}, 20_000, data=xor),
        lambda r: r.whole_half_ago - r.s.loss < 0.005 * r.trainer.facts.chance_loss < 0.05 * r.s.loss,
    ),
    "plateau.hardly_lower": (
        run({**TANH, **SHALLOW, "dataset": "spiral", "learning_rate": 0.004}, 600), run(STUCK, 20_000, data=xor),
        lambda r: r.half_ago[0] > r.half_ago[1] + 0.005 and r.guess > 0.9,
    ),
    "plateau.up_and_down": (
        run({**TANH, **SHALLOW, "noise": 0.4, "learning_rate": 1.0, "batch_size": 16}, 1500),
        run(STUCK, 20_000, data=xor),
        lambda r: r.half_ago[0] - r.half_ago[1] < 0.025 < r.whole_half_ago - r.s.loss,
    ),
    "plateau.why.linear": (
        run({**LINEAR, "dataset": "moons", "noise": 0.4}, 1500), run(STUCK, 20_000, data=xor),
        lambda r: np.ptp(ACTIVATIONS[r.s.config.activations[0]].slope(np.linspace(-9, 9, 99))) == 0,
    ),
    "plateau.why.long_steps": (
        run({**TANH, **SHALLOW, "noise": 0.4, "learning_rate": 1.0, "batch_size": 16}, 1500),
        run(STUCK, 20_000, data=xor), lambda r: r.s.update_ratios.max() > 0.03,
    ),
    "plateau.why.mixed": (
        run({"noise": 1.0, "hidden": (16,) * 3}, 600), run({**TANH, **SHALLOW, "noise": 0.5}, 1500),
        lambda r: r.s.config.noise == 1.0,
    ),
    "plateau.why.noisy": (
        run({**TANH, **SHALLOW, "noise": 0.5}, 1500),
        run({**TANH, **SHALLOW, "dataset": "spiral", "learning_rate": 0.004}, 600),
        lambda r: r.s.config.noise == 0.5 and r.guess > 0.5,
    ),
    "plateau.why.at_rest": (
        run(STUCK, 20_000, data=xor), run({**TANH, **SHALLOW, "dataset": "spiral", "learning_rate": 0.004}, 600),
        lambda r: r.s.gradient_norms.max() < 0.01,
    ),
    "plateau.why.pushed": (
        run({**TANH, **SHALLOW, "dataset": "spiral", "learning_rate": 0.004}, 600), run(STUCK, 20_000, data=xor),
        lambda r: r.s.gradient_norms.max() > 0.01,
    ),
    "overfitting.test_loss_has_risen": (
        run(NOISY), run({"noise": 0.1}), lambda r: r.s.test_loss > np.nanmin(r.h.test_loss) + 0.1,
    ),
    "overfitting.test_accuracy_is_lower": (
        run({"dataset": "digits", "n_examples": 60, "test_fraction": 0.5, "hidden": (64,)}, 300),
        run({"dataset": "digits", "n_examples": 1797, "hidden": (64,)}, 300),
        lambda r: r.s.accuracy - r.s.test_accuracy > 0.2,
    ),
    "overfitting.why.remembers": (
        run(NOISY), run(FEWER_WEIGHTS, 3000), lambda r: r.trainer.facts.n_weights > len(r.trainer.train_x),
    ),
    "overfitting.why.fits_noise": (
        run(FEWER_WEIGHTS, 3000), run(NOISY), lambda r: r.trainer.facts.n_weights < len(r.trainer.train_x),
    ),
    "healthy.ready": (run(TANH, 0), run(TANH, 1), lambda r: r.s.step == 0),
    "alike_inputs.one_point": (
        run(TANH, 0, data=one_point), run(TANH, 0, data=one_class), lambda r: not np.ptp(r.trainer.train_x),
    ),
    "alike_targets.one_class": (
        run(TANH, 100, data=one_class), run(TANH, 100, data=rare_class), lambda r: len(set(r.trainer.train_y)) == 1,
    ),
    "alike_targets.one_target": (
        run(TANH, 100, data=one_target), run(TANH, 100, data=huge), lambda r: not np.ptp(r.trainer.train_y),
    ),
    "saturation.why.by_the_inputs": (
        run(TANH, 0, data=large), run(LARGE, 0),
        lambda r: r.h.start.factors[1][0] < 0.5 and abs(r.trainer.train_x).max() > 100,
    ),
    "healthy.learned": (run({}), run({}, 20), lambda r: r.guess < 0.5),
    "healthy.too_early": (
        run({**SHALLOW, "activation": "leaky_relu", "learning_rate": 5.0}, 3), run(TANH, 5), lambda r: r.guess > 1.5,
    ),
    "healthy.falling": (
        run({**TANH, "hidden": (12,), "learning_rate": 0.1}, 150), run(STUCK, 20_000, data=xor),
        lambda r: r.half_ago[0] > r.half_ago[1] + 0.01 and r.guess > 0.5,
    ),
    "healthy.not_yet": (run(TANH, 5), run(TANH), lambda r: r.s.step > 0 and r.guess >= 0.5),
    "healthy.dead.few": (run({}), run(TANH), lambda r: 0 < r.s.n_dead < 9),
    "exploding.weights_overflow": (
        run({"hidden": (8,) * 25, "init_scale": 100.0}, 0), run({"activation": "=z**3", "hidden": (16,) * 8}, 0),
        lambda r: abs(r.trainer.network.weights[1]).max() > 10,
    ),
    "vanishing.why.below_floats": (
        run({**TANH, **SHALLOW, "init_scale": 1e-25}, 0), run({**TANH, **SHALLOW, "init_scale": 1e-5}, 0),
        lambda r: r.s.gradient_norms[0] == 0.0,
    ),
}  # fmt: skip
CASES |= CHANGE_CASES | LEARNING_CASES | STRUCTURE_CASES
CASES |= {key: (of_settings(*said), of_settings(*near), check) for key, (said, near, check) in SCALE_CASES.items()}


def test_every_sentence_has_a_run_of_which_it_is_said_and_a_near_one():
    assert set(CASES) == set(SENTENCES)


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_is_said_where_it_is_true_and_not_of_a_near_run(key):
    said, near, check = CASES[key]
    assert key in said.said
    assert check(said)
    assert key not in near.said
    assert not check(near)


def test_every_rule_has_sentences_of_its_own_and_says_nothing_else():
    assert {key.split(".")[0] for key in SENTENCES} == {*RULES, "death_manner", "healthy"}
    for said, near, _ in CASES.values():
        for case in (said, near):
            for finding in diagnosis_of(case.trainer.facts, case.s, case.h).findings:
                assert finding.said
                assert all(key in SENTENCES for key in finding.said)
