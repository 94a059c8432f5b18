"""Screen readers find a name, a role and a value for all that has one, and a sentence on what each panel shows."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QDockWidget, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.scene import scenes
from actviz.training import RunConfig
from actviz.ui.application.application import make_window
from actviz.ui.theme import motion
from actviz.ui.theme.palettes import DARK, LIGHT, Theme
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.presets import PRESETS

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)
TEXTS_ON_GROUNDS = [
    *((text, ground) for text in ("text", "muted") for ground in ("card", "window", "sunken")),
    ("text", "accent_soft"),
    ("on_accent", "accent"),
    ("accent", "card"),
    ("accent", "sunken"),
    ("dead_text", "card"),
    ("dead_text", "dead_soft"),
]


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(Session(SMALL), Settings(theme="light"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    yield window
    window.close()


def text_of(widget: QWidget, kind: QAccessible.Text) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return interface.text(kind)


def faults(window: MainWindow) -> list[str]:
    """Return what a screen reader could not tell of the controls on screen."""
    found = []
    for widget in window.findChildren(QWidget):
        is_control = widget.isVisible() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        is_part = isinstance(widget, (QScrollBar, QDockWidget)) or widget.objectName().startswith("qt_")
        if not is_control or is_part or widget.focusProxy() is not None:
            continue
        who = f"{type(widget).__name__} {widget.objectName()} in {widget.parentWidget().objectName()}"
        if not text_of(widget, QAccessible.Text.Name):
            found.append(f"{who}: no name")
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or interface.role() == QAccessible.Role.NoRole:
            found.append(f"{who}: no role")
        has_text = isinstance(widget, (QAbstractSpinBox, QComboBox))
        if has_text and widget.isEnabled() and not text_of(widget, QAccessible.Text.Value):
            found.append(f"{who}: no value")
        if isinstance(widget, QAbstractSlider) and (interface is None or interface.valueInterface() is None):
            found.append(f"{who}: no value")
    dumb = [panel for panel in window.docks.seen_panels if not panel.accessibleDescription().endswith((".", "…"))]
    return found + [f"panel {panel.key}: {panel.accessibleDescription()!r}" for panel in dumb]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_control_and_panel_of_a_layout_can_be_told(qtbot: QtBot, window: MainWindow, preset: str) -> None:
    window.docks.apply_preset(preset)
    window.controls.more.expand(True)
    qtbot.waitUntil(lambda: not faults(window), timeout=5_000)


@pytest.mark.parametrize("key", list(scenes().entries)[:4])
def test_every_control_and_panel_of_a_scene_can_be_told(qtbot: QtBot, window: MainWindow, key: str) -> None:
    window.scenes.open(key)
    qtbot.waitUntil(lambda: window.session.view.newest > 0, timeout=20_000)
    window.session.pause()
    qtbot.waitUntil(lambda: not faults(window), timeout=8_000)


def test_a_panel_says_what_it_shows_now(qtbot: QtBot, window: MainWindow) -> None:
    network, loss = window.panels["network"], window.panels["loss"]
    qtbot.waitUntil(lambda: "2 hidden layers with 8 units" in network.accessibleDescription(), timeout=5_000)
    window.session.step(10)
    qtbot.waitUntil(lambda: "at step 10" in loss.accessibleDescription(), timeout=10_000)


def luminance(colour: str) -> float:
    parts = [getattr(QColor(colour), f"{name}F")() for name in ("red", "green", "blue")]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), TEXTS_ON_GROUNDS)
def test_text_can_be_read_on_its_ground(theme: Theme, text: str, ground: str) -> None:
    dark, light = sorted(luminance(getattr(theme, part)) for part in (text, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_reduced_motion_stops_animations_and_is_stored(window: MainWindow) -> None:
    action = window.actions_by_key["reduced_motion"]
    assert window.docks.isAnimated() is not motion.is_reduced()
    action.trigger()
    assert motion.is_reduced()
    assert not window.docks.isAnimated()
    assert window.settings.reduced_motion
    action.trigger()
    assert not window.settings.reduced_motion
