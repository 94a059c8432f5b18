"""`export` turns a recording into files to share."""

from __future__ import annotations

import argparse

from actviz.cli.config_options import whole_number
from actviz.cli.streams import complain, say
from actviz.export.command import add_export_options, as_shown, wanted, write_exports
from actviz.export.exported_run import Lane
from actviz.export.formats import EXPORTS
from actviz.outside_text import file_name
from actviz.recording import read_recording, recover
from actviz.registry import BadInput


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("recording", metavar="RUN.actviz", help="the recording")
    parser.add_argument("--step", type=whole_number, default=None, help="the step to show; the newest unless given")
    add_export_options(parser)


def run(options: argparse.Namespace) -> int:
    """Turn a recording into a report, tables, scripts or TensorBoard's files, without a window."""
    targets = wanted(options)
    if not targets:
        raise BadInput("nothing to export: name at least one of " + ", ".join(f"--{name}" for name in EXPORTS))
    recording, found = recover(read_recording(options.recording))
    for remark in recording.remarks:
        complain(f"{file_name(options.recording)}: {remark}")
    trainers = [as_shown(trainer, options.step) for trainer in found]
    pairs = zip(trainers, recording.lanes, strict=True)
    lanes = [Lane(trainer, lane.name, lane.index, recording.notes_about(lane)) for trainer, lane in pairs]
    for path in write_exports(lanes, targets):
        say(str(path))
    return 0
