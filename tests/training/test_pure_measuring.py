"""The record of a run is a fact of the run alone: who measures, how often and what, leaves it as it is."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from actviz.training import RunConfig, Trainer
from actviz.training.measure.probes import EXTRAS

DYING = RunConfig(hidden=(12,) * 8, learning_rate=0.1, seed=3)
RUNS = {
    "dying ReLUs": (DYING, {}),
    "wide": (RunConfig(hidden=(300, 300), learning_rate=0.1, n_examples=200), {}),
    "sigmoid": (RunConfig(hidden=(8,) * 4, activation="sigmoid"), {}),
    "born dead": (RunConfig(hidden=(16, 16), bias_init=-2.0), {}),
    "many examples": (RunConfig(hidden=(20,) * 3, n_examples=20_000, learning_rate=0.2), {}),
    "diverging": (RunConfig(hidden=(32,) * 4, dataset="plane", learning_rate=3.0), {}),
    "learned slopes": (RunConfig(hidden=(12,) * 4, activation="prelu", optimizer="adam", learning_rate=0.01), {}),
    "changed": (DYING, {0: {"activation": "leaky_relu"}, 70: {"activation": "relu"}, 333: {"learning_rate": 0.3}}),
}


def never(trainer):
    del trainer


def once(trainer):
    trainer.measure()


def everything(trainer):
    trainer.measure(EXTRAS, unit=(1, 0))
    trainer.glance(trainer.measure())
    trainer.history.view()


def record(config, changes, every, measure):
    """Train for some steps, measuring every so many; return all that is remembered."""
    trainer = Trainer(config)
    stops = sorted({*range(0, 701, every), *changes, 700})
    for step in stops:
        trainer.advance(step - trainer.step)
        measure(trainer)
        if step in changes and trainer.step == step:
            trainer.apply(changes[step])
            measure(trainer)
    view, activity = trainer.history.view(), trainer.activity
    return {
        "columns": [view.steps, view.loss, view.loss_low, view.loss_high, view.rms],
        "results": [view.census_steps, view.dead, view.train_loss, view.test_loss, view.test_accuracy],
        "signals": [view.signal, view.backward],
        "layers": [view.update_ratio, view.mean_activation, view.alpha],
        "activity": [activity.steps[: activity.n], activity.values[: activity.n]],
        "dead since": trainer.history.dead_since,
        "start": [view.start.rms],
        "events": view.events,
        "counts": trainer.history.counts,
        "changes": view.changes,
    }


@cache
def alone(name):
    return record(*RUNS[name], 700, never)


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize(("every", "measure"), [(700, once), (7, once), (37, once), (64, everything), (1, once)])
def test_measuring_leaves_the_record_as_it_is(name, every, measure):
    config, changes = RUNS[name]
    if every == 1 and name in ("wide", "many examples"):
        pytest.skip("takes long, and shows nothing that the others do not")
    watched = record(config, changes, every, measure)
    for what, expected in alone(name).items():
        if isinstance(expected, list):
            for a, b in zip(expected, watched[what], strict=True):
                assert np.array_equal(a, b, equal_nan=a.dtype.kind == "f"), what
        else:
            assert watched[what] == expected, what


def test_the_runs_above_have_something_to_record():
    dying = alone("dying ReLUs")
    assert dying["counts"].deaths > 10
    assert any(event.cause is not None for event in dying["events"])
    assert len(dying["results"][0]) > 5
    born = alone("born dead")
    assert born["counts"].born_dead > 5


def test_units_that_are_dead_from_the_start_are_told_once_by_the_first_measurement():
    trainer = Trainer(RunConfig(bias_init=-2.0))
    snapshot = trainer.measure()  # before the record is first read
    view = trainer.history.view().with_now(snapshot)
    assert len(view.events) == snapshot.n_dead == snapshot.counts.born_dead > 50
    assert len({(event.layer, event.unit) for event in view.events}) == snapshot.n_dead


def test_what_a_measurement_shows_beyond_the_record_is_told_as_pending_until_the_record_has_it():
    trainer, seen_pending = Trainer(DYING), 0
    for step in range(1, 700):
        trainer.advance(1)
        snapshot = trainer.measure()
        view = trainer.history.view().with_now(snapshot)
        last = {}
        for event in view.events:
            last[event.layer - 1, event.unit] = event
        for layer, (units, since) in enumerate(zip(snapshot.units, snapshot.dead_since, strict=True)):
            assert np.array_equal(units.dead, since >= 0), step
            for unit in np.flatnonzero(units.dead).tolist():
                assert last[layer, unit].kind != "revival"
                assert last[layer, unit].step == since[unit] <= step
        pending = [event for event in view.events if event.pending]
        seen_pending += len(pending)
        assert all(event.seen < event.step == step for event in pending)
        assert snapshot.counts.deaths == sum(event.kind == "death" for event in view.events)
    assert seen_pending > 50
    assert not any(event.pending for event in trainer.history.events)
