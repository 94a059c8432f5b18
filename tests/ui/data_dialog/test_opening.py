"""The window opens files of data through the dialog; what runs goes on until the user agrees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.data.reading import loading
from actviz.training import RunConfig
from actviz.ui.application.application import make_window
from actviz.ui.data_dialog import DataDialog
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(5, 5), n_examples=60)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(Session(SMALL), Settings(theme="light"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes))
    yield window
    window.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cells.csv"
    path.write_text("a,b,kind\n" + "\n".join(f"{i % 7},{i % 5},{'xy'[i % 2]}" for i in range(40)))
    return path


def asked(qtbot: QtBot, window: MainWindow) -> DataDialog:
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(DataDialog)))
    dialog = next(dialog for dialog in window.findChildren(DataDialog) if dialog.isVisible())
    qtbot.waitUntil(lambda: not dialog.is_busy)
    return dialog


def test_return_in_the_dialog_trains_on_the_file_which_is_read_once(
    qtbot: QtBot, window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = []
    read = loading.read_table
    monkeypatch.setattr(loading, "read_table", lambda *args: reads.append(args) or read(*args))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: (str(file), ""))
    window.actions_by_key["open_data"].trigger()
    dialog = asked(qtbot, window)
    assert window.session.plan.config.data_path is None
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.plan.config.data_path == str(file))
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.source == "cells.csv")
    assert window.session.lanes[0].facts.target_names == ("kind",)
    assert "kind" in window.controls.data.hints.text()
    assert len(reads) == 1


def test_escape_leaves_the_run_as_it_was(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    run = window.session.lanes[0].facts
    window.data.ask_about(str(file))
    qtbot.keyClick(asked(qtbot, window), Qt.Key.Key_Escape)
    assert window.session.plan.config == SMALL
    assert window.session.lanes[0].facts is run


def test_the_card_of_the_file_shows_its_columns_again_and_another_target_starts_anew(
    qtbot: QtBot, window: MainWindow, file: Path
) -> None:
    window.data.open(str(file))
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.source == "cells.csv")
    qtbot.mouseClick(window.controls.data.gallery.own_card, Qt.MouseButton.LeftButton)
    dialog = asked(qtbot, window)
    menu = dialog.table.menu_of(0, 1)
    assert menu is not None
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.target_names == ("b",))
    assert window.session.plan.config.target == ("b",)
    window.session.plan.undo()
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.target_names == ("kind",))
    qtbot.mouseClick(window.controls.data.gallery.own_card, Qt.MouseButton.LeftButton)
    again = asked(qtbot, window)
    assert again.look is not None
    assert again.look.choices.target == ()


def test_a_file_that_changed_under_the_dialog_is_read_again(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    window.data.ask_about(str(file))
    dialog = asked(qtbot, window)
    file.write_text(file.read_text() + "\n3,3,x\n4,4,y\n")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.source == "cells.csv")
    facts = window.session.lanes[0].facts
    assert len(facts.train_x) + len(facts.test_x) == 42
