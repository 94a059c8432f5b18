"""The list of the units that died: what is in it, its filter and order, and that it leaves the user where they are."""

import dataclasses
from functools import cache

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from actviz.app.lanes import LaneView, Selection
from actviz.training import RunConfig, Trainer
from actviz.training.snapshot import Cause, UnitEvent
from actviz.ui.actions.keys import has_use_for
from actviz.ui.panels.deaths.panel import Deaths
from actviz.ui.panels.deaths.unit_list import ROW_PX
from actviz.ui.panels.deaths.unit_table import CAUSE, LAST, LAYER, NOW, UNIT, WHAT

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
    """Return n deaths, each of another unit."""
    return [UnitEvent(i + 1, 1 + i // 12, i % 12, "death", i, i + 1) for i in range(start, start + n)]


@pytest.fixture
def panel(show_panel):
    return show_panel(Deaths, 480, 260)


def choose(box, key):
    box.setCurrentIndex(box.findData(key))


def listed(panel):
    return list(panel.model.lives)


def died(step, layer, unit, own=0.0, inputs=0.0):
    """Return a death whose cause moved z from 0.1 by these; without one, a death of unknown cause."""
    z = 0.1 + own + inputs
    cause = Cause(step - 1, step, 0, 0.1, z, own, own / 2, inputs, 0.3, 1e-2) if own or inputs else None
    return UnitEvent(step, layer, unit, "death", step - 1, step, cause)


def flickering(layer, unit, steps):
    """Return the deaths of a unit at these steps, each followed by a revival."""
    events = []
    for step in steps:
        events += [died(step, layer, unit), UnitEvent(step + 1, layer, unit, "revival", step, step)]
    return events


def test_there_is_one_row_for_each_unit_that_died_the_latest_first(panel):
    panel.draw([lane()], Selection())
    events = [e for e in lane().history.events if e.kind != "revival"]
    latest = {(e.layer, e.unit): e.step for e in events}
    assert {(life.layer, life.unit): life.latest.step for life in listed(panel)} == latest
    steps = [life.latest.step for life in listed(panel)]
    assert steps == sorted(steps, reverse=True)
    deaths = sum(e.kind == "death" for e in events)
    assert sum(life.deaths for life in listed(panel)) == deaths


def test_a_unit_that_flickers_is_one_row_that_says_how_often_it_died_and_when_last(panel):
    panel.draw([with_events(lane(), [*flickering(8, 6, range(10, 420, 10)), died(415, 2, 3)])], Selection())
    assert len(listed(panel)) == 2
    panel.resize(720, 260)
    row = panel.model.row_of(("A", 8, 6))
    assert panel.model.index(row, WHAT).data() == "flickers, died 41 times"
    assert panel.model.index(row, LAST).data() == "410"
    tip = panel.model.index(row, LAYER).data(Qt.ItemDataRole.ToolTipRole)
    for part in ("layer 8, unit 7", "41 times", "last at 410"):
        assert part in tip.lower()


def test_the_line_above_counts_what_happened(panel):
    panel.draw([lane()], Selection())
    counts = lane().snapshot.counts
    for number in (counts.deaths, counts.revivals, counts.born_dead):
        assert f"{number:,} " in panel.counts.text()


def test_as_many_are_dead_now_as_the_census_has_dead_units(panel):
    panel.draw([lane()], Selection())
    choose(panel.kind_box, "dead")
    assert len(listed(panel)) == lane().snapshot.n_dead
    assert panel.model.index(0, NOW).data() == "dead"
    choose(panel.kind_box, "back")
    assert not any(life.is_dead for life in listed(panel))


def test_units_dead_from_the_start_and_those_that_flicker_can_be_listed_alone(panel):
    born = UnitEvent(0, 1, 4, "born dead", 0, 0)
    panel.draw([with_events(lane(), [born, *flickering(8, 6, (10, 20, 30)), died(40, 2, 3)])], Selection())
    choose(panel.kind_box, "start")
    assert [(life.layer, life.unit) for life in listed(panel)] == [(1, 4)]
    choose(panel.kind_box, "flickers")
    assert [(life.layer, life.unit) for life in listed(panel)] == [(8, 6)]


def test_layer_and_cause_filter_too(panel):
    panel.draw([with_events(lane(), [died(3, 5, 2, own=-0.5), died(7, 5, 4, inputs=-0.5), died(9, 2, 1)])], Selection())
    choose(panel.layer_box, "5")
    assert [life.unit for life in listed(panel)] == [4, 2]
    choose(panel.layer_box, "0")
    for key, unit in (("own", 2), ("earlier", 4), ("unknown", 1)):
        choose(panel.cause_box, key)
        assert [life.unit for life in listed(panel)] == [unit]


def test_a_click_on_a_columns_name_sorts_by_it(qtbot, panel):
    panel.draw([with_events(lane(), [died(3, 5, 2), died(7, 1, 4), died(9, 3, 1)])], Selection())
    header = panel.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(LAYER) + 10, header.height() // 2)
    orders = []
    for _ in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append([life.layer for life in listed(panel)])
    assert sorted(orders) == [[1, 3, 5], [5, 3, 1]]


def click(qtbot, panel, row):
    where = panel.view.visualRect(panel.model.index(row, LAYER)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_a_click_on_a_row_follows_its_unit_and_opens_its_life(qtbot, panel):
    panel.draw([lane()], Selection())
    life = listed(panel)[2]
    with qtbot.waitSignal(panel.selected) as selected, qtbot.waitSignal(panel.unit_opened) as opened:
        click(qtbot, panel, 2)
    assert selected.args == [life.layer, life.unit]
    assert opened.args == [life.layer, life.unit, 0]
    port, row = panel.unit_place(life.layer, life.unit, 0)
    assert port is panel.view.viewport()
    assert row.contains(panel.view.visualRect(panel.model.index(2, LAYER)).center())


def test_return_opens_the_life_of_the_row_and_other_keys_are_left_to_the_window(qtbot, panel):
    panel.draw([lane()], Selection())
    panel.view.setCurrentIndex(panel.model.index(1, LAYER))
    with qtbot.waitSignal(panel.unit_opened):
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    space = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
    assert not has_use_for(panel.view, space)
    panel.view.keyPressEvent(space)
    assert not space.isAccepted()


def test_the_unit_that_is_followed_is_marked_without_being_picked_again(qtbot, panel):
    panel.draw([lane()], Selection())
    life = listed(panel)[4]
    with qtbot.assertNotEmitted(panel.selected):
        panel.draw([lane()], Selection(life.layer, life.unit))
    assert listed(panel)[panel.view.currentIndex().row()] is life


def test_rows_keep_their_order_while_the_keyboard_is_in_the_list(qtbot, panel):
    panel.draw([with_events(lane(), many(40))], Selection())
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    panel.view.setCurrentIndex(panel.model.index(12, LAYER))
    before = [life.key for life in listed(panel)]
    again = [died(500, 1, 0), died(501, 8, 11)]
    with qtbot.assertNotEmitted(panel.selected):
        panel.draw([with_events(lane(), many(40) + again)], Selection())
    assert [life.key for life in listed(panel)][:40] == before
    assert panel.view.currentIndex().row() == 12
    panel.view.clearFocus()
    panel.draw([with_events(lane(), [*many(40), *again, died(502, 8, 10)])], Selection())
    assert [life.latest.step for life in listed(panel)[:3]] == [502, 501, 500]


def test_a_cause_found_later_is_shown_at_its_unit(panel):
    known = died(7, 5, 4, inputs=-0.5)
    panel.draw([with_events(lane(), [dataclasses.replace(known, cause=None)])], Selection())
    assert panel.model.index(0, CAUSE).data() == "unknown"
    panel.draw([with_events(lane(), [known])], Selection())
    assert "earlier layers" in panel.model.index(0, CAUSE).data()


def test_a_list_changed_altogether_keeps_the_followed_row(panel):
    panel.draw([with_events(lane(), many(60))], Selection())
    panel.view.setCurrentIndex(panel.model.index(20, LAYER))
    followed = listed(panel)[20]
    choose(panel.layer_box, str(followed.layer))
    assert listed(panel)[panel.view.currentIndex().row()].key == followed.key


def test_forgotten_events_are_owned_up_to(panel):
    history = dataclasses.replace(lane().history, first_event=5000)
    panel.draw([dataclasses.replace(lane(), history=history)], Selection())
    assert "the latest" in panel.counts.text()


def test_several_lanes_are_named(panel):
    panel.draw([lane(), dataclasses.replace(lane(200), index=1, name="B")], Selection())
    names = {panel.model.index(i, WHAT).data().split()[0] for i in range(len(listed(panel)))}
    assert names == {"A", "B"}


def test_the_table_has_a_row_for_each_listed_unit_and_one_where_there_is_none(panel):
    panel.draw([lane()], Selection())
    assert len(panel.table()) == 1 + len(listed(panel))
    panel.draw([with_events(lane(), [])], Selection())
    assert "none so far" in panel.table()[1]


def test_units_count_from_1_in_the_list_its_tips_and_the_table(panel):
    panel.draw([with_events(lane(), many(1))], Selection())
    assert (listed(panel)[0].layer, listed(panel)[0].unit) == (1, 0)
    assert panel.model.index(0, UNIT).data() == "1"
    assert "Layer 1, unit 1" in panel.model.index(0, UNIT).data(Qt.ItemDataRole.ToolTipRole)
    assert panel.table()[1][2] == 1


@pytest.mark.parametrize("width", [206, 250, 480, 700])
def test_a_panel_of_any_width_has_room_for_what_its_rows_say(panel, width):
    panel.draw([with_events(lane(), [*flickering(8, 6, range(10, 420, 10)), died(9, 5, 4, own=-0.5)])], Selection())
    panel.resize(width, 260)
    metrics = panel.view.fontMetrics()
    for column in range(panel.model.columnCount()):
        if not panel.view.isColumnHidden(column):
            texts = [panel.model.index(row, column).data() for row in range(2)]
            assert max(map(metrics.horizontalAdvance, texts)) + 8 <= panel.view.columnWidth(column)


@pytest.mark.parametrize("height", range(240, 262, 7))
def test_no_row_is_cut_through(qtbot, panel, height):
    panel.draw([lane()], Selection())
    panel.resize(250, height)
    qtbot.waitUntil(lambda: panel.view.viewport().height() % ROW_PX == 0)


@pytest.mark.parametrize("width", [206, 250])
def test_each_filter_has_room_for_its_entry_in_a_narrow_panel(qtbot, panel, width):
    panel.draw([lane()], Selection())
    panel.resize(width, 260)
    boxes = [box for box in (panel.kind_box, panel.layer_box, panel.cause_box) if box.isVisible()]
    assert len(boxes) >= 2
    qtbot.waitUntil(lambda: all(b.width() >= b.fontMetrics().horizontalAdvance(b.currentText()) + 16 for b in boxes))
