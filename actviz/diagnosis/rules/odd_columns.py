"""The rule for values in the user's data that are probably not what they look like."""

from __future__ import annotations

from actviz.data.columns import CODED, CONSTANT, FAR_OFF, ColumnFacts, column_hints
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.rule import rule
from actviz.diagnosis.scale import suffers
from actviz.diagnosis.sentence import Choice, explain
from actviz.number_text import compact, percent

PRESSED = 0.2  # of the column's deviation: that of the other values
MOST_SHOWN = 4
WHAT, WHY = Choice("odd_columns"), Choice("odd_columns.why")


@rule("odd_columns", explains=("plateau", "not_learning"))
def odd_columns(run: MeasuredRun) -> Finding | None:
    """Find columns with coded missing values, a single far-off value or huge values.

    A fault where such values press the others together in a run that does not learn though its gradient arrives; else
    a note.
    """
    odd = _odd(run)
    if not odd:
        return None
    why = explain(run, WHAT, WHY)
    return Finding(
        "odd_columns",
        "Look at the data",
        "warning" if _hinders(run) else "note",
        why.text,
        tuple(
            Evidence(column.name, f"{compact(column.odd_value)} {_how_often(column)}".rstrip())
            for column in odd[:MOST_SHOWN]
        ),
        panels=("loss", "learned_map"),
        said=why.said,
    )


@WHAT.sentence()
def odd_values(run: MeasuredRun) -> str | None:
    """A column has coded missing values, a single far-off value or huge values."""
    odd = _odd(run)
    return " ".join(column_hints(odd)) if odd else None


@WHY.sentence()
def pressed_together(run: MeasuredRun) -> str | None:
    """Without those values, a column that is standardised would have a fraction of its deviation."""
    pressed = [column for column in _pressed(run) if _is_standardised(run, column)]
    if not pressed:
        return None
    column = pressed[0]
    share = column.rest_deviation / column.deviation
    return (
        f"Such values count like all others: without them the deviation of {column.name} would be "
        f"{compact(share, 2)} of what it is, so that the other values are all but the same to the network."
    )


@WHY.sentence()
def far_away(run: MeasuredRun) -> str | None:
    """The network gets a column with such values as it is."""
    pressed = _pressed(run)
    if not pressed:
        return None
    return (
        f"The network gets {pressed[0].name} as it is: {compact(pressed[0].odd_value)}, where the other values have a "
        f"deviation of {compact(pressed[0].rest_deviation, 2)}."
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


def _hinders(run: MeasuredRun) -> bool:
    below = run.config.vanishing_below
    arrives = run.ratio >= below and run.backward_ratio >= below and run.snapshot.divergence is None
    return bool(_pressed(run)) and arrives and suffers(run)


def _how_often(column: ColumnFacts) -> str:
    return {CODED: f"in {percent(column.odd_share)}", FAR_OFF: "once"}.get(column.oddity, "")
