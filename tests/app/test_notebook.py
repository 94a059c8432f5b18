"""What the user has written about the run, through new runs that begin and that fail to."""

import pytest

from actviz.app.lanes import LaneSpec, Marks, Selection, single
from actviz.app.notebook import Notebook, Texts
from actviz.registry import BadInput
from actviz.training import RunConfig
from actviz.training.history.notes import Note

WRITTEN = Texts("mine", "as it was", "2026-01-01T00:00:00+00:00", (Note(10, "early"),))


def test_a_run_keeps_the_time_of_its_making_as_long_as_it_has_a_name_or_notes():
    notebook = Notebook(WRITTEN)
    notebook.describe("", "as it is")
    assert notebook.texts == WRITTEN._replace(name="", notes="as it is")
    notebook.describe("", "")
    assert notebook.texts == Texts(step_notes=WRITTEN.step_notes)


def test_a_note_that_is_refused_leaves_what_is_written():
    notebook = Notebook(WRITTEN)
    with pytest.raises(BadInput, match="at most"):
        notebook.write(Note(10, "x" * 501))
    assert notebook.texts == WRITTEN


def test_a_new_run_has_nothing_written_about_it_and_what_was_is_kept_until_it_has_begun():
    notebook = Notebook(WRITTEN)
    notebook.begin_anew()
    assert (notebook.texts, notebook.before) == (Texts(), WRITTEN)
    notebook.settle()
    assert notebook.before is None


def test_of_several_new_runs_that_may_fail_the_texts_of_before_the_first_are_kept():
    notebook = Notebook(WRITTEN)
    notebook.begin_anew()
    notebook.describe("another", "")
    notebook.begin_anew()
    assert notebook.before == WRITTEN


def test_notes_of_lanes_that_are_away_are_not_shown_and_not_lost():
    about_both, about_b = Note(10, "of both"), Note(10, "of B", 2)
    notebook = Notebook(Texts(step_notes=(about_both, about_b)))
    alone = single(RunConfig())
    assert notebook.step_notes(alone) == (about_both,)
    assert notebook.step_notes((*alone, LaneSpec(2, 1, "B", RunConfig()))) == (about_both, about_b)


def test_marks_hold_what_is_written_and_what_the_window_shows():
    assert Notebook(WRITTEN).marks(1, 30, Selection(2)) == Marks(*WRITTEN[:3], 1, 30, Selection(2), WRITTEN.step_notes)
