"""What is written over the river: lines for decades, the waterline below which a signal has vanished, and the factors.

It changes with a measurement only, and so it is kept as a picture between frames.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen, QPixmap

from actviz.frozen import dataclass
from actviz.number_text import figure
from actviz.translation import tr
from actviz.ui.panels.network.geometry import Box
from actviz.ui.panels.network.river import DRY, FLOOD, share
from actviz.ui.theme.palettes import Theme

DECADES = round(math.log10(FLOOD / DRY))
LEAST_DECADE_PX = 5.0  # between lines; else every third
LABEL_PX, RIM_PX = 10.0, 3.6  # of ground beside a label, and to the next one
MARGIN_PX = 3  # around a word's letters, for their rim
MOST_WORDS = 300  # that are kept
LEAST_BED_PX, LEAST_FACTORS_PX = 20.0, 32.0  # of height, for the waterline with its name, and for the factors


def factor(before: float, after: float) -> str:
    """Return what happens to the backward signal on its way back, such as ÷ 4.1 or × 1.3; empty where unknown."""
    if not (0.0 < before < math.inf and 0.0 < after < math.inf):
        return ""
    ratio = before / after
    return f"÷ {figure(ratio)}" if ratio >= 1.0 else f"× {figure(1.0 / ratio)}"


def factors(backward: Sequence[float]) -> list[str]:
    """Return the factors from the last layer's on back, (L-1,), that between layers 1 and 2 first."""
    return [factor(after, before) for before, after in pairwise(backward)]


def mean_factor(backward: Sequence[float]) -> str:
    """Return the geometric mean of the factors, in words."""
    mean = mean_of_layer(backward)
    return tr("{factor} per layer", factor=mean) if mean else ""


def mean_of_layer(backward: Sequence[float]) -> str:
    """Return the geometric mean of the layers' factors, "÷ 4"; "" where there is none."""
    n = len(backward) - 1
    if n < 1 or not (0.0 < backward[0] < math.inf and 0.0 < backward[-1] < math.inf):
        return ""
    return factor((backward[-1] / backward[0]) ** (1.0 / n), 1.0)


def waterline(backward: Sequence[float], below: float) -> float:
    """Return the share of the bed at which the signal is `below` times the output layer's; 0 off the scale."""
    last = backward[-1]
    return share(last * below) if math.isfinite(last) else 0.0


class RiverScale:
    """The picture over one lane's bed, drawn again for each measurement; its words are kept, because they come again.

    Outlined letters take a hundred times as long as a picture of them.
    """

    def __init__(self) -> None:
        self._picture, self._decades = QPixmap(), QPixmap()
        self._words: dict[tuple[str, str], Word] = {}  # by text and colour
        self._drawn_for: tuple[object, ...] = ()  # what the words and decades are drawn for

    @property
    def picture(self) -> QPixmap:
        """What was drawn last."""
        return self._picture

    def draw(
        self,
        xs: Sequence[float],
        backward: Sequence[float],
        below: float,
        box: Box,
        font: QFont,
        theme: Theme,
        ratio: float,
    ) -> None:
        """Draw the picture; `xs` and `backward` are per layer, `below` is the ratio called vanishing."""
        _, _, w, h = box
        drawn_for = font.key(), theme, ratio, w, h
        if drawn_for != self._drawn_for or len(self._words) > MOST_WORDS:
            self._words, self._drawn_for = {}, drawn_for
            self._decades = _decades(w, h, theme, ratio)
        self._picture = QPixmap(self._decades)
        painter = QPainter(self._picture)
        painter.setFont(font)
        at = waterline(backward, below)
        if at > 0.0 and h >= LEAST_BED_PX:
            top = _draw_waterline(painter, at, w, h, theme)
            name = self._word(tr("vanishes below"), theme.dead_text, font, theme, ratio)
            name.paint(painter, 4.0, max(1.0, top - painter.fontMetrics().height() - 1))
        if h >= LEAST_FACTORS_PX:
            top = h - painter.fontMetrics().height() - 2
            for text, centre in _placed_factors(painter.fontMetrics(), [x - box[0] for x in xs], backward, w):
                word = self._word(text, theme.text, font, theme, ratio)
                word.paint(painter, centre - word.width / 2, top)
        painter.end()

    def _word(self, text: str, colour: str, font: QFont, theme: Theme, ratio: float) -> Word:
        found = self._words.get((text, colour))
        if found is None:
            found = self._words[text, colour] = Word.of(text, colour, font, theme, ratio)
        return found


@dataclass(frozen=True, eq=False)
class Word:
    """A picture of a text with a rim in the card's colour, so that it can be read over water and bed alike."""

    image: QImage
    width: float  # of the text, without the rim

    @classmethod
    def of(cls, text: str, colour: str, font: QFont, theme: Theme, ratio: float) -> Word:
        """Draw a text."""
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(text)
        size = QSize(width + 2 * MARGIN_PX, metrics.height() + 2 * MARGIN_PX)
        image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        start = QPointF(MARGIN_PX, MARGIN_PX + metrics.ascent())
        letters = QPainterPath()
        letters.addText(start, font, text)
        painter = QPainter(image)
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        rim = QPen(QColor(theme.card), RIM_PX)
        rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(letters, rim)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(colour))
        painter.drawText(start, text)
        painter.end()
        return cls(image, width)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Write it with its upper left corner here."""
        ratio = self.image.devicePixelRatio()  # pixel on pixel, so that the letters stay sharp
        x, y = (round((edge - MARGIN_PX) * ratio) / ratio for edge in (left, top))
        painter.drawImage(QPointF(x, y), self.image)


def _decades(w: float, h: float, theme: Theme, ratio: float) -> QPixmap:
    """Return a picture of the lines alone."""
    picture = QPixmap(math.ceil(w * ratio), math.ceil(h * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    each = h / 2 / DECADES
    stride = 1 if each >= LEAST_DECADE_PX else 3
    colour = QColor(theme.text)
    colour.setAlphaF(0.12)
    painter.setPen(QPen(colour, 1))
    rows = [side * d * each for d in range(stride, DECADES, stride) for side in (-1, 1)]
    painter.drawLines([QLineF(0, round(h / 2 + row) + 0.5, w, round(h / 2 + row) + 0.5) for row in rows])
    painter.end()
    return picture


def _draw_waterline(painter: QPainter, at: float, w: float, h: float, theme: Theme) -> float:
    """Draw the line at both banks; return the y of the upper one."""
    rows = [round(h / 2 + side * at * h / 2) + 0.5 for side in (-1, 1)]
    lines = [QLineF(0, y, w, y) for y in rows]
    under = QColor(theme.card)
    under.setAlphaF(0.55)
    painter.setPen(QPen(under, 3))
    painter.drawLines(lines)
    pen = QPen(QColor(theme.dead), 1.4)
    pen.setDashPattern([5, 3])
    painter.setPen(pen)
    painter.drawLines(lines)
    return rows[0]


def _placed_factors(
    metrics: QFontMetrics, xs: Sequence[float], backward: Sequence[float], w: float
) -> list[tuple[str, float]]:
    """Return the factor between every two columns with its centre, or where there is no room the mean of all."""
    texts = factors(backward)
    widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
    step = (xs[-1] - xs[0]) / max(1, len(xs) - 1)
    if widest + 2 * LABEL_PX <= step:
        return [(text, (a + b) / 2) for text, (a, b) in zip(texts, pairwise(xs), strict=True) if text]
    text = mean_factor(backward)
    return [(text, w / 2)] if text else []
