"""What is cut or printed over in what the panels paint: elided texts, names and ticks of plots, legends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QWidget

from actviz.ui.plots.legend import Legend
from actviz.ui.startup.pyqtgraph_import import pg

SLACK_PX = 3.0  # around letters, which boxes of texts are larger by


@contextmanager
def elisions() -> Iterator[list[tuple[str, str]]]:
    """Collect every text that is cut with an ellipsis meanwhile, and what is left of it."""
    found: list[tuple[str, str]] = []
    kept = [(kind, kind.elidedText) for kind in (QFontMetrics, QFontMetricsF)]

    def recording(usual: Any) -> Any:
        def elided(self: Any, text: str, *rest: Any) -> str:
            result: str = usual(self, text, *rest)
            if result != text:
                found.append((text, result))
            return result

        return elided

    for kind, usual in kept:
        kind.elidedText = recording(usual)
    try:
        yield found
    finally:
        for kind, usual in kept:
            kind.elidedText = usual


def plot_faults(window: QWidget) -> list[str]:
    """Return which texts of the plots in sight leave the plot or meet another, and which legends leave one out."""
    found = []
    for plot in window.findChildren(pg.GraphicsView):
        if plot.isVisible() and not plot.visibleRegion().isEmpty():
            found += [f"{plot.accessibleName()}: {fault}" for fault in _faults_of(plot)]
    for legend in window.findChildren(Legend):
        if legend.isVisible() and not legend.visibleRegion().isEmpty() and not legend.fits(legend.entries):
            found.append(f"legend without room for {[entry.text for entry in legend.entries]}")
    return found


def _faults_of(plot: Any) -> Iterator[str]:
    view = plot.mapToScene(plot.viewport().rect()).boundingRect().adjusted(-SLACK_PX, -SLACK_PX, SLACK_PX, SLACK_PX)
    for texts in (_names(plot), *(_ticks(item) for item in plot.scene().items() if isinstance(item, pg.AxisItem))):
        for i, (text, box) in enumerate(texts):
            if not view.contains(box):
                yield f"{text!r} leaves the plot"
            yield from (f"{text!r} runs into {other!r}" for other, its in texts[i + 1 :] if box.intersects(its))


def _names(plot: Any) -> list[tuple[str, QRectF]]:
    found = []
    for item in plot.scene().items():
        if isinstance(item, pg.TextItem) and item.isVisible() and item.toPlainText().strip():
            found.append((item.toPlainText(), item.mapRectToScene(item.boundingRect())))
        elif isinstance(item, pg.LabelItem) and item.isVisible() and item.text:
            found.append((item.item.toPlainText(), item.item.mapRectToScene(item.item.boundingRect())))
    return [(text, box.adjusted(SLACK_PX, SLACK_PX, -SLACK_PX, -SLACK_PX)) for text, box in found]


def _ticks(axis: Any) -> list[tuple[str, QRectF]]:
    if not axis.isVisible():
        return []
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    painter.setFont(axis.style["tickFont"])
    specs = axis.generateDrawSpecs(painter)
    painter.end()
    boxes = [] if specs is None else specs[2]
    return [(text, axis.mapRectToScene(box).adjusted(1, 1, -1, -1)) for box, _, text in boxes if text]
