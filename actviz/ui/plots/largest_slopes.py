"""LargestSlopes: "largest slope 0.25", written beside the peak of φ′ where no curve is in the way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.number_text import compact
from actviz.translation import mark, tr
from actviz.ui.plots.plot import Plot
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

TEXTS = (
    mark("largest slope {slope}"),
    mark("largest\nslope {slope}"),
    mark("slope ≤ {slope}"),
    "≤ {slope}",
)  # the first one that there is room for
GAP_PX = 5.0
STEP_PX = 6.0  # from one height that is tried to the next
N_POINTS = 301  # of the axis, where the curves are looked at


@dataclass(frozen=True, eq=False)
class DrawnFunction:
    """A function as it is drawn: φ and φ′ at z."""

    z: Floats
    value: Floats
    slope: Floats
    largest_slope: float  # over all z

    @property
    def peak(self) -> tuple[float, float] | None:
        """Where φ′ is largest, and that slope; None where the largest one is not on the axis."""
        k = int(np.argmax(self.slope >= self.slope.max() * (1.0 - 1e-6)))
        height = float(self.slope[k])
        return (float(self.z[k]), height) if height > 0.0 and self.largest_slope <= 1.01 * height else None


class LargestSlopes:
    """The labels in a plot, one for each different peak, with a dotted line that leads to it.

    They have the colour of text: functions may share a peak, and a lane's colour is too pale for words.
    """

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.labels: list[pg.TextItem] = []
        self._leader = pg.PlotCurveItem(connect="pairs")
        self._leader.setZValue(4)
        plot.add(self._leader)
        self._functions: Sequence[DrawnFunction] = ()
        self._placed_in: tuple[object, ...] = ()  # the ranges and the size that the labels were placed for
        plot.box.sigRangeChanged.connect(lambda *_: self._follow())
        plot.box.sigResized.connect(lambda *_: self._follow())

    def show(self, functions: Sequence[DrawnFunction]) -> None:
        """Label these functions' largest slopes."""
        self._functions = functions
        self._place()

    @property
    def _room(self) -> tuple[object, ...]:
        box = self._plot.box
        return self._plot.x_range, self._plot.y_range, box.width(), box.height()

    def _follow(self) -> None:
        if self._room != self._placed_in:  # one resize is told of twice
            self._place()

    def _place(self) -> None:
        self._placed_in = self._room
        self._find_pieces()
        leaders: list[tuple[float, float]] = []
        taken: list[QRectF] = []
        peaks = {(round(p[0], 1), round(p[1], 3)): p for each in self._functions if (p := each.peak) is not None}
        places = [place for peak in peaks.values() if (place := self._place_for(peak, taken)) is not None]
        for i, (text, box, peak) in enumerate(places):
            self._write(i, text, box)
            if not box.contains(*peak):  # a line from the nearest point of the box
                x, y = (min(max(at, a), b) for at, a, b in zip(peak, *_corners(box), strict=True))
                leaders += [(x, y), peak]
        for label in self.labels[len(places) :]:
            label.setVisible(False)
        ends = np.array(leaders).reshape(-1, 2)
        self._leader.setData(ends[:, 0], ends[:, 1])
        self._leader.setPen(theme.pen(theme.current().muted, 1.0, Qt.PenStyle.DotLine))

    def _place_for(
        self, peak: tuple[float, float], taken: list[QRectF]
    ) -> tuple[str, QRectF, tuple[float, float]] | None:
        """Return a label's text, its box in the plot's coordinates, and the peak that it belongs to.

        The box is the nearest free one to the peak for the longest text that has one; None where none has.
        """
        low, high = self._plot.y_range
        if not low < peak[1] <= high:
            return None
        x_px, y_px = self._plot.x_per_px, (high - low) / max(1.0, float(self._plot.box.height()))
        metrics = QFontMetricsF(theme.small(self._plot.widget.font()))
        for words in TEXTS:
            lines = tr(words, slope=compact(peak[1], 3)).split("\n")
            width = (max(metrics.horizontalAdvance(line) for line in lines) + 2.0 * GAP_PX) * x_px
            height = metrics.height() * len(lines) * y_px
            boxes = [
                QRectF(left, bottom, width, height)
                for bottom in np.arange(low, high - height + 0.5 * y_px, STEP_PX * y_px).tolist()
                for left in self._free(bottom, bottom + height, peak[0], width)
            ]
            free = [box for box in boxes if not any(box.intersects(other) for other in taken)]
            if free:
                box = min(free, key=lambda box: _distance(box, peak, x_px, y_px))
                taken.append(box)
                return "\n".join(lines), box, peak
        return None

    def _find_pieces(self) -> None:
        """Find between which heights each piece of each curve is: from one of N_POINTS to the next."""
        self._z = np.linspace(*self._plot.x_range, N_POINTS)
        curves = [(each.z, heights) for each in self._functions for heights in (each.value, each.slope)]
        drawn = np.array([np.interp(self._z, z, heights) for z, heights in curves]).reshape(-1, N_POINTS)
        self._lowest = np.minimum(drawn[:, 1:], drawn[:, :-1])
        self._highest = np.maximum(drawn[:, 1:], drawn[:, :-1])

    def _free(self, bottom: float, top: float, near: float, room: float) -> list[float]:
        """Return the left ends of boxes so wide that no curve crosses: in each gap between curves the nearest one."""
        z, blocked = self._z, ((self._lowest <= top) & (self._highest >= bottom)).any(axis=0)
        changes = np.flatnonzero(np.diff(np.concatenate(([True], blocked, [True])).astype(np.int8)))
        stretches = [(float(z[a]), float(z[b])) for a, b in zip(changes[::2], changes[1::2], strict=True)]
        return [min(max(near - 0.5 * room, a), b - room) for a, b in stretches if b - a >= room]

    def _write(self, i: int, text: str, box: QRectF) -> None:
        while len(self.labels) <= i:
            label = pg.TextItem(anchor=(0.5, 0.5))
            label.textItem.document().setDocumentMargin(0.0)
            label.setZValue(15)
            self.labels.append(label)
            self._plot.add(label)
        label = self.labels[i]
        label.setFont(theme.small(self._plot.widget.font()))
        label.setText(text, QColor(theme.current().text))
        label.setPos(box.center())
        label.setVisible(True)


def _corners(box: QRectF) -> tuple[tuple[float, float], tuple[float, float]]:
    return (box.left(), box.top()), (box.right(), box.bottom())


def _distance(box: QRectF, peak: tuple[float, float], x_px: float, y_px: float) -> float:
    """Return how far a box is from a peak, in px."""
    x = max(box.left() - peak[0], peak[0] - box.right(), 0.0) / x_px
    y = max(box.top() - peak[1], peak[1] - box.bottom(), 0.0) / y_px
    return float(np.hypot(x, y))
