"""The tables of a report list deaths, changes while training, notes, and the configuration with its command."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from actviz.export.exported_run import ExportedRun
from actviz.export.report_parts import named, share_text, table
from actviz.joined_text import clauses, parted, sentences
from actviz.number_text import compact, plain, signed, whole
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.setting_text import differing_fields, typed_text
from actviz.training.config.text_format import NamedConfig, to_line
from actviz.training.layer_row import alpha_spans
from actviz.training.snapshot import UnitEvent
from actviz.training.turning_points import turning_points
from actviz.training.units.death_text import OwnParts, config_at, own_parts, since_step_0
from actviz.translation import mark, tr

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
    head = _head(runs, tr("layer"), tr("update : weight"), tr("mean activation"), "α")
    if not any(row[-1] for row in rows):
        head, rows = head[:-1], [row[:-1] for row in rows]
    note = sentences(
        (
            tr("The latest update's size over that of the weights: usual is about {usual}.", usual=compact(1e-3)),
            tr("The mean is over the training set."),
        )
    )
    numbers = list(range(len(runs) > 1, len(head)))
    return _section(tr("Layers"), f"<p class=note>{escape(note)}</p>{table(head, rows, numbers)}")


def _deaths(runs: Sequence[ExportedRun]) -> str:
    found = [(run, event) for run in runs for event in run.history.events if event.kind != "revival"]
    if not found:
        return ""
    rows = [
        [named(runs, run)] * (len(runs) > 1) + _death(event, config_at(event, run.history.changes, run.snapshot.config))
        for run, event in sorted(found, key=lambda pair: pair[1].step)[:MOST_EVENTS]
    ]
    head = _head(runs, tr("step"), tr("layer"), tr("unit"), tr("event"), tr("cause"))
    first = len(runs) > 1
    total = sum(s.counts.born_dead + s.counts.deaths for s in (run.snapshot for run in runs) if s.counts is not None)
    more = tr("{n} of {total} are listed.", n=whole(len(rows)), total=whole(max(total, len(found))))
    foot = f"<p class=note>{escape(more)}</p>" if len(rows) < total else ""
    return _section(tr("Deaths"), f"{table(head, rows, [first, first + 1, first + 2])}{foot}")


def _death(event: UnitEvent, config: RunConfig) -> list[str]:
    when, kind = whole(event.step), tr("died")
    if not event.exact:
        when = tr("{first} to {last}", first=whole(event.seen + 1), last=when)
    if event.kind == "born dead":
        kind = tr("dead {since_step_0}", since_step_0=since_step_0(config, event.layer))
    cells = [when, str(event.layer), str(event.unit + 1), kind, _cause(event, own_parts(config))]
    return [escape(cell) for cell in cells]


def _cause(event: UnitEvent, own: OwnParts) -> str:
    cause = event.cause
    if cause is None:
        return ""
    moved = tr(
        "moved by {what}: z {before} → {after} on example {example}",
        what=tr("earlier layers") if cause.by_inputs else own.all,
        before=plain(cause.z_before),
        after=plain(cause.z_after),
        example=whole(cause.example + 1),
    )
    of_own = tr("own {moved}", moved=signed(cause.own))
    if own.bias:
        of_bias = signed(cause.own_bias)
        of_own = tr("{own} ({bias} {moved})", own=of_own, bias=own.bias.removeprefix("own "), moved=of_bias)
    of_inputs = tr("inputs {moved}", moved=signed(cause.inputs))
    rate = tr("learning rate {rate}", rate=compact(cause.learning_rate))
    return parted((clauses((moved, of_own, of_inputs)), rate))


def _changes(runs: Sequence[ExportedRun]) -> str:
    rows = [
        [named(runs, run)] * (len(runs) > 1) + [whole(point.step), escape(point.text)]
        for run in runs
        for point in turning_points(run.history)
    ]
    if not rows:
        return ""
    head = _head(runs, tr("after step"), tr("change"))
    return _section(tr("Changes while training"), table(head, rows, [len(runs) > 1]))


def _tasks(runs: Sequence[ExportedRun]) -> str:
    """Return the section about the tasks that have ended, each measured at its last step."""
    several = len(runs) > 1
    rows = [
        [named(runs, run)] * several
        + [whole(end.task + 1), whole(end.step), plain(end.results.loss)]
        + ["" if end.results.accuracy is None else share_text(end.results.accuracy)]
        + [whole(int(end.dead.sum())), whole(int(end.dormant.sum()))]
        for run in runs
        for end in run.history.tasks
    ]
    if not rows:
        return ""
    names = (mark("task"), mark("ended at step"), mark("loss"), mark("accuracy"), mark("dead units"))
    head = _head(runs, *map(tr, names), tr("nearly silent"))
    return _section(tr("Tasks"), table(head, rows, [several]))


def _notes(runs: Sequence[ExportedRun]) -> str:
    found = dict.fromkeys(note for run in runs for note in run.notes)  # each lane has those about all lanes
    if not found:
        return ""
    marks = {run.name: named(runs, run) for run in runs}
    rows = [
        [marks.get(note.lane or "", escape(tr("all")))] * (len(runs) > 1)
        + [whole(note.step), escape(note.text).replace("\n", "<br>")]
        for note in sorted(found, key=lambda note: note.step)
    ]
    head = _head(runs, tr("step"), tr("note"))
    return _section(tr("Notes"), table(head, rows, [len(runs) > 1]))


def _configuration(runs: Sequence[ExportedRun]) -> str:
    configs = [run.snapshot.config for run in runs]
    differing = differing_fields([RunConfig(), *configs])
    names = [n for n in FIELDS if n in {*differing, "dataset", "hidden", "activation", "learning_rate", "seed"}]
    rows = [[escape(FIELDS[n].label), *(escape(value_text(n, c)) for c in configs)] for n in names]
    head = [escape(tr("setting")), *(named(runs, run) or escape(tr("value")) for run in runs)]
    line = to_line([NamedConfig(run.name, config) for run, config in zip(runs, configs, strict=True)])
    repeats = "\n".join(dict.fromkeys(command(run.facts.config, run.snapshot.step) for run in runs))
    parts = [table(head, rows)]
    for told, code in (
        (tr("To restore it with Edit › Paste configuration:"), line),
        (tr("To repeat it without a window:"), repeats),
    ):
        parts.append(f"<p class=note>{escape(told)}</p><pre>{escape(code)}</pre>")
    if any(run.history.changes for run in runs):
        note = tr("It repeats the start of the run; the changes made while training are listed above.")
        parts.append(f"<p class=note>{escape(note)}</p>")
    return _section(tr("Configuration"), "".join(parts))


def _head(runs: Sequence[ExportedRun], *names: str) -> list[str]:
    """Return a table's head, after a column for the lanes where there are several runs."""
    return [escape(name) for name in ([tr("lane")] * (len(runs) > 1) + [*names])]


def _section(title: str, content: str) -> str:
    """Return a section under a title, which is text."""
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


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
