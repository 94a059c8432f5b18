"""Notes at steps: one a step and lane, tidy, within limits, and named after their lanes."""

import pytest

from actviz.registry import BadInput
from actviz.training.history.notes import (
    MOST_CHARACTERS,
    MOST_LINES,
    MOST_NOTES,
    NamedNote,
    Note,
    check_text,
    named,
    notes_report,
    notes_text,
    shortened,
    tidy,
    with_note,
)


def test_a_note_takes_the_place_of_that_of_the_same_step_and_lane():
    notes = (Note(5, "all"), Note(5, "one", 1), Note(9, "later"))
    assert with_note(notes, Note(5, "new", 1)) == (Note(5, "all"), Note(5, "new", 1), Note(9, "later"))
    assert with_note(notes, Note(7, "between")) == (*notes[:2], Note(7, "between"), Note(9, "later"))


def test_a_note_without_words_takes_that_of_its_step_away():
    assert with_note((Note(5, "a"), Note(6, "b")), Note(5, " \n\t ")) == (Note(6, "b"),)


def test_lines_stay_and_what_is_no_text_goes():
    assert tidy("\n\x00 one  \r\n\ttwo\x1b\n\n") == "one\n two"
    assert tidy("gradient ∂L/∂w → 0 \ud800") == "gradient ∂L/∂w → 0"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * (MOST_CHARACTERS + 1), "A note has at most 500 characters, and this one has 501."),
        ("\n".join("x" * (MOST_LINES + 1)), "A note has at most 8 lines, and this one has 9."),
    ],
)
def test_a_text_beyond_the_limits_is_refused(text, sentence):
    with pytest.raises(BadInput, match=sentence):
        with_note((), Note(0, text))


def test_one_note_too_many_is_refused_and_a_full_list_can_be_edited():
    full = tuple(Note(i, "x") for i in range(MOST_NOTES))
    with pytest.raises(BadInput, match="at most 200 notes: delete one of them first"):
        with_note(full, Note(MOST_NOTES, "x"))
    assert with_note(full, Note(3, "y"))[3] == Note(3, "y")
    assert len(with_note(full, Note(3, ""))) == MOST_NOTES - 1


@pytest.mark.parametrize("text", ["x" * 3000, "x\n" * 99, "\n \n", "", "as it is", ("y" * 490 + "\n" * 9) * 3])
def test_a_shortened_text_can_be_a_note(text):
    check_text(shortened(text))
    assert tidy(text).startswith(shortened(text))


def test_lanes_are_named_where_there_are_several():
    notes = (Note(8, "two", 2), Note(8, "all"), Note(3, "one", 1), Note(4, "of a lane that is gone", 7))
    told = named(notes, {1: "A", 2: "tanh"})
    assert told == (NamedNote(3, "A", "one"), NamedNote(8, None, "all"), NamedNote(8, "tanh", "two"))
    assert named(notes, {1: "A"}) == (NamedNote(3, None, "one"), NamedNote(8, None, "all"))


def test_a_report_has_notes_only_where_there_are_some():
    told = (NamedNote(1200, "B", "one\ntwo"),)
    assert notes_text(told) == ["note at step 1,200, lane B: one\n    two"]
    assert notes_report(told) == {"notes": [{"step": 1200, "lane": "B", "text": "one\ntwo"}]}
    assert notes_report(()) == {}
