"""The tables of a report list deaths, changes while training, notes, and the configuration with its command."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from actviz.export.exported_run import ExportedRun
from actviz.export.report_parts import named, table
from actviz.number_text import compact, plain, signed
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.setting_text import differing_fields, typed_text
from actviz.training.config.text_format import NamedConfig, to_line
from actviz.training.layer_row import alpha_spans
from actviz.training.snapshot import UnitEvent
from actviz.training.turning_points import turning_points
from actviz.training.units.death_text import OwnParts, config_at, own_parts, since_step_0

MOST_EVENTS = 400  # rows of the list of deaths


def lists_html(runs: Sequence[ExportedRun]) -> str:
    """Return the sections with tables: layers, deaths, changes while training, notes, configuration."""
    return _layers(runs) + _deaths(runs) + _changes(runs) + _tasks(runs) + _notes(runs) + _configuration(runs)


def _layers(runs: Sequence[ExportedRun]) -> str:
    """Return each layer's latest update ratio, its mean activation and, where it learns one, its slope α."""
    rows = []
    for run in runs:
        s = run.snapshot
        updates = [""] * len(s.gradient_rms) if s.update_ratios is None else [plain(v) for v in s.update_ratios]
        means = [*(signed(v) for v in s.mean_activation), ""]
        alphas = [*("" if np.isnan(v) else plain(v) for v in alpha_spans(s.prelu_alphas)[0]), ""]
        for i, values in enumerate(zip(updates, means, alphas, strict=True), 1):
            rows.append([named(runs, run)] * (len(runs) > 1) + [str(i), *values])
    head = ["lane"] * (len(runs) > 1) + ["layer", "update : weight", "mean activation", "α"]
    if not any(row[-1] for row in rows):
        head, rows = head[:-1], [row[:-1] for row in rows]
    note = "The latest update's size over that of the weights: usual is about 0.001. The mean is over the training set."
    numbers = list(range(len(runs) > 1, len(head)))
    return f"<section><h2>Layers</h2><p class=note>{note}</p>{table(head, rows, numbers)}</section>"


def _deaths(runs: Sequence[ExportedRun]) -> str:
    found = [(run, event) for run in runs for event in run.history.events if event.kind != "revival"]
    if not found:
        return ""
    rows = [
        [named(runs, run)] * (len(runs) > 1) + _death(event, config_at(event, run.history.changes, run.snapshot.config))
        for run, event in sorted(found, key=lambda pair: pair[1].step)[:MOST_EVENTS]
    ]
    head = ["lane"] * (len(runs) > 1) + ["step", "layer", "unit", "event", "cause"]
    first = len(runs) > 1
    total = sum(s.counts.born_dead + s.counts.deaths for s in (run.snapshot for run in runs) if s.counts is not None)
    more = f"<p class=note>{len(rows):,} of {max(total, len(found)):,} are listed.</p>" if len(rows) < total else ""
    return f"<section><h2>Deaths</h2>{table(head, rows, [first, first + 1, first + 2])}{more}</section>"


def _death(event: UnitEvent, config: RunConfig) -> list[str]:
    when = f"{event.step:,}" if event.exact else f"{event.seen + 1:,} to {event.step:,}"
    kind = f"dead {since_step_0(config, event.layer)}" if event.kind == "born dead" else "died"
    return [when, str(event.layer), str(event.unit + 1), kind, escape(_cause(event, own_parts(config)))]


def _cause(event: UnitEvent, own: OwnParts) -> str:
    cause = event.cause
    if cause is None:
        return ""
    moved = "earlier layers" if cause.by_inputs else own.all
    bias = f" ({own.bias.removeprefix('own ')} {signed(cause.own_bias)})" if own.bias else ""
    return (
        f"moved by {moved}: z {plain(cause.z_before)} → {plain(cause.z_after)} on example {cause.example + 1:,}, own "
        f"{signed(cause.own)}{bias}, inputs {signed(cause.inputs)}; learning rate "
        f"{compact(cause.learning_rate)}"
    )


def _changes(runs: Sequence[ExportedRun]) -> str:
    rows = [
        [named(runs, run)] * (len(runs) > 1) + [f"{point.step:,}", escape(point.text)]
        for run in runs
        for point in turning_points(run.history)
    ]
    if not rows:
        return ""
    head = ["lane"] * (len(runs) > 1) + ["after step", "change"]
    return f"<section><h2>Changes while training</h2>{table(head, rows, [len(runs) > 1])}</section>"


def _tasks(runs: Sequence[ExportedRun]) -> str:
    """Return the section about the tasks that have ended, each measured at its last step."""
    several = len(runs) > 1
    rows = [
        [named(runs, run)] * several
        + [f"{end.task + 1:,}", f"{end.step:,}", plain(end.results.loss)]
        + ["" if end.results.accuracy is None else f"{end.results.accuracy:.1%}"]
        + [f"{int(end.dead.sum()):,}", f"{int(end.dormant.sum()):,}"]
        for run in runs
        for end in run.history.tasks
    ]
    if not rows:
        return ""
    head = ["lane"] * several + ["task", "ended at step", "loss", "accuracy", "dead units", "nearly silent"]
    return f"<section><h2>Tasks</h2>{table(head, rows, [several])}</section>"


def _notes(runs: Sequence[ExportedRun]) -> str:
    found = dict.fromkeys(note for run in runs for note in run.notes)  # each lane has those about all lanes
    if not found:
        return ""
    marks = {run.name: named(runs, run) for run in runs}
    rows = [
        [marks.get(note.lane or "", "all")] * (len(runs) > 1)
        + [f"{note.step:,}", escape(note.text).replace("\n", "<br>")]
        for note in sorted(found, key=lambda note: note.step)
    ]
    head = ["lane"] * (len(runs) > 1) + ["step", "note"]
    return f"<section><h2>Notes</h2>{table(head, rows, [len(runs) > 1])}</section>"


def _configuration(runs: Sequence[ExportedRun]) -> str:
    configs = [run.snapshot.config for run in runs]
    differing = differing_fields([RunConfig(), *configs])
    names = [n for n in FIELDS if n in {*differing, "dataset", "hidden", "activation", "learning_rate", "seed"}]
    rows = [[escape(FIELDS[n].label), *(escape(value_text(n, c)) for c in configs)] for n in names]
    head = ["setting", *(named(runs, run) or "value" for run in runs)]
    line = to_line([NamedConfig(run.name, config) for run, config in zip(runs, configs, strict=True)])
    repeats = "\n".join(dict.fromkeys(command(run.facts.config, run.snapshot.step) for run in runs))
    note = "It repeats the start of the run; the changes made while training are listed above." * any(
        run.history.changes for run in runs
    )
    return (
        f"<section><h2>Configuration</h2>{table(head, rows)}"
        f"<p class=note>To restore it with Edit › Paste configuration:</p><pre>{escape(line)}</pre>"
        f"<p class=note>To repeat it without a window:</p><pre>{escape(repeats)}</pre>"
        f"{f'<p class=note>{note}</p>' if note else ''}</section>"
    )


def command(config: RunConfig, steps: int) -> str:
    """Return the command that repeats the run from step 0."""
    words = ["actviz", "run"]
    changes: dict[str, Any] = {} if config.data_path is None else {"data_path": config.data_path}
    changes |= RunConfig().replace(**changes).differences(config)
    for name, value in changes.items():
        option = "--data" if name == "data_path" else "--" + name.replace("_", "-")
        if isinstance(value, bool):
            words.append(option if value else f"--no-{option[2:]}")
        else:
            words.append(f"{option}={typed_text(name, value)}")
    return shlex.join([*words, "--steps", str(steps)])
