"""Where a card is beside something that it may not cover."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize

from actviz.frozen import dataclass

GAP_PX, MARGIN_PX = 10, 8  # between the card and its target, and around the room that it may use
HEAD_PX = 48  # of a card at the side of its target this much is above it, so that the card's head is beside it


@dataclass(frozen=True)
class CardPlace:
    """The card's upper left corner, and on which of its sides the target is."""

    corner: QPoint
    pointing: str  # "left", "right", "up" or "down"


def beside(size: QSize, target: QRect, room: QRect) -> CardPlace:
    """Return the place of a card of this size: to the right of the target, else left, below or above.

    It never covers the target while any of the four sides of it has room; else it is where there is most of it.
    """
    inside = room.adjusted(MARGIN_PX, MARGIN_PX, -MARGIN_PX, -MARGIN_PX)
    width, height = size.width(), size.height()
    spare = {
        "left": inside.right() + 1 - (target.right() + 1 + GAP_PX) - width,
        "right": target.left() - GAP_PX - inside.left() - width,
        "up": inside.bottom() + 1 - (target.bottom() + 1 + GAP_PX) - height,
        "down": target.top() - GAP_PX - inside.top() - height,
    }
    pointing = next((side for side, px in spare.items() if px >= 0), max(spare, key=lambda side: spare[side]))
    across, along = target.center().x() - width // 2, target.center().y() - HEAD_PX
    x, y = {
        "left": (target.right() + 1 + GAP_PX, along),
        "right": (target.left() - GAP_PX - width, along),
        "up": (across, target.bottom() + 1 + GAP_PX),
        "down": (across, target.top() - GAP_PX - height),
    }[pointing]
    x = max(inside.left(), min(x, inside.right() + 1 - width))
    y = max(inside.top(), min(y, inside.bottom() + 1 - height))
    return CardPlace(QPoint(x, y), pointing)
