"""The learning-rate finder in the background: on a thread of its own, which rests so that training goes first."""

from __future__ import annotations

import time
from concurrent.futures import Future

from actviz.app.task import patiently
from actviz.export.exported_run import Progress
from actviz.training.rate_finder import RateFinding, RateSweep, SweepStart

WORK_S, REST_S = 0.004, 0.002  # in turn: the training and the window go first


def search(promised: Future[SweepStart], progress: Progress) -> RateFinding:
    """Sweep the learning rate from a state, as soon as the training thread has copied it; for a `Task`.

    Raises:
        Cancelled: the task was asked to stop.
        BadInput: a state that cannot be swept, in one sentence.
    """
    sweep = RateSweep(patiently(promised, progress))
    began = time.monotonic()
    while sweep.advance():
        progress(sweep.progress)
        if time.monotonic() - began > WORK_S:
            time.sleep(REST_S)
            began = time.monotonic()
    return RateFinding(sweep.result())
