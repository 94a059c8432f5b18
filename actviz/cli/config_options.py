"""The configuration options of the commands become a RunConfig and a trained Trainer."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from actviz.cli.json_target import check_target
from actviz.cli.streams import complain, read_input
from actviz.diagnosis.measured_training import MeasuredTraining
from actviz.disk import read_file
from actviz.outside_text import file_name, read_number
from actviz.registry import BadInput, quoted
from actviz.training import FIELDS, ConfigError, RunConfig, Trainer
from actviz.training.config.setting_text import read_value
from actviz.training.config.text_format import MOST_CHARACTERS, read_text

LARGEST_COUNT = 10**15
MOST_BYTES = 4 * MOST_CHARACTERS  # a sign of UTF-8 has at most 4


def add_config_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser one option for each field of RunConfig."""
    group = parser.add_argument_group("configuration")
    for name, field in FIELDS.items():
        option = "--data" if name == "data_path" else "--" + name.replace("_", "-")
        if field.kind == "bool" and field.nullable:  # --header, --header no, --no-header; without it, it is found
            group.add_argument(option, dest=name, nargs="?", const="yes", metavar="yes|no", help=escaped(field.tip))
            group.add_argument(
                f"--no-{option[2:]}", dest=name, action="store_const", const="no", help=argparse.SUPPRESS
            )
            continue
        if field.kind == "bool":
            group.add_argument(
                option, dest=name, action=argparse.BooleanOptionalAction, default=None, help=escaped(field.tip)
            )
            continue
        keys = f" ({', '.join(field.registry)})" if field.registry is not None else ""
        group.add_argument(option, dest=name, default=None, metavar=name.upper(), help=escaped(field.tip + keys))


def add_config_file_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser the options that name a configuration in a file."""
    parser.add_argument("--config", metavar="FILE", help="start from a configuration as TOML or one line; - reads it")
    parser.add_argument("--lane", metavar="NAME", help="which of the file's lanes to run, by name or number")


def escaped(text: str) -> str:
    """Return a help text with its percent signs doubled for argparse."""
    return text.replace("%", "%%")


def whole_number(text: str) -> int:
    """Return the whole number in an option's text, for argparse."""
    try:
        value = int(read_number(text, whole=True))
    except ValueError:
        raise argparse.ArgumentTypeError(f"it must be a whole number, got {quoted(text)}") from None
    if abs(value) > LARGEST_COUNT:
        raise argparse.ArgumentTypeError(f"it must be at most {LARGEST_COUNT:,}, got {quoted(text)}")
    return value


def config_from(options: argparse.Namespace, base: RunConfig | None = None) -> RunConfig:
    """Return `base` with the changes that the options describe.

    Raises:
        BadInput: a value breaks its field's rule.
    """
    changes: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(options, name, None)
        if value is not None:
            changes[name] = value if isinstance(value, bool) else read_value(name, value)
    return (base or RunConfig()).replace(**changes)


def chosen_config(options: argparse.Namespace) -> RunConfig:
    """Return the configuration in the named file, or the default one, changed by the options."""
    if options.config is None and options.lane is not None:
        raise ConfigError("--lane names a lane of the file that --config names, and there is no --config")
    return config_from(options, None if options.config is None else read_config(options.config, options.lane))


def read_config(file: str, lane: str | None = None) -> RunConfig:
    """Read a configuration from a file, `-` for standard input; `lane` chooses one of several by name or number.

    Raises:
        BadInput: the file cannot be read or is no configuration, or it has no such lane.
    """
    name = "standard input" if file == "-" else file_name(file)
    try:
        content = read_input(MOST_BYTES) if file == "-" else read_file(Path(file), MOST_BYTES)
        lanes = read_text(content.decode())
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadInput(f"{name} is not UTF-8 text, as a configuration must be") from None
    names = [each.name for each in lanes]
    if lane is None and len(lanes) > 1:
        raise BadInput(f"{name} has the lanes {listed_lanes(names)}: name one of them with --lane")
    return lanes[0 if lane is None else place_of_lane(name, names, lane)].config


def place_of_lane(file: str, names: Sequence[str], chosen: str) -> int:
    """Return the index (from 0) of the lane with that name, or with that number, which counts from 1.

    Raises:
        BadInput: there is none, or several have the name.
    """
    places = [i for i, name in enumerate(names) if name == chosen]
    if not places and chosen.isascii() and chosen.isdecimal() and len(chosen) < 4 and 1 <= int(chosen) <= len(names):
        places = [int(chosen) - 1]
    if len(places) != 1:
        fault = f"has several lanes {quoted(chosen)}" if places else f"has no lane {quoted(chosen)}"
        raise BadInput(f"{file} {fault}: it has {listed_lanes(names)}")
    return places[0]


def listed_lanes(names: Sequence[str]) -> str:
    """Return the lanes' names; their numbers, from 1, if they have none or share one."""
    known = [quoted(name) if name and names.count(name) == 1 else str(i) for i, name in enumerate(names, 1)]
    return ", ".join(known[:10]) + (", …" if len(known) > 10 else "")


def trained(options: argparse.Namespace) -> MeasuredTraining:
    """Return the training of the chosen configuration after `--steps` steps."""
    if options.steps < 0:
        raise ConfigError(f"steps must be >= 0, got {options.steps}")
    check_target(options.json)
    training = MeasuredTraining(chosen_trainer(options), options.steps)
    training.finish()
    return training


def chosen_trainer(options: argparse.Namespace) -> Trainer:
    """Return a trainer of the chosen configuration; what is unsure about its data is said on standard error."""
    trainer = Trainer(chosen_config(options))
    for doubt in trainer.data.unsure:
        complain(doubt)
    return trainer
