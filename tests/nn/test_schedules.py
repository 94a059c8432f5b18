"""Schedules against torch.optim.lr_scheduler, whose formulas are written down here: PyTorch need not be there."""

from math import cos, floor, pi

import numpy as np
import pytest

from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters
from actviz.nn.schedules import SCHEDULES, Schedule

N, EVERY, FACTOR = 200, 30, 0.2


def one_cycle(t, total, percent=0.3, div=25.0, final_div=1e4):
    """OneCycleLR with its default annealing; the learning rate is 1."""
    initial, phases = 1.0 / div, [(percent * total - 1, 1.0 / div, 1.0), (total - 1, 1.0, 1.0 / div / final_div)]
    start = 0.0
    for i, (end, low, high) in enumerate(phases):
        if t <= end or i == len(phases) - 1:
            share = (t - start) / (end - start)
            return high + (low - high) / 2.0 * (cos(pi * share) + 1)
        start = end
    return initial


TORCH = {  # the closed forms in torch.optim.lr_scheduler, for a learning rate of 1 and t steps taken
    "constant": lambda _t, _n: 1.0,
    "step": lambda t, _n: FACTOR ** (t // EVERY),  # StepLR
    "cosine": lambda t, n: 0.0 + (1.0 - 0.0) * (1 + cos(pi * t / n)) / 2,  # CosineAnnealingLR
    "one_cycle": one_cycle,
    "exponential": lambda t, n: (FACTOR ** (1 / (n - 1))) ** t,  # ExponentialLR
}


def linear_lr(t, start, total):
    """LinearLR from a start factor to 1."""
    return start + (1.0 - start) * min(total, t) / total


def made(key, steps=N, warmup=0):
    return Schedule(key, steps, EVERY, FACTOR, warmup)


@pytest.mark.parametrize("key", TORCH)
@pytest.mark.parametrize("steps", [2, 3, 4, 10, N])
def test_a_schedules_factors_are_those_of_torch(key, steps):
    ours = [made(key, steps).at(t) for t in range(steps)]
    np.testing.assert_allclose(ours, [TORCH[key](t, steps) for t in range(steps)], rtol=1e-12)


@pytest.mark.parametrize("key", SCHEDULES)
def test_pytorch_itself_has_the_same_factors(key):
    torch = pytest.importorskip("torch")
    if not SCHEDULES[key].torch:
        return
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    names = {"torch": torch, "optimizer": optimizer, "n": N, "LEARNING_RATE": 1.0}
    scheduler = eval(SCHEDULES[key].torch, names | {"SCHEDULE_EVERY": EVERY, "SCHEDULE_FACTOR": FACTOR})
    found = []
    for _ in range(N):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    np.testing.assert_allclose([made(key).at(t) for t in range(N)], found, rtol=1e-9)


@pytest.mark.parametrize("key", SCHEDULES)
@pytest.mark.parametrize("warmup", [1, 2, 20])
def test_a_warm_up_is_torchs_linear_one_up_to_where_the_schedule_begins(key, warmup):
    schedule, alone = made(key, N + warmup, warmup), made(key)
    expected = [alone.at(0) * linear_lr(t, 1 / (warmup + 1), warmup) for t in range(warmup)]
    np.testing.assert_allclose([schedule.at(t) for t in range(warmup)], expected, rtol=1e-12)
    assert [schedule.at(warmup + t) for t in range(N)] == [alone.at(t) for t in range(N)]


@pytest.mark.parametrize("key", SCHEDULES)
def test_after_the_last_step_the_last_factor_holds(key):
    schedule = made(key, warmup=5)
    assert {schedule.at(t) for t in (N, N + 1, 10 * N, 10**9)} == {schedule.at(N - 1)}


@pytest.mark.parametrize("key", SCHEDULES)
@pytest.mark.parametrize("warmup", [0, 7])
@pytest.mark.parametrize("steps", [9, 10, 11, 37, N])
def test_factors_are_above_0_and_at_most_1_and_the_largest_to_come_is_known(key, warmup, steps):
    schedule = made(key, steps, warmup)
    factors = [schedule.at(t) for t in range(steps + 5)]
    assert all(0.0 < factor <= 1.0 for factor in factors)
    for t in range(steps):
        assert schedule.largest_from(t) == max(factors[t:])


def test_one_cycle_begins_at_a_25th_peaks_after_30_percent_and_ends_at_a_10000th_of_its_beginning():
    factors = [made("one_cycle", 1000).at(t) for t in range(1000)]
    assert factors[0] == pytest.approx(1 / 25)
    assert factors.index(max(factors)) == floor(0.3 * 1000) - 1
    assert factors[-1] == pytest.approx(factors[0] / 1e4)


@pytest.mark.parametrize("key", OPTIMIZERS)
@pytest.mark.parametrize("decay", [0.0, 0.1, 80.0])
@pytest.mark.parametrize("part_size", [7, 1000])
def test_an_optimizer_steps_at_the_rate_that_is_set_and_knows_its_last_update(key, decay, part_size, monkeypatch):
    """One optimizer whose rate is set, and for every step another one that was made with that rate."""
    monkeypatch.setattr("actviz.nn.optimizers.PART_SIZE", part_size)
    rng = np.random.default_rng(0)
    p, g, decays = rng.normal(size=30), np.zeros(30), np.ones(30)
    make, momentum = OPTIMIZERS[key].make, 0.9 if OPTIMIZERS[key].uses_momentum else 0.0
    optimizer = make(p, g, decays, Hyperparameters(0.02, momentum, False, decay))
    schedule = made("one_cycle")
    for t in range(40):
        rate = 0.02 * schedule.at(t)
        q, gradient, before = p.copy(), rng.normal(size=30), p.copy()
        h = gradient.copy()
        other = make(q, h, decays, Hyperparameters(rate, momentum, False, decay))
        for name, vector in optimizer.state.items():
            other.state[name][...] = vector
        other.count = optimizer.count
        other.step()
        g[...] = gradient
        optimizer.set_rate(rate)
        optimizer.step()
        assert np.array_equal(p, q)
        np.testing.assert_allclose(optimizer.last_update(), p - before, rtol=1e-7, atol=1e-13)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_the_drift_at_another_rate_is_that_rates_and_changes_nothing(key):
    p, g = np.linspace(1, 2, 5), np.ones(5)
    optimizer = OPTIMIZERS[key].make(p, g, np.ones(5), Hyperparameters(0.1, 0.9, False, 0.0))
    optimizer.set_rate(0.01)
    optimizer.step()
    before, update = p.copy(), optimizer.last_update()
    expected = optimizer.drift(slice(0, 5))
    np.testing.assert_allclose(optimizer.drift(slice(0, 5), 0.05), 5 * expected, rtol=1e-12)
    assert np.array_equal(optimizer.drift(slice(0, 5)), expected)
    assert np.array_equal(p, before)
    assert optimizer.rate == 0.01
    assert np.array_equal(optimizer.last_update(), update)
