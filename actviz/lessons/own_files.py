"""Lessons, scenes and proofs in files of one's own: read within bounds, told apart by what stands in them.

A path of data or weights in such a file is one beside the file, unless it is absolute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from actviz.disk import kind_of, read_file
from actviz.lessons.lesson import Lesson
from actviz.lessons.lesson_file import lessons, read_lesson
from actviz.lessons.scene import Scene, read_scene, scene
from actviz.outside_text import file_name, toml_table
from actviz.registry import BadInput, Registry
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.text_format import NamedConfig
from actviz.translation import tr

if TYPE_CHECKING:
    from actviz.lessons.proofs.proof import Proof

SUFFIX = ".toml"
MOST_BYTES = 400_000  # the longest lesson of the program's own has 20,000
Own = Union[Lesson, Scene, "Proof"]
LESSON, SCENE, PROOF = "lesson", "scene", "proof"
_BY_FIELD: Mapping[str, str] = {
    "summary": LESSON, "minutes": LESSON, "draws": LESSON, "source": PROOF, "setting": PROOF, "network": PROOF,
    "claim": SCENE, "caption": SCENE, "action": SCENE, "number": SCENE,
}  # fmt: skip


def _read_proof(text: str, name: str) -> Own:
    from actviz.lessons.proofs.proof_file import read_proof  # no start of the window needs it

    return read_proof(text, name)


_READERS: Mapping[str, Callable[[str, str], Own]] = {LESSON: read_lesson, SCENE: read_scene, PROOF: _read_proof}


def is_own_file(path: str) -> bool:
    """Whether a file's name is that of a lesson, a scene or a proof."""
    return path.lower().endswith(SUFFIX)


def own_text(path: Path) -> str:
    """Return the text of a file of one's own.

    Raises:
        BadInput: it cannot be read, is too long, or is not UTF-8.
    """
    name = file_name(path)
    try:
        return read_file(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise BadInput(tr("{name}, line {line}: this is not UTF-8 text", name=name, line=line)) from None
    except OSError as problem:
        raise BadInput(tr("{name} cannot be read: {why}", name=name, why=problem.strerror or problem)) from None
    except ValueError as fault:  # also: a name that no file can have
        raise (
            fault
            if isinstance(fault, BadInput)
            else BadInput(tr("{name} cannot be read: {fault}", name=name, fault=fault))
        ) from None


def read_own(path: Path, kind: str = "") -> Own:
    """Return the lesson, scene or proof of a file, whose key is then its absolute path; of this kind, if one is given.

    Raises:
        BadFile: one sentence for each fault, with the file, the line and the rule.
        BadInput: it cannot be read, or is none of them.
    """
    text, name = own_text(path), file_name(path)
    found = _READERS[kind or _kind_of(text, name)](text, name)
    folder, key = path.absolute().parent, str(path.absolute())
    if isinstance(found, Scene):
        return replace(found, key=key, lanes=_beside(found.lanes, folder))
    if isinstance(found, Lesson):
        return replace(
            found, key=key, steps=tuple(replace(step, lanes=_beside(step.lanes, folder)) for step in found.steps)
        )
    return found


def key_or_file(asked: str, kind: str, entries: Registry[Any]) -> str:
    """Return a key of the program's own, or the absolute path of a file that is sound.

    Raises:
        BadInput: there is neither such a key nor such a file, or the file has a fault.
    """
    path = Path(asked)
    if asked in entries or not (is_own_file(asked) or kind_of(path)):
        return str(entries[asked].key)
    return str(read_own(path, kind).key)


def _kind_of(text: str, name: str) -> str:
    try:
        values = toml_table(text)
    except BadInput as fault:
        raise BadInput(tr("{name} cannot be read: {fault}", name=name, fault=fault)) from None
    if isinstance(values.get("step"), list):
        return LESSON
    kind = next((kind for field, kind in _BY_FIELD.items() if field in values), None)
    if kind is not None:
        return kind
    if values and set(values) <= {*FIELDS, "lane"}:
        raise BadInput(
            tr("{name} is a configuration: copy its text, and Edit › Paste configuration runs it", name=name)
        )
    raise BadInput(
        tr(
            "{name} is neither a lesson, which has steps under lines [[step]], nor a scene, which has a claim, nor a "
            "proof, which has a source",
            name=name,
        )
    )


def _beside(lanes: tuple[NamedConfig, ...], folder: Path) -> tuple[NamedConfig, ...]:
    return tuple(NamedConfig(name, _config_beside(config, folder)) for name, config in lanes)


def _config_beside(config: RunConfig, folder: Path) -> RunConfig:
    changes: dict[str, Any] = {
        field: str(folder / path)
        for field in ("data_path", "weights_file")
        if (path := getattr(config, field)) is not None and not Path(path).is_absolute()
    }
    return config.replace(**changes) if changes else config


def lesson_of(key: str) -> Lesson:
    """Return the lesson with this key, or in the file with this absolute path.

    Raises:
        BadInput: there is none, or the file has a fault.
    """
    found = read_own(Path(key), LESSON) if Path(key).is_absolute() else lessons().entries[key]
    assert isinstance(found, Lesson)
    return found


def scene_of(key: str) -> Scene:
    """Return the scene with this key, or in the file with this absolute path.

    Raises:
        BadInput: there is none, or the file has a fault.
    """
    found = read_own(Path(key), SCENE) if Path(key).is_absolute() else scene(key)
    assert isinstance(found, Scene)
    return found
