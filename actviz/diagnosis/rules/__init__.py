"""The rules of diagnosis have one file each; importing a module here registers its rule in RULES.

To add a rule, write a file with a decorated function beside this one and put its name into the list below, causes
before effects. A rule checks a MeasuredRun and returns a Finding, or None if nothing is wrong; `explains` lists the
later rules whose findings follow from this one's. Its explanation consists of sentences (`sentence.py`), each with the
condition under which it is true. A rule with `effect=True` follows from dead, equal or infinite units.

Thresholds: first/last ratio below 1e-3 together with a first-layer norm below 1e-4, and above 70 for exploding
(AUTOTRAINER, ICSE 2021; both ratios are settings); more than half a layer dead (SageMaker Debugger); a healthy update
ratio is near 1e-3. The others were read off the runs in the tests' table of verdicts.
"""

from importlib import import_module

from actviz.diagnosis.rule import RULES

__all__ = ["RULES"]

for _name in (
    "alike_inputs",
    "alike_targets",
    "odd_columns",
    "input_scale",
    "target_scale",
    "strong_decay",
    "diverged",
    "symmetric",
    "batch_statistics",
    "dropout",
    "dead_layer",
    "dead_units",
    "exploding",
    "rate_too_large",
    "saturation",
    "plateau",
    "vanishing",
    "rate_too_small",
    "not_learning",
    "unfit_test",
    "overfitting",
):
    import_module(f"{__name__}.{_name}")
