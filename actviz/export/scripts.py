"""An experiment as a script of its own: NumPy alone, or PyTorch; with an NPZ of its examples and first weights.

A script takes the same batches as the program, so that its first step's gradient is the same to rounding, and its
whole training too until rounding parts them. It does not import actviz.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import indent
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.export.files import in_place
from actviz.export.script_code import (
    MOMENTUM,
    NESTEROV,
    NUMPY_ACTIVATIONS,
    NUMPY_LOSSES,
    NUMPY_OPTIMIZERS,
    TORCH_ACTIVATIONS,
    TORCH_LOSSES,
    TORCH_MOMENTUM,
    TORCH_OPTIMIZERS,
)
from actviz.registry import BadInput, Registry
from actviz.training.config import RunConfig
from actviz.training.config_text import NamedConfig, to_line
from actviz.training.examples import Examples
from actviz.training.trainer import Trainer


@dataclass(frozen=True)
class ScriptKind:
    """A kind of script: what it needs to run, and its writer."""

    key: str
    label: str
    write: Callable[[Trainer, int], str]  # from a trainer at step 0, and the steps to take


SCRIPTS: Registry[ScriptKind] = Registry("script")


def write_script(
    kind: str,
    target: Path,
    config: RunConfig,
    steps: int,
    examples: Examples | None = None,
    remarks: Sequence[str] = (),
) -> list[Path]:
    """Write the script and, beside it, the NPZ with its arrays; return both.

    `examples` are the run's own, where they are not what the configuration would make; `remarks` go into its head.

    Raises:
        BadInput: an activation that the script cannot have, data or a place that cannot be used.
    """
    trainer = Trainer(config, examples=examples)
    head = [f"An experiment of actviz as a script of its own, {SCRIPTS[kind].label}. It was written for", ""]
    head += [f"    {_printable(to_line([NamedConfig('', config)]))}", ""]
    head += [
        f"Run it beside {_printable(target.stem)}.npz, which holds the examples and the first weights. The batches"
    ]
    head += ["are those that actviz takes, so the gradient of the first step is the same, to rounding."]
    head += ["", *map(_printable, remarks)] if remarks else []
    text = "\n".join(f"# {line}".rstrip() for line in head) + "\n" + SCRIPTS[kind].write(trainer, steps)
    arrays = target.with_suffix(".npz")
    with in_place(arrays) as file:
        np.savez_compressed(file, allow_pickle=False, **script_arrays(trainer))
    with in_place(target) as file:
        file.write(text.encode())
    return [target, arrays]


def script_arrays(trainer: Trainer) -> dict[str, NDArray[Any]]:
    """Return the examples and the first weights as the network has them, by the names that a script asks for."""
    network, dtype = trainer.network, trainer.network.dtype
    arrays: dict[str, NDArray[Any]] = {}
    for name, x, y in (("train", trainer.train_x, trainer.train_y), ("test", trainer.test_x, trainer.test_y)):
        targets = y if trainer.loss.task == "classification" else y.astype(dtype).reshape(len(x), -1)
        arrays |= {f"{name}_x": x.astype(dtype), f"{name}_y": targets}
    for i, (weights, biases) in enumerate(zip(network.weights, network.biases, strict=True), 1):
        arrays |= {f"weights_{i}": weights, f"biases_{i}": biases}
    for i, alphas in enumerate(network.alphas, 1):
        if alphas is not None:
            arrays[f"alpha_{i}"] = alphas.ravel()
    return arrays


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


def _known(table: Mapping[str, Any], config: RunConfig) -> None:
    for key in config.activations:
        if key not in table:
            raise BadInput(f"The activation {key!r} cannot be written into a script: choose one of the built-in ones.")


def _constants(trainer: Trainer, steps: int) -> str:
    config = trainer.config
    lines = [
        f"STEPS = {steps}",
        f"BATCH_SIZE = {min(config.batch_size, len(trainer.train_x))}",
        f"SEED = {config.seed}",
        f"LEARNING_RATE = {config.learning_rate!r}",
    ]
    if _has_momentum(config):
        lines.append(f"MOMENTUM = {config.momentum!r}")
    if config.weight_decay:
        lines.append(f"WEIGHT_DECAY = {config.weight_decay!r}  # of weights, never of biases")
    if config.clip_norm:
        lines.append(f"CLIP_NORM = {config.clip_norm!r}  # longest gradient, over all layers together")
    return "\n".join(lines)


def _has_momentum(config: RunConfig) -> bool:
    return config.optimizer == "sgd" and config.momentum > 0


def _listed(items: Sequence[str]) -> str:
    """Return a Python list of these expressions, equal neighbours counted: [relu] * 7 + [tanh]."""
    runs = [(item, len(list(same))) for item, same in groupby(items)]
    return " + ".join(f"[{item}] * {n}" if n > 1 else f"[{item}]" for item, n in runs)


# NumPy

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
ACCURACY = ' + f", accuracy {{(z.argmax({axis}) == y){mean}:.4f}}"'


def numpy_script(trainer: Trainer, steps: int) -> str:
    """Return the body of a script that needs NumPy only, for the trainer's network as it stands at step 0.

    Raises:
        BadInput: an activation of which there is no NumPy code here.
    """
    config, network = trainer.config, trainer.network
    _known(NUMPY_ACTIVATIONS, config)
    learns = any(alphas is not None for alphas in network.alphas)
    classes = trainer.loss.task == "classification"
    text = NUMPY_HEAD.format(
        imports="from math import erfc\n" if "gelu" in config.activations else "",
        constants=_constants(trainer, steps),
        n_layers=network.n_layers,
        targets="the classes' numbers" if classes else "(examples, outputs)",
    )
    text += ALPHAS if learns else ""
    for i, key in enumerate(config.activations):
        if key not in config.activations[:i]:
            text += _numpy_activation(key, trainer, i)
    text += f"\n\nactivations = {_listed(config.activations)}  # one for each hidden layer\n\n"
    text += NUMPY_FORWARD.format(
        each="activation, alpha" if learns else "activation",
        all="activations, alphas" if learns else "activations",
        call="activation(z) if alpha is None else activation(z, alpha)" if learns else "activation(z)",
    )
    text += NUMPY_LOSSES[trainer.loss.key] + "\n"
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
    return f"\n\ndef {key}(z{parameter}):\n{words}{indent(NUMPY_ACTIVATIONS[key], '    ')}\n"


def _numpy_training(config: RunConfig, learns: bool) -> str:
    code, n_state, decay = NUMPY_OPTIMIZERS[config.optimizer]
    if _has_momentum(config):
        code, n_state = NESTEROV if config.nesterov else MOMENTUM, 1
    if config.weight_decay:
        code = f"{decay}\n{code}"
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


# PyTorch

TORCH_SCRIPT = '''
from pathlib import Path

import numpy as np
import torch

{constants}

arrays = {{name: torch.from_numpy(array) for name, array in np.load(Path(__file__).with_suffix(".npz")).items()}}
x, y = arrays["train_x"], arrays["train_y"]
sizes = {sizes}
activations = {activations}  # one for each hidden layer
layers = [torch.nn.Linear(fan_in, fan_out) for fan_in, fan_out in zip(sizes, sizes[1:])]
with torch.no_grad():
    for i, layer in enumerate(layers, 1):
        layer.weight.copy_(arrays[f"weights_{{i}}"].T)
        layer.bias.copy_(arrays[f"biases_{{i}}"])
{alphas}

def forward(x):
    """Return the last layer's outputs."""
    for layer, activation in zip(layers, activations):
        x = activation(layer(x))
    return layers[-1](x)


def loss_of(z, y):
    """Return the loss of the outputs z."""
    return {loss}


def batches():
    """Yield batches without end: a new random order each epoch, in which examples that fill no batch are left out."""
    rng = np.random.default_rng(np.random.SeedSequence(SEED).spawn(4)[3])
    while True:
        order = torch.from_numpy(rng.permutation(len(x)))
        for start in range(0, len(x) - BATCH_SIZE + 1, BATCH_SIZE):
            chosen = order[start : start + BATCH_SIZE]
            yield x[chosen], y[chosen]


weights = [layer.weight for layer in layers]
others = [layer.bias for layer in layers]{other_alphas}
groups = [{{"params": weights, "weight_decay": {decay}}}, {{"params": others, "weight_decay": 0}}]
optimizer = {optimizer}

for t, (batch_x, batch_y) in zip(range(1, STEPS + 1), batches()):
    optimizer.zero_grad()
    loss = loss_of(forward(batch_x), batch_y)
    loss.backward()
    if t == 1:
        print(f"step 1: loss {{loss.item():.8g}}")
        for i, weight in enumerate(weights, 1):
            size = torch.linalg.vector_norm(weight.grad.double())
            print(f"layer {{i}}: gradient RMS {{size.item() / weight.numel() ** 0.5:.8e}}")
{clip}    optimizer.step()

with torch.no_grad():
    for name in ("train", "test"):
        x, y = arrays[f"{{name}}_x"], arrays[f"{{name}}_y"]
        if len(x):
            z = forward(x)
            results = f"after {{STEPS}} steps: {{name}} loss {{loss_of(z, y).item():.8g}}"
            print(results{accuracy})
'''
TORCH_ALPHAS = """\
    for i, activation in enumerate(activations, 1):
        if isinstance(activation, torch.nn.PReLU):
            activation.weight.copy_(arrays[f"alpha_{i}"])
"""
TORCH_OTHER_ALPHAS = "\nothers += [a.weight for a in activations if isinstance(a, torch.nn.PReLU)]"
TORCH_CLIP = """\
    gradients = [p.grad for p in [*weights, *others]]
    longest = torch.sqrt(sum((g.double() ** 2).sum() for g in gradients)).item()
    if longest > CLIP_NORM:
        for g in gradients:
            g *= CLIP_NORM / longest
"""


def torch_script(trainer: Trainer, steps: int) -> str:
    """Return the body of a PyTorch script, for the trainer's network as it stands at step 0.

    Raises:
        BadInput: an activation that PyTorch does not have.
    """
    config, network = trainer.config, trainer.network
    _known(TORCH_ACTIVATIONS, config)
    learns = any(alphas is not None for alphas in network.alphas)
    activations = [
        TORCH_ACTIVATIONS[a.key].format(alpha=alpha, n_alphas=0 if learned is None else learned.size)
        for a, alpha, learned in zip(network.activations, network.fixed_alphas, network.alphas, strict=True)
    ]
    listed = f"[{', '.join(activations)}]" if learns else _listed(activations)  # each PReLU has weights of its own
    momentum = TORCH_MOMENTUM.format(nesterov=config.nesterov)
    return TORCH_SCRIPT.format(
        constants=_constants(trainer, steps),
        sizes=list(network.sizes),
        activations=listed,
        alphas=TORCH_ALPHAS if learns else "",
        loss=TORCH_LOSSES[trainer.loss.key],
        other_alphas=TORCH_OTHER_ALPHAS if learns else "",
        decay="WEIGHT_DECAY" if config.weight_decay else 0,
        optimizer=momentum if _has_momentum(config) else TORCH_OPTIMIZERS[config.optimizer],
        clip=TORCH_CLIP if config.clip_norm else "",
        accuracy=ACCURACY.format(axis="dim=1", mean=".double().mean()")
        if trainer.loss.task == "classification"
        else "",
    )


SCRIPTS.add(ScriptKind("numpy", "which needs NumPy only", numpy_script))
SCRIPTS.add(ScriptKind("torch", "which needs PyTorch", torch_script))
