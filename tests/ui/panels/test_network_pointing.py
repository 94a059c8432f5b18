"""The Network panel while the mouse is at a unit, with several lanes, and while its drops move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from network_lanes import centre_of, lane
from PySide6.QtCore import QPoint, Qt

from actviz.app.lanes import Selection
from actviz.ui.panels.network import NetworkPanel, fills


@pytest.fixture
def panel(show_panel):
    return show_panel(NetworkPanel, 640, 420)


def test_pointing_at_a_tile_tells_the_other_panels_and_dims_the_rest(panel, qtbot):
    panel.draw([lane()], Selection())
    before = panel.canvas.grab().toImage()
    far = centre_of(panel, 3, 0)
    with qtbot.waitSignal(panel.unit_pointed) as caught:
        qtbot.mouseMove(panel.canvas, centre_of(panel, 1, 2))
    assert caught.args == [Selection(1, 2, 0)]
    dimmed = panel.canvas.grab().toImage()
    assert dimmed.pixelColor(centre_of(panel, 1, 2)) == before.pixelColor(centre_of(panel, 1, 2))
    assert dimmed.pixelColor(far) != before.pixelColor(far)
    with qtbot.waitSignal(panel.unit_pointed) as caught:
        qtbot.mouseMove(panel.canvas, QPoint(4, 4))
    assert caught.args == [None]
    assert panel.canvas.grab().toImage() == before


def test_the_maps_are_measured_while_the_mouse_is_at_a_tile_that_does_not_show_them(panel, qtbot):
    panel.draw([lane()], Selection())
    panel.fill_switch.entries[fills.MEAN].trigger()
    assert "unit_maps" not in panel.needs
    qtbot.mouseMove(panel.canvas, centre_of(panel, 1, 2))
    assert "unit_maps" in panel.needs


def test_a_unit_that_is_gone_is_no_longer_pointed_at(panel, qtbot):
    panel.draw([lane("vanishing")], Selection())
    qtbot.mouseMove(panel.canvas, centre_of(panel, 12, 7))
    with qtbot.waitSignal(panel.unit_pointed) as caught:
        panel.draw([lane("small")], Selection())
    assert caught.args == [None]


def test_four_lanes_are_folded_and_their_units_can_still_be_clicked(panel, qtbot):
    panel.draw([lane("small", i) for i in range(4)], Selection())
    assert all(picture.geometry.folded for picture in panel.canvas.pictures)
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=centre_of(panel, 2, 3, picture=2))
    assert caught.args == [2, 3]
    panel.header.show()
    assert not panel.edge_switch.isVisible()  # there are no lines to choose for
    panel.draw([lane("small", i) for i in range(2)], Selection())
    assert panel.edge_switch.isVisible()
    assert not any(picture.geometry.folded for picture in panel.canvas.pictures)


@pytest.mark.parametrize(("kind", "height", "shows"), [("small", 420, True), ("vanishing", 120, False)])
def test_folded_lanes_show_the_units_maps_where_their_tiles_are_large(show_panel, kind, height, shows):
    panel = show_panel(NetworkPanel, 640, height)
    for _ in range(2):
        panel.draw([lane(kind, i) for i in range(4)], Selection())
    assert ("unit_maps" in panel.needs) == shows
    assert panel.fill_switch.isVisibleTo(panel.header) == shows


@pytest.mark.parametrize(("height", "folded"), [(420, False), (135, True)])
def test_two_lanes_are_folded_where_they_would_be_too_low_for_edges(show_panel, height, folded):
    panel = show_panel(NetworkPanel, 520, height)
    panel.draw([lane("small", i) for i in range(2)], Selection())
    shapes = [picture.geometry for picture in panel.canvas.pictures]
    assert [shape.folded for shape in shapes] == [folded, folded]
    assert min(column.smaller_side for shape in shapes for column in shape.columns[1:-1]) >= 8


def test_drops_move_while_steps_are_taken_and_can_be_switched_off(panel):
    view = lane()
    panel.draw([view], Selection())
    drops = panel.canvas.pictures[0].drops
    panel.canvas.repaint()
    start = drops.along.copy()
    panel.canvas.repaint()
    assert (drops.along == start).all()  # paused
    panel.draw([replace(view, snapshot=replace(view.snapshot, step=4))], Selection())
    panel.canvas.repaint()
    moved = drops.along.copy()
    assert (moved != start).any()
    action = next(a for a in panel.menu.actions() if "Drops" in a.text())
    action.trigger()
    panel.draw([replace(view, snapshot=replace(view.snapshot, step=5))], Selection())
    panel.canvas.repaint()
    assert (drops.along == moved).all()
