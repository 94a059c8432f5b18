"""The examples of a table: numbers to train on, made of its columns as they were understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.column_names import column_text
from actviz.data.datasets import Classes, Data, Targets
from actviz.data.limits import MAX_MAGNITUDE, as_classes, check_size, usable, value_fault
from actviz.data.reading.contents import Contents, value_text
from actviz.data.reading.dates import DateForm, date_numbers
from actviz.data.reading.table import Table
from actviz.data.reading.understanding import Understanding
from actviz.registry import BadInput, quoted
from actviz.translation import mark, tr

MISSING = "(missing)"  # the category of an empty cell
OWN_TEST_SET = mark("the test share of the settings is not used, as the data have a test set of their own")
Rows = npt.NDArray[np.int64]


def to_data(table: Table, understanding: Understanding, seed: int = 0) -> Data:
    """Return the examples of a table; a sample of its rows is drawn with the seed.

    Raises:
        BadInput: a value that cannot be used, with its place, or examples beyond the limits.
    """
    examples = _Examples(table, understanding)
    rows = examples.complete_rows()
    n_complete = len(rows)
    y, class_names = examples.targets(rows)
    picked = _sample(rows, y if class_names else None, understanding.n_rows, examples.n_train, seed)
    if picked is not None:
        rows, y = rows[picked], y[picked]
        if class_names:  # of a rare class no example may be left
            y, class_names = as_classes(examples.target_place, np.array(class_names, dtype=object)[y])
    x, names = examples.inputs(rows)
    check_size(table.name, len(rows), x.shape[1], 1 if class_names else y.shape[1])
    return Data(
        x,
        y,
        understanding.task,
        names,
        class_names,
        table.name,
        tuple(table.columns[c] for c in understanding.targets),
        notes=(understanding.sentence, *understanding.notes, *((tr(OWN_TEST_SET),) if table.n_test else ())),
        unsure=understanding.unsure,
        n_test=int((rows >= examples.n_train).sum()),
        is_sample=len(rows) < n_complete,
    )


class _Examples:
    """The columns of a table as numbers, for some of its rows."""

    def __init__(self, table: Table, understanding: Understanding) -> None:
        self.table, self.understanding = table, understanding
        self.n_train = table.n_rows - table.n_test
        self._contents = Contents(table)

    @property
    def target_place(self) -> str:
        """What a message calls the target."""
        column = quoted(column_text(self.table.columns[self.understanding.targets[0]]))
        return tr("{name}, column {column}", name=self.table.name, column=column)

    def complete_rows(self) -> Rows:
        """Return the rows that have a target and, where empty cells are not filled, all inputs."""
        found = self.understanding
        lacking = np.zeros(self.table.n_rows, np.bool_)
        for column in found.targets if found.fills else (*found.targets, *found.inputs):
            missing = self._contents.missing(column)
            if missing is not None:
                lacking |= missing
        return np.flatnonzero(~lacking)

    def targets(self, rows: Rows) -> tuple[Targets, tuple[str, ...]]:
        """Return the targets of these rows, and the names of their classes; () for a regression.

        Raises:
            BadInput: too few or too many classes, or a value that cannot be used.
        """
        found = self.understanding
        if found.is_one_hot:
            table = np.stack([self.table.values(column)[rows] for column in found.targets], axis=1)
            names = np.array([self.table.columns[column] for column in found.targets], dtype=object)
            return as_classes(self.target_place, names[table.argmax(axis=1)])
        if found.task == "classification":
            return self._classes(found.targets[0], rows)
        numbers = np.stack([self._numbers(column, rows) for column in found.targets], axis=1)
        self._check(numbers, rows, found.targets)
        return numbers, ()

    def _classes(self, column: int, rows: Rows) -> tuple[Classes, tuple[str, ...]]:
        values = self.table.values(column)[rows]
        if not self.table.is_text(column):
            self._check(values[:, np.newaxis].astype(np.float64), rows, (column,))
        different = sorted(set(values.tolist()))
        names = tuple(value_text(value) for value in different)
        as_classes(self.target_place, np.array(names, dtype=object))  # for its rules on their number
        return self._codes(values, different), names

    @staticmethod
    def _codes(values: npt.NDArray[Any], different: Sequence[Any]) -> Rows:
        places = {value: place for place, value in enumerate(different)}
        return np.array([places[value] for value in values.tolist()], dtype=np.int64)

    def inputs(self, rows: Rows) -> tuple[Floats, tuple[str, ...]]:
        """Return the inputs (n, d) of these rows, and the names of their columns."""
        columns = self.understanding.inputs
        if all(self._is_plain(column) for column in columns):
            x = self._of_block(columns, rows)
            self._check(x, rows, columns)
            return x, tuple(self.table.columns[column] for column in columns)
        parts: list[Floats] = []
        names: list[str] = []
        of_part: list[int] = []
        for column in columns:
            values, titles = self._one_input(column, rows)
            parts += values
            names += titles
            of_part += [column] * len(titles)
        x = np.stack(parts, axis=1)
        self._check(x, rows, of_part)
        return x, tuple(names)

    def _is_plain(self, column: int) -> bool:
        is_number = column not in self.table.others and self.understanding.columns[column].kind == "number"
        return is_number and not (self.understanding.fills and self._contents.missing(column) is not None)

    def _of_block(self, columns: Sequence[int], rows: Rows) -> Floats:
        """Return these columns of the block, which is not copied where it is used as it is."""
        block = self.table.block
        wanted = set(columns)
        places = [place for place, column in enumerate(self.table.block_at) if column in wanted]
        if places == list(range(places[0], places[-1] + 1)):
            block = block[:, places[0] : places[-1] + 1]
        else:
            block = block[:, places]
        if len(rows) < len(block):
            block = block[rows]
        # a text's numbers are in float32 where they are exact in it
        keeps = block.dtype == np.float64 or self.table.is_image or self.table.lines is not None
        with np.errstate(invalid="ignore"):  # of a signalling NaN
            return np.ascontiguousarray(block) if keeps else block.astype(np.float64)

    def _one_input(self, column: int, rows: Rows) -> tuple[list[Floats], list[str]]:
        """Return what a column becomes: one input, or one for each of its categories."""
        known = self.understanding.columns[column]
        if known.kind in ("number", "date"):
            numbers = self._numbers(column, rows)
            missing = np.isnan(numbers)
            if missing.any():
                trained = numbers[(rows < self.n_train) & ~missing]
                numbers[missing] = np.median(trained) if len(trained) else 0.0
            return [numbers], [known.name]
        texts = self.table.values(column)[rows]
        different = sorted(set(texts.tolist()), key=lambda value: (value == "", value))
        if not self.table.is_text(column):  # numbers that are taken as categories
            different = [value for value in np.unique(texts).tolist() if value == value]
            codes = np.searchsorted(different, texts)  # of NaN: the length
            names = [value_text(value) for value in different] + [MISSING] * bool(np.isnan(texts).any())
        else:
            codes, names = self._codes(texts, different), [text or MISSING for text in different]
        if len(names) <= 2:
            return [(codes == len(names) - 1).astype(np.float64)], [f"{known.name} = {names[-1]}"]
        return (
            [(codes == place).astype(np.float64) for place in range(len(names))],
            [f"{known.name} = {name}" for name in names],
        )

    def _numbers(self, column: int, rows: Rows) -> Floats:
        """Return a column as numbers: dates as days, and the later one of yes and no as 1."""
        values = self.table.values(column)[rows]
        form = self._contents.date_form(column)
        if form is not None:
            return self._days(form, column, values, rows)
        if self.table.is_text(column):
            values = values == self.understanding.columns[column].values[-1]
        with np.errstate(invalid="ignore"):  # of a signalling NaN
            numbers: Floats = values.astype(np.float64)
        return numbers

    def _days(self, form: DateForm, column: int, texts: npt.NDArray[np.object_], rows: Rows) -> Floats:
        try:
            return date_numbers(form, texts)
        except ValueError as problem:
            row = int(problem.args[0])
            raise BadInput(
                tr(
                    "{place}: {text} is not a date as the others (--categorical or --ignore takes the column "
                    "otherwise)",
                    place=self.table.place(int(rows[row]), column),
                    text=quoted(texts[row]),
                )
            ) from None

    def _check(self, values: Floats, rows: Rows, columns: Sequence[int]) -> None:
        """Check that all values (n, d) are usable; `columns` says which column each of them is from.

        Raises:
            BadInput: naming the first value that is not.
        """
        if usable(values):
            return
        row, place = np.argwhere(~(np.abs(values) <= MAX_MAGNITUDE))[0]
        where = self.table.place(int(rows[row]), columns[place])
        raise BadInput(tr("{where}: {fault}", where=where, fault=value_fault(float(values[row, place]))))


def _sample(rows: Rows, classes: Targets | None, n: int, n_train: int, seed: int) -> Rows | None:
    """Return places in `rows` of a random sample of n of them, in order; None for all.

    The classes in the training part are as equal in number as can be; of a test set at most half of n are taken.
    """
    if n >= len(rows):
        return None
    rng = np.random.default_rng(np.random.SeedSequence(seed).spawn(1)[0])  # the seed of a run's data
    train, test = np.flatnonzero(rows < n_train), np.flatnonzero(rows >= n_train)
    n_test = min(len(test), n // 2)
    shuffled = rng.permutation(train)
    if classes is not None:
        shuffled = shuffled[np.argsort(_turns(classes[shuffled]), kind="stable")]
    picked = np.concatenate((shuffled[: n - n_test], rng.permutation(test)[:n_test]))
    picked.sort()
    return picked


def _turns(classes: Targets) -> Rows:
    """Return for each example how many of the same class come before it."""
    order = np.argsort(classes, kind="stable")
    ordered = classes[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    lengths = np.diff(np.append(starts, len(ordered)))
    turns = np.empty(len(classes), np.int64)
    turns[order] = np.arange(len(classes)) - np.repeat(starts, lengths)
    return turns
