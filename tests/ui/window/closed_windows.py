"""Opens and closes windows, with dialogs before; run as a program, so that a crash is seen as one.

Usage: closed_windows.py FOLDER. It prints a line for each window: what was opened in it, and "saved" or what is wrong.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from actviz.app.paths import CONFIG_DIR_VARIABLE, sessions_dir
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.recording import RecordingWriter, recording_of
from actviz.training import RunConfig, Trainer
from actviz.ui.application.application import make_application, make_window
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(3, 3), n_examples=20, batch_size=10)
HARMLESS = "This plugin does not support"  # what the offscreen platform cannot do
PATIENCE_S = 20.0
Action = Callable[[MainWindow], object]


def chosen(key: str) -> Action:
    """Return what chooses a command of the menu."""
    return lambda window: window.actions_by_key[key].trigger()


def library_read(window: MainWindow) -> None:
    library = window.files.library.open()
    wait_until(lambda: library.trash_button.isEnabled())


def combo(window: MainWindow) -> None:
    window.controls.more.expand(True)
    window.controls.cures.expand(True)
    box = window.controls.fields["optimizer"]
    assert isinstance(box, QComboBox)
    box.showPopup()


ACTIONS: dict[str, Action] = {
    "check": chosen("check_gradients"),
    "find rate": chosen("find_rate"),
    "proofs": chosen("proofs"),
    "differences": chosen("differences"),
    "library": chosen("library"),
    "trash": lambda window: window.files.library.open().trash_button.click(),
    "note": chosen("note"),
    "rename": chosen("rename_lane"),
    "animation": chosen("export.animation"),
    "export": chosen("export.report"),
    "guide": chosen("handbook"),
    "shortcuts": chosen("shortcuts"),
    "about": chosen("about"),
    "custom": lambda window: window.controls.activation.edit_custom(),
    "layers": lambda window: window.controls.activation.edit_layers(),
    "open data": chosen("open_data"),
    "open session": chosen("open_session"),
    "save session": chosen("save_session"),
    "lane's menu": lambda window: window.controls.lanes.menu_of(0).popup(QPoint(9, 9)),
    "panel's menu": lambda window: window.docks.seen_panels[0].menu.popup(QPoint(9, 9)),
    "list": combo,
}
BEFORE: dict[str, Action] = {"trash": library_read}  # what has to be open already


def wait_until(happened: Callable[[], bool], what: str = "it") -> None:
    end = time.monotonic() + PATIENCE_S
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come")
        QApplication.processEvents()


def deferred() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def others(window: MainWindow) -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]


def during(window: MainWindow, name: str, then: Callable[[QWidget], object]) -> None:
    """Open something, and call `then` with it while it is open, also when the action waits for it to be closed."""
    if name in BEFORE:
        BEFORE[name](window)
    before, seen = others(window), []

    def look() -> None:
        new = [each for each in others(window) if each not in before]
        if new and not seen:
            seen.append(new[0])
            dialogs = [each for each in new if isinstance(each, QDialog)]
            then((dialogs or new)[-1])

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(0)
    ACTIONS[name](window)
    wait_until(lambda: look() or bool(seen), name)
    timer.stop()


def made(folder: Path, layout: bytes) -> MainWindow:
    settings = Settings(folder / "settings.json", theme="light", layout=layout)
    window = make_window(Session(SMALL), settings)
    window.show()
    wait_until(lambda: bool(window.session.lanes))
    window.session.plan.add_lane()
    wait_until(lambda: len(window.session.lanes) == 2)
    window.session.step(2)
    wait_until(lambda: window.session.lanes[0].snapshot.step == 2)
    return window


def one_panel(folder: Path) -> bytes:
    """Return an arrangement with one panel: the rest takes time, and has no part in this."""
    window = made(folder, b"")
    for key in window.docks.docks:
        window.docks.set_shown(key, key == "deaths")
    layout = window.docks.layout_state()
    ended(window, folder)
    return layout


def ended(window: MainWindow, folder: Path) -> str:
    """Close the window and let it go; say what was not as it should be."""
    (folder / "settings.json").unlink(missing_ok=True)
    window.close()
    faults = [f"{type(each).__name__} stays on screen" for each in [*others(window), window] if each.isVisible()]
    if not (folder / "settings.json").exists():
        faults.append("the settings were not saved")
    elif json.loads((folder / "settings.json").read_text())["config"]["hidden"] != [3, 3]:
        faults.append("the settings lack the configuration")
    if any(thread.name.startswith("actviz-train") for thread in threading.enumerate()):
        faults.append("the training thread goes on")
    window.deleteLater()
    return "; ".join(faults) or "saved"


def closed_after(folder: Path, layout: bytes, names: list[str], stays: str | None = None) -> str:
    """Open and close each of these, then close the window, perhaps with one more that is still open."""
    window = made(folder, layout)
    for name in names:
        during(window, name, lambda dialog: dialog.close())
        for left in others(window):  # what a dialog was opened from
            left.close()
        deferred()
    if stays is None:
        return ended(window, folder)
    told: list[str] = []
    during(window, stays, lambda _dialog: told.append(ended(window, folder)))
    return told[0]


def windows(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what was opened, and what came of it: each alone, each pair in both orders, and each left open."""
    layout, names = one_panel(folder), list(ACTIONS)
    for i, name in enumerate(names):
        yield name, closed_after(folder, layout, [name])
        in_turn = [each for other in names[i:] for each in (name, other)]
        yield f"{name} and others in turn, {name}", closed_after(folder, layout, in_turn, stays=name)


def record_a_run() -> None:
    """Give the library something to list."""
    sessions_dir().mkdir(parents=True)
    with closing(RecordingWriter(sessions_dir() / "one.actviz")) as writer:
        writer.write(recording_of([Trainer(SMALL)]))


def main() -> int:
    folder, problems = Path(sys.argv[1]), []
    os.environ[CONFIG_DIR_VARIABLE] = str(folder)
    record_a_run()
    faulthandler.enable()
    warnings.simplefilter("error")
    app = make_application()
    qInstallMessageHandler(lambda _kind, _where, text: text.startswith(HARMLESS) or problems.append(text))

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        problems.append(f"{kind.__name__}: {error}")

    sys.excepthook = report
    for what, outcome in windows(folder):
        deferred()
        gc.collect()
        print(f"{what}: {'; '.join([outcome, *problems])}", flush=True)
        problems.clear()
    app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
