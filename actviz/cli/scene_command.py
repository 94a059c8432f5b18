"""`scene` opens the window on a scene: a ready-made run that shows one claim."""

from __future__ import annotations

import argparse

from actviz.lessons.own_files import SCENE, key_or_file
from actviz.lessons.scene import scenes


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("shown", metavar="KEY|FILE", help="as `list scenes` names them, or a file of your own")


def run(options: argparse.Namespace) -> int:
    """Open the window on a scene: a ready-made run, with captions, that shows one claim.

    Raises:
        BadInput: there is no such scene, or the file has a fault.
    """
    options.shown = key_or_file(options.shown, SCENE, scenes().entries)
    return 0
