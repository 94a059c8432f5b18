"""Weights are opened through the dialog that shows what they become, by the menu, a drop or the data dialog's way."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from actviz.training import RunConfig, Trainer
from actviz.ui.actions.weights_dialog import WeightsDialog
from actviz.ui.data_dialog import DataDialog
from actviz.weights.saving import SAVED_FORMATS, save_weights

SMALL = RunConfig(hidden=(5, 5), n_examples=60)


def saved(path, **settings):
    trainer = Trainer(SMALL.replace(seed=4, **settings))
    trainer.advance(20)
    key = next(key for key, entry in SAVED_FORMATS.items() if entry.suffix == path.suffix)
    with path.open("wb") as file:
        save_weights(key, trainer.network.named_parameters(), file)
    return trainer.network.parameters.copy()


def asked(qtbot, window):
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(WeightsDialog)), timeout=10_000)
    dialog = next(dialog for dialog in window.findChildren(WeightsDialog) if dialog.isVisible())
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=10_000)
    return dialog


def parameters(window):
    return window.session.ask(lambda trainer: trainer.network.parameters.copy()).result(10)


def texts(dialog, column):
    return [dialog.table.item(row, column).text() for row in range(dialog.table.rowCount())]


@pytest.mark.parametrize("name", ["w.safetensors", "w.npz"])
def test_return_in_the_dialog_starts_from_the_weights_and_undo_goes_back(qtbot, window, tmp_path, monkeypatch, name):
    wanted, before = saved(tmp_path / name), parameters(window)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kwargs: (str(tmp_path / name), ""))
    window.actions_by_key["open_weights"].trigger()
    dialog = asked(qtbot, window)
    assert texts(dialog, 2)[:2] == ["Layer 1, weights", "Layer 1, biases"]
    assert len(texts(dialog, 0)) == 6
    assert window.session.plan.config.weights_file is None
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: np.array_equal(parameters(window), wanted), timeout=10_000)
    assert window.session.plan.config.weights_file == str(tmp_path / name)
    window.actions_by_key["undo"].trigger()
    qtbot.waitUntil(lambda: np.array_equal(parameters(window), before), timeout=10_000)
    assert window.session.plan.config.weights_file is None


def test_escape_leaves_the_run_as_it_was(qtbot, window, tmp_path):
    saved(tmp_path / "w.npz")
    facts = window.session.lanes[0].facts
    window.data.ask_about(str(tmp_path / "w.npz"))
    qtbot.keyClick(asked(qtbot, window), Qt.Key.Key_Escape)
    assert window.session.plan.config == SMALL
    assert window.session.lanes[0].facts is facts


def test_weights_of_another_shape_are_refused_or_give_the_network_their_shape(qtbot, window, tmp_path):
    wanted = saved(tmp_path / "w.npz", hidden=(7,))
    window.data.ask_about(str(tmp_path / "w.npz"))
    dialog = asked(qtbot, window)
    assert dialog.sentence.text() == "w.npz holds a network 2–7–2, and this one is 2–5–5–2."
    assert not dialog.open_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert window.session.plan.config == SMALL
    qtbot.mouseClick(dialog.shape_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: np.array_equal(parameters(window), wanted), timeout=10_000)
    assert window.session.plan.config.hidden == (7,)


def test_a_file_that_cannot_be_read_gets_its_sentence(qtbot, window, tmp_path):
    (tmp_path / "w.pt").write_bytes(b"PK\x03\x04")
    window.data.ask_about(str(tmp_path / "w.pt"))
    dialog = asked(qtbot, window)
    assert "torch.load" in dialog.sentence.text()
    assert not dialog.open_button.isEnabled()
    assert dialog.shape_button.isHidden()
    dialog.reject()


@pytest.mark.parametrize(("name", "kind"), [("w.npz", WeightsDialog), ("points.npz", DataDialog)])
def test_a_dropped_file_is_taken_as_what_it_is(qtbot, window, tmp_path, name, kind):
    saved(tmp_path / "w.npz")
    np.savez(tmp_path / "points.npz", x=np.random.default_rng(0).normal(size=(30, 2)), y=np.arange(30) % 2)
    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, what, buttons, keys))
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(kind)), timeout=10_000)
    dialog = next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=10_000)
    dialog.reject()


def test_the_settings_name_the_file_and_lead_back_to_drawn_weights(qtbot, window, tmp_path):
    saved(tmp_path / "w.npz")
    before, row = parameters(window), window.controls.more.body.given
    assert row.isHidden()
    window.session.plan.open_weights(str(tmp_path / "w.npz"))
    qtbot.waitUntil(lambda: not np.array_equal(parameters(window), before), timeout=10_000)
    assert not row.isHidden()
    assert "w.npz" in row.label.text()
    row.draw_button.click()
    qtbot.waitUntil(lambda: np.array_equal(parameters(window), before), timeout=10_000)
    assert row.isHidden()


def test_weights_that_no_longer_fit_are_refused_and_the_run_goes_on(qtbot, window, tmp_path):
    saved(tmp_path / "w.npz")
    window.session.plan.open_weights(str(tmp_path / "w.npz"))
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.config.weights_file is not None, timeout=10_000)
    given = parameters(window)
    window.session.plan.use_dataset("digits")
    qtbot.waitUntil(window.messages.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: window.session.plan.config.dataset == SMALL.dataset, timeout=10_000)
    assert window.session.plan.config.weights_file == str(tmp_path / "w.npz")
    assert np.array_equal(parameters(window), given)


@pytest.mark.parametrize("suffix", [entry.suffix for entry in SAVED_FORMATS.values()])
def test_weights_of_the_step_on_show_are_saved(qtbot, window, tmp_path, monkeypatch, suffix):
    if suffix == ".h5":
        pytest.importorskip("h5py")
    session, target = window.session, tmp_path / f"w{suffix}"
    session.step(30)
    qtbot.waitUntil(lambda: session.lanes[0].newest == 30, timeout=10_000)
    session.travel(12)
    qtbot.waitUntil(lambda: session.lanes[0].at == 12, timeout=10_000)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kwargs: (str(target), f"(*{suffix})"))
    with qtbot.waitSignal(window.exports.saved, timeout=20_000):
        window.actions_by_key["export.weights"].trigger()
    trainer = Trainer(SMALL)
    trainer.advance(12)
    again = Trainer(SMALL.replace(weights_file=str(target)))
    assert again.network.parameters.tobytes() == trainer.network.parameters.tobytes()
