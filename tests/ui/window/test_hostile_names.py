"""Names that look like HTML stand in the window to the letter, and no file that they name is opened.

Qt opens the file of an image's tag as often as it draws it; for the empty name here it then warns, and that fails the
test.
"""

import ast
from collections.abc import Iterator
from contextlib import closing
from html import escape
from pathlib import Path

import pytest
from PySide6.QtGui import Qt as QtGui_Qt
from PySide6.QtWidgets import (
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from window_texts import Reader, visible

import actviz.ui
from actviz.app.paths import sessions_dir
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.recording import RecordingWriter, recording_of
from actviz.training import RunConfig, Trainer
from actviz.training.config.config import FIELDS
from actviz.ui.application.application import make_window
from actviz.ui.controls.group import field_tip
from actviz.ui.panels.network.tips import unit_tip
from actviz.ui.widgets.text import (
    Rich,
    bold,
    lines,
    paragraphs,
    rich,
    tip_of,
    to_the_letter,
    window_title,
    without_mnemonic,
)
from actviz.ui.window.main_window import MainWindow

IMAGE = "<img src=''>"
LANES = (f"{IMAGE}&<b>A", f"{IMAGE} R&D <i>")
COLUMNS = (f"{IMAGE}&lt; x", f"<u>y</u>{IMAGE}")
CLASSES = (f"{IMAGE}<s>no", f"yes &amp; {IMAGE}")
FILE = f"a&b [*] {IMAGE}.csv"
EXPRESSION = "where(z<0, 0.1*z, z)"
NOTE = f"note {IMAGE} </p><b>"
RUN_NAME, RUN_NOTES = f"run {IMAGE}", f"notes {IMAGE} < 0 & > 1"
DAMAGED = f"damaged {IMAGE}.actviz"
HOSTILE = (*LANES, *COLUMNS, *CLASSES, FILE, EXPRESSION, NOTE, RUN_NAME, RUN_NOTES, DAMAGED)


def recorded(name: str, notes: str) -> None:
    with closing(RecordingWriter(sessions_dir() / "one.actviz")) as writer:
        writer.write(recording_of([Trainer(RunConfig(hidden=(2,), n_examples=20))], name=name, notes=notes))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with hostile names in everything that a user, or whoever sent them a file, can name."""
    data = tmp_path / FILE
    rows = [f'{i % 7},{-i % 5},"{CLASSES[i % 2]}"' for i in range(40)]
    data.write_text("\n".join([",".join(f'"{name}"' for name in (*COLUMNS, "class")), *rows]))
    sessions_dir().mkdir(parents=True)
    recorded(RUN_NAME, RUN_NOTES)
    (sessions_dir() / DAMAGED).write_bytes(b"no recording")
    settings = Settings(tmp_path / "settings.json", theme="light", recent=(str(sessions_dir() / DAMAGED),))
    window = make_window(Session(RunConfig(hidden=(4, 4), batch_size=8, activation=f"={EXPRESSION}")), settings)
    qtbot.addWidget(window)
    window.resize(1600, 1000)
    window.show()
    session = window.session
    qtbot.waitUntil(lambda: bool(session.lanes), timeout=10_000)
    window.data.open(str(data))
    qtbot.waitUntil(lambda: session.plan.config.data_path == str(data), timeout=10_000)
    session.plan.add_lane(activation="relu")
    qtbot.waitUntil(lambda: len(session.lanes) == 2, timeout=10_000)
    for place, name in enumerate(LANES):
        session.plan.rename_lane(place, name)
    session.notebook.write_note(0, NOTE)
    session.step(30)
    qtbot.waitUntil(lambda: session.lanes[0].snapshot.step == 30, timeout=10_000)
    assert [lane.name for lane in session.lanes] == list(LANES)
    yield window
    window.close()


def assert_to_the_letter(found: Reader) -> None:
    for text, where in found.auto.items():
        if not QtGui_Qt.mightBeRichText(text):
            continue
        seen = visible(text)
        assert "\N{OBJECT REPLACEMENT CHARACTER}" not in seen, f"an image stands in {where}: {text}"
        for name in HOSTILE:
            assert name not in text, f"{where} shows {name} as HTML: {text}"
            assert escape(name, quote=False) not in text or name in seen, f"{where} does not show {name} whole"
    every = [*map(visible, found.auto), *found.plain]
    for name in HOSTILE:
        assert any(name in text for text in every), f"{name} is nowhere to be read whole"


def test_no_text_of_the_window_shows_a_name_as_html(qtbot: QtBot, window: MainWindow) -> None:
    found = Reader()
    for key in window.docks.docks:
        window.docks.set_shown(key, True)
        window.session.view.select(1, 0)
        panel = window.panels[key]
        qtbot.waitUntil(lambda panel=panel: window.session.view.shows(panel.needs), timeout=10_000)
        panel.draw(window.session.lanes, window.session.view.selection)
        assert not panel.grab().isNull()
        found.read(window)
    found.auto |= {unit_tip(window.session.lanes[0], layer, unit): "a tile" for layer in (0, 3) for unit in (0, 1)}
    window.session.travel(0)
    for key in ("differences", "library", "note", "shortcuts", "handbook", "export.animation", "check_gradients"):
        window.actions_by_key[key].trigger()
    library = window.files.library.open()
    qtbot.waitUntil(lambda: len(library.model.runs) == 2, timeout=10_000)
    library.short_box.setChecked(True)  # where the machine is busy, both runs are short
    assert library.shown.rowCount() == 2
    library.table.selectAll()
    window.controls.activation.edit_custom()
    window.controls.activation.edit_layers()
    found.read(window)
    for row in range(2):
        library.table.clearSelection()
        library.table.selectRow(row)
        found.read(library)
        box = library.ask_to_delete()
        assert isinstance(box, QMessageBox)
        found.read(box)
        assert not box.grab().isNull()
        box.reject()
    menu = window.controls.lanes.menu_of(0)
    found.read(menu)
    for dialog in window.findChildren(QWidget):
        if dialog.isWindow() and dialog.isVisible():
            assert not dialog.grab().isNull()
    assert not window.grab().isNull()
    assert_to_the_letter(found)
    assert len(found.auto) > 200


def test_an_ampersand_in_a_name_is_neither_lost_nor_a_shortcut(qtbot: QtBot, window: MainWindow) -> None:
    tabs = window.controls.lanes.tabs[:2]
    assert [tab.text() for tab in tabs] == list(LANES)
    assert all(tab.shortcut().isEmpty() for tab in tabs)
    assert window.controls.data.gallery.own_card.shortcut().isEmpty()
    (recent,) = window.files.recent_menu.actions()
    assert recent.text().replace("&&", "&") == DAMAGED
    del qtbot


def test_every_fields_tip_can_be_read_to_its_end() -> None:
    for field in FIELDS.values():
        seen = visible(field_tip(field))
        assert field.tip in seen
        if field.kind in ("float", "int"):
            assert field.rule[1:] in seen


@pytest.mark.parametrize("text", ["<b>x</b>", "a < b & c > d", "&lt;", "two\n  lines <i>", "plain", "x" * 300])
def test_foreign_text_is_shown_to_the_letter(text: str) -> None:
    assert visible(tip_of(text)) == text
    assert visible(to_the_letter(text)) == text
    for built in (rich(text), bold(text), paragraphs(text), lines(text, "z")):
        assert isinstance(built, Rich)
        assert " ".join(text.split()) in " ".join(visible(f"<p>{built}</p>").split())
        assert tip_of(built) == built


def test_ampersands_and_the_mark_of_a_title_are_doubled() -> None:
    assert without_mnemonic("R&D && x") == "R&&D &&&& x"
    assert window_title("a[*]b") == "a[*][*]b"


def test_texts_have_one_way_to_qt() -> None:
    """Tool tips and labels are made in actviz.ui.widgets.text alone."""
    found = []
    for path in Path(actviz.ui.__file__).parent.rglob("*.py"):
        if path.name == "text.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called == "QLabel" or called.endswith((".setToolTip", "QToolTip.showText")):
                    found.append(f"{path.name}: {ast.unparse(node)}")
    assert found == []
