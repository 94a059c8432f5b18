"""Which runs come first: a coarse map, then finer ones, and of each the places where the last one changed.

The points of level 0 lie so far apart that a map has some 5 × 5 of them, its edges among them; each next level halves
the distance. All seeds of a point are run before the next level begins, the first seed of each point before the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from actviz.sweeps.sweep import Place, Sweep

COARSE = 5  # points on each axis of the first map
Point = tuple[int, int]


def levels(sweep: Sweep) -> list[list[Point]]:
    """Return the points of each level; together they are all points, each once.

    An axis without an order, a list of activations say, has all its values in the first level.
    """
    marks = [_marks(n, len(sweep.axes) > i and not sweep.axes[i].is_ordered) for i, n in enumerate(sweep.shape)]
    n_levels = max(max(each) for each in marks) + 1
    found: list[list[Point]] = [[] for _ in range(n_levels)]
    for first, a in enumerate(marks[0]):
        for second, b in enumerate(marks[1]):
            found[max(a, b)].append((first, second))
    return [level for level in found if level]


def _marks(n: int, is_list: bool) -> list[int]:
    """Return the level to which each place of an axis belongs."""
    if is_list or n <= COARSE:
        return [0] * n
    stride = 1
    while (n - 1) // (2 * stride) + 1 >= COARSE:
        stride *= 2
    level, marks = 0, [-1] * n
    while stride >= 1:
        for place in [*range(0, n, stride), n - 1]:
            if marks[place] < 0:
                marks[place] = level
        level, stride = level + 1, stride // 2
    return marks


def frame_of(point: Point, known: Sequence[Sequence[bool]]) -> list[Point]:
    """Return the measured points around one: the nearest in its row, its column, and on its diagonals."""
    n_first, n_second = len(known), len(known[0])
    found = []
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            first, second = point[0] + down, point[1] + right
            while (down or right) and 0 <= first < n_first and 0 <= second < n_second:
                if known[first][second]:
                    found.append((first, second))
                    break
                first, second = first + down, second + right
    return found


def places_of(points: Sequence[Point], seeds: int, change: Callable[[Point], float]) -> Iterator[Place]:
    """Yield the runs of a level: where the map changes most first, and the first seed of each before the others."""
    ranked = sorted(points, key=lambda point: -change(point))
    for seed in range(seeds):
        for first, second in ranked:
            yield Place(first, second, seed)
