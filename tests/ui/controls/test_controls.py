from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from actviz.nn.activations import ACTIVATIONS
from actviz.training import FIELDS, RunConfig
from actviz.ui.controls.activation_gallery import MAIN
from actviz.ui.controls.column import ControlColumn
from actviz.ui.controls.fields import NumberBox, TextBox, next_125
from actviz.ui.controls.log_slider import LogSlider
from actviz.ui.controls.readout import loss_text, share_text
from actviz.ui.theme import text_size, theme

RETURN = Qt.Key.Key_Return


class Asked:
    """Collects what a column asks for, and answers like a session that agrees."""

    def __init__(self, column: ControlColumn) -> None:
        self.changes: list[dict[str, Any]] = []
        self.refusals: list[str] = []
        self.config = RunConfig()
        self.column = column
        column.changed.connect(self._on_changed)
        column.refused.connect(self.refusals.append)
        column.refresh(self.config)

    def show(self, **changes: Any) -> None:
        self.config = self.config.replace(**changes)
        self.column.refresh(self.config)

    def end(self) -> None:
        self.column.changed.disconnect(self._on_changed)
        self.column.refused.disconnect(self.refusals.append)

    def _on_changed(self, changes: dict[str, Any]) -> None:
        self.changes.append(changes)
        self.show(**changes)


@pytest.fixture(scope="module")
def kept_column(qapp: QApplication) -> Iterator[ControlColumn]:
    """The column that all tests use, one after the other: to build it takes most of a test's time."""
    text_size.apply(qapp, 100)  # as the application does: its font decides what fits
    theme.apply(qapp, "light")
    column = ControlColumn()
    column.show()
    yield column
    column.close()
    column.deleteLater()


@pytest.fixture
def column(kept_column: ControlColumn) -> ControlColumn:
    """The column as it begins."""
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()  # else what is being typed stays
    kept_column.refresh(RunConfig())
    kept_column.activation.gallery.expand(False)
    kept_column.resize(264, 1400)
    kept_column.more.expand(True)
    kept_column.cures.expand(True)
    kept_column.activateWindow()
    return kept_column


@pytest.fixture
def asked(column: ControlColumn) -> Iterator[Asked]:
    asked = Asked(column)
    yield asked
    asked.end()


def enter(qtbot: QtBot, box: TextBox, text: str) -> None:
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, RETURN)


def test_refresh_asks_for_nothing(asked: Asked) -> None:
    asked.show(activation="prelu", optimizer="adam", learning_rate=0.003, hidden=(5, 6), data_path="/x/y.csv")
    assert asked.changes == []


@pytest.mark.parametrize("key", MAIN)
def test_a_click_on_a_card_asks_for_its_function(qtbot: QtBot, column: ControlColumn, asked: Asked, key: str) -> None:
    card = column.activation.gallery.cards[key]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert asked.changes == [{"activation": key}]
    checked = [each for each, card in column.activation.gallery.cards.items() if card.isChecked()]
    assert checked == [key]


def test_more_shows_every_registered_function(qtbot: QtBot, column: ControlColumn) -> None:
    gallery = column.activation.gallery
    assert {key for key, card in gallery.cards.items() if card.isVisible()} == set(MAIN)
    qtbot.mouseClick(column.activation.more_button, Qt.MouseButton.LeftButton)
    assert {key for key, card in gallery.cards.items() if card.isVisible()} == set(ACTIVATIONS)


def test_a_running_function_behind_more_is_shown(column: ControlColumn, asked: Asked) -> None:
    asked.show(activation="mish")
    assert column.activation.gallery.cards["mish"].isVisible()
    assert column.activation.gallery.cards["mish"].isChecked()


def test_arrow_keys_walk_through_the_gallery(qtbot: QtBot, column: ControlColumn, asked: Asked) -> None:
    cards = column.activation.gallery.cards
    cards["relu"].setFocus()
    qtbot.keyClick(cards["relu"], Qt.Key.Key_Left)
    assert asked.config.activation == "tanh"
    qtbot.waitUntil(cards["tanh"].hasFocus)
    qtbot.keyClick(cards["tanh"], Qt.Key.Key_Down)
    assert asked.config.activation == "elu"
    stops = [key for key, card in cards.items() if card.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["elu"]


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_parameters_appear_only_where_there_are_any(column: ControlColumn, asked: Asked, key: str) -> None:
    asked.show(activation=key)
    entry = ACTIVATIONS[key]
    assert column.activation.alpha_box.isVisible() == (entry.alpha is not None)
    assert column.more.body.per_unit_box.isVisible() == entry.learns_alpha
    if entry.alpha is not None:
        assert float(column.activation.alpha_box.lineEdit().text()) == entry.alpha


def test_alpha_is_typed(qtbot: QtBot, column: ControlColumn, asked: Asked) -> None:
    asked.show(activation="leaky_relu")
    enter(qtbot, column.activation.alpha_box, "0.2")
    assert asked.changes == [{"alpha": 0.2}]


def test_each_layer_gets_its_own_function(qtbot: QtBot, column: ControlColumn, asked: Asked) -> None:
    asked.show(hidden=(3, 3, 3))
    dialog = column.activation.edit_layers()
    qtbot.addWidget(dialog)
    dialog.boxes[1].setCurrentIndex(dialog.boxes[1].findData("tanh"))
    qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    assert asked.changes == [{"activation": ("relu", "tanh", "relu")}]
    assert column.activation.layers_button.text() == "Layers differ…"
    assert not any(card.isChecked() for card in column.activation.gallery.cards.values())


def test_layers_that_are_all_alike_are_one_function(qtbot: QtBot, column: ControlColumn, asked: Asked) -> None:
    asked.show(hidden=(3, 3), activation=("relu", "tanh"))
    dialog = column.activation.edit_layers()
    qtbot.addWidget(dialog)
    dialog.boxes[0].setCurrentIndex(dialog.boxes[0].findData("tanh"))
    qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    assert asked.changes == [{"activation": "tanh"}]


@pytest.mark.parametrize(
    ("text", "hidden"), [("5", (5,) * 8), ("32x4,16,8", (32, 32, 32, 32, 16, 8)), ("32x20", (32,) * 20), ("7x1", (7,))]
)
def test_units_are_one_number_or_a_list(
    qtbot: QtBot, column: ControlColumn, asked: Asked, text: str, hidden: tuple[int, ...]
) -> None:
    enter(qtbot, column.network.units_box, text)
    assert asked.changes == [{"hidden": hidden}]
    assert column.network.count_box.lineEdit().text() == str(len(hidden))


def test_the_number_of_layers_keeps_the_widths(qtbot: QtBot, column: ControlColumn, asked: Asked) -> None:
    asked.show(hidden=(5, 6))
    qtbot.keyClick(column.network.count_box, Qt.Key.Key_Up)
    enter(qtbot, column.network.count_box, "1")
    assert asked.changes == [{"hidden": (5, 6, 6)}, {"hidden": (5,)}]


@pytest.mark.parametrize("text", ["abc", "", "0.1.2", "inf", "nan", "1e999"])
def test_what_is_not_a_number_is_refused_in_a_sentence(
    qtbot: QtBot, column: ControlColumn, asked: Asked, text: str
) -> None:
    box = column.fields["learning_rate"]
    assert isinstance(box, NumberBox)
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    enter(qtbot, box, text)
    assert asked.changes == []
    assert len(asked.refusals) == 1
    assert box.lineEdit().text() == "0.1"


@pytest.mark.parametrize(("text", "value"), [("3e-4", 3e-4), ("0,5", 0.5), ("  2 ", 2.0)])
def test_numbers_are_read_in_the_usual_notations(
    qtbot: QtBot, column: ControlColumn, asked: Asked, text: str, value: float
) -> None:
    enter(qtbot, column.fields["learning_rate"], text)
    assert asked.changes == [{"learning_rate": value}]


def test_text_being_typed_survives_a_refresh(qtbot: QtBot, column: ControlColumn, asked: Asked) -> None:
    box = column.fields["learning_rate"]
    assert isinstance(box, NumberBox)
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, "0.7")
    asked.show(momentum=0.5)
    assert box.lineEdit().text() == "0.7"


def test_a_slider_shows_and_asks(qtbot: QtBot, column: ControlColumn, asked: Asked) -> None:
    slider = column.fields["learning_rate_slider"]
    assert isinstance(slider, LogSlider)
    assert slider.number == pytest.approx(0.1)
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(asked.changes))
    assert asked.changes == [{"learning_rate": pytest.approx(0.11)}]
    asked.show(learning_rate=1e-3)
    assert slider.number == pytest.approx(1e-3)
    assert len(asked.changes) == 1


def test_the_far_left_of_a_slider_is_zero_where_zero_is_allowed(column: ControlColumn) -> None:
    clip, rate = (column.fields[f"{name}_slider"] for name in ("clip_norm", "learning_rate"))
    assert isinstance(clip, LogSlider)
    assert isinstance(rate, LogSlider)
    clip.show_value(0.0)
    assert clip.number == 0
    rate.show_value(1e-9)
    assert rate.number == pytest.approx(1e-4)


def test_momentum_is_shown_only_where_it_is_used(column: ControlColumn, asked: Asked) -> None:
    assert column.more.body.momentum_row.isVisible()
    assert not column.more.body.nesterov_box.isEnabled()
    asked.show(momentum=0.9)
    assert column.more.body.nesterov_box.isEnabled()
    asked.show(optimizer="adam")
    assert not column.more.body.momentum_row.isVisible()
    assert not column.more.body.nesterov_box.isVisible()


def test_a_choice_is_asked_for(qtbot: QtBot, column: ControlColumn, asked: Asked) -> None:
    box = column.fields["optimizer"]
    assert isinstance(box, QComboBox)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert asked.changes == [{"optimizer": "rmsprop"}]


def test_a_data_set_is_picked(qtbot: QtBot, column: ControlColumn) -> None:
    with qtbot.waitSignal(column.dataset_picked) as caught:
        qtbot.mouseClick(column.data.gallery.cards["xor"], Qt.MouseButton.LeftButton)
    assert caught.args == ["xor"]


def test_arrow_keys_walk_over_the_data_sets_and_return_picks_one(qtbot: QtBot, column: ControlColumn) -> None:
    column.refresh(RunConfig())
    cards, picked = column.data.gallery.cards, list[str]()
    column.dataset_picked.connect(picked.append)
    cards["circle"].setFocus()
    qtbot.keyClick(cards["circle"], Qt.Key.Key_Down)
    below = min(
        (key for key, card in cards.items() if card.x() == cards["circle"].x() and card.y() > cards["circle"].y()),
        key=lambda key: cards[key].y(),
    )
    qtbot.waitUntil(cards[below].hasFocus)
    assert picked == []
    assert [key for key, card in cards.items() if card.focusPolicy() & Qt.FocusPolicy.TabFocus] == [below]
    qtbot.keyClick(cards[below], RETURN)
    assert picked == [below]


def test_the_dice_gives_another_seed(qtbot: QtBot, column: ControlColumn, asked: Asked) -> None:
    qtbot.mouseClick(column.more.body.dice_button, Qt.MouseButton.LeftButton)
    assert list(asked.changes[0]) == ["seed"]


def test_a_file_replaces_what_generates(column: ControlColumn, asked: Asked) -> None:
    asked.show(data_path="/some/where/points.csv")
    own = column.data.gallery.own_card
    assert own.isVisible()
    assert own.name == "points.csv"
    assert not any(card.isChecked() for card in column.data.gallery.cards.values())
    assert not column.more.body.noise_row.isEnabled()
    asked.show(data_path=None)
    assert not own.isVisible()
    assert column.data.gallery.cards["circle"].isChecked()
    assert column.more.body.noise_row.isEnabled()
    asked.show(dataset="digits")
    assert not column.more.body.noise_row.isEnabled()


def test_tool_tips_say_what_a_change_does(column: ControlColumn) -> None:
    for group in column.groups:
        for name, control in group.controls.items():
            field = FIELDS.get(name)
            if field is not None and name != "dataset":
                wanted = {"live": "weights stay", "restart": "from step 0", "words": "not the network"}[field.effect]
                assert wanted in control.toolTip(), name


def test_what_is_not_of_daily_use_folds(qtbot: QtBot, column: ControlColumn) -> None:
    assert column.fields["optimizer"].isVisible()
    qtbot.mouseClick(column.more.fold_button, Qt.MouseButton.LeftButton)
    assert not column.fields["optimizer"].isVisible()
    assert not column.more.expanded
    assert column.fields["learning_rate"].isVisible()


def test_every_row_fits_the_column(column: ControlColumn, asked: Asked) -> None:
    asked.show(activation=("prelu", "elu") * 4, momentum=0.9, nesterov=True, seed=4294967295)
    holder = column.widget()
    assert holder is not None
    assert holder.minimumSizeHint().width() <= column.viewport().width()


@pytest.mark.parametrize(
    ("value", "up", "following"),
    [
        (0.1, True, 0.2),
        (0.1, False, 0.05),
        (0.03, True, 0.05),
        (0.0, True, 1e-6),
        (1e-6, False, 0.0),
        (7.0, False, 5.0),
    ],
)
def test_steps_go_one_two_five(value: float, up: bool, following: float) -> None:
    assert next_125(value, up=up, smallest=1e-6) == pytest.approx(following)


def test_no_clipping_reads_off_and_off_can_be_typed(qtbot: QtBot) -> None:
    column = ControlColumn()
    qtbot.addWidget(column)
    column.refresh(RunConfig())
    box = column.fields["clip_norm"]
    assert isinstance(box, NumberBox)
    assert box.lineEdit().text() == "off"
    assert box.parsed(" Off") == 0.0
    column.refresh(RunConfig(clip_norm=0.5))
    assert box.lineEdit().text() == "0.5"


@pytest.mark.parametrize(
    ("loss", "text"),
    [
        (None, "–"),
        (float("nan"), "–"),
        (float("inf"), "∞"),
        (0.6931, "0.6931"),
        (12.34, "12.3"),
        (1e-7, "1.0·10⁻⁷"),
        (5e9, "5.0·10⁹"),
        (0.0, "0.0000"),
    ],
)
def test_losses_are_short(loss: float | None, text: str) -> None:
    assert loss_text(loss) == text


def test_shares_are_percentages() -> None:
    assert share_text(0.9375) == "93.8 %"
    assert share_text(None) == "–"


def test_the_spread_of_the_weights_is_compared_with_the_one_that_keeps_gradients(
    column: ControlColumn, asked: Asked
) -> None:
    column.more.expand(True)
    column.cures.expand(True)
    label = column.more.body.edge_label
    assert label.text().count("1.41") == 2, "ReLU with He's rule starts where the gradient keeps its size"
    asked.show(activation="tanh", initializer="lecun_normal", init_scale=2.0)
    assert "2.00" in label.text()
    assert "1.00" in label.text()
    asked.show(activation="softplus")
    assert "no spread" in label.text()
    assert "fixed point" in label.toolTip()


def test_layers_of_several_functions_have_no_common_edge(column: ControlColumn, asked: Asked) -> None:
    column.more.expand(True)
    column.cures.expand(True)
    assert column.more.body.edge_label.isVisibleTo(column)
    asked.show(hidden=(4, 4), activation=("relu", "tanh"))
    assert not column.more.body.edge_label.isVisibleTo(column)
