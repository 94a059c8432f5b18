"""A run whose learning rate follows a schedule: its rates are those that its steps take and that its record names."""

import numpy as np
import pytest

from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import SCHEDULES
from actviz.training import ConfigError, RunConfig, Trainer
from actviz.training.config.text_format import NamedConfig, read_text, to_line, to_toml
from actviz.training.replay import Replay, fork

SMALL = RunConfig(
    hidden=(8, 6), n_examples=100, schedule_steps=60, schedule_every=13, warmup_steps=4, schedule_factor=0.3
)


def config_of(key, **more):
    return SMALL.replace(schedule=key, **more)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("key", SCHEDULES)
def test_each_step_is_that_of_a_constant_run_at_that_steps_rate(key, optimizer):
    decay = 0.1 if OPTIMIZERS[optimizer].make.decoupled_decay else 0.01
    config = config_of(key, optimizer=optimizer, learning_rate=0.01, weight_decay=decay)
    scheduled, by_hand = (
        Trainer(config, dtype="float64"),
        Trainer(config.replace(schedule="constant", warmup_steps=0), dtype="float64"),
    )
    for step in range(70):
        rate = config.learning_rate * config.rate_schedule.at(step)
        assert scheduled.rate == scheduled.measure().rate == rate
        by_hand.apply({"learning_rate": rate})
        scheduled.advance(1)
        by_hand.advance(1)
        np.testing.assert_array_equal(scheduled.network.parameters, by_hand.network.parameters)
    np.testing.assert_array_equal(scheduled.measure().update_ratios, by_hand.measure().update_ratios)


@pytest.mark.parametrize("key", SCHEDULES)
def test_slices_forks_past_steps_and_changes_give_the_same_bits(key):
    def changed(slices):
        trainer = Trainer(config_of(key, momentum=0.9))
        for n in slices:
            trainer.advance(n)
            trainer.measure({"weights"})
        trainer.apply({"learning_rate": 0.3, "schedule_steps": 300})
        trainer.advance(90)
        return trainer

    one, other = changed([45]), changed([1, 30, 14])
    assert np.array_equal(one.network.parameters, other.network.parameters)
    past = Replay(one).go_to(100)
    past.advance(35)
    assert np.array_equal(past.network.parameters, one.network.parameters)
    copy = fork(one)
    copy.advance(40)
    one.advance(40)
    assert np.array_equal(copy.network.parameters, one.network.parameters)


def test_the_slider_scales_a_schedule_while_it_goes_on():
    trainer = Trainer(config_of("cosine"))
    trainer.advance(20)
    before = trainer.rate
    trainer.apply({"learning_rate": 2 * trainer.config.learning_rate})
    assert trainer.rate == 2 * before


def test_a_cause_of_death_names_the_rate_of_the_step_that_killed():
    config = RunConfig(
        hidden=(12,) * 6, schedule="exponential", schedule_steps=400, schedule_factor=0.1, learning_rate=1.0
    )
    trainer = Trainer(config)
    trainer.advance(400)
    trainer.complete_record()
    causes = [event.cause for event in trainer.history.events if event.cause is not None]
    assert len(causes) > 5
    assert {cause.learning_rate for cause in causes} == {config.rate_at(cause.step - 1) for cause in causes}


def test_a_cause_of_death_before_a_change_names_the_rate_before_it():
    config = RunConfig(hidden=(12,) * 6, schedule="cosine", schedule_steps=300, learning_rate=0.5)
    trainer = Trainer(config)
    trainer.advance(100)
    trainer.apply({"learning_rate": 3.0})
    trainer.advance(100)
    trainer.complete_record()
    configs = {False: config, True: trainer.config}
    causes = [event.cause for event in trainer.history.events if event.cause is not None]
    assert {cause.step > 100 for cause in causes} == {False, True}
    for cause in causes:
        assert cause.learning_rate == configs[cause.step > 100].rate_at(cause.step - 1)


def test_divergence_names_the_rate_of_the_step_that_cannot_be_taken():
    trainer = Trainer(RunConfig(activation="identity", init_scale=2.0, learning_rate=1000.0, warmup_steps=500))
    trainer.advance(600)
    divergence = trainer.divergence
    assert divergence is not None
    assert divergence.learning_rate == trainer.config.rate_at(divergence.kept_step) < 1000.0


def test_momentum_that_a_warm_up_will_make_longer_still_moves_a_dead_unit():
    config = RunConfig(hidden=(6, 6), momentum=0.9, learning_rate=0.1, warmup_steps=200)
    trainer = Trainer(config)
    trainer.advance(20)
    trainer.network.biases[0][2] = -100.0
    quiet = fork(trainer)
    assert trainer.measure().drifting[0][2]
    quiet.advance(160)
    assert quiet.measure().units[0].dead[2]


BAD = {
    "warm-up longer than the schedule": ({"schedule": "cosine", "schedule_steps": 50, "warmup_steps": 60},
                                         "warmup_steps must leave at least 2 of the 50 schedule_steps, got 60"),
    "no step after the warm-up": ({"schedule": "cosine", "schedule_steps": 50, "warmup_steps": 49}, "warmup_steps"),
    "too long": ({"schedule_steps": 1_000_001}, "schedule_steps must be between 2 and 1,000,000, got 1000001"),
    "too short": ({"schedule_steps": 1}, "schedule_steps must be between 2"),
    "factor 0": ({"schedule_factor": 0.0}, "schedule_factor must be above 0 and at most 1, got 0.0"),
    "factor above 1": ({"schedule_factor": 1.5}, "schedule_factor must be above 0 and at most 1, got 1.5"),
    "no drop": ({"schedule": "step", "schedule_steps": 100, "schedule_every": 100}, "schedule_every must be below 100"),
    "nothing left": ({"schedule": "step", "schedule_every": 1, "schedule_factor": 0.1},
                     "schedule_factor must leave at least 1e-12 of the learning rate"),
    "no such schedule": ({"schedule": "cosin"}, "unknown schedule 'cosin': did you mean 'cosine'"),
    "negative warm-up": ({"warmup_steps": -1}, "warmup_steps must be between 0"),
}  # fmt: skip


@pytest.mark.parametrize(("settings", "sentence"), BAD.values(), ids=BAD)
def test_settings_that_do_not_fit_are_refused_with_one_sentence_before_anything_is_changed(settings, sentence):
    with pytest.raises(ValueError, match=sentence.replace("(", r"\(")) as refused:
        RunConfig(**settings)
    assert "\n" not in str(refused.value)
    trainer = Trainer(RunConfig(hidden=(4,)))
    trainer.advance(3)
    with pytest.raises(ValueError, match=sentence.split(",")[0]):
        trainer.apply(settings)
    assert trainer.config == RunConfig(hidden=(4,))
    assert not trainer.changes


def test_the_settings_of_a_schedule_that_is_not_chosen_are_free():
    assert RunConfig(warmup_steps=5000, schedule_steps=10).rate_at(4999) < 0.1
    with pytest.raises(ConfigError):
        RunConfig(warmup_steps=5000, schedule_steps=10).replace(schedule="cosine")


@pytest.mark.parametrize("key", SCHEDULES)
def test_one_line_and_toml_carry_a_schedule(key):
    lanes = (NamedConfig("", config_of(key)),)
    assert read_text(to_line(lanes)) == read_text(to_toml(lanes)) == lanes
