"""What the monkey can do: one function for each kind of action. A new kind is written here and needs nothing else.

An action that yields goes on in a later turn of the event loop, after so many milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hand
from draws import Draws
from program import Program
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QDockWidget
from texts import ANYTHING, CONFIGURATIONS, EXPRESSIONS, NUMBERS
from truth import check_panels

Steps = Iterator[int] | None


@dataclass(frozen=True)
class Kind:
    """A kind of action, and how often it comes against the others."""

    do: Callable[[Program, Draws], Steps]
    weight: float


KINDS: dict[str, Kind] = {}
KEY_NAMES = (
    "Space Return Escape Tab Backtab Left Right Up Down Home End PageUp PageDown Delete R N F2 Menu 7 Plus Minus"
)
KEYS = [Qt.Key[f"Key_{name}"] for name in KEY_NAMES.split()]
MODIFIERS = [
    *[Qt.KeyboardModifier.NoModifier] * 5, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
]  # fmt: skip
LANES = (
    "add_lane",
    "add_lane",
    "remove_lane",
    "next_lane",
    "edit_all",
    "same_weights",
    "rename_lane",
    "differences",
    "branch",
)
RUNNING = (
    "play",
    "play",
    "step_1",
    "step_10",
    "step_100",
    "reset",
    "undo",
    "redo",
    "speed.300",
    "speed.1000",
    "speed.max",
)
NOT_CHOSEN = ("quit",)  # `restart` does that


def action(weight: float) -> Callable[[Callable[[Program, Draws], Steps]], Callable[[Program, Draws], Steps]]:
    """Register a kind of action under its function's name."""

    def register(do: Callable[[Program, Draws], Steps]) -> Callable[[Program, Draws], Steps]:
        KINDS[do.__name__] = Kind(do, weight)
        return do

    return register


def weights() -> dict[str, float]:
    """Return how often each kind comes."""
    return {name: kind.weight for name, kind in KINDS.items()}


# Anything that is in view


@action(24)
def click(_program: Program, draws: Draws) -> None:
    """Click any widget, mostly with the left button."""
    widget = draws.pick(draws.pick(hand.by_kind(hand.widgets())))
    hand.scroll_to(widget)
    button = Qt.MouseButton.RightButton if draws.chance(0.12) else Qt.MouseButton.LeftButton
    hand.click(widget, hand.point(widget, draws.share(), draws.share()), button, double=draws.chance(0.1))


@action(10)
def press_button(_program: Program, draws: Draws) -> None:
    """Press a button, in its middle, once or twice."""
    buttons = [each for each in hand.widgets() if isinstance(each, QAbstractButton)]
    if buttons:
        button = draws.pick(draws.pick(hand.by_kind(buttons)))
        hand.scroll_to(button)
        hand.click(button, hand.point(button, 0.5, 0.5), double=draws.chance(0.15))


@action(14)
def type_text(_program: Program, draws: Draws) -> None:
    """Type into a field: what fits, or anything."""
    found = hand.fields()
    if not found:
        return
    field = draws.pick(draws.pick(hand.by_kind(found)) if draws.chance(0.5) else found)
    hand.scroll_to(field)
    hand.type_into(field, draws.pick(draws.pick((NUMBERS, NUMBERS, EXPRESSIONS, ANYTHING))))
    if draws.chance(0.8):
        hand.key(draws.pick([Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape]))


@action(6)
def press_key(_program: Program, draws: Draws) -> None:
    """Press a key where the focus is."""
    hand.key(draws.pick(KEYS), draws.pick(MODIFIERS))


@action(4)
def drag_slider(_program: Program, draws: Draws) -> Steps:
    """Drag a slider from one place to another, its ends among them."""
    found = hand.sliders()
    if found:
        slider = draws.pick(found)
        hand.scroll_to(slider)
        yield from _drag(slider, draws, hand.point(slider, draws.share(), 0.5))


@action(4)
def drag(_program: Program, draws: Draws) -> Steps:
    """Drag anything somewhere."""
    widget = draws.pick(draws.pick(hand.by_kind(hand.widgets())))
    yield from _drag(widget, draws, hand.point(widget, draws.share(), draws.share()))


@action(4)
def turn_wheel(_program: Program, draws: Draws) -> None:
    """Turn the wheel over anything, or over a field that has the focus."""
    found = hand.fields() if draws.chance(0.5) else hand.widgets()
    if found:
        widget = draws.pick(found)
        if draws.chance(0.5):
            widget.setFocus()
        modifier = draws.pick(MODIFIERS)
        hand.wheel(widget, hand.point(widget, draws.share(), draws.share()), draws.whole(-6, 6), modifier)


# The program's commands


@action(10)
def command(program: Program, draws: Draws) -> None:
    """Choose any command of the menus that is enabled."""
    keys = [key for key in program.window.actions_by_key.commands if key not in NOT_CHOSEN]
    program.choose(draws.pick(keys))


@action(4)
def open_dialog(program: Program, draws: Draws) -> None:
    """Choose a command that opens a dialog."""
    commands = program.window.actions_by_key.commands.values()
    program.choose(draws.pick([each.key for each in commands if "…" in each.text or each.menu in ("Tools", "Help")]))


@action(7)
def lanes(program: Program, draws: Draws) -> None:
    """Add, remove, name, branch lanes."""
    program.choose(draws.pick(LANES))


@action(9)
def run(program: Program, draws: Draws) -> None:
    """Play, pause, step, reset, undo."""
    program.choose(draws.pick(RUNNING))


@action(5)
def travel(program: Program, draws: Draws) -> Steps:
    """Press the timeline somewhere, and drag it a little."""
    if program.is_blocked:
        return
    track = program.window.timeline.track
    yield from _drag(track, draws, hand.point(track, draws.share(), 0.7))
    if draws.chance(0.3):
        yield 60
        program.choose(draws.pick(("newest", "branch", "note", "previous_event", "next_event", "replay")))


@action(2)
def note(program: Program, draws: Draws) -> Steps:
    """Write a note, and keep it or leave it half-written."""
    program.choose("note")
    yield 10
    dialog = program.window.notes.dialog
    if dialog is not None:
        hand.type_into(dialog.text, draws.pick(ANYTHING))
        if draws.chance(0.7):
            hand.key(draws.pick([Qt.Key.Key_Return, Qt.Key.Key_Escape]), to=dialog.text)


@action(3)
def paste(program: Program, draws: Draws) -> None:
    """Paste a configuration, good or hostile."""
    QApplication.clipboard().setText(draws.pick(CONFIGURATIONS))
    program.choose("paste_config")


@action(4)
def drop_file(program: Program, draws: Draws) -> Steps:
    """Drop a file on the window; now and then do the next thing before it is read."""
    if program.is_blocked:
        return
    path = draws.pick(program.pool.data if draws.chance(0.5) else program.pool.sessions)
    _drop(program.window, path)
    if draws.chance(0.4):
        program.choose(draws.pick(LANES + RUNNING))
    else:
        yield draws.whole(0, 200)


@action(3)
def save_or_export(program: Program, draws: Draws) -> Steps:
    """Save or export; now and then stop it at once, twice."""
    keys = [key for key in program.window.actions_by_key.commands if key.startswith(("export.", "save_", "open_"))]
    program.choose(draws.pick(keys))
    yield draws.whole(0, 60)
    if draws.chance(0.4):
        for dialog in _dialogs():
            hand.key(Qt.Key.Key_Escape, to=dialog)
            yield draws.whole(0, 20)


@action(3)
def leave_dialogs(_program: Program, draws: Draws) -> Steps:
    """Close the dialogs that are open: by Escape, by Return, by the window's own button."""
    for dialog in _dialogs():
        if draws.chance(0.5):
            hand.key(draws.pick([Qt.Key.Key_Escape, Qt.Key.Key_Escape, Qt.Key.Key_Return]), to=dialog)
        else:
            dialog.close()
        yield 0


# The window itself


@action(2)
def resize(program: Program, draws: Draws) -> None:
    """Give the window another size."""
    program.window.resize(draws.whole(300, 1700), draws.whole(200, 1100))


@action(1.5)
def window_state(program: Program, draws: Draws) -> Steps:
    """Minimise, maximise or fill the screen, and come back."""
    if program.is_blocked:
        return
    draws.pick((program.window.showMinimized, program.window.showMaximized, program.window.showFullScreen))()
    yield draws.whole(0, 80)
    program.window.showNormal()


@action(3)
def dock(program: Program, draws: Draws) -> None:
    """Float a panel, put it back, close it or make it large."""
    docks = program.window.findChildren(QDockWidget)
    which = draws.pick(docks)
    if program.is_blocked:
        return
    what = draws.whole(0, 3)
    if what == 0:
        which.setFloating(not which.isFloating())
    elif what == 1:
        which.close()
    elif which.isVisible() and which.titleBarWidget() is not None:
        header = which.titleBarWidget()
        QTest.mouseDClick(header, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(4, 4))


@action(6)
def wait(_program: Program, draws: Draws) -> Steps:
    """Let it train for a moment."""
    yield draws.whole(10, 150)


@action(0.8)
def restart(program: Program, draws: Draws) -> None:
    """Close the window, by the command or its button; the program is opened again after that."""
    program.close(by_command=draws.chance(0.5))


@action(5)
def compare(program: Program, draws: Draws) -> Steps:
    """Pause, and compare what the window shows with what a trainer of its own measures at that step."""
    if program.is_blocked:
        return
    playing = program.session.playing
    if playing:
        program.choose("play")
    yield from check_panels(program)
    if playing and draws.chance(0.7):
        program.choose("play")


@action(2.5)
def to_and_fro(program: Program, draws: Draws) -> Steps:
    """Press the timeline here and there, and compare each time."""
    track = program.window.timeline.track
    for _ in range(draws.whole(2, 4)):
        if program.is_blocked or not track.isEnabled():
            return
        hand.click(track, hand.point(track, draws.share(), 0.7))
        yield from check_panels(program)


def _drag(widget: Any, draws: Draws, start: QPoint) -> Iterator[int]:
    hand.scroll_to(widget)
    target, at = hand.press(widget, start)
    for _ in range(draws.whole(0, 3)):
        yield draws.whole(0, 20)
        at = draws.pick(
            (at + QPoint(draws.whole(-200, 200), draws.whole(-60, 60)), QPoint(-5000, at.y()), QPoint(5000, at.y()))
        )
        hand.move(target, at)
    hand.release(target, at)


def _drop(window: Any, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), copy, data, left, plain))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, data, left, plain))


def _dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
