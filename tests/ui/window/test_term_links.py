"""Labels lead to their terms: by a click on the underline that is there on hover, and by F1."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from actviz.lessons.glossary import glossary
from actviz.training import RunConfig
from actviz.ui.theme import theme
from actviz.ui.widgets.term_link import TermLink, own_term, pointed_term
from actviz.ui.window.handbook import Handbook
from actviz.ui.window.handbook_page import PICTURE
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.term_pictures import term_picture

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains


def link_of(widget: QWidget) -> TermLink:
    return next(link for link in widget.children() if isinstance(link, TermLink))


def point_at(widget: QWidget) -> QPoint:
    """Move the mouse to the words of a label, and bring it into view before if it is in the controls."""
    window = widget.window()
    if isinstance(window, MainWindow):
        put_aside(window)
        if window.controls.isAncestorOf(widget):
            window.controls.ensureWidgetVisible(widget)
    ((_, words),) = link_of(widget).spots()
    place = words.center()
    QTest.mouseMove(widget, place - QPoint(1, 0))
    QTest.mouseMove(widget, place)
    return place


def put_aside(window: MainWindow) -> None:
    """Move the handbook where it covers no label."""
    handbook = window.help.handbook.dialog
    if handbook is not None:
        handbook.move(window.geometry().bottomRight() + QPoint(50, 50))


def page(window: MainWindow) -> str:
    handbook = window.help.handbook.dialog
    return "" if handbook is None else handbook.page


def linked(window: MainWindow) -> list[QWidget]:
    """Return the labels that can be seen and lead to a term."""
    labels = [link.parent() for link in window.findChildren(TermLink)]
    return [each for each in labels if isinstance(each, QWidget) and each.isVisible() and own_term(each) is not None]


def test_a_label_is_underlined_under_the_mouse_alone(window: MainWindow) -> None:
    label = window.top_bar.epoch.findChild(TermLink).parent()
    assert isinstance(label, QWidget)
    assert not any(link.is_pointed for link in window.findChildren(TermLink))
    point_at(label)
    assert [link for link in window.findChildren(TermLink) if link.is_pointed] == [link_of(label)]
    QTest.mouseMove(window.docks, QPoint(2, 2))
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))
    assert pointed_term(window) is None


def test_every_linked_label_in_view_leads_to_its_term_by_a_click(qtbot: QtBot, window: MainWindow) -> None:
    window.controls.more.expand(True)
    window.controls.cures.expand(True)
    QTest.qWait(20)
    labels = linked(window)
    assert len(labels) > 35
    for label in labels:
        term = own_term(label)
        assert term is not None
        place = point_at(label)
        assert pointed_term(window) is term, label
        QTest.mouseClick(label, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        qtbot.waitUntil(lambda term=term: page(window) == f"term.{term.key}", timeout=2000)


def test_the_words_of_the_networks_legend_lead_to_their_terms(qtbot: QtBot, window: MainWindow) -> None:
    canvas = window.panels["network"].canvas
    qtbot.waitUntil(lambda: len(canvas.stage.legend_words()) > 3)
    reached = set()
    for term, place in link_of(canvas).spots():
        QTest.mouseMove(canvas, place.center())
        assert pointed_term(window) is term
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place.center())
        assert page(window) == f"term.{term.key}"
        put_aside(window)
        reached.add(term.key)
    assert {"dead", "linear", "nearly_silent", "river"} <= reached


def test_every_setting_with_a_control_has_a_term(window: MainWindow) -> None:
    assert [name for name in window.controls.settings if glossary().of_setting(name) is None] == []
    for name, control in window.controls.fields.items():
        if not name.endswith("_slider"):
            control.setFocus()
            above: QWidget | None = control
            while above is not None and own_term(above) is None:
                above = above.parentWidget()
            found = None if above is None else own_term(above)
            assert found is not None, name
            assert found is glossary().of_setting(name) or name in ("seed",), name


def test_a_click_on_a_chips_label_explains_it_and_one_beside_it_shows_the_panel(window: MainWindow) -> None:
    chip = window.verdict_bar.dead_chip
    shown: list[str] = []
    window.verdict_bar.panel_requested.connect(shown.append)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=point_at(chip))
    assert page(window) == "term.dead"
    assert shown == []
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 4, chip.height() - 4))
    assert shown == ["dead_units"]


def test_a_double_click_on_a_panels_title_makes_it_large_and_explains_nothing(window: MainWindow) -> None:
    title = window.panels["loss"].header.title
    place = point_at(title)
    QTest.mouseClick(title, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(title, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(title, Qt.MouseButton.LeftButton, pos=place)
    assert window.docks.maximised == "loss"
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    assert page(window) == ""
    window.docks.toggle_maximised("loss")


def test_f1_explains_what_has_the_focus_or_the_label_under_the_mouse(qtbot: QtBot, window: MainWindow) -> None:
    window.controls.fields["learning_rate"].setFocus()
    qtbot.keyClick(window.controls.fields["learning_rate"], Qt.Key.Key_F1)
    assert page(window) == "term.learning_rate"
    point_at(window.panels["network"].header.title)
    window.actions_by_key["glossary"].trigger()
    assert page(window) == "term.river"


def test_f1_explains_what_is_under_the_mouse_where_nothing_with_a_term_has_the_focus(window: MainWindow) -> None:
    window.docks.setFocus()
    put_aside(window)
    card, panel = window.controls.activation.gallery.cards["tanh"], window.panels["gradient_flow"]
    for part, key in ((card, "tanh"), (panel.body, "gradient")):
        QTest.mouseMove(part, part.rect().center())
        window.actions_by_key["glossary"].trigger()
        assert page(window) == f"term.{key}"
        put_aside(window)


def test_f1_lists_all_terms_where_nothing_has_one(qtbot: QtBot, window: MainWindow) -> None:
    QTest.mouseMove(window.statusBar(), QPoint(3, 3))
    window.docks.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert page(window) == "glossary"
    handbook = window.help.handbook.dialog
    assert handbook is not None
    text = handbook.text.toPlainText()
    assert all(term.title in text for term in glossary().terms.values())


def test_terms_lead_to_each_other_and_to_panels(window: MainWindow) -> None:
    window.show_term("dead")
    handbook = window.help.handbook.dialog
    assert handbook is not None
    assert glossary().terms["dead"].text in handbook.text.toPlainText()
    handbook.text.anchorClicked.emit(QUrl("term.born_dead"))
    assert handbook.page == "term.born_dead"
    handbook.text.anchorClicked.emit(QUrl("term.absent"))
    assert handbook.page == "term.born_dead"
    window.docks.set_shown("deaths", False)
    handbook.text.anchorClicked.emit(QUrl("show.deaths"))
    assert window.docks.docks["deaths"].in_view


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_picture_is_drawn_in_the_themes_colours(qapp: QApplication, qtbot: QtBot, name: str) -> None:
    theme.apply(qapp, name)
    parent = QWidget()
    qtbot.addWidget(parent)
    text, image = Handbook(parent).text, QTextDocument.ResourceType.ImageResource.value
    for term in glossary().terms.values():
        if term.picture:
            drawn = text.loadResource(image, QUrl(f"{PICTURE}{term.picture}"))
            assert isinstance(drawn, QImage), term.key
            assert len({drawn.pixelColor(x, y).rgba() for x in range(0, drawn.width(), 2) for y in range(50)}) > 2
    assert term_picture("curve absent", 1.0) is None
    assert text.loadResource(image, QUrl(f"{PICTURE}../icons/play.svg")) is None
    theme.apply(qapp, "light")
