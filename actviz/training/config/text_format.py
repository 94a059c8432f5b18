"""Configurations as text, both ways: one line to paste into a chat, and TOML for a file.

One line: `actviz: relu 12x8 he_normal sgd lr=0.3 data=circle seed=3`. A word is an activation, an initializer, an
optimizer or the layers' widths, whichever it is; the rest is name=value, quoted as a shell does. Lanes follow
after `|`, with what each has for itself: `actviz: 12x8 sgd | name=A sigmoid | name=B relu`.

TOML: the same fields by their full names, and one `[[lane]]` table for each lane where there are several.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.number_text import whole
from actviz.outside_text import toml_table
from actviz.registry import MOST_QUOTED, BadInput, quoted
from actviz.training.config.config import BEFORE, FIELDS, SHARED_FIELDS, RunConfig
from actviz.training.config.layer_widths import format_hidden, parse_hidden
from actviz.training.config.setting_text import differing_fields, read_value, typed_text
from actviz.translation import mark, tr

PREFIX = "actviz:"
MOST_CHARACTERS = 200_000
SHORT = {
    "lr": "learning_rate", "data": "dataset", "file": "data_path", "batch": "batch_size", "decay": "weight_decay",
    "clip": "clip_norm", "test": "test_fraction", "examples": "n_examples", "scale": "init_scale", "bias": "bias_init",
    "draw": "weights_draw", "warmup": "warmup_steps", "weights": "weights_file",
}  # fmt: skip
_SHORT_OF = {name: short for short, name in SHORT.items()}
_BARE = ("activation", "hidden", "initializer", "optimizer")  # written as a word alone
_ALWAYS = (*_BARE, "learning_rate", "dataset", "seed")  # said in the line even where it is the default
HEADER = """\
# A configuration of actviz: Edit > Paste configuration takes it, and so does `actviz run --config FILE`.
# What is not named here has its default; `actviz run --help` lists every field.
"""


class NamedConfig(NamedTuple):
    """A lane's name, empty for a single one, and its configuration."""

    name: str
    config: RunConfig


Lanes = Sequence[NamedConfig]


def read_text(text: str) -> tuple[NamedConfig, ...]:
    """Return what a text of either form describes.

    Raises:
        BadInput: one sentence with the place (line and column, or the word or field) and the rule.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadInput(
            tr(
                "A configuration has at most {most} characters, and this text has {n}.",
                most=whole(MOST_CHARACTERS),
                n=whole(len(text)),
            )
        )
    stripped = text.strip()
    if stripped[: len(PREFIX)].lower() == PREFIX:
        return read_line(stripped)
    if not stripped:
        raise BadInput(
            tr("There is no text: a configuration is a line that begins with {prefix}, or TOML.", prefix=repr(PREFIX))
        )
    if "\n" not in stripped and "=" not in stripped and not stripped.startswith("["):
        raise BadInput(
            tr("This text is no configuration: it must begin with {prefix}, or be TOML.", prefix=repr(PREFIX))
        )
    return read_toml(text)


# One line


def to_line(lanes: Lanes) -> str:
    """Return the configurations as one line that `read_line` takes back."""
    common, own = _parted([config for _, config in lanes], _ALWAYS)
    parts = [" ".join([PREFIX, *_words(common)])]
    if len(lanes) > 1:
        parts += [
            " ".join([shlex.quote(f"name={name}"), *_words(values)])
            for (name, _), values in zip(lanes, own, strict=True)
        ]
    return " | ".join(parts)


def _words(values: Mapping[str, Any]) -> list[str]:
    """Return the fields as words; what stands alone comes first."""
    names = [*(n for n in _ALWAYS if n in values), *(n for n in values if n not in _ALWAYS)]
    return [shlex.quote(_word(name, values[name])) for name in names]


def _word(name: str, value: Any) -> str:
    text = typed_text(name, value)
    if name in _BARE and _field_of(text) == name:
        return text
    return f"{_SHORT_OF.get(name, name)}={text}"


def read_line(line: str) -> tuple[NamedConfig, ...]:
    """Return what one line describes.

    Raises:
        BadInput: a word that means nothing or a value that breaks its rule, named with its place in the line.
    """
    try:
        words = shlex.split(line.strip()[len(PREFIX) :])
    except ValueError:  # the only fault that it finds
        raise BadInput(tr("The configuration ends inside quotes: a ' or \" is not closed.")) from None
    groups: list[list[tuple[int, str]]] = [[]]
    for place, word in enumerate(words, 1):
        if word == "|":
            groups.append([])
        else:
            groups[-1].append((place, word))
    common = _fields(groups[0])
    if "name" in common:
        raise BadInput(
            tr("Word {place} of the configuration names a lane: lanes come after a |.", place=groups[0][0][0])
        )
    return _lanes(common, [_fields(group) for group in groups[1:]])


def _fields(words: Sequence[tuple[int, str]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for place, word in words:
        try:
            name, value = _read_word(word)
            if name in values:
                raise BadInput(tr("{name} is given twice", name=name))
        except BadInput as error:
            told = tr("Word {place} of the configuration, {word}: {fault}", place=place, word=quoted(word), fault=error)
            raise BadInput(_sentence(told)) from None
        values[name] = value
    return values


def _read_word(word: str) -> tuple[str, Any]:
    key, sign, text = word.partition("=")
    if not sign or not key:
        name = _field_of(word)
        if name is None:
            near = _near(word, [*ACTIVATIONS, *INITIALIZERS, *OPTIMIZERS])
            told = tr("no activation, initializer, optimizer, widths such as 12x8, or name=value")
            raise BadInput(told + near)
        return name, read_value(name, word)
    name = SHORT.get(key, key)
    if name == "name":
        return name, text
    if name not in FIELDS:
        raise BadInput(tr("there is no setting {name}", name=quoted(key)) + _near(key, [*SHORT, *FIELDS]))
    return name, read_value(name, text)


def _field_of(word: str) -> str | None:
    """Return the field that a word alone is a value of."""
    if word[:1].isdigit():
        return "hidden"
    if word in INITIALIZERS:
        return "initializer"
    if word in OPTIMIZERS:
        return "optimizer"
    if word.startswith("=") or word in ACTIVATIONS or (word and all(key in ACTIVATIONS for key in word.split(","))):
        return "activation"
    return None


# TOML


def to_toml(lanes: Lanes) -> str:
    """Return the configurations as TOML: what differs from the defaults, and a table for each of several lanes."""
    return "\n".join([HEADER, *_lines(lanes)]).rstrip() + "\n"


def to_toml_table(lanes: Lanes, table: str) -> list[str]:
    """Return the lines of a table of this name, in a larger file, that `from_table` takes back."""
    return [f"[{table}]", *_lines(lanes, f"{table}.")]


def _lines(lanes: Lanes, inside: str = "") -> list[str]:
    common, own = _parted([config for _, config in lanes])
    lines = _assignments(common)
    if len(lanes) > 1 or (inside and lanes[0].name):
        for (name, _), values in zip(lanes, own, strict=True):
            lines += ["", f"[[{inside}lane]]", f"name = {toml_value(name)}", *_assignments(values)]
    return lines


def _assignments(values: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {toml_value(format_hidden(v) if name == 'hidden' else v)}" for name, v in values.items()]


def toml_value(value: Any) -> str:
    """Return a setting's value, or a text, as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # else TOML's escapes are JSON's


def read_toml(text: str) -> tuple[NamedConfig, ...]:
    """Return what TOML describes.

    Raises:
        BadInput: no TOML, with line and column; an unknown field, or a value that breaks its rule.
    """
    try:
        values = toml_table(text)
    except BadInput as error:
        raise BadInput(tr("The configuration cannot be read: {error}.", error=error)) from None
    return from_table(values)


def from_table(values: Mapping[str, Any]) -> tuple[NamedConfig, ...]:
    """Return what a table of TOML describes: fields by name, and under "lane" a list of what each lane has for itself.

    Raises:
        BadInput: an unknown field, or a value that breaks its rule.
    """
    values = dict(values)
    lanes = values.pop("lane", [])
    if not isinstance(lanes, list) or not all(isinstance(lane, dict) for lane in lanes):
        raise BadInput(tr("The configuration's lanes must be tables, each under a line [[lane]]."))
    return _lanes(_from_toml(values), [_from_toml(lane) for lane in lanes])


def _from_toml(values: Mapping[str, Any]) -> dict[str, Any]:
    turned: dict[str, Any] = {}
    for name, value in values.items():
        if name not in FIELDS and name != "name":
            told = tr("The configuration has no setting {name}", name=quoted(name))
            raise BadInput(_sentence(told + _near(name, [*FIELDS])))
        if name == "hidden" and isinstance(value, str):
            value = parse_hidden(value)
        turned[name] = tuple(value) if isinstance(value, list) else value
    return turned


# Both


def _parted(configs: Sequence[RunConfig], always: Sequence[str] = ()) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what all configurations share, and what each has for itself; defaults are left out where they may be."""
    usual = RunConfig()
    differing = differing_fields(configs)

    def said(name: str, config: RunConfig) -> bool:
        return name in always or getattr(config, name) != getattr(usual, name)

    common = {n: getattr(configs[0], n) for n in FIELDS if n not in differing and said(n, configs[0])}
    own = [{n: getattr(c, n) for n in FIELDS if n in differing and said(n, c)} for c in configs]
    if common.get("data_path") is not None and common.get("dataset") == usual.dataset:
        del common["dataset"]  # the file takes its place
    return common, own


def _lanes(common: dict[str, Any], own: Sequence[dict[str, Any]]) -> tuple[NamedConfig, ...]:
    lanes = []
    for number, values in enumerate(own or [{}], 1):
        fields = BEFORE | common | values
        name = fields.pop("name", "")
        if not isinstance(name, str):
            raise BadInput(tr("The name of lane {number} must be text, got {name}.", number=number, name=quoted(name)))
        try:
            config = RunConfig().replace(**fields)
        except BadInput as error:
            told = mark("Lane {number} of the configuration: {fault}") if own else mark("The configuration: {fault}")
            raise BadInput(_sentence(tr(told, number=number, fault=error))) from None
        lanes.append(NamedConfig(" ".join(name.split())[:24], config))
    for name in differing_fields([config for _, config in lanes]):
        if name in SHARED_FIELDS:
            raise BadInput(
                tr("The configuration's lanes differ in {name}, which lanes side by side must share.", name=name)
            )
    return tuple(lanes)


def _sentence(text: str) -> str:
    return text if text.endswith(("?", ".", "？", "。")) else tr("{sentence}.", sentence=text)


def _near(word: str, known: Sequence[str]) -> str:
    """Return ": did you mean …?" for a word near a known one."""
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.6) if len(word) <= MOST_QUOTED else []
    return tr(": did you mean {near}?", near=repr(close[0])) if close else ""
