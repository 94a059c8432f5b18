"""A run, or several side by side, as one HTML file to read, print and send: it needs nothing but a browser.

What it says is what was measured. Every text that a user may have typed is escaped; there are no scripts and no
addresses in it, and the colours follow the reader's light or dark.
"""

from __future__ import annotations

import platform
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from math import isfinite
from pathlib import Path

import numpy as np

import actviz
from actviz.export.charts import Axis, Line, Numbers, decades, heatmap, layer_axis, line_chart, linear_axis
from actviz.export.exported_run import ExportedRun, Progress, no_progress
from actviz.export.files import in_place
from actviz.nn.quantiles import quantile
from actviz.number_text import plain, signed
from actviz.registry import BadInput
from actviz.resource_files import resource
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.layer_widths import format_hidden
from actviz.training.config.text_format import NamedConfig, to_line
from actviz.training.measure.underflow_text import ratio_text
from actviz.training.snapshot import UnitEvent

WIDE = 1000.0  # largest over smallest loss, from which on the axis is logarithmic
MOST_EVENTS = 400  # rows of the list of deaths
VERDICTS = {
    "diverged": "diverged",
    "exploding": "exploding gradient",
    "vanishing": "vanishing gradient",
    "no gradient": "no gradient",
    "healthy": "healthy gradient",
}


def write_report(
    runs: Sequence[ExportedRun], target: Path, written: str = "", progress: Progress = no_progress
) -> list[Path]:
    """Write the report; `written` says when, for its foot.

    Raises:
        BadInput: a place that cannot be written.
        Cancelled: by `progress`.
    """
    if not target.parent.is_dir():
        raise BadInput(f"{target.name} cannot be written: there is no folder {target.parent}.")
    progress(0.0)
    text = report_html(runs, written)
    progress(0.9)
    with in_place(target) as file:
        file.write(text.encode())
    return [target]


def report_html(runs: Sequence[ExportedRun], written: str = "") -> str:
    """Return the report as HTML."""
    style = resource("report/report.css").read_text(encoding="utf-8")
    title = f"actviz: {runs[0].facts.source}, {' and '.join(dict.fromkeys(_network(run) for run in runs))}"
    body = "".join(
        (
            f"<h1>{escape(title)}</h1>",
            _verdicts(runs),
            _diagnoses(runs),
            _charts(runs),
            _deaths(runs),
            _changes(runs),
            _notes(runs),
            _configuration(runs),
            _foot(written),
        )
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(title)}</title>'
        f"<style>{style}</style></head>\n<body><main>{body}</main></body></html>\n"
    )


def command(config: RunConfig, steps: int) -> str:
    """Return the command that repeats the run from step 0."""
    words = ["actviz", "run"]
    for name, value in RunConfig().differences(config).items():
        option = "--data" if name == "data_path" else "--" + name.replace("_", "-")
        if isinstance(value, bool):
            words.append(option if value else f"--no-{option[2:]}")
        else:
            words += [f"{option}={_plain(name, value)}"]
    return shlex.join([*words, "--steps", str(steps)])


def _plain(name: str, value: object) -> str:
    if name == "hidden":
        assert isinstance(value, tuple)
        return format_hidden(value)
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _network(run: ExportedRun) -> str:
    keys = "/".join(dict.fromkeys(run.snapshot.config.activations))
    return f"{keys} {format_hidden(run.facts.sizes[1:-1])}"


def _named(runs: Sequence[ExportedRun], run: ExportedRun) -> str:
    """Return the mark and name of a lane, nothing for a single one."""
    if len(runs) == 1:
        return ""
    return f'<span class="lane l{run.index}">{escape(run.name)}</span>'


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """Return a table of cells that are HTML already; `numbers` are the columns to align on the right."""
    mark = [' class="n"' if i in numbers else "" for i in range(len(head))]
    header = "".join(f"<th{m}>{cell}</th>" for m, cell in zip(mark, head, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{m}>{cell}</td>' for m, cell in zip(mark, row, strict=True))}</tr>" for row in rows
    )
    return f'<div class="wide"><table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table></div>'


# Verdict


def _verdicts(runs: Sequence[ExportedRun]) -> str:
    return f'<div class="cards">{"".join(_card(runs, run) for run in runs)}</div>'


def _card(runs: Sequence[ExportedRun], run: ExportedRun) -> str:
    s = run.snapshot
    verdict, dead = s.gradient_verdict, s.n_dead
    chips = _chip(VERDICTS[verdict], verdict != "healthy")
    chips += _chip(f"{dead} of {run.facts.n_hidden_units} units dead", dead > 0)
    if s.dead_layers:
        chips += _chip(f"dead layer {', '.join(map(str, s.dead_layers[:6]))}", True)
    facts = [
        ("Step", f"{s.step:,}, epoch {s.epoch:,.1f}"),
        ("Loss", f"{_figure(s.loss)}{_test(s.test_loss, _figure)}"),
        ("Gradient first/last", ratio_text(s) if s.first_last_ratio == 0.0 else _figure(s.first_last_ratio)),
    ]
    if s.accuracy is not None:
        facts.insert(2, ("Accuracy", f"{s.accuracy:.1%}{_test(s.test_accuracy, '{:.1%}'.format)}"))
    if s.counts is not None:
        counts = s.counts
        facts.append(("Units", f"{counts.born_dead:,} born dead, {counts.deaths:,} died, {counts.revivals:,} revived"))
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    divergence = f'<p class="alarm">{escape(str(s.divergence))}</p>' if s.divergence is not None else ""
    name = _named(runs, run)
    heading = f"<h2>{name} {escape(_network(run))}</h2>" if name else ""
    return f'<section class="card">{heading}<p>{chips}</p>{divergence}<dl>{rows}</dl></section>'


def _chip(text: str, alarming: bool) -> str:
    return f'<span class="chip{" alarm" if alarming else ""}">{escape(text)}</span> '


def _test(value: float | None, shown: object) -> str:
    assert callable(shown)
    return "" if value is None else f", on the test set {shown(value)}"


def _figure(value: float) -> str:
    return plain(value, 4) if isfinite(value) else "not finite"


def _diagnoses(runs: Sequence[ExportedRun]) -> str:
    told = [run for run in runs if run.diagnosis]
    if not told:
        return ""
    parts = []
    for run in told:
        parts += [
            f"<h3{' class=alarm' if remark.alarming else ''}>{_named(runs, run)} {escape(remark.title)}</h3>"
            f"<p>{escape(remark.text)}</p>"
            for remark in run.diagnosis
        ]
    return f"<section><h2>Diagnosis</h2>{''.join(parts)}</section>"


# Charts


def _charts(runs: Sequence[ExportedRun]) -> str:
    parts = [_loss(runs), _gradient(runs)]
    every = [run.history.rms for run in runs if len(run.history.steps)]
    if every:
        scale = decades(np.concatenate([rms.ravel() for rms in every]))
        parts += [_heatmap(runs, run, scale) for run in runs if len(run.history.steps)]
    parts.append(_dead(runs))
    return "".join(parts)


def _figure_block(title: str, note: str, legend: str, chart: str) -> str:
    return f"<section><h2>{title}</h2><p class=note>{note}</p>{legend}{chart}</section>"


def _legend(items: Sequence[tuple[str, str]]) -> str:
    """Return the lines' names beside their looks, (name, style)."""
    shown = "".join(f'<span><i class="key {style}"></i>{escape(name)}</span>' for name, style in items)
    return f'<p class="legend">{shown}</p>'


def _steps_axis(runs: Sequence[ExportedRun]) -> Axis:
    return linear_axis(
        np.array([0.0, max(1, *(run.snapshot.step for run in runs), *map(_last_step, runs))]), whole=True
    )


def _last_step(run: ExportedRun) -> int:
    return int(run.history.steps[-1]) if len(run.history.steps) else 0


def _loss(runs: Sequence[ExportedRun]) -> str:
    lines, items = [], []
    for run in runs:
        h, name = run.history, f"{run.name}: " if len(runs) > 1 else ""
        series = [("training set", h.train_loss, f"l{run.index}")]
        if np.isfinite(h.test_loss).any():
            series.append(("test set", h.test_loss, f"l{run.index} dashed"))
        lines.append(Line(f"{name}batch", h.steps, h.loss, f"l{run.index} faint"))
        items.append((f"{name}batches", f"l{run.index} faint"))
        for words, values, style in series:
            lines.append(Line(f"{name}{words}", h.census_steps, values, style))
            items.append((f"{name}{words}", style))
    top = max(_top(line.y, 0.995 if "faint" in line.style else 1.0) for line in lines)
    top = min(top, WIDE * _top(np.concatenate([line.y for line in lines]), 0.5))  # one lane may have diverged
    cut = sum(int((line.y > top).sum()) for line in lines)
    lines = [replace(line, y=np.minimum(line.y, top)) for line in lines]
    values = np.concatenate([line.y for line in lines])
    wide = top > WIDE * max(_top(values, 0.005), 1e-30)
    y = decades(values) if wide else linear_axis(np.array([0.0, top]))
    label = "loss, logarithmic" if wide else "loss"
    chart = line_chart("Loss by step", lines, _steps_axis(runs), y, "step", label)
    stride = max(run.history.stride for run in runs)
    what = "each step's batch" if stride == 1 else f"the batches of {stride} steps, their mean"
    note = f"On {what}, and on all examples at every look."
    if cut:
        note += f" {cut:,} points lie above the upper edge."
    return _figure_block("Loss", note, _legend(items), chart)


def _top(values: Numbers, share: float) -> float:
    """Return the value that this share of the finite ones does not exceed; 0 when there is none."""
    finite = values[np.isfinite(values)]
    return quantile(finite, share) if finite.size else 0.0


def _gradient(runs: Sequence[ExportedRun]) -> str:
    lines, items = [], []
    for run in runs:
        name = f"{run.name}: " if len(runs) > 1 else ""
        layers = np.arange(1, len(run.snapshot.gradient_rms) + 1)
        if len(run.history.steps):
            first = int(run.history.steps[0])
            lines.append(Line(f"{name}step {first}", layers, run.history.rms[0], f"l{run.index} dashed marked"))
            items.append((f"{name}step {first:,}", f"l{run.index} dashed"))
        lines.append(Line(f"{name}now", layers, run.snapshot.gradient_rms, f"l{run.index} marked"))
        items.append((f"{name}step {run.snapshot.step:,}", f"l{run.index}"))
    n = max(len(run.snapshot.gradient_rms) for run in runs)
    x = layer_axis(n)
    y = decades(np.concatenate([line.y for line in lines]))
    chart = line_chart("Gradient by layer", lines, x, y, "layer, from the input to the output", "gradient RMS")
    zero = sorted({int(layer) for line in lines for layer in line.x[line.y == 0]})
    note = (
        "The RMS of the weights' gradient in each layer, of one step's batch; a slope to the left is a vanishing one."
    )
    if zero:
        note += f" A gradient of exactly zero has no place on this axis (layer {', '.join(map(str, zero[:12]))})."
    return _figure_block("Gradient by layer", note, _legend(items), chart)


def _heatmap(runs: Sequence[ExportedRun], run: ExportedRun, scale: Axis) -> str:
    steps = run.history.steps
    x = linear_axis(np.array([float(steps[0]), max(float(steps[-1]), steps[0] + 1.0)]), whole=True)
    chart = heatmap("Gradient by layer and step", run.history.rms, x, "step", scale)
    note = "Bright is a large gradient RMS, dark a small one; grey is exactly zero, vermilion not finite."
    return _figure_block(f"Gradient by layer and step {_named(runs, run)}", note, "", chart)


def _dead(runs: Sequence[ExportedRun]) -> str:
    lines = [Line(run.name, *_dead_by_step(run), f"l{run.index}") for run in runs]
    if not any(line.y.any() for line in lines):
        return "<section><h2>Dead units</h2><p>No unit was found dead at any look.</p></section>"
    y = linear_axis(np.concatenate([line.y for line in lines]), whole=True, from_zero=True)
    chart = line_chart("Dead units by step", lines, _steps_axis(runs), y, "step", "dead units")
    items = [(line.name, line.style) for line in lines] if len(lines) > 1 else []
    note = "Units of which the slope is zero on every example of the training set."
    return _figure_block("Dead units", note, _legend(items) if items else "", chart)


def _dead_by_step(run: ExportedRun) -> tuple[Numbers, Numbers]:
    """Return steps and how many units were dead, as a staircase; from the censuses once events are forgotten."""
    h, s = run.history, run.snapshot
    counts = s.counts
    if counts is None or counts.born_dead + counts.deaths + counts.revivals != len(h.events):
        return h.census_steps, h.dead.sum(axis=1)
    changes = [(event.step, -1 if event.kind == "revival" else 1) for event in h.events]
    steps, dead = [0], [0]
    for step, change in changes:
        steps += [step, step]
        dead += [dead[-1], dead[-1] + change]
    return np.array([*steps, max(s.step, steps[-1])]), np.array([*dead, dead[-1]])


# Lists


def _deaths(runs: Sequence[ExportedRun]) -> str:
    found = [(run, event) for run in runs for event in run.history.events if event.kind != "revival"]
    if not found:
        return ""
    rows = [
        [_named(runs, run)] * (len(runs) > 1) + _death(event)
        for run, event in sorted(found, key=lambda pair: pair[1].step)[:MOST_EVENTS]
    ]
    head = ["lane"] * (len(runs) > 1) + ["step", "layer", "unit", "what", "why"]
    first = len(runs) > 1
    total = sum(s.counts.born_dead + s.counts.deaths for s in (run.snapshot for run in runs) if s.counts is not None)
    more = f"<p class=note>{len(rows):,} of {max(total, len(found)):,} are listed.</p>" if len(rows) < total else ""
    return f"<section><h2>Deaths</h2>{_table(head, rows, [first, first + 1, first + 2])}{more}</section>"


def _death(event: UnitEvent) -> list[str]:
    when = f"{event.step:,}" if event.exact else f"{event.seen + 1:,} to {event.step:,}"
    what = "born&nbsp;dead" if event.kind == "born dead" else "died"
    return [when, str(event.layer), str(event.unit), what, escape(_cause(event))]


def _cause(event: UnitEvent) -> str:
    cause = event.cause
    if cause is None:
        return ""
    moved = "the layers below" if cause.by_inputs else "its own weights and bias"
    return (
        f"moved by {moved}: z {plain(cause.z_before)} → {plain(cause.z_after)} on example {cause.example:,}, own "
        f"{signed(cause.own)} (bias {signed(cause.own_bias)}), inputs {signed(cause.inputs)}; learning rate "
        f"{cause.learning_rate:g}"
    )


def _changes(runs: Sequence[ExportedRun]) -> str:
    rows = [
        [_named(runs, run)] * (len(runs) > 1) + [f"{change.step:,}", escape(change.text)]
        for run in runs
        for change in run.history.changes
    ]
    if not rows:
        return ""
    head = ["lane"] * (len(runs) > 1) + ["after step", "what was changed"]
    return f"<section><h2>Changes while training</h2>{_table(head, rows, [len(runs) > 1])}</section>"


def _notes(runs: Sequence[ExportedRun]) -> str:
    found = dict.fromkeys(note for run in runs for note in run.notes)  # each lane has those about all lanes
    if not found:
        return ""
    marks = {run.name: _named(runs, run) for run in runs}
    rows = [
        [marks.get(note.lane or "", "all")] * (len(runs) > 1)
        + [f"{note.step:,}", escape(note.text).replace("\n", "<br>")]
        for note in sorted(found, key=lambda note: note.step)
    ]
    head = ["lane"] * (len(runs) > 1) + ["step", "note"]
    return f"<section><h2>Notes</h2>{_table(head, rows, [len(runs) > 1])}</section>"


def _configuration(runs: Sequence[ExportedRun]) -> str:
    configs = [run.snapshot.config for run in runs]
    differing = [n for n in FIELDS if any(getattr(c, n) != getattr(RunConfig(), n) for c in configs)]
    names = [n for n in FIELDS if n in {*differing, "dataset", "hidden", "activation", "learning_rate", "seed"}]
    rows = [[escape(FIELDS[n].label), *(escape(value_text(n, c)) for c in configs)] for n in names]
    head = ["setting", *(_named(runs, run) or "value" for run in runs)]
    line = to_line([NamedConfig(run.name, config) for run, config in zip(runs, configs, strict=True)])
    repeats = "\n".join(dict.fromkeys(command(run.facts.config, run.snapshot.step) for run in runs))
    note = "It starts as the run did; what was changed while training is listed above." * any(
        run.history.changes for run in runs
    )
    return (
        f"<section><h2>Configuration</h2>{_table(head, rows)}"
        f"<p class=note>To take back with Edit › Paste configuration:</p><pre>{escape(line)}</pre>"
        f"<p class=note>To repeat it without a window:</p><pre>{escape(repeats)}</pre>"
        f"{f'<p class=note>{note}</p>' if note else ''}</section>"
    )


def _foot(written: str) -> str:
    versions = f"actviz {actviz.__version__}, Python {platform.python_version()}, NumPy {np.__version__}"
    when = f" · {escape(written)}" if written else ""
    return f"<footer>Everything here was measured. {escape(versions)}{when}</footer>"
