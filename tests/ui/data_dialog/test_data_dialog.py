"""The dialog of a file of data: what it shows, and what clicks on roles, kinds and fields change."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from actviz.app.data_look import Look
from actviz.data.reading.choices import DataChoices
from actviz.ui.data_dialog import DataDialog
from actviz.ui.data_dialog.columns_table import FACTS, KIND, USE

N = 40
NAMES = ("Id", "length", "sold", "shade", "kind")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A table with a column that only counts, a number, a yes/no, a category and a class."""
    rng = np.random.default_rng(2)
    rows = [
        f"{i + 1},{rng.uniform(1, 9):.2f},{'yn'[i % 2]},{('red', 'green', 'blue')[i % 3]},{('cat', 'dog')[i // 20]}"
        for i in range(N)
    ]
    path = tmp_path / "pets.csv"
    path.write_text(",".join(NAMES) + "\n" + "\n".join(rows))
    return path


def opened(qtbot: QtBot, path: Path, choices: DataChoices | None = None) -> DataDialog:
    dialog = DataDialog(str(path), choices)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, file: Path) -> DataDialog:
    return opened(qtbot, file)


def fact(dialog: DataDialog, row: int, name: str) -> str:
    model = dialog.table.columns_model
    return str(model.index(row, NAMES.index(name)).data())


def choose(qtbot: QtBot, dialog: DataDialog, row: int, name: str, line: int) -> None:
    menu = dialog.table.menu_of(row, NAMES.index(name))
    assert menu is not None
    menu.actions()[line].trigger()
    qtbot.waitUntil(lambda: not dialog.is_busy)


def look_of(dialog: DataDialog) -> Look:
    assert dialog.look is not None
    return dialog.look


def test_the_guess_is_filled_in_and_said(dialog: DataDialog) -> None:
    assert [fact(dialog, USE, name) for name in NAMES] == ["left out", "input", "input", "input", "class"]
    for part in ("kind", "2 classes", "3 inputs", "Id", "40 rows"):
        assert part in dialog.sentence.text()
    model = dialog.table.columns_model
    assert model.index(len(FACTS), 3).data() == "red"
    assert model.headerData(len(FACTS), Qt.Orientation.Vertical) == "line 2"


def test_return_opens_the_file_as_it_was_read(qtbot: QtBot, dialog: DataDialog, file: Path) -> None:
    qtbot.waitUntil(dialog.open_button.hasFocus)
    with qtbot.waitSignal(dialog.accepted_look) as caught:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert (caught.args[0].path, caught.args[0].choices) == (str(file), DataChoices())
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_another_target_is_chosen_by_a_click(qtbot: QtBot, dialog: DataDialog) -> None:
    choose(qtbot, dialog, USE, "length", 0)
    found = look_of(dialog)
    assert found.choices.target == ("length",)
    assert found.understanding.task == "regression"
    assert fact(dialog, USE, "length") == "target"
    assert fact(dialog, USE, "kind") == "input", "the former target is an input now"


def test_a_column_is_left_out_and_taken_again(qtbot: QtBot, dialog: DataDialog) -> None:
    choose(qtbot, dialog, USE, "shade", 2)
    assert fact(dialog, USE, "shade") == "left out"
    assert look_of(dialog).choices.ignore == ("shade",)
    choose(qtbot, dialog, USE, "shade", 1)
    assert fact(dialog, USE, "shade") == "input"
    assert look_of(dialog).choices == DataChoices()


def test_a_column_that_only_counts_is_an_input_where_the_user_says_so(qtbot: QtBot, dialog: DataDialog) -> None:
    choose(qtbot, dialog, USE, "Id", 1)
    assert [fact(dialog, USE, name) for name in NAMES] == ["input", "input", "input", "input", "class"]
    choose(qtbot, dialog, USE, "length", 2)
    assert fact(dialog, USE, "length") == "left out"
    assert fact(dialog, USE, "Id") == "input"


def test_a_second_number_becomes_a_second_target(qtbot: QtBot, dialog: DataDialog) -> None:
    choose(qtbot, dialog, USE, "length", 0)
    choose(qtbot, dialog, USE, "Id", 1)
    assert look_of(dialog).choices.target == ("length", "Id")
    assert len(look_of(dialog).understanding.targets) == 2


def test_a_kind_is_changed_by_a_click(qtbot: QtBot, dialog: DataDialog) -> None:
    assert fact(dialog, KIND, "length") == "number"
    choose(qtbot, dialog, KIND, "length", 1)
    assert look_of(dialog).choices.categorical == ("length",)
    assert fact(dialog, KIND, "length") == "category"
    choose(qtbot, dialog, KIND, "length", 0)
    assert look_of(dialog).choices.categorical == ()


def test_the_guess_comes_back(qtbot: QtBot, dialog: DataDialog) -> None:
    assert not dialog.guess_button.isEnabled()
    choose(qtbot, dialog, USE, "length", 0)
    assert dialog.guess_button.isEnabled()
    qtbot.mouseClick(dialog.guess_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert look_of(dialog).choices == DataChoices()
    assert fact(dialog, USE, "kind") == "class"


def test_a_choice_that_does_not_fit_is_told_and_the_view_stays(qtbot: QtBot, dialog: DataDialog) -> None:
    before = look_of(dialog)
    dialog.choose(DataChoices(target=("kind",), task="regression"))
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert "kind" in dialog.sentence.text()
    assert dialog.look is before
    assert not dialog.open_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.accepted_look):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.mouseClick(dialog.guess_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.open_button.isEnabled)


def test_a_file_that_cannot_be_read_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(b"PK\x03\x04 and no more")
    dialog = opened(qtbot, path)
    assert "broken.npz" in dialog.sentence.text()
    assert not dialog.open_button.isEnabled()
    assert dialog.table.columns_model.rowCount() == 0
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_delimiter_is_chosen_and_the_file_read_again(qtbot: QtBot, file: Path) -> None:
    file.write_text(file.read_text().replace(",", "|"))
    dialog = opened(qtbot, file)
    table = look_of(dialog).table
    box = dialog.reading.boxes["delimiter"]
    box.setCurrentText("|")
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert look_of(dialog).choices.delimiter == "|"
    assert look_of(dialog).table is not table
    assert look_of(dialog).table.columns == NAMES


def test_rows_and_missing_values_are_written_in(qtbot: QtBot, dialog: DataDialog) -> None:
    dialog.reading.rows_field.setText("20")
    dialog.reading.rows_field.editingFinished.emit()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert look_of(dialog).understanding.n_rows == 20
    dialog.reading.missing_field.setText("red, ?")
    dialog.reading.missing_field.editingFinished.emit()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert look_of(dialog).choices.missing_values == ("red", "?")
    for wrong in ("many", "1", "-3"):
        dialog.reading.rows_field.setText(wrong)
        dialog.reading.rows_field.editingFinished.emit()
        assert "ows" in dialog.sentence.text()
        assert dialog.choices.rows == 20


def test_choices_of_before_are_shown(qtbot: QtBot, file: Path) -> None:
    dialog = opened(qtbot, file, DataChoices(target=("shade",), missing="median", rows=30))
    assert fact(dialog, USE, "shade") == "class"
    assert dialog.reading.boxes["missing"].currentText() != "as suits"
    assert dialog.reading.rows_field.text() == "30"


def test_a_code_for_missing_values_is_asked_about_and_taken_by_a_click(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "air.csv"
    rows = (f"{-200 if i % 9 == 4 else 2 + i % 5},{'ab'[i % 2]}" for i in range(N))
    path.write_text("gas,kind\n" + "\n".join(rows))
    dialog = opened(qtbot, path)
    assert look_of(dialog).codes == ((-200.0, ("gas",)),)
    assert "gas" in dialog.said.text()
    dialog.said.linkActivated.emit("0")
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert look_of(dialog).choices.missing_values == ("-200",)
    assert look_of(dialog).codes == ()
    assert look_of(dialog).understanding.columns[0].missing == pytest.approx(4 / 40)


def test_a_code_of_one_column_is_one_in_another_too(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "air.csv"
    rows = (f"{-200 if i % 9 == 4 else 2 + i % 5},{-200 if i % 3 else 700 + i},{'ab'[i % 2]}" for i in range(N))
    path.write_text("gas,wide,kind\n" + "\n".join(rows))
    assert look_of(opened(qtbot, path)).codes == ((-200.0, ("gas", "wide")),)


def test_large_numbers_are_written_out(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("area,price\n" + "\n".join(f"{i / 2},{20_330 + 9_000 * i}" for i in range(N)))
    dialog = opened(qtbot, path)
    assert dialog.table.columns_model.index(FACTS.index("Values"), 1).data() == "20330 … 371330"


@pytest.mark.parametrize("n", [3, 11, 40])
def test_the_target_is_in_view_however_many_columns_there_are(qtbot: QtBot, tmp_path: Path, n: int) -> None:
    path = tmp_path / "wide.csv"
    rng = np.random.default_rng(3)
    cells = [",".join(map(str, [*rng.normal(size=n).round(2), "ab"[i % 2]])) for i in range(N)]
    path.write_text(",".join(f"c{i}" for i in range(n)) + ",kind\n" + "\n".join(cells))
    table = opened(qtbot, path).table
    heads = table.horizontalHeader()
    assert 0 <= heads.sectionViewportPosition(n) <= table.viewport().width() - heads.sectionSize(n)
    assert heads.visualIndex(n) == (n if n == 3 else 0)


def test_a_text_that_is_the_only_input_is_taken_by_a_click(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text("review,mood\n" + "\n".join(f'"film {i}, seen twice",{"ab"[i % 2]}' for i in range(N)))
    dialog = opened(qtbot, path)
    assert "review" in dialog.sentence.text()
    assert "--" not in dialog.sentence.text()
    dialog.said.linkActivated.emit("0")
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert look_of(dialog).understanding.columns[0].role == "input"


def test_a_fault_has_ways_out_to_click(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "stray.csv"
    path.write_text("a,b,kind\n" + "\n".join(f"{'1_0' if i == 7 else i % 4},{i % 5},{'xy'[i % 2]}" for i in range(N)))
    dialog = opened(qtbot, path)
    assert "1_0" in dialog.sentence.text()
    ways = {way.choices: place for place, way in enumerate(dialog.ways)}
    assert set(ways) == {DataChoices(missing_values=("1_0",)), DataChoices(ignore=("a",))}
    dialog.said.linkActivated.emit(str(ways[DataChoices(ignore=("a",))]))
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert look_of(dialog).understanding.columns[0].role == "ignored"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_keyboard_opens_a_columns_menu(qtbot: QtBot, dialog: DataDialog) -> None:
    table = dialog.table
    table.setFocus()
    table.setCurrentIndex(table.columns_model.index(USE, 1))
    before = len(table.findChildren(type(table.menu_of(USE, 1))))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    menus = [menu for menu in table.findChildren(type(table.menu_of(USE, 1))) if menu.isVisible()]
    assert len(menus) == 1
    assert before >= 1
    menus[0].close()


def test_the_window_names_no_option_of_the_command_line(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    rows = (f"{i % 7},{1.5 * i},{'' if i == 3 else i % 5},{i * i / 3}" for i in range(N))
    path.write_text("rooms,area,age,wall\n" + "\n".join(rows))
    dialog = opened(qtbot, path)
    assert look_of(dialog).understanding.unsure, "the target is the last column, for want of a better reason"
    assert look_of(dialog).understanding.notes
    assert "wall" in dialog.said.text()
    assert "--" not in dialog.said.text() + dialog.sentence.text()
    dialog.choose(DataChoices(target=("wing",)))
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert "wing" in dialog.sentence.text()
    assert "--" not in dialog.sentence.text()


@pytest.mark.parametrize("values", [(1e300, 1e300), (1.0, 1.0 + 2e-16), (1e17, 1e17), (-1.7e308, 1.7e308)])
def test_huge_and_nearly_equal_numbers_are_drawn(qtbot: QtBot, tmp_path: Path, values: tuple[float, float]) -> None:
    path = tmp_path / "huge.csv"
    path.write_text("a,b,c\n" + "".join(f"{values[i % 2]!r},{i / 7},{'xy'[i % 2]}\n" for i in range(30)))
    dialog = opened(qtbot, path)
    assert not dialog.grab().isNull()
    spread = dialog.table.columns_model.spread(0)
    assert max(spread) == 1.0
    assert all(0.0 <= share <= 1.0 for share in spread)
