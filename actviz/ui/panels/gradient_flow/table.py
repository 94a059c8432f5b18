"""The table of Gradient flow: every magnitude of each layer, with the prediction for step 0 and its band."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz.app.lanes import LaneView
from actviz.ui.panels.gradient_flow.prediction import band_of, predicted

COLUMNS = (
    "gradient RMS",
    "gradient norm",
    "mean-field prediction of the RMS at step 0",
    "underflow",
    "backward signal",
    "signal",
    "band at step 0, 5 % of draws are below",
    "and 5 % above",
)


def layer_table(lanes: Sequence[LaneView]) -> list[list[object]]:
    """Return a row for each lane and layer, below the names of the columns."""
    rows: list[list[object]] = [["lane", "step", "layer", *COLUMNS]]
    for lane in lanes:
        s = lane.snapshot
        logs, _ = predicted(lane, "rms")
        edges = None if logs is None else band_of(lane, "rms")
        missing = [""] * len(s.signal)
        theory = missing if logs is None else (10.0**logs).tolist()
        low, high = (missing, missing) if edges is None else (10.0**edges).tolist()
        measured = (s.gradient_rms, s.gradient_norms, theory, s.underflows, s.backward, s.signal, low, high)
        each = zip(*(np.asarray(values).tolist() for values in measured), strict=True)
        rows += [[lane.name, s.step, i, *values] for i, values in enumerate(each, 1)]
    return rows
