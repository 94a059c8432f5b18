"""The rule for a layer without one live unit."""

from __future__ import annotations

from actviz.diagnosis.death_manner import EVERYWHERE, manner_of_death
from actviz.diagnosis.findings import Evidence, Finding, capital, layers_text, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.nn.activations import ACTIVATIONS


@rule("dead_layer", explains=("dead_units", "exploding", EFFECTS))
def dead_layer(run: MeasuredRun) -> Finding | None:
    """Find the layers of which every unit is dead."""
    layers = [i for i, share in enumerate(run.dead_shares, 1) if share == 1.0]
    if not layers:
        return None
    ranges = merged(layers)
    how = manner_of_death(run, layers)
    one = len(layers) == 1
    flat = [ACTIVATIONS[run.config.activations[i - 1]].flat_regions(run.config.alpha) for i in layers]
    if any(len(regions) == 1 and regions != EVERYWHERE for regions in flat):  # a dead unit is constant there
        effect = (
            f"No unit of {'that layer' if one else 'these layers'} responds to any training example, so the output is "
            f"constant and no gradient gets past {'it' if one else 'them'}."
        )
    else:
        effect = (
            f"On every training example the slope of all units of {'that layer' if one else 'these layers'} is zero, "
            f"so no gradient gets past {'it' if one else 'them'}."
        )
    return Finding(
        "dead_layer",
        f"{capital(layers_text(ranges))} {'is' if one else 'are'} dead",
        "critical",
        f"{effect} {how.sentence}",
        (
            Evidence("dead units", f"{run.n_dead}/{run.n_units}"),
            *how.evidence,
            Evidence("loss", run.losses),
        ),
        ranges,
        ("deaths", "dead_units", "network", "activation"),
        suggestions(run.config, how.cause),
        how.cause,
        of_dead_units=True,
    )
