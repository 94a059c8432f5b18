"""The examples that a run is trained on are written as CSV, a file for each of training and test set, or as NPZ.

Both can be opened again: `actviz run --data examples.csv --test-file examples-test.csv`, or `--data examples.npz`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.export.exported_run import Progress
from actviz.export.files import in_place
from actviz.export.tables import csv_text
from actviz.training.snapshot import RunFacts

FIGURES = 15  # of a number: its last digits are rounding


def write_csv(facts: RunFacts, target: Path, standardized: bool, progress: Progress) -> list[Path]:
    """Write the training examples to the target and, where there are some, the test examples beside it.

    The columns are the inputs, then the class, or the targets of a regression. Return the files written.
    """
    names = [target, target.with_name(f"{target.stem}-test{target.suffix}")]
    written = []
    for done, (name, x, y) in enumerate(zip(names, *_parts(facts, standardized), strict=True)):
        if len(x) or done == 0:
            progress(done / 2)
            columns = {input_name: x[:, i] for i, input_name in enumerate(facts.input_names)}
            columns |= {_other(label, columns): values for label, values in _targets(facts, y).items()}
            with in_place(name) as file:
                file.write(csv_text(columns))
            written.append(name)
    return written


def write_npz(facts: RunFacts, target: Path, standardized: bool, progress: Progress) -> list[Path]:
    """Write x_train (N, d), y_train, x_test, y_test and the names as one NPZ; return the files written."""
    progress(0.0)
    (x_train, x_test), (y_train, y_test) = _parts(facts, standardized)
    arrays = {"x_train": x_train, "y_train": y_train, "input_names": np.array(facts.input_names)}
    if len(x_test):
        arrays |= {"x_test": x_test, "y_test": y_test}
    for name in ("class_names", "target_names"):
        if getattr(facts, name):
            arrays[name] = np.array(getattr(facts, name))
    with in_place(target) as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    return [target]


def _parts(facts: RunFacts, standardized: bool) -> tuple[tuple[Floats, Floats], tuple[NDArray[Any], NDArray[Any]]]:
    """Return inputs (N, d) and targets of the training and of the test set."""
    if standardized:
        return (facts.train_x, facts.test_x), (facts.train_y, facts.test_y)
    every = range(len(facts.input_names))
    inputs = _rounded(facts.own_x(facts.train_x, every)), _rounded(facts.own_x(facts.test_x, every))
    return inputs, (facts.own_train_y, facts.own_test_y)


def _rounded(values: Floats) -> Floats:
    """Return values without the rounding errors of standardising and back: 5.1, not 5.099999999999999."""
    with np.errstate(all="ignore"):
        unit = 10.0 ** (FIGURES - 1 - np.ceil(np.log10(np.maximum(np.abs(values), np.finfo(np.float64).tiny))))
        rounded = np.rint(values * unit) / unit
    return np.where(np.isfinite(rounded), rounded, values)


def _targets(facts: RunFacts, y: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Return the columns of the targets by name: the names of classes, or numbers."""
    if facts.class_names:
        return {(facts.target_names or ("class",))[0]: np.array(facts.class_names)[y]}
    names = facts.target_names or tuple(f"target {i}" for i in range(1, y.shape[1] + 1))
    return {name: y[:, i] for i, name in enumerate(names)}


def _other(name: str, taken: dict[str, Any]) -> str:
    """Return the name of a target, changed where an input has it."""
    return name if name not in taken else f"{name} (target)"
