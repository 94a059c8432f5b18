"""PairPlot: the data over two of its inputs, on what the network gives there."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.training.snapshot import RunFacts, Snapshot
from actviz.ui.plots.decision_map import DecisionMap

MARGIN = 0.06  # of the range, as the map is measured


class PairPlot(DecisionMap):
    """A decision map over two inputs of many. The colours belong to the other inputs' medians, the points do not:
    no ring says that one is misclassified.
    """

    has_rings = False

    def __init__(self, facts: RunFacts, pair: tuple[int, int]) -> None:
        self.pair = pair
        super().__init__(facts)

    @property
    def names(self) -> tuple[str, str]:
        """The names of the two inputs."""
        return self._facts.input_texts[self.pair[0]], self._facts.input_texts[self.pair[1]]

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """The range of the two inputs over the training set, with a margin."""
        found = self._facts.own_x(self._facts.train_x, self.pair).astype(np.float64)
        low, high = found.min(axis=0), found.max(axis=0)
        spread = np.where(high > low, high - low, 1.0 / MARGIN)
        low, high = low - MARGIN * spread, high + MARGIN * spread
        return float(low[0]), float(high[0]), float(low[1]), float(high[1])

    def points(self, x: Floats) -> Floats:
        """Return the examples' values of the two inputs, in the data's own units."""
        return self._facts.own_x(x, self.pair)

    def values(self, snapshot: Snapshot) -> Floats | None:
        """Return the map over these two inputs, if it has been measured."""
        found = snapshot.pair_map
        return found.values if found is not None and found.pair == self.pair else None
