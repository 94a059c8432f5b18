"""Text that changes often."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel


class LayoutRequests(QObject):
    """Counts how often a widget is asked to lay itself out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_another_figure_asks_for_no_new_layout_and_one_more_does(qtbot: QtBot) -> None:
    holder, requests = QWidget(), LayoutRequests()
    qtbot.addWidget(holder)
    label = NumberLabel("step 1,111")
    label.setFont(theme.tabular(label.font()))
    QHBoxLayout(holder).addWidget(label)
    with qtbot.waitExposed(holder):
        holder.show()
    holder.installEventFilter(requests)
    label.set_text("step 8,888")
    QApplication.processEvents()
    assert (label.text(), requests.count) == ("step 8,888", 0)
    width = label.sizeHint().width()
    label.set_text("step 18,888")
    qtbot.waitUntil(lambda: requests.count > 0)
    assert label.sizeHint().width() > width


def test_a_long_text_gives_way_to_a_shorter_one_that_fits(qtbot: QtBot) -> None:
    label, short = NumberLabel(), NumberLabel()
    for each in (label, short):
        qtbot.addWidget(each)
        each.setMinimumWidth(1)
        each.resize(60, 20)
    label.set_text("gradient of the latest batch · step 12", "step 12", "12")
    short.set_text("step 12")
    assert label.grab().toImage() == short.grab().toImage()


def test_several_lines_have_the_height_that_a_label_of_qt_gives_them(qtbot: QtBot) -> None:
    text = "A: slopes 3.2·10⁻¹³\nB: gap\nC: gap\nD: gap"
    label, plain = NumberLabel(), QLabel(text)
    qtbot.addWidget(label)
    qtbot.addWidget(plain)
    for each in (label, plain):
        each.setFont(theme.tabular(each.font()))
    label.set_text(text)
    assert label.sizeHint().height() >= plain.sizeHint().height()
