"""What theory says of a map, as lines over it: the edge of chaos, the usual scales, the bounds on dead networks."""

from __future__ import annotations

from math import sqrt

import numpy as np

from actviz.arrays import Floats
from actviz.data import DATASETS
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.born_dead import born_dead_bounds, is_relu
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.theory import critical_sigma_w
from actviz.sweeps.axis import Axis
from actviz.sweeps.sweep import Place, Sweep
from actviz.training.config.config import RunConfig
from actviz.translation import tr

HALF = 0.5  # of all networks are dead: where the bounds on that probability are drawn
SAME = 0.01  # two scales that differ by less are one line


@dataclass(frozen=True, eq=False)
class TheoryLine:
    """One line in places on the axes, from 0: (n,) on the first, (n,) on the second; NaN where it leaves the map."""

    name: str
    first: Floats
    second: Floats


def theory_lines(sweep: Sweep) -> tuple[TheoryLine, ...]:
    """Return the lines that hold for a sweep; none where no theory does."""
    fields = [axis.field for axis in sweep.axes]
    if "init_scale" in fields:
        return _scale_lines(sweep, fields.index("init_scale"))
    if {"width", "depth"} == set(fields):
        return _dead_lines(sweep, fields.index("width"))
    return ()


# Scales: for each value of the other axis, the weight scale at which something holds


def _scale_lines(sweep: Sweep, at: int) -> tuple[TheoryLine, ...]:
    axis = sweep.axes[at]
    if not axis.is_ordered or min(axis.values) < 0:
        return ()
    n_other = sweep.shape[1 - at]
    configs = [sweep.config(Place(*((0, j) if at == 0 else (j, 0)), 0)) for j in range(n_other)]
    found: dict[str, list[float]] = {"χ = 1": [], "He": [], "Glorot": []}
    for config in configs:
        for name, scale in zip(found, _scales(config), strict=True):
            found[name].append(scale)
    if _is_same(found["χ = 1"], found["He"]):
        found["χ = 1, He"] = found.pop("He")
        del found["χ = 1"]
    lines = []
    for name, scales in found.items():
        places = np.array([place_on(axis, scale) for scale in scales])
        if np.isfinite(places).any():
            lines.append(line_along(name, places, at))
    return tuple(lines)


def _is_same(one: list[float], other: list[float]) -> bool:
    return all(abs(a - b) < SAME * b for a, b in zip(one, other, strict=True))


def _scales(config: RunConfig) -> tuple[float, float, float]:
    """Return the weight scales at which χ is 1 and at which the weights are He's and Glorot's; NaN where none is."""
    nan = float("nan")
    variances = INITIALIZERS[config.initializer].variances
    if variances is None or not config.architecture.is_plain or not config.draws_weights:
        return nan, nan, nan
    key, width = config.activations[-1], config.hidden[-1]
    activation = ACTIVATIONS[key]
    alpha = config.alpha if activation.alpha is not None else None
    slope = activation.negative_slope(alpha)
    of_weight, of_bias = variances(width, width, slope)
    if of_weight == 0.0:
        return nan, nan, nan
    deviation = sqrt(width * of_weight)
    critical = None
    if of_bias == 0.0 and config.bias_init == 0.0 and len(set(config.activations)) == 1:
        critical = critical_sigma_w(activation, config.bias_spread, alpha).sigma_w
    is_rectifier = key in ("relu", "leaky_relu", "prelu")
    he = sqrt(2.0 / (1.0 + slope**2)) / deviation if is_rectifier else nan
    return nan if critical is None else critical / deviation, he, 1.0 / deviation


# Born dead: Lu et al. 2019


def _dead_lines(sweep: Sweep, at: int) -> tuple[TheoryLine, ...]:
    """Return where the bounds on the probability that a whole network is born dead are one half."""
    config = sweep.base
    initializer, activation = INITIALIZERS[config.initializer], ACTIVATIONS[config.activations[0]]
    without_biases = config.bias_init == config.bias_spread == 0.0 and initializer.key != "pytorch"
    one_input = config.data_path is None and DATASETS[config.dataset].n_inputs == 1
    relu = len(set(config.activations)) == 1 and is_relu(activation, config.alpha)
    plain = config.architecture.is_plain and initializer.variances is not None and initializer.independent
    if not (without_biases and one_input and relu and plain):
        return ()
    widths, depth = sweep.axes[at].values, sweep.axes[1 - at]
    if not depth.is_ordered:
        return ()
    lines = []
    for which, name in enumerate((tr("½ dead, lower bound"), tr("½ dead, upper bound"))):
        places = []
        for width in widths:
            chances = [born_dead_bounds(width, hidden + 1)[which] for hidden in range(1, 2_000)]
            deep = next((hidden for hidden, chance in enumerate(chances, 1) if chance >= HALF), None)
            places.append(float("nan") if deep is None else place_on(depth, deep))
        lines.append(line_along(name, np.array(places), 1 - at))
    return tuple(line for line in lines if np.isfinite(line.first + line.second).any())


# Places


def place_on(axis: Axis, value: float) -> float:
    """Return where a value lies on an axis of numbers, in places from 0; NaN beyond its ends."""
    values = np.array(axis.values, float)
    if values[0] > values[-1]:
        return len(values) - 1 - place_on(Axis(axis.field, tuple(reversed(axis.values)), axis.scale), value)
    if not values[0] <= value <= values[-1]:
        return float("nan")
    if values[0] > 0:  # by factors: between two neighbours it makes no difference on an even axis either
        return float(np.interp(np.log(value), np.log(values), np.arange(len(values))))
    return float(np.interp(value, values, np.arange(len(values))))


def line_along(name: str, places: Floats, along: int) -> TheoryLine:
    """Return the line whose places lie on axis `along`, one for each value of the other."""
    others = np.arange(len(places), dtype=float)
    inside = places[np.isfinite(places)]
    if len(inside) == len(places) and np.ptp(inside) < 1e-6:  # straight: from edge to edge
        others = np.array([-0.5, len(places) - 0.5])
        places = np.full(2, inside[0])
    return TheoryLine(name, places, others) if along == 0 else TheoryLine(name, others, places)
