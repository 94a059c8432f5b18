"""The layers whose dead units matter to a network, and whether they hinder it."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.diagnosis.measured_once import measured_once
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.pace import is_too_slow
from actviz.diagnosis.start_of_run import layers_shrink_at_start

DEAD_SHARE = 0.5  # of a layer, above which its dead units hinder the network


@measured_once
def dead_units_hinder(run: MeasuredRun) -> bool:
    """Return whether a layer is mostly dead and the network does not learn for no other reason that came before.

    Such reasons are targets that are all alike, steps that are too short, and layers that shrank the gradient at the
    start.
    """
    worst = float(_in_the_way(run).max(initial=0.0))
    if run.learned or run.nothing_to_learn or is_too_slow(run) or layers_shrink_at_start(run):
        return False
    return worst > DEAD_SHARE and run.steps_since_change >= 1


def _in_the_way(run: MeasuredRun) -> Floats:
    """Return each layer's share of dead units; where a skip leads past the layer, that of the whole network."""
    bridged, whole = run.passed_layers, run.n_dead / max(1, run.n_units)
    return np.array([whole if i in bridged else share for i, share in enumerate(run.dead_shares.tolist(), 1)])


def barriers(run: MeasuredRun) -> list[int]:
    """Return the layers (1-based) whose units are all dead and that no skip leads past."""
    bridged = run.passed_layers
    return [i for i, share in enumerate(run.dead_shares, 1) if share == 1.0 and i not in bridged]


@measured_once
def layers_of_deaths(run: MeasuredRun) -> list[int]:
    """Return the layers that are dead; without one, those whose dead units hinder; else those with dead units."""
    whole = barriers(run) or [i for i, share in enumerate(run.dead_shares, 1) if share == 1.0]
    if whole:
        return whole
    hinder, shares = dead_units_hinder(run), run.dead_shares
    some = _in_the_way(run) > DEAD_SHARE if hinder else shares > 0.0
    return [i for i, share in enumerate(shares, 1) if share > 0.0 and some[i - 1]]
