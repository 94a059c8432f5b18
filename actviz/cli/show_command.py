"""`show` reports on a recorded run."""

from __future__ import annotations

import argparse

from actviz.cli.config_options import place_of_lane, whole_number
from actviz.cli.json_target import add_json_option, check_target
from actviz.cli.reports import print_report
from actviz.cli.streams import complain
from actviz.outside_text import file_name
from actviz.recording import SUFFIX, read_recording, recover
from actviz.registry import BadInput
from actviz.training.replay import Replay


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("file", metavar="FILE", help=f"a recording ({SUFFIX})")
    parser.add_argument("--step", type=whole_number, help="the step to go back to (the newest)")
    parser.add_argument("--lane", help="a lane's name or number (the first one)")
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the measurements of a recorded run at its newest step or at any other."""
    check_target(options.json)
    recording, trainers = recover(read_recording(options.file))
    for remark in recording.remarks:
        complain(f"{file_name(options.file)}: {remark}")
    names = [lane.name for lane in recording.lanes]
    place = 0 if options.lane is None else place_of_lane(file_name(options.file), names, options.lane)
    lane, trainer = recording.lanes[place], trainers[place]
    step = lane.step if options.step is None else options.step
    if not 0 <= step <= lane.step:
        raise BadInput(f"step must be between 0 and {lane.step:,}, the newest step of the run, got {step:,}")
    if step < lane.step or all(c.step < step for c in lane.changes):  # a replay restores that step's batch gradient
        trainer = Replay(trainer).go_to(step)
    print_report(trainer, options.json, recording.named_notes)
    return 0
