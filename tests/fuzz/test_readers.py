"""Every reader gets spoilt and hostile inputs: each is answered by one short sentence, or read soundly, within limits.

An input follows from the reader's name and a number alone. Where one fails, its files are kept and named, and
`python tests/fuzz/try_inputs.py READER NUMBER NUMBER+1 FILE` tries it again.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from count import inputs_each

pytest.importorskip("resource")  # POSIX only: limits of memory and time
from readers import READERS
from try_inputs import MOST_BYTES, MOST_SECONDS, files_of

USUAL = {"recording": 150, "settings": 400}
MOST_FOUND = 10  # then it is enough


@pytest.mark.parametrize("reader", READERS)
def test_every_input_is_refused_in_a_sentence_or_read_soundly(reader, tmp_path):
    count, first, reports = inputs_each(USUAL.get(reader, 300)), 0, []
    while first < count and sum("fault" in report for report in reports) < MOST_FOUND:
        status, number, more = tried(reader, first, count, tmp_path)
        reports += more
        if status == 0:
            break
        status, _, more = tried(reader, number, number + 1, tmp_path)  # alone: it may be the machine that stood still
        reports += more
        if status != 0:
            reports.append(
                {"number": number, "fault": f"ended with {status}, within {MOST_SECONDS} s, {MOST_BYTES:,} bytes"}
            )
        first = number + 1
    found = [report for report in reports if "fault" in report]
    refused, taken = (sum(report.get(key, 0) for report in reports) for key in ("refused", "taken"))
    print(f"{reader}: {count} inputs, {refused} refused, {taken} taken, {len(found)} faults")
    assert found == [], "\n".join(f"{kept(reader, each['number'])}: {each['fault']}" for each in found[:MOST_FOUND])
    assert refused > 0
    assert taken > 0


def tried(reader, first, last, folder):
    """Try inputs in a process; return its status, the input at which it ended, and what it reported."""
    progress = folder / "progress"
    progress.write_bytes(bytes(8))
    command = [
        sys.executable,
        str(Path(__file__).with_name("try_inputs.py")),
        reader,
        str(first),
        str(last),
        str(progress),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.stderr[-3000:], end="")
    number = int.from_bytes(progress.read_bytes(), "little")
    return done.returncode, number, [json.loads(line) for line in done.stdout.splitlines()]


def kept(reader, number):
    """Write an input's files where they stay; return the folder."""
    folder = Path(tempfile.mkdtemp(prefix=f"actviz-fuzz-{reader}-{number}-"))
    for name, content in files_of(reader, number).items():
        (folder / name).write_bytes(content)
    return folder
