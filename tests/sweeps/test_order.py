"""Coarse first, then finer, and first where it changes; what is left out is known to be."""

import numpy as np
import pytest

from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import DIVERGED, FAILED, MEASURED, Cell
from actviz.sweeps.order import levels, places_of
from actviz.sweeps.results import SweepMap
from actviz.sweeps.sweep import Place, Sweep
from actviz.training import RunConfig

BASE = RunConfig(hidden=(4, 4))


def grid(n: int, m: int, seeds: int = 1) -> Sweep:
    axes = (Axis.linear("learning_rate", 0.1, 9, n), Axis.linear("init_scale", 0.1, 9, m))
    return Sweep(BASE, axes, seeds, measures=("loss",))


@pytest.mark.parametrize(("n", "m"), [(32, 32), (9, 9), (2, 2), (33, 5), (7, 64)])
def test_every_point_comes_once_and_the_first_map_is_coarse(n: int, m: int) -> None:
    found = levels(grid(n, m))
    points = [point for level in found for point in level]
    assert len(points) == len(set(points)) == n * m
    assert len(found[0]) <= 110
    assert {(0, 0), (n - 1, m - 1), (0, m - 1), (n - 1, 0)} <= set(found[0])  # the edges are measured
    assert len(found[0]) == n * m or len(found[0]) < n * m / 2


def test_all_values_of_a_list_are_in_the_first_map() -> None:
    functions = Axis("activation", ("relu", "tanh", "sigmoid", "elu", "gelu", "selu", "silu"))
    what = Sweep(BASE, (functions, Axis.linear("depth", 1, 40, 40)))
    assert {first for first, _ in levels(what)[0]} == set(range(7))


def test_the_first_seed_of_each_point_comes_before_the_others_and_changes_come_first() -> None:
    places = list(places_of([(0, 0), (1, 0)], 2, lambda point: float(point[0])))
    assert places == [Place(1, 0, 0), Place(0, 0, 0), Place(1, 0, 1), Place(0, 0, 1)]


def test_a_change_is_seen_between_points_that_differ() -> None:
    found = SweepMap(grid(5, 5))
    for first in (0, 2, 4):
        for second in (0, 2, 4):
            found.add(Cell(Place(first, second, 0), MEASURED, verdict="healthy", values={"loss": float(second > 2)}))
    change = found.changes("loss")
    assert change((2, 1)) == 0.0
    assert change((2, 3)) == 1.0


def test_where_some_have_no_value_or_another_verdict_that_is_a_change() -> None:
    for other in (
        Cell(Place(4, 0, 0), DIVERGED, values={"loss": float("nan")}),
        Cell(Place(4, 0, 0), MEASURED, verdict="vanishing", values={"loss": 1.0}),
    ):
        found = SweepMap(grid(5, 5), [Cell(Place(0, 0, 0), MEASURED, verdict="healthy", values={"loss": 1.0}), other])
        assert found.changes("loss")((2, 0)) == 1.0


def test_medians_and_ranges_are_over_the_seeds_that_were_measured() -> None:
    found = SweepMap(grid(2, 2, seeds=4))
    for seed, value in enumerate((3.0, 1.0, 2.0)):
        found.add(Cell(Place(0, 1, seed), MEASURED, verdict="a" if seed else "b", values={"loss": value}))
    found.add(Cell(Place(0, 1, 3), FAILED, message="no memory"))
    found.add(Cell(Place(1, 1, 0), DIVERGED, values={"loss": float("inf")}))
    assert found.middles("loss")[0, 1] == 2.0
    low, high = found.ranges("loss")
    assert (low[0, 1], high[0, 1]) == (1.0, 3.0)
    assert found.middles("loss")[1, 1] == np.inf
    assert np.isnan(found.middles("loss")[0, 0])
    assert found.verdicts((0, 1)) == {"a": 2, "b": 1}
    assert (found.n_done, found.n_failed, found.n_diverged) == (5, 1, 1)
    assert found.measured.tolist() == [[False, True], [False, True]]


def test_an_unmeasured_point_is_stood_for_by_the_nearest_and_never_across_a_list() -> None:
    listed = Sweep(BASE, (Axis("activation", ("relu", "tanh")), Axis.linear("depth", 1, 5, 5)), measures=("loss",))
    found = SweepMap(listed, [Cell(Place(0, 0, 0), MEASURED, values={"loss": 1.0})])
    nearest = found.nearest()
    assert nearest[0, 4].tolist() == [0, 0]
    assert nearest[1, 0].tolist() == [-1, -1]


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("n_measured", [1, 3, 20, 70])
def test_the_point_that_stands_for_another_is_as_near_as_any(n_measured: int, listed: bool) -> None:
    names = ("relu", "tanh", "sigmoid", "elu", "gelu", "selu", "silu", "mish", "prelu")
    first = Axis("activation", names) if listed else Axis.linear("learning_rate", 0.1, 9, 9)
    what = Sweep(BASE, (first, Axis.linear("init_scale", 0.1, 9, 12)), measures=("loss",))
    chosen = np.random.default_rng(n_measured).choice(9 * 12, n_measured, replace=False)
    found = SweepMap(what, [Cell(Place(i // 12, i % 12, 0), MEASURED, values={"loss": 1.0}) for i in chosen.tolist()])
    known, nearest = np.argwhere(found.measured), found.nearest()
    for point in np.ndindex(9, 12):
        away = np.hypot(*(known - point).T)
        if first.is_ordered:
            assert np.hypot(*(nearest[point] - point)) == away.min()
        elif (known[:, 0] == point[0]).any():
            assert np.hypot(*(nearest[point] - point)) == away[known[:, 0] == point[0]].min()
        else:
            assert nearest[point].tolist() == [-1, -1]
        assert nearest[point][0] < 0 or found.measured[tuple(nearest[point])]


def test_of_a_measure_that_is_yes_or_no_a_map_has_the_share_of_the_seeds() -> None:
    axes = (Axis.linear("learning_rate", 0.1, 9, 2),)
    found = SweepMap(Sweep(BASE, axes, 4, measures=("dead_network",)))
    for seed, value in enumerate((1.0, 0.0, 0.0)):
        found.add(Cell(Place(0, 0, seed), MEASURED, values={"dead_network": value}))
    assert found.middles("dead_network")[0, 0] == pytest.approx(1 / 3)
    assert [each[0, 0] for each in found.ranges("dead_network")] == pytest.approx([1 / 3, 1 / 3])
    assert found.typical((0, 0), "dead_network") == Place(0, 0, 1)
    assert np.isnan(found.middles("dead_network")[1, 0])
