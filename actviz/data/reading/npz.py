"""An NPZ file is an archive of NumPy with an array of inputs and one of targets, perhaps with those of a test set."""

from __future__ import annotations

import zipfile

from actviz.data.reading.arrays import (
    Array,
    ArrayHeader,
    Part,
    check_alike,
    check_inputs,
    check_targets,
    named,
    read_header,
    read_values,
    table_of_arrays,
)
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.progress import Progress
from actviz.data.reading.source import Source
from actviz.data.reading.table import Table
from actviz.joined_text import clauses, listed
from actviz.registry import BadInput, quoted
from actviz.translation import mark, tr

PAIRS = (  # of inputs and targets; where both have "train" in their names, those with "test" are the test set
    ("x", "y"), ("X", "y"), ("X", "Y"), ("x_train", "y_train"), ("X_train", "y_train"), ("X_train", "Y_train"),
    ("train_x", "train_y"), ("train_images", "train_labels"), ("images_train", "labels_train"), ("images", "labels"),
    ("data", "target"), ("data", "labels"), ("inputs", "targets"), ("features", "labels"), ("arr_0", "arr_1"),
)  # fmt: skip
INPUT_NAMES, CLASS_NAMES = ("feature_names", "columns"), ("target_names", "class_names", "label_names", "classes")
MAX_NAME_BYTES = 10_000_000  # of all names together


def read_npz(source: Source, _choices: DataChoices, progress: Progress) -> Table:
    """Return the table in an NPZ file; its arrays are read only after their headers are checked.

    Raises:
        BadInput: the file has a fault.
    """
    with source.open() as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise BadInput(tr("{name} is not an NPZ file: it is a damaged zip archive", name=source.name)) from None
        with archive:
            return _Archive(source.name, archive).table(progress)


class _Archive:
    """The arrays of an NPZ file."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name, self._archive = name, archive
        self._keys = [member.removesuffix(".npy") for member in archive.namelist() if member.endswith(".npy")]

    def table(self, progress: Progress) -> Table:
        """Read the pair of inputs and targets, and that of the test set if there is one; or the only array."""
        if len(self._keys) == 1 and len((only := self._header(self._keys[0])).shape) == 2:
            check_inputs(only)
            return table_of_arrays(self._name, [Part(self._values(self._keys[0]), None)], progress)
        x, y = self._pair()
        headers = self._checked(x, y)
        pairs = [(x, y)]
        test = (x.replace("train", "test"), y.replace("train", "test"))
        if test != (x, y) and set(test) <= set(self._keys):
            for train_header, test_header in zip(headers, self._checked(*test), strict=True):
                check_alike(self._name, train_header, test_header)
            pairs.append(test)
        table = table_of_arrays(self._name, [Part(*map(self._values, pair)) for pair in pairs], progress)
        return named(table, self._names(INPUT_NAMES), self._names(CLASS_NAMES))

    def _names(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return the texts of the first of these arrays that the file has; () if none is one of texts."""
        for key in filter(self._keys.__contains__, keys):
            header = self._header(key)
            is_text = header.dtype.kind == "U" and len(header.shape) == 1
            if is_text and header.shape[0] * header.dtype.itemsize <= MAX_NAME_BYTES:
                return tuple(str(name).strip() for name in self._values(key).tolist())
        return ()

    def _pair(self) -> tuple[str, str]:
        for pair in PAIRS:
            if set(pair) <= set(self._keys):
                return pair
        found = ", ".join(quoted(key) for key in self._keys[:10]) + (", …" if len(self._keys) > 10 else "")
        told = mark("{name} holds no arrays, and expected are {expected} or another usual pair of names")
        if self._keys:
            told = mark("{name} holds the arrays {found}, and expected are {expected} or another usual pair of names")
        expected = clauses(listed(map(repr, pair)) for pair in PAIRS[:4])
        raise BadInput(tr(told, name=self._name, found=found, expected=expected))

    def _checked(self, x: str, y: str) -> tuple[ArrayHeader, ArrayHeader]:
        headers = self._header(x), self._header(y)
        check_inputs(headers[0])
        check_targets(self._name, *headers)
        return headers

    def _place(self, key: str) -> str:
        return tr("{name}, array {key}", name=self._name, key=quoted(key))

    def _header(self, key: str) -> ArrayHeader:
        try:
            with self._archive.open(f"{key}.npy") as member:
                return read_header(self._place(key), member)
        except BadInput:
            raise
        except Exception:  # zipfile raises many types on damage
            raise BadInput(
                tr("{place}: its header is damaged or of an unknown version", place=self._place(key))
            ) from None

    def _values(self, key: str) -> Array:
        try:
            with self._archive.open(f"{key}.npy") as member:
                return read_values(self._place(key), member)
        except (BadInput, MemoryError):
            raise
        except Exception:  # as above
            raise BadInput(tr("{place}: its values are damaged or cut short", place=self._place(key))) from None
