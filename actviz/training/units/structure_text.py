"""What normalisation, residual connections and dropout do to a unit or a layer, in words: for tooltips and panels."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.nn.architecture import NORMALIZATIONS
from actviz.nn.normalization import EPSILON
from actviz.number_text import percent, plain
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import Snapshot
from actviz.training.structure_facts import SkipShare


def normalization_name(config: RunConfig) -> str:
    """Return "batch normalisation before the activation" and the like; "" where there is none."""
    if config.normalization == "none":
        return ""
    label = NORMALIZATIONS[config.normalization].label
    kind = label if label.isupper() else label.lower()
    return f"{kind} normalisation {config.normalization_place} the activation"


def cures_text(config: RunConfig) -> str:
    """Return all that the layers have beside weights and activations, in a few words; "" for nothing."""
    every = "every layer" if config.residual == 1 else f"every {config.residual} layers"
    skips = [f"a skip past {every}"] if config.residual else []
    dropout = [f"dropout of {percent(config.dropout)}"] if config.dropout else []
    return ", ".join(filter(None, (normalization_name(config), *skips, *dropout)))


def normalization_lines(snapshot: Snapshot, layer: int, unit: int | None = None) -> list[str]:
    """Return what normalises a hidden layer (1-based), or one of its units: γ and β, and a batch's statistics."""
    facts, name = snapshot.structure, normalization_name(snapshot.config)
    if facts is None or not facts.gammas or not name:
        return []

    def told(words: str, values: tuple[Floats, ...]) -> str:
        return f"{words} {_span(values[layer - 1], unit)}" if values else ""

    def both(means: tuple[Floats, ...], variances: tuple[Floats, ...]) -> str:
        return f"{told('mean', means)}, {told('deviation', tuple(np.sqrt(v) for v in variances))}"

    lines = [f"{name}: " + ", ".join(filter(None, (told("γ", facts.gammas), told("β", facts.betas))))]
    if facts.means:
        lines.append(f"running {both(facts.means, facts.variances)}")
    if facts.batch_means:
        lines.append(f"latest batch: {both(facts.batch_means, facts.batch_variances)}")
    return lines


def formula_of_z(snapshot: Snapshot, layer: int, unit: int) -> str:
    """Return how a unit's z comes from its weighted sum a: "z = 1.02 (a − 0.41)/1.3 − 0.13"; "z" where they are one."""
    facts, config = snapshot.structure, snapshot.config
    if facts is None:
        return "z"
    value = "a"
    if facts.gammas and config.architecture.normalizes_before:
        shift = "" if not facts.betas else _plus(float(facts.betas[layer - 1][unit]))
        value = f"{plain(float(facts.gammas[layer - 1][unit]), 2)} {_normalized(snapshot, layer, unit)}{shift}"
    joins = [k for k, skip in enumerate(facts.skips) if skip.last == layer]
    if joins and config.residual_place == "before":
        scale = facts.scales[joins[0]]
        value = f"{value if scale == 1.0 else f'{plain(scale, 2)} ({value})'} + skip"
    return "z" if value == "a" else f"z = {value}"


def outputs_words(snapshot: Snapshot, layer: int) -> str:
    """Say what of a layer the next one receives where that is not its activations' outputs; "" where it is."""
    facts, config = snapshot.structure, snapshot.config
    if facts is None:
        return ""
    after = config.normalization != "none" and not config.architecture.normalizes_before
    parts = ["normalised"] if after else []
    if config.residual_place == "after" and any(skip.last == layer for skip in facts.skips):
        parts.append("with the skip added")
    return f"The next layer receives h: the activation's output, {' and '.join(parts)}." if parts else ""


def _normalized(snapshot: Snapshot, layer: int, unit: int) -> str:
    facts = snapshot.structure
    assert facts is not None
    if facts.means:
        deviation = float(np.sqrt(facts.variances[layer - 1][unit] + EPSILON))
        return f"(a{_plus(-float(facts.means[layer - 1][unit]))})/{plain(deviation, 2)}"
    return "(a − mean)/dev" if facts.betas else "a/RMS"  # each example's, over the layer


def _plus(shift: float) -> str:
    return f" {'−' if shift < 0.0 else '+'} {plain(abs(shift), 2)}"


def _span(values: Floats, unit: int | None) -> str:
    """Return a unit's value, or the smallest and the largest of a layer's."""
    if unit is not None:
        return plain(float(values[unit]))
    low, high = plain(float(values.min())), plain(float(values.max()))
    return low if low == high else f"{low} to {high}"


def is_dropped(snapshot: Snapshot, layer: int, unit: int) -> bool:
    """Whether dropout set a hidden unit's output (layer 1-based) to 0 for the first example of the latest batch."""
    facts = snapshot.structure
    return facts is not None and bool(facts.dropped) and bool(facts.dropped[layer - 1][unit])


def is_dead_in_evaluation_only(snapshot: Snapshot, layer: int, unit: int) -> bool:
    """Whether a unit that is dead in the census had a slope on the latest step's batch, which was computed otherwise.

    A census is an evaluation: running statistics, nothing dropped.
    """
    facts = snapshot.structure
    if facts is None or not facts.dead_in_batch or not snapshot.units[layer - 1].dead[unit]:
        return False
    return not facts.dead_in_batch[layer - 1][unit]


def gets_no_gradient(config: RunConfig, layer: int) -> bool:
    """Whether a unit of a layer that is dead in the census gets no gradient in training either.

    It may get some where a training step computes other inputs than a census, or where its layer is normalised before
    the activation: then its weights move the inputs of the layer's other units.
    """
    architecture = config.architecture
    return not (architecture.normalizes_before or (architecture.differs_in_training and layer > 1))


def evaluation_words(config: RunConfig) -> str:
    """Return how a census differs from a training step: "by the running statistics" and the like."""
    words = ["by the running statistics"] if config.normalization == "batch" else []
    words += ["with nothing dropped"] if config.dropout else []
    return ", ".join(words)


def apart_words(config: RunConfig) -> str:
    """Return in a few words how a unit is dead that had a slope on the latest batch."""
    return "by the running statistics only" if config.normalization == "batch" else "only while nothing is dropped"


def dead_in_evaluation_sentence(snapshot: Snapshot) -> str:
    """Say what it means that a dead unit had a slope on the latest batch."""
    config, batch = snapshot.config, f"the batch of step {snapshot.step:,}"
    then = f"by those of {batch}" if config.normalization == "batch" else f"on {batch}, with some dropped,"
    return f"Dead {apart_words(config)}: {then} it had a slope, so it may still get gradient."


def skip_lines(share: SkipShare, scale: float) -> list[str]:
    """Return how much of the gradient comes back over a skip, and how much over its branch.

    The parts are those along the whole gradient s: (skip·s)/‖s‖² and (branch·s)/‖s‖². They add up to 1; one that
    points against s is negative.
    """
    lines = [f"norms: skip {plain(share.skip)}, branch {plain(share.branch)}, together {plain(share.total)}"]
    if share.total > 0.0:
        skip = (share.skip**2 + share.product) / share.total**2
        ways = f"{_percent(skip)} of layer {share.source}'s gradient comes over the skip"
        lines.insert(0, f"{ways}, {_percent(1.0 - skip)} over the branch")
    return [*lines, f"the branch counts {plain(scale)} times"] if scale != 1.0 else lines


def _percent(part: float) -> str:
    return percent(part).replace("-", "−")
