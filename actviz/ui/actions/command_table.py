"""Every command of the window in one table: key, text, menu, shortcuts, tip.

To add one: an entry in `_commands`, its text and tip marked for translation, with what it does as its `run`. Panels,
exports and presets have their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QLocale

from actviz.app.settings import SYSTEM_LANGUAGE
from actviz.export.formats import menu_items
from actviz.frozen import dataclass
from actviz.registry import Registry
from actviz.resource_files import languages
from actviz.translation import looked_up, mark, tr, tr_count
from actviz.ui.startup.language import own_name

SPEEDS: tuple[float | None, ...] = (None, 1000, 300, 100, 30, 10, 3, 1)  # steps per second; None is unlimited


@looked_up("text", "tip")
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


def _choose_language(code: str, window: Any) -> None:
    """Use a language from the next start on: most texts of a window are made only once."""
    window.settings.language = code
    name = QLocale.system().nativeLanguageName() if code == SYSTEM_LANGUAGE else own_name(code)
    window.messages.show_message(
        tr("{language}: this language is used from the next start of actviz on.", language=name)
    )


def _commands() -> Iterable[Command]:
    yield Command("new", mark("New"), "File", mark("Begin again with the first example."), ("Ctrl+N",))
    yield Command(
        "open_data", mark("Open data…"), "File",
        mark("Train on a file of your own: CSV, Excel, NPZ, IDX and others."), ("Ctrl+O",), "open",
    )  # fmt: skip
    yield Command(
        "open_weights", mark("Open weights…"), "File",
        mark("Start the network from weights in a file: NPZ, safetensors, HDF5."), ("Ctrl+Alt+O",), "open",
    )  # fmt: skip
    yield Command(
        "open_lesson", mark("Open lesson or scene…"), "File",
        mark("Begin a lesson, or run a scene, of a file of your own."), ("Ctrl+Alt+L",), "open",
    )  # fmt: skip
    yield Command(
        "open_session", mark("Open session…"), "File", mark("Continue a recorded session."), ("Ctrl+Shift+O",),
        "open",
    )  # fmt: skip
    yield Command(
        "save_session", mark("Save session as…"), "File",
        mark("Save everything in one file and continue recording there."), ("Ctrl+S",), "save",
    )  # fmt: skip
    yield Command(
        "library", mark("Run library…"), "File",
        mark("List all recorded sessions; open, compare, describe or delete them."), ("Ctrl+Shift+L",),
    )  # fmt: skip
    yield Command(
        "save_image", mark("Save window image…"), "File", mark("Save a picture of the whole window."),
        ("Ctrl+Shift+S",), "save", separated=True,
    )  # fmt: skip
    yield Command(
        "export.animation", mark("Animation…"), "File/Export",
        mark("A span of steps as an animated GIF or as pictures."), ("Ctrl+E, A",),
    )  # fmt: skip
    yield Command(
        "quit", mark("Quit"), "File", mark("Close the window; session, settings and layout are saved."), ("Ctrl+Q",),
        separated=True,
    )  # fmt: skip
    yield Command(
        "undo", mark("Undo change of settings"), "Edit", mark("Undo the last change of settings or lanes."),
        ("Ctrl+Z",),
    )  # fmt: skip
    yield Command(
        "redo", mark("Redo change of settings"), "Edit", mark("Redo the last undone change."),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
    )  # fmt: skip
    yield Command(
        "copy_config", mark("Copy configuration"), "Edit",
        mark("Copy the settings as one line, to paste here or into a chat."), ("Ctrl+Shift+C",), separated=True,
    )  # fmt: skip
    yield Command(
        "paste_config", mark("Paste configuration"), "Edit",
        mark("Run the copied settings, a line or TOML, from step 0."), ("Ctrl+Shift+V",),
    )  # fmt: skip
    yield Command("play", mark("Play"), "Run", mark("Train, or pause."), ("Space",), "play")
    yield Command("step_1", mark("Step 1"), "Run", mark("Advance by one step."), ("Right", "S"), "step", separated=True)
    yield Command("step_10", mark("Step 10"), "Run", mark("Advance by 10 steps."), ("Shift+Right",))
    yield Command("step_100", mark("Step 100"), "Run", mark("Advance by 100 steps."), ("Ctrl+Right",))
    yield Command("reset", mark("Reset"), "Run", mark("Start over (same seed)."), ("R",), "reset", separated=True)
    yield Command(
        "previous_event", mark("Previous event"), "Run",
        mark("Go back to the previous event: a death, revival, change, note or new verdict."), ("Ctrl+Left",), "back",
        separated=True,
    )  # fmt: skip
    yield Command(
        "next_event", mark("Next event"), "Run", mark("Go forward to the next event."), ("Ctrl+Shift+Right",),
        "forth",
    )  # fmt: skip
    yield Command(
        "replay", mark("Replay"), "Run", mark("Replay the run from the step on show; in the present from step 0."),
        ("Ctrl+R",), "replay",
    )  # fmt: skip
    yield Command(
        "newest", mark("Return to the newest step"), "Run", mark("Return to the newest step and follow it."),
        ("Ctrl+End",),
    )  # fmt: skip
    yield Command(
        "branch", mark("Branch here"), "Run",
        mark("Add a lane that continues from the shown step with the settings of then."), ("Ctrl+B",), "branch",
    )  # fmt: skip
    yield Command(
        "note", mark("Note at this step…"), "Run", mark("Write, change or delete the note of the shown step."),
        ("N",), "note",
    )  # fmt: skip
    yield Command(
        "recycle", mark("Recycle dead units"), "Run",
        mark("Give dead and nearly silent units new weights, now; their weights out become 0."), ("Ctrl+Alt+R",),
        separated=True,
    )  # fmt: skip
    yield Command(
        "change_task", mark("Change the task at a step…"), "Run",
        mark("Choose how the task changes while the network trains: other labels, inputs or data."),
        run=lambda window: window.controls.choose_task(),
    )  # fmt: skip
    yield Command(
        "add_lane", mark("Add lane"), "Lanes",
        mark("Add a copy of the chosen lane that trains beside it; then change one setting of the copy."),
        ("Ctrl+L",), "add",
    )  # fmt: skip
    yield Command("remove_lane", mark("Remove lane"), "Lanes", mark("Remove the chosen lane."), ("Ctrl+Shift+W",))
    yield Command("rename_lane", mark("Rename lane…"), "Lanes", mark("Give the chosen lane another name."), ("F2",))
    yield Command(
        "next_lane", mark("Next lane"), "Lanes", mark("Choose the next lane; the controls then change it."),
        ("Ctrl+T",),
    )  # fmt: skip
    yield Command(
        "edit_all", mark("Change all lanes"), "Lanes", mark("Changes apply to every lane."), ("Ctrl+Shift+A",),
        checkable=True, separated=True,
    )  # fmt: skip
    yield Command(
        "same_weights", mark("Same starting weights"), "Lanes",
        mark("Start all lanes again, from the same random weights; only the initializer's scale may differ."),
        ("Ctrl+Shift+I",), checkable=True,
    )  # fmt: skip
    yield Command(
        "differences", mark("What differs…"), "Lanes", mark("List the settings that differ between the lanes."),
        ("Ctrl+D",), separated=True,
    )  # fmt: skip
    yield Command(
        "save_scene", mark("Save this as a scene…"), "Scenes",
        mark("Write lanes, settings, data, arrangement and step into a file that opens again."), ("Ctrl+Alt+S",),
        "save",
    )  # fmt: skip
    yield Command("next_scene", mark("Next scene"), "Scenes", mark("Open the scene after this one."), ("Ctrl+PgDown",))
    yield Command(
        "previous_scene", mark("Previous scene"), "Scenes", mark("Open the scene before this one."), ("Ctrl+PgUp",),
    )  # fmt: skip
    yield Command("end_scene", mark("End scene"), "Scenes", mark("End the scene; the run goes on."), ("Ctrl+Shift+N",))
    yield Command("faster", mark("Faster"), "Run/Speed", mark("Raise the speed limit."), ("Ctrl+Up",))
    yield Command("slower", mark("Slower"), "Run/Speed", mark("Lower the speed limit."), ("Ctrl+Down",))
    for i, (key, text, tip) in enumerate((
        ("system", mark("System"), mark("Follow the desktop's colours.")),
        ("light", mark("Light"), mark("Use the light colours.")),
        ("dark", mark("Dark"), mark("Use the dark colours.")),
    )):  # fmt: skip
        yield Command(f"theme.{key}", text, "View/Theme", tip, (f"Ctrl+Alt+{i + 1}",), checkable=True, group="theme")
    yield Command("text_larger", mark("Larger"), "View/Text size", mark("Write all text larger."), ("Ctrl++", "Ctrl+="))
    yield Command("text_smaller", mark("Smaller"), "View/Text size", mark("Write all text smaller."), ("Ctrl+-",))
    yield Command(
        "text_usual", mark("Usual size"), "View/Text size", mark("Write text as large as suits the screen."),
        ("Ctrl+0",),
    )  # fmt: skip
    yield Command(
        "reduced_motion", mark("Reduce motion"), "View", mark("Let nothing on screen move on its own."),
        ("Ctrl+Alt+M",), checkable=True, separated=True,
    )  # fmt: skip
    yield Command(
        "present", mark("Present"), "View",
        mark("Fill the screen with lesson or scene and plots, in large type, with a large pointer; Escape leaves."),
        ("F11",), checkable=True,
    )  # fmt: skip
    yield Command(
        "full_screen", mark("Full screen"), "View", mark("Use the whole screen."), ("Shift+F11",), checkable=True,
    )  # fmt: skip
    yield Command(
        "reset_layout", mark("Reset layout"), "View", mark("Bring every panel back to its place."), ("Ctrl+Shift+0",),
    )  # fmt: skip
    yield Command(
        "laboratory", mark("Activation laboratory"), "Tools",
        mark("Compare activation functions, large: curves, slopes, facts, theory."), ("Ctrl+Shift+F",),
    )  # fmt: skip
    yield Command(
        "slope_calculator", mark("Slope calculator"), "Tools",
        mark("Calculate what a depth and a slope do to a gradient, such as 0.25²⁰."), ("Ctrl+Shift+K",),
    )  # fmt: skip
    yield Command(
        "custom_activation", mark("Custom activation…"), "Tools",
        mark("Type a function of your own, and train with it."), ("Ctrl+Shift+E",),
    )  # fmt: skip
    yield Command(
        "find_rate", mark("Find learning rate…"), "Tools",
        mark("Measure which learning rates learn and which kill units, on a copy of the chosen lane as it is now."),
        ("Ctrl+Shift+R",),
    )  # fmt: skip
    yield Command(
        "check_gradients", mark("Check gradients"), "Tools",
        mark("Compare back-propagation with central differences, in the chosen lane as it is now."), ("Ctrl+G",),
    )  # fmt: skip
    yield Command(
        "search", mark("Search…"), "Help",
        mark("Find a command, a setting, a panel, a term, a lesson or a scene, and go there."), ("Ctrl+K",),
        run=lambda window: window.search.open(),
    )  # fmt: skip
    yield Command(
        "glossary", mark("Glossary"), "Help",
        mark("Explain the label under the mouse, or what has the focus; else list what all words mean."), ("F1",),
        run=lambda window: window.help.explain(),
    )  # fmt: skip
    yield Command(
        "tour", mark("What is where"), "Help",
        mark("Show a picture of the window with its six most important parts."), ("Ctrl+Shift+F1",), separated=True,
    )  # fmt: skip
    yield Command(
        "handbook", mark("Handbook"), "Help",
        mark("Open all pages of help, with a search, on the page of the panel under the mouse."), ("Shift+F1",),
    )  # fmt: skip
    yield Command(
        "lessons", mark("All lessons"), "Help/Lessons", mark("List the lessons, and how far you are in each."),
        ("Ctrl+Shift+H",),
    )  # fmt: skip
    yield Command(
        "handout",
        mark("Write a hand-out…"),
        "Help/Lessons",
        mark("Write the lesson on show as one page to print: texts, numbers, pictures, questions, answers at the end."),
        icon="save",
    )
    yield Command("leave_lesson", mark("Leave the lesson"), "Help/Lessons", mark("Leave the lesson; it is kept."))
    yield Command(
        "proofs", mark("Proofs…"), "Help", mark("Repeat published experiments, and compare the numbers."),
        ("Ctrl+Shift+P",),
    )  # fmt: skip
    yield Command("shortcuts", mark("Keyboard shortcuts"), "Help", mark("List every shortcut."), ("Ctrl+F1",))
    yield Command(
        "copy_diagnostics", mark("Copy diagnostics"), "Help",
        mark("Copy versions, settings and the log, to send with a bug report."), separated=True,
    )  # fmt: skip
    yield Command(
        "about", mark("About actviz"), "Help", mark("Show the versions of actviz and its libraries."), separated=True,
    )  # fmt: skip


def _exports() -> Iterable[Command]:
    for item in menu_items():
        noun = tr(item.noun)
        yield Command(
            f"export.{item.key}", f"{noun[0].upper()}{noun[1:]}…", "File/Export", tr(item.tip),
            (f"Ctrl+E, {item.letter}",),
        )  # fmt: skip


def _speeds() -> Iterable[Command]:
    for i, speed in enumerate(SPEEDS):
        if speed is None:
            text, tip = tr("As fast as it goes"), tr("Train without a limit.")
        else:
            text = tr_count("{n} step/s", "{n} steps/s", round(speed))
            tip = tr_count("Train at most {n} step per second.", "Train at most {n} steps per second.", round(speed))
        yield Command(
            f"speed.{speed or 'max'}", text, "Run/Speed", tip, checkable=True, group="speed", separated=i == 0
        )


def _languages() -> Iterable[Command]:
    for code in (SYSTEM_LANGUAGE, *languages()):
        if code == SYSTEM_LANGUAGE:
            name, tip = tr("System"), tr("Use the desktop's language, from the next start on.")
        else:
            name, tip = own_name(code), tr("Use this language, {code}, from the next start on.", code=code)
        yield Command(
            f"language.{code}", name, "View/Language", tip, checkable=True, group="language",
            run=partial(_choose_language, code),
        )  # fmt: skip


COMMANDS: Registry[Command] = Registry("command")
for _each in _commands():
    COMMANDS.add(_each)


def window_commands(presets: Iterable[tuple[str, str, str]], panels: Iterable[tuple[str, str]]) -> tuple[Command, ...]:
    """Return the whole table in menu order, with exports, presets (key, label, tip) and panels (key, title)."""
    made = {
        "export.animation": [*_exports()],
        "text_larger": [*_speeds(), *_languages()],
    }  # by the command that they precede
    fixed = tuple(each for command in COMMANDS.values() for each in (*made.get(command.key, ()), command))
    first = tuple(command for command in fixed if not _comes_last(command))
    arranging = tuple(
        Command(f"preset.{key}", label, "View", tip, (f"Ctrl+{i}",), checkable=True, group="preset")
        for i, (key, label, tip) in enumerate(presets, 1)
    )
    showing = tuple(
        Command(
            f"panel.{key}", title, "View",
            tr("Bring the panel {title} to the front, or put it away if it is there.", title=title),
            (_panel_shortcut(i),), checkable=True, separated=i == 1,
        )
        for i, (key, title) in enumerate(panels, 1)
    )  # fmt: skip
    return first + arranging + showing + tuple(command for command in fixed if _comes_last(command))


def _comes_last(command: Command) -> bool:
    return command.menu.split("/")[0] in ("View", "Tools", "Help")


def _panel_shortcut(number: int) -> str:
    """Return Alt+1 … Alt+9, Alt+0, then Alt+Shift+1 …"""
    return f"Alt+{number % 10}" if number <= 10 else f"Alt+Shift+{number - 10}"
