from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.actions.commands import MENUS
from actviz.ui.application.application import last_session, screenshot
from actviz.ui.data_dialog import DataDialog
from actviz.ui.panels.base.panel import PANELS, Panel
from actviz.ui.panels.deaths.panel import Deaths
from actviz.ui.panels.unit.panel import Unit
from actviz.ui.theme import palettes, theme
from actviz.ui.widgets.message_strip import UnexpectedErrors
from actviz.ui.window.handbook import GUIDE, Handbook
from actviz.ui.window.help import shortcuts
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.presets import PRESETS

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains
OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json", theme="light")


def step_of(window: MainWindow) -> int:
    return window.session.lanes[0].snapshot.step


def wait_for_step(qtbot: QtBot, window: MainWindow, step: int) -> None:
    qtbot.waitUntil(lambda: step_of(window) == step, timeout=10_000)


def test_a_click_on_play_trains_and_another_pauses(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.mouseClick(window.top_bar.play_button, Qt.MouseButton.LeftButton)
    assert window.session.playing
    assert window.top_bar.play_button.text() == "Pause"
    qtbot.waitUntil(lambda: step_of(window) > 20, timeout=10_000)
    qtbot.waitUntil(lambda: window.top_bar.step.value != "0")
    qtbot.mouseClick(window.top_bar.play_button, Qt.MouseButton.LeftButton)
    assert not window.session.playing
    assert window.top_bar.play_button.text() == "Play"


def test_keys_step_play_and_reset(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Right)
    wait_for_step(qtbot, window, 1)
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    wait_for_step(qtbot, window, 11)
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    wait_for_step(qtbot, window, 111)
    assert window.top_bar.step.value == "111"
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.session.playing
    qtbot.keyClick(window, Qt.Key.Key_R)
    wait_for_step(qtbot, window, 0)
    assert not window.session.playing


def test_keys_typed_into_a_field_are_not_shortcuts(qtbot: QtBot, window: MainWindow) -> None:
    box = window.controls.network.units_box
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_R, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(box, key)
    assert "r" in box.lineEdit().text().lower()
    assert not window.session.playing
    assert step_of(window) == 0
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.lineEdit().text() == "4"
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert window.session.playing


def test_return_on_a_focused_check_box_ticks_it(qtbot: QtBot, window: MainWindow) -> None:
    window.controls.more.expand(True)
    box = window.controls.fields["standardize"]
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.session.plan.config.standardize is False
    assert not window.session.playing


def test_a_regression_shows_its_test_loss(open_window: OpenWindow, settings: Settings) -> None:
    window = open_window(settings, SMALL.replace(dataset="plane"))
    assert window.top_bar.score.label == "Test loss"
    window.close()


@pytest.mark.parametrize("key", PRESETS)
@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_presets_show_their_panels_whole(qtbot: QtBot, window: MainWindow, key: str, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.docks.apply_preset(key)
    wanted = {name for _, cells in PRESETS[key].rows for _, keys in cells for name in keys[:1]} & set(PANELS)
    qtbot.waitUntil(lambda: wanted <= {panel.key for panel in window.docks.seen_panels})
    assert (window.width(), window.height()) == size
    inside = window.rect()
    for panel in window.docks.seen_panels:
        corner = panel.mapTo(window, QPoint(panel.width() - 1, panel.height() - 1))
        assert inside.contains(corner)
    bar = window.top_bar
    qtbot.waitUntil(lambda: bar.score.geometry().right() <= bar.width())


def test_a_double_click_on_a_header_maximises_and_restores(qtbot: QtBot, window: MainWindow) -> None:
    before = {panel.key for panel in window.docks.seen_panels}
    header = window.panels["network"].header
    qtbot.mouseDClick(header, Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    qtbot.waitUntil(lambda: [panel.key for panel in window.docks.seen_panels] == ["network"])
    qtbot.mouseDClick(header, Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    qtbot.waitUntil(lambda: {panel.key for panel in window.docks.seen_panels} == before)


def test_only_seen_panels_are_measured_for(qtbot: QtBot, window: MainWindow) -> None:
    for key in window.panels:
        window.actions_by_key[f"panel.{key}"].setChecked(False)
        window.docks.set_shown(key, False)
    assert window.docks.seen_panels == []
    window.actions_by_key["panel.network"].trigger()
    network = window.panels["network"]
    qtbot.waitUntil(lambda: window.docks.seen_panels == [network])
    if "unit_maps" in network.needs:
        qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.unit_maps is not None, timeout=10_000)


def test_a_refused_setting_shows_one_sentence_until_it_is_dismissed(qtbot: QtBot, window: MainWindow) -> None:
    box = window.controls.fields["learning_rate"]
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, "-3")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "learning_rate must be above 0" in window.messages.text
    assert window.messages.isVisible()
    assert window.session.plan.config.learning_rate == SMALL.learning_rate
    assert box.lineEdit().text() == "0.1"
    qtbot.mouseClick(window.messages.dismiss_button, Qt.MouseButton.LeftButton)
    assert not window.messages.isVisible()


def test_a_change_of_settings_is_undone_and_redone(qtbot: QtBot, window: MainWindow) -> None:
    undo, redo = window.actions_by_key["undo"], window.actions_by_key["redo"]
    assert not undo.isEnabled()
    qtbot.mouseClick(window.controls.activation.gallery.cards["tanh"], Qt.MouseButton.LeftButton)
    assert window.session.plan.config.activation == "tanh"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.plan.config.activation == "relu"
    assert window.controls.activation.gallery.cards["relu"].isChecked()
    assert redo.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.session.plan.config.activation == "tanh"


def test_a_dropped_file_is_trained_on(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text("a,b,label\n" + "\n".join(f"{i},{-i},{'even' if i % 2 == 0 else 'odd'}" for i in range(40)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    flags = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(300, 300), *flags)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), *flags))
    (dialog,) = window.findChildren(DataDialog)
    qtbot.waitUntil(dialog.open_button.isEnabled)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.source == "points.csv", timeout=10_000)
    assert not any(card.isChecked() for card in window.controls.data.gallery.cards.values())
    assert window.controls.data.gallery.own_card.name.startswith("points.csv")


def test_a_missing_file_is_explained_and_the_run_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.data.open("/nowhere/points.csv")
    qtbot.waitUntil(lambda: "points.csv" in window.messages.text, timeout=10_000)
    assert window.session.plan.config.data_path is None
    assert not window.controls.data.gallery.own_card.isVisible()


def test_the_layout_and_the_settings_come_back(open_window: OpenWindow, settings: Settings) -> None:
    window = open_window(settings)
    window.docks.apply_preset("dying_relu")
    window.docks.set_shown("loss", True)
    window.speed_limit.set(30.0)
    window.session.plan.set(learning_rate=0.02)
    seen = {key for key, dock in window.docks.docks.items() if not dock.isHidden()}
    window.close()
    stored = Settings.load(settings.path)
    assert stored.config == SMALL.replace(learning_rate=0.02)
    again = open_window(stored, stored.config or SMALL)
    assert {key for key, dock in again.docks.docks.items() if not dock.isHidden()} == seen
    assert again.session.speed == 30.0
    again.close()


@pytest.mark.parametrize("text", ["", "\0", "nothing", "x" * 100_000, "<b>"])
def test_remembered_texts_that_name_nothing_do_no_harm(open_window: OpenWindow, settings: Settings, text: str) -> None:
    settings.preset = settings.last_session = text
    settings.recent = (text, text)
    settings.geometry = settings.layout = text.encode()
    assert last_session(settings) is None
    open_window(settings).close()


@pytest.mark.parametrize("layout", [b"damaged", b"\x00" * 400])
def test_a_damaged_layout_falls_back_to_the_overview(
    open_window: OpenWindow, settings: Settings, layout: bytes
) -> None:
    settings.layout, settings.preset, settings.geometry = layout, "dying_relu", b"nonsense"
    window = open_window(settings)
    assert window.docks.preset == "overview"
    window.close()


def test_reset_layout_brings_everything_back(qtbot: QtBot, window: MainWindow) -> None:
    before = {panel.key for panel in window.docks.seen_panels}
    for key in window.panels:
        window.docks.set_shown(key, False)
    window.docks.docks["network"].setFloating(True)
    window.actions_by_key["reset_layout"].trigger()
    qtbot.waitUntil(lambda: {panel.key for panel in window.docks.seen_panels} == before)
    assert not window.docks.docks["network"].isFloating()


def test_the_theme_changes_everywhere(window: MainWindow) -> None:
    window.actions_by_key["theme.dark"].trigger()
    assert theme.current() is palettes.DARK
    assert window.settings.theme == "dark"
    picture = screenshot(window).toImage()
    assert picture.pixelColor(2, picture.height() // 2).lightness() < 60
    window.actions_by_key["theme.light"].trigger()
    assert screenshot(window).toImage().pixelColor(2, picture.height() // 2).lightness() > 200


def test_every_command_is_in_a_menu_and_no_shortcut_is_taken_twice(window: MainWindow) -> None:
    actions = window.actions_by_key
    taken: list[str] = []
    for key, command in actions.commands.items():
        assert actions[key].associatedObjects(), key
        assert command.tip.endswith("."), key
        taken += [each.toString() for each in actions[key].shortcuts()]
    assert len(taken) == len(set(taken))


def test_the_list_of_shortcuts_has_each_menu_once(qtbot: QtBot, window: MainWindow) -> None:
    dialog = shortcuts(window.actions_by_key, window)
    qtbot.addWidget(dialog)
    headings = [line.strip() for line in dialog.text.toPlainText().splitlines() if line.strip() in MENUS]
    assert headings == list(MENUS)


def test_the_controls_are_no_wider_than_their_scroll_bar_leaves_them(qtbot: QtBot, window: MainWindow) -> None:
    column = window.controls
    column.more.expand(True)
    qtbot.waitUntil(column.verticalScrollBar().isVisible)
    assert column.widget().width() == column.viewport().width()


def test_controls_have_accessible_names(window: MainWindow) -> None:
    for group in window.controls.groups:
        for key, control in group.controls.items():
            assert control.accessibleName(), key
    bar = window.top_bar
    for widget in (bar.play_button, bar.step_button, bar.reset_button, bar.speed_box):
        assert widget.accessibleName()


def test_the_speed_is_picked_and_stepped(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_key["speed.30"].trigger()
    assert window.session.speed == 30
    assert window.top_bar.speed_box.currentText() == "30 /s"
    qtbot.keyClick(window, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert window.session.speed == 100
    window.actions_by_key["speed.max"].trigger()
    assert window.session.speed is None


def test_closing_ends_the_training_thread(open_window: OpenWindow, settings: Settings) -> None:
    window = open_window(settings)
    window.session.play()
    window.close()
    assert window.session.close()
    assert not window.frames.timer.isActive()


def test_an_unexpected_error_is_shown_and_printed(window: MainWindow, capsys: pytest.CaptureFixture[str]) -> None:
    errors = UnexpectedErrors()
    errors.reported.connect(window.messages.show_message)
    error = RuntimeError("the cat ate it")
    errors._on_exception(RuntimeError, error, None)
    assert "the cat ate it" in window.messages.text
    assert "RuntimeError" in capsys.readouterr().err


def test_a_message_lies_over_no_panel(qtbot: QtBot, window: MainWindow) -> None:
    window.messages.show_message("A sentence that is shown over the panels. " * 6)
    qtbot.waitUntil(lambda: window.docks.mapTo(window.centre, QPoint()).y() > window.messages.geometry().bottom())
    assert window.messages.height() > 36  # long sentences take more lines, and are not cut


def test_panels_are_where_they_were_once_a_message_is_gone(qtbot: QtBot, window: MainWindow) -> None:
    docks = [dock for dock in window.docks.docks.values() if not dock.isHidden()]
    area, places = window.docks.geometry(), [dock.geometry() for dock in docks]
    window.messages.show_message("A sentence.")
    qtbot.waitUntil(lambda: window.docks.geometry() != area)
    window.messages.dismiss()
    qtbot.waitUntil(lambda: window.docks.geometry() == area)
    for dock, place in zip(docks, places, strict=True):
        there = dock.geometry()
        assert abs(there.y() - place.y()) <= 1  # Qt shares out the pixels that do not divide
        assert abs(there.height() - place.height()) <= 1
        assert (there.x(), there.width()) == (place.x(), place.width())


def test_a_number_on_its_way_is_one_change_to_undo(window: MainWindow) -> None:
    for rate in (0.2, 0.3, 0.4):
        window.session.plan.set(learning_rate=rate)
    window.session.plan.set(momentum=0.5)
    window.session.plan.undo()
    assert window.session.plan.config.learning_rate == 0.4
    window.session.plan.undo()
    assert window.session.plan.config == SMALL


def legends_of(panel: Panel) -> str:
    legends = [getattr(panel, "legend", None), *getattr(panel, "legends", [])]
    return str([legend.entries for legend in legends if legend is not None])


def test_every_panel_shows_the_last_step_after_a_pause(qtbot: QtBot, window: MainWindow) -> None:
    window.session.play()
    qtbot.waitUntil(lambda: step_of(window) > 50, timeout=10_000)
    window.session.pause()

    def late() -> list[str]:
        words = {p.key: p.header.told + legends_of(p) for p in seen}
        return [key for key, text in words.items() if f"step {step_of(window):,}" not in text]

    seen = window.docks.seen_panels
    qtbot.waitUntil(lambda: not late(), timeout=5_000)


def test_a_preset_keeps_the_focus_away_from_buttons(window: MainWindow) -> None:
    window.activateWindow()
    window.panels["network"].canvas.setFocus()
    window.docks.apply_preset("dying_relu")
    window.docks.toggle_maximised("dead_units")
    focus = QApplication.focusWidget()
    assert focus is None or not isinstance(focus, QAbstractButton)


def test_a_preset_gives_the_same_sizes_whatever_was_before(qtbot: QtBot, window: MainWindow) -> None:
    def sizes() -> list[tuple[int, int]]:
        return [(d.width(), d.height()) for d in window.docks.docks.values() if d.seen]

    def settled(key: str) -> list[tuple[int, int]]:
        window.docks.apply_preset(key)
        seen = [sizes()]
        qtbot.waitUntil(lambda: seen.append(sizes()) or (len(seen) > 4 and len(set(map(tuple, seen[-4:]))) == 1))
        return seen[-1]

    first = settled("overview")
    for key in ("vanishing", "dying_relu"):
        settled(key)
    assert settled("overview") == first


@pytest.mark.parametrize("away", ["Close", "Float"])
def test_taking_a_maximised_panel_away_brings_the_others_back(qtbot: QtBot, window: MainWindow, away: str) -> None:
    window.docks.toggle_maximised("network")
    assert window.docks.docks["loss"].isHidden()
    next(a for a in window.docks.docks["network"].panel.menu.actions() if a.text() == away).trigger()
    qtbot.waitUntil(lambda: window.docks.docks["loss"].isVisible())
    assert window.docks.docks["network"].isHidden() == (away == "Close")
    window.docks.apply_preset("overview")


def test_reset_clears_what_was_said_about_the_run_before(qtbot: QtBot, window: MainWindow) -> None:
    window.session.failed.emit("Training diverged.")
    assert window.messages.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_R)
    assert not window.messages.isVisible()


def test_a_file_opened_again_is_read_anew(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    for n in (20, 60):
        file.write_text("a,b,label\n" + "".join(f"{i},{i * i % 7},{i % 2}\n" for i in range(n)))
        window.data.open(str(file))
        qtbot.waitUntil(lambda n=n: len(window.session.lanes[0].facts.train_x) == n * 4 // 5)


def test_a_unit_that_is_picked_in_the_list_of_deaths_is_measured_and_shown_in_its_panel(
    qtbot: QtBot, open_window: OpenWindow, settings: Settings
) -> None:
    window = open_window(settings, SMALL.replace(bias_init=-50.0))
    for key in ("deaths", "unit"):
        window.docks.set_shown(key, True)
    unit, deaths = cast(Unit, window.panels["unit"]), cast(Deaths, window.panels["deaths"])
    window.docks.docks["unit"].setFloating(True)  # so that both can be seen
    qtbot.waitUntil(lambda: {unit, deaths} <= set(window.docks.seen_panels))
    window.frames.draw()
    for row in (2, 5):
        deaths.view.setCurrentIndex(deaths.model.index(row, 0))
        event = deaths.model.lives[row]
        assert window.session.view.selection.pair == (event.layer, event.unit)
        title = f"Layer {event.layer}, unit {event.unit + 1}"
        qtbot.waitUntil(lambda title=title: unit.head.name.text().startswith(title), timeout=10_000)
    assert unit.head.state.text() == "Dead from the start"
    window.close()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
@pytest.mark.parametrize("preset", PRESETS)
def test_the_diagnosis_stands_in_a_column_of_its_own_in_every_preset(
    qtbot: QtBot, window: MainWindow, preset: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.docks.apply_preset(preset)
    qtbot.waitUntil(lambda: window.docks.docks["diagnosis"].seen and window.docks.placement.settled)
    QApplication.processEvents()
    places = {panel.key: window.docks.docks[panel.key].geometry() for panel in window.docks.seen_panels}
    column = places.pop("diagnosis")
    assert column.top() == places["network"].top()
    centre = [place for place in places.values() if place.left() < column.left()]
    assert len(centre) >= 3
    assert max(place.right() for place in centre) < column.left()


def test_every_menu_opens_with_a_letter_of_its_own(window: MainWindow) -> None:
    letters = [menu.text().partition("&")[2][:1] for menu in window.menuBar().actions()]
    assert all(letters)
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("part", ["Diagnosis", "Unit", "Why", "Lanes", "timeline", "top bar", "network", "Branch"])
def test_the_guide_tells_of_every_part_of_the_window(window: MainWindow, part: str) -> None:
    window.actions_by_key["handbook"].trigger()
    (guide,) = window.findChildren(Handbook)
    guide.show_page(GUIDE)  # it opens on the page of the panel under the mouse, wherever that is now
    assert part in guide.text.toPlainText()
