"""How good is the learning rate that the finder suggests? Counts it over many networks and seeds.

For each network that the finder has a rate for, copies train on for 300 steps at that rate, at a tenth of it, at ten
times as much, and at 15 rates over seven decades. Printed is in how many the suggested rate does better than each, and
how far its loss is from that of the best of the 15.

    .venv/bin/python tests/benchmarks/rate_finder.py [SEEDS]
"""

from __future__ import annotations

import math
import sys
from statistics import median

import numpy as np

from actviz.training import RunConfig, Trainer
from actviz.training.rate_finder import find_learning_rate
from actviz.training.replay import fork

STEPS = 300
SMOOTH = {"initializer": "xavier_normal", "activation": "tanh"}
NETWORKS = {
    "ReLU 12x8": {},
    "ReLU 12x8, momentum": {"momentum": 0.9},
    "ReLU 12x8, RMSprop": {"optimizer": "rmsprop"},
    "ReLU 12x8, Adam": {"optimizer": "adam"},
    "ReLU 32x20": {"hidden": (32,) * 20},
    "PReLU 12x8, Adam": {"activation": "prelu", "optimizer": "adam"},
    "GELU 12x8, AdamW": {"activation": "gelu", "optimizer": "adamw", "weight_decay": 0.01},
    "tanh 8x4": {"hidden": (8,) * 4, **SMOOTH},
    "tanh 8x4, Nesterov": {"hidden": (8,) * 4, "momentum": 0.9, "nesterov": True, **SMOOTH},
    "ReLU 16x3, batch 4": {"hidden": (16,) * 3, "batch_size": 4},
    "tanh 16x2, waves": {"hidden": (16, 16), "dataset": "waves", **SMOOTH},
    "ReLU 32x2, digits": {"hidden": (32, 32), "dataset": "digits", "n_examples": 600},
    "ReLU 32x3, spiral, Adam": {"hidden": (32,) * 3, "dataset": "spiral", "optimizer": "adam"},
    "sigmoid 12x8": {"activation": "sigmoid", "initializer": "xavier_normal"},
}


def loss_after(trainer: Trainer, rate: float) -> float:
    """Train a copy on at a rate; return its loss over all training examples, infinite if it diverged."""
    copy = fork(trainer)
    copy.apply({"learning_rate": rate})
    copy.advance(STEPS)
    found = copy.results()
    return found.loss if found and copy.divergence is None and math.isfinite(found.loss) else math.inf


def main() -> None:
    """Print a line for each network, and the sums."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    sums = np.zeros(4, int)
    for name, settings in NETWORKS.items():
        for trained in (0, 200):
            n = found_any = tenth = tenfold = 0
            ratios = []
            for seed in range(seeds):
                trainer = Trainer(RunConfig(**settings, seed=seed))
                trainer.advance(trained)
                found, n = find_learning_rate(trainer), n + 1
                if found.suggested is None:
                    continue
                found_any += 1
                loss = loss_after(trainer, found.suggested)
                tenth += loss < loss_after(trainer, found.suggested / 10)
                tenfold += loss < loss_after(trainer, min(1000.0, found.suggested * 10))
                grid = np.geomspace(found.sweep.rates[0], found.sweep.last_rate, 15)[4:]
                ratios.append(loss / min(loss_after(trainer, rate) for rate in grid.tolist()))
            sums += (n, found_any, tenth, tenfold)
            text = f", {median(ratios):.2f} of the best loss" if ratios else ""
            print(f"{name}, from step {trained}: of {n}, {found_any} have a rate; better than a tenth {tenth}, "
                  f"than tenfold {tenfold}{text}", flush=True)  # fmt: skip
    n, found_any, tenth, tenfold = sums
    print(f"all: of {n}, {found_any} have a rate; better than a tenth {tenth}, than tenfold {tenfold}")


if __name__ == "__main__":
    main()
