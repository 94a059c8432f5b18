"""A map as a table, one row for each run, and as a file of it: CSV or Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from actviz.export.files import in_place
from actviz.export.tables import csv_text, parquet_file
from actviz.sweeps.results import SweepMap
from actviz.training.config.setting_text import typed_text


def map_table(found: SweepMap) -> list[list[object]]:
    """Return a row for each run: its settings, seed, state, step, verdict and measures; the first row names them."""
    sweep = found.sweep
    names = [axis.field for axis in sweep.axes]
    rows: list[list[object]] = [[*names, "seed", "state", "step", "verdict", *sweep.measures, "message"]]
    for place, cell in sorted(found.cells.items()):
        settings = [_written(axis.field, axis.values[at]) for axis, at in zip(sweep.axes, place, strict=False)]
        values = [cell.values.get(name, float("nan")) for name in sweep.measures]
        seed = sweep.base.seed + place.seed
        rows.append([*settings, seed, cell.state, cell.step, cell.verdict, *values, cell.message])
    return rows


def _written(field: str, value: Any) -> object:
    return value if isinstance(value, (int, float)) else typed_text(field, value)


def write_map(found: SweepMap, path: Path) -> None:
    """Write the table of a map to a file, as Parquet where its name ends so, else as CSV.

    Raises:
        BadInput: the file cannot be written, or Parquet's library is not installed; one sentence.
    """
    names, *rows = map_table(found)
    columns = {str(name): np.array([row[i] for row in rows]) for i, name in enumerate(names)}
    content = parquet_file(columns) if path.suffix.lower() == ".parquet" else csv_text(columns)
    with in_place(path) as file:
        file.write(content)
