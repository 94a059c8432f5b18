"""Whether a dead unit can come back while training goes on as it does, and why.

A dead unit gets no gradient on any training example, so its own weights and bias move only by what is not a
gradient: weight decay, and what the optimizer still carries from earlier steps (`drifting_units`). Its inputs move
while a layer below it learns. No layer up to and including one that is dead as a whole gets any gradient, but for a
learned α, whose gradient does not pass through the slope.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz.arrays import Bools
from actviz.data.task_changes import TASK_CHANGES
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.network import Network
from actviz.nn.norms import PART
from actviz.nn.optimizers import OPTIMIZERS, Optimizer
from actviz.number_text import whole
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import Snapshot
from actviz.translation import mark, tr, tr_count


@dataclass(frozen=True)
class Permanence:
    """Whether nothing that goes on can revive a dead unit, and why in words."""

    for_ever: bool
    reason: str  # one sentence


def permanence_in(snapshot: Snapshot, layer: int, unit: int) -> Permanence | None:
    """Say it of a unit (layer 1-based) as it was when `snapshot` was measured; None for a unit that lives."""
    dead = [u.dead for u in snapshot.units]
    return permanence(snapshot.config, dead, snapshot.drifting or [np.zeros_like(d) for d in dead], layer, unit)


def permanence(
    config: RunConfig, dead: Sequence[Bools], drifting: Sequence[Bools], layer: int, unit: int
) -> Permanence | None:
    """Say it of a unit (layer 1-based, unit 0-based); None for a unit that lives.

    `dead` and `drifting` are (n,) for each hidden layer: which units are dead, and which the optimizer's state still
    moves without a gradient.
    """
    if not dead[layer - 1][unit]:
        return None
    if not config.architecture.is_plain:
        return _structured(config, bool(drifting[layer - 1][unit]), layer)
    blocked = max((i for i, d in enumerate(dead, 1) if d.all()), default=0)  # no gradient up to this layer
    learns_alpha = [ACTIVATIONS[key].learns_alpha for key in config.activations]
    if layer >= blocked and learns_alpha[layer - 1]:
        return Permanence(False, tr("It may come back: its slope below zero, α, is still learned."))
    if blocked and learns_alpha[blocked - 1] and (layer > 1 or learns_alpha[0]):
        told = tr(
            "It may come back: layer {layer} is dead as a whole, but its slope below zero, α, is still learned.",
            layer=blocked,
        )
        return Permanence(False, told)
    learning = [i for i in range(blocked + 1, layer) if not dead[i - 1].all()]
    if learning:
        told = tr_count(
            "It may come back: {layers} still changes what it receives.",
            "It may come back: {layers} still change what it receives.",
            len(learning),
            layers=_layers(learning),
        )
        return Permanence(False, told)
    carried = _carried(config)
    if drifting[layer - 1][unit]:
        return Permanence(False, tr("It gets no gradient, but {carried} still moves its weights.", carried=carried))
    if config.weight_decay:
        return Permanence(False, tr("It gets no gradient, but weight decay still shrinks its weights."))
    drifting_below = [i for i in range(1, layer) if drifting[i - 1].any()]
    if drifting_below:
        moved = _layers(drifting_below)
        told = tr(
            "No gradient reaches it or the layers before it, but {carried} still moves {layers}.",
            carried=carried,
            layers=moved,
        )
        return Permanence(False, told)
    return _without_a_turn(config, _for_ever(layer, blocked))


def _without_a_turn(config: RunConfig, for_ever: str) -> Permanence:
    """Say that nothing revives the unit, unless the configuration brings recycling or a task with other inputs."""
    change = TASK_CHANGES[config.task_change]
    if config.recycle_every:
        every = whole(config.recycle_every)
        return Permanence(False, tr("It gets no gradient, but it is recycled every {n} steps.", n=every))
    if change.reorder is not None or change.other_data:
        return Permanence(False, tr("It gets no gradient in this task, but the next one gives it other inputs."))
    return Permanence(True, for_ever)


def _structured(config: RunConfig, drifts: bool, layer: int) -> Permanence:
    """Say it of a dead unit of a network that is not plain, where a gradient has more ways than one."""
    architecture = config.architecture
    if ACTIVATIONS[config.activations[layer - 1]].learns_alpha:
        return Permanence(False, tr("It may come back: its slope below zero, α, is still learned."))
    if architecture.dropout:
        return Permanence(False, tr("It may come back: in training, dropout gives it other inputs."))
    if architecture.normalization == "batch":
        return Permanence(False, tr("It may come back: the running statistics it is dead by still follow the batches."))
    if architecture.normalizes_before:
        return Permanence(False, tr("It may come back: normalisation ties its input to the other units of its layer."))
    if layer > 1:
        return Permanence(False, tr("It may come back: what it receives can still change, over skips or by γ and β."))
    if drifts:
        told = tr("It gets no gradient, but {carried} still moves its weights.", carried=_carried(config))
        return Permanence(False, told)
    if config.weight_decay:
        return Permanence(False, tr("It gets no gradient, but weight decay still shrinks its weights."))
    return _without_a_turn(config, _for_ever(layer, 0))


def _for_ever(layer: int, blocked: int) -> str:
    if layer == 1:
        return tr(
            "For ever, unless the data or a setting is changed: its inputs never change, and it gets no gradient."
        )
    told = mark(
        "For ever, unless the data or a setting is changed: its inputs come from layer {layer}, which is dead as a "
        "whole and cannot move."
    )
    if layer <= blocked:
        told = mark(
            "For ever, unless the data or a setting is changed: layer {layer} is dead as a whole, so no gradient "
            "reaches any layer up to it."
        )
    return tr(told, layer=blocked)


def _carried(config: RunConfig) -> str:
    entry = OPTIMIZERS[config.optimizer]
    if entry.uses_momentum:
        return tr("momentum left over from earlier steps")
    return tr("what {optimizer} carries over", optimizer=entry.label)


def _layers(layers: Sequence[int]) -> str:
    if len(layers) == 1:
        return tr("layer {layer}", layer=layers[0])
    if len(layers) == layers[-1] - layers[0] + 1:
        return tr("layers {first} to {last}", first=layers[0], last=layers[-1])
    return tr("layers before it")


def drifting_units(network: Network, optimizer: Optimizer, rate: float) -> tuple[Bools, ...]:
    """Return, (n,) for each hidden layer, which units the optimizer's next step would move without any gradient.

    `rate` is the largest learning rate to come. Steps too small to change a float do not count: without a gradient
    the next ones are smaller still. Weight decay is left aside.
    """
    found = tuple(np.zeros(n, bool) for n in network.sizes[1:-1])
    for moved, block in zip(found, network.layout.blocks, strict=False):
        fan_out = len(moved)
        rows = max(1, PART // fan_out)
        for first in range(block.start, block.stop, rows * fan_out) if optimizer.carries else ():
            part = slice(first, min(block.stop, first + rows * fan_out))
            parameters = network.parameters[part]
            moves = parameters + optimizer.drift(part, rate) != parameters
            moved |= moves.reshape(-1, fan_out).any(axis=0)
    for moved, part in zip(found, network.layout.learned_alphas, strict=True):
        if optimizer.carries and part.stop > part.start:
            alphas = network.parameters[part]
            moved |= alphas + optimizer.drift(part, rate) != alphas  # one for the layer, or one for each unit
    return found
