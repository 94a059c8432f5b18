"""The rules of diagnosis. ADD A RULE: a function with the decorator, in its place among the others.

Their order is that of cause before effect. A rule looks at a Case and returns a Finding, or None where nothing is
wrong; `explains` names the later rules whose findings, if there are any, come of this one.

Thresholds: first/last ratio below 1e-3 together with a first-layer norm below 1e-4, and above 70 for exploding
(AUTOTRAINER, ICSE 2021; both ratios are settings); more than half a layer dead (SageMaker Debugger); update ratio
near 1e-3 in health. The others were read off the runs in the tests' table of verdicts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from actviz.nn.activations import ACTIVATIONS
from actviz.registry import Registry
from actviz.training import cures
from actviz.training.case import Case
from actviz.training.cures import Cure, suggestions
from actviz.training.findings import Evidence, Finding, capital, figure, layers_text, merged, percent

Look = Callable[[Case], Finding | None]
WEAK_NORM = 1e-4  # of the first layer's gradient
DEAD_SHARE, NOTED_SHARE = 0.5, 0.1  # of a layer for an alarm, of all units for a note
USUAL, LARGE = 1e-3, 1e-2  # update ratio
OVERFLOWING, STILL_LOUD = 20.0, 5.0  # times the error of guessing: at the start, and later
SATURATED_SHARE = 0.6  # of a layer's values
WORSE = 1.5  # times the loss of guessing and of the start: steps too long
EVERYWHERE = ((-math.inf, math.inf),)
GUESSING = 0.97  # times the loss of guessing: not learned
PATIENCE_STEPS, PATIENCE_EPOCHS = 250, 10  # after which something should have been learned
RISE, GAP = 0.25, 0.1  # test loss over its best, in guessing's; training accuracy over the test's


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


_EFFECTS = ("vanishing", "saturation", "rate_too_large", "rate_too_small", "not_learning", "overfitting")
BORN_DEAD: tuple[Cure, ...] = (
    cures.bias_zero,
    cures.less_decay,
    cures.wider,
    cures.scale_one,
    cures.initializer("he_normal"),
    cures.activation("leaky_relu"),
    cures.activation("elu"),
    cures.activation("gelu"),
)
KILLED: tuple[Cure, ...] = (
    cures.less_decay,
    cures.scale_one,
    cures.usual_rate,
    cures.rate(1 / 10),
    cures.clip(1.0),
    cures.activation("leaky_relu"),
    cures.rate(1 / 3),
    cures.activation("elu"),
)


# Values that are not finite


@rule("diverged", explains=("dead_layer", "dead_units", *_EFFECTS))
def diverged(case: Case) -> Finding | None:
    """Training stopped because values were not finite any more."""
    what = case.snapshot.divergence
    if what is None:
        return None
    where = f"layer {what.layer}'s {what.quantity}" if what.layer else "the loss"
    start = not what.kept_is_finite or case.error(case.first_loss) > OVERFLOWING
    by_function = start and case.config.init_scale <= 1.0 and not what.kept_is_finite
    return Finding(
        "diverged",
        f"Training diverged at step {what.step:,}" if what.kept_is_finite else "Training cannot begin",
        "critical",
        f"Values grew beyond what a number can hold, {where} first, so training stands at step {what.kept_step:,}. "
        + (
            "The activation enlarges the signal from layer to layer."
            if by_function
            else "The weights were too large to begin with: every layer enlarged the signal."
            if start
            else f"A step of {what.learning_rate:g} times the gradient leads to a larger gradient, and so on."
        ),
        (
            Evidence("learning rate", f"{what.learning_rate:g}"),
            Evidence("loss", f"{figure(case.first_loss)} → {figure(case.snapshot.loss)}"),
            Evidence("largest gradient norm", figure(case.largest_norm)),
        ),
        () if not what.layer else ((what.layer, what.layer),),
        ("loss", "gradient_flow", "network"),
        suggestions(
            case.config,
            (
                cures.scale_one,
                *(cures.SLOPES if by_function else (cures.initializer("xavier_normal"),) if start else ()),
                cures.usual_rate,
                cures.rate(1 / 10),
                cures.clip(1.0),
                cures.rate(1 / 100),
            ),
        ),
    )


@rule("symmetric", explains=("dead_layer", "dead_units", *_EFFECTS))
def symmetric(case: Case) -> Finding | None:
    """All units of every layer have the same weights."""
    alike = [i for i, same in enumerate(case.snapshot.alike, 1) if same]
    wide = [i for i, n in enumerate(case.facts.sizes[1:-1], 1) if n > 1]
    if not wide or alike != wide:
        return None
    n = max(case.facts.sizes[1:-1])
    return Finding(
        "symmetric",
        "All units are alike",
        "critical",
        f"The {n} units of a layer began with equal weights, so they compute the same and get the same gradient. "
        "However long they train they stay the same, so that each layer is worth one unit.",
        (
            Evidence("different units a layer", "1"),
            Evidence("loss", case.losses),
            Evidence("loss of guessing", figure(case.chance)),
        ),
        merged(alike),
        ("network", "learned_map", "gradient_flow"),
        suggestions(
            case.config,
            (
                cures.fitting_initializer,
                cures.initializer("orthogonal"),
                cures.scale_one,
                cures.activation("relu", "he_normal"),
            ),
        ),
    )


# Dead units


@rule("dead_layer", explains=("dead_units", "exploding", *_EFFECTS))
def dead_layer(case: Case) -> Finding | None:
    """A layer of which every unit is dead."""
    layers = [i for i, share in enumerate(case.dead_shares, 1) if share == 1.0]
    if not layers:
        return None
    ranges = merged(layers)
    how = _deaths(case, layers)
    one = len(layers) == 1
    flat = [ACTIVATIONS[case.config.activations[i - 1]].flat_regions() for i in layers]
    if any(len(regions) == 1 and regions != EVERYWHERE for regions in flat):  # there each unit has one value
        what = (
            f"No unit of {'that layer' if one else 'these layers'} answers to any training example, so the output is "
            f"constant and no gradient gets past {'it' if one else 'them'}."
        )
    else:
        what = (
            f"On every training example the slope of all units of {'that layer' if one else 'these layers'} is zero, "
            f"so no gradient gets past {'it' if one else 'them'}."
        )
    return Finding(
        "dead_layer",
        f"{capital(layers_text(ranges))} {'is' if one else 'are'} dead",
        "critical",
        f"{what} {how.sentence}",
        (
            Evidence("dead units", f"{case.n_dead}/{case.n_units}"),
            *how.evidence,
            Evidence("loss", case.losses),
        ),
        ranges,
        ("deaths", "dead_units", "network", "activation"),
        suggestions(case.config, how.cures),
    )


@rule("dead_units", explains=_EFFECTS)
def dead_units(case: Case) -> Finding | None:
    """A large share of the units is dead; worth a note only, where the network has learned nevertheless."""
    shares = case.dead_shares
    worst = float(shares.max(initial=0.0))
    # those born dead are not to blame while the others hardly move for want of a larger rate
    alarm = worst > DEAD_SHARE and not case.learned and case.steps_taken >= 1 and not case.too_slow
    if worst == 1.0 or not (alarm or case.n_dead >= NOTED_SHARE * case.n_units):
        return None
    layers = [i for i, share in enumerate(shares, 1) if share > (DEAD_SHARE if alarm else 0.0)]
    how = _deaths(case, layers)
    return Finding(
        "dead_units",
        f"{case.n_dead} of {case.n_units} units are dead",
        "warning" if alarm else "note",
        ("The network learns without them: on" if case.learned and not alarm else "On")
        + " every training example their slope is zero, so they get no gradient. "
        + how.sentence,
        (
            Evidence("dead units", f"{case.n_dead}/{case.n_units}"),
            Evidence(f"dead in layer {int(shares.argmax()) + 1}", percent(worst)),
            *how.evidence,
        ),
        merged(layers),
        ("deaths", "unit", "dead_units", "network"),
        suggestions(case.config, how.cures),
    )


@dataclass(frozen=True)
class _How:
    """How units came to be dead."""

    sentence: str
    evidence: tuple[Evidence, ...]
    cures: tuple[Cure, ...]


def _deaths(case: Case, layers: list[int]) -> _How:
    """Say how the dead units of these layers died: born dead, by a large step, by the layers below."""
    since = np.concatenate([case.snapshot.dead_since[i - 1] for i in layers])
    born, dead = int((since == 0).sum()), int((since >= 0).sum())
    if all(ACTIVATIONS[case.config.activations[i - 1]].flat_regions() == EVERYWHERE for i in layers):
        return _How(
            "The activation's slope is zero everywhere, whatever the weights.", _counts(born, dead), cures.SLOPES
        )
    if dead == 0 or 2 * born >= dead:
        config = case.config
        why = "their biases start below zero" if config.bias_init < 0 else "the first weights happen to switch them off"
        return _How(f"{'All' if born == dead else 'Most'} were born dead: {why}.", _counts(born, dead), BORN_DEAD)
    switched = np.isin(since, [step for step in case.switched_at if step > 0])  # no step was taken in between
    if 2 * int(switched.sum()) >= dead:
        step = int(since[switched].max())
        text = (
            f"The change of the activation at step {step:,} switched them off: what they sum up lies in its flat part."
        )
        return _How(text, (*_counts(born, dead), Evidence("by the change", f"{int(switched.sum())}/{dead}")), BORN_DEAD)
    first = int(since[since > 0].min())
    theirs = set(layers)
    causes = [death.cause for death in case.standing_deaths if death.layer in theirs and death.cause is not None]
    below = sum(cause.by_inputs for cause in causes)
    evidence = (*_counts(born, dead), Evidence("first death", f"step {first:,}"))
    if causes and 2 * below > len(causes):
        text = f"The layers below moved and took their inputs away; the first died at step {first:,}."
        return _How(text, (*evidence, Evidence("killed from below", f"{below}/{len(causes)}")), KILLED)
    if causes:
        worst = max((cause for cause in causes if not cause.by_inputs), key=lambda cause: cause.update_ratio)
        what = "A large step of" if worst.update_ratio > LARGE else "Steps of"
        text = f"{what} their own weights killed most, the first at step {first:,}, at learning rate "
        text += f"{worst.learning_rate:g}."
        return _How(text, (*evidence, Evidence("largest update ratio", figure(worst.update_ratio))), KILLED)
    if case.thrown is not None:
        step, peak = case.thrown
        text = f"Steps that were too long killed them: the loss shot up to {figure(peak)} at step {step:,}."
        return _How(text, (*evidence, Evidence("worst loss", figure(peak))), KILLED)
    rate = f" at learning rate {case.config.learning_rate:g}" if first > case.changed_at else ""
    return _How(f"Steps{rate} pushed them there, the first at step {first:,}.", evidence, KILLED)


def _counts(born: int, dead: int) -> tuple[Evidence, ...]:
    return (Evidence("born dead", f"{born}/{dead}"),) if born else ()


# Signals that grow or shrink


@rule("exploding", explains=("rate_too_large", "saturation", "not_learning", "overfitting"))
def exploding(case: Case) -> Finding | None:
    """The gradient, or the signal itself, grows from layer to layer."""
    s = case.snapshot
    growing = case.ratio > case.config.exploding_above or not np.isfinite(s.gradient_norms).all()
    error = case.error(s.loss)
    loud = error > STILL_LOUD and case.error(case.first_loss) > OVERFLOWING
    if not (growing or loud):
        return None
    if growing:
        text = (
            f"Layer 1 gets {figure(case.ratio)} times the gradient of the last layer, as every layer enlarges it on "
            "its way back. A step that suits the last layers throws the first ones far off."
        )
    else:
        text = (
            f"The outputs are off {figure(error)} times as far as a mere guess, as every layer enlarges the signal. "
            "So every gradient is as large, and steps overshoot."
        )
    return Finding(
        "exploding",
        "The gradient explodes" if growing else "The signal explodes",
        "critical",
        text,
        (
            Evidence("first/last, median", figure(case.ratio)),
            Evidence("largest gradient norm", figure(case.largest_norm)),
            Evidence("loss", case.losses),
        ),
        (),
        ("gradient_flow", "why", "network"),
        suggestions(
            case.config,
            (
                cures.scale_one,
                cures.initializer("xavier_normal"),
                cures.clip(1.0),
                cures.rate(1 / 10),
                cures.fewer_layers,
            ),
        ),
    )


@rule("rate_too_large", ("saturation", "vanishing", "rate_too_small", "not_learning", "overfitting"), silent=True)
def rate_too_large(case: Case) -> Finding | None:
    """The loss is worse than at the start and worse than guessing, because every step overshoots."""
    bar = max(case.chance, case.first_loss)
    if case.steps_taken < 10 or case.recent_loss <= WORSE * bar or case.snapshot.loss <= bar:
        return None
    return Finding(
        "rate_too_large",
        "Learning rate too large",
        "critical",
        f"The loss is {figure(case.recent_loss)} on average, worse than the {figure(case.chance)} of guessing and the "
        f"{figure(case.first_loss)} of the start. Steps overshoot what they aim at, and push units out of their range.",
        (
            Evidence("learning rate", f"{case.config.learning_rate:g}"),
            Evidence("largest update ratio", figure(_largest_update(case))),
            Evidence("loss", case.losses),
        ),
        (),
        ("loss", "activation", "gradient_flow"),
        suggestions(case.config, cures.OVERSHOOTING),
    )


def _largest_update(case: Case) -> float:
    ratios = case.snapshot.update_ratios
    return float("nan") if ratios is None else float(ratios.max())


@rule("saturation", explains=("vanishing", "rate_too_small", "not_learning"))
def saturation(case: Case) -> Finding | None:
    """Sigmoid-like units far out where their slope is next to zero."""
    layers = [i for i, share in enumerate(case.saturated, 1) if share > SATURATED_SHARE]
    if not layers or case.learned:
        return None
    worst = int(case.saturated.argmax())
    from_start = case.error(case.first_loss) > 1.5 or case.config.init_scale > 1.0
    remedies: tuple[Cure, ...] = cures.OVERSHOOTING
    if from_start:
        remedies = (
            cures.scale_one,
            cures.initializer("xavier_normal"),
            cures.activation("relu", "he_normal"),
            cures.fewer_layers,
        )
    why = "The first weights are too large for them." if from_start else "Long steps have made their weights too large."
    return Finding(
        "saturation",
        f"{capital(layers_text(merged(layers)))} saturate{'s' if len(layers) == 1 else ''}",
        "warning",
        "Most of the units' sums lie so far from zero that the slope there is under 5 % of its maximum, and the "
        f"gradient shrinks by as much. {why}",
        (
            Evidence(f"saturated in layer {worst + 1}", percent(float(case.saturated[worst]))),
            Evidence("first/last, median", figure(case.ratio)),
            Evidence("loss", case.losses),
        ),
        merged(layers),
        ("activation", "why", "dead_units"),
        suggestions(
            case.config,
            remedies,
        ),
    )


@rule("vanishing", explains=("rate_too_small", "not_learning"))
def vanishing(case: Case) -> Finding | None:
    """The first layers get next to no gradient."""
    small = case.ratio < case.config.vanishing_below
    if not small or (case.first_norm >= WEAK_NORM and case.learned) or case.n_dead == case.n_units:
        return None
    weak = case.first_norm < WEAK_NORM and not case.learned
    rms = case.snapshot.gradient_rms
    starved = [i for i, r in enumerate(rms, 1) if r < case.config.vanishing_below * rms[-1]]
    weights, slopes = case.snapshot.weight_factors, case.snapshot.slope_factors
    slope, weight = _middle(slopes), _middle(weights)
    names = " and ".join(ACTIVATIONS[key].label for key in dict.fromkeys(case.config.activations))
    blame = (
        f"On its way back every layer multiplies it by the slope of {names}, {figure(slope)} at the median, "
        f"and by the weights, {figure(weight)}."
    )
    remedies: tuple[Cure, ...] = (
        cures.activation("relu", "he_normal"),
        cures.activation("elu", "he_normal"),
        cures.activation("tanh", "orthogonal" if len(case.config.hidden) > cures.DEEP else "xavier_normal"),
        cures.fewer_layers,
        cures.initializer("he_normal"),
    )
    if case.first_ratio >= case.config.vanishing_below and slope < 0.5 * weight:
        start = figure(case.first_ratio)
        blame = f"It was {start} at the start: long steps have pushed the units where their slope is small."
        remedies = (cures.rate(1 / 10), cures.clip(1.0), *remedies)
    elif slope > 0.5 * weight:  # the weights are to blame more than the slopes
        remedies = (cures.scale_one, cures.fitting_initializer, cures.initializer("orthogonal"), *remedies)
    return Finding(
        "vanishing",
        "The gradient vanishes",
        "warning" if weak else "note",
        f"Layer 1 gets {figure(case.ratio)} of the gradient of the last layer. {blame}",
        (
            Evidence("first/last, median", figure(case.ratio)),
            Evidence("layer 1's norm", figure(case.first_norm)),
            Evidence("loss", case.losses),
        ),
        merged(starved),
        ("gradient_flow", "why", "activation", "network"),
        suggestions(case.config, remedies),
    )


def _middle(values: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> float:
    return float(np.median(values)) if len(values) else float("nan")


# The learning rate, and what is left


@rule("rate_too_small", explains=("not_learning",), silent=True)
def rate_too_small(case: Case) -> Finding | None:
    """The weights hardly move although there is a gradient."""
    if not case.too_slow or case.learned:
        return None
    usual = 10.0 ** round(math.log10(USUAL / max(case.update_ratio, 1e-12)))
    return Finding(
        "rate_too_small",
        "Learning rate too small",
        "warning",
        f"A step changes the weights by {figure(case.update_ratio)} of their size, where about 1e-3 is usual. "
        f"The gradient is there, but at this pace the loss would take very long to fall.",
        (
            Evidence("learning rate", f"{case.config.learning_rate:g}"),
            Evidence("update ratio", figure(case.update_ratio)),
            Evidence("loss", case.losses),
        ),
        (),
        ("loss", "gradient_flow"),
        suggestions(
            case.config,
            (
                cures.rate(usual),
                cures.rate(10),
                *((cures.optimizer("adam", 0.003),) if case.config.learning_rate < 0.003 else ()),
            ),
        ),
    )


@rule("not_learning")
def not_learning(case: Case) -> Finding | None:
    """The loss is no better than that of guessing after a fair time."""
    s = case.snapshot
    fair = case.steps_taken >= PATIENCE_STEPS and s.epoch >= PATIENCE_EPOCHS
    if not fair or s.loss < GUESSING * case.chance:
        return None
    linear = all(ACTIVATIONS[key].piecewise_linear and not ACTIVATIONS[key].rectifier and
                 not ACTIVATIONS[key].can_die for key in case.config.activations)  # fmt: skip
    if linear:
        why = "Without an activation the whole network is one linear map, which may not be able to do better."
    elif case.thrown is not None:
        why = f"The loss had shot up to {figure(case.thrown[1])} by step {case.thrown[0]:,}: the steps were too long."
    elif case.faded:
        start = figure(case.first_ratio)
        why = f"First/last was {start} at the start: long steps have pushed units where they hardly answer."
    else:
        why = "A gradient arrives, so it may be a plateau that takes longer, or data with nothing to learn in it."
    remedies: tuple[Cure, ...] = (
        cures.optimizer("adam", 0.003),
        cures.activation("relu", "he_normal"),
        cures.rate(3),
        cures.fewer_layers,
    )
    if case.thrown is not None or case.faded:
        remedies = (cures.rate(1 / 10), cures.clip(1.0), *remedies[:2])
    elif linear:
        remedies = (cures.activation("relu", "he_normal"), cures.activation("tanh", "xavier_normal"))
    return Finding(
        "not_learning",
        "Not learning yet",
        "warning",
        f"After {s.step:,} steps the loss is {figure(s.loss)}, and a constant answer has {figure(case.chance)}. {why}",
        (
            Evidence("loss", case.losses),
            Evidence("loss of guessing", figure(case.chance)),
            Evidence("first/last, median", figure(case.ratio)),
            Evidence("update ratio", figure(case.update_ratio)),
        ),
        (),
        ("loss", "learned_map", "gradient_flow"),
        suggestions(case.config, remedies),
    )


@rule("overfitting")
def overfitting(case: Case) -> Finding | None:
    """What is learned holds for the training set alone."""
    s = case.snapshot
    if s.test_loss is None or not case.learned or not len(case.facts.test_x):
        return None
    tested = case.history.test_loss
    tested = tested[np.isfinite(tested)]
    best = float(tested.min()) if len(tested) else s.test_loss
    risen = s.test_loss > best + RISE * case.chance and s.test_loss > s.loss + RISE * case.chance
    gap = 0.0
    if s.accuracy is not None and s.test_accuracy is not None:
        gap = s.accuracy - s.test_accuracy
    wide = gap > max(GAP, 1.5 / math.sqrt(len(case.facts.test_x)))  # by chance it would be a third of that
    if not (risen or wide):
        return None
    evidence = [Evidence("training loss", figure(s.loss)), Evidence("test loss", figure(s.test_loss))]
    if risen:
        evidence.append(Evidence("best test loss", figure(best)))
    if s.accuracy is not None:
        evidence.append(Evidence("accuracy", f"{percent(s.accuracy)}, test {percent(s.test_accuracy)}"))
    return Finding(
        "overfitting",
        "Overfitting",
        "warning",
        f"The loss is {figure(s.loss)} on the training set and {figure(s.test_loss)} on the test set"
        + (f", where it had been {figure(best)}. " if risen else ". ")
        + f"{case.facts.n_weights:,} weights can remember {len(case.facts.train_x):,} examples one by one.",
        tuple(evidence),
        (),
        ("loss", "learned_map"),
        suggestions(case.config, (cures.more_examples, cures.decay(0.01), cures.fewer_units, cures.decay(0.1))),
        on_test_set=True,
    )


def healthy(case: Case) -> Finding:
    """Return what speaks for a run in which no rule found anything."""
    s = case.snapshot
    if s.step == 0:
        title, text = "Ready", "Nothing is wrong with the network before its first step. Press Play to train it."
    elif case.learned:
        title, text = "Healthy", "Every layer gets gradient and the loss falls. No rule finds anything wrong."
    else:
        title, text = (
            "Nothing wrong so far",
            "Every layer gets gradient. Whether the loss falls needs more steps to say.",
        )
        if s.loss > WORSE * max(case.chance, case.first_loss):
            title, text = (
                "Too early to say",
                "The loss is above that of guessing. A few more steps will tell whether it falls.",
            )
        elif s.loss < GUESSING * min(case.chance, case.first_loss):
            text = "Every layer gets gradient, and the loss is falling. It is not yet far below that of guessing."
    dead = s.n_dead
    return Finding(
        "healthy",
        title,
        "healthy",
        text,
        (
            Evidence("first/last, median", figure(case.ratio)),
            Evidence("dead units", f"{dead}/{case.n_units}"),
            Evidence("loss", case.losses if s.step else figure(s.loss)),
            *(() if s.accuracy is None else (Evidence("accuracy", percent(s.accuracy)),)),
        ),
        (),
        ("loss", "gradient_flow"),
    )
