"""Distinct values and the median agree with NumPy's."""

import subprocess
import sys

import numpy as np
import pytest

from actviz.nn.quantiles import distinct, median, quantile


@pytest.mark.parametrize(
    "values", [[], [3.0], [2.0, 1.0], [1, 2, 2, 0, 1], [np.nan, 1.0, np.nan], [np.inf, -np.inf, 5.0]]
)
def test_both_agree_with_numpys(values):
    np.testing.assert_array_equal(distinct(values), np.unique(values))
    expected = np.median(values) if values else np.nan
    assert median(values) == pytest.approx(expected, nan_ok=True)


def test_a_median_is_of_all_entries_whatever_the_shape():
    values = np.random.default_rng(0).normal(size=(7, 8))
    assert median(values) == np.median(values)


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.99, 1.0])
@pytest.mark.parametrize("n", [1, 2, 7, 100])
def test_quantiles_agree_with_numpys(n, share):
    values = np.random.default_rng(n).normal(size=n)
    assert quantile(values, share) == pytest.approx(np.quantile(values, share), rel=1e-12)


def test_a_quantile_of_what_is_not_a_number_is_none():
    assert np.isnan(quantile([1.0, np.nan, 2.0], 0.5))


def test_none_of_them_imports_masked_arrays():
    calls = "distinct([2, 1]); median([2, 1]); quantile([2, 1], 0.1)"
    source = f"import sys; from actviz.nn.quantiles import *; {calls}; print('numpy.ma' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
