"""The PyTorch script's code for normalisation, residual connections and dropout."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from actviz.export.script_course import Course, structure_memory_stays
from actviz.export.script_structure import (
    DROPOUT_MASKS,
    Structure,
    Words,
    projections_after,
    scaled,
    scales_after,
    when,
)
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig

TORCH_WORDS = Words(
    "torch.nn.Parameter(torch.zeros(1))",
    'torch.nn.Parameter(arrays["{name}"])',
    "torch.nn.Parameter({projection}.detach().reshape{shape})",
)
MODULES = {"batch": "torch.nn.BatchNorm1d", "layer": "torch.nn.LayerNorm", "rms": "torch.nn.RMSNorm"}
NORMS = "[{module}(n) for n in sizes[1:-1]]"
LOADED_NORMS = """\
with torch.no_grad():
    for i, norm in enumerate(norms, 1):
        norm.weight.copy_(arrays[f"gamma_{i}"])
        if f"beta_{i}" in arrays:
            norm.bias.copy_(arrays[f"beta_{i}"])
"""
PARAMETERS = """\
projections = {layer: torch.nn.Parameter(p) for layer, p in projections.items() if p is not None}
"""
OTHER_NORMS = '''
def with_the_same(new, old):
    """Return new normalisations with γ and β of the old ones, where both have them."""
    for a, b in zip(new, old):
        a.weight = b.weight
        if getattr(a, "bias", None) is not None and getattr(b, "bias", None) is not None:
            a.bias = b.bias
    return new

'''
WITH_SKIP = '''
def with_skip(layer, x, hs):
    """Return what a hidden layer computes, x, with what a skip adds there, if one ends there; layers count from 1."""
    if layer not in SKIPS:
        return x
    skip = hs[SKIPS[layer]]
{projected}    return {branch} + skip

'''
FORWARD = '''
def forward(x, t=None):
    """Return the last layer's outputs. In a training step, t is its number; without it the network is evaluated."""
{modes}{masks}    hs = [x]
    for i, (layer, activation) in enumerate(zip(layers, activations)):
        z = layer(hs[-1])
{before}        h = activation(z)
{after}        hs.append(h)
    return layers[-1](hs[-1])
'''
CARRIED_OVER = '''

def carried_over(new, old, stays):
    """Return the new optimizer with the old one's memory of the parameters in `stays`; the others' is zero."""
    memory = old.state[weights[0]].items()
    for p in [*weights, *others]:
        if any(p is q for q in stays):
            new.state[p] = old.state[p]
        else:
            new.state[p] = {k: v.clone() if k == "step" else torch.zeros_like(p) for k, v in memory if v is not None}
    return new
'''


def torch_structure_start(course: Course) -> str:
    """Return the code that makes what the first network has beside layers and activations, and its functions."""
    structure, first = course.structure, Structure([course.first])
    text = ""
    if structure.normalizes:
        text += f"norms = {_norms(course.first)}  # one for each hidden layer\n"
        text += LOADED_NORMS if first.normalizes else ""
    if structure.learns_scales:
        value = '{layer: torch.nn.Parameter(arrays[f"scale_{layer}"]) for layer in SKIPS}'
        text += f"scales = {value if first.learns_scales else '{}'}  # of the branches, learned\n"
    if structure.projects:
        value = '{layer: arrays.get(f"projection_{layer}") for layer in SKIPS}'
        text += f"projections = {value if first.projects else '{}'}\n"
        text += PARAMETERS if first.projects else ""
    if structure.drops:
        split = "torch.from_numpy(factors).split(widths, dim=1)"
        text += DROPOUT_MASKS.format(widths="sizes[1:-1]", dtype='arrays["train_x"].numpy().dtype', split=split)
    text += OTHER_NORMS if len(structure.kinds - {"none"}) > 1 else ""
    if structure.has_skips:
        projected = "    if layer in projections:\n        skip = skip @ projections[layer]\n"
        branch = scaled(structure, "layer", "x")
        text += WITH_SKIP.format(projected=projected if structure.projects else "", branch=branch)
    return text


def _norms(config: RunConfig) -> str:
    return NORMS.format(module=MODULES[config.normalization]) if config.normalization in MODULES else "[]"


def torch_forward(structure: Structure) -> str:
    """Return the function of the forward pass."""
    stages = {}
    for place, x in (("before", "z"), ("after", "h")):
        code = when("NORMALIZE", place, structure.normal_places, f"{x} = norms[i]({x})\n")
        if place == "after" and structure.drops:
            code += "h = h * masks[i]\n"
        if structure.has_skips:
            code += when("ADD_SKIP", place, structure.skip_places - {None}, f"{x} = with_skip(i + 1, {x}, hs)\n")
        stages[place] = code
    return FORWARD.format(
        modes="    for norm in norms:\n        norm.train(t is not None)\n" if structure.normalizes else "",
        masks="    masks = dropout_masks(len(x), t)\n" if structure.drops else "",
        before=indent(stages["before"], " " * 8),
        after=indent(stages["after"], " " * 8),
    )


def torch_weights(structure: Structure) -> str:
    """Return code that names the projections, which decay as weights do, as the end of a list of parameters."""
    return ", *projections.values()" if structure.projects else ""


def torch_others(structure: Structure) -> str:
    """Return the lines that add γ, β and learned scales to the other parameters."""
    text = "\nothers += [p for norm in norms for p in norm.parameters()]" if structure.normalizes else ""
    return text + ("\nothers += scales.values()" if structure.learns_scales else "")


def torch_structure_change(change: Change, structure: Structure, sizes: Sequence[int], place: int) -> list[str]:
    """Return the lines that make a change of what is learned beside layers and slopes; `place` is the change's."""
    lines, kinds = [], (change.before.normalization, change.after.normalization)
    if kinds[0] != kinds[1]:
        new = _norms(change.after)
        lines.append(f"norms = {new}" if "none" in kinds else f"norms = with_the_same({new}, norms)")
    if change.before.architecture != change.after.architecture:
        lines += [f"scales = {scales_after(change, TORCH_WORDS)}"] if structure.learns_scales else []
        if structure.projects:
            lines.append(f"projections = {projections_after(change, sizes, place, TORCH_WORDS)}")
    return lines


def kept_memory(change: Change, structure: Structure) -> str:
    """Return a list of the parameters of which the optimizer's memory stays after a change."""
    text = "[*weights[: len(layers)], *others[: len(layers)]"
    if structure_memory_stays(change):
        if structure.projects:
            text += ", *projections.values()"
        if structure.normalizes:
            text += ", *(p for norm in norms for p in norm.parameters())"
        if structure.learns_scales:
            text += ", *scales.values()"
    return f"{text}]"
