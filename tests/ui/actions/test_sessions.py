"""Recorded sessions in the window: the library, recent files, drag and drop, and what comes back at a start."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from actviz.app.paths import sessions_dir
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.diagnosis.diagnosis import diagnose
from actviz.recording import RecordingWriter, read_recording, read_summary, recording_of
from actviz.training import RunConfig, Trainer
from actviz.ui.actions.run_library_dialog import LibraryDialog
from actviz.ui.actions.run_table import ACTIVATION, LOSS, NAME, STEP, VERDICT, cell_text
from actviz.ui.application.application import last_session, make_window
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)


def trained(steps: int, **changes: Any) -> Trainer:
    trainer = Trainer(SMALL.replace(**changes))
    trainer.advance(steps)
    return trainer


def recorded(path: Path, steps: int = 20, name: str = "", **changes: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    trainer = trained(steps, **changes)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer], name=name, verdict=diagnose(trainer).verdict.title))
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json", theme="light")


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    window = make_window(Session(SMALL, folder=sessions_dir()), settings)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    yield window
    window.close()


@pytest.fixture(scope="module")
def three_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three recordings, of which each test gets a copy."""
    folder = tmp_path_factory.mktemp("runs")
    recorded(folder / "one.actviz", 10)
    recorded(folder / "two.actviz", 200, "the sigmoid", activation="sigmoid")
    recorded(folder / "three.actviz", 50, seed=9)
    return folder


@pytest.fixture
def library(qtbot: QtBot, three_runs: Path) -> Iterator[LibraryDialog]:
    """The list alone, without the window that opens it."""
    shutil.copytree(three_runs, sessions_dir())
    parent = QWidget()
    qtbot.addWidget(parent)
    session = Session(SMALL)
    dialog = LibraryDialog(session, sessions_dir(), (), parent)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.model.runs) == 3)
    yield dialog
    dialog.close()
    session.close()


@pytest.fixture
def opened_library(qtbot: QtBot, window: MainWindow, three_runs: Path) -> Iterator[LibraryDialog]:
    """The list as the window opens it."""
    shutil.copytree(three_runs, sessions_dir(), dirs_exist_ok=True)
    dialog = window.files.library.open()
    qtbot.waitUntil(lambda: len(dialog.model.runs) == 3)
    yield dialog
    if isValid(dialog):
        dialog.close()


def column(dialog: LibraryDialog, place: int) -> list[str]:
    return [dialog.shown.index(row, place).data() for row in range(dialog.shown.rowCount())]


def choose(dialog: LibraryDialog, *names: str) -> None:
    dialog.table.clearSelection()
    mode = dialog.table.selectionModel().SelectionFlag
    for row, name in enumerate(column(dialog, NAME)):
        if name in names:
            dialog.table.selectionModel().select(dialog.shown.index(row, 0), mode.Select | mode.Rows)


def test_the_library_lists_what_each_run_came_to(library: LibraryDialog) -> None:
    assert sorted(column(library, STEP)) == ["10", "200", "50"]
    assert "Sigmoid" in column(library, ACTIVATION)
    assert all(float(text) > 0 for text in column(library, LOSS))
    assert diagnose(trained(200, activation="sigmoid")).verdict.title in column(library, VERDICT)


@pytest.mark.parametrize(("word", "names"), [("SIGMOID", ["the sigmoid"]), ("three", ["three"]), ("xylophone", [])])
def test_the_search_finds_runs_by_any_word(qtbot: QtBot, library: LibraryDialog, word: str, names: list[str]) -> None:
    qtbot.keyClicks(library.search, word)
    assert column(library, NAME) == names


def test_a_search_without_a_result_says_so(qtbot: QtBot, library: LibraryDialog) -> None:
    qtbot.keyClicks(library.search, "xylophone")
    assert "Nothing found" in library.message.text()
    library.search.clear()
    assert not library.message.text()


def test_a_run_of_the_program_s_own_is_listed_by_what_it_is_and_a_short_one_on_demand(
    qtbot: QtBot, library: LibraryDialog
) -> None:
    recorded(sessions_dir() / "2026-11-28 12-00-00.actviz", 40)
    library.refresh()
    qtbot.waitUntil(lambda: library.short_box.isVisible())
    assert len(column(library, NAME)) == 3
    qtbot.mouseClick(library.short_box, Qt.MouseButton.LeftButton, pos=QPoint(8, library.short_box.height() // 2))
    assert "ReLU 2×4 · circle · rate 0.1" in column(library, NAME)


def test_lanes_from_the_library_are_named_by_what_differs(qtbot: QtBot, window: MainWindow) -> None:
    paths = [
        recorded(sessions_dir() / f"2026-11-28 12-00-0{i}.actviz", 10, learning_rate=rate)
        for i, rate in enumerate((0.3, 0.03))
    ]
    with qtbot.waitSignal(window.session.opened):
        window.files.open(paths)
    assert [spec.name for spec in window.session.plan.setup] == ["rate 0.3", "rate 0.03"]


def test_the_title_names_what_runs(window: MainWindow) -> None:
    assert window.windowTitle() == "ReLU 2×4 · circle · rate 0.1 – actviz"
    window.session.plan.set(activation="tanh", learning_rate=0.3)
    assert window.windowTitle() == "tanh 2×4 · circle · rate 0.3 – actviz"


def test_columns_are_sorted_by_their_values(library: LibraryDialog) -> None:
    library.table.sortByColumn(STEP, Qt.SortOrder.AscendingOrder)
    assert column(library, STEP) == ["10", "50", "200"]


def test_return_opens_the_chosen_run_and_closes_the_list(
    qtbot: QtBot, window: MainWindow, opened_library: LibraryDialog
) -> None:
    choose(opened_library, "three")
    opened_library.table.setFocus()
    with qtbot.waitSignal(window.session.opened):
        qtbot.keyClick(opened_library.table, Qt.Key.Key_Return)
    assert window.session.plan.config.seed == 9
    qtbot.waitUntil(lambda: not isValid(opened_library))


def test_runs_that_share_their_data_open_as_lanes(
    qtbot: QtBot, window: MainWindow, opened_library: LibraryDialog
) -> None:
    choose(opened_library, "one", "the sigmoid")
    with qtbot.waitSignal(window.session.opened):
        qtbot.mouseClick(opened_library.compare_button, Qt.MouseButton.LeftButton)
    assert {spec.config.activation for spec in window.session.plan.setup} == {"relu", "sigmoid"}


def test_runs_that_do_not_are_refused_with_a_sentence_in_the_list(
    qtbot: QtBot, window: MainWindow, opened_library: LibraryDialog
) -> None:
    choose(opened_library, "one", "three")
    qtbot.mouseClick(opened_library.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "lanes share their seed" in opened_library.message.text())
    assert window.session.plan.config == SMALL


def test_a_name_and_notes_are_kept_in_the_file(qtbot: QtBot, library: LibraryDialog) -> None:
    choose(library, "one")
    qtbot.keyClicks(library.name, "the first")
    library.notes.setFocus()
    qtbot.keyClicks(library.notes, "as it was")
    qtbot.keyClick(library.notes, Qt.Key.Key_Return)
    found = read_summary(sessions_dir() / "one.actviz")
    assert (found.name, found.notes) == ("the first", "as it was")
    qtbot.waitUntil(lambda: "the first" in column(library, NAME))


def test_a_run_goes_into_the_trash_only_after_a_yes(
    qtbot: QtBot, library: LibraryDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    choose(library, "one")
    path = sessions_dir() / "one.actviz"
    for answer, stays in (("Cancel", True), ("Move to trash", False)):
        box = library.ask_to_delete()
        assert box is not None
        button = next(b for b in box.findChildren(QAbstractButton) if answer in b.text())
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert path.exists() == stays


def test_a_damaged_run_is_listed_with_its_reason_and_cannot_be_opened(qtbot: QtBot, library: LibraryDialog) -> None:
    (sessions_dir() / "bad.actviz").write_bytes(b"?")
    library.refresh()
    qtbot.waitUntil(lambda: len(library.model.runs) == 4)
    choose(library, "bad")
    assert not library.open_button.isEnabled()
    assert "is not a session of actviz" in library.message.text()


def test_every_control_of_the_library_has_a_name(library: LibraryDialog) -> None:
    for part in (library.search, library.table, library.name, library.notes):
        assert part.accessibleName()
    for button in (library.open_button, library.compare_button, library.save_button, library.trash_button):
        assert button.text()
        assert button.toolTip()


def test_curves_are_painted_for_runs_that_have_one(library: LibraryDialog) -> None:
    image = library.table.grab().toImage()
    assert not image.isNull()
    assert all(cell_text(run, NAME) for run in library.model.runs)


def test_a_dropped_session_is_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = recorded(tmp_path / "dropped.actviz", 30, seed=5)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(window.session.opened):
        window.dropEvent(
            QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, Qt.KeyboardModifier.NoModifier)
        )
    assert window.session.plan.config.seed == 5
    assert window.windowTitle() == "dropped – actviz"


def test_a_saved_session_stands_among_the_recent_ones_and_in_the_title(
    qtbot: QtBot, window: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    window.files.save(tmp_path / "mine.actviz")
    qtbot.waitUntil(lambda: window.windowTitle() == "mine – actviz")
    assert [action.text() for action in window.files.recent_menu.actions()] == ["mine.actviz"]
    stored = json.loads((settings.path or tmp_path).read_text())  # at once: the program may be killed
    assert stored["last_session"] == stored["recent"][0] == str(tmp_path / "mine.actviz")
    assert read_recording(tmp_path / "mine.actviz").step == 0


def test_a_recent_session_is_opened_from_its_menu(
    qtbot: QtBot, window: MainWindow, settings: Settings, tmp_path: Path
) -> None:
    settings.recent = (str(recorded(tmp_path / "a.actviz", seed=6)),)
    window.files._fill_recent()
    with qtbot.waitSignal(window.session.opened):
        window.files.recent_menu.actions()[0].trigger()
    assert window.session.plan.config.seed == 6


def test_ctrl_s_asks_for_a_name_and_saves(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _: 1)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(tmp_path / "b.actviz")])
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: (tmp_path / "b.actviz").exists())


def test_a_session_that_cannot_be_opened_is_told_in_the_strip(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.files.open([tmp_path / "gone.actviz"])
    qtbot.waitUntil(lambda: "gone.actviz cannot be read" in window.messages.text)


def test_after_a_clean_end_the_remembered_session_comes_back(settings: Settings, tmp_path: Path) -> None:
    recorded(sessions_dir() / "newer.actviz")
    settings.last_session = str(recorded(tmp_path / "mine.actviz"))
    for file in (tmp_path / "mine.actviz", sessions_dir() / "newer.actviz"):
        os.utime(file, (1e9, 1e9))
    settings.save()
    assert last_session(settings) == tmp_path / "mine.actviz"


def test_a_recording_from_the_future_does_not_come_back_in_place_of_the_last_one(
    settings: Settings, tmp_path: Path
) -> None:
    future = recorded(sessions_dir() / "future.actviz")
    os.utime(future, (9e9, 9e9))
    settings.last_session = str(recorded(tmp_path / "mine.actviz"))
    settings.save()
    assert last_session(settings) == tmp_path / "mine.actviz"


def test_without_settings_the_one_written_last_comes_back(settings: Settings) -> None:
    recorded(sessions_dir() / "older.actviz")
    os.utime(sessions_dir() / "older.actviz", (1e9, 1e9))
    newer = recorded(sessions_dir() / "newer.actviz")
    assert last_session(settings) == newer


def test_after_a_window_without_a_recording_none_comes_back(settings: Settings) -> None:
    recorded(sessions_dir() / "older.actviz")
    settings.config = SMALL
    assert last_session(settings) is None


def test_without_any_recording_nothing_comes_back(settings: Settings, tmp_path: Path) -> None:
    settings.last_session = str(tmp_path / "gone.actviz")
    assert last_session(settings) is None


def test_a_selection_beyond_the_layers_that_ran_before_is_drawn(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    trainer = Trainer(SMALL.replace(hidden=(5,) * 7))
    with closing(RecordingWriter(tmp_path / "deep.actviz")) as writer:
        writer.write(recording_of([trainer], layer=7, unit=4, cursor=0))
    window.session.play()
    with qtbot.waitSignal(window.session.opened):
        window.files.open([tmp_path / "deep.actviz"])
    qtbot.waitUntil(lambda: bool(window.session.lanes) and window.session.view.shows(window.frames.needs))
    assert (window.session.view.selection.layer, window.session.lanes[0].facts.n_hidden) == (7, 7)
