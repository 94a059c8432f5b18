"""The NumPy script's code for normalisation, residual connections and dropout."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from textwrap import indent

from actviz.export.script_course import Course
from actviz.export.script_structure import (
    DROPOUT_MASKS,
    Structure,
    Words,
    projections_after,
    scaled,
    scales_after,
    when,
)
from actviz.nn.normalization import EPSILON
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig

NUMPY_WORDS = Words("np.zeros(1, x.dtype)", 'arrays["{name}"]', "{projection}.reshape{shape}")
ONES, ZEROS = (f"[np.{name}(len(b), x.dtype) for b in biases[:-1]]" for name in ("ones", "zeros"))
LISTS = ("gamma", "beta", "mean", "variance")
NOTES = {"gamma": "  # of each hidden layer's normalisation", "mean": "  # running ones, over the batches"}
STATISTICS = {
    "batch": f"""\
mean, variance = means[i], variances[i]
if t is not None:
    mean, variance, n = x.mean(axis=0), x.var(axis=0), len(x)  # of each unit over the batch
    means[i] = 0.9 * means[i] + 0.1 * mean  # the running ones, with which the network is evaluated
    variances[i] = 0.9 * variances[i] + 0.1 * variance * n / (n - 1)
deviation = np.sqrt(variance + {EPSILON})
normal = (x - mean) / deviation
""",
    "layer": f"""\
deviation = np.sqrt(x.var(axis=1, keepdims=True) + {EPSILON})  # of each example
normal = (x - x.mean(axis=1, keepdims=True)) / deviation
""",
    "rms": """\
deviation = np.sqrt((x * x).mean(axis=1, keepdims=True) + np.finfo(x.dtype).eps)  # of each example
normal = x / deviation
""",
}
NORMALIZED = '''
def normalized(i, x, t):
    """Return hidden layer i's values x normalised, times γ{shifted}, and what going back needs; i counts from 0."""
{statistics}    return {result}, (normal, deviation)


def back_through_normalization(i, g, normal, deviation):
    """Return the gradients with respect to x{and_of_γ} for a gradient g of what `normalized` returned."""
    of_gamma, of_beta = (g * normal).sum(axis=0), g.sum(axis=0)
    g = gammas[i] * g
{back}    return g / deviation, of_gamma, of_beta

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
    """Return the outputs of all layers but the last, what going back needs of each, and the last layer's outputs.

    In a training step, t is its number; without it the network is evaluated.
    """
    hs, kept = [x], []
{masks}    for i in range(n_layers - 1):
        z = hs[-1] @ weights[i] + biases[i]  # (examples, units)
{before}        h, slope = {call}
{after}        hs.append(h)
        kept.append({{{kept}}})
    return hs, kept, hs[-1] @ weights[-1] + biases[-1]

'''
GRADIENTS = '''
def loss_and_gradients(x, y, t):
    """Return the loss and its gradient for every parameter, found by going back from the last layer to the first."""
    hs, kept, z = forward(x, t)
    loss, delta = loss_and_delta(z, y)  # delta: the gradient with respect to a layer's weighted sums
{gathered}{skips}    for i in reversed(range(n_layers)):
        of_weights.insert(0, hs[i].T @ delta)
        of_biases.insert(0, delta.sum(axis=0))
        if i > 0:
            s = delta @ weights[i].T{plus}  # the gradient with respect to the outputs of hidden layer i
{after}{alphas}            delta = s * kept[i - 1]["slope"]
{before}    return loss, [{all}]

'''
ALPHA_GRADIENT = """\
if alphas[i - 1] is not None:
    of_alpha = (s * np.minimum(kept[i - 1]["z"], 0)).sum(axis=0)
    of_alphas.insert(0, of_alpha if alphas[i - 1].size > 1 else of_alpha.sum(keepdims=True))
"""


def structure_start(course: Course) -> str:
    """Return the code that reads what the first configuration's network has beside weights, biases and slopes."""
    structure, first = course.structure, Structure([course.first])
    text = ""
    for name in LISTS if structure.normalizes else ():
        if name in ("mean", "variance") and "batch" not in structure.kinds:
            continue
        has = name in _of_normalization(course.first)
        value = f'[arrays[f"{name}_{{i}}"] for i in range(1, n_layers)]' if has else "[]"
        text += f"{name}s = {value}{NOTES.get(name, '')}\n"
    if structure.learns_scales:
        value = '{layer: arrays[f"scale_{layer}"] for layer in SKIPS}' if first.learns_scales else "{}"
        text += f"scales = {value}  # of the branches, learned\n"
    if structure.projects:
        value = '{layer: arrays[f"projection_{layer}"] for layer in SKIPS if f"projection_{layer}" in arrays}'
        text += f"projections = {value if first.projects else '{}'}\n"
    if structure.drops:
        text += DROPOUT_MASKS.format(
            widths="[len(b) for b in biases[:-1]]",
            dtype="x.dtype",
            split="np.split(factors, np.cumsum(widths)[:-1], 1)",
        )
    return text


def _of_normalization(config: RunConfig) -> Collection[str]:
    """Return which of LISTS a configuration's network has."""
    return {"none": (), "layer": LISTS[:2], "rms": LISTS[:1], "batch": LISTS}[config.normalization]


def structure_parameters(structure: Structure) -> str:
    """Return code that names the learned numbers, as the end of a list of parameters."""
    named = [
        ("*gammas", structure.normalizes),
        ("*betas", _shifts(structure)),
        ("*scales.values()", structure.learns_scales),
        ("*projections.values()", structure.projects),
    ]
    return "".join(f", {name}" for name, used in named if used)


def _shifts(structure: Structure) -> bool:
    return bool(structure.kinds - {"none", "rms"})


def structured_passes(course: Course, loss_code: str) -> str:
    """Return the functions of both passes and of the loss."""
    structure = course.structure
    learns = course.learns
    call = "activations[i](z) if alphas[i] is None else activations[i](z, alphas[i])" if learns else "activations[i](z)"
    text = _normalization(structure) if structure.normalizes else ""
    text += _with_skip(structure) if structure.has_skips else ""
    before, after = _forward_stages(structure)
    names = {
        "slope": ("slope", True), "z": ("z", learns), "normal": ("normal", structure.normalizes),
        "mask": ("masks[i]", structure.drops), "branch": ("branch", structure.learns_scales),
    }  # fmt: skip
    text += FORWARD.format(
        masks="    masks = dropout_masks(len(x), t)\n" if structure.drops else "",
        before=indent(before, " " * 8),
        after=indent(after, " " * 8),
        call=call,
        kept=", ".join(f'"{name}": {value}' for name, (value, used) in names.items() if used),
    )
    parts = ["of_weights", "of_biases"]
    parts += ["of_alphas"] if learns else []
    parts += ["of_gammas"] if structure.normalizes else []
    parts += ["of_betas"] if _shifts(structure) else []
    parts += ["of_scales"] if structure.learns_scales else []
    parts += ["of_projections"] if structure.projects else []
    before, after = _backward_stages(structure)
    return (
        text
        + loss_code
        + "\n"
        + GRADIENTS.format(
            gathered="".join(f"    {part} = []\n" for part in parts),
            skips="    skips = {}  # what comes back over each skip, by the layer at which it begins\n"
            if structure.has_skips
            else "",
            plus=" + skips.pop(i, 0)" if structure.has_skips else "",
            after=indent(after, " " * 12),
            alphas=indent(ALPHA_GRADIENT, " " * 12) if learns else "",
            before=indent(before, " " * 12),
            all=", ".join(f"*{part}" for part in parts),
        )
    )


def _normalization(structure: Structure) -> str:
    kinds = structure.kinds - {"none"}
    statistics = "".join(when("NORMALIZATION", kind, kinds, code) for kind, code in STATISTICS.items())
    centred = "g = g - g.mean(axis={axis}, keepdims=True) - normal * (g * normal).mean(axis={axis}, keepdims=True)\n"
    back = {
        "batch": centred.format(axis=0),
        "layer": centred.format(axis=1),
        "rms": "g = g - normal * (g * normal).mean(axis=1, keepdims=True)\n",
    }
    shifts = _shifts(structure)
    result = "gammas[i] * normal"
    if shifts:
        result += " + betas[i]" if "rms" not in kinds else ' + (0 if NORMALIZATION == "rms" else betas[i])'
    text = NORMALIZED.format(
        shifted=" plus β" if shifts else "",
        statistics=indent(statistics, "    "),
        result=result,
        and_of_γ=", γ and β" if shifts else " and γ",
        back=indent("".join(when("NORMALIZATION", kind, kinds, code) for kind, code in back.items()), "    "),
    )
    if not shifts:
        text = text.replace(", g.sum(axis=0)", "").replace("of_gamma, of_beta", "of_gamma")
    return text


def _with_skip(structure: Structure) -> str:
    return WITH_SKIP.format(
        projected="    if layer in projections:\n        skip = skip @ projections[layer]\n"
        if structure.projects
        else "",
        branch=scaled(structure, "layer", "x"),
    )


def _forward_stages(structure: Structure) -> tuple[str, str]:
    """Return the code between a weighted sum and the activation, and of what follows the activation."""
    stages = {}
    for place, x in (("before", "z"), ("after", "h")):
        code = when("NORMALIZE", place, structure.normal_places, f"{x}, normal = normalized(i, {x}, t)\n")
        if place == "after" and structure.drops:
            code += "h = h * masks[i]\n"
        if structure.has_skips:
            join = f"branch = {x}\n" if structure.learns_scales else ""
            join += f"{x} = with_skip(i + 1, {x}, hs)\n"
            code += when("ADD_SKIP", place, structure.skip_places - {None}, join)
        stages[place] = code
    nothing = "normal = None\n" if structure.normalizes and None in structure.normal_places else ""
    return nothing + stages["before"], stages["after"]


def _backward_stages(structure: Structure) -> tuple[str, str]:
    """Return the code that goes back through the stages before an activation, and through those after it."""
    stages = {}
    for place, g in (("after", "s"), ("before", "delta")):
        skip = _skip_back(structure, g) if structure.has_skips else ""
        skip = when("ADD_SKIP", place, structure.skip_places - {None}, skip) if skip else ""
        drop = 's = s * kept[i - 1]["mask"]\n' if place == "after" and structure.drops else ""
        gathered = ", of_gamma, of_beta" if _shifts(structure) else ", of_gamma"
        normal = f'{g}{gathered} = back_through_normalization(i - 1, {g}, *kept[i - 1]["normal"])\n'
        normal += "of_gammas.insert(0, of_gamma)\n"
        if _shifts(structure):
            rms = 'if NORMALIZATION != "rms":\n    ' if "rms" in structure.kinds else ""
            normal += f"{rms}of_betas.insert(0, of_beta)\n"
        stages[place] = skip + drop + when("NORMALIZE", place, structure.normal_places, normal)
    return stages["before"], stages["after"]


def _skip_back(structure: Structure, g: str) -> str:
    lines = ["if i in SKIPS:"]
    if structure.learns_scales:
        lines += [
            "    if i in scales:",
            f'        of_scales.insert(0, np.array([({g} * kept[i - 1]["branch"]).sum()]))',
        ]
    if structure.projects:
        lines += ["    if i in projections:", f"        of_projections.insert(0, hs[SKIPS[i]].T @ {g})"]
        lines += [f"    skips[SKIPS[i]] = {g} @ projections[i].T if i in projections else {g}"]
    else:
        lines += [f"    skips[SKIPS[i]] = {g}"]
    branch = scaled(structure, "i", g)
    lines += [f"    {g} = {branch}"] if branch != g else []
    return "\n".join(lines) + "\n"


def structure_change(change: Change, structure: Structure, sizes: Sequence[int], place: int) -> list[str]:
    """Return the lines that make a change of what is learned beside weights, biases and slopes; `place` counts it."""
    lines, before, after = [], _of_normalization(change.before), _of_normalization(change.after)
    for name in LISTS:
        if name in after and name not in before:
            lines.append(f"{name}s = {ONES if name in ('gamma', 'variance') else ZEROS}")
        elif name in before and name not in after:
            lines.append(f"{name}s = []")
    if change.before.architecture != change.after.architecture:
        lines += [f"scales = {scales_after(change, NUMPY_WORDS)}"] if structure.learns_scales else []
        if structure.projects:
            lines.append(f"projections = {projections_after(change, sizes, place, NUMPY_WORDS)}")
    return lines
