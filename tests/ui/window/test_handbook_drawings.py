"""The handbook's drawings: their numbers are measured ones, they are shown in both themes."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from actviz.resource_files import languages, resource
from actviz.sweeps.shipped import shipped_sweeps
from actviz.training import RunConfig, Trainer
from actviz.translation import ENGLISH
from actviz.ui.theme import theme
from actviz.ui.window.handbook import Handbook, pages

IMAGE = QTextDocument.ResourceType.ImageResource.value
MOST_BYTES = 60_000
SVG = "{http://www.w3.org/2000/svg}"


def folder() -> Path:
    found = resource("help")
    assert isinstance(found, Path)
    return found


def shown() -> list[str]:
    return [name for page in pages() for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.text)]


@pytest.fixture(params=["light", "dark"])
def handbook(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Iterator[Handbook]:
    theme.apply(qapp, request.param)
    parent = QWidget()
    qtbot.addWidget(parent)
    handbook = Handbook(parent)
    handbook.show()
    yield handbook
    handbook.close()
    theme.apply(qapp, "light")


def test_every_drawing_is_on_a_page_and_every_page_has_its_drawings() -> None:
    assert sorted(shown()) == sorted(path.name for path in folder().glob("*.svg"))
    assert shown()


def test_every_map_has_its_drawing_which_is_small_in_every_language() -> None:
    for code in languages():
        with_maps = folder() if code == ENGLISH else folder().parent / "languages" / code / "help"
        for key in shipped_sweeps():
            assert 1_000 < (with_maps / f"map-{key}.svg").stat().st_size < MOST_BYTES


@pytest.mark.parametrize("key", shipped_sweeps())
def test_the_drawing_of_a_map_has_its_axes_and_its_values(handbook: Handbook, key: str) -> None:
    sweep = shipped_sweeps()[key]
    drawing = ElementTree.parse(folder() / f"map-{key}.svg")
    said = [text.text for text in drawing.iter(f"{SVG}text")]
    for axis in sweep.axes:
        assert {axis.label, axis.text(0)} <= set(said)
    assert sweep.title in (drawing.findtext(f"{SVG}title") or "")
    image = handbook.text.loadResource(IMAGE, QUrl(f"map-{key}.svg"))
    assert isinstance(image, QImage)
    colours = {image.pixelColor(x, y).rgb() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 30


def test_the_numbers_of_the_drawing_are_those_of_two_runs() -> None:
    drawing = ElementTree.parse(folder() / "three-magnitudes.svg")
    said = [mark.findtext(f"{SVG}title") or "" for mark in drawing.iter(f"{SVG}circle")]
    for key, label in (("pytorch", "standard"), ("xavier_uniform", "Xavier")):
        config = RunConfig(dataset="digits", hidden=(64,) * 5, activation="tanh", initializer=key)
        start = Trainer(config).measure()
        magnitudes = (start.signal, start.backward, start.gradient_rms)
        for name, values in zip(("signal", "backward signal", "weight gradient"), magnitudes, strict=True):
            numbers = [float(t.rsplit(": ", 1)[1]) for t in said if t.startswith(label) and f", {name}," in t]
            assert numbers == pytest.approx(values[:5].tolist(), rel=2e-3)


def test_a_drawing_is_shown_on_the_themes_ground_and_fits_the_page(handbook: Handbook) -> None:
    handbook.show_page("what-vanishes")
    image = handbook.text.loadResource(IMAGE, QUrl("three-magnitudes.svg"))
    assert isinstance(image, QImage)
    assert image.pixelColor(2, 2) == QColor(theme.current().card)
    colours = {image.pixelColor(x, y).rgb() for x in range(image.width()) for y in range(image.height())}
    for index in (0, 1):
        assert QColor(theme.current().lane(index)).rgb() in colours
    bar = handbook.text.horizontalScrollBar()
    assert bar.maximum() == 0


def test_nothing_else_is_loaded(handbook: Handbook) -> None:
    for name in (
        "absent.svg",
        "window.md",
        "https://example.org/picture.svg",
        "file:///etc/passwd",
        "../icons/play.svg",
    ):
        assert handbook.text.loadResource(IMAGE, QUrl(name)) is None
    for kind in QTextDocument.ResourceType:
        if kind.value != IMAGE:
            assert handbook.text.loadResource(kind.value, QUrl("three-magnitudes.svg")) is None
