import threading
import time

import pytest

from actviz.app import bands as bands_module
from actviz.app.bands import Bands
from actviz.app.lanes import LaneView
from actviz.app.session import Session
from actviz.diagnosis import gradient_band
from actviz.training import RunConfig, Trainer

SMALL = RunConfig(hidden=(4, 4), n_examples=60)


@pytest.fixture
def bands(monkeypatch):
    monkeypatch.setattr(gradient_band, "_known", {})
    monkeypatch.setattr(bands_module, "PATIENCE_S", 0.0)
    made = Bands()
    yield made
    assert made.close()
    assert not [t for t in threading.enumerate() if t.name == "actviz-band"]


def lane(config=SMALL, measured=True):
    trainer = Trainer(config)
    snapshot = trainer.measure() if measured else None
    return LaneView(0, "A", trainer.facts, snapshot, trainer.history.view())


def until_measured(bands, lanes):
    deadline = time.monotonic() + 20.0
    while any(each.band is None for each in lanes):
        assert time.monotonic() < deadline
        lanes = bands.added_to(lanes)
        time.sleep(0.001)
    return lanes


def test_every_lane_gets_its_band(bands):
    before = lane(), lane(SMALL.replace(activation="tanh"))
    assert bands.added_to(before) is before
    after = until_measured(bands, before)
    assert [each.facts for each in after] == [each.facts for each in before]
    assert after[0].band is not after[1].band
    assert bands.added_to(after) is after


def test_a_run_that_starts_again_has_the_band_at_once(bands):
    first = until_measured(bands, (lane(),))
    assert bands.added_to((lane(SMALL.replace(learning_rate=0.7)),))[0].band is first[0].band


def test_a_run_that_has_gone_is_not_measured_on(bands):
    endless = lane(SMALL.replace(hidden=(100,) * 10))
    bands.added_to((endless,))
    assert [t for t in threading.enumerate() if t.name == "actviz-band"]
    small = until_measured(bands, (lane(),))
    assert small[0].band is not None
    assert gradient_band.known_band(endless.facts, endless.facts.config) is None


def test_nothing_is_measured_before_a_run_has_been_on_show_for_a_while(bands, monkeypatch):
    monkeypatch.setattr(bands_module, "PATIENCE_S", 100.0)
    bands.added_to((lane(),))
    bands.added_to((lane(measured=False),))
    assert not [t for t in threading.enumerate() if t.name == "actviz-band"]


@pytest.mark.parametrize("error", [MemoryError(), ValueError("odd")])
def test_a_measurement_that_fails_leaves_a_reason_and_is_not_tried_again(bands, monkeypatch, error):
    calls = []

    def failing(*_):
        calls.append(1)
        raise error
        yield

    monkeypatch.setattr(bands_module, "measured_band", failing)
    if isinstance(error, ValueError):
        monkeypatch.setattr("actviz.app.task.report_exception", lambda: None)
    (found,) = until_measured(bands, (lane(),))
    assert found.band.edges is None
    assert found.band.reason
    bands.added_to((found,))
    assert calls == [1]


@pytest.mark.usefixtures("bands")
def test_a_session_shows_the_band_while_it_stands_still(qtbot):
    session = Session(SMALL)
    updates = []
    session.updated.connect(lambda: updates.append(session.lanes[0].band))

    def has_band():
        session.collect()
        return bool(session.lanes) and session.lanes[0].band is not None

    qtbot.waitUntil(has_band, timeout=20_000)
    assert updates[-1] is session.lanes[0].band
    assert session.close()
