"""CheckRun: a gradient check in a thread of its own, for whoever polls it; training goes on meanwhile."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError, Future

from actviz.app.program_log import report_exception
from actviz.registry import BadInput
from actviz.training.gradient_check import GradientCheck, Standing, check_gradients

ASK_AGAIN_S = 0.05


class CheckRun:
    """One check of the network that `standing` will hold: `session.ask(gradient_check.standing)`.

    The attributes may be read from any thread. When `finished`, one of `result` and `failure` is there, or neither
    if the check was cancelled.
    """

    def __init__(self, standing: Future[Standing]) -> None:
        self.done, self.total = 0, 0  # entries
        self.result: GradientCheck | None = None
        self.failure: str | None = None  # one sentence
        self._standing = standing
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run, name="actviz-gradient-check", daemon=True)
        self._thread.start()

    @property
    def finished(self) -> bool:
        """Whether the thread has ended."""
        return not self._thread.is_alive()

    def cancel(self, timeout_s: float) -> bool:
        """Ask the check to stop and wait so long for it; True when it has ended."""
        self._cancelled.set()
        self._standing.cancel()
        self._thread.join(timeout_s)
        return self.finished

    def _run(self) -> None:
        try:
            stand = self._wait()
            if stand is not None:
                self.result = check_gradients(stand, self._on_progress)
        except BadInput as error:
            self.failure = str(error)
        except MemoryError:
            self.failure = "There is not enough memory to check a network of this size."
        except Exception as error:
            report_exception()
            self.failure = f"The check stopped by an internal error: {type(error).__name__}: {error}"

    def _wait(self) -> Standing | None:
        while not self._cancelled.is_set():
            try:
                return self._standing.result(timeout=ASK_AGAIN_S)
            except TimeoutError:
                continue
            except CancelledError:  # the session was closed
                return None
        return None

    def _on_progress(self, done: int, total: int) -> bool:
        self.done, self.total = done, total
        return not self._cancelled.is_set()
