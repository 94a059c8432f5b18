"""Losses compute the mean loss of a batch and its gradient with respect to the last layer's output.

Arrays are features-first here, as in the network: z and target are (n_outputs, batch).

To add a loss, write its functions and an entry in LOSSES. A data set trains with the first loss of its task unless
the configuration names another one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import absolute, add, divide, exp, log, log1p, maximum, multiply, negative, subtract, tanh
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.registry import Registry
from actviz.translation import looked_up, mark

Step = Callable[[Floats], float]


@looked_up("label")
@dataclass(frozen=True)
class Loss:
    """One loss; `make(z, delta)` prepares a step for two arrays of one shape, (n_outputs, batch).

    The step gets the contiguous target of that shape, returns the mean loss of the outputs in `z`, and writes ∂J/∂z
    into `delta`. `total(z, target)` returns the sum of the examples' losses in float64; it may overwrite z.

    The other fields use y as in the data set, (N,) class indices or (N, n_outputs): `chance(y)` returns the mean loss
    of the best constant prediction, `numpy_code` defines `loss_and_delta(z, y)` for z (N, n_outputs), and `torch_code`
    is a PyTorch expression for the loss of z and y.
    """

    key: str
    label: str
    task: str
    make: Callable[[Floats, Floats], Step]
    total: Callable[[Floats, Floats], float]
    chance: Callable[[NDArray[Any]], float]
    numpy_code: str
    torch_code: str
    squared: bool = False  # whether the loss is a square of the outputs' error


def _cross_entropy(z: Floats, delta: Floats) -> Step:  # target: one-hot columns
    n_outputs, batch = z.shape
    top, total, logs = (np.empty(batch, z.dtype) for _ in range(3))
    shifted = np.empty_like(z)
    flat_shifted, share = shifted.ravel(), 1.0 / batch
    shares = np.array(share, z.dtype)  # 0-dimensional: ufuncs are twice as fast with it as with a float
    ones_of_outputs, ones_of_batch = np.ones(n_outputs, z.dtype), np.ones(batch, z.dtype)  # a dot with ones is a sum

    def step(target: Floats) -> float:
        # softmax does not change when all outputs shift; without the largest, exp cannot overflow
        maximum.reduce(z, axis=0, out=top)
        subtract(z, top, out=shifted)
        exp(shifted, out=delta)
        ones_of_outputs.dot(delta, total)
        log(total, out=logs)
        loss: float = (float(logs.dot(ones_of_batch)) - float(flat_shifted.dot(target.ravel()))) * share
        divide(delta, total, out=delta)  # softmax
        subtract(delta, target, out=delta)
        multiply(delta, shares, out=delta)
        return loss

    if n_outputs != 2:
        return step
    (z_0, z_1), (shifted_0, shifted_1), (delta_0, delta_1) = z, shifted, delta

    def step_of_two(target: Floats) -> float:  # the same row by row: broadcasting a row over two is twice as slow
        maximum(z_0, z_1, out=top)
        subtract(z_0, top, out=shifted_0)
        subtract(z_1, top, out=shifted_1)
        exp(shifted, out=delta)
        ones_of_outputs.dot(delta, total)
        log(total, out=logs)
        loss: float = (float(logs.dot(ones_of_batch)) - float(flat_shifted.dot(target.ravel()))) * share
        divide(delta_0, total, out=delta_0)
        divide(delta_1, total, out=delta_1)
        subtract(delta, target, out=delta)
        multiply(delta, shares, out=delta)
        return loss

    return step_of_two


def _total_cross_entropy(z: Floats, target: Floats) -> float:
    z -= z.max(axis=0)
    return float(np.log(np.exp(z).sum(axis=0)).sum() - (z * target).sum())


def _chance_cross_entropy(y: NDArray[Any]) -> float:
    shares = np.bincount(y) / len(y)
    shares = shares[shares > 0]
    return -float((shares * np.log(shares)).sum())


def _sigmoid_cross_entropy(z: Floats, delta: Floats) -> Step:  # target: one-hot columns; one yes or no per output
    e, logs, product = np.empty_like(z), np.empty_like(z), np.empty_like(z)
    share = 1.0 / z.shape[1]
    shares, one, half = (np.array(value, z.dtype) for value in (share, 1.0, 0.5))

    def step(target: Floats) -> float:
        # ln(1 + e^z) - y z, written as max(z, 0) + ln(1 + e^-|z|) - y z, which cannot overflow
        absolute(z, out=e)
        negative(e, out=e)
        exp(e, out=e)
        log1p(e, out=logs)
        multiply(z, target, out=product)
        loss: float = share * float((maximum(z, 0.0) + logs - product).sum(dtype=np.float64))
        multiply(z, half, out=delta)  # σ(z) = ½ + ½ tanh(z/2)
        tanh(delta, out=delta)
        add(delta, one, out=delta)
        multiply(delta, half, out=delta)
        subtract(delta, target, out=delta)
        multiply(delta, shares, out=delta)
        return loss

    return step


def _total_sigmoid_cross_entropy(z: Floats, target: Floats) -> float:
    return float((np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z))) - z * target).sum(dtype=np.float64))


def _chance_sigmoid_cross_entropy(y: NDArray[Any]) -> float:  # each output says its class's share
    shares = np.bincount(y) / len(y)
    shares = shares[(shares > 0) & (shares < 1)]
    return -float((shares * np.log(shares) + (1.0 - shares) * np.log1p(-shares)).sum())


def _squared_error(z: Floats, delta: Floats) -> Step:  # ½ Σ (z - y)², mean over the batch
    error = np.empty_like(z)
    flat_error, share = error.ravel(), 1.0 / z.shape[1]
    shares = np.array(share, z.dtype)

    def step(target: Floats) -> float:
        subtract(z, target, out=error)
        multiply(error, shares, out=delta)
        loss: float = 0.5 * share * float(flat_error.dot(flat_error))
        return loss

    return step


def _total_squared_error(z: Floats, target: Floats) -> float:
    return 0.5 * float(((z - target) ** 2).sum())


def _chance_squared_error(y: NDArray[Any]) -> float:
    return 0.5 * float(np.var(y.reshape(len(y), -1), axis=0).sum())


LOSSES: Registry[Loss] = Registry(mark("loss"))
LOSSES.add(
    Loss(
        "cross_entropy",
        mark("Softmax cross-entropy"),
        "classification",
        _cross_entropy,
        _total_cross_entropy,
        _chance_cross_entropy,
        numpy_code='''
def loss_and_delta(z, y):
    """Return the mean softmax cross-entropy of the outputs z, and its gradient with respect to them."""
    rows = np.arange(len(y))
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    loss = (np.log(e.sum(axis=1)) - z[rows, y]).mean()
    delta = e / e.sum(axis=1, keepdims=True)
    delta[rows, y] -= 1
    return loss, delta / len(y)
''',
        torch_code="torch.nn.functional.cross_entropy(z, y)",
    )
)
LOSSES.add(
    Loss(
        "squared_error",
        mark("½ squared error"),
        "regression",
        _squared_error,
        _total_squared_error,
        _chance_squared_error,
        numpy_code='''
def loss_and_delta(z, y):
    """Return half the squared error of the outputs z, its mean over the examples, and its gradient."""
    error = z - y
    return 0.5 * (error * error).sum() / len(y), error / len(y)
''',
        torch_code="0.5 * ((z - y) ** 2).sum() / len(y)",
        squared=True,
    )
)
LOSSES.add(
    Loss(
        "sigmoid_cross_entropy",
        mark("Sigmoid cross-entropy"),
        "classification",
        _sigmoid_cross_entropy,
        _total_sigmoid_cross_entropy,
        _chance_sigmoid_cross_entropy,
        numpy_code='''
def loss_and_delta(z, y):
    """Return the mean over the examples of one sigmoid's cross-entropy per output, and its gradient."""
    target = np.zeros_like(z)
    target[np.arange(len(y)), y] = 1
    loss = (np.maximum(z, 0) + np.log1p(np.exp(-abs(z))) - z * target).sum() / len(y)
    return loss, (0.5 + 0.5 * np.tanh(z / 2) - target) / len(y)
''',
        torch_code="torch.nn.functional.binary_cross_entropy_with_logits("
        "z, torch.nn.functional.one_hot(y, z.shape[1]).to(z.dtype), reduction='sum') / len(y)",
    )
)


def loss_for(task: str, key: str | None) -> Loss:
    """Return the loss with this key, or the first loss of the task if the key is None."""
    return LOSSES[key] if key is not None else next(loss for loss in LOSSES.values() if loss.task == task)
