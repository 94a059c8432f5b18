"""What normalisation and skips do to gradients, beside published figures: `.venv/bin/python tests/benchmarks/cures.py`.

Three tables, each a mean over seeds:

- PyTorch's tutorial "Visualizing Gradients": 784 → 128 × L → 10 with sigmoids, with and without BatchNorm; the gradient
  at the first layer over that at the outputs after ten steps. The tutorial shows a picture without figures; those here
  were measured with PyTorch, over 20 seeds.
- Balduzzi et al. 2017 (The shattered gradients problem), in kind: how alike dy/dx is at inputs five places apart on a
  line of 256, for a network of L ReLU layers with one input and one output, at its start.
- Yang et al. 2019 (A mean field theory of batch normalization): by how much the gradient grows from layer to layer, on
  its way back through ReLUs with BatchNorm, at the start: √(π / (π - 1)) = 1.211.
"""

from __future__ import annotations

from math import pi, sqrt

import numpy as np

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.architecture import Architecture
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import LOSSES
from actviz.nn.network import Network
from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters

LAG, POINTS, H = 5, 256, 1e-6


def tutorial_ratio(depth: int, normalization: str, seed: int) -> float:
    """Return the mean size of the gradient at the first layer's weighted sums over that at the outputs.

    As in the tutorial: ten random examples, all in each of ten steps of SGD with momentum, and PyTorch's first weights.
    """
    rng = np.random.default_rng(seed)
    activations, sizes = [ACTIVATIONS["sigmoid"]] * depth, (784, *(128,) * depth, 10)
    network = Network(sizes, activations, LOSSES["cross_entropy"], architecture=Architecture(normalization))
    network.initialize(INITIALIZERS["pytorch"], rng, 1.0, 0.0)
    x, y = rng.normal(size=(784, 10)), network.encode(rng.integers(0, 10, 10))
    inputs = np.concatenate([x, np.ones((1, 10))]).astype(np.float32)
    hyper = Hyperparameters(0.01, 0.9, False, 0.0)
    optimizer = OPTIMIZERS["sgd"].make(network.parameters, network.gradient, network.decays, hyper)
    passes = network.propagation(10)
    step = passes.step((), optimizer.operations())
    for _ in range(10):
        step(inputs, np.ascontiguousarray(y), lambda: None)
    return float(np.abs(passes.delta[0]).mean() / np.abs(passes.delta[-1]).mean())


def started(sizes: tuple[int, ...], architecture: Architecture, seed: int) -> Network:
    """Return a network of ReLUs at its start, with He's weights."""
    activations = [ACTIVATIONS["relu"]] * (len(sizes) - 2)
    network = Network(sizes, activations, LOSSES["squared_error"], "float64", architecture=architecture)
    network.initialize(INITIALIZERS["he_normal"], np.random.default_rng(seed), 1.0, 0.0)
    return network


def input_gradients(depth: int, architecture: Architecture, seed: int, width: int = 200) -> np.ndarray:
    """Return dy/dx at each of the inputs, with the statistics that they have as one batch."""
    network = started((1, *(width,) * depth, 1), architecture, seed)
    x = np.linspace(-2.0, 2.0, POINTS)[:, np.newaxis]
    passes = network.propagation(POINTS)
    passes.inputs[...] = x.T
    passes.forward(training=True)
    for i, stage in enumerate(getattr(passes, "batch_normalizations", ())):
        network.parameters[network.layout.means[i]], network.parameters[network.layout.variances[i]] = stage.of_batch
    return ((network.outputs(x + H) - network.outputs(x - H)) / (2.0 * H))[0]


def likeness(series: np.ndarray, lag: int = LAG) -> float:
    """Return the autocorrelation of a series at a lag."""
    away = series - series.mean()
    return float(away[lag:] @ away[:-lag] / (away @ away))


def growth(width: int, batch: int, depth: int, seed: int) -> float:
    """Return by what factor the gradient grows from a ReLU layer with BatchNorm to the one before it."""
    network = started((10, *(width,) * depth, 10), Architecture("batch"), seed)
    passes, rng = network.propagation(batch), np.random.default_rng(seed + 1000)
    passes.inputs[...] = rng.normal(size=passes.inputs.shape)
    passes.forward(training=True)
    passes.target[...] = passes.z[-1] - rng.normal(size=passes.target.shape)
    passes.run()
    norms = [np.linalg.norm(dz) for dz in passes.dz]
    first, last = depth // 4, depth - 1  # after the first layers the signal has its limit's form
    return float((norms[first] / norms[last]) ** (1.0 / (last - first)))


def main() -> None:
    """Print the tables."""
    print("PyTorch's tutorial, first over last gradient after ten steps      with BatchNorm    without")
    for depth, published in ((3, "published .038, .001"), (10, "published .033, 1.2e-9")):
        means = [
            np.exp(np.mean([np.log(tutorial_ratio(depth, kind, seed)) for seed in range(5)]))
            for kind in ("batch", "none")
        ]
        print(f"  L = {depth:2}   {published:30}{means[0]:35.3g}{means[1]:11.2g}", flush=True)
    print("\nBalduzzi et al. 2017, likeness of dy/dx at inputs five apart               L = 1      5     24     50")
    kinds = {
        "ReLU": (Architecture(), ""),
        "ReLU, BatchNorm": (Architecture("batch"), "published .94 .40 −.03 .00"),
        "ReLU, BatchNorm, skips": (Architecture("batch", residual=1), "published .94 .93 .90 .80"),
        "ReLU, BatchNorm, skips, 1/√L": (Architecture("batch", residual=1, residual_scale="depth"), ""),
    }
    for name, (architecture, published) in kinds.items():
        found = [
            np.mean([likeness(input_gradients(depth, architecture if depth > 1 else Architecture(
                architecture.normalization), seed)) for seed in range(5)])
            for depth in (1, 5, 24, 50)
        ]  # fmt: skip
        print(f"  {name:30}{published:40}" + "".join(f"{value:7.2f}" for value in found), flush=True)
    found = np.mean([growth(512, 512, 16, seed) for seed in range(3)])
    print(
        f"\nYang et al. 2019, growth a layer with BatchNorm and ReLU: {found:.3f}   published {sqrt(pi / (pi - 1)):.3f}"
    )


if __name__ == "__main__":
    main()
