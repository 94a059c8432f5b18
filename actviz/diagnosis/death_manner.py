"""The manner of death explains in one sentence why units of some layers are dead, with evidence and cause."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from actviz.diagnosis.findings import Evidence
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import figure

EVERYWHERE = ((-math.inf, math.inf),)
LARGE = 1e-2  # update ratio


@dataclass(frozen=True)
class Manner:
    """An explanation of why units are dead."""

    sentence: str
    evidence: tuple[Evidence, ...]
    cause: str  # a key of CAUSES


def manner_of_death(run: MeasuredRun, layers: list[int]) -> Manner:
    """Explain how the dead units of these layers died: born dead, by a large step, or by the layers below."""
    since = np.concatenate([run.snapshot.dead_since[i - 1] for i in layers])
    born, dead = int((since == 0).sum()), int((since >= 0).sum())
    if all(ACTIVATIONS[run.config.activations[i - 1]].flat_regions(run.config.alpha) == EVERYWHERE for i in layers):
        return Manner(
            "The activation's slope is zero everywhere, whatever the weights.", _counts(born, dead), "zero_slope"
        )
    if dead == 0 or 2 * born >= dead:
        config = run.config
        why = (
            "their biases start below zero" if config.bias_init < 0 else "the initial weights happen to switch them off"
        )
        return Manner(f"{'All' if born == dead else 'Most'} were born dead: {why}.", _counts(born, dead), "born_dead")
    switched = np.isin(since, [step for step in run.switched_at if step > 0])  # no step came in between
    if 2 * int(switched.sum()) >= dead:
        step = int(since[switched].max())
        text = f"The change of the activation at step {step:,} switched them off: their pre-activations "
        text += "lie where its slope is zero."
        return Manner(
            text, (*_counts(born, dead), Evidence("by the change", f"{int(switched.sum())}/{dead}")), "born_dead"
        )
    first = int(since[since > 0].min())
    theirs = set(layers)
    causes = [death.cause for death in run.lasting_deaths if death.layer in theirs and death.cause is not None]
    below = sum(cause.by_inputs for cause in causes)
    evidence = (*_counts(born, dead), Evidence("first death", f"step {first:,}"))
    if causes and 2 * below > len(causes):
        text = f"Most died because the layers below changed their inputs; the first died at step {first:,}."
        return Manner(text, (*evidence, Evidence("killed from below", f"{below}/{len(causes)}")), "killed")
    if causes:
        worst = max((cause for cause in causes if not cause.by_inputs), key=lambda cause: cause.update_ratio)
        steps = "A large step of" if worst.update_ratio > LARGE else "Steps of"
        text = f"{steps} their own weights killed most, the first at step {first:,}, at learning rate "
        text += f"{worst.learning_rate:g}."
        return Manner(text, (*evidence, Evidence("largest update ratio", figure(worst.update_ratio))), "killed")
    if run.loss_spike is not None:
        step, peak = run.loss_spike
        text = f"Steps that were too long killed them: the loss shot up to {figure(peak)} at step {step:,}."
        return Manner(text, (*evidence, Evidence("worst loss", figure(peak))), "killed")
    rate = f" at learning rate {run.config.learning_rate:g}" if first > run.changed_at else ""
    return Manner(f"Steps{rate} killed them, the first at step {first:,}.", evidence, "killed")


def _counts(born: int, dead: int) -> tuple[Evidence, ...]:
    return (Evidence("born dead", f"{born}/{dead}"),) if born else ()
