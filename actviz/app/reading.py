"""Reading: the files that the user has opened and that are still being read, data for the plan or recorded sessions."""

from __future__ import annotations

from collections.abc import Callable

from actviz.app.plan import Plan
from actviz.app.recordings import Recordings


class Reading:
    """What something that the user asked for waits for; `go_on_without` a session is called when that is given up."""

    def __init__(self, plan: Plan, recordings: Recordings, go_on_without: Callable[[], None]) -> None:
        self._plan, self._recordings = plan, recordings
        self._go_on_without = go_on_without

    @property
    def is_under_way(self) -> bool:
        """Whether a file is still being read."""
        return self._plan.files.is_reading or self._recordings.is_reading

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are being read: those of a session, else that of the data."""
        path = self._plan.files.being_read
        return tuple(map(str, self._recordings.being_read)) or (() if path is None else (path,))

    def give_up(self) -> None:
        """Read no file any more; what runs goes on, and where nothing runs yet the plan's setup begins."""
        self._plan.give_up_reading()
        if self._recordings.give_up():
            self._go_on_without()
