"""Arrays of inputs and of targets, as NPZ, NPY and IDX files hold them, become a Table.

An array's header is read and checked before its values are; nothing is ever unpickled. An example of several
dimensions is flattened. Bytes are pixels, and scaled to 0..1, if an example has several dimensions or at least 64.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.limits import MAX_CELLS, MAX_OUTPUTS, check_width
from actviz.data.reading.progress import Progress
from actviz.data.reading.table import Table, Texts
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.registry import BadInput, quoted
from actviz.translation import tr

Array = npt.NDArray[Any]

MAX_HEADER_BYTES = 10_000  # NumPy's own limit, which it checks only after it has read the whole header
LEAST_PIXELS = 64  # of a flat image: 8×8
_ROWS_AT_ONCE = 4_096
_HEADERS = {  # by version: the size in bytes of the header's length, and the reader of length and header
    (1, 0): (2, np.lib.format.read_array_header_1_0),
    (2, 0): (4, np.lib.format.read_array_header_2_0),
}


@dataclass(frozen=True)
class ArrayHeader:
    """What the header of an array says; `place` names the array in messages."""

    place: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]

    @property
    def width(self) -> int:
        """Number of values of an example."""
        return math.prod(self.shape[1:])


@dataclass(frozen=True, eq=False)
class Part:
    """Inputs (n, …) and targets (n,) or (n, k) of the training set, or of the test set."""

    x: Array
    y: Array | None


def read_header(place: str, file: IO[bytes]) -> ArrayHeader:
    """Return the header of an array in NumPy's format.

    Raises:
        BadInput: it is damaged or too long.
    """
    try:
        n_bytes, read = _HEADERS[np.lib.format.read_magic(file)]
        length = file.read(n_bytes)
        if int.from_bytes(length, "little") > MAX_HEADER_BYTES:
            raise ValueError("the header is too long")
        shape, _, dtype = read(io.BytesIO(length + file.read(int.from_bytes(length, "little"))))
    except Exception:  # on damage zipfile, its decompressors and the header's parser raise some twenty types
        raise BadInput(tr("{place}: its header is damaged or of an unknown version", place=place)) from None
    return ArrayHeader(place, shape, dtype)


def read_values(place: str, file: IO[bytes]) -> Array:
    """Return an array in NumPy's format, of which the header has been checked.

    Raises:
        BadInput: it is damaged or cut short.
    """
    try:
        array: Array = np.lib.format.read_array(file, allow_pickle=False)
    except MemoryError:
        raise
    except Exception:  # as above
        raise BadInput(tr("{place}: its values are damaged or cut short", place=place)) from None
    return array


def check_inputs(header: ArrayHeader) -> None:
    """Check that an array may be the inputs, or a whole table.

    Raises:
        BadInput: it is not of numbers, or too large.
    """
    _check_kind(header, "biuf")
    check_width(header.place, header.width)
    if math.prod(header.shape) > MAX_CELLS:
        raise BadInput(
            tr(
                "{place} has {n} examples of {width} inputs, {values} values, and at most {most} can be read",
                place=header.place,
                n=whole(header.shape[0]),
                width=whole(header.width),
                values=whole(math.prod(header.shape)),
                most=whole(MAX_CELLS),
            )
        )


def check_table(header: ArrayHeader) -> None:
    """Check that an array may be a table of its own: of two dimensions, or of fields with names.

    Raises:
        BadInput: it may not.
    """
    if header.dtype.names:
        n_cells = math.prod(header.shape) * len(header.dtype.names)
        if header.dtype.hasobject or len(header.shape) != 1 or n_cells > MAX_CELLS:
            raise BadInput(
                tr(
                    "{place} has fields, and they must be one row of at most {most} numbers or texts",
                    place=header.place,
                    most=whole(MAX_CELLS),
                )
            )
        return
    check_inputs(header)
    if len(header.shape) != 2:
        raise BadInput(
            tr(
                "{place} has shape {shape}, and without another file that holds the targets (X.npy beside y.npy) it "
                "must be a table of two dimensions",
                place=header.place,
                shape=quoted(header.shape),
            )
        )


def check_targets(name: str, x: ArrayHeader, y: ArrayHeader) -> None:
    """Check that an array may be the targets of these inputs.

    Raises:
        BadInput: it may not.
    """
    _check_kind(y, "biufUS")
    if x.shape[0] != y.shape[0]:
        raise BadInput(
            tr(
                "{name}: {inputs} has {n} examples and {targets} has {n_targets}, and they must be equal in number",
                name=name,
                inputs=_array(name, x),
                n=whole(x.shape[0]),
                targets=_array(name, y),
                n_targets=whole(y.shape[0]),
            )
        )
    if len(y.shape) > 2:
        raise BadInput(tr("{place} has {n} dimensions, and targets have 1 or 2", place=y.place, n=len(y.shape)))
    if y.width < 1:
        raise BadInput(tr("{name} has no targets, and at least one for each example is needed", name=name))
    if y.width > MAX_OUTPUTS:
        raise BadInput(
            tr(
                "{name} has {width} targets for each example, and at most {most} can be used",
                name=name,
                width=whole(y.width),
                most=whole(MAX_OUTPUTS),
            )
        )
    if math.prod(y.shape) * y.dtype.itemsize > 8 * MAX_CELLS:
        raise BadInput(tr("{place} takes more than {most} bytes", place=y.place, most=whole(8 * MAX_CELLS)))


def check_alike(name: str, train: ArrayHeader, test: ArrayHeader) -> None:
    """Check that the test set's examples are of the training set's shape.

    Raises:
        BadInput: they are not.
    """
    if train.shape[1:] != test.shape[1:]:
        raise BadInput(
            tr(
                "{name}: {train} has examples of shape {shape} and {test} of {test_shape}, and they must be equal",
                name=name,
                train=_array(name, train),
                shape=quoted(train.shape[1:]),
                test=_array(name, test),
                test_shape=quoted(test.shape[1:]),
            )
        )


def table_of_arrays(name: str, parts: Sequence[Part], progress: Progress) -> Table:
    """Return the table of the training set's arrays, and of the test set's if there are two parts.

    Raises:
        BadInput: the targets are texts that are not Unicode.
    """
    train = parts[0]
    n = sum(len(part.x) for part in parts)
    width = math.prod(train.x.shape[1:])
    is_image = train.x.dtype == np.uint8 and (
        train.x.ndim > 2 or (width >= LEAST_PIXELS and n > 0 and int(train.x.max()) > 1)
    )
    block, notes = _block(parts, n, width, is_image, progress), tuple[str, ...]()
    if is_image and train.x.ndim == 2:
        notes = (tr("the {n} bytes of each example were taken as pixels and divided by 255", n=whole(width)),)
    columns = [f"{'column ' if train.y is None else 'x'}{i}" for i in range(1, width + 1)]
    others: dict[int, Floats | Texts] = {}
    if train.y is not None:
        targets = [_columns(name, part.y) for part in parts if part.y is not None]
        k = len(targets[0])
        columns += ["y"] if k == 1 else [f"y{i}" for i in range(1, k + 1)]
        others = {width + i: np.concatenate([target[i] for target in targets]) for i in range(k)}
    n_test = n - len(train.x)
    if n_test:
        notes = (*notes, tr("the {n} examples of its own test set are the test set", n=whole(n_test)))
    return Table(
        name, tuple(columns), block, tuple(range(width)), others, has_names=False, targets=tuple(others),
        n_test=n_test, is_image=is_image, notes=notes,
    )  # fmt: skip


def named(table: Table, inputs: Sequence[str], classes: Sequence[str]) -> Table:
    """Return the table of arrays with the names of its inputs, and of its classes 0, 1, …, where these fit."""
    columns, others = table.columns, dict(table.others)
    targets = [columns[target] for target in table.targets]
    titles = [*inputs, *targets]
    if len(titles) == len(columns) and all(inputs) and len(set(titles)) == len(titles):
        columns = tuple(titles)
    if len(targets) == 1 and all(classes) and len(set(classes)) == len(classes):
        codes = table.values(table.targets[0])
        if codes.dtype.kind == "i" and set(np.unique(codes).tolist()) <= set(range(len(classes))):
            others[table.targets[0]] = np.array([classes[code] for code in codes.tolist()], dtype=object)
    return replace(table, columns=columns, others=others)


def table_of_fields(name: str, values: Array) -> Table:
    """Return the table of an array with named fields.

    Raises:
        BadInput: a field is neither of numbers nor of texts.
    """
    others: dict[int, Floats | Texts] = {}
    numbers = []
    for i, field in enumerate(values.dtype.names or ()):
        column = values[field]
        _check_kind(
            ArrayHeader(tr("{name}, field {field}", name=name, field=quoted(field)), column.shape, column.dtype),
            "biufUS",
        )
        if column.ndim != 1:
            raise BadInput(
                tr(
                    "{name}, field {field} has several values in a row, and one is needed",
                    name=name,
                    field=quoted(field),
                )
            )
        if column.dtype.kind in "iuf":
            numbers.append(i)
        else:
            others[i] = _texts(name, column)
    names = tuple(values.dtype.names or ())
    block = (
        np.stack([values[names[i]].astype(np.float64) for i in numbers], axis=1)
        if numbers
        else np.empty((len(values), 0))
    )
    return Table(name, names, block, tuple(numbers), others)


def _block(parts: Sequence[Part], n: int, width: int, is_image: bool, progress: Progress) -> Floats:
    """Return the inputs of all parts (n, width): float32 if nothing is lost by it, else float64."""
    exact = all(np.can_cast(part.x.dtype, np.float32) for part in parts)
    if len(parts) == 1 and parts[0].x.dtype in (np.float32, np.float64) and parts[0].x.flags.c_contiguous:
        return parts[0].x.reshape(n, width)
    block = np.empty((n, width), np.float32 if exact else np.float64)
    start = 0
    for part in parts:
        rows = part.x.reshape(len(part.x), width)
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            progress(start / max(1, n))
            some = rows[first : first + _ROWS_AT_ONCE]
            # a long double too large becomes inf, a signalling NaN a quiet one
            with np.errstate(over="ignore", invalid="ignore"):
                block[start : start + len(some)] = some
            if is_image:
                block[start : start + len(some)] /= 255.0
            start += len(some)
    return block


def _columns(name: str, y: Array) -> list[Floats | Texts]:
    """Return the targets' columns, (n,) each: numbers as they are, the others as texts."""
    flat = y.reshape(len(y), math.prod(y.shape[1:]))
    if y.dtype.kind == "f":
        with np.errstate(over="ignore", invalid="ignore"):
            flat = flat.astype(np.float64)
    elif y.dtype.kind in "iu":
        flat = flat.astype(np.int64) if y.dtype != np.uint64 else flat.astype(np.float64)
    else:
        flat = _texts(name, flat)
    return [np.ascontiguousarray(flat[:, i]) for i in range(flat.shape[1])]


def _texts(name: str, raw: Array) -> Texts:
    try:
        texts = [text.decode() if isinstance(text, bytes) else str(text).strip() for text in raw.reshape(-1).tolist()]
    except ValueError:  # bytes that are not UTF-8, or code points beyond Unicode
        raise BadInput(
            tr("{name}: the targets hold text that is not Unicode, and names of classes must be", name=name)
        ) from None
    return np.array(texts, dtype=object).reshape(raw.shape)


def _check_kind(header: ArrayHeader, kinds: str) -> None:
    if header.dtype.hasobject:
        raise BadInput(
            tr("{place} holds pickled objects, which are never loaded (store it as numbers)", place=header.place)
        )
    if header.dtype.kind not in kinds:
        raise BadInput(
            tr("{place} is of type {dtype}, and numbers are needed", place=header.place, dtype=str(header.dtype)[:60])
        )
    if not header.shape or min(header.shape) < 0:
        raise BadInput(
            tr(
                "{place} has shape {shape}, and at least one dimension is needed",
                place=header.place,
                shape=quoted(header.shape),
            )
        )


def _array(name: str, header: ArrayHeader) -> str:
    return header.place.removeprefix(tr("{name}, {place}", name=name, place=""))
