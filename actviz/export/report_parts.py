"""The parts of a report share functions for a lane's mark, a network's description, a chart's section and a table.

Titles, notes and cells are HTML; names of lines are text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from actviz.export.exported_run import ExportedRun
from actviz.number_text import local
from actviz.training.config.layer_widths import format_hidden
from actviz.translation import tr


def network(run: ExportedRun) -> str:
    """Return the activations and the widths: "relu 12x8"."""
    keys = "/".join(dict.fromkeys(run.snapshot.config.activations))
    return f"{keys} {format_hidden(run.facts.sizes[1:-1])}"


def named(runs: Sequence[ExportedRun], run: ExportedRun) -> str:
    """Return the mark and name of a lane, "" if there is only one."""
    if len(runs) == 1:
        return ""
    return f'<span class="lane l{run.index}">{escape(run.name)}</span>'


def line_name(run: ExportedRun, line: str, several: bool) -> str:
    """Return the name of a run's line, after that of its lane where there are several runs: "A: training set"."""
    return tr("{lane}: {line}", lane=run.name, line=line) if several else line


def share_text(share: float) -> str:
    """Return a share (0..1) as a percentage with one decimal: 93.8%."""
    return local(f"{share:.1%}")


def figure_block(title: str, note: str, key: str, chart: str) -> str:
    """Return a section with a chart; `key` is the legend. All are HTML."""
    return f"<section><h2>{title}</h2><p class=note>{note}</p>{key}{chart}</section>"


def legend(items: Sequence[tuple[str, str]]) -> str:
    """Return a legend of lines, (name, style)."""
    shown = "".join(f'<span><i class="key {style}"></i>{escape(name)}</span>' for name, style in items)
    return f'<p class="legend">{shown}</p>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """Return a table of cells, which are HTML; the columns `numbers` are right-aligned."""
    mark = [' class="n"' if i in numbers else "" for i in range(len(head))]
    header = "".join(f"<th{m}>{cell}</th>" for m, cell in zip(mark, head, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{m}>{cell}</td>' for m, cell in zip(mark, row, strict=True))}</tr>" for row in rows
    )
    return f'<div class="wide"><table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table></div>'
