"""Changes that bring in, or take out, a cure beside the activation: normalisation, skips, dropout, warm-up.

Each function makes one, from a RunConfig to a Suggestion, or to None where the change makes no sense.
"""

from __future__ import annotations

from actviz.diagnosis.changes import Change, stronger_network, suggest
from actviz.diagnosis.findings import Suggestion
from actviz.nn.architecture import NORMALIZATIONS, RESIDUAL_SCALES
from actviz.number_text import compact
from actviz.training.config.config import RunConfig
from actviz.translation import mark, tr

ENOUGH_BATCH = 32  # examples, whose mean and variance tell those of all
WARMUP = 300  # steps


def normalization(key: str) -> Change:
    """Suggest normalisation of this kind before the activation; by the batch, only where a batch tells enough."""
    entry = NORMALIZATIONS[key]

    def change(config: RunConfig) -> Suggestion | None:
        if config.architecture.normalizes_before and config.normalization == key:
            return None
        if key == "batch" and config.batch_size < ENOUGH_BATCH // 2:
            return None
        same, kind = config.normalization == key, tr(entry.label)
        text = mark("{kind} normalisation before the activation") if same else mark("{kind} normalisation")
        label = tr(text, kind=kind)
        return suggest(label, normalization=key, normalization_place="before")

    return change


def no_normalization(config: RunConfig) -> Suggestion | None:
    """Suggest that nothing is normalised."""
    return None if config.normalization == "none" else suggest(tr("No normalisation"), normalization="none")


def normalized_network(config: RunConfig) -> Suggestion:
    """Suggest a stronger network whose layers normalise each example by its own sums, however large its inputs are."""
    stronger = stronger_network(config)
    label = tr("{suggestion}, layer normalisation", suggestion=stronger.label)
    return suggest(label, **stronger.changes, normalization="layer", normalization_place="before")


def skips(scale: str) -> Change:
    """Suggest a residual connection around every layer after the first, or another scale for those that there are.

    Where the layers of a block differ in width, a matrix carries the skip.
    """

    def change(config: RunConfig) -> Suggestion | None:
        if len(config.hidden) < 3 or (config.residual and config.residual_scale == scale):
            return None
        learned, factor = scale == "learned", RESIDUAL_SCALES[scale].label
        if config.residual:
            text = mark("Branches learned from 0") if learned else mark("Branches times {factor}")
            return suggest(tr(text, factor=factor), residual_scale=scale)
        path = {} if len(set(config.hidden)) == 1 else {"residual_path": "projection"}
        text = mark("Skips, branches learned from 0") if learned else mark("Skips, branches · {factor}")
        return suggest(tr(text, factor=factor), residual=1, residual_scale=scale, **path)

    return change


def warm_up(config: RunConfig) -> Suggestion | None:
    """Suggest that the rate grows over the first WARMUP steps."""
    if config.warmup_steps >= WARMUP:
        return None
    return suggest(tr("Warm-up over {warmup} steps", warmup=WARMUP), warmup_steps=WARMUP)


def dropout(share: float) -> Change:
    """Suggest this share of dropped units, where it is not the present one."""

    def change(config: RunConfig) -> Suggestion | None:
        if config.dropout == share:
            return None
        return suggest(tr("Dropout {share}", share=compact(share)) if share else tr("No dropout"), dropout=share)

    return change


def less_dropout(config: RunConfig) -> Suggestion | None:
    """Suggest a quarter of the present dropout."""
    return dropout(float(f"{config.dropout / 4:.2g}"))(config) if config.dropout else None


def larger_batch(config: RunConfig) -> Suggestion | None:
    """Suggest batches of ENOUGH_BATCH examples, where they are smaller."""
    if config.batch_size >= ENOUGH_BATCH:
        return None
    return suggest(tr("Batches of {enough_batch}", enough_batch=ENOUGH_BATCH), batch_size=ENOUGH_BATCH)
