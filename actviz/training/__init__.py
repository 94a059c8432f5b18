"""One run, and what is measured on it: no Qt, no threads, and no clock that anything depends on.

`config` says what to run and `config_text` writes it down, `trainer` runs it: `stepper` takes the steps, whose
batches come from `feed`, `latest_step` reads what a step left behind, and `observer` looks at what is due meanwhile.
`probes` measures, `unit_watch` follows the units between measurements, `step_census` finds at which step exactly they
died, `unit_signs` asks examples who lives, `faults` finds what is not finite, `snapshot` and `history` hold what was
measured, `kept_states` and `replay` go back in time, `recording` keeps it all in one file, whose tables are the
`recording_tables`, and from which a run goes on.
`diagnosis` says what is wrong: it asks the `rules`, one file each, about a `case` for `findings`, which suggest
`cures`; a `trial` measures a suggestion beside the configuration it is for. `figures` writes all numbers that are read.

Decided on 2026-11-24: what is measured in passing has a price in training steps, worked out from the network's sizes
alone, so that a run's events are the same on every machine and however its steps are sliced.

Decided on 2026-11-24: a recording holds no history in steps but the bounded columns, and states by which every step
comes back; the state of step 0 follows from the configuration. Every row has a seal (CRC-32), because SQLite finds
damage in its own pages' structure, and not in the values. While it is written, what was done last is at most a second
old in the file; states of large networks are written so rarely that they cost 2.5 % of the time at most, and what came
after them is replayed.
"""

from actviz.training.config.config import FIELDS, LIVE_FIELDS, ConfigError, RunConfig
from actviz.training.snapshot import Snapshot
from actviz.training.trainer import Trainer

__all__ = ["FIELDS", "LIVE_FIELDS", "ConfigError", "RunConfig", "Snapshot", "Trainer"]
