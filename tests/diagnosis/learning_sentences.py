"""Runs for the sentences on what a network has learned, has lost again, or never could learn; see `test_sentences`."""

import numpy as np
from short_runs import run

TANH = {"activation": "tanh", "initializer": "xavier_normal"}
MOONS = {**TANH, "dataset": "moons", "hidden": (12, 12), "seed": 1}
NOISE = run({**TANH, "noise": 1.0})
LARGE = {**TANH, "dataset": "spiral", "hidden": (16,) * 5, "init_scale": 15.0}
MEMORY = {"dataset": "waves", "n_examples": 60, "noise": 0.4, "test_fraction": 0.5, "hidden": (48,) * 3}
LEARNING_CASES = {
    "death_manner.killed_by_large_weights": (
        run({"dataset": "spiral", "hidden": (12,) * 6, "init_scale": 2.2, "learning_rate": 0.0901, "seed": 8733}, 300),
        run({"learning_rate": 1.0}), lambda r: r.h.train_loss[0] > 20.0 and np.median(r.since) <= 10,
    ),
    "exploding.function_enlarges_the_gradient": (
        run({**TANH, "activation": "=z+sin(5*z)", "hidden": (16,) * 8, "learning_rate": 1e-4}, 3),
        run({**TANH, "init_scale": 2.0, "hidden": (64,) * 60, "learning_rate": 1e-3, "seed": 1}, 3),
        lambda r: r.rms[0] / r.rms[-1] > 70 and np.median(r.h.start.factors[1]) > 2.0,
    ),
    "vanishing.why.one_layer_flattened": (
        run({"dataset": "spiral", "noise": 1.0, "n_examples": 400, "hidden": (2, 60, 2, 20), "activation": "elu",
             "initializer": "orthogonal", "bias_init": 4.4, "learning_rate": 0.06, "batch_size": 128,
             "seed": 836507697}, 60),
        run({**TANH, "initializer": "normal", "hidden": (12,) * 30}),
        lambda r: r.s.slope_factors.min() < 1e-3 < 0.5 < min(*r.h.start.factors[1], np.median(r.s.slope_factors)),
    ),
    "not_learning.why.had_learned": (
        run({**MOONS, "weight_decay": 0.7, "learning_rate": 0.0102}, 300), NOISE,
        lambda r: r.h.train_loss.min() < 0.9 * r.trainer.facts.chance_loss and r.guess > 0.97,
    ),
    "not_learning.why.far_off_from_the_start": (
        run({**LARGE, "learning_rate": 0.003}, 300), NOISE,
        lambda r: min(r.s.loss, r.h.train_loss[0]) > 2.0 * r.trainer.facts.chance_loss,
    ),
    "overfitting.test_is_worse_than_guessing": (
        run({**MEMORY, "optimizer": "adam", "learning_rate": 0.0167, "seed": 5170}, 100), run({}),
        lambda r: r.guess < 0.5 and r.s.test_loss > r.trainer.facts.chance_loss,
    ),
    "healthy.test.test_loss_was_lower": (
        run({"dataset": "xor", "activation": "prelu", "initializer": "orthogonal", "optimizer": "adamw",
             "hidden": (12, 12), "learning_rate": 0.00241, "batch_size": 64, "seed": 4380}, 3000),
        run({}), lambda r: r.s.test_loss > 1.5 * np.nanmin(r.h.test_loss),
    ),
}  # fmt: skip
