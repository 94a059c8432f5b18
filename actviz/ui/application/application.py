"""The application: from stored settings to a running window and back."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from actviz import __version__
from actviz.app.heap import share_heap
from actviz.app.paths import sessions_dir
from actviz.app.program_log import LOG, Crash, ProgramLog, log_file, log_opened, log_opening, program_log
from actviz.app.run_library import newest
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.disk import kind_of
from actviz.joined_text import sentences
from actviz.lessons.own_files import SCENE, is_own_file
from actviz.lessons.scene import FIRST, first_example
from actviz.number_text import whole
from actviz.training.config.config import RunConfig
from actviz.translation import tr
from actviz.ui.actions.sessions import is_session_file
from actviz.ui.startup.language import Language
from actviz.ui.theme import icons
from actviz.ui.widgets.message_strip import UnexpectedErrors
from actviz.ui.window.main_window import MainWindow

LOG_OPENED_MS = 2000  # after the start; until then the log waits in memory


Shown = tuple[str, str]  # "scene" or "lesson", and its key or the absolute path of its file


def run(data_path: str | None = None, config: RunConfig | None = None, shown: Shown | None = None) -> int:
    """Open the window, train at once, and return the exit status when it is closed.

    `config` replaces the remembered one; `data_path` is a file to train on, `shown` a scene or a lesson.
    """
    app = make_application()
    _on_signals(sys.exit)  # as long as there is no window to close
    with program_log() as log:
        return _run(app, log, data_path, config, shown)


def _run(
    app: QApplication, log: ProgramLog, data_path: str | None, config: RunConfig | None, shown: Shown | None
) -> int:
    settings = Settings.load()
    language = Language(app, settings.language)  # before a text is read or a widget made
    wanted = config or settings.config or first_example()
    given = Path(data_path) if data_path is not None and is_session_file(data_path) else None
    asked = data_path is not None or config is not None or shown is not None
    last = given or (None if asked else last_session(settings, log.crashes))
    is_first = last is None and not asked and settings.config is None
    if is_first:
        shown = SCENE, FIRST
    if last is not None:
        log_opening(last)
    session = Session(  # a file of data, or of weights, may be gone by now: it is opened once a run stands
        wanted.replace(data_path=None, weights_file=None), folder=sessions_dir(), last=last, goes_on=given is None
    )
    window = make_window(session, settings)
    unexpected = UnexpectedErrors(app)
    unexpected.reported.connect(window.messages.show_message)
    unexpected.install()
    app.styleHints().colorSchemeChanged.connect(window.appearance.follow_system)
    session.recordings.path_changed.connect(lambda: LOG.info("Session: %s", session.recordings.path))
    _on_signals(window.close)
    if language.problem:
        settings.warnings.append(language.problem)
    _print_warnings(settings.warnings)
    if settings.warnings:
        window.messages.show_message(settings.warnings[0])
        settings.warnings.clear()
    window.show()

    def begin(reopened: bool = False) -> None:
        """Train at once, unless a recorded session came back; that one waits."""
        if last is not None:
            log_opened()
        file = None if given is not None else data_path
        file = file or wanted.data_path
        if reopened:
            return
        if file is not None and is_own_file(file):
            if not window.own_files.open(file):
                session.play()
            return
        if shown is not None:
            if not window.own_files.show(*shown):
                session.play()
            if is_first:
                window.lessons.list.offer(window.question)
            return
        if file is None:
            if wanted.weights_file is not None:
                session.plan.open_weights(wanted.weights_file)
            session.play()
        else:  # play once it has been read, or cannot be
            session.plan.config_changed.connect(session.play, Qt.ConnectionType.SingleShotConnection)
            if file == wanted.data_path:  # with its remembered settings
                said: dict[str, Any] = dict(vars(wanted.choices))
                said |= {"standardize_targets": wanted.standardize_targets, "weights_file": wanted.weights_file}
                session.plan.set(data_path=file, **said)
            else:
                window.data.open(file)

    if log.crashes:
        _report_crash(window, log.crashes, comes_back=last is not None and given is None)
    if last is None:
        begin()
    else:
        session.opened.connect(begin, Qt.ConnectionType.SingleShotConnection)
    gc.freeze()  # the widgets stay: a collection through all of them would delay a frame by some 50 ms
    window.docks.all_built.connect(_keep_panels)
    QTimer.singleShot(LOG_OPENED_MS, window, log.open)
    status = app.exec()
    unexpected.remove()
    _print_warnings(settings.warnings)
    return status


def _on_signals(act: Callable[[], object]) -> None:
    """Call `act` when the program is asked to end: by Ctrl+C, by the system, or when its terminal is closed."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: act())


def _print_warnings(warnings: Sequence[str]) -> None:
    for warning in warnings:
        LOG.warning("%s", warning)
        print(f"actviz: {warning}", file=sys.stderr)


def _report_crash(window: MainWindow, crashes: Sequence[Crash], comes_back: bool) -> None:
    """Show that the last run of the program stopped unexpectedly, and what happened to its session."""
    opening = next((crash.opening for crash in crashes if crash.opening is not None), None)
    where = tr("The log is {file}.", file=log_file())

    def report_recovery() -> None:
        step = whole(window.session.view.newest)
        what = tr("actviz stopped unexpectedly the last time; its session was recovered up to step {step}.", step=step)
        window.messages.show_message(sentences((what, where)))

    def on_opened(reopened: bool) -> None:
        if reopened:
            window.session.updated.connect(report_recovery, Qt.ConnectionType.SingleShotConnection)

    if comes_back:
        window.session.opened.connect(on_opened, Qt.ConnectionType.SingleShotConnection)
    elif opening is not None:
        what = tr("actviz stopped unexpectedly the last time while it opened a session.")
        left = tr("{file} is left closed this time; File › Open session opens it.", file=opening.name)
        window.messages.show_message(sentences((what, left, where)))
    else:
        what = tr("actviz stopped unexpectedly the last time.")
        recorded = tr("What was recorded is in File › Run library.")
        window.messages.show_message(sentences((what, where, recorded)))


def _keep_panels() -> None:
    """Exempt the panels that were built while idle from garbage collection, too."""
    gc.collect()  # 3 ms: what there was at the start is not gone through
    gc.freeze()


def last_session(settings: Settings, crashes: Sequence[Crash] = ()) -> Path | None:
    """Return the recording of the last session, which the settings name from its first moment on.

    After a crash it is the one that was being recorded, should another window have put its own there since. A session
    that a program was opening when it crashed is left alone: every start might end so. Times count only where the
    settings are lost, or the file is: a clock may have been wrong.
    """
    deadly = {crash.opening for crash in crashes}
    lost = [crash.recording for crash in crashes if crash.recording is not None and kind_of(crash.recording) == "file"]
    if lost:
        named = Path(settings.last_session)
        return named if named in lost else lost[-1]
    if not settings.last_session and settings.config is not None:
        return None
    last: Path | None = Path(settings.last_session)
    if not settings.last_session or kind_of(Path(settings.last_session)) != "file":
        last = newest(sessions_dir(), map(Path, settings.recent))
    return None if last in deadly else last


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
