"""`actviz --self-test`: train, open every panel, save a picture, and print what failed."""

from __future__ import annotations

import sys
from collections.abc import Sized
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.glossary import glossary
from actviz.lessons.lesson_file import lessons
from actviz.lessons.proofs.proof_file import proofs
from actviz.lessons.scene import first_example, scenes
from actviz.resource_files import languages
from actviz.sweeps.axis import Axis
from actviz.sweeps.shipped import shipped_sweeps
from actviz.sweeps.sweep import Sweep
from actviz.training import RunConfig
from actviz.ui.application.application import make_application, make_window, screenshot
from actviz.ui.application.window_picture import PATIENCE_MS, save_in_temporary, wait_until
from actviz.ui.startup.language import Language
from actviz.ui.theme import theme
from actviz.ui.widgets.formula import drawing_of
from actviz.ui.window.handbook import pages
from actviz.ui.window.main_window import MainWindow

STEPS = 200
FORMULA = r"\delta^{l} = \frac{\partial C}{\partial z^{l}}"


def self_test(picture_file: str | None) -> int:
    """Train 200 steps, open every panel in both themes and save a picture; 0 when all of it worked."""
    app = make_application()
    settings = Settings(theme="light")
    language = Language(app, settings.language)
    session = Session(first_example())
    window = make_window(session, settings)
    faults = _faults(app, session, window)
    if language.problem:
        faults.append(language.problem)
    picture = screenshot(window)
    target = save_in_temporary(picture, "actviz-self-test") if picture_file is None else Path(picture_file)
    if picture.isNull() or target is None or (picture_file is not None and not picture.save(picture_file)):
        faults.append(f"the picture could not be saved{'' if target is None else f' to {target}'}")
    window.close()
    if not session.close():
        faults.append("the training thread did not end within a second")
    for fault in faults:
        print(f"actviz: self-test: {fault}", file=sys.stderr)
    if not faults:
        print(f"Self-test passed: {STEPS} steps, {len(window.panels)} panels; the picture is {target}")
    return 1 if faults else 0


def _faults(app: QApplication, session: Session, window: MainWindow) -> list[str]:
    faults: list[str] = []
    session.failed.connect(faults.append)
    window.show()
    session.view.select(1, 0)
    session.plan.set(task_change="labels", task_every=STEPS // 4)  # for the panel of tasks
    session.step(STEPS)
    if not wait_until(app, lambda: bool(session.lanes) and session.lanes[0].snapshot.step >= STEPS):
        return [*faults, f"{STEPS} steps took longer than {PATIENCE_MS // 1000} s"]
    faults += _sweep_faults(app, session)
    faults += _resource_faults()
    for key in window.panels:
        window.docks.set_shown(key, True)
        faults += _panel_faults(app, session, window, key)
    return faults


def _sweep_faults(app: QApplication, session: Session) -> list[str]:
    """Run a small sweep, in processes of its own, for the panel of its map."""
    axis = Axis("learning_rate", (0.01, 0.1, 1.0))
    with TemporaryDirectory() as folder:
        session.sweeping.start(Sweep(RunConfig(hidden=(4, 4)), (axis,), 4, 20), Path(folder, "map.sqlite"))
        wait_until(app, lambda: not session.sweeping.view.is_running)
        found = session.sweeping.view.map
        session.sweeping.close()
    n_measured = 0 if found is None else found.n_done - found.n_failed
    return [] if n_measured == 12 else [f"a sweep measured {n_measured} of 12 runs"]


def _resource_faults() -> list[str]:
    """Read what comes with the program, and draw a formula."""
    found: dict[str, Sized] = {
        "scenes": scenes().entries,
        "lessons": lessons().entries,
        "proofs": proofs().entries,
        "maps": shipped_sweeps(),
        "terms": glossary().terms,
        "handbook": pages(),
        "other languages": languages()[1:],
    }
    faults = [f"it comes without its {name}" for name, entries in found.items() if not len(entries)]
    return faults if drawing_of(FORMULA) else [*faults, "a formula is not drawn"]


def _panel_faults(app: QApplication, session: Session, window: MainWindow, key: str) -> list[str]:
    """Wait until the panel's measurements are there, then draw it in both themes."""
    panel = window.panels[key]
    if not wait_until(app, lambda: panel in window.docks.seen_panels and session.view.shows(panel.needs)):
        return [f"panel {key!r} was not filled within {PATIENCE_MS // 1000} s"]
    faults = []
    for name in ("light", "dark"):
        theme.apply(app, name)
        panel.restyle()
        panel.draw(session.lanes, session.view.selection)
        if panel.grab_image().isNull():
            faults.append(f"panel {key!r} draws nothing in the {name} theme")
        if len(panel.table()) < 2:
            faults.append(f"panel {key!r} has no data")
    return faults
