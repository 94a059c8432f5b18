"""Saving: writes a network's parameters into a file of weights that `reading` takes back with the same bits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from actviz.frozen import dataclass
from actviz.nn.named_parameter import NamedParameter
from actviz.registry import Registry
from actviz.translation import looked_up, mark
from actviz.weights.naming import OF_KERAS, OF_TORCH, OWN, Naming

Arrays = Mapping[str, npt.NDArray[Any]]


@looked_up("label", "story")
@dataclass(frozen=True)
class SavedFormat:
    """A format in which weights are saved; `story` says whose names the arrays get."""

    key: str
    label: str
    suffix: str
    story: str
    naming: Naming
    write: Callable[[Arrays, IO[bytes]], None]
    library: tuple[str, str, str] | None = None  # a needed one: its module, the extra that installs it, and for what


def save_weights(key: str, parameters: Sequence[NamedParameter], file: IO[bytes]) -> None:
    """Write a network's parameters in the format with this key.

    Raises:
        BadInput: a library that the format needs is not installed.
    """
    entry = SAVED_FORMATS[key]
    entry.write(saved_arrays(entry.naming, parameters), file)


def saved_arrays(naming: Naming, parameters: Sequence[NamedParameter]) -> dict[str, npt.NDArray[Any]]:
    """Return the parameters by the names of a naming, turned as it has them."""
    return {
        name: np.ascontiguousarray(p.view.T if naming.turned and p.kind == "weights" else p.view)
        for name, p in zip(naming.names(parameters), parameters, strict=True)
    }


def _npz(arrays: Arrays, file: IO[bytes]) -> None:
    from actviz.weights.npz import write_npz  # here and below: menus and options list the formats without their modules

    write_npz(arrays, file)


def _safetensors(arrays: Arrays, file: IO[bytes]) -> None:
    from actviz.weights.safetensors import write_safetensors

    write_safetensors(arrays, file)


def _hdf5(arrays: Arrays, file: IO[bytes]) -> None:
    from actviz.weights.hdf5 import write_hdf5

    write_hdf5(arrays, file)


SAVED_FORMATS: Registry[SavedFormat] = Registry(mark("format of weights"))
for _entry in (
    SavedFormat("npz", mark(
        "NPZ, for NumPy",
    ), ".npz", mark("actviz's own names, weights as (inputs, outputs)"), OWN, _npz),
    SavedFormat("safetensors", "safetensors", ".safetensors", mark("PyTorch's names and shapes"), OF_TORCH,
                _safetensors),
    SavedFormat("h5", mark("HDF5, as Keras saves weights"), ".h5", mark("Keras' names"), OF_KERAS, _hdf5,
                ("h5py", "keras", mark("HDF5 files"))),
):  # fmt: skip
    SAVED_FORMATS.add(_entry)
