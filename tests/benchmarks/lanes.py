"""Lanes side by side and time travel: `.venv/bin/python tests/benchmarks/lanes.py`.

Times four lanes of 10×32 against one, in turns within one run, and how long it takes to go back to random steps of a
20×32 run of 100,000 steps (replay and measurement), at random and as a slider is dragged.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import statistics
import time

import numpy as np

from actviz import RunConfig, Trainer
from actviz.app.lane_runs import LaneRuns
from actviz.app.lanes import LaneSpec
from actviz.training.replay import Replay

ROUNDS, STEPS = 9, 400
TRAVELLED, PLACES = 100_000, 40
EXTRAS = frozenset({"weights", "histograms", "unit_maps", "output_map"})


def lanes_of(n: int) -> LaneRuns:
    """Begin n lanes of 10×32."""
    keys = ("relu", "leaky_relu", "elu", "relu")
    config = RunConfig(hidden=(32,) * 10, momentum=0.9, learning_rate=0.001)
    runs = LaneRuns()
    runs.apply(tuple(LaneSpec(i, i, "ABCD"[i], config.replace(activation=keys[i])) for i in range(n)))
    runs.advance(200)
    return runs


def seconds(runs: LaneRuns) -> float:
    """Time some steps."""
    start = time.perf_counter()
    for _ in range(STEPS // 50):
        runs.advance(50)
    return time.perf_counter() - start


def compare_lanes() -> None:
    """Print four lanes' time as a share of four times the time of one."""
    four, alone = lanes_of(4), []
    for run in four.lanes:
        runs = LaneRuns()
        runs.apply((run.spec,))
        runs.advance(200)
        alone.append(runs)
    ratios = [sum(seconds(each) for each in alone) / seconds(four) for _ in range(ROUNDS)]
    print(
        f"four lanes of 10 x 32 train at {statistics.median(ratios):.0%} of the speed of the four one after the other"
    )


def travel() -> None:
    """Print how long it takes to go back."""
    run = Trainer(RunConfig(hidden=(32,) * 20, learning_rate=0.001))
    while run.step < TRAVELLED:
        run.advance(1000)
    replay, rng = Replay(run), np.random.default_rng(0)
    replay.go_to(5)

    def timed(step: int) -> float:
        start = time.perf_counter()
        replay.go_to(step).measure(EXTRAS)
        return 1e3 * (time.perf_counter() - start)

    jumps = [timed(int(step)) for step in rng.integers(0, TRAVELLED, PLACES)]
    drags = [timed(40_000 + 100 * i) for i in range(PLACES)]
    size = sum(state.n_bytes for state in run.checkpoints.states) / 1e6
    print(f"{len(run.checkpoints.states)} states kept, {run.checkpoints.stride} steps apart, {size:.0f} MB")
    print(f"to a random step: {statistics.median(jumps):.0f} ms, at most {max(jumps):.0f} ms")
    print(f"dragged by 100 steps: {statistics.median(drags):.0f} ms, at most {max(drags):.0f} ms")


if __name__ == "__main__":
    compare_lanes()
    travel()
