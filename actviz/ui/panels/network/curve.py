"""The curve of edges and river: a cubic that is level at both ends."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
_T = np.linspace(0.0, 1.0, 257)
_ACROSS = 1.5 * _T * (1 - _T) ** 2 + 1.5 * _T**2 * (1 - _T) + _T**3
_UP = _T * _T * (3 - 2 * _T)


def smooth_rise(across: Floats) -> Floats:
    """Return how high (0 … 1) the Bézier curve through (0, 0) ½, 0 ½, 1 and (1, 1) is, so far across (0 … 1)."""
    return np.interp(across, _ACROSS, _UP)
