"""PairMap: what a network gives along two of its inputs, the others being at their medians."""

from __future__ import annotations

from collections.abc import Collection

from actviz.arrays import Floats
from actviz.frozen import dataclass

_NAME = "pair_map"  # of the extra, which has the two inputs in its own name


@dataclass(frozen=True, eq=False)
class PairMap:
    """A map over two inputs; extent and values are in the data's own units."""

    pair: tuple[int, int]  # which inputs, from 0: across, and up
    extent: tuple[float, float, float, float]  # x0, x1, y0, y1
    values: Floats  # (n_L, px, px): class shares, or predicted values; lowest y first


def pair_extra(across: int, up: int) -> str:
    """Return the name of the extra measurement that is the map over these two inputs, from 0."""
    return f"{_NAME} {across} {up}"


def asked_pair(extras: Collection[str]) -> tuple[int, int] | None:
    """Return the two inputs, from 0, whose map is among the extras; None without one."""
    for extra in extras:
        name, *inputs = extra.split()
        if name == _NAME:
            across, up = map(int, inputs)
            return across, up
    return None
