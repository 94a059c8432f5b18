"""A histogram's bars are wide enough to be seen, and lose no value."""

import numpy as np
import pytest

from actviz.training.unit_state import LayerHistogram
from actviz.ui.plots.histogram_bars import LEAST_ALONE_PX, LEAST_BAR_PX, bar_near, wide_bins

COUNTS = np.arange(60)


def histogram(low, high, counts=COUNTS):
    return LayerHistogram(counts, low, high, 0.0, 0.0)


def test_bins_that_are_wide_enough_stay_as_they_are():
    edges, counts = wide_bins(histogram(-1.0, 2.0), 0.02)
    np.testing.assert_allclose(edges, np.linspace(-1.0, 2.0, 61))
    assert counts.tolist() == COUNTS.tolist()


@pytest.mark.parametrize("z_per_px", [0.03, 0.07, 0.2, 0.9, 1.5, 40.0])
def test_narrow_bins_are_counted_together_until_they_can_be_seen(z_per_px):
    edges, counts = wide_bins(histogram(-1.0, 2.0), z_per_px)
    assert np.diff(edges).min() >= 0.999 * LEAST_BAR_PX * z_per_px
    assert counts.sum() == COUNTS.sum()
    assert edges[0] <= -1.0
    assert edges[-1] >= 2.0


def test_values_all_but_equal_stand_in_one_bar_about_them():
    edges, counts = wide_bins(histogram(-0.7124, -0.7120), 0.01)
    assert counts.tolist() == [COUNTS.sum()]
    assert edges.mean() == pytest.approx(-0.7122)
    assert np.ptp(edges) == pytest.approx(LEAST_ALONE_PX * 0.01)


def test_a_pointer_beside_a_bar_finds_it():
    edges, counts = np.array([0.0, 1.0, 2.0, 3.0]), np.array([5, 0, 0])
    assert bar_near(edges, counts, 1.1, 0.1) == 0
    assert bar_near(edges, counts, -0.3, 0.1) == 0
    assert bar_near(edges, counts, 2.5, 0.1) == 2
    assert bar_near(edges, counts, -2.0, 0.1) is None
