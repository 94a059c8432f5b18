"""The training thread without Qt: a collector in place of the window."""

import threading

import pytest

from actviz.app.lanes import single
from actviz.app.mailbox import Mailbox
from actviz.app.pace import SLICE_S
from actviz.app.recorder import Recorder
from actviz.app.worker import Worker
from actviz.registry import BadInput
from actviz.training import RunConfig

SMALL = RunConfig(hidden=(4,), n_examples=40)
DIVERGING = RunConfig(hidden=(32,) * 4, dataset="plane", learning_rate=3)


class Window:
    """Collects from the mailbox until something holds."""

    def __init__(self, worker):
        self.worker, self.lanes, self.failures = worker, None, []

    def collect(self):
        delivery = self.worker.mailbox.collect()
        self.lanes = delivery.lanes or self.lanes
        self.failures += [f.sentence for f in delivery.failures]
        return delivery.report

    def until(self, condition, timeout_s=10.0):
        tick = threading.Event()
        for _ in range(int(timeout_s / 0.002)):
            report = self.collect()
            if condition(report):
                return report
            tick.wait(0.002)
        raise AssertionError(f"waited in vain; failures: {self.failures}")

    def until_handled(self):
        return self.until(lambda report: report.handled == self.worker.posted)

    @property
    def step(self):
        return self.lanes[0].snapshot.step if self.lanes else None


def unrecorded_worker():
    mailbox = Mailbox()
    return Worker(mailbox, Recorder(mailbox, None))


@pytest.fixture
def window():
    worker = unrecorded_worker()
    worker.start()
    worker.apply(single(SMALL))
    window = Window(worker)
    yield window
    assert worker.close(5.0)


def test_a_new_run_is_shown_at_step_zero_before_anything_is_trained(window):
    window.until(lambda _: window.lanes)
    assert window.step == 0
    assert window.lanes[0].name == "A"
    assert window.lanes[0].facts.config == SMALL


def test_playing_trains_until_paused(window):
    window.worker.play(True)
    window.until(lambda _: (window.step or 0) > 50)
    window.worker.play(False)
    assert not window.until_handled().playing
    window.until(lambda _: window.lanes is not None)
    stood_at = window.worker._training.runs.lanes[0].trainer.step
    window.until(lambda _: window.step == stood_at)  # the last measurement is of the last step


@pytest.mark.parametrize("n", [1, 10, 100])
def test_stepping_takes_exactly_so_many_steps(window, n):
    window.worker.step(n)
    window.until(lambda _: window.step == n)
    assert window.worker._training.runs.lanes[0].trainer.step == n


def test_steps_asked_for_twice_add_up_and_end_the_playing(window):
    window.worker.play(True)
    window.worker.step(5)
    assert not window.until_handled().playing
    window.until(lambda _: window.worker._training.steps_left == 0)
    before = window.worker._training.runs.lanes[0].trainer.step
    window.worker.step(5)
    window.worker.step(7)
    window.until(lambda _: window.step == before + 12)


def test_a_change_keeps_the_run_and_its_steps(window):
    window.worker.step(10)
    window.until(lambda _: window.step == 10)
    window.worker.apply(single(SMALL.replace(learning_rate=0.01)))
    report = window.until(lambda r: r.running and r.running[0].config.learning_rate == 0.01)
    assert report.handled == window.worker.posted
    assert window.worker._training.runs.lanes[0].trainer.step == 10


def test_a_refused_change_leaves_a_sentence_and_the_run_alone(window):
    window.worker.apply(single(SMALL.replace(loss="squared_error")))
    window.until(lambda _: window.failures)
    assert "loss 'squared_error' does not fit circle" in window.failures[0]
    assert window.until_handled().running == single(SMALL)


def test_a_file_that_cannot_be_read_leaves_a_sentence_and_the_run_goes_on(window, tmp_path):
    window.worker.play(True)
    window.worker.apply(single(SMALL.replace(data_path=tmp_path / "none.csv")))
    window.until(lambda _: window.failures)
    assert "none.csv" in window.failures[0]
    report = window.until_handled()
    assert report.playing
    assert report.running == single(SMALL)
    before = window.step or 0
    window.until(lambda _: window.step > before)


def test_memory_that_does_not_suffice_leaves_a_sentence_and_the_run_alone(window, monkeypatch):
    def too_large(*_args, **_kwargs):
        raise MemoryError

    window.until_handled()
    monkeypatch.setattr("actviz.app.lane_runs.Trainer", too_large)
    window.worker.apply(single(SMALL), again=True)
    window.until(lambda _: window.failures)
    assert window.failures == ["There is not enough memory for a network or data of this size."]
    window.worker.step(3)
    window.until(lambda _: window.step == 3)


def test_each_run_has_a_number_of_its_own(window):
    window.until(lambda _: window.lanes)
    first = window.lanes[0].facts.run
    window.worker.apply(single(SMALL), again=True)
    window.until(lambda _: window.lanes[0].facts.run != first)
    assert window.step == 0


def test_a_divergence_stops_the_playing_once_and_playing_again_is_refused(window):
    window.worker.apply(single(DIVERGING))
    window.worker.play(True)
    window.until(lambda _: window.failures)
    assert window.failures[0].startswith("Training diverged at step ")
    window.until(lambda r: not r.playing)
    window.worker.play(True)
    window.until(lambda _: len(window.failures) == 2)
    assert window.failures[1].endswith("Lower the learning rate or press Reset to go on.")
    assert not window.until_handled().playing
    window.worker.apply(single(DIVERGING.replace(learning_rate=1e-6)))
    window.worker.play(True)
    assert window.until_handled().playing


def test_an_internal_error_ends_the_thread_with_a_sentence(window, monkeypatch, capsys):
    window.until_handled()

    def broken(_):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(window.worker._training.runs.lanes[0].trainer, "advance", broken)
    window.worker.play(True)
    window.until(lambda r: r.handled is None and bool(window.failures))
    assert window.failures == ["Training stopped by an internal error: ZeroDivisionError: oh"]
    window.worker._thread.join(5)
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_measurements_are_taken_only_for_a_window_that_took_the_last_ones(window):
    window.until(lambda _: window.lanes)
    window.worker.mailbox.collect()
    window.worker.play(True)
    trainer = window.worker._training.runs.lanes[0].trainer
    tick = threading.Event()
    while window.worker.mailbox.taken or trainer.step < 500:
        tick.wait(0.002)
    first = window.worker.mailbox._contents.lanes
    seen = trainer.step
    while trainer.step < seen + 500:
        tick.wait(0.002)
    assert window.worker.mailbox._contents.lanes is first


def test_while_it_trains_glances_come_between_full_measurements_and_a_pause_ends_with_a_full_one(window):
    seen = []

    def glanced(_report):
        if window.lanes:
            seen.append(window.lanes[0].snapshot)
        return any(s.units_step < s.step for s in seen)

    window.worker.play(True)
    window.until(glanced)
    window.worker.play(False)
    window.until_handled()
    window.until(lambda _: window.lanes[0].snapshot.step == window.worker._training.runs.lanes[0].trainer.step)
    window.until(lambda _: window.lanes[0].snapshot.units_step == window.step)


def test_a_single_slow_step_is_measured_in_full_though_no_other_follows(window):
    window.worker.limit_speed(0.01)
    window.worker.play(True)
    window.until(lambda _: window.step == 1)
    window.until(lambda _: window.lanes[0].snapshot.units_step == 1)


def test_it_tells_what_its_processor_time_went_into(window):
    window.worker.play(True)
    report = window.until(lambda r: r.training_s > 0.05 and r.measuring_s > 0.0)
    assert report.training_s + report.measuring_s < 10


def test_extra_measurements_are_taken_when_they_are_looked_at(window):
    window.worker.measure(frozenset({"histograms", "weights"}))
    window.until(lambda _: window.lanes and window.lanes[0].snapshot.weights is not None)
    assert window.lanes[0].snapshot.histograms[0] is not None


def test_the_unit_that_is_followed_is_measured_and_another_after_it(window):
    for unit in (1, 3):
        window.worker.measure(frozenset({"unit"}), (1, unit))
        window.until(lambda _, unit=unit: window.lanes and (f := window.lanes[0].snapshot.unit) and f.unit == unit)
    window.worker.measure(frozenset({"unit"}), None)
    window.until(lambda _: window.lanes[0].snapshot.unit is None)


@pytest.mark.parametrize("playing", [False, True])
def test_closing_ends_the_thread(playing):
    worker = unrecorded_worker()
    worker.start()
    worker.apply(single(SMALL))
    worker.play(playing)
    assert worker.close()
    assert worker.close()


def test_closing_before_the_start_is_no_error():
    assert unrecorded_worker().close()


def test_what_a_step_costs_is_not_assumed_of_a_new_network(window):
    """A slice sized for a small network must not keep a large one from hearing commands for a minute."""
    window.worker.play(True)
    window.until(lambda _: (window.step or 0) > 2000)
    window.worker.play(False)
    window.until_handled()
    assert window.worker._training.pace.step_s < SLICE_S / 4
    window.worker.apply(single(SMALL.replace(seed=1)))
    window.until_handled()
    assert window.worker._training.pace.step_s == SLICE_S


def test_a_limit_set_after_a_long_unlimited_run_works_at_once(window):
    window.worker.play(True)
    window.until(lambda _: (window.step or 0) > 1000)
    window.worker.limit_speed(1000.0)
    window.until_handled()
    before = window.worker._training.runs.lanes[0].trainer.step
    window.until(lambda _: window.worker._training.runs.lanes[0].trainer.step > before + 20)


def test_a_question_is_answered_with_the_present_network_while_training_goes_on(window):
    window.worker.play(True)
    window.until(lambda _: (window.step or 0) > 20)
    step, parameters = window.worker.ask(lambda t: (t.step, t.network.parameters.copy())).result(10)
    assert step > 20
    window.until(lambda _: window.step > step)
    assert len(parameters) == window.worker._training.runs.lanes[0].trainer.network.parameters.size


def test_what_a_question_raises_comes_to_who_asked_and_training_goes_on(window):
    with pytest.raises(ZeroDivisionError):
        window.worker.ask(lambda _: 1 // 0).result(10)
    with pytest.raises(BadInput, match="no network yet"):
        window.worker.ask(lambda t: t.step, lane=3).result(10)
    window.worker.step(3)
    window.until(lambda _: window.step == 3)


def test_questions_to_a_worker_that_has_ended_are_cancelled():
    worker = unrecorded_worker()
    before = worker.ask(lambda t: t.step)
    worker._stop.set()
    worker.start()
    assert worker.close(5.0)
    assert before.cancelled()
    assert worker.ask(lambda t: t.step).cancelled()


def test_lanes_wait_at_the_step_of_a_hold_and_after_so_many_steps(window):
    worker = window.worker
    worker.hold_at(50)
    worker.play(True)
    assert window.until(lambda report: report.is_held).playing
    assert worker.ask(lambda trainer: trainer.step).result(10) == 50
    worker.hold_after(3)
    window.until(lambda report: report.handled == worker.posted and report.is_held)
    assert worker.ask(lambda trainer: trainer.step).result(10) == 53
    worker.hold_at(None)
    window.until(lambda _: window.step is not None and window.step > 60)


def test_a_hold_is_not_kept_by_a_new_run_and_holds_steps_that_were_asked_for(window):
    worker = window.worker
    worker.hold_at(50)
    worker.step(80)
    window.until(lambda report: report.is_held)
    assert worker.ask(lambda trainer: trainer.step).result(10) == 50
    worker.apply(single(SMALL), again=True)
    worker.step(80)
    window.until(lambda report: report.handled == worker.posted and window.step == 80)
