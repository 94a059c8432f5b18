import threading

import pytest

from actviz.app.lanes import Selection
from actviz.app.session import Session
from actviz.data.reading import loading
from actviz.diagnosis.findings import Suggestion
from actviz.training import FIELDS, LIVE_FIELDS, RunConfig

SMALL = RunConfig(hidden=(4, 3), n_examples=40)
DIVERGING = RunConfig(hidden=(32,) * 4, dataset="plane", learning_rate=3)


class Driver:
    """Stands for the window's frame timer: collects while it waits."""

    def __init__(self, qtbot, session):
        self.qtbot, self.session = qtbot, session
        self.failures = []
        session.failed.connect(self.failures.append)

    def until(self, condition):
        def held():
            self.session.collect()
            return bool(condition())

        self.qtbot.waitUntil(held, timeout=60_000)  # a limit: on a busy machine it may take long

    def settled(self):
        worker = self.session._worker
        report = self.session._mailbox._contents
        self.until(lambda: not self.session.reading.is_under_way and report.report.handled in (None, worker.posted))
        self.session.collect()

    @property
    def snapshot(self):
        return self.session.lanes[0].snapshot if self.session.lanes else None

    @property
    def step(self):
        return self.snapshot.step if self.snapshot else -1


@pytest.fixture
def drive(qtbot):
    session = Session(SMALL)
    yield Driver(qtbot, session)
    assert session.close()


def test_a_session_begins_paused_at_step_zero_of_its_configuration(drive, qtbot):
    with qtbot.waitSignal(drive.session.updated):
        drive.until(lambda: drive.snapshot is not None)
    assert drive.step == 0
    assert drive.snapshot.config == SMALL
    assert not drive.session.playing


def test_a_session_knows_whether_what_the_panels_ask_for_has_been_measured(drive):
    assert not drive.session.view.shows(frozenset())
    drive.settled()
    drive.until(lambda: drive.session.view.shows(frozenset()))
    assert not drive.session.view.shows(frozenset({"histograms"}))
    drive.session.view.set_needs(frozenset({"histograms", "output_map"}))
    drive.until(lambda: drive.session.view.shows(frozenset({"histograms"})))
    assert drive.snapshot.histograms is not None


def test_play_and_pause(drive):
    changes = []
    drive.session.playing_changed.connect(changes.append)
    drive.session.play()
    drive.until(lambda: drive.step > 100)
    drive.session.toggle()
    drive.settled()
    stood_at = drive.session._worker._training.runs.lanes[0].trainer.step
    drive.until(lambda: drive.step == stood_at)
    assert changes == [True, False]
    assert not drive.session.playing


def test_steps_are_taken_one_by_one_without_playing(drive):
    changes = []
    drive.session.playing_changed.connect(changes.append)
    drive.session.step(1)
    drive.until(lambda: drive.step == 1)
    drive.session.step(100)
    drive.until(lambda: drive.step == 101)
    assert changes == []


def test_reset_goes_back_to_step_zero_of_the_configuration_as_it_is_now(drive):
    drive.session.plan.set(learning_rate=0.02)
    drive.session.step(10)
    drive.until(lambda: drive.step == 10)
    drive.session.reset()
    drive.until(lambda: drive.step == 0)
    assert drive.snapshot.config.learning_rate == 0.02
    assert not drive.session.playing


def test_a_live_change_reaches_the_running_network_which_keeps_its_steps(drive):
    drive.session.step(10)
    drive.until(lambda: drive.step == 10)
    assert drive.session.plan.set(learning_rate=0.5, activation="tanh")
    drive.until(lambda: drive.snapshot.config.activation == "tanh")
    assert drive.step == 10
    assert drive.session.lanes[0].history.changes


def test_a_change_of_shape_starts_again_and_goes_on_playing(drive):
    drive.session.play()
    drive.until(lambda: drive.step > 50)
    drive.session.plan.set(hidden=(5, 5, 5))
    drive.until(lambda: drive.session.lanes[0].facts.sizes[1:-1] == (5, 5, 5) and drive.step > 0)
    assert drive.session.playing


@pytest.mark.parametrize("changes", [{"learning_rate": -1}, {"hidden": ()}, {"activation": "rleu"}, {"hidden": 5}])
def test_a_refused_change_leaves_configuration_and_run_alone(drive, qtbot, changes):
    drive.session.step(5)
    drive.until(lambda: drive.step == 5)
    with qtbot.waitSignal(drive.session.failed) as failed:
        assert not drive.session.plan.set(**changes)
    assert "got" in failed.args[0] or "unknown" in failed.args[0]
    assert drive.session.plan.config == SMALL
    assert not drive.session.plan.undo_text
    drive.settled()
    assert drive.session._worker._training.runs.lanes[0].trainer.step == 5


def test_controls_are_told_to_go_back_when_a_change_is_refused(drive, qtbot):
    with qtbot.waitSignal(drive.session.plan.config_changed):
        drive.session.plan.set(learning_rate=-1)


def test_a_file_that_cannot_be_used_keeps_data_run_and_playing(drive, tmp_path):
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n3\n")
    drive.session.play()
    drive.until(lambda: drive.step > 50)
    run = drive.session.lanes[0].facts.run
    assert drive.session.plan.open_data(str(tmp_path / "bad.csv"))
    drive.until(lambda: drive.failures)
    drive.settled()
    assert "bad.csv" in drive.failures[0]
    assert drive.session.plan.config == SMALL
    assert not drive.session.plan.undo_text
    before = drive.step
    drive.until(lambda: drive.step > before)
    assert drive.session.playing
    assert drive.session.lanes[0].facts.run == run


def test_a_change_made_while_a_file_turns_out_bad_is_not_lost(drive, tmp_path):
    drive.session.plan.open_data(str(tmp_path / "none.csv"))
    drive.session.plan.set(learning_rate=0.07)
    drive.until(lambda: drive.failures)
    drive.settled()
    assert drive.session.plan.config == SMALL.replace(learning_rate=0.07)
    assert drive.session._worker._training.runs.lanes[0].trainer.config == drive.session.plan.config


def test_what_runs_goes_on_while_a_file_is_read_and_takes_changes(drive, tmp_path, monkeypatch):
    gate, load_chosen = threading.Event(), loading.load_chosen
    monkeypatch.setattr(loading, "load_chosen", lambda *file: gate.wait(20.0) and load_chosen(*file))
    rows = "\n".join(f"{i % 7},{i % 5},{'ab'[i % 2]}" for i in range(40))
    (tmp_path / "good.csv").write_text("a,b,kind\n" + rows + "\n")
    drive.session.play()
    drive.session.plan.open_data(str(tmp_path / "good.csv"))
    drive.session.plan.set(learning_rate=0.02)
    drive.until(lambda: drive.step > 50 and drive.snapshot.config == SMALL.replace(learning_rate=0.02))
    assert drive.session.reading.is_under_way
    gate.set()
    drive.until(lambda: drive.session.lanes[0].facts.source == "good.csv" and drive.step > 0)
    assert drive.session.playing
    assert drive.session.plan.config.learning_rate == 0.02


def test_settings_for_which_memory_does_not_suffice_are_gone_back_from_and_the_run_goes_on(drive, monkeypatch):
    def too_large(*_args, **_kwargs):
        raise MemoryError

    drive.session.step(5)
    drive.until(lambda: drive.step == 5)
    drive.session.notebook.describe("mine", "")
    drive.settled()
    monkeypatch.setattr("actviz.app.lane_runs.Trainer", too_large)
    drive.session.plan.set(hidden=(7,))
    assert drive.session.notebook.name == ""
    drive.until(lambda: drive.failures)
    drive.settled()
    assert drive.failures == ["There is not enough memory for a network or data of this size."]
    assert (drive.session.plan.config, drive.session.plan.undo_text) == (SMALL, None)
    assert drive.session.notebook.name == "mine"
    drive.session.step(5)
    drive.until(lambda: drive.step == 10)


def test_play_pressed_while_an_earlier_failure_is_on_its_way_still_plays(drive, tmp_path):
    drive.session.plan.open_data(str(tmp_path / "none.csv"))
    drive.session.play()
    drive.until(lambda: drive.failures)
    drive.settled()
    assert drive.session.playing
    drive.until(lambda: drive.step > 10)


def test_a_good_file_is_trained_on_and_left_again_for_a_data_set(drive, tmp_path):
    rows = "\n".join(f"{i % 7},{i % 5},{'ab'[i % 2]}" for i in range(40))
    (tmp_path / "good.csv").write_text("a,b,kind\n" + rows + "\n")
    drive.session.plan.open_data(str(tmp_path / "good.csv"))
    drive.until(lambda: drive.session.lanes and drive.session.lanes[0].facts.source == "good.csv")
    drive.session.plan.use_dataset("xor")
    drive.until(lambda: drive.session.lanes[0].facts.source == "xor")
    assert drive.session.plan.config.data_path is None


def test_changes_are_undone_and_redone(drive):
    drive.session.plan.set(learning_rate=0.2)
    drive.session.plan.set(hidden=(7,))
    drive.session.plan.undo()
    assert drive.session.plan.config == SMALL.replace(learning_rate=0.2)
    drive.session.plan.undo()
    assert drive.session.plan.config == SMALL
    assert not drive.session.plan.undo_text
    drive.session.plan.redo()
    drive.session.plan.redo()
    assert drive.session.plan.config == SMALL.replace(learning_rate=0.2, hidden=(7,))
    assert not drive.session.plan.redo_text
    drive.settled()
    assert drive.session._worker._training.runs.lanes[0].trainer.config == drive.session.plan.config


def test_a_new_change_forgets_what_was_undone(drive):
    drive.session.plan.set(learning_rate=0.2)
    drive.session.plan.undo()
    drive.session.plan.set(learning_rate=0.3)
    assert not drive.session.plan.redo_text


def test_a_change_to_the_same_value_is_no_change(drive):
    assert drive.session.plan.set(learning_rate=SMALL.learning_rate)
    assert not drive.session.plan.undo_text


def test_a_failed_file_takes_only_its_own_step_out_of_the_undo_history(drive, tmp_path):
    drive.session.plan.set(learning_rate=0.2)
    drive.session.plan.undo()
    drive.session.plan.redo()
    drive.session.plan.set(learning_rate=SMALL.learning_rate)  # the first configuration again
    drive.settled()
    drive.session.plan.open_data(str(tmp_path / "none.csv"))
    drive.until(lambda: drive.failures)
    drive.settled()
    drive.session.plan.undo()
    assert drive.session.plan.config.learning_rate == 0.2
    drive.session.plan.undo()
    assert drive.session.plan.config == SMALL


def test_another_activation_takes_its_own_alpha(drive):
    drive.session.plan.set(activation="elu")
    drive.session.plan.set(alpha=2.0)
    drive.session.plan.set(activation="leaky_relu")
    assert drive.session.plan.config.alpha is None


def test_activations_of_single_layers_follow_the_number_of_layers(drive):
    drive.session.plan.set(activation=("relu", "tanh"))
    drive.session.plan.set(hidden=(4, 3, 3, 3))
    assert drive.session.plan.config.activation == ("relu", "tanh", "tanh", "tanh")
    drive.session.plan.set(hidden=(4,))
    assert drive.session.plan.config.activation == ("relu",)
    assert not drive.session.plan.set(hidden=5)


def test_momentum_zero_switches_nesterov_off(drive):
    drive.session.plan.set(momentum=0.9, nesterov=True)
    assert drive.session.plan.set(momentum=0.0)
    assert not drive.session.plan.config.nesterov


@pytest.mark.parametrize("name", sorted(LIVE_FIELDS))
def test_every_live_field_changes_in_the_running_network(drive, name):
    value = {
        "activation": "gelu", "alpha": 0.3, "optimizer": "adam", "prelu_per_unit": True, "nesterov": True,
        "exploding_above": 50.0, "normalization": "layer", "normalization_place": "after", "residual": 1,
        "residual_place": "before", "residual_scale": "learned", "residual_path": "projection", "schedule": "cosine",
        "recycle_at": (4,),
    }.get(name, 0.5 if FIELDS[name].kind == "float" else 9)  # fmt: skip
    drive.session.step(3)
    if name == "nesterov":
        drive.session.plan.set(momentum=0.5)
    if name == "residual":  # its layers have different widths
        drive.session.plan.set(residual_path="projection")
    assert drive.session.plan.set(**{name: value})
    drive.session.step(3)
    drive.until(lambda: drive.step == 6)
    assert getattr(drive.snapshot.config, name) == value
    assert drive.failures == []


def test_a_divergence_is_told_once_and_pauses(drive):
    drive.session.plan.set(**SMALL.differences(DIVERGING))
    drive.session.play()
    drive.until(lambda: drive.failures)
    drive.until(lambda: not drive.session.playing)
    drive.until(lambda: drive.snapshot.divergence is not None)
    assert len(drive.failures) == 1
    assert drive.session.plan.set(learning_rate=1e-6)
    drive.session.play()
    before = drive.step
    drive.until(lambda: drive.step > before)
    assert len(drive.failures) == 1


def test_a_selection_is_of_a_layer_and_unit_that_exist(drive):
    drive.session.view.select(2, 1)
    assert drive.session.view.selection == Selection(2, 1)
    drive.session.view.select(2, 50)
    assert drive.session.view.selection == Selection(2, None)
    drive.session.view.select(9, 1)
    assert drive.session.view.selection == Selection(None, None)


def test_a_selection_that_a_new_shape_lacks_is_dropped(drive, qtbot):
    drive.session.view.select(2, 2)
    with qtbot.waitSignal(drive.session.view.selection_changed):
        drive.session.plan.set(hidden=(4,))
    assert drive.session.view.selection == Selection()


def test_what_panels_need_is_measured(drive):
    drive.session.view.set_needs(frozenset({"weights", "histograms"}))
    drive.session.view.select(2, None)
    drive.until(lambda: drive.snapshot is not None and drive.snapshot.weights is not None)
    drive.until(lambda: drive.snapshot.histograms[1] is not None)


def test_the_speed_is_measured_while_playing_and_zero_when_paused(drive):
    drive.session.play()
    drive.until(lambda: drive.session.steps_per_second > 0)
    drive.session.pause()
    drive.settled()
    assert drive.session.steps_per_second == 0


def test_a_speed_limit_can_be_set_and_lifted_while_playing(drive):
    drive.session.limit_speed(200.0)
    drive.session.play()
    drive.until(lambda: drive.step > 5)
    drive.session.limit_speed(None)
    drive.until(lambda: drive.step > 1000)


def test_a_start_on_a_file_that_cannot_be_read_says_so_and_another_data_set_helps(qtbot, tmp_path):
    session = Session(SMALL.replace(data_path=tmp_path / "none.csv"))
    drive = Driver(qtbot, session)
    drive.until(lambda: drive.failures)
    session.play()
    drive.settled()  # the thread has taken notice, and has had its turn with nothing to play yet
    session.plan.use_dataset("moons")
    drive.until(lambda: drive.step > 0)
    assert session.close()


def test_an_internal_error_is_told_and_ends_the_playing(drive, monkeypatch, capsys):
    drive.settled()

    def broken(_):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(drive.session._worker._training.runs.lanes[0].trainer, "advance", broken)
    drive.session.play()
    drive.until(lambda: drive.failures)
    drive.until(lambda: not drive.session.playing)
    assert "internal error" in drive.failures[0]
    drive.session._worker._thread.join(5)
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("busy", ["paused", "playing", "stepping", "many commands waiting"])
def test_closing_ends_the_thread_within_a_second_whatever_it_is_doing(qtbot, busy):
    session = Session(RunConfig(hidden=(32,) * 20))
    if busy == "playing":
        session.play()
    elif busy == "stepping":
        session.step(1_000_000)
    elif busy == "many commands waiting":
        for seed in range(300):
            session.plan.set(seed=seed)
    Driver(qtbot, session).until(lambda: session.lanes or busy == "many commands waiting")
    assert session.close()
    assert "actviz-training" not in {t.name for t in threading.enumerate()}


def test_settings_that_were_refused_are_not_those_of_a_session_that_is_closed(drive, qtbot):
    drive.settled()
    drive.session.plan.set(data_path="no such file.csv")
    worker = drive.session._worker
    qtbot.waitUntil(lambda: drive.session._mailbox._contents.report.handled == worker.posted, timeout=60_000)
    drive.session.close()
    assert drive.session.plan.config == SMALL


def test_a_widgetless_session_shows_the_same_run_as_a_trainer_alone(drive):
    from actviz.training import Trainer

    drive.session.step(50)
    drive.until(lambda: drive.step == 50)
    trainer = Trainer(SMALL)
    trainer.advance(50)
    assert drive.snapshot.loss == trainer.measure().loss


def test_shares_of_the_processor_time_add_up_while_it_trains(drive):
    session = drive.session
    session.play()
    drive.until(lambda: session.share_clock.shares is not None)
    assert sum(session.share_clock.shares) == pytest.approx(1.0)
    session.pause()
    drive.until(lambda: session.share_clock.shares is None)


def test_lanes_carry_a_diagnosis_of_the_latest_full_measurement(drive):
    drive.session.plan.set(bias_init=-2.0, hidden=(2,) * 10)
    drive.until(lambda: drive.snapshot and drive.snapshot.config.bias_init == -2.0)
    lane = drive.session.lanes[0]
    assert lane.diagnosis.verdict.key == "dead_layer"
    assert lane.diagnosis.step == lane.snapshot.step


def test_trying_a_suggestion_leaves_the_run_as_it_is(drive):
    drive.session.step(20)
    drive.until(lambda: drive.step == 20)
    suggestion = Suggestion("tanh", (("activation", "tanh"),))
    drive.session.try_suggestion(suggestion)
    drive.until(lambda: (SMALL, suggestion) in drive.session.trials.view.results)
    assert drive.step == 20
    assert drive.session.plan.config == SMALL
    assert not drive.session.plan.undo_text


def test_a_trial_goes_on_beside_the_training(drive):
    drive.session.play()
    drive.until(lambda: drive.step > 50)
    suggestion = Suggestion("tanh", (("activation", "tanh"),))
    drive.session.try_suggestion(suggestion)
    drive.until(lambda: (SMALL, suggestion) in drive.session.trials.view.results)
    before = drive.step
    drive.until(lambda: drive.step > before)


def test_adopting_starts_again_plays_on_and_can_be_undone(drive):
    drive.session.play()
    drive.until(lambda: drive.step > 50)
    run = drive.session.lanes[0].facts.run
    assert drive.session.adopt({"activation": "tanh", "alpha": None})
    drive.until(lambda: drive.session.lanes[0].facts.run > run and drive.step > 0)
    assert drive.session.lanes[0].facts.config.activation == "tanh"
    assert drive.session.playing
    drive.session.plan.undo()
    assert drive.session.plan.config == SMALL


def test_an_adopted_change_that_breaks_a_rule_changes_nothing(drive):
    assert not drive.session.adopt({"learning_rate": -1.0})
    assert drive.session.plan.config == SMALL


@pytest.mark.usefixtures("qtbot")
def test_closing_while_a_trial_runs_ends_its_thread():
    session = Session(RunConfig(hidden=(256,) * 6))
    session.try_suggestion(Suggestion("tanh", (("activation", "tanh"),)))
    assert session.close()
    assert "actviz-trial" not in {t.name for t in threading.enumerate()}


def test_lanes_that_rest_take_no_steps_and_the_run_that_takes_their_place_plays(drive):
    drive.session.play()
    drive.until(lambda: drive.step > 20)
    before = drive.session.lanes[0].facts
    drive.session.rest()
    drive.session.plan.set(hidden=(5, 3))
    assert drive.session.playing
    drive.until(lambda: drive.session.lanes[0].facts is not before)
    drive.until(lambda: drive.step > 20)
    assert drive.session.playing
    drive.session.pause()
    drive.session.plan.start_again()
    drive.settled()
    drive.until(lambda: drive.step == 0)
    assert not drive.session.playing
