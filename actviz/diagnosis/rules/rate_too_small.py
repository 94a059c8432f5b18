"""The rule for a learning rate so small that the weights hardly change."""

from __future__ import annotations

import math

from actviz.diagnosis import remedies
from actviz.diagnosis.changes import FAST
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.pace import clipping_is_to_blame, is_too_slow, rate_text
from actviz.diagnosis.remedies import REMEDIES, suggested
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.joined_text import sentences
from actviz.nn.optimizers import usual_rate
from actviz.number_text import compact, figure
from actviz.translation import mark, tr

USUAL = 1e-3  # update ratio
MUCH_LOWER = 0.1  # times the learning rate as it is set
WHAT = Choice("rate_too_small")


@rule("rate_too_small", mark("learning rate too small"), explains=("not_learning",), silent=True, effect=True)
def rate_too_small(run: MeasuredRun) -> Finding | None:
    """Find weights that hardly change although they get a gradient."""
    why = explain(run, WHAT)
    if not why.said:
        return None
    longer = 10.0 ** round(math.log10(USUAL / max(run.update_ratio, 1e-12)))
    still_short = FAST * longer * run.config.learning_rate <= usual_rate(run.config.optimizer, run.config.momentum)
    more = [REMEDIES["usual_rate"] if still_short else remedies.usual_updates(longer)]
    if run.rate < run.config.learning_rate:
        more = [REMEDIES["constant_rate"]]
    elif clipping_is_to_blame(run):
        more = [REMEDIES["no_clip"], REMEDIES["usual_clip"]]
    return Finding(
        "rate_too_small",
        tr("The steps are too short") if _clipped(run) else tr("Learning rate too small"),
        "warning",
        why.text,
        (
            Evidence(run.rate_name, compact(run.rate)),
            Evidence(tr("update ratio"), figure(run.update_ratio)),
            Evidence(tr("loss"), run.losses),
        ),
        (),
        ("loss", "gradient_flow"),
        suggested(run, why.cause, *more),
        why.cause,
        said=why.said,
    )


def _clipped(run: MeasuredRun) -> bool:
    return 0.0 < run.config.clip_norm < run.largest_norm


@WHAT.sentence("short_steps")
def clipped(run: MeasuredRun) -> str | None:
    """The weights hardly change because the gradient is clipped far below its norm."""
    if not is_too_slow(run) or run.learned or not _clipped(run):
        return None
    clipping = tr(
        "A step changes the weights by {update_ratio} of their size, where about 0.001 is usual. The largest "
        "gradient norm is {largest_norm}, and the gradient is clipped at {clip_norm}.",
        update_ratio=figure(run.update_ratio),
        largest_norm=figure(run.largest_norm),
        clip_norm=compact(run.config.clip_norm),
    )
    if run.rate > MUCH_LOWER * run.config.learning_rate:
        return clipping
    lowered = tr(
        "The schedule has also lowered the learning rate, from {before} to {now}.",
        before=compact(run.config.learning_rate),
        now=compact(run.rate),
    )
    return sentences((clipping, lowered))


@WHAT.sentence("short_steps")
def short_steps(run: MeasuredRun) -> str | None:
    """The weights hardly change although they get a gradient, and the network has not learned."""
    if not is_too_slow(run) or run.learned:
        return None
    return tr(
        "A step changes the weights by {update_ratio} of their size, where about 0.001 is usual. The largest "
        "gradient norm is {largest_norm}, but the {rate}.",
        update_ratio=figure(run.update_ratio),
        largest_norm=figure(run.largest_norm),
        rate=rate_text(run),
    )
