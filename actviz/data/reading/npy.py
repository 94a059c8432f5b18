"""An NPY file is one array of NumPy: inputs with the targets in another file beside it, or a whole table."""

from __future__ import annotations

import re
from pathlib import Path

from actviz.data.reading.arrays import (
    Array,
    ArrayHeader,
    Part,
    check_alike,
    check_inputs,
    check_table,
    check_targets,
    read_header,
    read_values,
    table_of_arrays,
    table_of_fields,
)
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.progress import Progress
from actviz.data.reading.source import Source
from actviz.data.reading.table import Table
from actviz.outside_text import file_name

PARTNERS = (  # words in the names of inputs and of targets
    ("X", "y"), ("X", "Y"), ("x", "y"), ("images", "labels"), ("data", "labels"), ("data", "target"),
    ("features", "labels"), ("inputs", "targets"), ("features", "targets"), ("input", "target"),
)  # fmt: skip


def read_npy(source: Source, _choices: DataChoices, progress: Progress) -> Table:
    """Return the table in an NPY file, with the targets or the inputs in the file beside it if there is one.

    Raises:
        BadInput: a file has a fault.
    """
    with source.open() as file:
        header = read_header(source.name, file)
    if pair := _pair(source.path):
        return _of_pair(source, pair, progress)
    check_table(header)
    values = _values(source.path)
    if header.dtype.names:
        return table_of_fields(source.name, values)
    return table_of_arrays(source.name, [Part(values, None)], progress)


def _of_pair(source: Source, pair: tuple[Path, Path], progress: Progress) -> Table:
    pairs = [pair]
    test = (_test(pair[0]), _test(pair[1]))
    if test != pair and all(path.is_file() for path in test):
        pairs.append(test)
    headers = [_checked(*each) for each in pairs]
    if len(headers) > 1:
        for train_header, test_header in zip(*headers, strict=True):
            check_alike(source.name, train_header, test_header)
    return table_of_arrays(source.name, [Part(_values(x), _values(y)) for x, y in pairs], progress)


def _checked(x: Path, y: Path) -> tuple[ArrayHeader, ArrayHeader]:
    headers = _header(x), _header(y)
    check_inputs(headers[0])
    check_targets(file_name(x), *headers)
    return headers


def _header(path: Path) -> ArrayHeader:
    with path.open("rb") as file:
        return read_header(file_name(path), file)


def _values(path: Path) -> Array:
    with path.open("rb") as file:
        return read_values(file_name(path), file)


def _pair(path: Path) -> tuple[Path, Path] | None:
    """Return the files of inputs and targets, of which `path` is one."""
    for x, y in PARTNERS:
        for mine, other, is_inputs in ((x, y, True), (y, x, False)):
            renamed = re.sub(rf"(?<![A-Za-z]){mine}(?![A-Za-z])", other, path.stem)
            partner = path.with_name(renamed + path.suffix)
            if renamed != path.stem and partner.is_file() and partner.resolve() != path.resolve():
                return (path, partner) if is_inputs else (partner, path)
    return None


def _test(path: Path) -> Path:
    return path.with_name(path.name.replace("train", "test"))
