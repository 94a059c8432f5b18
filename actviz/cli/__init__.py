"""The headless commands, one file each; the window's start imports none of them.

They need NumPy only. Bad input ends with one sentence and exit status 2.

ADD A COMMAND: a file `…_command.py` beside this one, with `add_options(parser)` and `run(options)`, whose docstring is
the command's description and whose result is the exit status; and a line in COMMANDS.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from actviz.cli.streams import complain, say
from actviz.outside_text import one_line
from actviz.registry import BadInput

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

COMMANDS: Mapping[str, str] = {  # in the order of the help
    "run": "train without a window and report",
    "check": "compare gradients with central differences",
    "export": "turn a recording into files to share",
    "record": "train without a window into a file",
    "show": "report on a recorded run, at any step",
    "list": "name the entries of a list",
    "theory": "what mean-field theory expects of a deep network",
}


class _Parser(argparse.ArgumentParser):
    """A parser whose help is an error where it cannot be written, as all other output, and whose errors are short."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print to standard output unless a file is given."""
        if file is None:
            say(self.format_help(), end="")
        else:
            super().print_help(file)

    def error(self, message: str) -> NoReturn:
        """Print the usage and a sentence, and exit with status 2."""
        super().error(one_line(message, 300))


def make_parser(prog: str, version: str, arguments: Collection[str]) -> argparse.ArgumentParser:
    """Return the parser of these arguments; `__main__` handles the window's.

    A command that they do not name is in the list, but is not imported and has no options.
    """
    parser = _Parser(
        prog=prog,
        usage=f"{prog} [FILE | --data FILE | --self-test | COMMAND …] [-h] [--version]",
        description="See vanishing gradients and dying ReLUs happen, unit by unit, while a network trains.",
        epilog=f"Without a command, `{prog}` opens the window; `{prog} FILE` opens it on your own data "
        "(CSV, NPZ or IDX) or on a recorded session.",
    )
    parser.add_argument("--version", action="version", version=f"actviz {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", prog=prog)
    for name, words in COMMANDS.items():
        command_parser = commands.add_parser(name, help=words)
        if name in arguments:
            command = import_module(f"actviz.cli.{name}_command")
            command_parser.description = command.run.__doc__
            command.add_options(command_parser)
            command_parser.set_defaults(handler=command.run)
    return parser


def main(options: argparse.Namespace) -> int:
    """Run a headless command; return the exit status."""
    try:
        return int(options.handler(options))
    except KeyboardInterrupt:
        return 130  # as shells number what Ctrl+C has ended
    except BadInput as error:
        complain(str(error))
    except MemoryError:
        complain("There is not enough memory for a network or data of this size.")
    return 2
