"""A map in the report: its picture, and a table whose numbers are the measured ones."""

import re

import pytest

from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import DIVERGED, MEASURED, Cell
from actviz.sweeps.map_report import MOST_OPEN, map_section
from actviz.sweeps.results import VERDICT, SweepMap
from actviz.sweeps.sweep import Place, Sweep
from actviz.training import RunConfig


def filled(measure: str, n_rates: int = 3) -> SweepMap:
    axes = (Axis.linear("learning_rate", 0.1, 0.3, n_rates), Axis("activation", ("relu", "tanh")))
    found = SweepMap(Sweep(RunConfig(hidden=(4,)), axes, 3, measures=(measure,), title="<Rates>"))
    for place in found.sweep.places():
        value = float(place.seed > 0) if measure == "dead_network" else 1.0 + place.first + place.seed
        found.add(Cell(place, MEASURED, 9, "dead_units" if place.seed else "healthy", {measure: value}))
    return found


def rows(section: str) -> list[list[str]]:
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>(.*?)</tr>", section)]


def test_the_table_has_median_range_and_verdicts_of_each_point() -> None:
    head, *points = rows(map_section(filled("loss"), "loss"))
    assert len(points) == 6
    assert all(len(row) == len(head) for row in points)
    assert points[0] == ["0.1", "ReLU", "2.0", "1.0", "3.0", "dead units 2, healthy 1"]
    assert points[-1] == ["0.3", "tanh", "4.0", "3.0", "5.0", "dead units 2, healthy 1"]


def test_of_yes_or_no_the_table_has_the_share_of_the_seeds() -> None:
    points = rows(map_section(filled("dead_network"), "dead_network"))[1:]
    assert {row[2] for row in points} == {"67 %"}
    assert {len(row) for row in points} == {4}


@pytest.mark.parametrize("measure", ["loss", VERDICT])
def test_a_section_has_the_picture_and_its_title_is_escaped(measure: str) -> None:
    section = map_section(filled("loss"), measure)
    assert "<svg" in section
    assert "&lt;Rates&gt;" in section
    assert "<Rates>" not in section


def test_points_that_were_not_measured_are_not_in_the_table_and_divergence_is_told() -> None:
    whole = filled("loss")
    found = SweepMap(whole.sweep, [cell for cell in whole.cells.values() if cell.place.first < 2])
    assert "diverged" not in map_section(found, "loss")
    found.add(Cell(Place(0, 0, 0), DIVERGED, 7, "diverged", {}, message="at 8"))
    section = map_section(found, "loss")
    assert len(rows(section)) == 1 + 4
    assert "1 run diverged" in section


def test_a_long_table_is_folded() -> None:
    assert "<details>" not in map_section(filled("loss"), "loss")
    assert "<details>" in map_section(filled("loss", MOST_OPEN), "loss")
