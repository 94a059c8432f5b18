"""The cases of `test_sentences` on networks with normalisation, skips and dropout; see there."""

import numpy as np
from short_runs import run

BATCH = {"normalization": "batch"}
AFTER = {**BATCH, "normalization_place": "after", "bias_init": -2.0, "hidden": (12,) * 8}
SIGMOID = {"activation": "sigmoid", "initializer": "xavier_normal"}
PAIRS = {**BATCH, "batch_size": 2, "hidden": (16,) * 2}
SKIPS = {"residual": 1, "hidden": (12,) * 50, "learning_rate": 0.02}
TANH_SKIPS = {"residual": 1, "hidden": (16,) * 30, "activation": "tanh", "initializer": "xavier_normal"}
ADAM = {"optimizer": "adam", "learning_rate": 0.001}
NARROW = {"hidden": (4,) * 4, "dropout": 0.5}


def behind(r):
    """How many times as large as that of the latest batches the loss by the running statistics is."""
    return r.s.loss / r.h.loss[-40:].mean()


def dead_by_statistics(r):
    """How many units are dead in the census and had a slope on the latest batch."""
    known = zip(r.s.units, r.s.structure.dead_in_batch, strict=True)
    return sum(int((units.dead & ~batch).sum()) for units, batch in known)


def constants(r):
    return sum(int((variances < 1e-5).sum()) for variances in r.s.structure.batch_variances)


STRUCTURE_CASES = {
    "batch_statistics.two_alike": (
        run(PAIRS), run({**PAIRS, "batch_size": 32}), lambda r: np.median(r.s.normalization_factors) < 0.2,
    ),
    "batch_statistics.loss_is_behind": (
        run(AFTER, 300), run({**BATCH, "hidden": (16,) * 4}), lambda r: behind(r) > 1.5,
    ),
    "batch_statistics.dead_by_statistics": (
        run({**AFTER, "normalization_place": "before"}, 1), run({**AFTER, "normalization_place": "before"}, 300),
        lambda r: dead_by_statistics(r) > 50,
    ),
    "batch_statistics.tiny_batch": (
        run({**SIGMOID, **BATCH, "batch_size": 4}, 600), run({**SIGMOID, **BATCH}, 600), lambda r: r.guess > 0.9,
    ),
    "batch_statistics.why.constants": (
        run(AFTER, 300), run({**AFTER, "bias_init": 0.0}, 1), lambda r: constants(r) > 9,
    ),
    "batch_statistics.why.chance": (run(PAIRS), run(AFTER, 300), lambda r: r.s.config.batch_size <= 4),
    "batch_statistics.why.first_steps": (
        run({**AFTER, "normalization_place": "before"}, 1), run({**SIGMOID, **BATCH}, 300), lambda r: r.s.step < 50,
    ),
    "batch_statistics.why.moving_on": (
        run({**SIGMOID, **BATCH}, 300), run({**AFTER, "normalization_place": "before"}, 1),
        lambda r: r.s.step > 50 and behind(r) > 1.5,
    ),
    "dropout.whole_layers": (
        run(NARROW, 600), run({**NARROW, "hidden": (32,) * 2}, 600),
        lambda r: 1 - np.prod([1 - 0.5**n for n in r.trainer.facts.sizes[1:-1]]) > 0.1 and r.guess > 0.9,
    ),
    "dropout.no_better_than_guessing": (
        run({"dataset": "waves", "hidden": (24,) * 3, "dropout": 0.7, "batch_size": 8, **ADAM}, 600),
        run({"dataset": "waves", "hidden": (24,) * 3, "dropout": 0.1, "batch_size": 8, **ADAM}, 600),
        lambda r: r.h.loss[-40:].mean() > max(r.trainer.facts.chance_loss, r.s.loss) and r.guess > 0.9,
    ),
    "dropout.much": (
        run({"hidden": (16,) * 8, "dropout": 0.5, "dataset": "digits"}, 800),
        run({"hidden": (16,) * 3, "dropout": 0.2, "dataset": "moons"}, 800),
        lambda r: (1 - r.s.config.dropout) ** -len(r.s.units) > 100 and r.guess > 0.9,
    ),
    "diverged.why.skips_enlarge": (
        run(SKIPS, 5), run({**SKIPS, "residual_scale": "learned", "learning_rate": 20.0}, 5),
        lambda r: r.h.signal[0, -2] > 1e6 * r.h.signal[0, 0],
    ),
    "diverged.why.unmoved_statistics": (
        run({**BATCH, "hidden": (12,) * 6, "activation": "=exp(z)"}, 5),
        run({"hidden": (16,) * 4, "learning_rate": 20.0}), lambda r: r.s.step == 0 and not np.isfinite(r.s.loss),
    ),
    "exploding.skips_enlarge": (
        run(SKIPS, 0), run({"init_scale": 3.0}, 0), lambda r: r.h.signal[0, -2] > 1e6 * r.h.signal[0, 0],
    ),
    "exploding.normalized_gradient_grows": (
        run({**BATCH, "hidden": (16,) * 40}, 1), run({**BATCH, "hidden": (16,) * 4}, 1),
        lambda r: np.prod(r.s.gains) > 70,
    ),
    "saturation.why.by_skips": (
        run(TANH_SKIPS, 500), run({**TANH_SKIPS, "residual": 0, "init_scale": 8.0, "hidden": (16,) * 4}, 500),
        lambda r: r.h.signal[0, -2] > 4 * r.h.signal[0, 0],
    ),
    "vanishing.why.batch_of_two": (
        run({**PAIRS, "hidden": (16,) * 4}), run({"activation": "sigmoid", "initializer": "xavier_normal"}),
        lambda r: np.median(r.s.normalization_factors) < 0.2,
    ),
    "vanishing.why.weights_and_normalization": (
        run({"normalization": "layer", "init_scale": 0.02, "hidden": (16,) * 6}, 300), run({"init_scale": 0.1}, 300),
        lambda r: np.median(r.s.weight_factors * r.s.normalization_factors) < 2 * np.median(r.s.slope_factors)
        and (r.s.normalization_factors > 1.5).all(),
    ),
    "death_manner.dead_by_first_statistics": (
        run(AFTER, 1), run({"bias_init": -2.0}, 1),
        lambda r: np.mean(r.since == 0) >= 0.5 and r.s.structure is not None,
    ),
    "healthy.dead.by_unmoved_statistics": (
        run({**AFTER, "normalization_place": "before"}, 0), run({**AFTER, "normalization": "none"}, 0),
        lambda r: r.s.n_dead > 50 and not r.s.structure.dead_in_batch if r.s.structure else False,
    ),
}  # fmt: skip
