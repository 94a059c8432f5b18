"""One run, and what is measured on it: no Qt, no threads, and no clock that anything depends on.

`config` says what to run, `trainer` runs it, `feed` hands it batches, `probes` measures, `unit_watch` follows the units
between measurements, `faults` finds what is not finite, `snapshot` and `history` hold what was measured.
`diagnosis` says what is wrong: it asks the `rules` about a `case` for `findings`, which suggest `cures`; a `trial`
measures a suggestion beside the configuration it is for.

Decided on 2026-11-24: what is measured in passing has a price in training steps, worked out from the network's sizes
alone, so that a run's events are the same on every machine and however its steps are sliced.
"""

from actviz.training.config import FIELDS, LIVE_FIELDS, ConfigError, RunConfig
from actviz.training.snapshot import Snapshot
from actviz.training.trainer import Trainer

__all__ = ["FIELDS", "LIVE_FIELDS", "ConfigError", "RunConfig", "Snapshot", "Trainer"]
