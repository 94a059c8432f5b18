"""Steps that lead nowhere."""

from __future__ import annotations

import math

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.diagnosis.run_facts import Case
from actviz.nn.optimizers import OPTIMIZERS
from actviz.number_text import figure

USUAL = 1e-3  # update ratio


@rule("rate_too_small", explains=("not_learning",), silent=True, effect=True)
def rate_too_small(case: Case) -> Finding | None:
    """The weights hardly move although there is a gradient."""
    if not case.too_slow or case.learned:
        return None
    usual_rate = OPTIMIZERS["adam"].usual_rate
    usual = 10.0 ** round(math.log10(USUAL / max(case.update_ratio, 1e-12)))
    return Finding(
        "rate_too_small",
        "Learning rate too small",
        "warning",
        f"A step changes the weights by {figure(case.update_ratio)} of their size, where about 1e-3 is usual. "
        f"The gradient is there, but at this pace the loss would take very long to fall.",
        (
            Evidence("learning rate", f"{case.config.learning_rate:g}"),
            Evidence("update ratio", figure(case.update_ratio)),
            Evidence("loss", case.losses),
        ),
        (),
        ("loss", "gradient_flow"),
        suggestions(
            case.config,
            (
                remedies.rate(usual),
                remedies.rate(10),
                *((remedies.optimizer("adam"),) if case.config.learning_rate < usual_rate else ()),
            ),
        ),
    )
