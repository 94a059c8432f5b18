import numpy as np
import pytest

from actviz.data import DATASETS
from actviz.data.task_changes import TASK_CHANGES, another_order
from actviz.diagnosis.diagnosis import diagnose
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.replay import Replay, fork
from actviz.training.snapshot import UnitEvent
from actviz.training.units.death_text import why_unknown
from actviz.training.units.permanence import permanence

EVERY = 40
CHANGES = [key for key in TASK_CHANGES if key != "none"]


def config(change, **more):
    other = {"task_dataset": "moons"} if TASK_CHANGES[change].other_data else {}
    settings = {"hidden": (8, 8), "optimizer": "adam", "learning_rate": 0.02, "recycle_every": 25} | other | more
    return RunConfig(task_change=change, task_every=EVERY, **settings)


def trained(config, steps):
    trainer = Trainer(config)
    trainer.advance(steps)
    return trainer


def state(trainer):
    return trainer.network.parameters.tobytes(), trainer.train_x.tobytes(), trainer.train_y.tobytes()


@pytest.mark.parametrize("change", CHANGES)
def test_a_run_of_tasks_has_the_same_bits_and_record_however_it_is_sliced_and_watched(change):
    whole, sliced = trained(config(change), 3 * EVERY + 5), Trainer(config(change))
    while sliced.step < whole.step:
        sliced.advance(min(7, whole.step - sliced.step))
        sliced.measure()
    assert state(sliced) == state(whole)
    assert list(sliced.history.events) == list(whole.history.events)
    rows = [[(end.task, end.step, end.results) for end in trainer.history.tasks] for trainer in (sliced, whole)]
    assert rows[0] == rows[1]
    assert [end.step for end in whole.history.tasks] == [EVERY, 2 * EVERY, 3 * EVERY]


@pytest.mark.parametrize("change", CHANGES)
def test_a_past_step_has_the_examples_and_measurements_of_its_own_task(change):
    run = trained(config(change), 3 * EVERY)
    replay = Replay(run)
    for step in (EVERY + 3, EVERY, EVERY - 1, 2 * EVERY + 1, 0):
        double, fresh = replay.go_to(step), trained(config(change), step)
        assert state(double) == state(fresh)
        assert double.measure().loss == fresh.measure().loss
        assert double.facts.task_number == step // EVERY
        assert double.facts.train_y is double.train_y


def test_a_fork_goes_on_with_the_same_bits_into_the_next_tasks():
    run = trained(config("labels"), EVERY + 11)
    other = fork(run)
    run.advance(2 * EVERY)
    other.advance(2 * EVERY)
    assert state(run) == state(other)


def test_classes_change_places_in_training_and_test_set_alike():
    run = trained(config("classes", dataset="digits", n_examples=300), EVERY)
    first = run.examples
    pairs = set(zip(first.train_y.tolist(), run.train_y.tolist(), strict=True))
    pairs |= set(zip(first.test_y.tolist(), run.test_y.tolist(), strict=True))
    assert len(pairs) == len({old for old, _ in pairs}) == len({new for _, new in pairs}) == 10
    assert any(old != new for old, new in pairs)
    assert run.train_x.tobytes() == first.train_x.tobytes()


def test_random_labels_have_the_same_shares():
    run = trained(config("labels"), EVERY)
    assert np.bincount(run.train_y).tolist() == np.bincount(run.examples.train_y).tolist()
    assert (run.train_y != run.examples.train_y).mean() > 0.3


def test_a_regression_is_dealt_its_own_targets_again():
    run = trained(config("labels", dataset="waves"), EVERY)
    assert sorted(run.train_y.ravel()) == sorted(run.examples.train_y.ravel())
    assert (run.train_y != run.examples.train_y).any()


def test_permuted_inputs_keep_their_names_and_units():
    run = trained(config("inputs"), EVERY)
    assert run.facts.input_names == ("x2", "x1")
    assert run.train_x[:, 0].tolist() == run.examples.train_x[:, 1].tolist()
    own, before = run.facts.own_x(run.train_x, [1]), run.first_facts.own_x(run.examples.train_x, [0])
    assert own.tolist() == before.tolist()


def test_two_data_sets_take_turns():
    run = trained(config("dataset"), EVERY)
    assert (run.facts.source, run.first_facts.source) == ("moons", "circle")
    other = run.train_x.copy()
    run.advance(EVERY)
    assert run.facts.source == "circle"
    run.advance(EVERY)
    assert run.train_x.tolist() == other.tolist()


def test_data_of_another_number_of_examples_change_the_batch_of_a_small_set():
    run = trained(config("dataset", n_examples=20, batch_size=500, test_fraction=0.0), 2 * EVERY + 3)
    assert Replay(run).go_to(EVERY + 1).network.parameters.size == run.network.parameters.size


@pytest.mark.parametrize("n", [2, 3, 10])
def test_no_order_comes_twice_in_a_row(n):
    before = list(range(n))
    for k in range(1, 30):
        order = another_order(n, np.random.default_rng(k), k).tolist()
        assert sorted(order) == list(range(n))
        assert order != before
        before = order


def test_the_end_of_a_task_is_measured_on_its_own_examples():
    run = trained(config("labels", recycle_every=0), EVERY)
    (end,) = run.history.tasks
    last = Trainer(RunConfig(**{**run.config.to_dict(), "task_change": "none", "hidden": (8, 8)}))
    last.advance(EVERY)
    snapshot = last.measure()
    assert end.results.loss == snapshot.loss
    assert end.results.test_accuracy == snapshot.test_accuracy
    assert end.dead.tolist() == [units.n_dead for units in snapshot.units]
    assert end.dormant.tolist() == [units.n_dormant for units in snapshot.units]


def test_a_run_that_diverges_in_a_later_task_stands_in_that_task():
    run = trained(config("inputs", optimizer="sgd", recycle_every=0), EVERY + 3)
    run.apply({"learning_rate": 1000.0, "activation": "identity"})
    run.advance(500)
    assert run.divergence is not None
    assert run.facts.task_number == run.step // EVERY
    assert all(end.step <= run.step for end in run.history.tasks)


def test_the_diagnosis_of_a_task_judges_its_own_course():
    run = trained(config("classes", recycle_every=0, hidden=(12,) * 3), EVERY + 1)
    assert diagnose(run).verdict.key


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"task_change": "classes", "dataset": "waves"}, "classes"),
        ({"task_change": "dataset"}, "task_dataset"),
        ({"task_change": "dataset", "task_dataset": "digits"}, "64 inputs"),
        ({"task_change": "labels", "task_every": 5}, "task_every"),
        ({"recycle_at": (3, -1)}, "recycle_at"),
        ({"recycle_at": "3"}, "recycle_at"),
        ({"recycle_at": range(2000)}, "recycle_at"),
    ],
)
def test_a_change_that_the_data_cannot_make_is_refused_in_one_sentence(settings, named):
    with pytest.raises(BadInput, match=named) as caught:
        Trainer(RunConfig(**settings))
    assert "\n" not in str(caught.value)


def test_one_input_has_no_other_order():
    x = np.linspace(-1, 1, 30)[:, None]
    with pytest.raises(BadInput, match="at least 2 inputs"):
        Trainer(RunConfig(task_change="inputs"), data=(x, (x[:, 0] > 0).astype(int)))


def test_every_data_set_can_take_turns_with_one_of_its_shape():
    for entry in DATASETS.values():
        fitting = [other.key for other in DATASETS.values() if other.shape == entry.shape]
        run = Trainer(RunConfig(dataset=entry.key, task_change="dataset", task_every=10, task_dataset=fitting[-1],
                                n_examples=40, hidden=(4,)))  # fmt: skip
        assert run.advance(12) == 12


def test_a_unit_that_the_next_task_or_recycling_may_revive_is_not_dead_for_ever():
    dead, none = [np.array([True, False])], [np.array([False, False])]
    plain = RunConfig(hidden=(2,))
    for settings, for_ever in (({}, True), ({"task_change": "labels"}, True), ({"task_change": "inputs"}, False),
                               ({"recycle_every": 50}, False)):  # fmt: skip
        found = permanence(plain.replace(**settings), dead, none, 1, 0)
        assert found is not None
        assert found.for_ever == for_ever


def test_a_death_at_the_first_step_of_a_task_is_put_down_to_the_task():
    run = trained(config("dataset", recycle_every=0, hidden=(12, 12), bias_init=-0.5), 4 * EVERY)
    deaths = [e for e in run.history.events if e.kind == "death" and e.step in {end.step for end in run.history.tasks}]
    assert all(death.cause is None for death in deaths)
    for death in deaths:
        assert "another task" in why_unknown(death, run.changes, list(run.history.tasks))
    assert "another task" not in why_unknown(UnitEvent(7, 1, 0, "death", 6, 7), run.changes, list(run.history.tasks))
