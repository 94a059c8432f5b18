"""What watching costs: `.venv/bin/python tests/benchmarks/instruments.py [--largest] [part of a network's name]`.

First table: the share of a step that each instrument of every step takes, from runs with and without it, in turns
within one process, medians over the rounds. Second table: milliseconds of one glance, of one full measurement and of
each extra of it, and what the window's schedule of them takes of the time.

Third table (`--largest`), about the largest networks and data that are allowed: thread time of a bare step, the share
that the instruments add after the first steps, the longest that one step waited for them, and a full measurement
without and with copies of all weights, which is done in pieces between which commands are answered. One run of some
seconds each on a quiet host with 2 cores (AMD Zen 4, AVX-512, 2026-11-28); credits are spent at a run's beginning, so
the shares are above those of a long run. A step should wait 200 ms at most: the 4096-wide networks waited between 137
and 299 ms at one of their first steps in two runs, while memory for their copies is made.

    network                     bare step  all on  longest stop  a full measurement; with all weights copied
    2 x 4096, 20 examples        57.77 ms   22.1%    299 ms  1.24 s in pieces of <= 77 ms; 1.75 s, <= 204 ms
    3 x 4096                    157.80 ms    7.0%    256 ms  3.71 s in pieces of <= 87 ms; 4.29 s, <= 105 ms
    200 x 128                    14.55 ms    3.9%     43 ms  0.42 s in pieces of <= 65 ms; 0.49 s, <= 104 ms
    200 x 128 sigmoid            16.72 ms   11.7%     38 ms  0.50 s in pieces of <= 45 ms; 0.54 s, <= 82 ms
    20 x 512 Adam                30.45 ms    2.4%    119 ms  0.39 s in pieces of <= 36 ms; 0.39 s, <= 38 ms
    8 x 12, 200,000 examples      0.06 ms   50.4%     87 ms  0.14 s in pieces of <= 137 ms; 0.07 s, <= 65 ms
    20 x 32, 200,000 examples     0.15 ms   14.0%     18 ms  0.32 s in pieces of <= 36 ms; 0.30 s, <= 32 ms
    1 x 4096, 200,000 examples    0.31 ms    7.1%     22 ms  6.85 s in pieces of <= 17 ms; 6.30 s, <= 15 ms
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
from actviz.training.measure.probes import EXTRAS
from actviz.training.pieces import Work

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

LEAST_STEPS, FIRST_STEPS, LARGEST_S, GIVE_UP_S = 10, 4, 4.0, 10.0
LARGEST = {  # about the largest that are allowed, each in its own way
    "2 x 4096, 20 examples": RunConfig(hidden=(4096,) * 2, n_examples=20, batch_size=4),
    "3 x 4096": RunConfig(hidden=(4096,) * 3, learning_rate=1e-4),
    "200 x 128": RunConfig(hidden=(128,) * 200, learning_rate=1e-4),
    "200 x 128 sigmoid": RunConfig(hidden=(128,) * 200, activation="sigmoid", initializer="xavier_normal"),
    "20 x 512 Adam": RunConfig(hidden=(512,) * 20, optimizer="adam", learning_rate=1e-3),
    "8 x 12, 200,000 examples": RunConfig(n_examples=200_000, learning_rate=0.003),
    "20 x 32, 200,000 examples": RunConfig(hidden=(32,) * 20, n_examples=200_000, learning_rate=0.003),
    "1 x 4096, 200,000 examples": RunConfig(hidden=(4096,), n_examples=200_000, learning_rate=0.003),
}


class NoNorms:
    """A log that records no gradients."""

    parameters = gradients = None

    def __init__(self, n_layers: int) -> None:
        self._n_layers = n_layers

    def hooks(self, _start: int, n: int) -> list[Callable[[], object]]:
        """Return calls that do nothing."""
        return [_nothing] * n

    def norms(self, _start: int, n: int) -> np.ndarray:
        """Return ones in place of norms."""
        return np.ones((n, self._n_layers))


def without_norms(trainer: Trainer) -> None:
    """Measure no norms; a small network's units, which its log serves too, then have hooks of their own."""
    trainer._state.stepper.log = NoNorms(trainer.network.n_layers)
    trainer._observer._prepare(trainer._state.stepper, trainer.config.learning_rate)


def without_units(trainer: Trainer) -> None:
    """Check no units; loss and accuracy over all examples are still measured."""
    observer = trainer._observer
    observer.mortal, observer.death_steps, observer.next_check = False, None, NEVER - 1


def without_results(trainer: Trainer) -> None:
    """Take no loss and accuracy over all examples."""
    trainer._observer.next_results = NEVER


def without_history(trainer: Trainer) -> None:
    """Remember no steps."""
    trainer.history.add_steps = lambda *_: None


def bare(trainer: Trainer) -> None:
    """Switch all of them off."""
    for switch_off in (without_norms, without_units, without_results, without_history):
        switch_off(trainer)


VARIANTS: dict[str, Callable[[Trainer], None] | None] = {
    "all": None,
    "norms": without_norms,
    "units": without_units,
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
    whole = price(trainer, lambda: trainer.measure(EXTRAS))
    every = max(FULL_S, whole / 1e3 / MEASURING_SHARE)
    share = whole / 1e3 / every + glance / 1e3 * (1 / FRAME_S - 1 / every)
    cells = "  ".join(f"{name} {max(0.0, ms):.2f}" for name, ms in extras.items())
    return f"glance {glance:.2f}  full {whole:.2f}  ({cells})  in the window {share:.1%}"


def largest(config: RunConfig) -> str:
    """Return one row of the third table."""
    trainers = {"bare": Trainer(config), "all": Trainer(config)}
    bare(trainers["bare"])
    trainers["bare"]._stop_if_unsound = _nothing
    seconds: dict[str, list[float]] = {name: [] for name in trainers}
    begin = time.perf_counter()
    while len(seconds["all"]) < LEAST_STEPS or time.perf_counter() - begin < LARGEST_S:
        for name, trainer in trainers.items():
            before = time.thread_time()
            if trainer.advance(1) != 1:
                raise RuntimeError("the run diverged: it is no benchmark")
            seconds[name].append(time.thread_time() - before)
    step = statistics.median(seconds["bare"])
    beyond = [a - b for a, b in zip(seconds["all"], seconds["bare"], strict=True)]
    share = sum(beyond[FIRST_STEPS:]) / sum(seconds["bare"][FIRST_STEPS:])
    pieces = []
    for extras in (EXTRAS - {"weights"}, EXTRAS):
        before = time.thread_time()
        work = Work(trainers["all"].measuring(extras, {1}, (1, 0)))
        of_one = [time.thread_time() - before]
        while not work.is_done and sum(of_one) < GIVE_UP_S:
            before = time.thread_time()
            work.go_on()
            of_one.append(time.thread_time() - before)
        pieces.append((sum(of_one), max(of_one), work.is_done))
    cells = "  ".join(
        f"{'' if done else '> '}{all_s:.2f} s in pieces of up to {1e3 * most:.0f} ms" for all_s, most, done in pieces
    )
    return f"{1e3 * step:9.2f} ms  {share:6.1%}  {1e3 * max(beyond):7.0f} ms  {cells}"


def main() -> None:
    """Print both tables, or with `--largest` the third; an argument picks the networks whose name contains it."""
    if "--largest" in sys.argv:
        sys.argv.remove("--largest")
        print(
            "network                   bare step    all on   longest stop  a full measurement; with all weights copied"
        )
        for name, config in LARGEST.items():
            if len(sys.argv) < 2 or sys.argv[1] in name:
                print(f"{name:24} {largest(config)}", flush=True)
        return
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
