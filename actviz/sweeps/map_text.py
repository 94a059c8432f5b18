"""A map as text for a terminal: numbers where there is room for them, else shades."""

from __future__ import annotations

import math

import numpy as np

from actviz.arrays import Bools, Floats
from actviz.lessons.measures import MEASURES
from actviz.number_text import count, plain
from actviz.sweeps.results import SweepMap

MOST_NUMBERS = 10  # columns up to which numbers are written
MOST_COLUMNS = 120
SHADES = " ░▒▓█"
NONE = "·"  # not measured
UNDEFINED = "×"  # measured, and not defined there: after a divergence, say
VERDICT = "verdict"


def map_text(found: SweepMap, measure: str) -> str:
    """Return the map of a measure, or of the verdict of most seeds: the first axis to the right, the second upwards."""
    sweep = found.sweep
    lines = [text for text in (sweep.title, sweep.says) if text]
    what = "verdict of most seeds" if measure == VERDICT else f"{MEASURES[measure].label}, median of the seeds"
    lines.append(f"{what}; {_counts(found)}")
    labels = [axis.label for axis in sweep.axes]
    if len(labels) > 1:
        lines.append(f"upwards: {labels[1]}")
    return "\n".join([*lines, "", *_rows(found, measure), f"to the right: {labels[0]}"])


def _counts(found: SweepMap) -> str:
    sweep = found.sweep
    parts = [f"{found.n_done:,} of {count(sweep.n_runs, 'run')}"]
    parts += [f"{n:,} {word}" for n, word in ((found.n_diverged, "diverged"), (found.n_failed, "failed")) if n]
    left_out = int(np.prod(sweep.shape)) - int(found.measured.sum())
    return ", ".join([*parts, *([f"{count(left_out, 'point')} not measured"] if left_out else [])])


def _rows(found: SweepMap, measure: str) -> list[str]:
    sweep = found.sweep
    n_first, n_second = sweep.shape
    columns = np.unique(np.linspace(0, n_first - 1, min(n_first, MOST_COLUMNS)).round().astype(int))
    as_numbers = len(columns) <= MOST_NUMBERS or measure == VERDICT
    heads = [sweep.axes[1].text(place) if len(sweep.axes) > 1 else "" for place in range(n_second)]
    width = max(map(len, heads))
    known = found.measured
    rows = []
    if as_numbers:
        texts = [[_text(found, measure, known, (first, second)) for first in columns] for second in range(n_second)]
        feet = [sweep.axes[0].text(int(first)) for first in columns]
        wide = max(len(text) for row in (*texts, feet) for text in row)
        rows = [
            f"{head:>{width}}  " + "  ".join(f"{t:>{wide}}" for t in row)
            for head, row in zip(heads, texts, strict=True)
        ]
        return [*reversed(rows), f"{'':>{width}}  " + "  ".join(f"{text:>{wide}}" for text in feet)]
    medians = found.medians(measure)
    low, high, shades = _shades(medians)
    for second, head in enumerate(heads):
        signs = (_sign(shades, known, (int(first), second)) for first in columns)
        rows.append(f"{head:>{width}}  {''.join(signs)}")
    first, last = sweep.axes[0].text(int(columns[0])), sweep.axes[0].text(int(columns[-1]))
    foot = f"{first}{last:>{max(1, len(columns) - len(first))}}"
    key = f"{SHADES[0]!r} {plain(low)} to {SHADES[-1]!r} {plain(high)}, {NONE} not measured, {UNDEFINED} not defined"
    return [*reversed(rows), f"{'':>{width}}  {foot}", key]


def _text(found: SweepMap, measure: str, known: Bools, point: tuple[int, int]) -> str:
    if not known[point]:
        return NONE
    if measure == VERDICT:
        return next(iter(found.verdicts(point)), NONE)
    value = float(found.medians(measure)[point])
    return UNDEFINED if math.isnan(value) else MEASURES[measure].text(value)


def _shades(medians: Floats) -> tuple[float, float, Floats]:
    """Return the smallest and the largest value and each one's place between them; by decades where they span some."""
    finite = medians[np.isfinite(medians)]
    if not len(finite):
        return math.nan, math.nan, np.full(medians.shape, np.nan)
    low, high = float(finite.min()), float(finite.max())
    if low > 0 and high / low > 100:
        with np.errstate(invalid="ignore", divide="ignore"):
            places = np.log(medians / low) / math.log(high / low)
    else:
        places = (medians - low) / (high - low or 1.0)
    return low, high, np.clip(places, 0, 1)


def _sign(shades: Floats, known: Bools, point: tuple[int, int]) -> str:
    if not known[point]:
        return NONE
    if math.isnan(shades[point]):
        return UNDEFINED
    return SHADES[min(len(SHADES) - 1, int(shades[point] * len(SHADES)))]
