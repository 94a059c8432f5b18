"""The rule for a weight decay that multiplies the weights by less than -1, or wipes them out."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.nn.optimizers import OPTIMIZERS
from actviz.number_text import figure
from actviz.training.config.config import RunConfig

WIPES_OUT = 0.1  # of each weight in every step
WHAT = Choice("strong_decay")
WIPED_AFTER = 3.0  # steps times that share: less than 5 % of a weight is left


@rule("strong_decay", explains=("diverged", "dead_layer", "dead_units", "exploding", EFFECTS))
def strong_decay(run: MeasuredRun) -> Finding | None:
    """Find that learning rate times weight decay is so large that weights flip and grow, or vanish."""
    config = run.config
    share, grows = config.learning_rate * config.weight_decay, _grows(config)
    if not _multiplies(config) or share < WIPES_OUT:
        return None
    if not grows and (run.learned or share * run.steps_since_change < WIPED_AFTER):
        return None
    why = explain(run, WHAT)
    return Finding(
        "strong_decay",
        "The weight decay makes the weights grow" if grows else "The weight decay wipes out the weights",
        "critical" if grows else "warning",
        why.text,
        (
            Evidence("learning rate × weight decay", f"{share:.3g}"),
            Evidence("largest gradient norm", figure(run.largest_norm)),
            Evidence("loss", run.losses),
        ),
        (),
        ("loss", "network", "gradient_flow"),
        suggestions(config, why.cause),
        why.cause,
        said=why.said,
    )


@WHAT.sentence("strong_decay")
def grows_weights(run: MeasuredRun) -> str | None:
    """Without a gradient, the weights would grow from step to step."""
    if not _grows(run.config):
        return None
    return f"{_multiplied(run.config)} So the weights change their sign and do not shrink, whatever the gradient is."


@WHAT.sentence("strong_decay")
def wipes_out(run: MeasuredRun) -> str | None:
    """Within a few steps, next to nothing is left of a weight."""
    config = run.config
    if not _multiplies(config) or config.learning_rate * config.weight_decay < WIPES_OUT:
        return None
    return f"{_multiplied(config)} What the gradient adds to a weight is lost again within a few steps."


def _multiplied(config: RunConfig) -> str:
    rate, decay = config.learning_rate, config.weight_decay
    product = f"1 − {rate:g}·{decay:g} = {1.0 - rate * decay:.3g}".replace("-", "−")
    return f"By the decay, each step multiplies every weight by 1 − learning rate × weight decay, {product}."


def _grows(config: RunConfig) -> bool:
    return _multiplies(config) and config.learning_rate * config.weight_decay >= _limit(config)


def _multiplies(config: RunConfig) -> bool:
    """Whether decay multiplies the weights: in Adam and RMSprop it is part of a gradient that is then normalised."""
    entry = OPTIMIZERS[config.optimizer]
    return entry.uses_momentum or entry.make.decoupled_decay


def _limit(config: RunConfig) -> float:
    """Return the share from which on weights without a gradient do not shrink: with momentum it is above 2."""
    momentum = config.momentum if OPTIMIZERS[config.optimizer].uses_momentum else 0.0
    return 2.0 * (1.0 + momentum) / (1.0 + 2.0 * momentum if config.nesterov else 1.0)
