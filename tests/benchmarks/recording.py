"""What recording costs while training flat out, and how soon and how large a run of 1,000,000 steps opens.

    python tests/benchmarks/recording.py [seconds a round]

Rounds with and without recording take turns, and the ratio of neighbours is what counts: `speed` is of steps in the
same time, `processor` of processor time a step, the writing thread's included, which other programs disturb less.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

from actviz.app.lanes import LANE_NAMES, LaneSpec
from actviz.app.mailbox import Mailbox
from actviz.app.recorder import Recorder
from actviz.app.worker import Worker
from actviz.recording import RecordingWriter, read_recording, recording_of
from actviz.training import RunConfig, Trainer

ROUNDS, STEPS = 7, 1_000_000
DEEP = RunConfig(hidden=(32,) * 20, learning_rate=0.01)
CASES = {
    "8×12 ReLU": (RunConfig(), 1),
    "20×32 ReLU": (DEEP, 1),
    "20×32 ReLU, 4 lanes": (DEEP, 4),
    "8×12 ReLU, learning rate 0.35: units die and revive": (RunConfig(learning_rate=0.35), 1),
    "3×128 ReLU, digits, Adam": (RunConfig(hidden=(128,) * 3, dataset="digits", optimizer="adam"), 1),
    "10 million parameters, Adam": (RunConfig(hidden=(1100,) * 9, optimizer="adam", learning_rate=1e-4), 1),
}


def run(config: RunConfig, n_lanes: int, seconds: float, folder: Path | None) -> tuple[float, float]:
    """Train for so long; return steps a second, and steps a second of processor time."""
    mailbox = Mailbox()
    recorder = Recorder(mailbox, folder)
    worker = Worker(mailbox, recorder)
    recorder.start()
    worker.start()
    worker.apply(tuple(LaneSpec(i + 1, i, LANE_NAMES[i], config) for i in range(n_lanes)))
    worker.play(True)
    begun = until(mailbox, 1)
    start, used = time.perf_counter(), time.process_time()
    time.sleep(seconds)
    stop, used = time.perf_counter(), time.process_time() - used
    n = newest(mailbox) - begun
    worker.close(60.0)
    recorder.close(60.0)
    return n / (stop - start), n / used


def newest(mailbox: Mailbox) -> int:
    """Return the step that the run has come to: what was published last, and what is published next."""
    mailbox.collect()
    return until(mailbox, 0)


def until(mailbox: Mailbox, step: int) -> int:
    """Wait for lanes that have come to the step."""
    while True:
        lanes = mailbox.collect().lanes
        if lanes is not None and lanes[0].newest >= step:
            return lanes[0].newest
        time.sleep(0.001)


def price(seconds: float) -> None:
    """Print what recording costs."""
    print(f"{'':52} without, steps/s    speed   processor   (medians of {ROUNDS} pairs, and their range)")
    for name, (config, n_lanes) in CASES.items():
        pairs, bare = [], []
        for i in range(ROUNDS):
            found = {}
            for recorded in (False, True) if i % 2 else (True, False):
                with tempfile.TemporaryDirectory() as folder:
                    found[recorded] = run(config, n_lanes, seconds, Path(folder) if recorded else None)
            bare.append(found[False][0])
            pairs.append([100.0 * (b / a - 1.0) for a, b in zip(found[False], found[True], strict=True)])
        figures = [f"{median(v):+5.1f} % ({min(v):+.1f} … {max(v):+.1f})" for v in zip(*pairs, strict=True)]
        print(f"{name:52} {median(bare):10,.0f}    {'   '.join(figures)}", flush=True)


def long_run(config: RunConfig, name: str) -> None:
    """Record a run of 1,000,000 steps, about once a second as the program does, and open it."""
    with tempfile.TemporaryDirectory() as folder:
        path, trainer = Path(folder) / "run.actviz", Trainer(config)
        with closing(RecordingWriter(path)) as writer:
            due = time.monotonic()
            while trainer.step < STEPS and trainer.advance(min(64, STEPS - trainer.step)):
                if time.monotonic() >= due:
                    writer.write(recording_of([trainer]), whole=False)
                    due = time.monotonic() + 0.8
            writer.write(replace(recording_of([trainer]), name=name))
        took = []
        for _ in range(7):
            start = time.perf_counter()
            read = read_recording(path)
            between = time.perf_counter()
            read.trainers()
            took.append((time.perf_counter() - start, between - start))
        whole, reading = (median(each) for each in zip(*took, strict=True))
        print(
            f"{name}: {trainer.step:,} steps, {path.stat().st_size / 1e6:.1f} MB, "
            f"opens in {whole * 1e3:.0f} ms, {reading * 1e3:.0f} ms of it reading",
            flush=True,
        )


if __name__ == "__main__":
    long_run(RunConfig(), "8×12 ReLU")
    long_run(RunConfig(hidden=(8,) * 4, activation="tanh", learning_rate=0.01), "4×8 tanh")
    price(float(sys.argv[1]) if len(sys.argv) > 1 else 4.0)
