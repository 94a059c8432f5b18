"""Losses: the mean over the batch and its gradient with respect to the last layer's output.

Arrays are features-first here, as in the network: z and target are (n_outputs, batch).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import add, exp, log, maximum, multiply, subtract
from numpy.typing import DTypeLike, NDArray

from actviz.registry import Registry

Array = NDArray[np.floating[Any]]
Step = Callable[[Array, Array, Array], float]  # (z, target, delta) -> loss; delta = dJ/dz is written


@dataclass(frozen=True)
class Loss:
    """One loss; `make(n_outputs, batch, dtype)` prepares its kernel for one batch shape."""

    key: str
    label: str
    task: str
    make: Callable[[int, int, DTypeLike], Step]


def _cross_entropy(n_outputs: int, batch: int, dtype: DTypeLike) -> Step:
    top, total, logs = (np.empty(batch, dtype) for _ in range(3))
    shifted = np.empty((n_outputs, batch), dtype)
    flat_shifted, share = shifted.ravel(), 1.0 / batch

    def step(z: Array, target: Array, delta: Array) -> float:  # target: one-hot columns
        maximum.reduce(z, axis=0, out=top)
        subtract(z, top, out=shifted)
        exp(shifted, out=delta)
        add.reduce(delta, axis=0, out=total)
        log(total, out=logs)
        loss = (float(add.reduce(logs)) - float(flat_shifted.dot(target.ravel()))) * share
        np.divide(delta, total, out=delta)  # softmax
        subtract(delta, target, out=delta)
        multiply(delta, share, out=delta)
        return loss

    return step


def _squared_error(n_outputs: int, batch: int, dtype: DTypeLike) -> Step:
    error = np.empty((n_outputs, batch), dtype)
    flat_error, share = error.ravel(), 1.0 / batch

    def step(z: Array, target: Array, delta: Array) -> float:  # ½ Σ (z - y)², mean over the batch
        subtract(z, target, out=error)
        multiply(error, share, out=delta)
        return 0.5 * share * float(flat_error.dot(flat_error))

    return step


LOSSES: Registry[Loss] = Registry("loss")
LOSSES.add(Loss("cross_entropy", "Softmax cross-entropy", "classification", _cross_entropy))
LOSSES.add(Loss("squared_error", "½ squared error", "regression", _squared_error))
