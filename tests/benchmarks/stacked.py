"""Whether it pays to train the cells of a sweep together: K networks of one shape in three-dimensional arrays.

`python tests/benchmarks/stacked.py` trains K networks that differ in seed and learning rate, first one after the other
with the engine's own steps, then together, and compares their parameters. It prints the time of a step of one network
both ways, what share of a sweep's cell these steps are, and what a cell would gain by it: the rest of the cell, its
record, its deaths and its diagnosis, is each network's own. The last column counts the networks that have become others
by then, at learning rates up to 1: the sums are rounded otherwise, and steps that are too long enlarge the difference.
Processor time, the least of some rounds in turn, one BLAS thread.

On 2026-11-29 (two cores of an Intel Xeon with AVX-512, busy) the steps of 64 networks together were 4.2 times as fast
at 1 × 4, 2.5 times at 12 × 8, 1.35 times at 3 × 32, 0.8 times at 20 × 32. A cell would gain a factor of 1.4, 1.24,
1.08 and 0.84, and of the 64 networks 0, 15, 1 and 61 were others. So a sweep trains its cells one after the other.
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from time import process_time

import numpy as np
from numpy import add, divide, exp, greater, matmul, maximum, multiply, subtract

from actviz.sweeps.cell import job_of, trained_cell
from actviz.sweeps.sweep import Sweep, axes_from
from actviz.training import RunConfig
from actviz.training.examples import own_examples
from actviz.training.run.train_state import TrainState
from actviz.training.steps.stepper import Stepper

NETWORKS = ((4,), (8,) * 12, (32,) * 3, (32,) * 20)
TOGETHER = (4, 16, 64)
STEPS, ROUNDS, CHECKED = 64, 5, 3
CELLS, CELL_STEPS = 8, 500
ROUNDING = 1e-4  # of the parameters' size, after CHECKED steps
WILD_RATE, OTHER = 1.0, 0.01  # a learning rate, and the difference of parameters that makes a network another one


class Stack:
    """K networks with ReLU, two classes and SGD, as (K, ...) arrays; biases are rows of ones in the products."""

    def __init__(self, steppers: list[Stepper], rates: list[float]) -> None:
        first, k = steppers[0], len(steppers)
        sizes, batch = first.network.sizes, first.batches.batch
        self._sources = [stepper.batches for stepper in steppers]
        self.parameters = np.stack([stepper.network.parameters for stepper in steppers])
        gradient, change = np.zeros_like(self.parameters), np.zeros_like(self.parameters)
        rate = np.array(rates, np.float32)[:, np.newaxis]
        w, g = _matrices(self.parameters, sizes), _matrices(gradient, sizes)
        h = [np.ones((k, n + 1, batch), np.float32) for n in sizes[:-1]]
        z = [np.empty((k, n, batch), np.float32) for n in sizes[1:]]
        delta, slope = [np.empty_like(each) for each in z], [np.empty_like(each) for each in z]
        self._x, self._y = h[0], np.empty_like(z[-1])
        share, zero = np.float32(1.0 / batch), np.float32(0.0)
        top, total = np.empty((2, k, 1, batch), np.float32)

        def step() -> None:
            for i, matrix in enumerate(w):
                matmul(matrix.transpose(0, 2, 1), h[i], out=z[i])
                if i < len(w) - 1:
                    maximum(z[i], zero, out=h[i + 1][:, :-1])
            out = delta[-1]
            maximum.reduce(z[-1], axis=1, out=top, keepdims=True)
            subtract(z[-1], top, out=out)
            exp(out, out=out)
            add.reduce(out, axis=1, out=total, keepdims=True)
            divide(out, total, out=out)
            subtract(out, self._y, out=out)
            multiply(out, share, out=out)
            for i in range(len(w) - 1, -1, -1):
                matmul(h[i], delta[i].transpose(0, 2, 1), out=g[i])
                if i:
                    matmul(w[i][:, :-1], delta[i], out=delta[i - 1])
                    greater(z[i - 1], zero, out=slope[i - 1])
                    multiply(delta[i - 1], slope[i - 1], out=delta[i - 1])
            multiply(gradient, rate, out=change)
            subtract(self.parameters, change, out=self.parameters)

        self._step = step

    def advance(self, n: int) -> None:
        """Take n steps of all networks."""
        for given in zip(*(source.next(n) for source in self._sources), strict=True):
            for i, (x, y) in enumerate(given):
                self._x[i], self._y[i] = x, y
            self._step()


def _matrices(vectors: np.ndarray, sizes: tuple[int, ...]) -> list[np.ndarray]:
    found, start = [], 0
    for fan_in, fan_out in pairwise(sizes):
        stop = start + (fan_in + 1) * fan_out
        found.append(vectors[:, start:stop].reshape(len(vectors), fan_in + 1, fan_out))
        start = stop
    return found


def steppers_of(base: RunConfig, rates: list[float]) -> list[Stepper]:
    """Return the engine's steppers of some networks that differ in seed and learning rate."""
    configs = [base.replace(seed=seed, learning_rate=rate) for seed, rate in enumerate(rates)]
    return [TrainState(config, own_examples(config), "float32").stepper for config in configs]


def alone(steppers: list[Stepper], n: int) -> None:
    """Take n steps of each network, one after the other."""
    hooks = [lambda: None] * n
    for stepper in steppers:
        stepper.advance(hooks)


def least_us(calls: list[Callable[[], object]], per: int) -> list[float]:
    """Return the least processor time of each call in microseconds, divided by `per`; they take turns."""
    found = [np.inf] * len(calls)
    for _ in range(ROUNDS):
        for i, call in enumerate(calls):
            began = process_time()
            call()
            found[i] = min(found[i], 1e6 * (process_time() - began) / per)
    return found


def apart(base: RunConfig, k: int, rate: float, n: int) -> np.ndarray:
    """Return by how much the parameters of each of k networks differ after n steps both ways, over their largest."""
    rates = [rate * (i + 1) / k for i in range(k)]
    steppers, stack = steppers_of(base, rates), Stack(steppers_of(base, rates), rates)
    with np.errstate(all="ignore"):
        alone(steppers, n)
        stack.advance(n)
        own = np.stack([stepper.network.parameters for stepper in steppers])
        return np.asarray(np.abs(stack.parameters - own).max(axis=1) / np.abs(own).max(axis=1))


def cell_us(base: RunConfig) -> float:
    """Return the processor time of a sweep's cell, per step, in microseconds."""
    sweep = Sweep(base, axes_from({"learning_rate": [0.01 * 2.0**i for i in range(CELLS)]}), 1, CELL_STEPS)
    jobs = [job_of(sweep, place) for place in sweep.places()]
    return sum(least_us([partial(trained_cell, job) for job in jobs], CELL_STEPS)) / CELLS


def main() -> None:
    """Print the table."""
    print("hidden layers    K   one alone  together  ratio   a cell  gain of a cell  others after 500 steps")
    for hidden in NETWORKS:
        base = RunConfig(hidden=hidden, dataset="circle", momentum=0.0, activation="relu")
        whole = cell_us(base)
        for k in TOGETHER:
            assert apart(base, k, 0.1, CHECKED).max() < ROUNDING, "the stacked networks are others"
            others = int((~(apart(base, k, WILD_RATE, CELL_STEPS) < OTHER)).sum())
            rates = [0.1] * k
            steppers, stack = steppers_of(base, rates), Stack(steppers_of(base, rates), rates)
            with np.errstate(all="ignore"):
                calls = [partial(alone, steppers, STEPS), partial(stack.advance, STEPS)]
                one, together = least_us(calls, STEPS * k)
            gain = whole / (whole - one + together)
            name = f"{len(hidden)} × {hidden[0]}"
            print(
                f"{name:13} {k:4} {one:8.2f} µs {together:6.2f} µs {one / together:6.2f} {whole:6.1f} µs {gain:12.2f}"
                f" {others:18} of {k}",
                flush=True,
            )


if __name__ == "__main__":
    main()
