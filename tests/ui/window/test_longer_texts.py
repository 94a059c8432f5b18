"""The frame has room for the texts of a language whose words are 40 % longer, and for those of each language."""

import math
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from actviz import translation
from actviz.resource_files import languages
from actviz.training.config.config import RunConfig
from actviz.translation import ENGLISH
from actviz.ui.startup import language
from actviz.ui.startup.language import Language
from actviz.ui.window.dock_scroll import DockScroll
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.presets import PRESETS
from tests.ui.window.test_cut_text import cut, parts_of

SMALL = RunConfig(hidden=(12,) * 8, activation="sigmoid", n_examples=60)  # what the window trains
LONGER, SHARE = "longer", 0.4
CODES = [LONGER, *(code for code in languages() if code != ENGLISH)]
SIZES = [(1024, 640), (1280, 800)]
FILLER = "lorem ipsum dolor sit amet " * 10


def longer(text: str, _comment: str = "", _count: int = -1) -> str:
    """Return a text with 40 % more characters: a word that is longer, or more words."""
    extra = math.ceil(SHARE * len(text))
    return f"{text} {FILLER[: extra - 1]}" if " " in text else text + FILLER.replace(" ", "")[:extra]


@pytest.fixture(params=CODES)
def in_language(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.param == LONGER:
        translation.use("xx", longer)
        yield
        translation.use(ENGLISH)
        return
    monkeypatch.setattr(language, "can_write", lambda _text: True)  # whatever fonts this computer has
    before, chosen = QLocale(), Language(qapp, request.param)
    yield
    chosen.remove()
    QLocale.setDefault(before)


@pytest.fixture
def window(in_language: None, open_window: Callable[[], MainWindow]) -> MainWindow:  # noqa: ARG001
    return open_window()


def begun(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    """Let the window have a size, and something to show."""
    window.resize(*size)
    window.session.step(20)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 20, timeout=10_000)
    qtbot.waitUntil(lambda: window.docks.placement.settled, timeout=10_000)


def misplaced(window: MainWindow) -> list[str]:
    """Return which docks cover each other, and which are not within the area or, without scrolling, in sight."""
    places = {dock.entry.key: dock.geometry() for dock in window.docks.docks.values() if dock.in_view}
    scroll = window.findChild(DockScroll)
    found = [f"{key} is outside" for key, place in places.items() if not window.docks.rect().contains(place)]
    found += [f"{a} covers {b}" for a, b in combinations(places, 2) if places[a].intersects(places[b])]
    hidden = window.docks.size().boundedTo(scroll.viewport().size()) != window.docks.size()
    return [*found, *(["the panels scroll"] if hidden else [])]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_panel_covers_another_in_a_language(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int], theme: str
) -> None:
    window.appearance.set_theme(theme)
    begun(qtbot, window, size)
    for preset in PRESETS:
        window.docks.apply_preset(preset)
        qtbot.waitUntil(lambda: window.docks.placement.settled, timeout=10_000)
        qtbot.waitUntil(lambda: misplaced(window) == [], timeout=5_000)
        assert window.docks.preset == preset


@pytest.mark.parametrize("percent", [125, 150, 200])
def test_no_panel_covers_another_in_larger_text(
    qtbot: QtBot, open_window: Callable[[], MainWindow], percent: int
) -> None:
    window = open_window()
    begun(qtbot, window, SIZES[0])
    window.appearance.set_text(percent)
    for preset in PRESETS:
        window.docks.apply_preset(preset)
        qtbot.waitUntil(lambda: window.docks.placement.settled, timeout=10_000)
        qtbot.waitUntil(lambda: set(misplaced(window)) <= {"the panels scroll"}, timeout=5_000)
        assert (window.width(), window.height()) == SIZES[0]


def test_panels_stand_side_by_side_again_when_there_is_room(
    qtbot: QtBot, open_window: Callable[[], MainWindow]
) -> None:
    window = open_window()
    begun(qtbot, window, SIZES[1])
    docks = [window.docks.docks[key] for key in ("gradient_flow", "activation", "loss")]
    assert all(dock.in_view for dock in docks)
    window.appearance.set_text(200)
    qtbot.waitUntil(lambda: not all(dock.in_view for dock in docks))
    window.appearance.set_text(100)
    qtbot.waitUntil(lambda: all(dock.in_view for dock in docks))


@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_the_frame_is_cut_in_a_language(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    begun(qtbot, window, size)
    window.frames.draw()
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert [text for part in parts_of(window) for text in cut(part)] == []
