"""The sick runs on which remedies are counted: kinds of faults over data sets, shapes and seeds.

A kind lists settings, data sets, shapes (units, hidden layers) and steps. The diagnosis names a run's cause, not this
table; a run that it finds well is left out. The networks are small, so that all runs with all remedies take minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from actviz import RunConfig
from actviz.training import FIELDS

Shape = tuple[int, int]  # units a layer, hidden layers
SEEDS = range(4)


@dataclass(frozen=True)
class SickRun:
    """A configuration that is expected to fail within `steps`; `kind` names why."""

    kind: str
    config: RunConfig
    steps: int


@dataclass(frozen=True)
class Kind:
    """Settings that fail on each of the data sets in each of the shapes."""

    name: str
    datasets: tuple[str, ...]
    shapes: tuple[Shape, ...]
    settings: dict[str, Any] = field(default_factory=dict)
    steps: int = 600
    seeds: int = 4  # the first of SEEDS


def _kind(
    name: str, datasets: tuple[str, ...], shapes: tuple[Shape, ...], steps: int = 600, seeds: int = 4, **settings: Any
) -> Kind:
    return Kind(name, datasets, shapes, settings, steps, seeds)


XAVIER = {"initializer": "xavier_normal"}
MOMENTUM = {"learning_rate": 0.01, "momentum": 0.9}
KINDS = (
    # the slopes shrink the gradient
    _kind("sigmoid", ("circle", "moons"), ((12, 8),), activation="sigmoid", **XAVIER),
    _kind("sigmoid on a spiral", ("spiral",), ((24, 5),), 2500, 2, activation="sigmoid", **XAVIER),
    _kind("deep sigmoid", ("gaussians",), ((16, 16),), activation="sigmoid", **XAVIER),
    _kind("sigmoid on digits", ("digits",), ((32, 5),), activation="sigmoid", initializer="pytorch", **MOMENTUM),
    _kind("sigmoid, regression", ("waves",), ((12, 8),), activation="sigmoid", **XAVIER),
    _kind("hard sigmoid", ("circle", "digits"), ((16, 8),), activation="hard_sigmoid", **XAVIER),
    # the weights shrink it (Glorot and Bengio 2010; He et al. 2015, Fig. 3)
    _kind("half of Xavier", ("digits", "circle"), ((32, 20),), 400, activation="tanh", init_scale=0.5, **XAVIER),
    _kind("29 ReLU with Xavier", ("circle", "digits", "gaussians"), ((32, 29),), 800, 2, **XAVIER, **MOMENTUM),
    _kind("60 ReLU with Xavier", ("circle", "digits", "gaussians"), ((32, 60),), 800, 2, **XAVIER, **MOMENTUM),
    _kind("ReLU with normal 0.05", ("xor",), ((16, 8),), initializer="normal"),
    _kind("tanh with uniform 0.05", ("circle", "digits"), ((12, 10),), activation="tanh", initializer="uniform"),
    _kind("ReLU with PyTorch's", ("digits",), ((16, 14),), initializer="pytorch", **MOMENTUM),
    _kind("deep GELU with Xavier", ("gaussians",), ((12, 20),), 800, activation="gelu", **XAVIER),
    _kind("ReLU at a tenth", ("circle", "waves"), ((16, 6),), init_scale=0.1),
    _kind("narrow and deep leaky ReLU", ("circle", "gaussians"), ((8, 60), (6, 45)), 800, 2, activation="leaky_relu",
          learning_rate=0.01),
    # the weights are too large
    _kind("tanh at 8 times", ("xor", "digits"), ((24, 8),), activation="tanh", init_scale=8.0, **XAVIER),
    _kind("ReLU at 2 times", ("digits", "waves"), ((24, 12),), init_scale=2.0),
    _kind("ReLU at 5 times", ("gaussians", "moons"), ((16, 6),), init_scale=5.0),
    _kind("ReLU at 1.4 times", ("circle",), ((24, 40),), 600, 2, init_scale=1.4),
    _kind("deep and large with Adam", ("plane", "gaussians"), ((20, 20),), 400, 2, activation="elu", init_scale=2.0,
          optimizer="adam", learning_rate=0.06),
    _kind("sigmoid at 20 times", ("xor",), ((16, 8),), activation="sigmoid", init_scale=20.0, **XAVIER),
    # the activation enlarges the signal
    _kind("three times z", ("circle",), ((12, 12),), activation="=3*max(0,z)", **XAVIER),
    _kind("z squared", ("moons",), ((12, 6),), activation="=z*z"),
    _kind("exponential", ("xor",), ((12, 8),), activation="=exp(z)"),
    _kind("ELU with α 10", ("circle",), ((16, 10),), activation="elu", alpha=10.0),
    # the steps are too long
    _kind("rate 10", ("circle", "digits"), ((12, 6),), learning_rate=10.0),
    _kind("rate 3", ("waves", "spiral"), ((16, 4),), learning_rate=3.0),
    _kind("tanh, rate 10", ("circle",), ((16, 4),), activation="tanh", learning_rate=10.0, **XAVIER),
    _kind("Adam at 1", ("circle", "digits"), ((16, 5),), optimizer="adam", learning_rate=1.0),
    _kind("Adam at 0.3, tanh", ("moons",), ((16, 6),), activation="tanh", optimizer="adam", learning_rate=0.3),
    _kind("RMSprop at 0.5", ("circle",), ((16, 4),), optimizer="rmsprop", learning_rate=0.5),
    _kind("momentum 0.99", ("circle", "digits"), ((16, 5),), learning_rate=0.5, momentum=0.99),
    _kind("momentum 0.99, GELU", ("circle", "moons"), ((12, 5),), 600, 2, activation="gelu", learning_rate=0.3,
          momentum=0.99),
    _kind("RMSprop at 0.3, ELU", ("circle", "gaussians"), ((12, 6),), 600, 2, activation="elu", optimizer="rmsprop",
          learning_rate=0.3),
    _kind("leaky ReLU with Adam", ("digits",), ((64, 2),), 900, activation="leaky_relu", optimizer="adam",
          learning_rate=0.1),
    _kind("decay 10", ("spiral", "moons"), ((8, 2),), 1500, activation="tanh", weight_decay=10.0, learning_rate=0.3,
          batch_size=30, **XAVIER),
    _kind("decay 0.3", ("circle", "digits"), ((16, 4),), weight_decay=0.3),
    _kind("decay 5 of AdamW", ("digits", "waves"), ((12, 3),), 800, 2, optimizer="adamw", learning_rate=0.02,
          weight_decay=5.0),
    _kind("decay and a high rate of Adam", ("waves", "circle"), ((16, 4),), 800, 2, activation="elu", optimizer="adam",
          learning_rate=0.1, weight_decay=0.3),
    _kind("decay and a high rate of AdamW", ("spiral", "xor"), ((12, 4),), 800, 2, activation="gelu",
          optimizer="adamw", learning_rate=0.1, weight_decay=0.3),
    _kind("decay 0.5 at a low rate", ("xor", "waves"), ((16, 3),), 800, 2, learning_rate=0.02, weight_decay=0.5),
    _kind("decay 0.5 at a low rate, tanh", ("moons",), ((12, 5),), 800, 2, activation="tanh", learning_rate=0.03,
          weight_decay=0.5, **XAVIER),
    _kind("decay on a spiral", ("spiral",), ((12, 4),), 1000, 2, learning_rate=0.02, weight_decay=0.3),
    # the steps are too short
    _kind("rate 1e-6", ("digits",), ((16, 3),), learning_rate=1e-6),
    _kind("clip at 1e-5", ("circle",), ((16, 3),), clip_norm=1e-5),
    _kind("clip at 1e-3", ("moons", "digits"), ((24, 2),), 800, 2, learning_rate=0.05, clip_norm=1e-3),
    _kind("clip at 1e-4", ("xor", "waves"), ((12, 3),), 600, 2, activation="tanh", clip_norm=1e-4, **XAVIER),
    _kind("Adam at 1e-8", ("waves",), ((16, 3),), optimizer="adam", learning_rate=1e-8),
    # dead units
    _kind("bias -2", ("xor", "digits"), ((12, 6),), bias_init=-2.0),
    _kind("bias -10", ("moons",), ((16, 3),), bias_init=-10.0),
    _kind("narrow and deep", ("circle", "moons"), ((3, 12),), 1000),
    _kind("two units, ten layers", ("gaussians",), ((2, 10),), 1000),
    _kind("tanh, bias 6", ("circle", "digits"), ((16, 6),), activation="tanh", bias_init=6.0, **XAVIER),
    _kind("hard sigmoid, bias -15", ("waves", "circle"), ((24, 4),), 600, 2, activation="hard_sigmoid", bias_init=-15.0,
          **XAVIER),
    _kind("sigmoid, bias -10", ("circle", "moons"), ((16, 4),), 600, 2, activation="sigmoid", bias_init=-10.0,
          **XAVIER),
    _kind("leaky ReLU at 0", ("circle",), ((12, 6),), activation="leaky_relu", alpha=0.0, bias_init=-2.0),
    _kind("rate 3, ReLU", ("gaussians", "digits"), ((24, 5),), learning_rate=3.0),
    _kind("ReLU6 at rate 5", ("moons",), ((16, 4),), activation="relu6", learning_rate=5.0),
    # dead units in networks that learn
    _kind("Adam at 0.1", ("circle", "moons", "waves"), ((12, 2), (24, 3)), 600, 2, optimizer="adam",
          learning_rate=0.1),
    _kind("RMSprop at 0.1", ("gaussians", "moons"), ((24, 2),), 600, 2, optimizer="rmsprop", learning_rate=0.1),
    _kind("rate 0.5", ("plane", "circle"), ((16, 3),), 600, 2, learning_rate=0.5),
    _kind("small batches of Adam", ("spiral", "plane"), ((12, 4),), 1500, 2, optimizer="adam", learning_rate=0.01,
          batch_size=8),
    _kind("step function", ("moons",), ((12, 4),), activation="=where(z>0,1,0)"),
    # others
    _kind("zeros", ("digits",), ((12, 4),), activation="tanh", initializer="zeros"),
    _kind("zeros with a sigmoid", ("circle", "gaussians"), ((12, 3),), 600, 2, activation="sigmoid",
          initializer="zeros"),
    _kind("scale 0", ("moons",), ((12, 3),), init_scale=0.0),
    _kind("identity", ("circle", "xor"), ((12, 4),), activation="identity", **XAVIER),
    _kind("few units on a spiral", ("spiral",), ((4, 2),), 2000, activation="tanh", learning_rate=0.02, **XAVIER),
    _kind("one or two units", ("spiral", "waves"), ((1, 1), (2, 1)), 1500, 2, activation="tanh", **XAVIER),
    _kind("one or two sigmoids", ("spiral", "xor"), ((1, 1), (2, 2)), 1500, 2, activation="sigmoid", **XAVIER),
    _kind("a few ReLUs on a spiral", ("spiral",), ((1, 1), (2, 2)), 1500, 2),
    _kind("sigmoid on a plateau", ("xor", "circle"), ((6, 2), (12, 3)), 1500, activation="sigmoid", **XAVIER),
    _kind("few units on waves", ("waves",), ((4, 2), (8, 3)), 2000, activation="sigmoid", learning_rate=0.05, **XAVIER),
    _kind("noisy and few", ("moons", "circle"), ((48, 3),), 3000, n_examples=60, noise=0.5, test_fraction=0.5,
          batch_size=16),
    _kind("noisy, with some decay", ("spiral", "moons", "circle"), ((32, 3),), 1500, 2, n_examples=80, noise=0.4,
          test_fraction=0.5, batch_size=16, weight_decay=0.001),
    _kind("noisy, at the usual rate", ("circle", "xor"), ((32, 2),), 1500, 2, n_examples=90, noise=0.4,
          test_fraction=0.5, batch_size=16),
    _kind("noisy and few, Adam", ("spiral", "moons"), ((24, 4),), 1200, 2, n_examples=100, noise=0.6, optimizer="adam",
          learning_rate=0.003, activation="gelu"),
    _kind("noisy and few, RMSprop", ("spiral3",), ((16, 6),), 1200, 2, n_examples=80, noise=0.3, test_fraction=0.5,
          optimizer="rmsprop", learning_rate=0.002, activation="elu"),
    _kind("noisy and few, AdamW", ("circle", "xor"), ((16, 3),), 1500, 2, n_examples=80, noise=0.5, test_fraction=0.5,
          optimizer="adamw", learning_rate=0.003, batch_size=16),
    _kind("mixed classes", ("circle", "xor"), ((12, 3),), 600, 2, noise=1.0),
    _kind("few digits", ("digits",), ((64, 2),), 1500, n_examples=60, test_fraction=0.5, batch_size=16),
    _kind("wide tanh, few and noisy", ("spiral",), ((64, 2),), 3000, n_examples=80, noise=0.4, test_fraction=0.5,
          activation="tanh", batch_size=16, **XAVIER),
    _kind("hardly any test set", ("moons", "gaussians"), ((12, 3),), n_examples=60, test_fraction=0.03),
    # normalisation, skips and dropout
    _kind("unscaled skips", ("circle", "digits"), ((12, 50), (16, 20)), 500, 2, residual=1, learning_rate=0.02),
    _kind("unscaled skips over two layers", ("moons",), ((16, 30),), 500, residual=2),
    _kind("batches of two", ("circle", "digits"), ((16, 4), (12, 1)), 800, 2, normalization="batch", batch_size=2),
    _kind("batches of four", ("circle",), ((16, 8), (12, 5)), 1200, 2, normalization="batch", batch_size=4),
    _kind("batches of three", ("waves",), ((24, 2),), 300, 2, normalization="batch", batch_size=3, activation="elu",
          optimizer="adamw", learning_rate=0.0009),
    _kind("40 ReLU with BatchNorm", ("circle", "digits"), ((16, 40),), 600, 2, normalization="batch"),
    _kind("bias -2, normalised after", ("circle", "digits"), ((12, 8),), 600, 2, normalization="batch",
          normalization_place="after", bias_init=-2.0),
    _kind("statistics that lag", ("circle", "digits", "moons"), ((16, 5),), 60, normalization="batch",
          learning_rate=0.5, momentum=0.99),
    _kind("narrow and deep, normalised", ("circle", "moons"), ((4, 24), (6, 30)), 800, 2, normalization="layer",
          initializer="pytorch"),
    _kind("one unit a layer, normalised after", ("circle", "moons"), ((1, 6),), 600, 2, normalization="rms",
          normalization_place="after", activation="silu", initializer="lecun_normal"),
    _kind("dropout in narrow layers", ("circle", "moons", "digits"), ((4, 4),), 800, 2, dropout=0.5),
    _kind("much dropout", ("circle", "digits"), ((12, 4), (16, 8)), 800, 2, dropout=0.8),
    _kind("deep dropout", ("moons", "digits"), ((16, 8),), 800, 2, dropout=0.5),
    _kind("few waves", ("waves",), ((48, 3),), 3000, n_examples=60, noise=0.5, test_fraction=0.5, batch_size=16),
)  # fmt: skip

# faults that come in pairs: each change mends one
DEEP_SIGMOID = {"activation": "sigmoid", "hidden": (16,) * 8, **XAVIER}
SEVERAL: tuple[dict[str, Any], ...] = (
    {"hidden": (12,) * 4, "dropout": 0.8, "weight_decay": 0.3},
    {"hidden": (8,) * 3, "dropout": 0.7, "learning_rate": 2.0},
    {"hidden": (2,) * 3, "bias_init": -4.0},
    {"hidden": (3,) * 8, "init_scale": 0.1, "activation": "tanh"},
    {"hidden": (16,) * 4, "init_scale": 10.0, "weight_decay": 0.2, "activation": "tanh"},
    {"hidden": (16,) * 4, "init_scale": 8.0, "clip_norm": 1e-4},
    {"hidden": (12,) * 3, "learning_rate": 3e-5, "clip_norm": 1e-4},
    {**DEEP_SIGMOID, "weight_decay": 0.1, "clip_norm": 1e-3},
    {**DEEP_SIGMOID, "dropout": 0.6, "bias_init": 5.0},
    {**DEEP_SIGMOID, "hidden": (4,) * 12, "batch_size": 1},
    {"hidden": (24,) * 5, "activation": "=z*z", "weight_decay": 1.0},
    {"hidden": (16,) * 3, "activation": "identity", "learning_rate": 1e-5, "dropout": 0.5},
    {"hidden": (10,) * 30, "init_scale": 3.0, "weight_decay": 0.1},
    {"hidden": (8,) * 4, "normalization": "batch", "batch_size": 2, "learning_rate": 5.0},
    {"hidden": (16,) * 4, "normalization": "layer", "dropout": 0.9, "optimizer": "adam", "learning_rate": 0.3},
    {"hidden": (12,) * 20, "residual": 1, "dropout": 0.7, "learning_rate": 1.0},
    {"hidden": (12,) * 3, "momentum": 0.999, "learning_rate": 0.1, "bias_spread": 5.0},
    {"hidden": (16,) * 2, "optimizer": "adamw", "learning_rate": 0.2, "weight_decay": 5.0, "dropout": 0.6},
    {"hidden": (12,) * 4, "initializer": "zeros", "weight_decay": 0.2, "activation": "gelu"},
    {"hidden": (1, 12, 1), "learning_rate": 1.0, "activation": "hard_tanh"},
)  # fmt: skip


def runs_of_several_faults() -> Iterator[SickRun]:
    """Yield runs in which several settings alone keep a network from learning, for each seed in turn."""
    for seed in SEEDS[:2]:
        for i, settings in enumerate(SEVERAL):
            for dataset in (("circle", "waves"), ("moons", "digits"))[i % 2]:
                config = RunConfig(dataset=dataset, n_examples=400, seed=seed, **settings)
                yield SickRun(f"several faults, {dataset}", config, 600)


def sick_runs(folder: Path, quick: bool = False) -> Iterator[SickRun]:
    """Yield every run, for each seed in turn; the folder gets the files of data that some of them read."""
    for seed in SEEDS:
        for kind in (kind for kind in KINDS if seed < kind.seeds):
            for dataset in kind.datasets[:1] if quick else kind.datasets:
                for units, layers in kind.shapes[:1] if quick else kind.shapes:
                    settings = {"hidden": (units,) * layers, "seed": seed} | kind.settings
                    if dataset == "digits":
                        settings.setdefault("n_examples", 400)
                    yield SickRun(f"{kind.name}, {dataset}", RunConfig(dataset=dataset, **settings), kind.steps)
        yield from _runs_on_files(folder, seed)


def _runs_on_files(folder: Path, seed: int) -> Iterator[SickRun]:
    """Yield runs on inputs and targets as people measure them: of any size, and far from 0."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(200, 3))
    height = x[:, :1] - np.sin(2.0 * x[:, 1:2])
    colour = (height > 0.0).astype(np.int64)
    four = np.array([[0.0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]])

    def run(kind: str, columns: list[np.ndarray], steps: int, target: str, **settings: Any) -> SickRun:
        if "standardize_targets" in FIELDS:
            settings.setdefault("standardize_targets", False)
        table = np.concatenate(columns, axis=1)
        path = folder / f"{kind.replace(' ', '-')}-{seed}.csv"
        header = ",".join([f"x{i}" for i in range(1, table.shape[1])] + [target])
        form = ["%.6g"] * (table.shape[1] - 1) + ["%d" if target == "class" else "%.6g"]
        np.savetxt(path, table, form, ",", header=header, comments="")
        return SickRun(kind, RunConfig(data_path=str(path), seed=seed, **settings), steps)

    yield run("prices as targets", [x, 2e5 + 5e4 * height], 600, "price", hidden=(16, 16))
    yield run("targets far from 0", [x, 460.0 + 5.0 * height], 600, "power", hidden=(16, 16))
    yield run("tiny targets", [x, 1e-4 * height], 600, "current", hidden=(16, 16))
    large = [1000.0 * x + 3000.0, colour]
    yield run("raw inputs", large, 600, "class", hidden=(16, 16), standardize=False)
    yield run("raw inputs and prices", [large[0], 2e5 + 5e4 * height], 600, "price", hidden=(16, 16), standardize=False)
    yield run("raw inputs, tanh", large, 600, "class", hidden=(16, 16), standardize=False, activation="tanh")
    pixels = [np.clip(60.0 * x + 90.0, 0.0, 255.0), colour]
    flat = {"standardize": False, "initializer": "xavier_normal", "learning_rate": 0.03}
    yield run("pixels, tanh", pixels, 600, "class", hidden=(16,), activation="tanh", **flat)
    yield run("pixels, sigmoid", pixels, 600, "class", hidden=(12, 12), activation="sigmoid", **flat)
    skewed = [np.exp(3.0 * x[:, :1]), x[:, 1:], colour]
    yield run("skewed inputs, sigmoid", skewed, 600, "class", hidden=(16, 16), activation="sigmoid", **flat)
    yield run("skewed inputs", skewed, 600, "class", hidden=(16, 16), standardize=False)
    yield run("skewed inputs, tanh", skewed, 600, "class", hidden=(24,) * 3, activation="tanh", **flat)
    low = {"standardize": False, "learning_rate": 0.001}  # as people lower it until the loss no longer shoots up
    yield run("skewed inputs, low rate", skewed, 600, "class", hidden=(16,) * 3, **low)
    low |= {"activation": "tanh", **XAVIER}
    yield run("skewed inputs, low rate, tanh", skewed, 600, "class", hidden=(12,) * 4, **low)
    raw = {"standardize": False, "standardize_targets": True}
    for n, layers, function in ((6, 3, "relu"), (12, 4, "gelu"), (16, 3, "softplus")):
        heights = [1000.0 * np.exp(2.0 * x), height]
        settings = {"hidden": (n,) * layers, "activation": function}
        yield run(f"skewed and large inputs, {function}", heights, 800, "height", **settings, **raw)
    xor = {"activation": "sigmoid", "initializer": "xavier_normal", "learning_rate": 0.35, "test_fraction": 0.0}
    for draw in range(3):
        yield run("two units on XOR", [four], 8000, "class", hidden=(2,), weights_draw=draw, **xor)
    held_out = {"activation": "tanh", "initializer": "xavier_normal", "learning_rate": 0.35}
    yield run("four examples", [four], 2000, "class", hidden=(4,), **held_out)
