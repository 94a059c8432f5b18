"""The dead units that the record counts at a census are those that are dead at that step, by brute force."""

import dying_runs
import numpy as np
import pytest
from dying_runs import dead_by_survey

from actviz.training import RunConfig, Trainer

RUNS = dying_runs.RUNS | {
    "checked now and then": RunConfig(hidden=(300, 300), learning_rate=0.3, seed=2),
    "whole batches": RunConfig(hidden=(16,) * 4, optimizer="adam", learning_rate=0.05, batch_size=500, n_examples=100),
}
CHANGES = {40: {"activation": "leaky_relu"}, 70: {"activation": "relu"}, 333: {"learning_rate": 0.5, "batch_size": 7}}
STEPS = 700


def trained(config, changes, step):
    trainer = Trainer(config)
    for at in [*(at for at in changes if at < step), step]:
        trainer.advance(at - trainer.step)
        if at < step:
            trainer.apply(changes[at])
    return trainer


def by_layer(units, widths):
    return [int(part.sum()) for part in np.split(units, np.cumsum(widths)[:-1])]


@pytest.mark.parametrize(
    ("config", "changes"),
    [(config, {}) for config in RUNS.values()] + [(RUNS["first example"], CHANGES)],
    ids=[*RUNS, "changed"],
)
def test_counts_and_events_of_every_census_are_those_of_all_examples(config, changes):
    history = trained(config, changes, STEPS).history.view()
    censuses = [step for step in history.census_steps.tolist() if step not in changes]
    assert len(censuses) > 5
    assert sum(step < 128 for step in censuses) > 3
    alone = Trainer(config)
    for step in censuses:
        for at in [at for at in changes if alone.step <= at < step]:
            alone.advance(at - alone.step)
            alone.apply(changes[at])
        alone.advance(step - alone.step)
        expected = by_layer(dead_by_survey(alone), config.hidden)
        row = int(np.flatnonzero(history.census_steps == step)[0])
        assert history.dead[row].tolist() == expected, step
        told = np.zeros(len(config.hidden), np.int64)
        for event in history.events:
            if event.step <= step:
                told[event.layer - 1] += -1 if event.kind == "revival" else 1
        assert told.tolist() == expected, step
    assert history.dead.any()


def test_a_census_of_units_that_cannot_die_counts_none():
    history = trained(RunConfig(hidden=(8, 8), activation="tanh"), {}, STEPS).history.view()
    assert len(history.census_steps) > 5
    assert not history.dead.any()
    assert not history.events
