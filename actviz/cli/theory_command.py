"""`theory` prints the mean-field prediction for a deep network."""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping
from typing import Any

from actviz.cli.config_options import escaped
from actviz.cli.json_target import add_json_option, check_target, finite, write_json
from actviz.cli.streams import say
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.theory import LayerPrior, critical_sigma_w, mean_field
from actviz.registry import quoted
from actviz.training import FIELDS, ConfigError
from actviz.training.config.setting_text import parse_number

MAX_DEPTH = 10_000
LIMITS: Mapping[str, tuple[float, float]] = {"sigma_w": (0, 1e6), "sigma_b": (0, 1e6), "q0": (0, 1e12)}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    keys = f"one of {', '.join(ACTIVATIONS)} (relu)"
    for option, default, tip in (
        ("--activation", "relu", keys),
        ("--alpha", None, "the activation's parameter, where it has one"),
        ("--sigma-w", "1", "σ_w: deviation of a weight times the root of fan_in (1)"),
        ("--sigma-b", "0", "σ_b: deviation of a bias (0)"),
        ("--depth", "20", "hidden layers (20)"),
        ("--q0", "1", "mean square of the inputs: layer 1 has q = σ_w² q0 + σ_b² (1)"),
    ):
        parser.add_argument(option, default=default, help=escaped(tip), metavar=option[2:].upper().replace("-", "_"))
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print the mean-field prediction for a deep, wide network of one activation, layer by layer."""
    activation = ACTIVATIONS[options.activation]
    numbers = {name: _number_within(name, getattr(options, name), low, high) for name, (low, high) in LIMITS.items()}
    sigma_w, sigma_b = numbers["sigma_w"], numbers["sigma_b"]
    depth = int(parse_number("depth", "int", options.depth))
    if not 1 <= depth <= MAX_DEPTH:
        raise ConfigError(f"depth must be between 1 and {MAX_DEPTH:,}, got {quoted(depth)}")
    alpha = None if options.alpha is None else FIELDS["alpha"].check(parse_number("alpha", "float", options.alpha))
    if alpha is not None and activation.alpha is None:
        raise ConfigError(f"alpha goes with an activation that has a parameter; {activation.key} has none")
    check_target(options.json)
    layers = [LayerPrior(1, 1, sigma_w**2, sigma_b**2)] * (depth + 1)  # one width for all layers cancels out
    field = mean_field(numbers["q0"], layers, [activation] * depth, [alpha] * depth)
    edge = critical_sigma_w(activation, sigma_b, alpha)
    result = {
        "activation": activation.key,
        "alpha": activation.alpha if alpha is None else alpha,
        "sigma_w": sigma_w,
        "sigma_b": sigma_b,
        "q0": numbers["q0"],
        "depth": depth,
        "q": [finite(v) for v in field.q[:-1]],
        "chi": [finite(v) for v in field.chi],
        "sum_log10_chi": finite(sum(math.log10(v) if v > 0 else -math.inf for v in field.chi)),
        "log10_gradient": [finite(v) for v in field.log10_gradient[:-1]],
        "critical_sigma_w": edge.sigma_w,
        "critical_q": edge.q,
        "critical_reason": edge.reason,
    }
    if options.json is None:
        say(theory_report(result, activation.label, field.fault))
    else:
        write_json(options.json, result)
    return 0


def _number_within(name: str, text: str, low: float, high: float) -> float:
    value = float(parse_number(name, "float", text))
    if not low <= value <= high:
        raise ConfigError(f"{name} must be between {low:g} and {high:g}, got {value:g}")
    return value


def theory_report(result: Mapping[str, Any], label: str, fault: str = "") -> str:
    """Return the prediction as a table for a terminal; `fault` says why values are missing."""
    critical = result["critical_sigma_w"]
    at = f"χ = 1 at σ_w {critical:.6g}" if critical is not None else "no σ_w gives χ = 1"
    lines = [
        f"{label}, σ_w {result['sigma_w']:g}, σ_b {result['sigma_b']:g}, inputs of mean square {result['q0']:g}",
        f"{at}: {result['critical_reason']}",
        "layer            q            χ   log10 gradient RMS against the output layer's",
    ]
    columns = zip(result["q"], result["chi"], result["log10_gradient"], strict=True)
    for i, (q, chi, gradient) in enumerate(columns, 1):
        cells = ["–" if v is None else f"{v:z{form}}" for v, form in ((q, ".6g"), (chi, ".6g"), (gradient, ".3f"))]
        lines.append(f"{i:5d} {' '.join(f'{cell:>12}' for cell in cells)}")
    if fault:
        lines.append(f"No value from the first – on: {fault}.")
    total = result["sum_log10_chi"]
    lines.append(f"sum of log10 χ {'–' if total is None else f'{total:.2f}'}")
    return "\n".join(lines)
