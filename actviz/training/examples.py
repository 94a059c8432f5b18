"""Examples: what a run trains on, from the configuration's data set or file, or from the caller's arrays."""

from __future__ import annotations

from dataclasses import field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats, Ints
from actviz.data import DATASETS, Data, split
from actviz.data.datasets import Task
from actviz.data.limits import MAX_OUTPUTS, check_size, check_values
from actviz.data.split import Units, n_training, rows_with_ones
from actviz.data.task_changes import TASK_CHANGES
from actviz.frozen import dataclass
from actviz.nn.losses import Loss, loss_for
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.config.field import ConfigError
from actviz.training.config.network_shape import check_network_size
from actviz.training.config.seeds import seeds
from actviz.translation import tr

Rng = np.random.Generator


@dataclass(frozen=True, eq=False)
class Examples:
    """Training and test examples as the network sees them; x (N, n_0), y (N,) classes or (N, n_L) targets."""

    train_rows: Floats  # (N, n_0 + 1): a 1 after each example's inputs
    train_y: NDArray[Any]
    test_x: Floats
    test_y: NDArray[Any]
    data: Data  # before split and standardisation
    target_units: Units | None = None  # of standardised targets; None where they are the data's own
    input_units: Units | None = None  # of standardised inputs; the same
    is_given: bool = False  # by the caller: the configuration does not lead to these data
    order: Ints | None = None  # (n_0,) which of the data's inputs comes where; None where they are in their own order
    of_tasks: dict[tuple[object, ...], Examples] = field(default_factory=dict)  # made of these lately, see `tasks`

    @property
    def train_x(self) -> Floats:
        """The training inputs, (N, n_0)."""
        return self.train_rows[:, :-1]

    def inputs(self, dtype: np.dtype[Any]) -> tuple[Floats, Floats]:
        """Return `train_rows` and `test_x` in a network's dtype, not to be written into: all trainers share them."""
        if dtype == np.float32:
            return self._in_float32
        return self.train_rows.astype(dtype, copy=False), self.test_x.astype(dtype, copy=False)

    @cached_property
    def _in_float32(self) -> tuple[Floats, Floats]:
        return self.train_rows.astype(np.float32, copy=False), self.test_x.astype(np.float32, copy=False)


def own_examples(config: RunConfig) -> Examples:
    """Draw or read the configuration's data with its own seeds. They depend on nothing but the shared fields.

    Raises:
        BadInput: a file that cannot be used.
    """
    data, split_seed = seeds(config)[:2]
    return configured_examples(config, np.random.default_rng(data), np.random.default_rng(split_seed))


def configured_examples(config: RunConfig, data_rng: Rng, split_rng: Rng) -> Examples:
    """Draw or read the configuration's data, split and standardise it.

    Raises:
        BadInput: a file that cannot be used.
    """
    if config.data_path is not None:
        from actviz.data.reading.loading import load_chosen  # not every run has a file

        data = load_chosen(config.data_path, config.choices, config.seed)
    else:
        data = DATASETS[config.dataset].generate(config.n_examples, config.noise, data_rng)
    return split_examples(config, data, split_rng)


def examples_of(config: RunConfig, data: Data) -> Examples:
    """Split and standardise data that was read before, as a trainer that reads the configuration's file does."""
    examples = split_examples(config, data, np.random.default_rng(seeds(config).split))
    return replace(examples, is_given=config.data_path is None)


def split_examples(config: RunConfig, data: Data, rng: Rng) -> Examples:
    """Split and standardise data as configured."""
    parts = split(data, config.test_fraction, config.standardize, rng, bool(config.standardize_targets))
    return Examples(
        parts.train_rows, parts.train_y, parts.test_x, parts.test_y, data, parts.target_units, parts.input_units
    )


def given_examples(x: Any, y: Any) -> Examples:
    """Take copies of the caller's arrays as they are: no split, no standardisation.

    Raises:
        BadInput: shapes that do not fit, values that are not finite, or a class index below 0.
    """
    return unsplit_examples(_as_data(x, y))


def unsplit_examples(data: Data) -> Examples:
    """Take all of the data as training examples, as they are."""
    return Examples(rows_with_ones(data.x), data.y, data.x[:0], data.y[:0], data, is_given=True)


def _as_data(x: Any, y: Any) -> Data:
    inputs, targets = _numbers("x", x).astype(np.float64), _numbers("y", y)
    if inputs.ndim != 2 or len(inputs) == 0:
        raise BadInput(
            tr("x must be (examples, inputs) with at least one example, got shape {shape}", shape=inputs.shape)
        )
    if targets.ndim == 0 or len(targets) != len(inputs):
        raise BadInput(
            tr(
                "y must hold one target for each of x's {n} examples, got shape {shape}",
                n=len(inputs),
                shape=targets.shape,
            )
        )
    check_size("x", max(2, len(inputs)), inputs.shape[1])
    check_values("x", inputs)
    names = tuple(f"x{i}" for i in range(1, inputs.shape[1] + 1))
    if targets.dtype.kind in "iub":
        return Data(inputs, _classes(targets), "classification", names, _class_names(targets), "arrays")
    if targets.ndim > 2:
        raise BadInput(tr("float y must be (examples,) or (examples, outputs), got shape {shape}", shape=targets.shape))
    columns = targets.reshape(len(inputs), -1).astype(np.float64)
    check_size("y", max(2, len(columns)), 1, columns.shape[1])
    check_values("y", columns)
    return Data(inputs, columns, "regression", names, (), "arrays")


def _numbers(name: str, values: Any) -> NDArray[Any]:
    try:
        array = np.array(values)
    except ValueError:
        raise BadInput(tr("{name} must be an array, and its rows have different lengths", name=name)) from None
    if array.dtype.kind not in "iubf":
        raise BadInput(tr("{name} must hold numbers, got {dtype}", name=name, dtype=array.dtype))
    return array


def _classes(targets: NDArray[Any]) -> NDArray[np.int64]:
    if targets.ndim != 1:
        raise BadInput(
            tr("integer y must be (examples,), one class index each, got shape {shape}", shape=targets.shape)
        )
    if int(targets.min()) < 0 or int(targets.max()) >= MAX_OUTPUTS:
        wrong = int(targets.min()) if int(targets.min()) < 0 else int(targets.max())
        raise BadInput(
            tr("integer y must be class indices between 0 and {most}, got {wrong}", most=MAX_OUTPUTS - 1, wrong=wrong)
        )
    return targets.astype(np.int64)


def _class_names(targets: NDArray[Any]) -> tuple[str, ...]:
    return tuple(str(i) for i in range(max(2, int(targets.max()) + 1)))


def fitting_loss(config: RunConfig, data: Data) -> Loss:
    """Return the configuration's loss, or the one that suits the data's task.

    Raises:
        ConfigError: a loss of the other task.
    """
    return _loss_for(config, data.task, data.source)


def check_fits(config: RunConfig, data: Data | None) -> None:
    """Refuse a configuration that does not fit what it is to train on; nothing is drawn or read for that.

    `data` is None for the configuration's built-in data set.

    Raises:
        ConfigError: a loss of the other task, or a network too large for the memory.
    """
    if data is not None:
        task, source, n, ends = data.task, data.source, data.n_examples, (data.n_inputs, data.n_outputs)
        n_test = data.n_test
    else:
        entry = DATASETS[config.dataset]
        task, source, ends = entry.task, entry.key, (entry.n_inputs, entry.n_outputs)
        n, n_test = min(config.n_examples, entry.fixed_size or config.n_examples), 0
    _loss_for(config, task, source)
    check_task(config, task, source, *ends)
    batch = min(config.batch_size, n_training(n, config.test_fraction, n_test))
    check_network_size((ends[0], *config.hidden, ends[1]), batch)


def check_task(config: RunConfig, task: Task, source: str, n_inputs: int, n_outputs: int) -> None:
    """Refuse a change of the task that the data cannot make.

    Raises:
        ConfigError: naming the change and what the data lack.
    """
    change = TASK_CHANGES[config.task_change]
    if change.for_classes and task != "classification":
        raise ConfigError(
            tr(
                "task_change {key} needs classes, and {source} is a regression: use 'labels'",
                key=repr(change.key),
                source=source,
            )
        )
    if change.reorder is not None and n_inputs < 2:
        raise ConfigError(
            tr(
                "task_change {key} needs at least 2 inputs, and {source} has {n_inputs}",
                key=repr(change.key),
                source=source,
                n_inputs=n_inputs,
            )
        )
    if change.other_data and config.task_dataset is not None:
        other = DATASETS[config.task_dataset]
        if other.shape != (task, n_inputs, n_outputs):
            raise ConfigError(
                tr(
                    "task_dataset {key} must have the shape of {source}, a {task} with {n_inputs} inputs and "
                    "{n_outputs} outputs, got a {other_task} with {other_inputs} inputs and {other_outputs} outputs",
                    key=repr(other.key),
                    source=source,
                    task=tr(task),
                    n_inputs=n_inputs,
                    n_outputs=n_outputs,
                    other_task=tr(other.task),
                    other_inputs=other.n_inputs,
                    other_outputs=other.n_outputs,
                )
            )


def _loss_for(config: RunConfig, task: Task, source: str) -> Loss:
    loss = loss_for(task, config.loss)
    if loss.task == task:
        return loss
    raise ConfigError(
        tr(
            "loss {loss} does not fit {source}, which is a {task}: use {key}",
            loss=repr(config.loss),
            source=source,
            task=task,
            key=repr(loss_for(task, None).key),
        )
    )


def map_extent(x: Floats) -> tuple[float, float, float, float] | None:
    """Return x0, x1, y0, y1 of a square around two-dimensional examples, or None for others."""
    if x.shape[1] != 2:
        return None
    low, high = x.min(axis=0), x.max(axis=0)
    middle, half = (low + high) / 2.0, 0.575 * float((high - low).max() or 1.0)
    return (
        float(middle[0] - half),
        float(middle[0] + half),
        float(middle[1] - half),
        float(middle[1] + half),
    )
