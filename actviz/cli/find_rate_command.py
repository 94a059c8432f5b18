"""`find-rate` sweeps the learning rate and says which rates learn, which one kills first, and which one diverges."""

from __future__ import annotations

import argparse

from actviz.cli.config_options import add_config_file_options, add_config_options, trained, whole_number
from actviz.cli.json_target import add_json_option, write_json
from actviz.cli.streams import say
from actviz.number_text import compact, count
from actviz.training.config.config import FIELDS
from actviz.training.config.setting_text import parse_number
from actviz.training.rate_finder import RateFinding, find_learning_rate
from actviz.training.rate_finder.sweep import STEPS, check_sweep


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("--steps", type=whole_number, default=0, help="optimizer steps before the sweep (0)")
    parser.add_argument("--sweep-steps", type=whole_number, default=STEPS, help=f"steps of the sweep ({STEPS})")
    for option, what in (("--from", "first"), ("--to", "last")):
        tip = f"the {what} learning rate; without it, it follows from the first gradient"
        parser.add_argument(option, dest=f"{what}_rate", default=None, metavar="RATE", help=tip)
    add_json_option(parser)
    add_config_file_options(parser)
    add_config_options(parser)


def run(options: argparse.Namespace) -> int:
    """Train, then take steps on a copy at ever higher learning rates; print which learn and which kill."""
    low, high = (_rate(text) for text in (options.first_rate, options.last_rate))
    check_sweep(options.sweep_steps, low, high)
    found = find_learning_rate(trained(options).trainer, options.sweep_steps, low, high)
    if options.json is None:
        say(finding_text(found))
    else:
        write_json(options.json, found.to_dict())
    return 0


def _rate(text: str | None) -> float | None:
    if text is None:
        return None
    return float(FIELDS["learning_rate"].check(parse_number("learning_rate", "float", text)))


def finding_text(found: RateFinding) -> str:
    """Return the conclusions as a table for a terminal."""
    sweep = found.sweep
    rates = f"rates {compact(float(sweep.rates[0]), 2)} to {compact(float(sweep.rates[-1]), 2)}"
    now = f"now {compact(sweep.config.learning_rate, 2)}"
    lines = [f"step {sweep.step:,}   {count(len(sweep.rates), 'step')}   {rates}   {now}"]
    width = max(len(name) for name, _ in found.rows)
    return "\n".join([*lines, *(f"{name:<{width}}   {value}" for name, value in found.rows), found.sentence])
