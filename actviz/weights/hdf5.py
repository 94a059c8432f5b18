"""HDF5 files of weights as Keras writes them: .weights.h5 and .h5, and the one in a .keras archive; by h5py.

Only what is in the file itself is read: links to other files, and arrays that are stored in other files, are not
followed. Weights come in the order that Keras wrote down (`layer_names` and `weight_names`), or else by their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.number_text import whole
from actviz.registry import BadInput, quoted
from actviz.translation import tr
from actviz.weights.roles import natural
from actviz.weights.weight_file import MAX_ARRAYS, Budget, WeightFile, as_floats

MOST_NESTED = 12  # groups
SKIPPED = ("optimizer", "optimizer_weights")  # at the top: what the optimizer has gathered
PREFIX = "model_weights"


def h5py_for(noun: str) -> Any:
    """Import h5py.

    Raises:
        BadInput: it is not installed; the sentence says how to install it.
    """
    try:
        return import_module("h5py")
    except ImportError:
        raise BadInput(
            tr('{noun} needs the library h5py, which is not installed: pip install "actviz[keras]"', noun=noun)
        ) from None


def read_hdf5(name: str, file: IO[bytes], n_bytes: int) -> WeightFile:
    """Return the arrays of numbers in an HDF5 file.

    Raises:
        BadInput: the file has a fault, or h5py is not installed.
    """
    h5py = h5py_for(name)
    try:
        with h5py.File(file, "r") as content:
            return _read(h5py, name, content, n_bytes)
    except (BadInput, MemoryError):
        raise
    except Exception:  # on damage, h5py raises OSError, RuntimeError, KeyError, ValueError and others
        raise BadInput(tr("{name} is damaged, or no HDF5 file of weights", name=name)) from None


def _read(h5py: Any, name: str, content: Any, n_bytes: int) -> WeightFile:
    budget, arrays, others = Budget(name, n_bytes), dict[str, Floats](), list[str]()
    found = dict(_Walk(h5py, name).datasets(content))
    for key in _ordered(content, found):
        dataset = found[key]
        if dataset.shape is None or dataset.dtype.kind not in "biuf" or dataset.dtype.hasobject:
            others.append(key)
            continue
        if dataset.is_virtual or dataset.external:
            raise BadInput(
                tr(
                    "{name}, array {key}, is stored in another file, and only one file is read",
                    name=name,
                    key=quoted(key),
                )
            )
        budget.add(key, tuple(dataset.shape), dataset.dtype.itemsize)
        arrays[key.removeprefix(f"{PREFIX}/")] = as_floats(np.asarray(dataset[()]))
    return WeightFile(name, arrays, tuple(others))


class _Walk:
    """Goes through all groups of a file. Links may lead round in circles, so what it comes to is counted."""

    def __init__(self, h5py: Any, name: str) -> None:
        self._h5py, self._name, self._n = h5py, name, 0

    def datasets(self, group: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
        """Yield the arrays below a group with their paths, in the order of their names."""
        if depth > MOST_NESTED:
            raise BadInput(
                tr("{name} has groups within groups, more than {most} deep", name=self._name, most=MOST_NESTED)
            )
        self._n += len(group)
        if self._n > MAX_ARRAYS:
            raise BadInput(
                tr(
                    "{name} holds {n} arrays and groups, and at most {most} can be read",
                    name=self._name,
                    n=whole(self._n),
                    most=whole(MAX_ARRAYS),
                )
            )
        for key in sorted(group, key=natural):
            is_own = isinstance(group.get(key, getlink=True), self._h5py.HardLink)
            if not is_own or (depth == 0 and key in SKIPPED):
                continue
            item, place = group[key], f"{path}/{key}" if path else key
            if isinstance(item, self._h5py.Dataset):
                yield place, item
            elif isinstance(item, self._h5py.Group):
                yield from self.datasets(item, place, depth + 1)


def _ordered(content: Any, found: Mapping[str, Any]) -> list[str]:
    """Return the paths in the order that Keras wrote down; those that it does not name come after them."""
    root, prefix = (content[PREFIX], f"{PREFIX}/") if PREFIX in content else (content, "")
    named: dict[str, None] = {}
    for layer in _texts(root.attrs.get("layer_names")):
        if f"{prefix}{layer}" in content:
            for weight in _texts(content[f"{prefix}{layer}"].attrs.get("weight_names")):
                named[f"{prefix}{layer}/{weight}"] = None
    return [key for key in named if key in found] + [key for key in found if key not in named]


def _texts(values: Any) -> list[str]:
    if values is None or np.ndim(values) != 1:
        return []
    return [value.decode(errors="replace") if isinstance(value, bytes) else str(value) for value in values]


def write_hdf5(arrays: Mapping[str, npt.NDArray[Any]], file: IO[bytes]) -> None:
    """Write arrays by their paths.

    Raises:
        BadInput: h5py is not installed.
    """
    with h5py_for(tr("An HDF5 file")).File(file, "w") as content:
        for name, array in arrays.items():
            content.create_dataset(name, data=array)
