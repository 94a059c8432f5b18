"""A panel's header gives way in a fixed order, and keeps the step longest."""

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from actviz.ui.panels.base.header import PanelHeader


@pytest.fixture
def header(qtbot: QtBot) -> PanelHeader:
    made = PanelHeader("Loss and accuracy", "Loss", QMenu())
    qtbot.addWidget(made)
    made.set_note("latest batch · step 1,234")
    made.show()
    return made


def shown_at(header: PanelHeader, width: int) -> tuple[str, bool]:
    header.resize(width, 31)
    return header.title.text(), not header.help_button.isHidden()


def test_a_wide_header_has_its_whole_title_and_the_help_button(header: PanelHeader) -> None:
    assert shown_at(header, 500) == ("Loss and accuracy", True)


def test_a_narrow_header_shortens_the_title_and_then_leaves_the_help_button_out(header: PanelHeader) -> None:
    forms = [shown_at(header, width) for width in range(400, 120, -2)]
    assert list(dict.fromkeys(forms))[:3] == [("Loss and accuracy", True), ("Loss", True), ("Loss", False)]


def test_the_step_keeps_its_word_as_long_as_it_is_shown(qtbot: QtBot, header: PanelHeader) -> None:
    step = header.note.fontMetrics().horizontalAdvance("step 1,234")
    while header.help_button.isVisible():
        header.resize(header.width() - 2, 31)
        qtbot.waitUntil(lambda: header.title.geometry().right() < header.note.geometry().left())
    assert header.note.width() >= step


def test_a_control_in_the_header_is_reckoned_in(header: PanelHeader) -> None:
    width = next(w for w in range(500, 100, -1) if shown_at(header, w)[0] == "Loss")
    control = QWidget()
    control.setFixedSize(60, 20)
    header.add_widget(control)
    control.show()
    assert shown_at(header, width + 50)[0] == "Loss"


def test_words_depend_on_the_width_alone_and_not_on_the_step(header: PanelHeader) -> None:
    for width in range(400, 150, -10):
        header.resize(width, 31)
        forms = set()
        for step in (0, 999, 14_621, 1_234_567):
            header.set_note(f"latest batch · step {step:,}")
            whole = header.note.text().startswith("latest batch")
            forms.add((header.title.text(), whole, header.help_button.isHidden()))
        assert len(forms) == 1, f"at {width} px"
