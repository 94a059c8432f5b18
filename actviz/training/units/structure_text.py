"""What normalisation, residual connections and dropout do to a unit or a layer, in words: for tooltips and panels."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.joined_text import clauses, listed
from actviz.nn.architecture import NORMALIZATIONS
from actviz.nn.normalization import EPSILON
from actviz.number_text import percent, plain, whole
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import Snapshot
from actviz.training.structure_facts import SkipShare
from actviz.translation import mark, tr, tr_count


def normalization_name(config: RunConfig) -> str:
    """Return "batch normalisation before the activation" and the like; "" where there is none."""
    if config.normalization == "none":
        return ""
    label = NORMALIZATIONS[config.normalization].label
    kind = label if label.isupper() else label.lower()
    told = mark("{kind} normalisation after the activation")
    if config.normalization_place == "before":
        told = mark("{kind} normalisation before the activation")
    return tr(told, kind=kind)


def cures_text(config: RunConfig) -> str:
    """Return all that the layers have beside weights and activations, in a few words; "" for nothing."""
    skips, dropout = "", ""
    if config.residual:
        skips = tr_count("a skip past every layer", "a skip past every {n} layers", config.residual)
    if config.dropout:
        dropout = tr("dropout of {share}", share=percent(config.dropout))
    return clauses((normalization_name(config), skips, dropout))


def normalization_lines(snapshot: Snapshot, layer: int, unit: int | None = None) -> list[str]:
    """Return what normalises a hidden layer (1-based), or one of its units: γ and β, and a batch's statistics."""
    facts, name = snapshot.structure, normalization_name(snapshot.config)
    if facts is None or not facts.gammas or not name:
        return []

    def told(words: str, values: tuple[Floats, ...]) -> str:
        return f"{words} {_span(values[layer - 1], unit)}" if values else ""

    def both(means: tuple[Floats, ...], variances: tuple[Floats, ...]) -> str:
        deviations = tuple(np.sqrt(v) for v in variances)
        return clauses((told(tr("mean"), means), told(tr("deviation"), deviations)))

    learned = clauses((told("γ", facts.gammas), told("β", facts.betas)))
    lines = [tr("{what}: {values}", what=name, values=learned)]
    if facts.means:
        lines.append(tr("running {values}", values=both(facts.means, facts.variances)))
    if facts.batch_means:
        lines.append(tr("latest batch: {values}", values=both(facts.batch_means, facts.batch_variances)))
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
        value = tr("{branch} + skip", branch=value if scale == 1.0 else f"{plain(scale, 2)} ({value})")
    return "z" if value == "a" else f"z = {value}"


def outputs_words(snapshot: Snapshot, layer: int) -> str:
    """Say what of a layer the next one receives where that is not its activations' outputs; "" where it is."""
    facts, config = snapshot.structure, snapshot.config
    if facts is None:
        return ""
    after = config.normalization != "none" and not config.architecture.normalizes_before
    parts = [tr("normalised")] if after else []
    if config.residual_place == "after" and any(skip.last == layer for skip in facts.skips):
        parts.append(tr("with the skip added"))
    if not parts:
        return ""
    return tr("The next layer receives h: the activation's output, {changes}.", changes=listed(parts))


def _normalized(snapshot: Snapshot, layer: int, unit: int) -> str:
    facts = snapshot.structure
    assert facts is not None
    if facts.means:
        deviation = float(np.sqrt(facts.variances[layer - 1][unit] + EPSILON))
        return f"(a{_plus(-float(facts.means[layer - 1][unit]))})/{plain(deviation, 2)}"
    return tr("(a − mean)/dev") if facts.betas else tr("a/RMS")  # each example's, over the layer


def _plus(shift: float) -> str:
    return f" {'−' if shift < 0.0 else '+'} {plain(abs(shift), 2)}"


def _span(values: Floats, unit: int | None) -> str:
    """Return a unit's value, or the smallest and the largest of a layer's."""
    if unit is not None:
        return plain(float(values[unit]))
    low, high = plain(float(values.min())), plain(float(values.max()))
    return low if low == high else tr("{low} to {high}", low=low, high=high)


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
    words = [tr("by the running statistics")] if config.normalization == "batch" else []
    words += [tr("with nothing dropped")] if config.dropout else []
    return clauses(words)


def apart_words(config: RunConfig) -> str:
    """Return in a few words how a unit is dead that had a slope on the latest batch."""
    is_batch = config.normalization == "batch"
    return tr("by the running statistics only") if is_batch else tr("only while nothing is dropped")


def dead_in_evaluation_sentence(snapshot: Snapshot) -> str:
    """Say what it means that a dead unit had a slope on the latest batch."""
    told = mark(
        "Dead only while nothing is dropped: on the batch of step {step}, with some dropped, it had a slope, so it may "
        "still get gradient."
    )
    if snapshot.config.normalization == "batch":
        told = mark(
            "Dead by the running statistics only: by those of the batch of step {step} it had a slope, so it may still "
            "get gradient."
        )
    return tr(told, step=whole(snapshot.step))


def skip_lines(share: SkipShare, scale: float) -> list[str]:
    """Return how much of the gradient comes back over a skip, and how much over its branch.

    The parts are those along the whole gradient s: (skip·s)/‖s‖² and (branch·s)/‖s‖². They add up to 1; one that
    points against s is negative.
    """
    norms = tr(
        "norms: skip {skip}, branch {branch}, together {total}",
        skip=plain(share.skip),
        branch=plain(share.branch),
        total=plain(share.total),
    )
    lines = [norms]
    if share.total > 0.0:
        skip = (share.skip**2 + share.product) / share.total**2
        ways = tr(
            "{skip} of layer {layer}'s gradient comes over the skip, {branch} over the branch",
            skip=_percent(skip),
            layer=share.source,
            branch=_percent(1.0 - skip),
        )
        lines.insert(0, ways)
    return [*lines, tr("the branch counts {n} times", n=plain(scale))] if scale != 1.0 else lines


def _percent(part: float) -> str:
    return percent(part).replace("-", "−")
