"""The NumPy script repeats the experiment with NumPy only; its back-propagation is written to be read."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from actviz.export.expression_code import NUMPY_QUIET, numpy_body, script_names
from actviz.export.script_parts import ACCURACY, constants, listed, own_code, step_code
from actviz.nn.activation import Activation
from actviz.nn.expression.activation import CustomActivation
from actviz.nn.optimizers import OPTIMIZERS
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
NUMPY_TRAINING = '''
def batches():
    """Yield batches without end: a new random order each epoch, in which examples that fill no batch are left out."""
    rng = np.random.default_rng(np.random.SeedSequence(SEED).spawn(4)[3])
    while True:
        order = rng.permutation(len(x))
        for start in range(0, len(x) - BATCH_SIZE + 1, BATCH_SIZE):
            chosen = order[start : start + BATCH_SIZE]
            yield x[chosen], y[chosen]


def size(arrays):
    """Return the Euclidean norm of all numbers together; in float64, where no square is too small."""
    return np.sqrt(sum(float((a.astype(np.float64) ** 2).sum()) for a in arrays))


parameters = [*weights, *biases{alphas}]
{state}

def update(p, g{arguments}):
    """Move the parameters p against their gradient g{at_step}."""
{step}


for t, (batch_x, batch_y) in zip(range(1, STEPS + 1), batches()):
    loss, gradients = loss_and_gradients(batch_x, batch_y)
    if t == 1:
        print(f"step 1: loss {{loss:.8g}}")
        for i, g in enumerate(gradients[:n_layers], 1):
            print(f"layer {{i}}: gradient RMS {{size([g]) / np.sqrt(g.size):.8e}}")
{clip}    for k, p in enumerate(parameters):
        update(p, gradients[k]{given})
'''
COUPLED_DECAY = "g = g + decay * p"
DECOUPLED_DECAY = "p -= LEARNING_RATE * decay * p"
STATE = """\
state = [[np.zeros_like(p) for _ in range({n_state})] for p in parameters]  # the optimizer's memory
"""
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


def numpy_script(trainer: Trainer, steps: int) -> str:
    """Return the body of a script that needs NumPy only, for the trainer's network at step 0.

    Raises:
        BadInput: an activation has no NumPy code.
    """
    config, network = trainer.config, trainer.network
    learns = any(alphas is not None for alphas in network.alphas)
    classes = trainer.loss.task == "classification"
    text = NUMPY_HEAD.format(
        imports=_imports(network.activations),
        constants=constants(trainer, steps),
        n_layers=network.n_layers,
        targets="the classes' numbers" if classes else "(examples, outputs)",
    )
    text += ALPHAS if learns else ""
    for i, key in enumerate(config.activations):
        if key not in config.activations[:i]:
            text += _numpy_activation(key, trainer, i)
    names = script_names(config.activations)
    text += f"\n\nactivations = {listed([names[key] for key in config.activations])}  # one for each hidden layer\n\n"
    text += NUMPY_FORWARD.format(
        each="activation, alpha" if learns else "activation",
        all="activations, alphas" if learns else "activations",
        call="activation(z) if alpha is None else activation(z, alpha)" if learns else "activation(z)",
    )
    text += trainer.loss.numpy_code + "\n"
    parts = ["of_weights", "of_biases", "of_alphas"][: 3 if learns else 2]
    text += NUMPY_GRADIENTS.format(
        alphas=ALPHA_GRADIENT if learns else "",
        gathered=", ".join(parts),
        empty=", ".join("[]" for _ in parts),
        all=", ".join(f"*{part}" for part in parts),
    )
    text += _numpy_training(config, learns)
    return text + NUMPY_RESULTS.format(accuracy=ACCURACY.format(axis="axis=1", mean=".mean()") if classes else "")


def _numpy_activation(key: str, trainer: Trainer, layer: int) -> str:
    activation, alpha = trainer.network.activations[layer], trainer.network.fixed_alphas[layer]
    parameter = ", alpha" if activation.learns_alpha else "" if alpha is None else f", alpha={alpha!r}"
    words = f'    """Return {activation.formula} and its slope."""\n'
    quiet = NUMPY_QUIET if isinstance(activation, CustomActivation) else ""
    name = script_names(trainer.config.activations)[key]
    return f"\n\n{quiet}def {name}(z{parameter}):\n{words}{indent(_body(activation), '    ')}\n"


def _body(activation: Activation) -> str:
    return numpy_body(activation) if isinstance(activation, CustomActivation) else own_code(activation, "numpy_code")


def _imports(activations: Sequence[Activation]) -> str:
    """Return the line that imports the functions of `math` that the activations need."""
    code = " ".join(map(_body, activations))
    needed = [name for name in ("erf", "erfc") if f"({name}," in code]
    return f"from math import {', '.join(needed)}\n" if needed else ""


def _numpy_training(config: RunConfig, learns: bool) -> str:
    step = step_code(config)
    n_state, code = step.n_state, step.numpy
    if config.weight_decay:
        decoupled = OPTIMIZERS[config.optimizer].make.decoupled_decay
        code = f"{DECOUPLED_DECAY if decoupled else COUPLED_DECAY}\n{code}"
    return NUMPY_TRAINING.format(
        alphas=", *(a for a in alphas if a is not None)" if learns else "",
        state=STATE.format(n_state=n_state) if n_state else "",
        step=indent(code, "    "),
        clip=NUMPY_CLIP if config.clip_norm else "",
        at_step=" at step t" if n_state else "",
        arguments=(", state, t" if n_state else "") + (", decay" if config.weight_decay else ""),
        given=(", state[k], t" if n_state else "")
        + (", WEIGHT_DECAY if k < n_layers else 0" if config.weight_decay else ""),
    )
