"""Mean-field theory with normalisation and residual connections, at step 0, in wide layers and large batches.

The state that is followed forward is the mean square S of a layer's outputs, their mean M over the units, and their
variance V over the batch. With Z ~ N(m, q) the activation's input:

    weighted sum      q = σ_w² S + σ_b², of mean m; its variance over the batch is σ_w² V
    normalised before Z ~ N(0, 1); the gradient is divided by the deviation that the sum had: by √(σ_w² V) for batch,
                      √q for layer, √(q + m²) for RMS normalisation
    normalised after  the output has S = 1; the gradient is divided by the deviation of φ(Z), or its RMS
    skip added after  h = h′ + c u:  S = S′ + c² E[u²] + 2 c M′ E[u],  M = M′ + c E[u],  V = V′ + c² V[u]

Going back, ‖∂J/∂h‖² is multiplied by E[φ′(Z)²], by the squared divisors, and by σ_w² of the layer above; a skip adds
what comes back over it. So with batch normalisation each layer multiplies the squared gradient by
E[φ′(Z)²] / V[φ(Z)], whatever the weights: for ReLU π/(π - 1), a factor of 1.211 for the gradient (Yang et al. 2019,
arXiv 1902.08129); and with skips by 1 + χ (Yang and Schoenholz 2017, arXiv 1712.08969).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from actviz.arrays import Floats
from actviz.nn.activation import Activation
from actviz.nn.architecture import Architecture, Block
from actviz.nn.normal_expectation import NotConverged, normal_expectation
from actviz.nn.theory import LayerPrior, MeanField
from actviz.translation import tr

CENTRED = 0.01  # inputs whose mean square and variance differ by a smaller share have mean 0


class _Outputs(NamedTuple):
    """A layer's outputs."""

    square: float  # S
    mean: float  # M
    variance: float  # V


class _Layer(NamedTuple):
    """What a hidden layer does to the squared gradient."""

    slope: float  # E[φ′²]
    before: float  # the squared divisor of a normalisation before the activation, else 1
    after: float  # of one after it


def why_no_theory(
    architecture: Architecture, sizes: Sequence[int], layers: Sequence[LayerPrior], inputs: tuple[float, float]
) -> str:
    """Return, as a clause, why no theory is drawn for an architecture; "" where there is one.

    `inputs` are the mean square of the network's inputs and their variance over the examples.
    """
    if not architecture.residual and architecture.normalization == "none":
        return ""
    if architecture.residual and architecture.residual_place == "before":
        return tr("none is known here for skips that are added before the activation")
    if architecture.residual and architecture.residual_scale == "learned":
        return tr("the branches start with a factor of 0, so no gradient enters them")
    if any(block.projected for block in architecture.blocks(sizes)):
        return tr("none is known here for skips through a projection")
    if architecture.normalization == "batch" and architecture.normalization_place == "after":
        off_centre = abs(inputs[0] - inputs[1]) > CENTRED * inputs[0]
        if off_centre or any(layer.bias_variance for layer in layers[:-1]):
            return tr("after the activation, batch normalisation needs inputs of mean 0 and biases that are all alike")
    return ""


def structured_mean_field(
    inputs: tuple[float, float, float],
    layers: Sequence[LayerPrior],
    activations: Sequence[Activation],
    alphas: Sequence[float | None],
    architecture: Architecture,
    sizes: Sequence[int],
) -> MeanField:
    """Compute the prediction for a network that is not plain; `why_no_theory` must have given no reason.

    Args:
        inputs: mean square, mean over all values, and variance over the examples, of the network's inputs.
        layers: the weights' priors, L of them, the output layer last.
        activations: one for each of the L - 1 hidden layers.
        alphas: each hidden layer's α.
        architecture: its normalisation and skips.
        sizes: n_0 … n_L.
    """
    blocks = architecture.blocks(sizes)
    ends = {block.last: block for block in blocks}
    scale = architecture.branch_scale(len(blocks)) if blocks else 1.0
    outputs, found, q = [_Outputs(*inputs)], list[_Layer](), list[float]()
    fault = ""
    with np.errstate(all="ignore"):
        for i, (prior, activation, alpha) in enumerate(zip(layers, activations, alphas, strict=False), 1):
            below = outputs[-1]
            q.append(prior.gain * below.square + prior.bias_variance)
            try:
                layer, own = _layer(architecture, prior, below, activation, alpha)
            except NotConverged as caught:
                fault = str(caught)
                layer, own = _Layer(np.nan, np.nan, np.nan), _Outputs(np.nan, np.nan, np.nan)
            found.append(layer)
            outputs.append(own if i not in ends else _joined(outputs[ends[i].source], own, scale))
        q.append(layers[-1].gain * outputs[-1].square + layers[-1].bias_variance)
        squares = _backward(layers, found, {block.source: block for block in blocks}, ends, scale)
        widths = np.array([prior.fan_out for prior in layers])
        # a batch normalisation before the activation leaves gradients of mean 0 over the batch, which see no mean
        centred = architecture.normalization == "batch" and architecture.normalizes_before
        of_inputs = [each.variance if centred else each.square for each in outputs[:-1]]
        logs = 0.5 * (np.log10(squares) - np.log10(widths) + np.log10([*of_inputs, outputs[-1].square]))
        chi = squares[:-1] / squares[1:]
        return MeanField(
            np.array(q), np.array([each.square for each in outputs]), chi, np.asarray(logs - logs[-1]), fault
        )


def _layer(
    architecture: Architecture, prior: LayerPrior, below: _Outputs, activation: Activation, alpha: float | None
) -> tuple[_Layer, _Outputs]:
    kind, first = architecture.normalization, architecture.normalizes_before
    q, mean = prior.gain * below.square + prior.bias_variance, prior.bias_mean
    before = after = 1.0
    if first:
        before = {"batch": prior.gain * below.variance, "layer": q, "rms": q + mean**2}[kind]
        q, mean = (q / before, mean / np.sqrt(before)) if kind == "rms" else (1.0, 0.0)
    elif kind == "batch":
        q = prior.gain * below.variance
    value, square, slope = _moments(activation, q, mean, alpha)
    own = _Outputs(square, value, square - value**2)
    if kind != "none" and not first:
        after = own.square if kind == "rms" else own.variance
        own = _Outputs(1.0, value / np.sqrt(after) if kind == "rms" else 0.0, 1.0)
    return _Layer(slope, before, after), own


def _joined(source: _Outputs, branch: _Outputs, scale: float) -> _Outputs:
    return _Outputs(
        source.square + scale**2 * branch.square + 2.0 * scale * source.mean * branch.mean,
        source.mean + scale * branch.mean,
        source.variance + scale**2 * branch.variance,
    )


def _backward(
    layers: Sequence[LayerPrior],
    found: Sequence[_Layer],
    sources: dict[int, Block],
    ends: dict[int, Block],
    scale: float,
) -> Floats:
    """Return ‖δ_l‖², the squared gradient with respect to each layer's weighted sums, relative to the last, (L,)."""
    n = len(found)
    delta, of_outputs = np.ones(n + 1), np.ones(n + 2)
    for i in range(n, 0, -1):
        of_outputs[i] = layers[i].gain * delta[i]
        if i in sources:
            of_outputs[i] += of_outputs[sources[i].last]
        layer = found[i - 1]
        into = of_outputs[i] * (scale**2 if i in ends else 1.0)
        delta[i - 1] = into / layer.after * layer.slope / layer.before
    return delta


def _moments(activation: Activation, q: float, mean: float, alpha: float | None) -> tuple[float, float, float]:
    """Return E[φ(Z)], E[φ(Z)²] and E[φ′(Z)²] for Z ~ N(mean, q)."""

    def values(z: Floats) -> Floats:
        value = activation.value(z, alpha)
        return np.asarray(np.stack([value, value**2, activation.slope(z, alpha) ** 2]))

    corners, widest = activation.corners(alpha), activation.feature_width
    found, converged = normal_expectation(values, mean, float(np.sqrt(q)), corners, widest)
    if not converged:
        raise NotConverged(
            tr(
                "{activation} oscillates too fast for the integrals over a variance of {q}",
                activation=activation.label,
                q=f"{q:.3g}",
            )
        )
    value, square, slope = (float(each) for each in found)
    return value, square, slope
