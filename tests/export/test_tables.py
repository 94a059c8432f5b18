import csv
import json
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest

from actviz import RunConfig, Trainer
from actviz.export.exported_run import Cancelled, exported
from actviz.export.tables import TABLES, csv_text, table, write_data
from actviz.registry import BadInput
from actviz.training.snapshot import Cause, UnitEvent


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_columns_of_one_length_and_both_lanes(name, pair):
    columns = table(name, pair)
    assert len({len(column) for column in columns.values()}) == 1
    assert next(iter(columns)) == "lane"
    if name in ("steps", "census", "units", "layers"):
        assert list(dict.fromkeys(columns["lane"])) == ["A", "my, <b>B</b>"]


def test_the_steps_are_what_the_history_holds(trainer):
    run = exported(trainer)
    columns = table("steps", [run])
    assert columns["step"].tolist() == list(range(1, 41))
    assert columns["loss"].tolist() == run.history.loss.tolist()
    assert columns["gradient_rms_4"].tolist() == run.history.rms[:, 3].tolist()


def test_what_the_record_holds_of_every_layer_is_in_the_census_table():
    trainer = Trainer(RunConfig(hidden=(5, 4), n_examples=80, activation=("relu", "prelu"), prelu_per_unit=True))
    trainer.advance(40)
    run = exported(trainer)
    columns, h = table("census", [run]), run.history
    for name, values in (
        ("update_ratio_3", h.update_ratio[:, 2]),
        ("mean_activation_2", h.mean_activation[:, 1]),
        ("alpha_2", h.alpha[:, 0, 1]),
        ("alpha_low_2", h.alpha[:, 1, 1]),
        ("alpha_high_2", h.alpha[:, 2, 1]),
    ):
        assert np.array_equal(columns[name], values), name
        assert np.isfinite(values[:-1]).all()
    assert "alpha_1" not in columns
    layers = table("layers", [run])
    assert np.array_equal(layers["mean_activation"][:2], run.snapshot.mean_activation)
    assert layers["alpha"][1] == pytest.approx(trainer.network.alphas[1].mean())


def test_the_units_are_those_of_the_measurement(trainer):
    snapshot = trainer.measure()
    columns = table("units", [exported(trainer)])
    layer_2 = columns["layer"] == 2
    assert columns["unit"][layer_2].tolist() == [1, 2, 3, 4]
    assert columns["dead"][layer_2].tolist() == snapshot.units[1].dead.tolist()
    assert columns["active_fraction"][layer_2].tolist() == snapshot.units[1].active_fraction.tolist()


def test_all_events_that_are_remembered_are_exported(trainer):
    for step in range(41, 341):  # more than the window is ever shown
        trainer.history.events.append(UnitEvent(step, 1, 0, "revival" if step % 2 else "death", step - 1, step))
    assert len(table("events", [exported(trainer)])["step"]) >= 300


def test_a_deaths_cause_is_in_its_row(trainer):
    cause = Cause(3, 4, 7, 0.5, -0.25, -0.6, -0.1, -0.15, 0.5, 0.02)
    trainer.history.events.append(UnitEvent(41, 2, 3, "death", 40, 41, cause))
    columns = table("events", [exported(trainer)])
    assert (columns["layer"][-1], columns["unit"][-1]) == (2, 4), "unit 3 of the API, counted from 1"
    assert columns["cause_own"][-1] == -0.6
    assert columns["cause_inputs"][-1] == -0.15
    assert np.isnan(columns["cause_own"][:-1]).all()


def test_changes_while_training_are_a_table(trainer):
    columns = table("changes", [exported(trainer)])
    assert columns["step"].tolist() == [25]
    assert columns["change"].tolist() == ["learning rate 0.5 → 0.25"]


def test_csv_reads_back_to_the_last_digit(pair, tmp_path):
    files = write_data(pair, "csv", tmp_path / "run.csv")
    assert {file.name for file in files} >= {"run-steps.csv", "run-census.csv", "run-units.csv", "run-changes.csv"}
    with (tmp_path / "run-steps.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["lane"] for row in rows] == ["A"] * 40 + ["my, <b>B</b>"] * 40
    assert [float(row["loss"]) for row in rows[:40]] == pair[0].history.loss.tolist()


def test_in_csv_a_number_that_does_not_exist_is_empty_and_truth_is_one():
    text = csv_text({"a": np.array([1.5, np.nan]), "b": np.array([True, False])}).decode()
    assert text == "a,b\n1.5,1\n,0\n"


def test_an_npz_holds_every_table_and_needs_no_pickle(pair, tmp_path):
    write_data(pair, "npz", tmp_path / "run")
    with np.load(tmp_path / "run.npz", allow_pickle=False) as arrays:
        assert arrays["steps.loss"][:40].tolist() == pair[0].history.loss.tolist()
        assert {key.split(".")[0] for key in arrays} == set(TABLES)


@pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is not installed")
def test_parquet_reads_back_the_same(pair, tmp_path):
    import pyarrow.parquet

    write_data(pair, "parquet", tmp_path / "run.parquet")
    read = pyarrow.parquet.read_table(tmp_path / "run-steps.parquet").to_pydict()
    assert read["gradient_rms_1"][:40] == pair[0].history.rms[:, 0].tolist()
    assert read["lane"][-1] == "my, <b>B</b>"


@pytest.mark.parametrize("module", ["pyarrow", "tensorboardX", "PIL.Image"])
def test_a_library_that_is_missing_is_one_sentence(module, monkeypatch):
    from actviz.export.extras import extra

    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(BadInput, match=r'Such files need the library .* not installed: pip install "actviz\[some\]"$'):
        extra(module, "some", "Such files")


def test_an_export_that_is_called_off_leaves_no_file(pair, tmp_path):
    def stop_half_way(done):
        if done > 0.3:
            raise Cancelled

    for key in ("csv", "npz"):
        with pytest.raises(Cancelled):
            write_data(pair, key, tmp_path / "run", stop_half_way)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_one_sentence(pair, tmp_path):
    with pytest.raises(BadInput, match="run cannot be written: there is no folder"):
        write_data(pair, "csv", tmp_path / "no" / "run")


def test_a_run_of_no_steps_can_be_exported(trainer, tmp_path):
    fresh = type(trainer)(trainer.initial_config)
    files = write_data([exported(fresh)], "csv", tmp_path / "run")
    assert "run-steps.csv" not in {file.name for file in files}


def test_exporting_needs_neither_qt_nor_an_extra_library():
    code = (
        "import pkgutil, sys, actviz.export as export; from importlib import import_module; "
        "[import_module(f'actviz.export.{module.name}') for module in pkgutil.iter_modules(export.__path__)]; "
        "others = 'PySide6', 'pyqtgraph', 'PIL', 'pyarrow', 'tensorboardX'; "
        "print([m for m in sys.modules if m.split('.')[0] in others])"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert json.loads(found) == []
