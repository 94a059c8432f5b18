"""The words of a lesson's step: paragraphs with *emphasis*, and what is told beside them; all else is to the letter."""

from __future__ import annotations

import re

from actviz.lessons.lesson import PREDICT, RUN, SET_UP, TASK, Step
from actviz.number_text import figure, unbroken, whole
from actviz.translation import mark, tr
from actviz.ui.panels.lesson.card import Card
from actviz.ui.widgets.text import Rich, bold, italic, paragraphs, rich

GO_ON, FINISH, AGAIN, ANSWER = mark("Go on"), mark("Finish"), mark("Come back"), mark("Answer")


def text_of(text: str) -> Rich:
    """Return paragraphs, parted by empty lines, in which *…* is emphasis."""
    return paragraphs(*(_emphasised(unbroken(" ".join(part.split()))) for part in re.split(r"\n\s*\n", text)))


def _emphasised(text: str) -> Rich:
    parts = re.split(r"\*([^*]+)\*", text)
    return rich(*(italic(part) if i % 2 else part for i, part in enumerate(parts)))


def main_text(card: Card) -> str:
    """Return what the card's main button does."""
    step = card.step
    if card.is_away and step.kind not in (RUN, TASK):
        return tr(AGAIN)
    if step.kind == RUN and not card.is_done:
        return tr("Running …") if card.is_busy else run_text(step)
    if awaits_number(card):
        return tr(ANSWER)
    return tr(FINISH) if card.place == len(card.lesson.steps) - 1 else tr(GO_ON)


def run_text(step: Step) -> str:
    """Return what a step that runs offers to do."""
    return tr("Run") if step.to is None else tr("Run to step {step}", step=whole(step.to))


def awaits_number(card: Card) -> bool:
    """Whether a number is to be typed."""
    is_asked = card.step.kind == PREDICT and not card.step.choices
    return is_asked and card.answer is None and not card.is_away and not card.is_busy


def can_go_on(card: Card) -> bool:
    """Whether the main button can be pressed."""
    return not card.is_busy and (card.step.kind != PREDICT or card.answer is not None or card.is_away)


def said_text(card: Card, asked: Step) -> str:
    """Return what was predicted."""
    if card.answer is None:
        return tr("You did not predict it.")
    said = asked.choices[int(card.answer)].text if asked.choices else figure(card.answer)
    return tr("You said: {answer}.", answer=said.rstrip(".。"))


def is_right(card: Card, asked: Step) -> bool | None:
    """Whether the prediction was right; None without one, or without a measurement."""
    if card.answer is None or (asked.measure and card.measured is None):
        return None
    value = 0.0 if card.measured is None else card.measured
    if asked.choices:
        return int(card.answer) == asked.right_choice(value)
    return asked.is_close(card.answer, value)


def result_text(card: Card) -> Rich:
    """Return the answer beside the prediction, or how far a task is."""
    if card.asked is not None:
        asked = card.asked
        value = 0.0 if card.measured is None else card.measured
        right, is_hit = asked.right_choice(value) if asked.choices else None, is_right(card, asked)
        truth = tr("It is {value}.", value=card.measured_text) if asked.measure else ""
        if not asked.measure and right is not None and not is_hit:
            truth = tr("The answer: {answer}.", answer=asked.choices[right].text.rstrip(".。"))
        hit, missed = tr("✓ Right."), tr("✗ Not this time.")
        verdict = "" if is_hit is None else f"{hit if is_hit else missed} "
        return paragraphs(rich(bold(verdict), said_text(card, asked)), bold(truth) if truth else "")
    if card.step.kind == TASK:
        tick = "✓ " if card.is_done else ""
        return paragraphs(bold(f"{tick}{card.task_text}"), card.task_fault)
    return paragraphs(bold(card.score)) if card.score else Rich()


def away_text(card: Card) -> str:
    """Return what is told while something else than the lesson's run is on show."""
    if not card.is_away or card.step.kind == TASK:
        return ""
    if card.step.kind in (RUN, SET_UP):
        return tr("What is on show is not the lesson's run. Going on brings it back.")
    return tr("What is on show is not the lesson's run any more; the numbers here are. Come back when you like.")
