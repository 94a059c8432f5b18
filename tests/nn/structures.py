"""Architectures that tests go through: every kind and place of normalisation, every block, with dropout and without.

Beside them stands what a training step computes, as textbooks write it.
"""

from itertools import product
from typing import NamedTuple

import numpy as np

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.architecture import NORMALIZATIONS, PLACES, RESIDUAL_PATHS, RESIDUAL_SCALES, Architecture
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import LOSSES
from actviz.nn.network import Network

NORMALIZED = [("none", "before"), *product([key for key in NORMALIZATIONS if key != "none"], PLACES)]
BLOCKS = [(0, "one", "identity", "after"), *product((1, 2), RESIDUAL_SCALES, RESIDUAL_PATHS, PLACES)]
EQUAL, UNEQUAL = (5, 5, 5, 5), (5, 4, 5, 6)  # widths: a skip that is the identity needs equal ones


def architectures(normalized, block, dropouts=(0.0, 0.3)):
    """Return the architectures of a normalisation and a block, with each share of dropout."""
    return [Architecture(*normalized, *block, dropout) for dropout in dropouts]


def network_of(architecture, keys, dtype="float64", n_in=3, n_out=3, per_unit=False, wider=1):
    """Return a network in which every number that is learned, or is a running statistic, is some other one."""
    widths = UNEQUAL if architecture.residual_path == "projection" else EQUAL
    widths = [wider * width for width in widths]
    activations = [ACTIVATIONS[key] for key in keys]
    loss = LOSSES["cross_entropy"]
    network = Network((n_in, *widths, n_out), activations, loss, dtype, None, per_unit, architecture)
    rng = np.random.default_rng(1)
    network.initialize(INITIALIZERS["xavier_normal"], rng, 1.5, 0.1)
    network.parameters += 0.2 / wider * rng.normal(size=network.layout.size)
    for span in network.layout.variances:
        network.parameters[span] = rng.uniform(0.5, 2.0, span.stop - span.start)
    return network


def batch_of(network, batch=7, seed=2):
    """Return the passes of a network with a batch in them."""
    rng = np.random.default_rng(seed)
    passes = network.propagation(batch)
    passes.inputs[...] = rng.normal(size=passes.inputs.shape)
    passes.target[...] = network.encode(rng.integers(0, network.sizes[-1], batch))
    return passes


class Layer(NamedTuple):
    """A hidden layer's values, (units, batch), and the batch's mean and variance of what is normalised, (units,)."""

    z: np.ndarray
    u: np.ndarray
    h: np.ndarray
    mean: np.ndarray
    variance: np.ndarray


def training_forward(network, parameters, x, masks):
    """Return the hidden layers in a training step on x (n_0, batch); `masks` are what dropout multiplies them by."""
    architecture, layout = network.architecture, network.layout
    p = np.asarray(parameters, np.float64)
    blocks = {block.last: (k, block) for k, block in enumerate(layout.residual_blocks)}
    outputs, layers = [np.asarray(x, np.float64)], []

    def joined(place, i, value):
        if i not in blocks or architecture.residual_place != place:
            return value
        k, block = blocks[i]
        scale = p[layout.scales[k]][0] if architecture.residual_scale == "learned" else 1.0
        if architecture.residual_scale == "depth":
            scale = len(blocks) ** -0.5
        matrix = layout.matrix_of(k, p)
        skip = outputs[block.source]
        return scale * value + (skip if matrix is None else matrix.T @ skip)

    for i, matrix in enumerate(layout.matrices(p)[:-1], 1):
        gamma, beta = p[layout.gammas[i - 1], None], p[layout.betas[i - 1], None]
        statistics = []

        def normalized(place, value, gamma=gamma, beta=beta, statistics=statistics):
            kind = architecture.normalization
            if kind == "none" or architecture.normalization_place != place:
                return value
            statistics[:] = value.mean(1), value.var(1)
            if kind == "rms":
                return gamma * value / np.sqrt((value**2).mean(0) + np.finfo(network.dtype).eps)
            axis = 1 if kind == "batch" else 0
            mean, variance = value.mean(axis, keepdims=True), value.var(axis, keepdims=True)
            return gamma * (value - mean) / np.sqrt(variance + 1e-5) + beta

        alpha = layout.alphas(p)[i - 1]
        alpha = network.fixed_alphas[i - 1] if alpha is None else alpha
        z = joined("before", i, normalized("before", matrix[:-1].T @ outputs[-1] + matrix[-1][:, None]))
        u = network.activations[i - 1].value(z, alpha)
        h = joined("after", i, normalized("after", u) * masks[i - 1])
        layers.append(Layer(z, u, h, *(statistics or [None, None])))
        outputs.append(h)
    return layers


def masks_of(widths, batch, share, key, step):
    """Return the factors of dropout for each hidden layer, by the recipe of `actviz.nn.dropout`."""
    least = round(share * 65536)
    bits = np.random.Philox(key=key, counter=[0, 0, step, 0]).random_raw(sum(widths) * batch)  # 4 for each number
    kept = np.asarray(bits).astype("<u8").view("<u2")[: sum(widths) * batch].reshape(-1, batch) >= least
    return np.split(kept * (65536 / (65536 - least)), np.cumsum(widths)[:-1])
