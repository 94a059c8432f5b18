"""ArrangementBefore: where the panels were before a scene arranged them, and how they come back there."""

from __future__ import annotations

from actviz.ui.window.dock_area import DockArea


class ArrangementBefore:
    """Keeps one arrangement until the panels come back to it."""

    def __init__(self, docks: DockArea) -> None:
        self._docks = docks
        self._preset, self._state = "", b""  # of before
        self._brought = ""  # the preset that the scene brought

    def keep(self, brought: str) -> None:
        """Keep the present arrangement, in whose place a scene is about to bring a preset."""
        self._preset, self._state = self._docks.preset, self._docks.layout_state()
        self._brought = brought

    def come_back(self) -> None:
        """Arrange the panels as before, unless the user has chosen another preset since, or they have come back."""
        if self._brought and self._docks.preset == self._brought:
            self._docks.apply_preset(self._preset)
            self._docks.restore_layout(self._state)
        self._brought = ""
