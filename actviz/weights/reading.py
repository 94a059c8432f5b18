"""Reading: turns a file of weights into arrays by name, whichever format it is in; its content tells, not its name."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from actviz.data.reading.source import Source, unpacked_pieces
from actviz.disk import kind_of
from actviz.outside_text import file_name, one_line
from actviz.registry import BadInput
from actviz.weights.hdf5 import read_hdf5
from actviz.weights.npz import read_npz
from actviz.weights.pickled import SUFFIXES as PICKLES
from actviz.weights.pickled import refusal
from actviz.weights.roles import groups_of
from actviz.weights.safetensors import read_safetensors
from actviz.weights.weight_file import MAX_FILE_BYTES, WeightFile

SUFFIXES = (".npz", ".safetensors", ".h5", ".hdf5", ".keras")
OWN_SUFFIXES = (*SUFFIXES[1:], ".pt", ".pth", ".ckpt")  # of no file of data
FILE_FILTER = f"Weights ({' '.join(f'*{suffix}' for suffix in SUFFIXES)})"
_ZIP, _HDF5, _PICKLE = b"PK\x03\x04", b"\x89HDF\r\n\x1a\n", b"\x80"
_IN_KERAS = "model.weights.h5"
_KNOWN = "NPZ, safetensors, or HDF5 as Keras writes it"
Reader = Callable[[str, IO[bytes], int], WeightFile]


def read_weights(path: str | os.PathLike[str]) -> WeightFile:
    """Read a file of weights.

    Raises:
        BadInput: the file has a fault, described in one sentence.
    """
    place = Path(path)
    name = file_name(place)
    try:
        found = place.stat()
        if not stat.S_ISREG(found.st_mode):
            kind = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe or a device"
            raise BadInput(f"{name} cannot be read: it is {kind}")
        if found.st_size > MAX_FILE_BYTES:
            raise BadInput(f"{name} has {found.st_size:,} bytes, and at most {MAX_FILE_BYTES:,} can be read")
        with place.open("rb") as file:
            return _read(place, name, file, os.fstat(file.fileno()).st_size)
    except FileNotFoundError:
        raise BadInput(f"{name} cannot be read: there is no such file") from None
    except MemoryError:
        raise BadInput(f"{name} does not fit into memory") from None
    except (OSError, ValueError) as problem:  # a ValueError: a path with a NUL in it
        if isinstance(problem, BadInput):
            raise
        raise BadInput(f"{name} cannot be read: {getattr(problem, 'strerror', None) or problem}") from None


def _read(path: Path, name: str, file: IO[bytes], n_bytes: int) -> WeightFile:
    head = file.read(16)
    file.seek(0)
    if path.suffix.lower() in PICKLES and not head.startswith(_HDF5):
        raise refusal(path)
    if head.startswith(_ZIP):
        return _from_zip(path, name, file, n_bytes)
    if head.startswith(_HDF5):
        return _with_arrays(read_hdf5(name, file, n_bytes))
    if head.startswith(_PICKLE):
        raise refusal(path)
    if path.suffix.lower() == ".safetensors" or head[8:9] == b"{":
        return _with_arrays(read_safetensors(name, file, n_bytes))
    raise BadInput(f"{name} is no file of weights that can be read: it must be {_KNOWN}")


def _from_zip(path: Path, name: str, file: IO[bytes], n_bytes: int) -> WeightFile:
    """Read an archive: NumPy's, Keras', or PyTorch's, which holds a pickle."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise BadInput(f"{name} is damaged: it is not a whole zip archive") from None
    if any(member.endswith("data.pkl") for member in members):
        raise refusal(path)
    if _IN_KERAS in members:
        content = b"".join(unpacked_pieces(Source(path), _IN_KERAS, lambda _done: None))
        return _with_arrays(read_hdf5(name, io.BytesIO(content), len(content)))
    file.seek(0)
    return _with_arrays(read_npz(name, file, n_bytes))


def _with_arrays(found: WeightFile) -> WeightFile:
    if not found.arrays:
        besides = f" (but {one_line(', '.join(found.others), 100)})" if found.others else ""
        raise BadInput(
            f"{found.name} holds no array of numbers{besides}; numpy.savez(file, *weights) saves a list of arrays"
        )
    return found


def seems_weights(path: str | os.PathLike[str]) -> bool:
    """Whether a file is one of weights rather than one of data: by its name, or an NPZ by the names of its arrays."""
    place = Path(path)
    suffix = place.suffix.lower()
    if suffix in OWN_SUFFIXES:
        return True
    if suffix != ".npz" or kind_of(place) != "file":
        return False
    try:
        with place.open("rb") as file:
            found = read_npz(place.name, file, place.stat().st_size, only_shapes=True)
    except (BadInput, OSError):
        return False  # whatever is wrong with it, the reader of data says it
    groups = groups_of(found.arrays, found.is_ordered)
    named = {name for group in groups if group.is_dense for name in group.names.values()}
    holds_data = any(re.search("train|data|images|labels", name, re.IGNORECASE) for name in found.arrays)
    return bool(named) and not holds_data and 2 * len(named) > len(found.arrays)
