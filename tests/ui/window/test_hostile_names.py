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
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QTextDocument
from PySide6.QtGui import Qt as QtGui_Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QMessageBox,
    QTabBar,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

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
from actviz.ui.startup.pyqtgraph_import import pg
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


def visible(text: str) -> str:
    """What a reader sees of a text that Qt may take for HTML."""
    if not QtGui_Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


class Reader:
    """Collects what the window shows; `auto` texts are those that Qt looks for HTML in."""

    def __init__(self) -> None:
        self.auto: dict[str, str] = {}  # the texts, and where each stands
        self.plain: dict[str, str] = {}

    def read(self, window: QWidget) -> None:
        for widget in filter(isValid, [window, *window.findChildren(QWidget)]):  # a tip's label goes meanwhile
            self._read_widget(widget, f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}")
        for action in window.findChildren(QAction):
            where = f"action {action.text()}"
            self.auto |= {action.toolTip(): where, action.whatsThis(): where, action.statusTip(): where}
            self.plain[action.text()] = where

    def _read_widget(self, widget: QWidget, where: str) -> None:
        self.auto |= {widget.toolTip(): where, widget.whatsThis(): where, widget.statusTip(): where}
        if isinstance(widget, QLabel):
            into = self.plain if widget.textFormat() == Qt.TextFormat.PlainText else self.auto
            into[widget.text()] = where
        elif isinstance(widget, QAbstractButton | QGroupBox):
            self.plain[widget.text() if isinstance(widget, QAbstractButton) else widget.title()] = where
        elif isinstance(widget, QTabBar):
            for i in range(widget.count()):
                self.auto[widget.tabToolTip(i)] = self.plain[widget.tabText(i)] = where
        elif isinstance(widget, QComboBox) or (isinstance(widget, QAbstractItemView) and widget.model() is not None):
            self._read_model(widget.model(), where)
        elif isinstance(widget, pg.PlotWidget):
            item = widget.plotItem
            for label in (item.getAxis("bottom").label, item.getAxis("left").label, item.titleLabel.item):
                self.auto[label.toHtml()] = f"a name in the plot {where}"
        if widget.isVisible():
            self._point_at(widget, where)

    def _read_model(self, model: QAbstractItemModel, where: str) -> None:
        root = QModelIndex()
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)  # private in lists
        for orientation, n in ((Qt.Orientation.Horizontal, columns),
                               (Qt.Orientation.Vertical, model.rowCount(root))):  # fmt: skip
            for i in range(n):
                self.auto[str(model.headerData(i, orientation, Qt.ItemDataRole.ToolTipRole) or "")] = where
        for row in range(model.rowCount(root)):
            for column in range(columns):
                index = model.index(row, column, root)
                self.auto[str(index.data(Qt.ItemDataRole.ToolTipRole) or "")] = where
                self.plain[str(index.data(Qt.ItemDataRole.DisplayRole) or "")] = where

    def _point_at(self, widget: QWidget, where: str) -> None:
        """Ask for the tool tips that are written only when they are asked for."""
        for x in range(4, widget.width(), max(8, widget.width() // 24)):
            for y in (widget.height() // 4, widget.height() // 2, 3 * widget.height() // 4):
                place = QPoint(x, y)
                QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
                self.auto[QToolTip.text()] = where
            if widget.findChildren(QWidget):
                return  # its children are asked


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
    window.open_data(str(data))
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
    assert window.controls.data.open_button.shortcut().isEmpty()
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
