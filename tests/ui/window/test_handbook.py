"""The handbook: its pages, its search, and the page of the panel that the mouse is in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from actviz.resource_files import resource
from actviz.ui.panels import PANELS
from actviz.ui.window.handbook import GUIDE, PAGES, Handbook, pages
from actviz.ui.window.term_pages import GLOSSARY


@pytest.fixture
def handbook(qtbot: QtBot) -> Iterator[Handbook]:
    parent = QWidget()
    qtbot.addWidget(parent)
    handbook = Handbook(parent)
    handbook.show()
    yield handbook
    handbook.close()


def listed(handbook: Handbook) -> list[str]:
    items = [handbook.contents.item(i) for i in range(handbook.contents.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_there_is_a_page_for_every_panel_and_every_file() -> None:
    expected = [GUIDE, *PANELS, *PAGES[1:], GLOSSARY]
    assert [page.key for page in pages()][: len(expected)] == expected
    assert all(len(page.text) > 100 for page in pages()[: len(expected)])
    folder = resource("help")
    assert isinstance(folder, Path)
    assert {path.stem for path in folder.glob("*.md")} == set(PAGES)


def test_the_search_lists_the_pages_that_hold_all_words(handbook: Handbook, qtbot: QtBot) -> None:
    qtbot.keyClicks(handbook.search, "tensorboard ANIMATION")
    assert listed(handbook) == ["Share it"]
    assert handbook.page == "sharing"
    assert handbook.text.textCursor().selectedText().casefold() == "tensorboard"
    handbook.search.setText("no page has this wrod")
    assert listed(handbook) == []
    assert "No page" in handbook.text.toPlainText()
    handbook.search.clear()
    assert len(listed(handbook)) == len(pages())


def test_a_link_leads_to_its_page_and_an_address_outside_nowhere(handbook: Handbook) -> None:
    handbook.text.anchorClicked.emit(QUrl("own-data.md"))
    assert handbook.page == "own-data"
    handbook.text.anchorClicked.emit(QUrl("outside.md"))
    assert handbook.page == "own-data"


def test_the_readmes_links_lead_to_pages_that_are_there() -> None:
    folder = resource("help")
    assert isinstance(folder, Path)
    readme = folder.parents[1] / "README.md"
    links = re.findall(r"\(resources/help/([\w-]+)\.md\)", readme.read_text(encoding="utf-8"))
    assert len(links) > 5
    assert set(links) <= set(PAGES)
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= 150


def test_f1_opens_the_page_of_the_panel_under_the_mouse(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from actviz.app.session import Session
    from actviz.app.settings import Settings
    from actviz.training import RunConfig
    from actviz.ui.window.main_window import MainWindow

    window = MainWindow(Session(RunConfig(hidden=(4, 4), n_examples=40)), Settings(theme="light"))
    qtbot.addWidget(window)
    window.show()
    panel = next(panel for panel in window.docks.seen_panels if panel.key == "loss")
    QTest.mouseMove(panel, QPoint(30, 30))
    monkeypatch.setattr(panel, "underMouse", lambda: True)  # no pointer moves on a platform without a screen
    window.actions_by_key["handbook"].trigger()
    handbook = window.help.handbook.dialog
    assert handbook is not None
    assert handbook.page == "loss"
    window.close()
