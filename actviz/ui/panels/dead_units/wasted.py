"""WastedLine: how much of each lane's capacity is wasted, and what the network does without that part."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actviz.app.lanes import LaneView
from actviz.number_text import percent
from actviz.training.results import WastedCapacity
from actviz.translation import tr, tr_count
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
            " · ".join((tr("wasted units"), *results)),
            " · ".join((tr("wasted units"), *units)),
            " · ".join((tr("wasted"), *units)),
            tr("wasted: {shares}", shares=" · ".join(shares)),  # in the order of the line above
            " · ".join(shares),
        )
    ((_, wasted),) = found
    if not wasted.removed.units:
        return tr("No unit is wasted: none is dead or silent."), tr("No unit is wasted.")
    n, share = wasted.removed.units, percent(wasted.removed.units / max(1, wasted.n_units))
    return (
        f"{wasted.sentence} {_kinds(wasted)}",
        wasted.sentence,
        tr(
            "{n} of {all} units wasted: {whole} → {without}",
            n=n,
            all=wasted.n_units,
            whole=wasted.whole.figure,
            without=wasted.without.figure,
        ),
        tr("{n} of {all} units ({share}) wasted", n=n, all=wasted.n_units, share=share),
    )


def _kinds(wasted: WastedCapacity) -> str:
    return tr(
        "({dead} dead, {silent} silent; {share}.)",
        dead=wasted.dead.units,
        silent=wasted.silent.units,
        share=wasted.share_text,
    )


def _lines(name: str, wasted: WastedCapacity) -> str:
    """Return every kind of units with its weights, and the results without them."""
    lines = [tr("{name}: wasted capacity", name=name) if name else tr("Wasted capacity")]
    for kind, part in wasted.kinds.items():
        units, weights = part.units / max(1, wasted.n_units), part.weights / max(1, wasted.n_weights)
        lines.append(
            tr_count(
                "{kind}: {n} unit ({units}), with {weights} of the weights",
                "{kind}: {n} units ({units}), with {weights} of the weights",
                part.units,
                kind=tr(kind),
                units=percent(units),
                weights=percent(weights),
            )
        )
    lines.append(tr("as it is: {result}", result=wasted.whole.text))
    lines.append(tr("without the dead: {result}", result=wasted.without_dead.text))
    lines.append(tr("without the dead and the silent: {result}", result=wasted.without.text))
    return "\n".join(lines)
