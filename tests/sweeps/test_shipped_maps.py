"""The maps that come with the program: each can be read, and a few of its cells show what it says."""

import re
from math import sqrt

import numpy as np
import pytest

from actviz import translation
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.born_dead import born_dead_bounds
from actviz.nn.theory import critical_sigma_w
from actviz.resource_files import languages
from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import FAILED, job_of, trained_cells
from actviz.sweeps.results import SweepMap
from actviz.sweeps.shipped import faults, shipped_sweeps, words_of
from actviz.sweeps.sweep import Sweep
from actviz.sweeps.theory_lines import theory_lines

N_DRAWS = 120


def part(key: str, seeds: int, **values: list[object]) -> SweepMap:
    """Train a map of the program at these values of its axes, which need not be among its own, and fewer seeds."""
    sweep = shipped_sweeps()[key]
    axes = tuple(Axis(axis.field, tuple(values[axis.field])) for axis in sweep.axes)
    small = Sweep(sweep.base, axes, seeds, sweep.steps, sweep.measures)
    return SweepMap(small, trained_cells([job_of(small, place) for place in small.places()]))


@pytest.mark.parametrize("key", shipped_sweeps())
def test_a_map_has_its_words_and_its_settings_can_be_trained(key: str) -> None:
    sweep = shipped_sweeps()[key]
    assert sweep.title
    assert sweep.says.endswith(".")
    n_first, n_second = sweep.shape
    ends = {(0, 0), (n_first - 1, 0), (0, n_second - 1), (n_first - 1, n_second - 1)}
    short = Sweep(sweep.base, sweep.axes, 1, min(sweep.steps, 3), sweep.measures)
    cells = trained_cells([job_of(short, place) for place in short.places() if (place.first, place.second) in ends])
    assert all(cell.state != FAILED for cell in cells), [cell.message for cell in cells]
    assert all(set(cell.values) == set(sweep.measures) for cell in cells)


def test_deep_sigmoid_vanishes_and_relu_with_hes_weights_does_not() -> None:
    found = part("vanishing-depth-activation", 3, depth=[2, 20], activation=["sigmoid", "relu"]).middles("gradient")
    shallow_sigmoid, shallow_relu, deep_sigmoid, deep_relu = found.ravel()
    assert deep_sigmoid < 1e-6 < 1e-3 < shallow_sigmoid
    assert deep_relu > 0.1
    assert shallow_relu > 0.1


def test_a_high_rate_kills_sooner_from_a_high_bias_and_a_bias_below_zero_is_deadly_by_itself() -> None:
    found = part("deaths-rate-bias", 3, learning_rate=[0.05, 3.0, 0.5], bias_init=[-2.0, 0.0, 2.0])
    dead = found.middles("dead_share")
    born = found.middles("born_dead")
    assert dead[0, 1] < 0.1 < 0.3 < dead[1, 1]
    assert dead[0, 0] > 0.5
    assert dead[2, 1] < 0.1 < 0.3 < dead[2, 2]
    assert born[0, 0] > 40 > 15 > born[0, 1]  # of 96 units


def test_the_share_of_dead_networks_lies_between_the_published_bounds() -> None:
    found = part("born-dead-width-depth", N_DRAWS, width=[2, 3, 5], depth=[1, 4, 9])
    shares = found.middles("dead_network")
    for (first, second), share in np.ndenumerate(shares):
        depth, width = found.sweep.axes[0].values[first], found.sweep.axes[1].values[second]
        low, high = born_dead_bounds(width, depth + 1)
        slack = 4 * sqrt(high * (1 - high) / N_DRAWS) + 1 / N_DRAWS  # four standard deviations, and one draw
        assert low - slack < share < high + slack, (width, depth)
    assert shares[2, 0] > 0.7  # narrow and deep
    assert shares[0, 2] < 0.1


def test_the_bounds_are_drawn_over_the_map_of_dead_networks() -> None:
    sweep = shipped_sweeps()["born-dead-width-depth"]
    upper_bound, lower_bound = sorted(theory_lines(sweep), key=lambda line: float(np.nanmean(line.first)))
    assert "upper" in upper_bound.name  # a larger chance reaches one half at a smaller depth
    assert "lower" in lower_bound.name


def test_order_and_chaos_lie_on_the_two_sides_of_the_line_of_theory() -> None:
    for spread in (0.1, 0.5):
        edge = critical_sigma_w(ACTIVATIONS["tanh"], spread).sigma_w
        assert edge is not None
        found = part("order-chaos", 3, init_scale=[0.6 * edge, edge, 1.6 * edge], bias_spread=[spread, 1.0])
        order, border, chaos = found.middles("backward")[:, 0]
        assert order < 1e-3
        assert 0.02 < border < 20
        assert chaos > 10


def test_he_learns_at_depths_at_which_xavier_does_not() -> None:
    found = part("he-xavier-depth", 3, depth=[6, 26], initializer=["xavier_normal", "he_normal"]).middles("accuracy")
    assert found[0].min() > 0.9
    xavier, he = found[1]
    assert he > 0.85
    assert xavier < 0.65


@pytest.mark.parametrize("code", [code for code in languages() if code != translation.ENGLISH])
def test_every_map_has_its_words_in_each_language(code: str) -> None:
    english = {key: words_of(sweep) for key, sweep in shipped_sweeps().items()}
    translation.use(code)
    try:
        own = {key: words_of(sweep) for key, sweep in shipped_sweeps().items()}
        assert faults() == ()
    finally:
        translation.use(translation.ENGLISH)
    for key, words in english.items():
        for one, other in zip(words, own[key], strict=True):
            assert one != other
            assert set(re.findall(r"\d+", one)) == set(re.findall(r"\d+", other)), other


def test_a_sweep_of_ones_own_keeps_its_words() -> None:
    sweep = Sweep(shipped_sweeps()["order-chaos"].base, (Axis("depth", (1, 2)),), title="Mine", says="It is mine.")
    assert words_of(sweep) == ("Mine", "It is mine.")
