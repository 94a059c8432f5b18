"""Lane tabs, the timeline and their commands in the real window, with clicks and keys."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics
from PySide6.QtWidgets import QApplication

from actviz.app.lanes import LaneSpec, LaneView
from actviz.recording.recorded import Origin
from actviz.training import RunConfig, Trainer
from actviz.training.config.change import Change
from actviz.training.snapshot import UnitEvent
from actviz.ui.controls.lane_tabs import fitting, own_texts
from actviz.ui.theme import theme
from actviz.ui.timeline.events import Mark, Marks, change_flag
from actviz.ui.timeline.run_picture import BASE_PX
from actviz.ui.timeline.timeline import Timeline
from actviz.ui.timeline.track import Track

SMALL = RunConfig(hidden=(4, 4), n_examples=40)  # what the window trains


def names(window):
    return [tab.text() for tab in window.controls.lanes.tabs if tab.isVisible()]


def trained(qtbot, window, n):
    window.session.step(n)
    qtbot.waitUntil(lambda: all(lane.newest == n for lane in window.session.lanes))
    qtbot.waitUntil(lambda: window.session.view.shows(window.frames.needs))


def click_at(qtbot, track, step):
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(track.place_of(step), 20))


def test_a_lane_is_added_chosen_and_removed_with_the_mouse(qtbot, window):
    assert names(window) == ["A"]
    qtbot.mouseClick(window.controls.lanes.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2)
    assert names(window) == ["A", "B"]
    qtbot.mouseClick(window.controls.lanes.tabs[0], Qt.MouseButton.LeftButton)
    assert window.session.plan.current == 0
    menu = window.controls.lanes.menu_of(1)
    next(a for a in menu.actions() if a.text() == "Remove").trigger()
    qtbot.waitUntil(lambda: len(window.session.lanes) == 1)
    assert names(window) == ["A"]
    menu.close()


def setup_of(*configs):
    return tuple(LaneSpec(i, i, "ABCD"[i], config) for i, config in enumerate(configs))


def test_a_tab_says_what_tells_its_lane_from_the_others():
    setup = setup_of(SMALL.replace(activation="sigmoid"), SMALL.replace(activation="tanh"))
    assert [own_texts(setup, place) for place in (0, 1)] == [("Sigmoid",), ("tanh",)]
    setup = setup_of(SMALL.replace(learning_rate=0.1), SMALL.replace(learning_rate=0.5, activation="elu"))
    assert [own_texts(setup, place) for place in (0, 1)] == [("ReLU", "rate 0.1"), ("ELU", "rate 0.5")]


def test_a_tab_does_not_say_again_what_its_lane_s_name_says():
    configs = SMALL.replace(activation="sigmoid"), SMALL.replace(activation="tanh")
    setup = tuple(
        LaneSpec(i, i, name, config) for i, (name, config) in enumerate(zip(("Sigmoid", "B"), configs, strict=True))
    )
    assert [own_texts(setup, place) for place in (0, 1)] == [(), ("tanh",)]


def test_a_tab_says_what_its_lane_is_where_nothing_differs():
    assert own_texts(setup_of(SMALL, SMALL), 0) == ("ReLU", f"rate {SMALL.learning_rate:g}")


def test_a_copy_with_the_same_settings_says_where_it_comes_from_until_something_differs():
    first = LaneSpec(1, 0, "A", SMALL)
    branch, copy = LaneSpec(2, 1, "B", SMALL, Origin(1, 1200)), LaneSpec(3, 2, "C", SMALL, Origin(1))
    setup = first, branch, copy
    assert [own_texts(setup, place) for place in (1, 2)] == [("from step 1,200",), ("copy of A",)]
    assert own_texts((branch, copy), 1) == ("a copy",)
    faster = replace(branch, config=SMALL.replace(learning_rate=0.5))
    assert own_texts((first, faster), 1) == ("rate 0.5",)


def test_a_tab_writes_whole_words_only_and_counts_the_rest(qtbot):
    metrics = QFontMetrics(QApplication.font())
    details = ("ReLU", "rate 0.1", "momentum 0.9")
    wide = metrics.horizontalAdvance(", ".join(details))
    assert fitting(details, True, wide, metrics) == ", ".join(details)
    assert fitting(details, True, wide - 1, metrics) == "ReLU, rate 0.1 +1"
    assert fitting(details, False, metrics.horizontalAdvance("ReLU"), metrics) == "ReLU"
    assert fitting(details, True, 3, metrics) == ""
    del qtbot


def test_a_click_in_the_gallery_changes_the_chosen_lane_alone(qtbot, window):
    window.session.plan.add_lane()
    window.controls.changed.emit({"activation": "sigmoid"})
    assert [spec.config.activation for spec in window.session.plan.setup] == ["relu", "sigmoid"]
    qtbot.mouseClick(window.controls.lanes.all_box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    window.controls.changed.emit({"activation": "elu"})
    assert [spec.config.activation for spec in window.session.plan.setup] == ["elu", "elu"]


def test_weights_are_drawn_apart_and_together(qtbot, window):
    window.session.plan.add_lane()
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2)
    box = window.controls.lanes.weights_box
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert [spec.config.weights_draw for spec in window.session.plan.setup] == [0, 1]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert [spec.config.weights_draw for spec in window.session.plan.setup] == [0, 0]


def test_the_table_lists_exactly_what_differs(qtbot, window):
    window.session.plan.add_lane(activation="tanh", learning_rate=0.5)
    window.actions_by_key["differences"].trigger()
    dialog = window.side_by_side.differences.dialog
    table = dialog.table
    rows = {
        table.verticalHeaderItem(r).text(): [table.item(r, c).text() for c in range(table.columnCount())]
        for r in range(table.rowCount())
    }
    assert rows == {"Activation": ["ReLU", "tanh"], "Learning rate": ["0.1", "0.5"]}
    window.session.plan.set(weight_decay=0.01)
    assert table.rowCount() == 3
    dialog.close()
    qtbot.waitUntil(lambda: window.side_by_side.differences.dialog is None)


def test_a_click_on_the_timeline_shows_the_run_as_it_was_then(qtbot, window):
    trained(qtbot, window, 80)
    click_at(qtbot, window.timeline.track, 40)
    step = window.session.view.cursor
    assert abs(step - 40) <= 1
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == step)
    qtbot.waitUntil(lambda: window.top_bar.step.value == str(step))
    assert window.timeline.where.text() == f"Step {step} of 80: the past"
    qtbot.mouseClick(window.timeline.newest, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 80)


def test_frames_come_at_once_while_a_step_gone_back_to_is_awaited(qtbot, window):
    trained(qtbot, window, 80)
    at_rest = window.frames.timer.interval()
    click_at(qtbot, window.timeline.track, 40)
    assert window.frames.timer.interval() < at_rest
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == window.session.view.cursor)
    qtbot.waitUntil(lambda: window.frames.timer.interval() == at_rest)


def test_keys_move_along_the_timeline(qtbot, window):
    trained(qtbot, window, 50)
    track = window.timeline.track
    track.setFocus()
    for key, step in ((Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        qtbot.keyClick(track, key)
        assert window.session.view.cursor == step
    qtbot.keyClick(track, Qt.Key.Key_End)
    assert window.session.view.cursor is None


def test_a_branch_goes_on_from_the_step_on_show(qtbot, window):
    trained(qtbot, window, 60)
    window.session.travel(20)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 20)
    qtbot.mouseClick(window.timeline.branch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [lane.snapshot.step for lane in window.session.lanes] == [60, 20])
    assert window.session.plan.current == 1
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(window.session.lanes) == 1)


def test_undo_says_what_it_would_take_back(window):
    window.session.plan.set(learning_rate=0.3)
    assert window.actions_by_key["undo"].text() == "Undo learning rate"
    window.session.plan.undo()
    assert not window.actions_by_key["undo"].isEnabled()
    assert window.actions_by_key["redo"].text() == "Redo learning rate"


def test_time_panels_have_a_line_at_the_step_on_show(qtbot, window):
    trained(qtbot, window, 60)
    loss = window.panels["loss"]
    assert not loss.cursors[0].line.isVisible()
    window.session.travel(30)
    qtbot.waitUntil(lambda: loss.cursors[0].line.isVisible())
    assert loss.cursors[0].line.value() == 30


def test_the_chips_show_the_chosen_lane(qtbot, window):
    window.session.plan.add_lane(hidden=(4, 4))
    window.session.plan.set(initializer="zeros")
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2)
    qtbot.waitUntil(lambda: window.verdict_bar.gradient_chip.value == "none")
    window.session.plan.edit_lane(0)
    assert window.verdict_bar.gradient_chip.value != "none"


def test_events_are_found_before_and_after_a_step(qtbot):
    track = Track()
    qtbot.addWidget(track)
    track.show_run(100, 100, Marks([Mark(70, "change", "c"), Mark(10, "death", "a"), Mark(10, "death", "b")]))
    assert track.event_before(100) == 70
    assert track.event_before(70) == 10
    assert track.event_before(10) is None
    assert track.event_after(10) == 70
    assert track.event_after(70) is None
    assert "step 10: a\nstep 10: b" in track.tip_at(track.place_of(10))


def test_events_of_several_lanes_are_in_the_order_of_their_steps_and_named_when_asked_for():
    died, revived = UnitEvent(7, 1, 3, "death", 6, 7), UnitEvent(9, 2, 0, "revival", 8, 7)
    born, other = UnitEvent(0, 1, 1, "born dead", 0, 0), UnitEvent(8, 1, 2, "death", 7, 8)
    marks = Marks([Mark(8, "change", "changed: x")], [((born, died, revived), " (A)"), ((other,), " (B)")])
    assert [(mark.step, mark.text) for mark in map(marks.__getitem__, range(len(marks)))] == [
        (7, "layer 1 unit 4 died (A)"),
        (8, "changed: x"),
        (8, "layer 1 unit 3 died (B)"),
        (9, "layer 2 unit 1 revived (A)"),
    ]


def test_the_tip_names_a_change_among_many_deaths(qtbot):
    track = Track()
    qtbot.addWidget(track)
    deaths = [Mark(10, "death", f"unit {i} died") for i in range(50)]
    track.show_run(100, 100, Marks([*deaths, Mark(10, "verdict", "verdict: Layer 3 is dead")]))
    tip = track.tip_at(track.place_of(10))
    assert "Layer 3 is dead" in tip
    assert "… and 45 more" in tip


def test_changes_of_the_verdict_are_marked_and_a_branch_inherits_those_before_it(qtbot, window):
    window.session.plan.set(activation="sigmoid", hidden=(4,) * 8)
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.n_hidden == 8)
    trained(qtbot, window, 300)
    verdicts = window.session.lanes[0].verdict_changes
    assert verdicts[0].title == "The gradient vanishes"
    marks = window.timeline.track.marks
    told = [marks[i] for i in range(len(marks)) if marks[i].kind == "verdict"]
    assert [(mark.step, mark.text) for mark in told] == [(t.step, f"verdict: {t.title}") for t in verdicts]
    window.session.plan.add_lane(step=verdicts[0].step)
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2)
    assert window.session.lanes[1].verdict_changes[0] == verdicts[0]


def test_the_right_end_is_now(qtbot):
    track = Track()
    qtbot.addWidget(track)
    track.resize(400, 42)
    ends = []
    for newest in (1, 70, 1234, 50_001):
        track.show_run(newest, newest, Marks())
        ends.append(track.place_of(newest))
        assert track.step_at(ends[-1]) == newest
    assert len(set(ends)) == 1
    assert ends[0] > 380


def test_the_run_is_painted_with_its_loss_and_dead_units(qtbot, window):
    trained(qtbot, window, 60)
    lanes = window.session.lanes
    pictures = []
    for shown in ((), lanes):
        timeline = Timeline()
        qtbot.addWidget(timeline)
        timeline.resize(600, 70)
        timeline.track.show_run(60, 60, Marks(), shown)
        pictures.append(timeline.track.grab().toImage())
    assert pictures[0] != pictures[1]


def test_flags_say_in_few_words_what_was_changed():
    before = RunConfig(activation="relu", learning_rate=0.1)
    for settings, flag in (
        ({"activation": "tanh"}, "tanh"),
        ({"learning_rate": 0.3}, "rate 0.3"),
        ({"momentum": 0.9, "learning_rate": 0.3}, "2 settings"),
    ):
        assert change_flag(Change(7, before, before.replace(**settings))) == flag


def test_the_timeline_is_a_slider_for_screen_readers(qtbot, window):
    trained(qtbot, window, 60)
    window.session.travel(20)
    track = window.timeline.track
    interface = QAccessible.queryAccessibleInterface(track)
    assert interface.role() == QAccessible.Role.Slider
    assert (track.minimum(), track.maximum(), track.value()) == (0, 60, 20)
    assert track.accessibleDescription() == "step 20 of 60, the past"


def test_a_lane_takes_the_colour_that_is_picked_and_the_other_lane_its_own(qtbot, window):
    window.session.plan.add_lane()
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2)
    menu = window.controls.lanes.menu_of(0)
    colours = next(a.menu() for a in menu.actions() if a.text() == "Colour")
    next(a for a in colours.actions() if a.text() == "Orange").trigger()
    qtbot.waitUntil(lambda: [lane.index for lane in window.session.lanes] == [1, 0])
    assert [tab.index for tab in window.controls.lanes.tabs[:2]] == [1, 0]
    menu.close()


def test_a_run_without_steps_is_painted(qtbot):
    trainer = Trainer(SMALL)
    view = LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view())
    assert not len(view.history.steps)
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.show_lanes((view,), None)
    track = timeline.track
    handle = track.grab().toImage().pixelColor(track.place_of(0), track.height() - BASE_PX)
    assert handle == QColor(theme.current().accent)
