"""The manner of death: why units of some layers are dead, in one sentence, with the numbers that support it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from actviz.arrays import Ints
from actviz.diagnosis.dead_layers import layers_of_deaths
from actviz.diagnosis.findings import Evidence, capital, layers_text, merged
from actviz.diagnosis.former_settings import GENTLER, before_text
from actviz.diagnosis.measured_once import measured_once
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.pace import is_fast
from actviz.diagnosis.readings import less_than_text
from actviz.diagnosis.remedies import REMEDIES, Remedy
from actviz.diagnosis.sentence import Choice
from actviz.diagnosis.start_of_run import start_ratios, starts_at_zero, weights_fit
from actviz.diagnosis.structure_of_run import weights_size_counts
from actviz.joined_text import of_total
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact, figure, whole
from actviz.training.config.change import Change
from actviz.training.snapshot import Cause
from actviz.translation import mark, tr

EVERYWHERE = ((-math.inf, math.inf),)
LARGE, USUAL, TINY = 1e-2, 1e-3, 1e-4  # update ratio: a tenth of the usual one kills only units at the brink of death
NARROW = 4  # units a layer
FAINT = 0.1  # signal of the last hidden layer over that of layer 1 at the start
FIRST_STEPS = 10  # which large outputs make long
MANNER = Choice("death_manner")


def remedies_of_manner(said: Sequence[str]) -> tuple[Remedy, ...]:
    """Return the remedies that undo what these sentences blame."""
    return (REMEDIES["bias_zero"],) if "death_manner.born_dead_by_bias" in said else ()


def evidence_of_deaths(run: MeasuredRun) -> tuple[Evidence, ...]:
    """Return the numbers on how these units died that are known."""
    since, causes = _since(run), _causes(run)
    born, dead = int((since == 0).sum()), len(since)
    switched, below = _switched(run), [cause for cause in causes if cause.by_inputs]
    start = tr("dead at step 0, by unmoved statistics") if _began_by_statistics(run) else tr("dead from the start")
    told = [Evidence(start, of_total(born, dead))] if born else []
    if len(switched):
        told.append(Evidence(tr("killed by the change"), of_total(len(switched), dead)))
    if born + len(switched) < dead and (first := _first_death(run)) is not None:
        told.append(Evidence(tr("first death"), tr("step {first}", first=whole(first))))
    if below:
        told.append(Evidence(tr("killed by earlier layers"), of_total(len(below), len(causes))))
    if len(below) < len(causes):
        told.append(Evidence(tr("largest update ratio"), figure(_worst(run).update_ratio)))
    return tuple(told)


@measured_once
def _since(run: MeasuredRun) -> Ints:
    """Return the step of death of every unit that is dead now in these layers, 0 for born dead."""
    since = np.concatenate([run.snapshot.dead_since[i - 1][run.dead[i - 1]] for i in layers_of_deaths(run)])
    return since[since >= 0]


def _switched(run: MeasuredRun) -> Ints:
    """Return the steps of the deaths that a change of the activation made: no step came in between."""
    since = _since(run)
    return since[np.isin(since, [step for step in run.switched_at if step > 0])]


@measured_once
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
    """Return "All", "Most" or "Half" where the units were born dead, else None.

    With the layers where others have dead units too; a finding on dead layers names them itself.
    """
    since, layers = _since(run), layers_of_deaths(run)
    born = int((since == 0).sum())
    if 2 * born < len(since) or _began_by_statistics(run):
        return None
    all_named = len(since) == run.n_dead or bool((run.dead_shares == 1.0).any())
    text = mark("Half") if all_named else mark("Half of those in {layers}")
    if born == len(since):
        text = mark("All") if all_named else mark("All of those in {layers}")
    elif 2 * born > len(since):
        text = mark("Most") if all_named else mark("Most of those in {layers}")
    return tr(text, layers=layers_text(merged(layers)))


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
    return tr("The activation's slope is zero everywhere, whatever the weights.")


@MANNER.sentence("equal_weights")
def born_dead_by_zeros(run: MeasuredRun) -> str | None:
    """Most were dead at step 0, and all weights started at 0."""
    many, signal = _most_were_born_dead(run), run.history.signal
    if many is None or not starts_at_zero(run) or not len(signal) or signal[0].any():
        return None
    return tr(
        "{many} were dead from the start: all weights start at 0, so every pre-activation is the bias, "
        "{bias_init}, where the slope is 0.",
        many=many,
        bias_init=compact(run.config.bias_init),
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
    return tr(
        "{many} were dead from the start, with biases that start at {bias_init}.",
        many=many,
        bias_init=compact(run.config.bias_init),
    )


@MANNER.sentence("born_dead")
def born_dead(run: MeasuredRun) -> str | None:
    """Most were dead at step 0."""
    many = _most_were_born_dead(run)
    if many is None:
        return None
    return tr("{many} were dead from the start: with these inputs, the initial weights switch them off.", many=many)


@MANNER.sentence()
def dead_by_first_statistics(run: MeasuredRun) -> str | None:
    """Most count as dead since step 0, when no batch had moved the running statistics."""
    since = _since(run)
    if not _began_by_statistics(run) or 2 * int((since == 0).sum()) <= len(since):
        return None
    return tr("Most count as dead since step 0, by running statistics that no batch had moved then.")


@MANNER.sentence("born_dead")
def switched_off(run: MeasuredRun) -> str | None:
    """Most died when the activation was changed."""
    switched, dead = _switched(run), len(_since(run))
    if 2 * len(switched) <= dead:
        return None
    them_all = mark(
        "The change of the activation at step {step} switched them off: their pre-activations lay where its slope is "
        "zero."
    )
    most = mark(
        "The change of the activation at step {step} switched most of them off: their pre-activations lay where its "
        "slope is zero."
    )
    return tr(
        them_all if len(switched) == dead else most,
        step=whole(int(switched.max())),
    )


@MANNER.sentence()
def killed_before_a_change(run: MeasuredRun) -> str | None:
    """Most died before the settings were changed to gentler ones."""
    change = _change_after_the_deaths(run)
    if change is None:
        return None
    typical = _typical(run)
    rate = change.before.rate_at(change.step) if typical is None else typical.learning_rate
    return tr(
        "Most died by step {step}, at learning rate {rate}, {before}",
        step=whole(change.step),
        rate=compact(rate),
        before=before_text(change),
    )


def _size(update_ratio: float) -> str:
    """Return an update ratio as text; one of 0 is too small for float32 to add it to a weight."""
    return figure(update_ratio) if update_ratio else less_than_text("< 10⁻⁷")


@MANNER.sentence("small_weights")
def faint_signal(run: MeasuredRun) -> str | None:
    """Most died by short steps, and at the start hardly any signal reached the last hidden layer."""
    typical, (forward, _) = _typical(run), start_ratios(run)
    if typical is None or not typical.update_ratio < USUAL or not forward < FAINT or not weights_size_counts(run):
        return None
    if weights_fit(run) and min(run.facts.sizes[1:-1]) <= NARROW:
        return None
    return tr(
        "Steps that changed the weights by {update_ratio} of their size were enough: the initial weights let "
        "the examples' differences shrink to {forward} on their way to the last hidden layer, so that all "
        "examples lie on one side of 0.",
        update_ratio=_size(typical.update_ratio),
        forward=figure(forward),
    )


@MANNER.sentence("born_dead")
def at_the_brink(run: MeasuredRun) -> str | None:
    """Most died by tiny steps: they lived on hardly any example."""
    typical = _typical(run)
    if typical is None or not typical.update_ratio < TINY:
        return None
    if typical.by_inputs and not run.config.architecture.is_plain:  # γ, β and branches' factors may have moved them far
        return None
    return tr(
        "They were at the brink from the start: steps that changed the weights by {update_ratio} of their "
        "size, where about 0.001 is usual, switched most off.",
        update_ratio=_size(typical.update_ratio),
    )


@MANNER.sentence("narrow_dead")
def killed_in_narrow_layers(run: MeasuredRun) -> str | None:
    """Most died by steps at a usual rate, in layers of so few units that all of one die by chance."""
    narrowest, typical = min(run.facts.sizes[1:-1]), _typical(run)
    if typical is None or narrowest > NARROW or is_fast(run) or run.loss_spike is not None:
        return None
    text = mark(
        "Usual steps did it, at learning rate {learning_rate}: in layers of {narrowest} units it takes few "
        "deaths to stop the signal."
    )
    if typical.update_ratio > LARGE:
        text = mark(
            "Steps that changed the weights by {update_ratio} times their size did it, at learning rate "
            "{learning_rate}: in layers of {narrowest} units it takes few deaths to stop the signal."
        )
    return tr(
        text,
        update_ratio=figure(typical.update_ratio),
        learning_rate=compact(typical.learning_rate),
        narrowest=narrowest,
    )


@MANNER.sentence("large_weights")
def killed_by_large_weights(run: MeasuredRun) -> str | None:
    """Most died in the first steps, which were far too long as the initial weights made the outputs far off."""
    since = _since(run)
    soon = (since > 0) & (since <= FIRST_STEPS)
    if not run.overflowing or run.config.init_scale <= 1.0 or 2 * int(soon.sum()) <= len(since):
        return None
    return tr(
        "Most died by step {since}: the initial weights, of scale {init_scale}, made the first outputs err "
        "by {error} times as much as a constant guess, and so the first steps long.",
        since=int(since[soon].max()),
        init_scale=compact(run.config.init_scale),
        error=figure(run.error(run.first_loss)),
    )


@MANNER.sentence("killed")
def killed_from_below(run: MeasuredRun) -> str | None:
    """Of most deaths with a known cause, the inputs moved more than the unit's own weights."""
    causes = _causes(run)
    below = sum(cause.by_inputs for cause in causes)
    if 2 * below <= len(causes):
        return None
    return tr("{many} died because earlier layers changed their inputs.", many=capital(_many(run, below)))


@MANNER.sentence("killed")
def killed_by_a_large_step(run: MeasuredRun) -> str | None:
    """Of most deaths with a known cause, the unit's own weights moved more, by a large step."""
    own = _typical_own(run)
    if own is None or own.update_ratio <= LARGE:
        return None
    return tr(
        "A large step of their own weights killed {many}, at learning rate {rate}.",
        many=_many_by_own(run),
        rate=compact(own.learning_rate),
    )


@MANNER.sentence("killed")
def killed_by_steps(run: MeasuredRun) -> str | None:
    """Of most deaths with a known cause, the unit's own weights moved more."""
    own = _typical_own(run)
    if own is None:
        return None
    return tr(
        "Steps of their own weights killed {many}, at learning rate {rate}.",
        many=_many_by_own(run),
        rate=compact(own.learning_rate),
    )


def _typical_own(run: MeasuredRun) -> Cause | None:
    """Return the cause of the deaths by the units' own weights that came with the median update."""
    own = sorted((cause for cause in _causes(run) if not cause.by_inputs), key=lambda cause: cause.update_ratio)
    return own[len(own) // 2] if own else None


def _many_by_own(run: MeasuredRun) -> str:
    return _many(run, sum(not each.by_inputs for each in _causes(run)))


def _many(run: MeasuredRun, n: int) -> str:
    """Return "most", or "8 of 17" where n units are not most of the dead ones: some were born dead, say.

    With the layers of these units where others have dead units too.
    """
    since = _since(run)
    if 2 * n > len(since):
        return tr("most")
    if len(since) == run.n_dead:
        return of_total(n, len(since))
    where = layers_text(merged(layers_of_deaths(run)))
    return tr("{n} of {total} in {layers}", n=n, total=len(since), layers=where)


@MANNER.sentence("killed")
def died_in_a_spike(run: MeasuredRun) -> str | None:
    """The causes are not known, and the loss had a spike."""
    if run.loss_spike is None:
        return None
    step, peak = run.loss_spike
    return tr(
        "{died_while_training}, and the loss shot up to {peak} at step {step}.",
        died_while_training=_died_while_training(run),
        peak=figure(peak),
        step=whole(step),
    )


@MANNER.sentence("killed")
def died(run: MeasuredRun) -> str | None:
    """The causes are not known."""
    return tr("{text}.", text=_died_while_training(run))


def _died_while_training(run: MeasuredRun) -> str:
    since = _since(run)
    n = int((since > 0).sum())
    if n == len(since):
        return tr("They died while training")
    return tr("{many} died while training", many=capital(_many(run, n)))
