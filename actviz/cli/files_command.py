"""`lessons`, `scenes` and `proofs` list the program's own, and check files of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from actviz.cli.list_command import FILES
from actviz.cli.streams import complain, say
from actviz.lessons.claim_check import broken_claims
from actviz.lessons.own_files import own_text, read_own
from actviz.lessons.tables import BadFile, line_of
from actviz.number_text import count
from actviz.outside_text import file_name
from actviz.registry import BadInput


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("--check", nargs="+", metavar="FILE", default=[], help="tell file, line and rule of each fault")
    parser.add_argument("--run", action="store_true", help="with --check: run the claims, too, on several seeds")


def run(options: argparse.Namespace) -> int:
    """List what there is; or check files of one's own, and end with status 1 where one has a fault."""
    if not options.check:
        if options.run:
            raise BadInput("--run goes with --check FILE")
        files = FILES[options.command]()
        for fault in files.faults:
            complain(fault)
        width = max(map(len, files.entries), default=0)
        for key, entry in files.entries.items():
            say(f"{key:{width}}  {entry.label}")
        return 0
    faults = [fault for path in options.check for fault in _faults(Path(path), options.command[:-1], options.run)]
    for fault in faults:
        say(fault)
    if not faults:
        say(f"{count(len(options.check), 'file')} without a fault")
    return 1 if faults else 0


def _faults(path: Path, kind: str, with_claims: bool) -> list[str]:
    """Return one line for each fault: the path, the line of the file, and the rule."""
    name = file_name(path)
    try:
        found = read_own(path, kind)
    except BadFile as fault:
        return [_with_path(path, name, sentence) for sentence in fault.sentences]
    except BadInput as fault:
        return [_with_path(path, name, str(fault))]
    if not with_claims:
        return []
    text = own_text(path)
    return [
        f"{path}, line {line_of(text, each.table, each.place, 'measure')}: {each.text}" for each in broken_claims(found)
    ]


def _with_path(path: Path, name: str, sentence: str) -> str:
    """Return the sentence with the path in place of the file's name."""
    return f"{path}{sentence.removeprefix(name)}" if sentence.startswith(name) else sentence
