"""Back-propagation through normalisation, residual connections and dropout: see `architecture`.

A hidden layer computes its weighted sum a, stages between a and z, the activation u = φ(z), stages between u and its
output h. Each stage computes its output from its input and, going back, the gradient of its input from that of its
output. Where no stage stands, two neighbours are one array: then z is a, or h is u. With δ_l = ∂J/∂a_l, s_l = ∂J/∂h_l
and W the weights of layer l + 1 (without its biases):

    s_l = W δ_{l+1} + what the skip that begins at layer l brings back,    ∂J/∂M_l = [h_{l-1}; 1] δ_lᵀ
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy import add, copyto, multiply
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.nn.activation import Activation, Slope
from actviz.nn.compiled_calls import Given, Operation, perform
from actviz.nn.dropout import Dropping, Masks
from actviz.nn.layers import Layers
from actviz.nn.normalization import BatchNormalization, Stage, Values, normalization
from actviz.nn.propagation import Paths, Propagation, alpha_step, value_kernel

Maker = Callable[[Values], Stage]


class _Layer(NamedTuple):
    """A hidden layer's weighted sum and stages."""

    a: Floats
    before: Sequence[Stage]  # between a and z
    after: Sequence[Stage]  # between u and h


class StructuredPropagation(Propagation):
    """Both passes of a network that is not plain.

    After `run`, `delta[l-1]` is the gradient with respect to the weighted sum of layer l, and `dz`, `du` and `s` are
    those with respect to z, u and h; `paths` holds the ways back through each residual block. Which outputs are dropped
    is in `masks`; nothing is until the masks are drawn.
    """

    def __init__(self, network: Layers, batch: int) -> None:
        super().__init__(network, batch)
        architecture, widths = network.architecture, network.sizes[1:-1]
        self.masks = Masks(widths, batch, network.dtype, architecture.dropout)
        self.paths = [
            Paths(b.source, b.last, np.zeros_like(self.h[b.source - 1]), np.zeros_like(self.h[b.source - 1]))
            for b in network.layout.residual_blocks
        ]
        self.u, self.du, self.dz = list(self.h), list(self.s), list(self.delta[:-1])
        self._layers: list[_Layer] = []
        self._values = []
        for i in range(len(widths)):
            before, after = self._makers(network, i)
            if before:
                self.dz[i] = np.zeros_like(self.z[i])
            if after:
                self.u[i], self.du[i] = np.zeros_like(self.h[i]), np.zeros_like(self.h[i])
            a = np.zeros_like(self.z[i]) if before else self.z[i]
            self._layers.append(
                _Layer(
                    a,
                    _chain(before, (a, self.delta[i]), (self.z[i], self.dz[i])),
                    _chain(after, (self.u[i], self.du[i]), (self.h[i], self.s[i])),
                )
            )
            self._values.append(value_kernel(network, i, batch))
        self._evaluations = [self._layer_forward(i, below, False) for i, below in enumerate(self._below[:-1])]
        self._trainings = [self._layer_forward(i, below, True) for i, below in enumerate(self._below[:-1])]

    def _makers(self, network: Layers, i: int) -> tuple[list[Maker], list[Maker]]:
        """Return what makes the stages of hidden layer i (0-based), before and after its activation, in order."""
        architecture = network.architecture
        before, after = list[Maker](), list[Maker]()
        if architecture.normalization != "none":
            stages = before if architecture.normalizes_before else after
            stages.append(partial(normalization, network, i))
        if architecture.dropout:
            after.append(partial(Dropping, self.masks, i))
        for k, path in enumerate(self.paths):
            if path.last == i + 1:
                stages = before if architecture.residual_place == "before" else after
                stages.append(partial(Joining, network, k, self.h[path.source - 1], path))
        return before, after

    def _layer_forward(self, i: int, below: Floats | Given, training: bool) -> list[Operation]:
        """Return the calls that compute the output of hidden layer i (0-based) from [h; 1] of the layer below."""
        layer = self._layers[i]
        listed: list[Operation] = [(np.ndarray.dot, (self._network.matrices[i].T, below, layer.a), None)]
        for stage in layer.before:
            listed += stage.training() if training else stage.evaluating()
        listed.append((self._values[i], (self.z[i], self.u[i]), None))
        for stage in layer.after:
            listed += stage.training() if training else stage.evaluating()
        return listed

    def forward(self, depth: int | None = None, training: bool = False) -> None:
        """Compute z, u and h of every layer, or of the first `depth` hidden layers only, from `inputs`.

        In `training` normalisation is by the batch, and the masks hold; otherwise by the running statistics, without
        dropout.
        """
        layers = self._trainings if training else self._evaluations
        for listed in layers if depth is None else layers[:depth]:
            perform(listed)
        if depth is None:
            product, source, z = self._output
            product(source, z)

    def operations(self, x: Floats | Given, y: Floats | Given) -> Iterator[Operation]:
        """Yield the calls of both passes of a training step for the inputs [x; 1] and the target y."""
        network = self._network
        for i, below in enumerate([x, *self._below[1:-1]]):
            yield from self._layer_forward(i, below, training=True)
        product, source, logits = self._output
        yield product, (source, logits), None
        yield self._loss, (y,), None  # this also writes δ_L
        by_source = {path.source: path for path in self.paths}
        for i in range(network.n_layers - 1, 0, -1):
            layer, path = self._layers[i - 1], by_source.get(i)
            if path is None:
                yield network.weights[i].dot, (self.delta[i], self.s[i - 1]), None
            else:
                yield network.weights[i].dot, (self.delta[i], path.branch), None
                yield add, (path.branch, path.skip), self.s[i - 1]
            for stage in reversed(layer.after):
                yield from stage.backward()
            z, du, dz = self.z[i - 1], self.du[i - 1], self.dz[i - 1]
            yield self._slope(i - 1), (z, self.u[i - 1], dz), None
            step_of_alpha = alpha_step(network, i - 1, z, du)
            if step_of_alpha is not None:
                yield step_of_alpha, (), None
            yield multiply, (du, dz), dz
            for stage in reversed(layer.before):
                yield from stage.backward()
        yield from self._weight_operations(x)

    @property
    def batch_normalizations(self) -> list[BatchNormalization]:
        """The hidden layers' normalisations by the batch, first layer first; none where there is another one."""
        stages = [stage for layer in self._layers for stage in (*layer.before, *layer.after)]
        return [stage for stage in stages if isinstance(stage, BatchNormalization)]

    def draw_masks(self, key: NDArray[np.uint64], step: int) -> None:
        """Choose the outputs that a training step drops, from two numbers and the step's."""
        self.masks.draw(key, step)

    def statistics_operations(self) -> Iterator[Operation]:
        """Yield the calls that bring the running statistics up to the batch's."""
        for layer in self._layers:
            for stage in (*layer.before, *layer.after):
                yield from stage.statistics()

    def _slope(self, i: int) -> Slope:
        network, learned = self._network, self._network.alphas[i]
        alpha = network.fixed_alphas[i] if learned is None else learned
        activation: Activation = network.activations[i]
        return activation.make(self.z[i].shape, network.dtype, alpha)[1]


class Joining:
    """Adds what a skip carries: out = scale · x + skip, at the last layer of residual block `block` (0-based).

    `source` is h of the block's source, whose gradient over the skip is written into `path`.
    """

    def __init__(self, network: Layers, block: int, source: Floats, path: Paths, values: Values) -> None:
        self._values, self._source, self._path = values, source, path
        layout, dtype = network.layout, network.dtype
        self._matrix = layout.matrix_of(block, network.parameters)
        self._matrix_gradient = layout.matrix_of(block, network.gradient)
        self._skip = source if self._matrix is None else np.zeros_like(values.out)
        span = layout.scales[block]
        self._learned = span.stop > span.start
        scale = network.architecture.branch_scale(len(layout.residual_blocks))
        self._scale: Floats | None = None if scale == 1.0 and not self._learned else np.array(scale, dtype)
        if self._learned:
            self._scale = network.parameters[span].reshape(())
            self._scale_gradient = network.gradient[span].reshape(())
            self._product = np.zeros_like(values.x)
            self._ones = np.ones(values.x.size, dtype)

    def training(self) -> Iterator[Operation]:
        """Compute `out`."""
        x, out, *_ = self._values
        if self._matrix is not None:
            yield self._matrix.T.dot, (self._source, self._skip), None
        if self._scale is None:
            yield add, (x, self._skip), out
        else:
            yield multiply, (x, self._scale), out
            yield add, (out, self._skip), out

    def evaluating(self) -> Iterator[Operation]:
        """Do the same."""
        yield from self.training()

    def backward(self) -> Iterator[Operation]:
        """Send the gradient both ways: over the branch, times its scale, and over the skip."""
        x, _, dx, dout = self._values
        if self._matrix is None or self._matrix_gradient is None:
            yield copyto, (self._path.skip, dout), None
        else:
            yield self._matrix.dot, (dout, self._path.skip), None
            yield self._source.dot, (dout.T, self._matrix_gradient), None
        if self._learned:
            yield multiply, (dout, x), self._product
            yield self._product.ravel().dot, (self._ones, self._scale_gradient), None
        if self._scale is None:
            yield copyto, (dx, dout), None
        else:
            yield multiply, (dout, self._scale), dx

    def statistics(self) -> Iterator[Operation]:
        """There are none."""
        yield from ()


def _chain(makers: Sequence[Maker], first: tuple[Floats, Floats], last: tuple[Floats, Floats]) -> list[Stage]:
    """Make stages that lead from the first pair of values and gradient to the last."""
    between = [(np.zeros_like(last[0]), np.zeros_like(last[0])) for _ in makers[1:]]
    ends = [first, *between, last]
    return [make(Values(x, out, dx, dout)) for make, (x, dx), (out, dout) in zip(makers, ends, ends[1:], strict=False)]
