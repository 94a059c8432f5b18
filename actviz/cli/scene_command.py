"""`scene` opens the window on a scene: a ready-made run that shows one claim."""

from __future__ import annotations

import argparse

from actviz.lessons.scene import scenes


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("scene", metavar="KEY", help="as `list scenes` names them")


def run(options: argparse.Namespace) -> int:
    """Open the window on a scene: a ready-made run, with captions, that shows one claim.

    Raises:
        UnknownKey: there is no such scene.
    """
    options.scene = scenes().entries[options.scene].key
    return 0
