"""The window's menus and actions, made from the table of commands.

A plain key (Space, R, an arrow) must not be taken from a field that someone types in: see `keys`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from actviz.translation import mark, tr
from actviz.ui.actions.command_table import Command
from actviz.ui.theme import icons
from actviz.ui.widgets.text import set_tip

MENUS = ("File", "Edit", "Run", "Lanes", "Scenes", "View", "Tools", "Help")
_TITLES = {  # of the menus by path; Alt and the letter after & open one
    "File": mark("&File"),
    "Edit": mark("&Edit"),
    "Run": mark("&Run"),
    "Lanes": mark("&Lanes"),
    "Scenes": mark("&Scenes"),
    "View": mark("&View"),
    "Tools": mark("&Tools"),
    "Help": mark("&Help"),
    "File/Export": mark("Export"),
    "Run/Speed": mark("Speed"),
    "View/Theme": mark("Theme"),
    "View/Language": mark("Language"),
    "View/Text size": mark("Text size"),
    "Help/Lessons": mark("Lessons"),
}


def menu_name(path: str) -> str:
    """Return the name of a menu, as a text calls it: without the letter that opens it."""
    return re.sub(r"\(&.\)|&", "", tr(_TITLES[path]))


class Actions:
    """The window's QActions by command key, and the menus that hold them."""

    def __init__(self, window: QMainWindow, commands: Iterable[Command]) -> None:
        self.window = window
        self.commands = {command.key: command for command in commands}
        self._groups: dict[str, QActionGroup] = {}
        self._menus: dict[str, QMenu] = {}
        self._actions = {key: self._make(command) for key, command in self.commands.items()}
        for name in MENUS:
            self._menu(name)
        for key, command in self.commands.items():
            menu = self._menu(command.menu)
            if command.separated and menu.actions():
                menu.addSeparator()
            menu.addAction(self._actions[key])
            if command.run is not None:
                self.connect(key, partial(command.run, window))

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def connect(self, key: str, slot: Callable[[], object]) -> None:
        """Call the slot, without arguments, when the action is chosen."""
        self._actions[key].triggered.connect(lambda _checked=False: slot())

    def menu(self, name: str) -> QMenu:
        """Return one of MENUS."""
        return self._menus[name]

    def insert_menu(self, menu: QMenu, before: str) -> None:
        """Put a menu before an action, in that action's menu."""
        self._menu(self.commands[before].menu).insertMenu(self._actions[before], menu)

    def restyle(self) -> None:
        """Tint the icons with the theme."""
        for key, command in self.commands.items():
            if command.icon:
                self._actions[key].setIcon(icons.icon(command.icon))

    def _make(self, command: Command) -> QAction:
        action = QAction(command.text, self.window)
        action.setObjectName(f"action_{command.key}")
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        keys = f" ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        set_tip(action, f"{command.tip.removesuffix('.')}{keys}" if command.shortcuts else command.tip)
        action.setStatusTip("")
        action.setCheckable(command.checkable)
        if command.group:
            group = self._groups.setdefault(command.group, QActionGroup(self.window))
            group.addAction(action)
        self.window.addAction(action)
        return action

    def _menu(self, path: str) -> QMenu:
        if path not in self._menus:
            parent = path.rpartition("/")[0]
            holder: QMenu | QMenuBar = self._menu(parent) if parent else self.window.menuBar()
            if parent and holder.actions():
                holder.addSeparator()
            self._menus[path] = holder.addMenu(tr(_TITLES[path]))
        return self._menus[path]
