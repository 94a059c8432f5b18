"""Learning rate times curvature: on a map with a learning rate, the line beyond which gradient descent overshoots.

Near a point, gradient descent with rate η and momentum β shrinks what lies along an eigenvector of the loss's Hessian
only where η λ < 2 (1 + β) holds for its eigenvalue λ (B. T. Polyak 1964; with β = 0 it is the rule of every textbook).
The line is for the largest λ before the first step, measured on the training examples. A network may still train beyond
it, where the curvature falls during training, and may diverge before it, where it rises.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.nn.optimizers import OPTIMIZERS
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
    """Return whether the rule holds for a sweep: plain networks, gradient descent, a learning rate as an axis."""
    base, fields = sweep.base, [axis.field for axis in sweep.axes]
    same_rule = not {"optimizer", "momentum", "nesterov", "weight_decay", "schedule"} & set(fields)
    descent = base.optimizer == next(iter(OPTIMIZERS)) and not base.nesterov and not base.weight_decay
    plain = base.architecture.is_plain and base.schedule == "constant"
    return RATE in fields and sweep.axes[fields.index(RATE)].is_ordered and same_rule and descent and plain


def curvature_lines(sweep: Sweep, progress: Progress = lambda _done: None) -> tuple[TheoryLine, ...]:
    """Return the line learning rate × curvature = 2, measured for each value of the other axis; none where none holds.

    This trains nothing, but takes some hundred gradients for each value.
    """
    if not has_curvature_line(sweep):
        return ()
    at = [axis.field for axis in sweep.axes].index(RATE)
    n_other, places = sweep.shape[1 - at], []
    for j in range(n_other):
        config = sweep.config(Place(*((0, j) if at == 0 else (j, 0)), 0))
        largest = largest_curvature(config, lambda share, j=j: progress((j + share) / n_other))  # type: ignore[misc]
        places.append(_place(sweep.axes[at], 2.0 * (1.0 + config.momentum) / largest if largest > 0 else np.inf))
    if not np.isfinite(places).any():
        return ()
    bound = tr("rate × curvature = 2") if sweep.base.momentum == 0.0 else tr("rate × curvature = 2 (1 + momentum)")
    return (line_along(bound, np.array(places), at),)


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
