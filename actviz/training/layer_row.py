"""LayerRow: what a census records of every layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass


@dataclass(frozen=True, eq=False)
class LayerRow:
    """One census by layer; what is not known, or does not exist, is NaN.

    `signals` (2, L) are the signal and the backward signal; `means` (L-1,) each hidden layer's mean activation;
    `alphas` (3, L-1) the mean, the least and the largest of its learned slopes α; `updates` (L,) the update ratio of
    the step that follows the census.
    """

    signals: Floats
    means: Floats
    alphas: Floats
    updates: Floats

    @classmethod
    def unknown(cls, n_layers: int, signals: Floats | None = None) -> LayerRow:
        """Return a row for L layers that holds nothing but the signals."""
        signals = np.full((2, n_layers), np.nan) if signals is None else signals
        of_hidden = np.full((4, n_layers - 1), np.nan)
        return cls(signals, of_hidden[0], of_hidden[1:], np.full(n_layers, np.nan))


def layer_means(by_unit: Iterable[Floats]) -> Floats:
    """Return the mean over the units, (L-1,), of each hidden layer's values, (n,)."""
    return np.array([values.mean() for values in by_unit])


def alpha_spans(alphas: Sequence[Floats | None]) -> Floats:
    """Return mean, least and largest learned slope, (3, L-1), NaN for a hidden layer that learns none."""
    spans = np.full((3, len(alphas)), np.nan)
    for i, learned in enumerate(alphas):
        if learned is not None:
            spans[:, i] = learned.mean(dtype=np.float64), learned.min(), learned.max()
    return spans
