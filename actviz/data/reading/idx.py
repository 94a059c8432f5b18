"""IDX files, the format of MNIST and Fashion-MNIST, hold images in one file and labels in another, gzipped or not.

A file consists of two zero bytes, a byte for the type, a byte for the number of dimensions, the dimensions as
big-endian uint32, and the values, big-endian (http://yann.lecun.com/exdb/mnist). Images of uint8 are scaled to 0..1.
The files t10k-… beside train-… are the test set.
"""

from __future__ import annotations

import math
import re
import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from actviz.data.limits import MAX_CELLS, check_width
from actviz.data.reading.arrays import Array, ArrayHeader, Part, check_alike, table_of_arrays
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.progress import Progress
from actviz.data.reading.source import Source, source_of
from actviz.data.reading.table import Table
from actviz.outside_text import file_name
from actviz.registry import BadInput, quoted

TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
MAX_DIMENSIONS = 8
_TEST_NAMES = (("train", "t10k"), ("train", "test"))


def read_idx(source: Source, _choices: DataChoices, progress: Progress) -> Table:
    """Return the images and the labels, given either file; the other one is beside it.

    Raises:
        BadInput: a file has a fault, or the other one is missing.
    """
    images, labels = _both(source.path)
    parts = [_part(images, labels, source, progress)]
    if test := _test_set(images, labels):
        parts.append(_part(*test, source, progress))
        check_alike(source.name, _header(images, parts[0].x), _header(test[0], parts[1].x))
    return table_of_arrays(source.name, parts, progress)


def _part(images_path: Path, labels_path: Path, source: Source, progress: Progress) -> Part:
    labels = _read(_opened(labels_path, source, progress), images=False)
    images = _read(_opened(images_path, source, progress), images=True)
    if len(images) != len(labels):
        raise BadInput(
            f"{file_name(images_path)} has {len(images):,} images and {file_name(labels_path)} {len(labels):,} labels,"
            " and they must be equal in number"
        )
    return Part(images, labels)


def _header(path: Path, images: Array) -> ArrayHeader:
    return ArrayHeader(file_name(path), images.shape, images.dtype)


def _opened(path: Path, source: Source, progress: Progress) -> Source:
    """Return a file's content, which is at hand if it is that of the file that was opened."""
    return source if path == source.path else source_of(path, progress)


def _both(path: Path) -> tuple[Path, Path]:
    """Return the paths of the images and of the labels."""
    stem = _unpacked_name(path)
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
    candidate = _beside(path, stems)
    if candidate is None:
        raise BadInput(
            f"{file_name(path)} needs its {other} beside it, and there is no {_wanted(path, stems)} in its folder"
        )
    return (path, candidate) if is_images else (candidate, path)


def _unpacked_name(path: Path) -> str:
    return re.sub(r"\.gz$", "", path.name, flags=re.IGNORECASE)


def _wanted(path: Path, stems: list[str]) -> str:
    ending = path.suffix if path.suffix.lower() == ".gz" else ""
    return file_name(path.with_name(stems[0] + ending))


def _beside(path: Path, stems: list[str]) -> Path | None:
    """Return the first of these files that is there, packed as `path` is or otherwise."""
    candidates = [path.with_name(stem + ending) for stem in dict.fromkeys(stems) for ending in ("", ".gz")]
    candidates.sort(key=lambda candidate: candidate.suffix != path.suffix)  # the same compression first
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def _test_set(images: Path, labels: Path) -> tuple[Path, Path] | None:
    """Return the images and the labels of the test set beside a training set."""
    for train, test in _TEST_NAMES:
        names = [_unpacked_name(path) for path in (images, labels)]
        if all(train in name for name in names):
            found = [
                _beside(path, [name.replace(train, test)]) for path, name in zip((images, labels), names, strict=True)
            ]
            if found[0] and found[1]:
                return found[0], found[1]
    return None


def _read(source: Source, *, images: bool) -> npt.NDArray[Any]:
    name, content = source.name, source.all_bytes()
    if len(content) >= 4 and content[:2] != b"\0\0":
        raise BadInput(f"{name} starts with the bytes {content[:4].hex(' ')}, and an IDX file starts with 00 00")
    n_dimensions = content[3] if len(content) >= 4 else 1
    header_bytes = 4 + 4 * n_dimensions
    if len(content) < header_bytes:
        raise _cut_short(name, header_bytes, len(content), "its header alone")
    code, shape = content[2], struct.unpack(f">{n_dimensions}I", content[4:header_bytes])
    if code not in TYPES:
        raise BadInput(f"{name}, byte 3: type 0x{code:02x} is unknown, and known are {_known_types()}")
    _check_shape(name, shape, images=images, integers=code <= 0x0C)
    n_bytes = header_bytes + math.prod(shape) * np.dtype(TYPES[code]).itemsize
    if len(content) < n_bytes:
        raise _cut_short(name, n_bytes, len(content), f"a shape of {shape}")
    if len(content) > n_bytes:
        raise BadInput(f"{name} goes on after {n_bytes:,} bytes, the length for a shape of {shape}")
    return np.frombuffer(content, TYPES[code], offset=header_bytes).reshape(shape)


def _check_shape(name: str, shape: tuple[int, ...], *, images: bool, integers: bool) -> None:
    if images:
        if not 2 <= len(shape) <= MAX_DIMENSIONS:
            raise BadInput(f"{name} has shape {quoted(shape)}, and images have 2..{MAX_DIMENSIONS} dimensions")
        check_width(name, math.prod(shape[1:]))
        if math.prod(shape) > MAX_CELLS:
            raise BadInput(f"{name} has {math.prod(shape):,} values, and at most {MAX_CELLS:,} can be read")
        return
    if len(shape) != 1 or not integers:
        kind = "integers" if integers else "floats"
        raise BadInput(f"{name} holds {kind} of shape {quoted(shape)}, and labels are integers of one dimension")


def _cut_short(name: str, expected: int, found: int, reason: str) -> BadInput:
    return BadInput(f"{name} is cut short: {expected:,} bytes are expected for {reason}, and {found:,} were found")


def _known_types() -> str:
    return ", ".join(f"0x{code:02x}" for code in TYPES)
