"""`lesson` opens the window on a lesson, of the program's own or in a file."""

from __future__ import annotations

import argparse

from actviz.lessons.lesson_file import lessons
from actviz.lessons.own_files import LESSON, key_or_file


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("shown", metavar="KEY|FILE", help="as `list lessons` names them, or a file of your own")
    parser.add_argument("--handout", metavar="HTML", help="write the lesson as a page to print, and open no window")


def run(options: argparse.Namespace) -> int:
    """Open the window on a lesson: a walk of some ten minutes through runs.

    Raises:
        BadInput: there is no such lesson, or the file has a fault.
    """
    options.shown = key_or_file(options.shown, LESSON, lessons().entries)
    return 0
