"""The NumPy script repeats the experiment with NumPy only; its back-propagation is written to be read."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from actviz.export.expression_code import NUMPY_QUIET, numpy_body, script_names
from actviz.export.numpy_structure import (
    structure_change,
    structure_parameters,
    structure_start,
    structured_passes,
)
from actviz.export.script_course import Course, memory_stays, slopes_after, structure_memory_stays
from actviz.export.script_parts import (
    ACCURACY,
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
from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.expression.activation import CustomActivation
from actviz.nn.optimizers import OPTIMIZERS
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.trainer import Trainer

NUMPY_HEAD = """
{imports}from pathlib import Path

import numpy as np

{constants}

arrays = np.load(Path(__file__).with_suffix(".npz"))
x, y = arrays["train_x"], arrays["train_y"]  # (examples, inputs), {targets}
n_layers = {n_layers}
weights = [arrays[f"weights_{{i}}"] for i in range(1, n_layers + 1)]  # (fan_in, fan_out) each
biases = [arrays[f"biases_{{i}}"] for i in range(1, n_layers + 1)]  # (fan_out,) each
"""
ALPHAS = """\
alphas = [arrays.get(f"alpha_{i}") for i in range(1, n_layers)]  # of PReLU, learned: (1,) or (units,); None elsewhere
"""
NUMPY_FORWARD = '''
def forward(x):
    """Return every layer's inputs, the hidden layers' pre-activations and slopes, and the last layer's outputs."""
    inputs, zs, slopes = [x], [], []
    for w, b, {each} in zip(weights, biases, {all}):
        z = inputs[-1] @ w + b  # (examples, units)
        h, slope = {call}
        inputs.append(h)
        zs.append(z)
        slopes.append(slope)
    return inputs, zs, slopes, inputs[-1] @ weights[-1] + biases[-1]

'''
NUMPY_GRADIENTS = '''
def loss_and_gradients(x, y):
    """Return the loss and its gradient for every parameter, found by going back from the last layer to the first."""
    inputs, zs, slopes, z = forward(x)
    loss, delta = loss_and_delta(z, y)  # delta: the gradient with respect to a layer's pre-activations
    {gathered} = {empty}
    for i in reversed(range(n_layers)):
        of_weights.insert(0, inputs[i].T @ delta)
        of_biases.insert(0, delta.sum(axis=0))
        if i > 0:
            s = delta @ weights[i].T  # the gradient with respect to the layer's inputs
{alphas}            delta = s * slopes[i - 1]
    return loss, [{all}]

'''
ALPHA_GRADIENT = """\
            if alphas[i - 1] is not None:
                of_alpha = (s * np.minimum(zs[i - 1], 0)).sum(axis=0)
                of_alphas.insert(0, of_alpha if alphas[i - 1].size > 1 else of_alpha.sum(keepdims=True))
"""
NUMPY_BATCHES = '''{before}
def batches():
    """Yield batches without end: a new random order each epoch, in which examples that fill no batch are left out."""
{within}    while True:
        order = rng.permutation(len(x))
        for start in range(0, len(x) - BATCH_SIZE + 1, BATCH_SIZE):
            chosen = order[start : start + BATCH_SIZE]
            yield x[chosen], y[chosen]


def size(arrays):
    """Return the Euclidean norm of all numbers together; in float64, where no square is too small."""
    return np.sqrt(sum(float((a.astype(np.float64) ** 2).sum()) for a in arrays))


parameters = [*weights, *biases{alphas}]
{state}
'''
RNG = "rng = np.random.default_rng(np.random.SeedSequence(SEED).spawn(4)[3])\n"
NUMPY_UPDATE = '''
def {name}(p, g{arguments}):
    """Move the parameters p against their gradient g{at_step}."""
{step}

'''
NUMPY_LOOP = """\
    loss, gradients = loss_and_gradients(batch_x, batch_y{t})
    if t == 1:
        print(f"step 1: loss {{loss:.8g}}")
        for i, g in enumerate(gradients[:n_layers], 1):
            print(f"layer {{i}}: gradient RMS {{size([g]) / np.sqrt(g.size):.8e}}")
{clip}{rate}    for k, p in enumerate(parameters):
{is_weight}        update(p, gradients[k]{given})
"""
PLAIN_LOOP = "\nfor t, (batch_x, batch_y) in zip(range(1, STEPS + 1), batches()):\n"
CHANGED_LOOP = '''
def train(first, last):
    """Take the steps from first to last."""
    for t, (batch_x, batch_y) in zip(range(first, last + 1), stream):
'''
COUPLED_DECAY = "g = g + decay * p"
DECOUPLED_DECAY = "p -= LEARNING_RATE * decay * p"
STATE = """\
state = [[np.zeros_like(p) for _ in range({n_state})] for p in parameters]  # the optimizer's memory
"""
SLOPES_STATE = """\
state[2 * n_layers :] = [[np.zeros_like(p) for _ in range({n_state})] for p in parameters[2 * n_layers :]]  # of slopes
"""
OTHERS_STATE = """\
state[2 * n_layers :] = [[np.zeros_like(p) for _ in range({n_state})] for p in parameters[2 * n_layers :]]  # of others
"""
ONLY_SLOPES_STATE = """\
slopes = [a for a in alphas if a is not None]
state[2 * n_layers : 2 * n_layers + len(slopes)] = [[np.zeros_like(p) for _ in range({n_state})] for p in slopes]
"""
LEARNED = ", *(a for a in alphas if a is not None)"
IS_WEIGHT = "        is_weight = k < n_layers or k >= len(parameters) - len(projections)\n"
SLOPE_CODE = (  # of slopes that stay, restart, spread to all units, or join to their mean
    "alphas[{i}]",
    "np.full({n}, {alpha!r}, x.dtype)",
    "alphas[{i}].repeat({n})",
    "alphas[{i}].mean(keepdims=True)",
)
NUMPY_RATE = "    rate = LEARNING_RATE * factor(t - 1)\n"
NUMPY_CLIP = """\
    longest = size(gradients)
    if longest > CLIP_NORM:
        gradients = [g * (CLIP_NORM / longest) for g in gradients]
"""
NUMPY_RESULTS = """

for name in ("train", "test"):
    x, y = arrays[f"{{name}}_x"], arrays[f"{{name}}_y"]
    if len(x):
        z = forward(x)[-1]
        results = f"after {{STEPS}} steps: {{name}} loss {{loss_and_delta(z, y)[0]:.8g}}"
        print(results{accuracy})
"""
REACHED = 'reached = loss_and_delta(forward(arrays["train_x"])[-1], arrays["train_y"])[0]'


def numpy_script(trainer: Trainer, course: Course) -> str:
    """Return the body of a script that needs NumPy only, for the trainer's network at step 0.

    Raises:
        BadInput: an activation has no NumPy code.
    """
    learns, alphas = course.learns, course.alphas
    classes = trainer.loss.task == "classification"
    text = NUMPY_HEAD.format(
        imports=_imports(course),
        constants=constants(course.configs, course.steps, course.n_examples),
        n_layers=trainer.network.n_layers,
        targets="the classes' numbers" if classes else "(examples, outputs)",
    )
    text += ALPHAS if learns else ""
    text += structure_start(course)
    names = script_names([layer.key for layer in course.layers])
    text += "".join(_numpy_activation(ACTIVATIONS[key], alphas[key], name) for key, name in names.items())
    text += f"\n\nactivations = {_activations(course.first, course)}  # one for each hidden layer\n\n"
    if course.structure.is_plain:
        text += _plain_passes(course, trainer.loss.numpy_code)
    else:
        text += structured_passes(course, trainer.loss.numpy_code)
    text += _numpy_training(course, trainer.network.sizes)
    text += NUMPY_RESULTS.format(accuracy=ACCURACY.format(axis="axis=1", mean=".mean()") if classes else "")
    return text + comparison(course.loss, REACHED)


def _plain_passes(course: Course, loss_code: str) -> str:
    """Return the functions of both passes and of the loss, for layers of weights and activation alone."""
    learns = course.learns
    text = NUMPY_FORWARD.format(
        each="activation, alpha" if learns else "activation",
        all="activations, alphas" if learns else "activations",
        call="activation(z) if alpha is None else activation(z, alpha)" if learns else "activation(z)",
    )
    text += loss_code + "\n"
    parts = ["of_weights", "of_biases", "of_alphas"][: 3 if learns else 2]
    return text + NUMPY_GRADIENTS.format(
        alphas=ALPHA_GRADIENT if learns else "",
        gathered=", ".join(parts),
        empty=", ".join("[]" for _ in parts),
        all=", ".join(f"*{part}" for part in parts),
    )


def _activations(config: RunConfig, course: Course) -> str:
    """Return the list of the hidden layers' activations; each function has its first α as default."""
    names = script_names([layer.key for layer in course.layers])
    return listed(
        [
            names[layer.key]
            if layer.n_slopes or layer.alpha == course.alphas[layer.key]
            else f"partial({names[layer.key]}, alpha={layer.alpha!r})"
            for layer in hidden_layers(config)
        ]
    )


def _numpy_activation(activation: Activation, alpha: float | None, name: str) -> str:
    parameter = ", alpha" if activation.learns_alpha else "" if alpha is None else f", alpha={alpha!r}"
    words = f'    """Return {activation.formula} and its slope."""\n'
    quiet = NUMPY_QUIET if isinstance(activation, CustomActivation) else ""
    return f"\n\n{quiet}def {name}(z{parameter}):\n{words}{indent(_body(activation), '    ')}\n"


def _body(activation: Activation) -> str:
    return numpy_body(activation) if isinstance(activation, CustomActivation) else own_code(activation, "numpy_code")


def _imports(course: Course) -> str:
    """Return the lines that import the standard library's functions that the script needs."""
    code = " ".join(_body(ACTIVATIONS[key]) for key in course.alphas)
    needed = math_names(code + "".join(schedules(course.configs)))
    text = (
        "from functools import partial\n" if any("partial(" in _activations(c, course) for c in course.configs) else ""
    )
    return text + (f"from math import {', '.join(needed)}\n" if needed else "")


def _update(config: RunConfig) -> str:
    """Return the body of the function that moves one array of parameters."""
    code = step_code(config).numpy
    if not config.weight_decay:
        return code
    decoupled = OPTIMIZERS[config.optimizer].make.decoupled_decay
    return f"{DECOUPLED_DECAY if decoupled else COUPLED_DECAY}\n{code}"


def _updates(course: Course) -> dict[str, str]:
    """Return the names of the functions that move parameters, by their bodies."""
    bodies = list(dict.fromkeys(map(_update, course.configs)))
    return {body: f"update_{i}" if len(bodies) > 1 else "update" for i, body in enumerate(bodies, 1)}


def _numpy_training(course: Course, sizes: Sequence[int]) -> str:
    configs, changed, updates = course.configs, bool(course.changes), _updates(course)
    has_state = any(step_code(config).n_state for config in configs)
    decays = any(config.weight_decay for config in configs)
    text = NUMPY_BATCHES.format(
        before="\n" + RNG + "\n" if changed else "",
        within="" if changed else f"    {RNG}",
        alphas=_others(course),
        state=STATE.format(n_state=step_code(course.first).n_state) if has_state else "",
    )
    scheduled = is_scheduled(configs)
    arguments = (", state, t" if has_state else "") + (", decay" if decays else "") + (", rate" if scheduled else "")
    at_step = " at step t" if has_state else ""
    text += f"\n{schedule_code(configs)}\n\n" if scheduled else ""
    text += "\n".join(
        NUMPY_UPDATE.format(
            name=name,
            step=indent(body.replace("LEARNING_RATE", "rate") if scheduled else body, "    "),
            at_step=at_step,
            arguments=arguments,
        )
        for body, name in updates.items()
    )
    with_projections = decays and course.structure.projects
    is_weight = "is_weight" if with_projections else "k < n_layers"
    time = "t - begun" if course.optimizer_changes else "t"
    loop = NUMPY_LOOP.format(
        clip=NUMPY_CLIP if any(config.clip_norm for config in configs) else "",
        t="" if course.structure.is_plain else ", t",
        is_weight=IS_WEIGHT if with_projections else "",
        given=(f", state[k], {time}" if has_state else "")
        + (f", WEIGHT_DECAY if {is_weight} else 0" if decays else "")
        + (", rate" if scheduled else ""),
        rate=NUMPY_RATE if scheduled else "",
    )
    if not changed:
        return text + PLAIN_LOOP + loop
    text += CHANGED_LOOP + indent(loop, "    ") + "\n\n"
    text += f"update = {updates[_update(course.first)]}\n" if len(updates) > 1 else ""
    text += "begun = 0  # the step after which the present optimizer began\n" if course.optimizer_changes else ""
    text += "stream = batches()\n"
    return text + course.training(lambda change: _change(change, course, sizes, updates, has_state))


def _others(course: Course) -> str:
    """Return code that names what is learned beside weights and biases, as the end of a list of parameters."""
    return (LEARNED if course.learns else "") + structure_parameters(course.structure)


def _change(
    change: Change, course: Course, sizes: Sequence[int], updates: dict[str, str], has_state: bool
) -> list[str]:
    """Return the lines that make a change, without those of the constants and the batches."""
    lines = []
    before, after = (_activations(config, course) for config in (change.before, change.after))
    if before != after:
        lines.append(f"activations = {after}")
    learns = any(layer.n_slopes for config in (change.before, change.after) for layer in hidden_layers(config))
    if learns and change.changes("activation", "alpha", "prelu_per_unit"):
        slopes = slopes_after(change, *SLOPE_CODE, nothing=lambda _layer: "None")
        lines.append(f"alphas = [{', '.join(slopes)}]")
    structure = structure_change(change, course.structure, sizes, course.changes.index(change))
    if structure or (lines and "alphas" in lines[-1]):
        lines += [*structure, f"parameters = [*weights, *biases{_others(course)}]"]
    if len(updates) > 1 and _update(change.before) != _update(change.after):
        lines.append(f"update = {updates[_update(change.after)]}")
    if change.changes("optimizer"):
        lines.append(f"begun = {change.step}")
    n_state = step_code(change.after).n_state
    if has_state and not memory_stays(change):
        lines.append(STATE.format(n_state=n_state).rstrip())
    elif has_state and (structure or not structure_memory_stays(change)):
        lines.append(OTHERS_STATE.format(n_state=n_state).rstrip())
    elif has_state and learns:
        begin = SLOPES_STATE if course.structure.is_plain else ONLY_SLOPES_STATE
        lines.append(begin.format(n_state=n_state).rstrip())
    return lines
