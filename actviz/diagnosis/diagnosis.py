"""A diagnosis applies every rule to a measured run and arranges the findings, the cause first."""

from __future__ import annotations

from actviz.diagnosis.findings import Diagnosis, Finding, Readings, VerdictChange
from actviz.diagnosis.healthy import healthy
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.readings import readings_of
from actviz.diagnosis.rules import RULES
from actviz.number_text import figure
from actviz.training.measure.underflow_text import ratio_text
from actviz.training.snapshot import HistoryView, RunFacts, Snapshot
from actviz.training.trainer import Trainer
from actviz.training.turning_points import since
from actviz.translation import tr

MOST_CHANGES = 500  # kept
STEADY = 3  # measurements in a row that must give another verdict before it replaces the shown one


def diagnose(trainer: Trainer) -> Diagnosis:
    """Measure a run and return its faults, the cause first, without changing the run.

    Every sentence and number belongs to `.step`. The diagnosis does not complete the run's record: the run itself may
    later date a death differently.
    """
    snapshot = trainer.measure()
    return diagnosis_of(trainer.facts, snapshot, trainer.history.view().with_now(snapshot))


def diagnosis_of(
    facts: RunFacts, snapshot: Snapshot, history: HistoryView, shown: str = "", *, with_suggestions: bool = True
) -> Diagnosis:
    """Return the rules' findings on a run, computed from these arguments alone.

    `shown` is the key of the verdict that former measurements gave: it stays the verdict while it is still a fault.
    """
    return _with_verdict(shown, _diagnosis_of(facts, snapshot, history, with_suggestions))


def _diagnosis_of(facts: RunFacts, snapshot: Snapshot, history: HistoryView, with_suggestions: bool) -> Diagnosis:
    if facts.task_number:  # its own course tells whether the network learns, not what it learned before
        history = since(history, facts.task_number * facts.config.task_every)
    run = MeasuredRun(facts, snapshot, history, with_suggestions)
    found = [finding for rule in RULES.values() if (finding := rule.check(run)) is not None]
    sick = [finding for finding in found if finding.sick]
    readings = readings_of(run, found)
    if not sick:
        notes = found or [healthy(run)]
        return Diagnosis(snapshot.step, notes[0], (), tuple(notes[1:]), readings)
    return _arranged(snapshot.step, sick[0], found, readings)


def gradient_verdict(snapshot: Snapshot, diagnosis: Diagnosis | None) -> str:
    """Return the one verdict on the gradient that is shown wherever a word says it.

    It is the diagnosis's, which rests on medians. A gradient that is 0 in every layer is no matter of medians, and
    before the first diagnosis there is only the snapshot's.
    """
    now = snapshot.gradient_verdict
    return now if diagnosis is None or now in ("no gradient", "diverged") else diagnosis.gradient_verdict


def verdict_ratio(snapshot: Snapshot, diagnosis: Diagnosis | None) -> tuple[str, str]:
    """Return the name and the value, as text, of the ratio that stands beside the verdict on the gradient.

    It is the weight gradient's, unless that is not what vanishes: then it is the signal's that does.
    """
    below = snapshot.config.vanishing_below
    if gradient_verdict(snapshot, diagnosis) == "vanishing" and snapshot.first_last_ratio >= below:
        if snapshot.backward_ratio < below:
            return tr("backward signal, layer 1 ÷ output:"), figure(snapshot.backward_ratio)
        if snapshot.forward_ratio < below:
            return tr("signal, last hidden ÷ layer 1:"), figure(snapshot.forward_ratio)
    return tr("gradient, layer 1 ÷ output:"), ratio_text(snapshot)


def _arranged(step: int, verdict: Finding, found: list[Finding], readings: Readings | None) -> Diagnosis:
    """Split the other findings into those that the verdict explains and those that it does not."""
    rule = RULES[verdict.key]
    others = [finding for finding in found if finding is not verdict]
    because = [finding for finding in others if rule.accounts_for(RULES[finding.key]) and finding.rank > verdict.rank]
    also = [finding for finding in others if finding not in because]
    told = [finding for finding in because if not RULES[finding.key].silent]
    return Diagnosis(step, verdict, tuple(told), tuple(also), readings)


def _with_verdict(key: str, found: Diagnosis) -> Diagnosis:
    """Return the diagnosis with this finding as its verdict, if it is one of its faults; a divergence stays it."""
    lasting = next((finding for finding in found.findings if finding.key == key and finding.sick), None)
    if lasting is None or "diverged" in (key, found.verdict.key) or lasting is found.verdict:
        return found
    return _arranged(found.step, lasting, list(found.findings), found.readings)


class Diagnostician:
    """Keeps the verdict of a run steady: another verdict replaces it only after STEADY measurements in a row.

    A divergence and a new run replace it at once, and so does, while training is paused, any verdict if the shown one
    is no longer found. `verdict_changes` lists the changes; a run that branches off another starts with the other's.
    """

    def __init__(self, verdict_changes: tuple[VerdictChange, ...] = ()) -> None:
        self.verdict_changes = verdict_changes
        self._facts: RunFacts | None = None
        self._shown: Diagnosis | None = None
        self._rival, self._held = "", 0

    @property
    def verdict(self) -> str:
        """The title of the shown verdict, "" before the first diagnosis."""
        return "" if self._shown is None else self._shown.verdict.title

    @property
    def shown(self) -> str:
        """The key of the shown verdict, "" before the first diagnosis; see `diagnosis_of`."""
        return "" if self._shown is None else self._shown.verdict.key

    def update(self, facts: RunFacts, snapshot: Snapshot, history: HistoryView, moving: bool) -> Diagnosis:
        """Return the diagnosis to show after this measurement; `moving` is True while the run trains."""
        found = diagnosis_of(facts, snapshot, history)
        same_run = self._facts is not None and facts.run == self._facts.run
        shown = self._shown if same_run else None
        if not moving and shown is not None:
            found, shown = _with_verdict(shown.verdict.key, found), None
        if self._facts is not None and not same_run:
            self.verdict_changes = ()
        self._facts = facts
        if shown is None or found.verdict.key in (shown.verdict.key, "diverged"):
            return self._show(found)
        self._held = self._held + 1 if found.verdict.key == self._rival else 1
        self._rival = found.verdict.key
        if self._held >= STEADY:
            return self._show(found)
        # the rival is not steady yet: if the shown verdict is still found, it stays, with its new numbers
        lasting = next((f for f in found.findings if f.key == shown.verdict.key), None)
        if lasting is not None and lasting.severity == shown.verdict.severity:
            shown = _arranged(found.step, lasting, list(found.findings), found.readings)
        self._shown = shown
        return shown

    def _show(self, found: Diagnosis) -> Diagnosis:
        self._shown, self._rival, self._held = found, "", 0
        # a diverged run went back: later changes no longer hold
        before = tuple(change for change in self.verdict_changes if change.step <= found.step)
        if found.verdict.key != (before[-1].key if before else "healthy"):
            before = (*before, VerdictChange(found.step, found.verdict.key, found.verdict.title))
        self.verdict_changes = before[-MOST_CHANGES:]
        return found
