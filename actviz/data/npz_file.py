"""An NPZ file is an archive of NumPy with an array of inputs and one of targets, never with pickled objects.

Integer (or boolean, or text) targets are classes, float targets those of a regression. An example of more than one
dimension is flattened; if it is of uint8 it is an image and is scaled to 0..1.
"""

from __future__ import annotations

import io
import math
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.datasets import Data
from actviz.data.limits import MAX_VALUES, as_classes, check_size, check_values
from actviz.outside_text import file_name
from actviz.registry import BadInput, quoted

PAIRS = (("x", "y"), ("X", "y"), ("x_train", "y_train"), ("X_train", "y_train"), ("data", "target"))
_EXPECTED = ", ".join(f"{x!r} and {y!r}" for x, y in PAIRS)
_HEADERS = {  # by version: the size in bytes of the header's length, and the reader of length and header
    (1, 0): (2, np.lib.format.read_array_header_1_0),
    (2, 0): (4, np.lib.format.read_array_header_2_0),
}
MAX_HEADER_BYTES = 10_000  # NumPy's own limit, which it checks only after it has read the whole header


@dataclass(frozen=True)
class _Header:
    shape: tuple[int, ...]
    dtype: np.dtype[Any]


def load_npz(path: Path) -> Data:
    """Load an NPZ file; its arrays are read only after their headers are checked."""
    name = file_name(path)
    with path.open("rb") as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise BadInput(f"{name} is not an NPZ file: it is no zip archive, or a damaged one") from None
        with archive:
            x_key, y_key = _pair(name, archive)
            x_header, y_header = _header(name, archive, x_key), _header(name, archive, y_key)
            _check_headers(name, (x_key, x_header), (y_key, y_header))
            x, y = _read(name, archive, x_key), _read(name, archive, y_key)
    return _data(name, (x_key, x), (y_key, y))


def _pair(name: str, archive: zipfile.ZipFile) -> tuple[str, str]:
    keys = [member.removesuffix(".npy") for member in archive.namelist() if member.endswith(".npy")]
    for pair in PAIRS:
        if set(pair) <= set(keys):
            return pair
    found = ", ".join(quoted(key) for key in keys[:10]) + (", …" if len(keys) > 10 else "")
    raise BadInput(f"{name} holds {f'the arrays {found}' if keys else 'no arrays'}, and expected are {_EXPECTED}")


def _header(name: str, archive: zipfile.ZipFile, key: str) -> _Header:
    try:
        with archive.open(f"{key}.npy") as member:
            n_bytes, read = _HEADERS[np.lib.format.read_magic(member)]
            length = member.read(n_bytes)
            if int.from_bytes(length, "little") > MAX_HEADER_BYTES:
                raise ValueError("the header is too long")
            shape, _, dtype = read(io.BytesIO(length + member.read(int.from_bytes(length, "little"))))
    except Exception:  # on damage zipfile, its decompressors and the header's parser raise some twenty types
        raise BadInput(f"{name}, array {quoted(key)}: its header is damaged or of an unknown version") from None
    return _Header(shape, dtype)


def _check_headers(name: str, inputs: tuple[str, _Header], targets: tuple[str, _Header]) -> None:
    for (key, header), kinds in ((inputs, "biuf"), (targets, "biufUS")):
        place = f"{name}, array {quoted(key)}"
        if header.dtype.hasobject:
            raise BadInput(f"{place} holds pickled objects, which are never loaded (store it as numbers)")
        if header.dtype.kind not in kinds:
            raise BadInput(f"{place} is of type {str(header.dtype)[:60]}, and numbers are needed")
        if not header.shape or min(header.shape) < 0:
            raise BadInput(f"{place} has shape {quoted(header.shape)}, and at least one dimension is needed")
    (x_key, x), (y_key, y) = inputs, targets
    if x.shape[0] != y.shape[0]:
        raise BadInput(
            f"{name}: array {x_key!r} has {x.shape[0]:,} examples and array {y_key!r} has {y.shape[0]:,},"
            " and they must be equal in number"
        )
    check_size(name, x.shape[0], math.prod(x.shape[1:]), math.prod(y.shape[1:]))
    if len(y.shape) > 2:
        raise BadInput(f"{name}, array {y_key!r} has {len(y.shape)} dimensions, and targets have 1 or 2")
    if y.dtype.kind != "f" and math.prod(y.shape[1:]) != 1:
        raise BadInput(
            f"{name}, array {y_key!r} has shape {quoted(y.shape)} of {y.dtype}, and classes are one number an example"
            " (the targets of a regression are floats)"
        )
    if y.shape[0] * math.prod(y.shape[1:]) * y.dtype.itemsize > 8 * MAX_VALUES:
        raise BadInput(f"{name}, array {y_key!r} takes more than {8 * MAX_VALUES:,} bytes")


def _read(name: str, archive: zipfile.ZipFile, key: str) -> npt.NDArray[Any]:
    try:
        with archive.open(f"{key}.npy") as member:
            array: npt.NDArray[Any] = np.lib.format.read_array(member, allow_pickle=False)
    except MemoryError:
        raise
    except Exception:  # as above
        raise BadInput(f"{name}, array {quoted(key)}: its values are damaged or cut short") from None
    return array


def _data(name: str, inputs: tuple[str, npt.NDArray[Any]], targets: tuple[str, npt.NDArray[Any]]) -> Data:
    (x_key, raw_x), (y_key, raw_y) = inputs, targets
    x = _floats(raw_x)
    if raw_x.ndim > 2 and raw_x.dtype == np.uint8:
        x /= 255.0
    check_values(f"{name}, array {x_key!r}", x)
    input_names = tuple(f"x{i + 1}" for i in range(x.shape[1]))
    if raw_y.dtype.kind == "f":
        y = _floats(raw_y)
        check_values(f"{name}, array {y_key!r}", y)
        return Data(x, y, "regression", input_names, (), name)
    place = f"{name}, array {y_key!r}"
    labels = _texts(place, raw_y) if raw_y.dtype.kind in "SU" else raw_y.reshape(-1)
    indices, class_names = as_classes(place, labels)
    return Data(x, indices, "classification", input_names, class_names, name)


def _texts(place: str, raw: npt.NDArray[Any]) -> npt.NDArray[np.object_]:
    try:
        texts = [text.decode() if isinstance(text, bytes) else text for text in raw.reshape(-1).tolist()]
    except ValueError:  # bytes that are not UTF-8, or code points beyond Unicode
        raise BadInput(f"{place} holds text that is not Unicode, and names of classes must be") from None
    return np.array(texts, dtype=object)


def _floats(raw: npt.NDArray[Any]) -> Floats:
    """Return a float64 copy (examples, values)."""
    # a long double too large becomes inf, a signalling NaN a quiet one: `check_values` reports both
    with np.errstate(over="ignore", invalid="ignore"):
        return raw.reshape(len(raw), -1).astype(np.float64)
