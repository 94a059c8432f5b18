"""Where an axis has its ticks, and their texts; a rule for `Plot.set_ticks` is one function."""

from __future__ import annotations

import math
from collections.abc import Callable

from actviz.number_text import compact, power_of_ten, scientific
from actviz.translation import tr

Ticks = list[tuple[float, str]]
TickRule = Callable[[float, float, int], Ticks]  # lowest and highest value in view, most ticks that fit


def number_ticks(low: float, high: float, count: int) -> Ticks:
    """Return at most about `count` round numbers: steps of 1, 2 or 5 times a power of ten."""
    step = nice_step((high - low) / max(1, count))
    if not math.isfinite(step) or step <= 0.0:
        return []
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [(i * step, short_number(i * step)) for i in range(first, last + 1)]


def whole_ticks(low: float, high: float, count: int) -> Ticks:
    """Return whole numbers from 1 on, as for layers; 1 itself is always among them when it is in view."""
    step = max(1, round(nice_step((high - low) / max(1, count))))
    first, last = max(1, math.ceil(low)), math.floor(high)
    values = [i for i in range(first, last + 1) if i % step == (1 if step == 2 else 0)]
    if first == 1 and values[:1] != [1]:
        values = [1, *(i for i in values if i - 1 >= 0.75 * step)]
    return [(float(i), str(i)) for i in values]


def layer_ticks(low: float, high: float, count: int) -> Ticks:
    """Return whole numbers for hidden layers; the last layer in view, which gives the output, is called "out"."""
    last, apart = math.floor(high), (high - low) / max(1, count)
    return [*(tick for tick in whole_ticks(low, high, count) if last - tick[0] >= apart), (float(last), tr("out"))]


def count_ticks(low: float, high: float, count: int) -> Ticks:
    """Return whole numbers from 0 on, as for units; two of them at least."""
    step = max(1, round(nice_step((high - low) / max(1, count))))
    if step > high >= 1.0:
        step = math.floor(high)
    first, last = max(0, math.ceil(low / step)), math.floor(high / step)
    return [(float(i * step), short_number(i * step)) for i in range(first, last + 1)]


def decade_ticks(low: float, high: float, count: int) -> Ticks:
    """Return whole decades for an axis that carries log10 values: 10⁻⁸, 10⁻⁶ …, both ends among them.

    Where fewer than two are in view, there are ticks within them: 0.001, 0.002, 0.005.
    """
    if math.floor(high + 1e-9) <= math.ceil(low - 1e-9):
        return _ticks_within_decades(low, high, count)
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    span = last - first
    steps = (s for s in range(1, span + 1) if span % s == 0 and span // s <= max(1, count - 1))
    return [(float(i), power_of_ten(i)) for i in range(first, last + 1, next(steps, 1))]


def _ticks_within_decades(low: float, high: float, count: int) -> Ticks:
    exponents = range(math.floor(low), math.ceil(high))
    for digits in (range(1, 10), (1, 2, 5)):
        found = [(e + math.log10(d), compact(float(f"{d}e{e}"))) for e in exponents for d in digits]
        found = [tick for tick in found if low <= tick[0] <= high]
        if len(found) <= count:
            return found
    return found[:: max(1, -(-len(found) // count))]


def nice_step(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10 … times a power of ten that is at least `least`."""
    if not math.isfinite(least) or least <= 0.0:
        return math.nan
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= least * (1.0 - 1e-9))


def nice_ceiling(value: float) -> float:
    """Return a round number that is at least `value`, with at most a third of it to spare."""
    if value <= 0.0 or not math.isfinite(value):
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    rounds = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
    return next(m * power for m in rounds if m * power >= value * (1.0 - 1e-9))


def short_number(value: float) -> str:
    """Return a tick's text, short and of one form at any size: 0.25, 500, 1.5k, 20k, 1.5M, 10⁻⁵."""
    size = abs(value)
    sign = "−" if value < 0 else ""
    if size >= 1e12 or 0.0 < size < 1e-3:
        return sign + scientific(size, 0)
    for limit, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if size >= limit:
            return f"{sign}{size / limit:.6g}{unit}"
    return f"{sign}{size:.6g}"
