"""The manner of death: why units of some layers are dead, in one sentence, with the numbers that support it."""

from __future__ import annotations

import math

import numpy as np

from actviz.arrays import Ints
from actviz.diagnosis.findings import Evidence
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.sentence import Choice
from actviz.diagnosis.start_of_run import layers_shrink_at_start
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact, figure
from actviz.training.snapshot import Cause

EVERYWHERE = ((-math.inf, math.inf),)
LARGE = 1e-2  # update ratio
DEAD_SHARE = 0.5  # of a layer, above which its dead units hinder the network
MANNER = Choice("death_manner")


def dead_units_hinder(run: MeasuredRun) -> bool:
    """Return whether a layer is mostly dead and the network does not learn for no other reason that came before.

    Such reasons are targets that are all alike, steps that are too short, and layers that shrank the gradient at the
    start.
    """
    worst = float(run.dead_shares.max(initial=0.0))
    if run.learned or run.nothing_to_learn or run.too_slow or layers_shrink_at_start(run):
        return False
    return worst > DEAD_SHARE and run.steps_since_change >= 1


def layers_of_deaths(run: MeasuredRun) -> list[int]:
    """Return the layers that are dead; without one, those whose dead units hinder; else those with dead units."""
    shares = run.dead_shares
    least = 1.0 if (shares == 1.0).any() else np.nextafter(DEAD_SHARE if dead_units_hinder(run) else 0.0, 1.0)
    return [i for i, share in enumerate(shares, 1) if share >= least]


def evidence_of_deaths(run: MeasuredRun) -> tuple[Evidence, ...]:
    """Return the numbers on how these units died that are known."""
    since, causes = _since(run), _causes(run)
    born, dead = int((since == 0).sum()), len(since)
    switched, below = _switched(run), [cause for cause in causes if cause.by_inputs]
    told = [Evidence("dead from the start", f"{born} of {dead}")] if born else []
    if len(switched):
        told.append(Evidence("killed by the change", f"{len(switched)} of {dead}"))
    if born + len(switched) < dead and (first := _first_death(run)) is not None:
        told.append(Evidence("first death", f"step {first:,}"))
    if below:
        told.append(Evidence("killed by earlier layers", f"{len(below)} of {len(causes)}"))
    if len(below) < len(causes):
        told.append(Evidence("largest update ratio", figure(_worst(run).update_ratio)))
    return tuple(told)


def _since(run: MeasuredRun) -> Ints:
    """Return the step of death of every unit that is dead now in these layers, 0 for born dead."""
    since = np.concatenate([run.snapshot.dead_since[i - 1] for i in layers_of_deaths(run)])
    return since[since >= 0]


def _switched(run: MeasuredRun) -> Ints:
    """Return the steps of the deaths that a change of the activation made: no step came in between."""
    since = _since(run)
    return since[np.isin(since, [step for step in run.switched_at if step > 0])]


def _causes(run: MeasuredRun) -> list[Cause]:
    layers = set(layers_of_deaths(run))
    return [death.cause for death in run.lasting_deaths if death.layer in layers and death.cause is not None]


def _worst(run: MeasuredRun) -> Cause:
    """Return the cause of the deaths by the units' own weights that came with the largest update."""
    return max((cause for cause in _causes(run) if not cause.by_inputs), key=lambda cause: cause.update_ratio)


def _first_death(run: MeasuredRun) -> int | None:
    """Return the step of the run's first death, of a unit that may live again; None where it is not or no more known.

    A death whose step the record will tell later is not counted.
    """
    if run.history.first_event:
        return None
    dated = (event.step for event in run.history.events if event.kind == "death" and not event.pending)
    return min(dated, default=None)


def _most_were_born_dead(run: MeasuredRun) -> str | None:
    """Return "All" or "Most" where the units were born dead, else None."""
    since = _since(run)
    born = int((since == 0).sum())
    return None if 2 * born < len(since) else "All" if born == len(since) else "Most"


@MANNER.sentence("zero_slope")
def flat_everywhere(run: MeasuredRun) -> str | None:
    """The activation has a slope of zero for every z."""
    kinds = [ACTIVATIONS[run.config.activations[i - 1]] for i in layers_of_deaths(run)]
    if not all(kind.flat_regions(run.config.alpha) == EVERYWHERE for kind in kinds):
        return None
    return "The activation's slope is zero everywhere, whatever the weights."


@MANNER.sentence("born_dead")
def born_dead_by_bias(run: MeasuredRun) -> str | None:
    """Most were dead at step 0, and the biases start below 0 or where the slope is zero."""
    many, bias = _most_were_born_dead(run), run.config.bias_init
    kinds = [ACTIVATIONS[run.config.activations[i - 1]] for i in layers_of_deaths(run)]
    flat = bias != 0.0 and all(kind.is_flat(np.array([bias]), run.config.alpha).all() for kind in kinds)
    if many is None or not (bias < 0.0 or flat):
        return None
    return f"{many} were born dead, with biases that start at {compact(run.config.bias_init)}."


@MANNER.sentence("born_dead")
def born_dead(run: MeasuredRun) -> str | None:
    """Most were dead at step 0."""
    many = _most_were_born_dead(run)
    return None if many is None else f"{many} were born dead: the initial weights happen to switch them off."


@MANNER.sentence("born_dead")
def switched_off(run: MeasuredRun) -> str | None:
    """Most died when the activation was changed."""
    switched, dead = _switched(run), len(_since(run))
    if 2 * len(switched) < dead:
        return None
    which = "them" if len(switched) == dead else "most of them"
    return (
        f"The change of the activation at step {int(switched.max()):,} switched {which} off: their pre-activations "
        "lay where its slope is zero."
    )


@MANNER.sentence("killed")
def killed_from_below(run: MeasuredRun) -> str | None:
    """Of most deaths with a known cause, the inputs moved more than the unit's own weights."""
    causes = _causes(run)
    if 2 * sum(cause.by_inputs for cause in causes) <= len(causes):
        return None
    return "Most died because the layers below changed their inputs."


@MANNER.sentence("killed")
def killed_by_a_large_step(run: MeasuredRun) -> str | None:
    """Of most deaths with a known cause, the unit's own weights moved more, by a large step."""
    return _own("A large step", run) if _causes(run) and _worst(run).update_ratio > LARGE else None


@MANNER.sentence("killed")
def killed_by_steps(run: MeasuredRun) -> str | None:
    """Of most deaths with a known cause, the unit's own weights moved more."""
    return _own("Steps", run) if _causes(run) else None


def _own(steps: str, run: MeasuredRun) -> str:
    return f"{steps} of their own weights killed most, at learning rate {compact(_worst(run).learning_rate)}."


@MANNER.sentence("killed")
def died_in_a_spike(run: MeasuredRun) -> str | None:
    """The causes are not known, and the loss had a spike."""
    if run.loss_spike is None:
        return None
    step, peak = run.loss_spike
    return f"They died while training, and the loss shot up to {figure(peak)} at step {step:,}."


@MANNER.sentence("killed")
def died(_run: MeasuredRun) -> str | None:
    """The causes are not known."""
    return "They died while training."
