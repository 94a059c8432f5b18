"""Numbers as text."""

import math

import pytest

from actviz import number_text
from actviz.number_text import (
    compact,
    factor_text,
    figure,
    fixed,
    fraction_text,
    in_points,
    percent,
    plain,
    power_of_ten,
    scientific,
    signed,
    unbroken,
    whole,
)
from actviz.translation import tr_count


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.21e-6, "3.2·10⁻⁶"),
        (-1.74e13, "−1.7·10¹³"),
        (9.99e-6, "1.0·10⁻⁵"),
        (0.0, "0"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "–"),
        (5e-324, "4.9·10⁻³²⁴"),
    ],
)
def test_exponents(value, text):
    assert scientific(value) == text


def test_beside_a_power_of_ten_are_the_decimals_asked_for():
    assert [scientific(8.04e-3, n) for n in (0, 2)] == ["8·10⁻³", "8.04·10⁻³"]
    assert (scientific(1e-45, 0), scientific(-1e5, 0), power_of_ten(-12.0)) == ("10⁻⁴⁵", "−10⁵", "10⁻¹²")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.3, "0.3"),
        (-2.0, "−2"),
        (-0.0, "0"),
        (1000.0, "1000"),
        (0.0001, "0.0001"),
        (1e-5, "10⁻⁵"),
        (2.5e-7, "2.5·10⁻⁷"),
        (-1e20, "−10²⁰"),
        (1.25e8, "1.25·10⁸"),
        (math.nan, "–"),
    ],
)
def test_settings_are_as_short_as_they_go(value, text):
    assert compact(value) == text


@pytest.mark.parametrize("value", [10.0**k * m for k in range(-44, 30, 7) for m in (1.0, -3.3, 9.99999)])
def test_no_number_has_an_e(value):
    for write in (scientific, compact, figure, plain, signed, lambda v: factor_text(math.log10(abs(v)))):
        assert "e" not in write(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.25"),
        (-1.8449, "−1.84"),
        (999.9, "1,000"),
        (12345.6, "12,346"),
        (0.00099, "9.9·10⁻⁴"),
        (123456.0, "1.2·10⁵"),
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


@pytest.mark.parametrize("text", ["at 50 % now.", "it reaches layer 1. So it", "it reaches layer 1."])
def test_no_line_ends_before_a_percent_sign_or_the_last_number_of_a_sentence(text):
    kept = unbroken(text)
    assert kept.replace("\N{NO-BREAK SPACE}", " ") == text
    assert kept.count("\N{NO-BREAK SPACE}") == 1
    assert unbroken("rate 0.5, layers 1 to 3 of 8 steps") == "rate 0.5, layers 1 to 3 of 8 steps"


@pytest.fixture
def german():
    number_text.use(",", ".")
    yield
    number_text.use(".", ",")


@pytest.mark.usefixtures("german")
def test_the_separators_are_those_of_the_language_in_use():
    assert [whole(1_234_567), fixed(1234.56, 1), plain(12_345.6)] == ["1.234.567", "1.234,6", "12.346"]
    assert [plain(0.25), figure(0.694), compact(0.001), signed(-0.5)] == ["0,25", "0,69", "0,001", "−0,5"]
    assert [scientific(9.1e-13), factor_text(-0.5), fraction_text(1 / 190_000)] == ["9,1·10⁻¹³", "0,32", "1/190.000"]


@pytest.mark.usefixtures("german")
def test_a_number_is_read_as_it_is_written():
    assert [float(in_points(text)) for text in ("0,25", "−0,5", "1.234,5", "1.234.567", "0.25", "12 000")] == [
        0.25, -0.5, 1234.5, 1234567.0, 0.25, 12000.0,
    ]  # fmt: skip


def test_in_english_a_decimal_comma_is_read_too():
    assert [in_points(text) for text in ("0.25", "0,25", " −3 ", "1,234.5")] == ["0.25", "0.25", "-3", "1,234.5"]


@pytest.mark.usefixtures("german")
def test_a_count_in_a_sentence_is_written_as_other_numbers_are():
    assert tr_count("{n:,} unit", "{n:,} units", 12_000) == "12.000 units"
    assert tr_count("{n} run of {all}", "{n} runs of {all}", 1_500, all="2") == "1.500 runs of 2"
    assert tr_count("{n} unit", "{n} units", 1) == "1 unit"
