"""Maps drawn with more pixels than were measured, without steps between them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats

TARGET_PX = 128


def enlarged(values: Floats) -> NDArray[np.float32]:
    """Return maps (C, px, px) with TARGET_PX pixels a side, by the cubics of Catmull and Rom, without overshoot."""
    given = np.asarray(np.nan_to_num(values), np.float32)
    px = given.shape[-1]
    if px >= TARGET_PX:
        return given
    weights = _weights(TARGET_PX, px)
    between = weights @ given @ weights.T
    low, high = given.min(axis=(1, 2), keepdims=True), given.max(axis=(1, 2), keepdims=True)
    return np.asarray(np.clip(between, low, high), np.float32)


@lru_cache(maxsize=4)
def _weights(n_out: int, n_in: int) -> NDArray[np.float32]:
    """Return the (n_out, n_in) matrix of the interpolation; beyond the outermost pixels' centres it is level."""
    at = np.clip((np.arange(n_out) + 0.5) * n_in / n_out - 0.5, 0.0, n_in - 1.0)
    first = np.floor(at).astype(int)
    t = (at - first)[:, None]
    shares = np.hstack([-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, -(t**2) + t**3]) / 2.0
    weights = np.zeros((n_out, n_in))
    for k in range(4):
        np.add.at(weights, (np.arange(n_out), np.clip(first + k - 1, 0, n_in - 1)), shares[:, k])
    return np.asarray(weights, np.float32)
