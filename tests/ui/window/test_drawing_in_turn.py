"""While training, panels that show full measurements are drawn in turn: never many of them in one frame."""

from dataclasses import replace
from itertools import count

import pytest

from actviz.app.lanes import LaneView
from actviz.training import RunConfig
from actviz.ui.window import panel_drawing
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains

NUMBERS = count(1 << 40)  # of measurements, none of which the window makes itself


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    window.frames.timer.stop()
    return window


@pytest.fixture
def drawn(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the panels drawn, one after another."""
    keys: list[str] = []
    for panel in window.docks.seen_panels:
        monkeypatch.setattr(panel, "draw", lambda *_, key=panel.key: keys.append(key))
    return keys


def measured_again(window: MainWindow) -> tuple[LaneView, ...]:
    lanes = window.session.lanes
    return tuple(replace(e, snapshot=replace(e.snapshot, measurement=next(NUMBERS))) for e in lanes)


def frame(window: MainWindow, drawn: list[str], lanes: tuple[LaneView, ...]) -> list[str]:
    drawn.clear()
    window.docks.draw_in_turn(lanes, window.session.view.selection)
    return list(drawn)


def test_only_what_moves_is_drawn_in_the_frame_that_brings_a_measurement_and_then_one_panel_after_the_other(
    window: MainWindow, drawn: list[str]
) -> None:
    moving = [p.key for p in window.docks.seen_panels if p.every_frame]
    others = {p.key for p in window.docks.seen_panels} - set(moving)
    lanes = measured_again(window)
    for _ in range(2 * len(others)):
        frame(window, drawn, lanes)
    lanes = measured_again(window)
    assert frame(window, drawn, lanes) == moving
    turns = [frame(window, drawn, lanes) for _ in others]
    assert all(turn[: len(moving)] == moving and len(turn) == len(moving) + 1 for turn in turns)
    assert {turn[-1] for turn in turns} == others
    assert frame(window, drawn, lanes) == moving


@pytest.mark.parametrize("every", [4, 5, 7, 12])
def test_all_panels_are_drawn_before_the_next_measurement(window: MainWindow, drawn: list[str], every: int) -> None:
    seen = {p.key for p in window.docks.seen_panels}
    for i in range(4):
        lanes = measured_again(window)
        shown = [key for _ in range(every) for key in frame(window, drawn, lanes)]
        assert i == 0 or set(shown) == seen


@pytest.mark.parametrize("every", [1, 2, 3])
def test_few_panels_are_drawn_in_a_frame_and_none_is_forgotten_where_measurements_come_quickly(
    window: MainWindow, drawn: list[str], every: int
) -> None:
    seen = {p.key for p in window.docks.seen_panels}
    moving = sum(p.every_frame for p in window.docks.seen_panels)
    frames = [frame(window, drawn, lanes) for _ in range(5) for lanes in [measured_again(window)] for _ in range(every)]
    assert max(map(len, frames)) <= moving + panel_drawing.MOST_TURNS
    assert {key for keys in frames for key in keys} == seen
