import numpy as np
import pytest
from PySide6.QtCore import Qt

from actviz.app.lanes import LaneView
from actviz.diagnosis.gradient_attribution import attribution
from actviz.number_text import fraction_text
from actviz.training import RunConfig, Trainer
from actviz.ui.panels.why.chain_rule import ChainRule


def measured(index=0, name="A", **settings):
    trainer = Trainer(RunConfig(**{"hidden": (8,) * 6, "activation": "sigmoid", **settings}))
    s = trainer.measure()
    found = attribution(s.weight_factors, s.slope_factors)
    return LaneView(index, name, trainer.facts, s, trainer.history.view()), found


@pytest.fixture
def calculator(qtbot):
    widget = ChainRule()
    qtbot.addWidget(widget)
    widget.resize(320, 360)
    widget.show()
    widget.restyle()
    return widget


def test_it_begins_with_twenty_sigmoid_layers_at_their_best(calculator):
    assert calculator.result.text() == "0.25²⁰ = 9.1·10⁻¹³"


def test_the_sliders_set_depth_and_slope_by_key(qtbot, calculator):
    qtbot.keyClick(calculator.depth_slider, Qt.Key.Key_Right)
    assert calculator.result.text() == "0.25²¹ = 2.3·10⁻¹³"
    qtbot.keyClick(calculator.slope_slider, Qt.Key.Key_End)
    assert calculator.result.text().startswith("1.5²¹ = 5.0·10³")
    qtbot.keyClick(calculator.slope_slider, Qt.Key.Key_Home)
    assert calculator.result.text() == "0.01²¹ = 1.0·10⁻⁴²"
    qtbot.keyClick(calculator.depth_slider, Qt.Key.Key_End)
    assert calculator.result.text() == "0.01¹⁰⁰ = 1.0·10⁻²⁰⁰"


def test_beside_it_stands_what_the_network_does(calculator):
    lane, found = measured()
    calculator.show_measured([(lane, found)])
    first, second, third = calculator.network.text().split("\n")
    assert first == "This network: depth 6"
    assert second.startswith("means: slope 0.2")
    assert fraction_text(float(np.prod(lane.snapshot.gains))) in third
    x, y = calculator.lane_curves[0].getData()
    assert x.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert y[1:] == pytest.approx(np.log10(np.cumprod(lane.snapshot.gains[::-1])))


def test_a_button_takes_the_networks_values_so_that_the_power_is_the_slopes_product(qtbot, calculator):
    lane, found = measured()
    calculator.show_measured([(lane, found)])
    qtbot.mouseClick(calculator.use_button, Qt.MouseButton.LeftButton)
    assert calculator.n_layers == calculator.depth_slider.value() == 6
    assert calculator.decades == pytest.approx(np.log10(np.prod(lane.snapshot.slope_factors)))
    assert calculator.slope_slider.value() == round(100 * calculator.slope)


def test_there_is_no_value_to_take_where_the_gradient_is_zero(calculator):
    calculator.show_measured([measured(activation="relu", bias_init=-100.0)])
    assert not calculator.use_button.isEnabled()
    assert "→ 0" in calculator.network.text()


def test_several_networks_have_a_line_and_a_curve_each(calculator):
    calculator.show_measured([measured(), measured(1, "B", activation="relu")])
    assert [line[:2] for line in calculator.network.text().split("\n")] == ["A:", "B:"]
    assert len(calculator.lane_curves) == 2
    calculator.show_measured([measured()])
    assert calculator.lane_curves[1].getData()[0].size == 0


def test_the_curve_is_the_power_by_depth_and_all_of_it_is_in_view(calculator):
    calculator.depth_slider.setValue(50)
    x, y = calculator.curve.getData()
    assert y == pytest.approx(x * np.log10(0.25))
    (x0, x1), (y0, y1) = calculator.plot.x_range, calculator.plot.y_range
    assert x0 <= 0 <= 50 <= x1
    assert y0 < y[-1] < y1


def test_marks_stand_where_the_handle_is_at_their_slopes(calculator):
    marks = calculator.marks
    assert marks.position(0.01) < marks.position(0.25) < marks.position(1.0) < marks.position(1.5) <= marks.width()


@pytest.mark.parametrize("width", [90, 123, 150, 260])
def test_the_marks_texts_stand_apart_and_inside(calculator, width):
    marks = calculator.marks
    marks.resize(width, marks.height())
    (left, text), (right, other) = marks.texts()
    assert left >= 0.0
    assert left + marks.fontMetrics().horizontalAdvance(text) + 10 <= right
    assert right + marks.fontMetrics().horizontalAdvance(other) <= width


def test_a_low_calculator_leaves_out_what_has_no_room(qtbot, calculator):
    calculator.resize(320, 130)
    qtbot.waitUntil(lambda: not calculator.plot.widget.isVisible())
    assert calculator.result.isVisible()
    assert not calculator.use_button.isVisible()
