"""One run, and what is measured on it: no Qt, no threads, and no clock that anything depends on.

`config` says what to run, `examples` what on, and `trainer` runs it: it takes `steps`, lets `units` follow who
lives, and keeps the `history`. `measurement` makes a `snapshot` of it from what `measure` finds, in `pieces` where
that takes long. `replay` goes back to any step, `gradient_check` compares the gradient with central differences. A
recording or a diagnosis of a run is made by who needs it, above; nothing here knows them.

Decided on 2026-11-28: a run writes its record alone, at steps that follow from configuration, seed and changes.
Measuring changes nothing in it; what a measurement shows beyond the record, in the steps of a block that is not
complete, is pending until the record has it with its exact step and cause.

Decided on 2026-11-24: what is measured in passing has a price in training steps, worked out from the network's sizes
alone, so that a run's events are the same on every machine and however its steps are sliced.
"""

from actviz.training.config.config import FIELDS, LIVE_FIELDS, ConfigError, RunConfig
from actviz.training.snapshot import Snapshot
from actviz.training.trainer import Trainer

__all__ = ["FIELDS", "LIVE_FIELDS", "ConfigError", "RunConfig", "Snapshot", "Trainer"]
