"""Optimizers: one step on the flat parameter vector from the flat gradient vector, one entry each.

To add an optimizer: a subclass of Optimizer, a function that returns its StepCode, and an entry in OPTIMIZERS. The
controls, the command line, the remedies and the scripts take it from there, and the tests compare it with its code.

p is the parameter vector, g the gradient, u a scratch vector, all of one length. The update rules and their
constants are those of torch.optim, so that runs can be compared. Weight decay touches weights only, never
biases or a learned α: `decay` holds 1 for each entry of p that decays and 0 for the rest.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy import add, copyto, divide, multiply, subtract
from numpy.typing import NDArray

from actviz.nn.compiled_calls import Operation, perform
from actviz.registry import Registry

Array = NDArray[np.floating[Any]]
PART_SIZE = 1 << 16  # entries moved at a time: with gradient and state about 1 MB
FLUSH_EVERY = 64  # steps
LEAST_LEFT = 0.5  # of p by decoupled decay, from which on p before the step follows from p after it


@dataclass(frozen=True)
class Hyperparameters:
    """What an optimizer is made with; another one is made when they change."""

    learning_rate: float
    momentum: float
    nesterov: bool
    weight_decay: float


class Optimizer(ABC):
    """Base: subclasses name their state vectors in `slots`, and say how those move and how far p goes.

    A long p is moved in parts, so that a part's arrays stay in the processor's cache from one operation to the next.
    """

    slots: tuple[str, ...] = ()
    decoupled_decay = False

    def __init__(self, p: Array, g: Array, decay: Array, hyper: Hyperparameters) -> None:
        self.hyper = hyper
        self.count = 0  # steps taken
        self.state = {name: np.zeros(p.shape, p.dtype) for name in self.slots}  # memory that is touched when it is used
        self._p, self._u = p, np.empty_like(p[:PART_SIZE])
        shrink = abs(1.0 - hyper.learning_rate * hyper.weight_decay) if self.decoupled_decay else 1.0
        # what decay leaves next to nothing of cannot be told from what comes of it
        self._before = np.empty_like(p) if shrink < LEAST_LEFT else None
        self._parts = [
            (p[i:j], g[i:j], self._u[: j - i], decay[i:j], [v[i:j] for v in self.state.values()])
            for i, j in ((i, min(i + PART_SIZE, len(p))) for i in range(0, len(p), PART_SIZE))
        ]

    def step(self) -> None:
        """Move p one step against g; g may be changed by weight decay."""
        perform(self.operations())

    def operations(self) -> Iterator[Operation]:
        """List a step call by call."""
        yield self._begin, (), None
        rate = self.hyper.weight_decay
        if self._before is not None:
            yield copyto, (self._before, self._p), None
        for p, g, u, decay, state in self._parts:
            if rate and self.decoupled_decay:
                yield multiply, (decay, p), u
                yield multiply, (u, self._constant(self.hyper.learning_rate * rate)), u
                yield subtract, (p, u), p
            elif rate:
                yield multiply, (decay, p), u
                yield multiply, (u, self._constant(rate)), u
                yield add, (g, u), g
            yield from self._take_in(g, u, *state)
            yield from self._amount(g, u, *state)
            yield subtract, (p, u), p

    def last_update(self, out: Array | None = None) -> Array:
        """Return what the latest step added to p, as long as g and the state are as it left them.

        It is written into `out`, as long as p, where that is given.
        """
        update, start = np.empty_like(self._p) if out is None else out, 0
        for part in self.last_update_in_parts():
            update[start : start + len(part)] = part
            start += len(part)
        return update

    def last_update_in_parts(self) -> Iterator[Array]:
        """Yield the same from p's beginning to its end, so much at a time as stays in the processor's cache."""
        start = 0
        for p, g, u, decay, state in self._parts:
            with np.errstate(all="ignore"):  # values that are not finite are found by who takes the steps
                if self._before is not None:
                    update = np.asarray(p - self._before[start : start + len(p)])
                else:
                    if len(self._parts) > 1:  # else it still stands in u
                        perform(self._amount(g, u, *state))
                    update = np.asarray(-u)
                    if self.decoupled_decay and self.hyper.weight_decay:
                        share = decay * (self.hyper.learning_rate * self.hyper.weight_decay)
                        update -= share * (p - update) / (1.0 - share)
            start += len(p)
            yield update

    @property
    def carries(self) -> bool:
        """Whether a step depends on gradients of earlier ones."""
        return True

    @np.errstate(all="ignore")
    def drift(self, part: slice) -> Array:
        """Return what the next step would add to this part of p if its gradient were zero, weight decay aside.

        Later steps without a gradient add ever less.
        """
        g = np.zeros_like(self._p[part])
        u, state = np.empty_like(g), [v[part].copy() for v in self.state.values()]
        self._set_constants(self.count + 1)
        perform(self._take_in(g, u, *state))
        perform(self._amount(g, u, *state))
        if self.count:
            self._set_constants(self.count)  # as it was
        return np.asarray(-u)

    def _constant(self, value: float) -> Array:
        """Return the number as an array without axes: ufuncs take it in half the time of a Python float."""
        return np.array(value, self._p.dtype)

    def _begin(self) -> None:
        if self.count and self.count % FLUSH_EVERY == 0:
            self._flush()
        self.count += 1

    def _flush(self) -> None:
        # A dead unit's state halves for ever; below the normal range of floats arithmetic is ten times slower.
        tiny = 1e3 * float(np.finfo(self._p.dtype).tiny)
        for vector in self.state.values():
            vector[np.absolute(vector) < tiny] = 0.0

    def _set_constants(self, count: int) -> None:  # noqa: B027
        """Set what depends on the number of the step; most have nothing that does."""

    @abstractmethod
    def _take_in(self, g: Array, u: Array, *state: Array) -> Iterator[Operation]:
        """List how the state takes in g; u is scratch."""

    @abstractmethod
    def _amount(self, g: Array, u: Array, *state: Array) -> Iterator[Operation]:
        """List what writes into u what is to be subtracted from p."""


class Sgd(Optimizer):
    """v = μ v + g; p -= lr v; with Nesterov's look-ahead p -= lr (g + μ v)."""

    slots = ("velocity",)

    @property
    def carries(self) -> bool:
        """Whether there is momentum."""
        return bool(self.hyper.momentum)

    def _take_in(self, g: Array, _u: Array, *state: Array) -> Iterator[Operation]:
        if self.hyper.momentum:
            (v,) = state
            yield multiply, (v, self._constant(self.hyper.momentum)), v
            yield add, (v, g), v

    def _amount(self, g: Array, u: Array, *state: Array) -> Iterator[Operation]:
        hyper, (v,), rate = self.hyper, state, self._constant(self.hyper.learning_rate)
        if not hyper.momentum:
            yield multiply, (g, rate), u
        elif hyper.nesterov:
            yield multiply, (v, self._constant(hyper.momentum)), u
            yield add, (u, g), u
            yield multiply, (u, rate), u
        else:
            yield multiply, (v, rate), u


class RmsProp(Optimizer):
    """s = 0.99 s + 0.01 g²; p -= lr g / (√s + 1e-8)."""

    slots = ("square",)

    def _take_in(self, g: Array, u: Array, *state: Array) -> Iterator[Operation]:
        (s,) = state
        yield multiply, (g, g), u
        yield multiply, (u, self._constant(0.01)), u
        yield multiply, (s, self._constant(0.99)), s
        yield add, (s, u), s

    def _amount(self, g: Array, u: Array, *state: Array) -> Iterator[Operation]:
        (s,) = state
        yield np.sqrt, (s,), u
        yield add, (u, self._constant(1e-8)), u
        yield divide, (g, u), u
        yield multiply, (u, self._constant(self.hyper.learning_rate)), u


class Adam(Optimizer):
    """m and s are running means of g and g² (β = 0.9, 0.999); p -= lr m̂ / (√ŝ + 1e-8)."""

    slots = ("mean", "square")

    def __init__(self, p: Array, g: Array, decay: Array, hyper: Hyperparameters) -> None:
        self._root_scale, self._rate = np.array(1.0, p.dtype), np.array(1.0, p.dtype)
        super().__init__(p, g, decay, hyper)

    def _begin(self) -> None:
        super()._begin()
        self._set_constants(self.count)

    def _set_constants(self, count: int) -> None:  # m̂ = m / (1 - β₁ᵗ), ŝ = s / (1 - β₂ᵗ)
        self._root_scale[...] = 1.0 / sqrt(1.0 - 0.999**count)
        self._rate[...] = self.hyper.learning_rate / (1.0 - 0.9**count)

    def _take_in(self, g: Array, u: Array, *state: Array) -> Iterator[Operation]:
        m, s = state
        yield multiply, (m, self._constant(0.9)), m
        yield multiply, (g, self._constant(0.1)), u
        yield add, (m, u), m
        yield multiply, (s, self._constant(0.999)), s
        yield multiply, (g, g), u
        yield multiply, (u, self._constant(0.001)), u
        yield add, (s, u), s

    def _amount(self, _g: Array, u: Array, *state: Array) -> Iterator[Operation]:
        m, s = state
        yield np.sqrt, (s,), u
        yield multiply, (u, self._root_scale), u
        yield add, (u, self._constant(1e-8)), u
        yield divide, (m, u), u
        yield multiply, (u, self._rate), u


class AdamW(Adam):
    """Adam whose weight decay acts on the weights directly (Loshchilov and Hutter 2019)."""

    decoupled_decay = True


@dataclass(frozen=True)
class StepCode:
    """A step as the code of a script, without weight decay.

    `numpy` moves one array p against its gradient g at step t (the first is 1); `state` is a list of `n_state` arrays
    of its shape, which are zero at first. `torch` makes the PyTorch optimizer of the parameter `groups`. Both may use
    LEARNING_RATE and MOMENTUM.
    """

    numpy: str
    n_state: int
    torch: str


def _sgd_code(hyper: Hyperparameters) -> StepCode:
    if not hyper.momentum:
        return StepCode("p -= LEARNING_RATE * g", 0, "torch.optim.SGD(groups, lr=LEARNING_RATE)")
    direction = "(g + MOMENTUM * v)" if hyper.nesterov else "v"
    return StepCode(
        f"(v,) = state\nv[...] = MOMENTUM * v + g\np -= LEARNING_RATE * {direction}",
        1,
        f"torch.optim.SGD(groups, lr=LEARNING_RATE, momentum=MOMENTUM, nesterov={hyper.nesterov})",
    )


def _rmsprop_code(_hyper: Hyperparameters) -> StepCode:
    return StepCode(
        "(s,) = state\ns[...] = 0.99 * s + 0.01 * g * g\np -= LEARNING_RATE * g / (np.sqrt(s) + 1e-8)",
        1,
        "torch.optim.RMSprop(groups, lr=LEARNING_RATE, alpha=0.99, eps=1e-8)",
    )


def _adam_code(name: str) -> Callable[[Hyperparameters], StepCode]:
    numpy = (
        "m, s = state\n"
        "m[...] = 0.9 * m + 0.1 * g\n"
        "s[...] = 0.999 * s + 0.001 * g * g\n"
        "m_hat, s_hat = m / (1 - 0.9**t), s / (1 - 0.999**t)\n"
        "p -= LEARNING_RATE * m_hat / (np.sqrt(s_hat) + 1e-8)"
    )
    return lambda _hyper: StepCode(numpy, 2, f"torch.optim.{name}(groups, lr=LEARNING_RATE)")


@dataclass(frozen=True)
class OptimizerEntry:
    """An optimizer in the list; `uses_momentum` says whether momentum and nesterov apply."""

    key: str
    label: str
    story: str
    make: type[Optimizer]
    code: Callable[[Hyperparameters], StepCode]
    usual_rate: float  # the learning rate that it is mostly used with
    uses_momentum: bool = False


OPTIMIZERS: Registry[OptimizerEntry] = Registry("optimizer")
for _entry in (
    OptimizerEntry(
        "sgd", "SGD", "Steps straight down the gradient, with momentum if wanted.", Sgd, _sgd_code, 0.1, True
    ),
    OptimizerEntry("rmsprop", "RMSprop", "Divides by a running size of each gradient entry.", RmsProp, _rmsprop_code,
                   0.003),
    OptimizerEntry("adam", "Adam", "Momentum and a running size of each entry (Kingma and Ba 2015).", Adam,
                   _adam_code("Adam"), 0.003),
    OptimizerEntry("adamw", "AdamW", "Adam with decoupled weight decay.", AdamW, _adam_code("AdamW"), 0.003),
):  # fmt: skip
    OPTIMIZERS.add(_entry)
