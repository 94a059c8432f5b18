"""Pictures of a panel or of the whole window as files: PNG and JPEG as pixels, SVG and PDF as drawings.

A panel's picture is a figure: without the buttons of its header and the stripe on the selected layer, and as PNG and
JPEG with at least two pixels for one of the screen's. The whole window's is what is on screen. Text, lines and shapes
stay text, lines and shapes in SVG and PDF; what is drawn as pixels (maps, heatmaps) is a picture in them. pyqtgraph's
own SVG exporter fails on PySide6 >= 6.11, so Qt's generators draw the widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QRect, QSize, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter, QPixmap, QTransform
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from actviz.export.files import in_place
from actviz.joined_text import clauses
from actviz.registry import BadInput
from actviz.translation import tr
from actviz.ui.images.figure import Figure
from actviz.ui.images.svg_repair import PlotWindow, with_clipped_plots
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

FIGURE_RATIO = 2.0  # pixels of a figure, at least, for one of the window
DPI = 96  # a pixel of the window is one of these
FILTER = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf);;JPEG (*.jpg)"
SUFFIXES = (".png", ".svg", ".pdf", ".jpg", ".jpeg")


def save_image(shown: QWidget, target: Path) -> Path:
    """Save a picture of a panel, or of any other widget as a whole; return where, with a suffix.

    Raises:
        BadInput: a kind of file that cannot be written, or a place that cannot be.
    """
    target = target if target.suffix else target.with_suffix(".png")
    kind = target.suffix.lower()
    if kind not in SUFFIXES:
        raise BadInput(
            tr(
                "{name} is no picture that can be saved: its name must end in {suffixes}.",
                name=target.name,
                suffixes=clauses(SUFFIXES),
            )
        )
    if kind in (".svg", ".pdf"):
        data = svg_of(shown) if kind == ".svg" else pdf_of(shown)
    else:
        picture = figure_of(shown) if isinstance(shown, Figure) else shown.grab()
        data = _encoded(picture, "PNG" if kind == ".png" else "JPEG")
    with in_place(target) as file:
        file.write(data)
    return target


def pixmap_of(shown: QWidget) -> QPixmap:
    """Return its look on screen, a panel as a figure."""
    if not isinstance(shown, Figure):
        return shown.grab()
    with _as_figure(shown):
        return _painted(shown, shown.devicePixelRatioF())


def figure_of(panel: Figure) -> QPixmap:
    """Return a panel's picture with as many pixels as a text or a slide needs."""
    with _as_figure(panel), _as_drawing(panel):
        return _painted(panel, max(FIGURE_RATIO, panel.devicePixelRatioF()))


def _painted(panel: Figure, ratio: float) -> QPixmap:
    picture = QPixmap(_size(panel) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(theme.current().card)
    painter = QPainter(picture)
    for top, part in _parts(panel):
        part.render(painter, QPoint(0, top))
    painter.end()
    return picture


def svg_of(shown: QWidget) -> bytes:
    """Return a drawing as SVG."""

    def device(buffer: QBuffer, size: QSize) -> QSvgGenerator:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(DPI)
        generator.setSize(size)
        generator.setViewBox(QRect(QPoint(0, 0), size))
        generator.setTitle(shown.accessibleName() or "actviz")
        return generator

    with _as_figure(shown):
        return with_clipped_plots(_drawn(shown, device).decode(), list(_plot_windows(shown))).encode()


def _plot_windows(shown: QWidget) -> Iterator[PlotWindow]:
    """Find what each plot's data is drawn through, in the picture's coordinates."""
    for top, part in _parts(shown):
        for plot in part.findChildren(QGraphicsView):
            if not plot.isVisible():
                continue
            corner = plot.viewport().mapTo(part, QPoint(0, top))
            onto_picture = plot.viewportTransform() * QTransform.fromTranslate(corner.x(), corner.y())
            for box in plot.scene().items():
                if isinstance(box, pg.ViewBox):
                    to_picture = box.childGroup.sceneTransform() * onto_picture
                    yield PlotWindow(to_picture, onto_picture.mapRect(box.sceneBoundingRect()))


def _parts(shown: QWidget) -> list[tuple[int, QWidget]]:
    """Return the widgets that make up the picture, and at which height each begins."""
    return [(0, shown.header), (shown.header.height(), shown)] if isinstance(shown, Figure) else [(0, shown)]


def pdf_of(shown: QWidget) -> bytes:
    """Return a drawing as a PDF of one page of its size."""

    def device(buffer: QBuffer, size: QSize) -> QPdfWriter:
        writer = QPdfWriter(buffer)
        writer.setResolution(DPI)
        writer.setTitle(shown.accessibleName() or "actviz")
        points = QSizeF(size) * 72.0 / DPI
        page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
        writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        return writer

    with _as_figure(shown):
        return _drawn(shown, device)


def _size(shown: QWidget) -> QSize:
    parts = _parts(shown)
    return QSize(max(part.width() for _, part in parts), sum(part.height() for _, part in parts))


def _drawn(shown: QWidget, make: Callable[[QBuffer, QSize], QSvgGenerator | QPdfWriter]) -> bytes:
    size = _size(shown)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = make(buffer, size)  # a painter does not keep its device alive
    painter = QPainter(device)
    painter.fillRect(QRect(QPoint(0, 0), size), QColor(theme.current().card))
    with _as_drawing(shown):
        for top, part in _parts(shown):
            part.render(painter, QPoint(0, top))
    painter.end()
    return bytes(buffer.data().data())


@contextmanager
def _as_figure(shown: QWidget) -> Iterator[None]:
    """Let a panel be without what is only there for the mouse: its header's buttons, and marks of what is selected."""
    if not isinstance(shown, Figure):
        yield
        return
    items = [item for plot in shown.findChildren(QGraphicsView) for item in plot.scene().items()]
    marks = [item for item in items if getattr(item, "on_screen_only", False) and item.isVisible()]
    for mark in marks:
        mark.setVisible(False)
    try:
        with shown.without_buttons():
            yield
    finally:
        for mark in marks:
            mark.setVisible(True)


@contextmanager
def _as_drawing(shown: QWidget) -> Iterator[None]:
    """Redraw cached pixmaps as vectors.

    Plots' points are pieces of one picture there, which SVG cannot have; a widget of our own that keeps pixels has the
    property `asDrawing` and checks it.
    """
    items = [item for plot in shown.findChildren(QGraphicsView) for item in plot.scene().items()]
    kept = [(item, item.cacheMode()) for item in items if item.cacheMode() != QGraphicsItem.CacheMode.NoCache]
    drawn = [item for item in items if isinstance(item, pg.GraphicsItem)]
    canvases = [child for child in shown.findChildren(QWidget) if child.property("asDrawing") is not None]
    for item, _ in kept:
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    for item in drawn:
        item.setExportMode(True, {"antialias": True})
    for canvas in canvases:
        canvas.setProperty("asDrawing", True)
    try:
        yield
    finally:
        for item, mode in kept:
            item.setCacheMode(mode)
        for item in drawn:
            item.setExportMode(False)
        for canvas in canvases:
            canvas.setProperty("asDrawing", False)


def _encoded(picture: QPixmap, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, kind)
    return bytes(buffer.data().data())
