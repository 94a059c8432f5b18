import threading
from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt

from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.ui.actions.gradient_check_dialog import GradientCheckDialog

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains


def checks_running():
    return [t for t in threading.enumerate() if t.name == "actviz-gradient-check"]


def answering(config):
    def ask(question):
        future = Future()
        future.set_result(question(Trainer(config)))
        return future

    return ask


@pytest.fixture
def opened(qtbot):
    def opened(ask):
        dialog = GradientCheckDialog(ask)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.start()
        dialog.show()
        return dialog

    return opened


def texts(dialog, column):
    return [dialog.table.item(row, column).text() for row in range(dialog.table.rowCount())]


def number(text):
    """Return the number that a person reads as 1.3·10⁻¹⁰."""
    return float(text.replace("·10", "e").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


def test_the_result_is_a_row_for_each_layer_and_one_verdict(qtbot, opened):
    dialog = opened(answering(SMALL))
    qtbot.waitUntil(lambda: not dialog.running, timeout=10_000)
    assert texts(dialog, 0) == ["1", "2", "3 (output)"]
    assert all(number(text) < 1e-6 for text in texts(dialog, 1))
    assert texts(dialog, 3) == ["12 of 12", "20 of 20", "10 of 10"]
    assert dialog.verdict.text().startswith("Back-propagation is right: largest relative error ")
    assert dialog.remark.text().startswith("Step 0, 48 training examples;")  # a fifth of the 60 is the test set


def test_a_vanishing_gradient_is_remarked_upon(qtbot, opened):
    dialog = opened(answering(RunConfig(hidden=(4,) * 24, activation="sigmoid", initializer="xavier_normal")))
    qtbot.waitUntil(lambda: not dialog.running, timeout=10_000)
    assert dialog.verdict.text().startswith("Back-propagation is right")
    assert "The gradient of layers 1 to " in dialog.remark.text()


def test_cancel_stops_the_check_and_leaves_the_window_open(qtbot, opened):
    waiting = Future()
    dialog = opened(lambda _question: waiting)
    qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert not dialog.running
    assert waiting.cancelled()
    assert not checks_running()
    assert dialog.verdict.text() == "The check was cancelled."
    assert dialog.isVisible()


@pytest.mark.parametrize("how", ["close", "escape"])
def test_closing_stops_the_check(qtbot, opened, how):
    dialog = opened(lambda _question: Future())
    if how == "close":
        dialog.close()
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not checks_running()


def test_what_cannot_be_checked_is_told(qtbot, opened):
    refused = Future()
    refused.set_exception(BadInput("There is no network yet."))
    dialog = opened(lambda _question: refused)
    qtbot.waitUntil(lambda: not dialog.running, timeout=10_000)
    assert dialog.verdict.text() == "There is no network yet."
    assert dialog.again_button.isEnabled()


def test_the_networks_present_state_can_be_checked_again(qtbot, opened):
    trainer = Trainer(SMALL)

    def ask(question):
        future = Future()
        future.set_result(question(trainer))
        return future

    dialog = opened(ask)
    qtbot.waitUntil(lambda: not dialog.running, timeout=10_000)
    trainer.advance(7)
    qtbot.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.running, timeout=10_000)
    assert dialog.remark.text().startswith("Step 7,")


def test_a_key_checks_the_running_network_and_training_goes_on(qtbot, window):
    window.session.play()
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(GradientCheckDialog)
    qtbot.waitUntil(lambda: not dialog.running, timeout=10_000)
    assert dialog.verdict.text().startswith("Back-propagation is right")
    assert window.session.playing
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert window.findChildren(GradientCheckDialog) == [dialog], "one window serves every check"


def test_the_chosen_lane_is_checked(qtbot, window):
    session = window.session
    session.step(9)
    qtbot.waitUntil(lambda: session.view.newest == 9, timeout=10_000)
    session.plan.add_lane(step=4)
    qtbot.waitUntil(lambda: len(session.lanes) == 2, timeout=10_000)
    qtbot.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(GradientCheckDialog)
    qtbot.waitUntil(lambda: not dialog.running, timeout=10_000)
    assert dialog.remark.text().startswith("Step 4,")
    assert dialog.windowTitle().endswith(session.plan.setup[1].name)


def test_closing_the_main_window_stops_a_check(open_window):
    window = open_window()
    window.session.plan.set(hidden=(300,) * 8)
    window.gradient_check.start()
    window.close()
    assert not checks_running()
    assert not [d for d in window.findChildren(GradientCheckDialog) if d.isVisible()]
