"""A map as text for a terminal: numbers where there is room for them, else shades."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from actviz.arrays import Bools, Floats
from actviz.diagnosis.rule import verdict_label
from actviz.joined_text import clauses
from actviz.lessons.measures import MEASURES
from actviz.number_text import count, plain
from actviz.sweeps.cell import DIVERGED, FAILED, Cell
from actviz.sweeps.order import Point
from actviz.sweeps.results import VERDICT, Scale, SweepMap
from actviz.sweeps.sweep import Place
from actviz.translation import tr, tr_count

MOST_NUMBERS = 10  # columns up to which numbers are written
MOST_COLUMNS = 120
SHADES = " ░▒▓█"
NONE = "·"  # not measured
UNDEFINED = "×"  # measured, and not defined there: after a divergence, say


def map_text(found: SweepMap, measure: str) -> str:
    """Return the map of a measure, or of the verdict of most seeds: the first axis to the right, the second upwards."""
    sweep = found.sweep
    lines = [text for text in (sweep.title, sweep.says) if text]
    lines.append(f"{_what(measure)}; {_counts(found)}")
    labels = [axis.label for axis in sweep.axes]
    if len(labels) > 1:
        lines.append(f"upwards: {labels[1]}")
    return "\n".join([*lines, "", *_rows(found, measure), f"to the right: {labels[0]}"])


def _what(measure: str) -> str:
    if measure == VERDICT:
        return "verdict of most seeds"
    return f"{MEASURES[measure].label}, {'share' if MEASURES[measure].is_yes_or_no else 'median'} of the seeds"


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
    scale = Scale.of([found], measure)
    shades = scale.shares(found.middles(measure))
    for second, head in enumerate(heads):
        signs = (_sign(shades, known, (int(first), second)) for first in columns)
        rows.append(f"{head:>{width}}  {''.join(signs)}")
    first, last = sweep.axes[0].text(int(columns[0])), sweep.axes[0].text(int(columns[-1]))
    foot = f"{first}{last:>{max(1, len(columns) - len(first))}}"
    ends = f"{SHADES[0]!r} {plain(scale.low)} to {SHADES[-1]!r} {plain(scale.high)}"
    key = f"{ends}, {NONE} not measured, {UNDEFINED} not defined"
    return [*reversed(rows), f"{'':>{width}}  {foot}", key]


def _text(found: SweepMap, measure: str, known: Bools, point: tuple[int, int]) -> str:
    if not known[point]:
        return NONE
    if measure == VERDICT:
        return next(iter(found.verdicts(point)), NONE)
    value = float(found.middles(measure)[point])
    return UNDEFINED if math.isnan(value) else MEASURES[measure].text(value)


def _sign(shades: Floats, known: Bools, point: tuple[int, int]) -> str:
    if not known[point]:
        return NONE
    if math.isnan(shades[point]):
        return UNDEFINED
    return SHADES[min(len(SHADES) - 1, int(shades[point] * len(SHADES)))]


def point_text(found: SweepMap, measure: str, point: Point) -> str:
    """Return what is known of a point, in lines: its settings, the measure, the verdicts, and what went wrong."""
    sweep = found.sweep
    settings = [
        tr("{setting} {value}", setting=tr(axis.label), value=axis.text(at))
        for axis, at in zip(sweep.axes, point, strict=False)
    ]
    cells = [cell for cell in (found.cells.get(Place(*point, seed)) for seed in range(sweep.seeds)) if cell]
    lines = [clauses(settings)]
    if not cells:
        return "\n".join([*lines, tr("not measured: the colour is that of the nearest point that was")])
    shown = measure if measure != VERDICT else sweep.measures[0]
    text = MEASURES[shown].text
    middle = float(found.middles(shown)[point])
    if not math.isnan(middle):
        low, high = (text(float(each[point])) for each in found.ranges(shown))
        label = tr(MEASURES[shown].label)
        if low == high:
            lines.append(tr("{measure}: {median}", measure=label, median=text(middle)))
        else:
            lines.append(
                tr("{measure}: {median} ({low} to {high})", measure=label, median=text(middle), low=low, high=high)
            )
    told = found.verdicts(point)
    if told:
        counts = clauses(tr("{verdict} {n}", verdict=verdict_label(key), n=n) for key, n in told.items())
        lines.append(tr("verdicts: {counts}", counts=counts))
    for state, sentence in ((DIVERGED, tr_count("{n} run diverged", "{n} runs diverged", _n(cells, DIVERGED))),
                            (FAILED, tr_count("{n} run failed", "{n} runs failed", _n(cells, FAILED)))):  # fmt: skip
        message = next((cell.why for cell in cells if cell.state == state), "")
        if message:
            lines.append(tr("{sentence}: {message}", sentence=sentence, message=message))
    return "\n".join(lines)


def _n(cells: Sequence[Cell], state: str) -> int:
    return sum(cell.state == state for cell in cells)
