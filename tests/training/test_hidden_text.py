import pytest

from actviz.registry import BadInput
from actviz.training.hidden_text import format_hidden, parse_hidden


@pytest.mark.parametrize(
    ("text", "hidden"),
    [("12", (12,)), ("32x3", (32,) * 3), ("32x2, 16 , 8", (32, 32, 16, 8)), ("4×2", (4, 4)), ("3*2", (3, 3))],
)
def test_hidden_text_is_read(text: str, hidden: tuple[int, ...]) -> None:
    assert parse_hidden(text) == hidden
    assert parse_hidden(format_hidden(hidden)) == hidden


@pytest.mark.parametrize("text", ["", "a", "3,", "-3", "3x", "x3", "3.5", "8x1000000", "1x99999999999", "3;4"])
def test_other_hidden_text_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(BadInput, match="hidden"):
        parse_hidden(text)
