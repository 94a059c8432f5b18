"""What a rule of the diagnosis is, and RULES, to which every file in `rules` adds its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from actviz.diagnosis.findings import Finding
from actviz.diagnosis.run_facts import Case
from actviz.registry import Registry

Look = Callable[[Case], Finding | None]
EFFECTS = "effects"  # in `explains`: every rule that is an `effect`


@dataclass(frozen=True)
class Rule:
    """One entry: how to look, and what its finding explains.

    A `silent` finding is not worth a word once it is explained. An `effect` is what dead, equal or infinite units bring
    about.
    """

    key: str
    look: Look
    explains: tuple[str, ...]
    silent: bool
    effect: bool

    def accounts_for(self, other: Rule) -> bool:
        """Whether the other rule's finding comes of this one's."""
        return other.key in self.explains or (other.effect and EFFECTS in self.explains)


RULES: Registry[Rule] = Registry("rule")


def rule(
    key: str, explains: tuple[str, ...] = (), silent: bool = False, effect: bool = False
) -> Callable[[Look], Look]:
    """Decorator: put a rule into RULES; its findings get the rule's place as their rank."""

    def register(look: Look) -> Look:
        rank = len(RULES) + 1

        def ranked(case: Case) -> Finding | None:
            found = look(case)
            return None if found is None else replace(found, rank=rank)

        RULES.add(Rule(key, ranked, explains, silent, effect))
        return look

    return register
