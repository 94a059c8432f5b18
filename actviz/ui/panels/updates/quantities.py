"""The quantities by layer that the panel shows: update : weight, mean activation and PReLU α."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import plain, signed
from actviz.training.layer_row import alpha_spans
from actviz.training.snapshot import HistoryView, Snapshot
from actviz.translation import mark
from actviz.ui.plots.layer_heat import MAX_COLUMNS, Columns

UPDATE, MEAN, ALPHA = mark("update : weight"), mark("mean activation"), "PReLU α"
USUAL, USUAL_LOW, USUAL_HIGH = 1e-3, 1e-4, 1e-2


@dataclass(frozen=True)
class Quantity:
    """A quantity of every layer: `now` reads it from a measurement, (L,) or (L-1,), `recorded` from the record.

    Its key, which is its name, and its tip are in English, marked.

    `logarithmic` is whether its axis carries log₁₀ values.
    """

    key: str
    tip: str
    now: Callable[[Snapshot], Floats | None]
    recorded: Callable[[HistoryView], Floats]
    text: Callable[[float], str]
    logarithmic: bool = False

    def over_time(self, lane: LaneView) -> Columns:
        """Return the quantity at the censuses of the record, in columns of equal width; without those that lack it."""
        rows = self.recorded(lane.history)
        known = ~np.isnan(rows).all(axis=1)
        return Columns.at_censuses(
            rows[known], lane.history.census_steps[known], MAX_COLUMNS, missing=bool(len(rows)) and not known.any()
        )

    def present(self, lane: LaneView) -> tuple[Floats, int]:
        """Return the values of the step on show and that step; from the record where the measurement has none.

        After a return to a stored state no update has led to it: the record's latest up to there is shown then.
        """
        found = self.now(lane.snapshot)
        if found is not None and not np.isnan(found).all():
            return found, lane.snapshot.step
        rows, steps = self.recorded(lane.history), lane.history.census_steps
        known = np.flatnonzero(~np.isnan(rows).all(axis=1) & (steps <= lane.snapshot.step))
        if len(known):
            return rows[known[-1]], int(steps[known[-1]])
        return np.full(rows.shape[1], np.nan), lane.snapshot.step


QUANTITIES = {
    each.key: each
    for each in (
        Quantity(
            UPDATE,
            mark(
                "How far the latest step moved the weights of a layer, as a share of their size; usual is about 0.001."
            ),
            lambda snapshot: snapshot.update_ratios,
            lambda history: history.update_ratio,
            plain,
            logarithmic=True,
        ),
        Quantity(
            MEAN,
            mark("The mean of a layer's outputs over its units and all training examples."),
            lambda snapshot: snapshot.mean_activation,
            lambda history: history.mean_activation,
            signed,
        ),
        Quantity(
            ALPHA,
            mark("The learned slope below zero, where the activation is PReLU."),
            lambda snapshot: alpha_spans(snapshot.prelu_alphas)[0],
            lambda history: history.alpha[:, 0],
            plain,
        ),
    )
}


def starting_alpha(lane: LaneView) -> float:
    """Return where the learned slopes of the present activations began."""
    config = lane.snapshot.config
    default = next((a for key in config.activations if (a := ACTIVATIONS[key]).learns_alpha), ACTIVATIONS["prelu"])
    return config.alpha if config.alpha is not None else float(default.alpha or 0.0)


def learning_alpha(lanes: Sequence[LaneView]) -> list[LaneView]:
    """Return the lanes that learn a slope α now, or did so at a census."""
    return [
        lane
        for lane in lanes
        if any(alphas is not None for alphas in lane.snapshot.prelu_alphas) or np.isfinite(lane.history.alpha).any()
    ]
