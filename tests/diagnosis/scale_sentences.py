"""The cases of `test_sentences` on scale, weight decay, the test set and the columns of the data.

A case: the run of which the sentence is said and a near one of which it is not, as settings, steps and data, and a
check by the run's own numbers.
"""

import numpy as np

FLAT = {"hidden": (12, 12)}
RAW = {**FLAT, "standardize": False}
FLAT_TANH = {"activation": "tanh", "initializer": "xavier_normal"}
TOO_FLAT = {**RAW, "hidden": (12, 12, 12), "activation": "sigmoid", "initializer": "xavier_normal"}
DECAY = {"dataset": "spiral", "hidden": (8, 8), "activation": "tanh", "initializer": "xavier_normal"}
DECAY |= {"learning_rate": 0.3}
ADAMW = {"optimizer": "adamw", "learning_rate": 0.0139}
SIDE = {"hidden": (12, 12, 12), "activation": "hard_tanh", "learning_rate": 0.0342, "seed": 1214}
FITTED = {"dataset": "gaussians", "hidden": (24,) * 4, "activation": "leaky_relu"}
NOISY = {"test_fraction": 0.05, "noise": 0.8, "hidden": (32, 32), "optimizer": "adam", "learning_rate": 0.01}


def points():
    return np.random.default_rng(0).normal(size=(200, 2))


def circle(*scales):
    """Return a function that gives points in and around a circle, with inputs of these scales."""
    return lambda: (points() * scales, ((points() ** 2).sum(axis=1) < 1.3).astype(np.int64))


def log_normal():
    """Return points whose first input spans decades, and the class of the point by its logarithm."""
    x = np.random.default_rng(0).normal(size=(200, 2))
    return np.stack((np.exp(3.0 * x[:, 0]), x[:, 1]), axis=1), (x.sum(axis=1) > 0).astype(np.int64)


def values(mean, deviation):
    """Return a function that gives a regression with targets of about this mean and deviation."""
    return lambda: (points(), mean + deviation * np.tanh(points()[:, :1]))


def with_code(code):
    """Return a function that gives a regression with some inputs replaced by a code."""

    def data():
        x, y = values(0.0, 1.0)()
        x[::20, 0] = code
        return x, y

    return data


def sizes(r):
    """The inputs' root mean squares."""
    return np.sqrt((r.trainer.train_x**2).mean(axis=0))


def product(r):
    return r.s.config.learning_rate * r.s.config.weight_decay


SCALE_CASES = {
    "input_scale.saturates": (
        ({**RAW, **FLAT_TANH}, 400, circle(1e4, 1e4)), ({**RAW, **FLAT_TANH}, 400, circle(1.0, 1.0)),
        lambda r: sizes(r).max() > 10 and r.h.start.factors[1][0] < 0.1 and r.s.slope_factors[0] < 0.1,
    ),
    "vanishing.why.by_the_inputs": (
        (TOO_FLAT, 400, circle(1e4, 1e4)), (TOO_FLAT, 400, circle(1.0, 1.0)),
        lambda r: sizes(r).max() > 10 and r.s.slope_factors[0] < 0.1 * min(r.s.slope_factors[1:]),
    ),
    "input_scale.large": (
        (RAW, 400, circle(500.0, 500.0)), (RAW, 400, circle(1.0, 1.0)), lambda r: sizes(r).max() > 10,
    ),
    "input_scale.skewed": (
        ({**RAW, "activation": "sigmoid", "initializer": "xavier_normal", "learning_rate": 0.01}, 400, log_normal),
        (RAW, 400, circle(500.0, 500.0)),
        lambda r: np.ptp(np.quantile(r.trainer.train_x[:, 0], (0.25, 0.75))) < 0.2 * r.trainer.train_x[:, 0].std(),
    ),
    "input_scale.small": (
        (RAW, 1000, circle(1e-4, 1e-4)), (RAW, 1000, circle(0.5, 0.5)), lambda r: sizes(r).max() < 0.05,
    ),
    "input_scale.unlike": (
        (RAW, 2000, circle(1.0, 1e-3)), (RAW, 2000, circle(1.0, 0.3)),
        lambda r: sizes(r).max() > 100 * sizes(r).min() and sizes(r).max() < 10,
    ),
    "target_scale.far": (
        ({**FLAT, "optimizer": "adam", "learning_rate": 0.01}, 300, values(2000.0, 10.0)),
        (FLAT, 50, values(2000.0, 10.0)),
        lambda r: abs(r.trainer.train_y).max() > 10 and 10 < r.s.loss < r.h.train_loss[0],
    ),
    "target_scale.large": (
        (FLAT, 50, values(2000.0, 10.0)), (FLAT, 50, values(0.0, 1.0)),
        lambda r: abs(r.trainer.train_y).max() > 10,
    ),
    "target_scale.small": (
        ({**FLAT, "learning_rate": 1e-3}, 500, values(0.0, 1e-5)),
        ({**FLAT, "learning_rate": 1e-3}, 500, values(0.0, 1.0)),
        lambda r: abs(r.trainer.train_y).max() < 0.05,
    ),
    "target_scale.shifted": (
        ({**FLAT, "learning_rate": 1e-3}, 300, values(2.0, 0.02)),
        ({**FLAT, "learning_rate": 1e-3}, 300, values(2.0, 1.0)),
        lambda r: r.trainer.train_y.mean() > 5 * r.trainer.train_y.std(),
    ),
    "strong_decay.grows_weights": (
        ({**DECAY, "weight_decay": 10.0}, 60), ({**DECAY, "weight_decay": 3.0}, 60), lambda r: product(r) >= 2,
    ),
    "strong_decay.wipes_out": (
        ({**DECAY, "weight_decay": 3.0}, 60), ({**DECAY, "weight_decay": 0.01}, 60),
        lambda r: 0.1 < product(r) < 2 and abs(r.trainer.network.weights[0]).max() < 0.2,
    ),
    "strong_decay.outweighs": (
        ({**FLAT, "learning_rate": 0.01, "weight_decay": 5.0}, 300),
        ({**FLAT, "learning_rate": 0.01, "weight_decay": 0.1}, 300),
        lambda r: abs(r.trainer.network.weights[0]).max() < 0.1,
    ),
    "strong_decay.shrinks": (
        ({"dataset": "waves", "learning_rate": 0.0215, "weight_decay": 1.0, "hidden": (12,) * 5, "seed": 5967}, 55),
        ({"dataset": "digits", "hidden": (12, 12, 12), **ADAMW, "weight_decay": 5.0}, 800),
        lambda r: r.s.signal[0] / r.h.signal[0, 0] < 1.5 * (1.0 - product(r)) ** r.s.step,
    ),
    "strong_decay.holds": (
        ({"dataset": "digits", "hidden": (12, 12, 12), **ADAMW, "weight_decay": 5.0}, 800),
        ({"dataset": "digits", "hidden": (12, 12, 12), **ADAMW, "weight_decay": 0.01}, 800),
        lambda r: np.median(r.s.update_ratios) < product(r) and product(r) * r.s.step > 1,
    ),
    "strong_decay.rate.fast": (
        ({**ADAMW, "dataset": "waves", "hidden": (24, 24, 24), "learning_rate": 0.16, "weight_decay": 5.0}, 400),
        ({"dataset": "digits", "hidden": (12, 12, 12), **ADAMW, "weight_decay": 5.0}, 800),
        lambda r: r.s.config.learning_rate > 5 * 0.003,
    ),
    "saturation.why.biases_all_along": (
        ({**SIDE, "dataset": "spiral", "bias_init": -1.5}, 400), ({**SIDE, "dataset": "spiral"}, 400),
        lambda r: r.s.config.bias_init == -1.5,
    ),
    "saturation.harmless": (
        ({"hidden": (24,) * 5, "activation": "hard_tanh", "init_scale": 6.0, "initializer": "xavier_normal"}, 1500),
        ({"hidden": (24,) * 5, "activation": "hard_tanh", "initializer": "xavier_normal"}, 1500),
        lambda r: r.h.start.factors[1].min() < 0.4 and r.s.loss < 0.5 * r.trainer.facts.chance_loss,
    ),
    "overfitting.why.by_large_weights": (
        ({"dataset": "digits", "hidden": (32, 32), **FLAT_TANH, "init_scale": 6.0}, 400),
        ({"dataset": "digits", "hidden": (32, 32), **FLAT_TANH, "n_examples": 60, "test_fraction": 0.5}, 400),
        lambda r: r.h.start.factors[1].max() < 0.5,
    ),
    "healthy.nothing_left": (
        ({**FITTED, "optimizer": "rmsprop", "learning_rate": 0.3}, 600), (FITTED, 600),
        lambda r: r.s.loss == 0 and not r.s.gradient_norms.any(),
    ),
    "unfit_test.lacks_a_class": (
        ({**DECAY, "n_examples": 10, "dataset": "digits", "test_fraction": 0.9}, 20),
        ({**DECAY, "n_examples": 100, "dataset": "digits"}, 20),
        lambda r: not set(r.trainer.test_y.tolist()) <= set(r.trainer.train_y.tolist()),
    ),
    "unfit_test.rests_on_few": (
        ({**NOISY, "n_examples": 60}, 2000), ({**NOISY, "n_examples": 400}, 2000), lambda r: len(r.trainer.test_x) < 10,
    ),
    "unfit_test.untested_class": (
        ({**DECAY, "n_examples": 40, "dataset": "digits", "learning_rate": 0.1}, 20), ({**DECAY, "n_examples": 40}, 20),
        lambda r: not set(r.trainer.train_y.tolist()) <= set(r.trainer.test_y.tolist()),
    ),
    "odd_columns.odd_values": (
        (FLAT, 100, with_code(-999.0)), (FLAT, 100, with_code(0.1)), lambda r: (r.trainer.train_x == -999).sum() > 1,
    ),
    "odd_columns.why.large_by_odd_values": (
        (RAW, 100, with_code(-999.0)), (RAW, 100, with_code(0.1)), lambda r: abs(r.trainer.train_x).max() == 999,
    ),
    "odd_columns.why.far_away": (
        (RAW, 100, with_code(-30.0)), (FLAT, 100, with_code(-999.0)), lambda r: not r.s.config.standardize,
    ),
    "odd_columns.why.pressed_together": (
        (FLAT, 100, with_code(-999.0)), (FLAT, 100, values(0.0, 1.0)),
        lambda r: r.trainer.train_x[1:20, 0].std() < 0.2 * r.trainer.train_x[:, 0].std(),
    ),
}  # fmt: skip
