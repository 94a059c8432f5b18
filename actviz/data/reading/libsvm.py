"""libsvm files (svmlight): in each line a label, and of the inputs that are not 0 the number and the value, 3:0.5."""

from __future__ import annotations

import io
import re
from array import array
from itertools import islice

import numpy as np

from actviz.arrays import Ints
from actviz.data.limits import MAX_CELLS, check_width
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.progress import Progress
from actviz.data.reading.source import Source
from actviz.data.reading.table import Table
from actviz.data.reading.text.decoding import decoded
from actviz.number_text import whole
from actviz.outside_text import read_number
from actviz.registry import BadInput, quoted
from actviz.translation import mark, tr

LINES_LOOKED_AT = 20
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_LINE = re.compile(rf"{_NUMBER}(?:[ \t]+\d+:{_NUMBER})*[ \t]*(?:#.*)?$")
_LINES_AT_ONCE = 4_096


def is_libsvm(head: bytes, _members: list[str]) -> bool:
    """Whether a file's first bytes are those of a libsvm file."""
    lines = head.decode("ascii", "replace").split("\n")
    if len(lines) > 1:
        lines.pop()  # it may be cut
    rows = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    some = rows[:LINES_LOOKED_AT]
    return any(":" in row.partition("#")[0] for row in some) and all(_LINE.match(row) for row in some)


def read_libsvm(source: Source, _choices: DataChoices, progress: Progress) -> Table:
    """Return the table in a libsvm file: inputs x1, x2, … and the labels y.

    Raises:
        BadInput: the first fault of the file.
    """
    raw = decoded(source.name, source.all_bytes()).raw
    labels, lines, lengths = array("d"), array("q"), array("q")
    places, values = array("q"), array("d")
    text = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8", newline="\n")
    numbered = enumerate(text, start=1)
    n_lines = raw.count(b"\n") + 1
    while some := list(islice(numbered, _LINES_AT_ONCE)):
        progress(some[0][0] / n_lines)
        for line, content in some:
            label, *pairs = content.partition("#")[0].split() or [""]
            if not label:
                continue
            try:
                labels.append(read_number(label))
                for pair in pairs:
                    place, _, value = pair.partition(":")
                    places.append(int(read_number(place, whole=True)))
                    values.append(read_number(value))
            except (ValueError, OverflowError):
                raise _fault(source.name, line, label, pairs) from None
            lines.append(line)
            lengths.append(len(pairs))
    return _dense(source.name, labels, lines, lengths, places, values)


def _dense(
    name: str, labels: array[float], lines: array[int], lengths: array[int], places: array[int], values: array[float]
) -> Table:
    rows: Ints = np.repeat(np.arange(len(labels)), np.frombuffer(lengths, np.int64))
    columns = np.frombuffer(places, np.int64) if places else np.zeros(0, np.int64)
    least, largest = (int(columns.min()), int(columns.max())) if len(columns) else (1, 0)
    if least < 0:
        line = lines[int(rows[int(columns.argmin())])]
        raise BadInput(
            tr(
                "{name}, line {line}: an input has the number {least}, and they begin at 0 or 1",
                name=name,
                line=line,
                least=least,
            )
        )
    base = 0 if least == 0 else 1
    width = largest - base + 1
    check_width(name, width)
    if len(labels) * width > MAX_CELLS:
        raise BadInput(
            tr(
                "{name} has {n} rows of {width} inputs, and at most {most} values can be held, zeros included",
                name=name,
                n=whole(len(labels)),
                width=whole(width),
                most=whole(MAX_CELLS),
            )
        )
    block = np.zeros((len(labels), width))
    block[rows, columns - base] = np.frombuffer(values) if values else np.zeros(0)
    names = (*(f"x{i}" for i in range(1, width + 1)), "y")
    return Table(
        name, names, block, tuple(range(width)), {width: np.frombuffer(labels)}, np.frombuffer(lines, np.int64),
        has_names=False, targets=(width,),
    )  # fmt: skip


def _fault(name: str, line: int, label: str, pairs: list[str]) -> BadInput:
    try:
        read_number(label)
    except ValueError:
        return BadInput(
            tr("{name}, line {line}: the label {label} is not a number", name=name, line=line, label=quoted(label))
        )
    wrong = next(pair for pair in pairs if re.fullmatch(rf"\d{{1,18}}:{_NUMBER}", pair) is None)
    told = mark("{name}, line {line}: {wrong} is not a number and a value, as in 3:0.5")
    return BadInput(tr(told, name=name, line=line, wrong=quoted(wrong)))
