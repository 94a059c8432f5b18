"""The learning-rate finder: a measurement on a copy, its rules, and whether what it suggests is good."""

import math

import numpy as np
import pytest

import actviz
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.rate_finder import RateFinding, RateSweep, Sweep, SweepStart, find_learning_rate
from actviz.training.rate_finder import sweep as sweeping
from actviz.training.replay import fork
from actviz.weights.saving import save_weights

SMALL = {"hidden": (8,) * 3}
LEARNING = {
    "ReLU, SGD": {},
    "20 layers": {"hidden": (32,) * 20},
    "tanh": {"hidden": (8,) * 4, "activation": "tanh", "initializer": "xavier_normal"},
    "momentum": {"momentum": 0.9},
    "RMSprop": {"optimizer": "rmsprop"},
    "Adam": {"optimizer": "adam"},
    "GELU, AdamW": {"activation": "gelu", "optimizer": "adamw", "weight_decay": 0.01},
    "PReLU, Adam": {"activation": "prelu", "optimizer": "adam"},
    "regression": {"dataset": "waves", "hidden": (16, 16), "activation": "tanh", "initializer": "xavier_normal"},
    "digits": {"dataset": "digits", "hidden": (32, 32), "n_examples": 600},
}
NO_WORSE = 1.1  # times the loss at ten times the rate: where both are good, chance decides


def loss_after(trainer, rate, steps=300):
    """Train a copy on at a rate; return its loss over all training examples, infinite if it diverged."""
    copy = fork(trainer)
    copy.apply({"learning_rate": rate})
    copy.advance(steps)
    found = copy.results()
    return found.loss if copy.divergence is None and math.isfinite(found.loss) else math.inf


def swept(losses, *, first=1.0, guessing=0.7, deaths=None, alive=50, n_steps=None):
    """Return the finding from made-up measurements over seven decades of rates."""
    n = len(losses)
    rates = np.geomspace(1e-6, 10.0, n_steps or n)
    deaths = np.zeros(n, int) if deaths is None else np.array(deaths)
    values = (rates[:n], np.array(losses, float), np.full((n, 2), 1e-3), deaths, alive, 0, True)
    return RateFinding(Sweep(RunConfig(), 0, n_steps or n, 400, guessing, first, float(rates[-1]), *values))


def falling(n=350, lowest=250, depth=0.1):
    """Return a loss that stays at 1, falls to `depth` at the row `lowest`, and rises from there."""
    down = np.interp(np.arange(lowest), [0, 100, lowest], [1.0, 1.0, depth])
    return np.concatenate([down, np.linspace(depth, 5.0, n - lowest)])


@pytest.mark.parametrize("settings", LEARNING.values(), ids=LEARNING)
def test_the_suggested_rate_does_better_than_a_tenth_of_it_and_no_worse_than_ten_times_as_much(settings):
    trainer = Trainer(RunConfig(**settings))
    rate = find_learning_rate(trainer).suggested
    assert rate is not None
    loss = loss_after(trainer, rate)
    assert loss < loss_after(trainer, rate / 10)
    assert loss < NO_WORSE * loss_after(trainer, min(1000.0, 10 * rate))


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_of_eight_sigmoid_layers_it_says_that_no_rate_learns(seed, optimizer):
    config = RunConfig(activation="sigmoid", initializer="xavier_normal", optimizer=optimizer, seed=seed)
    found = find_learning_rate(config)
    assert (found.learns, found.suggested, found.kills) == (None, None, None)
    assert "No rate learns" in found.sentence


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("activation", ["relu", "sigmoid"])
def test_with_batch_normalisation_the_running_statistics_lag_does_not_count(activation, place):
    """They are far from the batches' at step 0, and come nearer at any rate."""
    config = RunConfig(hidden=(8,) * 6, activation=activation, normalization="batch", normalization_place=place)
    found = find_learning_rate(config)
    assert found.sweep.losses[:40] == pytest.approx(found.sweep.first_loss, rel=0.01)
    assert found.learns is not None
    assert found.learns[0] > 1e-5
    trainer = Trainer(config)
    assert loss_after(trainer, found.suggested) < loss_after(trainer, found.suggested / 10)


def test_from_a_loss_far_above_guessing_it_says_that_it_must_come_down_first():
    trainer = Trainer(RunConfig(residual=1))
    found = find_learning_rate(trainer)
    assert found.sweep.first_loss > 3 * found.sweep.guessing_loss
    assert found.suggested is None
    assert "sweep again" in found.sentence


def test_given_weights_are_swept_without_their_file(tmp_path):
    before = Trainer(RunConfig(**SMALL))
    before.advance(30)
    path = tmp_path / "w.npz"
    with path.open("wb") as file:
        save_weights("npz", before.network.named_parameters(), file)
    trainer = Trainer(RunConfig(**SMALL, weights_file=str(path)))
    path.unlink()
    trainer.advance(10)
    found = find_learning_rate(trainer, 50)
    assert found.sweep.first_loss == pytest.approx(trainer.results().loss, rel=1e-5)


def test_a_network_without_a_gradient_is_said_to_have_none():
    found = find_learning_rate(RunConfig(**SMALL, bias_init=-100.0))
    assert found.suggested is None
    assert "gradient is zero" in found.sentence
    assert found.sweep.n_alive_before == 0


def test_a_run_that_has_learned_all_is_not_given_a_rate_for_more():
    trainer = Trainer(RunConfig(**SMALL, dataset="gaussians", noise=0.0))
    trainer.advance(2000)
    found = find_learning_rate(trainer)
    if found.learns is None:
        assert "fall steadily by 2 %" in found.sentence
    else:
        assert found.learns[1] < 1.0 or found.deaths_at(found.learns[1]) < found.sweep.n_alive_before


@pytest.mark.parametrize("settings", [{}, {"activation": "prelu", "optimizer": "adam"}, {"momentum": 0.9}])
def test_the_run_goes_on_with_the_bits_that_it_would_have_had(settings):
    run, alone = (Trainer(RunConfig(**SMALL, **settings)) for _ in range(2))
    for trainer in (run, alone):
        trainer.advance(70)
    find_learning_rate(run, steps=60)
    for trainer in (run, alone):
        trainer.advance(70)
    assert np.array_equal(run.network.parameters, alone.network.parameters)
    assert run.history.view().loss.tolist() == alone.history.view().loss.tolist()
    assert run.changes == alone.changes == []


def test_the_same_run_gives_the_same_finding():
    first, second = (Trainer(RunConfig(**SMALL, optimizer="adam")) for _ in range(2))
    first.advance(100)
    second.advance(60)
    second.advance(40)
    assert find_learning_rate(first).to_dict() == find_learning_rate(second).to_dict()


@pytest.mark.parametrize(
    "settings",
    [
        {"optimizer": "adam"},
        {"momentum": 0.9, "nesterov": True},
        {"activation": "prelu", "momentum": 0.5},
        {"normalization": "batch", "optimizer": "adam"},
        {"normalization": "layer", "residual": 1},
        {"dropout": 0.3},
    ],
)
def test_a_sweep_at_one_rate_is_the_run_itself(settings):
    """Only the rate differs from plain training: momentum, running squares and batches go on."""
    trainer = Trainer(RunConfig(**SMALL, **settings, learning_rate=0.01))
    trainer.advance(30)
    rate, n = trainer.config.learning_rate, 60
    sweep = RateSweep(SweepStart.of(trainer), rate, rate * (1 + 1e-12), n)
    losses = []
    copy = fork(trainer)
    while sweep.advance():
        pass
    passes = copy.network.new_propagation(len(copy.train_x))
    passes.inputs[...], passes.target[...] = copy.train_x.T, copy.network.encode(copy.train_y)
    for _ in range(n):
        copy.advance(1)
        losses.append(passes.loss())
    np.testing.assert_allclose(sweep.result().losses, losses, rtol=1e-5)


def test_a_schedule_of_the_run_does_not_count_in_the_sweep():
    plain, scheduled = (
        Trainer(RunConfig(**SMALL, **more)) for more in ({}, {"schedule": "cosine", "warmup_steps": 50})
    )
    first, second = (find_learning_rate(trainer, 60, 1e-4, 1.0).sweep for trainer in (plain, scheduled))
    assert first.losses.tolist() == second.losses.tolist()


def test_deaths_are_those_of_the_census():
    trainer = Trainer(RunConfig(hidden=(12,) * 4))
    before = {
        (layer, unit) for layer, units in enumerate(trainer.measure().units) for unit in np.flatnonzero(units.dead)
    }
    rates = 0.9, 1.1
    found = find_learning_rate(trainer, 50, *rates)
    copy = fork(trainer)
    counts = []
    for rate in found.sweep.rates.tolist():
        copy.apply({"learning_rate": rate})
        copy.advance(1)
        dead = {
            (layer, unit) for layer, units in enumerate(copy.measure().units) for unit in np.flatnonzero(units.dead)
        }
        counts.append(len(dead - before))
    assert found.sweep.deaths.tolist() == counts
    assert counts[-1] > 0, "the rates must be such that units die"
    assert found.sweep.n_dead_before == len(before)


def test_deaths_on_more_examples_than_the_loss_is_measured_on_are_on_all_of_them(monkeypatch):
    config = RunConfig(hidden=(12,) * 4)
    whole = find_learning_rate(config, 60, 0.1, 2.0).sweep
    monkeypatch.setattr(sweeping, "MOST_EXAMPLES", 20)
    part = find_learning_rate(config, 60, 0.1, 2.0).sweep
    assert part.n_examples == 20
    assert part.n_dead_before == whole.n_dead_before
    assert part.deaths[-1] == whole.deaths[-1] > 0
    assert (part.deaths <= whole.deaths + whole.n_alive_before // 3).all()


def test_the_sweep_begins_where_steps_are_tiny_and_ends_where_the_loss_explodes():
    sweep = find_learning_rate(RunConfig(**SMALL, optimizer="adam", activation="prelu")).sweep
    assert sweep.largest_ratios[0] == pytest.approx(1e-6, rel=0.05)
    assert len(sweep.rates) < sweep.n_steps
    assert sweep.losses[-1] > 5 * sweep.losses[0] or not np.isfinite(sweep.losses[-1])


def test_a_users_own_arrays_are_swept_too():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(300, 3))
    trainer = Trainer(RunConfig(hidden=(8, 8), activation="tanh"), data=(x, x[:, 0] * 2.0))
    assert find_learning_rate(trainer).suggested is not None


def test_float64_is_swept_in_float64():
    trainer = Trainer(RunConfig(**SMALL), dtype="float64")
    assert find_learning_rate(trainer, 50).suggested is not None


# The rules, on made-up curves


def test_the_region_that_learns_is_that_of_the_steady_fall():
    found = swept(falling())
    low, high = found.learns
    rates = found.sweep.rates
    assert rates[100] < low < rates[140]
    assert rates[240] < high < rates[255]
    assert found.suggested == pytest.approx(high / 2, rel=0.05)


def test_a_fall_after_a_rise_is_not_part_of_it():
    losses = falling(lowest=200)
    losses[260:300] = 0.01
    found = swept(losses)
    assert found.learns[1] < found.sweep.rates[205]


def test_a_valley_that_stays_flat_for_a_decade_ends_there():
    losses = np.concatenate([np.full(100, 1.0), np.linspace(1.0, 0.2, 50), np.full(200, 0.2)])
    losses[320] = 0.19
    assert swept(losses).learns[1] < swept(losses).sweep.rates[210]


@pytest.mark.parametrize("guessing", [0.1, 0.05])
def test_a_fall_to_the_loss_of_guessing_is_no_learning(guessing):
    found = swept(falling(depth=0.1), guessing=guessing)
    assert found.learns is None
    assert "guessing" in found.sentence


def test_a_loss_that_stays_where_it_is_learns_at_no_rate():
    found = swept(np.full(350, 0.7), first=0.7)
    assert (found.learns, found.kills, found.diverges, found.rises) == (None, None, None, None)


def test_a_unit_kills_the_rate_only_if_it_stays_dead():
    deaths = np.zeros(350, int)
    deaths[50:60] = 1  # it comes back
    deaths[200:] = 3
    found = swept(falling(), deaths=deaths)
    assert found.kills == found.sweep.rates[200]
    assert found.deaths_at(found.sweep.rates[55]) == 1
    assert found.deaths_at(found.sweep.rates[0] / 2) == 0


def test_one_unit_of_hundreds_is_not_yet_a_rate_that_kills():
    deaths = np.zeros(350, int)
    deaths[100:], deaths[300:] = 1, 9
    found = swept(falling(), deaths=deaths, alive=500)
    assert found.kills == found.sweep.rates[300]


def test_it_diverges_where_the_loss_is_twice_as_high_or_the_sweep_was_stopped():
    found = swept(falling())
    place = int(np.searchsorted(found.sweep.rates, found.diverges))
    assert falling()[place] == pytest.approx(2.0, rel=0.1)
    stopped = swept([*falling()[:250], math.inf], n_steps=350)
    assert stopped.diverges is not None
    assert np.isfinite(stopped.smoothed).all()


def test_a_first_loss_that_is_not_finite_has_a_sentence():
    found = swept([math.nan] * 60, first=math.nan)
    assert found.learns is None
    assert "not finite" in found.sentence
    assert found.to_dict()["first_loss"] is None


# Bad input


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((10,), "50 to 10,000 steps"),
        ((400, 0.1, 0.1), "higher learning rate"),
        ((400, 0.1, 0.01), "higher learning rate"),
        ((400, -1.0), "learning_rate"),
        ((400, None, 2000.0), "learning_rate"),
        ((400, None, 1e-30), "higher learning rate"),
        ((400, math.nan), "learning_rate"),
    ],
)
def test_bad_rates_are_refused_in_one_sentence(arguments, words):
    with pytest.raises(BadInput, match=words) as caught:
        find_learning_rate(RunConfig(**SMALL), *arguments)
    assert "\n" not in str(caught.value)


def test_it_is_a_public_name():
    assert actviz.find_learning_rate is find_learning_rate
    assert isinstance(actviz.find_learning_rate(RunConfig(**SMALL), steps=50), actviz.RateFinding)
