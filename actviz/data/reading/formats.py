"""`read_table` finds out what a file is by its content and lets the reader of that format make a Table of it.

To add a format, write its reader and its entry in `FORMATS`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from actviz.data.reading.arff import is_arff, read_arff
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.idx import TYPES, read_idx
from actviz.data.reading.libsvm import is_libsvm, read_libsvm
from actviz.data.reading.npy import read_npy
from actviz.data.reading.npz import read_npz
from actviz.data.reading.parquet import read_parquet
from actviz.data.reading.progress import Progress, untold
from actviz.data.reading.source import Source, source_of
from actviz.data.reading.table import Table
from actviz.data.reading.text.reading import read_text
from actviz.data.reading.xlsx import read_xlsx
from actviz.frozen import dataclass
from actviz.outside_text import file_name
from actviz.registry import BadInput
from actviz.translation import mark, tr

# a name's end decides nothing: these are the usual ones
FILE_FILTER = "Data (*.csv *.tsv *.txt *.data *.dat *.xlsx *.arff *.svm *.parquet *.npz *.npy *.idx *ubyte *.gz *.zip)"
Reader: TypeAlias = Callable[[Source, DataChoices, Progress], Table]


@dataclass(frozen=True)
class Format:
    """A file format: its name, whether a file's first bytes are its, and its reader."""

    label: str
    is_it: Callable[[bytes, list[str]], bool]  # of the first bytes, and of the names in a zip archive
    read: Reader


def _text(source: Source, choices: DataChoices, progress: Progress) -> Table:
    return read_text(source.name, source.all_bytes(), choices, progress)


def _is_idx(head: bytes, _members: list[str]) -> bool:
    return len(head) >= 4 and head[:2] == b"\0\0" and (head[2] in TYPES or head[2] < 0x10) and head[3] > 0


FORMATS = (
    Format("NPZ", lambda _, members: any(member.endswith(".npy") for member in members), read_npz),
    Format("workbook", lambda _, members: "[Content_Types].xml" in members, read_xlsx),
    Format("NPY", lambda head, _: head.startswith(b"\x93NUMPY"), read_npy),
    Format("IDX", _is_idx, read_idx),
    Format("Parquet", lambda head, _: head.startswith(b"PAR1"), read_parquet),
    Format("ARFF", is_arff, read_arff),
    Format("libsvm", is_libsvm, read_libsvm),
)
_OTHERS = (  # what people open by mistake: the beginning, what it is, and what to do
    (rb"\x80[\x02-\x05]", mark("a pickle, which is never loaded (save the arrays by numpy.savez)")),
    (rb"\xd0\xcf\x11\xe0", mark("an old Excel or Office file (save it as .xlsx or CSV)")),
    (rb"\x89HDF", mark("an HDF5 file (save the arrays by numpy.savez, or the table as CSV)")),
    (rb"MATLAB 5\.0 MAT-file", mark("a MATLAB file (save the table as CSV)")),
    (rb"SQLite format 3\0", mark("a database (save the table as CSV)")),
    (rb"(\x89PNG|\xff\xd8\xff|GIF8|BM....\0\0\0\0)", mark("a picture, and a table of numbers is needed")),
    (rb"%PDF", mark("a PDF document, and a table of numbers is needed")),
    (rb"\s*<(!doctype html|html|\?xml|svg)", mark("a web page or XML, and a table of numbers is needed")),
    (rb"\s*(\{\s*\"|\[\s*[\[{])", mark("JSON (save the table as CSV)")),
    (rb"(BZh|\xfd7zXZ\0|7z\xbc\xaf|Rar!|\x28\xb5\x2f\xfd)", mark("packed in a way that is not read here (unpack it)")),
)  # fmt: skip


def read_table(path: str | os.PathLike[str], choices: DataChoices | None = None, progress: Progress = untold) -> Table:
    """Return the table in a file, whatever its format; `progress` may raise to end the reading.

    Raises:
        BadInput: the file has a fault; one sentence names the file, the place and what was expected.
    """
    path = Path(path)
    name = file_name(path)
    try:
        _check_is_file(name, path)
        source = source_of(path, progress)
        return _reader(source)(source, choices or DataChoices(), progress)
    except MemoryError:
        raise BadInput(tr("{name} does not fit into memory", name=name)) from None
    except OSError as problem:
        raise BadInput(tr("{name} cannot be read: {why}", name=name, why=problem.strerror or problem)) from None
    except ValueError as problem:
        if isinstance(problem, BadInput) or "null byte" not in str(problem):
            raise
        raise BadInput(tr("{name} cannot be read: no file can have this name", name=name)) from None


def _check_is_file(name: str, path: Path) -> None:
    if path.is_dir():
        raise BadInput(tr("{name} is a folder, and a data file is needed", name=name))
    if not path.exists():
        raise BadInput(tr("{name} cannot be read: there is no such file", name=name))
    if not path.is_file():  # reading a pipe or a device may never end
        raise BadInput(tr("{name} is not a regular file", name=name))


def _reader(source: Source) -> Reader:
    head, members = source.head(), source.members()
    for entry in FORMATS:
        if entry.is_it(head, members):
            return entry.read
    for beginning, what in _OTHERS:
        if re.match(beginning, head, re.IGNORECASE | re.DOTALL):
            raise BadInput(tr("{name} is {what}", name=source.name, what=tr(what)))
    return _text
