"""A diagnosis consists of findings, each with its evidence and suggested changes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any

from actviz.diagnosis.remedy_record import Helped
from actviz.frozen import dataclass
from actviz.joined_text import items, sentences
from actviz.translation import mark, tr

Ranges = tuple[tuple[int, int], ...]  # first and last of adjacent layers, 1-based
SICK = ("critical", "warning")
GRADIENT = mark("gradient, layer 1 ÷ output (typical)")  # evidence: the median over the latest steps
ABOUT_THE_GRADIENT = ("diverged", "exploding", "vanishing")  # keys of rules, the gravest first


@dataclass(frozen=True)
class Suggestion:
    """A change of settings that may help; a trial measures whether it does."""

    label: str  # such as "Leaky ReLU"
    change: tuple[tuple[str, Any], ...]  # fields of RunConfig and their new values
    key: str = ""  # of the remedy that made it
    helped: Helped | None = None  # how often that remedy has helped against the cause; None where it is not known
    detail: str = ""  # what it changes, in whole sentences, where the label does not say it
    of_several: bool = False  # whether `helped` counts runs with several unusual settings, of any cause

    @property
    def changes(self) -> dict[str, Any]:
        """The fields and their new values."""
        return dict(self.change)

    def __str__(self) -> str:
        return self.label if self.helped is None else tr("{label} ({helped})", label=self.label, helped=self.helped)


@dataclass(frozen=True)
class Evidence:
    """One number that supports a finding, as text."""

    label: str
    value: str


@dataclass(frozen=True)
class Finding:
    """One property of a run; `severity` is "critical", "warning", "note" or "healthy".

    `rank` orders causes before their effects: the smaller comes first.
    """

    key: str
    title: str
    severity: str
    explanation: str
    evidence: tuple[Evidence, ...] = ()
    layers: Ranges = ()
    panels: tuple[str, ...] = ()  # keys of the panels that show it
    suggestions: tuple[Suggestion, ...] = ()
    cause: str = ""  # the key of what is blamed, in CAUSES: the suggestions are meant for it
    rank: int = 0
    on_test_set: bool = False  # whether the test set shows the fault and the effect of a remedy
    of_dead_units: bool = False  # whether the finding is about dead units
    said: tuple[str, ...] = ()  # the keys of the explanation's sentences, in SENTENCES
    fact: str = ""  # what was measured, in one short sentence without a full stop; "" where the title says it

    @property
    def sick(self) -> bool:
        """Whether the finding is a fault, not a mere note."""
        return self.severity in SICK


@dataclass(frozen=True)
class Readings:
    """The numbers beside a verdict, from the same measurement.

    `ratio` says how much typically reaches the far end of the network. By `of` it is layer 1's "gradient" or "backward"
    signal over the output layer's, or, "forward", the last hidden layer's signal over layer 1's.
    """

    of: str
    ratio: float | None  # None where there is no gradient at all
    text: str  # the ratio in the form for headlines
    n_dead: int
    n_units: int


@dataclass(frozen=True)
class Diagnosis:
    """The findings on a run at one step, the cause first; a healthy run has a healthy verdict."""

    step: int
    verdict: Finding
    because: tuple[Finding, ...] = ()  # findings that the verdict explains
    also: tuple[Finding, ...] = ()  # the others
    readings: Readings | None = None

    @property
    def headline(self) -> str:
        """The verdict as one sentence: the fact that it rests on, where the title does not say it."""
        return self.verdict.fact or self.verdict.title

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the verdict first."""
        return (self.verdict, *self.because, *self.also)

    @property
    def gradient_verdict(self) -> str:
        """The verdict on the gradient alone: "diverged", "exploding", "vanishing" or "healthy"."""
        sick = {finding.key for finding in self.findings if finding.sick}
        return next((key for key in ABOUT_THE_GRADIENT if key in sick), "healthy")

    @property
    def tells_of_the_gradient(self) -> bool:
        """Whether a fault is about the gradient, or leaves none."""
        none = self.readings is not None and self.readings.ratio is None
        return self.verdict.sick and (none or self.gradient_verdict != "healthy")

    @property
    def tells_of_dead_units(self) -> bool:
        """Whether a fault is about dead units; a few in a network that learns are none."""
        return any(finding.of_dead_units and finding.sick for finding in self.findings)

    @property
    def line(self) -> str:
        """The verdict in one line, such as "Healthy. Dead units: 0 of 96; loss: 0.69 → 0.08"."""
        title = tr("{text}.", text=self.verdict.title)
        told = [tr("{label}: {value}", label=each.label, value=each.value) for each in self.verdict.evidence]
        if not told:
            return title
        evidence = reduce(lambda before, after: tr("{before}; {next}", before=before, next=after), told)
        return sentences((title, capital(evidence)))


@dataclass(frozen=True)
class VerdictChange:
    """A change of the verdict, dated by the step of its measurement; before the first one it was "healthy"."""

    step: int
    key: str
    title: str


def merged(layers: Iterable[int]) -> Ranges:
    """Merge adjacent layers: 3, 5, 6, 7 give (3, 3), (5, 7)."""
    ranges: list[tuple[int, int]] = []
    for layer in sorted(set(layers)):
        if ranges and ranges[-1][1] == layer - 1:
            ranges[-1] = (ranges[-1][0], layer)
        else:
            ranges.append((layer, layer))
    return tuple(ranges)


def layers_text(ranges: Ranges, most: int = 3) -> str:
    """Return "layer 8", "layers 21 to 30" or "layers 3, 5 to 7 and 9"; ranges beyond `most` are counted."""
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return tr("layer {layer}", layer=ranges[0][0])
    parts = [str(a) if a == b else tr("{first} to {last}", first=a, last=b) for a, b in ranges[:most]]
    left = sum(b - a + 1 for a, b in ranges[most:])
    if left:
        parts.append(tr("{n} more", n=left))
    *others, last = parts
    if not others:
        return tr("layers {layers}", layers=last)
    return tr("layers {layers} and {last}", layers=items(others), last=last)


def capital(text: str) -> str:
    """Return the text with its first letter in upper case and the rest unchanged."""
    return text[:1].upper() + text[1:]
