"""Underflow: find the layers whose gradients are 0 only because a float cannot hold them.

A product of many small slopes and weights falls below the smallest float (1.4e-45 in float32) long before it is zero.
A layer under one that is dead, or under weights of zero, has a gradient of exactly 0 instead. The two read alike, so
where a gradient reads 0 the backward pass is repeated with every layer's δ scaled to a largest entry of about 1, and
with slopes in float64. Where a smooth function's value or slope is 0 in float64, too, it counts as very small.
"""

from __future__ import annotations

import numpy as np

from actviz.arrays import Bools, Floats
from actviz.nn.activation import Activation, Alpha
from actviz.nn.network import Network
from actviz.nn.propagation import Propagation
from actviz.nn.structured_propagation import StructuredPropagation

SOUND = 1e-20  # entries this large are taken from the ordinary pass as they are
VERY_SMALL = 1e-300
ASIDE = 1e-3  # a root of a function ends within this distance, an underflow goes on


@np.errstate(all="ignore")
def underflowing_layers(network: Network, passes: Propagation, parameters: Floats, zero: Bools) -> Bools:
    """Return for which of the layers whose weight gradient reads 0 it is below the normal range of floats instead.

    Args:
        network: the network of the passes.
        passes: they hold the gradient's batch.
        parameters: all of them, as they were when the passes ran.
        zero: (L,) which layers' gradients read 0; layer 1 first, as in the result.
    """
    if isinstance(passes, StructuredPropagation):
        return zero & (_wide_gradients(network, passes, parameters) > 0.0)
    again = _Again(network, passes, parameters)
    found = np.zeros(len(zero), bool)
    least = float(np.log2(np.finfo(network.dtype).tiny))
    delta, power = _scaled(passes.delta[-1])
    for i in range(len(zero) - 1, -1, -1):
        if not zero[: i + 1].any() or not delta.any():
            break
        if zero[i]:
            below, power_below = _scaled(again.below(i))
            largest = float(np.absolute(below.dot(delta.T)).max())
            found[i] = largest > 0.0 and np.log2(largest) + power + power_below < least
        if i:
            delta, power = again.delta(i - 1, delta, power)
    return found


def _wide_gradients(network: Network, passes: StructuredPropagation, parameters: Floats) -> Floats:
    """Return the largest entry of each layer's weight gradient, (L,), from the same passes in float64.

    Normalisation and skips keep the gradient of a network that is not plain within its range, so no more is needed.
    """
    wide = network.twin("float64")
    wide.parameters[...] = parameters
    again = wide.propagation(passes.target.shape[1])
    again.inputs[...], again.target[...] = passes.inputs, passes.target
    if isinstance(again, StructuredPropagation):
        again.masks.copy(passes.masks)
    again.run()
    return np.array([float(np.absolute(gradient).max(initial=0.0)) for gradient in wide.weight_gradients])


class _Again:
    """The passes' layers with a wider range; layers are counted from 0."""

    def __init__(self, network: Network, passes: Propagation, parameters: Floats) -> None:
        self._passes, self._activations = passes, network.activations
        self._matrices, learned = network.layout.matrices(parameters), network.layout.alphas(parameters)
        self._alphas: list[Alpha] = [
            fixed if a is None else a for a, fixed in zip(learned, network.fixed_alphas, strict=True)
        ]
        self._wide: list[Floats] = []  # the layers' outputs in float64, as far as they were wanted

    def below(self, i: int) -> Floats:
        """Return the inputs of a layer, (fan_in, batch), in float64 where they all read 0."""
        if i == 0:
            return self._passes.inputs
        h, z = self._passes.h[i - 1], self._passes.z[i - 1]
        if h.any() or self._activations[i - 1].is_flat(z, self._alphas[i - 1]).all():
            return h
        while len(self._wide) < i:
            k = len(self._wide)
            matrix = self._matrices[k].astype(np.float64)
            below = self._wide[-1] if k else self._passes.inputs.astype(np.float64)
            self._wide.append(self._output(k, matrix[:-1].T.dot(below) + matrix[-1][:, None]))
        return self._wide[i - 1]

    def _output(self, i: int, z: Floats) -> Floats:
        activation, alpha = self._activations[i], self._alphas[i]
        h = activation.value(z, alpha)
        return _never_lost(h, activation, z, alpha, activation.value(z + ASIDE, alpha) == 0.0)

    def delta(self, i: int, above: Floats, power: int) -> tuple[Floats, int]:
        """Return δ of a hidden layer, scaled, from that of the layer above; and the power of two that scales it."""
        if _is_sound(self._passes.delta[i]):
            return _scaled(self._passes.delta[i])
        if _is_sound(self._passes.s[i]):
            s, power = _scaled(self._passes.s[i])
        else:
            s, power_s = _scaled(self._matrices[i + 1][:-1].dot(above))
            power += power_s
        activation, z, alpha = self._activations[i], self._passes.z[i].astype(np.float64), self._alphas[i]
        slopes = activation.slope(z, alpha)
        delta, power_delta = _scaled(s * _never_lost(slopes, activation, z, alpha))
        return delta.astype(s.dtype), power + power_delta


def _never_lost(values: Floats, activation: Activation, z: Floats, alpha: Alpha, where: Bools | bool = True) -> Floats:
    """Return the values (or slopes) at z; zeros outside the flat regions, and there only `where`, made very small."""
    lost = (values == 0.0) & where
    if not lost.any():
        return values
    return np.where(lost & ~activation.is_flat(z, alpha), VERY_SMALL, values)


def _is_sound(x: Floats) -> bool:
    return bool(np.absolute(x).max(initial=0.0) > SOUND)


def _scaled(x: Floats) -> tuple[Floats, int]:
    """Return x with a largest entry between ½ and 1, and the power of two that gives x back."""
    largest = float(np.absolute(x).max(initial=0.0))
    if largest == 0.0 or not np.isfinite(largest):
        return x, 0
    power = int(np.frexp(largest)[1])
    return np.ldexp(x, -power), power
