"""The three magnitudes by layer that the panel shows: weight gradient, backward signal and signal."""

from __future__ import annotations

import numpy as np

from actviz.app.lanes import LaneView
from actviz.arrays import Bools, Floats
from actviz.training.snapshot import Snapshot
from actviz.translation import mark, tr
from actviz.ui.plots.layer_heat import Columns

GRADIENT, BACKWARD, SIGNAL, ALL = mark("weight gradient"), mark("backward signal"), mark("signal"), mark("all")
CHOICES = {
    GRADIENT: mark("The RMS, or the norm, of each layer's weight gradient: the signal forward times the signal back."),
    BACKWARD: mark("How much the loss of an example would change with a pre-activation of the layer."),
    SIGNAL: mark("How much the pre-activations of the layer still differ from example to example."),
    ALL: mark("All three side by side on one logarithmic scale."),
}
NAMES = {  # of the weight gradient's two measures, the longest first
    "rms": (mark("weight gradient RMS"), mark("gradient RMS"), mark("gradient"), mark("grad.")),
    "norm": (mark("weight gradient norm"), mark("gradient norm"), mark("gradient"), mark("grad.")),
}
SIZES = {
    "rms": (mark("size of the gradient (RMS)"), mark("gradient (RMS)"), mark("gradient")),
    "norm": (mark("size of the gradient (norm)"), mark("gradient (norm)"), mark("gradient")),
}


def shown_by(choice: str) -> tuple[str, ...]:
    """Return the magnitudes that a choice shows, from left to right."""
    return (GRADIENT, BACKWARD, SIGNAL) if choice == ALL else (choice,)


def names(magnitude: str, quantity: str) -> tuple[str, ...]:
    """Return what a magnitude is called, the longest name first."""
    if magnitude == GRADIENT:
        return tuple(map(tr, NAMES[quantity]))
    return (tr(BACKWARD), tr("backward"), tr("back")) if magnitude == BACKWARD else (tr(SIGNAL),)


def sizes(quantity: str, of: str) -> tuple[str, ...]:
    """Return what the weight gradient's bars show, measured on these examples, the longest name first."""
    longest, *shorter = map(tr, SIZES[quantity])
    return tr("{size}, {examples}", size=longest, examples=of), longest, *shorter


def of_layers(snapshot: Snapshot, magnitude: str, quantity: str) -> Floats:
    """Return a magnitude of every layer, (L,); `quantity` says which of the weight gradient."""
    if magnitude == GRADIENT:
        return snapshot.gradient_rms if quantity == "rms" else snapshot.gradient_norms
    return snapshot.backward if magnitude == BACKWARD else snapshot.signal


def underflows(snapshot: Snapshot, magnitude: str) -> Bools:
    """Return in which layers a magnitude that reads 0 is less than float32 can hold, (L,).

    Where that holds of the weight gradient, it holds of a backward signal of 0 too: the one is made of the other.
    """
    return np.zeros_like(snapshot.underflows) if magnitude == SIGNAL else snapshot.underflows


def examples(snapshot: Snapshot, brief: bool = False) -> str:
    """Return which examples the magnitudes were measured on."""
    if snapshot.whole_gradient:
        return tr("whole set") if brief else tr("whole training set")
    return tr("latest batch")


def recorded(lane: LaneView, magnitude: str) -> Floats:
    """Return every row that the record holds of a magnitude, (rows, L): of the weight gradient its RMS."""
    history = lane.history
    if magnitude == GRADIENT:
        return history.rms
    return history.backward if magnitude == BACKWARD else history.signal


def over_time(lane: LaneView, magnitude: str, most: int) -> Columns:
    """Return a magnitude over the run in at most so many columns.

    The weight gradient is recorded in even steps. The signals are recorded at each census: a column shows the latest
    census up to its end. Rows of older recordings, which hold no signals, are left out.
    """
    rows, history = recorded(lane, magnitude), lane.history
    if magnitude == GRADIENT:
        every = max(1, -(-len(rows) // most))
        # whole columns only: one that is not full yet would change its colour while it fills
        n = len(rows) - len(rows) % every
        start = float(history.steps[0] - history.stride) if n else 0.0
        picked = slice(every - 1, n, every)
        return Columns(rows[picked], history.steps[picked], start, float(history.stride * every))
    measured = ~np.isnan(rows).all(axis=1)
    first = int(measured.argmax()) if measured.any() else len(rows)
    return Columns.at_censuses(rows[first:], history.census_steps[first:], most, missing=first > 0)
