"""`list` names the entries of a registry."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from actviz.cli.json_target import add_json_option, write_json
from actviz.cli.streams import complain, say
from actviz.data import DATASETS
from actviz.lessons.scene import scenes
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import LOSSES
from actviz.nn.optimizers import OPTIMIZERS
from actviz.registry import Registry

LISTS: Mapping[str, Registry[Any]] = {
    "activations": ACTIVATIONS,
    "initializers": INITIALIZERS,
    "optimizers": OPTIMIZERS,
    "datasets": DATASETS,
    "losses": LOSSES,
}
SCENES = "scenes"  # which are files, and read only when they are asked for


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("registry", choices=[*LISTS, SCENES])
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print a registry's entries: keys and labels, or one JSON object by key."""
    registry: Registry[Any] = scenes().entries if options.registry == SCENES else LISTS[options.registry]
    for fault in scenes().faults if options.registry == SCENES else ():
        complain(fault)
    if options.json is not None:
        entries = {key: {"label": e.label, "story": getattr(e, "story", "")} for key, e in registry.items()}
        write_json(options.json, entries)
        return 0
    width = max(map(len, registry))
    for key, entry in registry.items():
        say(f"{key:{width}}  {entry.label}  {getattr(entry, 'story', '')}".rstrip())
    return 0
