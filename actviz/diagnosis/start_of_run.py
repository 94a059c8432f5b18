"""What was the case at the start already, and so is no work of the steps."""

from __future__ import annotations

from math import sqrt

from actviz.diagnosis.measured_run import MeasuredRun


def fades_at_start(run: MeasuredRun) -> bool:
    """Return whether a signal or the gradient was as small at the first census as what counts as vanishing."""
    backward, signal, below = run.history.backward[:1], run.history.signal[:1], run.config.vanishing_below
    fades = (backward[:, 0] < below * backward[:, -1]).any() or (signal[:, -2] < below * signal[:, 0]).any()
    return bool(fades) or run.first_ratio < below


def layers_shrink_at_start(run: MeasuredRun) -> bool:
    """Return whether the typical gain of a layer at the start, over all layers, explains most of a vanishing gradient.

    Most means that of its decades at least half are explained. Then units that have no slope are not the cause.
    """
    return run.start_gain**run.facts.n_hidden < sqrt(run.config.vanishing_below)
