"""The rules of diagnosis, one file each; importing a module here registers its rule in RULES.

ADD A RULE: a file beside this one with a decorated function, and a line here. The order of the lines is that of cause
before effect. A rule looks at a Case and returns a Finding, or None where nothing is wrong; `explains` names the later
rules whose findings, if there are any, come of this one.

Thresholds: first/last ratio below 1e-3 together with a first-layer norm below 1e-4, and above 70 for exploding
(AUTOTRAINER, ICSE 2021; both ratios are settings); more than half a layer dead (SageMaker Debugger); update ratio
near 1e-3 in health. The others were read off the runs in the tests' table of verdicts.
"""

# isort: off
from actviz.diagnosis.rules import diverged
from actviz.diagnosis.rules import symmetric
from actviz.diagnosis.rules import dead_layer
from actviz.diagnosis.rules import dead_units
from actviz.diagnosis.rules import exploding
from actviz.diagnosis.rules import rate_too_large
from actviz.diagnosis.rules import saturation
from actviz.diagnosis.rules import vanishing
from actviz.diagnosis.rules import rate_too_small
from actviz.diagnosis.rules import not_learning
from actviz.diagnosis.rules import overfitting

# isort: on
from actviz.diagnosis.rule import RULES

__all__ = [
    "RULES",
    "dead_layer",
    "dead_units",
    "diverged",
    "exploding",
    "not_learning",
    "overfitting",
    "rate_too_large",
    "rate_too_small",
    "saturation",
    "symmetric",
    "vanishing",
]
