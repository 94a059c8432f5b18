"""RateCharts: loss, update ratio and deaths against the learning rate, one below the other."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from actviz.arrays import Floats
from actviz.number_text import compact, plain
from actviz.training.rate_finder import RateFinding
from actviz.translation import mark, tr, tr_count
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.plots.plot import MARGIN_RIGHT_PX, Plot
from actviz.ui.plots.ticks import count_ticks, decade_ticks, nice_ceiling
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import PlainLabel

LOSS, RATIO, DEATHS = mark("Loss after the step"), mark("Update : weight of the step"), mark("Deaths")
RATE = mark("learning rate")
SHARES = (5, 3, 3)  # of the height
ROOM = 0.06  # of an axis beyond what is drawn
HIGHEST = 2.0  # times the first loss or guessing's: losses beyond leave the chart
RATIOS = (1e-6, 1.0)  # the axis of the update ratios reaches no further
USUAL_LOW, USUAL_HIGH = 1e-4, 1e-2  # healthy update ratios
NARROW_PX, MIDDLE_PX, WIDE_PX = 1.0, 1.4, 2.0
SHADE, SOFT = 40, 110  # of 255: how strongly bands and light curves are drawn
LONG = 10  # rows that the line moves with Shift
KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
MARKS = ("suggested", "kills", "present", "pointed")


class RateCharts(QWidget):
    """Three plots with one axis of rates; a click, or Return, takes the rate at the line.

    Signals:
        pointed(str): what was measured at the line, in a sentence; "" where it is nowhere.
        picked(float): the rate that is to be taken, in two figures.
    """

    pointed = Signal(str)
    picked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding: RateFinding | None = None
        self._row: int | None = None  # that the line is at
        self._colour = 0
        self.loss, self.ratio, self.deaths = (Plot("", tr(name)) for name in (LOSS, RATIO, DEATHS))
        self.legend = Legend(most_rows=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(2)
        column.addWidget(self.legend)
        for plot, share in zip(self.plots, SHARES, strict=True):
            column.addWidget(plot.widget, share)
            plot.widget.setMinimumHeight(64)
            plot.zoom.axes = plot.zoom.wheel_axes = ()  # a click takes a rate: nothing is zoomed by a second one
            plot.zoom.set_pointer(Qt.CursorShape.CrossCursor)
            plot.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            plot.widget.viewport().installEventFilter(self)
            plot.on_click(self._on_click)
        self.rate_label = PlainLabel(tr(RATE))  # a plot as low as the last one would leave its axis without a name
        self.rate_label.setObjectName("muted")
        self.rate_label.setFont(theme.small(self.rate_label.font()))
        self.rate_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.rate_label)
        for plot in self.plots[:-1]:
            plot.frame.show_axis("bottom", False)  # all have that of the last one
            plot.set_margins(0, 0, MARGIN_RIGHT_PX, px(7))  # for the lower half of the lowest tick's label
        self.deaths.set_ticks("bottom", decade_ticks)
        for plot in (self.loss, self.ratio):
            plot.set_ticks("left", decade_ticks)
        self.deaths.set_ticks("left", count_ticks)
        self._make_items()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Loss, update ratio and deaths against the learning rate"))
        self.restyle()
        self.clear()

    @property
    def plots(self) -> tuple[Plot, Plot, Plot]:
        """The three plots, from above."""
        return self.loss, self.ratio, self.deaths

    def _make_items(self) -> None:
        self._each, self._smoothed = pg.PlotCurveItem(), pg.PlotCurveItem()
        self._guessing = pg.InfiniteLine(angle=0)
        self._median, self._largest = pg.PlotCurveItem(), pg.PlotCurveItem()
        usual = (math.log10(USUAL_LOW), math.log10(USUAL_HIGH))
        self._usual = pg.LinearRegionItem(usual, orientation="horizontal", movable=False, pen=pg.mkPen(None))
        self._dead = pg.PlotCurveItem(stepMode="right")
        self._regions, self._lines = list[Any](), {name: list[Any]() for name in MARKS}
        for plot in self.plots:
            region = pg.LinearRegionItem((0.0, 1.0), movable=False, pen=pg.mkPen(None))
            region.setZValue(-20)
            self._regions.append(region)
            plot.add(region)
            for name in MARKS:
                line = pg.InfiniteLine(angle=90)
                line.setZValue(20)
                self._lines[name].append(line)
                plot.add(line)
        self._usual.setZValue(-10)
        self.loss.add(self._guessing, self._each, self._smoothed)
        self.ratio.add(self._usual, self._median, self._largest)
        self.deaths.add(self._dead)

    # What is drawn

    def set_colour(self, index: int) -> None:
        """Draw the loss in the colour of a lane."""
        self._colour = index
        self.restyle()

    def clear(self) -> None:
        """Draw nothing: there is no finding."""
        self.finding = None
        for curve in (self._each, self._smoothed, self._median, self._largest, self._dead):
            curve.setData([], [])
        for item in (
            self._guessing,
            self._usual,
            *self._regions,
            *(line for name in MARKS[:2] for line in self._lines[name]),
        ):
            item.hide()
        self._point(None)
        for plot in self.plots:
            plot.set_x_range(-6.0, 1.0)
        self.loss.set_y_range(-2.0, 1.0)
        self.ratio.set_y_range(-6.0, 0.0)
        self.deaths.set_y_range(0.0, 10.0)
        self.setAccessibleDescription(tr("Nothing was measured yet."))
        self._show_legend()

    def draw(self, finding: RateFinding) -> None:
        """Draw a finding."""
        self.finding = finding
        sweep = finding.sweep
        x = np.log10(sweep.rates)
        for plot in self.plots:
            plot.set_x_range(float(x[0]), max(float(x[-1]), float(x[0]) + 1.0) + ROOM)
        self._draw_losses(x)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios = np.log10(np.where(sweep.update_ratios > 0.0, np.minimum(sweep.update_ratios, RATIOS[1]), np.nan))
        self._median.setData(x, np.median(ratios, axis=1), connect="finite")
        self._largest.setData(x, np.fmax.reduce(ratios, axis=1), connect="finite")
        self.ratio.set_y_range(math.log10(RATIOS[0]), math.log10(RATIOS[1]) + ROOM)
        beyond = float(x[-1] - x[-2]) if len(x) > 1 else ROOM  # where the first rate already diverges there is one
        self._dead.setData(np.append(x, x[-1] + beyond), np.append(sweep.deaths, sweep.deaths[-1]).astype(float))
        self.deaths.set_y_range(0.0, nice_ceiling(max(4.0, 1.1 * float(sweep.deaths.max()))))
        alive = sweep.n_alive_before
        self.deaths.set_y_label(
            tr_count("Deaths, of {n:,} living unit", "Deaths, of {n:,} living units", alive)
            if sweep.can_die
            else tr("Deaths: no unit can die with these activations")
        )
        self._usual.show()
        self._draw_marks()
        self._point(None)
        self.setAccessibleDescription(finding.sentence)

    def _draw_losses(self, x: Floats) -> None:
        finding = self.finding
        assert finding is not None
        sweep, losses = finding.sweep, finding.sweep.losses
        known = losses[np.isfinite(losses)]
        reference = max([v for v in (sweep.first_loss, sweep.guessing_loss) if math.isfinite(v)], default=1.0)
        most = HIGHEST * max(reference, 1e-9)
        least = max(min([*known.tolist(), sweep.guessing_loss, reference]), 1e-9)
        low, high = math.log10(least), math.log10(most)
        room = ROOM * (high - low)
        self.loss.set_y_range(low - room, high + room)
        with np.errstate(divide="ignore", invalid="ignore"):
            each = np.log10(np.where(np.isfinite(losses), losses, np.nan))
            smoothed = np.log10(np.maximum(finding.smoothed, 1e-12))
        self._each.setData(x, each, connect="finite")
        self._smoothed.setData(x, smoothed, connect="finite")
        self._guessing.setValue(math.log10(max(sweep.guessing_loss, 1e-9)))
        self._guessing.show()

    def _draw_marks(self) -> None:
        finding = self.finding
        assert finding is not None
        for region in self._regions:
            region.setVisible(finding.learns is not None)
            if finding.learns is not None:
                region.setRegion([math.log10(rate) for rate in finding.learns])
        self._mark("suggested", finding.suggested)
        self._mark("kills", finding.kills)
        self._show_legend()

    def show_present(self, rate: float | None) -> None:
        """Mark the rate that is set now; None where there is none."""
        self._mark("present", rate)

    def _mark(self, name: str, rate: float | None) -> None:
        for line in self._lines[name]:
            line.setVisible(rate is not None)
            if rate is not None:
                line.setValue(math.log10(rate))

    # The line at the mouse, or moved by keys

    def _point(self, row: int | None) -> None:
        self._row = row
        finding = self.finding
        if row is None or finding is None:
            self._mark("pointed", None)
            self.pointed.emit("")
        else:
            self._mark("pointed", float(finding.sweep.rates[row]))
            self.pointed.emit(described(finding, row))

    @property
    def pointed_rate(self) -> float | None:
        """The rate at the line, in two figures."""
        if self.finding is None or self._row is None:
            return None
        return float(f"{self.finding.sweep.rates[self._row]:.2g}")

    def _row_at(self, x: float) -> int | None:
        if self.finding is None:
            return None
        return int(np.abs(np.log10(self.finding.sweep.rates) - x).argmin())

    def _on_click(self, x: float, _y: float) -> None:
        self._point(self._row_at(x))
        self._pick()

    def _pick(self) -> None:
        if self.pointed_rate is not None:
            self.picked.emit(self.pointed_rate)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the plots."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            plot = next(plot for plot in self.plots if plot.widget.viewport() is watched)
            place = plot.widget.mapToScene(event.position().toPoint())
            inside = plot.box.sceneBoundingRect().contains(place)
            self._point(self._row_at(plot.box.mapSceneToView(place).x()) if inside else None)
        elif event.type() == QEvent.Type.Leave and not self.hasFocus():
            self._point(None)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line, or take its rate."""
        finding, key = self.finding, Qt.Key(event.key())
        if finding is None:
            super().keyPressEvent(event)
        elif key in KEYS:
            far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move_by(KEYS[key] * (LONG if far else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._point(0 if key == Qt.Key.Key_Home else len(finding.sweep.rates) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._row is not None:
            self._pick()
        else:
            super().keyPressEvent(event)

    def _move_by(self, rows: int) -> None:
        finding = self.finding
        assert finding is not None
        if self._row is None:
            start = finding.suggested or finding.sweep.config.learning_rate
            self._point(self._row_at(math.log10(start)))
        else:
            self._point(min(max(0, self._row + rows), len(finding.sweep.rates) - 1))

    # Look

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        for plot in self.plots:
            plot.restyle()
        colour = now.lane(self._colour)
        self._smoothed.setPen(theme.pen(colour, WIDE_PX))
        self._each.setPen(theme.pen(_soft(colour, SOFT)))
        self._guessing.setPen(theme.pen(now.muted, NARROW_PX, Qt.PenStyle.DashLine))
        self._largest.setPen(theme.pen(now.text, MIDDLE_PX))
        self._median.setPen(theme.pen(now.muted))
        self._usual.setBrush(_soft(QColor(now.muted), SHADE))
        self._dead.setPen(theme.pen(now.dead, WIDE_PX))
        self._dead.setBrush(_soft(QColor(now.dead), SHADE))
        self._dead.setFillLevel(0.0)
        for region in self._regions:
            region.setBrush(_soft(QColor(now.accent), SHADE))
        looks = {
            "suggested": theme.pen(now.accent, WIDE_PX),
            "kills": theme.pen(now.dead, WIDE_PX),
            "present": theme.pen(now.text, MIDDLE_PX, Qt.PenStyle.DashLine),
            "pointed": theme.pen(now.muted),
        }
        for name, look in looks.items():
            for line in self._lines[name]:
                line.setPen(look)
        self._show_legend()

    def _show_legend(self) -> None:
        now = theme.current()
        shade = _soft(QColor(now.accent), 2 * SHADE).name(QColor.NameFormat.HexArgb)
        usual = _soft(QColor(now.muted), 2 * SHADE).name(QColor.NameFormat.HexArgb)
        lane = now.lane(self._colour)
        self.legend.set_entries(
            (
                LegendEntry(tr("loss, smoothed"), lane.name()),
                LegendEntry(tr("guessing"), now.muted, "dash"),
                LegendEntry(tr("learns"), shade, "band"),
                LegendEntry(tr("suggested"), now.accent, "mark"),
                LegendEntry(tr("kills from here"), now.dead, "mark"),
                LegendEntry(tr("set now"), now.text, "mark"),
                LegendEntry(tr("layer that moves most"), now.text),
                LegendEntry(tr("median layer"), now.muted),
                LegendEntry(tr("healthy updates"), usual, "band"),
            )
        )


def described(finding: RateFinding, row: int) -> str:
    """Return what was measured at one of the steps, in a sentence."""
    sweep = finding.sweep
    loss, ratios = float(sweep.losses[row]), sweep.update_ratios[row]
    layer = int(ratios.argmax()) + 1
    name = tr("the output layer") if layer == len(ratios) else tr("layer {layer}", layer=layer)
    parts = [
        tr("Rate {rate}", rate=compact(float(sweep.rates[row]), 2)),
        tr("loss {loss}", loss=plain(loss, 2) if math.isfinite(loss) else tr("not finite")),
        tr("update : weight {ratio}, {layer}", ratio=plain(float(ratios.max()), 2), layer=name)
        if np.isfinite(ratios).all()
        else tr("update not finite"),
    ]
    if sweep.can_die:
        parts.append(tr_count("{n:,} death", "{n:,} deaths", int(sweep.deaths[row])))
    return " · ".join(parts)


def _soft(colour: QColor, alpha: int) -> QColor:
    soft = QColor(colour)
    soft.setAlpha(alpha)
    return soft
