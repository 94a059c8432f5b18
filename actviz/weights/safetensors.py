"""safetensors files: 8 bytes with the length of a header, the header as JSON, and the arrays' raw bytes.

The header gives each array's type, shape and place in the bytes; the format's own rules are checked: places follow each
other without gaps and without overlaps up to the end of the file (https://github.com/huggingface/safetensors).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.number_text import whole
from actviz.outside_text import json_value
from actviz.registry import BadInput, quoted
from actviz.translation import mark, tr
from actviz.weights.weight_file import Budget, WeightFile, as_floats

MAX_HEADER_BYTES = 10_000_000
SIZES = {  # bytes of a number, by type
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "I16": 2, "U16": 2, "F16": 2, "BF16": 2, "I32": 4,
    "U32": 4, "F32": 4, "I64": 8, "U64": 8, "F64": 8,
}  # fmt: skip
READ = {"F16": "<f2", "BF16": "<u2", "F32": "<f4", "F64": "<f8"}  # what is read of it; the rest are no weights
WRITTEN = {np.dtype(np.float32): "F32", np.dtype(np.float64): "F64"}


def read_safetensors(name: str, file: IO[bytes], n_bytes: int) -> WeightFile:
    """Return the arrays of floating-point numbers in a safetensors file.

    Raises:
        BadInput: the file has a fault.
    """
    length = int.from_bytes(file.read(8), "little")
    if n_bytes < 8 or length > n_bytes - 8:
        raise BadInput(
            tr("{name} is cut short, or no safetensors file: its header would end beyond the file", name=name)
        )
    if length > MAX_HEADER_BYTES:
        raise BadInput(
            tr(
                "{name} has a header of {length} bytes, and at most {most} can be read",
                name=name,
                length=whole(length),
                most=whole(MAX_HEADER_BYTES),
            )
        )
    try:
        header = json_value(file.read(length).decode())
    except UnicodeDecodeError:
        raise BadInput(tr("{name} is no safetensors file: its header is not UTF-8 text", name=name)) from None
    except BadInput as problem:
        raise BadInput(tr("{name} has a header that cannot be read: {problem}", name=name, problem=problem)) from None
    if not isinstance(header, dict):
        raise BadInput(tr("{name} is no safetensors file: its header is not a table of arrays", name=name))
    header.pop("__metadata__", None)
    body = n_bytes - 8 - length
    places = _places(name, header, body)
    content = file.read(body)
    if len(content) != body:
        raise BadInput(tr("{name} is cut short: its last bytes are missing", name=name))
    arrays: dict[str, Floats] = {}
    others: list[str] = []
    for key, (kind, shape, begin, end) in places.items():
        if kind in READ:
            arrays[key] = _floats(kind, np.frombuffer(memoryview(content)[begin:end], READ[kind])).reshape(shape)
        else:
            others.append(key)
    return WeightFile(name, arrays, tuple(others), is_ordered=False)


def _floats(kind: str, raw: npt.NDArray[Any]) -> Floats:
    if kind == "BF16":  # the upper half of a float32
        return (raw.astype(np.uint32) << 16).view(np.float32)
    return as_floats(raw)


def _places(name: str, header: dict[str, Any], body: int) -> dict[str, tuple[str, tuple[int, ...], int, int]]:
    """Return type, shape, begin and end of each array, checked against each other and the number of bytes."""
    budget, places = Budget(name, body), dict[str, tuple[str, tuple[int, ...], int, int]]()
    budget.check_count(len(header))
    for key, value in header.items():
        place = tr("{name}, array {key}", name=name, key=quoted(key))
        parts = value if isinstance(value, dict) else {}
        kind, shape, offsets = parts.get("dtype"), _counts(parts.get("shape")), _counts(parts.get("data_offsets"))
        if not isinstance(kind, str) or shape is None or offsets is None or len(offsets) != 2:
            raise BadInput(tr("{place}: its header must give dtype, shape and two data_offsets", place=place))
        if kind not in SIZES:
            raise BadInput(tr("{place} is of the type {kind}, which is not known", place=place, kind=quoted(kind)))
        budget.add(key, shape, SIZES[kind])
        begin, end = offsets
        if not begin <= end <= body:
            raise BadInput(
                tr(
                    "{place}: its bytes {begin} to {end} are not within the file's {body}",
                    place=place,
                    begin=whole(begin),
                    end=whole(end),
                    body=whole(body),
                )
            )
        if math.prod(shape) * SIZES[kind] != end - begin:
            raise BadInput(
                tr(
                    "{place}: {kind} of the shape {shape} takes {n} bytes, and its place has {end}",
                    place=place,
                    kind=kind,
                    shape=quoted(shape),
                    n=whole(math.prod(shape) * SIZES[kind]),
                    end=whole(end - begin),
                )
            )
        places[key] = kind, shape, begin, end
    reached = 0
    for key, (_, _, begin, end) in sorted(places.items(), key=lambda item: item[1][2:]):
        if begin != reached:
            told = mark("{name}, array {key}: its bytes leave a gap before them, and arrays must follow each other")
            if begin < reached:
                told = mark(
                    "{name}, array {key}: its bytes overlap those of another array, and arrays must follow each other"
                )
            raise BadInput(tr(told, name=name, key=quoted(key)))
        reached = end
    if reached != body:
        raise BadInput(
            tr(
                "{name} has {body} bytes after its last array, and must have none",
                name=name,
                body=whole(body - reached),
            )
        )
    return places


def _counts(value: Any) -> tuple[int, ...] | None:
    """Return a list of whole numbers as such; None for anything else."""
    is_list = isinstance(value, list) and all(
        isinstance(n, int) and not isinstance(n, bool) and 0 <= n < 1 << 63 for n in value
    )
    return tuple(value) if is_list else None


def write_safetensors(arrays: Mapping[str, npt.NDArray[Any]], file: IO[bytes]) -> None:
    """Write arrays of float32 or float64 by name."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    reached = 0
    for name, array in arrays.items():
        end = reached + array.nbytes
        header[name] = {"dtype": WRITTEN[array.dtype], "shape": list(array.shape), "data_offsets": [reached, end]}
        reached = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # so that the numbers begin at a multiple of 8
    file.write(len(text).to_bytes(8, "little") + text)
    for array in arrays.values():
        file.write(np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False).tobytes())
