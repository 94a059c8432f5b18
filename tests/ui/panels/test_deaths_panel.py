"""The list of deaths: what is in it, its filter, and that it leaves the user where they are."""

import dataclasses
from functools import cache

import pytest
from PySide6.QtCore import Qt

from actviz.app.lanes import LaneView, Selection
from actviz.training import RunConfig, Trainer
from actviz.training.snapshot import Cause, UnitEvent
from actviz.ui.panels.deaths.event_table import CAUSE, NOW, STEP, UNIT, WHAT, Filter, still_dead
from actviz.ui.panels.deaths.panel import ROW_PX, Deaths

DYING = RunConfig(hidden=(12,) * 8, learning_rate=0.3, momentum=0.5, seed=3)


@cache
def lane(steps=300, index=0):
    trainer = Trainer(DYING)
    trainer.advance(steps)
    snapshot = trainer.measure()
    return LaneView(index, "ABCD"[index], trainer.facts, snapshot, trainer.history.view().with_now(snapshot))


def with_events(view, events):
    return dataclasses.replace(view, history=dataclasses.replace(view.history, events=tuple(events)))


def many(n, start=0):
    return [UnitEvent(start + i + 1, 1 + i % 8, i % 12, "death", start + i, start + i + 1) for i in range(n)]


@pytest.fixture
def panel(show_panel):
    return show_panel(Deaths, 480, 260)


def choose(box, key):
    box.setCurrentIndex(box.findData(key))


def listed(panel):
    return list(panel.model.events)


def test_deaths_are_listed_the_newest_first_with_their_causes(panel):
    panel.draw([lane()], Selection())
    deaths = [e for e in lane().history.events if e.kind != "revival"]
    assert listed(panel) == deaths[::-1]
    row = next(i for i, e in enumerate(listed(panel)) if e.cause is not None)
    panel.resize(720, 260)
    text = panel.model.index(row, CAUSE).data()
    assert "own step " in text
    assert "layers below " in text
    assert "learning rate 0.3" in panel.model.index(row, CAUSE).data(Qt.ItemDataRole.ToolTipRole).lower()


def test_the_line_above_counts_what_happened(panel):
    panel.draw([lane()], Selection())
    counts = lane().snapshot.counts
    assert panel.counts.text() == (f"{counts.deaths} died · {counts.revivals} revived · {counts.born_dead} born dead")


@pytest.mark.parametrize(
    ("kind", "passes"),
    [
        ("all", lambda _: True),
        ("revivals", lambda e: e.kind == "revival"),
        ("born", lambda e: e.kind == "born dead"),
        ("still", lambda e: still_dead(lane(), e)),
    ],
)
def test_the_kind_filters(panel, kind, passes):
    panel.draw([lane()], Selection())
    choose(panel.kind_box, kind)
    assert listed(panel) == [e for e in reversed(lane().history.events) if passes(e)]
    assert listed(panel)


def test_as_many_are_still_dead_as_the_census_has_dead_units(panel):
    panel.draw([lane()], Selection())
    choose(panel.kind_box, "still")
    assert len(listed(panel)) == lane().snapshot.n_dead
    assert panel.model.index(0, NOW).data() == "still dead"


def died(step, layer, unit, own=0.0, inputs=0.0):
    """Return a death whose cause moved z from 0.1 by these; without one, a death of unknown cause."""
    z = 0.1 + own + inputs
    cause = Cause(step - 1, step, 0, 0.1, z, own, own / 2, inputs, 0.3, 1e-2) if own or inputs else None
    return UnitEvent(step, layer, unit, "death", step - 1, step, cause)


def test_layer_and_cause_filter_too(panel):
    by_own, by_inputs, unknown = died(3, 5, 2, own=-0.5), died(7, 5, 4, inputs=-0.5), died(9, 2, 1)
    panel.draw([with_events(lane(), [by_own, by_inputs, unknown])], Selection())
    choose(panel.layer_box, "5")
    assert listed(panel) == [by_inputs, by_own]
    choose(panel.layer_box, "0")
    for key, event in (("own", by_own), ("below", by_inputs), ("unknown", unknown)):
        choose(panel.cause_box, key)
        assert listed(panel) == [event]


def test_a_click_on_a_row_follows_its_unit(qtbot, panel):
    panel.draw([lane()], Selection())
    event = listed(panel)[2]
    where = panel.view.visualRect(panel.model.index(2, STEP)).center()
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert caught.args == [event.layer, event.unit]


def test_the_unit_that_is_followed_is_marked_without_being_picked_again(qtbot, panel):
    panel.draw([lane()], Selection())
    event = listed(panel)[4]
    with qtbot.assertNotEmitted(panel.selected):
        panel.draw([lane()], Selection(event.layer, event.unit))
    marked = listed(panel)[panel.view.currentIndex().row()]
    assert (marked.layer, marked.unit) == (event.layer, event.unit)


def test_new_events_leave_the_user_at_the_row_they_look_at(qtbot, panel):
    old = many(200)
    panel.draw([with_events(lane(), old)], Selection())
    bar = panel.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 150)
    bar.setValue(60)
    panel.view.setCurrentIndex(panel.model.index(62, STEP))
    with qtbot.assertNotEmitted(panel.selected):
        panel.draw([with_events(lane(), old[20:] + many(30, start=200))], Selection())
    assert bar.value() == 90
    assert listed(panel)[panel.view.currentIndex().row()].step == 200 - 62
    assert [e.step for e in listed(panel)] == list(range(230, 20, -1))


def test_the_top_of_the_list_stays_at_the_newest(panel):
    panel.draw([with_events(lane(), many(100))], Selection())
    panel.draw([with_events(lane(), many(120))], Selection())
    assert panel.view.verticalScrollBar().value() == 0


def test_a_cause_found_later_is_shown_at_its_death(panel):
    known = next(e for e in lane().history.events if e.cause is not None)
    events = list(lane().history.events)
    events[events.index(known)] = dataclasses.replace(known, cause=None)
    panel.draw([with_events(lane(), events)], Selection())
    row = panel.model.place_of(known)
    assert panel.model.index(row, CAUSE).data() == "unknown"
    panel.draw([lane()], Selection())
    assert panel.model.index(row, CAUSE).data() in ("own step", "layers below")


def test_a_list_changed_altogether_keeps_the_followed_row(panel):
    panel.draw([with_events(lane(), many(150))], Selection())
    panel.view.setCurrentIndex(panel.model.index(70, STEP))
    followed = listed(panel)[70]
    choose(panel.layer_box, str(followed.layer))
    assert listed(panel)[panel.view.currentIndex().row()] is followed


def test_forgotten_events_are_owned_up_to(panel):
    history = dataclasses.replace(lane().history, first_event=5000)
    panel.draw([dataclasses.replace(lane(), history=history)], Selection())
    assert "the latest" in panel.counts.text()


def test_several_lanes_are_named(panel):
    panel.draw([lane(), dataclasses.replace(lane(200), index=1, name="B")], Selection())
    names = {panel.model.index(i, WHAT).data().split(":")[0] for i in range(len(listed(panel)))}
    assert names == {"A", "B"}


def test_the_table_has_a_row_for_each_listed_event_and_one_where_there_is_none(panel):
    panel.draw([lane()], Selection())
    assert len(panel.table()) == 1 + len(listed(panel))
    panel.draw([with_events(lane(), [])], Selection())
    assert panel.table()[1][4] == "none so far"


def test_units_count_from_1_in_the_list_its_tips_and_the_table(panel):
    panel.draw([with_events(lane(), many(1))], Selection())
    assert (listed(panel)[0].layer, listed(panel)[0].unit) == (1, 0)
    assert panel.model.index(0, UNIT).data() == "1"
    assert "Unit 1 of layer 1" in panel.model.index(0, UNIT).data(Qt.ItemDataRole.ToolTipRole)
    assert panel.table()[1][3] == "1"


def test_a_narrow_panel_keeps_step_layer_unit_and_cause(panel):
    panel.draw([lane()], Selection())
    panel.resize(270, 260)
    assert panel.view.isColumnHidden(NOW)
    assert panel.view.isColumnHidden(WHAT)
    assert not panel.view.isColumnHidden(CAUSE)


def test_a_narrow_panel_names_the_larger_part_and_leaves_the_numbers_to_the_tip(panel):
    panel.draw([lane()], Selection())
    panel.resize(250, 260)
    row = next(i for i, e in enumerate(listed(panel)) if e.cause is not None)
    cause = listed(panel)[row].cause
    assert panel.model.index(row, CAUSE).data() == ("layers below" if cause.by_inputs else "own step")
    assert "own weights" in panel.model.index(row, CAUSE).data(Qt.ItemDataRole.ToolTipRole)
    assert "own step" in panel.table()[1 + row][5]


@pytest.mark.parametrize("height", range(240, 262, 7))
def test_no_row_is_cut_through(qtbot, panel, height):
    panel.draw([lane()], Selection())
    panel.resize(250, height)
    qtbot.waitUntil(lambda: panel.view.viewport().height() % ROW_PX == 0)


def test_each_filter_has_room_for_its_entry_in_a_narrow_panel(panel):
    panel.draw([lane()], Selection())
    panel.resize(250, 260)
    boxes = panel.kind_box, panel.layer_box, panel.cause_box
    assert all(b.width() >= b.fontMetrics().horizontalAdvance(b.currentText()) + 16 for b in boxes)


def test_a_filter_passes_nothing_of_an_empty_history():
    assert Filter().events(with_events(lane(), [])) == []
