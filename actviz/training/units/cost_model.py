"""CostModel: what checking units costs, in training steps, from sizes alone: the same schedule on every machine."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

CALL_US, FLOPS_PER_US, VALUES_PER_US = 0.4, 1e5, 1e3  # about what arithmetic costs; sets schedules, nothing else
COPIED_PER_US, STACKED_US = 2e3, 0.2  # values; one more product in a call that does many
RESULTS_US = 400.0  # loss and accuracy over all examples, beside the arithmetic
COLD = 1.6  # times as much takes a check, which finds nothing in the cache and evicts the training's arrays
CREDIT_US, SEARCH_CREDIT_US = 2e4, 1e5  # of work on causes, and of searching, that may be done ahead of its share
LEAST_CREDIT = 3.0  # steps' worth, at least
PIECE_US = 1e5  # of work done at one go; what takes longer is cut into pieces or left undone


class CostModel:
    """Prices for one network and batch size."""

    def __init__(self, sizes: tuple[int, ...], batch: int) -> None:
        products = np.array([(a + 1) * b for a, b in pairwise(sizes)], float)
        n_layers = len(products)
        step = CALL_US * (7 * n_layers + 12) + 6 * batch * products.sum() / FLOPS_PER_US
        self.step_us = float(step)
        self.credit, self.search_credit = (max(LEAST_CREDIT, us / step) for us in (CREDIT_US, SEARCH_CREDIT_US))
        self.glance, self.check = float(4 * CALL_US / step), float(COLD * 40 * CALL_US / step)
        self.results = float(RESULTS_US / step)
        self.copy = float((CALL_US + products.sum() / COPIED_PER_US) / step)  # of all parameters
        self.piece = float(PIECE_US / step)
        self._call, self._stacked = COLD * 3 * CALL_US / step, COLD * STACKED_US / step
        each = COLD * (2 * products / FLOPS_PER_US + np.array(sizes[1:]) / VALUES_PER_US)
        self._column = np.cumsum(each) / step

    def forward(self, columns: int, depth: int, stacked: int = 1) -> float:
        """Return the price of a pass through the first `depth` layers, for so many states of the parameters at once."""
        calls = depth * (self._call + (stacked - 1) * self._stacked)
        return float(calls + stacked * columns * self._column[depth - 1])

    def read(self, values: int) -> float:
        """Return the price of reading so many values in float64, as a norm does."""
        return float(values / VALUES_PER_US / self.step_us)
