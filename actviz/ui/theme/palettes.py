"""The colours of both themes, light and dark.

There is one colour code, in every panel: values are blue below zero, white (the ground) at zero and orange above;
classes are teal, purple and more; lanes have four colours of their own, on lines and tabs only; a dead unit is a dark
slate tile with a vermilion cross; a unit that gives the same for every input is flat grey.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from actviz.frozen import dataclass
from actviz.translation import mark
from actviz.ui.startup.pyqtgraph_import import pg

LANE_COLOUR_NAMES = (mark("Blue"), mark("Orange"), mark("Green"), mark("Pink"))


@dataclass(frozen=True)
class Theme:
    """One set of colours; text on its ground has a contrast of at least 4.5 : 1, a mark on a card one of 3 : 1."""

    name: str
    window: str  # behind the cards
    card: str
    sunken: str  # fields, picture grounds
    border: str
    strong_border: str
    text: str
    muted: str
    disabled: str  # words and icons out of use: paler, but still to be read (at least 3 : 1)
    accent: str
    on_accent: str
    accent_soft: str  # ground of a selected card
    dead: str  # vermilion: marks
    dead_text: str
    dead_soft: str  # ground of a warning chip
    dead_tile: str  # ground of a dead unit's tile, dark slate
    dead_cross: str  # the cross on it
    constant: str  # tile of a unit that gives the same for every input
    lanes: tuple[str, ...]  # of Okabe and Ito, the orange darker on a light ground, the blue lighter on a dark one
    classes: tuple[str, ...]  # told apart by colour-blind eyes too
    revived: str  # marks of units that came back
    past: str  # amber: frames around what is of a past step
    past_text: str
    past_soft: str  # ground of what speaks of the past
    grid: str
    negative: tuple[int, int, int]  # diverging map: below zero, at zero, above zero
    neutral: tuple[int, int, int]
    positive: tuple[int, int, int]
    depth_span: tuple[float, float]  # the part of viridis that has a contrast of 3 : 1 with a card

    @property
    def dark(self) -> bool:
        """Whether the ground is dark."""
        return self.name == "dark"

    def lane(self, index: int) -> QColor:
        """Return a lane's colour."""
        return QColor(self.lanes[index % len(self.lanes)])

    def depth(self, index: int, count: int) -> QColor:
        """Return the colour of layer `index` (0-based) of `count`, the same in every panel."""
        low, high = self.depth_span
        return _viridis(low + (high - low) * (index / max(1, count - 1)))

    def diverging(self) -> NDArray[np.uint8]:
        """Return the (256, 3) look-up table negative … neutral … positive, for values 0 … 255."""
        return _diverging(self.negative, self.neutral, self.positive)

    def sizes(self) -> NDArray[np.uint8]:
        """Return the (256, 3) look-up table of magnitudes on a log scale, from dark to bright."""
        return _magma()


@lru_cache(maxsize=1)
def _magma() -> NDArray[np.uint8]:
    return np.asarray(pg.colormap.get("magma").getLookupTable(0.08, 0.96, 256, alpha=False), np.uint8)


@lru_cache(maxsize=4096)
def _viridis(share: float) -> QColor:
    return QColor(pg.colormap.get("viridis").map(share, mode="qcolor"))


LIGHT = Theme(
    name="light",
    window="#F3F5F8",
    card="#FFFFFF",
    sunken="#F6F8FA",
    border="#DDE2E8",
    strong_border="#B9C1CB",
    text="#14181D",
    muted="#59626E",
    disabled="#848D98",
    accent="#0B63AD",
    on_accent="#FFFFFF",
    accent_soft="#E6F0FA",
    dead="#D55E00",
    dead_text="#AF4A00",
    dead_soft="#FCEEE5",
    dead_tile="#2E3744",
    dead_cross="#FF7A33",
    constant="#C4CAD2",
    lanes=("#0072B2", "#B87F00", "#009E73", "#CC79A7"),
    classes=("#00897B", "#6F3FA8", "#7A9D5A", "#5E1B14", "#B37CCC", "#16173C", "#8C5A2E", "#29516C"),
    revived="#009E73",
    past="#BF8300",
    past_text="#805700",
    past_soft="#FFF5D9",
    grid="#E4E8ED",
    negative=(0, 104, 178),
    neutral=(255, 255, 255),
    positive=(230, 150, 0),
    depth_span=(0.0, 0.59),
)
DARK = Theme(
    name="dark",
    window="#15181C",
    card="#1E2228",
    sunken="#171A1F",
    border="#30363E",
    strong_border="#4A525C",
    text="#ECEFF3",
    muted="#9BA5B1",
    disabled="#6C7682",
    accent="#57ADF2",
    on_accent="#0C1116",
    accent_soft="#1E3A54",
    dead="#E8722A",
    dead_text="#FF9A5C",
    dead_soft="#3B281D",
    dead_tile="#3C4857",
    dead_cross="#FF8A4A",
    constant="#8A939E",
    lanes=("#0CA8FF", "#E69F00", "#009E73", "#CC79A7"),
    classes=("#2FBFAE", "#9C72E8", "#EEED95", "#95655B", "#557491", "#ACF437", "#BA9D68", "#89A7E1"),
    revived="#2FBF8F",
    past="#D9A02B",
    past_text="#E9B84E",
    past_soft="#352B14",
    grid="#2A3038",
    negative=(36, 140, 220),
    neutral=(30, 34, 40),
    positive=(240, 168, 24),
    depth_span=(0.38, 1.0),
)


@lru_cache(maxsize=4)
def _diverging(low: tuple[int, ...], middle: tuple[int, ...], high: tuple[int, ...]) -> NDArray[np.uint8]:
    share = np.abs(np.linspace(-1.0, 1.0, 256))[:, None] ** 0.8
    ends = np.where(np.arange(256)[:, None] < 128, low, high)
    return np.asarray(np.rint(np.asarray(middle) * (1.0 - share) + ends * share), np.uint8)
