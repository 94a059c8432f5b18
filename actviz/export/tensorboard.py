"""TensorBoard's event files hold a run's scalars by step and histograms of the weights at its checkpoints."""

from __future__ import annotations

import re
import struct
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from actviz.export.exported_run import ExportedRun, Progress, no_progress
from actviz.export.extras import extra
from actviz.export.files import in_place
from actviz.nn.network import Network
from actviz.recording.recorded import LANE_NAMES
from actviz.registry import BadInput
from actviz.training.trainer import Trainer
from actviz.translation import mark, tr

MOST_HISTOGRAMS = 20  # checkpoints of a run whose weights are written
PROGRESS_EVERY = 64  # rows
_POSITIVE_BINS = [1e-12 * 1.1**k for k in range(775)]  # up to 1e20
HISTOGRAM_BINS = [*(-edge for edge in reversed(_POSITIVE_BINS)), 0.0, *_POSITIVE_BINS]


def write_tensorboard(
    runs: Sequence[ExportedRun], trainers: Sequence[Trainer], folder: Path, progress: Progress = no_progress
) -> list[Path]:
    """Write each lane's event file into a folder of its own below `folder`; return these folders.

    Raises:
        BadInput: tensorboardX is not installed, or the folder cannot be written to.
        Cancelled: by `progress`.
    """
    extra("tensorboardX", "tensorboard", mark("TensorBoard files"))
    if folder.exists() and not folder.is_dir():
        raise BadInput(tr("{folder} cannot hold event files: it is not a folder.", folder=folder))
    folders = [folder / _folder_name(run.name, i) for i, run in enumerate(runs)]
    for i, (run, trainer, place) in enumerate(zip(runs, trainers, folders, strict=True)):

        def partly(done: float, i: int = i) -> None:
            progress((i + done) / len(runs))

        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(tr("{place} cannot be written: {why}.", place=place, why=error.strerror or error)) from None
        with in_place(place / f"events.out.tfevents.{time.time():.0f}.actviz") as file:
            _write(_EventFile(file), run, trainer, partly)
    return folders


class _EventFile:
    """Writes events one after the other, as records with checksums.

    tensorboardX's own writer runs in a thread, whose errors the caller never gets.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._event: Any = import_module("tensorboardX.proto.event_pb2").Event
        self._summary: Any = import_module("tensorboardX.summary")
        self._checksum: Any = import_module("tensorboardX.record_writer").masked_crc32c
        self._write(self._event(wall_time=time.time(), file_version="brain.Event:2"))

    def add_scalar(self, tag: str, value: float, step: int) -> None:
        """Write one number."""
        self._add(self._summary.scalar(tag, value), step)

    def add_histogram(self, tag: str, values: NDArray[Any], step: int) -> None:
        """Write a histogram of the values."""
        self._add(self._summary.histogram(tag, values, HISTOGRAM_BINS), step)

    def _add(self, summary: Any, step: int) -> None:
        self._write(self._event(wall_time=time.time(), step=step, summary=summary))

    def _write(self, event: Any) -> None:
        content = event.SerializeToString()
        length = struct.pack("<Q", len(content))
        for part in (length, content):
            self._file.write(part + struct.pack("<I", self._checksum(part)))


def _folder_name(name: str, place: int) -> str:
    """Return a name for a lane's folder that is unique and valid on every system."""
    plain = re.sub(r"[^\w-]+", "_", name, flags=re.ASCII).strip("_")
    return plain if plain in tuple(LANE_NAMES) else f"{LANE_NAMES[place]}_{plain}".rstrip("_")


def _write(file: _EventFile, run: ExportedRun, trainer: Trainer, progress: Progress) -> None:
    h = run.history
    total = len(h.steps) + len(h.census_steps) + MOST_HISTOGRAMS
    for n, (step, scalars) in enumerate(_scalars(run)):
        if n % PROGRESS_EVERY == 0:
            progress(n / total)
        for tag, value in scalars:
            if np.isfinite(value):
                file.add_scalar(tag, value, step)
    _write_weights(file, trainer)


def _scalars(run: ExportedRun) -> Iterator[tuple[int, list[tuple[str, float]]]]:
    h = run.history
    rms_tags = [f"gradient_rms/layer_{i:03d}" for i in range(1, h.rms.shape[1] + 1)]
    for step, loss, rms in zip(h.steps.tolist(), h.loss.tolist(), h.rms.tolist(), strict=True):
        yield step, [("loss/batch", loss), *zip(rms_tags, rms, strict=True)]
    results = {"loss/train": h.train_loss, "accuracy/train": h.train_accuracy}
    results |= {"loss/test": h.test_loss, "accuracy/test": h.test_accuracy}
    dead_tags = [f"dead_units/layer_{i:03d}" for i in range(1, h.dead.shape[1] + 1)]
    layers = range(1, h.signal.shape[1] + 1)
    names = ("signal", "backward_signal", "update_ratio")
    layer_tags = [f"{name}/layer_{i:03d}" for name in names for i in layers]
    hidden_tags = [f"{name}/layer_{i:03d}" for name in ("mean_activation", "alpha") for i in layers[:-1]]
    for k, step in enumerate(h.census_steps.tolist()):
        of_layers = list(zip(dead_tags, h.dead[k].tolist(), strict=True))
        of_layers += zip(
            layer_tags, np.concatenate([h.signal[k], h.backward[k], h.update_ratio[k]]).tolist(), strict=True
        )
        of_layers += zip(hidden_tags, np.concatenate([h.mean_activation[k], h.alpha[k, 0]]).tolist(), strict=True)
        measured = [(tag, float(column[k])) for tag, column in results.items()]
        yield step, [("dead_units/all", float(h.dead[k].sum())), *of_layers, *measured]


def _write_weights(file: _EventFile, trainer: Trainer) -> None:
    states = trainer.checkpoints.states
    chosen = states[:: max(1, -(-len(states) // MOST_HISTOGRAMS))]
    network: Network = trainer.network
    for state in chosen:
        for i, weights in enumerate(network.layout.weight_matrices(state.parameters), 1):
            if np.isfinite(weights).all():
                file.add_histogram(f"weights/layer_{i:03d}", weights, state.step)
