"""The rule for a weight decay that multiplies the weights by less than -1, or wipes them out."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.nn.optimizers import OPTIMIZERS
from actviz.number_text import compact, figure
from actviz.training.config.config import RunConfig

WIPES_OUT = 0.1  # of each weight in every step
WIPED_AFTER = 3.0  # steps times that share: less than 5 % of a weight is left
STRONG, SHRUNK = 0.5, 0.1  # decay, and layer 1's signal over that at the start: the gradient does not outweigh it
WHAT = Choice("strong_decay")


@rule("strong_decay", explains=("diverged", "dead_layer", "dead_units", "exploding", EFFECTS))
def strong_decay(run: MeasuredRun) -> Finding | None:
    """Find that learning rate times weight decay is so large that weights flip and grow, or vanish."""
    config, why = run.config, explain(run, WHAT)
    if not why.said:
        return None
    grows = _grows(config)
    return Finding(
        "strong_decay",
        "The weight decay makes the weights grow" if grows else "The weight decay wipes out the weights",
        "critical" if grows else "warning",
        why.text,
        (
            Evidence("weight decay", compact(config.weight_decay)),
            Evidence("learning rate × weight decay", compact(config.learning_rate * config.weight_decay, 3)),
            Evidence("layer 1's signal, now/start", figure(_signal_left(run))),
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
    """Within a few steps next to nothing is left of a weight, and the network has not learned."""
    share = run.config.learning_rate * run.config.weight_decay
    if not _multiplies(run.config) or share < WIPES_OUT or run.learned or share * run.steps_since_change < WIPED_AFTER:
        return None
    return f"{_multiplied(run.config)} What the gradient adds to a weight is lost again within a few steps."


@WHAT.sentence("strong_decay")
def outweighs(run: MeasuredRun) -> str | None:
    """The decay is strong, the weights have shrunk, and the network has not learned."""
    decay, left = run.config.weight_decay, _signal_left(run)
    if decay < STRONG or run.learned or not left < SHRUNK:
        return None
    return (
        f"The weight decay pulls every weight towards 0 with {compact(decay)} times its size, and the gradient does "
        f"not outweigh that: layer 1's signal is {figure(left)} of what it was at the start."
    )


def _signal_left(run: MeasuredRun) -> float:
    """Return layer 1's signal over that at the first census: its weights, as far as they matter."""
    before = float(run.history.signal[0, 0]) if len(run.history.signal) else 0.0
    return float(run.snapshot.signal[0]) / before if before > 0.0 else float("nan")


def _multiplied(config: RunConfig) -> str:
    rate, decay = config.learning_rate, config.weight_decay
    product = f"1 − {compact(rate)}·{compact(decay)} = {compact(1.0 - rate * decay, 3)}"
    return f"By the decay, each step multiplies every weight by 1 − learning rate × weight decay, {product}."


def _multiplies(config: RunConfig) -> bool:
    """Whether decay multiplies the weights: in Adam and RMSprop it is part of a gradient that is then normalised."""
    entry = OPTIMIZERS[config.optimizer]
    return entry.uses_momentum or entry.make.decoupled_decay


def _grows(config: RunConfig) -> bool:
    """Whether weights without a gradient do not shrink; with momentum that begins at more than a share of 2."""
    momentum = config.momentum if OPTIMIZERS[config.optimizer].uses_momentum else 0.0
    limit = 2.0 * (1.0 + momentum) / (1.0 + 2.0 * momentum if config.nesterov else 1.0)
    return _multiplies(config) and config.learning_rate * config.weight_decay >= limit
