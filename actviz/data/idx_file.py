"""IDX files, the format of MNIST and Fashion-MNIST, hold images in one file and labels in another, gzipped or not.

A file consists of two zero bytes, a byte for the type, a byte for the number of dimensions, the dimensions as
big-endian uint32, and the values, big-endian (http://yann.lecun.com/exdb/mnist). Images of uint8 are scaled to 0..1.
"""

from __future__ import annotations

import gzip
import io
import math
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.datasets import Data
from actviz.data.limits import as_classes, check_size, check_values
from actviz.outside_text import file_name
from actviz.registry import BadInput, quoted

TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
MAX_DIMENSIONS = 8
_CHUNK_BYTES = 1 << 20


def load_idx(path: Path) -> Data:
    """Load the images and the labels, given either file; the other one is beside it."""
    images_path, labels_path = _both(path)
    labels = _read(labels_path, images=False)
    images = _read(images_path, images=True)
    if len(images) != len(labels):
        raise BadInput(
            f"{file_name(images_path)} has {len(images):,} images and {file_name(labels_path)} {len(labels):,} labels,"
            " and they must be equal in number"
        )
    y, class_names = as_classes(file_name(labels_path), labels)
    flat = images.reshape(len(images), -1)
    x = np.divide(flat, 255.0, dtype=np.float64) if images.dtype == np.uint8 else _floats(flat)
    check_values(file_name(images_path), x)
    names = tuple(f"x{i + 1}" for i in range(x.shape[1]))
    return Data(x, y, "classification", names, class_names, path.name)


def _floats(raw: npt.NDArray[Any]) -> Floats:
    with np.errstate(invalid="ignore"):  # a signalling NaN becomes a quiet one, which `check_values` reports
        return raw.astype(np.float64)


def _both(path: Path) -> tuple[Path, Path]:
    """Return the paths of the images and of the labels."""
    stem = re.sub(r"\.gz$", "", path.name, flags=re.IGNORECASE)
    word = re.search(r"(images|labels)(?!.*(images|labels))", stem, flags=re.IGNORECASE)
    if word is None:
        raise BadInput(
            f"{file_name(path)} must have 'images' or 'labels' in its name, such as train-images-idx3-ubyte,"
            " so that the other file can be found beside it"
        )
    is_images = word[0].lower() == "images"
    other, digits = ("labels", "1") if is_images else ("images", "342")
    renamed = stem[: word.start()] + other + stem[word.end() :]
    stems = [re.sub(r"idx\d", f"idx{digit}", renamed) for digit in digits]
    candidates = [path.with_name(stem + ending) for stem in dict.fromkeys(stems) for ending in ("", ".gz")]
    candidates.sort(key=lambda candidate: candidate.suffix != path.suffix)  # the same compression first
    for candidate in candidates:
        if candidate.is_file():
            return (path, candidate) if is_images else (candidate, path)
    wanted = file_name(candidates[0])
    raise BadInput(f"{file_name(path)} needs its {other} beside it, and there is no {wanted} in its folder")


def _read(path: Path, *, images: bool) -> npt.NDArray[Any]:
    name = file_name(path)
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        start = _read_up_to(name, file, 4)
        if len(start) == 4 and start[:2] != b"\0\0":
            raise BadInput(f"{name} starts with the bytes {start.hex(' ')}, and an IDX file starts with 00 00")
        n_dimensions = start[3] if len(start) == 4 else 1
        header_bytes = 4 + 4 * n_dimensions
        start += _read_up_to(name, file, header_bytes - len(start))
        if len(start) < header_bytes:
            raise _cut_short(name, header_bytes, len(start), "its header alone")
        code, shape = start[2], struct.unpack(f">{n_dimensions}I", start[4:])
        if code not in TYPES:
            raise BadInput(f"{name}, byte 3: type 0x{code:02x} is unknown, and known are {_known_types()}")
        _check_shape(name, shape, images=images, integers=code <= 0x0C)
        n_bytes = math.prod(shape) * np.dtype(TYPES[code]).itemsize
        values = _read_up_to(name, file, n_bytes)
        if len(values) < n_bytes:
            raise _cut_short(name, header_bytes + n_bytes, header_bytes + len(values), f"a shape of {shape}")
        if not _is_at_its_end(name, file):
            raise BadInput(f"{name} goes on after {header_bytes + n_bytes:,} bytes, the length for a shape of {shape}")
    return np.frombuffer(values, TYPES[code]).reshape(shape)


def _check_shape(name: str, shape: tuple[int, ...], *, images: bool, integers: bool) -> None:
    if images:
        if not 2 <= len(shape) <= MAX_DIMENSIONS:
            raise BadInput(f"{name} has shape {quoted(shape)}, and images have 2..{MAX_DIMENSIONS} dimensions")
        check_size(name, shape[0], math.prod(shape[1:]))
        return
    if len(shape) != 1 or not integers:
        kind = "integers" if integers else "floats"
        raise BadInput(f"{name} holds {kind} of shape {quoted(shape)}, and labels are integers of one dimension")
    check_size(name, shape[0], 1)


def _read_up_to(name: str, file: io.BufferedIOBase, n_bytes: int) -> bytes:
    """Read up to n_bytes in pieces, since a header may declare far more than the file has."""
    content = bytearray()
    try:
        while len(content) < n_bytes and (piece := file.read1(min(_CHUNK_BYTES, n_bytes - len(content)))):
            content += piece
    except EOFError:
        pass  # a gzip file cut short: the caller compares the lengths
    except (gzip.BadGzipFile, zlib.error) as problem:
        raise _damaged(name, problem) from None
    return bytes(content)


def _is_at_its_end(name: str, file: io.BufferedIOBase) -> bool:
    """Whether nothing follows; only this read makes gzip compare its checksum."""
    try:
        return not file.read1(1)
    except EOFError:
        raise BadInput(f"{name} is cut short: the last bytes of its compressed data are missing") from None
    except (gzip.BadGzipFile, zlib.error) as problem:
        raise _damaged(name, problem) from None


def _damaged(name: str, problem: Exception) -> BadInput:
    return BadInput(f"{name} is damaged, and a .gz file must be intact: {problem}")


def _cut_short(name: str, expected: int, found: int, reason: str) -> BadInput:
    return BadInput(f"{name} is cut short: {expected:,} bytes are expected for {reason}, and {found:,} were found")


def _known_types() -> str:
    return ", ".join(f"0x{code:02x}" for code in TYPES)
