"""The rule for a weight decay that multiplies the weights by less than -1, or wipes them out."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.nn.optimizers import OPTIMIZERS
from actviz.number_text import figure
from actviz.training.config.config import RunConfig

WIPES_OUT = 0.1  # of each weight in every step
WIPED_AFTER = 3.0  # steps times that share: less than 5 % of a weight is left


@rule("strong_decay", explains=("diverged", "dead_layer", "dead_units", "exploding", EFFECTS))
def strong_decay(run: MeasuredRun) -> Finding | None:
    """Find that learning rate times weight decay is so large that weights flip and grow, or vanish."""
    config = run.config
    share = config.learning_rate * config.weight_decay
    if not _multiplies(config) or share < WIPES_OUT:
        return None
    kept = 1.0 - share
    grows = share >= _limit(config)
    if not grows and (run.learned or share * run.steps_since_change < WIPED_AFTER):
        return None
    product = f"1 − {config.learning_rate:g}·{config.weight_decay:g} = {kept:.3g}".replace("-", "−")
    if grows:
        title = "The weight decay makes the weights grow"
        text = (
            f"Each step multiplies every weight by 1 − learning rate × weight decay, {product}. So the weights change "
            "their sign and grow in every step, whatever the gradient is."
        )
    else:
        title = "The weight decay wipes out the weights"
        text = (
            f"Each step multiplies every weight by 1 − learning rate × weight decay, {product}. What the gradient "
            "adds is lost again within a few steps."
        )
    return Finding(
        "strong_decay",
        title,
        "critical" if grows else "warning",
        text,
        (
            Evidence("learning rate × weight decay", f"{share:.3g}"),
            Evidence("largest gradient norm", figure(run.largest_norm)),
            Evidence("loss", run.losses),
        ),
        (),
        ("loss", "network", "gradient_flow"),
        suggestions(config, "strong_decay"),
        "strong_decay",
    )


def _multiplies(config: RunConfig) -> bool:
    """Whether decay multiplies the weights: in Adam and RMSprop it is part of a gradient that is then normalised."""
    entry = OPTIMIZERS[config.optimizer]
    return entry.uses_momentum or entry.make.decoupled_decay


def _limit(config: RunConfig) -> float:
    """Return the share from which on weights without a gradient do not shrink: with momentum it is above 2."""
    momentum = config.momentum if OPTIMIZERS[config.optimizer].uses_momentum else 0.0
    return 2.0 * (1.0 + momentum) / (1.0 + 2.0 * momentum if config.nesterov else 1.0)
