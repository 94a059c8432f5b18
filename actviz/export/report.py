"""The report shows one run, or several side by side, in one HTML file to read, print and send, offline.

It contains measured values, and in one chart the line of theory. Every text that a user may have typed is escaped;
the file has no scripts and no links, and its colours follow the reader's light or dark theme. Layers and units count
from 1. The texts are in the language in use.
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
from actviz.export.report_parts import named, network, share_text
from actviz.joined_text import clauses, items, listed, parted
from actviz.number_text import fixed, plain, whole
from actviz.registry import BadInput
from actviz.resource_files import resource
from actviz.training.config.config import RunConfig
from actviz.training.measure.underflow_text import ratio_text
from actviz.training.snapshot import EventCounts
from actviz.training.units.death_text import since_step_0
from actviz.translation import language, mark, tr
from actviz.version import __version__

VERDICTS = {
    "diverged": mark("diverged"),
    "exploding": mark("exploding gradient"),
    "vanishing": mark("vanishing gradient"),
    "no gradient": mark("no gradient"),
    "healthy": mark("healthy gradient"),
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
    networks = listed(dict.fromkeys(network(run) for run in runs))
    title = tr("actviz: {source}, {networks}", source=runs[0].facts.source_text, networks=networks)
    notes = [tr("Data: {note}", note=note) for note in runs[0].facts.data_notes]
    body = "".join(
        (
            f"<h1>{escape(title)}</h1>",
            "".join(f"<p class=note>{escape(note)}</p>" for note in notes),
            _verdicts(runs),
            _diagnoses(runs),
            charts_html(runs),
            *sections,
            lists_html(runs),
            _foot(written),
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language().replace("_", "-")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(title)}</title>'
        f"<style>{style}</style></head>\n<body><main>{body}</main></body></html>\n"
    )


def _verdicts(runs: Sequence[ExportedRun]) -> str:
    return f'<div class="cards">{"".join(_card(runs, run) for run in runs)}</div>'


def _card(runs: Sequence[ExportedRun], run: ExportedRun) -> str:
    s = run.snapshot
    verdict, dead = run.gradient_verdict, s.n_dead
    dead_units = tr("{dead} of {units} units dead", dead=whole(dead), units=whole(run.facts.n_hidden_units))
    chips = _chip(tr(VERDICTS[verdict]), verdict != "healthy") + _chip(dead_units, run.tells_of_dead_units)
    if s.dead_layers:
        chips += _chip(tr("dead layer {layers}", layers=items(map(str, s.dead_layers[:6]))), True)
    facts = [
        (tr("Step"), tr("{step}, epoch {epoch}", step=whole(s.step), epoch=fixed(s.epoch, 1))),
        (run.facts.loss_text.capitalize(), _with_test(s.loss, s.test_loss, _figure)),
        (
            tr("Gradient, layer 1 ÷ output"),
            ratio_text(s) if s.first_last_ratio == 0.0 else _figure(s.first_last_ratio),
        ),
    ]
    error = run.facts.own_error(s.loss)
    if error is not None:
        facts.insert(2, (tr("Typical error of {target}", target=run.facts.target_text), _figure(error)))
    if s.accuracy is not None:
        facts.insert(2, (tr("Training accuracy"), _with_test(s.accuracy, s.test_accuracy, share_text)))
    if s.counts is not None:
        facts.append((tr("Units"), _events(s.counts, run.facts.config)))
    if s.wasted is not None:
        facts.append((tr("Wasted capacity"), parted((s.wasted.counts_text, s.wasted.results_text))))
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    divergence = f'<p class="alarm">{escape(str(s.divergence))}</p>' if s.divergence is not None else ""
    name = named(runs, run)
    heading = f"<h2>{name} {escape(network(run))}</h2>" if name else ""
    return f'<section class="card">{heading}<p>{chips}</p>{divergence}<dl>{rows}</dl></section>'


def _events(counts: EventCounts, config: RunConfig) -> str:
    """Say how many units were dead at step 0, how many died and how many came back."""
    born_dead = tr("{n} dead {since_step_0}", n=whole(counts.born_dead), since_step_0=since_step_0(config))
    died = tr("{n} died", n=whole(counts.deaths))
    return clauses((born_dead, died, tr("{n} revived", n=whole(counts.revivals))))


def _chip(text: str, alarming: bool) -> str:
    return f'<span class="chip{" alarm" if alarming else ""}">{escape(text)}</span> '


def _with_test(value: float, on_test: float | None, shown: Callable[[float], str]) -> str:
    if on_test is None:
        return shown(value)
    return tr("{value}, on the test set {other}", value=shown(value), other=shown(on_test))


def _figure(value: float) -> str:
    return plain(value, 4) if isfinite(value) else tr("not finite")


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
    title = tr("Diagnosis")
    return f"<section><h2>{escape(title)}</h2>{''.join(parts)}</section>"


def _remedies(remedies: Sequence[str]) -> str:
    entries = "".join(f"<li>{escape(remedy)}</li>" for remedy in remedies)
    told = tr("Changes that may help:")
    return f"<p>{escape(told)}</p><ul>{entries}</ul>" if remedies else ""


def _foot(written: str) -> str:
    versions = f"actviz {__version__}, Python {platform.python_version()}, NumPy {np.__version__}"
    when = f" · {escape(written)}" if written else ""
    measured = tr("Everything here was measured, but for lines of theory.")
    return f"<footer>{escape(measured)} {escape(versions)}{when}</footer>"
