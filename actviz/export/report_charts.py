"""The charts of a report each have a legend and a sentence that says how to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import numpy as np

from actviz.export.charts import Axis, Line, Numbers, decades, heatmap, line_chart, linear_axis
from actviz.export.exported_run import ExportedRun
from actviz.export.report_magnitudes import magnitudes_html
from actviz.export.report_parts import figure_block, legend, line_name, named
from actviz.joined_text import sentences
from actviz.nn.quantiles import quantile
from actviz.number_text import whole
from actviz.translation import tr, tr_count

WIDE = 1000.0  # the loss axis is logarithmic from this ratio of largest to smallest loss on


def charts_html(runs: Sequence[ExportedRun]) -> str:
    """Return the sections with charts: loss, three magnitudes by layer, gradient by layer and step, dead units."""
    parts = [_loss(runs), magnitudes_html(runs)]
    every = [run.history.rms for run in runs if len(run.history.steps)]
    if every:
        scale = decades(np.concatenate([rms.ravel() for rms in every]))
        parts += [_heatmap(runs, run, scale) for run in runs if len(run.history.steps)]
    parts.append(_dead(runs))
    return "".join(parts)


def _steps_axis(runs: Sequence[ExportedRun]) -> Axis:
    return linear_axis(
        np.array([0.0, max(1, *(run.snapshot.step for run in runs), *map(_last_step, runs))]), whole=True
    )


def _last_step(run: ExportedRun) -> int:
    return int(run.history.steps[-1]) if len(run.history.steps) else 0


def _loss(runs: Sequence[ExportedRun]) -> str:
    lines, items, several = [], [], len(runs) > 1
    for run in runs:
        h = run.history
        series = [(tr("training set"), h.train_loss, f"l{run.index}")]
        if np.isfinite(h.test_loss).any():
            series.append((tr("test set"), h.test_loss, f"l{run.index} dashed"))
        lines.append(Line(line_name(run, tr("batch"), several), h.steps, h.loss, f"l{run.index} faint"))
        items.append((line_name(run, tr("batches"), several), f"l{run.index} faint"))
        for words, values, style in series:
            lines.append(Line(line_name(run, words, several), h.census_steps, values, style))
            items.append((lines[-1].name, style))
    top = max(_top(line.y, 0.995 if "faint" in line.style else 1.0) for line in lines)
    top = min(top, WIDE * _top(np.concatenate([line.y for line in lines]), 0.5))  # one lane may have diverged
    cut = sum(int((line.y > top).sum()) for line in lines)
    lines = [replace(line, y=np.minimum(line.y, top)) for line in lines]
    values = np.concatenate([line.y for line in lines])
    wide = top > WIDE * max(_top(values, 0.005), 1e-30)
    y = decades(values) if wide else linear_axis(np.array([0.0, top]))
    label = runs[0].facts.loss_text
    label = tr("{loss}, logarithmic", loss=label) if wide else label
    chart = line_chart(tr("Loss by step"), lines, _steps_axis(runs), y, tr("step"), label)
    note = sentences((_loss_note(max(run.history.stride for run in runs)), _above(cut) if cut else ""))
    return figure_block(escape(tr("Loss")), escape(note), legend(items), chart)


def _loss_note(stride: int) -> str:
    if stride == 1:
        return tr("On each step's batch, and on all examples at every measurement.")
    return tr("On the batches of {n} steps, their mean, and on all examples at every measurement.", n=whole(stride))


def _above(cut: int) -> str:
    return tr_count("{n:,} point lies above the upper edge.", "{n:,} points lie above the upper edge.", cut)


def _top(values: Numbers, share: float) -> float:
    """Return the quantile of the finite values at `share`; 0 if there are none."""
    finite = values[np.isfinite(values)]
    return quantile(finite, share) if finite.size else 0.0


def _heatmap(runs: Sequence[ExportedRun], run: ExportedRun, scale: Axis) -> str:
    steps = run.history.steps
    x = linear_axis(np.array([float(steps[0]), max(float(steps[-1]), steps[0] + 1.0)]), whole=True)
    chart = heatmap(tr("Gradient by layer and step"), run.history.rms, x, tr("step"), scale)
    note = tr("Bright is a large gradient RMS, dark a small one; grey is exactly zero, vermilion not finite.")
    title = escape(tr("Gradient by layer and step"))
    return figure_block(f"{title} {named(runs, run)}", escape(note), "", chart)


def _dead(runs: Sequence[ExportedRun]) -> str:
    lines = [Line(run.name, *_dead_by_step(run), f"l{run.index}") for run in runs]
    title = escape(tr("Dead units"))
    if not any(line.y.any() for line in lines):
        none = escape(tr("No unit was found dead at any measurement."))
        return f"<section><h2>{title}</h2><p>{none}</p></section>"
    y = linear_axis(np.concatenate([line.y for line in lines]), whole=True, from_zero=True)
    chart = line_chart(tr("Dead units by step"), lines, _steps_axis(runs), y, tr("step"), tr("dead units"))
    items = [(line.name, line.style) for line in lines] if len(lines) > 1 else []
    note = escape(tr("Units whose slope is zero on every example of the training set."))
    return figure_block(title, note, legend(items) if items else "", chart)


def _dead_by_step(run: ExportedRun) -> tuple[Numbers, Numbers]:
    """Return steps and numbers of dead units, as a staircase of all events; from the censuses if events are missing."""
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
