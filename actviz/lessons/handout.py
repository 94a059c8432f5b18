"""A hand-out is a lesson on paper: one HTML file with its texts, measured numbers, formulas, pictures and questions.

The file has no script and no link, and needs no other file. Explanations stand at its end, as the answers to the
questions, so that a question can be answered before they are read.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from actviz.export.files import in_place
from actviz.frozen import dataclass
from actviz.lessons.lesson import EXPLAIN, PREDICT, TASK, Lesson, Step
from actviz.lessons.measures import MEASURES
from actviz.lessons.walk import Stop
from actviz.registry import BadInput
from actviz.resource_files import resource
from actviz.training.config.config import FIELDS
from actviz.training.config.setting_text import typed_text
from actviz.translation import language, tr
from actviz.version import __version__

BOX, LINES = "☐", 3  # before a choice; to write on


@dataclass(frozen=True)
class Sheet:
    """One step on the hand-out: its text with the measured numbers, and what is drawn for it."""

    step: Step
    text: str
    formula: str = ""  # in TeX, with its numbers
    formula_svg: str = ""  # empty where it could not be drawn
    asked: Step | None = None  # the prediction that it explains
    measured: float | None = None  # its answer
    picture: bytes = b""  # a PNG


def sheet_of(lesson: Lesson, stop: Stop) -> Sheet:
    """Return what a hand-out says of a step of a walk, without its drawings."""
    step, values = stop.step, stop.step.values(stop.seen)
    before = lesson.prediction_before(stop.place) if step.kind == EXPLAIN else None
    asked = None if before is None else lesson.steps[before]
    measured = MEASURES[asked.measure].of(stop.seen[asked.lane - 1]) if asked is not None and asked.measure else None
    return Sheet(step, step.filled(values), step.filled_formula(values), "", asked, measured)


def write_handout(lesson: Lesson, sheets: Sequence[Sheet], target: Path) -> Path:
    """Write a hand-out; return where, with the suffix .html if the name had none.

    Raises:
        BadInput: the file cannot be written.
    """
    target = target if target.suffix else target.with_suffix(".html")
    if target.suffix.lower() not in (".html", ".htm"):
        raise BadInput(tr("{file} is no hand-out: its name must end in .html", file=target.name))
    if not target.absolute().parent.is_dir():
        raise BadInput(tr("{file} cannot be written: there is no folder {folder}", file=target.name,
                          folder=target.parent))  # fmt: skip
    text = handout_html(lesson, sheets)
    with in_place(target) as file:
        file.write(text.encode())
    return target


def handout_html(lesson: Lesson, sheets: Sequence[Sheet]) -> str:
    """Return a hand-out as HTML."""
    style = "\n".join(resource(f"report/{name}.css").read_text(encoding="utf-8") for name in ("report", "handout"))
    numbers: dict[int, int] = {}  # of the questions and tasks, by the place of their sheet
    for place, sheet in enumerate(sheets):
        if sheet.step.kind in (PREDICT, TASK):
            numbers[place] = len(numbers) + 1
    body = [f"<h1>{escape(lesson.title)}</h1><p class=summary>{escape(lesson.summary)}</p>"]
    body += [_section(sheet, numbers.get(place)) for place, sheet in enumerate(sheets) if sheet.asked is None]
    answers = tr("Answers")  # Qt's collector of texts does not look into f-strings
    body.append(f"<h1 class=answers>{escape(answers)}</h1>")
    body += _answers(sheets, numbers)
    foot = tr("Every number here was measured by actviz {version}.", version=__version__)
    return (
        f'<!DOCTYPE html>\n<html lang="{language().replace("_", "-")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(lesson.title)}</title><style>{style}</style></head>\n"
        f"<body><main>{''.join(body)}<footer>{escape(foot)}</footer></main></body></html>\n"
    )


def _section(sheet: Sheet, number: int | None) -> str:
    step = sheet.step
    title = step.title if number is None else f"{number} · {step.title}" if step.title else str(number)
    parts = [f"<h2>{escape(title)}</h2>" if title else "", _content(sheet)]
    if step.kind == PREDICT and step.choices:
        parts += [f"<p class=choice>{BOX} {escape(choice.text)}</p>" for choice in step.choices]
    if step.goal is not None:
        parts.append(f"<p><b>{escape(step.goal.text)}</b></p>")
        if step.keep:
            kept = tr("Do not change: {settings}", settings=", ".join(FIELDS[name].label for name in step.keep))
            parts.append(f"<p>{escape(kept)}</p>")
        if step.hint:
            hint = tr("Hint: {hint}", hint=step.hint)
            parts.append(f"<p class=note>{escape(hint)}</p>")
    if number is not None:
        parts.append("<div class=room></div>" * (1 if step.choices else LINES))
    return f"<section>{''.join(parts)}</section>"


def _content(sheet: Sheet) -> str:
    step = sheet.step
    parts = [_paragraphs(sheet.text)]
    if sheet.formula:
        drawn = sheet.formula_svg or f"<code>{escape(sheet.formula)}</code>"
        legend = "<br>".join(escape(symbol.text) for symbol in step.symbols)
        parts.append(f"<div class=formula>{drawn}</div><p class=note>{legend}</p>")
    if sheet.picture:
        picture = b64encode(sheet.picture).decode("ascii")
        parts.append(f'<img alt="{escape(step.title)}" src="data:image/png;base64,{picture}">')
    return "".join(parts)


def _answers(sheets: Sequence[Sheet], numbers: Mapping[int, int]) -> Iterator[str]:
    """Yield, for each question and task, its answer, and the explanations that belong to it."""
    for place, number in numbers.items():
        step = sheets[place].step
        explained = [sheet for sheet in sheets if sheet.asked is step]
        if step.kind == TASK:
            told = [tr("One change that solves it: {change}.", change=solution_text(step))]
        else:
            told = [answer_text(step, sheet.measured) for sheet in explained[:1]]
            if not explained and not step.measure:
                told = [answer_text(step, None)]
        parts = [f"<p><b>{escape(each)}</b></p>" for each in told if each]
        parts += [f"{_heading(sheet.step.title)}{_content(sheet)}" for sheet in explained]
        yield f"<section><h2>{escape(f'{number} · {step.title}')}</h2>{''.join(parts)}</section>"


def _heading(title: str) -> str:
    return f"<h3>{escape(title)}</h3>" if title else ""


def answer_text(asked: Step, measured: float | None) -> str:
    """Return the answer to a prediction: the right choice, the measured number, or both."""
    right = asked.right_choice(0.0 if measured is None else measured) if asked.choices else None
    told = "" if right is None else asked.choices[right].text
    if measured is None:
        return told
    value = tr("It is {value}.", value=MEASURES[asked.measure].text(measured))
    return tr("{choice}. {value}", choice=told.rstrip(".。"), value=value) if told else value


def solution_text(step: Step) -> str:
    """Return the settings that solve a task."""
    changes = () if step.solution is None else step.solution.items()
    return ", ".join(f"{FIELDS[name].label} {typed_text(name, value)}" for name, value in changes)


def _paragraphs(text: str) -> str:
    """Return paragraphs, parted by empty lines, in which *…* is emphasis; all else is to the letter."""
    return "".join(f"<p>{_emphasised(' '.join(part.split()))}</p>" for part in re.split(r"\n\s*\n", text))


def _emphasised(text: str) -> str:
    parts = re.split(r"\*([^*]+)\*", text)
    return "".join(f"<i>{escape(part)}</i>" if i % 2 else escape(part) for i, part in enumerate(parts))
