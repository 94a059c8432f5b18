"""A picture of the window, made without a user."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.disk import replacing
from actviz.training.config.config import RunConfig
from actviz.ui.application.application import make_application, make_window, screenshot
from actviz.ui.window.main_window import MainWindow

PATIENCE_MS = 60_000
PARTS = 20


def window_picture(
    config: RunConfig,
    steps: int,
    theme: str = "light",
    size: tuple[int, int] = (1280, 800),
    preset: str | None = None,
    layer: int | None = None,
    change: tuple[int, dict[str, Any]] | None = None,
    unit: int | None = None,
) -> QPixmap:
    """Return a picture of the window after so many steps of the configuration.

    `layer` (1-based) and `unit` (0-based) are selected; `change` is (step, settings): the settings that the running
    network gets at that step.
    """
    app = make_application()
    settings = Settings(theme=theme)
    if preset is not None:
        settings.preset = preset
    session = Session(config)
    window = make_window(session, settings)
    window.resize(*size)
    window.show()
    session.view.select(layer, unit)
    if change is not None:
        _train_to(app, session, change[0])
        session.plan.set(**change[1])
    _train_to(app, session, steps)
    # Once more, because drawing makes panels ask for measurements that are not there yet.
    wait_until(app, lambda: _settled(session, window))
    picture = screenshot(window)
    window.close()
    return picture


def save_in_temporary(picture: QPixmap, stem: str) -> Path | None:
    """Save a picture among the temporary files, under a name that cannot be guessed; None when that fails."""
    try:
        file, name = tempfile.mkstemp(".png", f"{stem}-")
    except OSError:
        return None
    os.close(file)
    return Path(name) if picture.save(name) else None


def save_here(picture: QPixmap, name: str) -> Path | None:
    """Save a picture in the present folder, replacing any file or link of that name; None when that fails."""
    try:
        target = Path.cwd() / name
        with replacing(target) as fresh:
            if not picture.save(str(fresh), "PNG"):
                raise OSError
    except OSError:
        return None
    return target


def wait_until(app: QApplication, done: Callable[[], bool]) -> bool:
    """Process events until `done`; False when that takes longer than a minute."""
    clock = QElapsedTimer()
    clock.start()
    while not done():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)
        if clock.hasExpired(PATIENCE_MS):
            return False
    app.processEvents()
    return True


def _train_to(app: QApplication, session: Session, step: int) -> None:
    """Train in parts, so that curves with a point per measurement have several."""
    wait_until(app, lambda: bool(session.lanes))
    first = session.lanes[0].snapshot.step
    for part in range(1, PARTS + 1):
        _train_straight_to(app, session, first + (step - first) * part // PARTS)


def _train_straight_to(app: QApplication, session: Session, step: int) -> None:
    session.step(max(0, step - session.lanes[0].snapshot.step))
    wait_until(app, lambda: session.lanes[0].snapshot.step >= step)


def _settled(session: Session, window: MainWindow) -> bool:
    drawn = session.lanes[0].snapshot.config == session.plan.config and session.view.shows(window.frames.needs)
    return drawn and window.docks.placement.settled
