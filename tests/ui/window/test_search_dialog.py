"""Ctrl+K: one field finds commands, settings, panels, terms, lessons and scenes, and Return goes there."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from actviz.app.search import RECENT, Entry
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.search import SearchDialog

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains


def opened(qtbot: QtBot, window: MainWindow, words: str = "") -> SearchDialog:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = window.search.dialog
    assert dialog is not None
    qtbot.keyClicks(dialog.field, words)
    return dialog


def go(qtbot: QtBot, window: MainWindow, words: str, kind: str) -> None:
    """Search, choose the first entry of a kind by the arrow keys, and press Return."""
    dialog = opened(qtbot, window, words)
    for _ in range(dialog.results.count()):
        if dialog.chosen is not None and dialog.chosen.kind == kind:
            break
        qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.chosen is not None
    assert dialog.chosen.kind == kind
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.search.dialog is None


def test_it_shows_a_term(qtbot: QtBot, window: MainWindow) -> None:
    go(qtbot, window, "born", "Terms")
    handbook = window.help.handbook.dialog
    assert handbook is not None
    assert handbook.page == "term.born_dead"


def test_it_shows_a_panel(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.set_shown("deaths", False)
    go(qtbot, window, "deaths", "Panels")
    assert window.docks.docks["deaths"].in_view


def test_it_opens_a_scene(qtbot: QtBot, window: MainWindow) -> None:
    go(qtbot, window, "high rate kills", "Scenes")
    assert window.scenes.scene is not None
    assert window.scenes.scene.key == "rate-kills"


def test_it_begins_a_lesson(qtbot: QtBot, window: MainWindow) -> None:
    first = window.lessons.list.listed()[0]
    go(qtbot, window, first.title, "Lessons")
    assert window.lessons.lesson is not None
    assert window.lessons.lesson.key == first.key
    window.lessons.leave()


def test_it_runs_a_command(qtbot: QtBot, window: MainWindow) -> None:
    go(qtbot, window, "dark", "Commands")
    assert window.settings.theme == "dark"


@pytest.mark.parametrize(
    ("words", "name"),
    [("learning rate", "learning_rate"), ("batch size", "batch_size"), ("dropout", "dropout"), ("seed", "seed"),
     ("normalisation", "normalization"), ("clip", "clip_norm"), ("warm-up steps", "warmup_steps")],
)  # fmt: skip
def test_it_shows_a_setting_and_gives_it_the_focus(qtbot: QtBot, window: MainWindow, words: str, name: str) -> None:
    go(qtbot, window, words, "Settings")
    control = window.controls.fields[name]
    assert control.isVisible()
    assert window.focusWidget() is control
    viewport = window.controls.viewport()
    assert viewport.rect().contains(control.mapTo(viewport, control.rect().center()))


def test_a_setting_without_a_control_leads_to_the_one_that_it_depends_on(qtbot: QtBot, window: MainWindow) -> None:
    go(qtbot, window, "drop every", "Settings")
    assert window.focusWidget() is window.controls.fields["schedule"]
    assert "Schedule" in window.messages.text


def test_every_setting_can_be_shown(window: MainWindow) -> None:
    for name in window.controls.settings:
        window.controls.reveal(name)
        focus = window.focusWidget()
        assert isinstance(focus, QWidget), name
        assert focus.isVisible(), name
        assert window.controls.isAncestorOf(focus), name


def test_what_was_used_last_comes_first_and_is_remembered(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.settings.searched = ()
    go(qtbot, window, "momentum", "Terms")
    go(qtbot, window, "born", "Terms")
    dialog = opened(qtbot, window)
    assert dialog.groups[0].title == RECENT
    assert [entry.key for entry in dialog.groups[0].entries] == ["born_dead", "momentum"]
    assert dialog.chosen is dialog.groups[0].entries[0]
    dialog.close()
    settings = Settings(tmp_path / "settings.json", searched=window.settings.searched)
    assert settings.save() is None
    assert Settings.load(tmp_path / "settings.json").searched == window.settings.searched


def test_escape_closes_it_and_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    before = window.settings.searched
    dialog = opened(qtbot, window, "dark")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert window.search.dialog is None
    assert window.settings.theme == "light"
    assert window.settings.searched == before


def test_a_click_goes_there_too_but_not_on_a_groups_name(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "born")
    group, first = (dialog.results.visualItemRect(dialog.results.item(row)).center() for row in (0, 1))
    QTest.mouseClick(dialog.results.viewport(), Qt.MouseButton.LeftButton, pos=group)
    assert window.search.dialog is dialog
    QTest.mouseClick(dialog.results.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert window.search.dialog is None
    assert window.help.handbook.dialog is not None


def test_a_screen_reader_is_told_what_return_would_do(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "epoch")
    assert dialog.field.accessibleName()
    assert dialog.field.accessibleDescription().startswith("Epoch, terms: ")
    dialog.field.setText("no such words at all")
    assert dialog.chosen is None
    assert dialog.field.accessibleDescription().startswith("Nothing")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.search.dialog is dialog


def test_another_part_of_the_program_can_provide_entries(qtbot: QtBot, window: MainWindow) -> None:
    ran: list[str] = []

    def riddles(_window: MainWindow) -> Iterable[Entry]:
        yield Entry("Riddles", "why", "Small numbers multiplied", lambda: ran.append("why"))

    window.search.providers.append(riddles)
    go(qtbot, window, "multiplied small", "Riddles")
    window.search.providers.remove(riddles)
    assert ran == ["why"]
