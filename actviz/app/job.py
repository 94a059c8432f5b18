"""Job: something long, done in a thread of its own, that tells how far it is and can be called off."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from typing import TypeVar

from actviz.app.program_log import report_exception
from actviz.export.exported_run import Cancelled, Progress
from actviz.registry import BadInput

T = TypeVar("T")
PATIENCE_S = 0.1  # between two looks at whether what is waited for is still wanted
Work = Callable[[Progress], Sequence[Path]]


class Job:
    """Runs `work` once; whoever started it looks at the attributes now and then.

    `work` is handed a function to tell how much is done (0..1), and returns what it wrote.
    """

    def __init__(self, work: Work) -> None:
        self.done = 0.0
        self.written: tuple[Path, ...] = ()
        self.failure: str | None = None  # one sentence
        self.cancelled = False
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="actviz-job", daemon=True)

    def start(self) -> Job:
        """Start the thread."""
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Ask it to stop at its next look at `progress`."""
        self._stop.set()

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._thread.is_alive()

    def join(self, timeout_s: float = 2.0) -> bool:
        """Wait for its end; True when it has come."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _progress(self, done: float) -> None:
        self.done = min(1.0, max(self.done, done))
        if self._stop.is_set():
            raise Cancelled

    def _run(self) -> None:
        try:
            self.written = tuple(self._work(self._progress))
            self.done = 1.0
        except Cancelled:
            self.cancelled = True
        except BadInput as error:
            self.failure = str(error)
        except MemoryError:
            self.failure = "There is not enough memory for this."
        except Exception as error:
            report_exception()
            self.failure = f"This went wrong: {type(error).__name__}: {error}"


def patiently(promised: Future[T], progress: Progress) -> T:
    """Return what was promised once it is there; Cancelled when nobody wants it any more."""
    while True:
        progress(0.0)
        try:
            return promised.result(timeout=PATIENCE_S)
        except NotYet:
            continue
