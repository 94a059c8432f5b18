"""The table of starts holds the weights that a lane started from, where a file gave them: so it opens without the file.

Drawn weights follow from the configuration, and have no row. The weights are stored as a safetensors file stores them.
"""

from __future__ import annotations

import io
import sqlite3

from actviz.recording.recorded import RecordedLane
from actviz.recording.schema import check_seal, seal
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.translation import mark, tr
from actviz.weights.given import GivenWeights
from actviz.weights.safetensors import read_safetensors, write_safetensors

NAME = mark("a lane's given weights")


def write_start(connection: sqlite3.Connection, lane: RecordedLane) -> None:
    """Write a lane's given weights, if there are any; once is enough, as they never change."""
    if lane.given is not None:
        content = io.BytesIO()
        write_safetensors(lane.given.values, content)
        row = (lane.key, lane.dtype, content.getvalue())
        connection.execute("INSERT OR REPLACE INTO starts VALUES (?, ?, ?, ?)", (*row, seal(*row)))


def read_start(connection: sqlite3.Connection, key: int, config: RunConfig) -> GivenWeights | None:
    """Return the weights that a lane with this first configuration started from; None where they were drawn.

    Raises:
        BadInput: they are missing or damaged.
    """
    if config.draws_weights:
        return None
    rows = connection.execute("SELECT lane, dtype, data, seal FROM starts WHERE lane = ?", (key,)).fetchmany(2)
    if len(rows) != 1:
        raise BadInput(tr("{name} are missing", name=tr(NAME)))
    data: bytes = check_seal(NAME, rows[0])[2]
    return GivenWeights(read_safetensors(NAME, io.BytesIO(data), len(data)).arrays)
