"""SweepMap: what is known of a sweep, laid out by its axes; a cell that was not measured says so."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Bools, Floats
from actviz.frozen import dataclass
from actviz.lessons.measures import MEASURES
from actviz.sweeps.cell import DIVERGED, FAILED, Cell
from actviz.sweeps.order import Point, frame_of
from actviz.sweeps.sweep import Place, Sweep

VERDICT = "verdict"  # in the place of a measure: that of most seeds
SAME = 0.05  # of the map's whole range: a difference below it is none


class SweepMap:
    """The cells of a sweep as arrays (n_1, n_2, seeds); it grows with each cell that is added."""

    def __init__(self, sweep: Sweep, cells: Iterable[Cell] = ()) -> None:
        self.sweep = sweep
        self.shape = (*sweep.shape, sweep.seeds)
        self._values = {name: np.full(self.shape, np.nan) for name in sweep.measures}
        self._there = np.zeros(self.shape, bool)
        self._verdicts: NDArray[Any] = np.full(self.shape, "", object)
        self.cells: dict[Place, Cell] = {}
        self.left_out: set[Point] = set()  # points that nobody measures, as those around them agree
        for cell in cells:
            self.add(cell)

    def add(self, cell: Cell) -> None:
        """Take up a cell; a later one of the same place replaces it."""
        self.cells[cell.place] = cell
        self._there[cell.place] = cell.state != FAILED
        self._verdicts[cell.place] = cell.verdict
        for name, values in self._values.items():
            values[cell.place] = cell.values.get(name, math.nan)

    @property
    def n_done(self) -> int:
        """How many runs there are, failed ones among them."""
        return len(self.cells)

    @property
    def n_failed(self) -> int:
        """How many runs failed."""
        return sum(cell.state == FAILED for cell in self.cells.values())

    @property
    def n_diverged(self) -> int:
        """How many runs diverged."""
        return sum(cell.state == DIVERGED for cell in self.cells.values())

    @property
    def measured(self) -> Bools:
        """Whether a point has at least one run that was measured, (n_1, n_2)."""
        return np.asarray(self._there.any(axis=2))

    def values(self, measure: str) -> Floats:
        """Return the values of a measure by point and seed, (n_1, n_2, seeds); NaN where there is none."""
        return self._values[measure]

    def middles(self, measure: str) -> Floats:
        """Return each point's median over the seeds, (n_1, n_2); NaN where there is none.

        Of a measure that is yes or no, 1 or 0, return the share of the seeds with yes.
        """
        values = self._values[measure]
        return _shares(values) if MEASURES[measure].is_yes_or_no else _over_seeds(values, 50)

    def ranges(self, measure: str) -> tuple[Floats, Floats]:
        """Return the smallest and the largest value over the seeds of each point, (n_1, n_2) each.

        Of a measure that is yes or no, both are the share of the seeds with yes.
        """
        values = self._values[measure]
        if MEASURES[measure].is_yes_or_no:
            return _shares(values), _shares(values)
        return _over_seeds(values, 0), _over_seeds(values, 100)

    def typical(self, point: Point, measure: str) -> Place:
        """Return the run of a point whose value is nearest to that of its point; the first where none has one."""
        if measure not in self._values:
            return Place(*point, 0)
        away = np.abs(self._values[measure][point] - self.middles(measure)[point])
        return Place(*point, 0 if np.isnan(away).all() else int(np.nanargmin(away)))

    def verdicts(self, point: Point) -> dict[str, int]:
        """Return how many seeds of a point had which verdict, the most frequent first."""
        found: dict[str, int] = {}
        for verdict in self._verdicts[point]:
            if verdict:
                found[verdict] = found.get(verdict, 0) + 1
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def nearest(self) -> NDArray[np.intp]:
        """Return the measured point that stands for each point, (n_1, n_2, 2): itself, or the nearest; -1 for none.

        On a list nothing lies between two values: only points with the same value there are looked at.
        """
        listed = [not axis.is_ordered for axis in self.sweep.axes] + [False]
        # along each row first, then from row to row: the square of the distance is a sum
        places, away = _nearest_in_rows(self.measured, listed[1])
        rows, columns = np.arange(len(places)), np.arange(places.shape[1])
        found = np.full((*self.sweep.shape, 2), -1, np.intp)
        for row in rows:
            up_and_down = np.where(rows == row, 0.0, np.inf) if listed[0] else (rows - row) ** 2.0
            squares = away**2 + up_and_down[:, None]
            best = squares.argmin(axis=0)
            is_there = np.isfinite(squares[best, columns])
            found[row, is_there, 0] = best[is_there]
            found[row, is_there, 1] = places[best, columns][is_there]
        return found

    def changes(self, measure: str) -> Callable[[Point], float]:
        """Return a function that tells how far the measured points around one lie apart now.

        It is a share of the map's whole range, 0 to 1. Where the verdicts differ, or some have a value and some none
        (because they diverged, say), that is a change of 1.
        """
        middles, known = self.middles(measure), self.measured.tolist()
        everything = middles[np.isfinite(middles)]
        whole = float(np.ptp(everything)) if len(everything) else 0.0

        def change(point: Point) -> float:
            around = frame_of(point, known)
            usual = {next(iter(self.verdicts(each)), "") for each in around}
            values = np.array([middles[each] for each in around])
            finite = np.isfinite(values)
            if not around or len(usual) > 1 or (finite.any() and not finite.all()):
                return 1.0
            return float(np.ptp(values)) / whole if whole and finite.any() else 0.0

        return change


@dataclass(frozen=True)
class Scale:
    """From which value to which colours go, and whether by factors; of verdicts, which there are."""

    low: float
    high: float
    is_log: bool
    verdicts: tuple[str, ...] = ()

    @classmethod
    def of(cls, maps: Sequence[SweepMap], measure: str) -> Scale:
        """Return one scale for a measure of some maps: by factors where it is above 0 and spans two decades."""
        if measure == VERDICT:
            keys = {next(iter(found.verdicts((p[0], p[1])))) for found in maps for p in np.argwhere(found.measured)}
            return cls(0.0, 1.0, False, tuple(sorted(keys)))
        values = np.concatenate([found.middles(measure).ravel() for found in maps])
        finite = values[np.isfinite(values)]
        if not len(finite):
            return cls(0.0, 1.0, False)
        low, high = float(finite.min()), float(finite.max())
        above = finite[finite > 0]
        if low >= 0 and len(above) and high > 100 * float(np.percentile(above, 5)):
            return cls(float(above.min()), high, True)
        return cls(low, high, False)

    def drawn(self, values: Floats) -> Floats:
        """Return values as they are drawn: their log10 on a scale by factors; infinity and NaN as NaN."""
        with np.errstate(invalid="ignore", divide="ignore"):
            drawn = np.log10(np.maximum(values, self.low)) if self.is_log else np.asarray(values, float)
        return np.where(np.isfinite(drawn), drawn, np.nan)

    @property
    def drawn_range(self) -> tuple[float, float]:
        """The ends as they are drawn."""
        return (math.log10(self.low), math.log10(self.high)) if self.is_log else (self.low, self.high)

    def shares(self, values: Floats) -> Floats:
        """Return each value's place between the ends, 0 to 1; NaN where it is not finite."""
        low, high = self.drawn_range
        return np.asarray(np.clip((self.drawn(values) - low) / (high - low or 1.0), 0.0, 1.0))


def _shares(values: Floats) -> Floats:
    """Return the mean over the last axis of what is not NaN, NaN where nothing is."""
    n_there = np.sum(~np.isnan(values), axis=-1)
    return np.where(n_there > 0, np.nansum(values, axis=-1) / np.maximum(n_there, 1), np.nan)


def _over_seeds(values: Floats, percentile: int) -> Floats:
    """Return a percentile over the last axis of what is not NaN; infinite values count."""
    n_there = np.sum(~np.isnan(values), axis=-1)
    ordered = np.sort(values, axis=-1)  # NaN last
    at = np.maximum(n_there - 1, 0) * percentile / 100
    low, high = np.floor(at).astype(int), np.ceil(at).astype(int)
    take = np.take_along_axis
    a, b = (take(ordered, index[..., np.newaxis], -1)[..., 0] for index in (low, high))
    with np.errstate(invalid="ignore"):
        middle = np.where(a == b, a, (a + b) / 2)
    return np.where(n_there > 0, middle, np.nan)


def _nearest_in_rows(measured: Bools, only_itself: bool) -> tuple[NDArray[np.intp], Floats]:
    """Return the column of the nearest measured point in the row of each point, and how far it is; inf for none."""
    columns = np.arange(measured.shape[1])
    if only_itself:
        return np.broadcast_to(columns, measured.shape), np.where(measured, 0.0, np.inf)
    left = np.maximum.accumulate(np.where(measured, columns, -np.inf), axis=1)
    right = np.minimum.accumulate(np.where(measured, columns, np.inf)[:, ::-1], axis=1)[:, ::-1]
    places = np.where(columns - left <= right - columns, left, right)
    return np.where(np.isfinite(places), places, 0).astype(np.intp), np.abs(columns - places)
