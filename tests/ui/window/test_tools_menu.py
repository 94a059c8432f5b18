"""The menu Tools opens the laboratory, the slope calculator and the editor of a custom activation."""

import pytest

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.application.application import make_window


@pytest.fixture
def window(qtbot, tmp_path):
    window = make_window(Session(RunConfig(hidden=(4, 4), n_examples=40)), Settings(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    yield window
    window.close()


def test_the_laboratory_opens_large_and_has_a_way_back(window):
    window.actions_by_key["laboratory"].trigger()
    assert window.docks.maximised == "laboratory"
    window.actions_by_key["laboratory"].trigger()
    assert window.docks.maximised is None


@pytest.mark.parametrize("preset", ["overview", "vanishing"])
def test_the_calculator_is_shown_whatever_the_layout(qtbot, window, preset):
    window.docks.apply_preset(preset)
    window.actions_by_key["slope_calculator"].trigger()
    calculator = window.panels["why"].calculator
    qtbot.waitUntil(calculator.isVisible)
    assert "0.25²⁰ = 9.1·10⁻¹³" in calculator.result.text()


def test_a_custom_activation_is_edited(window):
    window.actions_by_key["custom_activation"].trigger()
    editor = window.controls.activation.editor
    assert editor is not None
    assert editor.isVisible()
    editor.close()
