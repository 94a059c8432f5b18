import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from actviz.lessons.proofs.proof import Compared, Outcome
from actviz.lessons.proofs.proof_file import proofs
from actviz.ui.actions.proof_table import BAND, MARK, MEASURED, PUBLISHED, WHAT
from actviz.ui.actions.proofs_dialog import ProofsDialog

QUICK, SLOW, TWO_SHAPES, DRAWN = "nielsen-speeds", "he-depth", "he-depth", "karpathy-saturation"


@pytest.fixture
def opened():
    return []


@pytest.fixture
def outcomes():
    return {}


@pytest.fixture
def dialog(qtbot, outcomes, opened):
    dialog = ProofsDialog(outcomes, lambda lanes, title: opened.append((lanes, title)))
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.finish()


def choose(dialog, key):
    keys = list(proofs().entries)
    dialog.list.setCurrentRow(keys.index(key))


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cells(dialog, column):
    model = dialog.page.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def outcome_of(key, right):
    """Return an outcome whose numbers are all as published, or all far from it."""
    proof = proofs().entries[key]
    found = []
    for number in proof.numbers:
        values = np.array(number.published) * (1.0 if right else 10.0)
        found.append(Compared(number, np.repeat(values[None, :], 20, axis=0)))
    return Outcome(proof, 20, tuple(found), 1.5)


def test_before_it_is_repeated_only_what_was_published_is_shown(dialog):
    choose(dialog, QUICK)
    assert cells(dialog, PUBLISHED)[:2] == ["0.0657", "0.309"]
    assert set(cells(dialog, MEASURED)) == set(cells(dialog, BAND)) == {"–"}
    assert set(cells(dialog, MARK)) == {""}
    assert len(set(cells(dialog, WHAT))) == 9  # each layer has a row of its own


def test_run_measures_beside_the_published_numbers_and_marks_them(qtbot, dialog, outcomes):
    choose(dialog, QUICK)
    press(qtbot, dialog.run_button)
    assert dialog.running
    assert not dialog.run_button.isEnabled()
    assert dialog.cancel_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog.running, timeout=60_000)
    assert set(cells(dialog, MARK)) == {"✓"}
    assert "–" not in cells(dialog, MEASURED)
    assert dialog.list.currentItem().text().startswith("✓")
    assert "3 of 3" in dialog.summary.text()
    assert outcomes[QUICK].n_seeds == 20


def test_cancel_stops_a_long_one_soon_and_leaves_no_thread(qtbot, dialog, outcomes):
    choose(dialog, SLOW)
    press(qtbot, dialog.run_button)
    qtbot.waitUntil(lambda: dialog.progress.maximum() > 1, timeout=20_000)
    press(qtbot, dialog.cancel_button)
    assert not dialog.running
    assert dialog.run_button.isEnabled()
    assert not outcomes
    qtbot.waitUntil(lambda: not [t for t in threading.enumerate() if t.name == "actviz-proofs"], timeout=10_000)


def test_what_has_been_measured_stays_and_disagreement_is_told(qtbot, outcomes):
    outcomes[QUICK] = outcome_of(QUICK, right=False)
    outcomes[DRAWN] = outcome_of(DRAWN, right=True)
    again = ProofsDialog(outcomes, lambda *_: None)
    qtbot.addWidget(again)
    keys = list(proofs().entries)
    assert again.list.item(keys.index(QUICK)).text().startswith("✗")
    assert again.list.item(keys.index(DRAWN)).text().startswith("✓")
    choose(again, DRAWN)
    choose(again, QUICK)
    assert set(cells(again, MARK)) == {"✗"}
    assert "0 of 3" in again.summary.text()


def test_the_rule_of_a_row_is_said_below_the_table(dialog):
    choose(dialog, QUICK)
    first = dialog.page.rule.text()
    assert proofs().entries[QUICK].numbers[0].rule in first
    choose(dialog, "cs231n-activations")
    dialog.page.table.selectRow(6)
    assert proofs().entries["cs231n-activations"].numbers[1].rule in dialog.page.rule.text()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_runs_open_as_lanes_and_a_menu_asks_where_not_all_fit(qtbot, dialog, opened):
    choose(dialog, DRAWN)
    assert not dialog.lanes_button.isEnabled()  # nothing of it trains
    choose(dialog, "cs231n-spiral")
    press(qtbot, dialog.lanes_button)
    proof = proofs().entries["cs231n-spiral"]
    assert opened == [(proof.lanes[0], proof.title)]
    choose(dialog, TWO_SHAPES)
    press(qtbot, dialog.lanes_button)
    (menu,) = (menu for menu in dialog.findChildren(QMenu) if menu.isVisible())
    assert len(menu.actions()) == 2
    menu.actions()[1].trigger()
    menu.close()
    assert opened[-1][0] == proofs().entries[TWO_SHAPES].lanes[1]


def test_every_button_has_a_tip_and_every_part_a_name(dialog):
    assert all(button.toolTip() for button in dialog.findChildren(QPushButton))
    assert dialog.list.accessibleName()
    assert dialog.page.table.accessibleName()
    assert dialog.progress.accessibleName()


def test_escape_stops_and_closes(qtbot, dialog):
    choose(dialog, SLOW)
    press(qtbot, dialog.run_button)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.running
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not [t for t in threading.enumerate() if t.name == "actviz-proofs"], timeout=10_000)
