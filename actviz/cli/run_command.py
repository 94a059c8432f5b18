"""`run` trains without a window and reports."""

from __future__ import annotations

import argparse

from actviz.cli.config_options import add_config_file_options, add_config_options, chosen_config, trained, whole_number
from actviz.cli.json_target import add_json_option
from actviz.cli.reports import print_report
from actviz.cli.streams import say
from actviz.export.command import add_export_options, wanted, write_exports
from actviz.export.exported_run import Lane
from actviz.training.config.text_format import NamedConfig, to_toml


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("--steps", type=whole_number, default=1000, help="optimizer steps (1000)")
    add_json_option(parser)
    parser.add_argument("--print-config", action="store_true", help="print the configuration as TOML, and do not train")
    add_export_options(parser)
    add_config_file_options(parser)
    add_config_options(parser)


def run(options: argparse.Namespace) -> int:
    """Train without a window, and print the measurements, as text or as one JSON object."""
    if options.print_config:
        toml = to_toml([NamedConfig("", chosen_config(options))])
        # TOML has non-ASCII signs in strings alone, where it allows this escape
        say("".join(sign if sign.isascii() else f"\\U{ord(sign):08x}" for sign in toml), end="")
        return 0
    targets = wanted(options)
    training = trained(options)
    trainer, verdict = training.trainer, training.diagnostician.shown
    write_exports([Lane(trainer, verdict=verdict)], targets)
    print_report(trainer, options.json, verdict=verdict)
    return 0
