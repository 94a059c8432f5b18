"""Where going through all examples takes long, a run is surveyed in rounds: chunk by chunk, at later steps."""

import numpy as np
import pytest

from actviz.training import RunConfig, Trainer

pytestmark = pytest.mark.usefixtures("rounds")
RUNS = {
    "dying": RunConfig(hidden=(12,) * 6, learning_rate=1.0),
    "reviving": RunConfig(hidden=(12,) * 8, learning_rate=0.3, seed=2),
    "immortal": RunConfig(hidden=(12,) * 3, activation="tanh"),
}


@pytest.fixture
def rounds(monkeypatch):
    """Let every network take long, in chunks of a few examples."""
    monkeypatch.setattr("actviz.training.units.observer.SHORT", 0.0)
    monkeypatch.setattr("actviz.nn.network.CHUNK_PRODUCTS", 0)


def measured_alone(config, steps):
    """Return, by step, what a trainer measures that stops there."""
    trainer, found = Trainer(config), {}
    for step in sorted(steps):
        trainer.advance(step - trainer.step)
        found[step] = trainer.measure()
    return found


@pytest.mark.parametrize("name", RUNS)
def test_what_a_round_finds_is_exact_for_the_step_at_which_it_began(name):
    trainer = Trainer(RUNS[name])
    trainer.advance(3000)
    history = trainer.history.view()
    steps = [int(step) for step in history.census_steps]
    assert steps[0] == 0
    assert len(steps) > 2
    alone = measured_alone(RUNS[name], steps)
    for i, step in enumerate(steps):
        assert history.train_loss[i] == pytest.approx(alone[step].loss, rel=1e-6)
        assert history.test_accuracy[i] == alone[step].test_accuracy
        assert history.dead[i].tolist() == [units.n_dead for units in alone[step].units]
    for event in history.events:
        if event.kind in ("death", "born dead"):
            assert alone[event.step].units[event.layer - 1].dead[event.unit]
            assert event.seen <= event.step
    assert [e.step for e in history.events] == sorted(e.step for e in history.events)
    assert bool(history.events) == (name != "immortal")


def test_rounds_come_at_the_same_steps_however_a_run_is_sliced():
    whole, sliced = Trainer(RUNS["dying"]), Trainer(RUNS["dying"])
    whole.advance(1500)
    while sliced.step < 1500:
        sliced.advance(min(7, 1500 - sliced.step))
    assert whole.history.view().census_steps.tolist() == sliced.history.view().census_steps.tolist()
    assert list(whole.history.events) == list(sliced.history.events)


def test_going_back_ends_a_round_and_the_steps_come_again_with_the_same_bits():
    trainer = Trainer(RUNS["dying"])
    trainer.advance(40)
    state = trainer.checkpoint()
    trainer.advance(300)
    later = trainer.network.parameters.copy()
    trainer.restore(state)
    trainer.history.rewind(40)
    trainer.advance(300)
    assert np.array_equal(trainer.network.parameters, later)
    steps = trainer.history.view().census_steps
    assert (np.diff(steps) > 0).all()
