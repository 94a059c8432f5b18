"""The manner of death: why units of some layers are dead, in one sentence, with the numbers that support it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from actviz.arrays import Floats, Ints
from actviz.diagnosis.findings import Evidence, capital, layers_text, merged
from actviz.diagnosis.former_settings import GENTLER, before_text
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.pace import is_fast, is_too_slow
from actviz.diagnosis.remedies import REMEDIES, Remedy
from actviz.diagnosis.sentence import Choice
from actviz.diagnosis.start_of_run import layers_shrink_at_start, start_ratios, starts_at_zero, weights_fit
from actviz.diagnosis.structure_of_run import weights_size_counts
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact, figure
from actviz.training.config.change import Change
from actviz.training.snapshot import Cause

EVERYWHERE = ((-math.inf, math.inf),)
LARGE, USUAL, TINY = 1e-2, 1e-3, 1e-4  # update ratio: a tenth of the usual one kills only units at the brink of death
NARROW = 4  # units a layer
FAINT = 0.1  # signal of the last hidden layer over that of layer 1 at the start
DEAD_SHARE = 0.5  # of a layer, above which its dead units hinder the network
FIRST_STEPS = 10  # which large outputs make long
MANNER = Choice("death_manner")


def dead_units_hinder(run: MeasuredRun) -> bool:
    """Return whether a layer is mostly dead and the network does not learn for no other reason that came before.

    Such reasons are targets that are all alike, steps that are too short, and layers that shrank the gradient at the
    start.
    """
    worst = float(_in_the_way(run).max(initial=0.0))
    if run.learned or run.nothing_to_learn or is_too_slow(run) or layers_shrink_at_start(run):
        return False
    return worst > DEAD_SHARE and run.steps_since_change >= 1


def _in_the_way(run: MeasuredRun) -> Floats:
    """Return each layer's share of dead units; where a skip leads past the layer, that of the whole network."""
    bridged, whole = run.passed_layers, run.n_dead / max(1, run.n_units)
    return np.array([whole if i in bridged else share for i, share in enumerate(run.dead_shares.tolist(), 1)])


def barriers(run: MeasuredRun) -> list[int]:
    """Return the layers (1-based) whose units are all dead and that no skip leads past."""
    bridged = run.passed_layers
    return [i for i, share in enumerate(run.dead_shares, 1) if share == 1.0 and i not in bridged]


def layers_of_deaths(run: MeasuredRun) -> list[int]:
    """Return the layers that are dead; without one, those whose dead units hinder; else those with dead units."""
    whole = barriers(run) or [i for i, share in enumerate(run.dead_shares, 1) if share == 1.0]
    if whole:
        return whole
    hinder, shares = dead_units_hinder(run), run.dead_shares
    some = _in_the_way(run) > DEAD_SHARE if hinder else shares > 0.0
    return [i for i, share in enumerate(shares, 1) if share > 0.0 and some[i - 1]]


def remedies_of_manner(said: Sequence[str]) -> tuple[Remedy, ...]:
    """Return the remedies that undo what these sentences blame."""
    return (REMEDIES["bias_zero"],) if "death_manner.born_dead_by_bias" in said else ()


def evidence_of_deaths(run: MeasuredRun) -> tuple[Evidence, ...]:
    """Return the numbers on how these units died that are known."""
    since, causes = _since(run), _causes(run)
    born, dead = int((since == 0).sum()), len(since)
    switched, below = _switched(run), [cause for cause in causes if cause.by_inputs]
    start = "dead at step 0, by unmoved statistics" if _began_by_statistics(run) else "dead from the start"
    told = [Evidence(start, f"{born} of {dead}")] if born else []
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
    since = np.concatenate([run.snapshot.dead_since[i - 1][run.dead[i - 1]] for i in layers_of_deaths(run)])
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


def _typical(run: MeasuredRun) -> Cause | None:
    """Return the cause of the deaths with a known one that came with the median update."""
    causes = sorted(_causes(run), key=lambda cause: cause.update_ratio)
    return causes[len(causes) // 2] if causes else None


def _change_after_the_deaths(run: MeasuredRun) -> Change | None:
    """Return the first change of settings after most deaths, if the steps have been clearly gentler since then.

    None, too, where the present rate is still far above the usual one.
    """
    since, typical = _since(run), _typical(run)
    if not len(since) or is_fast(run) or not np.median(since) > 0:
        return None
    change = next((each for each in run.history.changes if each.step >= np.median(since)), None)
    if change is None:
        return None
    # a schedule may have made the steps gentler between the deaths and the change
    scheduled = change.before.rate_schedule.varies
    rate = change.before.rate_at(change.step) if typical is None or scheduled else typical.learning_rate
    gentler = run.config.rate_at(change.step) < GENTLER * rate or run.config.optimizer != change.before.optimizer
    less = any(getattr(run.config, name) < getattr(change.before, name) for name in ("momentum", "weight_decay"))
    return change if gentler or less else None


def _first_death(run: MeasuredRun) -> int | None:
    """Return the step of the run's first death, of a unit that may live again; None where it is not or no more known.

    A death whose step the record will tell later is not counted.
    """
    if run.history.first_event:
        return None
    dated = (event.step for event in run.history.events if event.kind == "death" and not event.pending)
    return min(dated, default=None)


def _most_were_born_dead(run: MeasuredRun) -> str | None:
    """Return "All" or "Most" where the units were born dead, else None.

    With the layers where others have dead units too; a finding on dead layers names them itself.
    """
    since, layers = _since(run), layers_of_deaths(run)
    born = int((since == 0).sum())
    if 2 * born < len(since) or _began_by_statistics(run):
        return None
    many = "All" if born == len(since) else "Most"
    told = len(since) == run.n_dead or bool((run.dead_shares == 1.0).any())
    return many if told else f"{many} of those in {layers_text(merged(layers))}"


def _began_by_statistics(run: MeasuredRun) -> bool:
    """Return whether the units of step 0 were counted by running statistics, which no batch had moved then."""
    first = run.facts.config
    below = first.normalization_place == "before" or layers_of_deaths(run) != [1]
    return first.normalization == "batch" and below


@MANNER.sentence("zero_slope")
def flat_everywhere(run: MeasuredRun) -> str | None:
    """The activation has a slope of zero for every z."""
    kinds = [ACTIVATIONS[run.config.activations[i - 1]] for i in layers_of_deaths(run)]
    if not all(kind.flat_regions(run.config.alpha) == EVERYWHERE for kind in kinds):
        return None
    return "The activation's slope is zero everywhere, whatever the weights."


@MANNER.sentence("equal_weights")
def born_dead_by_zeros(run: MeasuredRun) -> str | None:
    """Most were dead at step 0, and all weights started at 0."""
    many, signal = _most_were_born_dead(run), run.history.signal
    if many is None or not starts_at_zero(run) or not len(signal) or signal[0].any():
        return None
    return (
        f"{many} were dead from the start: all weights start at 0, so every pre-activation is the bias, "
        f"{compact(run.config.bias_init)}, where the slope is 0."
    )


@MANNER.sentence("born_dead")
def born_dead_by_bias(run: MeasuredRun) -> str | None:
    """Most were dead at step 0, and the biases start below 0 or where the slope is zero."""
    many, bias = _most_were_born_dead(run), run.config.bias_init
    if run.facts.config.architecture.normalizes_before and run.facts.config.normalization != "rms":
        return None  # the normalisation takes a bias that all units share out again
    kinds = [ACTIVATIONS[run.config.activations[i - 1]] for i in layers_of_deaths(run)]
    flat = bias != 0.0 and all(kind.is_flat(np.array([bias]), run.config.alpha).all() for kind in kinds)
    if many is None or not (bias < 0.0 or flat):
        return None
    return f"{many} were dead from the start, with biases that start at {compact(run.config.bias_init)}."


@MANNER.sentence("born_dead")
def born_dead(run: MeasuredRun) -> str | None:
    """Most were dead at step 0."""
    many = _most_were_born_dead(run)
    return (
        None
        if many is None
        else f"{many} were dead from the start: with these inputs, the initial weights switch them off."
    )


@MANNER.sentence()
def dead_by_first_statistics(run: MeasuredRun) -> str | None:
    """Most count as dead since step 0, when no batch had moved the running statistics."""
    since = _since(run)
    if not _began_by_statistics(run) or 2 * int((since == 0).sum()) < len(since):
        return None
    return "Most count as dead since step 0, by running statistics that no batch had moved then."


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


@MANNER.sentence()
def killed_before_a_change(run: MeasuredRun) -> str | None:
    """Most died before the settings were changed to gentler ones."""
    change = _change_after_the_deaths(run)
    if change is None:
        return None
    typical = _typical(run)
    rate = change.before.rate_at(change.step) if typical is None else typical.learning_rate
    return f"Most died by step {change.step:,}, at learning rate {compact(rate)}, {before_text(change)}"


@MANNER.sentence("small_weights")
def faint_signal(run: MeasuredRun) -> str | None:
    """Most died by short steps, and at the start hardly any signal reached the last hidden layer."""
    typical, (forward, _) = _typical(run), start_ratios(run)
    if typical is None or not typical.update_ratio < USUAL or not forward < FAINT or not weights_size_counts(run):
        return None
    if weights_fit(run) and min(run.facts.sizes[1:-1]) <= NARROW:
        return None
    return (
        f"Steps that changed the weights by {figure(typical.update_ratio)} of their size were enough: the initial "
        f"weights let the examples' differences shrink to {figure(forward)} on their way to the last hidden "
        "layer, so that all examples lie on one side of 0."
    )


@MANNER.sentence("born_dead")
def at_the_brink(run: MeasuredRun) -> str | None:
    """Most died by tiny steps: they lived on hardly any example."""
    typical = _typical(run)
    if typical is None or not typical.update_ratio < TINY:
        return None
    if typical.by_inputs and not run.config.architecture.is_plain:  # γ, β and branches' factors may have moved them far
        return None
    return (
        "They were at the brink from the start: steps that changed the weights by "
        f"{figure(typical.update_ratio)} of their size, where about 0.001 is usual, switched most off."
    )


@MANNER.sentence("narrow_dead")
def killed_in_narrow_layers(run: MeasuredRun) -> str | None:
    """Most died by usual steps, in layers of so few units that all of one die by chance."""
    narrowest, typical = min(run.facts.sizes[1:-1]), _typical(run)
    if typical is None or narrowest > NARROW or is_fast(run) or run.loss_spike is not None:
        return None
    return (
        f"Usual steps did it, at learning rate {compact(typical.learning_rate)}: in layers of {narrowest} units it "
        "takes few deaths to stop the signal."
    )


@MANNER.sentence("large_weights")
def killed_by_large_weights(run: MeasuredRun) -> str | None:
    """Most died in the first steps, which were far too long as the initial weights made the outputs far off."""
    since = _since(run)
    soon = (since > 0) & (since <= FIRST_STEPS)
    if not run.overflowing or run.config.init_scale <= 1.0 or 2 * int(soon.sum()) <= len(since):
        return None
    return (
        f"Most died by step {int(since[soon].max())}: the initial weights, of scale {compact(run.config.init_scale)}, "
        f"made the first outputs err by {figure(run.error(run.first_loss))} times as much as a constant guess, and so "
        "the first steps long."
    )


@MANNER.sentence("killed")
def killed_from_below(run: MeasuredRun) -> str | None:
    """Of most deaths with a known cause, the inputs moved more than the unit's own weights."""
    causes = _causes(run)
    below = sum(cause.by_inputs for cause in causes)
    if 2 * below <= len(causes):
        return None
    return f"{capital(_many(run, below))} died because earlier layers changed their inputs."


@MANNER.sentence("killed")
def killed_by_a_large_step(run: MeasuredRun) -> str | None:
    """Of most deaths with a known cause, the unit's own weights moved more, by a large step."""
    own = _typical_own(run)
    return _own(run, "A large step", own) if own is not None and own.update_ratio > LARGE else None


@MANNER.sentence("killed")
def killed_by_steps(run: MeasuredRun) -> str | None:
    """Of most deaths with a known cause, the unit's own weights moved more."""
    own = _typical_own(run)
    return None if own is None else _own(run, "Steps", own)


def _typical_own(run: MeasuredRun) -> Cause | None:
    """Return the cause of the deaths by the units' own weights that came with the median update."""
    own = sorted((cause for cause in _causes(run) if not cause.by_inputs), key=lambda cause: cause.update_ratio)
    return own[len(own) // 2] if own else None


def _own(run: MeasuredRun, steps: str, cause: Cause) -> str:
    many = _many(run, sum(not each.by_inputs for each in _causes(run)))
    return f"{steps} of their own weights killed {many}, at learning rate {compact(cause.learning_rate)}."


def _many(run: MeasuredRun, n: int) -> str:
    """Return "most", or "8 of 17" where n units are not most of the dead ones: some were born dead, say.

    With the layers of these units where others have dead units too.
    """
    since = _since(run)
    if 2 * n > len(since):
        return "most"
    where = "" if len(since) == run.n_dead else f" in {layers_text(merged(layers_of_deaths(run)))}"
    return f"{n} of {len(since)}{where}"


@MANNER.sentence("killed")
def died_in_a_spike(run: MeasuredRun) -> str | None:
    """The causes are not known, and the loss had a spike."""
    if run.loss_spike is None:
        return None
    step, peak = run.loss_spike
    return f"{_died_while_training(run)}, and the loss shot up to {figure(peak)} at step {step:,}."


@MANNER.sentence("killed")
def died(run: MeasuredRun) -> str | None:
    """The causes are not known."""
    return f"{_died_while_training(run)}."


def _died_while_training(run: MeasuredRun) -> str:
    since = _since(run)
    n = int((since > 0).sum())
    return f"{'They' if n == len(since) else capital(_many(run, n))} died while training"
