"""Whatever size of text is chosen while the window is open, plots and legends keep their texts whole."""

from collections.abc import Callable

import pytest
from painted_texts import elisions, plot_faults
from pytestqt.qtbot import QtBot

from actviz.training import RunConfig
from actviz.ui.theme import text_size
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.presets import PRESETS
from tests.ui.window.test_cut_text import is_cut_by_design

SMALL = RunConfig(hidden=(12,) * 8, activation="sigmoid", n_examples=60)  # what the window trains
SIZES = (*text_size.PERCENTS[1:], *reversed(text_size.PERCENTS))  # one after the other, there and back


def faults_of(window: MainWindow) -> list[str]:
    """Return what is cut or printed over in the panels on screen."""
    with elisions() as found:
        for panel in window.docks.seen_panels:
            panel.restyle()
            panel.grab()
    cuts = [f"{whole!r} is cut: {left!r}" for whole, left in found if not is_cut_by_design(whole)]
    return [*cuts, *plot_faults(window)]


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
@pytest.mark.parametrize("preset", [key for key in PRESETS if key != "map"])
def test_no_tick_or_legend_is_cut_after_a_change_of_the_text(
    qtbot: QtBot, open_window: Callable[[], MainWindow], preset: str, size: tuple[int, int]
) -> None:
    window = open_window()
    window.resize(*size)
    window.session.step(20)
    window.docks.apply_preset(preset)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 20, timeout=10_000)
    for percent in SIZES:
        window.appearance.set_text(percent)

        def nothing_is_cut(percent: int = percent) -> None:
            assert not faults_of(window), percent

        qtbot.waitUntil(nothing_is_cut, timeout=5_000)
