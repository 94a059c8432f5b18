"""A rule of diagnosis checks a measured run for one fault; every file in `rules` adds its rule to RULES."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from actviz.diagnosis.findings import Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.frozen import dataclass
from actviz.registry import Registry
from actviz.translation import tr

Check = Callable[[MeasuredRun], Finding | None]
EFFECTS = "effects"  # in `explains`: every rule that is an `effect`


@dataclass(frozen=True)
class Rule:
    """One entry: a name for its findings, the function that checks a run, and the keys of the rules that it explains.

    A finding's own title tells more than `label`, which stands where many runs are counted, as on a map.
    A `silent` finding is left out once another explains it. An `effect` follows from dead, equal or infinite units.
    """

    key: str
    label: str
    check: Check
    explains: tuple[str, ...]
    silent: bool
    effect: bool

    def accounts_for(self, other: Rule) -> bool:
        """Whether this rule's finding explains the other's."""
        return other.key in self.explains or (other.effect and EFFECTS in self.explains)


RULES: Registry[Rule] = Registry("rule")


def rule(
    key: str, label: str, explains: tuple[str, ...] = (), silent: bool = False, effect: bool = False
) -> Callable[[Check], Check]:
    """Return a decorator that adds a rule to RULES; the rule's findings get its position as their rank.

    `label` is marked for translation where it is written.
    """

    def register(check: Check) -> Check:
        rank = len(RULES) + 1

        def ranked(run: MeasuredRun) -> Finding | None:
            found = check(run)
            return None if found is None else replace(found, rank=rank)

        RULES.add(Rule(key, label, ranked, explains, silent, effect))
        return check

    return register


def verdict_label(key: str) -> str:
    """Return what the verdicts with this key are called, in the language in use; the key itself if it is unknown."""
    return tr("healthy") if key == "healthy" else tr(RULES[key].label) if key in RULES else key
