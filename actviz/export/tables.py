"""Tables hold a run's recorded numbers, and are written as CSV or Parquet (one file per table) or all as one NPZ.

TABLES lists the tables; the first column of each is the lane. Layers and units count from 1. A missing number is NaN.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.export.exported_run import ExportedRun, Progress, no_progress
from actviz.export.extras import extra
from actviz.export.files import in_place
from actviz.export.spreadsheet import cell_text
from actviz.frozen import dataclass
from actviz.registry import BadInput, Registry
from actviz.training.layer_row import alpha_spans
from actviz.translation import mark, tr

Table = dict[str, NDArray[Any]]  # columns of one length by name
NAN = float("nan")


def steps(run: ExportedRun) -> Table:
    """Return one row per `n_steps` steps: their loss, and every layer's gradient RMS at the last of them."""
    h = run.history
    columns = {"step": h.steps, "n_steps": np.full(len(h.steps), h.stride)}
    columns |= {"loss": h.loss, "loss_low": h.loss_low, "loss_high": h.loss_high}
    return columns | {f"gradient_rms_{i}": values for i, values in enumerate(h.rms.T, 1)}


def censuses(run: ExportedRun) -> Table:
    """Return one row per census: results, and what is recorded of every layer; α where a layer learns it."""
    h = run.history
    columns = {"step": h.census_steps, "dead": h.dead.sum(axis=1)}
    columns |= {f"dead_{i}": values for i, values in enumerate(h.dead.T, 1)}
    columns |= {"train_loss": h.train_loss, "train_accuracy": h.train_accuracy}
    columns |= {"test_loss": h.test_loss, "test_accuracy": h.test_accuracy}
    columns |= {f"signal_{i}": values for i, values in enumerate(h.signal.T, 1)}
    columns |= {f"backward_{i}": values for i, values in enumerate(h.backward.T, 1)}
    columns |= {f"update_ratio_{i}": values for i, values in enumerate(h.update_ratio.T, 1)}
    columns |= {f"mean_activation_{i}": values for i, values in enumerate(h.mean_activation.T, 1)}
    learned = [i for i in range(h.alpha.shape[2]) if np.isfinite(h.alpha[:, 0, i]).any()]
    return columns | {
        f"{name}_{i + 1}": h.alpha[:, k, i]
        for i in learned
        for k, name in enumerate(("alpha", "alpha_low", "alpha_high"))
    }


def events(run: ExportedRun) -> Table:
    """Return one row per event of a unit (born dead, death, revival), with a death's cause if it is known."""
    found = run.history.events
    columns: Table = {
        name: np.array([getattr(event, name) for event in found], np.int64)
        for name in ("step", "layer", "unit", "seen", "dead_since")
    }
    columns["unit"] += 1
    columns["kind"] = np.array([event.kind for event in found], np.str_)
    for name in ("z_before", "z_after", "own", "own_bias", "inputs", "learning_rate", "update_ratio"):
        causes = [NAN if event.cause is None else float(getattr(event.cause, name)) for event in found]
        columns[f"cause_{name}"] = np.array(causes, np.float64)
    return columns


def units(run: ExportedRun) -> Table:
    """Return one row per hidden unit, as measured at the exported step."""
    snapshot, widths = run.snapshot, run.facts.sizes[1:-1]
    columns: Table = {
        "step": np.full(sum(widths), snapshot.units_step),
        "layer": np.repeat(np.arange(1, len(widths) + 1), widths),
        "unit": np.concatenate([np.arange(1, n + 1) for n in widths]),
        "dead_since": np.concatenate(snapshot.dead_since),
    }
    for name in (
        "active_fraction", "dead", "always_on", "linear_side", "dormant", "saturated_fraction", "mean_activation",
        "mean_magnitude",
    ):  # fmt: skip
        columns[name] = np.concatenate([getattr(census, name) for census in snapshot.units])
    return columns


def layers(run: ExportedRun) -> Table:
    """Return one row per layer, as measured at the exported step; the output layer has no factors."""
    s = run.snapshot
    n = len(s.gradient_norms)
    return {
        "step": np.full(n, s.step),
        "layer": np.arange(1, n + 1),
        "units": np.array(run.facts.sizes[1:]),
        "gradient_norm": s.gradient_norms,
        "gradient_rms": s.gradient_rms,
        "signal": s.signal,
        "backward": s.backward,
        "underflow": s.underflows,
        "weight_factor": np.append(s.weight_factors, NAN),
        "slope_factor": np.append(s.slope_factors, NAN),
        "normalization_factor": np.append(s.normalization_factors, NAN),
        "gain": np.append(s.gains, NAN),
        "update_ratio": np.full(n, NAN) if s.update_ratios is None else s.update_ratios,
        "mean_activation": np.append(s.mean_activation, NAN),
        "alpha": np.append(alpha_spans(s.prelu_alphas)[0], NAN),
    }


def changes(run: ExportedRun) -> Table:
    """Return one row per change of settings while training."""
    found = run.history.changes
    return {
        "step": np.array([change.step for change in found], np.int64),
        "change": np.array([change.text for change in found], np.str_),
    }


def tasks(run: ExportedRun) -> Table:
    """Return one row per task that has ended: its results, and how many units were dead or nearly silent then."""
    found = run.history.tasks
    results = np.array([[NAN if value is None else value for value in end.results] for end in found]).reshape(-1, 4)
    return {
        "task": np.array([end.task + 1 for end in found], np.int64),
        "step": np.array([end.step for end in found], np.int64),
        "train_loss": results[:, 0],
        "train_accuracy": results[:, 1],
        "test_loss": results[:, 2],
        "test_accuracy": results[:, 3],
        "dead": np.array([end.dead.sum() for end in found], np.int64),
        "nearly_silent": np.array([end.dormant.sum() for end in found], np.int64),
    }


def recyclings(run: ExportedRun) -> Table:
    """Return one row for each step at which units were recycled."""
    found = run.history.recycled
    return {
        "step": np.array([each.step for each in found], np.int64),
        "dead": np.array([each.dead.sum() for each in found], np.int64),
        "nearly_silent": np.array([each.dormant.sum() for each in found], np.int64),
    }


TABLES: Mapping[str, Callable[[ExportedRun], Table]] = {
    "steps": steps,
    "census": censuses,
    "events": events,
    "units": units,
    "layers": layers,
    "changes": changes,
    "tasks": tasks,
    "recyclings": recyclings,
}


def table(name: str, runs: Sequence[ExportedRun]) -> Table:
    """Return one of TABLES with the rows of all lanes and the lane's name in the first column."""
    parts = [TABLES[name](run) for run in runs]
    lanes = [np.full(len(part["step"]), run.name, np.dtype(f"U{max(1, len(run.name))}"))
             for part, run in zip(parts, runs, strict=True)]  # fmt: skip
    keys = dict.fromkeys(key for part in parts for key in part)  # a lane of fewer layers has fewer columns
    return {"lane": np.concatenate(lanes)} | {
        key: np.concatenate([part.get(key, np.full(len(part["step"]), NAN)) for part in parts]) for key in keys
    }


# Files


@dataclass(frozen=True)
class DataFormat:
    """A kind of file for tables; `write` returns the files that it wrote."""

    key: str
    suffix: str
    write: Callable[[Sequence[ExportedRun], Path, Progress], list[Path]]


def _write_csv(runs: Sequence[ExportedRun], target: Path, progress: Progress) -> list[Path]:
    return _one_each(runs, target, progress, csv_text)


def csv_text(columns: Table) -> bytes:
    """Return the table as CSV in UTF-8; NaN becomes an empty cell, and text stays text in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(cell_text, columns))
    writer.writerows(zip(*(map(_cell, column.tolist()) for column in columns.values()), strict=True))
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return cell_text(value)
    return "" if isinstance(value, float) and math.isnan(value) else value


def _write_npz(runs: Sequence[ExportedRun], target: Path, progress: Progress) -> list[Path]:
    arrays: Table = {}
    for i, name in enumerate(TABLES):
        progress(i / len(TABLES) / 2)
        arrays |= {f"{name}.{key}": np.asarray(column) for key, column in table(name, runs).items()}
    with in_place(target) as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    return [target]


def _write_parquet(runs: Sequence[ExportedRun], target: Path, progress: Progress) -> list[Path]:
    extra("pyarrow", "parquet", mark("Parquet files"))  # before anything is written
    return _one_each(runs, target, progress, parquet_file)


def parquet_file(columns: Table) -> bytes:
    """Return the table as a Parquet file.

    Raises:
        BadInput: its library is not installed.
    """
    arrow, parquet = (
        extra("pyarrow", "parquet", mark("Parquet files")),
        extra("pyarrow.parquet", "parquet", mark("Parquet files")),
    )
    buffer = io.BytesIO()
    parquet.write_table(arrow.table({key: arrow.array(column) for key, column in columns.items()}), buffer)
    return buffer.getvalue()


def _one_each(
    runs: Sequence[ExportedRun], target: Path, progress: Progress, content: Callable[[Table], bytes]
) -> list[Path]:
    """Write the tables that have rows as NAME-steps.csv, NAME-census.csv …"""
    written: list[Path] = []
    try:
        for i, name in enumerate(TABLES):
            progress(i / len(TABLES))
            columns = table(name, runs)
            if len(columns["step"]):
                place = target.with_name(f"{target.stem}-{name}{target.suffix}")
                with in_place(place) as file:
                    file.write(content(columns))
                written.append(place)
    except BaseException:
        for place in written:  # some of the tables alone could be mistaken for all
            place.unlink(missing_ok=True)
        raise
    return written


DATA_FORMATS: Registry[DataFormat] = Registry("data format")
DATA_FORMATS.add(DataFormat("csv", ".csv", _write_csv))
DATA_FORMATS.add(DataFormat("npz", ".npz", _write_npz))
DATA_FORMATS.add(DataFormat("parquet", ".parquet", _write_parquet))


def write_data(runs: Sequence[ExportedRun], key: str, target: Path, progress: Progress = no_progress) -> list[Path]:
    """Write all tables in a format of DATA_FORMATS; return the files.

    Raises:
        BadInput: the target cannot be written, or a library is not installed.
        Cancelled: by `progress`; no file remains then.
    """
    entry = DATA_FORMATS[key]
    if not target.parent.is_dir():
        raise BadInput(
            tr("{name} cannot be written: there is no folder {folder}.", name=target.name, folder=target.parent)
        )
    return entry.write(runs, target if target.suffix else target.with_suffix(entry.suffix), progress)
