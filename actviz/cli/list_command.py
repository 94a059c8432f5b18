"""`list` names the entries of a registry."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from actviz.cli.json_target import add_json_option, write_json
from actviz.cli.streams import complain, say
from actviz.data import DATASETS
from actviz.data.task_changes import TASK_CHANGES
from actviz.diagnosis.causes import CAUSES, Cause
from actviz.diagnosis.remedies import REMEDIES, Remedy
from actviz.diagnosis.remedy_record import record_of
from actviz.lessons.lesson_file import Lessons, lessons
from actviz.lessons.measures import MEASURES
from actviz.lessons.proofs.proof_file import Proofs, proofs
from actviz.lessons.scene import Scenes, scenes
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import LOSSES
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import SCHEDULES
from actviz.registry import Registry

LISTS: Mapping[str, Registry[Any]] = {
    "activations": ACTIVATIONS,
    "initializers": INITIALIZERS,
    "task-changes": TASK_CHANGES,
    "optimizers": OPTIMIZERS,
    "schedules": SCHEDULES,
    "datasets": DATASETS,
    "losses": LOSSES,
    "causes": CAUSES,
    "remedies": REMEDIES,
    "measures": MEASURES,
}
FILES: Mapping[str, Callable[[], Lessons | Scenes | Proofs]] = {  # which are read only when they are asked for
    "lessons": lessons,
    "scenes": scenes,
    "proofs": proofs,
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("registry", choices=[*LISTS, *FILES])
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print a registry's entries: keys and texts, or one JSON object by key."""
    files = FILES[options.registry]() if options.registry in FILES else None
    registry: Registry[Any] = LISTS[options.registry] if files is None else files.entries
    for fault in () if files is None else files.faults:
        complain(fault)
    if options.json is not None:
        write_json(options.json, {key: _values(entry) for key, entry in registry.items()})
        return 0
    width = max(map(len, registry))
    for key, entry in registry.items():
        say(f"{key:{width}}  {_text(entry)}".rstrip())
    return 0


def _values(entry: Any) -> dict[str, Any]:
    if isinstance(entry, Cause):
        record = record_of(entry.key).items()
        return {"label": entry.text, "remedies": {key: [count.helped, count.tried] for key, count in record}}
    if isinstance(entry, Remedy):
        counts = {cause: record_of(cause).get(entry.key) for cause in entry.causes}
        return {"label": entry.label, "causes": {cause: c and [c.helped, c.tried] for cause, c in counts.items()}}
    return {"label": entry.label, "story": getattr(entry, "story", "")}


def _text(entry: Any) -> str:
    """Return an entry's text; of a remedy, in how many runs it has helped against each of its causes."""
    if isinstance(entry, Cause):
        return entry.text
    if isinstance(entry, Remedy):
        counts = ((cause, record_of(cause).get(entry.key)) for cause in entry.causes)
        return ", ".join(cause if c is None else f"{cause} {c.helped}/{c.tried}" for cause, c in counts)
    return f"{entry.label}  {getattr(entry, 'story', '')}"
