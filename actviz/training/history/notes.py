"""Notes: the user's texts about a step of all lanes, or of one lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.translation import tr

MOST_NOTES = 200  # in a session
MOST_CHARACTERS, MOST_LINES = 500, 8  # of a note


@dataclass(frozen=True)
class Note:
    """A text about a step; `lane` is the key of the lane that it is about, None where it is about all of them."""

    step: int
    text: str
    lane: int | None = None


class NamedNote(NamedTuple):
    """A note with its lane's name; None where it is about all lanes, or there is only one."""

    step: int
    lane: str | None
    text: str

    @property
    def place(self) -> str:
        """Where it belongs, in words: "step 1,200, lane B"."""
        if self.lane is None:
            return tr("step {step}", step=whole(self.step))
        return tr("step {step}, lane {lane}", step=whole(self.step), lane=self.lane)


def tidy(text: str) -> str:
    """Return the text without control characters, blank ends of lines, and empty lines around it."""
    shown = "".join(c if c == "\n" or c.isprintable() else " " for c in text.replace("\r\n", "\n"))
    return "\n".join(line.rstrip() for line in shown.split("\n")).strip()


def check_text(text: str) -> None:
    """Refuse a text that is too long for a note.

    Raises:
        BadInput: naming the limit and what was found.
    """
    n_lines = text.count("\n") + 1
    if len(text) > MOST_CHARACTERS:
        raise BadInput(
            tr("A note has at most {most} characters, and this one has {n}.", most=MOST_CHARACTERS, n=whole(len(text)))
        )
    if n_lines > MOST_LINES:
        raise BadInput(
            tr("A note has at most {most} lines, and this one has {n_lines}.", most=MOST_LINES, n_lines=whole(n_lines))
        )


def shortened(text: str) -> str:
    """Return as much of a text, tidied up, as a note can hold."""
    return tidy("\n".join(tidy(text).split("\n")[:MOST_LINES])[:MOST_CHARACTERS])


def with_note(notes: Iterable[Note], new: Note) -> tuple[Note, ...]:
    """Return the notes, by steps, with the new one in place of that of the same step and lane; without text, none.

    Raises:
        BadInput: a text that is too long, or more notes than there can be.
    """
    new = Note(new.step, tidy(new.text), new.lane)
    check_text(new.text)
    rest = [note for note in notes if (note.step, note.lane) != (new.step, new.lane)]
    if new.text and len(rest) >= MOST_NOTES:
        raise BadInput(tr("A session has at most {most} notes: delete one of them first.", most=MOST_NOTES))
    return in_order([*rest, *([new] if new.text else [])])


def in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes by steps; on one step, first what is about all lanes."""
    return tuple(sorted(notes, key=lambda note: (note.step, -1 if note.lane is None else note.lane)))


def named(notes: Iterable[Note], names: Mapping[int, str]) -> tuple[NamedNote, ...]:
    """Return the notes about these lanes (names by key), and about all of them, with the lanes' names."""
    several = len(names) > 1
    return tuple(
        NamedNote(note.step, names[note.lane] if several and note.lane is not None else None, note.text)
        for note in in_order(notes)
        if note.lane is None or note.lane in names
    )


def notes_text(notes: Iterable[NamedNote]) -> list[str]:
    """Return the notes as lines for a terminal."""
    return [f"note at {note.place}: {note.text.replace(chr(10), chr(10) + '    ')}" for note in notes]


def notes_report(notes: Iterable[NamedNote]) -> dict[str, list[dict[str, object]]]:
    """Return the notes as a part of a JSON report, which has none where there are none."""
    found: list[dict[str, object]] = [{"step": note.step, "lane": note.lane, "text": note.text} for note in notes]
    return {"notes": found} if found else {}
