"""Diagnosis: what is wrong with a run, the cause first. The rules are in `rules`, the words in `findings`."""

from __future__ import annotations

from actviz.diagnosis.findings import Diagnosis, Finding, Turn
from actviz.diagnosis.healthy import healthy
from actviz.diagnosis.rules import RULES
from actviz.diagnosis.run_facts import Case
from actviz.training.snapshot import HistoryView, RunFacts, Snapshot
from actviz.training.trainer import Trainer

MOST_TURNS = 500  # remembered
STEADY = 3  # measurements for which another verdict must hold before it takes the place of the one on show


def diagnose(trainer: Trainer) -> Diagnosis:
    """Measure a run as it stands, and say what is wrong with it, the cause first; nothing in it is changed.

    A sentence or a number in it belongs to `.step`. The run's record is not completed for it: a death may be dated
    later by the run itself than it is here.
    """
    snapshot = trainer.measure()
    return diagnosis_of(trainer.facts, snapshot, trainer.history.view().with_now(snapshot))


def diagnosis_of(facts: RunFacts, snapshot: Snapshot, history: HistoryView) -> Diagnosis:
    """Return what the rules find in a run, from these three alone."""
    case = Case(facts, snapshot, history)
    found = [finding for rule in RULES.values() if (finding := rule.look(case)) is not None]
    sick = [finding for finding in found if finding.sick]
    if not sick:
        notes = found or [healthy(case)]
        return Diagnosis(snapshot.step, notes[0], (), tuple(notes[1:]))
    return _arranged(snapshot.step, sick[0], found)


def _arranged(step: int, verdict: Finding, found: list[Finding]) -> Diagnosis:
    """Put a verdict over what it explains, and beside what it does not."""
    rule = RULES[verdict.key]
    others = [finding for finding in found if finding is not verdict]
    because = [finding for finding in others if rule.accounts_for(RULES[finding.key]) and finding.rank > verdict.rank]
    also = [finding for finding in others if finding not in because]
    told = [finding for finding in because if not RULES[finding.key].silent]
    return Diagnosis(step, verdict, tuple(told), tuple(also))


class Diagnostician:
    """Follows a run from one measurement to the next, and changes its verdict only for one that lasts.

    A divergence, a new run, and whatever is found while training stands still, count at once. `turns` tells when the
    verdict changed; a run that branched off another begins with the other's.
    """

    def __init__(self, turns: tuple[Turn, ...] = ()) -> None:
        self.turns = turns
        self._facts: RunFacts | None = None
        self._shown: Diagnosis | None = None
        self._rival, self._held = "", 0

    def see(self, facts: RunFacts, snapshot: Snapshot, history: HistoryView, moving: bool) -> Diagnosis:
        """Return the diagnosis to show after this measurement; `moving` while the training goes on."""
        found = diagnosis_of(facts, snapshot, history)
        shown = self._shown if facts is self._facts and moving else None
        if self._facts not in (None, facts):
            self.turns = ()
        self._facts = facts
        if shown is None or found.verdict.key in (shown.verdict.key, "diverged"):
            return self._show(found)
        self._held = self._held + 1 if found.verdict.key == self._rival else 1
        self._rival = found.verdict.key
        if self._held >= STEADY:
            return self._show(found)
        lasting = next((f for f in found.findings if f.key == shown.verdict.key), None)
        if lasting is not None and lasting.severity == shown.verdict.severity:
            shown = _arranged(found.step, lasting, list(found.findings))  # the verdict on show, with the new figures
        self._shown = shown
        return shown

    def _show(self, found: Diagnosis) -> Diagnosis:
        self._shown, self._rival, self._held = found, "", 0
        before = tuple(turn for turn in self.turns if turn.step <= found.step)  # a diverged run has gone back
        if found.verdict.key != (before[-1].key if before else "healthy"):
            before = (*before, Turn(found.step, found.verdict.key, found.verdict.title))
        self.turns = before[-MOST_TURNS:]
        return found
