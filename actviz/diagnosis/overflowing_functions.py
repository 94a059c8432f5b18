"""The layers whose activation, not whose weights, makes values that are not finite."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.measured_run import MeasuredRun
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import figure
from actviz.translation import tr

REACHED = 5.0  # deviations of a layer's signal: a pre-activation that some example may well have
HUGE = 1e15  # from where a signal has grown through layers, whatever the function


def overflowing_functions(run: MeasuredRun) -> dict[int, float]:
    """Return the hidden layers whose activation or its slope is not finite at a z that they may have, and that |z|."""
    found = {}
    with np.errstate(all="ignore"):
        for i, (key, size) in enumerate(zip(run.config.activations, run.snapshot.signal, strict=False), 1):
            if not size < HUGE:
                continue
            z = np.linspace(0.0, REACHED * size, 101, dtype=np.float32)
            kind, alpha = ACTIVATIONS[key], run.config.alpha
            both = [f(side, alpha) for f in (kind.value, kind.slope) for side in (z, -z)]
            bad = ~np.isfinite(both).all(axis=0)
            if bad.any():
                found[i] = float(z[bad][0])
    return found


def overflow_text(overflowing: dict[int, float]) -> str:
    """Return a sentence on the first of these layers."""
    layer, z = next(iter(overflowing.items()))
    return tr(
        "Layer {layer}'s activation, or its slope, is not a finite number where the pre-activation is {z} "
        "from 0, and pre-activations lie as far.",
        layer=layer,
        z=figure(z),
    )
