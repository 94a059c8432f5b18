"""LowWindow: in a low window the verdict bar, the scene's strip and the timeline leave the panels more room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from actviz.ui.theme.text_size import px
from actviz.ui.timeline.timeline import Timeline
from actviz.ui.window.scene_strip import SceneStrip
from actviz.ui.window.verdict_bar import VerdictBar

LOW_PX = 720  # of text of the usual size


class LowWindow:
    """Makes them as high as the window allows; `restyle` does so after a change of the text's size."""

    def __init__(self, window: QWidget, verdict: VerdictBar, strip: SceneStrip, timeline: Timeline) -> None:
        self._window, self._verdict, self._strip, self._timeline = window, verdict, strip, timeline

    def restyle(self) -> None:
        """Fit them to the window as it is now."""
        is_low = self._window.height() < px(LOW_PX)
        self._verdict.set_compact(is_low)
        self._strip.set_compact(is_low)
        self._timeline.set_thin(is_low)
