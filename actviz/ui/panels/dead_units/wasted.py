"""WastedLine: how much of each lane's capacity is wasted, and its result without that part, on one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy

from actviz.app.lanes import LaneView
from actviz.number_text import percent
from actviz.training.results import WastedCapacity
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip


class WastedLine(NumberLabel):
    """The line; its tip has the kinds of units, one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setContentsMargins(12, 0, 8, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        self._seen: tuple[WastedCapacity | None, ...] = ()

    def show_lanes(self, lanes: Sequence[LaneView]) -> None:
        """Write what was measured of the lanes; nothing where it was not yet."""
        seen = tuple(lane.snapshot.wasted for lane in lanes)
        if seen == self._seen and self.text():
            return
        self._seen = seen
        found = [(lane, lane.snapshot.wasted) for lane in lanes if lane.snapshot.wasted is not None]
        self.set_text(*_forms([(lane.name, wasted) for lane, wasted in found]))
        self.set_colour(theme.current().muted)
        several = len(lanes) > 1
        set_tip(self, "\n".join(_lines(lane.name if several else "", wasted) for lane, wasted in found))


def _forms(found: Sequence[tuple[str, WastedCapacity]]) -> tuple[str, ...]:
    """Return the line, the longest form first."""
    if not found:
        return (" ",)  # as high as a line, so that nothing moves when it comes
    if len(found) == 1:
        ((_, wasted),) = found
        kinds = " · ".join(f"{part.units} {name}" for name, part in wasted.kinds.items())
        share, result = wasted.share_text, wasted.results_text
        return f"{kinds}: {share}; {result}", f"{share}; {result}", wasted.short_text, share
    shares = [(name, wasted.share_text.partition(" of")[0], wasted.results_text) for name, wasted in found]
    longest = " · ".join(f"{name} {share} ({result})" for name, share, result in shares)
    short = " · ".join(f"{name} {share}" for name, share, _ in shares)
    return f"weights that can go: {longest}", f"weights that can go: {short}", f"can go: {short}"


def _lines(name: str, wasted: WastedCapacity) -> str:
    """Return every kind of units with its weights, and the results without them."""
    lines = [f"{name}: wasted capacity" if name else "Wasted capacity"]
    for kind, part in wasted.kinds.items():
        units, weights = part.units / max(1, wasted.n_units), part.weights / max(1, wasted.n_weights)
        lines.append(f"{kind}: {part.units} units ({percent(units)}), with {percent(weights)} of the weights")
    lines.append(f"as it is: {wasted.whole.text}")
    lines.append(f"without the dead: {wasted.without_dead.text}")
    lines.append(f"without the dead and the silent: {wasted.without.text}")
    return "\n".join(lines)
