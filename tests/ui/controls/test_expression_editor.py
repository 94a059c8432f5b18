import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig
from actviz.ui.controls.column import ControlColumn
from actviz.ui.controls.expression_editor import EXAMPLES, ExpressionEditor
from actviz.ui.theme import theme


@pytest.fixture
def editor(qtbot: QtBot) -> ExpressionEditor:
    editor = ExpressionEditor()
    qtbot.addWidget(editor)
    editor.start("z*sigmoid(z)", RunConfig())
    editor.show()
    return editor


def typed(qtbot: QtBot, editor: ExpressionEditor, text: str) -> None:
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, text)


def test_what_is_typed_is_read_after_a_pause(qtbot: QtBot, editor: ExpressionEditor) -> None:
    typed(qtbot, editor, "max(z, 0)")
    assert not editor.use_button.isEnabled()
    qtbot.waitUntil(lambda: editor.activation is ACTIVATIONS["=max(z, 0)"])
    assert editor.use_button.isEnabled()
    assert editor.facts["flat"].text() == "below 0"
    assert editor.facts["can die"].text() == "yes"
    assert editor.facts["mean output"].text() == "0.3989"


def test_a_fault_is_said_and_underlined_and_cannot_be_used(qtbot: QtBot, editor: ExpressionEditor) -> None:
    typed(qtbot, editor, "z + foo(z)")
    qtbot.waitUntil(lambda: editor.field.marked == 5)
    assert editor.message.text().startswith("column 5: foo is not known here")
    assert not editor.use_button.isEnabled()
    drawn = editor.view.values[0].getData()
    assert drawn is not None  # the last right one stays in the picture, faded
    assert editor.view.plot.frame.item.opacity() < 0.5
    typed(qtbot, editor, "z + 1")
    qtbot.waitUntil(lambda: editor.field.marked is None)
    assert editor.use_button.isEnabled()
    assert editor.view.plot.frame.item.opacity() == 1.0


def test_the_box_of_the_parameter_is_there_only_for_an_expression_with_one(editor: ExpressionEditor) -> None:
    assert not editor.alpha_box.isVisible()
    editor.field.setText("max(z, a*z)")
    editor.read()
    assert editor.alpha_box.isVisible()


def test_nothing_is_asked_for_before_use_and_then_the_right_thing(qtbot: QtBot, editor: ExpressionEditor) -> None:
    asked: list[dict[str, object]] = []
    editor.picked.connect(asked.append)
    typed(qtbot, editor, "max(z,a*z)")
    qtbot.waitUntil(lambda: editor.activation is not None and editor.activation.key == "=max(z, a*z)")
    editor.alpha_box.lineEdit().setText("")
    qtbot.keyClicks(editor.alpha_box, "0.3")
    qtbot.keyClick(editor.alpha_box, Qt.Key.Key_Tab)
    assert asked == []
    qtbot.mouseClick(editor.use_button, Qt.MouseButton.LeftButton)
    assert asked == [{"activation": "=max(z, a*z)", "alpha": 0.3}]


def test_return_in_the_field_uses_what_was_typed_without_a_wait(qtbot: QtBot, editor: ExpressionEditor) -> None:
    asked: list[dict[str, object]] = []
    editor.picked.connect(asked.append)
    typed(qtbot, editor, "z*tanh(z)")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert asked == [{"activation": "=z*tanh(z)"}]
    assert editor.isVisible()


def test_use_with_a_fault_just_typed_asks_for_nothing(qtbot: QtBot, editor: ExpressionEditor) -> None:
    asked: list[dict[str, object]] = []
    editor.picked.connect(asked.append)
    typed(qtbot, editor, "z +")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert asked == []
    assert editor.isVisible()
    assert editor.message.text() == "column 4: something is missing at the end"


def test_an_alpha_with_which_there_is_no_value_is_refused(qtbot: QtBot, editor: ExpressionEditor) -> None:
    typed(qtbot, editor, "z/a")
    qtbot.waitUntil(lambda: editor.activation is ACTIVATIONS["=z/a"])
    editor.alpha_box.committed.emit(0.0)
    assert "division by zero" in editor.message.text()
    assert not editor.use_button.isEnabled()


def test_what_is_said_holds_for_the_alpha_that_is_set(qtbot: QtBot, editor: ExpressionEditor) -> None:
    typed(qtbot, editor, "where(z>a, z, a)")
    qtbot.waitUntil(lambda: editor.facts["flat"].text() == "below 0.1")
    editor.alpha_box.committed.emit(3.0)
    assert editor.facts["flat"].text() == "below 3"
    assert "flat below 3" in editor.message.text()


def test_every_example_is_right_and_a_click_takes_it(qtbot: QtBot, editor: ExpressionEditor) -> None:
    for button, text in zip(editor.examples, EXAMPLES, strict=True):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert editor.activation is ACTIVATIONS[f"={text}"]


def test_what_runs_is_said_to_be_in_use(editor: ExpressionEditor) -> None:
    editor.show_running(RunConfig(activation="=z*sigmoid(z)"))
    assert editor.use_button.text() == "In use"
    assert not editor.use_button.isEnabled()
    editor.show_running(RunConfig())
    assert editor.use_button.text() == "Use"


@pytest.mark.parametrize("text", ["3", "z+", "relu(", ""])
def test_what_is_not_valid_is_not_in_use(qtbot: QtBot, editor: ExpressionEditor, text: str) -> None:
    editor.show_running(RunConfig(activation="=z*sigmoid(z)"))
    assert editor.use_button.text() == "In use"
    editor.field.selectAll()
    qtbot.keyClicks(editor.field, text or "z")
    if not text:
        qtbot.keyClick(editor.field, Qt.Key.Key_Backspace)
    assert editor.use_button.text() == "Use", "while it is typed"
    editor.read()
    assert editor.use_button.text() == "Use"
    assert not editor.use_button.isEnabled()


def test_what_is_tinted_is_said(qtbot: QtBot, editor: ExpressionEditor) -> None:
    typed(qtbot, editor, "tanh(z)")
    qtbot.waitUntil(lambda: editor.facts["nearly flat"].text().startswith("below −2.1"))
    assert " and above 2.1" in editor.facts["nearly flat"].text()


def test_it_takes_on_both_themes(editor: ExpressionEditor, qapp: QApplication) -> None:
    for name in ("dark", "light"):
        theme.apply(qapp, name)
        editor.restyle()
        assert editor.activation is ACTIVATIONS["=z*sigmoid(z)"]


def test_the_gallerys_tile_opens_it_and_shows_what_runs(qtbot: QtBot) -> None:
    column = ControlColumn()
    qtbot.addWidget(column)
    column.show()
    column.refresh(RunConfig())
    changes: list[dict[str, object]] = []
    column.changed.connect(changes.append)
    group = column.activation
    qtbot.mouseClick(group.gallery.custom_card, Qt.MouseButton.LeftButton)
    editor = group.editor
    assert editor is not None
    editor.field.setText("z*tanh(z)")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert changes == [{"activation": "=z*tanh(z)"}]
    assert not group.gallery.custom_card.isChecked()
    column.refresh(RunConfig(activation="=z*tanh(z)"))
    assert group.gallery.custom_card.isChecked()
    assert not any(card.isChecked() for card in group.gallery.cards.values())
    assert "z*tanh(z)" in group.gallery.custom_card.toolTip()
    assert editor.use_button.text() == "In use"
    editor.close()


def test_a_layers_own_function_is_offered_to_the_others_too(qtbot: QtBot) -> None:
    column = ControlColumn()
    qtbot.addWidget(column)
    column.refresh(RunConfig(hidden=(3, 3), activation=("relu", "=max(z, a*z)"), alpha=0.3))
    assert not column.activation.alpha_box.isHidden()
    dialog = column.activation.edit_layers()
    qtbot.addWidget(dialog)
    assert [box.currentData() for box in dialog.boxes] == ["relu", "=max(z, a*z)"]
    dialog.reject()
