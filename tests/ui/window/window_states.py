"""Every layout and every scene of a window, one after the other: a window for each would take minutes."""

from collections.abc import Iterator

from pytestqt.qtbot import QtBot

from actviz.lessons.scene import scenes
from actviz.training.config.config import RunConfig
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.presets import PRESETS

FULL = 3  # steps that fill the panels of a scene


def layouts(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    """Bring the window into every layout in turn, and yield the layout's name."""
    for preset in PRESETS:
        window.docks.apply_preset(preset)
        qtbot.waitUntil(lambda: window.docks.placement.settled)
        yield f"layout {preset}"


def all_scenes(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    """Open every scene in turn, let it take some steps, pause it, and yield its name."""
    for key, scene in scenes().entries.items():
        window.scenes.open(key)
        configs = [lane.config for lane in scene.lanes]
        qtbot.waitUntil(lambda configs=configs: _shows(window, configs), timeout=20_000)
        window.session.pause()
        qtbot.waitUntil(lambda: window.docks.placement.settled)
        yield f"scene {key}"


def _shows(window: MainWindow, configs: list[RunConfig]) -> bool:
    """Whether the window shows these runs, and some steps of them; it shows the old ones for a moment."""
    is_there = [lane.facts.config for lane in window.session.lanes] == configs
    return is_there and window.session.view.newest >= FULL and not window.frames.picture.is_held


def states(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    """Bring the window into every layout, then into every scene."""
    yield from layouts(qtbot, window)
    yield from all_scenes(qtbot, window)
