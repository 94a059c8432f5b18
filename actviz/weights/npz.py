"""NPZ files of weights: NumPy's archive of arrays by name."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import IO, Any, cast

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.reading.arrays import read_header, read_values
from actviz.registry import BadInput, quoted
from actviz.translation import tr
from actviz.weights.weight_file import Budget, WeightFile, as_floats


def read_npz(name: str, file: IO[bytes], n_bytes: int, only_shapes: bool = False) -> WeightFile:
    """Return the arrays of an NPZ file; texts and pickled objects in it stay unread.

    With `only_shapes`, the values stay unread too: arrays of zeros have the shapes, and take no memory.

    Raises:
        BadInput: the file has a fault.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            return _read(name, archive, n_bytes, only_shapes)
    except (BadInput, MemoryError):
        raise
    except Exception:  # on damage, zipfile and its decompressors raise some twenty types
        raise BadInput(
            tr("{name} is damaged: it is not a whole zip archive, as an NPZ file must be", name=name)
        ) from None


def _read(name: str, archive: zipfile.ZipFile, n_bytes: int, only_shapes: bool) -> WeightFile:
    budget, members = Budget(name, n_bytes), archive.infolist()
    budget.check_count(len(members))
    wanted: dict[str, zipfile.ZipInfo] = {}
    arrays: dict[str, Floats] = {}
    others: list[str] = []
    for member in members:
        key, place = (
            member.filename.removesuffix(".npy"),
            tr("{name}, array {key}", name=name, key=quoted(member.filename)),
        )
        if not member.filename.endswith(".npy"):
            others.append(key)
            continue
        if key in wanted or key in others:
            raise BadInput(tr("{name} holds two arrays named {key}, and names must differ", name=name, key=quoted(key)))
        with archive.open(member) as content:
            header = read_header(place, content)
        if header.dtype.hasobject or header.dtype.kind not in "biuf":
            others.append(key)
            continue
        if any(n < 0 for n in header.shape):
            raise BadInput(tr("{place}: its header is damaged or of an unknown version", place=place))
        budget.add(key, header.shape, header.dtype.itemsize)
        wanted[key] = member
        arrays[key] = np.broadcast_to(np.float32(0.0), header.shape)
    for key, member in () if only_shapes else wanted.items():
        with archive.open(member) as content:
            arrays[key] = as_floats(read_values(tr("{name}, array {key}", name=name, key=quoted(key)), content))
    return WeightFile(name, arrays, tuple(others))


def write_npz(arrays: Mapping[str, npt.NDArray[Any]], file: IO[bytes]) -> None:
    """Write arrays by name."""
    np.savez(file, allow_pickle=False, **cast(Any, dict(arrays)))
