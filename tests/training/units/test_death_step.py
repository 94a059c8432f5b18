"""The steps at which units died against brute force: all examples, at every step."""

import dying_runs
import numpy as np
import pytest
from dying_runs import dead_by_survey

from actviz.nn.batched_forward import StackedUnits
from actviz.nn.gradient_log import MeasuredGradients
from actviz.training import RunConfig, Trainer
from actviz.training.units.cost_model import CostModel
from actviz.training.units.death_step import DeathSteps

STEPS = 500
RUNS = dying_runs.RUNS | {
    "mixed with a learned slope": RunConfig(
        hidden=(10, 10, 10), activation=("prelu", "relu", "relu6"), prelu_per_unit=True, learning_rate=0.5
    ),
    "tiny batches": RunConfig(hidden=(8,) * 4, batch_size=2, learning_rate=0.1),
    "flickering": RunConfig(hidden=(12,) * 6, batch_size=4, learning_rate=0.4, momentum=0.9, clip_norm=1.0),
}


def true_states(config, steps):
    """Return which units are dead at each step, (steps, units), by brute force."""
    trainer = Trainer(config)
    trainer._observer.pause()
    found = []
    for _ in range(steps):
        found.append(dead_by_survey(trainer))
        if trainer.advance(1) == 0:
            break
    return np.array(found)


def recorded_states(trainer, n):
    """Return which units the run's events say are dead at each step, (n, units)."""
    starts = np.cumsum([0, *trainer.config.hidden])
    recorded = np.zeros((n, starts[-1]), bool)
    for event in trainer.history.events:
        recorded[event.step :, starts[event.layer - 1] + event.unit] = event.kind != "revival"
    return recorded


def examined(config, steps, at_once, copies=True):
    """Train with unlimited searches; return the trainer and the last step of each block."""
    trainer = Trainer(config)
    observer = trainer._observer
    if not copies:
        network = trainer.network
        trainer._state.stepper.log = MeasuredGradients(
            network.parameters_and_gradient, network.layout.weights, observer.block_steps
        )
    if observer.death_steps is None or not copies:
        costs = CostModel(trainer.network.sizes, config.batch_size)
        log = trainer._state.stepper.log
        observer.death_steps = DeathSteps(trainer.network, observer.liveness, costs, observer.block_steps, log)
    observer.death_steps.copies = copies
    observer.liveness.may_search = lambda _step, _price=0.0: True
    while trainer.step < steps and trainer.advance(min(at_once, steps - trainer.step)):
        continue
    observer.examine()
    size = observer.block_steps
    return trainer, [*range(size - 1, trainer.step, size), trainer.step - 1]


@pytest.mark.parametrize(("at_once", "copies"), [(1, True), (7, True), (64, True), (64, False)])
@pytest.mark.parametrize("name", RUNS)
def test_every_death_is_told_at_its_exact_step_and_at_a_blocks_end_none_is_missing(name, at_once, copies):
    true = true_states(RUNS[name], STEPS)
    trainer, ends = examined(RUNS[name], len(true), at_once, copies)
    told = recorded_states(trainer, len(true))
    assert true.any()
    assert not (true & ~told)[ends].any()  # whoever is dead is known to be
    deaths = [e for e in trainer.history.events if e.kind == "death"]
    starts = np.cumsum([0, *trainer.config.hidden])
    for event in deaths:
        unit = starts[event.layer - 1] + event.unit
        assert event.seen == event.step - 1
        assert true[event.step, unit]
        assert not true[event.step - 1, unit]
    for event in trainer.history.events:
        if event.kind == "revival":
            assert not true[event.step, starts[event.layer - 1] + event.unit]


@pytest.mark.parametrize("name", RUNS)
def test_how_the_steps_are_sliced_changes_no_event(name):
    events = []
    for slices in ((300,), (1,), (5, 64, 13)):
        trainer, i = Trainer(RUNS[name]), 0
        while trainer.step < 300 and trainer.advance(min(slices[i % len(slices)], 300 - trainer.step)):
            i += 1
        trainer.find_causes()
        events.append(list(trainer.history.events))
    assert events[0]
    assert events[0] == events[1] == events[2]


@pytest.mark.parametrize("name", RUNS)
def test_taking_steps_a_second_time_changes_nothing(name):
    (once, _), (twice, _) = examined(RUNS[name], 300, 64), examined(RUNS[name], 300, 64, copies=False)
    assert np.array_equal(once.network.parameters, twice.network.parameters)
    assert once.epoch == twice.epoch
    assert list(once.history.events) == list(twice.history.events)
    once.advance(10)
    twice.advance(10)
    assert np.array_equal(once.network.parameters, twice.network.parameters)


@pytest.mark.parametrize("copies", [True, False])
@pytest.mark.parametrize("learning_rate", [2.0, 5.0, 20.0])
def test_a_run_that_diverges_tells_no_death_that_was_none(learning_rate, copies):
    config = RunConfig(hidden=(12,) * 4, activation=("relu", "leaky_relu", "relu", "leaky_relu"), momentum=0.9)
    config = config.replace(learning_rate=learning_rate)
    true = true_states(config, STEPS)
    trainer, _ = examined(config, STEPS, 64, copies)
    assert trainer.divergence is not None
    assert trainer.history.counts.deaths > 5
    starts = np.cumsum([0, *config.hidden])
    for event in trainer.history.events:
        assert event.step <= trainer.step
        if event.step < len(true):
            assert true[event.step, starts[event.layer - 1] + event.unit] == (event.kind != "revival")


def test_without_time_to_search_a_death_is_told_between_two_steps_that_hold_it(monkeypatch):
    monkeypatch.setattr("actviz.training.units.cost_model.SEARCH_CREDIT_US", 0.0)
    config = RUNS["learning rate 0.5"]
    true = true_states(config, STEPS)
    trainer = Trainer(config)
    trainer.advance(len(true))
    starts = np.cumsum([0, *config.hidden])
    deaths = [e for e in trainer.history.events if e.kind == "death"]
    assert any(0 <= e.seen < e.step - 1 for e in deaths)
    for event in deaths:
        unit = starts[event.layer - 1] + event.unit
        assert true[event.step, unit]
        assert event.seen == -1 or not true[event.seen, unit]  # -1: there was no time yet to prove it alive


@pytest.mark.parametrize("name", RUNS)
def test_units_in_stacked_states_are_those_of_a_survey_of_each(name):
    trainer = Trainer(RUNS[name])
    x = np.vstack([trainer._state.train[0], np.ones((1, len(trainer.train_x)), "f4")])
    rows, expected = [], []
    for _ in range(5):
        trainer.advance(20)
        rows.append(trainer.network.parameters.copy())
        expected.append(dead_by_survey(trainer))
    stack, units = StackedUnits(trainer.network, np.array(rows)), np.arange(len(expected[0]))
    assert np.array_equal(~(stack.evidence(slice(0, 5), x, units) > 0).any(axis=2), expected)
    some = units[3::5]
    assert np.array_equal(~(stack.evidence(slice(1, 4), x, some) > 0).any(axis=2), np.array(expected)[1:4, some])


@pytest.mark.parametrize(
    ("step", "n", "expected"), [(0, 60, 64), (0, 20, 20), (10, 54, 54), (10, 90, 118), (10, 80, 54), (64, 64, 64)]
)
def test_a_slice_is_made_a_little_longer_or_shorter_to_end_with_a_block(step, n, expected):
    trainer = Trainer(RunConfig(hidden=(32,) * 10))
    trainer.advance(step)
    assert trainer._observer.block_steps == 64
    assert trainer.steps_to_block_end(n) == expected


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_unit_that_flickers_between_two_checks_is_dead_since_its_last_death_there(seed):
    config = RunConfig(hidden=(12,) * 5, learning_rate=0.2, batch_size=8, seed=seed)
    trainer, alive = Trainer(config), []
    size = trainer._observer.block_steps
    for _ in range(5 * size):
        alive.append([~units.dead for units in trainer.measure().units])
        trainer.advance(1)
    deaths = [e for e in trainer.history.events if e.kind == "death" and e.exact and trainer.history.stands(e)]
    assert deaths
    censuses = trainer.history.view().census_steps
    for event in deaths:
        end = (event.step // size + 1) * size
        rest = range(event.step, min([end, *censuses[censuses > event.step].tolist()]))
        assert not any(alive[step][event.layer - 1][event.unit] for step in rest), event
        assert alive[event.step - 1][event.layer - 1][event.unit]


def test_copies_that_save_taking_steps_again_change_no_event(monkeypatch):
    events, repeats = [], []
    for blocks in (-1, 8):  # without and with copies in the blocks after one that was taken again
        monkeypatch.setattr("actviz.training.units.death_step.COPIED_AFTER", blocks)
        trainer = Trainer(RunConfig(hidden=(40, 40, 40), dataset="circle", learning_rate=1.0))
        calls = []
        repeat = trainer._observer._repeat_block
        monkeypatch.setattr(
            trainer._observer, "_repeat_block", lambda repeat=repeat, calls=calls: calls.append(repeat())
        )
        trainer.advance(600)
        events.append([*trainer.history.events])
        repeats.append(len(calls))
    assert events[0] == events[1]
    assert repeats[1] < repeats[0]
