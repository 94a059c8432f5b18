"""The table of states holds a lane's newest state, from which the run continues, and some of its checkpoints.

Their number is bounded as in memory (`Checkpoints`): when there are too many, every other one is deleted and the
stride doubles. A quick write has an allowance of bytes; the next whole write adds the checkpoints that it left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, inf
from typing import Any

import numpy as np

from actviz.frozen import dataclass
from actviz.recording.recorded import RecordedLane
from actviz.recording.schema import check_seal, seal, to_json
from actviz.recording.tables.values import (
    NO_STEP,
    array_bytes,
    config_text,
    count_of,
    parse_config,
    parse_facts,
)
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.steps.batches import BatchesState
from actviz.training.steps.checkpoints import FIRST_STRIDE, Checkpoint
from actviz.translation import mark, tr

MOST_STATES, MOST_STATE_BYTES = 128, 20_000_000  # checkpoints of a lane in the file
NEW_STATES, NEW_BYTES = 16, 1_000_000  # of a lane, and of all lanes, in one write: more would slow training
SAVED_WRITES = 4.0  # unspent NEW_BYTES of at most so many writes are carried over


class Allowance:
    """The number of bytes of checkpoints that all lanes together may write."""

    def __init__(self) -> None:
        self._n_bytes = 0.0

    def renew(self, whole: bool) -> None:
        """Add one write's bytes to those left over from earlier writes; a `whole` write has no limit."""
        self._n_bytes = inf if whole else min(self._n_bytes, SAVED_WRITES * NEW_BYTES) + NEW_BYTES

    @property
    def is_unlimited(self) -> bool:
        """Whether this is a whole write."""
        return self._n_bytes == inf

    def choose(self, states: Sequence[Checkpoint]) -> Sequence[Checkpoint]:
        """Choose evenly spaced states of a lane within the allowance, the last one among them, and deduct their bytes.

        A state larger than the allowance is chosen too; the next one then waits until the debt is paid.
        """
        if not states or self.is_unlimited:
            return states
        if self._n_bytes <= 0.0:
            return []
        total = sum(state.n_bytes for state in states)
        every = max(1, -(-len(states) // NEW_STATES), ceil(total / self._n_bytes))
        chosen = states[::-1][::every][::-1]
        self._n_bytes -= sum(state.n_bytes for state in chosen)
        return chosen


@dataclass(frozen=True)
class WrittenStates:
    """A lane's checkpoints in the file, at least `stride` steps apart: step and size in bytes of each."""

    rewinds: int  # of the lane, when they were written
    sizes: tuple[tuple[int, int], ...] = ()
    stride: int = FIRST_STRIDE
    has_gaps: bool = False  # a quick write left out states that were due

    def due(self, states: Sequence[Checkpoint]) -> list[Checkpoint]:
        """Return the states that are at least a stride after the last written one and small enough for a file."""
        first = self.sizes[-1][0] + self.stride if self.sizes else 0
        return [state for state in states if state.step >= first and state.n_bytes <= MOST_STATE_BYTES // 2]


def write_states(
    connection: sqlite3.Connection, lane: RecordedLane, written: WrittenStates, allowance: Allowance
) -> WrittenStates:
    """Bring a lane's states up to date within the allowance; return the checkpoints in the file."""
    if lane.rewinds != written.rewinds:  # the run went back: the file may hold states of discarded steps
        connection.execute("DELETE FROM states WHERE lane = ?", (lane.key,))
        written = replace(written, rewinds=lane.rewinds, sizes=(), stride=FIRST_STRIDE)
    # checkpoints are only appended, so filling gaps means writing all of them again
    if allowance.is_unlimited and written.has_gaps:
        connection.execute("DELETE FROM states WHERE lane = ? AND newest = 0", (lane.key,))
        written = WrittenStates(lane.rewinds)
    due = written.due(lane.checkpoints)
    chosen = allowance.choose(due)
    written = replace(written, has_gaps=written.has_gaps or len(chosen) < len(due))
    for state in chosen:
        written = _with_state(connection, lane.key, written, state)
    if lane.checkpoint is not None:
        connection.execute("DELETE FROM states WHERE lane = ? AND newest = 1", (lane.key,))
        _insert_state(connection, lane.key, True, lane.checkpoint)
    return written


def _with_state(connection: sqlite3.Connection, key: int, written: WrittenStates, state: Checkpoint) -> WrittenStates:
    """Write a checkpoint if it is a stride after the one before; delete every other one when there are too many."""
    sizes, stride = list(written.sizes), written.stride
    if sizes and state.step < sizes[-1][0] + stride:
        return written
    _insert_state(connection, key, False, state)
    sizes.append((state.step, state.n_bytes))
    while len(sizes) > MOST_STATES or sum(size for _, size in sizes) > MOST_STATE_BYTES:
        dropped = [(key, step) for step, _ in sizes[1::2]]
        connection.executemany("DELETE FROM states WHERE lane = ? AND newest = 0 AND step = ?", dropped)
        del sizes[1::2]
        stride *= 2
    return replace(written, sizes=tuple(sizes), stride=stride)


def _insert_state(connection: sqlite3.Connection, key: int, newest: bool, state: Checkpoint) -> None:
    slots = sorted(state.optimizer_state)
    facts = {
        "dtype": str(state.parameters.dtype),
        "parameters": len(state.parameters),
        "slots": slots,
        "examples": len(state.batches.order),
        "count": state.optimizer_count,
        "position": state.batches.position,
        "seen": state.batches.examples_seen,
        "rng": state.batches.rng_state,
        "changes": state.n_changes,
    }
    kind = "<f8" if state.parameters.dtype == np.float64 else "<f4"
    vectors = [state.parameters, *(state.optimizer_state[name] for name in slots)]
    data = b"".join([*(array_bytes(v, kind) for v in vectors), array_bytes(state.batches.order, "<i4")])
    row = (key, int(newest), state.step, config_text(state.config), to_json(facts), data)
    connection.execute("INSERT INTO states VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, seal(*row)))


def state_facts(written: WrittenStates) -> dict[str, Any]:
    """Return the part of a lane's row that describes its checkpoints."""
    return {"states": len(written.sizes), "states_stride": written.stride}


def read_states(
    connection: sqlite3.Connection, key: int, facts: dict[str, Any]
) -> tuple[tuple[Checkpoint, ...], Checkpoint | None]:
    """Return the checkpoints of a lane, and its newest state, if there is one.

    Raises:
        BadInput: states are missing or damaged, or hold impossible values.
    """
    query = "SELECT lane, newest, step, config, facts, data, seal FROM states WHERE lane = ? ORDER BY newest, step"
    configs: dict[str, RunConfig] = {}
    kept: list[Checkpoint] = []
    newest: list[Checkpoint] = []
    for row in connection.execute(query, (key,)):
        _, is_newest, step, config, text, data = check_seal(mark("a state"), row)
        if config not in configs:
            configs[config] = parse_config(config)
        (newest if is_newest else kept).append(_state(int(step), configs[config], parse_facts(text), data))
    if len(kept) != count_of(facts, "states") or len(newest) > 1:
        raise BadInput(tr("checkpoints are missing"))
    return tuple(kept), newest[0] if newest else None


def _state(step: int, config: RunConfig, facts: dict[str, Any], data: bytes) -> Checkpoint:
    dtype = np.dtype("<f8" if facts["dtype"] == "float64" else "<f4")
    n, n_examples = count_of(facts, "parameters"), count_of(facts, "examples")
    slots = [str(name) for name in facts["slots"]]
    ends = np.cumsum([0, *[n * dtype.itemsize] * (1 + len(slots)), 4 * n_examples]).tolist()
    if len(data) != ends[-1] or not 0 <= step < NO_STEP:
        raise BadInput(tr("a state has another size than it says"))
    parts = [memoryview(data)[a:b] for a, b in pairwise(ends)]
    vectors = [np.frombuffer(part, dtype).astype(dtype.newbyteorder("=")) for part in parts[:-1]]
    rng = facts["rng"]
    if not isinstance(rng, dict):
        raise BadInput(tr("a state has no random numbers"))
    order = np.frombuffer(parts[-1], "<i4").astype(np.int64)
    batches = BatchesState(order, count_of(facts, "position"), count_of(facts, "seen"), rng)
    return Checkpoint(
        step,
        config,
        vectors[0],
        dict(zip(slots, vectors[1:], strict=True)),
        count_of(facts, "count"),
        batches,
        count_of(facts, "changes"),
    )
