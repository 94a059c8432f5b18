import threading
from concurrent.futures import Future
from pathlib import Path

import pytest

from actviz.app.frames import FrameQueue
from actviz.app.job import Job, patiently
from actviz.export.exported_run import Cancelled, no_progress
from actviz.registry import BadInput


def ended(job):
    assert job.join(10.0)
    return job


def test_a_job_tells_how_far_it_is_and_what_it_wrote():
    seen = threading.Event()

    def work(progress):
        progress(0.25)
        seen.wait(10.0)
        return [Path("a"), Path("b")]

    job = Job(work).start()
    assert job.running
    seen.set()
    assert ended(job).written == (Path("a"), Path("b"))
    assert job.done == 1.0
    assert job.failure is None
    assert not job.cancelled


def test_a_job_that_is_called_off_stops_at_its_next_look():
    def work(progress):
        never = threading.Event()
        while not never.wait(0.001):
            progress(0.5)

    job = Job(work).start()
    job.cancel()
    assert ended(job).cancelled
    assert job.written == ()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (BadInput("The file is full."), "The file is full."),
        (MemoryError(), "There is not enough memory for this."),
        (ZeroDivisionError("oops"), "This went wrong: ZeroDivisionError: oops"),
    ],
)
def test_a_jobs_fault_is_one_sentence(error, sentence, capsys):
    def work(_progress):
        raise error

    assert ended(Job(work).start()).failure == sentence
    assert ("Traceback" in capsys.readouterr().err) == isinstance(error, ZeroDivisionError)


def test_what_never_comes_is_waited_for_only_while_it_is_wanted():
    looks = []

    def progress(done):
        looks.append(done)
        if len(looks) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        patiently(Future(), progress)
    assert len(looks) == 3


def test_what_was_promised_is_returned():
    promised = Future()
    promised.set_result("lanes")
    assert patiently(promised, no_progress) == "lanes"


def test_frames_are_made_by_who_takes_them_in_their_order():
    frames, made = FrameQueue(), []
    for i in range(5):
        frames.put(lambda i=i: made.append(i) or i)
    frames.end()
    assert frames.full
    assert made == []
    assert list(frames.frames(no_progress)) == made == [0, 1, 2, 3, 4]
    assert not frames.full
