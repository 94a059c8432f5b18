"""`load_file` loads the user's own data from CSV, NPZ and IDX files."""

from __future__ import annotations

import os
import re
from pathlib import Path

from actviz.data.csv_file import load_csv
from actviz.data.datasets import Data
from actviz.data.idx_file import load_idx
from actviz.data.npz_file import load_npz
from actviz.outside_text import file_name
from actviz.registry import BadInput

FILE_SUFFIXES = (".csv", ".tsv", ".txt", ".npz", ".idx", ".idx.gz", "ubyte", "ubyte.gz")
FILE_FILTER = f"Data ({' '.join(f'*{suffix}' for suffix in FILE_SUFFIXES)})"

_READERS = (
    (re.compile(r"\.(csv|tsv|txt)$"), load_csv),
    (re.compile(r"\.npz$"), load_npz),
    (re.compile(r"(\.idx\d?|ubyte)(\.gz)?$"), load_idx),
)


def load_file(path: str | os.PathLike[str]) -> Data:
    """Load a data set from the user's file; the end of its name (`FILE_SUFFIXES`) chooses the reader.

    Raises:
        BadInput: the file has a fault; one sentence names the file, the place and the rule.
    """
    path = Path(path)
    name = file_name(path)
    try:
        if path.is_dir():
            raise BadInput(f"{name} is a folder, and a data file is needed ({', '.join(FILE_SUFFIXES)})")
        for ending, reader in _READERS:
            if ending.search(path.name.lower()):
                if not path.exists():
                    raise BadInput(f"{name} cannot be read: there is no such file")
                if not path.is_file():  # reading a pipe or a device may never end
                    raise BadInput(f"{name} is not a regular file")
                return reader(path)
    except MemoryError:
        raise BadInput(f"{name} does not fit into memory") from None
    except OSError as problem:
        raise BadInput(f"{name} cannot be read: {problem.strerror or problem}") from None
    raise BadInput(f"{name} is of an unknown kind: its name must end in one of {', '.join(FILE_SUFFIXES)}")
