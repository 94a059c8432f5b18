"""In another language the window's frame, menus and dialogs write nothing in English: all texts are looked up."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QAbstractListModel
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QMenu, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from actviz import translation
from actviz.nn.activations import ACTIVATIONS
from actviz.training.config.config import RunConfig
from actviz.translation import tr
from actviz.ui.actions.animation import AnimationDialog
from actviz.ui.actions.task_progress import time_left
from actviz.ui.actions.weights_dialog import WeightsDialog
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.search_entries import commands, panels, settings
from tests.ui.panels.test_texts_in_a_language import foreign, texts_of

SMALL = RunConfig(hidden=(5, 5), n_examples=60, batch_size=16)  # what the window trains
KEYS = {"ctrl", "shift", "alt", "space", "left", "right", "esc", "escape", "del", "delete", "return", "enter"}
KEYS |= {"home", "end", "pgup", "pgdown", "page", "down", "up"}
FORMATS = {"csv", "npz", "idx", "excel", "toml", "html", "gif", "png", "safetensors", "hdf", "keras", "parquet"}
FORMATS |= {"numpy", "pytorch", "python", "pyqtgraph", "tensorboard", "qt"}
BUTTONS = {"cancel", "close", "save"}  # Qt's own, which its own translations name
OWN = {"actviz", "english", "rms", "xor", "relu", "sgd", "circle", "float", "xavier", "prelu", "elu"}
OWN |= {word.lower() for each in ACTIVATIONS.values() for word in re.findall("[A-Za-z]+", each.label)}
NAMES = KEYS | FORMATS | BUTTONS | OWN


@pytest.fixture(scope="module")
def in_another_language() -> Iterator[None]:
    translation.use("xx", foreign)
    yield
    translation.use(translation.ENGLISH)


@pytest.fixture(scope="module")
def config(in_another_language: None) -> RunConfig:  # noqa: ARG001 - in use before the window is made
    return SMALL


@pytest.fixture
def window(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.session.step(40)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 40, timeout=10_000)
    qtbot.waitUntil(lambda: window.session.lanes[0].diagnosis is not None, timeout=10_000)
    window.frames.draw()
    return window


def english_in(texts: set[str]) -> set[str]:
    """Return the texts that have English words in them; names of keys, files and functions are none."""
    plain = {re.sub(r"<[^>]*>|&\w+;", " ", text) for text in texts}
    return {text for text in plain if {word.lower() for word in re.findall(r"[A-Za-z]{3,}", text)} - NAMES}


def all_texts_of(shown: QWidget) -> set[str]:
    """Return the texts of the widgets in a window, of lists, of fields and of what it is called."""
    found = texts_of(shown) | {shown.windowTitle()}
    for field in shown.findChildren(QTextEdit):
        found.add(field.toPlainText())
    for listed in shown.findChildren(QAbstractItemView):
        model = listed.model()
        if model is not None:
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
            cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(columns)]
            found |= {str(cell.data() or "") for cell in cells}
    return found


def dialog(window: MainWindow, kind: type[QDialog] = QDialog) -> QDialog:
    """Return the dialog that is open."""
    return next(each for each in window.findChildren(kind) if each.isVisible())


def test_the_commands_and_their_menus_are_looked_up(window: MainWindow) -> None:
    entries = [action for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()]
    entries += window.menuBar().actions()
    texts = {text for action in entries for text in (action.text(), action.toolTip())}
    assert len(texts) > 150
    assert english_in(texts) == set()


def test_bars_and_lines_around_the_panels_are_looked_up(window: MainWindow) -> None:
    window.status.show_run(window.session.lanes[0].facts)
    parts = (window.top_bar, window.verdict_bar, window.status, window.timeline, window.scene_buttons)
    for part in parts:
        assert english_in(texts_of(part)) == set(), part.objectName()
    assert english_in(set(window.verdict_bar.headline.rest)) == set()


@pytest.mark.parametrize(
    "key", ["library", "shortcuts", "about", "tour", "find_rate", "check_gradients", "differences", "note"]
)
def test_a_dialog_is_looked_up(qtbot: QtBot, window: MainWindow, key: str) -> None:
    window.session.plan.add_lane()
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2, timeout=10_000)
    window.actions_by_key[key].trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QDialog)))
    shown = dialog(window)
    qtbot.waitUntil(lambda: not getattr(shown, "running", False), timeout=60_000)
    assert english_in(all_texts_of(shown)) == set()


def test_the_animation_dialog_is_looked_up(window: MainWindow) -> None:
    shown = AnimationDialog(window.session, window.docks.seen_panels, lambda: False, window)
    assert english_in(all_texts_of(shown) | {time_left(3.0), time_left(300.0)}) == set()


def test_the_dialog_of_weights_is_looked_up(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "net.npz"
    np.savez(file, weights_1=np.ones((2, 5), np.float32))
    window.weights.ask_about(str(file))
    shown = window.findChild(WeightsDialog)
    assert english_in({text.replace("net.npz", "") for text in all_texts_of(shown)}) == set()
    qtbot.waitUntil(lambda: not shown.is_busy, timeout=10_000)
    assert english_in({shown.remark.text(), shown.shape_button.text()}) == set()


def test_what_is_searched_is_looked_up(window: MainWindow) -> None:
    window.actions_by_key["search"].trigger()
    shown = window.search.dialog
    assert shown is not None
    assert english_in({shown.windowTitle(), shown.keys.text(), shown.field.placeholderText()}) == set()
    found = [*commands(window), *settings(window), *panels(window)]
    assert len(found) > 100
    assert english_in({text for entry in found for text in (entry.title, entry.detail, tr(entry.kind))}) == set()


def test_changes_in_the_past_are_asked_for_in_the_language(qtbot: QtBot, window: MainWindow) -> None:
    window.session.travel(10)
    qtbot.waitUntil(lambda: window.past.is_shown)
    window.past.apply({"learning_rate": 0.5})
    assert window.question.isVisible()
    assert english_in(texts_of(window.question)) == set()


def test_actions_that_change_their_text_are_looked_up(window: MainWindow) -> None:
    window.session.plan.set(learning_rate=0.25)
    QApplication.processEvents()
    changing: list[QAction] = [window.actions_by_key[key] for key in ("undo", "redo", "recycle", "play", "replay")]
    assert english_in({text for action in changing for text in (action.text(), action.toolTip())}) == set()
