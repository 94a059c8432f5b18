"""Settings: what the window remembers from one start to the next, in one JSON file.

A value that cannot be used costs a warning and its own default, never the start; the file is replaced in one
move, so that a crash while writing leaves the old one.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from actviz.app.kept_lesson import KeptLesson
from actviz.app.paths import no_home_sentence, settings_file
from actviz.disk import read_file, replacing
from actviz.number_text import compact
from actviz.registry import quoted
from actviz.resource_files import languages
from actviz.training.config.config import RunConfig
from actviz.translation import mark, tr

VERSION = 1
THEMES = ("system", "light", "dark")
SYSTEM_LANGUAGE = "system"
LEAST_TEXT, MOST_TEXT = 100, 200  # percent of the usual size
MAX_FILE_BYTES = 4_000_000
MIN_SPEED, MAX_SPEED = 1e-3, 1e9  # steps a second
MOST_TEXTS = 100  # in a list
MOST_REASON = 200  # characters


class OwnFile(NamedTuple):
    """A lesson or a scene of the user's own that was opened."""

    kind: str
    path: str
    title: str


@dataclass
class Settings:
    """The remembered state; `config` is None at the very first start.

    Without a path nothing is read or kept (a self-test, a picture). `geometry` and `layout` are what Qt's
    saveGeometry and saveState returned; `warnings` has one sentence for each value that could not be used.
    """

    path: Path | None = None
    theme: str = "system"
    language: str = SYSTEM_LANGUAGE  # or a code, such as "en"; another one counts from the next start on
    preset: str = "overview"
    speed: float | None = None  # steps a second; None is unlimited
    config: RunConfig | None = None
    geometry: bytes = b""
    layout: bytes = b""
    more_activations: bool = False
    recent: tuple[str, ...] = ()  # recordings that the user saved or opened, the latest first
    searched: tuple[str, ...] = ()  # what was found by the search and used, the latest first
    last_session: str = ""  # the recording that comes back at the next start
    more_settings: bool = False  # the settings that are folded away at first are shown
    cures: bool = False  # likewise normalisation, residual connections and dropout
    text_percent: int = LEAST_TEXT  # the size of text, of its usual one
    reduced_motion: bool = False  # nothing on screen moves on its own
    lessons: dict[str, tuple[int, bool]] = field(
        default_factory=dict
    )  # by key: the step come to, and whether it is done
    kept_lessons: dict[str, KeptLesson] = field(default_factory=dict)  # by key: the answers and runs of those left
    own_files: tuple[OwnFile, ...] = ()  # lessons and scenes of the user's that were opened, the latest first
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path | None = None) -> Settings:
        """Read the settings; a missing file gives the defaults without a warning."""
        place = path or settings_file()
        settings = cls(place)
        if path is None and no_home_sentence():
            settings.warnings.append(no_home_sentence())
        values = settings._read_file(place)
        for name, reader in _READERS.items():
            if name in values:
                settings._read_value(name, reader, values[name])
        return settings

    def save(self) -> str | None:
        """Write the settings; return one sentence when that was not possible."""
        if self.path is None:
            return None
        values: dict[str, Any] = {
            "version": VERSION,
            "theme": self.theme,
            "language": self.language,
            "preset": self.preset,
            "speed": self.speed,
            "config": None if self.config is None else self.config.to_dict(),
            "geometry": base64.b64encode(self.geometry).decode("ascii"),
            "layout": base64.b64encode(self.layout).decode("ascii"),
            "more_activations": self.more_activations,
            "recent": list(self.recent),
            "searched": list(self.searched),
            "last_session": self.last_session,
            "more_settings": self.more_settings,
            "cures": self.cures,
            "text_percent": self.text_percent,
            "reduced_motion": self.reduced_motion,
            "lessons": {key: list(progress) for key, progress in self.lessons.items()},
            "kept_lessons": {key: kept.to_plain() for key, kept in self.kept_lessons.items()},
            "own_files": [list(each) for each in self.own_files],
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self.path) as fresh:
                fresh.write_text(json.dumps(values, indent=1), encoding="utf-8")
        except OSError as problem:
            told = mark("The settings could not be saved in {path}: {why}.")
            return tr(told, path=self.path, why=problem.strerror or problem)
        return None

    def _read_file(self, path: Path) -> dict[str, Any]:
        try:
            values = json.loads(read_file(path, MAX_FILE_BYTES), parse_int=_whole)
            if not isinstance(values, dict):
                raise ValueError("it holds no settings")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as problem:
            self.warnings.append(f"The settings in {path} cannot be read, so defaults are used: {problem}.")
            return {}
        return values

    def _read_value(self, name: str, reader: Callable[[Any], Any], value: Any) -> None:
        try:
            setattr(self, name, reader(value))
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as problem:
            reason = str(problem)[:MOST_REASON]
            self.warnings.append(f"The remembered {name.replace('_', ' ')} is not used: {reason}.")


def _theme(value: Any) -> str:
    if value not in THEMES:
        raise ValueError(f"theme must be one of {', '.join(THEMES)}, got {quoted(value)}")
    return str(value)


def _language(value: Any) -> str:
    if value not in (SYSTEM_LANGUAGE, *languages()):
        raise ValueError(f"language must be one of {', '.join((SYSTEM_LANGUAGE, *languages()))}, got {quoted(value)}")
    return str(value)


def _whole(digits: str) -> int | float:
    """Return a whole number of JSON; Python reads none of thousands of digits, and no setting is one."""
    return int(digits) if len(digits) < 400 else float(digits)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"it must be text, got {quoted(value)}")
    os.fsencode(value)  # raises ValueError for what can be part of no name
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"it must be true or false, got {quoted(value)}")
    return value


def _text_percent(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not LEAST_TEXT <= value <= MOST_TEXT:
        raise ValueError(f"it must be {LEAST_TEXT} to {MOST_TEXT} percent, got {quoted(value)}")
    return value


def _speed(value: Any) -> float | None:
    if value is None:
        return None
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not MIN_SPEED <= value <= MAX_SPEED:
        raise ValueError(
            f"speed must be {compact(MIN_SPEED)} to {compact(MAX_SPEED)} steps a second, got {quoted(value)}"
        )
    return float(value)


def _config(value: Any) -> RunConfig | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError(f"config must be a table of fields, got {type(value).__name__}")
    return RunConfig.from_dict(value)


def _bytes(value: Any) -> bytes:
    return base64.b64decode(_text(value), validate=True)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"it must be a list, got {quoted(value)}")
    return tuple(_text(each) for each in value[:MOST_TEXTS])


def _lessons(value: Any) -> dict[str, tuple[int, bool]]:
    if not isinstance(value, dict):
        raise ValueError(f"it must be a table of lessons, got {quoted(value)}")
    found = {}
    for key, progress in list(value.items())[:MOST_TEXTS]:
        step, done = progress
        if type(step) is not int or step < 0:
            raise ValueError(f"a lesson's step must be a whole number, got {quoted(step)}")
        found[_text(key)] = (step, _flag(done))
    return found


def _kept_lessons(value: Any) -> dict[str, KeptLesson]:
    if not isinstance(value, dict):
        raise ValueError(f"it must be a table of lessons, got {quoted(value)}")
    return {_text(key): KeptLesson.from_plain(kept) for key, kept in list(value.items())[:MOST_TEXTS]}


def _own_files(value: Any) -> tuple[OwnFile, ...]:
    if not isinstance(value, list):
        raise ValueError(f"it must be a list, got {quoted(value)}")
    return tuple(OwnFile(*map(_text, each)) for each in value[:MOST_TEXTS])


_READERS: dict[str, Callable[[Any], Any]] = {
    "theme": _theme,
    "language": _language,
    "preset": _text,
    "speed": _speed,
    "config": _config,
    "geometry": _bytes,
    "layout": _bytes,
    "more_activations": _flag,
    "recent": _texts,
    "searched": _texts,
    "last_session": _text,
    "more_settings": _flag,
    "cures": _flag,
    "text_percent": _text_percent,
    "reduced_motion": _flag,
    "lessons": _lessons,
    "kept_lessons": _kept_lessons,
    "own_files": _own_files,
}
