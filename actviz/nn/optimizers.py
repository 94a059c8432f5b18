"""Optimizers: one step on the flat parameter vector from the flat gradient vector, one entry each.

p is the parameter vector, g the gradient, u a scratch vector, all of one length. The update rules and their
constants are those of torch.optim, so that runs can be compared. Weight decay touches weights only, never
biases or a learned α: `decay` holds 1 for each entry of p that decays and 0 for the rest.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy import add, divide, multiply, subtract
from numpy.typing import NDArray

from actviz.registry import Registry

Array = NDArray[np.floating[Any]]


@dataclass
class Hyperparameters:
    """What may change while training; the optimizer reads it at every step."""

    learning_rate: float
    momentum: float
    nesterov: bool
    weight_decay: float


class Optimizer(ABC):
    """Base: subclasses name their state vectors in `slots` and implement `_update`."""

    slots: tuple[str, ...] = ()
    decoupled_decay = False

    def __init__(self, p: Array, g: Array, decay: Array, hyper: Hyperparameters) -> None:
        self.p, self.g, self.hyper = p, g, hyper
        self.u = np.empty_like(p)
        self.decay = decay
        self.count = 0  # steps taken
        self.state = {name: np.zeros_like(p) for name in self.slots}

    def step(self) -> None:
        """Move p one step against g; g may be changed by weight decay."""
        self.count += 1
        rate = self.hyper.weight_decay
        if rate:
            multiply(self.decay, self.p, out=self.u)
            if self.decoupled_decay:
                multiply(self.u, self.hyper.learning_rate * rate, out=self.u)
                subtract(self.p, self.u, out=self.p)
            else:
                multiply(self.u, rate, out=self.u)
                add(self.g, self.u, out=self.g)
        self._update(self.p, self.g, self.u)

    @abstractmethod
    def _update(self, p: Array, g: Array, u: Array) -> None:
        """Move p one step against g."""


class Sgd(Optimizer):
    """v = μ v + g; p -= lr v; with Nesterov's look-ahead p -= lr (g + μ v)."""

    slots = ("velocity",)

    def _update(self, p: Array, g: Array, u: Array) -> None:
        hyper, v = self.hyper, self.state["velocity"]
        if hyper.momentum:
            multiply(v, hyper.momentum, out=v)
            add(v, g, out=v)
            if hyper.nesterov:
                multiply(v, hyper.momentum, out=u)
                add(u, g, out=u)
                multiply(u, hyper.learning_rate, out=u)
            else:
                multiply(v, hyper.learning_rate, out=u)
        else:
            multiply(g, hyper.learning_rate, out=u)
        subtract(p, u, out=p)


class RmsProp(Optimizer):
    """s = 0.99 s + 0.01 g²; p -= lr g / (√s + 1e-8)."""

    slots = ("square",)

    def _update(self, p: Array, g: Array, u: Array) -> None:
        s = self.state["square"]
        multiply(g, g, out=u)
        multiply(u, 0.01, out=u)
        multiply(s, 0.99, out=s)
        add(s, u, out=s)
        np.sqrt(s, out=u)
        add(u, 1e-8, out=u)
        divide(g, u, out=u)
        multiply(u, self.hyper.learning_rate, out=u)
        subtract(p, u, out=p)


class Adam(Optimizer):
    """m and s are running means of g and g² (β = 0.9, 0.999); p -= lr m̂ / (√ŝ + 1e-8)."""

    slots = ("mean", "square")

    def _update(self, p: Array, g: Array, u: Array) -> None:
        m, s = self.state["mean"], self.state["square"]
        multiply(m, 0.9, out=m)
        multiply(g, 0.1, out=u)
        add(m, u, out=m)
        multiply(s, 0.999, out=s)
        multiply(g, g, out=u)
        multiply(u, 0.001, out=u)
        add(s, u, out=s)
        np.sqrt(s, out=u)
        multiply(u, 1.0 / sqrt(1.0 - 0.999**self.count), out=u)
        add(u, 1e-8, out=u)
        divide(m, u, out=u)
        multiply(u, self.hyper.learning_rate / (1.0 - 0.9**self.count), out=u)
        subtract(p, u, out=p)


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
