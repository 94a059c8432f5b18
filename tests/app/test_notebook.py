"""What the user has written about the run, through new runs that begin and that fail to."""

import pytest

from actviz.app.lanes import LaneSpec, Selection, WindowState, single
from actviz.app.notebook import Notebook, Texts
from actviz.app.plan import Plan
from actviz.training import RunConfig
from actviz.training.history.notes import Note

WRITTEN = Texts("mine", "as it was", "2026-01-01T00:00:00+00:00", (Note(10, "early"),))


@pytest.fixture
def plan():
    return Plan(RunConfig())


@pytest.fixture
def notebook(plan):
    return Notebook(plan, WRITTEN)


def test_a_run_keeps_the_time_of_its_making_as_long_as_it_has_a_name_or_notes(notebook):
    notebook.describe("", "as it is")
    assert notebook.texts == WRITTEN._replace(name="", notes="as it is")
    notebook.describe("", "")
    assert notebook.texts == Texts(step_notes=WRITTEN.step_notes)


def test_a_note_that_is_refused_leaves_what_is_written(notebook):
    said = []
    notebook.failed.connect(said.append)
    assert not notebook.write_note(10, "x" * 501)
    assert "at most" in said[0]
    assert notebook.texts == WRITTEN


def test_whatever_is_written_is_told(notebook):
    told = []
    notebook.changed.connect(lambda: told.append(notebook.texts))
    assert notebook.write_note(20, "late")
    assert told == [WRITTEN._replace(step_notes=(Note(10, "early"), Note(20, "late")))]


def test_a_new_run_has_nothing_written_about_it_and_what_was_comes_back_unless_it_has_begun(notebook):
    notebook.start_again()
    assert notebook.texts == Texts()
    notebook.fall_back()
    assert notebook.texts == WRITTEN
    notebook.start_again()
    notebook.settle()
    notebook.fall_back()
    assert notebook.texts == Texts()


def test_of_several_new_runs_that_may_fail_the_texts_of_before_the_first_come_back(notebook):
    notebook.start_again()
    notebook.describe("another", "")
    notebook.start_again()
    notebook.fall_back()
    assert notebook.texts == WRITTEN


def test_notes_of_lanes_that_are_away_are_not_shown_and_not_lost(plan):
    about_both, about_b = Note(10, "of both"), Note(10, "of B", 2)
    notebook = Notebook(plan, Texts(step_notes=(about_both, about_b)))
    assert notebook.step_notes == (about_both,)
    plan.follow((*single(RunConfig()), LaneSpec(2, 1, "B", RunConfig())), 0, None)
    assert notebook.step_notes == (about_both, about_b)


def test_the_state_of_the_window_holds_what_is_written_and_what_is_shown(notebook):
    assert notebook.window_state(1, 30, Selection(2)) == WindowState(
        *WRITTEN[:3], 1, 30, Selection(2), WRITTEN.step_notes
    )
