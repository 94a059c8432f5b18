"""Standard output of any encoding, full, closed or no longer read: never a traceback, and a proper status."""

import io
import json
import os
import shlex
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from actviz import RunConfig, Trainer
from actviz.__main__ import main
from actviz.cli import COMMANDS
from actviz.cli.list_command import LISTS
from actviz.recording import RecordingWriter, recording_of
from actviz.training.history.notes import Note

SMALL = ["--hidden", "4,4", "--steps", "5", "--activation", "=z*sigmoid(z)"]
CALLS = [
    ["--help"],
    ["no-such-thing-é-σ"],
    *([command, "--help"] for command in COMMANDS),
    *(["list", what] for what in LISTS),
    ["list", "activations", "--json"],
    ["theory", "--depth", "3"],
    ["theory", "--activation", "gelu", "--json"],
    ["run", *SMALL],
    ["run", *SMALL, "--json"],
    ["run", *SMALL, "--data", "é-σ.csv"],
    ["run", "--print-config", "--data", "é-σ-\N{GRINNING FACE}.csv"],
    ["check", *SMALL],
    ["check", *SMALL, "--json"],
    ["record", *SMALL, "--out", "σ.actviz"],
    ["show", "notes.actviz"],
    ["show", "notes.actviz", "--json"],
    ["show", "σ-\udcff.actviz"],
    ["export", "notes.actviz", "--toml", "é-σ.toml"],
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Change into a folder with a recording whose names and notes no single-byte encoding has."""
    monkeypatch.chdir(tmp_path)
    trainer = Trainer(RunConfig(hidden=(4,), n_examples=40))
    trainer.advance(20)
    with closing(RecordingWriter(tmp_path / "notes.actviz")) as writer:
        writer.write(recording_of([trainer], step_notes=(Note(3, "σ → é, \N{GRINNING FACE} 漢字"),)))
    return tmp_path


def printed(monkeypatch, encoding, arguments):
    """Run a command with streams of this encoding; return its status and what it printed, both streams as bytes."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding, errors="strict") for _ in range(2)]
    monkeypatch.setattr("sys.stdout", streams[0])
    monkeypatch.setattr("sys.stderr", streams[1])
    try:
        status = main(arguments)
    except SystemExit as stopped:
        status = stopped.code
    monkeypatch.undo()
    return status, *(stream.buffer.getvalue() for stream in streams)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "cp932", "utf-8"])
@pytest.mark.usefixtures("folder")
def test_every_command_prints_in_every_encoding(encoding):
    for arguments in CALLS:
        with pytest.MonkeyPatch.context() as patch:
            status, out, err = printed(patch, encoding, arguments)
        assert status in (0, 2), arguments
        assert (out if status == 0 else err).decode(encoding), arguments
        if "--json" in arguments and status == 0:
            json.loads(out.decode(encoding))


def test_a_configuration_printed_in_ascii_is_the_same(folder, monkeypatch):
    _, out, _ = printed(monkeypatch, "ascii", ["run", "--print-config", "--data", "é-σ-\N{GRINNING FACE}.csv"])
    (folder / "own.toml").write_bytes(out)
    _, again, _ = printed(monkeypatch, "utf-8", ["run", "--print-config", "--config", str(folder / "own.toml")])
    assert again == out


def shell(line, **environ):
    """Run a line of a shell in which `actviz` is the program."""
    program = f"{shlex.quote(sys.executable)} -m actviz"
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; actviz() {{ {program} \"$@\"; }}; {line}"],
        capture_output=True, text=True, timeout=60, env=os.environ | environ,
    )  # fmt: skip


posix = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


@posix
@pytest.mark.parametrize("line", [
    "actviz list activations > /dev/full",
    "actviz theory --depth 9999 > /dev/full",
    "actviz theory --depth 9999 --json > /dev/full",
    "actviz run --help > /dev/full",
    "PYTHONUNBUFFERED=1 actviz list activations > /dev/full",
    "actviz list activations >&-",
    "actviz run --config - <&-",
])  # fmt: skip
def test_a_stream_that_cannot_be_used_is_one_sentence(line):
    done = shell(line)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("actviz: standard ")
    assert done.stderr.count("\n") == 1


@posix
@pytest.mark.parametrize(("line", "status"), [
    ("actviz theory --depth 9999 | head -1", 0),
    ("actviz --help | true", 0),
    ("actviz list no-such-list 2>&-", 2),
    ("actviz list no-such-list 2> /dev/full", 2),
    ("actviz show no-such-file 2>&-", 2),
    ("actviz show no-such-file 2> /dev/full", 2),
    ("actviz show no-such-file > /dev/full 2>&1", 2),
    ("actviz list activations > /dev/full 2>&1", 2),
    ("actviz list activations --json /dev/null <&- >&- 2>&-", 0),
])  # fmt: skip
def test_where_nobody_listens_there_is_silence_and_a_proper_status(line, status):
    done = shell(line)
    assert done.returncode == status
    assert done.stderr == ""


@posix
def test_an_environment_that_knows_no_utf_8_is_enough():
    environ = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = shell("actviz theory --depth 2", **environ)
    assert (done.returncode, done.stderr) == (0, "")
    assert "chi = 1 at sigma_w" in done.stdout
