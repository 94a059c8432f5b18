"""The PyTorch script repeats the experiment with PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from actviz.export.expression_code import script_names, torch_functions, torch_name
from actviz.export.script_course import Course, memory_stays, slopes_after
from actviz.export.script_parts import (
    ACCURACY,
    HiddenLayer,
    comparison,
    constants,
    hidden_layers,
    is_scheduled,
    listed,
    math_names,
    own_code,
    schedule_code,
    schedules,
    step_code,
)
from actviz.export.torch_structure import (
    CARRIED_OVER,
    kept_memory,
    torch_forward,
    torch_others,
    torch_structure_change,
    torch_structure_start,
    torch_weights,
)
from actviz.nn.expression.activation import is_custom
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.trainer import Trainer

TORCH_SCRIPT = '''
{imports}from pathlib import Path

import numpy as np
import torch

{constants}{double}
{own}
arrays = {{name: torch.from_numpy(array) for name, array in np.load(Path(__file__).with_suffix(".npz")).items()}}
x, y = arrays["train_x"], arrays["train_y"]
sizes = {sizes}
activations = {activations}  # one for each hidden layer
layers = [torch.nn.Linear(fan_in, fan_out) for fan_in, fan_out in zip(sizes, sizes[1:])]
with torch.no_grad():
    for i, layer in enumerate(layers, 1):
        layer.weight.copy_(arrays[f"weights_{{i}}"].T)
        layer.bias.copy_(arrays[f"biases_{{i}}"])
{alphas}{structure}
{forward}

def loss_of(z, y):
    """Return the loss of the outputs z."""
    return {loss}

{rng_before}
def batches():
    """Yield batches without end: a new random order each epoch, in which examples that fill no batch are left out."""
{rng_within}    while True:
        order = torch.from_numpy(rng.permutation(len(x)))
        for start in range(0, len(x) - BATCH_SIZE + 1, BATCH_SIZE):
            chosen = order[start : start + BATCH_SIZE]
            yield x[chosen], y[chosen]


weights = [{weights}]
others = [layer.bias for layer in layers]{others}
groups = {groups}
optimizer = {optimizer}
{schedule}{loop}
with torch.no_grad():
    for name in ("train", "test"):
        x, y = arrays[f"{{name}}_x"], arrays[f"{{name}}_y"]
        if len(x):
            z = forward(x)
            results = f"after {{STEPS}} steps: {{name}} loss {{loss_of(z, y).item():.8g}}"
            print(results{accuracy})
'''
TORCH_FORWARD = '''
def forward(x):
    """Return the last layer's outputs."""
    for layer, activation in zip(layers, activations):
        x = activation(layer(x))
    return layers[-1](x)
'''
TORCH_LOOP = """\
    optimizer.zero_grad()
    loss = loss_of(forward(batch_x{t}), batch_y)
    loss.backward()
    if t == 1:
        print(f"step 1: loss {{loss.item():.8g}}")
        for i, weight in enumerate({own_weights}, 1):
            size = torch.linalg.vector_norm(weight.grad.double())
            print(f"layer {{i}}: gradient RMS {{size.item() / weight.numel() ** 0.5:.8e}}")
{clip}{rate}    optimizer.step()
"""
TORCH_PLAIN_LOOP = "\nfor t, (batch_x, batch_y) in zip(range(1, STEPS + 1), batches()):\n"
TORCH_CHANGED_LOOP = '''

def train(first, last):
    """Take the steps from first to last."""
    for t, (batch_x, batch_y) in zip(range(first, last + 1), stream):
'''
TORCH_CARRIED_OVER = '''

def carried_over(new, old):
    """Return the new optimizer with the old one's memory of weights and biases; that of learned slopes is zero."""
    for p in [*weights, *others[: len(layers)]]:
        new.state[p] = old.state[p]
    for p in others[len(layers) :]:
        memory = old.state[weights[0]].items()
        new.state[p] = {k: v.clone() if k == "step" else torch.zeros_like(p) for k, v in memory if v is not None}
    return new
'''
RNG = "rng = np.random.default_rng(np.random.SeedSequence(SEED).spawn(4)[3])\n"
GROUPS = '[{"params": weights, "weight_decay": DECAY}, {"params": others, "weight_decay": 0}]'
OTHERS = "others = [layer.bias for layer in layers]"
REACHED = """\
with torch.no_grad():
    reached = loss_of(forward(arrays["train_x"]), arrays["train_y"]).item()"""
TORCH_ALPHAS = """\
    for i, activation in enumerate(activations, 1):
        if isinstance(activation, torch.nn.PReLU):
            activation.weight.copy_(arrays[f"alpha_{i}"])
"""
TORCH_OTHER_ALPHAS = "\nothers += [a.weight for a in activations if isinstance(a, torch.nn.PReLU)]"
SLOPE_CODE = (  # of slopes that stay, restart, spread to all units, or join to their mean
    "activations[{i}]",
    "torch.nn.PReLU({n}, {alpha!r})",
    "torch.nn.PReLU({n}, activations[{i}].weight.item())",
    "torch.nn.PReLU({n}, activations[{i}].weight.mean().item())",
)
TORCH_RATE = """\
    for group in optimizer.param_groups:
        group["lr"] = LEARNING_RATE * factor(t - 1)
"""
TORCH_CLIP = """\
    gradients = [p.grad for p in [*weights, *others]]
    longest = torch.sqrt(sum((g.double() ** 2).sum() for g in gradients)).item()
    if longest > CLIP_NORM:
        for g in gradients:
            g *= CLIP_NORM / longest
"""


def torch_script(trainer: Trainer, course: Course) -> str:
    """Return the body of a PyTorch script, for the trainer's network at step 0.

    Raises:
        BadInput: an activation has no PyTorch code.
    """
    first, alphas, changed = course.first, course.alphas, bool(course.changes)
    schedule = schedule_code(course.configs, with_torch=True)
    names = math_names("".join(schedules(course.configs)))
    return TORCH_SCRIPT.format(
        imports=f"from math import {', '.join(names)}\n" if names else "",
        schedule=f"\n\n{schedule}\n{'' if changed else chr(10)}" if schedule else "",
        constants=constants(course.configs, course.steps, course.n_examples),
        double="" if trainer.network.dtype == "float32" else "\ntorch.set_default_dtype(torch.float64)",
        own=torch_functions(list(alphas), list(alphas.values())),
        sizes=list(trainer.network.sizes),
        activations=_list([_module(layer, course) for layer in hidden_layers(first)], first),
        alphas=TORCH_ALPHAS if any(layer.n_slopes for layer in hidden_layers(first)) else "",
        structure=torch_structure_start(course),
        forward=(TORCH_FORWARD if course.structure.is_plain else torch_forward(course.structure)).strip(),
        loss=trainer.loss.torch_code,
        weights=_weights(course),
        others=_others(course),
        rng_before=f"\n{RNG}\n" if changed else "",
        rng_within="" if changed else f"    {RNG}",
        groups=_groups(course),
        optimizer=step_code(first).torch,
        loop=_loop(course, trainer.network.sizes),
        accuracy=ACCURACY.format(axis="dim=1", mean=".double().mean()")
        if trainer.loss.task == "classification"
        else "",
    ) + comparison(course.loss, REACHED)


def _module(layer: HiddenLayer, course: Course) -> str:
    names = script_names(list(course.alphas))
    if not is_custom(layer.key):
        return own_code(layer.activation, "torch_code").format(alpha=layer.alpha, n_alphas=layer.n_slopes)
    return torch_name(names[layer.key], None if layer.alpha == course.alphas[layer.key] else layer.alpha)


def _list(modules: list[str], config: RunConfig) -> str:
    if any(layer.n_slopes for layer in hidden_layers(config)):
        return f"[{', '.join(modules)}]"  # each PReLU needs its own module
    return listed(modules)


def _groups(course: Course) -> str:
    decays = any(config.weight_decay for config in course.configs)
    return GROUPS.replace("DECAY", "WEIGHT_DECAY" if decays else "0")


def _loop(course: Course, sizes: Sequence[int]) -> str:
    loop = TORCH_LOOP.format(
        clip=TORCH_CLIP if any(config.clip_norm for config in course.configs) else "",
        rate=TORCH_RATE if is_scheduled(course.configs) else "",
        t="" if course.structure.is_plain else ", t",
        own_weights="weights[: len(layers)]" if course.structure.projects else "weights",
    )
    if not course.changes:
        return TORCH_PLAIN_LOOP + loop
    training = course.training(lambda change: _change(change, course, sizes))
    code = TORCH_CARRIED_OVER if course.structure.is_plain else CARRIED_OVER
    carried_over = code if "carried_over(" in training else ""
    return f"{TORCH_CHANGED_LOOP}{indent(loop, '    ')}{carried_over}\n\nstream = batches()\n{training}"


def _weights(course: Course) -> str:
    if not course.structure.projects:
        return "layer.weight for layer in layers"
    return f"*(layer.weight for layer in layers){torch_weights(course.structure)}"


def _others(course: Course) -> str:
    return (TORCH_OTHER_ALPHAS if course.learns else "") + torch_others(course.structure)


def _change(change: Change, course: Course, sizes: Sequence[int]) -> list[str]:
    """Return the lines that make a change, without those of the constants and the batches."""
    structure = course.structure
    lines = torch_structure_change(change, structure, sizes, course.changes.index(change))
    if structure.projects and change.before.architecture != change.after.architecture:
        lines.append(f"weights = [{_weights(course)}]")
    if change.changes("activation", "alpha", "prelu_per_unit"):
        modules = slopes_after(change, *SLOPE_CODE, nothing=lambda layer: _module(layer, course))
        lines.append(f"activations = {_list(modules, change.after)}")
    if lines and _others(course):
        lines.append(OTHERS + _others(course))
    is_new = change.changes("optimizer", "learning_rate", "momentum", "nesterov", "weight_decay")
    if course.learns or is_new or change.before.architecture != change.after.architecture:
        made = step_code(change.after).torch
        lines.append(f"groups = {_groups(course)}")
        stays = "" if structure.is_plain else f", {kept_memory(change, structure)}"
        lines.append(f"optimizer = {f'carried_over({made}, optimizer{stays})' if memory_stays(change) else made}")
    return lines
