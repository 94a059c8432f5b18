"""What the processor time of the last second went into."""

from actviz.app.shares import ShareClock, Shares


def test_shares_are_of_the_time_since_they_were_told_last():
    clock = ShareClock()
    clock.add(10.0, (5.0, 5.0, 5.0), playing=True)
    clock.add(11.0, (5.5, 5.25, 5.25), playing=True)
    assert clock.shares == Shares(0.5, 0.25, 0.25)


def test_shares_stay_for_a_second():
    clock = ShareClock()
    clock.add(10.0, (1.0, 0.0, 1.0), playing=True)
    clock.add(10.9, (9.0, 9.0, 9.0), playing=True)
    assert clock.shares == Shares(0.5, 0.0, 0.5)


def test_there_are_none_while_nothing_is_trained():
    clock = ShareClock()
    clock.add(10.0, (1.0, 0.0, 1.0), playing=False)
    assert clock.shares is None
    clock.add(11.0, (1.0, 0.0, 2.0), playing=True)
    assert clock.shares is None


def test_a_clock_that_went_back_as_a_lane_ended_is_no_negative_share():
    clock = ShareClock()
    clock.add(10.0, (1.0, 2.0, 1.0), playing=True)
    clock.add(11.0, (2.0, 1.0, 2.0), playing=True)
    assert clock.shares == Shares(0.5, 0.0, 0.5)
