"""Changes of the steps alone: their rate, its schedule, momentum and clipping.

Each function makes one, from a RunConfig to a Suggestion, or to None where the change makes no sense.
"""

from __future__ import annotations

from actviz.diagnosis.changes import suggest
from actviz.diagnosis.findings import Suggestion
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.optimizers import usual_rate as usual_rate_of
from actviz.number_text import compact
from actviz.training.config.config import RunConfig
from actviz.translation import tr


def usual_rate(config: RunConfig) -> Suggestion | None:
    """Suggest the optimizer's usual learning rate where the present one is at least 5 times as large, or as small."""
    usual = usual_rate_of(config.optimizer, config.momentum)
    if usual / 5 < config.learning_rate < 5 * usual:
        return None
    return suggest(tr("Learning rate {usual}", usual=compact(usual)), learning_rate=usual)


def constant_rate(config: RunConfig) -> Suggestion | None:
    """Suggest that the learning rate stays as it is set, where a schedule makes steps shorter."""
    return suggest(tr("No schedule"), schedule="constant", warmup_steps=0) if config.rate_schedule.varies else None


def no_momentum(config: RunConfig) -> Suggestion | None:
    """Suggest no momentum where there is more than 0.9."""
    if not OPTIMIZERS[config.optimizer].uses_momentum or config.momentum <= 0.9:
        return None
    return suggest(tr("No momentum"), momentum=0.0, nesterov=False)


def more_momentum(config: RunConfig) -> Suggestion | None:
    """Suggest momentum 0.9 where there is less."""
    if not OPTIMIZERS[config.optimizer].uses_momentum or config.momentum >= 0.9:
        return None
    return suggest(tr("Momentum 0.9"), momentum=0.9)


def no_clip(config: RunConfig) -> Suggestion | None:
    """Suggest that the gradient is not clipped."""
    return None if config.clip_norm == 0.0 else suggest(tr("No clipping"), clip_norm=0.0)


def usual_clip(config: RunConfig) -> Suggestion | None:
    """Suggest clipping at the usual norm, 1, where the gradient is clipped at less."""
    return suggest(tr("Clip gradient at 1"), clip_norm=1.0) if 0.0 < config.clip_norm < 1.0 else None
