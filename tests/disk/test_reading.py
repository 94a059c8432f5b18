"""Only a regular file is read, and only up to the limit."""

import os
import sys
from pathlib import Path

import pytest

from actviz.disk import read_file
from actviz.registry import BadInput


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    assert read_file(path, 100) == b"x" * 100
    with pytest.raises(BadInput, match=r"a\.txt has more than 99 bytes"):
        read_file(path, 99)


@pytest.mark.skipif(sys.platform == "win32", reason="there are none")
@pytest.mark.parametrize("kind", ["fifo", "folder", "/dev/zero", "/dev/null", "link to /dev/zero"])
def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.txt"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind.startswith("link"):
        path.symlink_to("/dev/zero")
    else:
        path = Path(kind)
    with pytest.raises(BadInput, match=f"{path.name} is not a regular file"):
        read_file(path, 100)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "nothing", 100)
