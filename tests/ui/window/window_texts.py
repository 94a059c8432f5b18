"""Reads every text that a window shows: labels, buttons, tabs, lists, names of axes and all tool tips."""

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QTextDocument
from PySide6.QtGui import Qt as QtGui_Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QTabBar,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from actviz.ui.startup.pyqtgraph_import import pg


def visible(text: str) -> str:
    """What a reader sees of a text that Qt may take for HTML."""
    if not QtGui_Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


class Reader:
    """Collects what the window shows; `auto` texts are those that Qt looks for HTML in."""

    def __init__(self) -> None:
        self.auto: dict[str, str] = {}  # the texts, and where each stands
        self.plain: dict[str, str] = {}

    def read(self, window: QWidget) -> None:
        for widget in filter(isValid, [window, *window.findChildren(QWidget)]):  # a tip's label goes meanwhile
            self._read_widget(widget, f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}")
        for action in window.findChildren(QAction):
            where = f"action {action.text()}"
            self.auto |= {action.toolTip(): where, action.whatsThis(): where, action.statusTip(): where}
            self.plain[action.text()] = where

    def _read_widget(self, widget: QWidget, where: str) -> None:
        self.auto |= {widget.toolTip(): where, widget.whatsThis(): where, widget.statusTip(): where}
        if isinstance(widget, QLabel):
            into = self.plain if widget.textFormat() == Qt.TextFormat.PlainText else self.auto
            into[widget.text()] = where
        elif isinstance(widget, QAbstractButton | QGroupBox):
            self.plain[widget.text() if isinstance(widget, QAbstractButton) else widget.title()] = where
        elif isinstance(widget, QTabBar):
            for i in range(widget.count()):
                self.auto[widget.tabToolTip(i)] = self.plain[widget.tabText(i)] = where
        elif isinstance(widget, QComboBox) or (isinstance(widget, QAbstractItemView) and widget.model() is not None):
            self._read_model(widget.model(), where)
        elif isinstance(widget, pg.GraphicsView):
            items = widget.scene().items()
            names = [item.item for item in items if isinstance(item, pg.LabelItem)]
            for label in (*names, *(item.label for item in items if isinstance(item, pg.AxisItem))):
                self.auto[label.toHtml()] = f"a name in the plot {where}"
        if widget.isVisible():
            self._point_at(widget, where)

    def _read_model(self, model: QAbstractItemModel, where: str) -> None:
        root = QModelIndex()
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)  # private in lists
        for orientation, n in ((Qt.Orientation.Horizontal, columns),
                               (Qt.Orientation.Vertical, model.rowCount(root))):  # fmt: skip
            for i in range(n):
                self.auto[str(model.headerData(i, orientation, Qt.ItemDataRole.ToolTipRole) or "")] = where
        for row in range(model.rowCount(root)):
            for column in range(columns):
                index = model.index(row, column, root)
                self.auto[str(index.data(Qt.ItemDataRole.ToolTipRole) or "")] = where
                self.plain[str(index.data(Qt.ItemDataRole.DisplayRole) or "")] = where

    def _point_at(self, widget: QWidget, where: str) -> None:
        """Ask for the tool tips that are written only when they are asked for."""
        for x in range(4, widget.width(), max(8, widget.width() // 24)):
            for y in (widget.height() // 4, widget.height() // 2, 3 * widget.height() // 4):
                place = QPoint(x, y)
                QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
                self.auto[QToolTip.text()] = where
            if widget.findChildren(QWidget):
                return  # its children are asked
