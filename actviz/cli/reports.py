"""Reports give a run's measurements as text for a terminal or as plain values for JSON.

The text counts layers and units from 1. In JSON a layer's `index` counts from 1, and units are 0-based indices, as in
the Python API.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from actviz.cli.json_target import finite, write_json
from actviz.cli.streams import say
from actviz.data.columns import CODED, ColumnFacts, column_hints
from actviz.diagnosis.diagnosis import diagnosis_of, gradient_verdict, verdict_ratio
from actviz.diagnosis.findings import Diagnosis, Finding, Suggestion
from actviz.number_text import compact, count, figure
from actviz.training import RunConfig, Snapshot, Trainer
from actviz.training.history.notes import NamedNote, notes_report, notes_text
from actviz.training.measure.underflow_text import BRIEF
from actviz.training.results import WastedCapacity
from actviz.training.snapshot import EventCounts, HistoryView, RunFacts, UnitEvent
from actviz.training.turn_facts import TaskEnd

MOST_TASKS = 10  # in a text report
MOST_EVENTS = 1000  # in a report; the counts include all


def print_report(trainer: Trainer, json_target: str | None, notes: Sequence[NamedNote] = (), verdict: str = "") -> None:
    """Measure the run and print the measurements, the diagnosis and the notes, as text or as one JSON object.

    `verdict` is the key of the verdict that measurements along the way gave, if any.
    """
    snapshot = trainer.measure({"wasted"})
    trainer.complete_record()
    history = trainer.history.view().with_now(snapshot)
    diagnosis = diagnosis_of(trainer.facts, snapshot, history, verdict)
    if json_target is None:
        lines = [text_report(trainer.facts, snapshot, diagnosis), *turns_text(history), *notes_text(notes)]
        say("\n".join(lines))
        return
    result = report(trainer.config, snapshot, diagnosis)
    result |= {"data": _data(trainer.facts)}
    result |= {"columns": [_column(column) for column in trainer.facts.columns]}
    result |= {"diagnosis": diagnosis_report(diagnosis)} | notes_report(notes)
    write_json(json_target, result | events_report(snapshot, history))


def text_report(facts: RunFacts, snapshot: Snapshot, diagnosis: Diagnosis) -> str:
    """Return the measurements as a short table for a terminal."""
    results = [f"step {snapshot.step:,}", f"{facts.loss_text} {compact(snapshot.loss, 4)}"]
    error = facts.own_error(snapshot.loss)
    if error is not None:
        results.append(f"typical error of {facts.target_text} {compact(error, 4)}")
    if snapshot.accuracy is not None:
        results.append(f"training accuracy {snapshot.accuracy:.1%}")
    if snapshot.test_accuracy is not None:
        results.append(f"test accuracy {snapshot.test_accuracy:.1%}")
    lines = ["   ".join(results)]
    lines += [f"data: {note}" for note in facts.data_notes]
    lines += [f"hint: {hint}" for hint in column_hints(facts.columns)]
    codes = dict.fromkeys(f"{column.odd_value:.12g}" for column in facts.columns if column.oddity == CODED)
    lines += [f"hint: --missing-values={','.join(codes)} takes such cells as missing"] * bool(codes)
    if snapshot.divergence is not None:
        lines.append(str(snapshot.divergence))
    verdict = gradient_verdict(snapshot, diagnosis)
    note = "" if verdict == "healthy" else f"  {verdict.upper()}"
    lines.append(f"{' '.join(verdict_ratio(snapshot, diagnosis))}{note}")
    n_units = sum(len(u.dead) for u in snapshot.units)
    lines.append(f"dead units {snapshot.n_dead}/{n_units}")
    if snapshot.wasted is not None:
        lines.append(f"wasted capacity: {snapshot.wasted.counts_text}; {snapshot.wasted.results_text}")
    lines += [diagnosis.line, diagnosis.verdict.explanation]
    lines += [f"  try: {suggestion}" for suggestion in diagnosis.verdict.suggestions]
    lines.append("layer      signal   backward signal   gradient RMS   dead units")
    for i, rms in enumerate(snapshot.gradient_rms):
        if i < len(snapshot.units):
            dead = f"{snapshot.units[i].n_dead:5d}/{len(snapshot.units[i].dead)}"
        else:
            dead = "    –  (output)"
        size = f"{BRIEF:>12}" if snapshot.underflows[i] else f"{figure(rms):>12}"
        signals = f"{figure(snapshot.signal[i]):>9}   {figure(snapshot.backward[i]):>15}"
        lines.append(f"{i + 1:5d}   {signals}   {size}   {dead}")
    return "\n".join(lines)


def _data(facts: RunFacts) -> dict[str, Any]:
    return {
        "source": facts.source,
        "targets": list(facts.target_names),
        "inputs": len(facts.input_names),
        "classes": list(facts.class_names),
        "notes": list(facts.data_notes),
        "unsure": [] if facts.data is None else list(facts.data.unsure),
    }


def _column(column: ColumnFacts) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(column).items()}


def report(config: RunConfig, snapshot: Snapshot, diagnosis: Diagnosis | None = None) -> dict[str, Any]:
    """Return the measurements as plain values for JSON; a non-finite number is None."""
    layers: list[dict[str, Any]] = []
    for i, (norm, rms) in enumerate(zip(snapshot.gradient_norms, snapshot.gradient_rms, strict=True)):
        layer: dict[str, Any] = {"index": i + 1, "gradient_norm": finite(norm), "gradient_rms": finite(rms)}
        layer |= {"signal": finite(snapshot.signal[i]), "backward": finite(snapshot.backward[i])}
        layer["update_ratio"] = None if snapshot.update_ratios is None else finite(snapshot.update_ratios[i])
        layer["underflow"] = bool(snapshot.underflows[i])
        if i < len(snapshot.units):
            units = snapshot.units[i]
            layer |= {
                "units": len(units.dead),
                "dead": units.n_dead,
                "dead_units": [int(k) for k in units.dead.nonzero()[0]],
                "active_fraction": [finite(v) for v in units.active_fraction],
                "saturated_fraction": [finite(v) for v in units.saturated_fraction],
                "mean_activation": finite(units.mean_activation.mean()),
            }
            learned = snapshot.prelu_alphas[i]
            if learned is not None:
                layer["alpha"] = [finite(v) for v in learned]
        else:
            layer |= {"units": snapshot.n_outputs, "dead": 0, "dead_units": []}
            layer |= {"active_fraction": [], "saturated_fraction": []}
        layers.append(layer)
    diverged = snapshot.divergence
    return {
        "config": config.to_dict(),
        "step": snapshot.step,
        "learning_rate": finite(snapshot.rate),
        "loss": finite(snapshot.loss),
        "accuracy": finite(snapshot.accuracy),
        "test_loss": finite(snapshot.test_loss),
        "test_accuracy": finite(snapshot.test_accuracy),
        "first_last_ratio": finite(snapshot.first_last_ratio),
        "gradient_verdict": gradient_verdict(snapshot, diagnosis),
        "divergence": None if diverged is None else str(diverged),
        "layers": layers,
        "wasted_capacity": None if snapshot.wasted is None else _wasted_report(snapshot.wasted),
    }


def _wasted_report(wasted: WastedCapacity) -> dict[str, Any]:
    kinds: dict[str, Any] = {
        name: part._asdict() for name, part in (*wasted.kinds.items(), ("removed", wasted.removed))
    }
    for name, found in (("without_dead", wasted.without_dead), ("without_dead_and_silent", wasted.without)):
        kinds[name] = {key: finite(value) for key, value in found._asdict().items()}
    return {"n_units": wasted.n_units, "n_weights": wasted.n_weights} | kinds


def events_report(snapshot: Snapshot, history: HistoryView) -> dict[str, Any]:
    """Return the numbers of born-dead, dying and reviving units, and the newest of these events with their causes."""
    counts = snapshot.counts or EventCounts()
    return {
        "event_counts": {"born_dead": counts.born_dead, "deaths": counts.deaths, "revivals": counts.revivals},
        "events": [_event(event) for event in history.events[-MOST_EVENTS:]],
        "tasks": [_task(end) for end in history.tasks[-MOST_EVENTS:]],
        "recycled": [
            {"step": each.step, "dead": int(each.dead.sum()), "nearly_silent": int(each.dormant.sum())}
            for each in history.recycled[-MOST_EVENTS:]
        ],
    }


def _task(end: TaskEnd) -> dict[str, Any]:
    results = {name: finite(value) for name, value in end.results._asdict().items()}
    counts = {"dead": int(end.dead.sum()), "nearly_silent": int(end.dormant.sum())}
    return {"task": end.task + 1, "step": end.step} | results | counts


def turns_text(history: HistoryView) -> list[str]:
    """Return a line for each of the latest tasks that have ended, and one about all units that were recycled."""
    lines = [
        f"task {end.task + 1} ended at step {end.step:,}: {end.results.text}, {int(end.dead.sum())} dead, "
        f"{int(end.dormant.sum())} nearly silent"
        for end in history.tasks[-MOST_TASKS:]
    ]
    if history.recycled:
        n, times = sum(each.n for each in history.recycled), len(history.recycled)
        lines.append(f"recycled: {count(n, 'unit')}, at {count(times, 'step')}")
    return lines


def _event(event: UnitEvent) -> dict[str, Any]:
    cause = event.cause
    known = None
    if cause is not None:
        known = {name: _plain(value) for name, value in asdict(cause).items() if name != "by_layer"} | {
            "kind": "earlier layers" if cause.by_inputs else "own step"
        }
    return {
        "step": event.step,
        "layer": event.layer,
        "unit": event.unit,
        "kind": event.kind,
        "seen": event.seen,
        "cause": known,
    }


def _plain(value: Any) -> Any:
    return finite(value) if isinstance(value, float) else value


def diagnosis_report(diagnosis: Diagnosis) -> dict[str, Any]:
    """Return the diagnosis as plain values for JSON."""
    return {
        "step": diagnosis.step,
        "verdict": _finding_report(diagnosis.verdict),
        "because": [_finding_report(finding) for finding in diagnosis.because],
        "also": [_finding_report(finding) for finding in diagnosis.also],
    }


def _finding_report(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "title": finding.title,
        "severity": finding.severity,
        "layers": [list(span) for span in finding.layers],
        "evidence": {e.label: e.value for e in finding.evidence},
        "explanation": finding.explanation,
        "cause": finding.cause,
        "suggestions": [_suggestion_report(suggestion) for suggestion in finding.suggestions],
    }


def _suggestion_report(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion as plain values; `helped` and `tried` are None where the remedy is not in the record."""
    counts = {"helped": None, "tried": None} if suggestion.helped is None else asdict(suggestion.helped)
    return {"label": suggestion.label, "changes": suggestion.changes, "remedy": suggestion.key} | counts
