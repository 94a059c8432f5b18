"""A session is recorded as it runs, comes back, is saved, and others are opened in its place."""

from contextlib import closing

import numpy as np
import pytest
from PySide6.QtCore import QTimer

from actviz.app.session import Session
from actviz.recording import RecordingWriter, read_recording, recording_of
from actviz.recording import writer as writing
from actviz.training import RunConfig, Trainer
from actviz.training.history.notes import Note

SMALL = RunConfig(hidden=(6, 6), n_examples=60)


@pytest.fixture
def begin(qapp):
    """Make sessions that are collected from as a window would."""
    made = []

    def make(config=SMALL, **rest):
        session = Session(config, **rest)
        timer = QTimer(qapp, interval=10)
        timer.timeout.connect(session.collect)
        timer.start()
        sentences = []
        session.failed.connect(sentences.append)
        made.append((session, timer, sentences))
        session.sentences = sentences
        return session

    yield make
    for session, timer, _ in made:
        timer.stop()
        assert session.close()


def end(session):
    assert session.close()
    return session.recordings.path


def run_to(qtbot, session, step):
    qtbot.waitUntil(lambda: bool(session.lanes))
    session.step(step - session.lanes[0].newest)
    qtbot.waitUntil(lambda: session.lanes[0].newest == step, timeout=20_000)


def recorded(path, *trainers, steps=100, **rest):
    for trainer in trainers:
        trainer.advance(steps)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of(trainers, **rest))
    return path


def test_a_run_in_a_session_has_the_record_of_a_run_alone(begin, qtbot):
    config = RunConfig(hidden=(12,) * 4, learning_rate=0.3, seed=1)
    session = begin(config)
    session.view.set_needs(frozenset({"weights", "histograms"}))
    for step in (3, 70, 71, 200, 333):
        run_to(qtbot, session, step)
    (copy,) = session.copies().result(20)
    alone = Trainer(config)
    alone.advance(333)
    watched, unwatched = copy.trainer.history.view(), alone.history.view()
    assert watched.events == unwatched.events
    assert any(event.kind == "death" for event in watched.events)
    for name in ("steps", "loss", "rms", "census_steps", "dead", "train_loss", "test_accuracy"):
        assert np.array_equal(getattr(watched, name), getattr(unwatched, name)), name
    assert np.array_equal(watched.start.rms, unwatched.start.rms)


def opened(qtbot, session, *paths):
    with qtbot.waitSignal(session.opened) as signal:
        session.recordings.open(list(paths))
    return signal.args[0]


def test_a_session_is_recorded_from_its_first_step_on(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path / "sessions")
    run_to(qtbot, session, 50)
    qtbot.waitUntil(lambda: session.recordings.path is not None and read_recording(session.recordings.path).step == 50)
    assert session.recordings.path.parent == tmp_path / "sessions"


def test_a_run_without_steps_leaves_no_file(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path / "sessions")
    qtbot.waitUntil(lambda: bool(session.lanes))
    assert end(session) is None
    assert not (tmp_path / "sessions").exists()


def test_the_last_session_comes_back_paused_where_it_stood(begin, qtbot, tmp_path):
    first = begin(folder=tmp_path)
    run_to(qtbot, first, 300)
    first.plan.set(learning_rate=0.01)
    first.plan.add_lane(activation="tanh")
    run_to(qtbot, first, 450)
    first.view.select(2, 3)
    losses = [lane.snapshot.loss for lane in first.lanes]
    again = begin(RunConfig(), folder=tmp_path, last=end(first))
    qtbot.waitUntil(lambda: len(again.lanes) == 2)
    assert [lane.newest for lane in again.lanes] == [450, 450]
    assert [lane.snapshot.loss for lane in again.lanes] == losses
    assert [spec.config for spec in again.plan.setup] == [spec.config for spec in first.plan.setup]
    assert (again.playing, again.view.selection.layer, again.view.selection.unit, again.plan.current) == (
        False,
        2,
        3,
        1,
    )


def test_a_lane_that_branched_off_comes_back_with_the_step_where_it_did(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    run_to(qtbot, session, 60)
    session.plan.add_lane(step=40, learning_rate=0.2)
    session.step(20)
    qtbot.waitUntil(lambda: [lane.newest for lane in session.lanes] == [60, 60], timeout=20_000)
    setup = session.plan.setup
    assert setup[1].origin is not None
    again = begin(last=end(session), folder=tmp_path)
    qtbot.waitUntil(lambda: len(again.lanes) == 2, timeout=20_000)
    assert [lane.origin for lane in again.plan.setup] == [lane.origin for lane in setup]


def test_the_last_session_goes_on_in_its_own_file(begin, qtbot, tmp_path):
    first = begin(folder=tmp_path)
    run_to(qtbot, first, 300)
    path = end(first)
    again = begin(folder=tmp_path, last=path)
    qtbot.waitUntil(lambda: bool(again.lanes))
    run_to(qtbot, again, 400)
    assert end(again) == path
    (trainer,) = read_recording(path).trainers()
    whole = Trainer(SMALL)
    whole.advance(400)
    assert np.array_equal(trainer.network.parameters, whole.network.parameters)
    assert len(list(tmp_path.glob("*.actviz"))) == 1


def test_a_last_session_that_cannot_be_read_costs_one_sentence_and_all_begins_as_without_it(begin, qtbot, tmp_path):
    (tmp_path / "last.actviz").write_bytes(b"SQLite format 3\0" + b"?" * 4000)
    session = begin(folder=tmp_path, last=tmp_path / "last.actviz")
    qtbot.waitUntil(lambda: bool(session.lanes) and bool(session.sentences))
    assert session.plan.config == SMALL
    assert len(session.sentences) == 1
    assert "last.actviz" in session.sentences[0]


def test_a_session_that_another_program_writes_is_left_to_it(begin, qtbot, tmp_path):
    first = begin(folder=tmp_path)
    run_to(qtbot, first, 300)
    qtbot.waitUntil(lambda: first.recordings.path is not None)
    second = begin(folder=tmp_path, last=first.recordings.path)
    qtbot.waitUntil(lambda: bool(second.lanes))
    run_to(qtbot, second, second.lanes[0].newest + 10)
    assert end(second) != end(first)


def test_opening_replaces_what_runs_and_its_file_stays_untouched(begin, qtbot, tmp_path):
    path = recorded(tmp_path / "other.actviz", Trainer(SMALL.replace(hidden=(5,) * 3, seed=4)), layer=3, name="other")
    before = path.read_bytes()
    session = begin(folder=tmp_path / "sessions")
    run_to(qtbot, session, 20)
    assert opened(qtbot, session, path)
    assert (session.plan.config.hidden, session.view.selection.layer, session.notebook.name) == ((5, 5, 5), 3, "other")
    assert session.plan.undo_text is None
    qtbot.waitUntil(lambda: bool(session.lanes) and session.lanes[0].facts.sizes[1:-1] == (5, 5, 5))
    assert session.recordings.path == path
    run_to(qtbot, session, 130)
    assert end(session).parent == tmp_path / "sessions"
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" * 9])
def test_a_file_that_cannot_be_opened_leaves_everything_as_it_is(begin, qtbot, tmp_path, content):
    (tmp_path / "bad.actviz").write_bytes(content)
    session = begin()
    run_to(qtbot, session, 20)
    session.play()
    assert not opened(qtbot, session, tmp_path / "bad.actviz")
    assert "bad.actviz" in session.sentences[0]
    assert session.playing
    assert session.plan.config == SMALL


def test_saving_goes_on_in_the_new_file(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path / "sessions")
    run_to(qtbot, session, 250)
    qtbot.waitUntil(lambda: session.recordings.path is not None)
    session.save_session(tmp_path / "mine.actviz")
    qtbot.waitUntil(lambda: session.recordings.path == tmp_path / "mine.actviz")
    run_to(qtbot, session, 300)
    assert end(session) == tmp_path / "mine.actviz"
    assert read_recording(tmp_path / "mine.actviz").step == 300
    assert list((tmp_path / "sessions").glob("*.actviz")) == []


def test_a_new_run_never_writes_over_what_was_saved(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path / "sessions")
    run_to(qtbot, session, 10)
    session.save_session(tmp_path / "mine.actviz")
    qtbot.waitUntil(lambda: session.recordings.path == tmp_path / "mine.actviz")
    session.plan.set(seed=7)
    qtbot.waitUntil(lambda: session.lanes[0].newest == 0)
    run_to(qtbot, session, 20)
    assert end(session).parent == tmp_path / "sessions"
    assert (read_recording(tmp_path / "mine.actviz").step, read_recording(session.recordings.path).step) == (10, 20)


def test_a_place_that_cannot_be_saved_to_gives_a_sentence_and_recording_goes_on(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path / "sessions")
    run_to(qtbot, session, 10)
    session.save_session(tmp_path / "nowhere" / "mine.actviz")
    qtbot.waitUntil(lambda: bool(session.sentences))
    assert session.sentences[0].startswith("The session was not saved:")
    run_to(qtbot, session, 20)
    assert read_recording(end(session)).step == 20


def test_a_new_run_gets_a_file_of_its_own_unless_the_one_before_was_short(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    for step, files in ((300, 1), (40, 2), (60, 2)):
        session.reset()
        qtbot.waitUntil(lambda: bool(session.lanes) and session.lanes[0].newest == 0)
        run_to(qtbot, session, step)
        qtbot.waitUntil(lambda step=step: {read_recording(p).step for p in tmp_path.glob("*.actviz")} >= {step})
        assert len(list(tmp_path.glob("*.actviz"))) == files


def test_when_the_disk_is_full_training_goes_on_and_the_user_is_told_once(begin, qtbot, tmp_path, monkeypatch):
    use_log = writing.use_log

    def use_little_room(connection):
        use_log(connection)
        connection.execute("PRAGMA max_page_count = 1")  # as many as there are

    monkeypatch.setattr(writing, "use_log", use_little_room)
    session = begin(folder=tmp_path)
    session.play()
    qtbot.waitUntil(lambda: bool(session.sentences), timeout=20_000)
    assert session.sentences[0].startswith("Recording stopped: ")
    assert "there is no room left; training goes on" in session.sentences[0]
    newest = session.lanes[0].newest
    qtbot.waitUntil(lambda: session.lanes[0].newest > newest + 1000)
    assert read_recording(end(session)).trainers()[0].step > 0
    assert len(session.sentences) == 1


def kept(session):
    """The notes in the file that is being recorded; None while there is no file."""
    path = session.recordings.path
    return None if path is None else read_recording(path).step_notes


def test_a_note_is_written_while_the_session_is_paused_and_comes_back(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    run_to(qtbot, session, 50)
    assert session.notebook.write_note(20, "the loss falls\nfrom here")
    qtbot.waitUntil(lambda: kept(session) == (Note(20, "the loss falls\nfrom here"),))
    again = begin(folder=tmp_path, last=end(session))
    qtbot.waitUntil(lambda: bool(again.lanes))
    assert again.notebook.step_notes == (Note(20, "the loss falls\nfrom here"),)


def test_notes_do_not_disturb_what_is_trained(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    session.play()
    noted = [0]
    while len(noted) <= 20:
        qtbot.waitUntil(lambda: session.view.newest > noted[-1])
        noted.append(session.view.newest)
        session.notebook.write_note(session.view.newest, f"note {len(noted)}")
    session.pause()
    (trainer,) = read_recording(end(session)).trainers()
    whole = Trainer(SMALL)
    whole.advance(trainer.step)
    assert np.array_equal(trainer.network.parameters, whole.network.parameters)
    assert [note.step for note in read_recording(session.recordings.path).step_notes] == noted[1:]


def test_a_run_of_no_steps_is_recorded_once_there_is_a_note(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    qtbot.waitUntil(lambda: bool(session.lanes))
    session.notebook.write_note(0, "before anything is learned")
    qtbot.waitUntil(lambda: kept(session) == (Note(0, "before anything is learned"),))


def test_saving_takes_the_notes_along(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path / "sessions")
    run_to(qtbot, session, 30)
    session.notebook.write_note(10, "early")
    session.save_session(tmp_path / "mine.actviz")
    qtbot.waitUntil(lambda: session.recordings.path == tmp_path / "mine.actviz")
    assert kept(session) == (Note(10, "early"),)


def test_a_new_run_has_no_notes_and_those_of_the_run_before_stay_in_its_file(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    run_to(qtbot, session, 50)
    session.notebook.write_note(30, "of the first run")
    qtbot.waitUntil(lambda: kept(session) == (Note(30, "of the first run"),))
    first = session.recordings.path
    session.reset()
    assert session.notebook.step_notes == ()
    qtbot.waitUntil(lambda: bool(session.lanes) and session.view.newest == 0)
    run_to(qtbot, session, 20)
    second = end(session)
    assert second != first  # though the first was short
    assert (read_recording(first).step, read_recording(first).step_notes) == (50, (Note(30, "of the first run"),))
    assert read_recording(second).step_notes == ()


def test_a_run_that_cannot_begin_leaves_the_present_one_its_name_and_notes(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    run_to(qtbot, session, 30)
    session.notebook.describe("mine", "as it was")
    session.notebook.write_note(10, "early")
    session.plan.set(data_path=str(tmp_path / "gone.csv"))
    qtbot.waitUntil(lambda: bool(session.sentences) and session.plan.config == SMALL)
    assert (session.notebook.name, session.notebook.notes, session.notebook.step_notes) == (
        "mine",
        "as it was",
        (Note(10, "early"),),
    )
    assert read_recording(end(session)).step_notes == (Note(10, "early"),)


def test_notes_of_a_lane_go_with_it_and_come_back_with_it(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    session.plan.add_lane(activation="tanh")
    qtbot.waitUntil(lambda: len(session.lanes) == 2)
    run_to(qtbot, session, 30)
    key = session.plan.setup[1].key
    session.notebook.write_note(10, "of both")
    session.notebook.write_note(10, "of tanh", key)
    session.plan.remove_lane(1)
    assert session.notebook.step_notes == (Note(10, "of both"),)
    qtbot.waitUntil(lambda: kept(session) == (Note(10, "of both"),))
    session.plan.undo()
    assert session.notebook.step_notes == (Note(10, "of both"), Note(10, "of tanh", key))
    qtbot.waitUntil(lambda: kept(session) == session.notebook.step_notes)


def test_a_note_that_is_too_long_is_refused_in_a_sentence(begin):
    session = begin()
    assert not session.notebook.write_note(0, "x" * 501)
    assert session.sentences == ["A note has at most 500 characters, and this one has 501."]
    assert session.notebook.step_notes == ()


def test_an_opened_session_is_not_recorded_again_for_its_notes(begin, qtbot, tmp_path):
    path = recorded(tmp_path / "one.actviz", Trainer(SMALL), step_notes=(Note(5, "a"),), name="x")
    session = begin(folder=tmp_path / "sessions")
    run_to(qtbot, session, 20)
    session.notebook.write_note(3, "of what runs")
    assert opened(qtbot, session, path)
    qtbot.waitUntil(lambda: session.view.newest == 100)
    assert session.notebook.step_notes == (Note(5, "a"),)
    assert end(session) == path
    (other,) = (tmp_path / "sessions").glob("*.actviz")
    assert read_recording(other).step_notes == (Note(3, "of what runs"),)


def test_sessions_side_by_side_keep_their_notes_each_with_its_lane(begin, qtbot, tmp_path):
    one = recorded(tmp_path / "one.actviz", Trainer(SMALL), step_notes=(Note(5, "a"), Note(7, "b", 1)))
    two = recorded(tmp_path / "two.actviz", Trainer(SMALL.replace(activation="sigmoid")), step_notes=(Note(5, "c"),))
    session = begin()
    assert opened(qtbot, session, one, two)
    assert session.notebook.step_notes == (Note(5, "a", 1), Note(5, "c", 2), Note(7, "b", 1))


def test_several_sessions_run_side_by_side(begin, qtbot, tmp_path):
    one = recorded(tmp_path / "one.actviz", Trainer(SMALL))
    two = recorded(tmp_path / "two.actviz", Trainer(SMALL.replace(activation="sigmoid")), name="the sigmoid")
    session = begin()
    assert opened(qtbot, session, one, two)
    qtbot.waitUntil(lambda: len(session.lanes) == 2)
    assert [lane.name for lane in session.lanes] == ["one", "the sigmoid"]
    assert [lane.newest for lane in session.lanes] == [100, 100]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [({"seed": 1}, "lanes share their seed"), ({"hidden": (4, 4)}, " and 4x2"), ({"noise": 0.3}, " and 0.3")],
)
def test_sessions_that_cannot_be_compared_are_refused_with_a_sentence(begin, qtbot, tmp_path, other, sentence):
    paths = [
        recorded(tmp_path / f"{i}.actviz", Trainer(SMALL.replace(**changes))) for i, changes in enumerate(({}, other))
    ]
    session = begin()
    assert not opened(qtbot, session, *paths)
    assert sentence in session.sentences[0]


def test_more_than_four_lanes_are_refused(begin, qtbot, tmp_path):
    paths = [recorded(tmp_path / f"{i}.actviz", Trainer(SMALL), steps=1) for i in range(5)]
    session = begin()
    assert not opened(qtbot, session, *paths)
    assert "at most 4 can run side by side" in session.sentences[0]
