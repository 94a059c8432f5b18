"""Sick runs drawn at random, none of which the record of remedies was made from: see `remedies.py --unseen`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sick_runs import SickRun

from actviz import RunConfig

Draw = np.random.Generator
Settings = dict[str, Any]
DATASETS = ("circle", "moons", "spiral", "xor", "gaussians", "waves", "plane", "digits")
XAVIER = {"initializer": "xavier_normal"}


def _between(draw: Draw, low: float, high: float) -> float:
    """Return a number between the two, evenly spread in its logarithm."""
    return float(f"{np.exp(draw.uniform(np.log(low), np.log(high))):.2g}")


def _layers(draw: Draw, low: int, high: int, widths: tuple[int, ...] = (8, 12, 16, 24, 32)) -> Settings:
    return {"hidden": (int(draw.choice(widths)),) * int(draw.integers(low, high + 1))}


def _one(draw: Draw, *keys: str) -> Settings:
    return {"activation": str(draw.choice(keys))}


def _any_usual(draw: Draw) -> Settings:
    found = _one(draw, "relu", "leaky_relu", "tanh", "gelu", "elu")
    return found | (XAVIER if found["activation"] == "tanh" else {})


def _growing(draw: Draw) -> Settings:
    return _one(draw, "=z*z", "=z**3", "=exp(z)", "=z*abs(z)", "=3*max(0,z)", "=z+z*z") | _layers(draw, 3, 10)


def _overfitted(draw: Draw) -> Settings:
    settings = {"noise": _between(draw, 0.35, 0.7), "n_examples": int(draw.choice([50, 60, 80, 100]))}
    settings |= {"test_fraction": 0.5, "batch_size": 16, "weight_decay": float(draw.choice([0.0, 0.001]))}
    return settings | _layers(draw, 2, 3, (32, 48, 64)) | {"dataset": str(draw.choice(["circle", "moons", "spiral"]))}


KINDS: dict[str, Callable[[Draw], Settings]] = {
    "sigmoid": lambda d: _one(d, "sigmoid", "hard_sigmoid") | _layers(d, 4, 14) | XAVIER,
    "small weights": lambda d: _one(d, "tanh", "gelu", "elu", "softsign") | _layers(d, 10, 24) | XAVIER
    | {"init_scale": _between(d, 0.2, 0.6)},
    "ReLU with Xavier": lambda d: _layers(d, 18, 40) | {"learning_rate": 0.01, "momentum": 0.9} | XAVIER,
    "ReLU, small": lambda d: _layers(d, 4, 10) | {"init_scale": _between(d, 0.03, 0.4)},
    "large weights": lambda d: _one(d, "tanh", "softsign", "sigmoid") | _layers(d, 3, 10) | XAVIER
    | {"init_scale": _between(d, 4.0, 15.0)},
    "ReLU, large": lambda d: _one(d, "relu", "leaky_relu", "elu") | _layers(d, 4, 10)
    | {"init_scale": _between(d, 2.0, 6.0)},
    "growing": _growing,
    "long steps": lambda d: _any_usual(d) | _layers(d, 2, 8) | {"learning_rate": _between(d, 2.0, 50.0)},
    "long steps of Adam": lambda d: _any_usual(d) | _layers(d, 2, 8)
    | {"optimizer": str(d.choice(["adam", "rmsprop"])), "learning_rate": _between(d, 0.1, 1.0)},
    "momentum": lambda d: _any_usual(d) | _layers(d, 3, 8) | {"momentum": 0.99, "learning_rate": _between(d, 0.2, 1.0)},
    "short steps": lambda d: _any_usual(d) | _layers(d, 2, 5) | {"learning_rate": _between(d, 1e-7, 1e-4)},
    "clipped": lambda d: _any_usual(d) | _layers(d, 2, 5) | {"clip_norm": _between(d, 1e-6, 1e-4)},
    "biases below 0": lambda d: _layers(d, 2, 8) | {"bias_init": -_between(d, 1.5, 10.0)},
    "biases at the side": lambda d: _one(d, "tanh", "sigmoid", "hard_sigmoid", "hard_tanh") | _layers(d, 2, 6) | XAVIER
    | {"bias_init": float(d.choice([-1.0, 1.0])) * _between(d, 5.0, 30.0)},
    "narrow and deep": lambda d: _layers(d, 6, 14, (2, 3, 4)),
    "zeros": lambda d: _one(d, "relu", "tanh", "sigmoid", "gelu") | _layers(d, 2, 8) | {"initializer": "zeros"},
    "linear": lambda d: _one(d, "identity") | _layers(d, 1, 4) | XAVIER,
    "decay": lambda d: _any_usual(d) | _layers(d, 2, 6) | {"weight_decay": _between(d, 0.1, 10.0)},
    "overfitted": _overfitted,
    "noise": lambda d: _any_usual(d) | _layers(d, 2, 4) | {"noise": 1.0, "dataset": str(d.choice(["circle", "xor"]))},
    "deep and narrow leaky ReLU": lambda d: _one(d, "leaky_relu", "prelu") | _layers(d, 40, 70, (6, 8, 10))
    | {"learning_rate": 0.01},
}  # fmt: skip


def unseen_runs(folder: Path, seed: int, n: int) -> Iterator[SickRun]:
    """Yield n runs, each kind in turn; the folder gets the files of data that some of them read."""
    draw = np.random.default_rng(seed)
    kinds = [*KINDS, "scale of inputs", "scale of targets"]
    for i in range(n):
        kind = kinds[i % len(kinds)]
        settings: Settings = {"dataset": str(draw.choice(DATASETS)), "n_examples": 400}
        settings |= {"seed": int(draw.integers(1000, 100_000))}
        made = KINDS[kind](draw) if kind in KINDS else _on_a_file(draw, folder / f"{seed}-{i}.csv", kind)
        config, steps = RunConfig(**settings | made), int(draw.choice([500, 800, 1200]))
        yield SickRun(kind, config, 3 * steps if config.dataset == "spiral" else steps)  # it takes thousands


def _on_a_file(draw: Draw, path: Path, kind: str) -> Settings:
    x = draw.normal(size=(240, 3))
    y = x[:, :1] * x[:, 1:2] + np.sin(2.0 * x[:, 2:])
    size, shift = _between(draw, 100.0, 1e5), float(draw.choice([0.0, 3.0]))
    if kind == "scale of inputs":
        table, name, form = np.c_[size * (x + shift), y > 0.0], "class", "%d"
    else:
        size = float(draw.choice([size, 1.0 / size]))
        table, name, form = np.c_[x, size * (y + 2.0 * shift)], "amount", "%.6g"
    np.savetxt(path, table, ["%.6g"] * 3 + [form], ",", header=f"a,b,c,{name}", comments="")
    settings = {"data_path": str(path), "standardize": kind != "scale of inputs", "standardize_targets": False}
    return settings | _any_usual(draw) | _layers(draw, 2, 4)
