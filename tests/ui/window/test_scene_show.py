"""A scene is opened by a click, says what is seen with the numbers of the moment, and leaves nothing behind."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton

from actviz.lessons.scene import ANCHORS, FIRST, Caption, first_example, scenes
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.ui.widgets.badge import Badge
from actviz.ui.window.presets import PRESETS
from actviz.ui.window.scene_badges import PANELS_OF

SMALL = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16)  # what the window trains
SCENES = scenes().entries


def open_scene(qtbot, window, key):
    window.scenes.open(key)
    lanes = SCENES[key].lanes
    qtbot.waitUntil(
        lambda: (
            [lane.facts.config for lane in window.session.lanes] == [config for _, config in lanes]
            and all(lane.snapshot.step for lane in window.session.lanes)
        ),
        timeout=15_000,
    )
    qtbot.waitUntil(lambda: all(label.text() for label in captions(window)), timeout=5_000)


def captions(window):
    return window.scene_strip.captions[: len(window.scenes.scene.captions)]


def badges(window):
    return [badge for badge in window.findChildren(Badge) if badge.window() is window and badge.isVisible()]


@pytest.mark.parametrize("key", SCENES)
def test_a_scene_runs_its_lanes_and_shows_its_captions_with_numbers(qtbot, window, key):
    open_scene(qtbot, window, key)
    scene = SCENES[key]
    assert window.session.playing
    assert window.docks.preset == scene.layout in PRESETS
    assert window.session.speed == scene.speed
    assert window.session.plan.current == window.session.view.selection.lane == scene.lane - 1
    assert not any("{" in label.text() for label in captions(window))
    numbered = [badge for badge in badges(window) if badge.parentWidget().parentWidget() is not window.scene_strip]
    assert {badge.text() for badge in numbered} == {str(i) for i in range(1, len(scene.captions) + 1)}


def test_in_a_low_window_the_strip_is_compact_and_the_network_has_room(qtbot, window):
    window.resize(1024, 640)
    window.scenes.open("vanishing-sigmoid")
    strip, canvas = window.scene_strip, window.docks.docks["network"].panel.canvas
    qtbot.waitUntil(lambda: canvas.height() >= 150 and strip.height() <= 80, timeout=5_000)
    assert strip.toolTip()  # the claim
    assert not strip.claim.isVisible()
    lowest = max(
        dock.mapTo(window.docks, QPoint(0, dock.height())).y() for dock in window.docks.docks.values() if dock.in_view
    )
    assert lowest <= window.docks.height()
    window.resize(1280, 800)
    qtbot.waitUntil(strip.claim.isVisible)
    assert window.timeline.legend.isVisible()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_the_strip_covers_no_panel_and_shows_its_texts_whole(qtbot, window, size):
    window.resize(*size)
    strip = window.scene_strip

    def stands_above():
        return strip.mapTo(window, QPoint(0, strip.height())).y() <= window.docks.mapTo(window, QPoint(0, 0)).y()

    def cut():
        labels = [each for each in (strip.title, strip.claim) if each.isVisible()]
        labels += strip.captions[: len(scene.captions)]
        return [
            label.text()
            for label in labels
            if label.height() < label.heightForWidth(label.width()) or label.width() < label.minimumSizeHint().width()
        ]

    for scene in SCENES.values():
        strip.show_scene(scene)
        strip.show_captions([caption.text for caption in scene.captions])
        qtbot.waitUntil(lambda: stands_above() and not cut(), timeout=5_000)


@pytest.mark.parametrize("anchor", ANCHORS)
def test_every_anchor_has_a_place_in_the_window(window, anchor):
    host, point = window.scenes.place_of(Caption(anchor, "A caption."))
    assert window.isAncestorOf(host)
    assert host.rect().contains(point) or anchor == "river"


def test_the_action_makes_the_point(qtbot, window):
    open_scene(qtbot, window, "bad-start")
    button = window.scene_strip.action_button
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.session.plan.config.bias_init == 0.0
    assert window.session.playing
    assert not button.isEnabled()
    assert window.scenes.scene is SCENES["bad-start"]
    window.session.plan.undo()
    assert button.isEnabled()


def test_an_action_while_it_trains_keeps_the_run(qtbot, window):
    open_scene(qtbot, window, "vanishing-sigmoid")
    run = window.session.lanes[0].facts.run
    qtbot.mouseClick(window.scene_strip.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.config.activation == "relu", timeout=10_000)
    assert window.session.lanes[0].facts.run == run


def test_after_the_action_the_captions_say_what_is_seen_then_and_in_the_past_what_was_seen_there(qtbot, window):
    open_scene(qtbot, window, "bad-start")
    height = window.scene_strip.height()
    window.scene_strip.action_button.click()
    qtbot.waitUntil(lambda: captions(window)[1].text().startswith("Now"), timeout=10_000)
    assert window.scene_strip.height() == height
    open_scene(qtbot, window, "vanishing-sigmoid")
    before = captions(window)[0].text().partition(":")[0]
    window.scene_strip.action_button.click()
    qtbot.waitUntil(lambda: not captions(window)[0].text().startswith(before), timeout=10_000)
    window.session.travel(1)
    qtbot.waitUntil(lambda: captions(window)[0].text().startswith(before), timeout=10_000)


def test_the_verdict_bar_and_the_caption_say_the_same_number_at_every_moment(qtbot, window):
    open_scene(qtbot, window, "vanishing-sigmoid")
    chip, said = window.verdict_bar.gradient_chip, set()
    n = 0
    while n < 30 or len(said) < 2:  # the training goes on, so the number changes
        n += 1
        with qtbot.waitSignal(window.session.updated, timeout=10_000):
            pass
        said.add(chip.value)
        assert f" {chip.value} " in captions(window)[0].text()


@pytest.mark.parametrize("key", SCENES)
def test_the_panels_that_the_captions_speak_of_are_in_front(qtbot, window, key):
    window.scenes.open(key)
    wanted = {window.docks.panels[PANELS_OF.get(each.anchor, each.anchor)] for each in SCENES[key].captions}
    qtbot.waitUntil(lambda: wanted <= set(window.docks.seen_panels), timeout=5_000)


def test_each_caption_has_one_number_in_the_window_after_a_scene_of_other_lanes(qtbot, window):
    open_scene(qtbot, window, "rate-kills")
    open_scene(qtbot, window, "early-layers")
    window.scenes.place_badges()
    qtbot.waitUntil(
        lambda: (
            sorted(each.text() for each in badges(window) if not window.scene_strip.isAncestorOf(each)) == ["1", "2"]
        )
    )


def test_the_captions_never_have_numbers_of_the_run_before(qtbot, window):
    open_scene(qtbot, window, "bad-start")
    window.session.pause()
    old = window.session.lanes[0].facts
    window.scenes.open("prelu-learns")
    assert window.session.lanes[0].facts is old
    assert not any(label.text() for label in captions(window))


def test_arrows_go_to_other_scenes_and_escape_ends_them(qtbot, window):
    keys = list(SCENES)
    open_scene(qtbot, window, keys[0])
    qtbot.waitUntil(window.scene_strip.isVisible)
    window.scene_strip.setFocus()
    qtbot.keyClick(window.scene_strip, Qt.Key.Key_Right)
    assert window.scenes.scene.key == keys[1]
    qtbot.keyClick(window.scene_strip, Qt.Key.Key_Left)
    qtbot.keyClick(window.scene_strip, Qt.Key.Key_Left)
    assert window.scenes.scene.key == keys[-1]
    qtbot.keyClick(window.scene_strip, Qt.Key.Key_Escape)
    assert window.scenes.scene is None
    assert not window.scene_strip.isVisible()
    assert badges(window) == []
    assert window.session.playing


def test_undo_brings_back_what_ran_before(qtbot, window):
    before = window.session.plan.config
    open_scene(qtbot, window, "cures")
    assert SCENES["cures"].title in window.actions_by_key["undo"].text()
    window.actions_by_key["undo"].trigger()
    assert [lane.config for lane in window.session.plan.setup] == [before]
    assert window.scenes.scene is None


def test_undo_brings_back_the_arrangement_of_the_panels_too(qtbot, window):
    window.docks.set_shown("deaths", True)
    before, seen = window.docks.preset, {panel.key for panel in window.docks.seen_panels}
    open_scene(qtbot, window, "cures")
    assert window.docks.preset != before
    window.session.plan.undo()
    assert window.docks.preset == before
    qtbot.waitUntil(lambda: {panel.key for panel in window.docks.seen_panels} == seen, timeout=5_000)


def test_where_lanes_have_gone_until_one_is_left_the_comparison_goes_too(qtbot, window):
    open_scene(qtbot, window, "relu-keeps")
    qtbot.keyClick(window.scene_strip, Qt.Key.Key_Escape)
    assert window.docks.preset == "compare"
    window.session.plan.remove_lane(1)
    assert window.docks.preset == "overview"
    qtbot.waitUntil(lambda: "compare" not in {panel.key for panel in window.docks.seen_panels}, timeout=5_000)


def test_a_user_who_has_arranged_the_panels_since_keeps_them_so(qtbot, window):
    open_scene(qtbot, window, "relu-keeps")
    window.actions_by_key["preset.dying_relu"].trigger()
    window.session.plan.undo()
    assert window.docks.preset == "dying_relu"


def test_undo_ends_a_scene_of_one_lane_too(qtbot, window):
    open_scene(qtbot, window, "vanishing-sigmoid")
    open_scene(qtbot, window, "bad-start")
    window.session.plan.undo()
    assert window.session.plan.config == SCENES["vanishing-sigmoid"].lanes[0].config
    assert window.scenes.scene is None


def test_another_session_ends_the_scene(qtbot, window, tmp_path):
    open_scene(qtbot, window, "vanishing-sigmoid")
    window.session.save_session(tmp_path / "mine.actviz")
    qtbot.waitUntil((tmp_path / "mine.actviz").exists, timeout=10_000)
    window.session.recordings.open([tmp_path / "mine.actviz"])
    qtbot.waitUntil(lambda: window.scenes.scene is None, timeout=10_000)


def test_another_data_set_ends_the_scene_and_a_slider_does_not(qtbot, window):
    open_scene(qtbot, window, "vanishing-sigmoid")
    window.session.plan.set(learning_rate=0.07)
    assert window.scenes.scene is not None
    window.session.plan.use_dataset("spiral")
    assert window.scenes.scene is None


def test_with_settings_of_ones_own_the_captions_say_nothing_of_the_scenes_run(qtbot, window):
    open_scene(qtbot, window, "vanishing-sigmoid")
    before, height = captions(window)[1].text().partition(":")[0], window.scene_strip.height()
    window.session.plan.set(activation="tanh")
    qtbot.waitUntil(lambda: not captions(window)[1].text(), timeout=10_000)
    assert not any(char.isdigit() for char in captions(window)[0].text())
    assert badges(window) == []
    assert window.scene_strip.height() == height
    window.session.plan.undo()
    qtbot.waitUntil(lambda: captions(window)[1].text().startswith(before), timeout=10_000)
    assert {badge.text() for badge in badges(window)} == {"1", "2"}


@pytest.mark.parametrize(("key", "quantity"), [("elu-mean", "mean activation"), ("prelu-learns", "PReLU α")])
def test_the_panel_shows_the_quantity_that_the_captions_speak_of(qtbot, window, key, quantity):
    open_scene(qtbot, window, key)
    panel = window.panels["updates"]
    assert panel in window.docks.seen_panels
    assert panel.quantity.key == quantity
    open_scene(qtbot, window, "early-layers")
    assert panel.quantity.key == "update : weight"


def test_the_same_scene_starts_again(qtbot, window):
    open_scene(qtbot, window, "vanishing-sigmoid")
    run = window.session.lanes[0].facts.run
    window.scenes.open("vanishing-sigmoid")
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.run > run, timeout=10_000)
    assert window.scene_strip.isVisible()


def test_the_buttons_beside_the_menus_open_scenes_and_the_menu_lists_all(qtbot, window):
    buttons = {button.text(): button for button in window.scene_buttons.findChildren(QToolButton)}
    qtbot.mouseClick(buttons["Dying ReLU"], Qt.MouseButton.LeftButton)
    assert window.scenes.scene is SCENES["rate-kills"]
    menu = window.actions_by_key.menu("Scenes")
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()  # a second time lists none twice
    listed = [action for action in menu.actions() if action.text() in {scene.title for scene in SCENES.values()}]
    assert [action.text() for action in listed] == [scene.title for scene in SCENES.values()]
    listed[0].trigger()
    assert window.scenes.scene is next(iter(SCENES.values()))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_claim_has_a_button_in_sight_at_1280(qtbot, window, theme):
    window.appearance.set_theme(theme)
    buttons = window.scene_buttons.findChildren(QToolButton)
    qtbot.waitUntil(lambda: all(button.isVisible() for button in buttons))
    assert len(buttons) == len(window.scene_buttons.FIRST) + 1
    assert all(button.width() > button.fontMetrics().horizontalAdvance(button.text()) for button in buttons)
    assert window.scene_buttons.geometry().right() <= window.menuBar().width()


def test_a_scene_that_cannot_be_read_is_told_of_and_what_runs_goes_on(window, monkeypatch):
    def broken(key):
        fault = f"{key}.toml, line 7: hidden is wrong"
        raise BadInput(fault)

    monkeypatch.setattr("actviz.ui.window.scene_show.scene_of", broken)
    facts = window.session.lanes[0].facts
    window.scenes.open("cures")
    assert "line 7" in window.messages.text
    assert window.session.lanes[0].facts is facts
    assert window.scenes.scene is None


def test_the_keys_of_the_buttons_are_scenes(window):
    assert {key for key, _ in window.scene_buttons.FIRST} <= SCENES.keys()


def test_new_begins_with_what_a_first_start_shows(window):
    window.actions_by_key["new"].trigger()
    assert window.scenes.scene is SCENES[FIRST] is next(iter(SCENES.values()))
    assert window.session.plan.config == first_example()
