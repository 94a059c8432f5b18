import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actviz.training import RunConfig, Trainer
from actviz.training.history.history import CAPACITY, CensusColumns, History, StepColumns
from actviz.training.layer_row import LayerRow
from actviz.training.replay import Replay, fork


def states(*dead, seen=-1):
    """Return which units are dead; each was last seen in its former state at `seen`."""
    return np.array(dead, bool), np.full(len(dead), seen), np.full(len(dead), seen)


RESULTS = (1.0, 0.5, 1.0, 0.5)
LAYERS = LayerRow.unknown(2, np.ones((2, 2)))


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300),
    st.sampled_from([4, 8, 32]),
)
def test_thinned_rows_keep_exact_least_largest_and_mean(losses, capacity):
    columns = StepColumns(1, capacity)
    for step, loss in enumerate(losses, 1):
        columns.append(step, loss, [loss])
    n, stride = columns.n, columns.stride
    rows = np.array(losses[: n * stride]).reshape(n, stride)
    assert n < capacity
    assert len(losses) - n * stride < stride
    assert np.array_equal(columns.steps[:n], stride * np.arange(1, n + 1))
    np.testing.assert_allclose(columns.loss[:n, 0], rows.mean(1), rtol=1e-9, atol=1e-6)
    assert np.array_equal(columns.loss[:n, 1:], np.stack([rows.min(1), rows.max(1)], 1))
    assert np.array_equal(columns.values[:n, 0], rows[:, -1])


@given(st.lists(st.integers(1, 50), min_size=1, max_size=30), st.sampled_from([4, 8, 64]))
def test_steps_added_in_blocks_make_the_same_rows_as_one_by_one(blocks, capacity):
    rng = np.random.default_rng(sum(blocks))
    one_by_one, in_blocks = StepColumns(2, capacity), StepColumns(2, capacity)
    step = 1
    for size in blocks:
        losses, values = rng.normal(size=size), rng.normal(size=(size, 2))
        in_blocks.extend(step, losses, values)
        for k in range(size):
            one_by_one.append(step + k, losses[k], values[k])
        step += size
    n = one_by_one.n
    assert (in_blocks.n, in_blocks.stride) == (n, one_by_one.stride)
    assert np.array_equal(in_blocks.steps[:n], one_by_one.steps[:n])
    assert np.array_equal(in_blocks.loss[:n], one_by_one.loss[:n])
    assert in_blocks.gathered == one_by_one.gathered
    assert np.array_equal(in_blocks.values[:n], one_by_one.values[:n])


def test_a_hundred_thousand_steps_and_censuses_stay_within_their_memory():
    history = History(3, (4, 4))
    units = states(0, 0, 0, 0, 1, 0, 0, 0)
    twenty = np.ones(20), np.ones((20, 3))
    for step in range(1, 5001, 20):
        history.add_steps(step, *twenty)
    tracemalloc.start()
    for step in range(5001, 100_001, 20):
        history.add_steps(step, *twenty)
        history.add_units(step + 19, *units)
        history.add_results(step + 19, RESULTS, LayerRow.unknown(3))
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    view = history.view()
    assert grown < 1_000_000
    assert len(view.steps) < CAPACITY
    assert len(view.census_steps) < CAPACITY
    assert view.steps[-1] > 99_900
    assert view.stride == 64


def test_a_step_costs_as_much_at_the_end_of_a_long_run_as_at_its_beginning():
    columns = StepColumns(20)
    columns.stride = 1 << 20  # as after two milliard steps
    begin = time.process_time()
    for step in range(20_000):
        columns.append(step, 1.0, [0.0] * 20)
    assert time.process_time() - begin < 2
    assert columns.n == 0


def test_many_events_are_counted_though_only_the_latest_are_kept():
    history = History(2, (2,))
    for step in range(12_000):
        history.add_units(step, *states(step % 2, 0))
    assert len(history.events) == 10_000
    assert (history.counts.born_dead, history.counts.deaths, history.counts.revivals) == (0, 6000, 5999 + 0)
    assert len(history.view().events) == 10_000
    assert history.view().first_event == 2000 - 1


def test_a_unit_dead_at_step_zero_is_born_dead_and_later_ones_died():
    history = History(3, (2, 2))
    history.add_units(0, *states(1, 0, 0, 0))
    history.add_units(7, *states(0, 0, 0, 1, seen=5))
    events = [(e.step, e.layer, e.unit, e.kind) for e in history.events]
    assert events == [(0, 1, 0, "born dead"), (7, 1, 0, "revival"), (7, 2, 1, "death")]
    assert [s.tolist() for s in history.dead_since] == [[-1, -1], [-1, 7]]
    assert [(e.seen, e.dead_since, e.exact) for e in history.events] == [(0, 0, True), (5, 0, False), (5, 7, False)]


def test_a_run_that_goes_back_takes_its_later_events_back():
    history = History(3, (2, 2))
    for step, dead in ((0, (1, 0, 0, 0)), (4, (1, 1, 0, 0)), (6, (0, 1, 0, 1)), (8, (0, 0, 0, 1))):
        history.add_units(step, *states(*dead, seen=step - 1))
    history.rewind(4)
    assert [(e.step, e.unit) for e in history.events] == [(0, 0), (4, 1)]
    assert [s.tolist() for s in history.dead_since] == [[0, 4], [-1, -1]]
    assert (history.counts.born_dead, history.counts.deaths, history.counts.revivals) == (1, 1, 0)


def test_a_second_census_of_the_same_step_replaces_the_first():
    columns = CensusColumns(1)
    columns.append(5, [1], RESULTS, LAYERS)
    columns.append(5, [2], RESULTS, LAYERS)
    assert columns.n == 1
    assert columns.dead[0, 0] == 2


def test_censuses_thin_out_evenly():
    columns = CensusColumns(1, capacity=8)
    for step in range(100):
        columns.append(step, [step], RESULTS, LayerRow.unknown(2, np.full((2, 2), step)))
    steps = columns.steps[: columns.n]
    assert set(np.diff(steps)) == {16}
    assert np.array_equal(columns.dead[: columns.n, 0], steps)
    assert np.array_equal(columns.signals[: columns.n, 1, 1], steps)


@pytest.mark.parametrize("step", [0, 1, 10, 15, 16, 40, 99])
def test_a_rewind_drops_the_later_rows_and_only_those(step):
    columns = StepColumns(1, capacity=32)
    for s in range(1, 101):
        columns.append(s, 1.0, [1.0])
    before = columns.steps[: columns.n].copy()
    columns.rewind(step)
    assert np.array_equal(columns.steps[: columns.n], before[before <= step])


def test_steps_go_on_in_order_after_a_rewind():
    columns = StepColumns(1, capacity=16)
    for s in range(1, 51):
        columns.append(s, 1.0, [1.0])
    columns.rewind(30)
    for s in range(31, 200):
        columns.append(s, 2.0, [2.0])
    assert (np.diff(columns.steps[: columns.n]) > 0).all()


def test_a_view_is_a_copy():
    trainer = Trainer(RunConfig(hidden=(4,)))
    trainer.advance(20)
    view = trainer.history.view()
    steps, rms = view.steps.copy(), view.rms.copy()
    trainer.advance(3000)
    assert np.array_equal(view.steps, steps)
    assert np.array_equal(view.rms, rms)


def test_every_step_of_a_run_is_in_its_history_once():
    trainer = Trainer(RunConfig(hidden=(4,)))
    for n in (1, 5, 64, 30):
        trainer.advance(n)
    view = trainer.history.view()
    assert view.steps.tolist() == list(range(1, 101))
    assert view.rms.shape == (100, 2)
    assert view.census_steps[0] == 0
    assert (view.loss_low <= view.loss).all()


def every_loss(config, changes, n_steps):
    """Return the loss of each step of a run with these changes, (step, settings): none of them is thinned."""
    trainer = Trainer(config)
    trainer.history.step_columns = StepColumns(trainer.network.n_layers, 2 * n_steps)
    train_through(trainer, changes, n_steps)
    return trainer.history.view().loss


def train_through(trainer, changes, n_steps):
    for step, settings in changes:
        trainer.advance(step - trainer.step)
        trainer.apply(settings)
    while trainer.step < n_steps:
        trainer.advance(n_steps - trainer.step)
        if trainer.divergence is not None:
            trainer.apply({"learning_rate": 0.01 * trainer.config.learning_rate})


def assert_rows_hold_their_steps(trainer, losses):
    view = trainer.history.view()
    n, stride = len(view.steps), view.stride
    assert stride > 1
    assert len(losses) - n * stride < stride
    rows = losses[: n * stride].reshape(n, stride)
    assert np.array_equal(view.steps, stride * np.arange(1, n + 1))
    np.testing.assert_allclose(view.loss, rows.mean(1), rtol=1e-12)
    assert np.array_equal(view.loss_low, rows.min(1))
    assert np.array_equal(view.loss_high, rows.max(1))


@pytest.mark.parametrize("step", [2049, 4501, 4999, 5000, 5003])
def test_a_branch_from_the_middle_of_a_row_has_the_row_whole(step):
    config, changes = RunConfig(hidden=(4,), n_examples=60), [(2000, {"batch_size": 7}), (4500, {"momentum": 0.5})]
    run = Trainer(config)
    train_through(run, changes, 6000)
    branch = fork(Replay(run).go_to(step))
    branch.advance(7000 - step)
    made = [change for change in changes if change[0] < step]
    assert_rows_hold_their_steps(branch, every_loss(config, made, 7000))


@pytest.mark.parametrize("step", [2501, 2502, 2503])
def test_a_divergence_in_the_middle_of_a_row_leaves_the_row_whole(step):
    config = RunConfig(hidden=(8, 8, 8), n_examples=60, activation="leaky_relu")
    changes = [(step, {"learning_rate": 1000.0})]
    run = Trainer(config)
    train_through(run, changes, 4000)
    assert len(run.changes) > 1
    assert_rows_hold_their_steps(run, every_loss(config, changes, 4000))
