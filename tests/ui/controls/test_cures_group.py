"""Normalisation, residual connections and dropout in the left column."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from actviz.training import RunConfig
from actviz.ui.controls.cures_group import CuresGroup
from actviz.ui.controls.fields import NumberBox
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(6, 6, 6), n_examples=80)  # what the window trains


@pytest.fixture
def group(qtbot: QtBot) -> CuresGroup:
    group = CuresGroup()
    qtbot.addWidget(group)
    group.expand(True)
    return group


def enter(qtbot: QtBot, box: NumberBox, text: str) -> None:
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def choose(box: QComboBox, key: str) -> None:
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def control(group: CuresGroup, name: str) -> Any:
    return group.controls[name]


def shown(group: CuresGroup, config: RunConfig) -> set[str]:
    group.refresh(config)
    return {name for name, part in group.controls.items() if part.isVisibleTo(group)}


def test_details_are_shown_where_they_have_a_meaning(group: CuresGroup) -> None:
    always = {"normalization", "residual", "dropout"}
    of_skips = {"residual_place", "residual_scale", "residual_path"}
    assert shown(group, SMALL) == always
    assert shown(group, SMALL.replace(normalization="rms")) == always | {"normalization_place"}
    assert shown(group, SMALL.replace(residual=1)) == always | of_skips
    assert shown(group, SMALL.replace(dropout=0.2)) == always


def test_what_cannot_be_chosen_says_why(group: CuresGroup) -> None:
    group.refresh(SMALL.replace(residual=1))
    assert control(group, "residual").isEnabled()
    assert not control(group, "residual_path").isEnabled()
    assert "same width" in control(group, "residual_path").toolTip()
    group.refresh(SMALL.replace(hidden=(4, 6, 6), residual=1, residual_path="projection"))
    assert control(group, "residual_path").isEnabled()
    assert "same width" not in control(group, "residual_path").toolTip()
    group.refresh(SMALL.replace(hidden=(6,)))
    assert not control(group, "residual").isEnabled()
    assert "two hidden layers" in control(group, "residual").toolTip()


def test_nothing_is_called_none_and_off(group: CuresGroup) -> None:
    group.refresh(SMALL)
    assert control(group, "normalization").currentText() == "None"
    assert control(group, "residual").lineEdit().text() == "none"
    assert control(group, "dropout").lineEdit().text() == "off"


@pytest.mark.parametrize(
    ("name", "text", "value"), [("residual", "2", 2), ("residual", "none", 0), ("dropout", "0.3", 0.3)]
)
def test_numbers_are_typed(qtbot: QtBot, group: CuresGroup, name: str, text: str, value: float) -> None:
    asked: list[dict[str, Any]] = []
    group.changed.connect(asked.append)
    group.refresh(SMALL.replace(residual=1, dropout=0.1))
    group.show()
    enter(qtbot, control(group, name), text)
    assert asked == [{name: value}]


def test_the_folded_group_counts_what_is_on(group: CuresGroup) -> None:
    group.refresh(SMALL)
    assert not any(letter.isdigit() for letter in group.fold_button.text())
    group.refresh(SMALL.replace(normalization="batch", dropout=0.1))
    assert "2" in group.fold_button.text()
    group.fold_button.click()
    assert not group.isVisibleTo(group.parentWidget())
    assert not group.expanded


def test_a_change_while_training_keeps_the_weights_and_can_be_undone(qtbot: QtBot, window: MainWindow) -> None:
    window.controls.cures.expand(True)
    session, group = window.session, window.controls.cures
    session.step(40)
    qtbot.waitUntil(lambda: session.lanes[0].snapshot.step == 40, timeout=10_000)
    run = session.lanes[0].facts.run
    choose(control(group, "normalization"), "batch")
    qtbot.waitUntil(lambda: session.lanes[0].snapshot.config.normalization == "batch", timeout=10_000)
    qtbot.waitUntil(lambda: group.body.kept.label.isVisibleTo(group), timeout=5_000)
    assert session.lanes[0].facts.run == run
    assert session.lanes[0].snapshot.step == 40
    session.step(10)
    qtbot.waitUntil(lambda: session.lanes[0].snapshot.step == 50, timeout=10_000)
    assert session.lanes[0].snapshot.structure.gammas
    window.actions_by_key["undo"].trigger()
    qtbot.waitUntil(lambda: session.lanes[0].snapshot.config.normalization == "none", timeout=10_000)
    assert control(group, "normalization").currentText() == "None"


def test_a_refusal_is_one_sentence_and_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.controls.cures.expand(True)
    group, plan = window.controls.cures, window.session.plan
    enter(qtbot, control(group, "residual"), "7")
    assert "residual = 7 needs at least 8 hidden layers" in window.messages.text
    assert plan.config.residual == 0
    assert control(group, "residual").lineEdit().text() == "none"
    window.messages.dismiss()
    plan.set(batch_size=1)
    choose(control(group, "normalization"), "batch")
    assert "batch size of at least 2" in window.messages.text
    assert plan.config.normalization == "none"
    assert control(group, "normalization").currentText() == "None"
