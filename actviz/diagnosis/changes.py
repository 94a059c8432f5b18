"""Changes that several remedies share: each function makes one, from a RunConfig to a Suggestion, or to None where the
change makes no sense.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from actviz.data import DATASETS
from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.outlook import is_linear, passes_gradient_on
from actviz.joined_text import clauses
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS, usual_rate
from actviz.number_text import compact, whole
from actviz.training.config.config import RunConfig
from actviz.translation import english, tr, tr_count

FAST, SLOW = 5.0, 1 / 30  # times the usual rate
TOUCHED_BY_STEPS = {
    "activation", "initializer", "init_scale", "bias_init", "weight_decay", "hidden", "weights_file", "normalization",
    "residual",
}  # fmt: skip
STEP_SETTINGS = ("learning_rate", "optimizer", "momentum", "clip_norm")
Change = Callable[[RunConfig], Suggestion | None]
Words = tuple[str, str]  # a part of a suggestion's label, at length and in short
DEEP = 12  # hidden layers
SHALLOW = 4  # hidden layers: mostly few enough that even a sigmoid's gradient reaches layer 1
LITTLE_NOISE, MUCH_NOISE = 0.1, 0.5
STRONG_DECAY = 0.01
DECOUPLED = 100.0  # times: AdamW's usual rates and gradients' usual sizes make about as much of it
MANY_PARTS = 3  # of a suggestion's label
RECYCLE_EVERY = 70  # steps
ENOUGH_EXAMPLES, MOST_EXAMPLES = 500, 20_000  # training and test together
ENOUGH_UNITS, WIDE = 16, 32  # in a layer: for most data sets, and for hard ones
LEAST_BATCH = 16  # examples, whose gradient resembles that of all


def suggest(label: str, **changes: Any) -> Suggestion:
    """Return the suggestion of these changes."""
    return Suggestion(label, tuple(changes.items()))


def at_usual_rate(suggestion: Suggestion, config: RunConfig) -> Suggestion:
    """Add the usual learning rate to a change of the network or its decay where steps are far too long or too short.

    Else those steps would only do to the changed network what they did to this one.
    """
    usual = usual_rate(config.optimizer, config.momentum)
    if "learning_rate" in suggestion.changes or not TOUCHED_BY_STEPS & suggestion.changes.keys():
        return suggestion
    if SLOW * usual < config.learning_rate < FAST * usual:
        return suggestion
    return suggest(
        tr("{suggestion}, learning rate {usual}", suggestion=suggestion.label, usual=compact(usual)),
        **suggestion.changes,
        learning_rate=usual,
    )


def activation(key: str, initializer: str) -> Change:
    """Suggest another activation with the given initializer, and biases at 0.

    Where the activation is the present one, and α = 0 gives it a flat region, its usual α is suggested.
    """

    def change(config: RunConfig) -> Suggestion | None:
        entry, same = ACTIVATIONS[key], config.activations == (key,) * len(config.hidden)
        if same and (entry.can_die() or not any(config.can_die)):
            return None
        words, changes = _drawn_by(initializer, config)
        if config.bias_init != 0.0 and not same:
            words.append((tr("biases at 0"), tr("biases 0")))
            changes["bias_init"] = 0.0
        name = f"{entry.label}, α {compact(entry.alpha)}" if same and entry.alpha is not None else entry.label
        return suggest(_label([(name, name), *words]), activation=key, alpha=None, **changes)

    return change


def initializer(key: str) -> Change:
    """Suggest another initializer."""

    def change(config: RunConfig) -> Suggestion | None:
        if config.draws_weights and (config.initializer, config.init_scale) == (key, 1.0):
            return None
        words, changes = _drawn_by(key, config)
        if "initializer" not in changes and "init_scale" in changes:
            words[0] = (tr("Weight scale 1"),) * 2
        return suggest(_label(words), **changes)

    return change


def _label(words: Sequence[Words]) -> str:
    """Return the parts of a change as one short text: where there are many, "He normal" is "He"."""
    return clauses(each[len(words) >= MANY_PARTS] for each in words)


def _drawn_by(key: str, config: RunConfig) -> tuple[list[Words], dict[str, Any]]:
    """Return words and changes for an initializer at scale 1, in deep networks with gradient clipping."""
    words: list[Words] = []
    changes: dict[str, Any] = {}
    if not config.draws_weights:
        changes["weights_file"] = None
    if key != config.initializer or not config.draws_weights:
        words.append(_initializer_words(key))
        changes["initializer"] = key
    if config.init_scale != 1.0:
        words.append((tr("scale 1"),) * 2)
        changes["init_scale"] = 1.0
    if len(config.hidden) > DEEP and not config.clip_norm:
        words.append((tr("clip at 1"), tr("clip 1")))  # a single long step can ruin such a deep network
        changes["clip_norm"] = 1.0
    return words, changes


def _initializer_words(key: str) -> Words:
    """Return an initializer's label, and in short the name of the person alone, which all languages write alike."""
    label = INITIALIZERS[key].label
    name, _, normal = english(INITIALIZERS[key], "label").rpartition(" ")
    return label, name if normal == "normal" else label


def rate(factor: float) -> Change:
    """Suggest the learning rate times `factor`, rounded to two significant figures."""

    def change(config: RunConfig) -> Suggestion:
        wanted = float(f"{config.learning_rate * factor:.2g}")
        return suggest(tr("Learning rate {wanted}", wanted=compact(wanted)), learning_rate=wanted)

    return change


def clip(longest: float) -> Change:
    """Suggest clipping the gradient's norm at `longest`."""

    def change(config: RunConfig) -> Suggestion | None:
        if 0.0 < config.clip_norm <= longest:
            return None
        return suggest(tr("Clip gradient at {longest}", longest=compact(longest)), clip_norm=longest)

    return change


def first_layers(config: RunConfig, n: int) -> Suggestion:
    """Suggest a network of the first n hidden layers."""
    changes: dict[str, Any] = {"hidden": config.hidden[:n]}
    if not isinstance(config.activation, str):
        changes["activation"] = config.activation[:n]
    return suggest(tr_count("{n} hidden layer", "{n} hidden layers", n), **changes)


def fewer_layers(config: RunConfig) -> Suggestion | None:
    """Suggest a network of the first SHALLOW hidden layers."""
    return None if len(config.hidden) <= SHALLOW else first_layers(config, SHALLOW)


def half_layers(config: RunConfig) -> Suggestion | None:
    """Suggest the first half of the layers."""
    return None if len(config.hidden) < 2 else first_layers(config, len(config.hidden) // 2)


def wider(config: RunConfig) -> Suggestion | None:
    """Suggest at least eight units in every layer: in a narrow one, all units can die by chance."""
    if min(config.hidden) >= 8:
        return None
    return suggest(tr("At least 8 units per layer"), hidden=tuple(max(8, n) for n in config.hidden))


def four_times_the_units(config: RunConfig) -> tuple[str, tuple[int, ...]]:
    """Return four times the units in every layer, at least ENOUGH_UNITS, in words and as widths."""
    wanted = tuple(max(ENOUGH_UNITS, 4 * n) for n in config.hidden)
    if wanted == tuple(4 * n for n in config.hidden):
        return tr("4 times the units"), wanted
    if len(set(wanted)) > 1:
        return tr("at least {n} units per layer", n=min(wanted)), wanted
    return tr("{n} units per layer", n=wanted[0]), wanted


def fewer_units(config: RunConfig) -> Suggestion | None:
    """Suggest a quarter of the units in every layer."""
    if max(config.hidden) < 16:
        return None
    smaller = tuple(max(4, n // 4) for n in config.hidden)
    return suggest(
        tr("A quarter of the units"), hidden=tuple(min(a, b) for a, b in zip(smaller, config.hidden, strict=True))
    )


def optimizer(key: str) -> Change:
    """Suggest another optimizer at its usual rate."""
    entry = OPTIMIZERS[key]

    def change(config: RunConfig) -> Suggestion | None:
        if config.optimizer == key:
            return None
        label = tr("{entry} at {usual_rate}", entry=entry.label, usual_rate=compact(entry.usual_rate))
        return suggest(label, optimizer=key, learning_rate=entry.usual_rate)

    return change


def stronger_network(config: RunConfig) -> Suggestion:
    """Suggest ReLU, Adam and, in a narrow network, more units, where one of these changes may not do.

    A narrow network gets four times the units in every layer, at least 32, and a single layer becomes two. A decay that
    is strong for Adam goes, and batches of one or a few examples become larger.
    """
    words, units, single = ["ReLU"], dict[str, Any](), len(config.hidden) == 1
    if max(config.hidden) < WIDE or single:
        narrow = max(config.hidden) < WIDE
        hidden = tuple(max(WIDE, 4 * n) if narrow else n for n in config.hidden) * (2 if single else 1)
        if min(hidden) == max(hidden):
            words.append(tr("{layers} layers of {units} units", layers=len(hidden), units=hidden[0]))
        else:
            words.append(tr("at least {n} units per layer", n=WIDE))
        units = {"hidden": hidden}
    weights: dict[str, Any] = {"initializer": "he_normal", "init_scale": 1.0, "bias_init": 0.0}
    if not config.draws_weights:
        weights["weights_file"] = None
    steps: dict[str, Any] = {"optimizer": "adam", "learning_rate": OPTIMIZERS["adam"].usual_rate}
    words.append(OPTIMIZERS["adam"].label)
    if config.weight_decay >= STRONG_DECAY:
        words.append(tr("no decay"))
        steps["weight_decay"] = 0.0
    if config.batch_size < LEAST_BATCH // 2:
        words.append(tr("batches of {n}", n=LEAST_BATCH))
        steps["batch_size"] = LEAST_BATCH
    return suggest(clauses(words), activation="relu", alpha=None, **units, **weights, **steps)


def sound_network(config: RunConfig) -> Suggestion | None:
    """Suggest a stronger network where shorter steps alone cannot do.

    That is where the network is linear, or its layers lose the gradient by theory.
    """
    return stronger_network(config) if is_linear(config) or not passes_gradient_on(config) else None


def leaves_long_steps(config: RunConfig, changed: RunConfig) -> bool:
    """Return whether the rate is far above the usual one, and the change leaves the steps as they are."""
    fast = config.learning_rate >= FAST * usual_rate(config.optimizer, config.momentum)
    return fast and not any(getattr(config, name) != getattr(changed, name) for name in STEP_SETTINGS)


def more_examples(config: RunConfig) -> Suggestion | None:
    """Suggest four times the examples where the data set is generated."""
    return _examples(config, min(MOST_EXAMPLES, 4 * config.n_examples))


def cleaner_examples(config: RunConfig) -> Suggestion | None:
    """Suggest four times the examples, and little noise, where they are generated with more."""
    more, cleaner = more_examples(config), less_noise(config)
    if more is None or cleaner is None:
        return None
    label = tr("{suggestion}, noise {little_noise}", suggestion=more.label, little_noise=compact(LITTLE_NOISE))
    return suggest(label, **more.changes, **cleaner.changes)


def enough_examples(config: RunConfig) -> Suggestion | None:
    """Suggest ENOUGH_EXAMPLES where a data set is generated with fewer."""
    return _examples(config, ENOUGH_EXAMPLES)


def _examples(config: RunConfig, wanted: int) -> Suggestion | None:
    wanted = min(wanted, DATASETS[config.dataset].fixed_size or wanted)
    if config.data_path is not None or wanted <= config.n_examples:
        return None
    return suggest(tr("{wanted} examples", wanted=whole(wanted)), n_examples=wanted)


def less_noise(config: RunConfig) -> Suggestion | None:
    """Suggest data with little noise, where they are generated with more."""
    if config.data_path is not None or config.noise <= LITTLE_NOISE:
        return None
    return suggest(tr("Noise {little_noise}", little_noise=compact(LITTLE_NOISE)), noise=LITTLE_NOISE)


def less_of_much_noise(config: RunConfig) -> Suggestion | None:
    """Suggest the same where the noise is so much that it may hide all that there is to learn."""
    return None if config.noise < MUCH_NOISE else less_noise(config)


def decay(rate: float) -> Change:
    """Suggest weight decay of `rate`; where it is no part of the gradient, of DECOUPLED times as much."""

    def change(config: RunConfig) -> Suggestion | None:
        wanted = rate * (DECOUPLED if OPTIMIZERS[config.optimizer].make.decoupled_decay else 1.0)
        if config.weight_decay >= wanted:
            return None
        return suggest(tr("Weight decay {rate}", rate=compact(wanted)), weight_decay=wanted)

    return change


def standardize_inputs(config: RunConfig) -> Suggestion | None:
    """Suggest standardised inputs."""
    return None if config.standardize else suggest(tr("Standardise inputs"), standardize=True)


def standardize_and_adam(config: RunConfig) -> Suggestion | None:
    """Suggest standardised inputs and Adam where the optimizer is SGD: such runs are often slow in other ways, too."""
    if config.standardize or config.optimizer != "sgd":
        return None
    rate = OPTIMIZERS["adam"].usual_rate
    label = tr("Standardise inputs, Adam at {rate}", rate=compact(rate))
    return suggest(label, standardize=True, optimizer="adam", learning_rate=rate)


def standardize_targets(config: RunConfig) -> Suggestion | None:
    """Suggest standardised targets."""
    return None if config.standardize_targets else suggest(tr("Standardise targets"), standardize_targets=True)


def no_decay(_config: RunConfig) -> Suggestion | None:
    """Suggest no weight decay."""
    return suggest(tr("No weight decay"), weight_decay=0.0)


def no_decay_and_adam(config: RunConfig) -> Suggestion | None:
    """Suggest Adam without weight decay where the optimizer is SGD."""
    if config.optimizer != "sgd":
        return None
    rate = OPTIMIZERS["adam"].usual_rate
    label = tr("No weight decay, Adam at {rate}", rate=compact(rate))
    return suggest(label, weight_decay=0.0, optimizer="adam", learning_rate=rate)


def slight_decay(config: RunConfig) -> Suggestion | None:
    """Suggest a weight decay that takes a ten-thousandth of each weight in a step."""
    wanted = float(f"{1e-4 / config.learning_rate:.1g}")
    return (
        None
        if wanted >= config.weight_decay
        else suggest(tr("Weight decay {wanted}", wanted=compact(wanted)), weight_decay=wanted)
    )


def no_test(_config: RunConfig) -> Suggestion | None:
    """Suggest that all examples train."""
    return suggest(tr("Test share 0"), test_fraction=0.0)


def standardize_both(config: RunConfig) -> Suggestion | None:
    """Suggest standardised inputs and targets."""
    if config.standardize or config.standardize_targets:
        return None
    return suggest(tr("Standardise inputs and targets"), standardize=True, standardize_targets=True)


def recycle(config: RunConfig) -> Suggestion | None:
    """Suggest that dead and nearly silent units are recycled again and again."""
    if 0 < config.recycle_every <= RECYCLE_EVERY:
        return None
    return suggest(
        tr("Recycle dead units every {recycle_every} steps", recycle_every=RECYCLE_EVERY), recycle_every=RECYCLE_EVERY
    )
