"""FunctionTable: activation functions to tick, each with its colour and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import isnan

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.activation import INF, Activation, Interval
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.output_moments import output_moments
from actviz.nn.quantiles import distinct
from actviz.number_text import compact, scientific
from actviz.translation import mark, tr
from actviz.ui.plots.activation_part import Part
from actviz.ui.theme import theme
from actviz.ui.widgets.text import named, paragraphs, set_column_tip

COLOURS = ("#0072B2", "#B87F00", "#009E73", "#CC79A7", "#3A93CC", "#8C6BB1", "#A6761D", "#7A7A7A")
STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)  # the second and third time round
SEEN_TO = 20.0  # saturation is looked for up to this |z|
SAMPLE = QSize(22, 12)
COLUMNS = (
    mark("function"),
    mark("max |φ′|"),
    mark("flat"),
    mark("saturated"),
    mark("can die"),
    mark("mean"),
    mark("variance"),
)
TIPS = (
    mark("Tick a function to draw it; the ones in use are bold"),
    mark("The largest absolute slope"),
    mark("Where the slope is exactly zero: a unit there gets no gradient"),
    mark("Where the slope is below 5 % of the largest, but not flat"),
    mark("Whether a unit can have slope zero on every example"),
    mark("Mean of the output when z is standard normal"),
    mark("Variance of the output when z is standard normal"),
)
NARROW_COLUMNS = frozenset({0, 1, 2, 5, 6})  # what is shown where there is little room
WIDE_PX = 540


@dataclass(frozen=True)
class Curve:
    """An activation function with its α (None: its own default)."""

    key: str
    alpha: float | None

    @property
    def activation(self) -> Activation:
        """The function."""
        return ACTIVATIONS[self.key]

    @property
    def label(self) -> str:
        """Its name, with α where it has one."""
        entry = self.activation
        alpha = entry.alpha if self.alpha is None else self.alpha
        return entry.label if entry.alpha is None or alpha is None else f"{entry.label}, α {compact(alpha)}"

    def values(self, z: Floats) -> Floats:
        """Return φ(z)."""
        return self.activation.value(z, self.alpha)

    def slopes(self, z: Floats) -> Floats:
        """Return φ′(z)."""
        return self.activation.slope(z, self.alpha)

    def grid(self, half: float) -> Floats:
        """Return the z to draw at, both sides of every corner among them."""
        corners = np.array([c for c in self.activation.corners(self.alpha) if abs(c) < half])
        return distinct(np.concatenate((np.linspace(-half, half, 241), corners - 1e-6, corners + 1e-6)))


@dataclass(frozen=True)
class Look:
    """How a function is drawn, the same for as long as the program runs."""

    index: int

    @property
    def style(self) -> Qt.PenStyle:
        """The line's style."""
        return STYLES[self.index // len(COLOURS) % len(STYLES)]

    def colour(self) -> QColor:
        """Return the line's colour in the present theme."""
        colour = QColor(COLOURS[self.index % len(COLOURS)])
        return colour.lighter(140) if theme.current().dark and colour.lightness() < 115 else colour

    def sample(self) -> QIcon:
        """Return a piece of the line."""
        picture = QPixmap(SAMPLE)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setPen(theme.pen(self.colour(), 2.4, self.style))
        painter.drawLine(0, SAMPLE.height() // 2, SAMPLE.width(), SAMPLE.height() // 2)
        painter.end()
        return QIcon(picture)


@dataclass(frozen=True)
class Known:
    """What is known of a function with its α; mean and variance are those of its output for z ~ N(0, 1)."""

    largest_slope: float
    flat: tuple[Interval, ...]
    saturated: tuple[Interval, ...]  # the rest of where the slope is below 5 % of the largest
    mean: float
    variance: float


@lru_cache(maxsize=200)
def known_of(curve: Curve) -> Known:
    """Return what is known of a function."""
    entry = curve.activation
    part = Part.alone(entry, curve.alpha)
    mean, variance = output_moments(entry, curve.alpha)
    saturated = tuple(_opened(low, high) for low, high in part.saturated_regions(SEEN_TO))
    return Known(entry.max_slope(curve.alpha), part.flat, saturated, mean, variance)


def _opened(low: float, high: float) -> Interval:
    return (-INF if low <= -SEEN_TO else low), (INF if high >= SEEN_TO else high)


def regions(intervals: Iterable[Interval]) -> str:
    """Return intervals in few signs: "< −3, > 3"."""
    texts = []
    for low, high in intervals:
        if low == -INF:
            texts.append(tr("all z") if high == INF else f"< {compact(high, 3)}")
        else:
            texts.append(f"> {compact(low, 3)}" if high == INF else f"{compact(low, 2)} … {compact(high, 2)}")
    return ", ".join(texts).replace("-", "−") or "–"


def _number(value: float) -> str:
    if isnan(value):
        return tr("unknown")  # it oscillates too fast to be integrated
    text = f"{value:.3f}" if abs(value) < 1000.0 else scientific(value)
    return "0" if not text.strip("-0.") else text.replace("-", "−")


class FunctionTable(QTreeWidget):
    """One row for each function.

    Signals:
        checked_changed(): another set of functions is ticked.
        pointed_at(str): the mouse or the keyboard is on this function's row.
    """

    checked_changed = Signal()
    pointed_at = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Activation functions"))
        self.setColumnCount(len(COLUMNS))
        self.setHeaderLabels(list(map(tr, COLUMNS)))
        for i, tip in enumerate(TIPS):
            set_column_tip(self.headerItem(), i, tr(tip))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIconSize(SAMPLE)
        self.setMouseTracking(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(theme.tabular(theme.small(self.font())))
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._curves: dict[str, Curve] = {}
        self._looks: dict[str, Look] = {}
        self.itemChanged.connect(lambda _item, _column: self.checked_changed.emit())
        self.itemEntered.connect(lambda item, _column: self.pointed_at.emit(self._key(item)))
        self.currentItemChanged.connect(lambda item, _before: self.pointed_at.emit(self._key(item)) if item else None)

    def show_functions(self, curves: Sequence[Curve], used: Sequence[str]) -> None:
        """List these functions; those in use are bold, and ticked when the network begins to use them."""
        before = {key for key, row in self._rows.items() if row.font(0).bold()}
        blocked = self.blockSignals(True)
        for key in [key for key in self._rows if key not in {curve.key for curve in curves}]:
            self.takeTopLevelItem(self.indexOfTopLevelItem(self._rows.pop(key)))
            del self._curves[key]
        for curve in curves:
            self._curves[curve.key] = curve
            if curve.key not in self._rows:
                self._add_row(curve.key)
            row = self._rows[curve.key]
            font = self.font()
            font.setBold(curve.key in used)
            row.setFont(0, font)
            if curve.key in used and curve.key not in before:
                row.setCheckState(0, Qt.CheckState.Checked)
            self._write(row, curve)
        self.blockSignals(blocked)
        self._fit()

    def check(self, keys: Iterable[str]) -> None:
        """Tick these functions and no others."""
        wanted = set(keys)
        blocked = self.blockSignals(True)
        for key, row in self._rows.items():
            row.setCheckState(0, Qt.CheckState.Checked if key in wanted else Qt.CheckState.Unchecked)
        self.blockSignals(blocked)
        self.checked_changed.emit()

    def checked(self) -> list[Curve]:
        """Return the functions that are ticked."""
        return [self._curves[k] for k, row in self._rows.items() if row.checkState(0) == Qt.CheckState.Checked]

    def curve(self, key: str) -> Curve:
        """Return a listed function."""
        return self._curves[key]

    def look(self, key: str) -> Look:
        """Return how a function is drawn."""
        return self._looks[key]

    def point_at(self, key: str) -> None:
        """Mark a function's row."""
        blocked = self.blockSignals(True)
        self.setCurrentItem(self._rows[key])
        self.blockSignals(blocked)
        self.viewport().update()

    def rows(self) -> list[list[object]]:
        """Return the table with its numbers, the column names first."""
        found: list[list[object]] = [["activation", "alpha", *COLUMNS[1:]]]
        for key, curve in self._curves.items():
            known, alpha = known_of(curve), curve.activation.alpha if curve.alpha is None else curve.alpha
            where = [regions(known.flat), regions(known.saturated), bool(known.flat)]
            head = [key, "" if alpha is None else alpha, known.largest_slope]
            found.append([*head, *where, known.mean, known.variance])
        return found

    def restyle(self) -> None:
        """Apply the theme's colours."""
        blocked = self.blockSignals(True)
        for key, row in self._rows.items():
            row.setIcon(0, self._looks[key].sample())
        self.blockSignals(blocked)

    def event(self, event: QEvent) -> bool:
        """Choose the columns for the new width."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().event(event)

    def _add_row(self, key: str) -> None:
        self._looks.setdefault(key, Look(len(self._looks)))
        row = QTreeWidgetItem()
        row.setData(0, Qt.ItemDataRole.UserRole, key)
        row.setCheckState(0, Qt.CheckState.Unchecked)
        row.setIcon(0, self._looks[key].sample())
        self.addTopLevelItem(row)
        self._rows[key] = row

    def _write(self, row: QTreeWidgetItem, curve: Curve) -> None:
        known = known_of(curve)
        texts = (
            curve.label, _number(known.largest_slope), regions(known.flat), regions(known.saturated),
            tr("yes") if known.flat else tr("no"), _number(known.mean), _number(known.variance),
        )  # fmt: skip
        entry = curve.activation
        for i, text in enumerate(texts):
            row.setText(i, text)
            set_column_tip(row, i, paragraphs(named(entry.label, text), entry.story))

    def _fit(self) -> None:
        header, metrics, wide = self.header(), self.fontMetrics(), self.width() >= WIDE_PX
        for i in range(len(COLUMNS)):
            self.setColumnHidden(i, not wide and i not in NARROW_COLUMNS)
            header.setSectionResizeMode(i, QHeaderView.ResizeMode.Fixed)
        samples = ("", tr("max |φ′|"), "< −3, > 3", "< −2.37, −0.93 … −0.60", tr("can die"), "−0.000", tr("variance"))
        for i, sample in enumerate(samples[1:], 1):
            self.setColumnWidth(i, metrics.horizontalAdvance(sample) + 14)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setMaximumHeight(header.sizeHint().height() + len(self._rows) * self.sizeHintForRow(0) + 6)

    def _key(self, item: QTreeWidgetItem) -> str:
        return str(item.data(0, Qt.ItemDataRole.UserRole))
