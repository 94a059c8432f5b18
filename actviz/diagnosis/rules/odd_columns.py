"""The rule for values in the user's data that are probably not what they look like."""

from __future__ import annotations

from actviz.data.columns import CODED, CONSTANT, FAR_OFF, ColumnFacts, column_hints
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.number_text import percent

MOST_SHOWN = 4
WHAT = Choice("odd_columns")


@rule("odd_columns")
def odd_columns(run: MeasuredRun) -> Finding | None:
    """Note columns with coded missing values, a single far-off value or huge values."""
    odd, why = _odd(run), explain(run, WHAT)
    if not odd:
        return None
    return Finding(
        "odd_columns",
        "Look at the data",
        "note",
        why.text,
        tuple(
            Evidence(column.name, f"{column.odd_value:g} {_how_often(column)}".rstrip()) for column in odd[:MOST_SHOWN]
        ),
        said=why.said,
    )


@WHAT.sentence()
def odd_values(run: MeasuredRun) -> str | None:
    """A column has coded missing values, a single far-off value or huge values."""
    odd = _odd(run)
    return f"{' '.join(column_hints(odd))} Such values count like all others." if odd else None


def _odd(run: MeasuredRun) -> list[ColumnFacts]:
    return [column for column in run.facts.columns if column.oddity not in ("", CONSTANT)]


def _how_often(column: ColumnFacts) -> str:
    return {CODED: f"in {percent(column.odd_share)}", FAR_OFF: "once"}.get(column.oddity, "")
