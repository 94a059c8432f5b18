"""The commands have one file each; the start of the window imports none of them.

They need NumPy only. Bad input ends a command with one sentence and exit status 2.

To add a command, write a file NAME_command.py (with _ for -) beside this one, with `add_options(parser)` and
`run(options)`, and a line in COMMANDS; a few share a file. The docstring of `run` is the command's description, its
result the exit status. The module is imported when the command is called.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from actviz.cli.streams import complain, say
from actviz.outside_text import one_line
from actviz.registry import BadInput, Registry

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Command(NamedTuple):  # not a dataclass: importing `dataclasses` would delay every start by 6 ms
    """One headless command; one that `trains` accepts a data file of the user's own.

    One that `opens_window` checks its options and leaves the rest to `__main__`.
    """

    key: str
    help: str
    trains: bool = False
    opens_window: bool = False
    file: str = ""  # its module's name, where it is another than the command's


COMMANDS: Registry[Command] = Registry("command")  # in the order of the help
for _command in (
    Command("run", "train without a window and report", trains=True),
    Command("check", "compare gradients with central differences", trains=True),
    Command("find-rate", "sweep the learning rate: which learn, which kill", trains=True),
    Command("export", "turn a recording into files to share"),
    Command("record", "train without a window into a file", trains=True),
    Command("show", "report on a recorded run, at any step"),
    Command("prove", "repeat published experiments, and compare the numbers"),
    Command("sweep", "train a run for each of many settings: a map of where networks vanish and die"),
    Command("lesson", "open the window on a lesson, of the program's own or in a file", opens_window=True),
    Command("scene", "open the window on a scene, which shows one claim", opens_window=True),
    Command("lessons", "list the lessons, or check files of your own", file="files"),
    Command("scenes", "list the scenes, or check files of your own", file="files"),
    Command("proofs", "list the proofs, or check files of your own", file="files"),
    Command("list", "name the entries of a list"),
    Command("theory", "print the mean-field prediction for a deep network"),
):
    COMMANDS.add(_command)


class _Parser(argparse.ArgumentParser):
    """A parser with short errors, which reports an error if its help cannot be written, as for all other output."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print to standard output unless a file is given."""
        if file is None:
            say(self.format_help(), end="")
        else:
            super().print_help(file)

    def error(self, message: str) -> NoReturn:
        """Print the usage and a sentence, and exit with status 2."""
        # argparse of some versions fails itself where nobody reads standard error
        complain(f"error: {one_line(message, 300)}", f"{self.format_usage()}{self.prog}")
        raise SystemExit(2)


def make_parser(prog: str, version: str, arguments: Collection[str]) -> argparse.ArgumentParser:
    """Return the parser for these arguments; `__main__` handles those of the window.

    Only the command that they name is imported and gets its options; the others are merely listed.
    """
    parser = _Parser(
        prog=prog,
        usage=f"{prog} [FILE | --data FILE | --self-test | COMMAND …] [-h] [--version]",
        description="See vanishing gradients and dying ReLUs happen, unit by unit, while a network trains.",
        epilog=f"Without a command, `{prog}` opens the window; `{prog} FILE` opens it on your own data "
        "(CSV, Excel, NPZ, IDX …) or on a recorded session.",
    )
    parser.add_argument("--version", action="version", version=f"actviz {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", prog=prog)
    for name, entry in COMMANDS.items():
        command_parser = commands.add_parser(name, help=entry.help, add_help=name in arguments)
        if name in arguments:
            command = import_module(f"actviz.cli.{(entry.file or name).replace('-', '_')}_command")
            command_parser.description = command.run.__doc__
            command.add_options(command_parser)
            command_parser.set_defaults(handler=command.run)
    return parser


def main(options: argparse.Namespace) -> int:
    """Run a headless command; return the exit status."""
    try:
        return int(options.handler(options))
    except KeyboardInterrupt:
        return 130  # the shells' status for a command ended by Ctrl+C
    except BadInput as error:
        complain(str(error))
    except MemoryError:
        complain("There is not enough memory for a network or data of this size.")
    return 2
