"""One run, and what is measured on it: no Qt, no threads, and no clock that anything depends on.

`config` says what to run, `examples` on which data, and `trainer` runs it. `steps` takes the optimizer's steps, `units`
follows which units live, `history` holds the record, `measure` measures a network, and `run` has the other parts of a
run. Work that takes long is done in `pieces`; its result is a `snapshot`, with the units' facts
as a `unit_state` and every histogram as a `distribution`.
`given_weights` reads the weights that a run starts from in place of a draw. `replay` goes back to any step,
`gradient_check` compares the gradient with central differences, and `rate_finder` sweeps the learning rate on a copy of
a run. Nothing here knows recordings or diagnoses.

Decided on 2026-11-28: a run writes its record alone, at steps that follow from configuration, seed and changes.
Measuring changes nothing in it; what a measurement shows beyond the record, in the steps of a block that is not
complete, is pending until the record has it with its exact step and cause.

Decided on 2026-11-24: what is measured in passing has a price in training steps, worked out from the network's sizes
alone, so that a run's events are the same on every machine and however its steps are sliced.
"""

from actviz.training.config.config import FIELDS, LIVE_FIELDS, RunConfig
from actviz.training.config.field import ConfigError
from actviz.training.snapshot import Snapshot
from actviz.training.trainer import Trainer

__all__ = ["FIELDS", "LIVE_FIELDS", "ConfigError", "RunConfig", "Snapshot", "Trainer"]
