"""The application: from stored settings to a running window and back."""

from __future__ import annotations

import gc
import signal
import sys
from typing import cast

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from actviz import __version__
from actviz.app.examples import FIRST_EXAMPLE, FIRST_SPEED
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training.config import RunConfig
from actviz.ui import icons
from actviz.ui.errors import UnexpectedErrors
from actviz.ui.main_window import MainWindow


def run(data_path: str | None = None, config: RunConfig | None = None) -> int:
    """Open the window, train at once, and return the exit status when it is closed.

    `config` replaces the remembered one; `data_path` is a file to train on.
    """
    app = make_application()
    settings = Settings.load()
    if settings.config is None:
        settings.speed = FIRST_SPEED
    wanted = config or settings.config or FIRST_EXAMPLE
    session = Session(wanted.replace(data_path=None))  # a file may be gone by now: it is opened once a run stands
    window = make_window(session, settings)
    unexpected = UnexpectedErrors(app)
    unexpected.reported.connect(window.messages.show_message)
    unexpected.install()
    app.styleHints().colorSchemeChanged.connect(window.follow_system)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    for warning in settings.warnings:
        print(f"actviz: {warning}", file=sys.stderr)
    if settings.warnings:
        window.messages.show_message(settings.warnings[0])
        settings.warnings.clear()
    window.show()
    file = data_path or wanted.data_path
    if file is not None:
        window.open_data(file)
    session.play()
    gc.collect()
    gc.freeze()  # the widgets stay: a collection that goes through all of them would stop a frame for some 30 ms
    status = app.exec()
    unexpected.remove()
    for warning in settings.warnings:
        print(f"actviz: {warning}", file=sys.stderr)
    return status


def make_application() -> QApplication:
    """Return the one QApplication, made when there is none yet."""
    app = cast("QApplication | None", QApplication.instance())
    if app is None:
        app = QApplication(sys.argv[:1])
    app.setApplicationName("actviz")
    app.setApplicationDisplayName("actviz")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("actviz")
    app.setWindowIcon(icons.application_icon())
    return app


def make_window(session: Session, settings: Settings) -> MainWindow:
    """Return the session's window, not shown yet; it closes the session when it is closed."""
    return MainWindow(session, settings)


def screenshot(window: MainWindow) -> QPixmap:
    """Return a picture of the window with the newest measurements drawn."""
    window.session.collect()
    QApplication.processEvents()
    return window.grab()
