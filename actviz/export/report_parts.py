"""The parts of a report share functions for a lane's mark, a network's description, a chart's section and a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from actviz.export.exported_run import ExportedRun
from actviz.training.config.layer_widths import format_hidden


def network(run: ExportedRun) -> str:
    """Return the activations and the widths: "relu 12x8"."""
    keys = "/".join(dict.fromkeys(run.snapshot.config.activations))
    return f"{keys} {format_hidden(run.facts.sizes[1:-1])}"


def named(runs: Sequence[ExportedRun], run: ExportedRun) -> str:
    """Return the mark and name of a lane, "" if there is only one."""
    if len(runs) == 1:
        return ""
    return f'<span class="lane l{run.index}">{escape(run.name)}</span>'


def figure_block(title: str, note: str, key: str, chart: str) -> str:
    """Return a section with a chart; the note is text, `key`, the legend, and the chart are HTML."""
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
