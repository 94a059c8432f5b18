import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.number_text import power_of_ten
from actviz.ui.plots import jumping_range as jump_range
from actviz.ui.plots import ticks as plot_ticks
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.plots.plot import Plot
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import palettes, theme


def in_a_window(qtbot, widget):
    """A plot lives in a panel; pyqtgraph's own `close` for a plot that is a window is never used here."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    qtbot.addWidget(window)
    window.resize(264, 160)
    widget.kept_window = window  # qtbot has only a weak reference
    return window


@pytest.fixture
def plot(qtbot):
    made = Plot("step", "loss")
    window = in_a_window(qtbot, made.widget)
    made.set_x_range(0.0, 100.0)
    made.set_y_range(-8.0, 0.0)
    window.show()
    return made


def test_a_plot_lets_drops_through_and_has_a_name(plot):
    assert not plot.widget.acceptDrops()
    assert not plot.widget.viewport().acceptDrops()
    assert plot.widget.accessibleName() == "loss by step"


def test_a_plot_is_called_by_its_axes_unless_its_panel_names_it(plot):
    plot.set_y_label("")
    assert plot.widget.accessibleName() == "step"
    plot.set_y_label("accuracy")
    assert plot.widget.accessibleName() == "accuracy by step"
    plot.widget.setAccessibleName("Map over x1 and x2")
    plot.set_y_label("")
    assert plot.widget.accessibleName() == "Map over x1 and x2"


@pytest.mark.parametrize("name", ["epoch", "a name that is a good deal longer", 20 * "far too long "])
def test_another_name_of_the_x_axis_stands_in_its_middle_and_inside_the_plot(plot, name):
    plot.set_x_label(name)
    axis = plot.bottom
    left = axis.label.pos().x()
    right = left + axis.label.boundingRect().width()
    assert (left + right) / 2.0 == pytest.approx(axis.width() / 2.0, abs=1.0)
    assert right - axis.label.document().documentMargin() <= axis.width()


def test_the_wheel_does_not_zoom(plot):
    assert plot.box.mouseEnabled() == [False, False]


@pytest.mark.parametrize("count", [2, 3, 5, 9])
@pytest.mark.parametrize("span", [(-8, 0), (-16, 2), (-46, -2), (-6, 0)])
def test_decade_ticks_fit_and_name_both_ends(span, count):
    ticks = plot_ticks.decade_ticks(*span, count)
    assert len(ticks) <= count
    assert ticks[0] == (span[0], power_of_ten(span[0]))
    assert ticks[-1] == (span[1], power_of_ten(span[1]))


@pytest.mark.parametrize("n_layers", [1, 2, 9, 21, 101, 200])
@pytest.mark.parametrize("count", [2, 6, 20])
def test_layer_ticks_start_at_one_and_keep_their_distance(n_layers, count):
    values = [v for v, _ in plot_ticks.whole_ticks(0.5, n_layers + 0.5, count)]
    assert values[0] == 1
    assert len(values) <= count + 2
    steps = np.diff(values)
    assert steps.size < 2 or steps[0] >= 0.75 * steps[1]
    assert len(set(steps[1:])) <= 1


def test_unit_ticks_are_whole_and_never_negative():
    assert [v for v, _ in plot_ticks.count_ticks(-0.6, 4.1, 9)] == [0, 1, 2, 3, 4]
    assert [v for v, _ in plot_ticks.count_ticks(-15.0, 98.0, 2)] == [0, 98]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (0.25, "0.25"), (-2.0, "−2"), (1500.0, "1.5k"), (20_000.0, "20k"), (1.5e6, "1.5M"), (1e-5, "10⁻⁵")],
)
def test_tick_texts_are_short(value, text):
    assert plot_ticks.short_number(value) == text


@pytest.mark.parametrize("value", [1e-3, 0.7, 1.0, 51.0, 999.0, 123_456.0])
def test_a_nice_ceiling_leaves_a_third_at_most(value):
    assert value <= plot_ticks.nice_ceiling(value) <= 1.51 * value


def test_the_last_layers_tick_says_that_it_is_the_output():
    assert plot_ticks.layer_ticks(0.5, 9.5, 8) == [(1.0, "1"), (3.0, "3"), (5.0, "5"), (7.0, "7"), (9.0, "out")]
    assert [text for _, text in plot_ticks.layer_ticks(0.5, 101.5, 8)] == ["1", "20", "40", "60", "80", "out"]
    assert [text for _, text in plot_ticks.layer_ticks(0.5, 1.5, 8)] == ["out"]


@pytest.fixture
def jump(qapp):
    span = jump_range.JumpRange(lambda _low, _high: None, jump_range.decade_span, patience_ms=60_000, parent=qapp)
    span.follow(-5.0, -1.0)
    yield span
    span.reset()


def test_a_range_stands_still_however_often_values_outside_are_seen(jump):
    for outside in (-20.0, -20.0, -5.0, *[-20.0] * 50):
        assert not jump.follow(outside, -1.0)
    assert jump.range == (-6.0, 0.0)


def test_a_range_jumps_when_values_have_been_outside_for_long_enough(qtbot, jump):
    with qtbot.waitSignal(jump.overdue):
        jump.follow(-20.0, -1.0, patience_ms=1)
    assert jump.range == (-22.0, 0.0)


def test_values_that_come_back_in_time_leave_the_range_as_it_is(qtbot, jump):
    with qtbot.assertNotEmitted(jump.overdue, wait=30):
        jump.follow(-20.0, -1.0, patience_ms=10)
        jump.follow(-5.0, -1.0)
    assert jump.range == (-6.0, 0.0)


def test_a_shorter_patience_overtakes_a_longer_one(qtbot, jump):
    jump.follow(-20.0, -1.0)
    with qtbot.waitSignal(jump.overdue):
        jump.follow(-20.0, -1.0, patience_ms=1)


def test_a_range_without_patience_jumps_at_once_and_shrinks_only_to_fit(jump):
    assert jump.follow(-20.0, -1.0, patience_ms=0)
    jump.follow(-5.0, -1.0)
    assert jump.range == (-22.0, 0.0)
    jump.fit(-5.0, -1.0)
    assert jump.range == (-6.0, 0.0)


def test_a_range_takes_no_notice_of_what_is_not_finite():
    jump = jump_range.JumpRange(lambda _low, _high: None, jump_range.decade_span)
    assert not jump.follow(float("nan"), float("inf"))
    assert jump.range is None


def test_ticks_are_thinned_as_the_plot_gets_smaller(qtbot, plot):
    plot.set_ticks("left", plot_ticks.decade_ticks)
    plot.widget.window().resize(264, 400)
    qtbot.waitUntil(lambda: len(plot.left._tickLevels[0]) == 9)
    plot.widget.window().resize(264, 90)
    qtbot.waitUntil(lambda: len(plot.left._tickLevels[0]) <= 3)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_the_readout_follows_the_mouse_and_never_leaves_the_plot(qtbot, plot, share):
    text = "a long enough line of text\nand another\nand one more"
    crosshair = Crosshair(plot, lambda _x, _y: text)
    qtbot.waitExposed(plot.widget)
    view = plot.widget.viewport()
    qtbot.mouseMove(view, QPoint(60, 60))
    qtbot.mouseMove(view, QPoint(round(share * 250), 30))
    qtbot.waitUntil(crosshair.readout.isVisible)
    assert crosshair.line.isVisible()
    assert plot.widget.rect().contains(crosshair.readout.geometry())


def test_an_empty_description_hides_the_crosshair(qtbot, plot):
    crosshair = Crosshair(plot, lambda _x, _y: "")
    qtbot.mouseMove(plot.widget.viewport(), QPoint(100, 60))
    qtbot.mouseMove(plot.widget.viewport(), QPoint(120, 60))
    assert not crosshair.readout.isVisible()


def test_a_click_is_reported_in_data_coordinates(qtbot, plot):
    clicks = []
    plot.on_click(lambda x, y: clicks.append((x, y)))
    qtbot.waitExposed(plot.widget)
    target = plot.widget.mapFromScene(plot.box.mapViewToScene(pg.Point(50.0, -4.0)))
    qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert clicks[0] == pytest.approx((50.0, -4.0), abs=1.0)


def test_restyling_takes_on_the_theme(qapp, plot):
    theme.apply(qapp, "dark")
    try:
        plot.restyle()
        assert plot.widget.backgroundBrush().color().name() == palettes.DARK.card.lower()
    finally:
        theme.apply(qapp, "light")


def test_a_legend_says_everything_in_its_tip(qtbot):
    legend = Legend([LegendEntry("train", "#0072B2"), LegendEntry("test", "#0072B2", "dash")])
    qtbot.addWidget(legend)
    assert legend.toolTip() == "train, test"
    legend.resize(60, 18)
    legend.grab()


def test_a_legend_takes_a_second_row_before_it_drops_an_entry(qtbot):
    entries = [LegendEntry(f"class {i}", "#000000", "dot") for i in range(4)]
    legend = Legend(entries, most_rows=2)
    qtbot.addWidget(legend)
    legend.resize(legend.sizeHint().width() + 40, 18)
    legend.show()
    assert legend.height() == 18
    legend.resize(legend.sizeHint().width() * 2 // 3, 18)
    assert legend.height() == 36
    assert max(row for _, _, row in legend._places()) == 1
