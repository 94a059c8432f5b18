"""Short runs, trained once for all tests of sentences, with the numbers that the checks ask for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.training import RunConfig, Trainer


@dataclass(frozen=True)
class Run:
    """A run after so many steps, with what the checks ask of it; `change` comes at the end, then `more` steps."""

    changes: tuple
    steps: int
    data: Callable | None = None
    change: tuple = ()
    more: int = 0
    without_causes: bool = False
    tiny_steps: bool = False

    trainer = property(lambda self: trained(self))

    @property
    def s(self):
        return measured(self)[0]

    @property
    def h(self):
        return measured(self)[1]

    @property
    def said(self):
        found = diagnosis_of(self.trainer.facts, self.s, self.h)
        return {key for finding in found.findings for key in finding.said}

    @property
    def slopes(self):
        """Median slope factor at the start and now."""
        return float(np.median(self.h.start.factors[1])), float(np.median(self.s.slope_factors))

    @property
    def rms(self):
        """Gradient RMS, layer by layer, median over the last 40 steps."""
        return (
            np.median(self.h.rms[-40:], axis=0)
            if len(self.h.rms) and not self.s.whole_gradient
            else self.s.gradient_rms
        )

    @property
    def guess(self):
        """Loss over guessing's."""
        return self.s.loss / self.trainer.facts.chance_loss

    @property
    def since(self):
        """Step of death of every dead unit."""
        since = np.concatenate(self.s.dead_since)
        return since[since >= 0]

    @property
    def causes(self):
        """Causes of the last deaths of the units that are dead now."""
        last = {(e.layer, e.unit): e for e in self.h.events}
        return [e.cause for e in last.values() if e.kind == "death" and e.cause is not None]

    @property
    def half_ago(self):
        """Mean batch loss around half the run, and at its end."""
        n = len(self.h.loss)
        return self.h.loss[int(0.4 * n) : int(0.6 * n)].mean(), self.h.loss[int(0.8 * n) :].mean()

    @property
    def whole_half_ago(self):
        """Loss on the training set at the census nearest to half the run."""
        return self.h.train_loss[abs(self.h.census_steps - self.s.step / 2).argmin()]


def run(changes, steps=400, **more):
    return Run(tuple(sorted(changes.items())), steps, **more)


@cache
def trained(case):
    trainer = Trainer(RunConfig(**dict(case.changes)), data=case.data() if case.data else None)
    trainer.advance(case.steps)
    if case.change:
        trainer.apply(dict(case.change))
        trainer.advance(case.more)
    return trainer


@cache
def measured(case):
    snapshot, history = case.trainer.measure(), case.trainer.history.view()
    if case.without_causes:  # as in the recording of a network whose steps are too many to find them
        history = replace(history, events=tuple(replace(event, cause=None) for event in history.events))
    if case.tiny_steps:
        causes = [None if event.cause is None else replace(event.cause, update_ratio=1e-6) for event in history.events]
        events = tuple(replace(event, cause=cause) for event, cause in zip(history.events, causes, strict=True))
        history = replace(history, events=events)
    return snapshot, history


def found(case, snapshot=None, history=None):
    """Return the findings by key, of the run or with its snapshot or history replaced."""
    diagnosis = diagnosis_of(case.trainer.facts, snapshot or case.s, history or case.h)
    return {finding.key: finding for finding in diagnosis.findings}


def one_class():
    return np.random.default_rng(0).normal(size=(40, 2)), np.zeros(40, np.int64)


def one_point():
    return np.full((40, 2), 3.0), np.arange(40) % 2


def rare_class():
    return np.random.default_rng(0).normal(size=(40, 2)), np.arange(40) == 0


def one_target():
    return np.random.default_rng(0).normal(size=(40, 2)), np.full((40, 1), 7.0)


def huge():
    draw = np.random.default_rng(0)
    return draw.normal(size=(40, 2)), draw.normal(size=(40, 1)) * 1e25


def large():
    return np.random.default_rng(0).normal(size=(40, 2)) * 300.0, np.arange(40) % 2


def xor():
    return np.array([[-1.0, -1], [-1, 1], [1, -1], [1, 1]]), np.array([0, 1, 1, 0])


def tiny_targets():
    x = np.random.default_rng(0).normal(size=(200, 2))
    return x, 1e-6 * np.tanh(x[:, :1])
