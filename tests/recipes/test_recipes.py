"""The recipes of the docstrings, "To add …": an entry added as they say is everywhere, with no other edit."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import throwaway_entries
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from throwaway_entries import ACTIVATION, KEY, LOSS, SCHEDULE, step_code

from actviz.__main__ import main
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.cli import COMMANDS
from actviz.cli.list_command import LISTS
from actviz.diagnosis.diagnosis import diagnose
from actviz.diagnosis.rules import RULES
from actviz.diagnosis.trial import Trial
from actviz.export.formats import EXPORTS
from actviz.export.scripts import write_script
from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import job_of, trained_cell
from actviz.sweeps.sweep import Place, Sweep
from actviz.training import RunConfig, Trainer
from actviz.ui.application.application import make_window
from actviz.ui.window.handbook import pages
from actviz.ui.window.help import shortcuts

TESTS = Path(__file__).parent.parent
ITERATE = {  # what of the tests takes a new entry by itself
    "nn/test_activations.py", "nn/test_optimizers.py", "nn/test_initializers.py", "nn/test_losses.py",
    "nn/test_gradients.py", "nn/test_schedules.py", "nn/test_theory.py", "data/test_datasets.py",
    "export/test_scripts.py", "export/test_command.py", "diagnosis/test_theory_at_step_0.py", "training/test_replay.py",
    "training/test_repeatability.py", "training/test_scheduled_runs.py", "training/units/test_liveness.py",
    "training/measure/test_probes.py",
    "recording/test_recording.py", "ui/panels/test_panels_on_demand.py",
}  # fmt: skip
FIELDS = {"activation": KEY, "optimizer": KEY, "initializer": KEY, "schedule": KEY, "dataset": KEY}
CONFIG = RunConfig(hidden=(6, 5), n_examples=60, batch_size=16)


@pytest.fixture(autouse=True)
def entries():
    with throwaway_entries.added():
        yield
    assert not any(KEY in registry for registry in (*LISTS.values(), COMMANDS, EXPORTS, RULES))


@pytest.fixture
def config():
    return CONFIG.replace(**FIELDS)


@pytest.fixture
def window(qtbot, tmp_path):
    with throwaway_entries.added_to_the_window():
        window = make_window(Session(CONFIG), Settings(tmp_path / "settings.json", theme="light"))
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
        yield window
        window.close()


def texts_of(window, menu):
    """Return the actions of a menu by their texts."""
    found = next(action.menu() for action in window.menuBar().actions() if action.text() == menu)
    return {action.text(): action for action in found.actions()}


def test_a_network_of_new_entries_only_learns(config):
    trainer = Trainer(config.replace(learning_rate=0.1))
    start = trainer.measure().loss
    trainer.advance(300)
    assert trainer.measure().loss < 0.5 * start
    assert trainer.measure().accuracy > 0.9


def test_a_new_loss_trains_and_is_measured_on_both_sets():
    trainer = Trainer(CONFIG.replace(dataset="plane", loss=KEY))
    start = trainer.measure()
    trainer.advance(300)
    assert trainer.measure().loss < 0.5 * start.loss
    assert trainer.measure().test_loss < 0.5 * start.test_loss


@pytest.mark.parametrize("what", LISTS)
def test_the_lists_name_it(capsys, what):
    assert main(["list", what, "--json"]) == 0
    label = {"causes": "the weights are to be thrown away", "remedies": "Throwaway"}.get(what, "Throw-away")
    assert json.loads(capsys.readouterr().out)[KEY]["label"] == label


def test_the_command_line_trains_with_it(capsys):
    options = [word for field in FIELDS for word in (f"--{field}", KEY)]
    assert main(["run", *options, "--steps", "5", "--json", "-"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert {field: result["config"][field] for field in FIELDS} == FIELDS


def test_the_theory_finds_the_edge_of_chaos_of_a_new_activation(capsys):
    assert main(["theory", "--activation", KEY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["critical_sigma_w"] == pytest.approx(
        1.0, abs=0.01
    )  # its slope at 0 is 1


@pytest.mark.parametrize("kind", ["numpy", "torch"])
def test_the_scripts_have_its_code(config, kind, tmp_path):
    step = step_code(None)
    script, _ = write_script(kind, tmp_path / "s.py", Trainer(config.replace(dataset="plane", loss=KEY)))
    text = re.sub(r"\n +", "\n", script.read_text(encoding="utf-8"))
    codes = {
        "numpy": (
            ACTIVATION.numpy_code,
            step.numpy.replace("LEARNING_RATE", "rate"),
            SCHEDULE.code,
            re.sub(r"\n +", "\n", LOSS.numpy_code),
        ),
        "torch": (ACTIVATION.torch_code, step.torch, SCHEDULE.code, SCHEDULE.torch, LOSS.torch_code),
    }
    assert all(code in text for code in codes[kind])


def test_a_new_rule_gives_its_verdict_and_its_remedy_can_be_tried(config):
    trainer = Trainer(config)
    trainer.advance(20)
    verdict = diagnose(trainer).verdict
    assert verdict.title == "Throw-away weights"
    (suggestion,) = verdict.suggestions
    trial = Trial(config, suggestion, 20)
    while trial.advance():
        pass
    assert trial.result().after.config.batch_size == 8


def test_a_sweep_measures_a_new_measure():
    sweep = Sweep(CONFIG, (Axis("learning_rate", (0.1, 1.0)),), 1, 7, (KEY,))
    assert trained_cell(job_of(sweep, Place(1, 0, 0))).values == {KEY: 7.0}


def test_a_new_command_is_in_the_help_and_runs(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert re.search(r"throwaway +say hello", capsys.readouterr().out)
    assert main([KEY, "world"]) == 0
    assert capsys.readouterr().out == "Hello, world\n"


def test_a_new_export_is_an_option_of_the_commands(capsys, tmp_path):
    file = tmp_path / "steps.txt"
    assert main(["run", "--hidden", "4", "--steps", "7", "--json", "-", f"--{KEY}", str(file)]) == 0
    assert file.read_text() == "A at step 7\n"
    capsys.readouterr()


def test_the_controls_offer_the_new_entries_and_use_them(qtbot, window):
    column = window.controls
    column.activation.gallery.cards[KEY].click()
    for field in ("initializer", "optimizer", "schedule"):
        box = column.more.controls[field]
        box.setCurrentIndex(box.findData(KEY))
        box.activated.emit(box.currentIndex())
    column.data.gallery.cards[KEY].click()
    wanted = CONFIG.replace(**FIELDS)
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.config == wanted, timeout=10_000)
    qtbot.waitUntil(lambda: window.panels["diagnosis"].verdict.text() == "Throw-away weights", timeout=10_000)
    assert [card.suggestion.label for card in window.panels["diagnosis"].cards] == ["Batches of 8"]


def test_a_new_panel_is_in_the_view_menu_opens_and_has_its_page(qtbot, window):
    assert window.docks.docks[KEY].isHidden()
    texts_of(window, "&View")["Throw-away panel"].trigger()
    qtbot.waitUntil(lambda: window.docks.docks[KEY].seen)
    window.session.step(3)
    qtbot.waitUntil(lambda: window.panels[KEY].text.text() == "A at step 3", timeout=10_000)
    assert {page.key: page.text for page in pages()}[KEY] == "The step of each lane, as a sentence."


def test_a_new_command_of_the_window_is_in_its_menu_answers_to_its_keys_and_is_listed(qtbot, window):
    assert "Throw away" in texts_of(window, "&Tools")
    window.activateWindow()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_X, modifiers)
    assert window.status.currentMessage() == "Thrown away"
    dialog = shortcuts(window.actions_by_key, window)
    assert "Throw away" in dialog.text.toPlainText()


def test_a_new_export_is_in_the_menu_and_writes(qtbot, window, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda _window, *words: asked.append(words) or (str(tmp_path / "s"), words[-1])
    )
    window.actions_by_key[f"export.{KEY}"].trigger()
    qtbot.waitUntil(lambda: not window.exports.busy, timeout=10_000)
    assert asked == [("Export throw-away", "steps.txt", "Text (*.txt)")]
    assert (tmp_path / "s.txt").read_text() == "A at step 0\n"


def test_the_tests_that_iterate_the_registries_take_the_new_entries_and_pass():
    files = [str(TESTS / file) for file in sorted(ITERATE)]
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    environment = os.environ | {"PYTHONPATH": path, "PYTEST_ADDOPTS": ""}
    options = ["-p", "throwaway_entries", "-p", "no:cacheprovider", "-rA", "-q", "-k", KEY]
    command = [sys.executable, "-m", "pytest", *options]
    done = subprocess.run([*command, *files], capture_output=True, text=True, env=environment, cwd=TESTS.parent)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
    passed = set(re.findall(r"^PASSED tests/(\S+?)::", done.stdout, re.MULTILINE))
    assert passed == ITERATE
