"""What large files of data cost: `.venv/bin/python tests/benchmarks/reading.py [FILE …]`.

Without files it writes its own into a temporary folder: images as MNIST has them (60,000 and 10,000 of 28×28 bytes, as
IDX and as CSV), and a million rows of ten numbers. Each file is opened by a process of its own, as the window opens it:
read, with the facts of its columns, split and standardised, and measured. Times are processor time, the memory is the
most that the process had. A CSV file of numbers is read in turn with np.loadtxt, and the last column compares both.
"""

from __future__ import annotations

import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from actviz import RunConfig, Trainer, load_data
from actviz.data.reading.formats import read_table

N_TRAIN, N_TEST, SIDE = 60_000, 10_000, 28
N_ROWS, N_NUMBERS = 1_000_000, 10
MEASUREMENT = {"weights", "histograms", "confusion"}  # as the window wants it at first
ROUNDS = 3  # of reading a CSV file in turn with np.loadtxt


def write_files(folder: Path) -> list[Path]:
    """Write images as IDX and as CSV, and a table of numbers; return their paths."""
    rng = np.random.default_rng(0)
    for part, n in (("train", N_TRAIN), ("t10k", N_TEST)):
        images = rng.integers(0, 256, (n, SIDE, SIDE), np.uint8) * (rng.random((n, SIDE, SIDE)) < 0.2)
        labels = rng.integers(0, 10, n, np.uint8)
        shape = struct.pack(">4B3I", 0, 0, 8, 3, n, SIDE, SIDE)
        (folder / f"{part}-images-idx3-ubyte").write_bytes(shape + images.astype(np.uint8).tobytes())
        (folder / f"{part}-labels-idx1-ubyte").write_bytes(struct.pack(">4BI", 0, 0, 8, 1, n) + labels.tobytes())
        if part == "train":
            pixels = np.c_[labels, images.reshape(n, -1)]
            write_csv(folder / "images.csv", ["label", *(f"pixel{i}" for i in range(SIDE**2))], pixels, "%d")
    write_csv(folder / "numbers.csv", [f"x{i}" for i in range(N_NUMBERS)], rng.normal(size=(N_ROWS, N_NUMBERS)), "%.6g")
    return [folder / "train-images-idx3-ubyte", folder / "images.csv", folder / "numbers.csv"]


def write_csv(path: Path, names: list[str], rows: np.ndarray, form: str) -> None:
    """Write a table with a header."""
    np.savetxt(path, rows, form, ",", header=",".join(names), comments="")


class Clock:
    """Tells the processor time since it was last asked."""

    def __init__(self) -> None:
        self._last = time.process_time()

    def lap(self) -> float:
        """Return seconds of processor time."""
        last, self._last = self._last, time.process_time()
        return self._last - last


def open_once(path: str) -> None:
    """Open a file and print the seconds of each part, and the most memory in MB: in a process of its own."""
    clock = Clock()
    data = load_data(path)
    load_s = clock.lap()
    assert data.columns
    columns_s = clock.lap()
    trainer = Trainer(RunConfig(), data)
    trainer_s = clock.lap()
    trainer.measure(MEASUREMENT)
    print(load_s, columns_s, trainer_s, clock.lap(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def ratio_to_loadtxt(path: Path) -> float:
    """Return how many times as long reading a table takes as np.loadtxt does, both in turn."""
    clock, ours, numpys = Clock(), 0.0, 0.0
    for _ in range(ROUNDS):
        clock.lap()
        np.loadtxt(path, delimiter=",", skiprows=1)
        numpys += clock.lap()
        read_table(path)
        ours += clock.lap()
    return ours / numpys


def report(path: Path) -> None:
    """Print the line of one file."""
    command = [sys.executable, __file__, "--open", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *seconds, megabytes = map(float, done.stdout.split())
    line = f"{path.name:28}" + "".join(f"{s:11.2f}" for s in (*seconds, sum(seconds))) + f"{megabytes:9.0f}"
    print(line + (f"{ratio_to_loadtxt(path):12.2f}" if path.suffix == ".csv" else ""), flush=True)


def main() -> None:
    """Print a table of the files."""
    parts = ("load s", "columns s", "trainer s", "measure s", "whole s")
    print(f"{'file':28}" + "".join(f"{part:>11}" for part in parts) + f"{'peak MB':>9}{'÷ loadtxt':>12}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in [Path(name) for name in sys.argv[1:]] or write_files(Path(folder)):
            report(path)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--open"]:
        open_once(sys.argv[2])
    else:
        main()
