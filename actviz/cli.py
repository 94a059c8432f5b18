"""The headless commands: `run` trains and reports, `check` holds its gradients against central differences, `record`
and `show` keep and read a run, `export` shares it, `theory` predicts, `list` names the entries.

They need NumPy only. Bad input ends with one sentence and exit status 2.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from actviz.data import DATASETS
from actviz.export.command import EXPORTS, add_export_options, as_shown, wanted, write_exports
from actviz.export.exported_run import Lane
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import LOSSES
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.theory import LayerPrior, critical_sigma_w, mean_field
from actviz.registry import BadInput, Registry
from actviz.training import FIELDS, ConfigError, RunConfig, Snapshot, Trainer
from actviz.training.config_text import NamedConfig, read_text, to_toml
from actviz.training.diagnosis import diagnose
from actviz.training.findings import Diagnosis, Finding
from actviz.training.gradient_check import GradientCheck, check_gradients, standing
from actviz.training.hidden_text import parse_hidden
from actviz.training.notes import NamedNote, notes_report, notes_text
from actviz.training.recording import SUFFIX, RecordingWriter, read_recording, recording_of
from actviz.training.replay import Replay
from actviz.training.snapshot import EventCounts, HistoryView, UnitEvent

BLOCK_STEPS, RECORDED_EVERY_S = 64, 1.0
LISTS: Mapping[str, Registry[Any]] = {
    "activations": ACTIVATIONS,
    "initializers": INITIALIZERS,
    "optimizers": OPTIMIZERS,
    "datasets": DATASETS,
    "losses": LOSSES,
}
MOST_EVENTS = 1000  # in a report; the counts tell of all


def add_config_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser one option for each field of RunConfig."""
    group = parser.add_argument_group("configuration")
    for name, field in FIELDS.items():
        option = "--data" if name == "data_path" else "--" + name.replace("_", "-")
        if field.kind == "bool":
            group.add_argument(
                option, dest=name, action=argparse.BooleanOptionalAction, default=None, help=_help(field.tip)
            )
            continue
        keys = f" ({', '.join(field.registry)})" if field.registry is not None else ""
        group.add_argument(option, dest=name, default=None, metavar=name.upper(), help=_help(field.tip + keys))


def _help(text: str) -> str:
    return text.replace("%", "%%")


def config_from(options: argparse.Namespace, base: RunConfig | None = None) -> RunConfig:
    """Build the configuration that the options describe, on top of `base`.

    Raises:
        BadInput: a value that breaks its field's rule.
    """
    changes: dict[str, Any] = {}
    for name, field in FIELDS.items():
        value = getattr(options, name, None)
        if value is not None:
            changes[name] = value if field.kind == "bool" else _parsed(name, field.kind, value)
    return (base or RunConfig()).replace(**changes)


def _parsed(name: str, kind: str, text: str) -> Any:
    if name == "hidden":
        return parse_hidden(text)
    if name == "activation":
        keys = tuple(_split_outside_brackets(text))
        return keys[0] if len(keys) == 1 else keys
    if kind in ("float", "int"):
        try:
            return int(text) if kind == "int" else float(text)
        except ValueError:
            whole = "whole " if kind == "int" else ""
            raise ConfigError(f"{name} must be a {whole}number, got {text!r}") from None
    return text


def _split_outside_brackets(text: str) -> list[str]:
    """Split at the commas that stand in no bracket: an activation may be an expression."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def run(options: argparse.Namespace) -> int:
    """Train without a window, and print what came of it, as text or as one JSON object."""
    if options.print_config:
        print(to_toml([NamedConfig("", _chosen_config(options))]), end="")
        return 0
    targets = wanted(options)
    trainer = _trained(options)
    write_exports([Lane(trainer)], targets)
    _print_report(trainer, options.json)
    return 0


def _print_report(trainer: Trainer, json_target: str | None, notes: Sequence[NamedNote] = ()) -> None:
    snapshot = trainer.measure()
    trainer.find_causes()
    history = trainer.history.view()
    diagnosis = diagnose(trainer.facts, snapshot, history)
    if json_target is None:
        print("\n".join([text_report(snapshot, diagnosis), *notes_text(notes)]))
        return
    result = report(trainer.config, snapshot) | {"diagnosis": diagnosis_report(diagnosis)} | notes_report(notes)
    _write_json(json_target, json.dumps(result | events_report(snapshot, history), allow_nan=False))


def _trained(options: argparse.Namespace) -> Trainer:
    if options.steps < 0:
        raise ConfigError(f"steps must be >= 0, got {options.steps}")
    _check_target(options.json)
    trainer = Trainer(_chosen_config(options))
    trainer.advance(options.steps)
    return trainer


def check(options: argparse.Namespace) -> int:
    """Train, then compare back-propagation with central differences; the exit status is 1 where they disagree."""
    found = check_gradients(standing(_trained(options)))
    assert found is not None  # nobody stopped it
    if options.json is None:
        print(_check_text(found))
    else:
        layers = [asdict(layer) | {"largest_error": _finite(layer.largest_error)} for layer in found.layers]
        outcome = {"step": found.step, "examples": found.n_examples, "right": found.right, "layers": layers}
        _write_json(options.json, json.dumps(outcome | {"verdict": str(found)}, ensure_ascii=False, allow_nan=False))
    return 0 if found.right else 1


def _check_text(found: GradientCheck) -> str:
    lines = [f"step {found.step:,}   {found.n_examples} training examples   float64"]
    lines.append("layer   largest relative error   entries checked   at a kink   lost in rounding")
    for layer in found.layers:
        error = f"{layer.largest_error:.1e}" if layer.n_checked else "–"
        entries = f"{layer.n_checked} of {layer.n_entries}"
        lines.append(f"{layer.layer:5d}   {error:>22}   {entries:>15}   {layer.n_at_kink:9d}   {layer.n_lost:16d}")
    return "\n".join([*lines, str(found)])


def record(options: argparse.Namespace) -> int:
    """Train without a window and record the run in a file that the window and `show` open."""
    if options.steps < 0:
        raise ConfigError(f"steps must be >= 0, got {options.steps}")
    target = Path(options.out)
    if target.suffix != SUFFIX or not target.parent.is_dir():
        raise BadInput(f"{options.out!r} cannot be written: --out must name a file {SUFFIX} in a folder that exists")
    trainer, written_at = Trainer(_chosen_config(options)), monotonic()
    with closing(RecordingWriter(target)) as writer:
        while trainer.step < options.steps and trainer.advance(min(BLOCK_STEPS, options.steps - trainer.step)):
            if monotonic() - written_at >= RECORDED_EVERY_S:
                writer.write(recording_of([trainer]), whole=False)
                written_at = monotonic()
        snapshot = trainer.measure()
        trainer.find_causes()
        writer.write(recording_of([trainer]))
    print(text_report(snapshot, diagnose(trainer.facts, snapshot, trainer.history.view())))
    return 0


def show(options: argparse.Namespace) -> int:
    """Print what a recorded run's network was at its newest step, or after any other one."""
    _check_target(options.json)
    recording = read_recording(options.file)
    names = [lane.name for lane in recording.lanes]
    name = options.lane or names[0]
    if name not in names:
        raise BadInput(f"{options.file} has no lane {name!r}: it has {', '.join(names)}")
    lane = recording.lanes[names.index(name)]
    step = lane.step if options.step is None else options.step
    if not 0 <= step <= lane.step:
        raise BadInput(f"step must be between 0 and {lane.step:,}, to which the run has come, got {step:,}")
    trainer = lane.trainer(recording.examples())
    if step < lane.step or all(at < step for at, _ in lane.changes):  # then it has that step's batch's gradient
        trainer = Replay(trainer).go_to(step)
    _print_report(trainer, options.json, recording.named_notes)
    return 0


def export(options: argparse.Namespace) -> int:
    """Turn a recording into a report, tables, scripts or TensorBoard's files, without a window."""
    targets = wanted(options)
    if not targets:
        raise BadInput("nothing to export: name at least one of " + ", ".join(f"--{name}" for name in EXPORTS))
    recording = read_recording(options.recording)
    trainers = [as_shown(trainer, options.step) for trainer in recording.trainers()]
    pairs = zip(trainers, recording.lanes, strict=True)
    lanes = [Lane(trainer, lane.name, lane.index, recording.notes_about(lane)) for trainer, lane in pairs]
    for path in write_exports(lanes, targets):
        print(path)
    return 0


def _chosen_config(options: argparse.Namespace) -> RunConfig:
    """Return what the file says, if one is named, with what the options say instead."""
    return config_from(options, None if options.config is None else read_config(options.config, options.lane))


def read_config(file: str, lane: str | None = None) -> RunConfig:
    """Return the configuration that a file holds, `-` for standard input; of several lanes the one of that name.

    Raises:
        BadInput: a file that cannot be read or is no configuration, or a lane that it does not have.
    """
    try:
        lanes = read_text(sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadInput(f"{file} is not UTF-8 text, as a configuration must be") from None
    named = dict(lanes)
    if lane is None and len(lanes) == 1:
        return lanes[0].config
    if lane not in named:
        raise BadInput(f"{file} has the lanes {', '.join(map(repr, named))}: name one of them with --lane")
    return named[lane]


def _check_target(target: str | None) -> None:
    """Refuse a place that cannot be written to before any work is done for it."""
    if target is None or target == "-":
        return
    if not target or Path(target).is_dir() or not Path(target).parent.is_dir():
        raise BadInput(f"{target!r} cannot be written: --json must name a file in a folder that exists, or be -")


def _write_json(target: str, text: str) -> None:
    if target == "-":
        print(text)
        return
    try:
        Path(target).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{target} cannot be written: {error.strerror}") from None


def report(config: RunConfig, snapshot: Snapshot) -> dict[str, Any]:
    """Return the measurements as plain values for JSON; a non-finite number is None."""
    layers: list[dict[str, Any]] = []
    for i, (norm, rms) in enumerate(zip(snapshot.gradient_norms, snapshot.gradient_rms, strict=True)):
        layer: dict[str, Any] = {"index": i + 1, "gradient_norm": _finite(norm), "gradient_rms": _finite(rms)}
        if i < len(snapshot.units):
            units = snapshot.units[i]
            layer |= {
                "units": len(units.dead),
                "dead": units.n_dead,
                "dead_units": [int(k) for k in units.dead.nonzero()[0]],
                "active_fraction": [_finite(v) for v in units.active_fraction],
                "saturated_fraction": [_finite(v) for v in units.saturated_fraction],
            }
        else:
            layer |= {"units": snapshot.n_outputs, "dead": 0, "dead_units": []}
            layer |= {"active_fraction": [], "saturated_fraction": []}
        layers.append(layer)
    diverged = snapshot.divergence
    return {
        "config": config.to_dict(),
        "step": snapshot.step,
        "loss": _finite(snapshot.loss),
        "accuracy": _finite(snapshot.accuracy),
        "test_loss": _finite(snapshot.test_loss),
        "test_accuracy": _finite(snapshot.test_accuracy),
        "first_last_ratio": _finite(snapshot.first_last_ratio),
        "gradient_verdict": snapshot.gradient_verdict,
        "divergence": None if diverged is None else str(diverged),
        "layers": layers,
    }


def events_report(snapshot: Snapshot, history: HistoryView) -> dict[str, Any]:
    """Return how many units were born dead, died and revived, and the latest of these events with their causes."""
    counts = snapshot.counts or EventCounts()
    return {
        "event_counts": {"born_dead": counts.born_dead, "deaths": counts.deaths, "revivals": counts.revivals},
        "events": [_event(event) for event in history.events[-MOST_EVENTS:]],
    }


def _event(event: UnitEvent) -> dict[str, Any]:
    cause = event.cause
    known = None
    if cause is not None:
        known = {name: _plain(value) for name, value in asdict(cause).items()} | {
            "kind": "layers below" if cause.by_inputs else "own step"
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
    return _finite(value) if isinstance(value, float) else value


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
        "suggestions": [{"label": s.label, "changes": s.changes} for s in finding.suggestions],
    }


def _finite(value: Any) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)


def text_report(snapshot: Snapshot, diagnosis: Diagnosis) -> str:
    """Return the measurements as a short table for a terminal."""
    results = [f"step {snapshot.step:,}", f"loss {snapshot.loss:.4g}"]
    if snapshot.accuracy is not None:
        results.append(f"accuracy {snapshot.accuracy:.1%}")
    if snapshot.test_accuracy is not None:
        results.append(f"test accuracy {snapshot.test_accuracy:.1%}")
    lines = ["   ".join(results)]
    if snapshot.divergence is not None:
        lines.append(str(snapshot.divergence))
    verdict = snapshot.gradient_verdict
    note = "" if verdict == "healthy" else f"  {verdict.upper()}"
    lines.append(f"gradient first/last {snapshot.first_last_ratio:.1e}{note}")
    n_units = sum(len(u.dead) for u in snapshot.units)
    lines += [f"dead units {snapshot.n_dead}/{n_units}", diagnosis.line, "layer   gradient RMS   dead units"]
    for i, rms in enumerate(snapshot.gradient_rms):
        if i < len(snapshot.units):
            dead = f"{snapshot.units[i].n_dead:5d}/{len(snapshot.units[i].dead)}"
        else:
            dead = "    –  (output)"
        lines.append(f"{i + 1:5d}   {rms:12.2e}   {dead}")
    return "\n".join(lines)


def list_entries(options: argparse.Namespace) -> int:
    """Print a registry's entries: keys and labels, or one JSON object by key."""
    registry = LISTS[options.what]
    if options.json is not None:
        entries = {key: {"label": e.label, "story": getattr(e, "story", "")} for key, e in registry.items()}
        _write_json(options.json, json.dumps(entries, ensure_ascii=False))
        return 0
    width = max(map(len, registry))
    for key, entry in registry.items():
        print(f"{key:{width}}  {entry.label}  {getattr(entry, 'story', '')}".rstrip())
    return 0


MAX_DEPTH = 10_000
LIMITS: Mapping[str, tuple[float, float]] = {"sigma_w": (0, 1e6), "sigma_b": (0, 1e6), "q0": (0, 1e12)}


def theory(options: argparse.Namespace) -> int:
    """Print what mean-field theory expects of a deep, wide network of one activation, layer by layer."""
    activation = ACTIVATIONS[options.activation]
    numbers = {name: _number_within(name, getattr(options, name), low, high) for name, (low, high) in LIMITS.items()}
    sigma_w, sigma_b = numbers["sigma_w"], numbers["sigma_b"]
    depth = _parsed("depth", "int", options.depth)
    if not 1 <= depth <= MAX_DEPTH:
        raise ConfigError(f"depth must be between 1 and {MAX_DEPTH:,}, got {depth}")
    alpha = None if options.alpha is None else FIELDS["alpha"].check(_parsed("alpha", "float", options.alpha))
    if alpha is not None and activation.alpha is None:
        raise ConfigError(f"alpha goes with an activation that has a parameter; {activation.key} has none")
    _check_target(options.json)
    layers = [LayerPrior(1, 1, sigma_w**2, sigma_b**2)] * (depth + 1)  # all of one width: it cancels
    field = mean_field(numbers["q0"], layers, [activation] * depth, [alpha] * depth)
    edge = critical_sigma_w(activation, sigma_b, alpha)
    result = {
        "activation": activation.key,
        "alpha": activation.alpha if alpha is None else alpha,
        "sigma_w": sigma_w,
        "sigma_b": sigma_b,
        "q0": numbers["q0"],
        "depth": depth,
        "q": [_finite(v) for v in field.q[:-1]],
        "chi": [_finite(v) for v in field.chi],
        "sum_log10_chi": _finite(sum(math.log10(v) if v > 0 else -math.inf for v in field.chi)),
        "log10_gradient": [_finite(v) for v in field.log10_gradient[:-1]],
        "critical_sigma_w": edge.sigma_w,
        "critical_q": edge.q,
        "critical_reason": edge.reason,
    }
    if options.json is None:
        print(theory_report(result, activation.label))
    else:
        _write_json(options.json, json.dumps(result, ensure_ascii=False, allow_nan=False))
    return 0


def _number_within(name: str, text: str, low: float, high: float) -> float:
    value = float(_parsed(name, "float", text))
    if not low <= value <= high:
        raise ConfigError(f"{name} must be between {low:g} and {high:g}, got {value:g}")
    return value


def theory_report(result: Mapping[str, Any], label: str) -> str:
    """Return the theory's figures as a table for a terminal."""
    critical = result["critical_sigma_w"]
    at = f"χ = 1 at σ_w {critical:.6g}" if critical is not None else "no σ_w gives χ = 1"
    lines = [
        f"{label}, σ_w {result['sigma_w']:g}, σ_b {result['sigma_b']:g}, inputs of mean square {result['q0']:g}",
        f"{at}: {result['critical_reason']}",
        "layer            q            χ   log10 gradient RMS against the output layer's",
    ]
    columns = zip(result["q"], result["chi"], result["log10_gradient"], strict=True)
    for i, (q, chi, gradient) in enumerate(columns, 1):
        cells = ["–" if v is None else f"{v:z{form}}" for v, form in ((q, ".6g"), (chi, ".6g"), (gradient, ".3f"))]
        lines.append(f"{i:5d} {' '.join(f'{cell:>12}' for cell in cells)}")
    total = result["sum_log10_chi"]
    lines.append(f"sum of log10 χ {'–' if total is None else f'{total:.2f}'}")
    return "\n".join(lines)


def _add_config_file_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", help="start from a configuration as TOML or one line; - reads it")
    parser.add_argument("--lane", metavar="NAME", help="which of the file's lanes to run, where it has several")


def make_parser(prog: str, version: str) -> argparse.ArgumentParser:
    """Return the parser of the headless commands; `__main__` handles the window's."""
    parser = argparse.ArgumentParser(
        prog=prog,
        usage=f"{prog} [FILE | --data FILE | --self-test | COMMAND …] [-h] [--version]",
        description="See vanishing gradients and dying ReLUs happen, unit by unit, while a network trains.",
        epilog=f"Without a command, `{prog}` opens the window; `{prog} FILE` opens it on your own data "
        "(CSV, NPZ or IDX) or on a recorded session.",
    )
    parser.add_argument("--version", action="version", version=f"actviz {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", prog=prog)
    runner = commands.add_parser("run", help="train without a window and report", description=run.__doc__)
    runner.add_argument("--steps", type=int, default=1000, help="optimizer steps to take (1000)")
    runner.add_argument("--json", nargs="?", const="-", metavar="FILE", help="as JSON, to FILE or standard output")
    runner.add_argument("--print-config", action="store_true", help="print the configuration as TOML, and do not train")
    add_export_options(runner)
    _add_config_file_options(runner)
    add_config_options(runner)
    runner.set_defaults(handler=run)
    checker = commands.add_parser("check", help="compare gradients with central differences", description=check.__doc__)
    checker.add_argument("--steps", type=int, default=0, help="optimizer steps to take before (0)")
    checker.add_argument("--json", nargs="?", const="-", metavar="FILE", help="as JSON, to FILE or standard output")
    _add_config_file_options(checker)
    add_config_options(checker)
    checker.set_defaults(handler=check)
    exporter = commands.add_parser("export", help="turn a recording into files to share", description=export.__doc__)
    exporter.add_argument("recording", metavar="RUN.actviz", help="the recording")
    exporter.add_argument("--step", type=int, default=None, help="the step to show; the newest unless given")
    add_export_options(exporter)
    exporter.set_defaults(handler=export)
    recorder = commands.add_parser("record", help="train without a window into a file", description=record.__doc__)
    recorder.add_argument("--steps", type=int, default=1000, help="optimizer steps to take (1000)")
    recorder.add_argument("--out", required=True, metavar="FILE", help=f"the recording, named …{SUFFIX}")
    _add_config_file_options(recorder)
    add_config_options(recorder)
    recorder.set_defaults(handler=record)
    shower = commands.add_parser("show", help="report on a recorded run, at any step", description=show.__doc__)
    shower.add_argument("file", metavar="FILE", help=f"a recording ({SUFFIX})")
    shower.add_argument("--step", type=int, help="the step to go back to (the newest)")
    shower.add_argument("--lane", help="a lane's name (the first one)")
    shower.add_argument("--json", nargs="?", const="-", metavar="FILE", help="as JSON, to FILE or standard output")
    shower.set_defaults(handler=show)
    lister = commands.add_parser("list", help="name the entries of a list", description=list_entries.__doc__)
    lister.add_argument("what", choices=list(LISTS))
    lister.add_argument("--json", nargs="?", const="-", metavar="FILE", help="as JSON, to FILE or standard output")
    lister.set_defaults(handler=list_entries)
    _add_theory(commands)
    return parser


def _add_theory(commands: Any) -> None:
    parser = commands.add_parser(
        "theory", help="what mean-field theory expects of a deep network", description=theory.__doc__
    )
    keys = f"one of {', '.join(ACTIVATIONS)} (relu)"
    for option, default, tip in (
        ("--activation", "relu", keys),
        ("--alpha", None, "the activation's parameter, where it has one"),
        ("--sigma-w", "1", "σ_w: deviation of a weight times the root of fan_in (1)"),
        ("--sigma-b", "0", "σ_b: deviation of a bias (0)"),
        ("--depth", "20", "hidden layers (20)"),
        ("--q0", "1", "mean square of the inputs: layer 1 has q = σ_w² q0 + σ_b² (1)"),
    ):
        parser.add_argument(option, default=default, help=_help(tip), metavar=option[2:].upper().replace("-", "_"))
    parser.add_argument("--json", nargs="?", const="-", metavar="FILE", help="as JSON, to FILE or standard output")
    parser.set_defaults(handler=theory)


def main(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Run a headless command; return the exit status."""
    try:
        status = int(options.handler(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the flush at exit is quiet too
        return 0
    except BadInput as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
    except MemoryError:
        print(f"{parser.prog}: There is not enough memory for a network or data of this size.", file=sys.stderr)
    return 2
