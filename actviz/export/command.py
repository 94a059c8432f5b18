"""The command line has one option per export, and writes those given: `actviz export RUN.actviz --report out.html`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from actviz.export.exported_run import Lane, exported, no_progress
from actviz.export.formats import EXPORTS
from actviz.registry import BadInput, quoted
from actviz.training.replay import Replay
from actviz.training.trainer import Trainer


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser one option for each export."""
    group = parser.add_argument_group("exports")
    for name, export in EXPORTS.items():
        where = "FOLDER" if export.is_folder else "FILE"
        group.add_argument(f"--{name}", dest=f"export_{name}", metavar=where, help=export.help)


def wanted(options: argparse.Namespace) -> dict[str, Path]:
    """Return the target of each export that the options name.

    Raises:
        BadInput: a folder does not exist, or a target is a folder instead of a file.
    """
    found = {name: Path(given) for name in EXPORTS if (given := getattr(options, f"export_{name}")) is not None}
    for name, target in found.items():
        if not EXPORTS[name].is_folder and (target.is_dir() or not target.parent.is_dir() or not target.name):
            raise BadInput(
                f"{quoted(str(target))} cannot be written: --{name} must name a file in a folder that exists"
            )
    return found


def write_exports(lanes: Sequence[Lane], targets: dict[str, Path]) -> list[Path]:
    """Write the exports of these lanes; return every file and folder written.

    Raises:
        BadInput: one of them cannot be written.
    """
    runs = [exported(lane.trainer, lane.name, lane.index, lane.notes, lane.verdict) for lane in lanes]
    return [path for name, target in targets.items() for path in EXPORTS[name].write(runs, lanes, target, no_progress)]


def as_shown(trainer: Trainer, step: int | None) -> Trainer:
    """Return the trainer as it was after so many steps, None for its newest, with the gradient of that step's batch.

    A copy at its newest step does not hold the batch's gradient, so that step is computed again, unless the run
    diverged or was changed at this step.

    Raises:
        BadInput: the run has not reached that step.
    """
    goal = trainer.step if step is None else step
    if goal == trainer.step and (trainer.divergence is not None or any(c.step == goal for c in trainer.changes)):
        return trainer
    try:
        return Replay(trainer).go_to(goal)
    except ValueError as error:
        raise BadInput(str(error)) from None
