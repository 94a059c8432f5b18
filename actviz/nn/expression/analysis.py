"""The analysis of an expression finds its gaps, jumps, corners, flat regions and largest slope before it is used.

A corner can be only where an argument of `abs`, a comparison, a logarithm … changes its sign. Between two corners one
piece of the function applies. The rules of arithmetic (`_lines`) decide whether a piece is a straight line, and which,
so that a region counts as flat only if its slope is zero by construction: that of `where(z>0, z, 0)` is, that of
`exp(-z*z)` is not, even where it rounds to 0.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.activation import INF, Alpha, Interval
from actviz.nn.expression.graph import BadExpression, Node, ordered, switches
from actviz.nn.expression.kernels import Values, values_of
from actviz.nn.expression.operations import OPERATIONS
from actviz.nn.expression.parser import Expression
from actviz.nn.quantiles import distinct
from actviz.number_text import compact
from actviz.translation import tr

Lines = dict[Node, tuple[NDArray[np.bool_], Floats]]  # at every z: is it on a straight line, and of which slope
RANGE = 20.0  # |z| up to which a function must have a finite value and slope
FARTHEST = 1e6
TAIL_SAMPLES = 50  # a region that contains the last so many samples is unbounded
MOST_CORNERS = 200
BISECTIONS = 60
_TAIL = np.logspace(np.log10(RANGE), np.log10(FARTHEST), 201)[1:]
_INNER = np.linspace(-RANGE, RANGE, 2001)
_WITHIN = (np.arange(41) + 0.5) / 41.0  # sampled positions within a piece
_GRID = np.concatenate((-_TAIL[::-1], _INNER, _TAIL))


@dataclass(frozen=True)
class Facts:
    """The analysis of one expression with one α."""

    largest_slope: float  # for |z| <= RANGE
    flat: tuple[Interval, ...]
    piecewise_linear: bool
    corners: tuple[float, ...]  # within RANGE
    jumps: tuple[float, ...]
    slope_below: float | None  # of a rectifier: two straight lines that meet in (0, 0), the right one of slope 1
    ends_at: tuple[float, ...]  # the z beyond RANGE from which value or slope are not finite in float32


def facts_of(expression: Expression, alpha: float | None) -> Facts:
    """Analyse an expression.

    Raises:
        BadExpression: its value or slope is not finite for some |z| <= RANGE.
    """
    with np.errstate(all="ignore"):
        corners = _corners(expression, alpha)
        near = corners[np.abs(corners) <= RANGE]
        z = distinct(np.concatenate((_INNER, near, near - 1e-6, near + 1e-6)))
        _refuse_gaps(expression, z, alpha)
        pieces = _pieces(expression, corners, alpha)
        linear = all(slope is not None for _, _, slope in pieces) and len(pieces) <= MOST_CORNERS
        return Facts(
            _largest_slope(expression, z, alpha),
            _flat(expression, pieces, alpha),
            linear,
            tuple(near.tolist()),
            _jumps(expression, near, alpha),
            _slope_below(expression, pieces, alpha) if linear else None,
            _ends(expression, alpha),
        )


# Corners


def _corners(expression: Expression, alpha: Alpha) -> Floats:
    """Return the z at which pieces of the function may meet, ascending."""
    nodes = ordered(expression.value)
    targets = [t for t in dict.fromkeys(switches(expression.graph, nodes)) if t.has_z]
    if not targets:
        return np.zeros(0)
    nodes = ordered(*targets)
    values, n = values_of(nodes, _GRID, alpha), len(_GRID)
    lines = _lines(nodes, values, n)
    reach = 2.0 * np.maximum(np.diff(_GRID, prepend=_GRID[0] - 1.0), np.diff(_GRID, append=_GRID[-1] + 1.0))
    found: list[Floats] = [np.zeros(0)]
    for target in targets:
        g = values[target]
        straight, slope = lines[target]
        # on a straight line one sample gives the zero; it counts where it is near that sample
        roots = np.where(straight & (slope != 0.0), _GRID - g / slope, np.nan)
        found.append(roots[np.abs(roots - _GRID) <= reach])
        tied = np.concatenate(([True], g == 0.0, [True]))
        found.append(_GRID[tied[1:-1] & ~(tied[:-2] & tied[2:])])  # only the ends of an interval on which it is 0
        bent = ~(straight[1:] & straight[:-1])
        near = np.abs(_GRID[1:]) <= RANGE  # farther out the grid is too coarse for oscillations
        cross = np.flatnonzero((np.sign(g[1:]) * np.sign(g[:-1]) < 0) & bent & near)[:MOST_CORNERS]
        found.append(_bisected(target, _GRID[cross], _GRID[cross + 1], alpha))
    roots = np.concatenate(found)
    roots = roots[np.isfinite(roots) & (np.abs(roots) <= FARTHEST)]
    # 12 digits merge the same corner found in two ways; adding 0.0 turns -0.0 into 0.0
    roots = distinct(np.array([float(f"{root:.12g}") for root in distinct(roots)]) + 0.0)
    if len(roots) > MOST_CORNERS:  # those next to 0
        roots = np.sort(roots[np.argsort(np.abs(roots), kind="stable")[:MOST_CORNERS]])
    return roots


def _bisected(target: Node, low: Floats, high: Floats, alpha: Alpha) -> Floats:
    if not len(low):
        return low
    nodes = ordered(target)
    below = np.sign(values_of(nodes, low, alpha)[target])
    for _ in range(BISECTIONS):
        middle = (low + high) / 2.0
        same = np.sign(values_of(nodes, middle, alpha)[target]) == below
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return np.asarray((low + high) / 2.0)


# Straight lines


def _lines(nodes: list[Node], values: Values, n: int) -> Lines:
    """Return, for every node and z, whether its value is a straight line in z by construction, and its slope."""
    found: Lines = {}
    yes, flat = np.ones(n, bool), np.zeros(n)
    for node in nodes:
        if not node.has_z or OPERATIONS[node.operation].is_condition or node.operation == "sign":
            found[node] = yes, flat
        elif node.operation == "z":
            found[node] = yes, np.ones(n)
        else:
            straight, slope = _line_of(node, values, found)
            found[node] = straight, np.where(straight, slope, 0.0)
    return found


@np.errstate(all="ignore")
def flat_at(expression: Expression, z: Floats, alpha: Alpha) -> NDArray[np.bool_]:
    """Return, for any z (n,), whether the function is constant there by construction; no corners are needed."""
    nodes = ordered(expression.value)
    straight, slope = _lines(nodes, values_of(nodes, z, alpha), len(z))[expression.value]
    return np.asarray(straight & (slope == 0.0))


def _line_of(node: Node, values: Values, known: Lines) -> tuple[Any, Any]:
    lines, v = [known[x] for x in node.arguments], [values[x] for x in node.arguments]
    (p, m), (q, k) = lines[0], lines[-1]
    match node.operation:
        case "add":
            return p & q, m + k
        case "subtract" if node.arguments[0] is node.arguments[1]:
            return np.isfinite(v[0]), 0.0 * m
        case "subtract":
            return p & q, m - k
        case "negative":
            return p, -m
        case "multiply":
            one, other = p & (m == 0.0), q & (k == 0.0)
            gone = (one & (v[0] == 0.0)) | (other & (v[1] == 0.0))
            return gone | (p & q & (one | other)), np.where(gone, 0.0, m * v[1] + k * v[0])
        case "divide":
            gone = p & (m == 0.0) & (v[0] == 0.0)
            return gone | (p & q & (k == 0.0)), np.where(gone, 0.0, m / v[1])
        case "abs":
            return p, m * np.sign(v[0])
        case "maximum" | "minimum":
            first = v[0] > v[1] if node.operation == "maximum" else v[0] < v[1]
            return np.where(first, p, q), np.where(first, m, k)
        case "where":
            (r, s), (t, u) = lines[1:]
            return np.where(v[0], r, t), np.where(v[0], s, u)
    constant = np.logical_and.reduce([straight & (slope == 0.0) for straight, slope in lines])
    return constant, np.zeros(len(constant))


Piece = tuple[float, float, float | None]  # from, to, and the slope where it is a straight line


def _pieces(expression: Expression, corners: Floats, alpha: Alpha) -> list[Piece]:
    """Return the pieces between the corners from left to right; the outer ones are unbounded."""
    ends = [-INF, *corners.tolist(), INF]
    samples, owner = [], []
    for i, (low, high) in enumerate(pairwise(ends)):
        inside = _GRID[np.searchsorted(_GRID, low, "right") : np.searchsorted(_GRID, high)]
        if math.isinf(low) or math.isinf(high):
            points = inside if len(inside) >= TAIL_SAMPLES else np.zeros(0)
        else:
            points = low + (high - low) * _WITHIN
        samples.append(points)
        owner.append(np.full(len(points), i))
    z, belongs = np.concatenate(samples), np.concatenate(owner)
    nodes = ordered(expression.value)
    straight, slope = _lines(nodes, values_of(nodes, z, alpha), len(z))[expression.value]
    pieces: list[Piece] = []
    for i, (low, high) in enumerate(pairwise(ends)):
        mine = belongs == i
        slopes = slope[mine]
        even = bool(mine.any()) and bool(straight[mine].all()) and float(np.ptp(slopes)) <= 1e-9 * abs(float(slopes[0]))
        piece = low, high, float(slopes[0]) if even else None
        if pieces and piece[2] == pieces[-1][2] and _goes_on(expression, low, piece[2], alpha):
            pieces[-1] = pieces[-1][0], high, piece[2]
        else:
            pieces.append(piece)
    return pieces


def _goes_on(expression: Expression, z: float, slope: float | None, alpha: Alpha) -> bool:
    """Whether straight lines of this slope on both sides of z form one: no jump, and no other slope at z itself."""
    return slope is not None and _continuous(expression, z, alpha) and _has_slope(expression, z, slope, alpha)


def _has_slope(expression: Expression, z: float, slope: float, alpha: Alpha) -> bool:
    at = values_of(ordered(expression.slope), np.array([z]), alpha)[expression.slope]
    return bool(np.all(np.abs(np.asarray(at) - slope) <= 1e-9 * abs(slope)))


def _continuous(expression: Expression, z: float, alpha: Alpha) -> bool:
    return not _jumps(expression, np.array([z]), alpha)


def _flat(expression: Expression, pieces: list[Piece], alpha: Alpha) -> tuple[Interval, ...]:
    """Return the flat pieces; adjacent ones with only a jump between them are merged if the slope is 0 there too."""
    merged: list[Interval] = []
    for low, high, slope in pieces:
        if slope != 0.0:
            continue
        if merged and merged[-1][1] == low and _has_slope(expression, low, 0.0, alpha):
            merged[-1] = merged[-1][0], high
        else:
            merged.append((low, high))
    return tuple(merged)


def _slope_below(expression: Expression, pieces: list[Piece], alpha: Alpha) -> float | None:
    if len(pieces) != 2 or pieces[0][1] != 0.0 or pieces[1][2] != 1.0:
        return None
    at_zero = values_of(ordered(expression.value), np.zeros(1), alpha)[expression.value]
    return pieces[0][2] if not np.any(at_zero) and _continuous(expression, 0.0, alpha) else None


def _jumps(expression: Expression, corners: Floats, alpha: Alpha) -> tuple[float, ...]:
    """Return the corners at which the value jumps: its difference does not shrink with the distance."""
    if not len(corners):
        return ()
    nodes, size = ordered(expression.value), np.maximum(1.0, np.abs(corners))

    def leap(distance: float) -> Floats:
        sides = [values_of(nodes, corners + sign * distance * size, alpha) for sign in (-1.0, 1.0)]
        values = [np.broadcast_to(np.asarray(side[expression.value], np.float64), corners.shape) for side in sides]
        at = values_of(nodes, corners, alpha)[expression.value]
        leaps = abs(values[1] - values[0]), abs(values[0] - at), abs(values[1] - at)
        return np.asarray(np.max(leaps, axis=0))

    # over a thousandth of the distance, the difference of a continuous function shrinks; that of a jump stays
    far, close = leap(1e-6), leap(1e-9)
    return tuple(corners[(close > 0.5 * far) & (close > 1e-7)].tolist())


# Values and slopes


def _refuse_gaps(expression: Expression, z: Floats, alpha: Alpha) -> None:
    for dtype in (np.float64, np.float32):
        nodes = ordered(expression.value, expression.slope)
        found = values_of(nodes, z.astype(dtype), alpha)
        for target in (expression.value, expression.slope):
            bad = ~np.isfinite(np.broadcast_to(found[target], z.shape))
            if bad.any():
                where = _where_text(z, bad)
                z_bad = z[bad][np.argmin(np.abs(z[bad]))]
                node = _first_not_finite(ordered(target), found, int(np.flatnonzero(z == z_bad)[0]))
                complaint = OPERATIONS[node.operation].complaint
                fault = tr(complaint)
                if target is not expression.value:
                    fault = tr("the slope is not finite ({complaint})", complaint=fault)
                values = {"fault": fault, "where": where}
                if alpha is None:
                    raise BadExpression(node.column, tr("{fault} {where}", **values))
                a = compact(float(np.mean(alpha)))
                raise BadExpression(node.column, tr("{fault} {where}, with a = {a}", **values, a=a))


def _first_not_finite(nodes: list[Node], found: Values, i: int) -> Node:
    """Return the first operation whose result at the i-th z is not finite while its arguments are."""
    for node in nodes:
        at = [np.asarray(found[x]) for x in (node, *node.arguments)]
        here = [bool(np.isfinite(x[i] if x.ndim else x)) for x in at]
        if not here[0] and all(here[1:]):
            return node
    return nodes[-1]


def _where_text(z: Floats, bad: NDArray[np.bool_]) -> str:
    if bad.all():
        return tr("for every z")
    nearest = float(z[bad][np.argmin(np.abs(z[bad]))])
    share = float(bad.mean())
    if share < 0.002:
        return tr("at z = {z}", z=compact(nearest, 4))
    one_run = np.count_nonzero(np.diff(bad.astype(np.int8)) == 1) + int(bad[0]) == 1
    if not one_run:
        return tr("at z = {z} and elsewhere", z=compact(nearest, 3))
    return tr("from z = {low} to {high}", low=compact(float(z[bad].min()), 3), high=compact(float(z[bad].max()), 3))


def _largest_slope(expression: Expression, z: Floats, alpha: Alpha) -> float:
    nodes = ordered(expression.slope)

    def steepness(points: Floats) -> Floats:
        return np.broadcast_to(np.abs(values_of(nodes, points, alpha)[expression.slope]), points.shape)

    slopes = steepness(z)
    best = int(slopes.argmax())
    low, high = z[max(0, best - 1)], z[min(len(z) - 1, best + 1)]
    largest = float(slopes[best])
    for _ in range(4):
        points = np.linspace(low, high, 101)
        slopes = steepness(points)
        best = int(slopes.argmax())
        largest = max(largest, float(slopes[best]))
        low, high = points[max(0, best - 1)], points[min(100, best + 1)]
    return largest


def _ends(expression: Expression, alpha: Alpha) -> tuple[float, ...]:
    """Return, on either side, the z nearest to 0 at which value or slope is not finite in float32."""
    nodes, ends = ordered(expression.value, expression.slope), []
    for side in (-1.0, 1.0):
        z = side * _TAIL
        found = values_of(nodes, z.astype(np.float32), alpha)
        both = [np.broadcast_to(np.isfinite(found[t]), z.shape) for t in (expression.value, expression.slope)]
        bad = np.flatnonzero(~(both[0] & both[1]))
        ends += [float(z[bad[0]])] if len(bad) else []
    return tuple(ends)
