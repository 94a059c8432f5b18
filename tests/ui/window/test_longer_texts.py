"""The frame has room for the texts of a language whose words are 40 % longer, and for those of each language."""

import math
from collections.abc import Callable, Iterator

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
from actviz.ui.window.main_window import MainWindow
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


@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_the_frame_is_cut_in_a_language(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.session.step(20)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 20, timeout=10_000)
    qtbot.waitUntil(lambda: window.docks.placement.settled, timeout=10_000)
    window.frames.draw()
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert [text for part in parts_of(window) for text in cut(part)] == []
