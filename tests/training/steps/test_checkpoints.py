"""Checkpoints are spread evenly over the run, and their memory is bounded."""

import numpy as np

from actviz.training import RunConfig, Trainer
from actviz.training.steps.checkpoints import Checkpoint, Checkpoints

TRAINER = Trainer(RunConfig(hidden=(4,), n_examples=20))


def state_of(step):
    s = TRAINER.checkpoint()
    return Checkpoint(step, s.config, s.parameters, s.optimizer_state, s.optimizer_count, s.batches)


def filled(n_steps, **bounds):
    kept = Checkpoints(**bounds)
    for step in range(0, n_steps, 16):
        if step >= kept.next_step:
            kept.add(state_of(step))
    return kept


def test_the_first_is_kept_and_the_others_are_evenly_apart():
    kept = filled(100_000, most_states=50)
    steps = [s.step for s in kept.states]
    assert steps[0] == 0
    assert 25 <= len(steps) <= 50
    assert max(np.diff(steps)) <= kept.stride + 16
    assert steps[-1] > 100_000 - 2 * kept.stride


def test_their_size_is_bounded():
    size = state_of(0).n_bytes
    kept = filled(50_000, most_bytes=10 * size)
    assert len(kept.states) <= 10


def test_the_latest_one_up_to_a_step_is_found():
    kept = filled(1000)
    assert kept.latest(0).step == 0
    assert kept.latest(200).step == 192
    assert Checkpoints().latest(5) is None


def test_going_back_drops_the_later_ones():
    kept = filled(1000)
    kept.rewind(300)
    assert kept.states[-1].step <= 300
    assert kept.next_step == kept.states[-1].step + kept.stride


def test_a_copy_goes_its_own_way():
    kept = filled(1000)
    other = kept.copy()
    other.rewind(0)
    assert len(kept.states) > 1
    assert len(other.states) == 1
