"""`check` compares back-propagation with central differences."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from actviz.cli.config_options import add_config_file_options, add_config_options, trained, whole_number
from actviz.cli.json_target import add_json_option, finite, write_json
from actviz.cli.streams import say
from actviz.number_text import scientific
from actviz.training.gradient_check import GradientCheck, check_gradients, standing


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("--steps", type=whole_number, default=0, help="optimizer steps before the check (0)")
    add_json_option(parser)
    add_config_file_options(parser)
    add_config_options(parser)


def run(options: argparse.Namespace) -> int:
    """Train, then compare back-propagation with central differences; the exit status is 1 if they disagree."""
    found = check_gradients(standing(trained(options).trainer))
    assert found is not None  # None only if stopped
    if options.json is None:
        say(_check_text(found))
    else:
        layers = [asdict(layer) | {"largest_error": finite(layer.largest_error)} for layer in found.layers]
        outcome = {"step": found.step, "examples": found.n_examples, "right": found.right, "layers": layers}
        write_json(options.json, outcome | {"verdict": str(found)})
    return 0 if found.right else 1


def _check_text(found: GradientCheck) -> str:
    lines = [f"step {found.step:,}   {found.n_examples} training examples   float64"]
    lines.append("layer   largest relative error   entries checked   at a kink   lost in rounding")
    for layer in found.layers:
        error = scientific(layer.largest_error) if layer.n_checked else "–"
        entries = f"{layer.n_checked} of {layer.n_entries}"
        lines.append(f"{layer.layer:5d}   {error:>22}   {entries:>15}   {layer.n_at_kink:9d}   {layer.n_lost:16d}")
    return "\n".join([*lines, str(found)])
