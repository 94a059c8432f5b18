"""WastedLine: how much of each lane's capacity is wasted, and what the network does without that part."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actviz.app.lanes import LaneView
from actviz.number_text import percent
from actviz.training.results import WastedCapacity
from actviz.ui.panels.dead_units.summary import TIED
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel
from actviz.ui.widgets.text import set_tip

Found = Sequence[tuple[str, WastedCapacity]]  # lanes' names, and what was measured of them


class WastedLine(WrappedLabel):
    """A sentence of one or two lines; its tip has the kinds of units, one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setContentsMargins(12, 0, 8, 0)
        self._seen: tuple[WastedCapacity | None, ...] = ()
        self._forms: tuple[str, ...] = (" ",)

    def show_lanes(self, lanes: Sequence[LaneView]) -> None:
        """Take what was measured of the lanes; nothing where it was not yet. `write` follows."""
        seen = tuple(lane.snapshot.wasted for lane in lanes)
        if seen == self._seen and self.text():
            return
        self._seen = seen
        found = [(lane.name, lane.snapshot.wasted) for lane in lanes if lane.snapshot.wasted is not None]
        self._forms = _forms(found)
        several = len(lanes) > 1
        set_tip(self, "\n".join(_lines(name if several else "", wasted) for name, wasted in found))

    def write(self, fits: Callable[[str], bool]) -> None:
        """Write the longest form that fits."""
        self.set_text(next((form for form in self._forms if fits(form)), self._forms[-1]))


def _forms(found: Found) -> tuple[str, ...]:
    """Return the sentence, the longest form first."""
    if not found:
        return (" ",)  # as high as a line, so that nothing moves when it comes
    if len(found) > 1:
        shares = [percent(wasted.removed.units / max(1, wasted.n_units)) for _, wasted in found]
        units = [f"{name}: {share}".replace(" ", TIED) for (name, _), share in zip(found, shares, strict=True)]
        results = [f"{text} ({wasted.results_text})" for text, (_, wasted) in zip(units, found, strict=True)]
        return (
            " · ".join(("wasted units", *results)),
            " · ".join(("wasted units", *units)),
            " · ".join(("wasted", *units)),
            f"wasted: {' · '.join(shares)}",  # in the order of the line above
            " · ".join(shares),
        )
    ((_, wasted),) = found
    if not wasted.removed.units:
        return "No unit is wasted: none is dead or silent.", "No unit is wasted."
    n, share = wasted.removed.units, percent(wasted.removed.units / max(1, wasted.n_units))
    return (
        f"{wasted.sentence} {_kinds(wasted)}",
        wasted.sentence,
        f"{n} of {wasted.n_units} units wasted: {wasted.whole.figure} → {wasted.without.figure}",
        f"{n} of {wasted.n_units} units ({share}) wasted",
    )


def _kinds(wasted: WastedCapacity) -> str:
    kinds = f"{wasted.dead.units} dead, {wasted.silent.units} silent"
    return f"({kinds}; {wasted.share_text}.)"


def _lines(name: str, wasted: WastedCapacity) -> str:
    """Return every kind of units with its weights, and the results without them."""
    lines = [f"{name}: wasted capacity" if name else "Wasted capacity"]
    for kind, part in wasted.kinds.items():
        units, weights = part.units / max(1, wasted.n_units), part.weights / max(1, wasted.n_weights)
        share = f"({percent(units)}), with {percent(weights)} of the weights"
        lines.append(f"{kind}: {part.units} unit{'s' * (part.units != 1)} {share}")
    lines.append(f"as it is: {wasted.whole.text}")
    lines.append(f"without the dead: {wasted.without_dead.text}")
    lines.append(f"without the dead and the silent: {wasted.without.text}")
    return "\n".join(lines)
