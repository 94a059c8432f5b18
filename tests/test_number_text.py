"""Numbers as text."""

import math

import pytest

from actviz.number_text import factor_text, figure, percent, plain, scientific, signed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.21e-6, "3.2e-06"),
        (-1.74e13, "−1.7e+13"),
        (9.99e-6, "1.0e-05"),
        (0.0, "0.0e+00"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "–"),
        (5e-324, "4.9e-324"),
    ],
)
def test_exponents(value, text):
    assert scientific(value) == text


def test_beside_an_exponent_are_the_decimals_asked_for():
    assert (scientific(8.04e-3, 0), scientific(8.04e-3, 2)) == ("8e-03", "8.04e-03")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.25"),
        (-1.8449, "−1.84"),
        (999.9, "1,000"),
        (12345.6, "12,346"),
        (0.00099, "9.9e-04"),
        (123456.0, "1.2e+05"),
        (math.inf, "∞"),
        (0.0, "0"),
    ],
)
def test_numbers_have_three_figures(value, text):
    assert plain(value) == text
    assert signed(value) == (text if value <= 0 else "+" + text)


def test_numbers_have_as_many_figures_as_asked():
    assert (plain(0.123456, 4), signed(-12.3456, 2)) == ("0.1235", "−12")


def test_factors_beyond_floats_are_written():
    assert factor_text(-400.5) == "3.2·10⁻⁴⁰¹"


def test_what_is_missing_is_a_dash():
    assert (figure(None), figure(math.nan), percent(None), percent(math.nan)) == ("–",) * 4
