"""A file is replaced whole or not at all, and nothing is left beside it."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from actviz.disk import clear_unfinished, replacing

DIE = """
    import os, signal, sys
    from pathlib import Path
    from actviz.disk import replacing
    with replacing(Path(sys.argv[1]) / "a.txt") as fresh:
        fresh.write_text("half")
        fresh.with_name(fresh.name + "-journal").write_text("of a database")
        os.kill(os.getpid(), signal.SIGKILL)
"""


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def killed(folder: Path) -> None:
    """Let a process die while it writes a file of that folder."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(DIE), folder], env=environment, check=False)
    assert done.returncode < 0


@pytest.mark.parametrize("name", ["a.txt", "x" * 251 + ".txt", "ä" * 125 + ".txt", " .txt", "-n"])
def test_a_file_of_any_name_is_written(tmp_path: Path, name: str) -> None:
    for text in ("old", "new"):
        with replacing(tmp_path / name) as fresh:
            fresh.write_text(text)
    assert (tmp_path / name).read_text() == "new"
    assert names(tmp_path) == {name}


@pytest.mark.parametrize("problem", [OSError, ValueError, KeyboardInterrupt])
def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, problem: type[BaseException]) -> None:
    (tmp_path / "a.txt").write_text("old")

    def fail() -> None:
        with replacing(tmp_path / "a.txt") as fresh:
            fresh.write_text("half")
            fresh.with_name(fresh.name + "-journal").write_text("of a database")
            raise problem

    with pytest.raises(problem):
        fail()
    assert names(tmp_path) == {"a.txt"}
    assert (tmp_path / "a.txt").read_text() == "old"


def test_a_close_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def write() -> None:
        with replacing(tmp_path / "a.txt") as fresh, fresh.open("w") as file:
            file.write("half")
            os.close(file.fileno())  # what is buffered cannot be written when the file is closed

    with pytest.raises(OSError, match="Bad file descriptor"):
        write()
    assert names(tmp_path) == set()


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()

    def write() -> None:
        with replacing(tmp_path / "a") as fresh:
            fresh.write_text("x")

    with pytest.raises(OSError, match="a"):
        write()
    assert names(tmp_path) == {"a"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("other")
    (tmp_path / "a.txt").symlink_to(tmp_path / "other.txt")
    with replacing(tmp_path / "a.txt") as fresh:
        fresh.write_text("new")
    assert (tmp_path / "other.txt").read_text() == "other"
    assert not (tmp_path / "a.txt").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_a_killed_process_left_is_removed_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    killed(tmp_path)
    assert len(names(tmp_path)) == 2
    with replacing(tmp_path / "b.txt") as fresh:
        clear_unfinished(tmp_path)
        assert names(tmp_path) == {fresh.name}
    assert names(tmp_path) == {"b.txt"}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_the_first_write_into_a_folder_clears_it(tmp_path: Path) -> None:
    killed(tmp_path)
    with replacing(tmp_path / "a.txt") as fresh:
        fresh.write_text("whole")
    assert names(tmp_path) == {"a.txt"}


@pytest.mark.parametrize("name", [".actviz-00000000-1-00000000.tmp", ".actviz-x.tmp", ".notes.tmp"])
def test_what_is_not_ours_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    clear_unfinished(tmp_path)
    assert names(tmp_path) == {name}
