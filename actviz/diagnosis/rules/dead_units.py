"""The rule for many dead units, where every layer still has live ones."""

from __future__ import annotations

from actviz.diagnosis.death_manner import manner_of_death
from actviz.diagnosis.findings import Evidence, Finding, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.number_text import percent

DEAD_SHARE, NOTE_SHARE = 0.5, 0.1  # of a layer for an alarm, of all units for a note


@rule("dead_units", explains=(EFFECTS,))
def dead_units(run: MeasuredRun) -> Finding | None:
    """Find a large share of dead units; a warning, or a note where the network learns without them."""
    shares = run.dead_shares
    worst = float(shares.max(initial=0.0))
    # while the rate is too small for the live units to learn, dead units are not the cause
    alarm = worst > DEAD_SHARE and not run.learned and run.steps_since_change >= 1 and not run.too_slow
    if worst == 1.0 or not (alarm or run.n_dead >= NOTE_SHARE * run.n_units):
        return None
    layers = [i for i, share in enumerate(shares, 1) if share > (DEAD_SHARE if alarm else 0.0)]
    how = manner_of_death(run, layers)
    return Finding(
        "dead_units",
        f"{run.n_dead} of {run.n_units} units are dead",
        "warning" if alarm else "note",
        ("The network learns without them: on" if run.learned and not alarm else "On")
        + " every training example their slope is zero, so they get no gradient. "
        + how.sentence,
        (
            Evidence("dead units", f"{run.n_dead}/{run.n_units}"),
            Evidence(f"dead in layer {int(shares.argmax()) + 1}", percent(worst)),
            *how.evidence,
        ),
        merged(layers),
        ("deaths", "unit", "dead_units", "network"),
        suggestions(run.config, how.cause),
        how.cause,
        of_dead_units=True,
    )
