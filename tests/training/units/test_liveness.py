"""Which units are dead, by checks, compared with brute force: all examples, at every step."""

import dying_runs
import numpy as np
import pytest
from dying_runs import dead_by_survey

from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.training.units.liveness import Liveness

RUNS = dying_runs.RUNS | {
    "20 x 32": RunConfig(hidden=(32,) * 20, learning_rate=0.05),
    "whole batches": RunConfig(hidden=(9, 9), batch_size=5000, learning_rate=1.0),
}


def following(trainer, thorough=True):
    """Return the liveness of the trainer's units, checked at every step, and a list of each check's step and result."""
    observer = trainer._observer
    observer.death_steps, observer.next_results = None, 1 << 60
    liveness, checks, check = observer.liveness, [], observer.liveness.check
    liveness.may_search = lambda _step, _price=0.0: True

    def recorded(step):
        liveness.next_thorough = step if thorough else liveness.next_thorough
        check(step)
        checks.append((step, liveness.dead.copy(), dead_by_survey(trainer)))
        return step + 1

    def plan(_now, next_check):
        observer.next_check = next_check

    liveness.check, observer._plan = recorded, plan
    return liveness, checks


@pytest.mark.parametrize("name", RUNS)
def test_a_check_at_every_step_finds_the_dead_units_of_brute_force(name):
    trainer = Trainer(RUNS[name])
    _, checks = following(trainer)
    trainer.advance(400)
    assert [step for step, _, _ in checks] == list(range(trainer.step))
    for step, found, true in checks:
        assert np.array_equal(found, true), step


@pytest.mark.parametrize("name", RUNS)
def test_between_thorough_checks_who_is_found_alive_is_alive_and_no_death_of_a_living_unit_is_missed(name):
    trainer = Trainer(RUNS[name])
    liveness, checks = following(trainer, thorough=False)
    trainer.advance(400)
    before = np.zeros(len(liveness.dead), bool)
    for step, found, true in checks:
        assert not (true & ~found).any(), step  # every dead unit is found dead
        assert not (found & ~before & ~true).any(), step  # and none dies that does not
        before = found


@pytest.mark.parametrize("name", ["first example", "learning rate 0.5", "mixed", "20 x 32"])
def test_the_events_are_what_brute_force_finds_at_the_steps_that_were_checked(name):
    trainer, recorded = Trainer(RUNS[name]), Trainer(RUNS[name])
    states = {}
    while trainer.step < 600:
        states[trainer.step] = dead_by_survey(trainer)
        trainer.advance(1)
    recorded.advance(600)
    starts = np.cumsum([0, *RUNS[name].hidden])
    assert len(recorded.history.events) > 3
    for event in recorded.history.events:
        k = starts[event.layer - 1] + event.unit
        assert states[event.step][k] == (event.kind != "revival")
        assert event.step == 0 or event.seen < event.step
        if event.kind == "death":
            assert event.seen < 0 or not states[event.seen][k]
        if event.kind == "revival":
            assert states[event.seen][k]


OWN = ("=max(z, 0)", "=where(z > -1, a*z, 0)", "=relu(tanh(z))", "=relu(z)**2", "=z*relu(z+3)/6")


@pytest.mark.parametrize("key", [*ACTIVATIONS, *OWN])
@pytest.mark.parametrize("per_unit", [False, True])
def test_a_first_check_without_any_evidence_finds_the_dead_units_of_a_survey(key, per_unit):
    config = RunConfig(hidden=(9, 40, 7), activation=key, prelu_per_unit=per_unit, init_scale=30.0, learning_rate=2.0)
    trainer = Trainer(config)
    trainer.advance(5)
    trainer.network.biases[1][:20] = -3e5  # flat for whatever can be flat
    trainer.network.weights[0][:, :3] = 0.0
    trainer.network.gradient[...] = 0.0  # which shows no unit alive
    liveness = Liveness(trainer.network, trainer._state.train[0], 10)
    liveness.check(trainer.step)
    assert np.array_equal(liveness.dead, dead_by_survey(trainer))


def test_a_learned_slope_of_zero_makes_a_unit_that_can_die():
    trainer = Trainer(RunConfig(hidden=(6, 6), activation="prelu", prelu_per_unit=True))
    trainer.network.alphas[1][:3] = 0.0
    trainer.network.biases[1][:] = -1e4
    liveness = Liveness(trainer.network, trainer._state.train[0], 10)
    liveness.check(0)
    assert liveness.dead.tolist() == [False] * 6 + [True] * 3 + [False] * 3


def test_a_dead_unit_of_layer_one_that_is_moved_from_outside_is_searched_for_again():
    trainer = Trainer(RunConfig(hidden=(6, 6)))
    trainer.network.biases[0][2] = -1e3
    trainer.advance(1)
    assert trainer.history.dead_since[0][2] == 0
    trainer.network.biases[0][2] = 1e3
    trainer._observer.next_check = trainer.step
    trainer.advance(1)
    assert trainer.history.dead_since[0][2] == -1


@pytest.mark.parametrize(("learning_rate", "at_most"), [(1e-9, 12), (0.3, 400)])
def test_a_unit_killed_between_two_steps_is_found_at_the_next_check_and_when_it_lived_last(learning_rate, at_most):
    config = RunConfig(dataset="digits", hidden=(128,) * 4, n_examples=2000, batch_size=64, learning_rate=learning_rate)
    trainer = Trainer(config)
    start = 24 * trainer._observer.block_steps  # between two blocks
    trainer.advance(start)
    trainer.network.biases[2][5] = -1e6
    trainer.advance(start)
    death = [e for e in trainer.history.events if (e.layer, e.unit) == (3, 5)][-1]
    assert death.kind == "death"
    assert death.seen <= start - 1
    assert start <= death.step <= start + at_most


def test_checks_leave_no_trace_in_the_training():
    plain, checked = Trainer(RUNS["first example"]), Trainer(RUNS["first example"])
    plain.replay(200, [])
    following(checked)
    checked.advance(200)
    assert np.array_equal(plain.network.parameters, checked.network.parameters)
