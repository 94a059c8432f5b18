"""FrameQueue: how pictures cross from the window, which draws them, to the thread that writes them."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator

from actviz.export.animation import Frame
from actviz.export.exported_run import Progress

WAITING = 4  # frames drawn and not yet written, at most
PATIENCE_S = 0.1
Drawn = Callable[[], Frame]  # makes a frame of what was drawn: scaling takes its time, and not the window's


class FrameQueue:
    """Frames in their order, and then their end."""

    def __init__(self) -> None:
        self._frames: queue.SimpleQueue[Drawn | None] = queue.SimpleQueue()

    @property
    def full(self) -> bool:
        """Whether the writer is behind, so that the next frame had better wait."""
        return self._frames.qsize() >= WAITING

    def put(self, drawn: Drawn) -> None:
        """Hand over what a frame is made of."""
        self._frames.put(drawn)

    def end(self) -> None:
        """Say that no frame follows."""
        self._frames.put(None)

    def frames(self, progress: Progress, done: float = 0.0) -> Iterator[Frame]:
        """Yield the frames as they come; Cancelled when nobody wants them any more."""
        while True:
            try:
                drawn = self._frames.get(timeout=PATIENCE_S)
            except queue.Empty:
                progress(done)
                continue
            if drawn is None:
                return
            yield drawn()
