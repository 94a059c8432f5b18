"""What watching costs: `.venv/bin/python tests/benchmarks/instruments.py [part of a network's name]`.

First table: the share of a step that each instrument of every step takes, from runs with and without it, in turns
within one process, medians over the rounds. Second table: milliseconds of one glance, of one full measurement and of
each extra of it, and what the window's schedule of them takes of the time.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from actviz import RunConfig, Trainer
from actviz.app.publisher import FRAME_S, FULL_S, MEASURING_SHARE
from actviz.training.probes import EXTRAS

ROUNDS, ROUND_S, WARM_S = 60, 0.04, 1.0  # short rounds: a busy host changes its speed within a second
NEVER = 1 << 60
NETWORKS = {
    "2-8-8-8-8-2 tanh": RunConfig(hidden=(8,) * 4, activation="tanh", initializer="xavier_normal", batch_size=10),
    "8 x 12 ReLU": RunConfig(learning_rate=0.003),
    "20 x 32 ReLU": RunConfig(hidden=(32,) * 20, learning_rate=0.003),
    "20 x 32 sigmoid": RunConfig(hidden=(32,) * 20, activation="sigmoid", initializer="xavier_normal"),
    "40 x 32 sigmoid": RunConfig(hidden=(32,) * 40, activation="sigmoid", initializer="xavier_normal"),
    "4 x 128 ReLU, digits": RunConfig(dataset="digits", hidden=(128,) * 4, n_examples=2000, batch_size=64),
}


class NoNorms:
    """A log that takes no note of the gradients."""

    parameters = gradients = None

    def __init__(self, n_layers: int) -> None:
        self._n_layers = n_layers

    def notes(self, _start: int, n: int) -> list[Callable[[], object]]:
        """Return calls that do nothing."""
        return [_nothing] * n

    def norms(self, _start: int, n: int) -> np.ndarray:
        """Return ones in place of norms."""
        return np.ones((n, self._n_layers))


def without_norms(trainer: Trainer) -> None:
    """Measure no norms; the census, which a small network's log serves too, takes its notes itself."""
    trainer._stepper.log = NoNorms(trainer.network.n_layers)
    trainer._observer._prepare(trainer._stepper, trainer.config.learning_rate)


def without_census(trainer: Trainer) -> None:
    """Look at no units; loss and accuracy over all examples are still taken."""
    observer = trainer._observer
    observer.mortal, observer.census, observer.next_look = False, None, NEVER - 1


def without_results(trainer: Trainer) -> None:
    """Take no loss and accuracy over all examples."""
    trainer._observer.next_results = NEVER


def without_history(trainer: Trainer) -> None:
    """Remember no steps."""
    trainer.history.add_steps = lambda *_: None


def bare(trainer: Trainer) -> None:
    """Switch all of them off."""
    for switch_off in (without_norms, without_census, without_results, without_history):
        switch_off(trainer)


VARIANTS: dict[str, Callable[[Trainer], None] | None] = {
    "all": None,
    "norms": without_norms,
    "census": without_census,
    "results": without_results,
    "history": without_history,
    "bare": bare,
}


def _nothing() -> None:
    """Do nothing."""


def warm(config: RunConfig, switch_off: Callable[[Trainer], None] | None) -> Trainer:
    """Return a trainer that has run for a while with everything on."""
    trainer = Trainer(config)
    begin = time.perf_counter()
    while time.perf_counter() - begin < WARM_S:
        trainer.advance(64)
    if switch_off is not None:
        switch_off(trainer)
    return trainer


def overheads(config: RunConfig) -> tuple[float, dict[str, float]]:
    """Return microseconds of a bare step, and the share of it that each instrument adds."""
    trainers = {name: warm(config, switch_off) for name, switch_off in VARIANTS.items()}
    begin = time.perf_counter()
    trainers["all"].advance(64)
    n = max(64, int(ROUND_S / (time.perf_counter() - begin)) * 64)
    times: dict[str, list[float]] = {name: [] for name in VARIANTS}
    for _ in range(ROUNDS):
        for name, trainer in trainers.items():
            begin = time.perf_counter()
            if trainer.advance(n) != n:
                raise RuntimeError("the run diverged: it is no benchmark")
            times[name].append((time.perf_counter() - begin) / n)
    step = statistics.median(times["bare"])
    all_on = times["all"]
    shares = {
        name: statistics.median(a - b for a, b in zip(all_on, times[name], strict=True)) / step
        for name in VARIANTS
        if name != "all"
    }
    return 1e6 * step, shares


def price(trainer: Trainer, call: Callable[[], object]) -> float:
    """Return the median milliseconds of a measurement taken after a step."""
    seconds = []
    for _ in range(15):
        trainer.advance(1)
        begin = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - begin)
    return 1e3 * statistics.median(seconds)


def measurements(config: RunConfig) -> str:
    """Return one row of the second table."""
    trainer = warm(config, None)
    plain = price(trainer, trainer.measure)
    full = trainer.measure(EXTRAS)
    glance = price(trainer, lambda: trainer.glance(full))
    extras = {name: price(trainer, lambda name=name: trainer.measure({name})) - plain for name in sorted(EXTRAS)}
    whole = price(trainer, lambda: trainer.measure(EXTRAS, {1}))
    every = max(FULL_S, whole / 1e3 / MEASURING_SHARE)
    share = whole / 1e3 / every + glance / 1e3 * (1 / FRAME_S - 1 / every)
    cells = "  ".join(f"{name} {max(0.0, ms):.2f}" for name, ms in extras.items())
    return f"glance {glance:.2f}  full {whole:.2f}  ({cells})  in the window {share:.1%}"


def main() -> None:
    """Print both tables; an argument picks the networks whose name contains it."""
    chosen = {name: config for name, config in NETWORKS.items() if len(sys.argv) < 2 or sys.argv[1] in name}
    print("share of a bare step" + " " * 8 + "".join(f"{name:>15}" for name in VARIANTS if name not in ("all", "bare")))
    for name, config in chosen.items():
        step, shares = overheads(config)
        cells = "".join(f"{share:15.1%}" for key, share in shares.items() if key != "bare")
        print(f"{name:20} {step:7.1f} µs{cells}   together {shares['bare']:.1%}", flush=True)
    print("\nmilliseconds of one measurement")
    for name, config in chosen.items():
        print(f"{name:20} {measurements(config)}", flush=True)


if __name__ == "__main__":
    main()
