import numpy as np

from actviz.training import RunConfig, Trainer
from actviz.training.history.unit_activity import BYTES, Activity


def test_only_a_dead_unit_reads_zero_and_only_one_always_on_reads_one():
    activity = Activity((4,))
    activity.append(0, [np.array([0.0, 1e-6, 0.9999, 1.0])])
    values = [activity.of(1, k)[1][0] for k in range(4)]
    assert values[0] == 0.0
    assert 0.0 < values[1] < values[2] < 1.0
    assert values[3] == 1.0


def test_a_long_run_is_thinned_evenly_in_bounded_memory():
    activity = Activity((2, 3))
    for step in range(10_000):
        activity.append(step, [np.full(2, 0.25), np.full(3, step / 10_000)])
    steps, values = activity.of(2, 1)
    assert len(set(np.diff(steps))) == 1
    assert steps[0] == 0
    assert np.allclose(values, steps / 10_000, atol=1 / 254)
    assert activity.values.nbytes <= BYTES


def test_a_wide_network_keeps_fewer_rows():
    assert Activity((4096,) * 8).values.nbytes <= 2 * BYTES


def test_a_rewind_drops_the_later_measurements():
    activity = Activity((1,))
    for step in (0, 10, 20):
        activity.append(step, [np.array([0.5])])
    activity.rewind(10)
    assert activity.of(1, 0)[0].tolist() == [0, 10]


def test_a_run_that_went_back_is_drawn_over():
    activity = Activity((1,))
    for step in (0, 10, 20, 15, 15):
        activity.append(step, [np.array([0.5])])
    assert activity.of(1, 0)[0].tolist() == [0, 10, 15]


def test_the_record_and_the_present_measurement_are_the_points_of_a_units_activity():
    trainer, true = Trainer(RunConfig(hidden=(5, 6))), {}
    for _ in range(101):
        snapshot = trainer.measure({"unit"}, unit=(2, 3))
        true[trainer.step] = snapshot.units[1].active_fraction[3]
        trainer.advance(1)
    steps = snapshot.unit.activity_steps.tolist()
    assert steps[0] == 0
    assert steps[-1] == 100
    assert len(steps) > 5
    assert np.allclose(snapshot.unit.activity, [true[step] for step in steps], atol=0.5 / 254)
