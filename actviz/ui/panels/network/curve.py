"""The curve of edges and river: a cubic that is level at both ends."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats

_T = np.linspace(0.0, 1.0, 257)
_ACROSS = 1.5 * _T * (1 - _T) ** 2 + 1.5 * _T**2 * (1 - _T) + _T**3
_UP = _T * _T * (3 - 2 * _T)


def smooth_rise(across: Floats) -> Floats:
    """Return the height (0 … 1) of the Bézier curve (0, 0) (½, 0) (½, 1) (1, 1), so far across (0 … 1)."""
    return np.interp(across, _ACROSS, _UP)
