"""One run, and what is measured on it: no Qt, no threads, no clock.

`config` says what to run, `trainer` runs it, `feed` hands it batches, `probes` measures, `snapshot` and `history`
hold what was measured.
"""

from actviz.training.config import FIELDS, LIVE_FIELDS, ConfigError, RunConfig
from actviz.training.snapshot import Snapshot
from actviz.training.trainer import Trainer

__all__ = ["FIELDS", "LIVE_FIELDS", "ConfigError", "RunConfig", "Snapshot", "Trainer"]
