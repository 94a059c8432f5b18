"""A map as a drawing: its colours are those of the measured values, and what was not measured is pale."""

import base64
import zlib
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from actviz.export.charts import palette
from actviz.lessons.measures import MEASURES
from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import DIVERGED, MEASURED, Cell
from actviz.sweeps.map_chart import UNDEFINED, map_svg
from actviz.sweeps.results import VERDICT, SweepMap
from actviz.sweeps.sweep import Place, Sweep
from actviz.sweeps.theory_lines import TheoryLine
from actviz.training import RunConfig

RATES, WIDTHS = Axis("learning_rate", (0.1, 0.2, 0.3)), Axis("width", (4, 8))
NAN = float("nan")


def filled(*axes: Axis) -> SweepMap:
    """Return a map whose loss grows to the right and upwards, from 1 on; its last column diverged."""
    found = SweepMap(Sweep(RunConfig(hidden=(4,)), axes, 1, measures=("loss",), title="A & <B>"))
    for place in found.sweep.places():
        last = place.first == len(axes[0].values) - 1
        loss = NAN if last else 1.0 + place.first + 2 * place.second
        found.add(Cell(place, DIVERGED if last else MEASURED, 9, "diverged" if last else "healthy", {"loss": loss}))
    return found


def cells(drawing: str) -> NDArray[np.uint8]:
    """Return the colours and opacity in the middle of each cell, from the bottom row on, (rows, columns, 4)."""
    image = next(each for each in ElementTree.fromstring(drawing).iter() if each.tag.endswith("image"))
    file = base64.b64decode(image.attrib["href"].partition(",")[2])
    width, height = (int.from_bytes(file[at : at + 4], "big") for at in (16, 20))
    at = file.index(b"IDAT")
    size = int.from_bytes(file[at - 4 : at], "big")
    rows = np.frombuffer(zlib.decompress(file[at + 4 : at + 4 + size]), np.uint8).reshape(height, 1 + 4 * width)
    return rows[:, 1:].reshape(height, width, 4)[::-1]


def at(picture: NDArray[np.uint8], first: int, second: int, shape: tuple[int, int]) -> list[int]:
    height, width = picture.shape[:2]
    return picture[int((second + 0.5) * height / shape[1]), int((first + 0.5) * width / shape[0])].tolist()


def words(drawing: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(drawing).iter() if each.tag.endswith("text")]


def test_each_cell_has_the_colour_of_its_value_and_an_undefined_one_is_grey() -> None:
    found = filled(RATES, WIDTHS)
    picture = cells(map_svg(found, "loss"))
    for (first, second), value in np.ndenumerate(found.middles("loss")):
        colour = UNDEFINED if np.isnan(value) else palette(np.array((value - 1.0) / 3.0)).tolist()
        assert at(picture, first, second, (3, 2)) == [*colour, 255]


def test_a_point_that_was_not_measured_is_pale_in_the_colour_of_its_neighbour() -> None:
    spaced = Axis.linear("learning_rate", 0.1, 0.3, 3)
    whole = filled(spaced, WIDTHS)
    found = SweepMap(whole.sweep, [cell for cell in whole.cells.values() if cell.place != Place(1, 1, 0)])
    picture = cells(map_svg(found, "loss"))
    *colour, opacity = at(picture, 1, 1, (3, 2))
    assert 0 < opacity < 255
    assert colour in [at(picture, *point, (3, 2))[:3] for point in ((0, 1), (1, 0), (2, 1))]
    assert at(picture, 1, 0, (3, 2))[3] == 255


def test_axes_scale_and_lines_have_their_words_and_a_title_is_escaped() -> None:
    line = TheoryLine("χ = 1", np.array([0.5, 1.5]), np.array([NAN, 1.0]))
    drawing = map_svg(filled(RATES, WIDTHS), "loss", [line])
    said = words(drawing)
    of_scale = MEASURES["loss"].text(2.0)
    assert {"0.1", "0.2", "0.3", "4", "8", of_scale, "χ = 1", RATES.label, WIDTHS.label} <= set(said)
    assert "A & <B>" in (ElementTree.fromstring(drawing)[0].text or "")


def test_verdicts_have_a_colour_each_and_their_names_beside() -> None:
    drawing = map_svg(filled(RATES, WIDTHS), VERDICT)
    picture = cells(drawing)
    assert {"healthy", "diverged"} <= set(words(drawing))
    assert at(picture, 0, 0, (3, 2)) == at(picture, 1, 1, (3, 2)) != at(picture, 2, 0, (3, 2))


def test_a_map_of_one_axis_is_one_row() -> None:
    picture = cells(map_svg(filled(RATES), "loss"))
    assert len({tuple(map(tuple, row)) for row in picture.tolist()}) == 1


def test_a_map_without_a_cell_is_empty() -> None:
    found = SweepMap(filled(RATES, WIDTHS).sweep)
    for measure in ("loss", VERDICT):
        assert not cells(map_svg(found, measure))[..., 3].any()
