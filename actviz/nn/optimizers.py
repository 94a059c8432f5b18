"""Optimizers move the parameter vector by one step, given the gradient vector; the registry has one entry each.

To add an optimizer, write a subclass of Optimizer, a function that returns its StepCode, and an entry in OPTIMIZERS.
Its calls take the learning rate from the array `_rate`, which a schedule sets.
The controls, the command line, the remedies and the scripts read it from there; the tests compare it with its code.

p is the parameter vector, g the gradient, u a scratch vector, all of one length. The update rules and their
constants are those of torch.optim, so that runs can be compared. Weight decay applies to weights only, never to
biases or a learned α: `decay` is 1 for each entry of p that decays and 0 for the others.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from math import sqrt

import numpy as np
from numpy import add, copyto, divide, multiply, subtract

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.compiled_calls import Operation, perform
from actviz.registry import Registry
from actviz.translation import looked_up, mark

PART_SIZE = 1 << 16  # entries moved at a time: with gradient and state about 1 MB
FLUSH_EVERY = 64  # steps
LEAST_LEFT = 0.5  # if decoupled decay leaves at least this share of p, p before a step follows from p after it


@dataclass(frozen=True)
class Hyperparameters:
    """The settings of an optimizer; a change of them makes a new optimizer.

    `learning_rate` is the largest one: a schedule sets shorter ones, see `Optimizer.set_rate`.
    """

    learning_rate: float
    momentum: float
    nesterov: bool
    weight_decay: float


class Optimizer(ABC):
    """Base class: subclasses name their state vectors in `slots` and list the calls that update the state and p.

    A long p is updated in parts, so that a part's arrays stay in the processor's cache between operations.
    """

    slots: tuple[str, ...] = ()
    decoupled_decay = False

    def __init__(self, p: Floats, g: Floats, decay: Floats, hyper: Hyperparameters) -> None:
        self.hyper = hyper
        self.rate = hyper.learning_rate  # of the latest step, or of all of them
        self.count = 0  # steps so far
        self.state = {name: np.zeros(p.shape, p.dtype) for name in self.slots}  # np.zeros maps memory on first use
        self._p, self._u = p, np.empty_like(p[:PART_SIZE])
        self._rate = self._constant(hyper.learning_rate)
        self._decay_share = self._constant(hyper.learning_rate * hyper.weight_decay)
        # strong decay leaves too little of p to compute p before the step from p after it
        is_strong = self.decoupled_decay and hyper.learning_rate * hyper.weight_decay > 1.0 - LEAST_LEFT
        self._before = np.empty_like(p) if is_strong else None
        self._parts = [
            (p[i:j], g[i:j], self._u[: j - i], decay[i:j], [v[i:j] for v in self.state.values()])
            for i, j in ((i, min(i + PART_SIZE, len(p))) for i in range(0, len(p), PART_SIZE))
        ]

    def set_rate(self, rate: float) -> None:
        """Set the learning rate of the next steps, at most that of `hyper`."""
        self.rate = rate
        self._rate[...] = rate
        self._decay_share[...] = rate * self.hyper.weight_decay

    def step(self) -> None:
        """Move p one step against g; weight decay may change g."""
        perform(self.operations())

    def operations(self) -> Iterator[Operation]:
        """Yield the calls of a step in order."""
        yield self._begin, (), None
        rate = self.hyper.weight_decay
        if self._before is not None:
            yield copyto, (self._before, self._p), None
        for p, g, u, decay, state in self._parts:
            if rate and self.decoupled_decay:
                yield multiply, (decay, p), u
                yield multiply, (u, self._decay_share), u
                yield subtract, (p, u), p
            elif rate:
                yield multiply, (decay, p), u
                yield multiply, (u, self._constant(rate)), u
                yield add, (g, u), g
            yield from self._update_state(g, u, *state)
            yield from self._amount(g, u, *state)
            yield subtract, (p, u), p

    def last_update(self, out: Floats | None = None) -> Floats:
        """Return the change of p by the last step; valid while g and the state are unchanged.

        If `out`, a vector as long as p, is given, the change is written into it.
        """
        update, start = np.empty_like(self._p) if out is None else out, 0
        for part in self.last_update_in_parts():
            update[start : start + len(part)] = part
            start += len(part)
        return update

    def last_update_in_parts(self) -> Iterator[Floats]:
        """Yield the same change in parts from start to end, each small enough for the processor's cache."""
        start = 0
        for p, g, u, decay, state in self._parts:
            with np.errstate(all="ignore"):  # the caller of the steps detects non-finite values
                if self._before is not None:
                    update = np.asarray(p - self._before[start : start + len(p)])
                else:
                    if len(self._parts) > 1:  # else u still holds the change
                        perform(self._amount(g, u, *state))
                    update = np.asarray(-u)
                    if self.decoupled_decay and self.hyper.weight_decay:
                        # p is the vector after the step; before it, p was (p - update) / (1 - share)
                        share = decay * (self.rate * self.hyper.weight_decay)
                        update -= share * (p - update) / (1.0 - share)
            start += len(p)
            yield update

    @property
    def carries(self) -> bool:
        """Whether a step depends on the gradients of earlier steps."""
        return True

    @np.errstate(all="ignore")
    def drift(self, part: slice, rate: float | None = None) -> Floats:
        """Return the change of this part of p in the next step if its gradient were zero, without weight decay.

        Further steps without a gradient, at the same learning rate, change p ever less. `rate` is that learning rate;
        None is that of the latest step.
        """
        latest = self.rate
        self.set_rate(latest if rate is None else rate)
        g = np.zeros_like(self._p[part])
        u, state = np.empty_like(g), [v[part].copy() for v in self.state.values()]
        self._set_constants(self.count + 1)
        perform(self._update_state(g, u, *state))
        perform(self._amount(g, u, *state))
        self.set_rate(latest)  # restored, with what depends on it
        if self.count:
            self._set_constants(self.count)
        return np.asarray(-u)

    def _constant(self, value: float) -> Floats:
        """Return the number as a 0-dimensional array: ufuncs are twice as fast with it as with a Python float."""
        return np.array(value, self._p.dtype)

    def _begin(self) -> None:
        if self.count and self.count % FLUSH_EVERY == 0:
            self._flush()
        self.count += 1

    def _flush(self) -> None:
        # A dead unit's state shrinks for ever; arithmetic with subnormal floats is ten times slower.
        tiny = 1e3 * float(np.finfo(self._p.dtype).tiny)
        for vector in self.state.values():
            vector[np.absolute(vector) < tiny] = 0.0

    def _set_constants(self, count: int) -> None:  # noqa: B027
        """Set the constants that depend on the number of the step; most optimizers have none."""

    @abstractmethod
    def _update_state(self, g: Floats, u: Floats, *state: Floats) -> Iterator[Operation]:
        """Yield the calls that update the state with g; u is scratch."""

    @abstractmethod
    def _amount(self, g: Floats, u: Floats, *state: Floats) -> Iterator[Operation]:
        """Yield the calls that write into u the amount to subtract from p."""


class Sgd(Optimizer):
    """v = μ v + g; p -= lr v; with Nesterov momentum p -= lr (g + μ v)."""

    slots = ("velocity",)

    @property
    def carries(self) -> bool:
        """Whether the momentum is not 0."""
        return bool(self.hyper.momentum)

    def _update_state(self, g: Floats, _u: Floats, *state: Floats) -> Iterator[Operation]:
        if self.hyper.momentum:
            (v,) = state
            yield multiply, (v, self._constant(self.hyper.momentum)), v
            yield add, (v, g), v

    def _amount(self, g: Floats, u: Floats, *state: Floats) -> Iterator[Operation]:
        hyper, (v,), rate = self.hyper, state, self._rate
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

    def _update_state(self, g: Floats, u: Floats, *state: Floats) -> Iterator[Operation]:
        (s,) = state
        yield multiply, (g, g), u
        yield multiply, (u, self._constant(0.01)), u
        yield multiply, (s, self._constant(0.99)), s
        yield add, (s, u), s

    def _amount(self, g: Floats, u: Floats, *state: Floats) -> Iterator[Operation]:
        (s,) = state
        yield np.sqrt, (s,), u
        yield add, (u, self._constant(1e-8)), u
        yield divide, (g, u), u
        yield multiply, (u, self._rate), u


class Adam(Optimizer):
    """m and s are running means of g and g² (β = 0.9, 0.999); p -= lr m̂ / (√ŝ + 1e-8)."""

    slots = ("mean", "square")

    def __init__(self, p: Floats, g: Floats, decay: Floats, hyper: Hyperparameters) -> None:
        self._root_scale, self._unbiased_rate = np.array(1.0, p.dtype), np.array(1.0, p.dtype)
        super().__init__(p, g, decay, hyper)

    def _begin(self) -> None:
        super()._begin()
        self._set_constants(self.count)

    def _set_constants(self, count: int) -> None:  # m̂ = m / (1 - β₁ᵗ), ŝ = s / (1 - β₂ᵗ)
        self._root_scale[...] = 1.0 / sqrt(1.0 - 0.999**count)
        self._unbiased_rate[...] = self.rate / (1.0 - 0.9**count)

    def _update_state(self, g: Floats, u: Floats, *state: Floats) -> Iterator[Operation]:
        m, s = state
        yield multiply, (m, self._constant(0.9)), m
        yield multiply, (g, self._constant(0.1)), u
        yield add, (m, u), m
        yield multiply, (s, self._constant(0.999)), s
        yield multiply, (g, g), u
        yield multiply, (u, self._constant(0.001)), u
        yield add, (s, u), s

    def _amount(self, _g: Floats, u: Floats, *state: Floats) -> Iterator[Operation]:
        m, s = state
        yield np.sqrt, (s,), u
        yield multiply, (u, self._root_scale), u
        yield add, (u, self._constant(1e-8)), u
        yield divide, (m, u), u
        yield multiply, (u, self._unbiased_rate), u


class AdamW(Adam):
    """Adam whose weight decay acts on the weights directly (Loshchilov and Hutter 2019)."""

    decoupled_decay = True


@dataclass(frozen=True)
class StepCode:
    """The code of a step for the exported scripts, without weight decay.

    `numpy` updates one array p from its gradient g at step t (the first is 1); `state` is a list of `n_state` arrays
    of its shape, initially zero. `torch` makes the PyTorch optimizer of the parameter `groups`. Both may use
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


@looked_up("story")
@dataclass(frozen=True)
class OptimizerEntry:
    """An optimizer in the registry; `uses_momentum` tells whether momentum and nesterov apply."""

    key: str
    label: str
    story: str
    make: type[Optimizer]
    code: Callable[[Hyperparameters], StepCode]
    usual_rate: float  # the usual learning rate
    uses_momentum: bool = False


OPTIMIZERS: Registry[OptimizerEntry] = Registry(mark("optimizer"))
for _entry in (
    OptimizerEntry("sgd", "SGD", mark("Steps straight down the gradient, with momentum if wanted."), Sgd, _sgd_code,
                   0.1, True),
    OptimizerEntry("rmsprop", "RMSprop", mark("Divides by a running size of each gradient entry."), RmsProp,
                   _rmsprop_code, 0.003),
    OptimizerEntry("adam", "Adam", mark("Momentum and a running size of each entry (Kingma and Ba 2015)."), Adam,
                   _adam_code("Adam"), 0.003),
    OptimizerEntry("adamw", "AdamW", mark("Adam with decoupled weight decay."), AdamW, _adam_code("AdamW"), 0.003),
):  # fmt: skip
    OPTIMIZERS.add(_entry)


def usual_rate(key: str, momentum: float) -> float:
    """Return the usual learning rate of an optimizer; momentum m makes a steady step 1/(1 - m) times as long."""
    entry = OPTIMIZERS[key]
    return float(f"{entry.usual_rate * (1.0 - (momentum if entry.uses_momentum else 0.0)):.2g}")
