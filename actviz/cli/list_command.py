"""`list` names the entries of a registry."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from actviz.cli.json_target import add_json_option, write_json
from actviz.cli.streams import say
from actviz.data import DATASETS
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


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("registry", choices=list(LISTS))
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print a registry's entries: keys and labels, or one JSON object by key."""
    registry = LISTS[options.registry]
    if options.json is not None:
        entries = {key: {"label": e.label, "story": getattr(e, "story", "")} for key, e in registry.items()}
        write_json(options.json, entries)
        return 0
    width = max(map(len, registry))
    for key, entry in registry.items():
        say(f"{key:{width}}  {entry.label}  {getattr(entry, 'story', '')}".rstrip())
    return 0
