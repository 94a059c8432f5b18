"""Every action of the window in one table: key, text, menu, shortcuts, tip; and the menus made from it.

To add a command: an entry in `_commands`, with what it does as its `run`. Panels, exports and presets have their own.

A plain key (Space, R, an arrow) must not be taken from a field that someone types in: see `keys`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from actviz.app.settings import SYSTEM_LANGUAGE
from actviz.export.formats import menu_items
from actviz.number_text import plain
from actviz.registry import Registry
from actviz.resource_files import languages
from actviz.ui.startup.language import own_name
from actviz.ui.theme import icons
from actviz.ui.widgets.text import set_tip

MENUS = ("File", "Edit", "Run", "Lanes", "Scenes", "View", "Tools", "Help")
SPEEDS: tuple[float | None, ...] = (None, 1000, 300, 100, 30, 10, 3, 1)  # steps per second; None is unlimited


@dataclass(frozen=True)
class Command:
    """One action; `menu` is a path such as "Run/Speed", commands of one `group` exclude each other."""

    key: str
    text: str
    menu: str
    tip: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    group: str = ""
    separated: bool = False  # a line above it in the menu
    run: Callable[[Any], object] | None = None  # called with the window; a part of the window connects those without


def speed_label(speed: float | None) -> str:
    """Return a speed limit as the selector shows it."""
    return "Max" if speed is None else f"{plain(speed)} /s"


def _choose_language(code: str, window: Any) -> None:
    """Use a language from the next start on: most texts of a window are made only once."""
    window.settings.language = code
    name = QLocale.system().nativeLanguageName() if code == SYSTEM_LANGUAGE else own_name(code)
    window.messages.show_message(f"{name}: this language is used from the next start of actviz on.")


def _export(key: str, noun: str, letter: str, tip: str) -> Command:
    return Command(f"export.{key}", f"{noun[0].upper()}{noun[1:]}…", "File/Export", tip, (f"Ctrl+E, {letter}",))


def _commands() -> Iterable[Command]:
    yield Command("new", "New", "File", "Begin again with the first example.", ("Ctrl+N",))
    yield Command(
        "open_data",
        "Open data…",
        "File",
        "Train on a file of your own: CSV, Excel, NPZ, IDX and others.",
        ("Ctrl+O",),
        "open",
    )
    yield Command(
        "open_weights", "Open weights…", "File", "Start the network from weights in a file: NPZ, safetensors, HDF5.",
        ("Ctrl+Alt+O",), "open",
    )  # fmt: skip
    yield Command(
        "open_lesson", "Open lesson or scene…", "File", "Begin a lesson, or run a scene, of a file of your own.",
        ("Ctrl+Alt+L",), "open",
    )  # fmt: skip
    yield Command("open_session", "Open session…", "File", "Continue a recorded session.", ("Ctrl+Shift+O",), "open")
    yield Command(
        "save_session", "Save session as…", "File", "Save everything in one file and continue recording there.",
        ("Ctrl+S",), "save",
    )  # fmt: skip
    yield Command(
        "library", "Run library…", "File", "List all recorded sessions; open, compare, describe or delete them.",
        ("Ctrl+Shift+L",),
    )  # fmt: skip
    yield Command(
        "save_image", "Save window image…", "File", "Save a picture of the whole window.", ("Ctrl+Shift+S",), "save",
        separated=True,
    )  # fmt: skip
    yield _export("animation", "animation", "A", "A span of steps as an animated GIF or as pictures.")
    yield Command(
        "quit", "Quit", "File", "Close the window; session, settings and layout are saved.", ("Ctrl+Q",), separated=True
    )
    yield Command("undo", "Undo change of settings", "Edit", "Undo the last change of settings or lanes.", ("Ctrl+Z",))
    yield Command("redo", "Redo change of settings", "Edit", "Redo the last undone change.", ("Ctrl+Shift+Z", "Ctrl+Y"))
    yield Command(
        "copy_config", "Copy configuration", "Edit", "Copy the settings as one line, to paste here or into a chat.",
        ("Ctrl+Shift+C",), separated=True,
    )  # fmt: skip
    yield Command(
        "paste_config", "Paste configuration", "Edit", "Run the copied settings, a line or TOML, from step 0.",
        ("Ctrl+Shift+V",),
    )  # fmt: skip
    yield Command("play", "Play", "Run", "Train, or pause.", ("Space",), "play")
    yield Command("step_1", "Step", "Run", "Advance by one step.", ("Right", "S"), "step", separated=True)
    yield Command("step_10", "Step 10", "Run", "Advance by 10 steps.", ("Shift+Right",))
    yield Command("step_100", "Step 100", "Run", "Advance by 100 steps.", ("Ctrl+Right",))
    yield Command("reset", "Reset", "Run", "Start over (same seed).", ("R",), "reset", separated=True)
    yield Command(
        "previous_event", "Previous event", "Run",
        "Go back to the previous event: a death, revival, change, note or new verdict.",
        ("Ctrl+Left",), "back", separated=True,
    )  # fmt: skip
    yield Command("next_event", "Next event", "Run", "Go forward to the next event.", ("Ctrl+Shift+Right",), "forth")
    yield Command(
        "replay", "Replay", "Run", "Replay the run from the step on show; in the present from step 0.", ("Ctrl+R",),
        "replay",
    )  # fmt: skip
    yield Command(
        "newest", "Return to the newest step", "Run", "Return to the newest step and follow it.", ("Ctrl+End",)
    )
    yield Command(
        "branch", "Branch here", "Run",
        "Add a lane that continues from the shown step with the settings of then.",
        ("Ctrl+B",), "branch",
    )  # fmt: skip
    yield Command(
        "note", "Note at this step…", "Run", "Write, change or delete the note of the shown step.",
        ("N",), "note",
    )  # fmt: skip
    yield Command(
        "recycle", "Recycle dead units", "Run",
        "Give dead and nearly silent units new weights, now; their weights out become 0.",
        ("Ctrl+Alt+R",), separated=True, run=lambda window: window.recycle(),
    )  # fmt: skip
    yield Command(
        "change_task", "Change the task at a step…", "Run",
        "Choose how the task changes while the network trains: other labels, inputs or data.",
        run=lambda window: window.controls.choose_task(),
    )  # fmt: skip
    yield Command(
        "add_lane", "Add lane", "Lanes",
        "Add a copy of the chosen lane that trains beside it; then change one setting of the copy.",
        ("Ctrl+L",), "add",
    )  # fmt: skip
    yield Command("remove_lane", "Remove lane", "Lanes", "Remove the chosen lane.", ("Ctrl+Shift+W",))
    yield Command("rename_lane", "Rename lane…", "Lanes", "Give the chosen lane another name.", ("F2",))
    yield Command("next_lane", "Next lane", "Lanes", "Choose the next lane; the controls then change it.", ("Ctrl+T",))
    yield Command(
        "edit_all", "Change all lanes", "Lanes", "Changes apply to every lane.", ("Ctrl+Shift+A",),
        checkable=True, separated=True,
    )  # fmt: skip
    yield Command(
        "same_weights", "Same starting weights", "Lanes",
        "Start all lanes again, from the same random weights; only the initializer's scale may differ.",
        ("Ctrl+Shift+I",), checkable=True,
    )  # fmt: skip
    yield Command(
        "differences",
        "What differs…",
        "Lanes",
        "List the settings that differ between the lanes.",
        ("Ctrl+D",),
        separated=True,
    )
    yield Command(
        "save_scene", "Save this as a scene…", "Scenes",
        "Write lanes, settings, data, arrangement and step into a file that opens again.", ("Ctrl+Alt+S",), "save",
    )  # fmt: skip
    yield Command("next_scene", "Next scene", "Scenes", "Open the scene after this one.", ("Ctrl+PgDown",))
    yield Command("previous_scene", "Previous scene", "Scenes", "Open the scene before this one.", ("Ctrl+PgUp",))
    yield Command("end_scene", "End scene", "Scenes", "End the scene; the run goes on.", ("Ctrl+Shift+N",))
    yield Command("faster", "Faster", "Run/Speed", "Raise the speed limit.", ("Ctrl+Up",))
    yield Command("slower", "Slower", "Run/Speed", "Lower the speed limit.", ("Ctrl+Down",))
    for i, speed in enumerate(SPEEDS):
        most = "" if speed is None else f"{plain(speed)} step{'s' * (speed != 1)}"
        what = f"{most}/s" if most else "As fast as it goes"
        tip = f"Train at most {most} per second." if most else "Train without a limit."
        yield Command(
            f"speed.{speed or 'max'}", what, "Run/Speed", tip, checkable=True, group="speed", separated=i == 0
        )
    for i, (key, text) in enumerate((("system", "System"), ("light", "Light"), ("dark", "Dark"))):
        tip = "Follow the desktop's colours." if key == "system" else f"Use the {key} colours."
        yield Command(f"theme.{key}", text, "View/Theme", tip, (f"Ctrl+Alt+{i + 1}",), checkable=True, group="theme")
    for code in (SYSTEM_LANGUAGE, *languages()):
        name = "System" if code == SYSTEM_LANGUAGE else own_name(code)
        tip = "Use the desktop's language" if code == SYSTEM_LANGUAGE else f"Use this language: {code}"
        yield Command(
            f"language.{code}", name, "View/Language", f"{tip}, from the next start on.", checkable=True,
            group="language", run=partial(_choose_language, code),
        )  # fmt: skip
    yield Command("text_larger", "Larger", "View/Text size", "Write all text larger.", ("Ctrl++", "Ctrl+="))
    yield Command("text_smaller", "Smaller", "View/Text size", "Write all text smaller.", ("Ctrl+-",))
    yield Command("text_usual", "Usual size", "View/Text size", "Write text as large as suits the screen.", ("Ctrl+0",))
    yield Command(
        "reduced_motion", "Reduce motion", "View", "Let nothing on screen move on its own.", ("Ctrl+Alt+M",),
        checkable=True, separated=True,
    )  # fmt: skip
    yield Command(
        "present", "Present", "View",
        "Fill the screen with lesson or scene and plots, in large type, with a large pointer; Escape leaves.",
        ("F11",), checkable=True,
    )  # fmt: skip
    yield Command("full_screen", "Full screen", "View", "Use the whole screen.", ("Shift+F11",), checkable=True)
    yield Command("reset_layout", "Reset layout", "View", "Bring every panel back to its place.", ("Ctrl+Shift+0",))
    yield Command(
        "laboratory", "Activation laboratory", "Tools",
        "Compare activation functions, large: curves, slopes, facts, theory.", ("Ctrl+Shift+F",),
    )  # fmt: skip
    yield Command(
        "slope_calculator", "Slope calculator", "Tools",
        "Calculate what a depth and a slope do to a gradient, such as 0.25²⁰.", ("Ctrl+Shift+K",),
    )  # fmt: skip
    yield Command(
        "custom_activation", "Custom activation…", "Tools", "Type a function of your own, and train with it.",
        ("Ctrl+Shift+E",),
    )  # fmt: skip
    yield Command(
        "find_rate", "Find learning rate…", "Tools",
        "Measure which learning rates learn and which kill units, on a copy of the chosen lane as it is now.",
        ("Ctrl+Shift+R",),
    )  # fmt: skip
    yield Command(
        "check_gradients", "Check gradients", "Tools",
        "Compare back-propagation with central differences, in the chosen lane as it is now.", ("Ctrl+G",),
    )  # fmt: skip
    yield Command(
        "search", "Search…", "Help", "Find a command, a setting, a panel, a term, a lesson or a scene, and go there.",
        ("Ctrl+K",), run=lambda window: window.search.open(),
    )  # fmt: skip
    yield Command(
        "glossary", "Glossary", "Help",
        "Explain the label under the mouse, or what has the focus; else list what all words mean.",
        ("F1",), run=lambda window: window.help.explain(),
    )  # fmt: skip
    yield Command(
        "tour", "What is where", "Help", "Show a picture of the window with its six most important parts.",
        ("Ctrl+Shift+F1",), separated=True,
    )  # fmt: skip
    yield Command(
        "handbook", "Handbook", "Help",
        "Open all pages of help, with a search, on the page of the panel under the mouse.", ("Shift+F1",),
    )  # fmt: skip
    yield Command(
        "lessons", "All lessons", "Help/Lessons", "List the lessons, and how far you are in each.", ("Ctrl+Shift+H",)
    )
    yield Command("leave_lesson", "Leave the lesson", "Help/Lessons", "Leave the lesson; it is kept.")
    yield Command(
        "proofs", "Proofs…", "Help", "Repeat published experiments, and compare the numbers.",
        ("Ctrl+Shift+P",),
    )  # fmt: skip
    yield Command("shortcuts", "Keyboard shortcuts", "Help", "List every shortcut.", ("Ctrl+F1",))
    yield Command(
        "copy_diagnostics", "Copy diagnostics", "Help",
        "Copy versions, settings and the log, to send with a bug report.", separated=True,
    )  # fmt: skip
    yield Command("about", "About actviz", "Help", "Show the versions of actviz and its libraries.", separated=True)


COMMANDS: Registry[Command] = Registry("command")
for _each in _commands():
    COMMANDS.add(_each)


def window_commands(presets: Iterable[tuple[str, str, str]], panels: Iterable[tuple[str, str]]) -> tuple[Command, ...]:
    """Return the whole table in menu order, with exports, presets (key, label, tip) and panels (key, title)."""
    exporting = tuple(_export(item.key, item.noun, item.letter, item.tip) for item in menu_items())
    fixed = tuple(
        each
        for command in COMMANDS.values()
        for each in ((*exporting, command) if command.key == "export.animation" else (command,))
    )
    first = tuple(command for command in fixed if command.menu.split("/")[0] not in ("View", "Tools", "Help"))
    arranging = tuple(
        Command(f"preset.{key}", label, "View", tip, (f"Ctrl+{i}",), checkable=True, group="preset")
        for i, (key, label, tip) in enumerate(presets, 1)
    )
    showing = tuple(
        Command(
            f"panel.{key}", title, "View", f"Bring the panel {title} to the front, or put it away if it is there.",
            (_panel_shortcut(i),), checkable=True, separated=i == 1,
        )
        for i, (key, title) in enumerate(panels, 1)
    )  # fmt: skip
    return first + arranging + showing + tuple(command for command in fixed if command not in first)


def _panel_shortcut(number: int) -> str:
    """Return Alt+1 … Alt+9, Alt+0, then Alt+Shift+1 …"""
    return f"Alt+{number % 10}" if number <= 10 else f"Alt+Shift+{number - 10}"


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
            parent, _, name = path.rpartition("/")
            if parent:
                holder = self._menu(parent)
                if holder.actions():
                    holder.addSeparator()
                self._menus[path] = holder.addMenu(name)
            else:
                self._menus[path] = self.window.menuBar().addMenu(f"&{name}")  # Alt and its first letter open it
        return self._menus[path]
