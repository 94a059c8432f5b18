"""Every reader gets spoilt and hostile inputs: each is answered by one short sentence, or read soundly, within limits.

An input follows from the reader's name and a number alone. Where one fails, its files are kept and named, and
`python tests/fuzz/child.py READER NUMBER NUMBER+1 FILE` tries it again.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from count import inputs_each

pytest.importorskip("resource")  # POSIX only: limits of memory and time
from child import MOST_BYTES, MOST_SECONDS, files_of
from readers import READERS

USUAL = {"recording": 150, "settings": 400}
MOST_FOUND = 10  # then it is enough


@pytest.mark.parametrize("reader", READERS)
def test_every_input_is_refused_in_a_sentence_or_read_soundly(reader, tmp_path):
    count, first, found, totals = inputs_each(USUAL.get(reader, 300)), 0, [], {"refused": 0, "taken": 0}
    progress = tmp_path / "progress"
    while first < count and len(found) < MOST_FOUND:
        progress.write_bytes(bytes(8))
        command = [
            sys.executable,
            str(Path(__file__).with_name("child.py")),
            reader,
            str(first),
            str(count),
            str(progress),
        ]
        done = subprocess.run(command, capture_output=True, text=True)
        reports = [json.loads(line) for line in done.stdout.splitlines()]
        found += [report for report in reports if "fault" in report]
        totals = {key: totals[key] + sum(report.get(key, 0) for report in reports) for key in totals}
        if done.returncode == 0:
            break
        number = int.from_bytes(progress.read_bytes(), "little")
        limits = f"{MOST_SECONDS} s, {MOST_BYTES:,} bytes"
        found.append({"number": number, "fault": f"status {done.returncode} (limits: {limits}): {done.stderr[-1500:]}"})
        first = number + 1
    print(f"{reader}: {count} inputs, {totals}, {len(found)} faults")
    assert found == [], "\n".join(f"{kept(reader, each['number'])}: {each['fault']}" for each in found[:MOST_FOUND])
    assert totals["refused"] > 0
    assert totals["taken"] > 0


def kept(reader, number):
    """Write an input's files where they stay; return the folder."""
    folder = Path(tempfile.mkdtemp(prefix=f"actviz-fuzz-{reader}-{number}-"))
    for name, content in files_of(reader, number).items():
        (folder / name).write_bytes(content)
    return folder
