"""Many dead units, and live ones beside them in every layer."""

from __future__ import annotations

from actviz.diagnosis.death_manner import manner_of_death
from actviz.diagnosis.findings import Evidence, Finding, merged
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.run_facts import Case
from actviz.number_text import percent

DEAD_SHARE, NOTED_SHARE = 0.5, 0.1  # of a layer for an alarm, of all units for a note


@rule("dead_units", explains=(EFFECTS,))
def dead_units(case: Case) -> Finding | None:
    """A large share of the units is dead; worth a note only, where the network has learned nevertheless."""
    shares = case.dead_shares
    worst = float(shares.max(initial=0.0))
    # those born dead are not to blame while the others hardly move for want of a larger rate
    alarm = worst > DEAD_SHARE and not case.learned and case.steps_taken >= 1 and not case.too_slow
    if worst == 1.0 or not (alarm or case.n_dead >= NOTED_SHARE * case.n_units):
        return None
    layers = [i for i, share in enumerate(shares, 1) if share > (DEAD_SHARE if alarm else 0.0)]
    how = manner_of_death(case, layers)
    return Finding(
        "dead_units",
        f"{case.n_dead} of {case.n_units} units are dead",
        "warning" if alarm else "note",
        ("The network learns without them: on" if case.learned and not alarm else "On")
        + " every training example their slope is zero, so they get no gradient. "
        + how.sentence,
        (
            Evidence("dead units", f"{case.n_dead}/{case.n_units}"),
            Evidence(f"dead in layer {int(shares.argmax()) + 1}", percent(worst)),
            *how.evidence,
        ),
        merged(layers),
        ("deaths", "unit", "dead_units", "network"),
        suggestions(case.config, how.remedies),
        of_dead_units=True,
    )
