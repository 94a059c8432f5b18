"""How many dead units theory expects in a lane at step 0, as a number and as text."""

from __future__ import annotations

from actviz.app.lanes import LaneView
from actviz.diagnosis.theory_at_step_0 import Expectation, expectation
from actviz.translation import tr


def expected(lane: LaneView) -> Expectation:
    """Return what theory expects of the lane's run at step 0."""
    start = lane.history.start
    return expectation(lane.facts, lane.facts.config if start is None else start.config)


def expected_dead(lane: LaneView) -> float | None:
    """Return about how many hidden units are expected to be born dead; None where there is no such figure."""
    shares = expected(lane).dead_shares
    widths = lane.facts.sizes[1:-1]
    return None if shares is None else sum(share * n for share, n in zip(shares, widths, strict=True))


def expectation_lines(lane: LaneView) -> list[str]:
    """Return in words what is expected at step 0: about how many dead units, and bounds for the whole network."""
    found, total = expected(lane), expected_dead(lane)
    lines = []
    if total is not None and found.dead_shares is not None:
        first, last = found.dead_shares[0], found.dead_shares[-1]
        lines.append(
            tr("expected at step 0, approx.: {n} of {all} dead", n=f"{total:.1f}", all=lane.facts.n_hidden_units)
        )
        lines.append(
            tr(
                "(layer 1 {first}, layer {layer} {last})",
                first=f"{first:.1%}",
                layer=len(found.dead_shares),
                last=f"{last:.1%}",
            )
        )
    if found.born_dead is not None:
        low, high = found.born_dead
        lines.append(
            tr("whole network dead from the start: {low} to {high} of all draws", low=f"{low:.1%}", high=f"{high:.1%}")
        )
    return lines
