"""The tables of a recording return the values written to them, and write only the new ones."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from actviz.recording.recorded import RecordedLane
from actviz.recording.schema import BLOCK_ROWS, make_tables
from actviz.recording.tables.changes import write_changes
from actviz.recording.tables.columns import WrittenColumns, write_columns
from actviz.recording.tables.events import (
    N_CAUSE,
    N_EVENT,
    event_blocks,
    pack_causes,
    pack_events,
    unpack_events,
)
from actviz.recording.tables.states import NEW_BYTES, NEW_STATES, Allowance, WrittenStates, write_states
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.config.change import Change
from actviz.training.history.history import History
from actviz.training.snapshot import Cause, EventCounts, UnitEvent

SMALL = RunConfig(hidden=(6, 6), n_examples=60)
BORN_DEAD = UnitEvent(0, 1, 3, "born dead", 0, 0)
DEATH = UnitEvent(70, 2, 5, "death", 64, 70, Cause(65, 66, 7, *np.linspace(-1.0, 1.0, N_CAUSE - 3).tolist()))


@pytest.fixture
def connection():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        make_tables(connection)
        yield connection


def lane_of(trainer):
    return RecordedLane.of(trainer, 1, 0, "A")


def trained(n_steps):
    trainer = Trainer(SMALL)
    trainer.advance(n_steps)
    return trainer


def large_state(n_bytes):
    return replace(trained(1).checkpoint(), parameters=np.zeros(n_bytes // 4, np.float32), optimizer_state={})


def rows(connection, what):
    return connection.execute(f"SELECT {what}").fetchall()


# Events


def test_events_come_back_with_and_without_a_cause():
    events = [BORN_DEAD, DEATH]
    numbers = np.frombuffer(pack_events(events), np.int64).reshape(-1, N_EVENT)
    causes = np.frombuffer(pack_causes(events), np.float64).reshape(-1, N_CAUSE)
    assert unpack_events(numbers, causes, (4, 6)) == events


@pytest.mark.parametrize("wrong", [{"layer": 0}, {"layer": 3}, {"unit": -1}, {"unit": 6}])
def test_an_event_of_a_unit_that_is_not_there_is_refused(wrong):
    numbers = np.frombuffer(pack_events([replace(DEATH, **wrong)]), np.int64).reshape(-1, N_EVENT)
    with pytest.raises(BadInput, match="units that are not there"):
        unpack_events(numbers, np.full((1, N_CAUSE), np.nan), (4, 6))


def test_an_event_stays_in_its_block_when_earlier_ones_are_forgotten():
    events = [replace(DEATH, step=step) for step in range(2 * BLOCK_ROWS + 10)]
    history = History(3, (4, 6))
    history.fill_units(np.full(10, -1), events, EventCounts(0, len(events), 0))
    everything = event_blocks(history)
    history.fill_units(np.full(10, -1), events[BLOCK_ROWS + 5 :], EventCounts(0, len(events), 0))
    rest = event_blocks(history)
    assert (list(everything), list(rest)) == ([0, 1, 2], [1, 2])
    assert rest == {1: everything[1][5:], 2: everything[2]}


# Columns


def test_of_columns_that_grew_only_the_last_blocks_are_written_again(connection):
    trainer = trained(600)
    written = write_columns(connection, lane_of(trainer), WrittenColumns())
    before = dict(rows(connection, "name || block, rowid FROM columns"))
    trainer.advance(10)
    write_columns(connection, lane_of(trainer), written)
    after = dict(rows(connection, "name || block, rowid FROM columns"))
    moved = {name for name, place in after.items() if before.get(name) != place}
    assert {"steps2", "loss2", "rms2"} <= moved
    assert not moved & {f"{name}{block}" for name in ("steps", "loss", "rms") for block in (0, 1)}


def test_blocks_that_are_not_there_any_more_leave_the_file(connection):
    trainer = trained(600)
    written = write_columns(connection, lane_of(trainer), WrittenColumns())
    trainer.history.rewind(100)
    write_columns(connection, lane_of(trainer), written)
    assert rows(connection, "block FROM columns WHERE name = 'loss'") == [(0,)]


# Changes


def test_a_change_at_another_step_than_the_one_that_was_undone_takes_its_place(connection):
    lane, faster = lane_of(trained(10)), SMALL.replace(learning_rate=0.5)
    lane.history.changes = [Change(3, SMALL, faster), Change(4, faster, SMALL)]
    written = write_changes(connection, lane, ())
    lane.history.changes = [Change(2, SMALL, faster)]
    write_changes(connection, lane, written)
    assert rows(connection, "place, step FROM changes") == [(0, 2)]


# States


def test_a_whole_write_may_hold_every_state():
    states, allowance = [trained(1).checkpoint()] * 100, Allowance()
    allowance.renew(whole=True)
    assert allowance.choose(states) == states


def test_a_quick_write_takes_states_evenly_and_the_last_of_them():
    state, allowance = trained(1).checkpoint(), Allowance()
    states = [replace(state, step=step) for step in range(10 * NEW_STATES)]
    allowance.renew(whole=False)
    steps = [state.step for state in allowance.choose(states)]
    assert steps == list(range(9, 10 * NEW_STATES, 10))


def test_a_state_larger_than_the_allowance_is_paid_off_before_the_next_one():
    state, allowance = large_state(5 * NEW_BYTES // 2), Allowance()
    n_chosen = []
    for _ in range(4):
        allowance.renew(whole=False)
        n_chosen.append(len(allowance.choose([state])))
    assert n_chosen == [1, 0, 1, 0]


def test_lanes_share_one_allowance():
    state, allowance = large_state(NEW_BYTES), Allowance()
    allowance.renew(whole=False)
    assert [len(allowance.choose([state])) for _ in range(2)] == [1, 0]


def test_checkpoints_are_thinned_out_when_there_are_too_many(connection, monkeypatch):
    monkeypatch.setattr("actviz.recording.tables.states.MOST_STATES", 4)
    state, allowance = trained(1).checkpoint(), Allowance()
    allowance.renew(whole=True)
    kept = tuple(replace(state, step=step) for step in range(64, 641, 64))
    lane = replace(lane_of(trained(1)), checkpoints=kept, checkpoint=None)
    written = write_states(connection, lane, WrittenStates(lane.rewinds), allowance)
    steps = [step for step, _ in written.sizes]
    assert (steps, written.stride) == ([64, 320, 576], 256)
    assert rows(connection, "step FROM states ORDER BY step") == [(step,) for step in steps]
