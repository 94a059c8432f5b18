"""The yardstick: as fast as a training step in NumPy gets when nothing else is wanted.

One network, written out call by call for one batch size, in float32: every array made once, biases as a row of ones
inside the products, the slopes of all layers in one call, parameters, gradient and velocity flat. It records the loss
and each layer's gradient norm of every step, with squares that may underflow. It checks nothing, knows one optimizer
(SGD with momentum), takes no census, and cannot be changed, kept or diverge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np
from numpy import add, copyto, divide, exp, greater, log, maximum, multiply, negative, reciprocal, subtract, tanh

Call = tuple[Callable[..., Any], tuple[Any, ...]]  # the last argument is written


def bare_steps(
    sizes: Sequence[int], activation: str, batch: int, x: np.ndarray, y: np.ndarray, rate: float, momentum: float
) -> Callable[[int], None]:
    """Return a function that takes so many steps.

    x is (N, n_0); y are N classes, or (N, 1) targets of a regression. `activation` is relu, tanh or sigmoid.
    """
    shapes = [(fan_in + 1, fan_out) for fan_in, fan_out in pairwise(sizes)]
    parameters, gradient, velocity, scratch = np.zeros((4, sum(a * b for a, b in shapes)), np.float32)
    matrices, gradients = _blocks(parameters, shapes), _blocks(gradient, shapes)
    rng = np.random.default_rng(0)
    for matrix in matrices:
        matrix[:-1] = rng.normal(0.0, sqrt(2.0 / len(matrix)), matrix[:-1].shape)

    hidden = [(n + 1, batch) for n in sizes[1:-1]]
    flat_h, flat_slope = np.ones((2, sum(a * b for a, b in hidden)), np.float32)
    inputs = np.ones((sizes[0] + 1, batch), np.float32)
    below = [inputs, *_blocks(flat_h, hidden)]
    slopes = [block[:-1] for block in _blocks(flat_slope, hidden)]
    deltas = [np.zeros((n, batch), np.float32) for n in sizes[1:]]
    target, logits = np.zeros_like(deltas[-1]), np.zeros_like(deltas[-1])

    calls: list[Call] = []
    for matrix, source, h in zip(matrices, below, below[1:], strict=False):
        calls += [(matrix.T.dot, (source, h[:-1])), *_value(activation, h[:-1])]
    calls.append((matrices[-1].T.dot, (below[-1], logits)))
    forward, loss = _function(calls), _loss(logits, target, deltas[-1])
    calls = list(_slope(activation, flat_h, flat_slope))
    for i in range(len(matrices) - 1, -1, -1):
        calls.append((below[i].dot, (deltas[i].T, gradients[i])))
        if i:
            calls.append((matrices[i][:-1].dot, (deltas[i], deltas[i - 1])))
            calls.append((multiply, (deltas[i - 1], slopes[i - 1], deltas[i - 1])))
    backward = _function(calls)
    mu, lr = np.array(momentum, np.float32), np.array(rate, np.float32)
    move = _function(
        [
            (multiply, (velocity, mu, velocity)),
            (add, (velocity, gradient, velocity)),
            (multiply, (velocity, lr, scratch)),
            (subtract, (parameters, scratch, parameters)),
        ]
    )
    squares = [(flat.dot, flat) for flat in (g.ravel() for g in gradients)]
    recorded: list[tuple[float, list[float]]] = []
    batches = _batches(x, y, sizes[-1], batch)

    def steps(n: int) -> None:
        recorded.clear()
        for _ in range(n):
            batch_x, batch_y = next(batches)
            copyto(inputs[:-1], batch_x)
            copyto(target, batch_y)
            forward()
            value = loss()
            backward()
            recorded.append((value, [dot(flat) for dot, flat in squares]))
            move()

    return steps


def _blocks(flat: np.ndarray, shapes: Sequence[tuple[int, int]]) -> list[np.ndarray]:
    ends = np.cumsum([0, *(a * b for a, b in shapes)])
    return [flat[i:j].reshape(shape) for (i, j), shape in zip(pairwise(ends), shapes, strict=True)]


def _function(calls: Sequence[Call]) -> Callable[[], None]:
    """Return the calls written out one after the other, as a function."""
    names: dict[str, Any] = {}
    lines = ["def run():"]
    for i, (function, arguments) in enumerate(calls):
        names |= {f"f{i}": function} | {f"a{i}_{j}": argument for j, argument in enumerate(arguments)}
        *given, out = [f"a{i}_{j}" for j in range(len(arguments))]
        by_name = "out=" if isinstance(function, np.ufunc) else ""
        lines.append(f"    f{i}({', '.join([*given, by_name + out])})")
    exec("\n".join(lines), names)
    return names["run"]


def _value(activation: str, h: np.ndarray) -> Iterator[Call]:
    if activation == "relu":
        yield maximum, (h, np.zeros_like(h), h)
    elif activation == "tanh":
        yield tanh, (h, h)
    else:
        yield from ((negative, (h, h)), (exp, (h, h)), (add, (h, np.ones_like(h), h)), (reciprocal, (h, h)))


def _slope(activation: str, h: np.ndarray, slope: np.ndarray) -> Iterator[Call]:
    if activation == "relu":
        on = np.zeros(h.shape, bool)
        yield from ((greater, (h, np.zeros_like(h), on)), (lambda on, slope: copyto(slope, on), (on, slope)))
    elif activation == "tanh":
        yield from ((multiply, (h, h, slope)), (subtract, (np.ones_like(h), slope, slope)))
    else:
        yield from ((subtract, (np.ones_like(h), h, slope)), (multiply, (slope, h, slope)))


def _loss(z: np.ndarray, target: np.ndarray, delta: np.ndarray) -> Callable[[], float]:
    n_outputs, batch = z.shape
    share, flat = np.array(1.0 / batch, np.float32), delta.ravel()
    total, chance = np.zeros((2, batch), np.float32)

    def squared_error() -> float:
        subtract(z, target, out=delta)
        loss = float(flat.dot(flat))
        multiply(delta, share, out=delta)
        return 0.5 * loss / batch

    def cross_entropy() -> float:
        maximum.reduce(z, axis=0, out=total)
        subtract(z, total, out=delta)
        exp(delta, out=delta)
        add.reduce(delta, axis=0, out=total)
        divide(delta, total, out=delta)
        maximum.reduce(delta * target, axis=0, out=chance)
        loss = -float(log(chance).sum())
        subtract(delta, target, out=delta)
        multiply(delta, share, out=delta)
        return loss / batch

    return cross_entropy if n_outputs > 1 else squared_error


def _batches(x: np.ndarray, y: np.ndarray, n_outputs: int, batch: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield batches in a new order each epoch, (n_0, batch) and (n_L, batch); an epoch is gathered at once."""
    columns = np.ascontiguousarray(x.T, np.float32)
    targets = np.asarray(np.arange(n_outputs)[:, None] == y if n_outputs > 1 else y.T, np.float32)
    n, rng = len(x) // batch, np.random.default_rng(1)
    while True:
        order = rng.permutation(len(x))[: n * batch].reshape(n, batch)
        yield from zip(
            np.ascontiguousarray(columns[:, order].transpose(1, 0, 2)),
            np.ascontiguousarray(targets[:, order].transpose(1, 0, 2)),
            strict=True,
        )
