"""What the scripts share about normalisation, residual connections and dropout: facts, constants, arrays, drops."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from textwrap import indent
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.frozen import dataclass
from actviz.nn.architecture import Block
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.layout import ParameterLayout
from actviz.nn.network import Network
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.config.seeds import seeds

DROPOUT_MASKS = '''
drop_key = np.random.SeedSequence(SEED).spawn(5)[4].generate_state(2, np.uint64)


def dropout_masks(n, t):
    """Return the factors of each hidden layer's outputs in step t, (n, units): 0 for those that are dropped.

    In an evaluation, without a t, nothing is.
    """
    if t is None:
        return [1] * len(activations)
    widths, least = {widths}, round(DROPOUT * 65536)
    count = sum(widths) * n  # each output is dropped if its 16 random bits are below `least`
    bits = np.random.Philox(key=drop_key, counter=[0, 0, t - 1, 0]).random_raw(-(-count // 4))
    kept = bits.astype("<u8").view("<u2")[:count].reshape(-1, n).T >= least
    factors = (kept * (65536 / (65536 - least))).astype({dtype})
    return {split}
'''


@dataclass(frozen=True)
class Structure:
    """Which parts of an architecture the configurations of a script have."""

    configs: Sequence[RunConfig]

    @property
    def is_plain(self) -> bool:
        """Whether no configuration has any."""
        return all(config.architecture.is_plain for config in self.configs)

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of normalisation, "none" among them where a configuration has none."""
        return {config.normalization for config in self.configs}

    @property
    def normalizes(self) -> bool:
        """Whether some configuration normalises."""
        return self.kinds != {"none"}

    @cached_property
    def normal_places(self) -> set[str | None]:
        """Where it is normalised; None stands for nowhere."""
        return {_normal_place(config) for config in self.configs}

    @cached_property
    def skip_places(self) -> set[str | None]:
        """Where skips are added; None stands for nowhere."""
        return {config.residual_place if blocks_of(config) else None for config in self.configs}

    @property
    def has_skips(self) -> bool:
        """Whether some configuration has residual blocks."""
        return self.skip_places != {None}

    @property
    def learns_scales(self) -> bool:
        """Whether some configuration learns the branches' scales."""
        return any(blocks_of(config) and config.residual_scale == "learned" for config in self.configs)

    @property
    def projects(self) -> bool:
        """Whether some configuration has projections."""
        return any(block.projected for config in self.configs for block in blocks_of(config))

    @property
    def drops(self) -> bool:
        """Whether some configuration has dropout."""
        return any(config.dropout for config in self.configs)

    @property
    def scales(self) -> bool:
        """Whether some configuration multiplies its branches by a fixed number that is not 1."""
        return any(_fixed_scale(config) != 1.0 for config in self.configs)

    @property
    def tells_steps_apart(self) -> bool:
        """Whether a training step computes something else than an evaluation."""
        return self.drops or "batch" in self.kinds

    def constants(self, config: RunConfig) -> dict[str, str]:
        """Return one configuration's values, as code, of the settings that the script needs by name."""
        found = {}
        if len(self.kinds - {"none"}) > 1:
            found["NORMALIZATION"] = repr(config.normalization)
        if len(self.normal_places) > 1:
            found["NORMALIZE"] = repr(_normal_place(config))
        if self.has_skips:
            found["SKIPS"] = repr({block.last: block.source for block in blocks_of(config)})
        if len(self.skip_places - {None}) > 1:
            found["ADD_SKIP"] = repr(config.residual_place)
        if self.scales:
            found["BRANCH_SCALE"] = repr(_fixed_scale(config))
        if self.drops:
            found["DROPOUT"] = repr(config.dropout)
        return found


NOTES = {
    "NORMALIZATION": "  # its kind",
    "NORMALIZE": "  # before or after the activation",
    "SKIPS": "  # of each residual block: the last layer, at which the output of an earlier one is added",
    "ADD_SKIP": "  # before or after the activation",
    "BRANCH_SCALE": "  # of what a residual block's layers compute",
    "DROPOUT": "  # share of the hidden outputs",
}


def _normal_place(config: RunConfig) -> str | None:
    return None if config.normalization == "none" else config.normalization_place


def blocks_of(config: RunConfig) -> tuple[Block, ...]:
    """Return a configuration's residual blocks."""
    return config.architecture.blocks((0, *config.hidden, 0))


def _fixed_scale(config: RunConfig) -> float:
    blocks = blocks_of(config)
    return config.architecture.branch_scale(len(blocks)) if blocks and config.residual_scale != "learned" else 1.0


def when(name: str, value: str, used: Collection[str | None], code: str) -> str:
    """Return code that runs where a constant has this value; `used` are the values that it has in the script."""
    if value not in used:
        return ""
    return code if len(used) == 1 else f'if {name} == "{value}":\n{indent(code, "    ")}'


def scaled(structure: Structure, layer: str, x: str) -> str:
    """Return code for a branch times its scale."""
    if structure.learns_scales:
        return f"scales.get({layer}, {'BRANCH_SCALE' if structure.scales else 1}) * {x}"
    return f"BRANCH_SCALE * {x}" if structure.scales else x


def structure_arrays(network: Network) -> dict[str, NDArray[Any]]:
    """Return what a network learns beside weights, biases and slopes, and its running statistics, by name."""
    p, layout, found = network.parameters, network.layout, dict[str, NDArray[Any]]()
    for name in ("gamma", "beta", "mean", "variance"):
        spans = getattr(layout, f"{name}s")
        found |= {f"{name}_{i}": p[span] for i, span in enumerate(spans, 1) if span.stop > span.start}
    for k, (block, span) in enumerate(zip(layout.residual_blocks, layout.scales, strict=True)):
        if span.stop > span.start:
            found[f"scale_{block.last}"] = p[span]
        matrix = layout.matrix_of(k, p)
        if matrix is not None:
            found[f"projection_{block.last}"] = matrix
    return found


def drawn_projections(change: Change, network: Network, place: int) -> dict[str, NDArray[Any]]:
    """Return the projections that a change draws, by their names in the NPZ; `place` is that of the change, from 0."""
    after = change.after
    if not any(block.projected for block in blocks_of(after)):
        return {}
    new = Network(network.sizes, network.activations, network.loss, str(network.dtype), architecture=after.architecture)
    new.draw_projections(INITIALIZERS[after.initializer], np.random.default_rng(seeds(after).weights))
    found = {}
    for k, block in enumerate(new.layout.residual_blocks):
        matrix = new.layout.matrix_of(k, new.parameters)
        if matrix is not None and _kept_projection(change, network.sizes, k) is None:
            found[f"projection_{block.last}_of_change_{place + 1}"] = matrix
    return found


def _kept_projection(change: Change, sizes: Sequence[int], k: int) -> Block | None:
    """Return the block before a change whose projection becomes that of block k after it; None if it is drawn again.

    It is the block at the same place, if its projection has as many numbers: see `Network.copy_structure`.
    """
    before, after = (
        ParameterLayout(tuple(sizes), (0,) * (len(sizes) - 2), config.architecture)
        for config in (change.before, change.after)
    )
    if k >= len(before.residual_blocks):
        return None
    old, new = before.projections[k], after.projections[k]
    return before.residual_blocks[k] if old.stop - old.start == new.stop - new.start else None


@dataclass(frozen=True)
class Words:
    """The code of a library for what a change begins."""

    zero_scale: str
    array: str  # of an array of the NPZ, by its {name}
    shaped: str  # of a {projection} in another {shape}


def scales_after(change: Change, words: Words) -> str:
    """Return code for the scales by last layer after a change; those that were learned before stay."""
    before, after = blocks_of(change.before), blocks_of(change.after)
    learned_before = change.before.residual_scale == "learned"
    found = []
    for k, block in enumerate(after if change.after.residual_scale == "learned" else ()):
        stays = learned_before and k < len(before)
        found.append(f"{block.last}: " + (f"scales[{before[k].last}]" if stays else words.zero_scale))
    return f"{{{', '.join(found)}}}"


def projections_after(change: Change, sizes: Sequence[int], place: int, words: Words) -> str:
    """Return code for the projections by last layer after a change; `place` is that of the change, from 0."""
    found = []
    for k, block in enumerate(blocks_of(change.after)):
        if not block.projected:
            continue
        shape = sizes[block.source], sizes[block.last]
        kept = _kept_projection(change, sizes, k)
        if kept is None:
            code = words.array.format(name=f"projection_{block.last}_of_change_{place + 1}")
        elif (sizes[kept.source], sizes[kept.last]) == shape:
            code = f"projections[{kept.last}]"
        else:
            code = words.shaped.format(projection=f"projections[{kept.last}]", shape=shape)
        found.append(f"{block.last}: {code}")
    return f"{{{', '.join(found)}}}"
