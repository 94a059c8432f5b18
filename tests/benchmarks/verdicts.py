"""Verdicts on random runs that no threshold was tuned on: false alarms in healthy ones, and sick ones called healthy.

    python tests/benchmarks/verdicts.py [--healthy 150] [--sick 300] [--cured 0] [--seed 1]

What is healthy or sick is decided by measurements of this script's own, on the weights and the data alone. Healthy: a
usual network and rate, a loss below 0.4 of guessing's on the training set and below 0.6 on the test set, accuracies at
most 0.1 apart, no layer mostly dead. Sick: a loss above 0.9 of guessing's, and after three times as many steps still
above 0.8, or, in a network that is no better than 0.5, a first layer that has moved by less than 1e-4 of its size, or
a layer that is mostly dead. Other runs are drawn again. A false alarm is a fault found in a healthy run; a miss is a
sick run whose verdict is "healthy". `--cured` counts false alarms in healthy runs with normalisation, skips or
dropout; there the losses and dead units are those of a measurement.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from actviz.diagnosis.diagnosis import diagnose
from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer

Draw = np.random.Generator
Drawn = tuple[RunConfig, int]
CLASSES = ("circle", "moons", "spiral", "xor", "gaussians")
CURVES = ("plane", "waves")
USUAL = {  # activation: initializer, rates for SGD
    "relu": ("he_normal", 0.1), "leaky_relu": ("he_uniform", 0.1), "elu": ("he_normal", 0.05),
    "gelu": ("he_normal", 0.1), "silu": ("he_normal", 0.1), "tanh": ("xavier_normal", 0.1),
    "selu": ("lecun_normal", 0.05), "softplus": ("xavier_normal", 0.03),
}  # fmt: skip


def usual(draw: Draw) -> Drawn:
    """Return a configuration as people use them, and a number of steps."""
    activation = str(draw.choice(list(USUAL)))
    initializer, rate = USUAL[activation]
    optimizer = str(draw.choice(["sgd", "momentum", "adam", "rmsprop"]))
    changes: dict[str, Any] = {"optimizer": optimizer}
    if optimizer == "momentum":
        changes = {"optimizer": "sgd", "momentum": 0.9}
        rate /= 10
    elif optimizer != "sgd":
        rate = 0.003
    depth, width = int(draw.integers(1, 7)), int(draw.choice([8, 12, 16, 32, 64]))
    changes |= _data(draw)
    changes |= {
        "hidden": tuple(max(4, int(width * draw.uniform(0.5, 1.0))) for _ in range(depth)),
        "activation": activation, "initializer": initializer,
        "learning_rate": float(f"{rate * 10 ** draw.uniform(-0.6, 0.4):.2g}"),
        "batch_size": int(draw.choice([8, 16, 32, 64])), "seed": int(draw.integers(0, 1000)),
    }  # fmt: skip
    return RunConfig(**changes), int(draw.integers(300, 2500))


def _data(draw: Draw) -> dict[str, Any]:
    if draw.random() < 0.15:
        return {"dataset": "digits", "n_examples": 1797}
    name = str(draw.choice([*CLASSES, *CURVES]))
    return {"dataset": name, "n_examples": int(draw.choice([200, 500, 1000])), "noise": float(draw.uniform(0, 0.15))}


def cured(draw: Draw) -> Drawn:
    """Return a usual configuration with one or more of normalisation, skips and dropout, and a number of steps."""
    config, steps = usual(draw)
    changes: dict[str, Any] = {}
    while not changes:
        if draw.random() < 0.6:
            changes |= {
                "normalization": str(draw.choice(["batch", "batch", "layer", "rms"])),
                "normalization_place": str(draw.choice(["before", "before", "after"])),
            }
        if draw.random() < 0.5 and len(config.hidden) > 1:
            changes |= {
                "residual": int(draw.integers(1, min(3, len(config.hidden)))),
                "residual_path": "projection",
                "residual_scale": str(draw.choice(["one", "depth", "learned"])),
                "residual_place": str(draw.choice(["before", "after"])),
            }
        if draw.random() < 0.3:
            changes["dropout"] = float(draw.choice([0.1, 0.2, 0.3]))
    return config.replace(**changes), steps


def faulty(draw: Draw) -> Drawn:
    """Return such a configuration with one or two faults, and a number of steps."""
    config, _ = usual(draw)
    changes: dict[str, Any] = {}
    for fault in draw.choice(len(FAULTS), size=int(draw.integers(1, 3)), replace=False):
        changes |= FAULTS[fault](draw, config)
    return config.replace(**changes), int(draw.integers(500, 1500))


def _deep(draw: Draw, _config: RunConfig) -> dict[str, Any]:
    activation = str(draw.choice(["sigmoid", "hard_sigmoid", "tanh", "relu", "gelu", "softsign"]))
    return {
        "hidden": (int(draw.choice([4, 8, 16, 32])),) * int(draw.integers(8, 41)), "activation": activation,
        "initializer": str(draw.choice(["xavier_normal", "normal", "lecun_normal"])),
    }  # fmt: skip


FAULTS: tuple[Callable[[Draw, RunConfig], dict[str, Any]], ...] = (
    _deep,
    lambda draw, config: {"learning_rate": float(f"{config.learning_rate * 10 ** draw.uniform(1.0, 3.0):.2g}")},
    lambda draw, config: {"learning_rate": float(f"{config.learning_rate * 10 ** draw.uniform(-5.0, -2.0):.2g}")},
    lambda draw, _: {"init_scale": float(f"{10 ** draw.uniform(0.5, 1.5):.2g}")},
    lambda draw, _: {"init_scale": float(f"{10 ** draw.uniform(-3.0, -0.5):.2g}")},
    lambda draw, _: {"bias_init": float(f"{draw.uniform(-5, -0.5):.2g}")},
    lambda draw, _: {"weight_decay": float(f"{10 ** draw.uniform(-1.0, 1.0):.2g}")},
    lambda draw, _: {"hidden": (int(draw.integers(2, 4)),) * int(draw.integers(3, 12)), "activation": "relu"},
    lambda _, __: {"initializer": "zeros"},
    lambda draw, _: {"noise": float(draw.uniform(0.7, 1.0)), "dataset": str(draw.choice(["circle", "spiral", "xor"]))},
    lambda _, __: {"activation": "identity"},
    lambda draw, _: {"activation": str(draw.choice(["=0.1*z", "=exp(-z*z)", "=where(z>0,z,0)-2", "=z**3", "=sin(z)"]))},
)


class Measured:
    """A trained network, judged by its weights and outputs alone."""

    def __init__(self, config: RunConfig, steps: int) -> None:
        self.trainer = Trainer(config)
        start = self.trainer.network.weights[0].copy()
        self.trainer.advance(steps)
        if not config.architecture.is_plain:
            s, guess = self.trainer.measure(), self.trainer.facts.chance_loss
            self.train, self.test = s.loss / guess, (s.test_loss if s.test_loss is not None else s.loss) / guess
            self.train_right, self.test_right = (1.0 if a is None else a for a in (s.accuracy, s.test_accuracy))
            self.mostly_dead, self.stays = max(float(u.dead.mean()) for u in s.units) > 0.5, False
            return
        with np.errstate(all="ignore"):
            self.train, self.train_right, dead = self._judged(self.trainer.train_x, self.trainer.train_y)
            self.test, self.test_right, _ = self._judged(self.trainer.test_x, self.trainer.test_y)
            self.mostly_dead = max(dead) > 0.5
            moved = np.linalg.norm(self.trainer.network.weights[0] - start) / (np.linalg.norm(start) or 1.0)
            self.stays = moved < 1e-4

    def _judged(self, x: Any, y: Any) -> tuple[float, float, list[float]]:
        """Return the loss over guessing's on the training set, the accuracy, and each layer's share of dead units."""
        h, dead, network, config = np.asarray(x, float), [], self.trainer.network, self.trainer.config
        for i, (w, b) in enumerate(zip(network.weights, network.biases, strict=True)):
            h = h @ np.asarray(w, float) + np.asarray(b, float).reshape(-1)
            if i < len(config.hidden):
                kind, alpha = ACTIVATIONS[config.activations[i]], config.alpha
                flat = kind.is_flat(h, alpha) if kind.can_die(alpha) else np.zeros(h.shape, bool)
                dead.append(float(flat.all(axis=0).mean()))
                h = kind.value(h, alpha)
        train_y = self.trainer.train_y
        if self.trainer.data.task == "classification":
            top = h.max(axis=1)
            losses = np.log(np.exp(h - top[:, None]).sum(axis=1)) + top - h[np.arange(len(y)), y]
            shares = np.bincount(train_y) / len(train_y)
            guess = -sum(p * np.log(p) for p in shares if p > 0)
            return float(losses.mean() / guess), float((h.argmax(axis=1) == y).mean()), dead
        guess = 0.5 * train_y.reshape(len(train_y), -1).var(axis=0).sum()
        return float(0.5 * ((h - y.reshape(h.shape)) ** 2).sum(axis=1).mean() / guess), 1.0, dead

    @property
    def is_healthy(self) -> bool:
        """Whether it has learned what it should."""
        near = self.train_right - self.test_right <= 0.1
        return self.train < 0.4 and self.test < 0.6 and near and not self.mostly_dead

    @property
    def is_sick(self) -> bool:
        """Whether it does not learn, or its first layer stays, or a layer is mostly dead."""
        return (not self.train < 0.5 and self.stays) or self.mostly_dead or self._never_learns()

    def _never_learns(self) -> bool:
        """Return whether the loss stays near guessing's; the run goes on in a copy."""
        if self.train < 0.9:
            return False
        later = Trainer(self.trainer.config)
        later.advance(3 * self.trainer.step)
        with np.errstate(all="ignore"):
            self.trainer, here = later, self.trainer
            share = self._judged(later.train_x, later.train_y)[0]
            self.trainer = here
        return not share < 0.8


def drawn(n: int, of: Callable[[Draw], Drawn], keep: Callable[[Measured], bool], draw: Draw) -> Iterator[Measured]:
    """Yield n runs that meet the criterion."""
    while n:
        config, steps = of(draw)
        measured = Measured(config, steps)
        if keep(measured):
            n -= 1
            yield measured


def told(measured: Measured) -> str:
    """Return what is not as it is by default, and what was found."""
    default, config = RunConfig(), measured.trainer.config
    changes = {name: value for name, value in vars(config).items() if value != getattr(default, name)}
    found = [f"{finding.key} ({finding.severity})" for finding in diagnose(measured.trainer).findings]
    numbers = f"train {measured.train:.2g}, test {measured.test:.2g}, mostly dead {measured.mostly_dead}"
    return f"  {', '.join(found)}: {changes} step {measured.trainer.step}: {numbers}, stays {measured.stays}"


def main() -> None:
    """Draw, count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("healthy", 150), ("sick", 300), ("cured", 0), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    draw = np.random.default_rng(options.seed)
    alarms = 0
    for measured in drawn(options.healthy, usual, lambda run: run.is_healthy, draw):
        if any(finding.sick for finding in diagnose(measured.trainer).findings):
            alarms += 1
            print(told(measured), flush=True)
    print(f"false alarms: {alarms} of {options.healthy} healthy runs", flush=True)
    alarms = 0
    for measured in drawn(options.cured, cured, lambda run: run.is_healthy, draw):
        if any(finding.sick for finding in diagnose(measured.trainer).findings):
            alarms += 1
            print(told(measured), flush=True)
    if options.cured:
        print(
            f"false alarms: {alarms} of {options.cured} healthy runs with normalisation, skips or dropout", flush=True
        )
    missed = 0
    for measured in drawn(options.sick, faulty, lambda run: run.is_sick, draw):
        if diagnose(measured.trainer).verdict.severity == "healthy":
            missed += 1
            print(told(measured), flush=True)
    print(f"called healthy: {missed} of {options.sick} sick runs", flush=True)


if __name__ == "__main__":
    main()
