"""The rows of a recording consist of texts, fields as JSON, configurations and arrays; each is checked when read.

Every `BadInput` names the fault; the reader of the file adds the file's name.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.number_text import whole
from actviz.recording.schema import to_json
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.translation import tr

MOST_LANES = 4
MOST_JSON = 1_000_000  # characters
NO_STEP = 1 << 53  # beyond any run


def plain_text(text: str) -> str:
    """Return the text with a question mark for each character that UTF-8 cannot encode."""
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=64)
def config_text(config: RunConfig) -> str:
    """Return a configuration as JSON."""
    return to_json(config.to_dict())


def array_bytes(array: NDArray[Any], kind: str) -> bytes:
    """Return an array's values in row-major order, as the NumPy type `kind`, such as "<f8"."""
    return np.ascontiguousarray(array, kind).tobytes()


def parse_facts(text: object) -> dict[str, Any]:
    """Return the facts of a row.

    Raises:
        BadInput: text that is too long, or no JSON object.
    """
    if not isinstance(text, str) or len(text) > MOST_JSON:
        raise BadInput(tr("it holds text that is too long"))
    value = json.loads(text)
    if not isinstance(value, dict):
        raise BadInput(tr("it holds text that is no JSON object"))
    return value


def parse_config(text: object) -> RunConfig:
    """Return a configuration.

    Raises:
        BadInput: the text is not a valid configuration.
    """
    return RunConfig.from_dict(parse_facts(text))


def text_of(facts: dict[str, Any], name: str) -> str:
    """Return a fact that is text.

    Raises:
        BadInput: naming a fact that is not.
    """
    value = facts[name]
    if not isinstance(value, str):
        raise BadInput(tr("{name} must be text", name=name))
    return value


def count_of(facts: dict[str, Any], name: str, most: int = NO_STEP) -> int:
    """Return a fact that is a whole number, 0 to `most`.

    Raises:
        BadInput: naming a fact that is not.
    """
    value = facts[name]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise BadInput(tr("{name} must be a whole number between 0 and {most}", name=name, most=whole(most)))
    return value


def count_or_none(facts: dict[str, Any], name: str) -> int | None:
    """Return a fact that is a whole number, or null.

    Raises:
        BadInput: naming a fact that is neither.
    """
    return None if facts[name] is None else count_of(facts, name)


def number_or_none(facts: dict[str, Any], name: str) -> float | None:
    """Return a fact that is a number, or null."""
    return None if facts[name] is None else float(facts[name])
