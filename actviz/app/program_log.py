"""The trace that a program leaves: a log in the state folder, and a file per process that is there until its clean end.

What is logged at the start waits in memory, so that the first frame does not wait for it. The file of a process is
locked while it lives, has what it recorded, and is where Python's faulthandler writes when the process is about to
die. At the next start such a file without a living process tells of a program that stopped unexpectedly: by a fault,
because it was killed, or with the whole computer.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from actviz import __version__
from actviz.app.paths import state_dir
from actviz.disk import FileLock, kind_of
from actviz.frozen import dataclass

LOG = logging.getLogger("actviz")
LOG.addHandler(logging.NullHandler())  # nothing goes to the terminal from here
MOST_BYTES, OLDER_FILES = 256_000, 2
MOST_WAITING = 500
MOST_TAIL = 20_000  # bytes of a file that are read again
RECORDING, OPENING = "recording ", "opening "  # begin lines of a process's file that name a session
OPENED = "opened"  # the line that says that opening ended


@dataclass(frozen=True)
class Crash:
    """A program that did not end by itself: what its file held, and what it recorded last, if anything."""

    text: str
    recording: Path | None
    opening: Path | None = None  # the session that it was opening when it ended


def log_file() -> Path:
    """Return where the log is."""
    return state_dir() / "actviz.log"


def log_recording(path: Path) -> None:
    """Log in which file the session is recorded from now on; after a crash that file comes back."""
    LOG.info("Recording in %s", path, extra={"line": f"{RECORDING}{path}"})


def log_opening(path: Path) -> None:
    """Log that a session is about to be opened; if the program dies of it, the next start leaves it alone."""
    LOG.info("Opening %s", path, extra={"line": f"{OPENING}{path}"})


def log_opened() -> None:
    """Log that opening a session has ended, well or not."""
    LOG.info("Opening has ended", extra={"line": OPENED})


def report_exception() -> None:
    """Print the traceback of the exception that is being handled to stderr, and log it."""
    if sys.stderr is not None:  # a windowed program on Windows has none
        traceback.print_exc(file=sys.stderr)
    LOG.error("An unexpected error", exc_info=True)


def tail(path: Path, most_bytes: int = MOST_TAIL) -> str:
    """Return the end of a text file, whole lines of it; "" where there is none."""
    with suppress(OSError), path.open("rb") as file:
        start = max(0, file.seek(0, os.SEEK_END) - most_bytes)
        file.seek(start)
        text = file.read(most_bytes).decode("utf-8", "replace")
        return text.partition("\n")[2] if start else text
    return ""


class LogFile(logging.Handler):
    """Keeps what is logged in memory until `open`, or until an error is logged; from then on in a file that rotates."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.INFO)
        self._path = path
        self._waiting: list[logging.LogRecord] = []
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record."""
        if self._file is None and len(self._waiting) < MOST_WAITING and record.levelno < logging.ERROR:
            self._waiting.append(record)
            return
        self.open().handle(record)

    def open(self) -> logging.Handler:
        """Write down what waits; where no file can be written to, all is forgotten."""
        self.acquire()
        try:
            if self._file is None:
                self._file = self._opened()
                waiting, self._waiting = self._waiting, []
                for record in waiting:
                    self._file.handle(record)
            return self._file
        finally:
            self.release()

    def _opened(self) -> logging.Handler:
        from actviz.app.rotating_file import RotatingFile  # the first frame does not wait for the import

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return RotatingFile(self._path, MOST_BYTES, OLDER_FILES)
        except OSError:
            return logging.NullHandler()

    def close(self) -> None:
        """Write down what waits and close the file."""
        self.open().close()
        super().close()


class _ProcessFile(logging.Handler):
    """This process's file: names what is opened and recorded, and holds the last words of a process that dies."""

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.INFO)
        self._lock = FileLock(folder / f"running-{os.getpid()}-{os.urandom(4).hex()}.txt")
        if not self._lock.acquire():
            raise OSError("another process has this file")
        self._write(f"{_description()}\n")
        faulthandler.enable(self._lock.file)

    def emit(self, record: logging.LogRecord) -> None:
        """Write down what is opened and recorded."""
        line = getattr(record, "line", None)
        if line is not None:
            self._write(f"{line}\n")

    def close(self) -> None:
        """Remove the file: the process ends as it should."""
        faulthandler.disable()
        self._lock.release()
        super().close()

    def _write(self, text: str) -> None:
        with suppress(OSError):
            os.write(self._lock.file, os.fsencode(text))


class ProgramLog:
    """The log of a program that runs; `crashes` are what programs before it left."""

    def __init__(self) -> None:
        folder = state_dir()
        self.crashes: list[Crash] = []
        self._file = LogFile(log_file())
        self._handlers: list[logging.Handler] = [self._file]
        with suppress(OSError):  # it goes on without
            folder.mkdir(parents=True, exist_ok=True)
            self.crashes = _crashes(folder)
            self._handlers.append(_ProcessFile(folder))
        LOG.setLevel(logging.INFO)
        for handler in self._handlers:
            LOG.addHandler(handler)
        for crash in self.crashes:
            LOG.error("A program before this one stopped unexpectedly:\n%s", crash.text)
        LOG.info("Start: %s", _description())

    def open(self) -> None:
        """Write down what waits; from now on everything is written at once."""
        self._file.open()

    def close(self) -> None:
        """Say that the program ends as it should."""
        LOG.info("Clean end")
        for handler in self._handlers:
            LOG.removeHandler(handler)
            handler.close()


@contextmanager
def program_log() -> Iterator[ProgramLog]:
    """Log what happens meanwhile; an exception that ends it is logged, and counts as an unexpected end."""
    log = ProgramLog()
    try:
        yield log
    except (SystemExit, KeyboardInterrupt):
        log.close()
        raise
    except BaseException:
        LOG.exception("The program ends by an exception")
        raise
    log.close()


def _crashes(folder: Path) -> list[Crash]:
    """Return what processes that do not live any more left, the latest last, and remove their files."""
    found = []
    for path in list(folder.iterdir()):
        if not (path.name.startswith("running-") and path.suffix == ".txt" and kind_of(path) == "file"):
            continue
        changed = path.stat().st_mtime
        lock = FileLock(path)
        if lock.acquire(0.0):
            os.lseek(lock.file, 0, os.SEEK_SET)
            text = os.read(lock.file, MOST_BYTES)
            lock.release()
            if text:  # an empty one was about to be begun
                found.append((changed, _crash(text)))
    return [crash for _, crash in sorted(found, key=lambda each: each[0])]


def _crash(text: bytes) -> Crash:
    recording = opening = None
    for line in os.fsdecode(text).splitlines():
        if line.startswith(RECORDING):
            recording = Path(line.removeprefix(RECORDING))
        elif line.startswith(OPENING):
            opening = Path(line.removeprefix(OPENING))
        elif line == OPENED:
            opening = None
    return Crash(text.decode("utf-8", "replace").rstrip(), recording, opening)


def _description() -> str:
    return f"actviz {__version__}, Python {platform.python_version()}, {sys.platform}, process {os.getpid()}"
