"""The hidden layers' widths as short text and back: `32x4,16,8` is four layers of 32, one of 16, one of 8."""

from __future__ import annotations

import re
from itertools import groupby

from actviz.number_text import whole
from actviz.registry import BadInput, quoted
from actviz.training.config.network_shape import MAX_LAYERS
from actviz.translation import tr

_PART = re.compile(r"([0-9]{1,6})(?:\s*[x×*]\s*([0-9]{1,6}))?")


def parse_hidden(text: str) -> tuple[int, ...]:
    """Return the widths that the text names, first layer first; RunConfig checks their ranges.

    Raises:
        BadInput: text of another form, or more layers than a network may have.
    """
    sizes: list[int] = []
    for part in text.strip().split(","):
        match = _PART.fullmatch(part.strip().lower())
        if match is None:
            raise BadInput(
                tr("hidden layers must be widths such as 12 or 32x4,16,8, got {text}", text=quoted(text.strip()))
            )
        count = int(match[2] or 1)
        if len(sizes) + count > MAX_LAYERS:
            raise BadInput(
                tr(
                    "hidden must have between 1 and {most} layers, got {n}",
                    most=MAX_LAYERS,
                    n=whole(len(sizes) + count),
                )
            )
        sizes += [int(match[1])] * count
    return tuple(sizes)


def format_hidden(hidden: tuple[int, ...]) -> str:
    """Return the shortest text that `parse_hidden` reads as these widths."""
    runs = [(width, len(list(same))) for width, same in groupby(hidden)]
    return ",".join(f"{width}x{count}" if count > 1 else str(width) for width, count in runs)
