"""A map as a drawing (SVG): its cells in the colours of a measure or of the verdicts, and theory's lines over them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.diagnosis.rule import verdict_label
from actviz.export.charts import Axis as ChartAxis
from actviz.export.charts import Line, cell_map, colour_names, colour_scale, linear_axis, palette, words_px
from actviz.lessons.measures import MEASURES
from actviz.number_text import power_of_ten
from actviz.sweeps.axis import Axis
from actviz.sweeps.results import VERDICT, Scale, SweepMap
from actviz.sweeps.shipped import words_of
from actviz.sweeps.theory_lines import TheoryLine
from actviz.translation import tr

MOST_UP, MOST_DECADES = 12, 6  # ticks
ROOM_PX, APART_PX = 420, 12  # for the words along the first axis, and between two of them
UNDEFINED = (128, 134, 142)  # measured, and without a value: after a divergence, say
PALE = 0.4  # opacity of a point that was not measured, in the colour of the nearest one that was
HEALTHY = (0, 114, 178)
OTHER_VERDICTS = (
    (213, 94, 0), (204, 121, 167), (184, 127, 0), (0, 158, 115), (130, 60, 30), (111, 63, 168), (90, 98, 110),
)  # fmt: skip


def map_svg(found: SweepMap, measure: str, lines: Sequence[TheoryLine] = ()) -> str:
    """Return the map of a measure, or of the verdict of most seeds: the first axis to the right, the second upwards."""
    axes, (n_first, n_second) = found.sweep.axes, found.sweep.shape
    second = _ticks(axes[1], MOST_UP) if len(axes) > 1 else ChartAxis(-0.5, 0.5, (0.0,), words=(" ",))
    scale = Scale.of([found], measure)
    if measure == VERDICT:
        colours = _verdict_colours(scale.verdicts)
        key = colour_names([(verdict_label(name), colour) for name, colour in colours.items()])
        full = np.zeros((n_first, n_second, 3), np.uint8)
        for point in np.argwhere(found.measured):
            full[tuple(point)] = colours[next(iter(found.verdicts((point[0], point[1]))))]
    else:
        key = colour_scale(_key_axis(scale, measure))
        full = _coloured(scale.shares(found.middles(measure)))
    names = axes[0].label, axes[1].label if len(axes) > 1 else " "
    drawn = [Line(line.name, line.first, line.second, "") for line in lines]
    picture = _with_opacity(found, full).transpose(1, 0, 2)
    return cell_map(_title(found, measure), picture, _ticks(axes[0], _most_across(axes[0])), second, names, drawn, key)


def _title(found: SweepMap, measure: str) -> str:
    what = tr("verdict of most seeds") if measure == VERDICT else tr(MEASURES[measure].label)
    title = words_of(found.sweep).title
    return f"{title}: {what}" if title else what


def _verdict_colours(verdicts: Sequence[str]) -> dict[str, tuple[int, int, int]]:
    others = [each for each in verdicts if each != "healthy"]
    colours = {each: OTHER_VERDICTS[i % len(OTHER_VERDICTS)] for i, each in enumerate(others)}
    return {each: colours.get(each, HEALTHY) for each in verdicts}


def _coloured(shares: Floats) -> NDArray[np.uint8]:
    colours = palette(shares)
    colours[np.isnan(shares)] = UNDEFINED
    return colours


def _with_opacity(found: SweepMap, full: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the colours with their opacity, (n_1, n_2, 4): a point that was not measured is pale, or not there."""
    nearest = found.nearest()
    stands = np.maximum(nearest, 0)
    opacity = np.where(found.measured, 255, round(255 * PALE))
    opacity[nearest[..., 0] < 0] = 0
    picture = np.concatenate([full[stands[..., 0], stands[..., 1]], opacity[..., np.newaxis]], axis=2)
    return picture.astype(np.uint8)


def _most_across(axis: Axis) -> int:
    longest = max(words_px(axis.text(place)) for place in range(len(axis.values)))
    return max(2, ROOM_PX // (longest + APART_PX))


def _ticks(axis: Axis, most: int) -> ChartAxis:
    """Return an axis in places, whose ticks are the values' texts, at even distances."""
    n = len(axis.values)
    every = -(-n // most)
    places = range(0, n, every)
    return ChartAxis(-0.5, n - 0.5, tuple(map(float, places)), words=tuple(axis.text(place) for place in places))


def _key_axis(scale: Scale, measure: str) -> ChartAxis:
    """Return the axis of the colours, whose ticks are the numbers that they stand for."""
    text = MEASURES[measure].text
    low, high = scale.drawn_range
    if low == high:
        return ChartAxis(low - 0.5, high + 0.5, (low,), words=(text(scale.low),))
    if not scale.is_log:
        ticks = linear_axis(np.array([low, high])).ticks
        return ChartAxis(low, high, ticks, words=tuple(map(text, ticks)))
    every = math.ceil((high - low) / MOST_DECADES)
    ticks = tuple(float(tick) for tick in range(math.ceil(low), math.floor(high) + 1) if tick % every == 0)
    return ChartAxis(low, high, ticks, words=tuple(map(power_of_ten, ticks)))
