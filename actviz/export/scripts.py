"""A script repeats an experiment without actviz, with NumPy or PyTorch; an NPZ holds its examples and initial weights.

A script uses the same batches as the program, so that the gradient of its first step is the same to rounding, and so
is its training until rounding errors grow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.export.exported_run import Lane
from actviz.export.files import in_place
from actviz.export.numpy_script import numpy_script
from actviz.export.script_course import Course
from actviz.export.script_structure import drawn_projections, structure_arrays
from actviz.export.torch_script import torch_script
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.recording.recorded import LANE_NAMES
from actviz.registry import BadInput, Registry
from actviz.training.config.change import Change
from actviz.training.config.text_format import NamedConfig, to_line
from actviz.training.tasks import task_at
from actviz.training.trainer import Trainer
from actviz.translation import tr


@dataclass(frozen=True)
class ScriptKind:
    """A kind of script and its writer; `label` names the library that it needs."""

    key: str
    label: str
    write: Callable[[Trainer, Course], str]  # from a trainer at step 0


SCRIPTS: Registry[ScriptKind] = Registry("script")


def write_script(kind: str, target: Path, trainer: Trainer) -> list[Path]:
    """Write the script of the trainer's run up to its step and, beside it, the NPZ with its arrays; return both paths.

    A run at step 0 gets a script of one step.

    Raises:
        BadInput: an activation has no code, the task changed or units were recycled, or the target cannot be written.
    """
    _check_has_no_turns(trainer)
    first, changes = trainer.initial_config, tuple(trainer.changes)
    start = trainer.at_start()
    arrays = script_arrays(start) | structure_arrays(start.network)
    for i, change in enumerate(changes):
        arrays |= drawn_projections(change, start.network, i)
    course = Course(first, changes, max(1, trainer.step), _loss(trainer, changes), len(trainer.train_x))
    head = [f"An experiment of actviz as a script of its own, {SCRIPTS[kind].label}. It was written for", ""]
    head += [f"    {_printable(to_line([NamedConfig('', first)]))}", ""]
    head += [
        f"Run it beside {_printable(target.stem)}.npz, which holds the examples and the initial weights. The batches"
    ]
    head += ["are those of actviz, so the gradient of the first step is the same, to rounding."]
    if trainer.data.notes:
        head += ["", f"The data are of {_printable(trainer.data.source)}:"]
        head += [f"    {_printable(note)}" for note in trainer.data.notes]
    if trainer.examples.target_units is not None:
        head += ["", "The targets in it are standardised, as the loss is; an output in the data's own units is"]
        head += ["output * target_deviation + target_mean, which are in it too."]
    if changes:
        head += ["", "The run was changed while it trained; the script makes the same changes at the same steps."]
    text = "\n".join(f"# {line}".rstrip() for line in head) + "\n" + SCRIPTS[kind].write(start, course)
    npz = target.with_suffix(".npz")
    with in_place(npz) as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    with in_place(target) as file:
        file.write(text.encode())
    return [target, npz]


def _check_has_no_turns(trainer: Trainer) -> None:
    """Refuse a run whose task changed, or whose units were recycled, up to its step."""
    if task_at(trainer.config, trainer.step):
        raise BadInput(
            tr(
                "A script holds the examples of one task only, and this run has changed its task every {n} steps: "
                "export it before step {n}.",
                n=whole(trainer.config.task_every),
            )
        )
    recycled = [each.step for each in trainer.history.recycled if each.n]
    if recycled:
        raise BadInput(
            tr(
                "A script cannot recycle units, which needs a census of all of them, and this run did so at step "
                "{step}: export it before that step.",
                step=whole(recycled[0]),
            )
        )


def _loss(trainer: Trainer, changes: Sequence[Change]) -> float:
    """Return the loss on the training set at the trainer's step; at step 0, that after one more step."""
    if not trainer.step:
        again = trainer.at_start()
        again.replay(1, changes)
        trainer = again
    return float(trainer.measure().loss)


def write_lane_scripts(kind: str, lanes: Sequence[Lane], target: Path) -> list[Path]:
    """Write one script per lane; those after the first are named NAME-B.py and so on."""
    written: list[Path] = []
    for lane in lanes:
        place = target if target.suffix else target.with_suffix(".py")
        if lane is not lanes[0]:
            place = place.with_name(f"{place.stem}-{LANE_NAMES[lane.index]}{place.suffix}")
        written += write_script(kind, place, lane.trainer)
    return written


def script_arrays(trainer: Trainer) -> dict[str, NDArray[Any]]:
    """Return the examples and the initial weights in the network's type, by the names that a script uses."""
    network, dtype = trainer.network, trainer.network.dtype
    arrays: dict[str, NDArray[Any]] = {}
    for name, x, y in (("train", trainer.train_x, trainer.train_y), ("test", trainer.test_x, trainer.test_y)):
        targets = y if trainer.loss.task == "classification" else y.astype(dtype).reshape(len(x), network.sizes[-1])
        arrays |= {f"{name}_x": x.astype(dtype), f"{name}_y": targets}
    units = trainer.examples.target_units
    if units is not None:
        arrays |= {"target_mean": units.mean, "target_deviation": units.deviation}
    for i, (weights, biases) in enumerate(zip(network.weights, network.biases, strict=True), 1):
        arrays |= {f"weights_{i}": weights, f"biases_{i}": biases}
    for i, alphas in enumerate(network.alphas, 1):
        if alphas is not None:
            arrays[f"alpha_{i}"] = alphas.ravel()
    return arrays


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


SCRIPTS.add(ScriptKind("numpy", "which needs NumPy only", numpy_script))
SCRIPTS.add(ScriptKind("torch", "which needs PyTorch", torch_script))
