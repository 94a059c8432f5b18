"""Task: one function on a thread of its own, which tells how far it is and can be asked to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Generic, TypeVar

from actviz.app.program_log import report_exception
from actviz.export.exported_run import Cancelled, Progress
from actviz.registry import BadInput
from actviz.translation import tr

T = TypeVar("T")
ASK_AGAIN_S = 0.02  # while a task waits for another thread: how soon it notices that it is asked to stop


class Task(Generic[T]):
    """Runs `work` once, from the moment it is made; whoever made it polls the attributes, from any thread.

    `work` is given a function that it calls with the share done so far (0..1), and that raises `Cancelled` once the
    task is asked to stop. The thread is a daemon: one that reads a huge file keeps no program from ending.
    """

    def __init__(self, work: Callable[[Progress], T], name: str) -> None:
        self.done = 0.0
        self._future: Future[T] = Future()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(work,), name=f"actviz-{name}", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return not self._future.done()

    @property
    def cancelled(self) -> bool:
        """Whether it ended because it was asked to stop."""
        return isinstance(self._error, (Cancelled, CancelledError))

    @property
    def result(self) -> T | None:
        """What `work` returned; None before the end, and after an error."""
        return None if self.running or self._error is not None else self._future.result()

    def fault(self, no_memory: str, internal: str = "") -> str | None:
        """Return one sentence about the error that ended it; None without one.

        `no_memory` is the whole sentence for a lack of memory, `internal` begins the one for an unexpected error, which
        without it says that this went wrong.
        """
        error = self._error
        if error is None or self.cancelled:
            return None
        if isinstance(error, BadInput):
            return str(error)
        if isinstance(error, MemoryError):
            return no_memory
        what, kind = internal or tr("This went wrong"), type(error).__name__
        return tr("{what}: {kind}: {error}", what=what, kind=kind, error=error)

    def cancel(self) -> None:
        """Ask it to stop; it does so when it next tells how far it is."""
        self._stop.set()

    def join(self, timeout_s: float | None = 2.0) -> bool:
        """Wait for the thread to end; True when it has ended."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    @property
    def _error(self) -> BaseException | None:
        return self._future.exception() if self._future.done() else None

    def _progress(self, done: float) -> None:
        self.done = min(1.0, max(self.done, done))
        if self._stop.is_set():
            raise Cancelled

    def _run(self, work: Callable[[Progress], T]) -> None:
        try:
            self._progress(0.0)
            result = work(self._progress)
        except Exception as error:
            if not isinstance(error, (BadInput, MemoryError, Cancelled, CancelledError)):
                report_exception()
            error.__context__ = None
            self._future.set_exception(error.with_traceback(None))  # whose frames would keep networks and data alive
        else:
            self.done = 1.0
            self._future.set_result(result)


def patiently(promised: Future[T], progress: Progress) -> T:
    """Return what another thread has promised; give the promise up when `progress` raises `Cancelled`."""
    while True:
        try:
            progress(0.0)
            return promised.result(timeout=ASK_AGAIN_S)
        except TimeoutError:
            continue
        except Cancelled:
            promised.cancel()
            raise
