"""A run that another one replaces is whole in its file, and what was meant for one run is not done to the other."""

import threading
from contextlib import closing, contextmanager

import numpy as np
import pytest
from test_session import SMALL, Driver

from actviz.app.session import Session
from actviz.recording import RecordingWriter, read_recording, recording_of, recover
from actviz.training import RunConfig, Trainer
from actviz.training.config.text_format import NamedConfig
from actviz.training.history.notes import Note
from actviz.training.replay import Replay

BLOCK = 256  # steps, at most
XOR = RunConfig(hidden=(5, 5, 5), n_examples=60, dataset="xor", seed=3)


@pytest.fixture
def drive(qtbot, tmp_path):
    session = Session(SMALL, folder=tmp_path / "sessions")
    driver = Driver(qtbot, session)
    driver.until(lambda: session.lanes)
    yield driver
    assert session.close()


@contextmanager
def held(session):
    """Keep the training thread from doing anything until the end."""
    gate = threading.Event()
    session.ask(lambda _: gate.wait(20.0))
    try:
        yield
    finally:
        gate.set()


def steps(drive):
    drive.settled()
    return [
        drive.session.ask(lambda trainer: trainer.step, i).result(20.0) for i in range(len(drive.session.plan.setup))
    ]


def trained(drive, n):
    """Take n more steps with all lanes; one that is behind catches up first."""
    at = steps(drive)
    goal = max(at) + n
    drive.session.step(goal - min(at))
    drive.until(lambda: [lane.newest for lane in drive.session.lanes] == [goal] * len(at))


def files(drive, tmp_path):
    """End the session; return the runs that it has recorded, by steps, without one that has not taken any."""
    assert drive.session.close()
    found = [read_recording(path) for path in (tmp_path / "sessions").glob("*.actviz")]
    return sorted((recording for recording in found if recording.step), key=lambda recording: recording.step)


def recorded(path, config, step, **rest):
    trainer = Trainer(config)
    trainer.advance(step)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer], **rest))
    return path


def assert_whole(recording, step):
    """The file holds the run up to this step, and a state at most a block before it, which is the run's."""
    (lane,) = recording.lanes
    state = lane.checkpoint
    assert lane.step == step
    assert step - BLOCK <= state.step <= step
    again = Trainer(lane.initial_config)
    again.replay(state.step, lane.changes[: state.n_changes])
    assert np.array_equal(state.parameters, again.network.parameters)


REPLACED = {
    "reset": lambda session, _: session.reset(),
    "seed": lambda session, _: session.plan.set(seed=7),
    "data set": lambda session, _: session.plan.use_dataset("moons"),
    "shape": lambda session, _: session.plan.set(hidden=(5,)),
    "paste": lambda session, _: session.plan.run_instead(
        [NamedConfig("", SMALL.replace(activation="tanh"))], "other lanes"
    ),
    "adopt": lambda session, _: session.adopt({"learning_rate": 0.3}),
    "draw": lambda session, _: session.plan.set(weights_draw=3),
    "open": lambda session, folder: session.recordings.open([recorded(folder / "other.actviz", XOR, 20)]),
}


@pytest.mark.parametrize("how", REPLACED)
def test_whatever_replaces_a_run_leaves_it_whole_in_its_file(drive, tmp_path, how):
    trained(drive, 300)
    trained(drive, 37)  # within the recorder's pause
    REPLACED[how](drive.session, tmp_path)
    drive.settled()
    found = files(drive, tmp_path)
    assert_whole(found[-1], 337)


def test_every_one_of_several_short_runs_is_whole_in_a_file_of_its_own(drive, tmp_path):
    for n in (150, 120, 200):
        trained(drive, n)
        drive.session.reset()
    drive.settled()
    for recording, step in zip(files(drive, tmp_path), (120, 150, 200), strict=True):
        assert_whole(recording, step)


def test_a_few_steps_leave_no_file_behind_but_those_of_a_large_network_do(drive, tmp_path):
    trained(drive, 20)
    drive.session.plan.set(hidden=(512,) * 3, n_examples=400, batch_size=256)
    trained(drive, 10)
    drive.session.plan.set(hidden=(4,))
    drive.settled()
    trained(drive, 130)
    assert [(r.step, r.lanes[0].config.hidden) for r in files(drive, tmp_path)] == [(10, (512,) * 3), (130, (4,))]


def test_what_was_written_about_a_run_stays_with_it(drive, tmp_path):
    trained(drive, 30)
    drive.session.notebook.describe("the first", "and its notes")
    drive.session.notebook.write_note(10, "here")
    drive.session.reset()
    trained(drive, 40)
    drive.session.notebook.write_note(20, "there")
    drive.session.reset()
    drive.settled()
    assert [(r.step, r.name, r.step_notes) for r in files(drive, tmp_path)] == [
        (30, "the first", (Note(10, "here"),)),
        (40, "", (Note(20, "there"),)),
    ]


def test_a_run_that_cannot_be_replaced_goes_on_in_its_file(drive, tmp_path):
    trained(drive, 150)
    drive.session.plan.open_data(str(tmp_path / "gone.csv"))
    drive.until(lambda: drive.failures)
    drive.settled()
    trained(drive, 50)
    (found,) = files(drive, tmp_path)
    assert_whole(found, 200)


# Opening


def test_what_is_done_while_a_session_is_being_opened_is_done_to_the_run_before(drive, tmp_path):
    trained(drive, 300)
    path = recorded(tmp_path / "other.actviz", XOR, 90, cursor=45)
    with held(drive.session):
        drive.session.recordings.open([path])
        drive.session.plan.set(learning_rate=0.02)
        drive.session.plan.add_lane(activation="tanh")
        drive.session.notebook.write_note(100, "of the run before")
        drive.session.step(7)
        drive.session.travel(6)
    drive.until(lambda: drive.session.plan.config.dataset == "xor" and drive.session.lanes)
    drive.settled()
    assert [spec.config for spec in drive.session.plan.setup] == [XOR]
    assert (drive.session.view.cursor, drive.session.notebook.step_notes, drive.session.playing) == (45, (), False)
    drive.until(lambda: drive.step == 45)
    assert not drive.session.view.awaits_cursor
    before = files(drive, tmp_path)[-1]
    assert [lane.config.activation for lane in before.lanes] == ["relu", "tanh"]
    assert before.lanes[0].config.learning_rate == 0.02
    assert before.step_notes == (Note(100, "of the run before"),)


COMMANDS = {
    "travel": lambda session: session.travel(6),
    "step": lambda session: session.step(5),
    "play": lambda session: session.play(),
    "reset": lambda session: session.reset(),
    "change": lambda session: session.plan.set(learning_rate=0.7),
    "compare": lambda session: session.plan.add_lane(),
    "note": lambda session: session.notebook.write_note(3, "of the run before"),
    "name": lambda session: session.notebook.describe("the run before", ""),
    "paste": lambda session: session.plan.run_instead([NamedConfig("", SMALL)], "other lanes"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_done_before_the_window_has_heard_that_a_session_was_opened_is_not_done_to_that(
    drive, tmp_path, command
):
    trained(drive, 30)
    path = recorded(tmp_path / "other.actviz", XOR, 90, name="other")
    drive.session.recordings.open([path])
    drive.session.ask(lambda trainer: trainer.step).result(timeout=20.0)  # it runs now, or after the next question
    drive.session.ask(lambda trainer: trainer.step).exception(timeout=20.0)
    COMMANDS[command](drive.session)
    drive.settled()
    drive.until(lambda: drive.session.lanes and drive.session.lanes[0].newest == 90)
    drive.settled()
    assert [spec.config for spec in drive.session.plan.setup] == [XOR]
    session = drive.session
    assert (session.view.cursor, session.playing, session.notebook.name, session.notebook.step_notes) == (
        None,
        False,
        "other",
        (),
    )
    assert drive.step == 90
    session.step(10)
    drive.until(lambda: session.view.newest == 100)


def test_a_session_that_is_opened_and_one_that_cannot_be_at_once(drive, tmp_path):
    path = recorded(tmp_path / "other.actviz", XOR, 90)
    told = []
    drive.session.opened.connect(told.append)
    with held(drive.session):
        drive.session.recordings.open([path])
        drive.session.recordings.open([tmp_path / "gone.actviz"])
    drive.until(lambda: len(told) == 2)
    drive.settled()
    assert sorted(told) == [False, True]
    assert drive.session.plan.config == XOR
    trained(drive, 5)
    assert drive.session.view.newest == 95


def test_the_timeline_dragged_while_the_last_session_comes_back_stands_where_it_stood(qtbot, tmp_path):
    path = recorded(tmp_path / "last.actviz", XOR, 90)
    session = Session(SMALL, last=path)
    drive = Driver(qtbot, session)
    session.travel(6)
    session.play()
    drive.until(lambda: session.lanes and session.lanes[0].newest == 90)
    drive.settled()
    assert (session.view.cursor, session.playing, session.view.awaits_cursor) == (None, False, False)
    assert session.close()


# What is recorded is what ran


def assert_opens_and_is_what_ran(path):
    recording, trainers = recover(read_recording(path))
    assert recording.remarks == ()
    for lane, trainer in zip(recording.lanes, trainers, strict=True):
        again = Trainer(lane.initial_config, examples=trainer.examples)
        again.replay(lane.step, lane.changes)
        assert np.array_equal(again.network.parameters, trainer.network.parameters)
        Replay(trainer).go_to(1)
        assert again.advance(20) == trainer.advance(20) == 20
        assert np.array_equal(again.network.parameters, trainer.network.parameters)
    return recording


def saved(drive, path):
    drive.session.save_session(path)
    drive.until(lambda: drive.session.recordings.path == path)
    return assert_opens_and_is_what_ran(path)


def test_lanes_with_their_own_weights_added_after_a_change_of_the_batch_size_can_be_opened(drive, tmp_path):
    drive.session.plan.add_lane()
    drive.session.plan.draw_weights(False)
    drive.settled()
    trained(drive, 100)
    drive.session.plan.set(batch_size=9)
    drive.session.plan.add_lane(weights_draw=2)
    drive.settled()
    trained(drive, 50)
    found = saved(drive, tmp_path / "mine.actviz")
    assert [[change.step for change in lane.changes] for lane in found.lanes] == [[100]] * 3


def test_a_lane_added_before_a_file_of_data_was_found_to_be_faulty_is_what_it_says(drive, tmp_path):
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n3\n")
    trained(drive, 50)
    with held(drive.session):
        drive.session.plan.open_data(str(tmp_path / "bad.csv"))
        drive.session.plan.add_lane(activation="tanh")
        drive.session.plan.add_lane(weights_draw=4)
        drive.session.plan.remove_lane(0)
    drive.until(lambda: drive.failures)
    drive.settled()
    assert [spec.config for spec in drive.session.plan.setup] == [
        SMALL.replace(activation="tanh"),
        SMALL.replace(activation="tanh", weights_draw=4),
    ]
    trained(drive, 60)
    saved(drive, tmp_path / "mine.actviz")


def test_lanes_of_a_session_that_was_opened_go_on_being_recorded_as_they_ran(drive, tmp_path):
    trained(drive, 60)
    drive.session.plan.add_lane(step=20, activation="elu")
    drive.session.plan.set(batch_size=9)
    drive.settled()
    path = tmp_path / "mine.actviz"
    saved(drive, path)
    drive.session.recordings.open([path])
    drive.settled()
    drive.until(lambda: [lane.newest for lane in drive.session.lanes] == [60, 20])
    assert [spec.config.batch_size for spec in drive.session.plan.setup] == [9, 9]
    trained(drive, 50)
    saved(drive, tmp_path / "again.actviz")
