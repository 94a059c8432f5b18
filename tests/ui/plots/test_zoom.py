"""The wheel and dragging in a plot, on an exposed widget and with real events."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from actviz.ui.plots.plot import Plot
from actviz.ui.plots.step_axis import go_to_clicked, step_range
from actviz.ui.plots.ticks import decade_ticks
from actviz.ui.plots.zoom import X, Y


def place(plot, x, y):
    """Return where a value is in the viewport."""
    return plot.widget.mapFromScene(plot.box.mapViewToScene(QPointF(x, y)))


def turn(plot, at, notches=1):
    QApplication.sendEvent(
        plot.widget.viewport(),
        QWheelEvent(
            QPointF(at),
            QPointF(plot.widget.viewport().mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def drag(plot, start, end):
    viewport = plot.widget.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(viewport, start + (end - start) * share)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


class Ground(QWidget):
    """Takes the mouse events that a plot leaves: Qt's tests warn of those that nobody takes."""

    def event(self, event):
        taken = super().event(event)
        return taken or isinstance(event, QMouseEvent)


@pytest.fixture
def ground(qtbot):
    ground = Ground()
    qtbot.addWidget(ground)
    ground.resize(400, 250)
    return ground


@pytest.fixture
def plot(qtbot, ground):
    plot = Plot("step", "loss")
    plot.widget.setParent(ground)
    plot.widget.resize(ground.size())
    plot.set_x_range(0.0, 100.0)
    plot.set_y_range(0.0, 1.0)
    with qtbot.waitExposed(ground):
        ground.show()
    return plot


def test_the_wheel_zooms_around_the_mouse(plot):
    at = place(plot, 30.0, 0.5)
    turn(plot, at, 3)
    low, high = plot.x_range
    assert high - low < 60.0
    assert abs(place(plot, 30.0, 0.5).x() - at.x()) <= 1
    turn(plot, at, -20)
    assert (plot.x_range, plot.y_range) == ((0.0, 100.0), (0.0, 1.0))


def test_beside_an_axis_the_wheel_zooms_that_axis_alone(plot):
    turn(plot, QPoint(10, place(plot, 0.0, 0.5).y()))
    assert plot.x_range == (0.0, 100.0)
    assert plot.y_range != (0.0, 1.0)


def test_an_axis_of_layers_stays_whole(plot):
    plot.zoom.keep(X)
    turn(plot, place(plot, 50.0, 0.5))
    turn(plot, QPoint(place(plot, 50.0, 0.0).x(), plot.widget.height() - 5))
    assert plot.x_range == (0.0, 100.0)
    assert plot.y_range != (0.0, 1.0)


def test_what_was_zoomed_to_stays_when_the_panel_chooses_a_longer_axis(plot):
    turn(plot, place(plot, 30.0, 0.5), 4)
    view = plot.x_range
    plot.set_x_range(0.0, 5000.0)
    assert plot.x_range == view
    plot.set_x_range(0.0, 5.0)  # a new run, which has no such step
    assert plot.x_range == (0.0, 5.0)


def test_dragging_pans_what_is_zoomed_and_nothing_else(plot):
    drag(plot, place(plot, 60.0, 0.5), place(plot, 30.0, 0.5))
    assert plot.x_range == (0.0, 100.0)
    turn(plot, place(plot, 50.0, 0.5), 4)
    before = plot.x_range
    start = place(plot, 55.0, 0.5)
    drag(plot, start, start - QPoint(60, 0))
    assert plot.x_range[0] > before[0]
    assert plot.x_range[1] - plot.x_range[0] == pytest.approx(before[1] - before[0])
    drag(plot, start, start + QPoint(3000, 0))
    assert plot.x_range[0] == 0.0


def test_a_double_click_and_the_button_show_all_again(qtbot, plot):
    assert not plot.zoom.fit_button.isVisible()
    at = place(plot, 30.0, 0.5)
    turn(plot, at)
    assert plot.zoom.fit_button.isVisible()
    qtbot.mouseDClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert plot.x_range == (0.0, 100.0)
    turn(plot, at)
    qtbot.mouseClick(plot.zoom.fit_button, Qt.MouseButton.LeftButton)
    assert (plot.x_range, plot.y_range) == ((0.0, 100.0), (0.0, 1.0))
    assert not plot.zoom.fit_button.isVisible()


def test_plots_with_one_axis_of_steps_are_zoomed_together(qtbot, plot):
    other = Plot("step", "accuracy")
    qtbot.addWidget(other.widget)
    steps = step_range(plot, other)
    steps.follow(0.0, 90.0)
    turn(plot, place(plot, 50.0, 0.5), 3)
    assert other.x_range == plot.x_range != (0.0, 100.0)
    assert plot.y_range == (0.0, 1.0)
    plot.zoom.show_all()
    assert other.x_range == (0.0, 100.0)


def test_a_click_goes_to_its_step_and_a_drag_does_not(qtbot, plot):
    asked = []
    go_to_clicked(plot, asked.append)
    at = place(plot, 40.0, 0.5)
    qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(asked) == 1
    assert abs(asked[0] - 40) <= 1
    turn(plot, at, 3)
    drag(plot, at, at + QPoint(50, 0))
    assert len(asked) == 1


def test_the_axis_that_is_not_zoomed_is_not_panned(plot):
    turn(plot, QPoint(10, place(plot, 0.0, 0.5).y()), 3)
    low, high = plot.y_range
    start = place(plot, 50.0, (low + high) / 2)
    drag(plot, start, start + QPoint(40, 25))
    assert plot.x_range == (0.0, 100.0)
    assert plot.y_range[0] > low
    assert plot.zoom.whole(Y) == (0.0, 1.0)


def test_within_a_decade_there_are_ticks():
    assert [text for _, text in decade_ticks(-2.9, -2.2, 4)] == ["0.002", "0.005"]
    assert decade_ticks(-2.72, -2.71, 5) == []
    assert [text for _, text in decade_ticks(-4.0, 0.0, 6)] == ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]


def test_keys_zoom_pan_and_show_all_again(qtbot, plot):
    plot.widget.setFocus()
    qtbot.keyClick(plot.widget, Qt.Key.Key_Plus)
    low, high = plot.x_range
    assert (low + high) / 2 == pytest.approx(50.0)
    assert high - low < 100.0
    qtbot.keyClick(plot.widget, Qt.Key.Key_Right)
    qtbot.keyClick(plot.widget, Qt.Key.Key_Up)
    assert plot.x_range[0] > low
    assert sum(plot.y_range) / 2 > 0.5
    qtbot.keyClick(plot.widget, Qt.Key.Key_0)
    assert (plot.x_range, plot.y_range) == ((0.0, 100.0), (0.0, 1.0))
    qtbot.keyClick(plot.widget, Qt.Key.Key_Plus)
    qtbot.keyClick(plot.widget, Qt.Key.Key_Minus)
    assert (plot.x_range, plot.y_range) == ((0.0, 100.0), (0.0, 1.0))


def test_page_down_goes_to_the_next_plot(qtbot, ground, plot):
    other = Plot("step", "accuracy")
    other.widget.setParent(ground)
    other.widget.show()
    ground.activateWindow()
    plot.widget.setFocus()
    qtbot.keyClick(plot.widget, Qt.Key.Key_PageDown)
    assert other.widget.hasFocus()
    qtbot.keyClick(other.widget, Qt.Key.Key_PageUp)
    assert plot.widget.hasFocus()
