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
from actviz.disk import kind_of, of_kind
from actviz.joined_text import items
from actviz.number_text import whole
from actviz.outside_text import file_name, one_line
from actviz.registry import BadInput
from actviz.translation import mark, tr
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
            raise BadInput(tr("{name} cannot be read: it is {kind}", name=name, kind=of_kind(place)))
        if found.st_size > MAX_FILE_BYTES:
            raise BadInput(
                tr(
                    "{name} has {n} bytes, and at most {most} can be read",
                    name=name,
                    n=whole(found.st_size),
                    most=whole(MAX_FILE_BYTES),
                )
            )
        with place.open("rb") as file:
            return _read(place, name, file, os.fstat(file.fileno()).st_size)
    except FileNotFoundError:
        raise BadInput(tr("{name} cannot be read: there is no such file", name=name)) from None
    except MemoryError:
        raise BadInput(tr("{name} does not fit into memory", name=name)) from None
    except (OSError, ValueError) as problem:  # a ValueError: a path with a NUL in it
        if isinstance(problem, BadInput):
            raise
        raise BadInput(
            tr("{name} cannot be read: {why}", name=name, why=getattr(problem, "strerror", None) or problem)
        ) from None


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
    raise BadInput(
        tr(
            "{name} is no file of weights that can be read: it must be NPZ, safetensors, or HDF5 as Keras writes it",
            name=name,
        )
    )


def _from_zip(path: Path, name: str, file: IO[bytes], n_bytes: int) -> WeightFile:
    """Read an archive: NumPy's, Keras', or PyTorch's, which holds a pickle."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise BadInput(tr("{name} is damaged: it is not a whole zip archive", name=name)) from None
    if any(member.endswith("data.pkl") for member in members):
        raise refusal(path)
    if _IN_KERAS in members:
        content = b"".join(unpacked_pieces(Source(path), _IN_KERAS, lambda _done: None))
        return _with_arrays(read_hdf5(name, io.BytesIO(content), len(content)))
    file.seek(0)
    return _with_arrays(read_npz(name, file, n_bytes))


def _with_arrays(found: WeightFile) -> WeightFile:
    if not found.arrays:
        told = mark("{name} holds no array of numbers; numpy.savez(file, *weights) saves a list of arrays")
        if found.others:
            told = mark(
                "{name} holds no array of numbers (but {others}); numpy.savez(file, *weights) saves a list of arrays"
            )
        raise BadInput(tr(told, name=found.name, others=one_line(items(found.others), 100)))
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
