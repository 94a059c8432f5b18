"""Text that can be selected and never asks for a new layout."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from actviz.ui.widgets.selectable_text import SelectableText


class Layouts(QObject):
    """Counts how often the widget that it is installed on is to be laid out again."""

    n = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.n += event.type() == QEvent.Type.LayoutRequest
        return False


def made(qtbot) -> tuple[QWidget, SelectableText]:
    window, text = QWidget(), SelectableText()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(text)
    text.set_text("Every layer gets gradient.")
    window.resize(300, 80)
    window.show()
    qtbot.waitExposed(window)
    return window, text


def test_another_text_lays_nothing_out_around_it(qtbot):
    window, text = made(qtbot)
    QApplication.sendPostedEvents(None, 0)
    layouts = Layouts()
    window.installEventFilter(layouts)
    text.set_text("Every layer gets gradient, and this sentence is much longer than the one before, with other lines.")
    QApplication.sendPostedEvents(None, 0)
    assert "longer" in text.text()
    assert layouts.n == 0


def test_the_mouse_selects_and_what_is_selected_stays_when_it_leaves(qtbot):
    _, text = made(qtbot)
    label = text.findChild(QLabel)
    at = QPointF(2, 8)
    QApplication.sendEvent(text, QEnterEvent(at, at, text.mapToGlobal(at)))
    QTest.mouseDClick(label, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, 8))
    assert label.selectedText() == "Every"
    QApplication.sendEvent(text, QEvent(QEvent.Type.Leave))
    assert label.selectedText() == "Every"


def test_the_text_is_in_the_widget_s_font_under_a_style_sheet_too(qtbot):
    window, text = made(qtbot)
    window.setStyleSheet("QWidget { color: black; }")
    small = text.font()
    small.setPointSizeF(7.5)
    text.setFont(small)
    assert text.findChild(QLabel).font().pointSizeF() == text.font().pointSizeF() == 7.5
