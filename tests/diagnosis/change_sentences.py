"""The cases of `test_sentences` on runs whose settings were changed while they trained; see there."""

import numpy as np
from short_runs import run

SIGMOID = {"activation": "sigmoid", "initializer": "xavier_normal"}
TANH = {"activation": "tanh", "initializer": "xavier_normal"}
FAST = {**TANH, "optimizer": "adam", "learning_rate": 0.1}

CHANGE_CASES = {
    "death_manner.killed_before_a_change": (
        run({"learning_rate": 20.0}, 3, change=(("learning_rate", 0.1),), more=300), run({"learning_rate": 1.0}),
        lambda r: bool(r.h.changes) and np.mean(r.since <= r.h.changes[0].step) > 0.5,
    ),
    "rate_too_large.overshot_before": (
        run({**SIGMOID, "hidden": (16,) * 3, "learning_rate": 300.0}, 20, change=(("learning_rate", 0.1),), more=800),
        run({**TANH, "learning_rate": 10.0}), lambda r: bool(r.h.changes) and r.h.train_loss.max() > r.s.loss > 1,
    ),
    "saturation.why.by_former_steps": (
        run({**TANH, "learning_rate": 100.0}, 10, change=(("learning_rate", 0.1),), more=400), run(FAST),
        lambda r: bool(r.h.changes) and r.slopes[1] < 0.5 * r.slopes[0],
    ),
    "vanishing.why.flattened_before": (
        run({**TANH, "learning_rate": 100.0}, 10, change=(("learning_rate", 0.1),), more=400),
        run({"activation": "leaky_relu", "learning_rate": 3.0}),
        lambda r: bool(r.h.changes) and r.slopes[1] < 0.5 * r.slopes[0],
    ),
    "not_learning.why.after_an_earlier_spike": (
        run({"learning_rate": 20.0}, 3, change=(("learning_rate", 0.1),), more=400),
        run({**TANH, "learning_rate": 10.0}),
        lambda r: bool(r.h.changes) and r.h.loss_high.argmax() <= r.h.changes[0].step,
    ),
    "not_learning.why.flattened_before": (
        run({"activation": "leaky_relu", "learning_rate": 3.0}, 400, change=(("learning_rate", 0.1),), more=400),
        run({"activation": "leaky_relu", "learning_rate": 3.0}),
        lambda r: bool(r.h.changes) and r.slopes[1] < 0.5 * r.slopes[0],
    ),
    "diverged.why.ruined_before": (
        run({"hidden": (16,) * 4, "learning_rate": 20.0}, 300, change=(("learning_rate", 0.1),), more=50),
        run({"activation": "leaky_relu"}, 100, change=(("learning_rate", 10.0),), more=300),
        lambda r: r.h.changes[0].before.learning_rate == 20.0,
    ),
    "diverged.why.long_steps_since": (
        run({"activation": "leaky_relu"}, 100, change=(("learning_rate", 10.0),), more=300),
        run({"hidden": (16,) * 4, "learning_rate": 20.0}),
        lambda r: bool(r.h.changes) and r.s.step > r.h.changes[-1].step,
    ),
    "not_learning.why.had_learned_before": (
        run({"dataset": "digits", "hidden": (32,) * 6}, 500, change=(("activation", "sigmoid"),), more=1000),
        run({**TANH, "noise": 1.0}), lambda r: r.h.train_loss.min() < 0.5 * r.trainer.facts.chance_loss,
    ),
    "death_manner.switched_off": (
        run({**TANH, "bias_init": -3.0}, 20, change=(("activation", "relu"),)),
        run({"bias_init": -3.0}, 20, change=(("learning_rate", 0.01),)),
        lambda r: np.mean(r.since == 20) >= 0.5 and r.s.config.activation != r.trainer.initial_config.activation,
    ),
}  # fmt: skip
