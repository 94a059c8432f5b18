"""The examples of a run are written as they are trained on, and can be opened again."""

from pathlib import Path

import numpy as np
import pytest

from actviz.data.reading.formats import read_table
from actviz.export.command import write_exports
from actviz.export.exported_run import Lane
from actviz.export.formats import EXPORTS
from actviz.training import RunConfig, Trainer

KINDS = ("examples", "examples-npz", "standardized-examples", "standardized-examples-npz")


@pytest.fixture(params=["classes", "numbers"])
def trainer(request: pytest.FixtureRequest, tmp_path: Path) -> Trainer:
    rng = np.random.default_rng(4)
    rows = []
    for i in range(60):
        x = [round(float(v), 1) for v in rng.uniform(0, 9, 3)]
        rows.append(f"{x[0]},{x[1]},{x[2]}," + (f"{sum(x):.1f}" if request.param == "numbers" else "ab"[i % 2]))
    path = tmp_path / "own.csv"
    path.write_text("p,q,r,kind\n" + "\n".join(rows))
    return Trainer(RunConfig(data_path=str(path), hidden=(4,), test_fraction=0.25))


def written(trainer: Trainer, kind: str, folder: Path) -> list[Path]:
    return write_exports([Lane(trainer)], {kind: folder / f"out{EXPORTS[kind].suffix}"})


def test_the_rows_of_the_file_come_back_to_the_digit(trainer: Trainer, tmp_path: Path) -> None:
    train, test = written(trainer, "examples", tmp_path)
    lines = [path.read_text().splitlines() for path in (train, test)]
    assert lines[0][0] == lines[1][0] == "p,q,r,kind"
    rows = [(*map(float, row.split(",")[:3]), row.split(",")[3]) for part in lines for row in part[1:]]
    given = [
        (*map(float, row.split(",")[:3]), row.split(",")[3])
        for row in (tmp_path / "own.csv").read_text().splitlines()[1:]
    ]
    if trainer.facts.task == "regression":
        rows, given = ([(*row[:3], round(float(row[3]), 6)) for row in each] for each in (rows, given))
    assert sorted(rows) == sorted(given)
    assert len(lines[1]) - 1 == 15


def test_the_standardised_ones_are_those_that_the_network_sees(trainer: Trainer, tmp_path: Path) -> None:
    (path,) = written(trainer, "standardized-examples-npz", tmp_path)
    with np.load(path, allow_pickle=False) as arrays:
        np.testing.assert_array_equal(arrays["x_train"], trainer.facts.train_x)
        np.testing.assert_array_equal(arrays["y_test"], trainer.facts.test_y)
        assert arrays["input_names"].tolist() == ["p", "q", "r"]
        np.testing.assert_allclose(arrays["x_train"].mean(axis=0), 0.0, atol=1e-6)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_written_can_be_read(trainer: Trainer, tmp_path: Path, kind: str) -> None:
    path = written(trainer, kind, tmp_path)[0]
    table = read_table(path)
    n_test = len(trainer.facts.test_x) if path.suffix == ".npz" else 0
    assert (table.n_rows, table.n_test) == (len(trainer.facts.train_x) + n_test, n_test)
    assert len(table.columns) == 4


def test_without_a_test_set_there_is_one_file(tmp_path: Path) -> None:
    trainer = Trainer(RunConfig(hidden=(3,), n_examples=30, test_fraction=0))
    (path,) = written(trainer, "examples", tmp_path)
    assert path.read_text().splitlines()[0] == "x1,x2,class"
    assert len(path.read_text().splitlines()) == 31
