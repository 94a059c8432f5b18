"""What a rule of the diagnosis is, and RULES, to which every file in `rules` adds its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from actviz.diagnosis.findings import Finding
from actviz.diagnosis.run_facts import Case
from actviz.registry import Registry

Look = Callable[[Case], Finding | None]
# keys of the rules that find what dead, equal and infinite units bring about
EFFECTS = ("vanishing", "saturation", "rate_too_large", "rate_too_small", "not_learning", "overfitting")


@dataclass(frozen=True)
class Rule:
    """One entry: how to look, and what its finding explains; a `silent` one is not worth a word once explained."""

    key: str
    look: Look
    explains: tuple[str, ...]
    silent: bool


RULES: Registry[Rule] = Registry("rule")


def rule(key: str, explains: tuple[str, ...] = (), silent: bool = False) -> Callable[[Look], Look]:
    """Decorator: put a rule into RULES; its findings get the rule's place as their rank."""

    def register(look: Look) -> Look:
        rank = len(RULES) + 1

        def ranked(case: Case) -> Finding | None:
            found = look(case)
            return None if found is None else replace(found, rank=rank)

        RULES.add(Rule(key, ranked, explains, silent))
        return look

    return register
