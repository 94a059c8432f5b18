"""A remedy suggests a change of settings for a configuration, and declares the causes that it is meant for.

To add a remedy, write a function from RunConfig to Suggestion, or to None where the change makes no sense, and
decorate it with `remedy`, its key and the causes (`causes.py`). The Diagnosis panel and `run` then offer it where a
rule finds one of these causes, and the panel can try it. Remedies of a cause are offered in the order of the record
(`remedy_record.py`), which counts how often each has helped; until a remedy is in the record, it comes after those
that are, in the order of this file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache

from actviz.diagnosis.causes import CAUSES
from actviz.diagnosis.changes import (
    Change,
    activation,
    at_usual_rate,
    cleaner_examples,
    clip,
    decay,
    enough_examples,
    fewer_layers,
    fewer_units,
    four_times_the_units,
    half_layers,
    initializer,
    leaves_long_steps,
    less_noise,
    less_of_much_noise,
    more_examples,
    no_decay,
    no_decay_and_adam,
    no_test,
    optimizer,
    rate,
    recycle,
    slight_decay,
    sound_network,
    standardize_and_adam,
    standardize_both,
    standardize_inputs,
    standardize_targets,
    stronger_network,
    suggest,
    wider,
)
from actviz.diagnosis.cures import (
    dropout,
    larger_batch,
    less_dropout,
    no_normalization,
    normalization,
    normalized_network,
    skips,
    warm_up,
)
from actviz.diagnosis.findings import Suggestion, capital
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.outlook import passes_gradient_on
from actviz.diagnosis.plain_network import plain_network, unusual_settings
from actviz.diagnosis.remedy_record import record_of
from actviz.diagnosis.scale import unscaled
from actviz.diagnosis.step_changes import constant_rate, more_momentum, no_clip, no_momentum, usual_clip, usual_rate
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import compact
from actviz.registry import BadInput, Registry
from actviz.training.config.config import FIELDS, RunConfig
from actviz.translation import kept_in_one_language, tr

MOST = 4  # suggestions for one finding
MUCH = 0.25  # of the runs in which a remedy was tried
PLAIN, SEVERAL = "plain_network", "several"  # a remedy and a cause
MOST_DRAWS = int(FIELDS["weights_draw"].high) + 1


@dataclass(frozen=True)
class Remedy:
    """One entry: the change that it suggests and the keys of the causes that it is meant for."""

    key: str
    causes: tuple[str, ...]
    change: Change

    @property
    def label(self) -> str:
        """The key in words, such as "Usual rate"; a suggestion's label has the numbers."""
        return self.key.replace("_", " ").capitalize()


REMEDIES: Registry[Remedy] = Registry("remedy")


def remedy(key: str, *causes: str) -> Callable[[Change], Change]:
    """Return a decorator that adds a remedy for these causes to REMEDIES.

    Raises:
        UnknownKey: a cause is not in CAUSES.
    """

    def register(change: Change) -> Change:
        REMEDIES.add(Remedy(key, tuple(CAUSES[cause].key for cause in causes), change))
        suggestions.cache_clear()
        return change

    return register


@lru_cache(maxsize=256)  # every measurement asks, mostly with the same arguments
def suggestions(
    config: RunConfig, cause: str, *more: Remedy, unscaled: frozenset[str] = frozenset()
) -> tuple[Suggestion, ...]:
    """Return at most MOST suggestions for a cause, those that have helped most often first.

    Each changes the configuration to another valid one. `more` are remedies that a rule makes from its own numbers.
    `unscaled` names the settings that would bring inputs or targets of an unusual scale to the usual one.
    Where the cause is not the steps but they are far too long or short, too, the usual rate comes with the change.
    Changes that leave settings which alone can keep a network from learning come last, and before them those that leave
    steps as much too long as they are, or lead to a network that would lose its gradient by theory. Where the cause is
    one of the data, those come last that add a part to every layer.
    The plain network is the last of those offered. It is the first where every other change leaves such a setting, if
    it has the best record in such runs.
    """
    found: dict[RunConfig, Suggestion] = {}
    for each in ordered(cause, *more):
        suggestion = suggestion_of(each, config, cause)
        changed = None if suggestion is None else changed_by(suggestion, config)
        if suggestion is None or changed is None or (each.key != PLAIN and _makes_worse(cause, config, changed)):
            continue
        helped = record_of(cause).get(each.key)
        found.setdefault(changed, replace(suggestion, key=each.key, helped=helped))

    def unusual(changed: RunConfig) -> frozenset[str]:
        return unusual_settings(changed) | {name for name in unscaled if not getattr(changed, name)}

    def doubts(changed: RunConfig) -> tuple[float, ...]:
        kind = CAUSES[cause]
        if kind.of_learning:  # the network bears its steps and its depth
            return (0,)
        left = len(unusual(changed))
        if kind.of_data:  # it is mended in the data first, not by a new part of every layer
            return changed.architecture != config.architecture, left
        return left, kind.steps < 0 and leaves_long_steps(config, changed), not passes_gradient_on(changed)

    in_order = sorted(found, key=doubts) if cause in CAUSES else list(found)
    plain = [changed for changed in in_order if found[changed].key == PLAIN]
    others = [changed for changed in in_order if changed not in plain]
    record = record_of(SEVERAL)
    left = [unusual(changed) - unusual(plain[0]) - {"noise"} for changed in others or [config]] if plain else []
    if plain and next(iter(record), "") == PLAIN and all(left):
        found[plain[0]] = replace(found[plain[0]], helped=record[PLAIN], of_several=True)
        return tuple(found[changed] for changed in (*plain, *others))[:MOST]
    return tuple(found[changed] for changed in (*others[: MOST - len(plain)], *plain))


kept_in_one_language(suggestions.cache_clear)


def suggested(run: MeasuredRun, cause: str, *more: Remedy) -> tuple[Suggestion, ...]:
    """Return the suggestions for a cause that a rule blames; none where the run is measured for its verdict alone."""
    of_data = cause in CAUSES and CAUSES[cause].of_data  # then the remedies are for the scale itself
    odd = unscaled(run) if run.with_suggestions and not of_data else frozenset[str]()
    return suggestions(run.config, cause, *more, unscaled=odd) if run.with_suggestions else ()


def suggestion_of(each: Remedy, config: RunConfig, cause: str) -> Suggestion | None:
    """Return what a remedy suggests for a cause; None where its change makes no sense."""
    suggestion = each.change(config)
    if suggestion is None or cause not in CAUSES or CAUSES[cause].steps:
        return suggestion
    return at_usual_rate(suggestion, config)


def _makes_worse(cause: str, config: RunConfig, changed: RunConfig) -> bool:
    """Return whether steps that are too long become longer, or too short ones shorter."""
    longer = changed.learning_rate - config.learning_rate if changed.optimizer == config.optimizer else 0.0
    return cause in CAUSES and CAUSES[cause].steps * longer < 0.0


def changed_by(suggestion: Suggestion, config: RunConfig) -> RunConfig | None:
    """Return the changed configuration; None where the change breaks a rule or changes nothing."""
    try:
        changed = config.replace(**suggestion.changes)
    except BadInput:
        return None
    return None if changed == config else changed


def ordered(cause: str, *more: Remedy) -> list[Remedy]:
    """Return the remedies for a cause in the order of the record, without those that rarely helped.

    Those that a rule names by its own numbers come first, unless others have helped in a much larger share of runs.
    The rest that are not on record come last.
    """
    meant = [*more, *(each for each in REMEDIES.values() if cause in each.causes)]
    record = record_of(cause)
    places = {key: place for place, key in enumerate(record)}
    best = max((count.share for count in record.values()), default=0.0)
    places |= {each.key: -1 for each in more if each.key not in record or record[each.key].share >= best - MUCH}
    worthy = [each for each in meant if each.key not in record or record[each.key].is_worthy]
    return sorted(worthy, key=lambda each: places.get(each.key, len(places)))


@remedy(
    "fitting_initializer",
    "small_weights",
    "large_weights",
    "equal_weights",
    "growing_gradient",
    "killed",
    "born_dead",
)
def fitting_initializer(config: RunConfig) -> Suggestion | None:
    """Suggest the initializer that suits the activations: He's for rectifiers, Xavier's for others."""
    rectifiers = all(
        ACTIVATIONS[key].rectifier or mortal for key, mortal in zip(config.activations, config.can_die, strict=True)
    )
    return initializer("he_normal" if rectifiers else "xavier_normal")(config)


@cache
def usual_updates(factor: float) -> Remedy:
    """Return the remedy that multiplies the rate by the factor which makes updates of the usual size."""
    return Remedy("usual_updates", ("short_steps",), rate(factor))


@remedy("scale_one", "small_weights", "large_weights", "growing_gradient", "equal_weights", "born_dead", "killed")
def scale_one(config: RunConfig) -> Suggestion | None:
    """Suggest the initializer's own scale, 1."""
    return (
        None if config.init_scale == 1.0 or not config.draws_weights else suggest(tr("Weight scale 1"), init_scale=1.0)
    )


@remedy("bias_zero", "born_dead", "small_slopes", "large_weights", "long_steps", "flattened", "plateau")
def bias_zero(config: RunConfig) -> Suggestion | None:
    """Suggest biases that start at zero."""
    return (
        None if config.bias_init == 0.0 or not config.draws_weights else suggest(tr("Biases start at 0"), bias_init=0.0)
    )


@remedy("usual_alpha", "growing_function", "growing_gradient", "large_weights", "born_dead", "zero_slope", "long_steps")
def usual_alpha(config: RunConfig) -> Suggestion | None:
    """Suggest the activation's usual α."""
    if config.alpha is None:
        return None
    all_usual = (ACTIVATIONS[key].alpha for key in config.activations)
    usual = {alpha for alpha in all_usual if alpha is not None} - {config.alpha}
    return suggest(f"α {compact(usual.pop())}", alpha=None) if len(usual) == 1 else None


@remedy("next_draw", "born_dead", "plateau", "local_minimum", "killed")
def next_draw(config: RunConfig) -> Suggestion:
    """Suggest another draw of the initial weights."""
    return suggest(tr("Another draw of the weights"), weights_draw=(config.weights_draw + 1) % MOST_DRAWS)


@remedy(
    "more_units",
    "plateau",
    "local_minimum",
    "born_dead",
    "narrow_layers",
    "narrow_dead",
    "dropped",
    "normalized_weights",
)
def more_units(config: RunConfig) -> Suggestion:
    """Suggest four times the units in every layer, at least ENOUGH_UNITS."""
    label, hidden = four_times_the_units(config)
    return suggest(capital(label), hidden=hidden)


@remedy("less_decay", "born_dead", "killed", "small_weights", "small_slopes", "long_steps", "flattened", "plateau")
def less_decay(config: RunConfig) -> Suggestion | None:
    """Suggest no weight decay where it is at least 0.05."""
    return None if config.weight_decay < 0.05 else suggest(tr("No weight decay"), weight_decay=0.0)


# the causes are separated by spaces
for _key, _causes, _made in (
    ("usual_rate",
     "long_steps flattened killed killed_some short_steps growing_gradient memory lagging_statistics",
     usual_rate),
    ("constant_rate", "short_steps", constant_rate),
    ("no_momentum", "long_steps flattened killed growing_gradient", no_momentum),
    ("momentum", "plateau local_minimum", more_momentum),
    ("no_clip", "short_steps", no_clip),
    ("usual_clip", "short_steps", usual_clip),
    ("recycle", "killed killed_some narrow_dead", recycle),
    ("rate_tenth", "long_steps flattened killed growing_gradient memory skewed_input lagging_statistics", rate(1 / 10)),
    ("rate_hundredth", "long_steps flattened killed growing_gradient skewed_input", rate(1 / 100)),
    ("rate_third", "long_steps killed killed_some lagging_statistics memory", rate(1 / 3)),
    ("rate_triple", "plateau local_minimum", rate(3)),
    ("rate_tenfold", "short_steps", rate(10)),
    ("clip", "long_steps flattened killed growing_gradient large_weights skewed_input", clip(1.0)),
    ("xavier", "large_weights growing_gradient", initializer("xavier_normal")),
    ("stronger_network",
     "plateau local_minimum narrow_layers equal_weights narrow_dead skewed_input linear short_steps",
     stronger_network),
    ("sound_network", "long_steps flattened", sound_network),
    ("normalized_network", "skewed_input", normalized_network),
    ("less_noise", "mixed", less_noise),
    ("less_of_much_noise", "plateau local_minimum", less_of_much_noise),
    ("orthogonal", "small_weights equal_weights large_weights growing_gradient", initializer("orthogonal")),
    ("rai", "born_dead", initializer("rai")),
    ("relu",
     "small_slopes small_weights large_weights zero_slope growing_function linear plateau local_minimum "
     "equal_weights",
     activation("relu", "he_normal")),
    ("leaky_relu",
     "small_slopes small_weights born_dead killed killed_some zero_slope growing_function",
     activation("leaky_relu", "he_normal")),
    ("prelu", "small_slopes small_weights born_dead killed killed_some narrow_dead", activation("prelu", "he_normal")),
    ("elu",
     "small_slopes small_weights flattened born_dead killed killed_some large_weights narrow_layers "
     "narrow_dead",
     activation("elu", "he_normal")),
    ("gelu",
     "small_slopes small_weights born_dead killed killed_some zero_slope growing_function linear plateau "
     "local_minimum",
     activation("gelu", "he_normal")),
    ("selu",
     "small_slopes small_weights born_dead killed large_weights growing_gradient flattened",
     activation("selu", "lecun_normal")),
    ("tanh",
     "small_slopes zero_slope growing_function linear growing_gradient large_weights killed plateau "
     "local_minimum equal_weights born_dead narrow_dead",
     activation("tanh", "xavier_normal")),
    ("tanh_orthogonal", "small_slopes large_weights growing_gradient narrow_layers", activation("tanh", "orthogonal")),
    ("he", "small_weights small_slopes equal_weights", initializer("he_normal")),
    ("adam", "short_steps plateau local_minimum long_steps killed large_weights skewed_input", optimizer("adam")),
    ("fewer_layers", "small_slopes small_weights born_dead narrow_layers normalized_weights", fewer_layers),
    ("cleaner_examples", "memory", cleaner_examples),
    ("more_examples", "memory", more_examples),
    ("half_layers", "memory", half_layers),
    ("fewer_units", "memory", fewer_units),
    ("wider", "born_dead narrow_dead", wider),
    ("decay_thousandth", "memory", decay(0.001)),
    ("decay_three_thousandths", "memory", decay(0.003)),
    ("decay_hundredth", "memory", decay(0.01)),
    ("standardize_inputs", "input_scale skewed_input", standardize_inputs),
    ("standardize_adam", "input_scale", standardize_and_adam),
    ("standardize_targets", "target_scale", standardize_targets),
    ("no_decay", "strong_decay", no_decay),
    ("no_decay_adam", "strong_decay", no_decay_and_adam),
    ("slight_decay", "strong_decay", slight_decay),
    ("no_test", "unfit_test", no_test),
    ("enough_examples", "unfit_test", enough_examples),
    ("batch_norm",
     "small_slopes small_weights narrow_layers flattened large_weights growing_function growing_gradient born_dead "
     "killed killed_some narrow_dead long_steps plateau local_minimum input_scale skewed_input normalized_constants",
     normalization("batch")),
    ("layer_norm",
     "small_slopes small_weights narrow_layers flattened large_weights growing_function growing_gradient born_dead "
     "killed killed_some narrow_dead long_steps plateau local_minimum input_scale skewed_input growing_skips "
     "lagging_statistics tiny_batch normalized_constants",
     normalization("layer")),
    ("no_normalization",
     "growing_gradient long_steps plateau lagging_statistics tiny_batch normalized_constants normalized_weights",
     no_normalization),
    ("skips_learned",
     "small_slopes small_weights narrow_layers large_weights growing_function growing_gradient born_dead killed "
     "narrow_dead flattened growing_skips normalized_weights",
     skips("learned")),
    ("skips_scaled",
     "small_slopes small_weights narrow_layers growing_gradient born_dead killed narrow_dead growing_skips "
     "normalized_weights",
     skips("depth")),
    ("warm_up", "long_steps killed killed_some large_weights growing_gradient growing_skips", warm_up),
    ("no_dropout", "dropped plateau long_steps flattened killed narrow_dead", dropout(0.0)),
    ("less_dropout", "dropped long_steps killed", less_dropout),
    ("dropout_fifth", "memory", dropout(0.2)),
    ("plain_network",
     "small_slopes small_weights narrow_layers flattened large_weights growing_function growing_gradient long_steps "
     "short_steps born_dead killed narrow_dead zero_slope equal_weights linear plateau local_minimum mixed input_scale "
     "skewed_input target_scale strong_decay growing_skips lagging_statistics tiny_batch normalized_constants "
     "normalized_weights dropped several",
     plain_network),
    ("larger_batch", "tiny_batch lagging_statistics", larger_batch),
):  # fmt: skip
    remedy(_key, *_causes.split())(_made)


# offered only where the rule finds both unusual
STANDARDIZE_BOTH = Remedy("standardize_both", ("input_scale",), standardize_both)


@cache
def test_share(fraction: float) -> Remedy:
    """Return the remedy that sets this share of the examples aside for the test."""
    return Remedy(
        "test_share",
        ("unfit_test",),
        lambda _: suggest(tr("Test share {fraction}", fraction=compact(fraction)), test_fraction=fraction),
    )
