"""Optimizers: one step on the flat parameter vector from the flat gradient vector, one entry each.

p is the parameter vector, g the gradient, u a scratch vector, all of one length. The update rules and their
constants are those of torch.optim, so that runs can be compared. Weight decay touches weights only, never
biases or a learned α: `decay` holds 1 for each entry of p that decays and 0 for the rest.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Any

import numpy as np
from numpy import add, divide, multiply, subtract
from numpy.typing import NDArray

from actviz.registry import Registry

Array = NDArray[np.floating[Any]]
PART_SIZE = 1 << 16  # entries moved at a time: with gradient and state about 1 MB
FLUSH_EVERY = 64  # steps


@dataclass
class Hyperparameters:
    """What may change while training; the optimizer reads it at every step."""

    learning_rate: float
    momentum: float
    nesterov: bool
    weight_decay: float


@lru_cache(maxsize=64)
def _constant(value: float, dtype: np.dtype[Any]) -> Array:
    """Return the number as an array without axes: ufuncs take it in half the time of a Python float."""
    return np.array(value, dtype)


class Optimizer(ABC):
    """Base: subclasses name their state vectors in `slots`, and say how those move and how far p goes.

    A long p is moved in parts, so that a part's arrays stay in the processor's cache from one operation to the next.
    """

    slots: tuple[str, ...] = ()
    decoupled_decay = False

    def __init__(self, p: Array, g: Array, decay: Array, hyper: Hyperparameters) -> None:
        self.hyper = hyper
        self.count = 0  # steps taken
        self.state = {name: np.zeros_like(p) for name in self.slots}
        self._p, self._decay, self._u = p, decay, np.empty_like(p[:PART_SIZE])
        self._parts = [
            (p[i:j], g[i:j], self._u[: j - i], decay[i:j], [v[i:j] for v in self.state.values()])
            for i, j in ((i, min(i + PART_SIZE, len(p))) for i in range(0, len(p), PART_SIZE))
        ]

    def step(self) -> None:
        """Move p one step against g; g may be changed by weight decay."""
        self.count += 1
        rate = self.hyper.weight_decay
        for p, g, u, decay, state in self._parts:
            if rate:
                multiply(decay, p, out=u)
                if self.decoupled_decay:
                    multiply(u, self.hyper.learning_rate * rate, out=u)
                    subtract(p, u, out=p)
                else:
                    multiply(u, rate, out=u)
                    add(g, u, out=g)
            self._take_in(g, u, *state)
            self._amount(g, u, *state)
            subtract(p, u, out=p)
        if self.count % FLUSH_EVERY == 0:
            self._flush()

    def last_update(self) -> Array:
        """Return what the latest step added to p, as long as g, the state and the settings are as it left them."""
        update = np.empty_like(self._p)
        start = 0
        for _, g, u, _, state in self._parts:
            if len(self._parts) > 1:  # else it still stands in u
                self._amount(g, u, *state)
            np.negative(u, out=update[start : start + len(u)])
            start += len(u)
        if self.decoupled_decay and self.hyper.weight_decay:
            share = self._decay * (self.hyper.learning_rate * self.hyper.weight_decay)
            update -= share * (self._p - update) / (1.0 - share)
        return update

    def drift(self, part: slice) -> Array:
        """Return what the next step would add to this part of p if its gradient were zero, weight decay aside.

        Later steps without a gradient add ever less.
        """
        g = np.zeros_like(self._p[part])
        u, state = np.empty_like(g), [v[part].copy() for v in self.state.values()]
        self.count += 1
        self._take_in(g, u, *state)
        self._amount(g, u, *state)
        self.count -= 1
        return np.asarray(-u)

    def _flush(self) -> None:
        # A dead unit's state halves for ever; below the normal range of floats arithmetic is ten times slower.
        tiny = 1e3 * float(np.finfo(self._p.dtype).tiny)
        for vector in self.state.values():
            vector[np.absolute(vector) < tiny] = 0.0

    @abstractmethod
    def _take_in(self, g: Array, u: Array, *state: Array) -> None:
        """Let the state take in g; u is scratch."""

    @abstractmethod
    def _amount(self, g: Array, u: Array, *state: Array) -> None:
        """Write into u what is to be subtracted from p."""


class Sgd(Optimizer):
    """v = μ v + g; p -= lr v; with Nesterov's look-ahead p -= lr (g + μ v)."""

    slots = ("velocity",)

    def _take_in(self, g: Array, _u: Array, *state: Array) -> None:
        if self.hyper.momentum:
            (v,) = state
            multiply(v, _constant(self.hyper.momentum, v.dtype), out=v)
            add(v, g, out=v)

    def _amount(self, g: Array, u: Array, *state: Array) -> None:
        hyper, (v,) = self.hyper, state
        rate = _constant(hyper.learning_rate, u.dtype)
        if not hyper.momentum:
            multiply(g, rate, out=u)
        elif hyper.nesterov:
            multiply(v, _constant(hyper.momentum, v.dtype), out=u)
            add(u, g, out=u)
            multiply(u, rate, out=u)
        else:
            multiply(v, rate, out=u)


class RmsProp(Optimizer):
    """s = 0.99 s + 0.01 g²; p -= lr g / (√s + 1e-8)."""

    slots = ("square",)

    def _take_in(self, g: Array, u: Array, *state: Array) -> None:
        (s,) = state
        multiply(g, g, out=u)
        multiply(u, _constant(0.01, u.dtype), out=u)
        multiply(s, _constant(0.99, s.dtype), out=s)
        add(s, u, out=s)

    def _amount(self, g: Array, u: Array, *state: Array) -> None:
        (s,) = state
        np.sqrt(s, out=u)
        add(u, _constant(1e-8, u.dtype), out=u)
        divide(g, u, out=u)
        multiply(u, self.hyper.learning_rate, out=u)


class Adam(Optimizer):
    """m and s are running means of g and g² (β = 0.9, 0.999); p -= lr m̂ / (√ŝ + 1e-8)."""

    slots = ("mean", "square")

    def _take_in(self, g: Array, u: Array, *state: Array) -> None:
        m, s = state
        multiply(m, _constant(0.9, m.dtype), out=m)
        multiply(g, _constant(0.1, u.dtype), out=u)
        add(m, u, out=m)
        multiply(s, _constant(0.999, s.dtype), out=s)
        multiply(g, g, out=u)
        multiply(u, _constant(0.001, u.dtype), out=u)
        add(s, u, out=s)

    def _amount(self, _g: Array, u: Array, *state: Array) -> None:
        m, s = state
        np.sqrt(s, out=u)
        multiply(u, 1.0 / sqrt(1.0 - 0.999**self.count), out=u)
        add(u, _constant(1e-8, u.dtype), out=u)
        divide(m, u, out=u)
        multiply(u, self.hyper.learning_rate / (1.0 - 0.9**self.count), out=u)


class AdamW(Adam):
    """Adam whose weight decay acts on the weights directly (Loshchilov and Hutter 2019)."""

    decoupled_decay = True


@dataclass(frozen=True)
class OptimizerEntry:
    """An optimizer in the list; `uses_momentum` says whether momentum and nesterov apply."""

    key: str
    label: str
    story: str
    make: Callable[[Array, Array, Array, Hyperparameters], Optimizer]
    uses_momentum: bool = False


OPTIMIZERS: Registry[OptimizerEntry] = Registry("optimizer")
for _entry in (
    OptimizerEntry("sgd", "SGD", "Steps straight down the gradient, with momentum if wanted.", Sgd, True),
    OptimizerEntry("rmsprop", "RMSprop", "Divides by a running size of each gradient entry.", RmsProp),
    OptimizerEntry("adam", "Adam", "Momentum and a running size of each entry (Kingma and Ba 2015).", Adam),
    OptimizerEntry("adamw", "AdamW", "Adam with decoupled weight decay.", AdamW),
):
    OPTIMIZERS.add(_entry)
