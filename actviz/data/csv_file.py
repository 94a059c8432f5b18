"""A CSV file is a table of numbers as text, with commas, semicolons or tabs, quoted as in Python's csv module.

The first row is a header if it contains no number, or a name that marks the target. The target is the column named
label, class, target or y (in that order of preference), else the last one. Targets that are not numbers are names of
classes; whole numbers are classes too if they have at most 20 different values that repeat (at most half as many
values as examples, or only two values); all other numbers are the targets of a regression.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, TypeAlias

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.datasets import Data
from actviz.data.limits import MAX_EXAMPLES, MAX_MAGNITUDE, MIN_EXAMPLES, as_classes, check_size, usable, value_fault
from actviz.outside_text import file_name, read_number
from actviz.registry import BadInput, quoted

TARGET_NAMES = ("label", "class", "target", "y")
MAX_INTEGER_CLASSES = 20
MAX_FILE_BYTES = 1_000_000_000
MAX_LINES = 2_000_000  # including blank ones, and those of cells with several lines
MAX_LINE_CHARACTERS = 4_000_000
SEPARATORS = "\t;,"  # at a tie the earlier one: in 1,5;2,5 the comma is a decimal one

_Target: TypeAlias = Floats | list[str]  # numbers, or the names of classes


@dataclass(frozen=True)
class _Layout:
    """The separator, the columns and the target of a file."""

    name: str
    separator: str
    columns: tuple[str, ...]
    target: int
    has_header: bool

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of all columns but the target's."""
        return self.columns[: self.target] + self.columns[self.target + 1 :]

    @property
    def targets(self) -> tuple[str, ...]:
        """Name of the target's column."""
        return (self.columns[self.target],)

    def fault(self, line: int, column: str, text: str) -> BadInput:
        return BadInput(f"{self.name}, line {line}, column {quoted(column)}: {text}")


def load_csv(path: Path) -> Data:
    """Load a CSV file.

    Raises:
        BadInput: the first fault of the file.
    """
    name, raw = file_name(path), _text_bytes(path)
    layout = _layout(name, raw)
    n_inputs = len(layout.columns) - 1
    if n_inputs == 0:
        raise BadInput(
            f"{name} has only one column, {quoted(layout.columns[0])}, and at least 2 are needed (inputs, and a target)"
        )
    check_size(name, MIN_EXAMPLES, n_inputs)  # before counting the rows, which is slow if they are long
    n_rows = _count_rows(raw, layout) - layout.has_header
    if n_rows == 0:
        raise BadInput(f"{name} has a header and no rows, and at least 2 are needed")
    check_size(name, n_rows, n_inputs)

    # NumPy reads faster, but cannot say where a fault is
    x, target = _fast_table(raw, layout, n_rows) or _slow_table(raw, layout)
    if isinstance(target, list):
        labels: npt.NDArray[Any] = np.array(target, dtype=object)
    elif _are_classes(target):
        labels = target.astype(np.int64)
    else:
        return Data(x, target[:, np.newaxis], "regression", layout.inputs, (), path.name, layout.targets)
    y, class_names = as_classes(f"{name}, column {quoted(layout.columns[layout.target])}", labels)
    return Data(x, y, "classification", layout.inputs, class_names, path.name, layout.targets)


def _are_classes(target: Floats) -> bool:
    n_values = len(np.unique(target))
    whole = np.abs(target).max() < 2**53 and bool((target == np.rint(target)).all())
    return whole and n_values <= MAX_INTEGER_CLASSES and n_values <= max(2, len(target) // 2)


def _text_bytes(path: Path) -> bytes:
    name, size = file_name(path), path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise BadInput(f"{name} has {size:,} bytes, and a CSV file may have at most {MAX_FILE_BYTES:,}")
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadInput(f"{name} is UTF-16 text, and a CSV file must be UTF-8")
    if b"\0" in raw:
        at = raw.index(b"\0")
        raise BadInput(f"{name}, line {_line_of(raw, at)}: byte {at + 1} is NUL, which is not text")
    try:
        raw.decode()
    except UnicodeDecodeError as problem:
        at = problem.start
        raise BadInput(
            f"{name}, line {_line_of(raw, at)}: byte {at + 1} (0x{raw[at]:02x}) is not UTF-8,"
            " and a CSV file must be UTF-8"
        ) from None
    n_lines = _line_of(raw, len(raw))
    if n_lines > MAX_LINES:
        raise BadInput(
            f"{name} has {n_lines:,} lines, and at most {MAX_LINES:,} can be read"
            f" (of which {MAX_EXAMPLES:,} may be examples)"
        )
    return raw


def _line_of(raw: bytes, position: int) -> int:
    return 1 + raw.count(b"\n", 0, position) + raw.count(b"\r", 0, position) - raw.count(b"\r\n", 0, position)


def _open(raw: bytes) -> TextIO:
    return io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig")


def _rows(name: str, lines: TextIO, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the number of its first line."""

    def short_lines() -> Iterator[str]:
        for number, line in enumerate(lines, start=1):
            if len(line) > MAX_LINE_CHARACTERS:
                raise BadInput(
                    f"{name}, line {number} has {len(line):,} characters,"
                    f" and at most {MAX_LINE_CHARACTERS:,} can be read"
                )
            yield line

    reader = csv.reader(short_lines(), delimiter=separator, skipinitialspace=True, strict=True)
    start = 1
    try:
        for cells in reader:
            if len(cells) > 1 or (cells and cells[0].strip()):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as problem:
        reason = str(problem).replace("\t", "tab")  # it names the separator
        raise BadInput(f"{name}, line {start} is not a row of a CSV file: {reason}") from None


def _layout(name: str, raw: bytes) -> _Layout:
    first: list[str] = []
    separator = SEPARATORS[0]
    fault: BadInput | None = None
    # the one that splits the first row into most cells
    for candidate in SEPARATORS:
        try:
            _, cells = next(_rows(name, _open(raw), candidate), (0, []))
        except BadInput as problem:  # the quotes may fit another separator
            fault = problem
            continue
        if len(cells) > len(first):
            first, separator = cells, candidate
    if not first and fault is not None:
        raise fault
    if not first:
        raise BadInput(f"{name} is empty, and a header or a row of numbers is needed")
    first = [cell.strip() for cell in first]
    lowered = [cell.lower() for cell in first]
    marked = [lowered.index(target) for target in TARGET_NAMES if target in lowered]
    has_header = bool(marked) or all(_number(cell) is None for cell in first)
    target = marked[0] if marked else len(first) - 1
    if has_header:
        columns = tuple(cell or f"column {i + 1}" for i, cell in enumerate(first))
    else:
        columns = (*(f"x{i + 1}" for i in range(len(first) - 1)), "y")
    return _Layout(name, separator, columns, target, has_header)


def _count_rows(raw: bytes, layout: _Layout) -> int:
    if b'"' in raw:  # a quoted cell may go over several lines
        return sum(1 for _ in _rows(layout.name, _open(raw), layout.separator))
    return sum(1 for line in _open(raw) if layout.separator in line or line.strip())


def _fast_table(raw: bytes, layout: _Layout, n_rows: int) -> tuple[Floats, _Target] | None:
    """Return inputs and targets, or None if not all are usable numbers: `_slow_table` then finds the fault."""
    lines = _open(raw)
    if layout.has_header:  # a header may have several lines: the csv reader consumes them all
        next(_rows(layout.name, lines, layout.separator))
    try:
        table = np.loadtxt(lines, delimiter=layout.separator, comments=None, quotechar='"', ndmin=2)
    except ValueError:
        return None
    if table.shape != (n_rows, len(layout.columns)) or not usable(table):
        return None
    return np.delete(table, layout.target, axis=1), table[:, layout.target].copy()


def _slow_table(raw: bytes, layout: _Layout) -> tuple[Floats, _Target]:
    """Return inputs and targets, which may be text.

    Raises:
        BadInput: naming the place of the first fault.
    """
    values, targets = array("d"), _Targets(layout)
    line_numbers = array("q")
    rows = _rows(layout.name, _open(raw), layout.separator)
    if layout.has_header:
        next(rows)
    for line, cells in rows:
        if len(cells) != len(layout.columns):
            count = "1 value" if len(cells) == 1 else f"{len(cells)} values"
            raise BadInput(
                f"{layout.name}, line {line} has {count}, and the first row has {len(layout.columns)}"
                " (all rows must be of one length)"
            )
        targets.add(line, cells.pop(layout.target))
        try:
            values.extend(map(read_number, cells))
        except ValueError:
            raise _not_a_number(layout, line, cells) from None
        line_numbers.append(line)
    x = np.frombuffer(values).reshape(len(line_numbers), -1)
    if not usable(x):
        row, column = np.argwhere(~(np.abs(x) <= MAX_MAGNITUDE))[0]
        raise layout.fault(line_numbers[row], layout.inputs[column], value_fault(float(x[row, column])))
    return x, targets.values()


class _Targets:
    """The cells of the target's column: all numbers or all names, as the first one is."""

    def __init__(self, layout: _Layout) -> None:
        self._layout = layout
        self._numbers = array("d")
        self._names: list[str] = []

    def add(self, line: int, cell: str) -> None:
        name, value = cell.strip(), _number(cell)
        if not name:
            raise self._fault(line, "the value is missing (no cell may be empty)")
        if value is None:
            if self._numbers:
                raise self._fault(line, f"{quoted(cell)} is not a number, as the targets before it are{_MIXED}")
            self._names.append(name)
            return
        if self._names:
            raise self._fault(line, f"{quoted(cell)} is a number, and the targets before it are text{_MIXED}")
        if not abs(value) <= MAX_MAGNITUDE:
            raise self._fault(line, value_fault(value))
        self._numbers.append(value)

    def values(self) -> _Target:
        return self._names or np.frombuffer(self._numbers)

    def _fault(self, line: int, text: str) -> BadInput:
        return self._layout.fault(line, self._layout.columns[self._layout.target], text)


_MIXED = " (targets must be all numbers or all names of classes)"


def _not_a_number(layout: _Layout, line: int, cells: list[str]) -> BadInput:
    column, cell = next((name, cell) for name, cell in zip(layout.inputs, cells, strict=True) if _number(cell) is None)
    if not cell.strip():
        return layout.fault(line, column, "the value is missing (no cell may be empty)")
    hint = ", with a decimal point" if _number(cell.replace(",", ".", 1)) is not None else ""
    return layout.fault(line, column, f"{quoted(cell)} is not a number (inputs must be numbers{hint})")


def _number(cell: str) -> float | None:
    try:
        return read_number(cell)
    except ValueError:
        return None
