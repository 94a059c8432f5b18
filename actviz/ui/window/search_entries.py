"""What the search finds in a window: commands, settings, panels, terms, lessons, scenes, and what else has entries.

To let it find something else, append a function that returns entries to `Search.providers`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from actviz.app.search import Entry
from actviz.lessons.glossary import glossary
from actviz.lessons.scene import scenes
from actviz.training.config.config import FIELDS
from actviz.translation import english, mark, tr
from actviz.ui.actions.commands import menu_name
from actviz.ui.panels.base.panel import PANELS

if TYPE_CHECKING:
    from actviz.ui.window.main_window import MainWindow

COMMAND, SETTING, PANEL = mark("Commands"), mark("Settings"), mark("Panels")
TERM, LESSON, SCENE = mark("Terms"), mark("Lessons"), mark("Scenes")
ITSELF = "search"


def commands(window: MainWindow) -> Iterable[Entry]:
    """Return all commands that can be run now; those that show a panel are with the panels."""
    actions = window.actions_by_key
    for key, command in actions.commands.items():
        action = actions[key]
        if action.isEnabled() and key != ITSELF and not key.startswith("panel."):
            title = action.text().replace("&&", "&")
            if "/" in command.menu:
                title = tr("{menu}: {command}", menu=menu_name(command.menu), command=title)
            also = (command.menu, key, english(command, "text"))
            yield Entry(COMMAND, key, title, action.trigger, also, command.tip, _keys(action))


def settings(window: MainWindow) -> Iterable[Entry]:
    """Return the settings that have a control."""
    for name in window.controls.settings:
        field, term = FIELDS[name], glossary().of_setting(name)
        also = (name.replace("_", " "), *(term.words if term else ()))
        yield Entry(SETTING, name, tr(field.label), partial(_show_setting, window, name), also, tr(field.tip))


def panels(window: MainWindow) -> Iterable[Entry]:
    """Return the panels."""
    for key, entry in PANELS.items():
        term = glossary().of_panel(key)
        action = window.actions_by_key[f"panel.{key}"]
        also = (*(term.words if term else ()), "panel")
        run = partial(window.panel_links.show_panel, key)
        told = tr("Bring the panel {title} to the front.", title=entry.title)
        yield Entry(PANEL, key, entry.title, run, also, told, _keys(action))


def terms(window: MainWindow) -> Iterable[Entry]:
    """Return the terms of the glossary."""
    for key, term in glossary().terms.items():
        yield Entry(TERM, key, term.name, partial(window.show_term, key), term.words, term.text)


def scene_list(window: MainWindow) -> Iterable[Entry]:
    """Return the scenes."""
    for key, scene in scenes().entries.items():
        yield Entry(SCENE, key, scene.title, partial(window.scenes.open, key), ("scene",), scene.claim)
    for own in window.settings.own_files:
        if own.kind == "scene":
            yield Entry(SCENE, own.path, own.title, partial(window.own_files.open, own.path), ("scene",), own.path)


def lesson_list(window: MainWindow) -> Iterable[Entry]:
    """Return the lessons."""
    for each in window.lessons.list.listed():
        yield Entry(LESSON, each.key, each.title, partial(window.lessons.open, each.key), ("lesson",), each.summary)


PROVIDERS = (commands, settings, panels, terms, lesson_list, scene_list)


def _show_setting(window: MainWindow, name: str) -> None:
    """Let the keyboard change a setting, or the one that it depends on, which a message then tells."""
    shown = window.controls.reveal(name)
    if shown != name:
        labels = {"setting": tr(FIELDS[name].label), "other": tr(FIELDS[shown].label)}
        window.messages.show_message(tr("{setting} has no control now: that depends on {other}.", **labels))


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
