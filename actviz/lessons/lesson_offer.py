"""The lesson that a first start offers, read as far as an offer of it needs: the whole takes ten times as long."""

from __future__ import annotations

from actviz.lessons.lesson import Lesson
from actviz.lessons.lesson_file import FOLDER, SUFFIX, TEXTS, read_lesson
from actviz.lessons.translated import translated
from actviz.resource_files import resource

FIRST = "activation"
STEP = "[[step]]"


def first_lesson() -> Lesson:
    """Read the lesson FIRST, in the language in use, up to its second step.

    Raises:
        BadInput: one sentence with the file, the line and the rule.
    """
    file = resource(f"{FOLDER}/{FIRST}{SUFFIX}")
    translation = translated(FOLDER, file.name, TEXTS)
    if translation is not None:
        translation.content = _beginning(translation.text).encode()
    return read_lesson(_beginning(file.read_text(encoding="utf-8")), file.name, translation)


def _beginning(text: str) -> str:
    return STEP.join(text.split(STEP)[:2])
