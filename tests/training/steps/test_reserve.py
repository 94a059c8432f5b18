"""Copies of long vectors, and the states of large networks that are made with them."""

import numpy as np
import pytest

from actviz.recording.recorded import RecordedLane
from actviz.training import RunConfig, Trainer
from actviz.training.run import train_state
from actviz.training.steps.reserve import Reserve


def test_copies_are_the_callers_own_however_many_are_ready():
    vector = np.arange(5000, dtype=np.float32)
    reserve = Reserve(vector, most=2, ready=1)
    copies = [reserve.copy(vector) for _ in range(2)]
    reserve.prepare(1 << 20)
    copies += [reserve.copy(vector) for _ in range(3)]
    vector += 1.0
    for copy in copies:
        copy -= np.arange(5000)
        assert not copy.any()


def test_a_vector_of_another_length_is_copied_too():
    reserve = Reserve(np.zeros(100, np.float32), most=1, ready=1)
    assert reserve.copy(np.arange(3, dtype=np.float32)).tolist() == [0.0, 1.0, 2.0]


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_a_large_network_is_recorded_by_a_recent_state_and_opens_at_its_step_with_the_same_bits(monkeypatch, optimizer):
    monkeypatch.setattr(train_state, "LONG", 0)
    run = Trainer(RunConfig(optimizer=optimizer, momentum=0.5))
    run.advance(300)
    run.apply({"learning_rate": 0.02})
    run.advance(45)
    opened = RecordedLane.of(run, 0, 0, "A").trainer(run.examples)
    assert opened.step == run.step == 345
    assert np.array_equal(opened.network.parameters, run.network.parameters)
