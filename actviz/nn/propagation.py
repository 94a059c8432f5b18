"""Back-propagation for one batch size, with every array made once.

h_0 is the input and h_l = φ(z_l) with z_l = M_lᵀ [h_{l-1}; 1]. Going back, with δ_l = ∂J/∂z_l and s_l = ∂J/∂h_l:
∂J/∂M_l = [h_{l-1}; 1] δ_lᵀ,  s_{l-1} = W_l δ_l (W_l: M_l without its last row, the biases),
δ_{l-1} = s_{l-1} ⊙ φ′(z_{l-1}).
Arrays are (units, batch); hidden layers of one kind are adjacent, so that one call computes all their slopes.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any

import numpy as np
from numpy import copyto, matmul, multiply
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.compiled_calls import Given, Operation, straight_line
from actviz.nn.layers import Layers

Hook = Callable[[], object]
LEAST_STACK = 4  # products; calling matmul costs as much as three small ones one by one


@dataclass(frozen=True, eq=False)
class Paths:
    """How the gradient comes back to the output of a block's source: over the branch and over the skip.

    `source` and `last` are hidden layers (1-based); `branch` and `skip` are (units of the source, batch), and their
    sum is s of the source.
    """

    source: int
    last: int
    branch: Floats
    skip: Floats


class Propagation:
    """Forward and backward passes of one network for one batch size.

    The caller fills `inputs` (n_0, batch) and `target` (n_L, batch); `inputs_and_ones` has a row of ones more.
    After `run`, `z[l-1]` holds z_l, `h[l-1]` h_l (hidden layers), `delta[l-1]` δ_l and `s[l-1]` s_l (hidden
    layers), and the network's gradient vector holds dJ/dp. `u` are the activations' own outputs φ(z), `du` the
    gradients with respect to them, and `dz` those with respect to z; in a plain network these are h, s and δ.
    """

    def __init__(self, network: Layers, batch: int) -> None:
        n_in, *hidden, n_out = network.sizes
        dtype = network.dtype
        x = np.ones((batch, n_in + 1), dtype).T  # an example's inputs side by side, as the data come
        self.inputs_and_ones: Floats = x
        self.inputs: Floats = x[:-1]
        self.target: Floats = np.zeros((n_out, batch), dtype)
        # all layers' arrays lie in one, so that one call can do a run of layers
        rows = sum(n + 1 for n in hidden)
        flat_z, flat_h, flat_s, flat_delta = (np.zeros((rows, batch), dtype) for _ in range(4))
        ends = np.cumsum([0, *(n + 1 for n in hidden)]).tolist()
        spans = [slice(a, b) for a, b in pairwise(ends)]
        for end in ends[1:]:
            flat_h[end - 1] = 1.0  # the row of ones under each layer's outputs
        logits, delta_out = np.zeros((n_out, batch), dtype), np.zeros((n_out, batch), dtype)
        self.hidden_z: Floats = flat_z  # all hidden layers', each with a row more than its units
        self.z: list[Floats] = [*(flat_z[s][:-1] for s in spans), logits]
        self.h: list[Floats] = [flat_h[s][:-1] for s in spans]
        self.s: list[Floats] = [flat_s[s][:-1] for s in spans]
        self.delta: list[Floats] = [*(flat_delta[s][:-1] for s in spans), delta_out]
        self.u, self.du, self.dz = self.h, self.s, self.delta[:-1]
        self.is_plain = network.architecture.is_plain
        self.paths: list[Paths] = []  # of the residual blocks
        below = [x, *(flat_h[s] for s in spans)]  # [h; 1] of the layer below each layer

        self._forward = [
            (matrix.T.dot, source, z, value_kernel(network, i, batch), h)
            for i, (matrix, source, z, h) in enumerate(zip(network.matrices, below, self.z, self.h, strict=False))
        ]
        self._output = (network.matrices[-1].T.dot, below[-1], logits)
        self._loss = network.loss.make(logits, delta_out)
        self._network = weakref.proxy(network)  # the network holds this object: a cycle would delay freeing both
        self._hidden = spans, flat_z, flat_h, flat_delta
        self._below = below

    def forward(self, depth: int | None = None, training: bool = False) -> None:  # noqa: ARG002
        """Compute z and h of every layer, or of the first `depth` hidden layers only, from `inputs`.

        `training` asks for what a training step computes, where that is something else.
        """
        for product, source, z, value, h in self._forward if depth is None else self._forward[:depth]:
            product(source, z)
            value(z, h)
        if depth is not None:
            return
        product, source, z = self._output
        product(source, z)

    def loss(self) -> float:
        """Run the forward pass of training alone; return the mean loss over the batch."""
        self.forward(training=True)
        return self._loss(self.target)

    def run(self) -> float:
        """Run both passes; return the mean loss over the batch."""
        return self._run()

    @cached_property
    def _run(self) -> Callable[[], float]:
        return straight_line(self.operations(self.inputs_and_ones, self.target), self._loss)

    def step(
        self, between: Iterable[Operation], move: Iterable[Operation], before: Iterable[Operation] = ()
    ) -> Callable[[Floats, Floats, Hook], float]:
        """Prepare a training step on any batch, x (n_0 + 1, batch) with a row of ones and contiguous y (n_L, batch).

        The step is a function of x, y and a hook that records the gradient. `before` is done first, and `between`
        between the passes and `move`, which moves the parameters. It returns the mean loss; `inputs` and `target`
        stay as they are.
        """
        x, y, hook = Given("x"), Given("y"), Given("hook")
        listed = [*before, *self.operations(x, y), (hook, (), None), *between, *move, *self.statistics_operations()]
        return straight_line(listed, self._loss, (x, y, hook))

    def operations(self, x: Floats | Given, y: Floats | Given) -> Iterator[Operation]:
        """Yield the calls of both passes for the inputs [x; 1] and the target y: back-propagation as in textbooks."""
        network, (spans, flat_z, flat_h, flat_delta) = self._network, self._hidden
        below = [x, *self._below[1:]]
        for (product, _, z, value, h), source in zip(self._forward, below, strict=False):
            yield product, (source, z), None
            yield value, (z, h), None
        product, _, logits = self._output
        yield product, (below[-1], logits), None
        yield self._loss, (y,), None  # this also writes δ_L

        # all slopes before the first product: they depend on z alone, and equal layers share a call
        for slope, rows in slope_kernels(network, spans, flat_z.shape[1]):
            yield slope, (flat_z[rows], flat_h[rows], flat_delta[rows]), None  # φ′(z) goes where δ will be
        # from the output back: δ of a layer needs that of the layer above
        for i in range(network.n_layers - 1, 0, -1):
            s, delta = self.s[i - 1], self.delta[i - 1]
            yield network.weights[i].dot, (self.delta[i], s), None
            step_of_alpha = alpha_step(network, i - 1, self.z[i - 1], s)
            if step_of_alpha is not None:
                yield step_of_alpha, (), None
            yield multiply, (s, delta), delta

        yield from self._weight_operations(x)

    def _weight_operations(self, x: Floats | Given) -> Iterator[Operation]:
        """Yield the calls for the weights' gradients, last of all: when every δ is there, equal shapes are stacked."""
        network, (spans, _, flat_h, flat_delta) = self._network, self._hidden
        for run in equal_runs(network.sizes):
            if len(run) >= LEAST_STACK:
                yield from _stacked_products(run, spans, flat_h, flat_delta, network.matrix_gradients)
                continue
            for i in run:
                if i:
                    yield self._below[i].dot, (self.delta[i].T, network.matrix_gradients[i]), None
                else:
                    yield np.ndarray.dot, (x, self.delta[0].T, network.matrix_gradients[0]), None

    def draw_masks(self, key: NDArray[np.uint64], step: int) -> None:
        """Choose the outputs that a training step drops, from two numbers and the step's number; here none is."""

    def statistics_operations(self) -> Iterator[Operation]:
        """Yield the calls that bring the running statistics up to the batch's; a plain network has none."""
        yield from ()

    def weight_gradients(self) -> tuple[Floats, ...]:
        """Return ∂J/∂W of each layer after `run`, (fan_in, fan_out), as new arrays."""
        with np.errstate(all="ignore"):
            return tuple(h[:-1].dot(delta.T) for h, delta in zip(self._below, self.delta, strict=True))

    def gradient_factors(self) -> list[tuple[Floats, Floats]]:
        """Return copies of each layer's [h; 1], (fan_in + 1, B), and δ, (fan_out, B).

        The gradient of the layer's weights and biases is [h; 1] δᵀ.
        """
        return [(h.copy(), delta.copy()) for h, delta in zip(self._below, self.delta, strict=True)]


def equal_runs(sizes: Sequence[int]) -> list[range]:
    """Split the layers (0-based) into runs; in a run of several, every layer has the same fan_in = fan_out."""
    runs: list[range] = []
    for i, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        between_hidden = 0 < i < len(sizes) - 2
        if between_hidden and runs and runs[-1].start > 0 and sizes[runs[-1].start] == fan_in == fan_out:
            runs[-1] = range(runs[-1].start, i + 1)
        else:
            runs.append(range(i, i + 1))
    return runs


def _stacked_products(
    run: range, spans: Sequence[slice], flat_h: Floats, flat_delta: Floats, gradients: Sequence[Floats]
) -> Iterator[Operation]:
    """Yield a run's products [h; 1] δᵀ as one call on three-dimensional views.

    In OpenBLAS a small product with a transposed second factor takes 1.2 to 1.7 times as long as a plain one. Copying
    that factor for all layers at once pays (widths 24 to 96, batches up to 64); layer by layer it does not.
    """
    below, own = spans[run.start - 1], spans[run.start]
    rows, width = own.stop - own.start, gradients[run.start].shape[1]
    h3 = flat_h[below.start : below.start + len(run) * rows].reshape(len(run), rows, -1)
    delta3 = flat_delta[own.start : own.start + len(run) * rows].reshape(len(run), rows, -1)[:, :width]
    delta3_t = delta3.transpose(0, 2, 1)
    first = gradients[run.start]
    gradient3 = np.lib.stride_tricks.as_strided(
        first, (len(run), rows, width), (rows * width * first.itemsize, *first.strides)
    )
    batch = h3.shape[2]
    if 24 <= width <= 96 and batch <= 64:
        turned = np.empty((len(run), batch, width), first.dtype)
        yield copyto, (turned, delta3_t), None
        delta3_t = turned
    yield matmul, (h3, delta3_t), gradient3


def value_kernel(network: Layers, i: int, batch: int) -> Callable[[Floats, Floats], object]:
    """Return the value kernel of a hidden layer (0-based)."""
    alpha = network.alphas[i] if network.alphas[i] is not None else network.fixed_alphas[i]
    shape = (network.sizes[i + 1], batch)
    return network.activations[i].make(shape, network.dtype, alpha)[0]


def slope_kernels(network: Layers, spans: list[slice], batch: int) -> list[tuple[Any, slice]]:
    """Return one slope kernel per run of adjacent layers with the same activation and α, with the run's rows."""

    def kind(i: int) -> tuple[str, object]:
        learned = network.alphas[i] is not None
        return network.activations[i].key, i if learned else network.fixed_alphas[i]

    kernels = []
    for _, run in groupby(range(len(spans)), key=kind):
        layers = list(run)
        first, last = layers[0], layers[-1]
        alpha = network.alphas[first]
        # a learned α may have a row per unit, and none for the row of ones below the units
        rows = slice(spans[first].start, spans[last].stop - (1 if alpha is not None else 0))
        shape = (rows.stop - rows.start, batch)
        make = network.activations[first].make
        kernels.append((make(shape, network.dtype, network.fixed_alphas[first] if alpha is None else alpha)[1], rows))
    return kernels


def alpha_step(network: Layers, i: int, z: Floats, s: Floats) -> Callable[[], None] | None:
    """Return a function that writes ∂J/∂α = Σ s ⊙ min(0, z), summed over the batch and, for one α per layer, units."""
    gradient = network.alpha_gradients[i]
    if gradient is None:
        return None
    zeros, product = np.zeros_like(z), np.empty_like(z)
    per_unit = len(gradient) > 1

    def step() -> None:
        np.minimum(z, zeros, out=product)
        multiply(product, s, out=product)
        if per_unit:
            np.add.reduce(product, axis=1, out=gradient[:, 0])
        else:
            gradient[0, 0] = np.add.reduce(product, axis=None)

    return step
