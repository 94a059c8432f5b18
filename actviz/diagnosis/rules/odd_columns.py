"""The rule for values in the user's data that are probably not what they look like."""

from __future__ import annotations

from math import hypot

from actviz.data.columns import CODED, CONSTANT, FAR_OFF, ColumnFacts, column_hints
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.scale import LARGE, odd_input, odd_target, suffers
from actviz.diagnosis.sentence import Choice, explain
from actviz.joined_text import sentences
from actviz.number_text import compact, figure, percent
from actviz.translation import mark, tr

PRESSED = 0.2  # of the column's deviation: that of the other values
MOST_SHOWN = 4
WHAT, WHY = Choice("odd_columns"), Choice("odd_columns.why")


@rule(
    "odd_columns",
    mark("an odd column"),
    explains=("input_scale", "target_scale", "diverged", "dead_layer", "dead_units", "exploding", EFFECTS),
)
def odd_columns(run: MeasuredRun) -> Finding | None:
    """Find columns with coded missing values, a single far-off value or huge values.

    A fault where a run does not learn and such values press the others together, or are what makes a column large
    that the network gets as it is; else a note.
    """
    odd = _odd(run)
    if not odd:
        return None
    why, hinders = explain(run, WHAT, WHY), _hinders(run)
    return Finding(
        "odd_columns",
        _title(run) if hinders else tr("Look at the data"),
        "note" if not hinders else "critical" if run.snapshot.divergence is not None else "warning",
        why.text,
        tuple(Evidence(column.text, _value_and_share(column)) for column in odd[:MOST_SHOWN]),
        panels=("loss", "learned_map"),
        suggestions=suggested(run, why.cause) if hinders else (),
        cause=why.cause if hinders else "",
        said=why.said,
    )


def _title(run: MeasuredRun) -> str:
    """Return the name of the column that hinders most, and its value."""
    pressed = _pressed(run)
    column = next((column for column in pressed if column in _large_by_odd_values(run)), pressed[0])
    n = len(pressed) - 1
    value = compact(column.odd_value)
    if not n:
        return tr("{value} in column {column}", value=value, column=column.text)
    return tr("{value} in column {column} and {n} more", value=value, column=column.text, n=n)


@WHAT.sentence()
def odd_values(run: MeasuredRun) -> str | None:
    """A column has coded missing values, a single far-off value or huge values."""
    odd = _odd(run)
    return sentences(column_hints(odd)) if odd else None


@WHY.sentence("skewed_input")
def pressed_together(run: MeasuredRun) -> str | None:
    """Without those values, a column that is standardised would have a fraction of its deviation."""
    pressed = [column for column in _pressed(run) if _is_standardised(run, column)]
    if not pressed:
        return None
    column = pressed[0]
    share = column.rest_deviation / column.deviation
    return tr(
        "Such values count like all others: without them the deviation of {column} would be {share} of what "
        "it is, so that the other values are all but the same to the network.",
        column=column.text,
        share=compact(share, 2),
    )


@WHY.sentence("input_scale")
def large_by_odd_values(run: MeasuredRun) -> str | None:
    """The network gets an input as it is, and only such values make it large."""
    large = [column for column in _large_by_odd_values(run) if column.name in run.facts.input_names]
    if not large:
        return None
    column = large[0]
    return tr(
        "The network gets {column} as it is: {odd_value}, where the other values are {rest_mean} ± "
        "{rest_deviation}. Such a row makes every sum and gradient as large, and a usual step too long: "
        "leave these rows out of the file, or put in the mean of the others.",
        column=column.text,
        odd_value=compact(column.odd_value),
        rest_mean=figure(column.rest_mean),
        rest_deviation=figure(column.rest_deviation),
    )


@WHY.sentence()
def far_away(run: MeasuredRun) -> str | None:
    """The network gets a column with such values as it is."""
    pressed = _pressed(run)
    if not pressed:
        return None
    return tr(
        "The network gets {pressed} as it is: {odd_value}, where the other values have a deviation of "
        "{rest_deviation}.",
        pressed=pressed[0].text,
        odd_value=compact(pressed[0].odd_value),
        rest_deviation=compact(pressed[0].rest_deviation, 2),
    )


def _is_standardised(run: MeasuredRun, column: ColumnFacts) -> bool:
    """Return whether the column is scaled; of data that are given as arrays, training begins with what they are."""
    is_target = run.facts.task == "regression" and column.name in (*run.facts.target_names, run.facts.target_text)
    return run.facts.target_units is not None if is_target else run.config.standardize


def _odd(run: MeasuredRun) -> list[ColumnFacts]:
    return [column for column in run.facts.columns if column.oddity not in ("", CONSTANT)]


def _pressed(run: MeasuredRun) -> list[ColumnFacts]:
    odd = [column for column in _odd(run) if column.oddity in (CODED, FAR_OFF)]
    return [column for column in odd if column.rest_deviation < PRESSED * column.deviation]


def _large_by_odd_values(run: MeasuredRun) -> list[ColumnFacts]:
    """Return the columns that the network gets as they are and that such values alone make large, the largest first."""
    raw = [column for column in _pressed(run) if not _is_standardised(run, column)]
    large = [column for column in raw if _size(column.mean, column.deviation) > LARGE]
    usual = [column for column in large if _size(column.rest_mean, column.rest_deviation) <= LARGE]
    return sorted(usual, key=lambda column: -_size(column.mean, column.deviation))


def _size(mean: float, deviation: float) -> float:
    return hypot(mean, deviation)


def _hinders(run: MeasuredRun) -> bool:
    """Return whether such values are to blame: the gradient arrives, or their column is the one of unusual scale."""
    if not _pressed(run) or not suffers(run):
        return False
    unusual = {column.name for column in (odd_input(run), odd_target(run)) if column is not None}
    if unusual & {column.name for column in _large_by_odd_values(run)}:
        return True
    below = run.config.vanishing_below
    return run.ratio >= below and run.backward_ratio >= below and run.snapshot.divergence is None and not unusual


def _value_and_share(column: ColumnFacts) -> str:
    value = compact(column.odd_value)
    if column.oddity == CODED:
        return tr("{value} in {share}", value=value, share=percent(column.odd_share))
    return tr("{value} once", value=value) if column.oddity == FAR_OFF else value
