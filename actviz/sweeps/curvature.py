"""Learning rate times curvature: on a map with a learning rate, the line beyond which gradient descent overshoots.

Near a point, gradient descent with rate η and momentum β shrinks what lies along an eigenvector of the loss's Hessian
only where η λ < 2 (1 + β) holds for its eigenvalue λ (B. T. Polyak 1964; with β = 0 it is the rule of every textbook).
The line is for the largest λ before the first step, measured on the training examples. A network may still train beyond
it, where the curvature falls during training, and may diverge before it, where it rises.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.sweeps.axis import Axis
from actviz.sweeps.sweep import Place, Sweep
from actviz.sweeps.theory_lines import TheoryLine, line_along, place_on
from actviz.training.config.config import RunConfig
from actviz.training.trainer import Trainer
from actviz.translation import tr

LEAST_ROUNDS, ROUNDS = 8, 60  # of Lanczos's method
SETTLED = 1e-3  # the eigenvalue changes by a smaller share in a round
APART = 1e-7  # how far the two points of a difference are from the middle: few kinks lie between them
MOST_EXAMPLES = 1000
RATE = "learning_rate"
Progress = Callable[[float], None]  # given the share done; raises to stop


def has_curvature_line(sweep: Sweep) -> bool:
    """Return whether a sweep has a learning rate as an axis, and runs for which the rule holds."""
    at = _rate_axis(sweep)
    return at is not None and any(_descends(config) for config in _along_the_other(sweep, at))


def curvature_lines(sweep: Sweep, progress: Progress = lambda _done: None) -> tuple[TheoryLine, ...]:
    """Return the line learning rate × curvature = 2, measured for each value of the other axis.

    It has a gap where the rule does not hold, and there is none where it holds nowhere. This trains nothing, but
    takes some hundred gradients for each value.
    """
    at = _rate_axis(sweep)
    if at is None:
        return ()
    configs = _along_the_other(sweep, at)
    places = []
    for j, config in enumerate(configs):
        largest = largest_curvature(config, partial(_tell, progress, j, len(configs))) if _descends(config) else 0.0
        places.append(_place(sweep.axes[at], 2.0 * (1.0 + config.momentum) / largest if largest > 0 else np.inf))
    if not np.isfinite(places).any():
        return ()
    without = all(config.momentum == 0.0 for config in configs)
    bound = tr("rate × curvature = 2") if without else tr("rate × curvature = 2 (1 + momentum)")
    return (line_along(bound, np.array(places), at),)


def _rate_axis(sweep: Sweep) -> int | None:
    """Return which axis has learning rates that rise or fall; None without one."""
    return next((i for i, axis in enumerate(sweep.axes) if axis.field == RATE and axis.is_ordered), None)


def _along_the_other(sweep: Sweep, at: int) -> list[RunConfig]:
    return [sweep.config(Place(*((0, j) if at == 0 else (j, 0)), 0)) for j in range(sweep.shape[1 - at])]


def _descends(config: RunConfig) -> bool:
    """Return whether a run is plain gradient descent on a plain network, to which the rule applies."""
    altered = config.nesterov or config.weight_decay or config.clip_norm or config.schedule != "constant"
    return config.optimizer == "sgd" and config.architecture.is_plain and not altered and not config.warmup_steps


def _tell(progress: Progress, j: int, n: int, share: float) -> None:
    progress((j + share) / n)


def _place(axis: Axis, rate: float) -> float:
    return place_on(axis, rate) if np.isfinite(rate) else float("nan")


def largest_curvature(config: RunConfig, progress: Progress = lambda _done: None) -> float:
    """Return the largest eigenvalue of the loss's Hessian before the first step, by the method of Lanczos in float64.

    The product of the Hessian and a direction is the difference of two gradients over their distance; ReLU's kinks,
    where there is no second derivative, are passed over. At most the first 1,000 training examples are used. A value
    that is not positive and finite means that no rate is bounded by it.
    """
    trainer = Trainer(config, dtype="float64", causes=False)
    network, x, y = trainer.network, trainer.train_x[:MOST_EXAMPLES], trainer.train_y[:MOST_EXAMPLES]
    start = network.parameters.copy()

    def product(direction: Floats) -> Floats:
        sides = []
        for sign in (1.0, -1.0):
            network.parameters[...] = start + sign * APART * direction
            network.loss_and_gradients(x, y)
            sides.append(network.gradient.copy())
        return np.asarray((sides[0] - sides[1]) / (2.0 * APART))

    direction = np.random.default_rng(0).standard_normal(start.size)
    basis, found = [direction / np.linalg.norm(direction)], 0.0
    diagonal: list[float] = []
    beside: list[float] = []
    for n in range(min(ROUNDS, start.size)):
        progress(n / ROUNDS)
        rest = product(basis[-1])
        diagonal.append(float(basis[-1] @ rest))
        if not np.isfinite(diagonal[-1]):
            return float("nan")
        before, found = found, float(np.linalg.eigvalsh(_tridiagonal(diagonal, beside))[-1])
        for each in (*basis, *basis):  # twice, as rounding leaves a part of them
            rest -= (each @ rest) * each
        size = float(np.linalg.norm(rest))
        if size <= SETTLED * abs(found) or (n >= LEAST_ROUNDS and abs(found - before) < SETTLED * abs(found)):
            break
        beside.append(size)
        basis.append(rest / size)
    return found


def _tridiagonal(diagonal: list[float], beside: list[float]) -> NDArray[np.float64]:
    middle, side = np.array(diagonal, np.float64), np.array(beside, np.float64)
    return np.diag(middle) + np.diag(side, 1) + np.diag(side, -1)
