"""Every reader of the program: what makes its inputs, what reads them, and what a good answer is.

READERS[name].read(folder, files) returns the texts that the user is told, or an empty list where all was taken; it
raises BadInput, or AssertionError where what was read is not sound. ADD a reader here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import configurations
import data_files
import numpy as np
import recordings
import weight_files

from actviz.app.settings import Settings
from actviz.data.reading.loading import load_data
from actviz.nn.expression.activation import custom_activation
from actviz.recording import read_recording, read_summary
from actviz.recording.recovery import recover
from actviz.training import RunConfig, Trainer
from actviz.training.config.text_format import read_text, to_line, to_toml
from actviz.weights.reading import seems_weights

LARGE = 20_000  # weights, or examples: beyond it no step is taken


@dataclass(frozen=True)
class Reader:
    """`make(rng)` returns the content of one or more files by name; the first is the one that is opened."""

    make: Callable
    read: Callable


def _data(folder, files):
    path = Path(folder) / next(iter(files))
    data = load_data(path)
    assert data.x.ndim == 2
    assert data.x.shape == (data.n_examples, data.n_inputs)
    assert len(data.y) == data.n_examples >= 2
    assert len(data.input_names) == data.n_inputs
    assert data.x.dtype in (np.float64, np.float32)  # float32 for images
    assert np.isfinite(data.x).all()
    if data.task == "classification":
        assert 0 <= data.y.min() <= data.y.max() < len(data.class_names)
    else:
        assert np.isfinite(data.y).all()
    if data.x.size <= LARGE:
        _takes_a_step(Trainer(RunConfig(hidden=(3,), data_path=str(path))))
    return []


def _takes_a_step(trainer):
    before = trainer.step
    trainer.advance(1)
    assert trainer.step == before + 1 or trainer.divergence is not None
    trainer.measure()


def _text(folder, _files):
    content = (Path(folder) / "text").read_bytes()
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode(errors="surrogateescape")  # a clipboard may hold anything
    lanes = read_text(text)
    assert len(lanes) >= 1
    if all(config.data_path is None for _, config in lanes):
        assert [lane.config for lane in read_text(to_toml(lanes))] == [lane.config for lane in lanes]
        assert [lane.config for lane in read_text(to_line(lanes))] == [lane.config for lane in lanes]
    config = lanes[0].config
    if (
        config.data_path is None
        and sum(config.hidden) <= 200
        and config.n_examples <= 2_000
        and config.batch_size <= 99
    ):
        _takes_a_step(Trainer(config))
    return []


def _settings(folder, _files):
    settings = Settings.load(Path(folder) / "settings.json")
    assert settings.speed is None or 0 < settings.speed < float("inf")
    assert settings.save() is None
    assert Settings.load(Path(folder) / "settings.json").warnings == []
    return settings.warnings


def _recording(folder, files):
    path = Path(folder) / "run.actviz"
    before = path.read_bytes()
    told = []
    try:
        read_summary(path)
    except ValueError as fault:
        told.append(str(fault))
    try:
        found = recover(read_recording(path))
        told += found.recording.remarks
        for trainer in found.trainers:
            if trainer.divergence is None:
                _takes_a_step(trainer)
    finally:
        assert path.read_bytes() == before
        assert sorted(p.name for p in Path(folder).iterdir()) == sorted(files)
    return told


def _expression(folder, _files):
    text = (Path(folder) / "text").read_text(encoding="utf-8", errors="surrogateescape")
    activation = custom_activation(text)
    values = activation.value(np.linspace(-20, 20, 81)), activation.slope(np.linspace(-20, 20, 81))
    assert np.isfinite(values).all()
    return []


def _weights(folder, files):
    path = str(Path(folder) / next(iter(files)))
    seems_weights(path)
    trainer = Trainer(RunConfig(hidden=(3,), n_examples=60, weights_file=path))
    assert np.isfinite(trainer.network.parameters).all()
    _takes_a_step(trainer)
    return []


READERS = {
    "csv": Reader(data_files.csv_file, _data),
    "npz": Reader(data_files.npz_file, _data),
    "idx": Reader(data_files.idx_files, _data),
    "toml": Reader(configurations.toml, _text),
    "line": Reader(configurations.line, _text),
    "settings": Reader(configurations.settings_file, _settings),
    "expression": Reader(configurations.expression, _expression),
    "recording": Reader(recordings.recording, _recording),
    "weights": Reader(weight_files.weight_file, _weights),
}
