"""What the diagnosis says of dead units and layers of networks with normalisation, skips and dropout."""

from __future__ import annotations

from typing import Any

import pytest

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.training import RunConfig, Trainer


def reason(killed: tuple[int, ...], whole: int = 0, **settings: Any) -> str:
    """Return the explanation of the finding on a run in which most units of some layers, or all of one, are dead."""
    trainer = Trainer(RunConfig(hidden=(8,) * 4, learning_rate=1e-6, n_examples=80, **settings))
    network, config = trainer.network, trainer.config
    for layer in (*killed, whole) if whole else killed:
        n = 8 if layer == whole else 6
        before = config.architecture.normalizes_before
        shifts = network.layout.betas[layer - 1] if before else slice(0, 0)
        target = network.parameters[shifts] if shifts.stop > shifts.start else network.biases[layer - 1]
        target[:n] = -200.0
    trainer.advance(20)
    snapshot = trainer.measure()
    found = diagnosis_of(trainer.facts, snapshot, trainer.history.view().with_now(snapshot))
    key = "dead_layer" if whole else "dead_units"
    return next(finding.explanation for finding in found.findings if finding.key == key)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "so they get no gradient"),
        ({"residual": 1}, "so they get no gradient"),
        ({"normalization": "layer", "normalization_place": "after"}, "so they get no gradient"),
        ({"normalization": "batch"}, "by the running statistics"),
        ({"dropout": 0.3}, "with nothing dropped"),
        ({"normalization": "layer"}, "their slope is zero."),
    ],
)
def test_dead_units_are_said_to_get_no_gradient_only_where_they_get_none(settings: dict[str, Any], words: str) -> None:
    text = reason((1, 2, 3), **settings)
    assert words in text
    assert ("no gradient" in text) == ("no gradient" in words)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "no gradient gets past"),
        ({"residual": 1}, "over skips alone"),
        ({"residual": 1, "residual_place": "before"}, "no gradient gets past"),
        ({"residual": 2}, "over skips alone"),
        ({"residual": 2, "residual_place": "before"}, "over skips alone"),
        ({"normalization": "layer"}, "no gradient gets past"),
        ({"normalization": "batch"}, "by the running statistics"),
    ],
)
def test_a_dead_layer_is_said_to_stop_the_gradient_only_where_it_does(settings: dict[str, Any], words: str) -> None:
    text = reason((), whole=2, **settings)
    assert words in text
    assert ("no gradient" in text) == ("no gradient" in words)
