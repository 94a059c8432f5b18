import pytest
from hypothesis import given
from hypothesis import strategies as st

from actviz.registry import BadInput
from actviz.training.config.layer_widths import format_hidden, parse_hidden


@pytest.mark.parametrize(
    ("text", "sizes"),
    [("8", (8,)), ("32x4", (32,) * 4), (" 32 x 2 , 16,8 ", (32, 32, 16, 8)), ("4×2", (4, 4)), ("4X2", (4, 4))],
)
def test_widths_and_repeats_are_read(text, sizes):
    assert parse_hidden(text) == sizes


@pytest.mark.parametrize("text", ["", "x", "8,", "8x", "-3", "8.5", "8x2x2", "eight", "٣"])
def test_other_text_is_refused_with_an_example_of_what_is_meant(text):
    with pytest.raises(BadInput, match=r"must be widths such as 12 or 32x4,16,8, got "):
        parse_hidden(text)


@pytest.mark.parametrize("text", ["8x999999", ",".join(["8"] * 201)])
def test_too_many_layers_are_refused_before_they_are_made(text):
    with pytest.raises(BadInput, match="between 1 and 200 layers, got "):
        parse_hidden(text)


@given(st.lists(st.integers(1, 4096), min_size=1, max_size=200))
def test_what_is_written_is_read_back(sizes):
    assert parse_hidden(format_hidden(tuple(sizes))) == tuple(sizes)
