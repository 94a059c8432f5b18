"""Tasks: a run may learn several in a row, each with other labels, inputs or data; see `data.task_changes`.

Task k is learned from step k · `task_every` on. Its examples follow from the run's own examples, the seed and k alone,
so that any step of the run can be computed again from any checkpoint. The state after s steps belongs to task
s // `task_every`: at the step of a change everything is already of the new task.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from actviz.arrays import Ints
from actviz.data import DATASETS
from actviz.data.split import Units
from actviz.data.task_changes import TASK_CHANGES
from actviz.training.config.config import RunConfig
from actviz.training.config.seeds import task_seed
from actviz.training.examples import Examples, split_examples

NEVER = 1 << 60  # a step
KEPT_BYTES, MOST_KEPT = 100_000_000, 4  # of examples of tasks that may be wanted again, by another lane or the cursor


def task_at(config: RunConfig, step: int) -> int:
    """Return the number of the task, from 0, to which the state after `step` steps belongs."""
    return 0 if config.task_change == "none" else step // config.task_every


def next_task_step(config: RunConfig, step: int) -> int:
    """Return the first step after this one at which another task begins."""
    return NEVER if config.task_change == "none" else (step // config.task_every + 1) * config.task_every


def task_examples(config: RunConfig, first: Examples, task: int) -> Examples:
    """Return the examples of a task; `first` are those of task 0, which keeps the latest ones made."""
    if not task or config.task_change == "none":
        return first
    key = config.task_change, config.task_dataset, config.seed, task
    found = first.of_tasks.get(key)
    if found is None:
        found = _made(config, first, task)
        n_kept = max(1, min(MOST_KEPT, KEPT_BYTES // (found.train_rows.nbytes + found.test_x.nbytes + 1)))
        for old in list(first.of_tasks)[: max(0, len(first.of_tasks) + 1 - n_kept)]:
            first.of_tasks.pop(old, None)
        first.of_tasks[key] = found
    return found


def _made(config: RunConfig, first: Examples, task: int) -> Examples:
    change = TASK_CHANGES[config.task_change]
    if change.other_data:
        return _of_other_data(config) if task % 2 else first
    made = first
    if change.relabel is not None:
        # a generator for each part: classes change places in the same way in both
        train_y, test_y = (
            change.relabel(y, first.data.n_outputs, np.random.default_rng(task_seed(config, task)), task)
            for y in (first.train_y, first.test_y)
        )
        made = replace(made, train_y=train_y, test_y=test_y, of_tasks={})
    if change.reorder is not None:
        order = change.reorder(first.data.n_inputs, np.random.default_rng(task_seed(config, task)), task)
        made = _with_inputs_in(order, made)
    return made


def _of_other_data(config: RunConfig) -> Examples:
    assert config.task_dataset is not None
    drawn, chosen = task_seed(config, 1).spawn(2)
    data = DATASETS[config.task_dataset].generate(config.n_examples, config.noise, np.random.default_rng(drawn))
    return split_examples(config, data, np.random.default_rng(chosen))


def _with_inputs_in(order: Ints, examples: Examples) -> Examples:
    units = examples.input_units
    if units is not None:
        units = Units(units.mean[order], units.deviation[order])
    rows = np.ascontiguousarray(examples.train_rows[:, np.append(order, len(order))])  # the ones stay last
    test_x = np.ascontiguousarray(examples.test_x[:, order])
    return replace(
        examples, train_rows=rows, test_x=test_x, input_units=units, order=_composed(examples.order, order), of_tasks={}
    )


def _composed(before: Ints | None, order: Ints) -> Ints:
    return order if before is None else before[order]


def input_names(examples: Examples) -> tuple[str, ...]:
    """Return the inputs' names in the order in which the network has them."""
    names = examples.data.input_names
    return names if examples.order is None else tuple(names[i] for i in examples.order.tolist())
