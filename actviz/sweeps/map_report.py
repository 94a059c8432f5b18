"""A map as a section of the HTML report: its picture, and a table of its points."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

import numpy as np

from actviz.arrays import Floats
from actviz.diagnosis.rule import verdict_label
from actviz.export.report_parts import figure_block, table
from actviz.joined_text import clauses, sentences
from actviz.lessons.measures import MEASURES
from actviz.number_text import whole
from actviz.sweeps.curvature import curvature_lines
from actviz.sweeps.map_chart import map_svg
from actviz.sweeps.results import VERDICT, SweepMap
from actviz.sweeps.shipped import words_of
from actviz.sweeps.theory_lines import theory_lines
from actviz.translation import tr, tr_count

MOST_ROWS, MOST_OPEN = 5_000, 60  # of the table; one that has more than the latter is folded


def map_section(found: SweepMap, measure: str) -> str:
    """Return the section about a map whose measure, or whose verdict of most seeds, is on show."""
    sweep = found.sweep
    shown = sweep.measures[0] if measure == VERDICT else measure
    words = words_of(sweep)
    known = [(int(first), int(second)) for first, second in np.argwhere(found.measured)]
    parts = [
        words.says,
        tr("{done} of {total} runs of {steps} steps each.", done=whole(found.n_done), total=whole(sweep.n_runs),
           steps=whole(sweep.steps)),
    ]  # fmt: skip
    if found.n_diverged:
        parts.append(tr_count("{n} run diverged.", "{n} runs diverged.", found.n_diverged))
    if len(known) < sweep.shape[0] * sweep.shape[1]:
        parts.append(tr("Pale cells were not measured: they have the colour of the nearest that was."))
    if len(known) > MOST_ROWS:
        parts.append(tr("The table has the first {n} points.", n=whole(MOST_ROWS)))
    head = [*(axis.label for axis in sweep.axes), *_measure_heads(shown), tr("verdicts")]
    rows = table([escape(each) for each in head], _rows(found, shown, known[:MOST_ROWS]))
    if len(known) > MOST_OPEN:
        summary = escape(tr("All points"))
        rows = f"<details><summary>{summary}</summary>{rows}</details>"
    title = escape(tr("Map: {title}", title=words.title) if words.title else tr("Map"))
    picture = map_svg(found, measure, (*theory_lines(sweep), *curvature_lines(sweep)))
    return figure_block(title, escape(sentences(parts)), "", picture + rows)


def _measure_heads(measure: str) -> list[str]:
    label = tr(MEASURES[measure].label)
    if MEASURES[measure].is_yes_or_no:
        return [tr("{measure}, share of the seeds", measure=label)]
    return [tr("{measure}, median of the seeds", measure=label), tr("smallest"), tr("largest")]


def _rows(found: SweepMap, measure: str, points: list[tuple[int, int]]) -> Iterator[list[str]]:
    columns = [found.middles(measure)]
    if not MEASURES[measure].is_yes_or_no:
        columns += found.ranges(measure)
    for point in points:
        settings = [axis.text(at) for axis, at in zip(found.sweep.axes, point, strict=False)]
        numbers = [_number(column, point, measure) for column in columns]
        verdicts = clauses(
            tr("{verdict} {n}", verdict=verdict_label(key), n=n) for key, n in found.verdicts(point).items()
        )
        yield [escape(each) for each in (*settings, *numbers, verdicts)]


def _number(column: Floats, point: tuple[int, int], measure: str) -> str:
    value = float(column[point])
    return "–" if math.isnan(value) else MEASURES[measure].text(value)
