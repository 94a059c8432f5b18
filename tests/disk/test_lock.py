"""A lock that one program holds cannot be acquired by another, and its file is removed."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from actviz.disk import FileLock, is_locked

HOLD = """
import sys
from pathlib import Path
from actviz.disk import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.lock"


def other_holder(path: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    return other


def in_threads(number: int, act: Callable[[], None]) -> list[threading.Thread]:
    threads = [threading.Thread(target=act) for _ in range(number)]
    for thread in threads:
        thread.start()
    return threads


def test_a_lock_is_held_once_also_within_a_process(path: Path) -> None:
    first, second = FileLock(path), FileLock(path)
    assert first.acquire()
    assert is_locked(path)
    assert not second.acquire(0.0)
    first.release()
    assert second.acquire(0.0)
    second.release()
    assert not path.exists()


def test_a_lock_of_another_program_ends_with_it_even_when_it_is_killed(path: Path) -> None:
    with other_holder(path) as other:
        assert is_locked(path)
        assert not FileLock(path).acquire(0.0)
        other.kill()
    assert path.exists()
    assert not is_locked(path)
    assert not path.exists()


def test_who_asks_is_not_in_the_way_of_who_takes(path: Path) -> None:
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            is_locked(path)

    asking = in_threads(3, ask)
    acquired = []
    for _ in range(300):
        lock = FileLock(path)
        acquired.append(lock.acquire(5.0))
        lock.release()
    done.set()
    for thread in asking:
        thread.join()
    assert all(acquired)


def test_it_is_never_held_twice_however_many_take_free_and_ask(path: Path) -> None:
    holders, most = [0], [0]

    def take_and_free() -> None:
        for _ in range(100):
            lock = FileLock(path)
            if lock.acquire(0.0):
                holders[0] += 1
                most[0] = max(most[0], holders[0])
                holders[0] -= 1
                lock.release()
            is_locked(path)

    for thread in in_threads(6, take_and_free):
        thread.join()
    assert most == [1]


def test_a_place_where_no_file_can_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        FileLock(tmp_path / "file" / "x.lock").acquire()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_in_the_place_of_a_lock_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.symlink_to(tmp_path / "made-by-the-lock")
    with pytest.raises(OSError, match=r"x\.lock"):
        FileLock(path).acquire()
    assert not (tmp_path / "made-by-the-lock").exists()
