"""The exports' options on the command line, and what they do: `actviz export RUN.actviz --report out.html`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from actviz.export.exported_run import ExportedRun, Lane, exported
from actviz.export.files import in_place
from actviz.export.report import write_report
from actviz.export.scripts import write_script
from actviz.export.tables import write_data
from actviz.export.tensorboard import write_tensorboard
from actviz.recording.recorded import LANE_NAMES
from actviz.registry import BadInput, quoted
from actviz.training.config.text_format import NamedConfig, to_toml
from actviz.training.replay import Replay
from actviz.training.trainer import Trainer

Writer = Callable[[Sequence[ExportedRun], Sequence[Lane], Path], list[Path]]


def _data(key: str) -> Writer:
    return lambda runs, _lanes, target: write_data(runs, key, target)


def _script(kind: str) -> Writer:
    return lambda _runs, lanes, target: write_lane_script(kind, lanes, target)


def _toml(_runs: Sequence[ExportedRun], lanes: Sequence[Lane], target: Path) -> list[Path]:
    with in_place(target) as file:
        file.write(to_toml([NamedConfig(lane.name, lane.trainer.config) for lane in lanes]).encode())
    return [target]


def _now() -> str:
    return datetime.now().astimezone().isoformat(" ", "seconds")


EXPORTS: dict[str, tuple[str, str, Writer]] = {  # option: where to, help, and what it does
    "report": ("FILE", "one HTML file to read and send", lambda runs, _, to: write_report(runs, to, _now())),
    "csv": ("FILE", "tables as CSV: FILE-steps.csv, FILE-census.csv, …", _data("csv")),
    "npz": ("FILE", "tables as one NPZ", _data("npz")),
    "parquet": ("FILE", "tables as Parquet, one file each (needs pyarrow)", _data("parquet")),
    "toml": ("FILE", "the configuration as TOML", _toml),
    "numpy-script": ("FILE", "the experiment as a script that needs NumPy only, with an NPZ", _script("numpy")),
    "torch-script": ("FILE", "the experiment as a PyTorch script, with an NPZ", _script("torch")),
    "tensorboard": (
        "FOLDER",
        "event files for TensorBoard (needs tensorboardX)",
        lambda runs, lanes, to: write_tensorboard(runs, [lane.trainer for lane in lanes], to),
    ),
}


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser one option for each export."""
    group = parser.add_argument_group("exports")
    for name, (where, words, _) in EXPORTS.items():
        group.add_argument(f"--{name}", dest=f"export_{name}", metavar=where, help=words)


def wanted(options: argparse.Namespace) -> dict[str, Path]:
    """Return the exports that were asked for, and where to; refuse places that cannot be written to.

    Raises:
        BadInput: a folder that does not exist, or a file where a folder is needed and the other way round.
    """
    found = {name: Path(given) for name in EXPORTS if (given := getattr(options, f"export_{name}")) is not None}
    for name, target in found.items():
        if EXPORTS[name][0] == "FILE" and (target.is_dir() or not target.parent.is_dir() or not target.name):
            raise BadInput(
                f"{quoted(str(target))} cannot be written: --{name} must name a file in a folder that exists"
            )
    return found


def write_exports(lanes: Sequence[Lane], targets: dict[str, Path]) -> list[Path]:
    """Write the exports of these lanes; return every file and folder written.

    Raises:
        BadInput: what one of them cannot be written for.
    """
    runs = [exported(lane.trainer, lane.name, lane.index, lane.notes) for lane in lanes]
    return [path for name, target in targets.items() for path in EXPORTS[name][2](runs, lanes, target)]


def write_lane_script(kind: str, lanes: Sequence[Lane], target: Path) -> list[Path]:
    """Write one script a lane, NAME-B.py and so on for those after the first, with the settings as they are now."""
    written: list[Path] = []
    for lane in lanes:
        place = target if target.suffix else target.with_suffix(".py")
        if lane is not lanes[0]:
            place = place.with_name(f"{place.stem}-{LANE_NAMES[lane.index]}{place.suffix}")
        trainer = lane.trainer
        written += write_script(
            kind, place, trainer.config, max(1, trainer.step), trainer.examples, change_remarks(trainer)
        )
    return written


def change_remarks(trainer: Trainer) -> list[str]:
    """Return what a script's head says about changes that were made while training."""
    changes = trainer.changes
    if not changes:
        return []
    listed = [f"    after step {change.step:,}: {change.text}" for change in changes[-20:]]
    return ["The run was changed while it trained; this script has the last settings from its first step on:", *listed]


def as_shown(trainer: Trainer, step: int | None) -> Trainer:
    """Return the trainer as it was after so many steps, None for its newest, with the gradient of that step's batch.

    A copy that stands at its newest step has no batch's gradient yet, so that step is taken again; not where the run
    has diverged, or was changed, at this very step.

    Raises:
        BadInput: a step that the run has not come to.
    """
    goal = trainer.step if step is None else step
    if goal == trainer.step and (trainer.divergence is not None or any(c.step == goal for c in trainer.changes)):
        return trainer
    try:
        return Replay(trainer).go_to(goal)
    except ValueError as error:
        raise BadInput(str(error)) from None
