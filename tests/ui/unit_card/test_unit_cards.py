"""The card of a unit in the window: how it opens, what it says, how it follows, and how it goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.application.application import make_window
from actviz.ui.panels.unit.state_text import state_of
from actviz.ui.unit_card.card import UnitCard
from actviz.ui.window.main_window import MainWindow

NO_KEYS = Qt.KeyboardModifier.NoModifier
DYING = RunConfig(hidden=(12,) * 8, learning_rate=0.3, seed=2)


def open_window(qtbot: QtBot, path: Path, config: RunConfig, steps: int = 0) -> MainWindow:
    window = make_window(Session(config), Settings(path / "settings.json", theme="light"))
    qtbot.addWidget(window)
    window.resize(1024, 640)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    if steps:
        window.session.step(steps)
        qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.units_step == steps, timeout=30_000)
    return window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = open_window(qtbot, tmp_path, RunConfig(hidden=(6, 6, 6), n_examples=60, bias_init=-50.0))
    yield window
    window.close()


def click(window: MainWindow, place: QPoint) -> None:
    """Click as a mouse does, which the window system tells to the window first."""
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, NO_KEYS, place)


def click_tile(window: MainWindow, layer: int, unit: int, panel: str = "network") -> None:
    found = window.panels[panel].unit_place(layer, unit, 0)
    assert found is not None
    click(window, found[0].mapTo(window, found[1].center()))


def card_of(window: MainWindow) -> UnitCard:
    card = window.unit_cards.card
    assert card is not None
    assert card.isVisible()
    return card


def test_a_click_on_a_tile_opens_its_life_beside_it(qtbot: QtBot, window: MainWindow) -> None:
    for layer, unit in ((1, 0), (2, 3), (3, 5)):
        click_tile(window, layer, unit)
        card = card_of(window)  # at once
        assert card.name.text().startswith(f"Layer {layer}, unit {unit + 1}")
        assert card.state.text() == state_of(window.session.lanes[0], layer, unit) == "Dead from the start"
        found = window.panels["network"].unit_place(layer, unit, 0)
        assert found is not None
        tile = found[1].translated(found[0].mapTo(window, QPoint()))
        assert not card.geometry().intersects(tile)
        assert window.rect().contains(card.geometry())
        assert window.session.view.selection.pair == (layer, unit)
        qtbot.keyClick(card, Qt.Key.Key_Escape)  # it may be in front of the next tile


@pytest.mark.parametrize("way", ["Escape", "click", "cross"])
def test_escape_a_click_elsewhere_and_the_cross_close_it(qtbot: QtBot, window: MainWindow, way: str) -> None:
    click_tile(window, 2, 2)
    card = card_of(window)
    if way == "Escape":
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    elif way == "click":
        click(window, QPoint(300, window.height() - 10))
    else:
        click(window, card.close_button.mapTo(window, card.close_button.rect().center()))
    assert not card.isVisible()
    assert not window.unit_cards.is_open


def test_a_click_on_the_card_keeps_it_open(window: MainWindow) -> None:
    click_tile(window, 2, 2)
    card = card_of(window)
    click(window, card.reason.mapTo(window, card.reason.rect().center()))
    assert card.isVisible()
    assert window.session.view.selection.pair == (2, 2)


def test_the_keyboard_opens_it_and_goes_to_neighbours(qtbot: QtBot, window: MainWindow) -> None:
    canvas = window.panels["network"].focusProxy()
    canvas.setFocus()
    window.session.view.select(2, 2)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    card = card_of(window)
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert card.name.text().startswith("Layer 2, unit 4")
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert card.name.text().startswith("Layer 1, unit 4")
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert card.name.text().startswith("Layer 2, unit 4")
    qtbot.keyClick(card, Qt.Key.Key_Up)
    assert card.name.text().startswith("Layer 2, unit 3")
    assert card.isVisible()


def test_space_plays_while_it_is_open(qtbot: QtBot, window: MainWindow) -> None:
    click_tile(window, 2, 2)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    assert window.session.playing
    assert card_of(window).isVisible()


def test_it_follows_the_run_without_moving_or_resizing(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path, RunConfig(hidden=(6, 6, 6), n_examples=60), steps=20)
    click_tile(window, 2, 2)
    card, network = card_of(window), window.panels["network"]

    def beside_tile() -> tuple[QPoint, QSize]:
        found = network.unit_place(2, 2, 0)
        assert found is not None
        return card.pos() - found[0].mapTo(window, found[1].topLeft()), card.size()

    place = beside_tile()
    window.session.play()
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step > 300, timeout=30_000)
    window.session.pause()
    qtbot.waitUntil(lambda: card.state.text() == state_of(window.session.lanes[0], 2, 2))
    assert beside_tile() == place
    assert "unit" in window.frames.needs
    window.close()


def test_a_dead_unit_shows_what_killed_it_and_leads_to_the_step_before(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path, DYING, steps=300)
    lane = window.session.lanes[0]
    known = (e for e in lane.history.events if e.cause is not None)
    death = next(e for e in known if lane.snapshot.dead_since[e.layer - 1][e.unit] == e.step)
    click_tile(window, death.layer, death.unit)
    card = card_of(window)
    assert card.state.text() == f"Dead since step {death.step:,}"
    assert card.cause.isVisible()
    assert card.cause.bars.n_shown == 3
    assert f"and {death.step:,}" in card.cause.story.text()
    click(window, card.visit_button.mapTo(window, card.visit_button.rect().center()))
    before = death.step - 1 if death.exact else death.seen
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.units_step == before, timeout=10_000)
    qtbot.waitUntil(lambda: not card.cause.isVisible())
    assert f"{death.step:,}" in card.visit_button.text()  # now it leads to the death
    window.close()


def test_where_earlier_layers_killed_it_the_card_shows_what_each_of_them_did(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path, DYING, steps=300)
    lane = window.session.lanes[0]
    dead = [e for e in lane.history.events if e.cause and lane.snapshot.dead_since[e.layer - 1][e.unit] == e.step]
    death = next(e for e in dead if e.cause and e.cause.by_inputs and e.layer > 2)
    assert death.cause is not None
    click_tile(window, death.layer, death.unit)
    shares = card_of(window).shares
    assert shares.isVisible()
    assert len(shares.shares) == death.layer - 1
    assert sum(shares.shares) == pytest.approx(death.cause.inputs)
    assert "Layer 1" in shares.tip_at(1.0)
    window.close()


def test_it_leads_to_the_panel_unit(window: MainWindow) -> None:
    click_tile(window, 2, 2)
    card = card_of(window)
    click(window, card.more_button.mapTo(window, card.more_button.rect().center()))
    assert not card.isVisible()
    assert window.panels["unit"].isVisible()


def test_a_row_of_deaths_opens_it_too(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.set_shown("deaths", True)
    qtbot.waitUntil(lambda: window.panels["deaths"].isVisible())
    window.frames.draw()
    qtbot.waitUntil(lambda: window.panels["deaths"].unit_place(1, 0, 0) is not None)
    click_tile(window, 1, 0, "deaths")
    assert card_of(window).name.text().startswith("Layer 1, unit 1")
    assert window.panels["deaths"].isVisible()
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    assert window.session.playing


def test_it_goes_with_the_panel_that_it_is_beside(qtbot: QtBot, window: MainWindow) -> None:
    click_tile(window, 2, 2)
    card = card_of(window)
    window.docks.toggle_maximised("loss")
    qtbot.waitUntil(lambda: not card.isVisible())
