"""How many steps are taken at once, and how fast that is."""

import pytest

from actviz.app.pace import Pace


def steps_allowed(pace, seconds, every_s=0.01):
    total, now = 0, pace.last
    for _ in range(round(seconds / every_s)):
        now += every_s
        n = pace.allowance(now)
        pace.add(n, n * 1e-5)
        total += n
    return total


@pytest.mark.parametrize("limit", [1, 7, 60, 1000])
def test_the_speed_limit_is_kept_over_time(limit):
    assert steps_allowed(Pace(limit=limit, last=0.0), 20) == pytest.approx(20 * limit, rel=0.05, abs=1)


def test_without_a_limit_a_slice_lasts_some_milliseconds():
    pace = Pace(step_s=1e-4)
    assert pace.allowance(0.0) == 60
    pace.add(60, 0.6)
    assert pace.allowance(0.0) < 60


def test_a_step_longer_than_a_slice_is_taken_alone():
    assert Pace(step_s=5.0).allowance(0.0) == 1


def test_after_a_long_wait_only_a_tenth_of_a_second_is_made_up_for():
    assert Pace(limit=100, last=0.0).allowance(1000.0) <= 10


def test_without_a_limit_steps_wait_for_no_command_and_with_one_until_the_next_is_allowed():
    assert Pace().patience_s < 1e-6
    assert Pace(limit=100, owed=0.5).patience_s == pytest.approx(0.005)
    assert Pace(limit=100, owed=1.0).patience_s < 1e-6
    assert Pace(limit=1, owed=0.0).patience_s == 0.05  # a command is heard meanwhile


def test_the_speed_is_that_of_the_last_half_second_and_zero_while_nothing_moves():
    pace = Pace()
    pace.begin(10.0)
    pace.add(100, 0.2)
    pace.measure(10.4, moving=True)
    assert pace.steps_per_second == 0.0
    pace.measure(10.5, moving=True)
    assert pace.steps_per_second == pytest.approx(200)
    pace.add(100, 0.2)
    pace.measure(11.0, moving=False)
    assert pace.steps_per_second == 0.0
