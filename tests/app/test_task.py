import threading
import weakref
from concurrent.futures import Future
from pathlib import Path

import pytest

from actviz.app.frames import FrameQueue
from actviz.app.task import Task, patiently
from actviz.export.exported_run import Cancelled, no_progress
from actviz.registry import BadInput

FULL = "There is not enough memory for this."


def ended(task):
    assert task.join(10.0)
    assert not task.running
    return task


def test_a_task_tells_how_far_it_is_and_what_came_of_it():
    seen = threading.Event()

    def work(progress):
        progress(0.25)
        seen.wait(10.0)
        return [Path("a"), Path("b")]

    task = Task(work, "test")
    assert task.running
    assert task.result is None
    seen.set()
    assert ended(task).result == [Path("a"), Path("b")]
    assert task.done == 1.0
    assert task.fault(FULL) is None
    assert not task.cancelled


def test_a_task_that_is_cancelled_stops_when_it_next_tells_how_far_it_is():
    def work(progress):
        never = threading.Event()
        while not never.wait(0.001):
            progress(0.5)

    task = Task(work, "test")
    task.cancel()
    assert ended(task).cancelled
    assert task.result is None
    assert task.fault(FULL) is None


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (BadInput("The file is full."), "The file is full."),
        (MemoryError(), FULL),
        (ZeroDivisionError("oops"), "This went wrong: ZeroDivisionError: oops"),
    ],
)
def test_an_error_is_a_value_and_one_sentence(error, sentence, capsys):
    def work(_progress):
        raise error

    task = ended(Task(work, "test"))
    assert task.fault(FULL) == sentence
    assert task.result is None
    assert not task.cancelled
    assert ("Traceback" in capsys.readouterr().err) == isinstance(error, ZeroDivisionError)


def test_an_error_keeps_nothing_alive_that_the_work_held():
    class Large:
        pass

    kept = []

    def work(_progress):
        large = Large()
        kept.append(weakref.ref(large))
        raise BadInput("no")

    ended(Task(work, "test"))
    assert kept[0]() is None


def test_a_task_that_waits_for_another_thread_gives_its_promise_up_when_it_is_cancelled():
    promised = Future()
    task = Task(lambda progress: patiently(promised, progress), "test")
    task.cancel()
    assert ended(task).cancelled
    assert promised.cancelled()


def test_a_promise_that_is_broken_ends_the_task_that_waits_for_it_without_a_word():
    promised = Future()
    task = Task(lambda progress: patiently(promised, progress), "test")
    promised.cancel()
    assert ended(task).cancelled
    assert task.fault(FULL) is None


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
