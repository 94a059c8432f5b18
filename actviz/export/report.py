"""The report shows one run, or several side by side, in one HTML file to read, print and send, offline.

It contains measured values, and in one chart the line of theory. Every text that a user may have typed is escaped;
the file has no scripts and no links, and its colours follow the reader's light or dark theme. Layers and units count
from 1.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from html import escape
from math import isfinite
from pathlib import Path

import numpy as np

from actviz.export.exported_run import ExportedRun, Progress, no_progress
from actviz.export.files import in_place
from actviz.export.report_charts import charts_html
from actviz.export.report_lists import lists_html
from actviz.export.report_magnitudes import measure_bands
from actviz.export.report_parts import named, network
from actviz.number_text import plain
from actviz.registry import BadInput
from actviz.resource_files import resource
from actviz.training.measure.underflow_text import ratio_text
from actviz.training.units.death_text import since_step_0
from actviz.translation import tr
from actviz.version import __version__

VERDICTS = {
    "diverged": "diverged",
    "exploding": "exploding gradient",
    "vanishing": "vanishing gradient",
    "no gradient": "no gradient",
    "healthy": "healthy gradient",
}


def write_report(
    runs: Sequence[ExportedRun],
    target: Path,
    written: str = "",
    progress: Progress = no_progress,
    sections: Sequence[str] = (),
) -> list[Path]:
    """Write the report; `written` is the time shown in its foot, and `sections` (HTML) come after the runs' charts.

    Raises:
        BadInput: the file cannot be written.
        Cancelled: by `progress`.
    """
    if not target.parent.is_dir():
        raise BadInput(
            tr("{name} cannot be written: there is no folder {folder}.", name=target.name, folder=target.parent)
        )
    measure_bands(runs, progress)
    text = report_html(runs, written, sections)
    progress(0.9)
    with in_place(target) as file:
        file.write(text.encode())
    return [target]


def report_html(runs: Sequence[ExportedRun], written: str = "", sections: Sequence[str] = ()) -> str:
    """Return the report as HTML, with these sections of HTML after the runs' charts."""
    style = resource("report/report.css").read_text(encoding="utf-8")
    title = f"actviz: {runs[0].facts.source}, {' and '.join(dict.fromkeys(network(run) for run in runs))}"
    body = "".join(
        (
            f"<h1>{escape(title)}</h1>",
            "".join(f"<p class=note>Data: {escape(note)}</p>" for note in runs[0].facts.data_notes),
            _verdicts(runs),
            _diagnoses(runs),
            charts_html(runs),
            *sections,
            lists_html(runs),
            _foot(written),
        )
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(title)}</title>'
        f"<style>{style}</style></head>\n<body><main>{body}</main></body></html>\n"
    )


def _verdicts(runs: Sequence[ExportedRun]) -> str:
    return f'<div class="cards">{"".join(_card(runs, run) for run in runs)}</div>'


def _card(runs: Sequence[ExportedRun], run: ExportedRun) -> str:
    s = run.snapshot
    verdict, dead = run.gradient_verdict, s.n_dead
    chips = _chip(VERDICTS[verdict], verdict != "healthy")
    chips += _chip(f"{dead} of {run.facts.n_hidden_units} units dead", run.tells_of_dead_units)
    if s.dead_layers:
        chips += _chip(f"dead layer {', '.join(map(str, s.dead_layers[:6]))}", True)
    facts = [
        ("Step", f"{s.step:,}, epoch {s.epoch:,.1f}"),
        (run.facts.loss_text.capitalize(), f"{_figure(s.loss)}{_test(s.test_loss, _figure)}"),
        ("Gradient, layer 1 ÷ output", ratio_text(s) if s.first_last_ratio == 0.0 else _figure(s.first_last_ratio)),
    ]
    error = run.facts.own_error(s.loss)
    if error is not None:
        facts.insert(2, (f"Typical error of {run.facts.target_text}", _figure(error)))
    if s.accuracy is not None:
        facts.insert(2, ("Training accuracy", f"{s.accuracy:.1%}{_test(s.test_accuracy, '{:.1%}'.format)}"))
    if s.counts is not None:
        counts = s.counts
        facts.append(
            (
                "Units",
                f"{counts.born_dead:,} dead {since_step_0(run.facts.config)}, {counts.deaths:,} died, "
                f"{counts.revivals:,} revived",
            )
        )
    if s.wasted is not None:
        facts.append(("Wasted capacity", f"{s.wasted.counts_text}; {s.wasted.results_text}"))
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    divergence = f'<p class="alarm">{escape(str(s.divergence))}</p>' if s.divergence is not None else ""
    name = named(runs, run)
    heading = f"<h2>{name} {escape(network(run))}</h2>" if name else ""
    return f'<section class="card">{heading}<p>{chips}</p>{divergence}<dl>{rows}</dl></section>'


def _chip(text: str, alarming: bool) -> str:
    return f'<span class="chip{" alarm" if alarming else ""}">{escape(text)}</span> '


def _test(value: float | None, shown: Callable[[float], str]) -> str:
    return "" if value is None else f", on the test set {shown(value)}"


def _figure(value: float) -> str:
    return plain(value, 4) if isfinite(value) else "not finite"


def _diagnoses(runs: Sequence[ExportedRun]) -> str:
    diagnosed = [run for run in runs if run.diagnosis]
    if not diagnosed:
        return ""
    parts = []
    for run in diagnosed:
        parts += [
            f"<h3{' class=alarm' if remark.alarming else ''}>{named(runs, run)} {escape(remark.title)}</h3>"
            f"<p>{escape(remark.text)}</p>{_remedies(remark.remedies)}"
            for remark in run.diagnosis
        ]
    return f"<section><h2>Diagnosis</h2>{''.join(parts)}</section>"


def _remedies(remedies: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(remedy)}</li>" for remedy in remedies)
    return f"<p>Changes that may help:</p><ul>{items}</ul>" if items else ""


def _foot(written: str) -> str:
    versions = f"actviz {__version__}, Python {platform.python_version()}, NumPy {np.__version__}"
    when = f" · {escape(written)}" if written else ""
    measured = "Everything here was measured, but for lines of theory."
    return f"<footer>{measured} {escape(versions)}{when}</footer>"
