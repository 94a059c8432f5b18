"""SceneBadges: the numbers of a scene's captions, at the places that they speak of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from actviz.lessons.scene import Caption
from actviz.ui.panels.base.header import PanelHeader
from actviz.ui.widgets.badge import Badge
from actviz.ui.window.dock_area import DockArea

PANELS_OF = {  # the panel of an anchor that is a part of one
    "units": "network", "river": "network", "means": "updates", "alphas": "updates",
}  # fmt: skip


class SceneBadges:
    """Puts a badge beside a panel's title, or into the panel, for each caption."""

    def __init__(self, docks: DockArea) -> None:
        self._docks = docks
        self._beside: dict[PanelHeader, list[int]] = {}  # by a panel's header: the numbers of the captions there
        self._loose: dict[int, Badge] = {}  # by the caption's number: those that are not in a header

    def drop(self) -> None:
        """Take all badges away."""
        for header in self._beside:
            header.set_badges(())
        for number in list(self._loose):
            self._drop_loose(number)
        self._beside = {}

    def _drop_loose(self, number: int) -> None:
        badge = self._loose.pop(number, None)
        if badge is not None:
            badge.hide()
            badge.deleteLater()

    def place(self, captions: Sequence[Caption]) -> None:
        """Put each caption's number at the place that it speaks of."""
        beside: dict[PanelHeader, list[int]] = {}
        for number, caption in enumerate(captions, 1):
            host, point = self.place_of(caption)
            if isinstance(host, PanelHeader):
                beside.setdefault(host, []).append(number)
                self._drop_loose(number)
                continue
            badge = self._loose.get(number)
            if badge is None or badge.parent() is not host:
                self._drop_loose(number)
                badge = self._loose[number] = Badge(number, host)
            badge.move(point)
            badge.show()
        if beside != self._beside:
            for header in self._beside:
                header.set_badges(())
            for header, numbers in beside.items():
                header.set_badges([Badge(number) for number in numbers])
            self._beside = beside

    def place_of(self, caption: Caption) -> tuple[QWidget, QPoint]:
        """Return the widget that a caption's number belongs into, and the place in it; beside a title it is (0, 0)."""
        panel = self._docks.panels[PANELS_OF.get(caption.anchor, caption.anchor)]
        return panel.place_of(caption.anchor, caption.lane - 1) or (panel.header, QPoint())
