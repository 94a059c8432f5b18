"""The limits bound the size of a data set and its values; a data set beyond them raises a sentence.

The number of examples is limited because every unit is measured on the whole training set, and the number of values
because the data are held in memory (56 million are 450 MB in float64: the 70,000 images of MNIST fit, in float32).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.number_text import whole
from actviz.registry import BadInput, quoted
from actviz.translation import mark, tr

MIN_EXAMPLES = 2
MAX_EXAMPLES = 200_000
MAX_INPUTS = 20_000
MAX_OUTPUTS = 1_000  # classes, or targets of a regression
MAX_VALUES = 56_000_000  # examples times inputs
MAX_FILE_BYTES = 1_000_000_000  # of a text file, unpacked
MAX_LINES = 2_000_000  # of a text file, including blank ones
MAX_LINE_CHARACTERS = 4_000_000
MAX_COLUMNS = 50_000  # of a text file
MAX_SHEET_CELLS = 10_000_000  # of a workbook's sheet, of which each cell takes more memory
MAX_CELLS = 100_000_000  # of a file, before a sample of its rows is drawn
MAX_MAGNITUDE = 1e30  # the network computes in float32


def check_size(name: str, n_examples: int, n_inputs: int, n_outputs: int = 1) -> None:
    """Check the size of the data.

    Raises:
        BadInput: it is outside the limits; the message names the file.
    """
    if n_examples < MIN_EXAMPLES:
        told = mark("{name} has no examples, and at least {least} are needed")
        if n_examples == 1:
            told = mark("{name} has one example, and at least {least} are needed")
        raise BadInput(tr(told, name=name, least=MIN_EXAMPLES))
    if n_examples > MAX_EXAMPLES:
        raise BadInput(
            tr(
                "{name} has {n_examples} examples, and at most {most} can be used (every unit is measured on the "
                "whole training set)",
                name=name,
                n_examples=whole(n_examples),
                most=whole(MAX_EXAMPLES),
            )
        )
    if n_inputs < 1:
        raise BadInput(tr("{name} has no inputs, and at least one is needed", name=name))
    check_width(name, n_inputs)
    if n_examples * n_inputs > MAX_VALUES:
        raise BadInput(
            tr(
                "{name} has {n_examples} examples of {n_inputs} inputs, {n_values} values, and at most {most} can be "
                "used",
                name=name,
                n_examples=whole(n_examples),
                n_inputs=whole(n_inputs),
                n_values=whole(n_examples * n_inputs),
                most=whole(MAX_VALUES),
            )
        )
    if n_outputs < 1:
        raise BadInput(tr("{name} has no targets, and at least one for each example is needed", name=name))
    if n_outputs > MAX_OUTPUTS:
        raise BadInput(
            tr(
                "{name} has {n_outputs} targets for each example, and at most {most} can be used",
                name=name,
                n_outputs=whole(n_outputs),
                most=whole(MAX_OUTPUTS),
            )
        )


def check_width(name: str, n_inputs: int) -> None:
    """Check how many inputs an example has, before anything is made for each of them.

    Raises:
        BadInput: they are more than can be used.
    """
    if n_inputs > MAX_INPUTS:
        raise BadInput(
            tr(
                "{name} has {n_inputs} inputs, and at most {most} can be used",
                name=name,
                n_inputs=whole(n_inputs),
                most=whole(MAX_INPUTS),
            )
        )


def usable(values: Floats) -> bool:
    """Whether every value is finite and within `MAX_MAGNITUDE`."""
    return values.size == 0 or bool(values.min() >= -MAX_MAGNITUDE and values.max() <= MAX_MAGNITUDE)


def check_values(place: str, values: Floats) -> None:
    """Check that all `values`, (examples, columns), are usable.

    Raises:
        BadInput: naming the first value that is not.
    """
    if usable(values):
        return
    row, column = np.argwhere(~(np.abs(values) <= MAX_MAGNITUDE))[0]
    raise BadInput(
        tr(
            "{place}, example {row}, value {column}: {fault}",
            place=place,
            row=row + 1,
            column=column + 1,
            fault=value_fault(float(values[row, column])),
        )
    )


def value_fault(value: float) -> str:
    """Return the fault of a value that is not usable."""
    if math.isfinite(value):
        told = mark("{value} is too large (numbers must be within ±{most})")
        return tr(told, value=f"{value:g}", most=f"{MAX_MAGNITUDE:g}")
    return tr("{value} is not finite (numbers must be finite)", value=f"{value:g}")


def as_classes(place: str, labels: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    """Return class indices (N,) and the sorted names.

    Raises:
        BadInput: there are not 2..1,000 classes.
    """
    values, indices = np.unique(labels, return_inverse=True)
    if len(values) < 2:
        raise BadInput(
            tr(
                "{place} has only one class, {name}, and at least 2 are needed",
                place=place,
                name=quoted(str(values[0])),
            )
        )
    if len(values) > MAX_OUTPUTS:
        raise BadInput(
            tr(
                "{place} has {n} classes, and at most {most} can be used (--target chooses another target, --task "
                "regression takes numbers as numbers)",
                place=place,
                n=whole(len(values)),
                most=whole(MAX_OUTPUTS),
            )
        )
    return indices.astype(np.int64).reshape(-1), tuple(str(value) for value in values)
