"""Text for a gradient that underflows: it is not 0, and all that is known of its size is an upper bound."""

from __future__ import annotations

import math
from collections.abc import Callable

from actviz.number_text import figure, scientific
from actviz.training.snapshot import Snapshot
from actviz.translation import mark, tr

LEAST = 1e-45  # below float32's smallest number above 0, 1.4e-45
BRIEF = f"< {scientific(LEAST, 0)}"
OF_NORM = mark("less than float32 can hold")  # a norm is the larger, the more entries a layer has
AT_LENGTH = mark("below 10⁻⁴⁵, less than float32 can hold")


def size_text(value: float, underflows: bool, write: Callable[[float], str], quantity: str = "rms") -> str:
    """Return a layer's gradient, "rms" or "norm": as `write` has it, or what is known of one that underflows."""
    if not underflows:
        return write(value)
    return tr(OF_NORM) if quantity == "norm" else tr(AT_LENGTH)


def ratio_text(snapshot: Snapshot, ratio: float | None = None) -> str:
    """Return the first layer's gradient over the last one's, or `ratio` in its place, in two figures.

    It is a bound, "< 10⁻⁴³", where the first layer's underflows; "–" where both do.
    """
    value = snapshot.first_last_ratio if ratio is None else ratio
    last = float(snapshot.gradient_rms[-1])
    if value != 0.0 or not snapshot.underflows[0] or not last > 0.0 or not math.isfinite(last):
        return figure(value)
    return f"< {scientific(LEAST / last, 0)}"
