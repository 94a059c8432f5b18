"""Frame: a window on data with its axes and its name, of pyqtgraph's parts.

It stands for a PlotWidget and its PlotItem, which make a form of some forty controls for a menu that no plot here has:
that took half the time of making a plot, and a start makes several.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QGraphicsGridLayout, QSizePolicy

from actviz.ui.startup.pyqtgraph_import import pg

PLACES = {"left": (2, 0), "right": (2, 2), "bottom": (3, 1)}  # row and column; the window is at (2, 1)
AXES_Z = 0.5  # above images


class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis that writes its name where it is shown; pyqtgraph lays out that of a hidden one at every change, too."""

    def _updateLabel(self) -> None:  # noqa: N802 - pyqtgraph calls it
        if self.label.isVisibleTo(self):
            super()._updateLabel()
        else:
            self.picture = None
            self.update()


class Frame:
    """The window on the data, `box`, with the axes around it, and a name above; all in the widget `view`."""

    def __init__(self) -> None:
        self.view, self.item = pg.GraphicsView(), pg.GraphicsWidget()
        for each in (self.view, self.item):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.view.enableMouse(False)
        self.grid: Any = QGraphicsGridLayout()
        self.grid.setContentsMargins(1, 1, 1, 1)
        self.grid.setSpacing(0)
        self.item.setLayout(self.grid)
        self.box = pg.ViewBox(parent=self.item, enableMenu=False)
        self.grid.addItem(self.box, 2, 1)
        self._axes: dict[str, Any] = {}
        for side in ("bottom", "left"):
            self.axis(side)
        self.title = pg.LabelItem(parent=self.item)
        self.grid.addItem(self.title, 0, 1)
        self.set_title(None, 0)
        self.grid.setRowStretchFactor(2, 1)  # the window gets all room but the axes' and the name's
        self.grid.setColumnStretchFactor(1, 1)
        self.view.setCentralItem(self.item)  # last: the window hears of the scene only where it gets one later

    def axis(self, side: str) -> Any:
        """Return the axis on a side, which is made when it is first asked for."""
        if side not in self._axes:
            axis = self._axes[side] = Axis(orientation=side, parent=self.item)
            axis.linkToView(self.box)
            axis.setZValue(AXES_Z)
            axis.setFlag(axis.GraphicsItemFlag.ItemNegativeZStacksBehindParent)
            self.grid.addItem(axis, *PLACES[side])
        return self._axes[side]

    def show_axis(self, side: str, shown: bool = True) -> None:
        """Show an axis, or leave it and its room out."""
        axis = self.axis(side)
        (axis.show if shown else axis.hide)()

    def set_title(self, text: str | None, height_px: int, **look: Any) -> None:
        """Write a name above the window, in so much room; None: no name."""
        self.title.setVisible(text is not None)
        if text is not None:
            self.title.setText(text, **look)
        self.title.setMaximumHeight(height_px)
        self.grid.setRowFixedHeight(0, height_px)
