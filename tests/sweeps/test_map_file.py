"""The file of a sweep: it keeps what was measured through every end, and damage is told in one sentence."""

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import actviz
from actviz import translation
from actviz.registry import BadInput
from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import DIVERGED, FAILED, MEASURED, Cell, job_of, trained_cell
from actviz.sweeps.map_file import MapFile, read_map
from actviz.sweeps.sweep import Place, Sweep
from actviz.sweeps.workers import LocalWorkers
from actviz.training import RunConfig

BASE = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)
WHAT = Sweep(BASE, (Axis("learning_rate", (0.1, 1.0, 10.0)),), 2, 20, ("loss", "diverged_at"))
CELLS = (
    Cell(Place(0, 0, 0), MEASURED, 20, "healthy", {"loss": 0.5, "diverged_at": float("nan")}, 0.01),
    Cell(Place(1, 0, 1), DIVERGED, 3, "diverged", {"loss": float("inf"), "diverged_at": 4.0}, 0.02, "it overflowed"),
    Cell(Place(2, 0, 0), FAILED, message="no memory"),
)


def written(path: Path) -> Path:
    with MapFile(path, WHAT) as file:
        file.add(CELLS)
    return path


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    sweep, cells = read_map(written(tmp_path / "a.sqlite"))
    assert sweep == WHAT
    assert [(c.place, c.state, c.step, c.verdict, c.message) for c in cells] == [
        (c.place, c.state, c.step, c.verdict, c.message) for c in CELLS
    ]
    assert str(dict(cells[0].values)) == str(dict(CELLS[0].values))
    assert cells[1].values["loss"] == float("inf")
    assert [path.name for path in tmp_path.iterdir()] == ["a.sqlite"]  # no lock, no journal


@pytest.fixture
def in_capitals() -> Iterator[Callable[[], None]]:
    """Return a function that puts a language in use: the English texts in capitals, values as they are."""

    def capitals(text: str, _comment: str, _count: int) -> str:
        return "".join(part if part.startswith("{") else part.upper() for part in re.split(r"(\{\w+\})", text))

    yield lambda: translation.use("xx", capitals)
    translation.use(translation.ENGLISH)


def test_a_message_crosses_processes_and_files_and_is_told_in_the_language_in_use(
    tmp_path: Path, in_capitals: Callable[[], None]
) -> None:
    wild = BASE.replace(activation="identity", dataset="plane", learning_rate=1e3)
    what = Sweep(wild, (Axis("init_scale", (1.0, 5.0)),), 1, 200, ("loss",))
    with LocalWorkers(1) as workers:
        cell = workers.submit(trained_cell, job_of(what, Place(0, 0, 0))).result(timeout=60)
    with MapFile(tmp_path / "a.sqlite", what) as file:
        file.add([cell])
    for each in (cell, *read_map(tmp_path / "a.sqlite")[1]):
        assert each.message.startswith("Training diverged at step")
        assert each.why == each.message
    in_capitals()
    for each in (cell, *read_map(tmp_path / "a.sqlite")[1]):
        assert each.message.startswith("Training diverged at step")
        assert each.why == each.message.upper()


def test_it_can_be_read_while_it_is_written(tmp_path: Path) -> None:
    with MapFile(tmp_path / "a.sqlite", WHAT) as file:
        file.add(CELLS[:1])
        assert len(read_map(tmp_path / "a.sqlite")[1]) == 1
        with pytest.raises(BadInput, match=r"a\.sqlite"):
            MapFile(tmp_path / "a.sqlite", WHAT)


def test_another_sweep_does_not_go_into_the_same_file(tmp_path: Path) -> None:
    path = written(tmp_path / "a.sqlite")
    with pytest.raises(BadInput, match="another sweep"):
        MapFile(path, Sweep(BASE, WHAT.axes, 3, 20, WHAT.measures))
    assert len(read_map(path)[1]) == 3


def damaged(path: Path, statement: str, *values: object) -> Path:
    connection = sqlite3.connect(written(path))
    connection.execute(statement, values)
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("PRAGMA user_version=99", ()),
        ("PRAGMA application_id=7", ()),
        ("DROP TABLE cells", ()),
        ("DELETE FROM sweep", ()),
        ("UPDATE sweep SET description=?", ("{}",)),
        ("UPDATE sweep SET description=?", ("[" * 100_000,)),
        ("UPDATE sweep SET description=?", (b"\x00\xff",)),
        ("UPDATE sweep SET description=?", (json.dumps({**WHAT.to_dict(), "seeds": 10**9}),)),
        ("UPDATE cells SET first=7 WHERE first=2", ()),
        ("UPDATE cells SET seed='x' WHERE first=2", ()),
        ("UPDATE cells SET state='gone'", ()),
        ("UPDATE cells SET measures='[1]'", ()),
        ("UPDATE cells SET measures='[1, {}]'", ()),
        ("UPDATE cells SET measures=?", ("9" * 9999,)),
        ("UPDATE cells SET verdict=?", (b"\xff",)),
        ("UPDATE cells SET step='many'", ()),
        ("ALTER TABLE cells RENAME COLUMN verdict TO sentence", ()),
    ],
)
def test_a_damaged_or_hostile_file_gets_one_sentence(tmp_path: Path, statement: str, values: tuple) -> None:
    path = damaged(tmp_path / "a.sqlite", statement, *values)
    for use in (read_map, lambda path: MapFile(path, WHAT).cells()):
        with pytest.raises(BadInput) as told:
            use(path)
        assert "a.sqlite" in str(told.value)
        assert "\n" not in str(told.value)


def test_a_truncated_file_no_file_a_folder_and_a_text_get_one_sentence(tmp_path: Path) -> None:
    whole = written(tmp_path / "a.sqlite").read_bytes()
    for name, content in (
        ("cut", whole[: len(whole) // 2]),
        ("short", whole[:90]),
        ("text", b"hello\n" * 900),
        ("none", b""),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadInput, match=name):
            read_map(tmp_path / name)
    with pytest.raises(BadInput, match="nowhere"):
        read_map(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="folder"):
        MapFile(tmp_path, WHAT)
    with pytest.raises(BadInput, match="No such file"):
        MapFile(tmp_path / "deep" / "a.sqlite", WHAT)


def test_a_full_disk_is_told_and_what_was_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def small_disk(*args, **kwargs):
        connection = connect(*args, **kwargs)
        connection.execute("PRAGMA max_page_count=8")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small_disk)
    with MapFile(tmp_path / "a.sqlite", WHAT) as file:
        file.add(CELLS[:1])
        with pytest.raises(BadInput, match="full"):
            file.add([Cell(CELLS[2].place, FAILED, message="x" * 100_000)])
    assert len(read_map(tmp_path / "a.sqlite")[1]) == 1


SCRIPT = """
import sys, actviz
base = actviz.RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)
if __name__ == "__main__":
    axes = {"learning_rate": [0.1 * k for k in range(1, 41)]}
    for cell in actviz.sweep(base, axes, seeds=5, steps=200, measures=("loss",), out=sys.argv[1]):
        print(cell.place, flush=True)
"""


def test_a_sweep_that_is_killed_goes_on_with_what_is_missing_on_another_executor(tmp_path: Path) -> None:
    script, out = tmp_path / "script.py", tmp_path / "a.sqlite"
    script.write_text(SCRIPT)
    process = subprocess.Popen([sys.executable, str(script), str(out)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(25):
        assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    _, kept = read_map(out)
    assert 20 <= len(kept) < 200
    axes = {"learning_rate": [0.1 * k for k in range(1, 41)]}
    with ThreadPoolExecutor(1) as executor:
        cells = list(actviz.sweep(BASE, axes, 5, 200, executor, measures=("loss",), out=out))
    assert len(cells) == len({cell.place for cell in cells}) == 200
    again = {cell.place: cell.values for cell in read_map(out)[1]}
    assert all(again[cell.place] == cell.values for cell in kept)  # what was kept was not run again


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the processes in /proc")
def test_the_workers_of_a_killed_sweep_end_too(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace("steps=200", "steps=2_000_000"))
    process = subprocess.Popen([sys.executable, str(script), str(tmp_path / "a.sqlite")])
    end = time.monotonic() + 60
    while not (children := children_of(process.pid)) and time.monotonic() < end:
        time.sleep(0.05)
    assert children
    process.kill()
    process.wait()
    while any(is_running(child) for child in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(is_running(child) for child in children)


def children_of(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                facts = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(facts[1]) == pid:
                found.append(int(folder.name))
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False
