"""The application: from stored settings to a running window and back."""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from actviz import __version__
from actviz.app.examples import FIRST_EXAMPLE, FIRST_SPEED
from actviz.app.heap import share_heap
from actviz.app.paths import sessions_dir
from actviz.app.run_library import newest
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.disk import kind_of
from actviz.training.config import RunConfig
from actviz.ui import icons
from actviz.ui.errors import UnexpectedErrors
from actviz.ui.main_window import MainWindow
from actviz.ui.session_files import is_session_file


def run(data_path: str | None = None, config: RunConfig | None = None) -> int:
    """Open the window, train at once, and return the exit status when it is closed.

    `config` replaces the remembered one; `data_path` is a file to train on.
    """
    app = make_application()
    settings = Settings.load()
    if settings.config is None:
        settings.speed = FIRST_SPEED
    wanted = config or settings.config or FIRST_EXAMPLE
    given = Path(data_path) if data_path is not None and is_session_file(data_path) else None
    last = given or (last_session(settings) if data_path is None and config is None else None)
    session = Session(  # a file of data may be gone by now: it is opened once a run stands
        wanted.replace(data_path=None), folder=sessions_dir(), last=last, goes_on=given is None
    )
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

    def begin(reopened: bool = False) -> None:
        """Train at once, unless a recorded session came back; that one waits."""
        file = None if given is not None else data_path
        file = file or wanted.data_path
        if file is not None and not reopened:
            window.open_data(file)
        if not reopened:
            session.play()

    if last is None:
        begin()
    else:
        session.opened.connect(begin, Qt.ConnectionType.SingleShotConnection)
    gc.freeze()  # the widgets stay: a collection that goes through all of them would stop a frame for some 50 ms
    window.docks.all_built.connect(_keep_panels)
    status = app.exec()
    unexpected.remove()
    for warning in settings.warnings:
        print(f"actviz: {warning}", file=sys.stderr)
    return status


def _keep_panels() -> None:
    """Let the garbage collector pass over what was built at leisure, too."""
    gc.collect()  # 3 ms: what there was at the start is not gone through
    gc.freeze()


def last_session(settings: Settings) -> Path | None:
    """Return the recording of the last session, which the settings name from its first moment on.

    Times count only where the settings are lost, or the file is: a clock may have been wrong.
    """
    if not settings.last_session and settings.config is not None:
        return None
    last = Path(settings.last_session)
    if settings.last_session and kind_of(last) == "file":
        return last
    return newest(sessions_dir(), map(Path, settings.recent))


def make_application() -> QApplication:
    """Return the one QApplication, made when there is none yet."""
    app = cast("QApplication | None", QApplication.instance())
    if app is None:
        share_heap()  # before there are threads
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
