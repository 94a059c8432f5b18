"""Help › Proofs in the real window: its runs become the lanes, Undo takes them back, and what was measured stays."""

from PySide6.QtCore import Qt

from actviz.lessons.proofs.proof_file import proofs
from actviz.training import RunConfig

SMALL = RunConfig(hidden=(4, 4), n_examples=40)


def test_the_runs_of_a_proof_train_as_lanes_and_undo_takes_them_back(qtbot, open_window):
    window = open_window()
    before = [lane.config for lane in window.session.plan.setup]
    window.actions_by_key["proofs"].trigger()
    dialog = window.help.proofs.dialog
    assert dialog.isVisible()
    proof = proofs().entries["cs231n-spiral"]
    dialog.list.setCurrentRow(list(proofs().entries).index(proof.key))
    qtbot.mouseClick(dialog.lanes_button, Qt.MouseButton.LeftButton)
    assert [(lane.name, lane.config) for lane in window.session.plan.setup] == [*proof.lanes[0]]
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2 and window.session.view.newest > 0, timeout=30_000)
    window.actions_by_key["undo"].trigger()
    assert [lane.config for lane in window.session.plan.setup] == before


def test_what_was_measured_stays_when_the_dialog_is_closed_and_opened_again(qtbot, open_window):
    window = open_window()
    window.actions_by_key["proofs"].trigger()
    dialog = window.help.proofs.dialog
    assert dialog.chosen is not None
    first = dialog.chosen.key
    qtbot.mouseClick(dialog.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.running, timeout=60_000)
    text = dialog.summary.text()
    dialog.close()
    window.actions_by_key["proofs"].trigger()
    again = window.help.proofs.dialog
    assert again is not dialog
    assert again.chosen is not None
    assert again.chosen.key == first
    assert again.summary.text() == text


def test_a_window_that_is_closed_while_a_proof_is_repeated_waits_for_its_end(qtbot, open_window):
    window = open_window()
    window.actions_by_key["proofs"].trigger()
    dialog = window.help.proofs.dialog
    dialog.run_all()
    qtbot.waitUntil(lambda: dialog.running)
    window.close()
    assert window.help.proofs.dialog is None
