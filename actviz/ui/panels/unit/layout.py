"""Where the parts of the Unit panel are: in one column, or beside one another where the panel is wide."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from actviz.frozen import dataclass

PARTS = ("head", "cause", "reason", "histogram", "activity", "map", "incoming", "outgoing")  # the most important first
TEXTS = ("head", "cause", "reason")
LEAST_PX = {"histogram": 86, "activity": 84, "map": 104, "incoming": 68, "outgoing": 68}
BEST_PX = {"histogram": 170, "activity": 150, "map": 230, "incoming": 190, "outgoing": 120}
WIDE_PX, CELL_PX, TWO_ROWS_PX, ROOMY_PX = 520, 150, 230, 420
MAP_ROW_PX = (112, 190)  # in one column the map and the incoming weights share a row: least and most
BESIDE_NEED_PX, ROOMY_CELL_PX = 240, 190
LEFT_PX = (230, 400)  # the words' column in a wide panel: least and most
MAP_SHARE = 0.62  # of a roomy panel's height
GAP_PX = 4
REASON_LETTERS, OTHER_LETTERS = 125, 25

Heights = Mapping[str, tuple[int, int]]  # of each text: the least it needs and the most it takes


@dataclass(frozen=True)
class Place:
    """A part's rectangle, in pixels."""

    x: int
    y: int
    width: int
    height: int


def reason_lines(width: int, letter_px: float, n_others: int = 0) -> int:
    """Return the lines of a sentence of some 125 letters, and of the unit's states in so many other lanes; the same
    whatever is said there.
    """
    letters = REASON_LETTERS + OTHER_LETTERS * n_others
    return int(min(5, max(2, -(-letters * letter_px // max(60.0, width - 24.0)))))


def arrange(width: int, height: int, wanted: Collection[str], texts: Callable[[int], Heights]) -> dict[str, Place]:
    """Return the place of every wanted part that there is room for.

    `texts` returns how high the texts are in a column of this width.
    """
    parts = [p for p in PARTS if p in wanted]
    if width < WIDE_PX:
        return _column(width, height, parts, texts(width))
    left = min(LEFT_PX[1], max(LEFT_PX[0], width // 3))
    places = _column(left, height, [p for p in parts if p in TEXTS], texts(left))
    rest = [p for p in parts if p not in TEXTS]
    taken = max((p.y + p.height for p in places.values()), default=0) + GAP_PX
    if height - taken >= LEAST_PX["incoming"] and "incoming" in rest:
        rest = [p for p in rest if p not in ("incoming", "outgoing")]
        below = _column(left, height - taken, [p for p in ("incoming", "outgoing") if p in parts], {}, fill=True)
        places |= {name: Place(p.x, p.y + taken, p.width, p.height) for name, p in below.items()}
    return places | _grid(left, width - left, height, rest)


def _column(width: int, height: int, parts: Collection[str], texts: Heights, fill: bool = False) -> dict[str, Place]:
    """Stack parts; the map has the incoming weights beside it. With `fill` they take all of the height."""
    shared = "map" in parts and "incoming" in parts and width >= BESIDE_NEED_PX
    rows = [p for p in PARTS if p in parts and not (shared and p == "incoming")]
    # First each part gets its least height, in the order of importance; then all share what is left, each in proportion
    # to how much it lacks of its best height.
    heights, room = {}, height
    for part in rows:
        least, _ = _limits(part, texts, shared)
        if room >= least or part in ("head", "cause"):
            heights[part] = min(least, max(0, room))
            room -= least + GAP_PX
    left = max(0, room + GAP_PX)
    wishes = {p: left if fill else _limits(p, texts, shared)[1] - h for p, h in heights.items()}
    for part in TEXTS:  # the words come first here too: else a plot would grow while a sentence is cut
        if part in heights:
            more = min(left, wishes.pop(part))
            heights[part] += more
            left -= more
    share = min(1.0, left / max(1, sum(wishes.values())))
    places, y = {}, 0
    for part, least in heights.items():
        h = least + int(share * wishes.get(part, 0))
        places[part] = Place(0, y, width, h)
        if part == "map" and shared:
            side = min(h, width // 2)
            places[part] = Place(0, y, side, h)
            places["incoming"] = Place(side, y, width - side, h)
        y += h + GAP_PX
    return places


def _limits(part: str, texts: Heights, shared: bool) -> tuple[int, int]:
    """Return the least and the most height of a part in a column."""
    if part in TEXTS:
        return texts[part]
    return MAP_ROW_PX if part == "map" and shared else (LEAST_PX[part], BEST_PX[part])


def _grid(x: int, width: int, height: int, parts: Collection[str]) -> dict[str, Place]:
    """Put parts into one row, or two where it is high enough."""
    names = [p for p in PARTS if p in parts]
    if height >= ROOMY_PX and names[:2] == ["histogram", "activity"] and set(names) <= {*names[:2], "map"}:
        return _roomy(x, width, height, has_map="map" in names)
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


def _roomy(x: int, width: int, height: int, has_map: bool) -> dict[str, Place]:
    """Put a large map and the histogram side by side, and the activity over the whole width under them."""
    top = int(MAP_SHARE * height) if has_map else height // 2
    side = min(top, width // 2) if has_map else 0
    places = {
        "histogram": Place(x + side, 0, width - side, top),
        "activity": Place(x, top + GAP_PX, width, height - top - GAP_PX),
    }
    return places | ({"map": Place(x, 0, side, top)} if has_map else {})
