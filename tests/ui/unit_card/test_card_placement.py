"""Where the card of a unit is: beside the unit, never on it, and inside the window."""

import itertools

import pytest
from PySide6.QtCore import QRect, QSize

from actviz.ui.unit_card.placement import beside

CARD = QSize(360, 322)
WINDOWS = [(1000, 560), (1024, 640), (1280, 800), (2560, 1440)]


@pytest.mark.parametrize(
    ("window", "at", "size"),
    list(itertools.product(WINDOWS, [(0.0, 0.1), (0.25, 0.5), (0.5, 0.5), (0.75, 0.9), (1.0, 0.0)], [3, 20, 72])),
)
def test_the_card_covers_no_tile_and_is_not_cut(window, at, size):
    room = QRect(0, 0, *window)
    target = QRect(round(at[0] * (window[0] - size)), round(at[1] * (window[1] - size)), size, size)
    place = beside(CARD, target, room)
    card = QRect(place.corner, CARD)
    assert not card.intersects(target)
    assert room.contains(card)


def test_a_row_as_wide_as_a_panel_is_not_covered_either():
    room, row = QRect(0, 0, 1024, 640), QRect(236, 500, 196, 21)
    assert not QRect(beside(CARD, row, room).corner, CARD).intersects(row)


def test_the_card_is_on_the_side_that_has_room():
    room = QRect(0, 0, 1000, 560)
    assert beside(CARD, QRect(100, 200, 20, 20), room).pointing == "left"
    assert beside(CARD, QRect(900, 200, 20, 20), room).pointing == "right"
    assert beside(QSize(800, 300), QRect(450, 20, 100, 20), room).pointing == "up"
    assert beside(QSize(800, 300), QRect(450, 500, 100, 20), room).pointing == "down"
