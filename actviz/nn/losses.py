"""Losses: the mean over the batch and its gradient with respect to the last layer's output.

Arrays are features-first here, as in the network: z and target are (n_outputs, batch).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import divide, exp, log, maximum, multiply, subtract
from numpy.typing import NDArray

from actviz.registry import Registry

Array = NDArray[np.floating[Any]]
Step = Callable[[], float]


@dataclass(frozen=True)
class Loss:
    """One loss; `make(z, target, delta)` prepares a step for three arrays of one shape (n_outputs, batch).

    The step returns the mean loss of the outputs in `z`, and writes ∂J/∂z into `delta`.
    """

    key: str
    label: str
    task: str
    make: Callable[[Array, Array, Array], Step]


def _cross_entropy(z: Array, target: Array, delta: Array) -> Step:  # target: one-hot columns
    n_outputs, batch = z.shape
    top, total, logs = (np.empty(batch, z.dtype) for _ in range(3))
    shifted = np.empty_like(z)
    flat_shifted, flat_target, share = shifted.ravel(), target.ravel(), 1.0 / batch
    shares = np.array(share, z.dtype)  # without axes: ufuncs take it in half the time of a float
    ones_of_outputs, ones_of_batch = np.ones(n_outputs, z.dtype), np.ones(batch, z.dtype)  # a dot with ones is a sum

    def step() -> float:
        if n_outputs == 2:
            maximum(z[0], z[1], out=top)  # half the price of a reduction
        else:
            maximum.reduce(z, axis=0, out=top)
        subtract(z, top, out=shifted)
        exp(shifted, out=delta)
        ones_of_outputs.dot(delta, total)
        log(total, out=logs)
        loss: float = (float(logs.dot(ones_of_batch)) - float(flat_shifted.dot(flat_target))) * share
        divide(delta, total, out=delta)  # softmax
        subtract(delta, target, out=delta)
        multiply(delta, shares, out=delta)
        return loss

    return step


def _squared_error(z: Array, target: Array, delta: Array) -> Step:  # ½ Σ (z - y)², mean over the batch
    error = np.empty_like(z)
    flat_error, share = error.ravel(), 1.0 / z.shape[1]
    shares = np.array(share, z.dtype)

    def step() -> float:
        subtract(z, target, out=error)
        multiply(error, shares, out=delta)
        loss: float = 0.5 * share * float(flat_error.dot(flat_error))
        return loss

    return step


LOSSES: Registry[Loss] = Registry("loss")
LOSSES.add(Loss("cross_entropy", "Softmax cross-entropy", "classification", _cross_entropy))
LOSSES.add(Loss("squared_error", "½ squared error", "regression", _squared_error))
