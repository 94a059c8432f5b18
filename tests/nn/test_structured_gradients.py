"""Gradients through normalisation, residual connections and dropout against central differences in float64.

Each kind of parameter is moved along a random direction, so that every entry of the gradient counts.
"""

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from tests.nn.structures import BLOCKS, NORMALIZED, architectures, batch_of, network_of

KEY = np.array([7, 11], np.uint64)
H = 1e-6
KEYS = list(ACTIVATIONS)
FOURS = [[KEYS[(start + i) % len(KEYS)] for i in range(4)] for start in range(0, len(KEYS), 4)]  # one for each layer


def kinds(layout):
    """Return the entries of each kind of parameter that there is."""
    spans = {
        "weights, biases and slopes": [*layout.weights, *layout.biases, *layout.learned_alphas],
        "γ": layout.gammas, "β": layout.betas, "branch scales": layout.scales, "projections": layout.projections,
    }  # fmt: skip
    found = {name: np.concatenate([np.r_[s] for s in each] or [np.zeros(0, int)]) for name, each in spans.items()}
    return {name: entries.astype(int) for name, entries in found.items() if len(entries)}


def difference(network, passes, entries, direction):
    """Return the central difference of the loss along a direction in some entries of the parameters."""
    kept = network.parameters.copy()
    found = []
    for sign in (1.0, -1.0):
        network.parameters[entries] = kept[entries] + sign * H * direction
        found.append(passes.loss())
    network.parameters[...] = kept
    return (found[0] - found[1]) / (2.0 * H)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda b: " ".join(map(str, b)))
@pytest.mark.parametrize("normalized", NORMALIZED, ids=" ".join)
def test_the_gradient_is_that_of_central_differences(normalized, block):
    rng = np.random.default_rng(0)
    for architecture in architectures(normalized, block):
        for i, keys in enumerate(FOURS):
            network = network_of(architecture, keys, per_unit=i % 2 == 0)
            passes = batch_of(network)
            passes.draw_masks(KEY, 5)
            passes.run()
            gradient = network.gradient.copy()
            assert not gradient[network.layout.n_learned :].any()  # running statistics are not learned
            for name, entries in kinds(network.layout).items():
                direction = rng.normal(size=len(entries))
                expected, found = difference(network, passes, entries, direction), gradient[entries] @ direction
                size = np.linalg.norm(gradient[entries])
                assert found == pytest.approx(expected, abs=1e-6 * max(size, 1e-2)), (architecture, keys, name)


def test_every_activation_stands_in_some_layer():
    assert {key for keys in FOURS for key in keys} == set(ACTIVATIONS)
