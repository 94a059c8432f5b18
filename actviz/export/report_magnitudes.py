"""The report's charts of the weight gradient, the backward signal and the signal by layer, with their three ratios.

Beside the weight gradient is what mean-field theory predicts for step 0, with its band.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import isnan

import numpy as np

from actviz.arrays import Floats
from actviz.diagnosis.gradient_band import measured_band
from actviz.diagnosis.theory_at_step_0 import predicted_gradient
from actviz.export.charts import Area, Axis, Line, Multiple, decades, layer_axis, small_multiples
from actviz.export.exported_run import ExportedRun, Progress
from actviz.export.report_parts import figure_block, legend, line_name, named, table
from actviz.frozen import dataclass
from actviz.joined_text import items, listed, parted, sentences
from actviz.number_text import compact, plain, whole
from actviz.training.measure.underflow_text import ratio_text
from actviz.training.pieces import Work, finished
from actviz.translation import mark, tr, tr_count

GRADIENT, BACKWARD, SIGNAL = mark("weight gradient"), mark("backward signal"), mark("signal")
BAND = mark("90 % of networks drawn like this")
MOST_BEYOND = 4.0  # decades that the axis makes room for beyond the measured values, for the prediction
MEASURING_SHARE = 0.8  # of the work for a report
MOST_TICKS = 7  # of a narrow chart's layers


@dataclass(frozen=True, eq=False)
class _Drawn:
    """A run with what is drawn of it: each magnitude (L,) now and at step 0, and log10 of what theory predicts."""

    run: ExportedRun
    several: bool  # whether the names of its lines begin with the lane's
    now: dict[str, Floats]
    before: dict[str, Floats]
    predicted: Floats | None

    @property
    def style(self) -> str:
        return f"l{self.run.index}"

    def named(self, line: str, step: int | None = None) -> str:
        """Return the name of a line, with the step that it shows and the lane where there are several."""
        if step is not None:
            line = tr("{what}, step {step}", what=line, step=whole(step))
        return line_name(self.run, line, self.several)


def measure_bands(runs: Sequence[ExportedRun], progress: Progress) -> None:
    """Measure the bands that the charts will have, network by network.

    Raises:
        Cancelled: by `progress`.
    """
    for i, run in enumerate(runs):
        progress(MEASURING_SHARE * i / len(runs))
        start = run.history.start
        if start is None or predicted_gradient(run.first_facts, start)[0] is None:
            continue
        work = Work(measured_band(run.first_facts, start.config))
        while not work.is_done:
            progress(MEASURING_SHARE * i / len(runs))
            work.go_on()


def magnitudes_html(runs: Sequence[ExportedRun]) -> str:
    """Return the section: three charts on one scale, and what fades and what does not, in numbers and words."""
    drawn = [
        _Drawn(
            run,
            len(runs) > 1,
            {GRADIENT: run.snapshot.gradient_rms, BACKWARD: run.snapshot.backward, SIGNAL: run.snapshot.signal},
            _at_step_0(run),
            predicted_gradient(run.first_facts, run.history.start)[0],
        )
        for run in runs
    ]
    y = _axis(drawn)
    charts = [
        Multiple(
            tr(key),
            [line for each in drawn for line in _lines(each, key, y)],
            [area for each in drawn for area in _band(each, y) if key == GRADIENT],
        )
        for key in (GRADIENT, BACKWARD, SIGNAL)
    ]
    title, n = tr("Gradient and signals by layer"), max(len(run.facts.sizes) - 1 for run in runs)
    chart = small_multiples(title, charts, layer_axis(n, 0.2 + 0.04 * n, MOST_TICKS), y, tr("layer"), tr("RMS"))
    lines = [line for each in drawn for line in _legend_lines(each)]
    return figure_block(escape(title), escape(_note(runs, charts)), legend(lines), chart + _ratios(runs))


def _lines(drawn: _Drawn, key: str, y: Axis) -> list[Line]:
    """Return a magnitude's lines, the latest on top."""
    lines, layers = [], np.arange(1, len(drawn.now[key]) + 1)
    if key == GRADIENT and drawn.predicted is not None:
        on = (drawn.predicted >= y.low) & (drawn.predicted <= y.high)
        course = np.where(on, 10.0**drawn.predicted, np.nan)
        lines.append(Line(drawn.named(tr("mean field"), 0), layers, course, f"{drawn.style} dotted"))
    if key in drawn.before:
        lines.append(Line(drawn.named(tr(key), 0), layers, drawn.before[key], f"{drawn.style} dashed marked"))
    name = drawn.named(tr(key), drawn.run.snapshot.step)
    return [*lines, Line(name, layers, drawn.now[key], f"{drawn.style} marked")]


def _at_step_0(run: ExportedRun) -> dict[str, Floats]:
    """Return what the record holds of step 0, if the measurement is of a later one."""
    history, found = run.history, dict[str, Floats]()
    if run.snapshot.step == 0:
        return found
    if history.start is not None:
        found[GRADIENT] = history.start.rms
    if len(history.census_steps) and history.census_steps[0] == 0 and not np.isnan(history.signal[0]).all():
        found |= {BACKWARD: history.backward[0], SIGNAL: history.signal[0]}
    return found


def _axis(drawn: Sequence[_Drawn]) -> Axis:
    values = np.concatenate([part for each in drawn for part in (*each.now.values(), *each.before.values())])
    predicted = [each.predicted for each in drawn if each.predicted is not None]
    usable = np.log10(values[np.isfinite(values) & (values > 0.0)])
    if usable.size and predicted:
        logs = np.clip(np.concatenate(predicted), usable.min() - MOST_BEYOND, usable.max() + MOST_BEYOND)
        values = np.concatenate([values, 10.0**logs])
    return decades(values)


def _band(drawn: _Drawn, y: Axis) -> list[Area]:
    """Return the band around the line of theory, where it has one."""
    run, start = drawn.run, drawn.run.history.start
    if start is None or drawn.predicted is None:
        return []
    edges = finished(measured_band(run.first_facts, start.config)).around(start)
    if edges is None:
        return []
    low, high = 10.0 ** np.clip(edges, y.low, y.high)
    return [Area(drawn.named(tr(BAND), 0), np.arange(1, len(low) + 1), low, high, drawn.style)]


def _legend_lines(drawn: _Drawn) -> list[tuple[str, str]]:
    """Return what the legend says of a run's lines."""
    lines = [(drawn.named(tr("step {step}", step=whole(drawn.run.snapshot.step))), drawn.style)]
    if drawn.before:
        lines.append((drawn.named(tr("step {step}", step=0)), f"{drawn.style} dashed"))
    if drawn.predicted is not None:
        line, its_band = tr("{what}, step {step}", what=tr("mean field"), step=0), tr("its band: {band}", band=tr(BAND))
        lines.append((drawn.named(parted((line, its_band))), f"{drawn.style} dotted"))
    return lines


def _note(runs: Sequence[ExportedRun], charts: Sequence[Multiple]) -> str:
    measured = tr("On one step’s batch, from the input to the output layer.")
    if all(run.snapshot.whole_gradient for run in runs):
        measured = tr("On the whole training set, from the input to the output layer.")
    explained = tr(
        "The signal is how much a layer still differs from example to example, the backward signal how much the loss "
        "of an example changes with a layer. A weight’s gradient is made of the two: where both fade alike, it is the "
        "same in every layer."
    )
    no_place = ""
    zero = sorted({int(layer) for chart in charts for line in chart.lines for layer in line.x[line.y == 0]})
    if zero:
        layers = items(map(str, zero[:12]))
        no_place = tr("This axis cannot show a value of exactly zero (layer {layers}).", layers=layers)
    return sentences((measured, explained, no_place))


def _ratios(runs: Sequence[ExportedRun]) -> str:
    """Return the three ratios of every run as a table, and a sentence on which of them vanish."""
    head = [tr("lane")] * (len(runs) > 1) + [
        tr("backward signal, layer 1/output"),
        tr("signal, last hidden layer/layer 1"),
        tr("weight gradient, layer 1/output"),
    ]
    rows, told = [], []
    for run in runs:
        s = run.snapshot
        ratios = {
            tr("the backward signal"): s.backward_ratio,
            tr("the signal"): s.forward_ratio,
            tr("the weight gradient"): s.first_last_ratio,
        }
        texts = [_figure(s.backward_ratio), _figure(s.forward_ratio), ratio_text(s)]
        rows.append([named(runs, run)] * (len(runs) > 1) + [escape(text) for text in texts])
        told.append(f"{named(runs, run)} {escape(_in_words(ratios, s.config.vanishing_below))}")
    return table([escape(each) for each in head], rows) + "".join(f"<p>{each.strip()}</p>" for each in told)


def _in_words(ratios: dict[str, float], below: float) -> str:
    """Say which of the magnitudes vanish, with the limit."""
    unknown = [name for name, ratio in ratios.items() if isnan(ratio)]
    vanishing = [name for name, ratio in ratios.items() if ratio < below]
    rest = [name for name in ratios if name not in (*unknown, *vanishing)]
    parts = []
    limit = compact(below)
    if vanishing:
        parts.append(
            tr_count(
                "{names} vanishes (below {limit})",
                "{names} vanish (below {limit})",
                len(vanishing),
                names=listed(vanishing),
                limit=limit,
            )
        )
    if rest and vanishing:
        parts.append(tr_count("{names} does not", "{names} do not", len(rest), names=listed(rest)))
    elif rest:
        parts.append(
            tr_count(
                "{names} does not vanish (none is below {limit})",
                "{names} do not vanish (none is below {limit})",
                len(rest),
                names=listed(rest),
                limit=limit,
            )
        )
    if unknown:
        parts.append(
            tr_count(
                "{names} has no ratio: both layers’ values are 0",
                "{names} have no ratio: both layers’ values are 0",
                len(unknown),
                names=listed(unknown),
            )
        )
    text = parted(parts)
    return tr("{sentence}.", sentence=f"{text[0].upper()}{text[1:]}")


def _figure(value: float) -> str:
    return "–" if isnan(value) else plain(value, 2)
