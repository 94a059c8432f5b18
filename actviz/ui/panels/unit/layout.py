"""Where the parts of the Unit panel are: in one column, or beside one another where the panel is wide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

PARTS = ("head", "cause", "histogram", "activity", "map", "incoming", "outgoing")  # the most important first
LEAST_PX = {"histogram": 86, "activity": 84, "map": 104, "incoming": 68, "outgoing": 68}
BEST_PX = {"histogram": 170, "activity": 150, "map": 230, "incoming": 190, "outgoing": 120}
CAUSE_PX = 116
WIDE_PX, CELL_PX, TWO_ROWS_PX = 520, 150, 230
MAP_ROW_PX = (112, 190)  # in one column the map and the incoming weights share a row: least and most
BESIDE_NEED_PX, ROOMY_CELL_PX = 240, 190
LEFT_PX = (230, 330)  # the words' column in a wide panel: least and most
GAP_PX = 4
SENTENCE_LETTERS, OTHER_LETTERS = 125, 25


@dataclass(frozen=True)
class Place:
    """A part's rectangle, in pixels."""

    x: int
    y: int
    width: int
    height: int


def head_height(width: int, line_px: int, letter_px: float, n_others: int = 0) -> int:
    """Return the height of two lines and a sentence of some 125 letters, and of the unit's states in so many other
    lanes; the same whatever is said there.
    """
    letters = SENTENCE_LETTERS + OTHER_LETTERS * n_others
    lines = -(-letters * letter_px // max(60.0, width - 24.0))
    return int(2 * (line_px + 3) + min(5, max(2, lines)) * line_px + 6)


def arrange(width: int, height: int, wanted: Collection[str], head_px: int, head_wide_px: int) -> dict[str, Place]:
    """Return the place of every wanted part that there is room for.

    `head_px` is the height of the words in one column, `head_wide_px` in a wide panel's left one.
    """
    parts = [p for p in PARTS if p in wanted]
    if width < WIDE_PX:
        return _column(0, width, height, parts, head_px)
    left = min(LEFT_PX[1], max(LEFT_PX[0], width // 3))
    with_words = [p for p in parts if p in ("head", "cause")]
    places = _column(0, left, height, with_words, head_wide_px)
    rest = [p for p in parts if p not in with_words]
    taken = max((p.y + p.height for p in places.values()), default=0)
    if height - taken >= LEAST_PX["incoming"] + GAP_PX and "incoming" in rest:
        rest = [p for p in rest if p not in ("incoming", "outgoing")]
        below = _column(0, left, height - taken - GAP_PX, [p for p in ("incoming", "outgoing") if p in parts], 0)
        places |= {name: Place(p.x, p.y + taken + GAP_PX, p.width, p.height) for name, p in below.items()}
    return places | _grid(left, width - left, height, rest)


def _column(x: int, width: int, height: int, parts: Collection[str], head_px: int) -> dict[str, Place]:
    """Stack parts; the map has the incoming weights beside it."""
    shared = "map" in parts and "incoming" in parts and width >= BESIDE_NEED_PX
    rows = [p for p in PARTS if p in parts and not (shared and p == "incoming")]
    # First each part gets its least height, in the order of importance; then all share what is left, each in proportion
    # to how much it lacks of its best height.
    heights, room = {}, height
    for part in rows:
        least, _ = _limits(part, head_px, shared)
        if room >= least or part == "head":
            heights[part] = min(least, max(0, room))
            room -= least + GAP_PX
    wishes = {p: _limits(p, head_px, shared)[1] - h for p, h in heights.items()}
    share = min(1.0, max(0, room + GAP_PX) / max(1, sum(wishes.values())))
    places, y = {}, 0
    for part, least in heights.items():
        h = least + int(share * wishes[part])
        places[part] = Place(x, y, width, h)
        if part == "map" and shared:
            side = min(h, width // 2)
            places[part] = Place(x, y, side, h)
            places["incoming"] = Place(x + side, y, width - side, h)
        y += h + GAP_PX
    return places


def _limits(part: str, head_px: int, shared: bool) -> tuple[int, int]:
    """Return the least and the most height of a part in a column."""
    if part == "head":
        return head_px, head_px
    if part == "cause":
        return CAUSE_PX, CAUSE_PX
    return MAP_ROW_PX if part == "map" and shared else (LEAST_PX[part], BEST_PX[part])


def _grid(x: int, width: int, height: int, parts: Collection[str]) -> dict[str, Place]:
    """Put parts into one row, or two where it is high enough."""
    names = [p for p in PARTS if p in parts]
    odd_one_out = len(names) % 2 and width >= ROOMY_CELL_PX * len(names)
    rows = 2 if height >= TWO_ROWS_PX and len(names) > 2 and not odd_one_out else 1
    fitting = max(1, width // CELL_PX) * rows
    names = names[:fitting]
    if not names:
        return {}
    columns = -(-len(names) // rows)
    cell_w, cell_h = width // columns, (height - (rows - 1) * GAP_PX) // rows
    return {
        name: Place(x + (i % columns) * cell_w, (i // columns) * (cell_h + GAP_PX), cell_w, cell_h)
        for i, name in enumerate(names)
    }
