"""LowWindow: in a low window the scene's strip and the timeline leave the panels more room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from actviz.ui.theme.text_size import px
from actviz.ui.timeline.timeline import Timeline
from actviz.ui.window.scene_strip import SceneStrip

LOW_PX = 720  # of text of the usual size


class LowWindow:
    """Makes strip and timeline as high as the window allows; `restyle` does so after a change of the text's size."""

    def __init__(self, window: QWidget, strip: SceneStrip, timeline: Timeline) -> None:
        self._window, self._strip, self._timeline = window, strip, timeline

    def restyle(self) -> None:
        """Fit both to the window as it is now."""
        is_low = self._window.height() < px(LOW_PX)
        self._strip.set_compact(is_low)
        self._timeline.set_thin(is_low)
