"""The list of runs tells each run's verdict in the language in use, whichever it was recorded in."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from actviz import translation
from actviz.app import run_library
from actviz.diagnosis.rule import verdict_label
from actviz.recording import RecordingWriter, recording_of
from actviz.training import RunConfig, Trainer
from actviz.ui.actions.run_table import VERDICT, RunTable

TITLE = "The gradient vanishes"


@pytest.fixture
def in_capitals() -> Iterator[Callable[[], None]]:
    """Return a function that puts a language in use whose texts are the English ones in capitals."""
    yield lambda: translation.use("xx", lambda text, _comment, _count: text if "{" in text else text.upper())
    translation.use(translation.ENGLISH)


def verdict_of(folder: Path, **recorded: str) -> str:
    """Return what the list says of a run that was recorded with these texts."""
    with closing(RecordingWriter(folder / "one.actviz")) as writer:
        writer.write(recording_of([Trainer(RunConfig(hidden=(3,), n_examples=40))], **recorded))
    table = RunTable()
    table.show_runs(run_library.find_runs(folder, [], lambda _done: None))
    return str(table.index(0, VERDICT).data())


def test_a_verdict_of_another_language_is_worded_anew(tmp_path: Path, in_capitals: Callable[[], None]) -> None:
    in_capitals()
    told = verdict_of(tmp_path, verdict=TITLE, verdict_key="vanishing", language="en")
    assert told == verdict_label("vanishing") == verdict_label("vanishing").upper()


def test_a_verdict_of_the_same_language_is_told_as_it_was(tmp_path: Path) -> None:
    assert verdict_of(tmp_path, verdict=TITLE, verdict_key="vanishing", language="en") == TITLE


def test_a_recording_that_tells_no_language_keeps_its_verdict(tmp_path: Path, in_capitals: Callable[[], None]) -> None:
    in_capitals()
    assert verdict_of(tmp_path, verdict=TITLE) == TITLE
