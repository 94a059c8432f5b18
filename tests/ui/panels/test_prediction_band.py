"""The band around the mean-field line in Gradient flow."""

import dataclasses

import numpy as np
import pytest
from trained_lanes import make_lane

from actviz.app.lanes import Selection
from actviz.diagnosis.gradient_band import Band, measured_band
from actviz.number_text import plain
from actviz.training.pieces import finished
from actviz.ui.panels.gradient_flow.panel import GradientFlow


@pytest.fixture
def panel(show_panel):
    return show_panel(GradientFlow, 264, 220)


def line(panel):
    return panel.prediction.lines[0].getData()[1]


def with_band(lane):
    return dataclasses.replace(lane, band=finished(measured_band(lane.facts, lane.history.start.config)))


def edges(panel, place=0):
    return np.array([edge.getData()[1] for edge in panel.prediction.bands[place].edges])


def is_band_visible(panel, place=0):
    band = panel.prediction.bands.get(place)
    shown = set() if band is None else {item.isVisible() for item in (band.between, *band.edges)}
    assert len(shown) < 2
    return True in shown


@pytest.mark.parametrize("quantity", ["rms", "norm"])
def test_the_line_has_a_band_from_the_output_layers_measured_value_on(panel, quantity):
    lane = make_lane(0, hidden=(4, 16, 6))
    panel.quantity_actions[quantity].trigger()
    panel.draw([lane], Selection())
    assert not is_band_visible(panel)
    assert "is being measured" in panel._describe(1.0, 0.0)
    lane = with_band(lane)
    panel.draw([lane], Selection())
    assert is_band_visible(panel)
    assert edges(panel)[:, -1] == pytest.approx(line(panel)[-1])
    assert edges(panel) - line(panel)[-1] == pytest.approx(
        lane.band.edges
        + (quantity == "norm") * (np.log10([8, 64, 96, 12]) - np.log10(12)) / 2.0  # norm = RMS · √(number of weights)
    )
    assert "90 % of networks drawn like this start within" in panel._describe(2.0, 0.0)
    for edge in edges(panel)[:, 1]:
        assert plain(10**edge) in panel._describe(2.0, 0.0)


def test_the_band_is_in_the_table(panel):
    lane = with_band(make_lane(20, hidden=(4, 4)))
    panel.draw([lane], Selection())
    assert pytest.approx(10 ** edges(panel)) == np.array([row[9:11] for row in panel.table()[1:]]).T


def test_the_band_is_hidden_with_its_line(panel):
    panel.draw([with_band(make_lane(20, hidden=(4, 4)))], Selection())
    panel.prediction_action.trigger()
    assert not is_band_visible(panel)
    assert "90 %" not in panel._describe(1.0, 0.0)
    panel.prediction_action.trigger()
    assert is_band_visible(panel)


def test_without_a_line_there_is_no_band(panel):
    panel.draw([with_band(make_lane(20, hidden=(4, 4), initializer="rai"))], Selection())
    assert not is_band_visible(panel)


def test_where_no_band_can_be_measured_the_crosshair_says_why(panel):
    lane = dataclasses.replace(make_lane(0, hidden=(4, 4)), band=Band(None, reason="the network is too large"))
    panel.draw([lane], Selection())
    assert panel.prediction.lines[0].isVisible()
    assert not is_band_visible(panel)
    assert "no band around it: the network is too large" in panel._describe(1.0, 0.0)


def test_each_lane_has_its_band(panel):
    lanes = [make_lane(20, 0, "A", hidden=(4, 4)), make_lane(20, 1, "B", hidden=(4, 4), activation="tanh")]
    panel.draw([with_band(lane) for lane in lanes], Selection())
    assert is_band_visible(panel, 0)
    assert is_band_visible(panel, 1)
    assert edges(panel, 0).tolist() != edges(panel, 1).tolist()
    panel.draw(lanes[:1], Selection())
    assert not is_band_visible(panel, 1)


def test_layers_without_gradient_in_some_draws_are_drawn_below_the_axis(panel):
    lane = make_lane(0, hidden=(4, 4))
    band = Band(np.array([[-np.inf, -0.5, 0.0], [0.5, 0.5, 0.0]]), 100)
    panel.draw([dataclasses.replace(lane, band=band)], Selection())
    assert np.isfinite(edges(panel)).all()
    assert edges(panel)[0, 0] < panel.range.range[0]
    panel.grab()
