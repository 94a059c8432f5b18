"""Every export to a disk that is full ends with one sentence, in bounded time."""

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

from actviz.export.formats import EXPORTS

resource = pytest.importorskip("resource")  # POSIX only
CHILD = """
import contextlib, io, json, resource, sys
from pathlib import Path
import numpy as np
from actviz.__main__ import main
from actviz.export.animation import write_animation
from actviz.registry import BadInput

told = {}
resource.setrlimit(resource.RLIMIT_FSIZE, (50, resource.RLIM_INFINITY))  # writing on is an OSError, as on a full disk
for name in sys.argv[2:]:
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors):
        status = main(["run", "--hidden", "8", "--steps", "30", f"--{name}", f"{sys.argv[1]}/{name}"])
    told[name] = status, errors.getvalue()
for name in ("a.gif", "a.png"):
    try:
        write_animation(iter([np.zeros((40, 40, 3), np.uint8)] * 3), 3, Path(sys.argv[1]) / name, 10)
    except BadInput as error:
        told[name] = 2, f"{error}\\n"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
print(json.dumps(told))
"""


@pytest.mark.skipif(find_spec("PIL") is None, reason="Pillow is not installed")
def test_every_export_to_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path):
    names = [name for name, export in EXPORTS.items() if export.library is None or find_spec(export.library[0])]
    command = [sys.executable, "-c", CHILD, str(tmp_path), *names]
    child = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert child.returncode == 0, child.stderr
    assert child.stderr == ""
    told = json.loads(child.stdout.splitlines()[-1])
    assert set(told) == {*names, "a.gif", "a.png"}
    for name, (status, error) in told.items():
        assert status == 2, name
        assert error.count("\n") == 1, error
        assert "cannot be written" in error
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
