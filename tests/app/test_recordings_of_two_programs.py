"""Two programs that record at once, and one whose file is taken away: nothing that anybody recorded is lost."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import test_recorded_sessions as sessions

from actviz.recording import read_recording
from actviz.training import Trainer

SMALL, end, run_to, begin = sessions.SMALL, sessions.end, sessions.run_to, sessions.begin
ROOT = str(Path(__file__).parents[2])


def all_names(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def recording(qtbot, session, step):
    run_to(qtbot, session, step)
    qtbot.waitUntil(
        lambda: session.recordings.path is not None and read_recording(session.recordings.path).step == step
    )
    return session.recordings.path


def assert_same_as_unrecorded(path, step):
    (trainer,) = read_recording(path).trainers()
    whole = Trainer(SMALL)
    whole.advance(step)
    assert trainer.step == step
    assert np.array_equal(trainer.network.parameters, whole.network.parameters)


def test_saving_over_what_another_records_is_refused_and_destroys_nothing(begin, qtbot, tmp_path):
    shared = tmp_path / "shared.actviz"
    first, second = begin(folder=tmp_path / "a"), begin(folder=tmp_path / "b")
    run_to(qtbot, first, 300)
    first.save_session(shared)
    qtbot.waitUntil(lambda: first.recordings.path == shared)
    own = recording(qtbot, second, 40)
    second.save_session(shared)
    qtbot.waitUntil(lambda: bool(second.sentences))
    assert "shared.actviz is being recorded" in second.sentences[0]
    run_to(qtbot, first, 800)
    run_to(qtbot, second, 60)
    assert (end(first), end(second)) == (shared, own)
    assert_same_as_unrecorded(shared, 800)
    assert_same_as_unrecorded(own, 60)
    assert all_names(tmp_path) == sorted(["shared.actviz", own.name])


def test_what_a_paused_window_is_to_go_on_in_is_not_saved_over_either(begin, qtbot, tmp_path):
    first = begin(folder=tmp_path)
    run_to(qtbot, first, 300)
    path = end(first)
    paused = begin(folder=tmp_path, last=path)
    qtbot.waitUntil(lambda: bool(paused.lanes))
    other = begin(folder=tmp_path / "b")
    run_to(qtbot, other, 10)
    other.save_session(path)
    qtbot.waitUntil(lambda: bool(other.sentences))
    run_to(qtbot, paused, 400)
    assert end(paused) == path
    assert_same_as_unrecorded(path, 400)


def test_a_window_saves_over_a_file_that_it_recorded_itself(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path / "own")
    run_to(qtbot, session, 300)
    session.save_session(tmp_path / "mine.actviz")
    qtbot.waitUntil(lambda: session.recordings.path == tmp_path / "mine.actviz")
    session.reset()
    qtbot.waitUntil(lambda: session.view.newest == 0)
    session.save_session(tmp_path / "mine.actviz")
    run_to(qtbot, session, 20)
    qtbot.waitUntil(lambda: read_recording(tmp_path / "mine.actviz").step == 20)
    assert end(session) == tmp_path / "mine.actviz"
    assert session.sentences == []
    assert all_names(tmp_path) == ["mine.actviz"]


def test_the_command_line_does_not_record_where_a_window_does_nor_the_other_way_round(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    path = recording(qtbot, session, 300)
    command = [sys.executable, "-m", "actviz", "record", "--steps", "10", "--out", str(path)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": ROOT}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is being recorded" in done.stderr
    command[command.index("10")] = "100000000"
    command[-1] = str(tmp_path / "recorded.actviz")
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": ROOT}) as other:
        qtbot.waitUntil((tmp_path / "recorded.actviz").exists, timeout=20_000)
        session.save_session(tmp_path / "recorded.actviz")
        qtbot.waitUntil(lambda: bool(session.sentences))
        other.kill()
    assert "recorded.actviz is being recorded" in session.sentences[0]
    assert end(session) == path
    assert_same_as_unrecorded(path, 300)
    assert read_recording(tmp_path / "recorded.actviz").step > 0


def test_runs_begun_in_the_same_moment_never_share_a_file(begin, qtbot, tmp_path):
    together = [begin(folder=tmp_path) for _ in range(4)]
    for session in together:
        session.step(250)
    qtbot.waitUntil(lambda: all(session.view.newest == 250 for session in together))
    paths = {end(session) for session in together}
    assert len(paths) == 4
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    for path, session in zip(paths, together, strict=True):
        assert_same_as_unrecorded(path, 250)
        assert session.sentences == []


def delete(path):
    path.unlink()


def rename(path):
    path.rename(path.with_name("renamed.actviz"))


def replace(path):
    path.with_name("x").write_bytes(b"something else")
    path.with_name("x").replace(path)


def cut(path):
    os.truncate(path, 5000)


def delete_the_folder(path):
    shutil.rmtree(path.parent)


@pytest.mark.parametrize(
    ("harm", "saved", "playing"),
    [
        (delete, True, True),
        (delete, False, False),
        (rename, True, False),
        (replace, False, True),
        (cut, True, True),
        (cut, False, False),
        (delete_the_folder, False, True),
    ],
)
def test_a_recording_that_is_taken_away_goes_on_whole_in_a_new_file_and_it_is_said_once(
    begin, qtbot, tmp_path, harm, saved, playing
):
    session = begin(folder=tmp_path / "own")
    path = recording(qtbot, session, 300)
    if saved:
        (tmp_path / "saved").mkdir()
        path = tmp_path / "saved" / "mine.actviz"
        session.save_session(path)
        qtbot.waitUntil(lambda: session.recordings.path == path)
    if playing:
        session.limit_speed(1000)
        session.play()
    harm(path)
    qtbot.waitUntil(lambda: bool(session.sentences), timeout=4000)
    assert f"{path.name} was deleted, renamed or changed" in session.sentences[0]
    session.pause()
    new = end(session)
    assert new.parent == tmp_path / "own"
    assert read_recording(new).step >= session.view.newest
    assert_same_as_unrecorded(new, read_recording(new).step)
    assert len(session.sentences) == 1


@pytest.mark.parametrize("harm", [delete, replace, delete_the_folder])
def test_a_recording_that_is_taken_away_just_before_the_end_is_written_once_more(begin, qtbot, tmp_path, harm):
    session = begin(folder=tmp_path / "own")
    path = recording(qtbot, session, 300)
    harm(path)
    assert_same_as_unrecorded(end(session), 300)  # in a new file, which may have the freed name


@pytest.mark.parametrize("harm", [delete, replace, delete_the_folder])
def test_a_last_session_whose_file_goes_before_it_goes_on_is_recorded_whole(begin, qtbot, tmp_path, harm):
    first = begin(folder=tmp_path / "own")
    run_to(qtbot, first, 300)
    path = end(first)
    again = begin(folder=tmp_path / "own", last=path)
    qtbot.waitUntil(lambda: bool(again.lanes))
    harm(path)
    run_to(qtbot, again, 400)
    assert_same_as_unrecorded(end(again), 400)
    assert all(path.name in sentence for sentence in again.sentences)


def test_what_killed_programs_left_is_cleared_at_the_next_start(begin, qtbot, tmp_path):
    session = begin(folder=tmp_path)
    path = recording(qtbot, session, 20)
    end(session)
    die = """if True:
    import os, signal, sys
    from pathlib import Path
    from actviz.disk import replacing
    from actviz.recording.lock import locked
    path = Path(sys.argv[1])
    lock, gone = locked(path), locked(path.with_name("gone.actviz"))
    with replacing(path) as fresh:
        os.kill(os.getpid(), signal.SIGKILL)
    """
    subprocess.run([sys.executable, "-c", die, path], env=os.environ | {"PYTHONPATH": ROOT}, check=False)
    assert len(all_names(tmp_path)) == 4
    end(begin(folder=tmp_path))
    assert all_names(tmp_path) == [path.name]
