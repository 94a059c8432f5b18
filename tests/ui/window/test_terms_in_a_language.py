"""In another language a term is found by its own name and by the English one: by Ctrl+K, F1 and a click on a label."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from actviz.lessons.glossary import glossary
from actviz.resource_files import languages
from actviz.training.config.config import RunConfig
from actviz.translation import ENGLISH
from actviz.ui.actions.proofs_dialog import ProofsDialog
from actviz.ui.panels import PANELS
from actviz.ui.startup import language
from actviz.ui.startup.language import Language
from actviz.ui.widgets.term_link import own_term
from actviz.ui.window.handbook import PAGES, Handbook
from actviz.ui.window.main_window import MainWindow
from tests.ui.window.test_term_links import linked, page

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains
WITH_CODE = ("command-line", "own-activations")  # where stars multiply
OTHERS = [code for code in languages() if code != ENGLISH]


@pytest.fixture(params=OTHERS)
def in_language(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(language, "can_write", lambda _text: True)  # whatever fonts this computer has
    before, chosen = QLocale(), Language(qapp, request.param)
    assert chosen.code == request.param
    yield request.param
    chosen.remove()
    QLocale.setDefault(before)


@pytest.fixture
def window(in_language: str, open_window) -> MainWindow:
    assert in_language
    return open_window()


def searched(qtbot: QtBot, window: MainWindow, words: str) -> str:
    """Search, press Return at the entry that is shown as a term, and return the page that opens."""
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = window.search.dialog
    assert dialog is not None
    dialog.field.setText(words)
    while dialog.chosen is not None and dialog.chosen.key not in glossary().terms:
        qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    return page(window)


def test_search_finds_a_term_by_both_names(qtbot: QtBot, window: MainWindow) -> None:
    for key in ("edge_of_chaos", "mean_field", "plasticity"):
        term = glossary().terms[key]
        assert term.title != term.english
        for words in (term.title, term.english):
            assert searched(qtbot, window, words) == f"term.{key}"


def test_labels_and_panels_lead_to_their_terms(qtbot: QtBot, window: MainWindow) -> None:
    window.controls.more.expand(True)
    window.controls.cures.expand(True)
    assert len(linked(window)) > 35
    for label in linked(window):
        assert own_term(label) is not None
    for key in ("loss", "network", "gradient_flow"):
        window.panels[key].setFocus()
        qtbot.keyClick(window.panels[key], Qt.Key.Key_F1)
        term = glossary().of_panel(key)
        assert term is not None
        assert page(window) == f"term.{term.key}"


def test_the_handbook_is_in_the_language_and_shows_no_marks_of_its_markup(window: MainWindow) -> None:
    window.actions_by_key["handbook"].trigger()
    handbook = window.help.handbook.dialog
    assert isinstance(handbook, Handbook)
    for name in (*PAGES, *PANELS):
        handbook.show_page(name)
        shown = handbook.text.toPlainText()
        assert name in WITH_CODE or "*" not in shown, name
        assert sum(not each.isascii() for each in shown) > len(shown) / 4, name
    handbook.show_term("dead")
    assert glossary().terms["dead"].name in handbook.text.toPlainText()
    assert glossary().terms["dead"].english in handbook.contents.currentItem().text()


def test_the_proofs_are_in_the_language(in_language: str, qtbot: QtBot) -> None:
    dialog = ProofsDialog({}, lambda _lanes, _title: None)
    qtbot.addWidget(dialog)
    dialog.show()
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        proof = dialog.chosen
        assert proof is not None
        assert dialog.page.claim.text() == proof.claim, in_language
        assert not dialog.page.heading.text().isascii()
        assert not any(cells.cells[1].isascii() for cells in dialog.page.model.rows)
