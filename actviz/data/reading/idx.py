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
from actviz.number_text import whole
from actviz.outside_text import file_name
from actviz.registry import BadInput, quoted
from actviz.translation import mark, tr

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
            tr(
                "{name} has {n} images and {other} {n_labels} labels, and they must be equal in number",
                name=file_name(images_path),
                n=whole(len(images)),
                other=file_name(labels_path),
                n_labels=whole(len(labels)),
            )
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
            tr(
                "{name} must have 'images' or 'labels' in its name, such as train-images-idx3-ubyte, so that the "
                "other file can be found beside it",
                name=file_name(path),
            )
        )
    is_images = word[0].lower() == "images"
    other, digits = (mark("labels"), "1") if is_images else (mark("images"), "342")
    renamed = stem[: word.start()] + other + stem[word.end() :]
    stems = [re.sub(r"idx\d", f"idx{digit}", renamed) for digit in digits]
    candidate = _beside(path, stems)
    if candidate is None:
        raise BadInput(
            tr(
                "{name} needs its {other} beside it, and there is no {wanted} in its folder",
                name=file_name(path),
                other=tr(other),
                wanted=_wanted(path, stems),
            )
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
        raise BadInput(
            tr(
                "{name} starts with the bytes {bytes}, and an IDX file starts with 00 00",
                name=name,
                bytes=content[:4].hex(" "),
            )
        )
    n_dimensions = content[3] if len(content) >= 4 else 1
    header_bytes = 4 + 4 * n_dimensions
    if len(content) < header_bytes:
        raise _cut_short(name, header_bytes, len(content), tr("its header alone"))
    code, shape = content[2], struct.unpack(f">{n_dimensions}I", content[4:header_bytes])
    if code not in TYPES:
        raise BadInput(
            tr(
                "{name}, byte 3: type 0x{code} is unknown, and known are {known}",
                name=name,
                code=f"{code:02x}",
                known=_known_types(),
            )
        )
    _check_shape(name, shape, images=images, integers=code <= 0x0C)
    n_bytes = header_bytes + math.prod(shape) * np.dtype(TYPES[code]).itemsize
    if len(content) < n_bytes:
        raise _cut_short(name, n_bytes, len(content), tr("a shape of {shape}", shape=shape))
    if len(content) > n_bytes:
        raise BadInput(
            tr(
                "{name} goes on after {n_bytes} bytes, the length for a shape of {shape}",
                name=name,
                n_bytes=whole(n_bytes),
                shape=shape,
            )
        )
    return np.frombuffer(content, TYPES[code], offset=header_bytes).reshape(shape)


def _check_shape(name: str, shape: tuple[int, ...], *, images: bool, integers: bool) -> None:
    if images:
        if not 2 <= len(shape) <= MAX_DIMENSIONS:
            raise BadInput(
                tr(
                    "{name} has shape {shape}, and images have 2..{most} dimensions",
                    name=name,
                    shape=quoted(shape),
                    most=MAX_DIMENSIONS,
                )
            )
        check_width(name, math.prod(shape[1:]))
        if math.prod(shape) > MAX_CELLS:
            raise BadInput(
                tr(
                    "{name} has {n} values, and at most {most} can be read",
                    name=name,
                    n=whole(math.prod(shape)),
                    most=whole(MAX_CELLS),
                )
            )
        return
    if len(shape) != 1 or not integers:
        kind = tr("integers") if integers else tr("floats")
        raise BadInput(
            tr(
                "{name} holds {kind} of shape {shape}, and labels are integers of one dimension",
                name=name,
                kind=kind,
                shape=quoted(shape),
            )
        )


def _cut_short(name: str, expected: int, found: int, reason: str) -> BadInput:
    told = mark("{name} is cut short: {expected} bytes are expected for {reason}, and {found} were found")
    return BadInput(tr(told, name=name, expected=whole(expected), reason=reason, found=whole(found)))


def _known_types() -> str:
    return ", ".join(f"0x{code:02x}" for code in TYPES)
