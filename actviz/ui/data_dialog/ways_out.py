"""Ways out: the options of the command line that a sentence about a file names, as something to click."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from typing import Any, NamedTuple

from actviz.data.reading.choices import DataChoices

_OPTION = re.compile(r"; [^;]*--[^;]*$| \([^()]*--.*\)$|: it has [^:]*--[^:]*$")  # where a sentence speaks of options
_WAY = re.compile(r"""--([a-z-]+)[ =]("[^"]*"|'[^']*'|\S+) (takes|leaves|keeps|fills|if) ([^,;()]*)""")
# in other languages the words stand behind the option and its value, up to the next full-width sign
_OPTION_ELSE = re.compile(r"；[^；]*--[^；]*$|（[^（）]*--.*）$")
_WAY_ELSE = re.compile(r"""--([a-z-]+)[ =]("[^"]*"|'[^']*'|\S+) ?([^\x00-\x7f，；（）][^，；（）]*)""")
_VERBS = {"takes": "Take", "leaves": "Leave", "keeps": "Keep", "fills": "Fill"}
_SEVERAL = ("target", "inputs", "ignore", "categorical", "missing_values")
_YES_NO = {"yes": True, "no": False}


class WayOut(NamedTuple):
    """What a click does, in words, and the choices that it leads to."""

    text: str
    choices: DataChoices


def without_options(sentence: str) -> str:
    """Return the sentence without the options that it ends with: in the window a click does it."""
    return _OPTION_ELSE.sub("", _OPTION.sub("", sentence))


def ways_out(sentence: str, choices: DataChoices) -> list[WayOut]:
    """Return what the sentence's options would change in the choices."""
    found = []
    ways = _WAY.findall(sentence) or [(option, value, "", rest) for option, value, rest in _WAY_ELSE.findall(sentence)]
    for option, value, verb, rest in ways:
        name, text = option.replace("-", "_"), "".join(shlex.split(value))
        given: Any = _YES_NO.get(text) if name == "header" else text
        if name in _SEVERAL:
            given = (*getattr(choices, name), text)
        words = f"{_VERBS[verb]} {rest}" if verb in _VERBS else f"{rest[:1].upper()}{rest[1:]}"
        found.append(WayOut(words.strip(), replace(choices, **{name: given})))
    return found
