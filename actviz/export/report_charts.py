"""The charts of a report each have a legend and a sentence that says how to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from actviz.export.charts import Axis, Line, Numbers, decades, heatmap, line_chart, linear_axis
from actviz.export.exported_run import ExportedRun
from actviz.export.report_magnitudes import magnitudes_html
from actviz.export.report_parts import figure_block, legend, named
from actviz.nn.quantiles import quantile

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
    label = f"{runs[0].facts.loss_text}{', logarithmic' if wide else ''}"
    chart = line_chart("Loss by step", lines, _steps_axis(runs), y, "step", label)
    stride = max(run.history.stride for run in runs)
    batches = "each step's batch" if stride == 1 else f"the batches of {stride} steps, their mean"
    note = f"On {batches}, and on all examples at every measurement."
    if cut:
        note += f" {cut:,} points lie above the upper edge."
    return figure_block("Loss", note, legend(items), chart)


def _top(values: Numbers, share: float) -> float:
    """Return the quantile of the finite values at `share`; 0 if there are none."""
    finite = values[np.isfinite(values)]
    return quantile(finite, share) if finite.size else 0.0


def _heatmap(runs: Sequence[ExportedRun], run: ExportedRun, scale: Axis) -> str:
    steps = run.history.steps
    x = linear_axis(np.array([float(steps[0]), max(float(steps[-1]), steps[0] + 1.0)]), whole=True)
    chart = heatmap("Gradient by layer and step", run.history.rms, x, "step", scale)
    note = "Bright is a large gradient RMS, dark a small one; grey is exactly zero, vermilion not finite."
    return figure_block(f"Gradient by layer and step {named(runs, run)}", note, "", chart)


def _dead(runs: Sequence[ExportedRun]) -> str:
    lines = [Line(run.name, *_dead_by_step(run), f"l{run.index}") for run in runs]
    if not any(line.y.any() for line in lines):
        return "<section><h2>Dead units</h2><p>No unit was found dead at any measurement.</p></section>"
    y = linear_axis(np.concatenate([line.y for line in lines]), whole=True, from_zero=True)
    chart = line_chart("Dead units by step", lines, _steps_axis(runs), y, "step", "dead units")
    items = [(line.name, line.style) for line in lines] if len(lines) > 1 else []
    note = "Units whose slope is zero on every example of the training set."
    return figure_block("Dead units", note, legend(items) if items else "", chart)


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
